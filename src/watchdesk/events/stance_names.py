"""Names of who takes a stand: what a noun of the text stands for."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import joined
from watchdesk.events.parties import Parties
from watchdesk.events.party_words import PRONOUNS
from watchdesk.events.stance_who import (
    BESIDES,
    BODIES,
    KINDS,
    OF_MANY,
    OF_STATE,
    SIDES,
    SOME,
    STANDPOINTS,
    formal_state,
    is_army,
)
from watchdesk.language.lexicon import capitals, country_names, peoples
from watchdesk.records import Entity, EntityBasis, Link, LinkKind, Mention, MentionKind, Party, Span

_AT = ("in", "at", "near", "outside", "around", "over", "inside", "across")
"""Prepositions of places: not the "to" of "is acceptable to Rome"."""


class Names:
    """What nouns of one article stand for."""

    def __init__(self, tree: Tree, parties: Parties, mentions: Sequence[Mention]) -> None:
        self._tree = tree
        self._parties = parties
        self._mentions = {m.id: m for m in mentions}

    def _named(self, word: int) -> list[Link]:
        if self._is_besides(word):
            return []
        if self._is_owned_government(word) and (owner := self._owner(word)) is not None:
            return [owner]
        found = [link for p in self._parties.of(word, doer=True) if (link := self._link(p, word))]
        return [*found, *self._of_others(word)] if len(found) == 1 else found

    def _is_besides(self, word: int) -> bool:
        """Not Kenya for "Kenya's allies"."""
        named = any(self._tree.upos[k] == "PROPN" for k in self._tree.kids_of(word, "nmod:poss"))
        return named and self._tree.lemmas[word] in BESIDES

    def _of_others(self, word: int) -> list[Link]:
        """Lithuania of "officials from Estonia and Lithuania"."""
        tree = self._tree
        if tree.lemmas[word] not in OF_MANY:
            return []
        below = [
            k
            for k in tree.kids_of(word, "nmod")
            if any(tree.low[c] in ("from", "of", "in") for c in tree.kids_of(k, "case"))
        ]
        parties = [p for k in below for each in joined(tree, k)[1:] for p in self._parties.of(each)]
        role = tree.low[word]
        return [self._of_state(p.country, role, word) for p in parties if p.country]

    def _is_owned_government(self, word: int) -> bool:
        state = ("government", "cabinet", "administration", "country")
        return self._tree.lemmas[word] in state or self._tree.lemmas[word] in SIDES

    def _owner(self, word: int) -> Link | None:
        """The state of "Chancellor Scholz's government" and "the Danish government"."""
        tree = self._tree
        for kid in tree.kids_of(word, "nmod:poss", "amod", "compound", "nmod"):
            for party in self._parties.of(kid, doer=True) or self._parties.before(kid):
                if party.country:
                    whole = tree.lemmas[word] not in ("parliament", "junta")
                    role = "government" if whole else tree.lemmas[word]
                    return self._of_state(party.country, role, word)
        return None

    def _link(self, party: Party, word: int) -> Link | None:
        mention = self._mentions.get(party.mention or "")
        capital = capitals().get(mention.span.text_of(self._tree.text)) if mention else None
        if capital is not None and not self._is_location(word):
            return self._of_state(capital, None, word)
        if mention is not None and self._is_some_of(mention, word):
            return Link(name=self._group(word), kind=LinkKind.GROUP, span=party.span)
        formal = formal_state(mention.entity.name) if mention and mention.entity else None
        if formal is not None:
            return self._of_state(formal, None, word)
        if mention is not None and mention.entity is not None and not is_army(party, mention):
            kind = KINDS.get(mention.kind, LinkKind.ORGANISATION)
            name = mention.entity.name
            return Link(name=name, kind=kind, span=mention.span, entity=mention.entity)
        words = party.span.text_of(self._tree.text)
        if party.country and party.sector in OF_STATE and not party.assumed:
            role = None if party.sector is None else words
            return self._of_state(party.country, role, word)
        if words in peoples():
            return None
        named = any(part[:1].isupper() for part in self._group(word).split())
        if named and self._tree.feature(word, "Number") == "Plur":
            return Link(name=self._group(word), kind=LinkKind.GROUP, span=party.span)
        return None

    def _is_location(self, word: int) -> bool:
        """Whether a name tells where, and not who."""
        return self._is_led(word, _AT)

    def _is_some_of(self, mention: Mention, word: int) -> bool:
        """Whether some members of a body are meant, not the body."""
        tree = self._tree
        body = mention.kind in (MentionKind.ORGANISATION, MentionKind.GROUP)
        outside = not mention.start <= tree.starts[word] < mention.end
        some = {tree.low[k] for k in tree.kids[word]} & SOME
        counted = bool(some) or tree.kid(word, "nummod") is not None
        whole = tree.lemmas[word] in ("minister", "leader", "ambassador") and not counted
        return body and outside and tree.lemmas[word] in OF_MANY and not whole

    def _group(self, word: int) -> str:
        """ "NATO allies" of "several NATO allies"."""
        tree = self._tree
        kids = tree.kids_of(word, "amod", "compound", "nmod:poss")
        words = [k for k in kids if k < word and tree.upos[k] in ("PROPN", "ADJ", "NOUN")]
        near = [k for k in words if tree.low[k] not in ("several", "many", "other", "some", "few")]
        return " ".join(tree.forms[k] for k in (*near, word))

    def _of_state(self, country: str, role: str | None, word: int) -> Link:
        name = country_names().get(country, country)
        entity = Entity(
            id=f"country:{country}",
            name=name,
            country=country,
            role=role,
            basis=EntityBasis.INFERRED,
        )
        at = self._tree.starts[word]
        return Link(
            name=name,
            kind=LinkKind.ORGANISATION,
            span=Span(at, self._tree.ends[word]),
            entity=entity,
        )

    def _state(self, link: Link, word: int) -> Link:
        assert link.entity is not None and link.entity.country is not None
        return self._of_state(link.entity.country, self._tree.low[word], word)

    def _is_person(self, word: int) -> bool:
        mention = self._parties.mention_at(word)
        return mention is not None and mention.kind is MentionKind.PERSON

    def _is_pronoun(self, word: int) -> bool:
        """Not the name "US"."""
        return self._tree.low[word] in PRONOUNS and self._tree.upos[word] in ("PRON", "DET")

    def _of_body(self, word: int) -> list[Link]:
        """The Nile Council of "the secretariat of the Nile Council"."""
        tree = self._tree
        if tree.lemmas[word] not in BODIES:
            return []
        below = [k for k in tree.kids_of(word, "nmod") if self._is_led(k, ("of",))]
        named = [x for k in below for x in self._named(k)]
        return [x for x in named if x.entity and x.entity.id.startswith("org:")][:1]

    def _of_standpoint(self, word: int) -> list[int]:
        """Kenya of "the position of Kenya" and "Kenya's line"."""
        tree = self._tree
        if tree.lemmas[word] not in STANDPOINTS:
            return []
        below = [k for k in tree.kids_of(word, "nmod") if self._is_led(k, ("of", "in"))]
        owners = [*tree.kids_of(word, "nmod:poss"), *below]
        return [k for k in owners if tree.upos[k] in ("PROPN", "NOUN")]

    def _is_led(self, word: int, by: tuple[str, ...]) -> bool:
        return any(self._tree.low[c] in by for c in self._tree.kids_of(word, "case"))

    def _role(self, word: int) -> str:
        """ "Foreign minister" of "its foreign minister"."""
        tree = self._tree
        kids = [k for k in tree.kids_of(word, "amod", "compound") if k < word]
        return " ".join(tree.low[k] for k in (*kids, word))

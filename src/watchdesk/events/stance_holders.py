"""Who takes a stand: the subject of the word that tells it, or whoever says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import joined
from watchdesk.events.lexicon import agents
from watchdesk.events.parties import Parties
from watchdesk.events.party_words import PRONOUNS
from watchdesk.language.lexicon import capitals, country_names, known_exactly, peoples, slug
from watchdesk.records import (
    Attribution,
    Entity,
    EntityBasis,
    Link,
    LinkKind,
    Mention,
    MentionKind,
    Party,
    Span,
)

_KINDS = {
    MentionKind.PERSON: LinkKind.PERSON,
    MentionKind.GROUP: LinkKind.GROUP,
}
_OF_STATE = frozenset({"GOV", "MIL", None})
_VAGUE = frozenset({LinkKind.UNKNOWN, LinkKind.ANONYMOUS, LinkKind.DOCUMENT, LinkKind.OUTLET})
_OWN = frozenset(
    "country government administration ministry nation kingdom republic bloc alliance".split()
)
"""Nouns by which a speaker names his own state."""
_MOUTHS = frozenset(
    "office spokesman spokeswoman spokesperson aide spokespeople press secretary".split()
)
"""Nouns for those who speak for somebody else."""
_OF_MANY = frozenset(
    "member ally state country diplomat official capital leader partner nation government "
    "minister ambassador envoy".split()
)
"""Nouns that, of a body of several states, name some of those."""
_SOME = frozenset({"several", "some", "many", "other", "few", "most", "various"})
_BESIDES = frozenset(
    "ally partner friend backer supporter critic neighbour neighbor rival opponent enemy".split()
)
"""Nouns that, of a state, name others than it."""
_MOST = 6
"""Names in one subject at most."""


class Holders:
    """Who stands behind words of one article."""

    def __init__(
        self,
        tree: Tree,
        parties: Parties,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        self._tree = tree
        self._parties = parties
        self._mentions = {m.id: m for m in mentions}
        self._attributions = {a.id: a for a in attributions}
        self._sources = sorted(
            ((a.source, a) for a in attributions if a.source is not None and a.chain),
            key=lambda row: (row[0], row[1].id),
        )
        self._starts = [span.start for span, _ in self._sources]

    def of(self, subjects: Sequence[int], attribution: str | None) -> list[Link]:
        """Those named by some subjects."""
        found: list[Link] = []
        for subject in subjects:
            for each in self._each(subject):
                found += self._one(each, attribution)
        return _once(found)

    def speaker(self, attribution: str | None) -> list[Link]:
        """Who says what an attribution tells; nobody where that is not known.

        Of a person's office the person, of unnamed officials their state.
        """
        one = self._attributions.get(attribution or "")
        if one is None or not one.chain:
            return []
        link = one.chain[-1]
        if link.kind in (LinkKind.DOCUMENT, LinkKind.OUTLET):
            return []
        if link.entity is not None:
            return [link]
        if one.source is None:
            return []
        words = self._tree.words(one.source)
        heads = [k for k in range(*words) if self._tree.heads[k] not in range(*words)]
        found = [x for h in heads[:1] for each in self._each(h) for x in self._named(each)]
        if found:
            return _once(found)
        office = [x for h in heads[:1] for x in self._of_office(h)]
        return office or ([] if link.kind in _VAGUE else [link])

    def _of_office(self, word: int) -> list[Link]:
        """The person of "Ms Keane's office", the body of "a spokesman for the commission"."""
        tree = self._tree
        if tree.lemmas[word] not in _MOUTHS:
            return []
        found: list[Link] = []
        for kid in tree.kids_of(word, "nmod:poss", "nmod", "compound"):
            leads = {tree.low[c] for c in tree.kids_of(kid, "case")}
            if self._is_person(kid) or leads & {"for", "of"} or tree.rel(kid) == "compound":
                found += self._named(kid)
        return found

    def tells_another(self, attribution: str | None, who: Sequence[Link]) -> bool:
        """Whether a named speaker tells the stand of somebody who is not of his own side."""
        one = self._attributions.get(attribution or "")
        if one is None or not one.chain or one.chain[-1].kind in _VAGUE:
            return False
        last = one.chain[-1]
        if last.entity is None and last.kind is not LinkKind.GROUP:
            return False  # "its trade ministry"
        if last.entity is not None and not (last.entity.country or last.entity.role):
            return last.entity.id.startswith("org:")
        tellers = self.speaker(attribution)
        own = {x.entity.country for x in tellers if x.entity and x.entity.country}
        names = {x.entity.id for x in tellers if x.entity} | {x.name for x in tellers}
        for link in who:
            same = link.name in names or (link.entity is not None and link.entity.id in names)
            if not same and not (link.entity is not None and link.entity.country in own):
                return True
        return False

    def of_own_state(self, attribution: str | None, who: Sequence[Link]) -> list[Link]:
        """A speaker who tells where his own state stands: he stands there, too."""
        states = {x.entity.country for x in who if x.entity and x.entity.id.startswith("country:")}
        named = {x.entity.id for x in who if x.entity}
        tellers = [x for x in self.speaker(attribution) if x.entity]
        return [
            x
            for x in tellers
            if x.entity and x.entity.country in states and x.entity.id not in named
        ]

    def state_of(self, link: Link) -> Link:
        """Kenya for "Kenya's opposition", where that is what Kenya is against."""
        if link.entity is None or "opposition" not in link.name:
            return link
        known = known_exactly(link.name.partition("opposition")[0].strip(" '’s"))
        country = link.entity.country or (known.country if known else None)
        if not country:
            return link
        at = self._tree.words(link.span).start if link.span else 0
        return self._of_state(country, None, at)

    def _is_many(self, source: Span) -> bool:
        words = self._tree.words(source)
        return any(self._tree.rel(k) in ("conj", "nmod") for k in range(*words))

    def _each(self, subject: int) -> list[int]:
        """A subject and those joined to it; of "others including the US" those named."""
        tree = self._tree
        named = [
            k
            for k in tree.kids_of(subject, "nmod", "obl")
            if any(tree.low[c] in ("including", "like") for c in tree.kids_of(k, "case"))
        ]
        if named:
            return [each for k in named for each in joined(tree, k)]
        return joined(tree, subject)

    def _one(self, word: int, attribution: str | None) -> list[Link]:
        tree = self._tree
        if tree.upos[word] == "NUM":
            return []
        if not self._is_pronoun(word) and (found := self._named(word)):
            return found
        owned = self._of_owner(word)
        if owned:
            return owned
        source = None if self._is_besides(word) else self._source(word)
        if source is not None and (source.entity is not None or tree.lemmas[word] not in _OWN):
            return [source]
        if self._is_pronoun(word):
            over = self._attributions.get(attribution or "")
            if over is not None and self._is_told_by(word, over):
                return self.speaker(attribution)
            return self._before(word)
        if tree.lemmas[word] in _OWN:
            speakers = self.speaker(attribution)
            if tree.lemmas[word] in ("bloc", "alliance", "ministry"):
                return speakers
            return [self._state(x, word) for x in speakers if x.entity and x.entity.country]
        return []

    def _of_owner(self, word: int) -> list[Link]:
        """Spain's for "its foreign minister", where Spain is what "its" can mean."""
        tree = self._tree
        if tree.lemmas[word] not in agents():
            return []
        for kid in tree.kids_of(word, "nmod:poss"):
            if tree.low[kid] in ("its", "their"):
                return [
                    self._of_state(x.entity.country, self._role(word), word)
                    for x in self._before(kid)
                    if x.entity and x.entity.country
                ][:1]
        return []

    def _role(self, word: int) -> str:
        """ "Foreign minister" of "its foreign minister"."""
        tree = self._tree
        kids = [k for k in tree.kids_of(word, "amod", "compound") if k < word]
        return " ".join(tree.low[k] for k in (*kids, word))

    def _is_pronoun(self, word: int) -> bool:
        """Not the name "US"."""
        return self._tree.low[word] in PRONOUNS and self._tree.upos[word] in ("PRON", "DET")

    def _is_told_by(self, word: int, over: Attribution) -> bool:
        """Whether a pronoun can mean who says it: "he" a person, "it" a body or state."""
        kind = over.chain[-1].kind if over.chain else LinkKind.UNKNOWN
        low = self._tree.low[word]
        if low in ("i", "we"):
            return True
        if low in ("he", "she"):
            return kind is LinkKind.PERSON
        return low in ("it", "they") and kind is not LinkKind.PERSON

    def _before(self, pronoun: int) -> list[Link]:
        """The subject of the clause before, in the same sentence: "had banned, but it lifted"."""
        tree = self._tree
        at = pronoun
        for _ in range(6):
            at = tree.heads[at]
            if at < 0:
                return self._sentence_before(pronoun)
            for subject in tree.kids_of(at, "nsubj", "nsubj:pass"):
                if subject < pronoun and tree.low[subject] not in PRONOUNS:
                    person = self._is_person(subject)
                    if person == (tree.low[pronoun] in ("he", "she")):
                        return self._named(subject)
        return []

    def _sentence_before(self, pronoun: int) -> list[Link]:
        """The subject of the sentence before, where that is the first thing a pronoun can mean."""
        tree = self._tree
        number = tree.sentence[pronoun]
        if number == 0 or tree.low[pronoun] not in ("it", "he", "she", "its"):
            return []
        start, end = tree.bounds[number - 1], tree.bounds[number]
        if tree.paragraph[start] != tree.paragraph[pronoun] and tree.paragraph[end - 1] < 0:
            return []
        for word in range(start, end):
            if tree.heads[word] < 0:
                for subject in tree.kids_of(word, "nsubj", "nsubj:pass"):
                    if self._is_person(subject) == (tree.low[pronoun] in ("he", "she")):
                        found = self._named(subject)
                        return found if len(found) == 1 else []
        return []

    def _is_person(self, word: int) -> bool:
        mention = self._parties.mention_at(word)
        return mention is not None and mention.kind is MentionKind.PERSON

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
        return named and self._tree.lemmas[word] in _BESIDES

    def _of_others(self, word: int) -> list[Link]:
        """Lithuania of "officials from Estonia and Lithuania"."""
        tree = self._tree
        if tree.lemmas[word] not in _OF_MANY:
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
        return self._tree.lemmas[word] in ("government", "cabinet", "administration", "country")

    def _owner(self, word: int) -> Link | None:
        """The state of "Chancellor Scholz's government" and "the Danish government"."""
        tree = self._tree
        for kid in tree.kids_of(word, "nmod:poss", "amod", "compound", "nmod"):
            for party in self._parties.of(kid, doer=True) or self._parties.before(kid):
                if party.country:
                    return self._of_state(party.country, "government", word)
        return None

    def _source(self, word: int) -> Link | None:
        """Who the steps before took a word for, as the source of an attribution."""
        start = self._tree.starts[word]
        at = bisect_right(self._starts, start)
        for span, one in reversed(self._sources[max(0, at - 4) : at]):
            last = one.chain[-1]
            if span.end > start and last.kind not in _VAGUE:
                return last
        return None

    def _link(self, party: Party, word: int) -> Link | None:
        mention = self._mentions.get(party.mention or "")
        capital = capitals().get(mention.span.text_of(self._tree.text)) if mention else None
        if capital is not None and not self._is_location(word):
            return self._of_state(capital, None, word)
        if mention is not None and self._is_some_of(mention, word):
            return Link(name=self._group(word), kind=LinkKind.GROUP, span=party.span)
        if mention is not None and mention.entity is not None and not _is_army(party, mention):
            kind = _KINDS.get(mention.kind, LinkKind.ORGANISATION)
            name = mention.entity.name
            return Link(name=name, kind=kind, span=mention.span, entity=mention.entity)
        words = party.span.text_of(self._tree.text)
        if party.country and party.sector in _OF_STATE and not party.assumed:
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
        return bool(self._tree.kids_of(word, "case"))

    def _is_some_of(self, mention: Mention, word: int) -> bool:
        """Whether some members of a body are meant, not the body."""
        tree = self._tree
        body = mention.kind in (MentionKind.ORGANISATION, MentionKind.GROUP)
        outside = not mention.start <= tree.starts[word] < mention.end
        some = {tree.low[k] for k in tree.kids[word]} & _SOME
        counted = bool(some) or tree.kid(word, "nummod") is not None
        whole = tree.lemmas[word] in ("minister", "leader", "ambassador") and not counted
        return body and outside and tree.lemmas[word] in _OF_MANY and not whole

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


def _once(links: Iterable[Link]) -> list[Link]:
    """Without those named twice."""
    once = {
        link.entity.id if link.entity else link.name: link
        for link in links
        if link.name not in peoples()
    }
    return list(once.values())[:_MOST]


def _is_army(party: Party, mention: Mention) -> bool:
    """Whether a noun of people stands beside the name of a state: "Kenyan troops"."""
    return mention.kind is MentionKind.PLACE and party.sector not in (None, "GOV")


def group_id(name: str) -> str:
    """Entity id of a group that is only described."""
    return slug(MentionKind.GROUP, name)

"""Who a noun phrase means: a mention, or an unnamed body with its sector and state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import core, joined
from watchdesk.events.lexicon import agents
from watchdesk.events.party_words import (
    DOMESTIC,
    FIRST,
    FORMER,
    LYING,
    OF_STATE,
    PERSONAL,
    PRONOUNS,
    THING,
    VAGUE,
    WEAPONS,
)
from watchdesk.events.states import States
from watchdesk.language.lexicon import adjectives, common_words, known_exactly, peoples
from watchdesk.language.listed import Range
from watchdesk.records import Attribution, Mention, MentionKind, Party, Place, Span

_ACTING = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP, MentionKind.PLACE}
)
_APPOSED = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP})
_OWNING = ("by", "from", "of")
_WITH = ("with", "between", "to", "for", "among")
_AT = ("in", "at", "near", "on", "against", "into", "inside", "outside", "along", "throughout")
_DEEPEST = 4
_BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.GROUP})


class Parties:
    """The parties of one article, by the words that name them."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        places: Sequence[Place],
        attributions: Sequence[Attribution],
    ) -> None:
        self._tree = tree
        self._located = {p.span: p for p in places if p.lat is not None or p.country}
        self._at: dict[int, Mention] = {}
        self._kinds = {mention.id: mention.kind for mention in mentions}
        for mention in mentions:
            if mention.kind not in _ACTING and mention.span not in self._located:
                continue
            words = tree.words(mention.span)
            for word in range(words.start, words.end):
                known = self._at.get(word)
                if known is None or known.span.length < mention.span.length:
                    self._at[word] = mention
        self._states = States(tree, mentions, self._at, self._located)
        self._sources = {a.id: a.source for a in attributions if a.source is not None}

    def of(self, word: int, *, doer: bool = False, hit: bool = False) -> list[Party]:
        """Who a phrase means, those joined to it included.

        Of a doer only its own words count ("Israeli tanks", "the army of Kenya"); otherwise what
        belongs to somebody stands for them ("praised Haiti's efforts"), and with ``hit`` what
        lies somewhere stands for the place.
        """
        found: list[Party] = []
        for each in self._told(word):
            for party in self._one(core(self._tree, each), doer=doer, hit=hit, depth=0):
                shares = party.mention is None and (party.country is None or party.assumed)
                if shares and found and found[0].country and not found[0].assumed:
                    state = {"country": found[0].country, "assumed": False}
                    found.append(party.model_copy(update=state))
                else:
                    found.append(party)
        return _once(found)

    def _told(self, word: int) -> list[int]:
        """A noun and those joined to it; of one in a dateline what the tree hangs on it."""
        tree = self._tree
        if tree.paragraph[word] >= 0:
            return joined(tree, word)
        below = tree.kids_of(word, "appos", "conj", "nmod", "parataxis", "list", "dep")
        return [k for k in below if tree.paragraph[k] >= 0]

    def around(self, word: int) -> str | None:
        """The one state of the places of a word's sentence, else the one of the article."""
        return self._states.around(word)

    def mention_at(self, word: int) -> Mention | None:
        """The mention a word is part of."""
        return self._at.get(word)

    def is_state(self, party: Party) -> bool:
        """Whether a state itself is meant, not people of it."""
        if party.mention is None:
            return party.sector is None
        return self._kinds[party.mention] is MentionKind.PLACE

    def knows(self, party: Party) -> bool:
        """Whether it has a name or a state, or a proper name among its words: "Tuareg rebels"."""
        if party.mention is not None or party.country is not None:
            return True
        tree = self._tree
        words = range(*tree.words(party.span))
        return any(tree.forms[k][:1].isupper() and tree.low[k] not in common_words() for k in words)

    def tellers(self, attribution: str | None) -> list[Party]:
        """Who an attribution names as its source."""
        span = self._sources.get(attribution or "")
        if span is None:
            return []
        words = self._tree.words(span)
        heads = [k for k in range(*words) if self._tree.heads[k] not in range(*words)]
        return self.of(heads[0], doer=True) if heads else []

    def source(self, attribution: str | None, word: int) -> list[Party]:
        """Who is meant by a pronoun inside what an attribution tells: its source, if they agree."""
        span = self._sources.get(attribution or "")
        tree = self._tree
        if span is None:
            return []
        words = tree.words(span)
        heads = [k for k in range(words.start, words.end) if tree.heads[k] not in range(*words)]
        if not heads or tree.low[heads[0]] in PRONOUNS:
            return []
        found = self.of(heads[0], doer=True)
        return found if found and self._agree(tree.low[word], found, heads[0]) else []

    def agrees(self, pronoun: int, noun: int, found: Sequence[Party]) -> bool:
        """Whether a pronoun can mean what a noun means."""
        return self._agree(self._tree.low[pronoun], found, noun)

    def _agree(self, pronoun: str, found: Sequence[Party], noun: int) -> bool:
        if pronoun in FIRST:
            return True
        mention = self._at.get(noun)
        person = mention is not None and mention.kind is MentionKind.PERSON
        many = len(found) > 1 or self._tree.feature(noun, "Number") == "Plur"
        if pronoun in PERSONAL:
            return person or not (many or mention)
        if pronoun in THING:
            return not person and not many
        return not person

    def _one(self, word: int, *, doer: bool, hit: bool, depth: int) -> list[Party]:
        tree = self._tree
        mention = self._naming(word)
        if mention is not None:
            return [*self._joint(word), self._named(mention, word)]
        sector = agents().get(tree.lemmas[word])
        if sector is not None:
            return [*self._joint(word), *self._told_by_noun(word, sector)]
        state = self._state(word)
        if state is not None:
            return [state]
        if depth >= _DEEPEST or (doer and tree.upos[word] != "PROPN"):
            return []
        return self._owner(word, hit=hit, depth=depth)

    def _joint(self, word: int) -> list[Party]:
        """The first states of "French and Egyptian warships"; the last is the phrase's own."""
        tree = self._tree
        for kid in tree.kids_of(word, "amod", "compound", "nmod:poss"):
            others = [k for k in tree.kids_of(kid, "conj") if self._states.at(k, 9)]
            if others and (first := self._states.at(kid, 9)):
                span = tree.span(Range(kid, kid + 1))
                sector = agents().get(tree.lemmas[word]) or None
                return [Party(start=span.start, end=span.end, country=first, sector=sector)]
        return []

    def _naming(self, word: int) -> Mention | None:
        """The mention a phrase is headed by, also behind a title or in apposition."""
        tree = self._tree
        mention = self._at.get(word)
        if mention is not None:
            return mention
        for kid in tree.kids_of(word, "flat", "appos"):
            inner = self._at.get(kid)
            if inner is not None and inner.kind in _APPOSED:
                return inner
        return None

    def _named(self, mention: Mention, word: int) -> Party:
        entity = mention.entity
        country = self._states.of_mention(mention)
        role = entity.role if entity and entity.role else ""
        return Party(
            start=mention.start,
            end=mention.end,
            mention=mention.id,
            country=country or self._states.of_place(mention) or self._states.of_phrase(word, 0),
            sector=self._sector(mention, role, word),
        )

    def _sector(self, mention: Mention, role: str, word: int) -> str | None:
        if mention.kind is MentionKind.PLACE:
            return None
        own = self._tree.text[mention.start : mention.end]
        if set(role.lower().split()) & FORMER:
            return "ELI"
        for text in (own, role):
            low = (
                text.lower()
                .replace("attorney general", "minister")
                .replace("attorney-general", "minister")
            )
            for each in reversed(low.split()):
                found = agents().get(each) or agents().get(each.rstrip("s"))
                if found:
                    return None if each == "union" else found  # the European or African one
        return agents().get(self._tree.lemmas[word]) or None

    def _told_by_noun(self, word: int, sector: str) -> list[Party]:
        """Police, rebels and their like; neither a weapon of nobody nor a body of no kind."""
        party = self._unnamed(word, sector)
        told = party.mention is not None or (party.country is not None and not party.assumed)
        lemma = self._tree.lemmas[word]
        if not told and (lemma in WEAPONS or lemma in VAGUE or self._is_plane(word)):
            return []
        return [party]

    def _is_plane(self, word: int) -> bool:
        """Whether a fighter is an aircraft: "F-16 fighters"."""
        tree = self._tree
        if tree.lemmas[word] != "fighter":
            return False
        before = [k for kid in tree.kids_of(word, "compound", "amod") for k in tree.under(kid)]
        return any(tree.low[k] == "jet" or any(c.isdigit() for c in tree.low[k]) for k in before)

    def _unnamed(self, word: int, sector: str) -> Party:
        tree = self._tree
        rebels = [agents().get(tree.lemmas[k], "") for k in tree.kids_of(word, "amod", "compound")]
        for each in rebels:
            if each in ("REB", "COP", "MIL", "OPP", "REF", "JRN", "JUD", "UAF", "CVL") and (
                sector in ("", "GOV", "CVL", "MIL")
            ):
                sector = each
        country = self._states.of_phrase(word, 0, last=True)
        span = self._span(word)
        named = self._rolled_up(word, sector)
        assumed = None if country or named or sector not in DOMESTIC else self._states.assumed(word)
        return Party(
            start=span.start,
            end=span.end,
            mention=named,
            country=country or assumed,
            sector=sector or None,
            assumed=assumed is not None,
        )

    def _rolled_up(self, word: int, sector: str) -> str | None:
        """The body whose people they are: Hamas in "Hamas fighters", a state for its troops."""
        tree = self._tree
        for kid in tree.kids_of(word, "compound", "amod", "nmod:poss"):
            mention = self._at.get(kid)
            if mention is None or kid > word:
                continue
            state = mention.kind is MentionKind.PLACE
            if mention.kind is not MentionKind.PERSON and (not state or sector in OF_STATE):
                return mention.id
        for kid in tree.kids_of(word, "nmod"):
            mention = self._at.get(kid)
            owned = any(tree.low[c] in ("of", "from") for c in tree.kids_of(kid, "case"))
            if mention is not None and owned and mention.kind in _BODIES:
                return mention.id
        return None

    def _span(self, word: int) -> Span:
        """A noun with the words before it that are no article or number."""
        tree = self._tree
        first = word
        for kid in tree.kids[word]:
            if kid < first and tree.rels[kid] in ("amod", "compound", "nmod:poss"):
                below = tree.under(kid)
                if below[-1] < word:
                    first = min(first, below[0])
        return tree.span(Range(first, word + 1))

    def _state(self, word: int) -> Party | None:
        """A state or people told by one word that is no mention."""
        tree = self._tree
        form = tree.forms[word]
        if not form[:1].isupper():
            return None
        country = adjectives().get(form) or peoples().get(form)
        if country is None:
            known = known_exactly(form)
            country = known.country if known and known.sure else None
        if country is None:
            return None
        span = tree.span(Range(word, word + 1))
        sector = "CVL" if form in peoples() and form not in adjectives() else None
        return Party(start=span.start, end=span.end, country=country, sector=sector)

    def _owner(self, word: int, *, hit: bool, depth: int) -> list[Party]:
        """Whose it is: the possessor, the nationality, or who it comes from."""
        tree = self._tree
        for kid in tree.kids[word]:
            if tree.rels[kid] == "nmod:poss" and tree.low[kid] not in PRONOUNS:
                found = self._one(kid, doer=False, hit=hit, depth=depth + 1)
                if found:
                    return found
        for kid in tree.kids_of(word, "amod", "compound", "nmod:desc"):
            found = self.before(kid)
            if found:
                return found
        return self._behind(word, hit=hit, depth=depth)

    def _behind(self, word: int, *, hit: bool, depth: int) -> list[Party]:
        """Who stands behind a noun: "crimes committed by", "a plan of", "a village in"."""
        tree = self._tree
        below: dict[str, list[int]] = {}
        for clause in tree.kids_of(word, "acl"):
            for kid in tree.kids_of(clause, "obl"):
                if any(tree.low[c] == "by" for c in tree.kids_of(kid, "case")):
                    below.setdefault("by", []).append(kid)
        for kid in tree.kids_of(word, "nmod", "obl"):
            for case in tree.kids_of(kid, "case"):
                below.setdefault(tree.low[case], []).append(kid)
        place = hit and tree.lemmas[word] in LYING
        for lead in (*_OWNING, *_WITH, *(_AT if place else ())):
            for kid in below.get(lead, ()):
                found: list[Party] = []
                for each in joined(tree, kid):
                    found += self._one(core(tree, each), doer=False, hit=hit, depth=depth + 1)
                if found:
                    return found
        return []

    def before(self, kid: int) -> list[Party]:
        """A nationality, state or body before a noun: "a Senegalese plan", "rebel positions"."""
        tree = self._tree
        mention = self._at.get(kid)
        if mention is not None:
            return [self._named(mention, kid)]
        form = tree.forms[kid]
        country = adjectives().get(form)
        if country:
            span = tree.span(Range(kid, kid + 1))
            return [Party(start=span.start, end=span.end, country=country)]
        sector = agents().get(tree.lemmas[kid])
        if tree.lemmas[tree.heads[kid]] in WEAPONS:
            return []  # "fighter jets"
        if sector and sector != "GOV" and tree.upos[kid] in ("NOUN", "PROPN"):
            return self._told_by_noun(kid, sector)
        return []


def _once(parties: Iterable[Party]) -> list[Party]:
    """Without those told twice, in the order of the phrase."""
    return list(dict.fromkeys(parties))

"""Who takes a stand: the subject of the word that tells it, or whoever says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import joined
from watchdesk.events.lexicon import agents
from watchdesk.events.parties import Parties
from watchdesk.events.party_words import PRONOUNS
from watchdesk.events.stance_names import Names
from watchdesk.events.stance_who import (
    FOLLOWERS,
    MOUTHS,
    OWN,
    PERSONAL,
    SIDES,
    VAGUE,
    is_official,
    once,
)
from watchdesk.language.lexicon import known_exactly
from watchdesk.records import (
    Attribution,
    Link,
    LinkKind,
    Mention,
    Span,
    Speech,
)


class Holders(Names):
    """Who stands behind words of one article."""

    def __init__(
        self,
        tree: Tree,
        parties: Parties,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        super().__init__(tree, parties, mentions)
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
        return once(found)

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
        side = link.name.rpartition(" ")[2] in SIDES
        if link.entity is not None and not side:
            return [link]
        if one.source is None:
            return []
        words = self._tree.words(one.source)
        heads = [k for k in range(*words) if self._tree.heads[k] not in range(*words)]
        found = [x for h in heads[:1] for each in self._each(h) for x in self._named(each)]
        if found:
            return once(found)
        office = [x for h in heads[:1] for x in self._of_office(h)]
        return office or ([] if link.kind in VAGUE else [link])

    def _of_office(self, word: int) -> list[Link]:
        """The person of "Ms Keane's office", the body of "a spokesman for the commission"."""
        tree = self._tree
        if tree.lemmas[word] not in MOUTHS:
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
        if one is None or not one.chain or one.chain[-1].kind in VAGUE:
            return False
        last = one.chain[-1]
        if last.entity is None and last.kind is not LinkKind.GROUP:
            return False  # "its trade ministry"
        if last.entity is not None and not (last.entity.country or last.entity.role):
            return last.entity.id.startswith("org:")
        if self._speaks_for(one, who) or self._speaks_for_many(last):
            return False
        tellers = self.speaker(attribution)
        own = {x.entity.country for x in tellers if x.entity and x.entity.country}
        names = {x.entity.id for x in tellers if x.entity} | {x.name for x in tellers}
        for link in who:
            same = link.name in names or (link.entity is not None and link.entity.id in names)
            if not same and not (link.entity is not None and link.entity.country in own):
                return True
        return False

    def _speaks_for(self, one: Attribution, who: Sequence[Link]) -> bool:
        """Whether an official of no known state tells the stand of the one state named before:
        "Kenya will sign, Vice Minister Ruth Tallow said", "its envoy, Ruth Tallow"."""
        last = one.chain[-1]
        if last.entity is None or last.entity.country or not is_official(last.entity.role):
            return False
        states = {x.entity.country for x in who if x.entity}
        if len(states) != 1 or None in states or one.source is None:
            return False
        told = [span for span in one.content if span.start < one.source.start]
        own = one.source.text_of(self._tree.text).lower().startswith(("its ", "their "))
        return own or bool(told)

    def _speaks_for_many(self, teller: Link) -> bool:
        """Whether somebody speaks for a body of states, and so tells what its members do."""
        one = teller.entity
        body = (one.part_of if one else None) or ""
        if one is None or not body.startswith("org:") or f"-{body[4:]}".endswith("-ministry"):
            return False
        if one.country and body.startswith(f"org:{one.country.lower()}-"):
            return False
        return "spokes" in (one.role or "").lower()

    def of_own_state(self, attribution: str | None, who: Sequence[Link]) -> list[Link]:
        """A speaker who tells where his own state stands: he stands there, too."""
        states = {x.entity.country for x in who if x.entity and x.entity.id.startswith("country:")}
        named = {x.entity.id for x in who if x.entity}
        roles = {x.entity.role for x in who if x.entity}
        tellers = [x for x in self.speaker(attribution) if x.entity]
        one = self._attributions.get(attribution or "")
        if one is not None and self._speaks_for(one, who):
            return [x for x in tellers if x.entity and x.entity.id not in named]
        return [
            x
            for x in tellers
            if x.entity
            and x.entity.country in states
            and (x.entity.id not in named or x.entity.role not in {None, *roles})
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
        if tree.lemmas[subject] in ("one", "member"):  # "one of its members, Ann Vale,"
            beside = [k for s in (subject, *tree.kids_of(subject, "nmod")) for k in self._after(s)]
            if beside:
                return beside[:1]
        return joined(tree, subject)

    def _after(self, noun: int) -> list[int]:
        tree = self._tree
        return [k for k in tree.kids_of(noun, "appos") if tree.upos[k] == "PROPN"]

    def _one(self, word: int, attribution: str | None) -> list[Link]:
        tree = self._tree
        if tree.upos[word] == "NUM":
            return []
        stood = self._of_standpoint(word)
        if stood:
            return self._one(stood[0], attribution)
        if not self._is_pronoun(word) and (found := self._named(word)):
            return self._of_body(word) or found
        owned = self._of_owner(word)
        if owned:
            return owned
        body = self._of_body(word)
        if body:
            return body
        source = None if self._is_besides(word) else self._source(word)
        if source is not None and source.name.rpartition(" ")[2] in SIDES:
            source = None  # which side it is, its own words tell
        if source is not None and (source.entity is not None or tree.lemmas[word] not in OWN):
            return [source]
        if self._is_pronoun(word):
            over = self._attributions.get(attribution or "")
            if over is not None and self._is_told_by(word, over):
                told = self.speaker(attribution)
                return told or ([] if tree.low[word] in ("i", "we") else self._before(word))
            return self._before(word)
        if tree.lemmas[word] in OWN:
            speakers = self.speaker(attribution)
            if tree.lemmas[word] in ("bloc", "alliance", "ministry"):
                return speakers
            return [self._state(x, word) for x in speakers if x.entity and x.entity.country]
        return []

    def _of_owner(self, word: int) -> list[Link]:
        """Spain's for "its foreign minister", where Spain is what "its" can mean."""
        tree = self._tree
        if tree.lemmas[word] in FOLLOWERS:
            owners = [k for k in tree.kids_of(word, "nmod:poss") if tree.low[k] in ("his", "her")]
            return [x for k in owners for x in self._before(k)][:1]
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

    def _is_told_by(self, word: int, over: Attribution) -> bool:
        """Whether a pronoun can mean who says it: "he" a person, "it" a body or state."""
        kind = over.chain[-1].kind if over.chain else LinkKind.UNKNOWN
        low = self._tree.low[word]
        if low in ("i", "we"):
            return True
        if over.speech is Speech.DIRECT:
            return False  # nobody calls themselves "she"
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
                    if person == (tree.low[pronoun] in PERSONAL):
                        stood = self._of_standpoint(subject)
                        return self._named(stood[0] if stood else subject)
        return []

    def _sentence_before(self, pronoun: int) -> list[Link]:
        """The subject of the sentence before, where that is the first thing a pronoun can mean."""
        tree = self._tree
        number = tree.sentence[pronoun]
        if number == 0 or tree.low[pronoun] not in PERSONAL | {"it", "its", "they", "their"}:
            return []
        start, end = tree.bounds[number - 1], tree.bounds[number]
        if tree.paragraph[start] != tree.paragraph[pronoun] and tree.paragraph[end - 1] < 0:
            return []
        for word in range(start, end):
            if tree.heads[word] < 0:
                for subject in tree.kids_of(word, "nsubj", "nsubj:pass"):
                    if self._is_person(subject) == (
                        tree.low[pronoun] in ("he", "she", "his", "her")
                    ):
                        found = self._named(subject)
                        return found if len(found) == 1 else []
        return []

    def _source(self, word: int) -> Link | None:
        """Who the steps before took a word for, as the source of an attribution."""
        start = self._tree.starts[word]
        at = bisect_right(self._starts, start)
        for span, one in reversed(self._sources[max(0, at - 4) : at]):
            last = one.chain[-1]
            if span.end > start and last.kind not in VAGUE:
                return last
        return None

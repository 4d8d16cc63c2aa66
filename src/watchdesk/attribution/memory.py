"""Whom an article has spoken of so far, and whom "he" or "she" means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from itertools import accumulate
from typing import NamedTuple

from watchdesk.attribution.heads import is_subject, numbers, top_of
from watchdesk.attribution.named import Genders, Known, Names, gender_of
from watchdesk.attribution.teller_words import FEMALE, MALE, PERSONAL
from watchdesk.attribution.tree import Tree
from watchdesk.language.people_words import PEOPLE, ROLES
from watchdesk.language.vocabulary import NO_NAME

_ANIMATE = PEOPLE | ROLES | FEMALE | MALE
_NAMING = frozenset({"flat", "appos", "nmod:desc", "compound", "amod"})
_REACH = 4
"""Sentences back to which somebody may be meant."""
_NEAR = 16
"""How many that were spoken of before are weighed."""
_RECENCY = 1.3
_SUBJECT = 1.2
_SPEAKER = 0.6
_SPEAKS_ON = 0.3
"""When the pronoun itself is a speaker."""
_ASIDE = 0.3
_PARAGRAPH = 0.5
_AGREES = 1.0
_AGAIN = 0.3
_UNNAMED = 0.6
_PASSES = 2
"""A pronoun settled late tells of a name's gender early."""
_MARGIN = 0.55


class Spoken(NamedTuple):
    """Somebody spoken of."""

    word: int
    key: str
    """A person's name; for somebody unnamed the words and the place."""
    known: Known | None
    """The name, of somebody named."""
    pronoun: str | None
    """``he`` or ``she`` where that is known."""
    subject: bool
    speaker: bool
    aside: bool
    """Only named with another: Petrova in "Petrova's office", Veld in "an aide to Veld"."""


class Memory:
    """Persons in the order in which a text speaks of them; pronouns are settled on the way."""

    def __init__(self, tree: Tree, names: Names, genders: Genders, speakers: Set[int]) -> None:
        self.tree = tree
        self.genders = genders
        self.speakers = speakers
        self.meant: dict[int, Spoken] = {}
        """The pronouns whose person is settled."""
        self._numbers = numbers(tree)
        self._told: dict[int, list[Spoken]] = {}
        """By quotation, -1 outside: inside one, others may be meant than outside."""
        people = [known for known in names.all if known.is_person and known.name not in NO_NAME]
        self._heads = {known.head: known for known in people}
        self._covered = {word for known in people for word in range(*known.words)}
        self._over = names.over
        self._named = {top_of(tree, head) for head in self._heads}
        self._told_until = _told_until(tree)
        for _ in range(_PASSES):
            self._told.clear()
            self.meant.clear()
            for word, paragraph in enumerate(tree.paragraph):
                if paragraph >= 0:
                    self._see(word)

    def before(self, word: int, quote: int) -> list[Spoken]:
        """Those spoken of before a word, the nearest last; inside its quotation or outside any."""
        told = self._told.get(quote, [])
        stop = bisect_left(told, word, key=lambda spoken: spoken.word)
        return told[max(0, stop - _NEAR) : stop]

    def _see(self, word: int) -> None:
        tree = self.tree
        known = self._heads.get(word)
        if known is not None:
            self._keep(word, known, known.name, self.genders.of(known.name))
        elif tree.low[word] in PERSONAL and tree.upos[word] == "PRON":
            self._settle(word, PERSONAL[tree.low[word]])
        elif tree.upos[word] == "NOUN" and tree.lemmas[word] in _ANIMATE:
            self._see_noun(word)
        elif tree.upos[word] == "PROPN" and word in self.speakers and word not in self._over:
            self._see_stranger(word)

    def _see_stranger(self, word: int) -> None:
        """A speaker whose name no tag told: a person where first and last name stand."""
        tree = self.tree
        parts = tree.kids_of(word, "flat")
        if parts and self._numbers[word] != 2:
            name = f"{tree.forms[word]} {tree.forms[parts[-1]]}"
            self._keep(word, None, name, self.genders.of(name))

    def _see_noun(self, word: int) -> None:
        tree = self.tree
        if word in self._named or word in self._covered or tree.rels[word] in _NAMING:
            return
        if self._numbers[word] == 2:
            return
        self._keep(word, None, f"{tree.lemmas[word]}@{word}", gender_of({tree.lemmas[word]}))

    def _keep(self, word: int, known: Known | None, key: str, pronoun: str | None) -> None:
        tree = self.tree
        top = top_of(tree, word)
        spoken = Spoken(
            word,
            key,
            known,
            pronoun,
            subject=is_subject(tree, word),
            speaker=top in self.speakers,
            aside=tree.rel(top) == "nmod",
        )
        self._told.setdefault(tree.quote[word], []).append(spoken)

    def _settle(self, word: int, pronoun: str) -> None:
        if pronoun not in ("he", "she"):
            return
        found = self.person(word, pronoun)
        if found is None:
            return
        self.meant[word] = found
        if found.known is not None:
            self.genders.note(found.key, pronoun)
        self._keep(word, found.known, found.key, pronoun)

    def person(self, word: int, pronoun: str) -> Spoken | None:
        """Whom "he" or "she" means; ``None`` where two may be meant or nobody."""
        tree = self.tree
        best: dict[str, float] = {}
        which: dict[str, Spoken] = {}
        for spoken in self.before(word, tree.quote[word]):
            away = self._away(spoken.word, word)
            if away > _REACH or not self._agrees(spoken, pronoun):
                continue
            score = self._score(spoken, away, word)
            again = _AGAIN if spoken.key in best else 0.0
            if score + again > best.get(spoken.key, -99.0):
                best[spoken.key] = score + again
            which[spoken.key] = spoken
        if not best:
            return None
        ranked = sorted(best.values(), reverse=True)
        if len(ranked) > 1 and ranked[0] - ranked[1] < _MARGIN:
            return None
        return which[max(best, key=lambda key: best[key])]

    def _away(self, earlier: int, word: int) -> int:
        """Sentences between; those that are all quotation do not count outside quotations."""
        sentence = self.tree.sentence
        if self.tree.quote[word] >= 0:
            return sentence[word] - sentence[earlier]
        return self._told_until[sentence[word]] - self._told_until[sentence[earlier]]

    def _agrees(self, spoken: Spoken, pronoun: str) -> bool:
        known = self.genders.of(spoken.key) if spoken.known else spoken.pronoun
        return known in (None, pronoun)

    def _score(self, spoken: Spoken, away: int, word: int) -> float:
        tree = self.tree
        score = -_RECENCY * away
        score += _SUBJECT * spoken.subject + _SPEAKER * spoken.speaker - _ASIDE * spoken.aside
        score += _SPEAKS_ON * (spoken.speaker and word in self.speakers)
        score += _PARAGRAPH * (tree.paragraph[spoken.word] == tree.paragraph[word])
        known = self.genders.of(spoken.key) if spoken.known else spoken.pronoun
        score += _AGREES * (known is not None)
        if spoken.known is None and not spoken.key[0].isupper():
            score -= _UNNAMED
        return score


def _told_until(tree: Tree) -> list[int]:
    """For each sentence how many up to it have a word outside quotations."""
    told = [0] * len(tree.bounds)
    for word, quote in enumerate(tree.quote):
        if quote < 0 and tree.is_word(word):
            told[tree.sentence[word]] = 1
    return list(accumulate(told))

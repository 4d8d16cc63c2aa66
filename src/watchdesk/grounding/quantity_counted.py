"""What an amount counts: the noun phrase its numeral belongs to, or the word of fate."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.grounding.quantity_grammar import Amount
from watchdesk.grounding.quantity_phrases import phrase_of
from watchdesk.grounding.quantity_units import UNITS
from watchdesk.grounding.quantity_words import FATES, IDLE, MANY, SCALE_WORDS
from watchdesk.language.listed import Listed, Range
from watchdesk.records import QuantityKind

_NOUNS = frozenset(("NOUN", "PROPN"))


_APART = frozenset(("AUX", "SCONJ", "ADP", "PRON", "DET"))
"""Kinds of words that never stand between a numeral and its noun."""


class Counting:
    """The words of an amount in its tree."""

    def __init__(self, listed: Listed, words: Range, behind: int, amount: Amount) -> None:
        self.listed = listed
        self.words = words
        """Those of the numeral, with signs and units."""
        self.at = behind
        """The first word behind the amount."""
        self.amount = amount
        self.sentence = listed.sentence_of(words.start)

    def counted(self) -> Range | None:
        """The words that are counted; ``None`` where the text tells none, or it is money."""
        if self.amount.unreadable or self.amount.kind is QuantityKind.MONEY:
            return None
        if self._low(self.at) == "of":
            return self._whole()
        if self._low(self.at) == "-":
            return None
        if self.amount.unit is not None:
            ratio = self.amount.kind is QuantityKind.SHARE and self._is_ratio()
            return self._noun_behind() if ratio else None
        return self._noun_behind() or self._fate()

    def _low(self, word: int) -> str:
        return self.listed.low[word] if word < self.sentence.end else ""

    def _is_ratio(self) -> bool:
        return any(self.listed.low[w] in ("in", "out") for w in range(*self.words))

    def _whole(self) -> Range | None:
        """What stands behind "of"."""
        listed, of = self.listed, self.at
        noun: int | None = listed.heads[of]
        if noun is None or noun <= of or listed.rel(of) != "case" or noun >= self.sentence.end:
            noun = self._next_noun(of + 1)
        if noun is None or noun < 0:
            return self._fate()
        if listed.upos[noun] not in _NOUNS:
            if listed.upos[noun] in ("PRON", "DET"):
                return self._fate()
            inner = self._next_noun(of + 1)
            if inner is None:
                return self._fate()
            noun = inner
        if self._is_distance(of, noun):
            return None
        return phrase_of(listed, noun, of + 1)

    def _is_distance(self, of: int, noun: int) -> bool:
        """Whether "12 miles of the border" tells how far off something is."""
        listed = self.listed
        unit = UNITS.get(self.amount.unit or "")
        if unit is None or unit.base != "meter":
            return False
        start = self.words.start
        if start and listed.low[start - 1] in ("within", "inside"):
            return True
        return listed.upos[noun] == "PROPN" or listed.low[of + 1] in ("the", "its", "their")

    def _next_noun(self, start: int) -> int | None:
        """The noun at the end of the run of nouns and adjectives that starts at a word."""
        listed, last = self.listed, None
        for at in range(start, min(start + 8, self.sentence.end)):
            kind = listed.upos[at]
            if kind in _NOUNS:
                last = at
            elif (
                kind not in ("ADJ", "DET", "NUM")
                and listed.low[at] != "-"
                and not (
                    (kind == "VERB" and listed.rel(at) == "amod") or listed.rel(at) == "nmod:poss"
                )
            ) or (last is not None and kind != "ADJ" and listed.low[at] != "-"):
                break
        return last

    def _noun_behind(self) -> Range | None:
        """The noun phrase the numeral is part of."""
        listed = self.listed
        noun = next((n for n in self._heads() if self._is_counted(n)), None)
        if noun is None:
            return None
        found = phrase_of(listed, noun, self.at)
        if found is None or listed.low[noun] in SCALE_WORDS:
            return None
        return found if listed.low[noun] not in ("more", "others", "other", "each") else None

    def _heads(self) -> Iterator[int]:
        """The words that the numeral can belong to, those of its own tree first."""
        listed = self.listed
        for word in reversed(range(*self.words)):
            head = listed.heads[word]
            if head < self.words.end:
                continue
            last = head
            while listed.rel(last) in ("compound", "flat", "amod") and listed.heads[last] > last:
                last = listed.heads[last]
            yield from dict.fromkeys((last, head))
        near = self._next_noun(self.at)
        if near is not None:
            yield near

    def _is_counted(self, noun: int) -> bool:
        listed = self.listed
        if noun < self.at or noun >= self.sentence.end or listed.upos[noun] not in _NOUNS:
            return False
        if listed.low[noun] in FATES or self._is_verb(noun):
            return False
        return all(self._joins(at, noun) for at in range(self.at, noun))

    def _is_verb(self, noun: int) -> bool:
        """Whether what is read as a noun is none: many of something are told in the plural."""
        listed = self.listed
        if listed.upos[noun] != "NOUN" or listed.low[noun].endswith("s"):
            return False
        value = self.amount.high if self.amount.high is not None else self.amount.low
        if value is None or value <= 1 or listed.low[noun] in MANY:
            return False
        return listed.feature(noun, "Number") == "Sing" and listed.lemmas[noun] == listed.low[noun]

    def _joins(self, word: int, noun: int) -> bool:
        """Whether a word between numeral and noun belongs to the noun."""
        listed = self.listed
        if self._is_glued(word):
            return True
        if listed.upos[word] == "NUM" and listed.rel(word) == "nummod":
            return False
        if listed.upos[word] in _APART and listed.rel(word) != "compound":
            return False
        at = word
        for _ in range(8):
            if at == noun:
                return True
            if at < 0:
                return False
            at = listed.heads[at]
        return False

    def _is_glued(self, word: int) -> bool:
        """Whether a word is a hyphen, or hangs on one."""
        low = self.listed.low
        return "-" in (low[word], low[word - 1]) or "-" in low[word + 1 : word + 2]

    def _fate(self) -> Range | None:
        """The words that say what befell those who are counted."""
        listed = self.listed
        for word in self._fates():
            if listed.low[word] not in FATES:
                continue
            end = word
            for kid in listed.kids_of(word, "conj"):
                joint = kid == end + 2 and listed.low[end + 1] in ("and", "or")
                if joint and listed.low[kid] in FATES:
                    end = kid
            return Range(word, end + 1)
        return None

    def _fates(self) -> Iterator[int]:
        """The words that can tell a fate, from the surest on."""
        listed = self.listed
        at, before = self.at, self.words.start - 1
        if self._low(at) in FATES:
            yield at
        if before >= self.sentence.start and listed.upos[before] in ("VERB", "ADJ"):
            yield before
        top = self._top()
        yield from (k for k in listed.kids[top] if k > top and listed.rel(k) in ("acl", "amod"))
        head = listed.heads[top]
        if head >= 0 and listed.rels[top] in (
            "nsubj", "nsubj:pass", "obj", "obl", "xcomp", "nummod", "dep", "obl:unmarked", "conj",
            "nsubj:outer", "nmod", "advmod",
        ):  # fmt: skip
            yield from self._verb(head, top)

    def _verb(self, head: int, top: int) -> Iterator[int]:
        listed = self.listed
        if listed.rels[top] in ("obl", "nmod") and listed.kids_of(top, "case"):
            return
        if listed.rels[top] == "nsubj" and listed.kid(head, "obj") is not None:
            return
        yield head
        yield from listed.kids_of(head, "xcomp")

    def _top(self) -> int:
        """The word of the amount whose head stands outside of it."""
        heads = self.listed.heads
        whole = Range(self.words.start, max(self.words.end, self.at))
        out = self.words.end - 1
        for word in range(*self.words):
            if not whole.start <= heads[word] < whole.end:
                out = word
        return self._others(out)

    def _others(self, word: int) -> int:
        """For "30 others", the noun without a meaning of its own."""
        head = self.listed.heads[word]
        return head if head >= 0 and self.listed.low[head] in IDLE else word

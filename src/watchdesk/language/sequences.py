"""Runs of capitalised words, in which names are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.lexicon import known_at, known_names
from watchdesk.language.vocabulary import (
    CALENDAR,
    FUNCTION,
    HEADS,
    JOINED_BY_FOR,
    NO_NAME,
    PARTICLES,
)
from watchdesk.records import MentionKind, Span

_ARTICLED = re.compile(r"(?:al|el|as|ad|an|ar|at|ash|ul|ud|d|l)[-'’][A-ZÀ-ÞĀ-Ž]")
_JOINED_BY_HEAD = frozenset({"of", "for", "on"})
_ENDERS = frozenset(".!?…:;")
_OPENERS = frozenset("\"“‘«([—–-•*''")


@dataclass(frozen=True)
class Words:
    """The tokens of a document with what name rules ask of them again and again."""

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentences: tuple[Span, ...]

    @cached_property
    def words(self) -> list[str]:
        """Tokens, apostrophes straight."""
        plain = self.text.replace("’", "'")
        pairs = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [plain[start:end] for start, end in pairs]

    @cached_property
    def small(self) -> list[str]:
        """Tokens in small letters."""
        return [word.lower() for word in self.words]

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """First and last-plus-one token of every sentence."""
        low = np.searchsorted(self.starts, [s.start for s in self.sentences], side="left")
        high = np.searchsorted(self.ends, [s.end for s in self.sentences], side="right")
        return list(zip(low.tolist(), high.tolist(), strict=True))

    @cached_property
    def seen_small(self) -> frozenset[str]:
        """Words the document also writes small."""
        return frozenset(word for word in self.words if word.islower())

    @cached_property
    def seen_capital(self) -> frozenset[str]:
        """Words that are capitalised where no sentence starts."""
        return frozenset(
            word
            for index, word in enumerate(self.words)
            if word[:1].isupper() and not self.is_initial(index)
        )

    @cached_property
    def _first(self) -> frozenset[int]:
        return frozenset(low for low, _ in self.bounds)

    def is_initial(self, index: int) -> bool:
        """Whether a token is capitalised for its place alone: it opens a sentence or quotation."""
        while index not in self._first:
            before = self.words[index - 1]
            if before in _ENDERS:
                return True
            if before not in _OPENERS:
                return False
            index -= 1
            if before in '"“«' and index not in self._first and self.words[index - 1] != ",":
                return self.words[index - 1] in _ENDERS or before == "“"
        return True

    @cached_property
    def _offsets(self) -> tuple[list[int], list[int]]:
        return self.starts.tolist(), self.ends.tolist()

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """First and last-plus-one token of a span that starts and ends with tokens."""
        starts, ends = self._offsets
        return bisect_left(starts, span.start), bisect_right(ends, span.end)

    def before(self, index: int, back: int = 1) -> str:
        """The word before a token in small letters; empty at the start."""
        return self.small[index - back] if index >= back else ""

    def after(self, index: int) -> str:
        """The token at an index in small letters; empty past the end."""
        return self.small[index] if index < len(self.small) else ""

    def span(self, start: int, end: int) -> Span:
        """Place of the tokens ``[start, end)`` in the text."""
        return Span(int(self.starts[start]), int(self.ends[end - 1]))


def is_capital(word: str) -> bool:
    """Whether a token can stand in a name: capitalised, or ``al-`` before a capital."""
    return word[0].isupper() or bool(_ARTICLED.match(word))


def is_headline(doc: Words, low: int, high: int) -> bool:
    """Whether a sentence is written in Title Case or capitals, so that case says nothing."""
    alphabetic = [word for word in doc.words[low:high] if word[0].isalpha()]
    if len(alphabetic) > 1 and all(word.isupper() for word in alphabetic):
        return True
    long = [word for word in alphabetic if len(word) > 3]
    if len(long) < 4 or "." in doc.words[max(low, high - 2) : high]:
        return False
    capitals = sum(word[0].isupper() for word in long)
    return capitals >= 0.75 * len(long)


def sequences(doc: Words, low: int, high: int) -> list[tuple[int, int]]:
    """Token ranges of a sentence that hold names: capitalised words and what joins them."""
    found: list[tuple[int, int]] = []
    listed = known_names()
    index = low
    while index < high:
        word = doc.words[index]
        if not is_capital(word):
            hit = known_at(doc.words, index, high) if word in listed else None
            if hit:
                found.append((index, hit[0]))
            index = hit[0] if hit else index + 1
            continue
        end = _end(doc, index, high)
        found.append((index, end))
        index = end
    return found


def _end(doc: Words, index: int, high: int) -> int:
    start = index
    while index < high:
        hit = known_at(doc.words, index, high)
        if hit:
            index = hit[0]
            continue
        word = doc.words[index]
        if is_capital(word) or (word[0].isdigit() and index > start and _numbered(doc, index)):
            index += 1
            continue
        joined = _joined(doc, start, index, high)
        if not joined:
            break
        index = joined
    return index


def _numbered(doc: Words, index: int) -> bool:
    """Whether a number belongs to the name before it: ``Article 5``, ``Leopard 2``."""
    before = doc.words[index - 1]
    number = doc.words[index]
    return (
        before in {"Article", "Articles", "Resolution", "Leopard", "Agenda", "Chapter"}
        and before not in CALENDAR
        and number.isdigit()
    )


def _joined(doc: Words, start: int, index: int, high: int) -> int:
    """Index of the next capital when small words join it to the name, else 0."""
    word = doc.words[index]
    if index == start or index + 1 >= high:
        return 0
    if word in PARTICLES and doc.small[index - 1] not in FUNCTION | {w.lower() for w in NO_NAME}:
        after = index + 1
        while after < high and after - index < 3 and doc.words[after] in PARTICLES:
            after += 1
        return after if after < high and is_capital(doc.words[after]) else 0
    headed = any(doc.words[k] in HEADS for k in range(start, index))
    goes_on = word == "of" or doc.words[index - 1] in JOINED_BY_FOR
    at_place = word == "of" and headed and _place_at(doc, index + 1, high)
    at_place = at_place or (word == "of" and _of_before(doc, start, index))
    if at_place or (word in _JOINED_BY_HEAD and goes_on and doc.words[index - 1] in HEADS):
        after = index + 1 + (doc.words[index + 1] == "the")
        follows = doc.words[after] if after < high else "."
        return after if is_capital(follows) and follows not in CALENDAR else 0
    if word in {"and", "&"} and headed and _of_before(doc, start, index):
        follows = doc.words[index + 1]
        return index + 1 if is_capital(follows) and follows not in HEADS else 0
    return 0


def _place_at(doc: Words, index: int, high: int) -> bool:
    """Whether a known place follows: ``Ministry of Defence`` goes on with ``of Latvia``."""
    hit = known_at(doc.words, index + (doc.words[index] == "the"), high)
    return hit is not None and hit[1].kind is MentionKind.PLACE


def _of_before(doc: Words, start: int, index: int) -> bool:
    """Whether ``Ministry of X`` and not a finished name stands before an ``and``."""
    return any(
        doc.words[k] in _JOINED_BY_HEAD and doc.words[k - 1] in HEADS
        for k in range(max(start + 1, index - 4), index)
    ) and not known_at(doc.words, index + 1, len(doc.words))

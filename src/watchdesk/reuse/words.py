"""The words of an article's own text, folded so that typesetting does not count as a change.

All texts of a batch are one array of code points, and the words are read off by array operations:
no object is made for a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Span
from watchdesk.reuse.letters import (
    APOSTROPHE,
    BASE,
    DIGIT,
    LETTER,
    MARK,
    MASK,
    OTHER,
    POINT,
    SOLO,
    Letters,
    folded,
    letters,
    mixed,
    value_of,
)

_LONGEST = 1024
"""Characters of a word after which the places in its hash begin anew; a power of two."""
_LEAD = 2
"""Line breaks before a batch, so that what stands before a character can always be looked at."""
_BATCH = 1 << 18
"""Code points that are worked on at once."""


@dataclass(frozen=True, eq=False)
class Words:
    """Folded words of a text with their places.

    The four arrays have equal length and the order of the text.
    """

    hashes: NDArray[np.uint64]
    """A 64-bit hash of each folded word, the same on every machine."""
    starts: NDArray[np.int32]
    """First code point of each word."""
    ends: NDArray[np.int32]
    """One past its last code point."""
    details: NDArray[np.bool_]
    """True for numbers and for capitalised words inside a sentence: what a template changes."""

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def columns(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
        """The four arrays, in their order here."""
        return self.hashes, self.starts, self.ends, self.details

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` to the end of the word before ``last``; for
        ``first == last`` the empty span where a word could be put in."""
        if first < last:
            return Span(int(self.starts[first]), int(self.ends[last - 1]))
        if len(self) == 0:
            return Span(0, 0)
        at = int(self.ends[first - 1]) if first > 0 else int(self.starts[0])
        return Span(at, at)


def fold(word: str) -> str:
    """Lower case, without accents, apostrophes, soft hyphens, points and thousands separators."""
    if word[0].isdecimal():
        return "".join("." if char == "." else folded(char) for char in word)
    return "".join(map(folded, word))


@lru_cache(maxsize=1 << 14)
def word_hash(word: str) -> int:
    """64-bit hash of a folded word, the same on every machine and in every process."""
    return mixed(sum(value_of(c, n % _LONGEST) for n, c in enumerate(fold(word))) & MASK)


def matches(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """Each word of a short text as it stands, with its two offsets."""
    words = normalise(text, spans)
    for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True):
        yield text[start:end], start, end


def normalise(text: str, spans: Sequence[Span]) -> Words:
    """The folded words of some spans of a text; no word crosses a span.

    Offsets count code points of ``text``. Punctuation is dropped, quotes and dashes with it, so a
    change of typesetting is no change of words.
    """
    return normalise_all([(text, spans)])[0]


def normalise_all(texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Words]:
    """:func:`normalise` for many texts at once, which is several times as quick for short ones."""
    out: list[Words] = []
    batch: list[tuple[str, Sequence[Span]]] = []
    size = 0
    for text, spans in texts:
        length = sum(span.length for span in spans)
        if length > 2 * _BATCH:
            out.extend(_words_of(batch))
            out.append(_long(text, sorted(spans)))
            batch, size = [], 0
            continue
        batch.append((text, sorted(spans)))
        size += length
        if size > _BATCH:
            out.extend(_words_of(batch))
            batch, size = [], 0
    return out + _words_of(batch)


def _long(text: str, spans: Sequence[Span]) -> Words:
    """The words of a text that is too long to be worked on at once."""
    parts = [_words_of([(text, [piece])])[0] for span in spans for piece in _pieces(text, span)]
    return Words(*map(np.concatenate, zip(*(part.columns for part in parts), strict=True)))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A span in pieces that end where a line or at least a word does, if there is such a place."""
    start = span.start
    while span.end - start > _BATCH:
        end = start + _BATCH
        cuts = (text.rfind(sign, start, end) + 1 for sign in "\n ")
        cut = next((at for at in cuts if at > start), end)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _words_of(batch: list[tuple[str, Sequence[Span]]]) -> list[Words]:
    if not batch:
        return []
    pieces = [text[span.start : span.end] for text, spans in batch for span in spans]
    codes = np.frombuffer(
        ("\n" * _LEAD + "\n".join(pieces) + "\n").encode("utf-32-le", "surrogatepass"), np.uint32
    )
    table = letters()
    table.know(codes)
    starts, ends, hashes = _cut(codes, table)
    details = _details(codes, starts, table)
    begins = np.fromiter(
        accumulate((len(piece) + 1 for piece in pieces), initial=_LEAD), np.int64, len(pieces) + 1
    )
    moves = np.fromiter((span.start for _, spans in batch for span in spans), np.int64)
    moves -= begins[:-1]
    lasts = np.searchsorted(starts, begins)
    moved = np.repeat(moves, np.diff(lasts))
    first, last = (starts + moved).astype(np.int32), (ends + moved).astype(np.int32)
    cuts = lasts[list(accumulate((len(spans) for _, spans in batch), initial=0))].tolist()
    return [Words(hashes[a:b], first[a:b], last[a:b], details[a:b]) for a, b in pairwise(cuts)]


def _cut(
    codes: NDArray[np.uint32], table: Letters
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """First character, one past the last, and hash of every word."""
    kinds, dots = _kinds(codes, table)
    inside = np.flatnonzero(kinds != OTHER)
    if len(inside) == 0:
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0, np.uint64)
    kind = kinds[inside]
    new = np.empty(len(inside), np.bool_)
    new[0] = True
    new[1:] = (np.diff(inside) != 1) | (kind[1:] != kind[:-1]) | (kind[1:] == SOLO)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(inside)) - 1
    chars = codes[inside]
    values = table.value.take(chars)
    length = table.length.take(chars)
    if len(dots):
        at = np.searchsorted(inside, dots)
        length[at] = kind[at] == DIGIT
        values[at[kind[at] != DIGIT]] = 0
    before = np.cumsum(length, dtype=np.int64) - length
    place = before - np.repeat(before[first], np.diff(np.append(first, len(inside))))
    hashes = mix(np.add.reduceat(values * _powers().take(place & _LONGEST - 1), first))
    return inside[first], inside[last] + 1, hashes


def _kinds(
    codes: NDArray[np.uint32], table: Letters
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The kind of the word each character stands in, 0 outside, and the points inside words."""
    kinds = table.kind.take(codes)
    if (kinds == MARK).any():
        _pass_over(kinds)
    at = np.flatnonzero(kinds == APOSTROPHE)
    if len(at):
        joins = (kinds[at - 1] == LETTER) & (kinds[at + 1] == LETTER)
        kinds[at] = np.where(joins, LETTER, OTHER)
    at = np.flatnonzero(kinds == POINT)
    left, right = kinds[at - 1], kinds[at + 1]
    number = (left == DIGIT) & (right == DIGIT)
    at_dot = codes[at] == ord(".")
    initial = at_dot & (left == LETTER) & (right == LETTER) & _alone(codes, kinds, at)
    kinds[at] = np.where(number, DIGIT, np.where(initial, LETTER, OTHER))
    return kinds, at[at_dot & (number | initial)]


def _alone(
    codes: NDArray[np.uint32], kinds: NDArray[np.uint8], at: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a point stands between two single letters, of which the second has one too."""
    far = kinds[at - 2]
    after = codes[np.minimum(at + 2, len(codes) - 1)]
    alone: NDArray[np.bool_] = (far != LETTER) & (far != DIGIT) & (after == ord("."))
    return alone


def _pass_over(kinds: NDArray[np.uint8]) -> None:
    """Give each mark the kind of what it stands behind, where that is a letter."""
    marks = kinds == MARK
    held = np.where(marks, 0, np.arange(len(kinds)))
    behind = kinds[np.maximum.accumulate(held)]
    kinds[marks] = np.where(behind[marks] == LETTER, LETTER, OTHER)


def _details(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], table: Letters
) -> NDArray[np.bool_]:
    first, before = codes[starts], codes[starts - 1]
    space = (before == 0x20) | (before == 0xA0)
    before = np.where(space, codes[np.maximum(starts - 2, 0)], before)
    inside = table.upper[first] & ~table.closes[before]
    details: NDArray[np.bool_] = (table.kind[first] == DIGIT) | inside
    return details


@lru_cache(maxsize=1)
def _powers() -> NDArray[np.uint64]:
    return np.array([pow(BASE, n, 1 << 64) for n in range(_LONGEST)], np.uint64)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """:func:`watchdesk.reuse.letters.mixed` over an array."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))

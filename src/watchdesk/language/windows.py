"""What the encoder reads at once: windows inside a paragraph, and how words look from outside.

A paragraph is what stands between two line breaks. Windows never leave it, and where they are cut
depends on nothing before or after it: the same paragraph is read alike wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.pieces import Pieces
from watchdesk.language.ud_words import UdWords

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]

SIZE = 235
"""Pieces of a window at most; [CLS] and [SEP] come on top."""
STRETCH = 8000
"""Words of a paragraph that are handled together; a longer one is cut between sentences."""
_SHARED = SIZE // 3
"""Pieces that two windows of a paragraph share at most."""
_STOPS = frozenset(".!?…。！？؟।")
_CLOSING = frozenset("\"'”’»)]")
_OPENING = frozenset("\"'“‘«([")
_PAUSES = frozenset(",;:，；،")
_HARD_PAUSES = frozenset(",;")


@dataclass(frozen=True)
class Looks:
    """What can be told from the first and last characters of words; all arrays [words]."""

    first: NDArray[np.uint32]
    """The code point a word begins with."""
    lower: Mask
    """Begins with a lower-case letter."""
    upper: Mask
    """Begins with a capital."""
    stop: Mask
    """Marks that may end a sentence: ``.``, ``?!``, ``...``, but not ``Inc.``."""
    closing: Mask
    """A mark that closes a quotation or bracket, or could."""
    opening: Mask
    """A mark that opens a quotation or bracket, or could."""
    pause: Mask
    """A comma, semicolon or colon."""
    hard_pause: Mask
    """A comma or semicolon: no sentence begins after it."""
    quote: Mask
    """A double quotation mark, be it typed as two single ones."""

    @classmethod
    def of(cls, text: str, words: UdWords) -> Looks:
        """The looks of the words of a text."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        first, last = codes[words.starts], codes[words.ends - 1]
        length = words.ends - words.starts
        single = length == 1
        twice = (length == 2) & (first == last) & _told(first, "'`’‘".__contains__)
        return cls(
            first=first,
            lower=_told(first, str.islower),
            upper=_told(first, lambda c: c.isupper() or c.istitle()),
            stop=_told(first, _STOPS.__contains__) & _told(last, _STOPS.__contains__),
            closing=single & _told(first, _CLOSING.__contains__),
            opening=single & _told(first, _OPENING.__contains__),
            pause=single & _told(first, _PAUSES.__contains__),
            hard_pause=single & _told(first, _HARD_PAUSES.__contains__),
            quote=twice | (single & _told(first, '"“”„«»'.__contains__)),
        )

    def part(self, here: slice) -> Looks:
        """The looks of some of the words."""
        return Looks(**{one.name: getattr(self, one.name)[here] for one in fields(self)})


def _told(codes: NDArray[np.uint32], of: Callable[[str], bool]) -> Mask:
    """Ask once for each character that occurs."""
    known, place = np.unique(codes, return_inverse=True)
    return np.array([of(chr(code)) for code in known.tolist()], dtype=bool)[place]


def provisional_starts(looks: Looks, breaks: Mask) -> Mask:
    """Words at which a sentence may well begin: where windows are best cut."""
    return breaks | (_after_stop(looks) & ~(looks.closing & ~looks.opening) & ~looks.lower)


def _after_stop(looks: Looks) -> Mask:
    """Words right after a stop, or after a stop and marks that close."""
    after = np.zeros(len(looks.first), dtype=bool)
    after[1:] = looks.stop[:-1]
    for _ in range(2):
        after[1:] |= after[:-1] & looks.closing[:-1]
    return after & ~looks.stop


def sentence_starts(
    scores: NDArray[np.float32], looks: Looks, breaks: Mask, quotation: NDArray[np.int32]
) -> Mask:
    """Words at which a sentence begins; ``scores`` [words, 2] of going on and of beginning.

    The model decides, within rules. A sentence begins with each line; never with a lower-case word,
    with a mark that closes, pauses or stops, or after a comma or semicolon; and always with a
    capital after a stop that stands by itself (``Gen.`` is one word with its stop), marks of a
    quotation between them or not.
    """
    opens, closes = _turns(quotation)
    never = looks.lower | looks.pause | looks.stop | closes | (looks.closing & ~looks.opening)
    never[1:] |= looks.hard_pause[:-1]
    full = looks.stop & (looks.first == ord("."))
    always = np.zeros(len(never), dtype=bool)
    always[1:] = looks.upper[1:] & looks.stop[:-1]
    always[2:] |= looks.upper[2:] & closes[1:-1] & full[:-2]
    always[1:-1] |= opens[1:-1] & full[:-2] & looks.upper[2:]
    begins = np.asarray(scores[:, 1] > scores[:, 0])
    found: Mask = ((begins | always) & ~never) | breaks
    return found


def _turns(quotation: NDArray[np.int32]) -> tuple[Mask, Mask]:
    """The first and the last words of quotations."""
    edges = np.diff(quotation, prepend=0, append=0) != 0
    inside = quotation > 0
    return inside & edges[:-1], inside & edges[1:]


def closed_quotations(looks: Looks, breaks: Mask) -> NDArray[np.int32]:
    """The number of the closed quotation each word stands in, marks included; 0: none.

    A quotation closes in the paragraph in which it opens and holds a word. Straight
    marks open and close by turns; single marks are left out, for they are apostrophes too.
    """
    found = np.zeros(len(breaks), dtype=np.int32)
    paragraph = np.cumsum(breaks)
    opened = -1
    number = 0
    for place in np.flatnonzero(looks.quote).tolist():
        if opened >= 0 and paragraph[opened] != paragraph[place]:
            opened = -1
        sign = chr(looks.first[place])
        if sign in "“„«`‘" or (opened < 0 and sign in "\"'"):
            opened = place
        elif opened >= 0:
            if place - opened > 1:
                number += 1
                found[opened : place + 1] = number
            opened = -1
    return found


@dataclass(frozen=True)
class Stretch:
    """Words ``start`` to ``end`` of a document, inside one paragraph, and the windows over them."""

    start: int
    end: int
    windows: list[tuple[int, int]]
    """Word ranges in the document; together they cover the stretch."""


def stretches(read: Pieces, starts: Mask, breaks: Mask, size: int = SIZE) -> list[Stretch]:
    """A document cut into stretches of whole paragraphs, and these into windows.

    ``starts`` are provisional sentence starts. Only a word with more than ``size`` pieces makes a
    window larger than that: it has a window to itself.
    """
    count = len(breaks)
    at = np.append(read.first, np.int32(len(read.ids))).astype(np.int64)
    edges = np.append(np.flatnonzero(breaks), count)
    sentences = np.append(np.flatnonzero(starts | breaks), count)
    found = []
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        start = begin
        while start < end:
            stop = end
            if end - start > STRETCH:
                stop = _last(sentences, start + STRETCH // 2, start + STRETCH) or start + STRETCH
            found.append(Stretch(start, stop, _windows(at, sentences, start, stop, size)))
            start = stop
    return found


def _windows(
    at: Places, sentences: Places, start: int, stop: int, size: int
) -> list[tuple[int, int]]:
    """Word ranges that cover [start, stop), each of at most ``size`` pieces but for one word."""
    found = []
    while at[stop] - at[start] > size:
        # the last word border within the size, then the last sentence before it
        border = int(np.searchsorted(at, at[start] + size, side="right")) - 1
        half = int(np.searchsorted(at, at[start] + size // 2))
        end = _last(sentences, half, border) or max(border, start + 1)
        found.append((start, end))
        if end >= stop:
            return found
        back = int(np.searchsorted(at, at[end] - min(_SHARED, size // 3)))
        again = int(np.searchsorted(sentences, back))
        shared = int(sentences[again]) if sentences[again] < end else back
        start = max(shared, start + 1) if at[end] - at[shared] < size else end
    found.append((start, stop))
    return found


def _last(places: Places, low: int, high: int) -> int | None:
    """The last of some increasing places in (low, high], or ``None``."""
    place = int(np.searchsorted(places, high, side="right")) - 1
    return int(places[place]) if place >= 0 and places[place] > low else None


def best_rows(stretch: Stretch) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each word of a stretch the window in which it stands farthest from a cut, and its margin.

    An edge of the stretch is no cut.
    """
    size = stretch.end - stretch.start
    best = np.full(size, -1, dtype=np.int32)
    window = np.zeros(size, dtype=np.int32)
    for number, (start, end) in enumerate(stretch.windows):
        words = np.arange(start, end, dtype=np.int32)
        far = np.int32(np.iinfo(np.int32).max)
        left = words - start if start > stretch.start else far
        right = end - 1 - words if end < stretch.end else far
        margin = np.broadcast_to(np.minimum(left, right), words.shape)
        here = slice(start - stretch.start, end - stretch.start)
        better = margin > best[here]
        best[here][better] = margin[better]
        window[here][better] = number
    return window, best


def window_rows(stretch: Stretch) -> Places:
    """Where each word of a stretch stands in its windows laid end to end: its best window."""
    window, _ = best_rows(stretch)
    return _row(stretch, window, np.arange(stretch.start, stretch.end))


def sentence_rows(stretch: Stretch, rows: Places, start: int, end: int) -> tuple[Places, bool]:
    """The rows of a sentence, words of the document, and whether they come from one window.

    A window that holds the whole sentence is better than the best one of each word.
    """
    if len(stretch.windows) == 1:
        return rows[start - stretch.start : end - stretch.start], True
    words = np.arange(start, end)
    holding = [
        (min(start - low, high - end), number)
        for number, (low, high) in enumerate(stretch.windows)
        if low <= start and end <= high
    ]
    if not holding:
        return rows[start - stretch.start : end - stretch.start], False
    return _row(stretch, np.full(len(words), max(holding)[1]), words), True


def _row(stretch: Stretch, window: NDArray[np.integer[Any]], words: Places) -> Places:
    lows = np.array([low for low, _ in stretch.windows], dtype=np.int64)
    sizes = np.array([high - low for low, high in stretch.windows], dtype=np.int64)
    offsets = np.cumsum(sizes) - sizes
    return np.asarray(offsets[window] + words - lows[window], dtype=np.int64)

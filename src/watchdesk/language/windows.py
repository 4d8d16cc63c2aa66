"""What the encoder reads at once: windows inside a paragraph, and how words look from outside.

A paragraph is what stands between two line breaks. Windows never leave it, and where they are cut
depends on nothing before or after it: the same paragraph is read alike wherever it stands. So does
what of it is not read at all, because no reader could make a sentence of it (``left_out``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.pieces import Pieces
from watchdesk.language.trees import LONGEST
from watchdesk.language.ud_words import UdWords

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]

SIZE = 235
"""Pieces of a window at most; [CLS] and [SEP] come on top."""
STRETCH = 8000
"""Words of a paragraph that are handled together; a longer one is cut between sentences."""
_SHARED = SIZE // 3
"""Pieces that two windows of a paragraph share at most."""
MARKS = 50
"""Words without a letter or digit, one after another, of which more are not read."""
REASONS = (
    "",
    "a long run of marks without letters: not read",
    "a script that the model was not trained on: not read",
    "signs that make no words: not read",
    "beyond what is read of one text",
)
"""Why words are not read, by number; 0: they are read."""
BEYOND = len(REASONS) - 1
_FEW = 20
"""Words of a paragraph that are read even where most of them are in no vocabulary."""
_CODED = (40, 8)
"""Pieces of a paragraph, and of most of its words, above which it is a code and no language."""
_LATIN_ENDS = 0x250
_LATIN = ((0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFF21, 0xFF5A))
_STOPS = frozenset(".!?…。！？؟।")
_CLOSING = frozenset("\"'”’»)]")
_OPENING = frozenset("\"'“‘«([")
_OPENED = frozenset(map(ord, "“„«`‘"))
_STRAIGHT = frozenset(map(ord, "\"'"))
_PAUSES = frozenset(",;:，；،")
_HARD_PAUSES = frozenset(",;:")


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
    """A comma, semicolon or colon: no sentence begins after it."""
    quote: Mask
    """A double quotation mark, be it typed as two single ones."""
    mark: Mask
    """Neither begins nor ends with a letter or digit."""
    latin: Mask
    """Begins with a letter of the Latin script."""
    foreign: Mask
    """Begins with a letter of another script."""

    @classmethod
    def of(cls, text: str, words: UdWords) -> Looks:
        """The looks of the words of a text."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        first, last = _Characters(codes[words.starts]), _Characters(codes[words.ends - 1])
        length = words.ends - words.starts
        single = length == 1
        twice = (length == 2) & (first.codes == last.codes) & first.told("'`’‘".__contains__)
        letter, latin = first.told(str.isalpha), first.told(_is_latin)
        return cls(
            first=first.codes,
            lower=first.told(str.islower),
            upper=first.told(lambda c: c.isupper() or c.istitle()),
            stop=first.told(_STOPS.__contains__) & last.told(_STOPS.__contains__),
            closing=single & first.told(_CLOSING.__contains__),
            opening=single & first.told(_OPENING.__contains__),
            pause=single & first.told(_PAUSES.__contains__),
            hard_pause=single & first.told(_HARD_PAUSES.__contains__),
            quote=twice | (single & first.told('"“”„«»'.__contains__)),
            mark=~(first.told(str.isalnum) | last.told(str.isalnum)),
            latin=letter & latin,
            foreign=letter & ~latin,
        )

    def part(self, here: slice) -> Looks:
        """The looks of some of the words."""
        return Looks(**{one.name: getattr(self, one.name)[here] for one in fields(self)})

    @classmethod
    def join(cls, parts: list[Looks]) -> Looks:
        """The looks of words that follow one another."""
        if len(parts) == 1:
            return parts[0]
        names = [one.name for one in fields(cls)]
        return cls(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in names})


class _Characters:
    """Characters of which each kind is asked about once."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        self.codes = codes
        known = sorted(set(codes.tolist()))  # np.unique would load numpy.ma
        self._place = np.searchsorted(np.array(known, dtype=np.uint32), codes)
        self._known = list(map(chr, known))

    def told(self, of: Callable[[str], bool]) -> Mask:
        return np.array([of(character) for character in self._known], dtype=bool)[self._place]


def _is_latin(character: str) -> bool:
    code = ord(character)
    return code < _LATIN_ENDS or any(low <= code <= high for low, high in _LATIN)


def left_out(looks: Looks, breaks: Mask, read: Pieces, unknown: int) -> NDArray[np.int8]:
    """Why each word is not read, a place in ``REASONS``; 0 where it is read.

    Not read are more than ``MARKS`` words in a row without a letter or digit; and paragraphs in
    which most words with letters are in another script than the Latin one, of more than 20
    words of which most are unknown to the vocabulary, or of more than 40 pieces in which most words
    have more than 8 (a code, a key, a picture written as letters). All of it is told from the
    paragraph alone.
    """
    found = np.zeros(len(breaks), dtype=np.int8)
    if not len(breaks):
        return found
    edges = np.flatnonzero(breaks)
    sizes = np.diff(edges, append=len(breaks))

    def counted(what: NDArray[Any]) -> Places:
        return np.add.reduceat(what, edges, dtype=np.int64)

    counts = read.counts
    foreign = counted(looks.foreign)
    lost = (read.ids[read.first] == unknown) & (counts == 1)
    least, most = _CODED
    cut = counted(counts)
    reason = np.zeros(len(edges), dtype=np.int8)
    coded = counted((counts > most) & ~looks.mark)
    reason[(cut > least) & (2 * coded > sizes - counted(looks.mark))] = 3
    reason[(sizes > _FEW) & (2 * counted(lost) > sizes)] = 3
    reason[foreign > counted(looks.latin)] = 2
    found = np.repeat(reason, sizes)
    found[_long_runs(looks.mark, breaks)] = 1
    return found


def _long_runs(mark: Mask, breaks: Mask) -> Mask:
    """Which words stand in a run of more than ``MARKS`` marks of one paragraph.

    The first of them stays with the words before it, if there are any: it ends their sentence.
    """
    edges = breaks.copy()
    edges[1:] |= mark[1:] != mark[:-1]
    starts = np.flatnonzero(edges)
    sizes = np.diff(starts, append=len(mark))
    long = (sizes > MARKS) & mark[starts]
    found = np.repeat(long, sizes)
    found[starts[long & ~breaks[starts]]] = False
    return found


def set_apart(starts: Mask, skipped: NDArray[np.int8]) -> Mask:
    """Where sentences begin if words that are not read are sentences of their own.

    These end where ``starts`` has a new one, and after ``trees.LONGEST`` words.
    """
    if not len(starts):
        return starts
    found = starts.copy()
    found[0] = True
    found[1:] |= skipped[1:] != skipped[:-1]
    place = np.arange(len(found))
    since = place - np.maximum.accumulate(np.where(found, place, 0))
    return np.asarray(found | ((skipped > 0) & (since % LONGEST == 0)))


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

    The model decides, within rules. A sentence begins with each line; never with a lower-case word
    that follows no stop, with a mark that closes, pauses or stops, after a comma, semicolon or
    colon (a closing mark between them or not), with a quotation that follows a plain word, or after
    a mark that opens; and always with a capital after a stop that stands by itself
    (``Gen.`` is one word with its stop), marks of a quotation between them or not. Nothing before
    the last break is looked at.
    """
    opens, closes = _turns(quotation, breaks)
    lower = looks.lower.copy()
    lower[1:] &= ~looks.stop[:-1]
    never = lower | looks.pause | looks.stop | closes | (looks.closing & ~looks.opening)
    never[1:] |= looks.hard_pause[:-1]
    on = ~breaks
    never[2:] |= looks.hard_pause[:-2] & looks.closing[1:-1] & on[1:-1]
    never[1:] |= opens[:-1] | (opens[1:] & ~(looks.stop | looks.closing)[:-1])
    full = looks.stop & (looks.first == ord("."))
    always = np.zeros(len(never), dtype=bool)
    always[1:] = looks.upper[1:] & looks.stop[:-1]
    always[2:] |= looks.upper[2:] & closes[1:-1] & full[:-2] & on[2:] & on[1:-1]
    always[1:-1] |= opens[1:-1] & full[:-2] & looks.upper[2:] & on[2:] & on[1:-1]
    begins = np.asarray(scores[:, 1] > scores[:, 0])
    found: Mask = ((begins | always) & ~never) | breaks
    opened = found & looks.opening & ~closes
    found[1:] &= ~opened[:-1] | breaks[1:]
    return found


def _turns(quotation: NDArray[np.int32], breaks: Mask) -> tuple[Mask, Mask]:
    """The first and the last words of quotations; a break parts one."""
    edges = np.diff(quotation, prepend=0, append=0) != 0
    edges[:-1] |= breaks
    inside = quotation > 0
    return inside & edges[:-1], inside & edges[1:]


def closed_quotations(looks: Looks, breaks: Mask) -> NDArray[np.int32]:
    """The number of the closed quotation each word stands in, marks included; 0: none.

    A quotation closes in the paragraph in which it opens and holds a word. Straight
    marks open and close by turns; single marks are left out, for they are apostrophes too.
    """
    places = np.flatnonzero(looks.quote)
    paragraphs = np.cumsum(breaks)[places].tolist()
    signs = looks.first[places].tolist()
    pairs = []
    opened, inside = -1, -1
    for place, paragraph, sign in zip(places.tolist(), paragraphs, signs, strict=True):
        if paragraph != inside:
            opened = -1
        if sign in _OPENED or (opened < 0 and sign in _STRAIGHT):
            opened, inside = place, paragraph
        elif opened >= 0:
            if place - opened > 1:
                pairs.append((opened, place))
            opened = -1
    edges = np.zeros(len(breaks) + 1, dtype=np.int32)
    for number, (first, last) in enumerate(pairs, 1):
        edges[first] += number
        edges[last + 1] -= number
    return np.cumsum(edges[:-1], dtype=np.int32)


@dataclass(frozen=True)
class Stretch:
    """Words ``start`` to ``end`` of a document, inside one paragraph, and the windows over them."""

    start: int
    end: int
    windows: list[tuple[int, int]]
    """Word ranges in the document; together they cover the stretch."""

    @cached_property
    def laid(self) -> tuple[Places, Places, Places]:
        """First words of the windows, words after them, and their places when laid end to end."""
        lows, highs = np.array(self.windows, dtype=np.int64).T
        return lows, highs, np.cumsum(highs - lows) - (highs - lows)


def stretches(
    read: Pieces, starts: Mask, breaks: Mask, skipped: NDArray[np.int8], size: int = SIZE
) -> Iterator[Stretch]:
    """A document cut into stretches of whole paragraphs, and these into windows.

    ``starts`` are provisional sentence starts; where ``skipped`` is not 0, nothing is read, and a
    paragraph is read as two. Only a word with more than ``size`` pieces makes a window larger than
    that: it has a window to itself.
    """
    count = len(breaks)
    at = np.append(read.first, np.int32(len(read.ids))).astype(np.int64)
    cut = breaks.copy()
    cut[1:] |= skipped[1:] != skipped[:-1]
    edges = np.append(np.flatnonzero(cut), count)
    wanted = np.flatnonzero(skipped[edges[:-1]] == 0)
    sentences = np.append(np.flatnonzero(starts | cut), count)
    for begin, end in zip(edges[wanted].tolist(), edges[wanted + 1].tolist(), strict=True):
        start = begin
        while start < end:
            stop = end
            if end - start > STRETCH:
                stop = _last(sentences, start + STRETCH // 2, start + STRETCH) or start + STRETCH
            yield Stretch(start, stop, _windows(at, sentences, start, stop, size))
            start = stop


def _windows(
    at: Places, sentences: Places, start: int, stop: int, size: int
) -> list[tuple[int, int]]:
    """Word ranges that cover [start, stop), each of at most ``size`` pieces but for one word."""
    found: list[tuple[int, int]] = []
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
    """For each word of a stretch the window in which it is farthest from a cut, and its margin."""
    size = stretch.end - stretch.start
    best = np.full(size, -1, dtype=np.int32)
    window = np.zeros(size, dtype=np.int32)
    for number, (start, end) in enumerate(stretch.windows):
        words = np.arange(start, end, dtype=np.int32)
        far = np.int32(np.iinfo(np.int32).max)  # an edge of the stretch is no cut
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
    if len(stretch.windows) == 1:
        return np.arange(stretch.end - stretch.start)
    window, _ = best_rows(stretch)
    return _row(stretch, window, np.arange(stretch.start, stretch.end))


def sentence_rows(stretch: Stretch, rows: Places, start: int, end: int) -> tuple[Places, bool]:
    """The rows of a sentence, words of the document, and whether they come from one window.

    A window that holds the whole sentence is better than the best one of each word.
    """
    if len(stretch.windows) == 1:
        return rows[start - stretch.start : end - stretch.start], True
    lows, highs, _ = stretch.laid
    # both increase: the windows that hold the sentence follow one another
    first = int(np.searchsorted(highs, end))
    last = int(np.searchsorted(lows, start, side="right"))
    if first >= last:
        return rows[start - stretch.start : end - stretch.start], False
    margins = np.minimum(start - lows[first:last], highs[first:last] - end)
    window = first + len(margins) - 1 - int(margins[::-1].argmax())
    return _row(stretch, np.int64(window), np.arange(start, end)), True


def _row(stretch: Stretch, window: NDArray[np.integer[Any]] | np.int64, words: Places) -> Places:
    lows, _, offsets = stretch.laid
    return np.asarray(offsets[window] + words - lows[window], dtype=np.int64)

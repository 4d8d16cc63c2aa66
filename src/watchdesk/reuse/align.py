"""Where two texts use the same words: runs of six as seeds, carried on through small changes.

The way of BLAST (Altschul et al. 1990): exact seeds, the longest first, each carried on to both
sides until more words differ than agree. Seeds that agree further off are passages of their own, so
text that moved is found where it went.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.reuse.fingerprints import shingles
from watchdesk.reuse.words import Words

SEED = 6
GAP = 8
"""Words that may be changed, put in or left out at one place inside a passage."""
_COMMON = 8
"""A seed that stands more often than this in a text is paired by its turn, not with each other."""
_STEADY = 3
_DROP = 10
"""How far the agreement may fall behind its best before a passage has ended."""
_EDGE = 32
"""So many equal words at the very beginning or end are the same place in both texts."""
LIMIT = 1_000_000
"""Words of each text that are compared, not counting an equal beginning and end."""
_MOST_RUNS = 50_000
_LOOSE = 5
"""Words of another sentence that may agree by chance: two beginnings with "The minister said"."""
_TAIL = 24
"""Words to where both texts end that belong to a passage when a third of them is equal."""
_BRIDGE = 60
"""Widest stretch between two passages that is looked at for words that tie them."""

_ENDS = re.compile(r"[.!?…\n。！？]")
_Hashes = NDArray[np.uint64]
_Places = NDArray[np.int64]
_JUMPS = tuple(
    sorted(
        ((i, j) for i in range(GAP + 1) for j in range(GAP + 1) if i or j),
        key=lambda jump: (max(jump), abs(jump[0] - jump[1]), jump),
    )
)


class Run(NamedTuple):
    """Equal words: ``length`` words from ``a`` in one text and from ``b`` in the other."""

    a: int
    b: int
    length: int


class Chain(NamedTuple):
    """Runs in the order of both texts, with small changes between them."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        """First word and one past the last in the first text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        """The same in the second."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    @property
    def matched(self) -> int:
        """Words that are equal."""
        return sum(run.length for run in self.runs)


def _turns(ranked: _Hashes, order: _Places) -> _Places:
    """For each place the number of equal values before it."""
    turn = np.empty(len(order), np.int64)
    at = np.arange(len(order))
    turn[order] = at - np.searchsorted(ranked, ranked, side="left")
    return turn


def _seeds(a: _Hashes, b: _Hashes) -> tuple[_Places, _Places]:
    """Places in both texts at which the same words begin, at most 8 for each word of ``a``."""
    order = np.argsort(b, kind="stable")
    ranked = b[order]
    low = np.searchsorted(ranked, a, side="left")
    counts = np.searchsorted(ranked, a, side="right") - low
    if len(counts) == 0 or counts.max() == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order_a = np.argsort(a, kind="stable")
    turn = _turns(a[order_a], order_a)
    common = counts > _COMMON
    if turn.max() >= _COMMON:
        common |= np.isin(a, a[turn >= _COMMON])
    first = low + np.where(common, turn, 0)
    counts = np.where(common, (turn < counts).astype(np.int64), counts)
    at_a = np.repeat(np.arange(len(a)), counts)
    step = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at_a, order[np.repeat(first, counts) + step]


def _seed_runs(a: _Hashes, b: _Hashes, offset: int) -> list[Run]:
    """Runs of six or more equal words, the longest first."""
    at_a, at_b = _seeds(shingles(a, SEED), shingles(b, SEED))
    if len(at_a) == 0:
        return []
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    diagonal = at_b - at_a
    breaks = np.flatnonzero((np.diff(at_a) != 1) | (np.diff(diagonal) != 0))
    firsts = np.concatenate(([0], breaks + 1))
    lasts = np.concatenate((breaks, [len(at_a) - 1]))
    starts_a, starts_b = at_a[firsts], at_b[firsts]
    lengths = lasts - firsts + SEED
    best = np.lexsort((starts_b, starts_a, np.abs(starts_a - starts_b), -lengths))[:_MOST_RUNS]
    rows = zip(
        (starts_a[best] + offset).tolist(),
        (starts_b[best] + offset).tolist(),
        lengths[best].tolist(),
        strict=True,
    )
    return [Run(*row) for row in rows]


class _Sheet:
    """Two texts and the words of each that belong to a passage already."""

    def __init__(self, a: _Hashes, b: _Hashes, heads: tuple[bytes, bytes] | None = None) -> None:
        # A list is quicker to read word by word; a view does not multiply a large text.
        self.a: Sequence[int] = a.tolist() if len(a) <= LIMIT else a.data
        self.b: Sequence[int] = b.tolist() if len(b) <= LIMIT else b.data
        self.used_a, self.used_b = bytearray(len(a)), bytearray(len(b))
        self.heads = heads
        self.runs: list[Run] = []

    def take(self, run: Run) -> None:
        """Give equal words to a passage, as far as they are free."""
        left = self._free(run)
        if left is not None:
            left = self._firm(left)
            self.runs.append(left)
            self._use((left,))

    def _firm(self, run: Run) -> Run:
        """A run without the few words of another sentence at its ends: they may belong to what
        stands there in only one of the texts. What nobody else takes comes back later."""
        a, b, length = run
        if self.heads is None:
            return run
        heads_a, heads_b = self.heads
        for by in range(min(_LOOSE, length - SEED), 0, -1):
            if heads_a[a + by] and heads_b[b + by]:
                a, b, length = a + by, b + by, length - by
                break
        for by in range(min(_LOOSE, length - SEED), 0, -1):
            if heads_a[a + length - by] and heads_b[b + length - by]:
                length -= by
                break
        return Run(a, b, length)

    def _use(self, runs: Sequence[Run]) -> None:
        """Nobody else gets the words from the first run to the last."""
        start, end = runs[0], runs[-1]
        for used, first, last in (
            (self.used_a, start.a, end.a + end.length),
            (self.used_b, start.b, end.b + end.length),
        ):
            used[first:last] = b"\x01" * (last - first)

    def passages(self) -> list[Chain]:
        """The runs taken, the longest first carried on to both sides over words that differ."""
        out: list[Chain] = []
        for run in self.runs:
            back = self._extend(run.a - 1, run.b - 1, -1)
            on = self._extend(run.a + run.length, run.b + run.length, 1)
            out.append(Chain((*reversed(back), run, *on)))
            self._use(out[-1].runs)
        return out

    def _free(self, run: Run) -> Run | None:
        """The longest piece of a run that is in no passage yet, if it is as long as a seed."""
        a, b, length = run
        if self.used_a.find(1, a, a + length) < 0 and self.used_b.find(1, b, b + length) < 0:
            return run
        one = int.from_bytes(self.used_a[a : a + length], "little")
        both = one | int.from_bytes(self.used_b[b : b + length], "little")
        pieces = both.to_bytes(length, "little").split(b"\x01")
        piece = max(pieces, key=len)
        if len(piece) < SEED:
            return None
        first = pieces.index(piece)
        skip = sum(len(p) + 1 for p in pieces[:first])
        return Run(a + skip, b + skip, len(piece))

    def _room(self, i: int, j: int, step: int) -> tuple[int, int]:
        """How many free words follow in both texts."""
        if step < 0:
            return i - self.used_a.rfind(1, 0, i + 1), j - self.used_b.rfind(1, 0, j + 1)
        end_a, end_b = self.used_a.find(1, i), self.used_b.find(1, j)
        return (end_a if end_a >= 0 else len(self.a)) - i, (
            end_b if end_b >= 0 else len(self.b)
        ) - j

    def joined(self) -> tuple[Chain, ...]:
        """The passages in the order of the first text, made one where little stands between."""
        out: list[list[Run]] = []
        for chain in sorted(self.passages()):
            bridge = self._bridge(out[-1][-1], chain.runs[0]) if out else None
            if bridge is None:
                out.append(list(chain.runs))
            else:
                out[-1] += (*bridge, *chain.runs)
        return tuple(Chain(tuple(runs)) for runs in out)

    def _bridge(self, before: Run, after: Run) -> list[Run] | None:
        """Equal words between two passages of one; ``None`` when too much differs."""
        i, j = before.a + before.length, before.b + before.length
        gap_a, gap_b = after.a - i, after.b - j
        if not (0 <= gap_a <= _BRIDGE and 0 <= gap_b <= _BRIDGE):
            return None
        runs = [run for run, _, _ in self._follow(i, j, 1)] if gap_a and gap_b else []
        runs = [r for r in runs if r.a < after.a and r.b < after.b]
        most = max(gap_a, gap_b)
        return runs if most <= GAP or sum(r.length for r in runs) * 4 >= most else None

    def _extend(self, i: int, j: int, step: int) -> list[Run]:
        """Runs that follow on from a place, as long as they pay for the words that differ."""
        best = kept = 0
        runs: list[Run] = []
        for run, score, low in self._follow(i, j, step):
            if low < best - _DROP:
                break
            runs.append(run)
            if score >= best:
                best, kept = score, len(runs)
        return runs if self._ends_with(runs, kept, step) else runs[:kept]

    def _ends_with(self, runs: list[Run], kept: int, step: int) -> bool:
        """Whether runs that did not pay lead up to where both texts end, a third of it equal."""
        if kept == len(runs):
            return False
        first, last = runs[kept], runs[-1]
        rest_a, rest_b = len(self.a) - first.a, len(self.b) - first.b
        over_a, over_b = len(self.a) - last.a - last.length, len(self.b) - last.b - last.length
        if step < 0:
            rest_a, rest_b, over_a, over_b = (
                *(first.a + first.length, first.b + first.length),
                *(last.a, last.b),
            )
        most = max(rest_a, rest_b)
        equal = sum(run.length for run in runs[kept:])
        return most <= _TAIL and max(over_a, over_b) <= GAP and equal * 3 >= most

    def _follow(self, i: int, j: int, step: int) -> Iterator[tuple[Run, int, int]]:
        """Each next run, equal words less those skipped up to its end, and the same before it."""
        a, b = self.a, self.b
        room_a, room_b = self._room(i, j, step)
        x = y = score = 0
        while True:
            low, at, most = score, x, min(room_a - x, room_b - y)
            while x - at < most and a[i + step * x] == b[j + step * y]:
                x, y = x + 1, y + 1
            if x > at:
                length = x - at
                score += length
                yield _run(i + step * at, j + step * (y - length), length, step), score, low
            skip_a, skip_b = self._jump(i + step * x, j + step * y, step, room_a - x, room_b - y)
            if skip_a + skip_b == 0:
                return
            score -= max(skip_a, skip_b)
            x, y = x + skip_a, y + skip_b

    def _jump(self, i: int, j: int, step: int, room_a: int, room_b: int) -> tuple[int, int]:
        """The fewest words to leave out so that two words in a row are equal again; one will do
        where up to three stand for as many."""
        a, b = self.a, self.b
        for x, y in _JUMPS:
            if x >= room_a or y >= room_b or a[i + step * x] != b[j + step * y]:
                continue
            if x == y <= _STEADY:
                return x, y
            in_text = x + 1 < room_a and y + 1 < room_b
            if in_text and a[i + step * (x + 1)] == b[j + step * (y + 1)]:
                return x, y
        return 0, 0


def _run(a: int, b: int, length: int, step: int) -> Run:
    """A run by its first word, when it was followed from its last."""
    return Run(a, b, length) if step > 0 else Run(a - length + 1, b - length + 1, length)


def _equal_edges(a: _Hashes, b: _Hashes) -> tuple[int, int]:
    """Equal words at the beginning, and after them at the end; 0 for fewer than 32, unless the
    texts are identical."""
    most = min(len(a), len(b))
    differ = np.flatnonzero(a[:most] != b[:most])
    first = int(differ[0]) if len(differ) else most
    if first < _EDGE and not first == len(a) == len(b):
        first = 0
    most -= first
    differ = np.flatnonzero(a[len(a) - most :] != b[len(b) - most :])
    last = most - 1 - int(differ[-1]) if len(differ) else most
    return first, last if last >= _EDGE else 0


def _heads(words: Words, text: str) -> bytes:
    """1 for each word that may begin a sentence or a line."""
    ends = [found.start() for found in _ENDS.finditer(text)]
    heads = np.zeros(len(words) + 1, np.uint8)
    heads[np.searchsorted(words.starts, ends)] = 1
    return heads.tobytes()


def _filled(sheet: _Sheet, a: _Hashes, b: _Hashes) -> _Sheet:
    first, last = _equal_edges(a, b)
    if first:
        sheet.take(Run(0, 0, first))
    if last:
        sheet.take(Run(len(a) - last, len(b) - last, last))
    inner_a, inner_b = (h[first : min(len(h) - last, first + LIMIT)] for h in (a, b))
    for run in _seed_runs(inner_a, inner_b, first):
        sheet.take(run)
    return sheet


def equal_runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    """Equal words of two texts, six or more in a row, longest first served; no word is used twice.

    ``a`` and ``b`` are hashes of words. The runs come in the order of the first text. Whatever
    begins and ends alike, texts are compared over :data:`LIMIT` words.
    """
    return sorted(_filled(_Sheet(a, b), a, b).runs)


def align(a: Words, b: Words, texts: tuple[str, str] | None = None) -> tuple[Chain, ...]:
    """The passages two texts share, in the order of the first; no word is in two passages.

    A passage begins and ends on equal words, holds six of them in a row somewhere, unless the texts
    are identical, and hardly ever more than 8 words in a row that differ. A word is equal or not: a
    misread one differs. The texts the words were taken from, when given, tell where sentences
    begin, so that words at the seam of moved sentences go to the right one. A seed that stands more
    than 8 times in either text is paired with those of the other in turn. Whatever begins and ends
    alike, texts are compared over :data:`LIMIT` words and their 50,000 longest equal runs, which
    bounds time and memory.
    """
    heads = (_heads(a, texts[0]), _heads(b, texts[1])) if texts else None
    return _filled(_Sheet(a.hashes, b.hashes, heads), a.hashes, b.hashes).joined()


def in_order(runs: Sequence[Run]) -> list[Run]:
    """The heaviest choice of runs that stand in the same order in both texts.

    ``runs`` come in the order of the first text and share no word.
    """
    ends: list[int] = []  # where choices end in the second text: later only if heavier
    tips: list[tuple[int, int]] = []  # their weight and last run
    before: list[int] = []
    for index, run in enumerate(runs):
        at = bisect_right(ends, run.b)
        weight, earlier = tips[at - 1] if at else (0, -1)
        before.append(earlier)
        weight, end = weight + run.length, run.b + run.length
        at = bisect_right(ends, end)
        if at and tips[at - 1][0] >= weight:
            continue
        upto = at
        while upto < len(ends) and tips[upto][0] <= weight:
            upto += 1
        ends[at:upto], tips[at:upto] = [end], [(weight, index)]
    out: list[Run] = []
    last = tips[-1][1] if tips else -1
    while last >= 0:
        out.append(runs[last])
        last = before[last]
    return out[::-1]

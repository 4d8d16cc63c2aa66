"""Which word of one text became which word of the other, through edits and moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Span
from watchdesk.reuse.align import equal_runs
from watchdesk.reuse.changes import changes
from watchdesk.reuse.words import Words

MOST = 120_000
"""Words of a text that are compared one by one; beyond, only equal beginnings and ends are."""
_MOVED = 8
"""Fewest words in a row that count as moved."""
_ISLAND = 3
"""Equal words between two changes are taken for chance when both are so many times longer."""

Range = tuple[int, int, int, int]
"""Words ``[0]`` to ``[1]`` of the first text, and ``[2]`` to ``[3]`` of the other against them."""


@dataclass(frozen=True, eq=False)
class Matched:
    """Two texts, word by word."""

    a: Words
    """Words of the first text."""
    b: Words
    """Words of the second."""
    to_b: NDArray[np.int64]
    """For each word of the first its place in the second, or -1."""
    moved: NDArray[np.bool_]
    """For each word of the first whether it stands in another place of the order."""
    too_long: bool
    """Whether the middle of the texts was left uncompared."""

    @cached_property
    def to_a(self) -> NDArray[np.int64]:
        """For each word of the second its place in the first, or -1."""
        out = np.full(len(self.b), -1, np.int64)
        at = np.flatnonzero(self.to_b >= 0)
        out[self.to_b[at]] = at
        return out

    @property
    def common(self) -> int:
        """Words that stand in both."""
        return int((self.to_b >= 0).sum())


def match_words(a: Words, b: Words) -> Matched:
    """Match two texts in their common order; :func:`with_moves` matches what moved."""
    too_long = max(len(a), len(b)) > MOST
    ops = _ends(a, b) if too_long else without_islands(_ranges(a, b))
    to_b = np.full(len(a), -1, np.int64)
    at_a = at_b = 0
    for a0, a1, b0, b1 in [*ops, (len(a), len(a), len(b), len(b))]:
        length = min(a0 - at_a, b0 - at_b)
        to_b[at_a : at_a + length] = np.arange(at_b, at_b + length)
        at_a, at_b = a1, b1
    return Matched(a, b, to_b, np.zeros(len(a), np.bool_), too_long)


def with_moves(matched: Matched) -> Matched:
    """The same, with words that moved where eight or more did so together."""
    left, right = np.flatnonzero(matched.to_b < 0), np.flatnonzero(matched.to_a < 0)
    if matched.too_long or min(len(left), len(right)) < _MOVED:
        return matched
    to_b, moved = matched.to_b.copy(), matched.moved.copy()
    for run in equal_runs(matched.a.hashes[left], matched.b.hashes[right]):
        if run.length >= _MOVED:
            from_a = left[run.a : run.a + run.length]
            to_b[from_a] = right[run.b : run.b + run.length]
            moved[from_a] = True
    return Matched(matched.a, matched.b, to_b, moved, matched.too_long)


def _ranges(a: Words, b: Words) -> list[Range]:
    """The changes between two texts as ranges of words."""
    found = changes(a, b)
    left = _indices(a, [passage.a for passage in found])
    right = _indices(b, [passage.b for passage in found])
    return [(i, j, k, m) for (i, j), (k, m) in zip(left, right, strict=True)]


def _indices(words: Words, spans: list[Span]) -> list[tuple[int, int]]:
    starts = np.searchsorted(words.starts, [span.start for span in spans], side="left")
    ends = np.searchsorted(words.starts, [span.end for span in spans], side="left")
    empty = np.array([span.length == 0 for span in spans], np.bool_)
    return list(zip(starts.tolist(), np.where(empty, starts, ends).tolist(), strict=True))


def _ends(a: Words, b: Words) -> list[Range]:
    """The one change between equal beginnings and equal ends."""
    least = min(len(a), len(b))
    front = _equal(a.hashes[:least], b.hashes[:least])
    rest = least - front
    back = _equal(a.hashes[::-1][:rest], b.hashes[::-1][:rest])
    change = (front, len(a) - back, front, len(b) - back)
    return [change] if change[0] < change[1] or change[2] < change[3] else []


def _equal(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    other = np.flatnonzero(a != b)
    return int(other[0]) if len(other) else len(a)


def without_islands(ops: list[Range]) -> list[Range]:
    """Changes put together where only a chance word or two between them is the same."""
    out: list[Range] = []
    for op in ops:
        whole = op
        while out and _is_island(out[-1], whole):
            last = out.pop()
            whole = (last[0], op[1], last[2], op[3])
        out.append(whole)
    return out


def _is_island(left: Range, right: Range) -> bool:
    island = right[0] - left[1]
    sizes = (max(one[1] - one[0], one[3] - one[2]) for one in (left, right))
    return island * _ISLAND < min(sizes)

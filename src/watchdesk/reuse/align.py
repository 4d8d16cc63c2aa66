"""Where two texts use the same words: seeds of six words, chained along diagonals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.reuse.fingerprints import shingles

SEED = 6
_COMMON = 8
"""A run of six words that stands more often than this in a text is a refrain, not a seed."""
_GAP = 12
"""Words that may be changed, put in or left out inside one passage."""


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


def _seeds(
    a: NDArray[np.uint64], b: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions in both texts at which the same six words begin."""
    order = np.argsort(b, kind="stable")
    ranked = b[order]
    low = np.searchsorted(ranked, a, side="left")
    counts = np.searchsorted(ranked, a, side="right") - low
    counts[counts > _COMMON] = 0
    at_a = np.repeat(np.arange(len(a)), counts)
    first = np.repeat(low, counts)
    step = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at_a, order[first + step]


def _runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    at_a, at_b = _seeds(shingles(a, SEED), shingles(b, SEED))
    if len(at_a) == 0:
        return []
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    diagonal = at_b - at_a
    breaks = (np.diff(at_a) != 1) | (np.diff(diagonal) != 0)
    firsts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    lasts = np.concatenate((np.flatnonzero(breaks), [len(at_a) - 1]))
    return [
        Run(int(at_a[f]), int(at_b[f]), int(at_a[t] - at_a[f]) + SEED)
        for f, t in zip(firsts, lasts, strict=True)
    ]


def _free(run: Run, used_a: NDArray[np.bool_], used_b: NDArray[np.bool_]) -> Run | None:
    """What is left of a run at its ends when words already matched are taken away."""
    free = ~(used_a[run.a : run.a + run.length] | used_b[run.b : run.b + run.length])
    at = np.flatnonzero(free)
    if len(at) == 0:
        return None
    pieces = np.split(at, np.flatnonzero(np.diff(at) != 1) + 1)
    piece = max(pieces, key=len)
    return Run(run.a + int(piece[0]), run.b + int(piece[0]), len(piece))


def equal_runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    """Equal words of two texts, six or more in a row, longest first served; no word is used twice.

    The runs come in the order of the first text.
    """
    used_a, used_b = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    out: list[Run] = []
    for run in sorted(_runs(a, b), key=lambda r: (-r.length, abs(r.a - r.b), r.a, r.b)):
        left = _free(run, used_a, used_b)
        if left is None or left.length < (SEED if left is run else 3):
            continue
        used_a[left.a : left.a + left.length] = True
        used_b[left.b : left.b + left.length] = True
        out.append(left)
    return sorted(out)


def chain(runs: list[Run]) -> list[Chain]:
    """Runs put together where only a few words stand between them in both texts."""
    open_chains: list[list[Run]] = []
    done: list[list[Run]] = []
    for run in runs:
        still_open: list[list[Run]] = []
        for one in open_chains:
            near = run.a - one[-1].a - one[-1].length <= _GAP
            (still_open if near else done).append(one)
        open_chains = still_open
        fits = [c for c in open_chains if 0 <= run.b - c[-1].b - c[-1].length <= _GAP]
        if fits:
            min(fits, key=lambda c: run.b - c[-1].b).append(run)
        else:
            open_chains.append([run])
    return sorted((Chain(tuple(c)) for c in done + open_chains), key=lambda c: c.runs[0])


def in_order(runs: list[Run]) -> list[Run]:
    """The heaviest choice of runs that stand in the same order in both texts."""
    best: list[tuple[int, int]] = []  # weight of the best choice that ends here, and its last but
    for index, run in enumerate(runs):
        weight, before = 0, -1
        for earlier in range(max(0, index - 200), index):
            other = runs[earlier]
            if other.b + other.length <= run.b and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + run.length, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    out: list[Run] = []
    while at >= 0:
        out.append(runs[at])
        at = best[at][1]
    return out[::-1]

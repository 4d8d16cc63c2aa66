"""What was changed between two printings of one story, word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from watchdesk.records import Passage
from watchdesk.reuse.align import Chain, Run, align, in_order
from watchdesk.reuse.words import Words

_FINE = 400
"""Stretches of more words than this are told as one change."""
_SLIDE = 24

_Range = tuple[int, int, int, int]


def _refine(a: Words, b: Words, gap: _Range) -> list[_Range]:
    """The changed words inside a gap between equal runs: whatever stands once on either side, in
    the same order, is equal; then again between those (patience diff, after Bram Cohen)."""
    out: list[_Range] = []
    todo = [gap]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        same = _same_once(a, b, (a0, a1, b0, b1)) if min(a1 - a0, b1 - b0) > 0 else []
        if not same:
            if a0 < a1 or b0 < b1:
                out.append((a0, a1, b0, b1))
            continue
        inner: list[_Range] = []
        for run in [*same, Run(a1, b1, 0)]:
            inner.append((a0, run.a, b0, run.b))
            a0, b0 = run.a + run.length, run.b + run.length
        todo.extend(reversed(inner))
    return out


def _same_once(a: Words, b: Words, gap: _Range) -> list[Run]:
    """Runs of equal words around each word that stands exactly once on both sides of a gap."""
    a0, a1, b0, b1 = gap
    left, right = a.hashes[a0:a1], b.hashes[b0:b1]
    if len(left) == len(right) == 1 or max(len(left), len(right)) > _FINE:
        return [Run(a0, b0, 1)] if len(left) == len(right) == 1 and left[0] == right[0] else []
    ones, at_a, counts = np.unique(left, return_index=True, return_counts=True)
    others, at_b, other_counts = np.unique(right, return_index=True, return_counts=True)
    _, i, j = np.intersect1d(
        ones[counts == 1], others[other_counts == 1], assume_unique=True, return_indices=True
    )
    places = sorted(
        zip(at_a[counts == 1][i].tolist(), at_b[other_counts == 1][j].tolist(), strict=True)
    )
    out: list[Run] = []
    end_a, end_b = a0, b0
    for run in in_order([Run(a0 + x, b0 + y, 1) for x, y in places]):
        first_a, first_b, last = run.a, run.b, 1
        if first_a < end_a or first_b < end_b:
            continue
        while first_a > end_a and first_b > end_b and _equal(a, b, first_a - 1, first_b - 1):
            first_a, first_b = first_a - 1, first_b - 1
        while run.a + last < a1 and run.b + last < b1 and _equal(a, b, run.a + last, run.b + last):
            last += 1
        end_a, end_b = run.a + last, run.b + last
        out.append(Run(first_a, first_b, end_a - first_a))
    return out


def _equal(a: Words, b: Words, i: int, j: int) -> bool:
    return bool(a.hashes[i] == b.hashes[j])


def _settle(words: Words, first: int, last: int, most: int) -> int:
    """How far to move words put in so that they begin where a sentence or a line does.

    When a sentence is put in between two that begin alike, the equal word may be counted to
    either; white space and punctuation before it tell.
    """
    best, widest = 0, -1
    for by in range(min(_SLIDE, most) + 1):
        at = first - by
        if at < 1:
            break
        gap = int(words.starts[at]) - int(words.ends[at - 1])
        if gap > widest:
            best, widest = by, gap
        if words.hashes[at - 1] != words.hashes[last - by - 1]:
            break
    return best


def _settled(a: Words, b: Words, gaps: list[_Range]) -> list[_Range]:
    out: list[_Range] = []
    for a0, a1, b0, b1 in gaps:
        most = min(a0 - out[-1][1], b0 - out[-1][3]) if out else min(a0, b0)
        by = 0
        if a0 == a1:
            by = _settle(b, b0, b1, most)
        elif b0 == b1:
            by = _settle(a, a0, a1, most)
        out.append((a0 - by, a1 - by, b0 - by, b1 - by))
    return out


def changes(a: Words, b: Words, passages: Sequence[Chain] | None = None) -> tuple[Passage, ...]:
    """Where two texts differ, in the order of the text; an empty span is an insertion.

    Words that moved are told as taken out in one place and put in at the other. Differences of
    case, quotes, dashes and punctuation are no changes. ``passages`` are those of
    :func:`~watchdesk.reuse.align.align`, where they are known already.
    """
    found = align(a, b) if passages is None else passages
    out: list[_Range] = []
    at_a = at_b = 0
    for run in in_order([run for passage in found for run in passage.runs]):
        if run.a > at_a or run.b > at_b:
            out.extend(_refine(a, b, (at_a, run.a, at_b, run.b)))
        at_a, at_b = run.a + run.length, run.b + run.length
    out.extend(_refine(a, b, (at_a, len(a), at_b, len(b))))
    return tuple(Passage(a=a.span(i, j), b=b.span(k, m)) for i, j, k, m in _settled(a, b, out))

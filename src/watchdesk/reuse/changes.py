"""What was changed between two printings of one story, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from watchdesk.records import Passage
from watchdesk.reuse.align import align, in_order
from watchdesk.reuse.words import Words

_FINE = 400
"""Stretches of more words than this are told as one change."""
_SLIDE = 24

_Range = tuple[int, int, int, int]


def _refine(a: Words, b: Words, gap: _Range) -> list[_Range]:
    """The changed words inside a gap between equal runs."""
    a0, a1, b0, b1 = gap
    if a0 == a1 or b0 == b1 or max(a1 - a0, b1 - b0) > _FINE:
        return [gap] if a0 < a1 or b0 < b1 else []
    matcher: SequenceMatcher[int] = SequenceMatcher(
        None, a.hashes[a0:a1].tolist(), b.hashes[b0:b1].tolist(), autojunk=False
    )
    return [
        (a0 + i, a0 + j, b0 + k, b0 + m)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


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


def changes(a: Words, b: Words) -> tuple[Passage, ...]:
    """Where two texts differ, in the order of the text; an empty span is an insertion.

    Words that moved are told as taken out in one place and put in at the other. Differences of
    case, quotes, dashes and punctuation are no changes.
    """
    out: list[_Range] = []
    at_a = at_b = 0
    for run in in_order([r for c in align(a, b) for r in c.runs]):
        out.extend(_refine(a, b, (at_a, run.a, at_b, run.b)))
        at_a, at_b = run.a + run.length, run.b + run.length
    out.extend(_refine(a, b, (at_a, len(a), at_b, len(b))))
    return tuple(Passage(a=a.span(i, j), b=b.span(k, m)) for i, j, k, m in _settled(a, b, out))

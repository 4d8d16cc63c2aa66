"""What was said: clauses, objects and what stands around a cue, as ranges of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from watchdesk.attribution.lexicon import OPENERS, TIMELY
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_OPENING_CLAUSE = frozenset({"DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ", "SCONJ"})
_NOMINAL = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"})
_CONTRASTS = frozenset("compared while whereas though although".split())
_RELATIVES = frozenset({"who", "which", "whose"})
_FAR = 40
"""Words from a "that" to the rest of its clause."""
_TOUCHING = 3
_APART = 14
"""Words of a source that the tree has cut short."""
_TIMED = 4
"""Words of a time, such as "late last month", before the "that" of a clause."""
_NEAR = 8
"""Words that may part two pieces of one content."""


def less(ranges: Iterable[Range], hole: Range | None) -> list[Range]:
    """Ranges without the words of ``hole``."""
    if hole is None:
        return list(ranges)
    out = []
    for one in ranges:
        if not one.meets(hole):
            out.append(one)
            continue
        pieces = Range(one.start, hole.start), Range(hole.end, one.end)
        out += [piece for piece in pieces if piece.start < piece.end]
    return out


def joined(
    tree: Tree, content: Sequence[Range], source: Range | None, cue: Range | None
) -> list[Range]:
    """Pieces of one content put together, and at most one kept on each side of its cue."""
    walls = [wall for wall in (source, cue) if wall]
    rows: list[Range] = []
    for one in sorted(content):
        if rows and _close(tree, rows[-1], one, walls):
            rows[-1] = Range(rows[-1].start, one.end)
        else:
            rows.append(one)
    if len(rows) < 2 or cue is None:
        return rows
    after = [r for r in rows if r.start >= cue.end]
    before = [r for r in rows if r.end <= cue.start]
    if len(after) > 1:
        after = [max(after, key=lambda r: (r.end - r.start) - 3 * (r.start - cue.end > 10))]
    if len(before) > 1:
        before = [max(before, key=lambda r: r.end - r.start)]
    if after and before:
        apart = min(w.start for w in walls) - before[0].end
        clause = _has_verb(tree, before[0]) and not _has_verb(tree, after[0])
        if clause and _TOUCHING < apart < _APART:
            after = []
        elif apart > _TOUCHING:
            before = []
    return before + after


def _has_verb(tree: Tree, words: Range) -> bool:
    return any(tree.upos[k] in ("VERB", "AUX") for k in range(*words))


def _close(tree: Tree, left: Range, right: Range, walls: Sequence[Range]) -> bool:
    gap = Range(left.end, right.start)
    return (
        gap.end - gap.start <= _NEAR
        and tree.sentence[left.end - 1] == tree.sentence[right.start]
        and not any(wall.meets(gap) for wall in walls)
    )


def from_cue(
    tree: Tree, content: list[Range], cue: Range, source: Range | None, bare: bool
) -> list[Range]:
    """A clause after its cue, from its first word on, which the tree may have hung elsewhere.

    ``bare`` allows a clause without "that" to begin right after the cue.
    """
    later = [r for r in content if r.start >= cue.end]
    if not later or (source is not None and source.start >= cue.end):
        return content
    first = later[0]
    gap = range(cue.end, first.start)
    that = _own_that(tree, gap, first) if len(gap) > 10 else None
    if that is not None:
        earlier = [r for r in content if r.start < cue.end]
        return [*earlier, Range(that, first.end), *later[1:]]
    if not 0 < len(gap) <= 10 or tree.sentence[cue.end] != tree.sentence[first.start]:
        return content
    start = _clause_start(tree, cue.end, first.start, bare)
    if start is None:
        return content
    earlier = [r for r in content if r.start < cue.end]
    return [*earlier, Range(start, first.end), *later[1:]]


def _own_that(tree: Tree, gap: range, clause: Range) -> int | None:
    """A "that" far before a clause that hangs in it."""
    for k in gap[-_FAR:]:
        held = clause.start <= tree.heads[k] < clause.end
        if tree.low[k] == "that" and held and tree.rel(k) == "mark":
            return k
    return None


def _clause_start(tree: Tree, low: int, high: int, bare: bool) -> int | None:
    marks = [k for k in range(low, high) if tree.low[k] in OPENERS]
    if marks:
        return marks[0]
    timed = tree.rels[low] in ("obl:unmarked", "nmod:unmarked") or tree.low[low] in TIMELY
    comma = any(tree.forms[k] == "," for k in range(low, high))
    if bare and not comma and not timed and tree.upos[low] in _OPENING_CLAUSE:
        return low
    if bare and tree.upos[high] in ("VERB", "AUX"):
        start = high
        while start > low and tree.upos[start - 1] in _NOMINAL:
            start -= 1
        return start if start < high else None
    return None


def cut_short(tree: Tree, content: Range, told_on: int | None, least: int = 4) -> Range:
    """A clause up to where the teller goes on in its own voice.

    That is ", while …", a last ", who …", and the next thing the same source says (``told_on``).
    At least ``least`` words stay.
    """
    end = content.end
    commas = [
        k
        for k in range(content.start + least, end - 2)
        if tree.forms[k] == "," and tree.quote[k] < 0
    ]
    for k in commas:
        aside = tree.low[k + 1] in _RELATIVES and k == commas[-1]
        turn = tree.low[k + 2] == "yet" and tree.low[k + 1] in ("and", "but")
        if aside or turn or tree.low[k + 1] in _CONTRASTS:
            end = k
            break
    if told_on is not None and content.start < told_on < end:
        end = told_on
    return Range(content.start, end)


def without_that(tree: Tree, content: Range) -> Range:
    """A clause without the "that" that introduces it, nor a time the tree has drawn before it."""
    start = content.start
    last = min(content.end - 1, start + _TIMED)
    while start < last and (tree.low[start] in TIMELY or tree.upos[start] == "NUM"):
        start += 1
    if tree.low[start] != "that" or content.end - start <= 1:
        return content
    if tree.forms[start + 1] == "," and tree.quote[start + 2 : start + 3] > [-1]:
        return Range(start + 2, content.end)  # "that, “words”"
    if tree.rel(start) != "mark":
        return content
    return Range(start + 1, content.end)


def whole(ranges: Sequence[Range]) -> list[Range]:
    """From the first to the last word."""
    return [Range(ranges[0].start, ranges[-1].end)] if ranges else []


def complete(tree: Tree, content: Sequence[Range]) -> list[Range]:
    """Content that begins or ends inside a quotation, out to the quotation's marks."""
    return [_to_marks(tree, words) for words in content]


def _to_marks(tree: Tree, words: Range) -> Range:
    start, end = words
    first, last = tree.quote[start], tree.quote[end - 1]
    if first >= 0 and start - tree.quotes[first].start <= 2:
        start = tree.quotes[first].start
    if last >= 0 and tree.quotes[last].start >= start:
        return Range(start, max(end, tree.quotes[last].end))
    after = tree.quote[end] if end < len(tree) else -1
    if after >= 0 and tree.quotes[after].end == end + 1 and tree.quotes[after].start >= start:
        end += 1
    return Range(start, end)

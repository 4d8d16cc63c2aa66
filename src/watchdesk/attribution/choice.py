"""What is left when attributions that were found one by one are seen together."""

from __future__ import annotations

from bisect import bisect_right

from watchdesk.attribution.contents import less
from watchdesk.attribution.found import Found
from watchdesk.attribution.remarks import remarks
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_SHORT = 3
_NEAR = 12
"""Words before a remark in which its clause begins."""
_TURNS = frozenset({"but", "though", "although"})
_PARTING = frozenset({",", ";", "—", "–"})
_RANK = {"silence": 0, "tags": 3}
"""Of two with the same cue the lower is kept."""
_HEARSAY = frozenset({"adverb", "hearsay"})
"""Inside what somebody tells they name no teller of their own."""
_CERTAIN = {"quotation": 4, "label": 4, "accord": 3, "around": 2, "clause": 2, "tags": 0}
"""Of two contents that cross the one that is kept whole."""
_DEEPEST = 40


def settle(tree: Tree, found: list[Found]) -> list[Found]:
    """The attributions that stand together, in the order of the text, each with its parent."""
    found = [one for one in found if one.content or one.kind == "silence"]
    _part_accords(tree, found)
    found = [one for one in found if one.content or one.kind == "silence"]
    found = _unsaid_twice(found)
    for one in found:
        _keep_apart(tree, one)
    found = [one for one in found if one.content or one.kind == "silence"]
    _stop_at_remarks(tree, found)
    _uncross(tree, found)
    found = [one for one in found if one.content or one.kind == "silence"]
    for one in found:
        one.content = _in_order(one.content)
    found.sort(key=lambda one: (one.start, one.cue or Range(0, 0), -one.end))
    _nest(found)
    return [one for one in found if one.kind not in _HEARSAY or one.parent is None]


def _keep_apart(tree: Tree, one: Found) -> None:
    """Take out of a content the words of its own cue and source."""
    for hole in (one.cue, one.source):
        if hole is not None and any(content.meets(hole) for content in one.content):
            one.content = [t for c in less(one.content, hole) if (t := tree.trim(c)) is not None]


def _in_order(content: list[Range]) -> list[Range]:
    """Contents in order, without those that begin inside one before them."""
    kept: list[Range] = []
    for words in sorted(content, key=lambda r: (r.start, -r.end)):
        if not kept or words.start >= kept[-1].end:
            kept.append(words)
    return kept


def _part_accords(tree: Tree, found: list[Found]) -> None:
    """An "according to" at the end of another's content stands outside it."""
    accords = [one for one in found if one.kind == "accord"]
    for accord in accords:
        assert accord.cue is not None
        low = accord.cue.start
        high = max(accord.cue.end, accord.source.end if accord.source else 0)
        for one in found:
            if one is accord or one.cue is None:
                continue
            if tree.sentence[one.cue.start] != tree.sentence[low]:
                continue
            _part(tree, one, accord, Range(low, high))


def _part(tree: Tree, one: Found, accord: Found, words: Range) -> None:
    assert one.cue is not None
    kept: list[Range] = []
    for content in one.content:
        trailing = content.holds(words) and content.end - words.end <= _SHORT
        if trailing and tree.quote[words.start] < 0 and one.cue.end <= content.start:
            kept += tree.runs(range(content.start, words.start))
            start = min(one.cue.start, one.source.start if one.source else one.cue.start)
            if accord.content:
                start = min(start, accord.content[0].start)
            outer = tree.trim(Range(start, words.start))
            accord.content = [outer] if outer else accord.content
        else:
            kept.append(content)
    one.content = kept
    if one.source is None or one.cue.start < words.end or not one.source.meets(words):
        return
    rest = Range(words.end, one.source.end)
    one.source = tree.trim(rest) if rest.start < rest.end else None


def _stop_at_remarks(tree: Tree, found: list[Found]) -> None:
    """A content ends before ", but that claim could not be verified"."""
    begun = {_clause_start(tree, remark.word) for remark in remarks(tree)}
    ends = sorted(start for start in begun if start is not None)
    if not ends:
        return
    for one in found:
        if one.kind != "silence" and (one.cue is None or tree.quote[one.cue.start] < 0):
            one.content = [_up_to(tree, content, ends) for content in one.content]


def _up_to(tree: Tree, content: Range, ends: list[int]) -> Range:
    """A content up to the first of some words outside quotations."""
    k = bisect_right(ends, content.start + 2)
    if k == len(ends) or ends[k] >= content.end or tree.quote[ends[k]] >= 0:
        return content
    return tree.trim(Range(content.start, ends[k])) or content


def _clause_start(tree: Tree, word: int) -> int | None:
    """Where ", but …" begins, in which a remark stands."""
    first = max(tree.sentence_of(word).start + 1, word - _NEAR)
    for k in range(word - 1, first, -1):
        if tree.low[k] in _TURNS and tree.forms[k - 1] in _PARTING:
            return k
        if tree.forms[k] in (";", ":"):
            return None
    return None


def _uncross(tree: Tree, found: list[Found]) -> None:
    """Contents lie apart or one inside the other: where two cross, the less certain gives way."""
    rows = sorted(
        ((c, n) for n, one in enumerate(found) for c in one.content),
        key=lambda row: (row[0].start, -row[0].end),
    )
    open_rows: list[tuple[Range, int]] = []
    for content, n in rows:
        open_rows = [row for row in open_rows if row[0].end > content.start][-_DEEPEST:]
        for earlier, m in open_rows:
            crossing = earlier.end < content.end and earlier.start < content.start
            if not crossing or m == n:
                continue
            loser, taken = (m, content) if _weight(found[n]) > _weight(found[m]) else (n, earlier)
            found[loser].content = _without(tree, found[loser].content, taken)
        open_rows.append((content, n))


def _weight(one: Found) -> int:
    return _CERTAIN.get(one.kind, 1)


def _without(tree: Tree, contents: list[Range], taken: Range) -> list[Range]:
    return [r for c in less(contents, taken) if (r := tree.trim(c)) is not None]


def _unsaid_twice(found: list[Found]) -> list[Found]:
    """Without cues that are part of a longer cue, and the second of two on the same words."""
    rows = [
        (one.cue.start, -one.cue.end, _RANK.get(one.kind, 1), n)
        for n, one in enumerate(found)
        if one.cue is not None
    ]
    dropped: set[int] = set()
    reached = -1
    for _, end, _, n in sorted(rows):
        # rows begin in order, so one that ends no later lies inside an earlier one
        if -end <= reached:
            dropped.add(n)
        reached = max(reached, -end)
    return [one for n, one in enumerate(found) if n not in dropped]


def _nest(found: list[Found]) -> None:
    """Give each attribution the smallest one whose content holds it; ``found`` is sorted."""
    contents = sorted(
        ((c.start, -c.end, i) for i, one in enumerate(found) for c in _held(one)), reverse=True
    )
    holding: list[tuple[int, int, int]] = []
    for one in found:
        while contents and contents[-1][0] <= one.start:
            holding.append(contents.pop())
        holding = [h for h in holding if -h[1] > one.start][-_DEEPEST:]
        if one.parent is not None or one.cue is None:
            continue
        inside = [
            (-end - start, found[i].parent is None, i)
            for start, end, i in holding
            if -end >= one.cue.end
            and any(c.start <= one.cue.start < c.end for c in found[i].content)
            and found[i] is not one
            and found[i].cue != one.cue
        ]
        for _, _, i in sorted(inside):
            if not descends(found[i], one):
                one.parent = found[i]
                break


def _held(one: Found) -> list[Range]:
    """Its contents; as one where "A, according to X, said B" parts a clause in two."""
    if one.kind == "accord" and len(one.content) == 2:
        return [Range(one.content[0].start, one.content[1].end)]
    return one.content


def descends(one: Found, other: Found) -> bool:
    """Whether ``one`` stands, through its parents, inside ``other``."""
    seen = 0
    step: Found | None = one
    while step is not None and seen < _DEEPEST:
        if step is other:
            return True
        step = step.parent
        seen += 1
    return False

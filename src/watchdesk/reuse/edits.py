"""What an edit did to the sentences of an article: reworded, added, removed, moved.

Pure: two lists of sentences give the same edits on any machine. Words are matched first, however
far they moved; sentences that share a third of their words are the same sentence, reworded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from watchdesk.records import PartKind, Passage, Span
from watchdesk.records.edit import Edit, EditKind
from watchdesk.reuse.matched import Matched, Range, match_words, with_moves, without_islands
from watchdesk.reuse.notices import is_note
from watchdesk.reuse.rest import Rest
from watchdesk.reuse.symbols import changed_signs, with_signs
from watchdesk.reuse.units import Units

_SHARED = 3
"""One sentence is another reworded when one word in so many of the shorter one stands in both."""
_ALIKE = 0.35
"""Sentences with fewer words in common are told as replaced, not word by word."""
_ROUNDS = 8
_NOTE = 2000

Links = dict[tuple[int, int], int]
"""Sentences of the first and of the second text, and how many words they share."""


@dataclass(frozen=True)
class Row:
    """Some sentences of the first text against some of the second: sentences ``a[0]`` to
    ``a[1] - 1``, and what differs between them as ranges of words."""

    kind: EditKind | None
    """``None``: the words are the same and stand where they stood."""
    a: tuple[int, int]
    b: tuple[int, int]
    key: tuple[int, int]
    """Place in the order of the second text."""
    changes: tuple[Range, ...] = ()
    read_as: PartKind | None = None
    note: bool = False
    """Whether it is a correction or editor's note."""


@dataclass(frozen=True, eq=False)
class Edits:
    """Two texts, sentence by sentence."""

    a: Units
    b: Units
    matched: Matched
    rows: tuple[Row, ...]
    """All rows, those without change too, in the order of the second text."""
    setting: tuple[Passage, ...]
    """Sentences that differ only in how they are set."""
    common: int
    """Words that stand in both, those too that only chance put there."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The rows that differ, as records."""
        return tuple(self._edit(row) for row in self.changed)

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows that differ, in the order of ``edits``."""
        return tuple(row for row in self.rows if row.kind is not None)

    def _edit(self, row: Row) -> Edit:
        assert row.kind is not None
        (a0, a1), (b0, b1) = row.a, row.b
        return Edit(
            kind=row.kind,
            a=self.a.span(a0, a1) if a0 < a1 else self.a.place(int(self.a.first[a0])),
            b=self.b.span(b0, b1) if b0 < b1 else self.b.place(int(self.b.first[b0])),
            changes=tuple(
                Passage(a=_span(self.a, i, j), b=_span(self.b, k, m)) for i, j, k, m in row.changes
            ),
            sentences=(a1 - a0, b1 - b0),
            read_as=row.read_as,
            note=row.note,
        )


def _span(units: Units, first: int, last: int) -> Span:
    return with_signs(units.text, units.words.span(first, last))


def find_edits(a: Units, b: Units, rest_a: Rest, rest_b: Rest) -> Edits:
    """What became of the sentences of one text in another.

    ``rest_a`` and ``rest_b`` are what else stands on either page: a sentence that is gone from the
    body but stands there was only read otherwise.
    """
    matched = match_words(a.words, b.words)
    matched = with_moves(_cut(matched, a, b, _links(matched, a, b)))
    links, common = _links(matched, a, b), matched.common
    matched = _cut(matched, a, b, links)
    rows = list(_linked(matched, a, b, links))
    rows.extend(_alone(a, b, tuple(rows), rest_a, rest_b))
    merged = _merged(sorted(rows, key=lambda row: row.key))
    told: list[Row] = []
    setting: list[Passage] = []
    for row in merged:
        if row.kind in _ONE_SIDED and not row.changes:
            told.append(replace(row, changes=((*a.range(*row.a), *b.range(*row.b)),)))
        elif row.kind is None and _lines(a, row.a) != _lines(b, row.b):
            signs = changed_signs(a, a.range(*row.a), b, b.range(*row.b))
            if not signs:
                setting.append(Passage(a=a.span(*row.a), b=b.span(*row.b)))
            told.append(replace(row, kind=EditKind.REWORDED if signs else None, changes=signs))
        else:
            told.append(row)
    return Edits(a, b, matched, tuple(told), tuple(setting), common)


def _lines(units: Units, at: tuple[int, int]) -> str:
    return " ".join(units.line(unit) for unit in range(*at))


def _links(matched: Matched, a: Units, b: Units) -> Links:
    """Pairs of sentences that are one; each sentence stands in one group of neighbours."""
    at = np.flatnonzero(matched.to_b >= 0)
    if len(at) == 0:
        return {}
    keys, counts = np.unique(a.of[at] * len(b) + b.of[matched.to_b[at]], return_counts=True)
    links = {
        (key // len(b), key % len(b)): count
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
    }
    links = {
        (one, other): count
        for (one, other), count in links.items()
        if count * _SHARED >= min(a.size(one), b.size(other))
    }
    for _ in range(_ROUNDS):
        torn = [pair for group in _groups(links) for pair in _torn(group, links)]
        if not torn:
            return links
        for pair in torn:
            del links[pair]
    return _one_to_one(links)


def _groups(links: Links) -> Iterator[list[tuple[int, int]]]:
    """Links that hang together."""
    by_a: defaultdict[int, list[int]] = defaultdict(list)
    by_b: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in links:
        by_a[one].append(other)
        by_b[other].append(one)
    seen: set[tuple[int, int]] = set()
    for pair in links:
        if pair in seen:
            continue
        group, queue = [], [pair]
        seen.add(pair)
        while queue:
            one, other = queue.pop()
            group.append((one, other))
            near = [(one, k) for k in by_a[one]] + [(k, other) for k in by_b[other]]
            fresh = [k for k in near if k not in seen]
            seen.update(fresh)
            queue.extend(fresh)
        yield group


def _torn(group: list[tuple[int, int]], links: Links) -> Iterator[tuple[int, int]]:
    """Links that leave the neighbourhood of the group's strongest one, on either side."""
    best = max(group, key=lambda pair: (links[pair], -pair[0], -pair[1]))
    near = [_neighbours({pair[side] for pair in group}, best[side]) for side in (0, 1)]
    for pair in group:
        if pair[0] not in near[0] or pair[1] not in near[1]:
            yield pair


def _neighbours(known: set[int], at: int) -> range:
    first = last = at
    while first - 1 in known:
        first -= 1
    while last + 1 in known:
        last += 1
    return range(first, last + 1)


def _one_to_one(links: Links) -> Links:
    out: Links = {}
    used: tuple[set[int], set[int]] = (set(), set())
    for pair, count in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        if pair[0] not in used[0] and pair[1] not in used[1]:
            out[pair] = count
            used[0].add(pair[0])
            used[1].add(pair[1])
    return out


def _cut(matched: Matched, a: Units, b: Units, links: Links) -> Matched:
    """Without words that only chance put into two sentences."""
    to_b = matched.to_b.copy()
    at = np.flatnonzero(to_b >= 0)
    kept = np.array(list(links), np.int64).reshape(-1, 2)
    pairs = a.of[at] * max(1, len(b)) + b.of[to_b[at]]
    to_b[at[~np.isin(pairs, kept[:, 0] * max(1, len(b)) + kept[:, 1])]] = -1
    return replace(matched, to_b=to_b)


def _linked(matched: Matched, a: Units, b: Units, links: Links) -> Iterator[Row]:
    for group in _groups(links):
        ones, others = sorted({p[0] for p in group}), sorted({p[1] for p in group})
        at_a, at_b = (ones[0], ones[-1] + 1), (others[0], others[-1] + 1)
        left, right = a.range(*at_a), b.range(*at_b)
        found, common = _changes(matched, left, right)
        kind = EditKind.REWORDED if found else None
        if found and 2 * common < _ALIKE * (left[1] - left[0] + right[1] - right[0]):
            kind, found = EditKind.REPLACED, [(*left, *right)]
        elif int(matched.moved[slice(*left)].sum()) * 2 > common:
            kind = EditKind.MOVED
        yield Row(kind, at_a, at_b, (others[0], 1), tuple(found))


def _changes(
    matched: Matched, left: tuple[int, int], right: tuple[int, int]
) -> tuple[list[Range], int]:
    """Ranges of words that differ, and how many words are the same."""
    out: list[Range] = []
    at_a, at_b = left[0], right[0]
    common = 0
    for i, j in enumerate(matched.to_b[slice(*left)].tolist(), left[0]):
        if not at_b <= j < right[1]:
            continue
        if i > at_a or j > at_b:
            out.append((at_a, i, at_b, j))
        at_a, at_b, common = i + 1, j + 1, common + 1
    if at_a < left[1] or at_b < right[1]:
        out.append((at_a, left[1], at_b, right[1]))
    return without_islands(out), common


def _alone(a: Units, b: Units, linked: Sequence[Row], rest_a: Rest, rest_b: Rest) -> Iterator[Row]:
    """Sentences that stand in one of the texts only."""
    for unit, place in _places(len(a), [(row.a, row.b[1], row.kind) for row in linked]):
        first, last = a.range(unit, unit + 1)
        read_as = rest_b.holds(a.words.hashes[first:last])
        kind = EditKind.RELABELLED if read_as else EditKind.REMOVED
        at = (unit, unit + 1), (place, place)
        yield Row(kind, *at, (place, 0), read_as=read_as, note=_is_note(a, unit))
    for unit, place in _places(len(b), [(row.b, row.a[1], row.kind) for row in linked]):
        first, last = b.range(unit, unit + 1)
        read_as = rest_a.holds(b.words.hashes[first:last])
        kind = EditKind.RELABELLED if read_as else EditKind.ADDED
        at = (place, place), (unit, unit + 1)
        yield Row(kind, *at, (unit, 1), read_as=read_as, note=_is_note(b, unit))


def _is_note(units: Units, unit: int) -> bool:
    return is_note(units.line(unit)[:_NOTE], PartKind.BODY)


def _places(
    count: int, linked: Iterable[tuple[tuple[int, int], int, EditKind | None]]
) -> Iterator[tuple[int, int]]:
    """Sentences of one text without a partner, each with the sentence of the other before which
    it would stand."""
    behind = {unit: (end, kind) for at, end, kind in linked for unit in range(*at)}
    place = 0
    for unit in range(count):
        if unit not in behind:
            yield unit, place
        elif behind[unit][1] is not EditKind.MOVED:
            place = behind[unit][0]


def _merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Neighbours told as one where a reader would."""
    last: Row | None = None
    for row in rows:
        both = _both(last, row) if last is not None else None
        if last is not None and both is None:
            yield last
        last = both or row
    if last is not None:
        yield last


_ONE_SIDED = (EditKind.REMOVED, EditKind.ADDED, EditKind.REPLACED)


def _both(left: Row, right: Row) -> Row | None:
    """Two neighbours as one row, or ``None`` where they are no one thing."""
    a, b = _joined(left.a, right.a), _joined(left.b, right.b)
    if a is None or b is None or left.note is not right.note:
        return None
    if left.kind is right.kind is EditKind.MOVED:
        return replace(left, a=a, b=b, changes=left.changes + right.changes)
    if left.kind is right.kind is EditKind.RELABELLED and left.read_as is right.read_as:
        return replace(left, a=a, b=b) if (a[0] == a[1]) != (b[0] == b[1]) else None
    if left.kind in _ONE_SIDED and right.kind in _ONE_SIDED:
        kind = left.kind if left.kind is right.kind else EditKind.REPLACED
        return Row(kind, a, b, left.key, note=left.note)
    return None


def _joined(left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int] | None:
    """Two neighbouring ranges as one; an empty one adds nothing to the other."""
    if right[0] == right[1]:
        return left
    if left[0] == left[1]:
        return right
    return (left[0], right[1]) if left[1] == right[0] else None

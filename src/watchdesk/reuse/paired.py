"""What was read in two versions of a text, paired through their matched words.

Nothing is paired by equal words alone: a number in one place is not the same number in another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Attribution, Mention, Place, Quantity, Reading, Span, Time
from watchdesk.records.edit import Aspect, EditKind, Touch, TouchHow, TouchKind
from watchdesk.reuse.edits import Edits
from watchdesk.reuse.units import Units, words_in
from watchdesk.reuse.words import fold, matches

T = TypeVar("T", Attribution, Quantity, Mention, Time, Place, "Bare")

_NEAR = 6
"""Changes of more words on either side are too long to tell what stands for what in them."""
_SHOWN = 400


@dataclass(frozen=True)
class Bare:
    """A number that was not read as a quantity or a time."""

    span: Span


@dataclass(frozen=True, eq=False)
class Side:
    """One of two versions, with what each of its words is part of."""

    reading: Reading
    units: Units
    partner: NDArray[np.int64]
    """For each word its place in the other version, or -1."""
    gone: NDArray[np.bool_]
    """Words that were changed, and do not stand elsewhere on the other page."""
    change: NDArray[np.int64]
    """For each word the number of the short change it stands in, or -1."""
    edit: NDArray[np.int64]
    """For each word the index of the edit it stands in, or -1."""

    def words(self, spans: Iterable[Span]) -> NDArray[np.int64]:
        """Places of the words in some spans."""
        found = [np.arange(*words_in(self.units.words, span)) for span in spans]
        if len(found) < 2:
            return found[0] if found else np.zeros(0, np.int64)
        return np.unique(np.concatenate(found))

    def line(self, spans: Sequence[Span]) -> str:
        """The words of some spans on one line."""
        text = self.units.text
        line = " … ".join(" ".join(span.text_of(text).split()) for span in spans)
        return line if len(line) <= _SHOWN else line[:_SHOWN].rpartition(" ")[0] + " …"

    def folded(self, spans: Sequence[Span]) -> list[str]:
        """The folded words of some spans."""
        return [fold(word) for word, _, _ in matches(self.units.text, sorted(spans))]


@dataclass(frozen=True, eq=False)
class Found(Generic[T]):
    """Something that was read, with its words."""

    item: T
    spans: tuple[Span, ...]
    at: NDArray[np.int64]
    """Places of its words."""
    heavy: frozenset[int] = field(default_factory=frozenset)
    """Those of them that count thrice when it is paired."""

    shown: tuple[Span, ...] = ()
    """The same spans in the order in which they are told; empty for that of the text."""

    @property
    def hull(self) -> Span:
        """From its first word to its last."""
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))


Pair = tuple[Found[T] | None, Found[T] | None]
"""Something in the first version and what stands in its place in the second."""


def sides(edits: Edits, a: Reading, b: Reading) -> tuple[Side, Side]:
    """The two versions, with what became of each of their words."""
    matched = edits.matched
    out = []
    for side, reading in enumerate((a, b)):
        units = (edits.a, edits.b)[side]
        partner = (matched.to_b, matched.to_a)[side]
        gone = partner < 0
        change = np.full(len(partner), -1, np.int64)
        edit = np.full(len(partner), -1, np.int64)
        number = 0
        for index, row in enumerate(edits.changed):
            at = units.range(*(row.a, row.b)[side])
            edit[slice(*at)] = index
            if row.kind is EditKind.RELABELLED or row.note:
                gone[slice(*at)] = False
                continue
            for i, j, k, m in row.changes:
                number += 1
                first, last = ((i, j), (k, m))[side]
                gone[first:last] = True
                if max(j - i, m - k) <= _NEAR:
                    change[first:last] = number
        out.append(Side(reading, units, partner, gone, change, edit))
    return out[0], out[1]


def find(
    side: Side,
    items: Iterable[T],
    spans: Callable[[T], Sequence[Span]],
    heavy: Callable[[T], Sequence[Span]] | None = None,
) -> list[Found[T]]:
    """What was read in the compared part of a text."""
    out = []
    for item in items:
        whole = tuple(spans(item))
        at = side.words(whole)
        if len(at):
            weighty = side.words(heavy(item)) if heavy else ()
            out.append(Found(item, whole, at, frozenset(int(word) for word in weighty)))
    return out


def pair(
    left: list[Found[T]], right: list[Found[T]], both: tuple[Side, Side], least: float = 0.0
) -> Iterator[Pair[T]]:
    """Each thing of the first version with the one of the second that stands in its place."""
    one, other = both
    holders: defaultdict[int, list[int]] = defaultdict(list)
    changes: defaultdict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(right):
        for word in item.at.tolist():
            holders[word].append(number)
        for change in {c for c in other.change[item.at].tolist() if c >= 0}:
            changes[change].append(number)
    scores: Counter[tuple[int, int]] = Counter()
    for number, item in enumerate(left):
        for word, partner in zip(item.at.tolist(), one.partner[item.at].tolist(), strict=True):
            for holder in holders.get(partner, ()):
                heavy = word in item.heavy and partner in right[holder].heavy
                scores[number, holder] += 6 if heavy else 2
        for change in {c for c in one.change[item.at].tolist() if c >= 0}:
            for holder in changes.get(change, ()):
                scores[number, holder] += 1
    pairs = dict(_best(scores, left, right, least))
    for number, item in enumerate(left):
        yield item, right[pairs[number]] if number in pairs else None
    taken = set(pairs.values())
    yield from ((None, item) for number, item in enumerate(right) if number not in taken)


def _best(
    scores: Counter[tuple[int, int]], left: list[Found[T]], right: list[Found[T]], least: float
) -> Iterator[tuple[int, int]]:
    used: tuple[set[int], set[int]] = (set(), set())
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        small = 2 * min(len(left[i].at), len(right[j].at))
        if i not in used[0] and j not in used[1] and score >= least * small:
            used[0].add(i)
            used[1].add(j)
            yield i, j


def touch_of(
    what: TouchKind,
    found: Pair[T],
    both: tuple[Side, Side],
    aspects: tuple[Aspect, ...] = (),
) -> Touch:
    """What became of something, as a record; one of the pair may be missing."""
    left, right = found
    one, other = both
    how = TouchHow.CHANGED if left and right else TouchHow.REMOVED if left else TouchHow.ADDED
    edit = max(edit_of(item, side) for side, item in zip(both, found, strict=True) if item)
    return Touch(
        what=what,
        how=how,
        aspects=aspects,
        old=one.line(left.shown or left.spans) if left else None,
        new=other.line(right.shown or right.spans) if right else None,
        a=left.hull if left else None,
        b=right.hull if right else None,
        a_id=getattr(left.item, "id", None) if left else None,
        b_id=getattr(right.item, "id", None) if right else None,
        edit=edit if edit >= 0 else None,
    )


def edit_of(item: Found[T], side: Side) -> int:
    """Index of the edit that holds something, -1 outside of edits."""
    return int(side.edit[item.at].max())


def is_gone(item: Found[T], side: Side) -> bool:
    """Whether any of its words was changed."""
    return bool(side.gone[item.at].any())


def key_of(name: str) -> str:
    """A name folded for comparison."""
    return " ".join(fold(word) for word, _, _ in matches(name, [Span(0, len(name))]))

"""Stands whose day is not known, dated by the order in which one article tells them.

"In May it allowed ... In June it widened those rules" says what came first even where the year is
open; and where another article dates the first of them, the second came after that.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol, Self, TypeVar

from watchdesk.ledger.positions_kept import Taken
from watchdesk.records import Interval


class _Told(Protocol):
    @property
    def taken(self) -> Taken: ...

    def dated(self, on: Interval) -> Self: ...


T = TypeVar("T", bound=_Told)
Same = Callable[[Sequence[T], T], bool]
"""Whether a stand is the one of a run."""

_MOST = 12
"""Years an interval is looked at for a month of."""


def dated_by_order(vague: Iterable[T], runs: Sequence[Sequence[T]], same: Same[T]) -> dict[str, T]:
    """Vague stands with the day that follows from their order, by the id of the stand.

    An article's stands are taken in the order it tells them in; one that is told by a dated run,
    too, has the day of that, and what comes after it came later.
    """
    known: dict[str, T] = {}
    for links in _by_article(vague):
        if len(links) < 2 or not runs:
            continue
        at = -1
        for one in links:
            place = next((n for n in range(max(at, 0), len(runs)) if same(runs[n], one)), None)
            if place is not None:
                at = place
                known.update(_dated(one, runs[place][0].taken.on, runs[place][0].taken.on))
            elif at >= 0:
                known.update(_dated(one, runs[at][0].taken.on, None))
    return known


def in_order(vague: Sequence[T], same: Same[T]) -> tuple[list[list[T]], list[T]]:
    """The runs that the article with the most of them tells, and the stands of all others."""
    best: list[list[T]] = []
    for links in _by_article(vague):
        runs: list[list[T]] = []
        for one in links:
            if runs and same(runs[-1], one):
                runs[-1].append(one)
            else:
                runs.append([one])
        if len(runs) > max(1, len(best)):
            best = runs
    used = {one.taken.id for run in best for one in run}
    return best, [one for one in vague if one.taken.id not in used]


def _by_article(vague: Iterable[T]) -> list[list[T]]:
    """The stands of each article whose times tell an order, in that order."""
    found: dict[str, list[T]] = {}
    for one in vague:
        if one.taken.on.is_bounded and one.taken.on != one.taken.published:
            found.setdefault(one.taken.article, []).append(one)
    return [sorted(found[name], key=lambda one: one.taken.key) for name in sorted(found)]


def _dated(one: T, first: Interval, last: Interval | None) -> dict[str, T]:
    on = _within(one.taken.on, first.earliest, last.latest if last else None)
    return {one.taken.id: one.dated(on)} if on is not None else {}


def _within(on: Interval, first: date | None, last: date | None) -> Interval | None:
    """What is left of an interval between two days: of a month of an open year, the month."""
    if first is None or on.earliest is None or on.latest is None:
        return None
    months = [m for m in _months(on) if m.latest and m.latest >= first]
    months = [m for m in months if last is None or (m.earliest and m.earliest <= last)]
    if months:
        on = months[0]
    assert on.earliest is not None
    assert on.latest is not None
    start, end = max(on.earliest, first), min(on.latest, last or on.latest)
    if start > end:
        return None
    return on if months and last is None and on.earliest >= first else Interval.between(start, end)


def _months(on: Interval) -> list[Interval]:
    """The months an interval such as "a May from 2022 to 2024" can be; none for any other."""
    first, last = on.earliest, on.latest
    if first is None or last is None or first.day != 1 or first.month != last.month:
        return []
    if last.day != monthrange(last.year, last.month)[1] or last.year - first.year > _MOST:
        return []
    years = range(first.year, last.year + 1)
    ends = [(date(y, first.month, 1), monthrange(y, first.month)[1]) for y in years]
    return [Interval.between(start, start.replace(day=days)) for start, days in ends]

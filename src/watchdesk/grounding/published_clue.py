"""A clue to the day of publication, and the tightest bounds that clues agree on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from watchdesk.records import Interval, Span


class Clue(NamedTuple):
    """Days on which the article can have been published, as far as some words go."""

    days: Interval
    evidence: tuple[Span, ...]

    def half(self, *, low: bool) -> Clue:
        """Only its lower or its upper bound."""
        days = self.days
        one = Interval.between(days.earliest, None) if low else Interval.between(None, days.latest)
        return Clue(one, self.evidence)


class Choices(NamedTuple):
    """Stretches in one of which the article was published, as far as some words go."""

    days: tuple[Interval, ...]
    """In order, none touching another."""
    evidence: tuple[Span, ...]


def apart(stretches: Iterable[Interval]) -> tuple[Interval, ...]:
    """Stretches in order, those that overlap made one."""
    out: list[Interval] = []
    for item in sorted(stretches, key=lambda days: days.earliest or date.min):
        if out and out[-1].intersects(item):
            out[-1] = out[-1].hull(item)
        else:
            out.append(item)
    return tuple(out)


def common(one: Iterable[Interval], other: Iterable[Interval]) -> tuple[Interval, ...]:
    """The days that lie in a stretch of both."""
    known = tuple(other)
    return apart(both for a in one for b in known if (both := a.intersection(b)) is not None)


def settle(lower: list[Clue], upper: list[Clue]) -> tuple[Clue | None, Clue | None]:
    """The tightest bounds; when they cross, only lower bounds no upper bound speaks against."""
    lows = [c for c in lower if c.days.earliest]
    highs = [c for c in upper if c.days.latest]
    low = max(lows, key=_first, default=None)
    high = min(highs, key=_last, default=None)
    if not low or not high or _first(low) <= _last(high):
        return low, high
    safe = [c for c in lows if _first(c) <= _last(high)]
    return max(safe, key=_first, default=None), None


def _first(clue: Clue) -> date:
    return clue.days.earliest or date.min


def _last(clue: Clue) -> date:
    return clue.days.latest or date.max

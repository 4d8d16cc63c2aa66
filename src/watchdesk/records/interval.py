"""When: intervals of days, closed on both sides, open where a bound is not known.

Written as EDTF (ISO 8601-2:2019, level 1). A day is the finest grain; the time of day stays in
the words. ``XXXX`` (a year of which no digit is known) is the interval nothing is known about.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache, reduce
from typing import Any, Self

from pydantic import model_validator

from watchdesk.records.span import Frozen

UNKNOWN_EDTF = "XXXX"
_POINT = re.compile(r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?[~?%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
# Northern meteorological seasons; ISO 8601-2 leaves the months open.


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _add_months(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _point_bounds(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"not an EDTF date: {point!r}")
    year = match["y"]
    if "X" in year:
        if match["m"]:
            raise ValueError(f"not an EDTF date: {point!r}")
        return (
            date(max(1, int(year.replace("X", "0"))), 1, 1),
            date(int(year.replace("X", "9")), 12, 31),
        )
    if match["m"] is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    month = int(match["m"])
    if match["d"]:
        day = date(int(year), month, int(match["d"]))
        return day, day
    if month in _SEASONS:
        first, last = _SEASONS[month]
        return date(int(year), first, 1), _month_end(*_add_months(int(year), last))
    return date(int(year), month, 1), _month_end(int(year), month)


@lru_cache(maxsize=1 << 12)
def _parse(edtf: str) -> tuple[date | None, date | None]:
    if edtf in (UNKNOWN_EDTF, ""):
        return None, None
    if "/" not in edtf:
        return _point_bounds(edtf)
    left, _, right = edtf.partition("/")
    earliest = None if left in ("", "..") else _point_bounds(left)[0]
    latest = None if right in ("", "..") else _point_bounds(right)[1]
    return earliest, latest


@lru_cache(maxsize=1 << 12)
def _print(earliest: date | None, latest: date | None) -> str:
    if earliest is None and latest is None:
        return UNKNOWN_EDTF
    if earliest is None or latest is None:
        left = earliest.isoformat() if earliest else ".."
        right = latest.isoformat() if latest else ".."
        return f"{left}/{right}"
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        if earliest.year == latest.year:
            return f"{earliest.year:04d}"
        return f"{earliest.year:04d}/{latest.year:04d}"
    if earliest.day == 1 and latest == _month_end(latest.year, latest.month):
        first, last = earliest.isoformat()[:7], latest.isoformat()[:7]
        return first if first == last else f"{first}/{last}"
    return f"{earliest.isoformat()}/{latest.isoformat()}"


class Interval(Frozen):
    """All days from ``earliest`` to ``latest``, both included; ``None`` is an open bound.

    ``edtf`` is derived from the bounds and may be left out; one that disagrees is refused with
    ``ValueError``. Arithmetic treats an open bound as unbounded.
    """

    earliest: date | None = None
    """First possible day, or null when there is no lower bound."""
    latest: date | None = None
    """Last possible day, or null when there is no upper bound."""
    edtf: str = UNKNOWN_EDTF
    """The same interval as EDTF level 1; ``XXXX`` when nothing is known."""

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "edtf" in data:
            return data
        bounds = {
            key: date.fromisoformat(value) if isinstance(value, str) else value
            for key in ("earliest", "latest")
            for value in (data.get(key),)
        }
        return {**data, "edtf": _print(bounds["earliest"], bounds["latest"])}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"interval ends before it starts: {self.earliest} > {self.latest}")
        if _parse(self.edtf) != (self.earliest, self.latest):
            raise ValueError(f"edtf {self.edtf!r} is not {self.earliest}..{self.latest}")
        return self

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> Interval:
        """The interval with these bounds."""
        return Interval(earliest=earliest, latest=latest, edtf=_print(earliest, latest))

    @classmethod
    def on(cls, day: date) -> Interval:
        """One day."""
        return Interval.between(day, day)

    @classmethod
    def unknown(cls) -> Interval:
        """The interval nothing is known about."""
        return Interval()

    @classmethod
    def parse(cls, edtf: str) -> Interval:
        """Read EDTF dates, seasons, decades and intervals.

        Raises ``ValueError`` on anything else. Qualifiers (``~ ? %``) are read and dropped: doubt
        about a date is expressed by its bounds.
        """
        return Interval.between(*_parse(edtf.strip()))

    def __str__(self) -> str:
        return self.edtf

    @property
    def interval(self) -> Interval:
        """The bare interval, for records that carry more."""
        return Interval(earliest=self.earliest, latest=self.latest, edtf=self.edtf)

    @property
    def is_unknown(self) -> bool:
        """No bound on either side."""
        return self.earliest is None and self.latest is None

    @property
    def is_bounded(self) -> bool:
        """Both bounds are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def days(self) -> int | None:
        """Number of days covered, or ``None`` when open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def contains(self, other: Interval | date) -> bool:
        """Whether every day of the other lies inside."""
        low, high = (other, other) if isinstance(other, date) else (other.earliest, other.latest)
        after = self.earliest is None or (low is not None and low >= self.earliest)
        before = self.latest is None or (high is not None and high <= self.latest)
        return after and before

    def intersects(self, other: Interval) -> bool:
        """Whether a day can lie in both; an unknown interval intersects every other."""
        return not self.precedes(other) and not other.precedes(self)

    def precedes(self, other: Interval) -> bool:
        """Whether every day of this one lies before every day of the other."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )

    def intersection(self, other: Interval) -> Interval | None:
        """The days in both, or ``None`` when there are none."""
        if not self.intersects(other):
            return None
        lows = [d for d in (self.earliest, other.earliest) if d]
        highs = [d for d in (self.latest, other.latest) if d]
        return Interval.between(max(lows, default=None), min(highs, default=None))

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = min(self.earliest, other.earliest) if self.earliest and other.earliest else None
        high = max(self.latest, other.latest) if self.latest and other.latest else None
        return Interval.between(low, high)

    def shift(self, days: int) -> Interval:
        """The same interval, moved by a number of days."""
        by = timedelta(days=days)
        return Interval.between(
            self.earliest + by if self.earliest else None, self.latest + by if self.latest else None
        )


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of them; unknown for none."""
    items = [i.interval for i in intervals]
    return reduce(Interval.hull, items) if items else Interval.unknown()

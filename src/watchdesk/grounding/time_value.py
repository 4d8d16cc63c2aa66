"""Times as TIMEX3 values: ISO 8601 with the additions of TimeML (ISO 24617-1)."""

from __future__ import annotations

from datetime import date

from watchdesk.grounding.time_calendar import add_days, calendar_days, month_days
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Calendar,
    Choice,
    DayOfMonth,
    Lasting,
    Numeric,
    PartOf,
    Point,
    Ref,
    Repeated,
    Shift,
    Unit,
    Vague,
    Weekday,
    WeekOf,
    Years,
)
from watchdesk.grounding.time_read_sets import length
from watchdesk.records import Interval

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_SMALLER = {Unit.YEAR: (Unit.MONTH, 12), Unit.MONTH: (Unit.WEEK, 4), Unit.WEEK: (Unit.DAY, 7),
            Unit.DAY: (Unit.HOUR, 24), Unit.HOUR: (Unit.MINUTE, 60),
            Unit.MINUTE: (Unit.SECOND, 60)}  # fmt: skip


_OPEN = {
    Unit.DAY: "XXXX-XX-XX", Unit.HOUR: "XXXX-XX-XX", Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.WEEK: "XXXX-WXX", Unit.MONTH: "XXXX-XX", Unit.YEAR: "XXXX",
}  # fmt: skip
"""Units of which it cannot be told which one is meant."""


def unit_value(unit: Unit, day: date) -> str:
    """The calendar unit that holds a day: ``2024-W32``, ``2024-Q3``, ``202``."""
    match unit:
        case Unit.WEEK | Unit.WEEKEND:
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit is Unit.WEEKEND else "")
        case Unit.MONTH:
            return day.isoformat()[:7]
        case Unit.QUARTER:
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case Unit.HALF:
            return f"{day.year:04d}-H{(day.month + 5) // 6}"
        case Unit.YEAR:
            return f"{day.year:04d}"
        case Unit.DECADE:
            return f"{day.year:04d}"[:3]
        case Unit.CENTURY:
            return f"{day.year:04d}"[:2]
        case _:
            return day.isoformat()


def _held(unit: Unit, days: Interval) -> str | None:
    """The one unit that holds all of some days, or ``None``."""
    if days.earliest is None or days.latest is None:
        return None
    first = unit_value(unit, days.earliest)
    return first if first == unit_value(unit, days.latest) else None


def value_of(point: Point, days: Interval, base: Interval) -> str | None:
    """The value of an expression that means ``days``, counted from ``base``.

    ``None`` where it cannot be told, ``XXXX`` for a year that cannot.
    """
    match point:
        case Calendar():
            return _calendar(point, days)
        case Years():
            return _years(point)
        case Weekday():
            return _held(Unit.DAY, days) or _weekday(point, base)
        case Shift():
            return _shift(point, days, base)
        case Away():
            return _away(point, base)
        case Lasting():
            return _lasting(point)
        case Vague():
            return point.ref.value
        case Repeated():
            return point.value
        case _:
            return _other(point, days)


def _other(point: Point, days: Interval) -> str | None:
    held = _held(Unit.DAY, days)
    if isinstance(point, Numeric):
        return held or (None if days.is_unknown else f"{point.year}-XX-XX")
    if isinstance(point, PartOf) and days.earliest and days.latest:
        quarter = _held(Unit.QUARTER, days) if point.count == 3 else None
        if point.unit is not Unit.MONTH:
            return f"{days.earliest.isoformat()}/{days.latest.isoformat()}"
        return quarter or f"{days.earliest.isoformat()[:7]}/{days.latest.isoformat()[:7]}"
    if isinstance(point, WeekOf):
        return _held(Unit.WEEK, days)
    if isinstance(point, DayOfMonth):
        return held or f"XXXX-XX-{point.day:02d}"
    if isinstance(point, Anniversary):
        return held or f"XXXX-{point.month:02d}-{point.day:02d}"
    return None


def _years(point: Years) -> str:
    first = f"{point.first:04d}"
    if point.unit is Unit.DECADE:
        return first[:3]
    return first[:2] if point.unit is Unit.CENTURY else f"{first}/{point.last:04d}"


def _calendar(point: Calendar, days: Interval) -> str | None:
    if point.last_day is not None and days.earliest and days.latest:
        return f"{days.earliest.isoformat()}/{days.latest.isoformat()}"
    if point.feast is not None or point.week is not None:
        return _held(Unit.DAY, days) or _held(Unit.WEEK, days)
    if point.day is not None and point.month is not None:
        return _held(Unit.DAY, days) or _of_any_year(point, days)
    year = _year_of(point, days)
    if year is None:
        return None
    if point.fiscal:
        part = f"-Q{point.quarter}" if point.quarter else f"-H{point.half}" if point.half else ""
        return f"FY{year}{part}"
    if point.nth is not None and point.part in {None, Unit.DAY}:
        return _held(Unit.DAY, days)
    if point.month is not None:
        return f"{year}-{point.month:02d}"
    if point.season is not None:
        return f"{year}-{_SEASONS[point.season]}"
    if point.quarter is not None:
        return f"{year}-Q{point.quarter}"
    return f"{year}-H{point.half}" if point.half is not None else year


def _of_any_year(point: Calendar, days: Interval) -> str | None:
    if days.is_unknown and (point.year is not None or not _is_day(point)):
        return None
    return f"XXXX-{point.month:02d}-{point.day:02d}"


def _is_day(point: Calendar) -> bool:
    """Whether some year has such a day."""
    return calendar_days(point, 2024) is not None


def _year_of(point: Calendar, days: Interval) -> str | None:
    if point.year is not None:
        return f"{point.year:04d}" if point.year <= 9999 else None
    if days.earliest is None or days.latest is None:
        return "XXXX"
    if (days.latest - days.earliest).days > 366:
        return "XXXX"
    return f"{days.earliest.year:04d}"


def _weekday(point: Weekday, base: Interval) -> str:
    """Of two weeks that "next" or "last" can mean, the nearer day."""
    if base.earliest is None or base.earliest != base.latest:
        return f"XXXX-WXX-{point.day + 1}"
    now = base.earliest
    if point.choice is Choice.NEXT:
        return add_days(now, (point.day - now.weekday() - 1) % 7 + 1).isoformat()
    return add_days(now, -((now.weekday() - point.day - 1) % 7 + 1)).isoformat()


def _shift(point: Shift, days: Interval, base: Interval) -> str | None:
    if point.unit is Unit.WEEKEND and point.count > 0 and base.earliest:
        return unit_value(Unit.WEEKEND, add_days(base.earliest, 7 * point.count))
    return _held(point.unit, days) or _OPEN.get(point.unit)


def _away(point: Away, base: Interval) -> str | None:
    if point.told is None:
        return (Ref.PAST if point.sign < 0 else Ref.FUTURE).value if not point.text else None
    if base.earliest is None or base.latest is None:
        return None
    unit, told = _whole(point.unit, point.told)
    first = _moved(base.earliest, unit, point.sign * told)
    last = _moved(base.latest, unit, point.sign * told)
    if first is None or last is None:
        return None
    grain = Unit.YEAR if unit in {Unit.DECADE, Unit.CENTURY} else unit
    return _held(grain, Interval.between(first, last))


def _whole(unit: Unit, told: float) -> tuple[Unit, int]:
    """A fraction told in the next smaller unit: two and a half years are 30 months."""
    if told == int(told) or unit not in _SMALLER:
        return unit, round(told)
    smaller, times = _SMALLER[unit]
    return smaller, round(told * times)


def _moved(day: date, unit: Unit, count: int) -> date | None:
    sizes = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120,
             Unit.CENTURY: 1200}  # fmt: skip
    if unit in sizes:
        months = day.year * 12 + day.month - 1 + count * sizes[unit]
        whole = month_days(months // 12, months % 12 + 1)
        last = whole.latest if whole else None
        return last.replace(day=min(day.day, last.day)) if last else None
    days = {Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.DAY: 1}.get(unit, 0)
    return add_days(day, days * count)


def _lasting(point: Lasting) -> str:
    if point.recent:
        return Ref.PAST.value
    if point.told is None:
        return length("X", point.unit)
    whole, rest = int(point.told), point.told - int(point.told)
    if not rest:
        return length(str(whole), point.unit)
    if point.unit not in _SMALLER or point.unit in {Unit.MONTH, Unit.WEEK}:
        return length(f"{point.told:g}", point.unit)
    smaller, times = _SMALLER[point.unit]
    tail = length(str(round(rest * times)), smaller).removeprefix("P")
    if not whole:
        return f"P{tail}"
    head = length(str(whole), point.unit)
    return head + (tail.removeprefix("T") if "T" in head else tail)

"""Why a time expression names no days that are known."""

from __future__ import annotations

from calendar import month_name

from watchdesk.grounding.time_calendar import FIRST_DAY
from watchdesk.grounding.time_model import (
    Calendar,
    Lasting,
    Numeric,
    Point,
    Range,
    Repeated,
    Vague,
    Years,
)
from watchdesk.records import Anchor, Interval


def doubt_about(point: Point, days: Interval, anchor: Anchor, published: Interval) -> str | None:
    """Why the days are unknown, in words; ``None`` when they are known."""
    if not days.is_unknown:
        return None
    match point:
        case Lasting(sign=0):
            return "tells how long, not when"
        case Repeated():
            return "tells how often, not when"
        case Vague():
            return "names no days"
        case Calendar(year=int(year)):
            return _no_such(point, year)
        case Calendar(day=int(day), month=int(month)) if not 1 <= day <= _longest(month):
            return f"{day} {month_name[month]} is no day"
        case Numeric():
            return "no such day, whichever number is the month"
        case Years() | Range():
            return "no such years" if isinstance(point, Years) else "its ends are not known"
        case _ if anchor is Anchor.TEXT:
            return "the text tells no time to count it from"
        case _ if published.is_unknown:
            return "the day of publication is not known"
        case _:
            return "cannot be counted from the day of publication"


def _longest(month: int) -> int:
    return 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _no_such(point: Calendar, year: int) -> str:
    if not FIRST_DAY.year <= year <= 9999:
        return f"the year {year} lies outside the years {FIRST_DAY.year} to 9999"
    if point.week is not None:
        return f"{year} has no week {point.week}"
    if point.day is not None and point.month is not None:
        if not 1 <= point.month <= 12:
            return f"{point.month} is no month"
        if not 1 <= point.day <= _longest(point.month):
            return f"{point.day} {month_name[point.month]} is no day"
        return f"{year} has no such day as {point.day} {month_name[point.month]}"
    return "no such date"

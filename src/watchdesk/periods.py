"""Days, weeks and months as a brief covers them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from watchdesk.records import Interval

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def period_of(day: date, length: str) -> Interval:
    """The calendar day, ISO week or month a day lies in."""
    if length == "day":
        return Interval.on(day)
    if length == "month":
        return Interval.parse(f"{day:%Y-%m}")
    monday = day - timedelta(days=day.weekday())
    return Interval.between(monday, monday + timedelta(days=6))


def week(text: str) -> Interval:
    """An ISO 8601 week such as ``2024-W32``. Raises ``ValueError`` when there is none."""
    match = _WEEK.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an ISO week such as 2024-W32")
    return period_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), "week")

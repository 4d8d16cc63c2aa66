"""Limits in time that no calendar holds: "in the coming days", "before the year is out"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from watchdesk.records import Interval, Span

_SOON = re.compile(
    r"\b(?:(?:within|in\s+a\s+matter\s+of)\s+(?:the\s+(?:coming|next)\s+)?(?:(?:a\s+)?few\s+)?"
    r"|(?:in|over|during|for)\s+(?:the\s+)?(?:coming|next)\s+(?:(?:few|several|couple\s+of)\s+)?"
    r"|in\s+(?:the\s+)?(?=\w+\s+(?:ahead|to\s+come)\b))"
    r"(?P<unit>hours|nights|days|weeks|months)\b",
    re.IGNORECASE,
)
_WIDTHS = {"hours": 2, "nights": 14, "days": 14, "weeks": 56, "months": 183}
"""Days from publication in which "the coming days" and the like are taken to end."""
_OUT = re.compile(
    r"\b(?:by|before|until|no\s+later\s+than)\s+(?:the\s+)?(?:(?P<unit>year|month|week)\s+"
    r"(?:is\s+(?:out|over|up)|ends|closes|runs\s+out)|(?P<weekend>weekend)\b)",
    re.IGNORECASE,
)
"""A limit that lies at the end of the week, month or year of publication."""
_UNTOLD = re.compile(
    r"\b(?:by|before|until)\s+(?:the\s+time\s+|(?:midsummer|carnival|harvest|spring|summer|autumn|winter)\b"
    r"|(?:he|she|it|they|(?:the|its|his|her|their)\s+(?:[\w-]{1,20}\s+){1,3}?)\s*"
    r"(?:leaves?|ends?|meets?|begins?|starts?|opens?|closes?|returns?|expires?|arrives?|takes?)\b)"
    r"|\b(?:in|at|for|by|before|during)\s+(?:the\s+)?(?:next|coming)\s+(?:round|season|session|term|"
    r"sitting|meeting|summit|rainy\s+season|dry\s+season)\b",
    re.IGNORECASE,
)
"""A limit that is told, but of which nobody knows when it is."""
_WEEKDAYS = 7


def limits(text: str, low: int, high: int, published: Interval) -> Iterator[tuple[Span, Interval]]:
    """Limits in a stretch of text, with the days that they leave, none before publication; unknown
    days where no calendar tells them. Widths of "the coming days" and the like are assumed."""
    for match in _SOON.finditer(text, low, high):
        yield Span(*match.span()), _within(published, timedelta(_WIDTHS[match["unit"].lower()]))
    for match in _OUT.finditer(text, low, high):
        unit = (match["unit"] or match["weekend"]).lower()
        yield Span(*match.span()), _until_end(published, unit)
    for match in _UNTOLD.finditer(text, low, high):
        yield Span(*match.span()), Interval.unknown()


def _within(published: Interval, width: timedelta) -> Interval:
    first, last = published.earliest, published.latest
    return Interval.between(first, last + width) if first and last else Interval.unknown()


def _until_end(published: Interval, unit: str) -> Interval:
    first, last = published.earliest, published.latest
    if first is None or last is None or (last - first).days > _WEEKDAYS:
        return Interval.unknown()
    if unit == "year":
        return Interval.between(first, date(last.year, 12, 31))
    if unit == "month":
        return Interval.between(first, last.replace(day=monthrange(last.year, last.month)[1]))
    return Interval.between(first, last + timedelta(_WEEKDAYS - 1 - last.weekday()))

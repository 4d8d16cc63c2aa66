"""How wide the days of a time are, by its unit."""

from __future__ import annotations

from watchdesk.grounding.time_model import Calendar, Unit
from watchdesk.records import Grain

GRAINS = {
    Unit.SECOND: Grain.MOMENT, Unit.MINUTE: Grain.MOMENT, Unit.HOUR: Grain.HOUR,
    Unit.DAY: Grain.DAY, Unit.WEEKEND: Grain.WEEKEND, Unit.WEEK: Grain.WEEK,
    Unit.MONTH: Grain.MONTH, Unit.QUARTER: Grain.QUARTER, Unit.SEASON: Grain.SEASON,
    Unit.HALF: Grain.HALF, Unit.YEAR: Grain.YEAR, Unit.DECADE: Grain.DECADE,
    Unit.CENTURY: Grain.CENTURY,
}  # fmt: skip
"""The grain of each unit."""
_PART_GRAINS = {Unit.WEEK: Grain.WEEK, Unit.WEEKEND: Grain.WEEKEND, Unit.HALF: Grain.SPAN}


def calendar_grain(point: Calendar) -> Grain:
    """How wide a date is."""
    if point.last_day:
        return Grain.SPAN
    if point.day is not None or point.feast or (point.week and point.weekday is not None):
        return Grain.DAY
    if point.nth is not None:
        return _PART_GRAINS.get(point.part, Grain.DAY) if point.part else Grain.DAY
    if point.month:
        return Grain.MONTH
    if point.week:
        return Grain.WEEK
    if point.quarter:
        return Grain.QUARTER
    if point.half:
        return Grain.HALF
    return Grain.SEASON if point.season else Grain.YEAR

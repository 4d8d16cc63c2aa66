"""Days with a name that fall on another date each year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Nth(NamedTuple):
    """The nth weekday of a month; the last for -1. Monday is 0."""

    month: int
    weekday: int
    nth: int
    offset: int = 0
    """Days from it."""


class FromEaster(NamedTuple):
    """Days from Easter Sunday, and how many days it lasts."""

    offset: int
    days: int = 1


FEASTS: dict[str, Nth | FromEaster] = {
    "thanksgiving": Nth(11, 3, 4),
    "black friday": Nth(11, 3, 4, 1),
    "cyber monday": Nth(11, 3, 4, 4),
    "labor day": Nth(9, 0, 1),
    "memorial day": Nth(5, 0, -1),
    "mother's day": Nth(5, 6, 2),
    "father's day": Nth(6, 6, 3),
    "martin luther king day": Nth(1, 0, 3),
    "martin luther king jr. day": Nth(1, 0, 3),
    "presidents' day": Nth(2, 0, 3),
    "presidents day": Nth(2, 0, 3),
    "columbus day": Nth(10, 0, 2),
    "election day": Nth(11, 0, 1, 1),
    "super tuesday": Nth(3, 0, 1, 1),
    "ash wednesday": FromEaster(-46),
    "palm sunday": FromEaster(-7),
    "good friday": FromEaster(-2),
    "easter sunday": FromEaster(0),
    "easter monday": FromEaster(1),
    "easter weekend": FromEaster(-2, 4),
    "easter week": FromEaster(-6, 7),
    "holy week": FromEaster(-6, 7),
    "easter": FromEaster(0),
    "pentecost": FromEaster(49),
}
"""Western Easter; the others as the United States keep them. Lower case, straight apostrophes."""


def feast_days(name: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of a feast in a year; ``None`` where the year has none."""
    rule = FEASTS[name]
    if not 1583 <= year <= 9998:
        return None
    if isinstance(rule, FromEaster):
        first = easter(year) + timedelta(days=rule.offset)
        return first, first + timedelta(days=rule.days - 1)
    if name == "super tuesday" and year % 4:
        return None
    day = _nth_day(rule, year) + timedelta(days=rule.offset)
    return day, day


def _nth_day(rule: Nth, year: int) -> date:
    if rule.nth < 0:
        last = date(year + rule.month // 12, rule.month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    first = date(year, rule.month, 1)
    ahead = (rule.weekday - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (rule.nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Anonymous Gregorian algorithm, Nature 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, left = divmod(century, 4)
    moved = (century + 8) // 25
    lunar = (19 * golden + century - leap - (century - moved + 1) // 3 + 15) % 30
    whole, quarter = divmod(rest, 4)
    days = (32 + 2 * left + 2 * whole - lunar - quarter) % 7
    late = (golden + 11 * lunar + 22 * days) // 451
    month, day = divmod(lunar + days - 7 * late + 114, 31)
    return date(year, month, day + 1)

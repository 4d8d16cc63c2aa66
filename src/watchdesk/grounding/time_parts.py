"""Days that a day, a month or a stretch around them tells: the 18th, its week, its last weeks."""

from __future__ import annotations

from datetime import date

from watchdesk.grounding.time_calendar import add_days, month_days
from watchdesk.grounding.time_model import PartOf, Tense, Unit, WeekOf
from watchdesk.records import Interval


def day_of_month(day: int, now: date, tense: Tense) -> Interval:
    """``the 18th``, seen from a day: the last, the next, or the nearer of them."""
    months = [month_days(now.year, now.month + step) for step in (-2, -1, 0, 1, 2)]
    options = [
        days.earliest.replace(day=day)
        for days in months
        if days and days.earliest and days.latest and day <= days.latest.day
    ]
    back = [option for option in options if option <= now]
    ahead = [option for option in options if option >= now]
    if tense is Tense.PAST and back:
        return Interval.on(back[-1])
    if tense is Tense.FUTURE and ahead:
        return Interval.on(ahead[0])
    return Interval.on(min(options, key=lambda option: abs((option - now).days)))


def week_of(point: WeekOf, day: date) -> Interval:
    """The week that holds a day, or the seven days from it or up to it."""
    if point.sign:
        other = add_days(day, 6 * point.sign)
        return Interval.between(min(day, other), max(day, other))
    monday = add_days(day, -day.weekday())
    return Interval.between(monday, add_days(monday, 6))


def part_of(point: PartOf, days: Interval) -> Interval:
    """Some days, weeks or months at an end of a stretch; all of it where there are fewer."""
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return days
    span = point.count * (7 if point.unit is Unit.WEEK else 1) - 1
    if point.unit is Unit.MONTH:
        at = last.year * 12 + last.month - 1 - span
        begin, end = month_days(at // 12, at % 12 + 1), month_days(first.year, first.month + span)
        part = Interval.between(
            begin.earliest if point.last and begin else first,
            end.latest if end and not point.last else last,
        )
    elif point.last:
        part = Interval.between(add_days(last, -span), last)
    else:
        part = Interval.between(first, add_days(first, span))
    return part.intersection(days) or days

"""Arithmetic on days: calendar units, portions of them, distances."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from watchdesk.grounding.time_feasts import feast_days
from watchdesk.grounding.time_model import (
    Away,
    Calendar,
    Choice,
    Lasting,
    Numeric,
    Portion,
    Shift,
    Tense,
    Unit,
    Weekday,
    Years,
)
from watchdesk.records import Interval

_DAYS = {
    Unit.SECOND: 1 / 86400, Unit.MINUTE: 1 / 1440, Unit.HOUR: 1 / 24, Unit.DAY: 1.0,
    Unit.WEEKEND: 7.0, Unit.WEEK: 7.0, Unit.MONTH: 30.44,
    Unit.QUARTER: 91.3, Unit.SEASON: 91.3, Unit.HALF: 182.6, Unit.YEAR: 365.25, Unit.DECADE: 3652.5,
    Unit.CENTURY: 36525.0,
}  # fmt: skip
_MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}

_PORTIONS = {
    Portion.EARLY: (0.0, 0.42), Portion.MID: (0.29, 0.71), Portion.LATE: (0.58, 1.0),
    Portion.START: (0.0, 0.25), Portion.END: (0.75, 1.0),
}  # fmt: skip
"""Shares of a unit. They overlap on purpose: nobody says where "early" ends."""
_TENS = {Portion.EARLY: (1, 10), Portion.MID: (11, 20), Portion.LATE: (21, 31)}
"""Days of a month: the usual reading of early, mid and late, ten days each and the rest."""


FIRST_DAY = date(1000, 1, 1)
"""No news tells an earlier day to the day; what lies before it is left open."""


def add_days(day: date, days: float) -> date:
    """A day some days off, held between ``FIRST_DAY`` and the end of the year 9999."""
    try:
        return max(FIRST_DAY, day + timedelta(days=round(days)))
    except OverflowError:
        return date.max if days > 0 else FIRST_DAY


def _stretch(one: date, other: date) -> Interval:
    low, high = min(one, other), max(one, other)
    return Interval.between(None if low == FIRST_DAY else low, None if high == date.max else high)


def month_days(year: int, month: int) -> Interval | None:
    """All days of a month; months beyond December run on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not FIRST_DAY.year <= year <= 9999:
        return None
    return Interval.between(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    )


def _months(year: int, first: int, last: int) -> Interval | None:
    low, high = month_days(year, first), month_days(year, last)
    return low.hull(high) if low and high else None


def portion_days(days: Interval, portion: Portion | None, now: Interval | None) -> Interval:
    """A portion of a stretch; ``now`` is needed for "earlier" and "later"."""
    if portion is None or days.earliest is None or days.latest is None:
        return days
    if portion in {Portion.EARLIER, Portion.LATER}:
        return _side(days, portion, now)
    whole = month_days(days.earliest.year, days.earliest.month)
    if portion in _TENS and days == whole and whole.latest is not None:
        first_day, last_day = _TENS[portion]
        last = whole.latest
        return Interval.between(
            days.earliest.replace(day=first_day), last.replace(day=min(last_day, last.day))
        )
    low, high = _PORTIONS[portion]
    length = (days.latest - days.earliest).days + 1
    first = days.earliest + timedelta(days=int(length * low))
    last = days.earliest + timedelta(days=max(int(length * low), -int(-length * high // 1) - 1))
    return Interval.between(first, min(last, days.latest))


def _side(days: Interval, portion: Portion, now: Interval | None) -> Interval:
    rest = now and (
        Interval.between(None, now.latest)
        if portion is Portion.EARLIER
        else Interval.between(now.earliest, None)
    )
    return (days.intersection(rest) if rest else None) or days


def calendar_days(point: Calendar, year: int) -> Interval | None:
    """The days of a date in a year, ``None`` when there is no such day."""
    if not FIRST_DAY.year <= year <= 9999:
        return None
    if point.day is not None and point.month is not None:
        return _day_days(point, year, point.month, point.day)
    if point.feast is not None:
        feast = feast_days(point.feast, year)
        return Interval.between(*feast) if feast else None
    if point.week is not None:
        return _iso_week(year, point.week, point.weekday)
    if point.fiscal:
        # Years of accounts are named for the year they end in, and may begin in the one before.
        return _months(year - 1, 2, 24)
    if point.month is not None:
        days = month_days(year, point.month)
        if days and point.nth is not None:
            return _part_of_month(point, point.nth, days)
    elif point.season is not None:
        first = {21: 3, 22: 6, 23: 9, 24: 12}[point.season]
        days = _months(year, first, first + 2)
        if point.season == 24 and point.year is not None:
            # "winter of 2022" may be the one that began or the one that ended in 2022.
            days = _months(year - 1, 12, 26)
    elif point.quarter is not None:
        days = _months(year, point.quarter * 3 - 2, point.quarter * 3)
    elif point.half is not None:
        days = _months(year, point.half * 6 - 5, point.half * 6)
    else:
        days = _months(year, 1, 12)
    return portion_days(days, point.portion, None) if days else None


def _iso_week(year: int, week: int, weekday: int | None) -> Interval | None:
    try:
        first = date.fromisocalendar(year, week, (weekday or 0) + 1)
    except ValueError:
        return None
    return Interval.between(first, add_days(first, 0 if weekday is not None else 6))


def _part_of_month(point: Calendar, nth: int, days: Interval) -> Interval | None:
    """The nth week, weekend, half or weekday of a month.

    The first week is the first seven days, or the days of the month in the week they begin in;
    which is meant nobody says, so it is both.
    """
    assert days.earliest is not None
    assert days.latest is not None
    first, last = days.earliest, days.latest
    if point.part is Unit.HALF:
        halves = first.replace(day=15), first.replace(day=16)
        return Interval.between(first, halves[0]) if nth == 1 else Interval.between(halves[1], last)
    if point.part is Unit.WEEK:
        begin = add_days(last, -6) if nth < 0 else add_days(first, 7 * nth - 7)
        edge = last if nth < 0 else begin
        monday = add_days(edge, -edge.weekday())
        whole = Interval.between(begin, add_days(begin, 6)).hull(
            Interval.between(monday, add_days(monday, 6))
        )
        return whole.intersection(days)
    if point.part is Unit.DAY:
        found = last if nth < 0 else add_days(first, nth - 1)
        return Interval.on(found) if found <= last else None
    weekday = 5 if point.part is Unit.WEEKEND else point.weekday or 0
    found = add_days(first, (weekday - first.weekday()) % 7 + 7 * max(0, nth - 1))
    if nth < 0:
        found = add_days(last, -((last.weekday() - weekday) % 7))
    if found > last:
        return None
    return Interval.between(found, add_days(found, int(point.part is Unit.WEEKEND)))


def _day_days(point: Calendar, year: int, month: int, day: int) -> Interval | None:
    try:
        first = date(year, month, day)
        if point.last_day is None:
            return Interval.on(first)
        over = point.last_month is not None and point.last_month < month
        last = date(year + over, point.last_month or month, point.last_day)
    except ValueError:
        return None
    return Interval.between(first, last) if first <= last else None


def yearless_days(point: Calendar, now: date, tense: Tense) -> Interval:
    """A date without a year, seen from a day.

    Told as past it is the latest that has begun, told as future the next that has not ended, and
    otherwise the nearest. A day more than eight months back that comes again within two and a
    half is the coming one whatever the tense: old days are told with their year. A weekday that
    fits one of the years next to it decides.
    """
    reach = 6 if point.leap else 2
    options = [
        days
        for year in range(now.year - reach, now.year + reach + 1)
        if not (point.leap and year % 4)
        for days in [calendar_days(point, year)]
        if days and days.earliest and days.latest
    ]
    if point.weekday is not None and point.nth is None:
        fitting = [d for d in options if d.earliest and d.earliest.weekday() == point.weekday]
        options = [d for d in fitting if _distance(d, now) < 400] or options
    if not options:
        return Interval.unknown()
    begun = [d for d in options if d.earliest and d.earliest <= now]
    if point.quarter is not None and tense is Tense.PAST:
        # Results of a quarter are told when it is over.
        begun = [d for d in begun if d.latest and d.latest < now]
    open_ = [d for d in options if d.latest and d.latest >= now]
    if point.choice is Choice.THIS:
        same = [d for d in options if d.earliest and d.earliest.year == now.year]
        return (same or options)[0]
    if point.choice is Choice.LAST:
        ended = [d for d in options if d.latest and d.latest < now]
        return (ended or options)[-1]
    if point.leap:
        return min(options, key=lambda d: _distance(d, now))
    if point.choice is Choice.NEXT or tense is Tense.FUTURE:
        return open_[0] if open_ else options[-1]
    if tense is Tense.PAST and begun:
        stale = point.day is not None and _distance(begun[-1], now) > _STALE
        return open_[0] if stale and open_ and _distance(open_[0], now) < _SOON else begun[-1]
    return min(options, key=lambda d: _distance(d, now))


_STALE, _SOON = 240, 75
"""Days."""


def _distance(days: Interval, now: date) -> int:
    assert days.earliest is not None
    assert days.latest is not None
    if days.contains(now):
        return 0
    return min(abs((days.earliest - now).days), abs((days.latest - now).days))


def weekday_days(point: Weekday, now: date, tense: Tense) -> Interval:
    """The days a weekday can mean, seen from a day.

    "Next Thursday" is the coming one for some writers and that of next week for others, so it
    covers both; so does "last Thursday".
    """
    monday = add_days(now, -now.weekday())
    in_week = add_days(monday, point.day)
    if point.week is not None:
        return Interval.on(add_days(in_week, 7 * point.week))
    if point.text:
        ahead = (point.day - now.weekday() - 1) % 7 + 1
        behind = (now.weekday() - point.day - 1) % 7 + 1
        return Interval.on(add_days(now, -behind if point.choice is Choice.LAST else ahead))
    past = add_days(now, -((now.weekday() - point.day) % 7))
    coming = add_days(now, (point.day - now.weekday()) % 7)
    if point.choice is Choice.LAST:
        before = past if past < now else add_days(past, -7)
        other = add_days(in_week, -7)
        return Interval.between(min(before, other), max(before, other))
    if point.choice is Choice.NEXT:
        after = coming if coming > now else add_days(coming, 7)
        other = add_days(in_week, 7)
        return Interval.between(min(after, other), max(after, other))
    if tense is Tense.FUTURE:
        return Interval.on(coming)
    if point.choice is Choice.THIS and tense is Tense.NONE:
        return Interval.on(in_week)
    return Interval.on(past)


def shifted(point: Shift, now: date, tense: Tense, published: Interval | None) -> Interval:
    """A calendar unit counted from the one that holds a day. Weeks begin on Monday (ISO 8601)."""
    if point.unit in {Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.SECOND}:
        return Interval.on(add_days(now, point.count))
    if point.unit is Unit.WEEKEND:
        return _weekend(now, point.count, tense)
    if point.unit is Unit.WEEK:
        monday = add_days(now, 7 * point.count - now.weekday())
        days: Interval | None = Interval.between(monday, add_days(monday, 6))
    else:
        size = _MONTHS_IN[point.unit]
        start = (now.year * 12 + now.month - 1) // size * size + size * point.count
        days = _months(0, start + 1, start + size)
    return portion_days(days or Interval.unknown(), point.portion, published)


def _weekend(now: date, count: int, tense: Tense) -> Interval:
    saturday = add_days(now, 5 - now.weekday())
    if (count == 0 and tense is not Tense.FUTURE and now < saturday) or count < 0:
        saturday = add_days(saturday, -7)
    elif count > 0:
        # "Next weekend" is the coming one for some and the one after it for others.
        first = saturday if now < saturday else add_days(saturday, 7)
        return Interval.between(first, add_days(saturday, 8))
    return Interval.between(saturday, add_days(saturday, 1))


def away(point: Away, now: date) -> Interval:
    """A distance from a day, give or take half a unit; days are exact."""
    size = _DAYS[point.unit]
    slack = 0.0 if size <= 1 else 0.5
    least = max(0.0, point.low - max(slack, 0.05 * point.low if slack else 0.0))
    near = add_days(now, point.sign * least * size)
    if point.high is None:
        near = add_days(now, point.sign * point.low * size)
        return Interval.between(None, near) if point.sign < 0 else Interval.between(near, None)
    most = point.high + max(slack, 0.05 * point.high if slack else 0.0)
    far = add_days(now, point.sign * most * size)
    days = _stretch(near, far)
    if point.unit in {Unit.YEAR, Unit.DECADE, Unit.MONTH} and point.low == point.high:
        whole = shifted(Shift(point.unit, point.sign * int(point.low)), now, Tense.NONE, None)
        days = (
            days.hull(whole)
            if whole.is_bounded and days.is_bounded and point.unit is not Unit.DECADE
            else days
        )
    return days


def lasting(point: Lasting, now: date) -> Interval:
    """A stretch that ends or begins on a day."""
    if point.high is None:
        return Interval.between(None, now) if point.sign < 0 else Interval.between(now, None)
    edge = add_days(now, point.sign * point.high * _DAYS[point.unit])
    return _stretch(now, edge)


def numeric_days(point: Numeric) -> tuple[Interval, bool]:
    """The days ``03/04/2024`` can mean, and whether it is only one."""
    options = []
    for month, day in {(point.first, point.second), (point.second, point.first)}:
        try:
            options.append(date(point.year, month, day))
        except ValueError:
            continue
    if not options:
        return Interval.unknown(), False
    return Interval.between(min(options), max(options)), len(set(options)) == 1


def years_days(point: Years) -> Interval:
    """All days of a run of years, or of a portion of it."""
    if not FIRST_DAY.year <= point.first <= point.last <= 9999:
        return Interval.unknown()
    whole = Interval.between(date(point.first, 1, 1), date(point.last, 12, 31))
    return portion_days(whole, point.portion, None)

"""Which days a time expression means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from watchdesk.grounding.time_calendar import (
    add_days,
    away,
    calendar_days,
    lasting,
    numeric_days,
    shifted,
    weekday_days,
    yearless_days,
    years_days,
)
from watchdesk.grounding.time_doubt import doubt_about
from watchdesk.grounding.time_event import Events, from_event
from watchdesk.grounding.time_grain import GRAINS, calendar_grain
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Bound,
    Calendar,
    DayOfMonth,
    Lasting,
    Numeric,
    Offset,
    PartOf,
    Point,
    Range,
    Repeated,
    Shift,
    Tense,
    Timex,
    Unit,
    Vague,
    Weekday,
    WeekOf,
    Years,
)
from watchdesk.grounding.time_parts import day_of_month, part_of, week_of
from watchdesk.grounding.time_value import unit_value, value_of
from watchdesk.language.document import Document
from watchdesk.records import Anchor, Grain, Interval, Span, Time, TimeKind

_MEMORY = 3
"""Sentences an earlier time is remembered for."""


class _Days(NamedTuple):
    interval: Interval
    grain: Grain
    anchor: Anchor
    assumed: bool
    value: str | None = None


def resolve_times(
    timexes: tuple[Timex, ...],
    published: Interval,
    doc: Document,
) -> tuple[Time, ...]:
    """Each expression as the days it can mean, and as a TIMEX3 value.

    With a publication date that is itself an interval the result covers what every day of it
    would give: wide but true. What cannot be worked out is the unknown interval, with its grain,
    ``assumed`` set and ``doubt`` telling why; so are lengths of time that hang on no date, what
    comes back, and ``now``. Times after ``since``, ``until``, ``by``, ``before`` and ``after``
    are stretches (grain ``span``), open where the words leave them open. "A day earlier" is
    counted from the time told last before it, or else from the publication, and "two days before
    the attack" from the day the article gives for the attack; both are assumed.
    """
    base = published.interval
    anchored = _anchored(timexes, base)
    events = Events(
        doc,
        [
            (timex, days.interval)
            for timex, days in anchored
            if isinstance(timex.point, Calendar) and days.grain is Grain.DAY
        ],
    )
    return tuple(_resolved(timex, days, base, doc, events) for timex, days in anchored)


def _resolved(
    timex: Timex, days: _Days, published: Interval, doc: Document, events: Events
) -> Time:
    if isinstance(timex.point, Lasting) and not timex.point.sign:
        found = _from_event(doc, timex, events)
        if found is not None:
            return found
    doubt = doubt_about(timex.point, days.interval, days.anchor, published)
    if timex.bound is not None and doubt is None:
        days = _bounded(days, timex, published)
    return _time(timex, days, doubt=doubt)


def _anchored(timexes: tuple[Timex, ...], published: Interval) -> list[tuple[Timex, _Days]]:
    """Each expression with its days, its bound aside."""
    out: list[tuple[Timex, _Days]] = []
    memory: tuple[int, Interval] | None = None
    last_day: Interval | None = None
    for at, timex in enumerate(timexes):
        if memory and timex.sentence - memory[0] > _MEMORY:
            memory = None
        before = memory[1] if memory else None
        guessed = before is None and _is_near(timex.point)
        if guessed:
            before = last_day or _day_or_so(published)
        if _is_hour(timex.point):
            told = _day_beside(timexes, at, memory, published)
            before, guessed = told or published, told is None
        days = _days(timex.point, timex.told, published, before)
        if guessed:
            days = days._replace(assumed=True)
        if _can_anchor(timex.point, days):
            memory = (timex.sentence, days.interval)
            last_day = days.interval if days.grain is Grain.DAY else last_day
        out.append((timex, days))
    return out


_BESIDE = 20
"""Code points between an hour and its day."""


def _day_beside(
    timexes: tuple[Timex, ...],
    at: int,
    memory: tuple[int, Interval] | None,
    published: Interval,
) -> Interval | None:
    """The day of an hour: the one told right behind it, or else before it in the sentence."""
    hour, coming = timexes[at], timexes[at + 1 : at + 2]
    for day in coming:
        near = day.sentence == hour.sentence and day.core.start - hour.core.end <= _BESIDE
        if near and isinstance(day.point, Weekday | Calendar):
            found = _days(day.point, day.told, published, None).interval
            if found.days == 1:
                return found
    if memory is not None and memory[0] == hour.sentence and memory[1].days == 1:
        return memory[1]
    return None


def _is_near(point: Point) -> bool:
    """Some days from an earlier time: few enough to count from the news itself."""
    if not isinstance(point, Away | Shift) or not point.text:
        return False
    return point.unit in {Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.SECOND}


def _is_hour(point: Point) -> bool:
    return isinstance(point, Shift) and point.unit is Unit.HOUR


def _day_or_so(published: Interval) -> Interval:
    """The days of the news: those of the publication and the day before."""
    first = add_days(published.earliest, -1) if published.earliest else None
    return Interval.between(first, published.latest)


def _from_event(doc: Document, timex: Timex, events: Events) -> Time | None:
    event = from_event(doc, timex)
    day = events.day_of(event) if event else None
    if event is None or day is None:
        return None
    found = Interval.on(add_days(day, event.days))
    value = unit_value(event.unit, add_days(day, event.days))
    if event.unit is Unit.WEEK:
        found = Interval.between(add_days(day, event.days - 3), add_days(day, event.days + 3))
    grain = Grain.DAY if event.unit is Unit.DAY else Grain.SPAN
    days = _Days(found, grain, Anchor.TEXT, assumed=True, value=value)
    return _time(timex, days, event.span, kind=TimeKind.DATE)


def _kind(timex: Timex) -> TimeKind:
    if isinstance(timex.point, Lasting):
        return TimeKind.DATE if timex.point.recent else TimeKind.DURATION
    if isinstance(timex.point, Repeated):
        return TimeKind.REPEATED
    return TimeKind.CLOCK if timex.clock else TimeKind.DATE


def _time(
    timex: Timex,
    days: _Days,
    span: Span | None = None,
    *,
    doubt: str | None = None,
    kind: TimeKind | None = None,
) -> Time:
    interval, point = days.interval, timex.point
    span = span or timex.span
    value = days.value
    if timex.clock and value is not None and timex.clock not in value:
        value += timex.clock
    return Time(
        start=span.start,
        end=span.end,
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=interval.edtf,
        grain=days.grain,
        anchor=days.anchor,
        assumed=days.assumed or interval.is_unknown,
        kind=kind or _kind(timex),
        value=value,
        modifier=timex.modifier,
        quantity=point.quantity if isinstance(point, Repeated) else None,
        freq=point.freq if isinstance(point, Repeated) else None,
        doubt=doubt,
    )


def _can_anchor(point: Point, days: _Days) -> bool:
    told = isinstance(point, Calendar | Years | Numeric | Anniversary | Weekday | Range)
    told = told or isinstance(point, Offset | WeekOf | PartOf | DayOfMonth)
    moved = isinstance(point, Shift | Away) and not _is_hour(point)
    return (told or moved) and days.interval.is_bounded


def _days(point: Point, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    """What a point means, with its value."""
    if isinstance(point, Range):
        return _range(point, tense, published, before)
    days = _unvalued(point, tense, published, before)
    if days.value is not None:
        return days
    text = isinstance(point, Shift | Away | Weekday) and point.text
    base = (before or Interval.unknown()) if text else published
    return days._replace(value=value_of(point, days.interval, base))


def _unvalued(point: Point, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    match point:
        case Calendar():
            return _calendar(point, tense, published)
        case Numeric():
            days, sure = numeric_days(point)
            return _Days(days, Grain.DAY, Anchor.ABSOLUTE, not sure)
        case Years():
            grain = Grain.SPAN if point.unit is Unit.YEAR else GRAINS[point.unit]
            return _Days(years_days(point), grain, Anchor.ABSOLUTE, assumed=False)
        case Anniversary():
            bare = Calendar(year=point.year, month=point.month, day=point.day)
            return _calendar(bare, tense, published)
        case Weekday():
            return _weekday(point, tense, published, before)
        case DayOfMonth(day=number):
            days = over(published, lambda day: day_of_month(number, day, tense))
            return _Days(days, Grain.DAY, Anchor.PUBLISHED, assumed=True)
        case Offset() | WeekOf() | PartOf():
            return _from_day(point, tense, published, before)
        case Vague() | Repeated():
            return _Days(Interval.unknown(), Grain.SPAN, Anchor.ABSOLUTE, assumed=True)
        case Shift() | Away() | Lasting():
            return _relative(point, published, before, tense)
        case Range():
            return _range(point, tense, published, before)


def _from_day(
    point: Offset | WeekOf | PartOf, tense: Tense, published: Interval, before: Interval | None
) -> _Days:
    base = _unvalued(point.base, tense, published, before)
    if isinstance(point, PartOf):
        return base._replace(interval=part_of(point, base.interval), grain=Grain.SPAN)
    if isinstance(point, WeekOf):
        week = over(base.interval, lambda day: week_of(point, day))
        return base._replace(interval=week, grain=Grain.WEEK)
    days = over(base.interval, lambda day: away(point.away, day))
    value = value_of(point.away, days, base.interval)
    return base._replace(interval=days, grain=GRAINS[point.away.unit], value=value)


def _weekday(point: Weekday, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    base = (before or Interval.unknown()) if point.text else published
    days = over(base, lambda day: weekday_days(point, day, tense))
    told = point.week is not None or point.text
    settled = told or (point.choice is None and tense is not Tense.NONE)
    anchor = Anchor.TEXT if point.text else Anchor.PUBLISHED
    return _Days(days, Grain.DAY, anchor, assumed=not settled)


def _relative(
    point: Shift | Away | Lasting, published: Interval, before: Interval | None, tense: Tense
) -> _Days:
    text = not isinstance(point, Lasting) and point.text
    base = (before or Interval.unknown()) if text else published
    anchor = Anchor.TEXT if text else Anchor.PUBLISHED
    if isinstance(point, Shift):
        now = None if text else published
        days, vague = over(base, lambda day: shifted(point, day, tense, now)), point.vague
    elif isinstance(point, Away):
        days, vague = over(base, lambda day: away(point, day)), point.low != point.high
    elif point.sign:
        days, vague = over(base, lambda day: lasting(point, day)), point.low != point.high
        vague = vague or point.ahead is not None
    else:
        days, vague, anchor = Interval.unknown(), False, Anchor.ABSOLUTE
    tied = isinstance(point, Lasting) and point.sign != 0
    return _Days(days, Grain.SPAN if tied else GRAINS[point.unit], anchor, assumed=vague)


def over(base: Interval, days_from: Callable[[date], Interval]) -> Interval:
    """What an anchor gives that may be any day of ``base``: the hull over its two ends."""
    low = days_from(base.earliest) if base.earliest else Interval.unknown()
    if base.earliest == base.latest:
        return low
    high = days_from(base.latest) if base.latest else Interval.unknown()
    return low.hull(high) if base.is_bounded else Interval.between(low.earliest, high.latest)


def _calendar(point: Calendar, tense: Tense, published: Interval) -> _Days:
    grain = calendar_grain(point)
    if point.year is not None:
        days = calendar_days(point, point.year) or Interval.unknown()
        odd = point.fiscal or (
            point.weekday is not None
            and point.week is None
            and point.nth is None
            and days.earliest is not None
            and days.earliest.weekday() != point.weekday
        )
        return _Days(days, grain, Anchor.ABSOLUTE, assumed=odd)
    if point.year_step is not None:
        step = point.year_step
        days = over(
            published, lambda day: calendar_days(point, day.year + step) or Interval.unknown()
        )
        return _Days(days, grain, Anchor.PUBLISHED, assumed=point.fiscal)
    days = over(published, lambda day: yearless_days(point, day, tense))
    settled = point.weekday is not None and point.nth is None and days.earliest == days.latest
    return _Days(days, grain, Anchor.PUBLISHED, assumed=not settled)


def _range(point: Range, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    second = _days(point.second, tense, published, before)
    if isinstance(point.second, Vague):
        second = second._replace(interval=published, anchor=Anchor.PUBLISHED)
    first = _days(point.first, tense, published, before)
    end = second.interval.earliest
    if isinstance(point.first, Calendar) and point.first.year is None and end is not None:
        # "From October to March": the October before that March.
        started = yearless_days(point.first, end, Tense.PAST)
        value = value_of(point.first, started, published)
        first = first._replace(interval=started, value=value)
    low, high = first.interval.earliest, second.interval.latest
    if low and high and high < low:
        days = first.interval.hull(second.interval)
        return _Days(days, Grain.SPAN, first.anchor, assumed=True)
    days = Interval.between(low, high)
    value = f"{first.value}/{second.value}" if first.value and second.value else None
    return _Days(days, Grain.SPAN, second.anchor, first.assumed or second.assumed, value)


def _bounded(days: _Days, timex: Timex, published: Interval) -> _Days:
    low, high = days.interval.earliest, days.interval.latest
    match timex.bound:
        case Bound.SINCE:
            high = published.latest
        case Bound.AFTER:
            high = published.latest if timex.told is Tense.PAST else None
        case Bound.UNTIL | Bound.BY:
            low = None if timex.told is not Tense.FUTURE else published.earliest
        case Bound.BEFORE:
            # Of a day counted from another only the last it may be is sure not to be meant.
            first = low if days.anchor is Anchor.ABSOLUTE else high
            high = add_days(first, -1) if first else None
            low = None if timex.told is not Tense.FUTURE else published.earliest
    if low and high and high < low:
        low, high = (low, None) if timex.bound in {Bound.SINCE, Bound.AFTER} else (None, high)
    return days._replace(interval=Interval.between(low, high), grain=Grain.SPAN)

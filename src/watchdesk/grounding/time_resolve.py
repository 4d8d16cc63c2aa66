"""Which days a time expression means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from watchdesk.grounding.time_event import Events, from_event
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Bound,
    Calendar,
    Lasting,
    Numeric,
    Point,
    Range,
    Shift,
    Tense,
    Timex,
    Unit,
    Weekday,
    Years,
)
from watchdesk.language.document import Document
from watchdesk.records import Anchor, Grain, Interval, Span, Time

_MEMORY = 3
"""Sentences an earlier time is remembered for."""

_GRAINS = {
    Unit.HOUR: Grain.MOMENT, Unit.DAY: Grain.DAY, Unit.WEEKEND: Grain.SPAN,
    Unit.WEEK: Grain.WEEK, Unit.MONTH: Grain.MONTH, Unit.QUARTER: Grain.SPAN,
    Unit.SEASON: Grain.SEASON, Unit.YEAR: Grain.YEAR, Unit.DECADE: Grain.DECADE,
    Unit.CENTURY: Grain.SPAN,
}  # fmt: skip


class _Days(NamedTuple):
    interval: Interval
    grain: Grain
    anchor: Anchor
    assumed: bool


def resolve_times(
    timexes: tuple[Timex, ...],
    published: Interval,
    doc: Document,
) -> tuple[Time, ...]:
    """Each expression as the days it can mean; durations that hang on no date are left out.

    With a publication date that is itself an interval the result covers what every day of it
    would give: wide but true. What cannot be worked out is the unknown interval, with its grain
    and ``assumed`` set. Times after ``since``, ``until``, ``by``, ``before`` and ``after`` are
    stretches (grain ``span``), open where the words leave them open. "A day earlier" is counted
    from the time told last before it, or else from the publication, and "two days before the
    attack" from the day the article gives for the attack; both are assumed.
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
    out: list[Time] = []
    for timex, days in anchored:
        if isinstance(timex.point, Lasting) and timex.point.sign == 0:
            out += _from_event(doc, timex, events)
            continue
        out.append(_time(timex, _bounded(days, timex, base) if timex.bound is not None else days))
    return tuple(out)


def _anchored(timexes: tuple[Timex, ...], published: Interval) -> list[tuple[Timex, _Days]]:
    """Each expression with its days, its bound aside."""
    out: list[tuple[Timex, _Days]] = []
    memory: tuple[int, Interval] | None = None
    last_day: Interval | None = None
    for timex in timexes:
        if memory and timex.sentence - memory[0] > _MEMORY:
            memory = None
        before = memory[1] if memory else None
        guessed = before is None and _is_near(timex.point)
        if guessed:
            before = last_day or _day_or_so(published)
        days = _days(timex.point, timex.tense, published, before)
        if guessed:
            days = days._replace(assumed=True)
        if _can_anchor(timex.point, days):
            memory = (timex.sentence, days.interval)
            last_day = days.interval if days.grain is Grain.DAY else last_day
        out.append((timex, days))
    return out


def _is_near(point: Point) -> bool:
    """Some days from an earlier time: few enough to count from the news itself."""
    return isinstance(point, Away) and point.text and point.unit in {Unit.DAY, Unit.HOUR}


def _day_or_so(published: Interval) -> Interval:
    """The days of the news: those of the publication and the day before."""
    first = add_days(published.earliest, -1) if published.earliest else None
    return Interval.between(first, published.latest)


def _from_event(doc: Document, timex: Timex, events: Events) -> Iterator[Time]:
    event = from_event(doc, timex)
    day = events.day_of(event) if event else None
    if event is None or day is None:
        return
    found = Interval.on(add_days(day, event.days))
    if event.unit is Unit.WEEK:
        found = Interval.between(add_days(day, event.days - 3), add_days(day, event.days + 3))
    grain = Grain.DAY if event.unit is Unit.DAY else Grain.SPAN
    yield _time(timex, _Days(found, grain, Anchor.TEXT, assumed=True), event.span)


def _time(timex: Timex, days: _Days, span: Span | None = None) -> Time:
    interval = days.interval
    span = span or timex.span
    return Time(
        start=span.start,
        end=span.end,
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=interval.edtf,
        grain=days.grain,
        anchor=days.anchor,
        assumed=days.assumed or interval.is_unknown,
    )


def _can_anchor(point: Point, days: _Days) -> bool:
    told = isinstance(point, Calendar | Years | Numeric | Anniversary | Weekday | Range)
    return (told or isinstance(point, Shift | Away)) and days.interval.is_bounded


def _days(point: Point, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    match point:
        case Calendar():
            return _calendar(point, tense, published)
        case Numeric():
            days, sure = numeric_days(point)
            return _Days(days, Grain.DAY, Anchor.ABSOLUTE, not sure)
        case Years():
            grain = Grain.DECADE if point.unit is Unit.DECADE else Grain.SPAN
            return _Days(years_days(point), grain, Anchor.ABSOLUTE, assumed=False)
        case Anniversary():
            return _anniversary(point, tense, published)
        case Weekday():
            days = over(published, lambda day: weekday_days(point, day, tense))
            settled = point.week is not None or (point.choice is None and tense is not Tense.NONE)
            return _Days(days, Grain.DAY, Anchor.PUBLISHED, assumed=not settled)
        case Range():
            return _range(point, tense, published, before)
        case _:
            return _relative(point, tense, published, before)


def _relative(
    point: Shift | Away | Lasting, tense: Tense, published: Interval, before: Interval | None
) -> _Days:
    text = not isinstance(point, Lasting) and point.text
    base = (before or Interval.unknown()) if text else published
    anchor = Anchor.TEXT if text else Anchor.PUBLISHED
    if isinstance(point, Shift):
        now = None if text else published
        days = over(base, lambda day: shifted(point, day, tense, now))
        vague = point.vague
    elif isinstance(point, Away):
        days, vague = over(base, lambda day: away(point, day)), point.low != point.high
    else:
        days, vague = over(base, lambda day: lasting(point, day)), point.low != point.high
    grain = Grain.SPAN if isinstance(point, Lasting) else _GRAINS[point.unit]
    if isinstance(point, Shift) and point.portion is not None:
        grain = Grain.SPAN
    return _Days(days, grain, anchor, assumed=vague)


def over(base: Interval, days_from: Callable[[date], Interval]) -> Interval:
    """What an anchor gives that may be any day of ``base``: the hull over its two ends."""
    low = days_from(base.earliest) if base.earliest else Interval.unknown()
    if base.earliest == base.latest:
        return low
    high = days_from(base.latest) if base.latest else Interval.unknown()
    return low.hull(high) if base.is_bounded else Interval.between(low.earliest, high.latest)


def _calendar_grain(point: Calendar) -> Grain:
    if point.portion is not None or point.quarter or point.half or point.last_day:
        return Grain.SPAN
    if point.day:
        return Grain.DAY
    if point.month:
        return Grain.MONTH
    return Grain.SEASON if point.season else Grain.YEAR


def _calendar(point: Calendar, tense: Tense, published: Interval) -> _Days:
    grain = _calendar_grain(point)
    if point.year is not None:
        days = calendar_days(point, point.year) or Interval.unknown()
        odd = (
            point.weekday is not None
            and days.earliest is not None
            and days.earliest.weekday() != point.weekday
        )
        return _Days(days, grain, Anchor.ABSOLUTE, assumed=odd)
    if point.year_step is not None:
        step = point.year_step
        days = over(
            published, lambda day: calendar_days(point, day.year + step) or Interval.unknown()
        )
        return _Days(days, grain, Anchor.PUBLISHED, assumed=False)
    days = over(published, lambda day: yearless_days(point, day, tense))
    settled = point.weekday is not None and days.earliest == days.latest
    return _Days(days, grain, Anchor.PUBLISHED, assumed=not settled)


def _anniversary(point: Anniversary, tense: Tense, published: Interval) -> _Days:
    bare = Calendar(year=point.year, month=point.month, day=point.day)
    return _calendar(bare, tense, published)


def _range(point: Range, tense: Tense, published: Interval, before: Interval | None) -> _Days:
    first = _days(point.first, tense, published, before)
    second = _days(point.second, tense, published, before)
    low, high = first.interval.earliest, second.interval.latest
    if low and high and high < low:
        return _Days(first.interval.hull(second.interval), Grain.SPAN, first.anchor, assumed=True)
    days = Interval.between(low, high)
    return _Days(days, Grain.SPAN, second.anchor, first.assumed or second.assumed)


def _bounded(days: _Days, timex: Timex, published: Interval) -> _Days:
    low, high = days.interval.earliest, days.interval.latest
    match timex.bound:
        case Bound.SINCE:
            high = published.latest
        case Bound.AFTER:
            high = published.latest if timex.tense is Tense.PAST else None
        case Bound.UNTIL | Bound.BY:
            low = None if timex.tense is not Tense.FUTURE else published.earliest
        case Bound.BEFORE:
            high = add_days(high, -1) if high else None
            low = None if timex.tense is not Tense.FUTURE else published.earliest
    if low and high and high < low:
        low, high = (low, None) if timex.bound in {Bound.SINCE, Bound.AFTER} else (None, high)
    return _Days(Interval.between(low, high), Grain.SPAN, days.anchor, days.assumed)

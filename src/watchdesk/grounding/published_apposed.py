"""Choices of days from a date that is told twice: in days of the calendar, and seen from now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from watchdesk.grounding.published_bounds import Setting, absolute, setting
from watchdesk.grounding.published_clue import Choices, apart
from watchdesk.grounding.time_calendar import add_days, calendar_days, month_days
from watchdesk.grounding.time_model import Away, Calendar, Shift, Tense, Timex, Unit
from watchdesk.language.document import Document
from watchdesk.records import Interval

_APPOSED = re.compile(
    r", (?:back )?(?:on |in )?(?:the )?| (?:on |in |— ?)(?:the )?| \((?:on |in )?"
)
_OPENING = 10
"""Sentences at the beginning in which "today" is the article's own and not a cited paper's."""
_AGO_SLACK = (0.6, 0.95)
"""Units by which "N units ago" may fall short of or exceed the whole number it tells."""
_DAYS = {Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: 30.44, Unit.YEAR: 365.25}
_SHIFTED = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})


def told_twice(
    doc: Document, timexes: tuple[Timex, ...], within: Interval | None
) -> Iterator[Choices]:
    """ "Eighty years ago, on June 26, 1945", "last month, on Aug. 6", "today (Feb. 5)".

    A date without its year is looked for ``within`` a bounded stretch, and not at all without one.
    """
    for one, other in pairwise(timexes):
        gap = doc.text[one.core.end : other.core.start]
        if one.sentence != other.sentence or len(gap) > 12 or not _APPOSED.fullmatch(gap):
            continue
        if Setting.NOT_OURS in {setting(doc, one), setting(doc, other)}:
            continue
        for seen, dated in ((one, other), (other, one)):
            if _is_day(seen) and seen.sentence >= _OPENING:
                continue
            if not isinstance(dated.point, Calendar) or dated.bound is not None:
                continue
            found = apart(
                days for told in _dated(dated, within) if (days := _now(seen, told)) is not None
            )
            if found:
                yield Choices(found, (one.span, other.span))


def _is_day(timex: Timex) -> bool:
    return isinstance(timex.point, Shift) and timex.point.unit is Unit.DAY


def _dated(timex: Timex, within: Interval | None) -> list[Interval]:
    """The stretches a date can mean: one with its year, one for each year without."""
    days = absolute(timex)
    if days is not None:
        return [days]
    point = timex.point
    assert isinstance(point, Calendar)
    if within is None or point.month is None or point.year is not None or point.year_step:
        return []
    assert within.earliest is not None
    assert within.latest is not None
    years = range(max(1, within.earliest.year - 1), min(within.latest.year + 1, 9998) + 1)
    return [days for year in years if (days := calendar_days(point, year)) is not None]


def _now(seen: Timex, told: Interval) -> Interval | None:
    """The days from which an expression such as "two weeks ago" means these days."""
    first, last = told.earliest, told.latest
    if first is None or last is None:
        return None
    match seen.point:
        case Away(low=low, high=high, unit=unit, sign=sign, text=False) if unit in _DAYS:
            if low != high:
                return None
            size = _DAYS[unit]
            short, over = (0.0, 0.0) if unit is Unit.DAY else _AGO_SLACK
            ends = [add_days(first, -sign * (low - short) * size)]
            ends.append(add_days(last, -sign * (low + over) * size))
            return Interval.between(min(ends), max(ends))
        case Shift(unit=unit, count=count, text=False, vague=False) if unit in _SHIFTED:
            return _unit_now(unit, count, told, past=seen.tense is Tense.PAST)
        case _:
            return None


def _unit_now(unit: Unit, count: int, told: Interval, *, past: bool) -> Interval | None:
    """The day, week, month or year in which these days are told as those of ``count`` later."""
    first, last = told.earliest, told.latest
    assert first is not None
    assert last is not None
    if unit is Unit.DAY:
        return told.shift(-count) if first == last else None
    if unit is Unit.WEEK:
        if first != last:
            return None
        monday = add_days(first, -first.weekday() - 7 * count)
        now = Interval.between(monday, add_days(monday, 6))
    elif unit is Unit.MONTH:
        whole = month_days(first.year, first.month - count) if first.month == last.month else None
        if whole is None or first.year != last.year:
            return None
        now = whole
    else:
        if first.year != last.year:
            return None
        low, high = month_days(first.year - count, 1), month_days(first.year - count, 12)
        if low is None or high is None:
            return None
        now = low.hull(high)
    rest = Interval.between(first, None) if past and count == 0 and first == last else None
    return now.intersection(rest) if rest else now

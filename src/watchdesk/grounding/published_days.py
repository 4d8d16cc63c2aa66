"""Choices of days from dates that are told without their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from watchdesk.grounding.published_apposed import told_twice
from watchdesk.grounding.published_bounds import is_fresh, is_told_ahead
from watchdesk.grounding.published_clue import Choices, Clue, apart
from watchdesk.grounding.time_calendar import add_days, calendar_days
from watchdesk.grounding.time_model import (
    Calendar,
    Portion,
    Shift,
    Tense,
    Timex,
    Unit,
    Weekday,
)
from watchdesk.grounding.time_tense import marks
from watchdesk.language.document import Document
from watchdesk.records import Article, Interval, PartKind

_YEAR = 365
_WEEK = 7
_LEAD = 3
"""Sentences of the text that tell the news of the day."""
_SOON = 31
"""Days before a known end of publication in which a weekday with its date cannot agree by
chance: a weekday falls on a date about every sixth year."""
_MANY = 100
"""Choices of one kind that are looked at."""
_FIRST_TIMES = 5
"""Time expressions of an article among which that of a dateline is."""
_OPENINGS = frozenset({PartKind.BODY, PartKind.DATELINE})


def year_choices(
    article: Article, doc: Document, timexes: tuple[Timex, ...], within: Interval
) -> Iterator[Choices]:
    """What dates without a year leave of a bounded stretch, the surest first."""
    yield from islice(weekday_dates(doc, timexes, within), _MANY)
    month = this_month(doc, timexes, within)
    if month is not None:
        yield month
    yield from islice(told_twice(doc, timexes, within), _MANY)
    yield from islice(elections(doc, timexes, within), _MANY)
    yield from dateline(article, doc, timexes, within)


def _every_year(point: Calendar, within: Interval) -> Iterator[date]:
    """The first days of a date without a year, in each year in or next to a bounded stretch."""
    first, last = within.earliest, within.latest
    assert first is not None
    assert last is not None
    for year in range(max(1, first.year - 1), min(last.year + 1, 9999) + 1):
        days = calendar_days(point, year)
        if days is not None and days.earliest is not None:
            yield days.earliest


_LEAP = 4
_TERM = 335
"""Days around an election in which it is told by its month alone."""


def elections(doc: Document, timexes: tuple[Timex, ...], within: Interval) -> Iterator[Choices]:
    """ "The November U.S. presidential election": less than a year off, one every four years."""
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Calendar) or not point.leap or point.year is not None:
            continue
        words = doc.sentences[timex.sentence].text_of(doc.text)
        ahead = any(mark.tense is Tense.FUTURE for mark in marks(words))
        days = [
            Interval.between(add_days(day, -_TERM), add_days(day, 7 if ahead else _TERM))
            for day in _every_year(point, within)
            if day.year % _LEAP == 0
        ]
        if days:
            yield Choices(apart(days), (timex.span,))


_PLACE = re.compile(r"[A-Z][\w .,’'/-]{2,60}[, ] ?$")
_AGENCY = re.compile(r"\.?,? ?(?:\([A-Z][\w ./]{1,30}\) ?)?(?:[-–—]{1,2}|_)")
_FILED = (-1, 2)
"""Days from the date of a dateline to that of the paper: other zones, and the next day's print."""


def dateline(
    article: Article, doc: Document, timexes: tuple[Timex, ...], within: Interval
) -> Iterator[Choices]:
    """ "SUND, Oct 19 (Agency) —": written on that day."""
    starts = {part.start for part in article.parts if part.kind in _OPENINGS}
    for timex in timexes[:_FIRST_TIMES]:
        point = timex.point
        if not isinstance(point, Calendar) or point.year is not None or point.day is None:
            continue
        sentence = doc.sentences[timex.sentence]
        before = doc.text[sentence.start : timex.core.start]
        if sentence.start not in starts or not _PLACE.fullmatch(before):
            continue
        if _AGENCY.match(doc.text, timex.core.end):
            days = [
                Interval.between(add_days(day, _FILED[0]), add_days(day, _FILED[1]))
                for day in _every_year(point, within)
            ]
            yield Choices(apart(days), (timex.span,))
            return


def weekday_dates(doc: Document, timexes: tuple[Timex, ...], within: Interval) -> Iterator[Choices]:
    """A weekday and a day of a month: only some years fit.

    Told as past it lies less than a year back, and less than about a week where the beginning of
    the text tells the day as news; told as to come it lies less than a year ahead.
    """
    leads, now = _lead(doc), {timex.sentence for timex in timexes if is_fresh(timex)}
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Calendar) or point.weekday is None or point.year is not None:
            continue
        ahead = timex.tense is Tense.FUTURE and is_told_ahead(doc, timex, now)
        if timex.tense is not Tense.PAST and not ahead:
            continue
        fresh = _is_named_day(doc, timex) or _is_news(doc, timex, timexes, leads)
        back, reach = (_YEAR - 1, 0) if ahead else (0, _WEEK if fresh else _YEAR - 1)
        fitting = [
            Interval.between(add_days(day, -back), add_days(day, reach))
            for day in _days_fitting(point, within)
        ]
        if fitting:
            yield Choices(apart(fitting), (timex.span,))


def _days_fitting(point: Calendar, within: Interval) -> list[date]:
    """The days in or around a bounded stretch on which the weekday is right."""
    return [day for day in _every_year(point, within) if day.weekday() == point.weekday]


def just_before(timexes: tuple[Timex, ...], last: date) -> Clue | None:
    """A weekday with its date, told as past, that falls in the month before a known last day.

    The year it fits is not the last day's by chance, so it is a lower bound.
    """
    soon = Interval.between(add_days(last, -_SOON), last)
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Calendar) or point.weekday is None or point.year is not None:
            continue
        if timex.tense is Tense.PAST:
            days = [day for day in _days_fitting(point, soon) if soon.contains(day)]
            if days:
                return Clue(Interval.between(days[0], None), (timex.span,))
    return None


def _is_named_day(doc: Document, timex: Timex) -> bool:
    """ "On Saturday, the country's National Day": a bare weekday, so of the last week."""
    return not any(char.isdigit() for char in timex.core.text_of(doc.text))


def _lead(doc: Document) -> range:
    """Indexes of the sentences that tell the news: the first ones that are sentences."""
    told = [
        index
        for index, sentence in enumerate(doc.sentences[:20])
        if sentence.length > 40 and doc.text[sentence.end - 1] in ".!?”\"’'"
    ]
    return range(told[0], told[0] + _LEAD) if told else range(0)


def _is_news(doc: Document, timex: Timex, timexes: tuple[Timex, ...], leads: range) -> bool:
    """Whether a dated weekday is told as the news of the article."""
    point = timex.point
    assert isinstance(point, Calendar)
    if timex.tense is not Tense.PAST:
        return False
    if timex.sentence not in leads or timex.bound is not None or point.choice is not None:
        return False
    if doc.text[timex.core.start :].startswith("(") or "(" in timex.core.text_of(doc.text):
        return False
    return any(
        (isinstance(t.point, Weekday) and t.tense is Tense.PAST)
        or (isinstance(t.point, Shift) and t.point.unit is Unit.WEEK and t.point.count == 0)
        for t in timexes
    )


def this_month(doc: Document, timexes: tuple[Timex, ...], within: Interval) -> Choices | None:
    """ "This month" beside one day of one month, both told as past: the rest of that month."""
    now = [
        t for t in timexes
        if isinstance(t.point, Shift) and t.point.unit is Unit.MONTH and t.point.count == 0
        and not t.point.text and t.point.portion in {None, Portion.EARLIER}
        and t.tense is Tense.PAST and t.core.text_of(doc.text).lower().endswith("this month")
    ]  # fmt: skip
    dated = [t for t in timexes if isinstance(t.point, Calendar) and t.point.day is not None]
    months = {t.point.month for t in dated if isinstance(t.point, Calendar)}
    past = [t for t in dated if t.tense is Tense.PAST and getattr(t.point, "year", 0) is None]
    if not now or len(months) != 1 or not past:
        return None
    latest = max(past, key=lambda t: getattr(t.point, "day", 0))
    assert isinstance(latest.point, Calendar)
    rests = _rests(latest.point, within)
    return Choices(rests, (now[0].span, latest.span)) if rests else None


def _rests(point: Calendar, within: Interval) -> tuple[Interval, ...]:
    """What is left of the month after a day, in each year of a stretch."""
    assert within.earliest is not None
    assert within.latest is not None
    out = []
    for year in range(within.earliest.year, within.latest.year + 1):
        whole = calendar_days(Calendar(month=point.month), year)
        begun = calendar_days(point, year)
        if whole and begun and begun.earliest:
            out.append(Interval.between(begun.earliest, whole.latest))
    return apart(out)

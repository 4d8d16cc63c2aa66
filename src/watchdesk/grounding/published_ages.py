"""Bounds of a publication date from the ages of dated things, and from anniversaries."""

from __future__ import annotations

import re
from datetime import date

from watchdesk.grounding.published_bounds import absolute
from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days
from watchdesk.grounding.time_model import Choice, Lasting, Tense, Timex, Unit, Weekday
from watchdesk.language.document import Document
from watchdesk.records import Interval, Span

_WEEK = 7
_BESIDE = 20
"""Dates looked at beside a weekday."""


def anniversary_weekdays(timexes: tuple[Timex, ...]) -> list[Clue]:
    """ "Next Thursday … on the 80th anniversary": the days from which that Thursday is next."""
    by_sentence: dict[int, list[tuple[Timex, date]]] = {}
    for other in timexes:
        days = absolute(other)
        if days is not None and days.earliest and days.earliest == days.latest:
            by_sentence.setdefault(other.sentence, []).append((other, days.earliest))
    out = []
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Weekday):
            continue
        for other, day in by_sentence.get(timex.sentence, ())[:_BESIDE]:
            seen = seen_from(timex, day) if day.weekday() == point.day else None
            if seen is not None:
                out.append(Clue(seen, (timex.span, other.span)))
    return out


def seen_from(timex: Timex, day: date) -> Interval | None:
    """The days from which a weekday expression means this day."""
    point = timex.point
    assert isinstance(point, Weekday)
    monday = add_days(day, -day.weekday())
    if point.week is not None:
        first = add_days(monday, -_WEEK * point.week)
        return Interval.between(first, add_days(first, _WEEK - 1))
    if point.choice is Choice.NEXT:
        return Interval.between(add_days(monday, -_WEEK), add_days(day, -1))
    if point.choice is Choice.LAST:
        return Interval.between(add_days(day, 1), add_days(monday, 2 * _WEEK - 1))
    if timex.tense is Tense.FUTURE:
        return Interval.between(add_days(day, -_WEEK), day)
    if timex.tense is Tense.PAST:
        return Interval.between(day, add_days(day, _WEEK))
    return None


_ALIKE = {"war": "war", "invasion": "war", "conflict": "war", "fighting": "war"}
_START = re.compile(
    r"\b(?P<noun>war|invasion|conflict|fighting|siege|blockade|occupation|insurgency|crisis|"
    r"dispute|offensive|campaign|uprising|standoff|rebellion|embargo)"
    r"(?: (?:in|of) [A-Z][\w’'-]{1,20})?"
    r"(?: (?:that |which )?(?:began|started|broke out|erupted|was launched))?(?: in| on)? $"
)
_BEFORE_START = re.compile(r"^ (?:[A-Z][\w’'-]{1,20} ){0,3}(?:full-scale )?(?P<noun>invasion)\b")
_HALF_UNIT = 0.25
_WHOLE_UNIT = (0.25, 0.95)


def _starts(doc: Document, timexes: tuple[Timex, ...]) -> list[tuple[str, Interval, Span]]:
    """Dated beginnings: what began, when, and the words of the date."""
    out = []
    for timex in timexes:
        days = absolute(timex)
        if days is None or not days.is_bounded:
            continue
        sentence = doc.sentences[timex.sentence]
        before = doc.text[max(sentence.start, timex.core.start - 80) : timex.core.start]
        after = doc.text[timex.core.end : min(sentence.end, timex.core.end + 80)]
        match = _START.search(before) or _BEFORE_START.match(after)
        if match:
            noun = match["noun"]
            out.append((_ALIKE.get(noun, noun), days, timex.span))
    return out


def ages(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """The age of something plus the date it began."""
    starts = _starts(doc, timexes)
    out = []
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Lasting) or point.noun is None or point.sign >= 0:
            continue
        noun = _ALIKE.get(point.noun, point.noun)
        same = [(days, span) for name, days, span in starts if name == noun]
        if point.unit is not Unit.YEAR or len({days for days, _ in same}) != 1:
            continue
        days, span = same[0]
        low, high = _HALF_UNIT, _HALF_UNIT
        if point.low == int(point.low):
            low, high = _WHOLE_UNIT
        if days.earliest and days.latest:
            first = add_days(days.earliest, (point.low - low) * 365.25)
            last = add_days(days.latest, (point.low + high) * 365.25)
            out.append(Clue(Interval.between(first, last), (timex.span, span)))
    return out

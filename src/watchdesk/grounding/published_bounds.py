"""Bounds of a publication date from dates that name their year, and from ages of dated things."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days, calendar_days, years_days
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Bound,
    Calendar,
    Choice,
    Lasting,
    Tense,
    Timex,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_tense import marks
from watchdesk.language.document import Document
from watchdesk.records import Interval, Span

_WEEK = 7
_EARLY_RITES = 10
"""Days before an anniversary on which it may already be told as marked."""
_BESIDE = 20
"""Dates looked at beside a weekday."""
_ZONES = 1
"""Days the date at a far place can be ahead of the one printed."""


def absolute(timex: Timex) -> Interval | None:
    """The days of an expression that names its year."""
    match timex.point:
        case Calendar(year=int(year)) as point:
            return calendar_days(point, year)
        case Years() as point:
            return years_days(point)
        case Anniversary(year=int(year), month=month, day=day):
            return calendar_days(Calendar(month=month, day=day), year)
        case _:
            return None


_PAST_CUE = re.compile(r"\b(?:in|on|since|during|after|from|of|between|and|back in) (?:the )?$")
_TO_COME = re.compile(
    r"\b(?:will|won['’]t|by|until|through|upcoming|next|plan(?:s|ned)?|goals?|targets?|would|"
    r"deadline|expires?|scheduled|expected|forecasts?|projected|ahead of|could|should|may|might|"
    r"bid|host(?:s|ing)?|for|must|candidates?|nomination|run|running|approaching|bet on|rather "
    r"than|starting|new)\b"
)
_NOUN_AFTER = re.compile(
    r"[ ](?:[A-Z][a-z]+|budget|target|goal|plan|deadline|election|agenda|race|campaign|cycle|"
    r"(?:[a-z]+ )?(?:presidential|primary|primaries|general|midterm|nomination)|season|model)"
)


def lower_clues(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not before a date that is told as past."""
    out = []
    for timex in timexes:
        days = absolute(timex)
        if days is None or days.earliest is None or timex.tense is not Tense.PAST:
            continue
        if timex.bound not in {None, Bound.SINCE, Bound.AFTER}:
            continue
        if timex.bound is not Bound.SINCE and not _is_told_past(doc, timex):
            continue
        first = days.earliest
        if isinstance(timex.point, Anniversary):
            first = add_days(first, -_EARLY_RITES)
        elif days.earliest == days.latest:
            first = add_days(first, -_ZONES)
        out.append(Clue(Interval.between(first, None), (timex.span,)))
    return out


def _is_told_past(doc: Document, timex: Timex) -> bool:
    sentence = doc.sentences[timex.sentence]
    before = doc.text[max(sentence.start, timex.core.start - 40) : timex.core.start]
    after = doc.text[timex.core.end : min(sentence.end, timex.core.end + 20)]
    if _TO_COME.search(before.lower()) or _TO_COME.search(after.lower()):
        return False
    words = sentence.text_of(doc.text)
    if any(mark.tense is Tense.FUTURE for mark in marks(words)):
        return False
    full = isinstance(timex.point, Calendar) and timex.point.day is not None
    return full or (bool(_PAST_CUE.search(before.lower())) and not _NOUN_AFTER.match(after))


_WILL = re.compile(
    r"\b(?:will|is expected to|are expected to|is set to|are set to|is scheduled|are scheduled|"
    r"is due|are due|upcoming)\b"
)
_AHEAD_CUE = re.compile(r"\b(?:in|on|by|from|until|this|next) (?:the )?$")
_SPEECH_IN_PAST = re.compile(r"[“”\"]|\b(?:then|had|was|were|would|if|unless|could)\b")


def upper_clues(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not after a date that is told as to come, in the article's own words."""
    out = []
    for timex in timexes:
        days = absolute(timex)
        if days is None or days.latest is None or timex.tense is not Tense.FUTURE:
            continue
        sentence = doc.sentences[timex.sentence]
        words = sentence.text_of(doc.text)
        if not _AHEAD_CUE.search(
            doc.text[max(sentence.start, timex.core.start - 20) : timex.core.start]
        ):
            continue
        if _WILL.search(words) and not _SPEECH_IN_PAST.search(words):
            out.append(Clue(Interval.between(None, days.latest), (timex.span,)))
    return out


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


_APPOSED = re.compile(r",? ?(?:on |in |— ?)?(?:the )?")
_AGO_SLACK = (0.6, 0.95)


def dated_agos(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """ "Eighty years ago, on June 26, 1945": that many years on, give or take most of one."""
    out = []
    for timex, other in pairwise(timexes):
        point, days = timex.point, absolute(other)
        if not isinstance(point, Away) or point.unit is not Unit.YEAR or point.text:
            continue
        if days is None or days.earliest is None or days.latest is None or other.bound:
            continue
        gap = doc.text[timex.core.end : other.core.start]
        if point.low == point.high and point.sign < 0 and _APPOSED.fullmatch(gap):
            first = add_days(days.earliest, (point.low - _AGO_SLACK[0]) * 365.25)
            last = add_days(days.latest, (point.low + _AGO_SLACK[1]) * 365.25)
            out.append(Clue(Interval.between(first, last), (timex.span, other.span)))
    return out


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

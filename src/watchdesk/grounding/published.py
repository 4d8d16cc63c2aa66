"""When an article was published, worked out from its own words where nothing says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from watchdesk.grounding.time_calendar import add_days, calendar_days, years_days
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Bound,
    Calendar,
    Choice,
    Lasting,
    Portion,
    Shift,
    Tense,
    Timex,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_tense import marks
from watchdesk.language.document import Document
from watchdesk.records import Article, Basis, Interval, Published, Span

_KEPT = frozenset({Basis.METADATA, Basis.BYLINE, Basis.URL, Basis.TEXT})
_WEEK = 7
_EARLY_RITES = 10
"""Days before an anniversary on which it may already be told as marked."""
_YEAR = 365
_ZONES = 1
"""Days the date at a far place can be ahead of the one printed."""


class Clue(NamedTuple):
    """Days on which the article can have been published, as far as some words go."""

    days: Interval
    evidence: tuple[Span, ...]


def infer_published(
    article: Article,
    doc: Document,
    timexes: Sequence[Timex],
    *,
    captured: date | None = None,
) -> Published:
    """The publication date as declared or printed, else bounds worked out from the text.

    The bounds come from dates told as past (not before them), dates told as to come (not after
    them), a weekday tied to an anniversary, a date told as so many years ago, the age of
    something whose start is dated, a weekday with its day of the month, and "this month" beside
    such a day. Where the clues contradict each other only the lower
    bounds that agree with all of them are kept. ``captured`` is a day by which the article was
    out. Basis is ``inferred`` with the words that carry it, or ``unknown``.
    """
    if article.published.basis in _KEPT and not article.published.is_unknown:
        return article.published
    times = tuple(timexes)
    lower, upper = _lower(doc, times), _upper(doc, times)
    clues = [*_ages(doc, times), *_anniversary_weekdays(times), *_dated_agos(doc, times)]
    lower += [_half(clue, low=True) for clue in clues]
    upper += [_half(clue, low=False) for clue in clues]
    if captured is not None:
        lower = [c for c in lower if c.days.earliest and c.days.earliest <= captured]
    low, high = _settle(lower, upper)
    low, high = _weekday_dates(times, low, high, captured)
    month = _this_month(doc, times, low, high, captured)
    if month is not None:
        low = high = month
    return _published(low, high, captured)


def _published(low: Clue | None, high: Clue | None, captured: date | None) -> Published:
    if low is None and high is None:
        return Published()
    earliest = low.days.earliest if low else None
    latest = high.days.latest if high else None
    if captured is not None and (latest is None or latest > captured):
        latest = captured
    evidence = {*(low.evidence if low else ()), *(high.evidence if high else ())}
    if earliest and latest and latest < earliest:
        latest = None
    days = Interval.between(earliest, latest)
    return Published(
        earliest=days.earliest,
        latest=days.latest,
        edtf=days.edtf,
        basis=Basis.INFERRED,
        evidence=tuple(sorted(evidence)),
    )


def _half(clue: Clue, *, low: bool) -> Clue:
    days = clue.days
    one = Interval.between(days.earliest, None) if low else Interval.between(None, days.latest)
    return Clue(one, clue.evidence)


def _settle(lower: list[Clue], upper: list[Clue]) -> tuple[Clue | None, Clue | None]:
    """The tightest bounds; when they cross, only lower bounds no upper bound speaks against."""
    lows = [c for c in lower if c.days.earliest]
    highs = [c for c in upper if c.days.latest]
    low = max(lows, key=lambda c: c.days.earliest or date.min, default=None)
    high = min(highs, key=lambda c: c.days.latest or date.max, default=None)
    if not low or not high:
        return low, high
    first, last = low.days.earliest, high.days.latest
    if first and last and first <= last:
        return low, high
    safe = [c for c in lows if c.days.earliest and last and c.days.earliest <= last]
    return max(safe, key=lambda c: c.days.earliest or date.min, default=None), None


def _absolute(timex: Timex) -> Interval | None:
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
    r"bid|host(?:s|ing)?|for)\b"
)
_NOUN_AFTER = re.compile(r"[ ](?:[A-Z][a-z]+|budget|target|goal|plan|deadline|election|agenda)")


def _lower(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not before a date that is told as past."""
    out = []
    for timex in timexes:
        days = _absolute(timex)
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


def _upper(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not after a date that is told as to come, in the article's own words."""
    out = []
    for timex in timexes:
        days = _absolute(timex)
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


def _anniversary_weekdays(timexes: tuple[Timex, ...]) -> list[Clue]:
    """ "Next Thursday … on the 80th anniversary": the days from which that Thursday is next."""
    out = []
    for timex in timexes:
        if not isinstance(timex.point, Weekday):
            continue
        for other in timexes:
            days = _absolute(other)
            if other.sentence != timex.sentence or days is None or not days.earliest:
                continue
            if days.earliest == days.latest and days.earliest.weekday() == timex.point.day:
                seen = _seen_from(timex, days.earliest)
                if seen is not None:
                    out.append(Clue(seen, (timex.span, other.span)))
    return out


def _seen_from(timex: Timex, day: date) -> Interval | None:
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


def _dated_agos(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """ "Eighty years ago, on June 26, 1945": that many years on, give or take most of one."""
    out = []
    for timex, other in pairwise(timexes):
        point, days = timex.point, _absolute(other)
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
        days = _absolute(timex)
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


def _ages(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
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


def _weekday_dates(
    timexes: tuple[Timex, ...], low: Clue | None, high: Clue | None, captured: date | None
) -> tuple[Clue | None, Clue | None]:
    """A weekday and a day of a month, told as past: only some years fit, and it lies less than a
    year back. The first year that fits the bounds raises the lower one; where it is the only one
    the upper bound is a year on."""
    for timex in timexes:
        point = timex.point
        if low is None or low.days.earliest is None:
            break
        if (
            timex.tense is not Tense.PAST
            or not isinstance(point, Calendar)
            or point.weekday is None
            or point.year is not None
        ):
            continue
        first = add_days(low.days.earliest, 1 - _YEAR)
        top = high.days.latest if high else captured
        fitting = _years_fitting(point, first, top or add_days(first, 12 * _YEAR))
        if not fitting:
            continue
        evidence = (*low.evidence, timex.span)
        if fitting[0] > low.days.earliest:
            low = Clue(Interval.between(fitting[0], None), evidence)
        if len(fitting) == 1 and top is not None:
            last = min(top, add_days(fitting[0], _YEAR - 1))
            high = Clue(Interval.between(None, last), evidence)
    return low, high


def _years_fitting(point: Calendar, first: date, last: date) -> list[date]:
    days = [calendar_days(point, year) for year in range(first.year, min(last.year, 9999) + 1)]
    starts = [d.earliest for d in days if d and d.earliest]
    return [d for d in starts if first <= d <= last and d.weekday() == point.weekday]


def _this_month(
    doc: Document,
    timexes: tuple[Timex, ...],
    low: Clue | None,
    high: Clue | None,
    captured: date | None,
) -> Clue | None:
    """ "This month" beside one day of one month, both told as past, in a year already known."""
    now = [
        t for t in timexes
        if isinstance(t.point, Shift) and t.point.unit is Unit.MONTH and t.point.count == 0
        and not t.point.text and t.point.portion in {None, Portion.EARLIER}
        and t.tense is Tense.PAST and t.core.text_of(doc.text).lower().endswith("this month")
    ]  # fmt: skip
    dated = [
        t for t in timexes
        if isinstance(t.point, Calendar) and t.point.year is None and t.point.day is not None
    ]  # fmt: skip
    months = {t.point.month for t in dated if isinstance(t.point, Calendar)}
    past = [t for t in dated if t.tense is Tense.PAST]
    if not now or len(months) != 1 or not past or low is None:
        return None
    latest = max(past, key=lambda t: getattr(t.point, "day", 0))
    assert isinstance(latest.point, Calendar)
    top = high.days.latest if high else captured
    first, last = low.days.earliest, top
    if first is None or last is None:
        return None
    window = Interval.between(first, last)
    options = []
    for year in range(first.year, last.year + 1):
        whole = calendar_days(Calendar(month=latest.point.month), year)
        begun = calendar_days(latest.point, year)
        if whole and begun and begun.earliest:
            rest = Interval.between(begun.earliest, whole.latest).intersection(window)
            options += [rest] if rest else []
    if len(options) != 1:
        return None
    evidence = (*low.evidence, *(high.evidence if high else ()), now[0].span, latest.span)
    return Clue(options[0], evidence)

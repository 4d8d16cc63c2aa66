"""Bounds of a publication date from days that are told without their year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from watchdesk.grounding.published_bounds import seen_from
from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days, calendar_days
from watchdesk.grounding.time_find import find_times
from watchdesk.grounding.time_model import Calendar, Portion, Shift, Tense, Timex, Unit, Weekday
from watchdesk.language import parse
from watchdesk.language.document import Document
from watchdesk.records import Article, Interval, PartKind, Span

_YEAR = 365
_FORESEEN = 12
"""Years ahead in which a weekday with its date is looked for."""
_WEEK = 7
_LEAD = 3
"""Sentences of the text that tell the news of the day."""
_SOON = 31
"""Days before a known end of publication in which a weekday with its date cannot agree by
chance: a weekday falls on a date about every sixth year."""


class Bounds(NamedTuple):
    """What is known so far: not before, not after, and the day by which the article was out."""

    low: Clue | None
    high: Clue | None
    captured: date | None

    @property
    def first(self) -> date | None:
        """First possible day."""
        return self.low.days.earliest if self.low else None

    @property
    def last(self) -> date | None:
        """Last possible day."""
        last = self.high.days.latest if self.high else None
        return min((d for d in (last, self.captured) if d), default=None)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words of both clues."""
        return (
            *(self.low.evidence if self.low else ()),
            *(self.high.evidence if self.high else ()),
        )

    def raised(self, first: date, span: Span) -> Bounds:
        """Not before this day either."""
        if self.first is not None and self.first >= first:
            return self
        evidence = (*(self.low.evidence if self.low else ()), span)
        return self._replace(low=Clue(Interval.between(first, None), evidence))

    def lowered(self, last: date, span: Span) -> Bounds:
        """Not after this day either."""
        if self.last is not None and self.last <= last:
            return self if self.high else self._replace(high=Clue(_until(self.last), (span,)))
        return self._replace(high=Clue(_until(last), (*self.evidence, span)))


def _until(day: date) -> Interval:
    return Interval.between(None, day)


def weekday_dates(doc: Document, timexes: tuple[Timex, ...], bounds: Bounds) -> Bounds:
    """A weekday and a day of a month, told as past: only some years fit.

    It lies less than a year back. The first year that fits raises the lower bound; the last one
    that fits lowers the upper one: to a year on, and to a week on where the beginning of the text
    tells the day as news.
    """
    leads = _lead(doc)
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Calendar) or point.weekday is None or point.year is not None:
            continue
        if timex.tense is not Tense.PAST:
            continue
        fresh = _is_named_day(doc, timex) or _is_news(doc, timex, timexes, leads)
        bounds = _narrowed(bounds, point, timex.span, fresh=fresh)
    return bounds


def _narrowed(bounds: Bounds, point: Calendar, span: Span, *, fresh: bool) -> Bounds:
    top = bounds.last
    if bounds.first is None and top is None:
        return bounds
    reach = _WEEK if fresh else _YEAR - 1
    first = add_days(bounds.first, -reach) if bounds.first else None
    if first is None:
        assert top is not None
        first = date(max(1000, top.year - _FORESEEN), 1, 1)
    fitting = _years_fitting(point, first, top or date(min(first.year + _FORESEEN, 9999), 12, 31))
    if not fitting:
        return bounds
    if bounds.first is not None:
        bounds = bounds.raised(fitting[0], span)
    if top is not None and (fresh or len(fitting) == 1):
        bounds = bounds.lowered(min(top, add_days(fitting[-1], reach)), span)
    return bounds


def _years_fitting(point: Calendar, first: date, last: date) -> list[date]:
    days = [calendar_days(point, year) for year in range(first.year, min(last.year, 9999) + 1)]
    starts = [d.earliest for d in days if d and d.earliest]
    return [d for d in starts if first <= d <= last and d.weekday() == point.weekday]


def just_before(timexes: tuple[Timex, ...], last: date) -> Clue | None:
    """A weekday with its date, told as past, that falls in the month before a known last day.

    The year it fits is not the last day's by chance, so it is a lower bound.
    """
    for timex in timexes:
        point = timex.point
        if not isinstance(point, Calendar) or point.weekday is None or point.year is not None:
            continue
        if timex.tense is Tense.PAST:
            days = _years_fitting(point, add_days(last, -_SOON), last)
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
    if timex.sentence not in leads or timex.bound is not None or point.choice is not None:
        return False
    if doc.text[timex.core.start :].startswith("(") or "(" in timex.core.text_of(doc.text):
        return False
    return any(
        (isinstance(t.point, Weekday) and t.tense is Tense.PAST)
        or (isinstance(t.point, Shift) and t.point.unit is Unit.WEEK and t.point.count == 0)
        for t in timexes
    )


def this_month(doc: Document, timexes: tuple[Timex, ...], bounds: Bounds) -> Clue | None:
    """ "This month" beside one day of one month, both told as past, in a year already known."""
    now = [
        t for t in timexes
        if isinstance(t.point, Shift) and t.point.unit is Unit.MONTH and t.point.count == 0
        and not t.point.text and t.point.portion in {None, Portion.EARLIER}
        and t.tense is Tense.PAST and t.core.text_of(doc.text).lower().endswith("this month")
    ]  # fmt: skip
    dated = [t for t in timexes if isinstance(t.point, Calendar) and t.point.day is not None]
    months = {t.point.month for t in dated if isinstance(t.point, Calendar)}
    past = [t for t in dated if t.tense is Tense.PAST and getattr(t.point, "year", 0) is None]
    first, last = bounds.first, bounds.last
    if not now or len(months) != 1 or not past or first is None or last is None:
        return None
    latest = max(past, key=lambda t: getattr(t.point, "day", 0))
    assert isinstance(latest.point, Calendar)
    options = _rests(latest.point, first, last)
    if len(options) != 1:
        return None
    return Clue(options[0], (*bounds.evidence, now[0].span, latest.span))


def _rests(point: Calendar, first: date, last: date) -> list[Interval]:
    """What is left of the month after a day, in each year of a stretch."""
    out = []
    for year in range(first.year, last.year + 1):
        whole = calendar_days(Calendar(month=point.month), year)
        begun = calendar_days(point, year)
        if whole and begun and begun.earliest:
            rest = Interval.between(begun.earliest, whole.latest).intersection(
                Interval.between(first, last)
            )
            out += [rest] if rest else []
    return out


_SHARED_NAMES = 2
_CAPTIONS, _DATES, _LIKELY = 20, 5, 40
"""Captions, dates in each, and weekdays of the text that are looked at."""


def caption_clues(article: Article, doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Full dates in captions inside the article: a picture is not of the future.

    Where a sentence shares two names with a caption and tells on which weekday, and the date is
    that weekday, both speak of one day, which is less than about a week back.
    """
    out: list[Clue] = []
    for part in _own_captions(article):
        caption = parse(doc.text, [part])
        for timex in find_times(caption)[:_DATES]:
            days = _full_day(timex)
            if days is None or days.earliest is None:
                continue
            out.append(Clue(Interval.between(add_days(days.earliest, -1), None), (timex.span,)))
            out += _same_event(doc, timexes, caption, timex, days.earliest)
    return out


def _own_captions(article: Article) -> list[Span]:
    """Captions that stand before the last paragraph: those behind it are of other stories."""
    told = [part.end for part in article.parts if part.kind is PartKind.BODY]
    spans = article.spans(PartKind.CAPTION)[:_CAPTIONS]
    return [span for span in spans if told and span.end <= told[-1]]


def _full_day(timex: Timex) -> Interval | None:
    point = timex.point
    if not isinstance(point, Calendar) or point.year is None or point.day is None:
        return None
    return calendar_days(point, point.year)


def _same_event(
    doc: Document, timexes: Iterable[Timex], caption: Document, dated: Timex, day: date
) -> list[Clue]:
    names = {_last_word(name.span.text_of(caption.text)) for name in caption.names}
    alike = [
        t
        for t in timexes
        if isinstance(t.point, Weekday)
        and (t.point.day, t.point.choice, t.tense) == (day.weekday(), None, Tense.PAST)
    ]
    for timex in alike[:_LIKELY]:
        told = doc.names_in(doc.sentences[timex.sentence])
        shared = names & {_last_word(name.span.text_of(doc.text)) for name in told}
        seen = seen_from(timex, day)
        if seen is not None and len(shared) >= _SHARED_NAMES:
            return [Clue(seen, (dated.span, timex.span))]
    return []


def _last_word(name: str) -> str:
    return re.sub(r"[’']s$", "", name.rsplit(maxsplit=1)[-1]).lower()

"""Bounds of a publication date from dated captions inside the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from watchdesk.grounding.published_ages import seen_from
from watchdesk.grounding.published_bounds import Setting, setting
from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days, calendar_days
from watchdesk.grounding.time_find import find_times
from watchdesk.grounding.time_model import Calendar, Tense, Timex, Weekday
from watchdesk.language import parse
from watchdesk.language.document import Document
from watchdesk.records import Article, Interval, PartKind, Span

_SHARED_NAMES = 2
_ZONES = 1
"""Days the date at a far place can be ahead of the one printed."""
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
            if setting(caption, timex) is Setting.NOT_OURS:
                continue
            first = add_days(days.earliest, -_ZONES)
            out.append(Clue(Interval.between(first, None), (timex.span,)))
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
            first = add_days(day, -_ZONES)
            return [Clue(Interval.between(first, seen.latest), (dated.span, timex.span))]
    return []


def _last_word(name: str) -> str:
    return re.sub(r"[’']s$", "", name.rsplit(maxsplit=1)[-1]).lower()

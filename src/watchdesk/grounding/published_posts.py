"""Bounds of a publication date from the posts an article shows, and from an agency's notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from watchdesk.grounding.published_bounds import absolute, is_fresh
from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days
from watchdesk.grounding.time_model import Timex
from watchdesk.language.document import Document
from watchdesk.records import Article, Interval, PartKind, Span

_WRITER = re.compile(r"\(@(\w{1,30})\) $")
_ZONES = 1
_WEEK = 7
_VOICES = 2
"""Fewest people whose posts of one day make an article one about that day."""


def post_clues(doc: Document, timexes: Sequence[Timex]) -> list[Clue]:
    """Posts of several people from the newest day any post bears, in an article that tells what
    happened on a weekday or today: the news is not more than about a week younger."""
    posts: list[tuple[date, str, Timex]] = []
    for timex in timexes:
        writer = _WRITER.search(doc.text, max(0, timex.core.start - 40), timex.core.start)
        days = absolute(timex) if writer else None
        if writer and days and days.earliest and days.earliest == days.latest:
            posts.append((days.earliest, writer[1].lower(), timex))
    if not posts or not any(is_fresh(timex) for timex in timexes):
        return []
    newest = max(day for day, _, _ in posts)
    late = {name: timex for day, name, timex in posts if day >= add_days(newest, -_ZONES)}
    if len(late) < _VOICES:
        return []
    days = Interval.between(add_days(newest, -_ZONES), add_days(newest, _WEEK))
    return [Clue(days, tuple(timex.span for timex in list(late.values())[:_VOICES]))]


_NOTICE = re.compile(
    r"\b[Cc]opyright (?:© ?|\([Cc]\) ?)?(?P<year>(?:19|20)\d\d)(?: by)?,?"
    r"(?: (?:The )?Associated Press\b.{0,40}? may not be published| NPR\b.{0,40}? [Vv]isit our)"
)
_NEW_YEAR = 7
"""Days into the new year in which a notice may still name the old one."""
_BESIDE = frozenset({PartKind.TEASER, PartKind.OTHER, PartKind.RELATED})


def notice_clues(article: Article, text: str) -> list[Clue]:
    """The year in the notice an agency puts below each story of its own.

    A site's own notice names the year in which the page was shown, or one it was forgotten in.
    """
    out = []
    for part in article.parts:
        if part.kind in _BESIDE:
            continue
        for match in _NOTICE.finditer(text, part.start, part.end):
            year = int(match["year"])
            last = add_days(date(year, 12, 31), _NEW_YEAR)
            days = Interval.between(date(year, 1, 1), last)
            out.append(Clue(days, (Span(match.start(), match.end("year")),)))
    return out

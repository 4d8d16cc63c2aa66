"""Articles in a list, and what one of them tells."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel

from watchdesk.answers.cited import ArticleLine, Cut, article_lines
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned, cut_of
from watchdesk.records import Article, Capture, CaptureHead, Interval, Reading, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

R = TypeVar("R", bound=BaseModel)


class ArticleList(Frozen):
    """A page of articles."""

    items: tuple[ArticleLine, ...]
    """The articles, the newest first."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class ArticleInFull(Frozen):
    """An article with its parts, as it was captured."""

    line: ArticleLine
    """What a list shows of it."""
    article: Article
    """The article and its labelled parts."""
    capture: CaptureHead
    """Where its text was found."""
    text: str | None = None
    """The captured text, when it was asked for; all offsets count its code points."""
    attributions: int
    """Who says what: how many of these were found in it."""
    events: int
    """Who did what: how many."""


class Told(Frozen, Generic[R]):
    """A page of what an article tells."""

    article: ArticleLine
    """The article."""
    items: tuple[R, ...]
    """In the order of the text."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def newest(view: View, watch: Watch, page: Turned, period: Interval | None = None) -> ArticleList:
    """Articles that can have been published in a time, the newest first."""
    found = view.newest_articles(period or Interval.unknown(), page.limit + 1, page.offset)
    lines = article_lines(view, watch, (one.article for one in found[: page.limit]))
    why = ""
    if not lines:
        ended = f"The list ends before its item {page.offset + 1}."
        why = ended if page.offset else why_empty(view, "articles", period)
    return ArticleList(items=tuple(lines.values()), cut=cut_of(page, len(found)), why_empty=why)


def in_full(view: View, watch: Watch, name: str, *, text: bool = False) -> ArticleInFull | None:
    """An article by its id."""
    reading = view.reading(name)
    lines = article_lines(view, watch, [name])
    if reading is None or name not in lines:
        return None
    capture = reading.capture
    return ArticleInFull(
        line=lines[name],
        article=reading.article,
        capture=capture.head() if isinstance(capture, Capture) else capture,
        text=capture.text if text and isinstance(capture, Capture) else None,
        attributions=len(reading.attributions),
        events=len(reading.events),
    )


def told_by(view: View, watch: Watch, name: str, page: Turned, kind: type[R]) -> Told[R] | None:
    """The attributions or the events of an article."""
    reading = view.reading(name)
    lines = article_lines(view, watch, [name])
    if reading is None or name not in lines:
        return None
    every = [one for one in _all(reading) if isinstance(one, kind)]
    shown = every[page.offset : page.offset + page.limit]
    more = len(every) > page.offset + page.limit
    what = f"{kind.__name__.lower()}s"
    return Told[R](
        article=lines[name],
        items=tuple(shown),
        cut=Cut(offset=page.offset, shown=len(shown), total=len(every), more=more),
        why_empty="" if shown else f"The article is read, and it holds {len(every)} {what}.",
    )


def _all(reading: Reading) -> tuple[BaseModel, ...]:
    return *reading.attributions, *reading.events

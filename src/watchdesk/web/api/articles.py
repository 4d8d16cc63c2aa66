"""The API's articles: what was captured, and what each of them tells."""

from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers.told import ArticleInFull, ArticleList, Told, in_full, newest, told_by
from watchdesk.desk import Desk
from watchdesk.records import Attribution, Event, Reading
from watchdesk.store import View
from watchdesk.web.api.answering import answered
from watchdesk.web.api.asked import Asked, Paged, Timed
from watchdesk.web.api.ones import Name, not_there
from watchdesk.web.api.operation import Operation

T = TypeVar("T")


def list_articles(request: Request, asked: Annotated[Timed, Query()]) -> Response:
    """Articles.

    Those that can have been published in a time, the newest first, each with its three dates'
    worth: published (and on what basis) and captured. What was said when is told by its records.
    """
    return answered(
        request, asked, lambda desk, view: newest(view, desk.watch, asked.page, asked.period)
    )


class ArticleAsked(Asked):
    """What an article may be asked for."""

    text: bool = Field(False, description="Also give the captured text.")


def get_article(request: Request, name: Name, asked: Annotated[ArticleAsked, Query()]) -> Response:
    """An article with its labelled parts and, if asked for, its text."""

    def make(desk: Desk, view: View) -> BaseModel:
        return _there(in_full(view, desk.watch, name, text=asked.text), name, view)

    return answered(request, asked, make)


def get_reading(request: Request, name: Name, asked: Annotated[ArticleAsked, Query()]) -> Response:
    """An article taken apart.

    Its sentences, names, times, places, amounts, attributions, events and stands, each with its
    place in the text: what `watchdesk read` prints.
    """

    def make(_: Desk, view: View) -> BaseModel:
        reading = _there(view.reading(name), name, view)
        return reading if asked.text else reading.without_text()

    return answered(request, asked, make)


def list_attributions(request: Request, name: Name, asked: Annotated[Paged, Query()]) -> Response:
    """Who says what in an article."""

    def make(desk: Desk, view: View) -> BaseModel:
        return _there(told_by(view, desk.watch, name, asked.page, Attribution), name, view)

    return answered(request, asked, make)


def list_events(request: Request, name: Name, asked: Annotated[Paged, Query()]) -> Response:
    """Who did what to whom in an article."""

    def make(desk: Desk, view: View) -> BaseModel:
        return _there(told_by(view, desk.watch, name, asked.page, Event), name, view)

    return answered(request, asked, make)


def _there(found: T | None, name: str, view: View) -> T:
    if found is None:
        raise not_there(name, view)
    return found


OPERATIONS = (
    Operation("/articles", list_articles, ArticleList, "Articles"),
    Operation("/articles/{id}", get_article, ArticleInFull, "Articles"),
    Operation("/articles/{id}/reading", get_reading, Reading, "Articles"),
    Operation("/articles/{id}/attributions", list_attributions, Told[Attribution], "Articles"),
    Operation("/articles/{id}/events", list_events, Told[Event], "Articles"),
)

"""The API's answers over many records at once: actors, sources, matrix, places, timeline."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from watchdesk.answers.actors import (
    ActorList,
    Speakers,
    ToldActor,
    actors,
    speakers,
    tallies,
    told_actor,
)
from watchdesk.answers.changing import newest_period
from watchdesk.answers.copied import Copied, FamilyList, copied, families_page
from watchdesk.answers.matrix import (
    Matrix,
    MatrixPage,
    held_positions,
    matrix_of,
    matrix_page,
)
from watchdesk.answers.outlets import Outlets, SourcesTold, outlets_of, sources_told
from watchdesk.answers.places import (
    Placed,
    PlaceList,
    placed_within,
    places_told,
    tellings,
)
from watchdesk.answers.timeline import DayOf, Timeline, timeline, within
from watchdesk.desk import Desk
from watchdesk.store import View
from watchdesk.web.api.answering import answered
from watchdesk.web.api.asked import Paged, Text, Timed, Within
from watchdesk.web.api.ones import not_there
from watchdesk.web.api.operation import Operation
from watchdesk.web.api.remembered import Memory


class ActorsAsked(Timed):
    """Which actors are wanted."""

    q: Text | None = Field(
        None, description="Only those whose name holds these words, or of a country's code."
    )


def list_actors(request: Request, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """Who speaks or takes positions.

    Those with most positions first, then those with most claims.
    """
    memory: Memory = request.app.state.memory

    def make(_: Desk, view: View) -> BaseModel:
        found = memory.of(("actors", view.mark()), Speakers, lambda: speakers(view))
        counted = tallies(found, asked.period)
        return actors(view, counted, asked.q, asked.period, (asked.offset, asked.limit))

    return answered(request, asked, make)


Entity = Annotated[
    str,
    Path(
        alias="entity",
        min_length=3,
        max_length=200,
        pattern=r"^[a-z]+:[^\x00-\x1f\x7f/]+$",
        description="Entity id.",
        examples=["country:UA"],
    ),
]


def get_actor(request: Request, entity: Entity, asked: Annotated[Timed, Query()]) -> Response:
    """Somebody with what they said and where they stand.

    Their positions by issue with how they moved, the issues on which none was found, what they
    said lately, what they announced, what contradicts it, and the offices they are told to hold.
    A time narrows what they said; offset passes over newer claims.
    """

    def make(desk: Desk, view: View) -> BaseModel:
        found = told_actor(view, desk.watch, entity, asked.period, asked.offset)
        if found is None:
            raise not_there(entity)
        return found

    return answered(request, asked, make)


def list_sources(request: Request, asked: Annotated[Paged, Query()]) -> Response:
    """Outlets, feeds, and what was not taken.

    Each outlet with its stories, copies folded, and the reliability that the analyst gave it; each
    feed with its health.
    """
    memory: Memory = request.app.state.memory

    def make(desk: Desk, view: View) -> BaseModel:
        key = ("sources", view.mark(), desk.watch.model_dump_json())
        every = memory.of(key, Outlets, lambda: outlets_of(view, desk.watch))
        return sources_told(view, desk.watch, every, asked.page)

    return answered(request, asked, make, marked=False)


def get_matrix(request: Request, asked: Annotated[Timed, Query()]) -> Response:
    """Who stands where: actors by issues, with the latest position and its count.

    An empty cell means that no position was found, and not that somebody is neutral. With a time
    the table is told as it stood at the end of it.
    """
    memory: Memory = request.app.state.memory

    def make(desk: Desk, view: View) -> BaseModel:
        key = ("matrix", view.mark(), str(asked.period))
        whole = memory.of(
            key, Matrix, lambda: matrix_of(held_positions(view), desk.watch, asked.period)
        )
        return matrix_page(view, whole, asked.page)

    return answered(request, asked, make)


def list_places(request: Request, asked: Annotated[Timed, Query()]) -> Response:
    """Where what is reported happened.

    Each place as an area with its radius, never moved to tell places apart; what could not be put
    on a map is listed with the reason. Of the newest period with an article unless a time is named.
    """
    memory: Memory = request.app.state.memory

    def make(desk: Desk, view: View) -> BaseModel:
        period = asked.period or newest_period(view, desk.watch)
        key = ("places", view.mark(), str(period))
        placed = memory.of(key, Placed, lambda: placed_within(tellings(view, period), period))
        found = places_told(view, desk.watch, placed, asked.page)
        return found.model_copy(update={"placed": placed.model_copy(update={"spots": ()})})

    return answered(request, asked, make)


def list_families(request: Request, asked: Annotated[Timed, Query()]) -> Response:
    """Stories that were printed more than once.

    Families of copies, cuts and captures of one story, those with most articles first.
    """
    memory: Memory = request.app.state.memory

    def make(desk: Desk, view: View) -> BaseModel:
        key = ("families", view.mark(), str(asked.period))
        found = memory.of(key, Copied, lambda: copied(view, asked.period))
        return families_page(view, desk.watch, found, asked.page, asked.period)

    return answered(request, asked, make)


class TimelineAsked(Within):
    """Which days are wanted."""

    by: DayOf = Field(DayOf.SAID, description="Under which of its three dates each entry stands.")


def get_timeline(request: Request, asked: Annotated[TimelineAsked, Query()]) -> Response:
    """What was said and done, day by day.

    Some of each kind in full and how many there are; entries whose day is not certain stand apart.
    Of the newest period with an article unless a time is named; 45 days at most.
    """

    def make(desk: Desk, view: View) -> BaseModel:
        period = asked.period or newest_period(view, desk.watch)
        return timeline(view, desk.watch, within(period), asked.by)

    return answered(request, asked, make)


OPERATIONS = (
    Operation("/families", list_families, FamilyList, "Articles"),
    Operation("/timeline", get_timeline, Timeline, "Overviews"),
    Operation("/places", list_places, PlaceList, "Overviews"),
    Operation("/matrix", get_matrix, MatrixPage, "Overviews"),
    Operation("/actors", list_actors, ActorList, "Overviews"),
    Operation("/actors/{entity}", get_actor, ToldActor, "Overviews"),
    Operation("/sources", list_sources, SourcesTold, "Overviews"),
)

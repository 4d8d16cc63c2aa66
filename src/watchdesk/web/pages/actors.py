"""Who speaks and takes positions, and where one of them stands."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers import actors as told
from watchdesk.answers.ruled import dismissal_of
from watchdesk.answers.standpoint import told_position
from watchdesk.web import asked, drawing
from watchdesk.web.serving import page, viewed

_SIZE = 50
_CLAIMS = 20


def actors(request: Request) -> Response:
    """The list of those who speak or take positions."""
    called = asked.text(request, "q")
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (_, view):
        speakers = drawing.digest(request, view, "speakers", lambda _, now: told.speakers(now))
        counted = told.tallies(speakers, period)
        found = told.actors(view, counted, called, period, (offset, _SIZE))
    return page(
        request,
        "actors.html",
        found=found,
        period=period,
        query={"q": called, **_times(request)},
        size=_SIZE,
    )


def actor(request: Request) -> Response:
    """The page of one of them."""
    entity = request.path_params["entity"]
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _CLAIMS * asked.MOST)
    with viewed(request) as (desk, view):
        found = told.told_actor(view, desk.watch, entity, period, offset)
    if found is None:
        raise HTTPException(404, "Nobody in this ledger has this id: no article tells of them.")
    return page(
        request,
        "actor.html",
        found=found,
        period=period,
        query=_times(request),
        size=_CLAIMS,
    )


def position(request: Request) -> Response:
    """The page of a position."""
    with viewed(request) as (desk, view):
        found = told_position(view, desk.watch, request.path_params["name"])
        dismissed = dismissal_of(view, request.path_params["name"])
    if found is None:
        raise HTTPException(404, "No position of this ledger has this id, as it stands here.")
    return page(request, "position.html", found=found, dismissed=dismissed)


def _times(request: Request) -> dict[str, str | None]:
    return {name: request.query_params.get(name) for name in ("week", "from", "to", "as_of")}


ROUTES = [
    Route("/actors", actors),
    Route("/actors/{entity}", actor),
    Route("/positions/{name}", position),
]

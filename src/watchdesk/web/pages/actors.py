"""Who speaks and takes positions, and where one of them stands."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers import actors as told
from watchdesk.answers.standpoint import told_position
from watchdesk.records import Interval
from watchdesk.store import View
from watchdesk.web import asked
from watchdesk.web.kept import is_behind
from watchdesk.web.serving import page, served_by, viewed

_SIZE = 50
_CLAIMS = 20
_SHORT = 62
"""Days of which it is quickly counted who speaks."""


def actors(request: Request) -> Response:
    """The list of those who speak or take positions."""
    called = asked.text(request, "q")
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (_, view):
        counted = _tallies(request, view, period)
        found = told.actors(view, counted, called, period, (offset, _SIZE))
    return page(
        request,
        "actors.html",
        found=found,
        period=period,
        query={"q": called, **_times(request)},
        size=_SIZE,
    )


def _tallies(request: Request, view: View, period: Interval | None) -> told.Tallies:
    """How many records everybody has; of all times, or of a long one, as counted last."""
    if period is not None and period.days is not None and period.days <= _SHORT:
        return told.tallies(view, period)
    served, as_of = served_by(request), asked.day(request, "as_of")

    def make() -> told.Tallies:
        with served.desk.view(as_of) as fresh:
            return told.tallies(fresh, period)

    mark = view.mark()
    made = served.kept.get(f"tallies {as_of} {period}", mark, make)
    if made and made.mark != mark:
        is_behind(request)
    counted: told.Tallies = made.value if made else told.Tallies({}, {})
    return counted


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
    if found is None:
        raise HTTPException(404, "No position of this ledger has this id, as it stands here.")
    return page(request, "position.html", found=found)


def _times(request: Request) -> dict[str, str | None]:
    return {name: request.query_params.get(name) for name in ("week", "from", "to", "as_of")}


ROUTES = [
    Route("/actors", actors),
    Route("/actors/{entity}", actor),
    Route("/positions/{name}", position),
]

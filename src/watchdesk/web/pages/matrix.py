"""Issues and actors: the latest positions in one table."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.listed import Turned
from watchdesk.answers.matrix import held_positions, matrix_of, matrix_page
from watchdesk.web import asked, drawing
from watchdesk.web.serving import page, viewed

_SIZE = 30


def matrix(request: Request) -> Response:
    """The page of the table."""
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (desk, view):
        held = drawing.digest(request, view, "positions", lambda _, now: held_positions(now))
        whole = matrix_of(held, desk.watch, period)
        told = matrix_page(view, whole, Turned(_SIZE, offset))
    return page(
        request,
        "matrix.html",
        told=told,
        period=period,
        query=drawing.query(request),
        size=_SIZE,
    )


ROUTES = [Route("/matrix", matrix)]

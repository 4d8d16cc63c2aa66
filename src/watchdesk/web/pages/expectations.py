"""What is said to be coming, and what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.expecting import (
    Due,
    Dues,
    Sought,
    day_of,
    dues_of,
    expected,
    group_of,
    told_expected,
)
from watchdesk.answers.listed import Turned
from watchdesk.answers.ruled import dismissal_of
from watchdesk.records import ExpectationKind, ExpectationStatus
from watchdesk.store import View
from watchdesk.web import asked, drawing
from watchdesk.web.serving import page, viewed

_SIZE = 25


def expectations(request: Request) -> Response:
    """The list."""
    show = asked.choice(request, "show", tuple(Due))
    kind = asked.choice(request, "kind", tuple(ExpectationKind))
    status = asked.choice(request, "status", tuple(ExpectationStatus))
    period = asked.period(request)
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (desk, view):
        dues = _dues(request, view)
        on = _on(request, dues)
        sought = Sought(
            group=Due(show) if show else _first(dues, on),
            kind=ExpectationKind(kind) if kind else None,
            status=ExpectationStatus(status) if status else None,
            period=period,
            page=Turned(_SIZE, offset),
        )
        told = expected(view, desk.watch, dues, sought, on)
    return page(
        request,
        "expectations.html",
        told=told,
        sought=sought,
        period=period,
        query=drawing.query(request, "show", "kind", "status"),
        size=_SIZE,
    )


def expectation(request: Request) -> Response:
    """One of them."""
    with viewed(request) as (desk, view):
        on = _on(request, _dues(request, view))
        found = told_expected(view, desk.watch, request.path_params["name"], on)
        dismissed = dismissal_of(view, request.path_params["name"])
    if found is None:
        raise HTTPException(404, "No expectation of this ledger has this id, as it stands here.")
    return page(request, "expectation.html", found=found, dismissed=dismissed)


def _dues(request: Request, view: View) -> Dues:
    return drawing.digest(request, view, "expectations", lambda _, now: dues_of(now))


def _on(request: Request, dues: Dues) -> date:
    return day_of(dues, asked.day(request, "as_of"), datetime.now(UTC).date())


def _first(dues: Dues, on: date) -> Due:
    """The first group that holds something."""
    held = {group_of(line, on) for line in dues.lines}
    order = (Due.SOON, Due.OVERDUE, Due.LATER, Due.SETTLED, Due.UNKNOWN)
    return next((group for group in order if group in held), Due.SOON)


ROUTES = [Route("/expectations", expectations), Route("/expectations/{name}", expectation)]

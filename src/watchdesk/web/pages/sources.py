"""Outlets, feeds and refusals; how reliable an outlet is, which is set here."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers.listed import Turned
from watchdesk.answers.outlets import outlets_of, sources_told
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.rated import Rating
from watchdesk.web import asked, drawing
from watchdesk.web.asked import BadRequest
from watchdesk.web.serving import page, served_by, viewed, written

_SIZE = 40
_RATINGS = 50
_DONE = {
    "set": "It is written into watch.toml.",
    "same": "watch.toml says so already; nothing was changed.",
    "undone": "It is set back, and watch.toml says so.",
}


def sources(request: Request) -> Response:
    """The page."""
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    done = asked.choice(request, "done", tuple(_DONE))
    with viewed(request) as (desk, view):
        every = drawing.digest(
            request,
            view,
            f"sources {hash(desk.watch.source)}",
            lambda desk, now: outlets_of(now, desk.watch),
        )
        told = sources_told(view, desk.watch, every, Turned(_SIZE, offset))
    log, fault = _ratings(desk)
    return page(
        request,
        "sources.html",
        told=told,
        done=_DONE[done] if done else None,
        ratings=log[::-1][:_RATINGS],
        newest={one.id for one in {one.outlet: one for one in log}.values()},
        log_fault=fault,
        query=drawing.query(request),
        size=_SIZE,
    )


def _ratings(desk: Desk) -> tuple[tuple[Rating, ...], str | None]:
    try:
        return desk.ratings(), None
    except DeskError as error:
        return (), str(error)


async def rate(request: Request) -> Response:
    """Set how reliable an outlet is."""
    form = await written(request)
    outlet, grade, because = (str(form.get(name, "")) for name in ("outlet", "grade", "because"))
    return await run_in_threadpool(_rate, request, outlet, grade, because)


def _rate(request: Request, outlet: str, grade: str, because: str) -> Response:
    served = served_by(request)
    with served.desk.view() as view:
        names = {one.name for one in outlets_of(view, served.desk.watch).items}
    if outlet not in names:
        raise BadRequest("No outlet of this desk has that name. Load the page anew.")
    made = served.desk.rate(outlet, grade, because)
    served.reload()
    return RedirectResponse(f"/sources?done={'set' if made else 'same'}", 303)


async def unrate(request: Request) -> Response:
    """Take back what was set."""
    form = await written(request)
    return await run_in_threadpool(_unrate, request, str(form.get("rating", "")))


def _unrate(request: Request, rating: str) -> Response:
    served = served_by(request)
    served.desk.unrate(rating)
    served.reload()
    return RedirectResponse("/sources?done=undone", 303)


ROUTES = [
    Route("/sources", sources),
    Route("/sources/reliability", rate, methods=["POST"]),
    Route("/sources/reliability/undo", unrate, methods=["POST"]),
]

"""For those who run a desk: whether the server lives, whether it can answer, and its figures."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from watchdesk.errors import WatchdeskError
from watchdesk.web.metered import Meter
from watchdesk.web.serving import served_by

_FRESH = {"Cache-Control": "no-store"}


async def health(_: Request) -> Response:
    """That the process lives; the ledger is not looked at."""
    return PlainTextResponse("ok\n", headers=_FRESH)


def ready(request: Request) -> Response:
    """Whether pages can be made: the ledger opens, and its records were made by these rules."""
    try:
        behind = served_by(request).desk.behind()
    except WatchdeskError as error:
        return PlainTextResponse(f"{error}\n", 503, headers=_FRESH)
    if behind:
        told = f"the records across articles are to be made again: {behind}\n"
        return PlainTextResponse(told, 503, headers=_FRESH)
    return PlainTextResponse("ready\n", headers=_FRESH)


def metrics(request: Request) -> Response:
    """The server's figures and the ledger's, for Prometheus."""
    meter: Meter = request.app.state.meter
    with served_by(request).desk.store.view() as view:
        told = meter.text(view)
    return Response(told, media_type=CONTENT_TYPE_LATEST, headers=_FRESH)


ROUTES = [
    Route("/healthz", health),
    Route("/readyz", ready),
    Route("/metrics", metrics),
]

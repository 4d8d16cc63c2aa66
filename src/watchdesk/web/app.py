"""The server's application: pages, feeds, API and static files under one set of rules."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from watchdesk.desk import Desk
from watchdesk.errors import WatchdeskError
from watchdesk.web import drawing
from watchdesk.web.api.app import described, mounted
from watchdesk.web.asked import BadRequest
from watchdesk.web.guard import Guard
from watchdesk.web.kept import Pages
from watchdesk.web.metered import Meter, Metered, rooms_of
from watchdesk.web.pages.week import warm
from watchdesk.web.serving import Served, prepared
from watchdesk.web.troubles import told

PAGES: tuple[str, ...] = (
    "week",
    "claims",
    "corrections",
    "article",
    "diff",
    "families",
    "actors",
    "search",
    "map",
    "matrix",
    "timeline",
    "expectations",
    "sources",
    "exports",
    "api",
    "feeds",
    "going",
    "health",
)
"""Modules of ``web.pages``, each with ``ROUTES``."""


def create_app(
    desk: Desk, token: str, *, host: str = "127.0.0.1", read_only: bool = False
) -> Starlette:
    """The application for one desk.

    ``token``: what a browser must show before it may write; ``host``: what the server listens on;
    ``read_only``: nothing may be written, whoever asks.
    """
    served = Served(desk, token, read_only=read_only)
    routes: list[BaseRoute] = [
        route for name in PAGES for route in import_module(f"watchdesk.web.pages.{name}").ROUTES
    ]
    static = Static(directory=Path(__file__).parent / "static")

    def who(headers: Headers) -> str:
        return "writes" if not read_only and served.keys.is_shown(headers) else "reads"

    @asynccontextmanager
    async def lasting(_: Starlette) -> AsyncIterator[None]:
        served.kept.get("templates", "", prepared, 0)
        warm(served)
        drawing.warm(served)
        served.kept.get("what the API can be asked", "", described, 0)
        yield
        served.kept.close()

    every = [*routes, mounted(served), Mount("/static", static)]
    meter = Meter()
    app = Starlette(
        routes=every,
        middleware=[
            Middleware(Metered, meter=meter, rooms=rooms_of(every)),
            Middleware(Guard, keys=served.keys, trouble=told, host=host),
            Middleware(Pages, mark=served.mark, who=who, forget=served.kept.forget),
            Middleware(_Packed),
        ],
        exception_handlers={
            HTTPException: _trouble,
            BadRequest: _trouble,
            WatchdeskError: _trouble,
            500: _trouble,
        },
        lifespan=lasting,
    )
    app.state.served = served
    app.state.meter = meter
    return app


async def _trouble(request: Request, error: Exception) -> Response:
    return told(request, error)


class _Packed(GZipMiddleware):
    """Packs what ``Pages`` does not: static files and the API."""


class Static(StaticFiles):
    """Files of the pages, which a browser may keep for a day."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, with how long it may be kept."""
        answer: Response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "public, max-age=86400"
        return answer

    def get_path(self, scope: Scope) -> str:
        """The path inside the folder; whatever leads out of it is not found."""
        path = super().get_path(scope)
        if "\0" in path or path.startswith(("/", "..")):
            raise HTTPException(404)
        return path

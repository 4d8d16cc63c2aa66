"""The server's application: pages, feeds, API and static files under one set of rules."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from watchdesk.desk import Desk
from watchdesk.web.api.app import ROOT, LazyApi
from watchdesk.web.serving import Served

PAGES: tuple[str, ...] = ("article", "diff", "families", "actors", "search", "api", "going")
"""Modules of ``web.pages``, each with ``ROUTES``."""


def create_app(desk: Desk, token: str) -> Starlette:
    """The application for one desk; ``token``: what a browser must show before it may write."""
    routes: list[BaseRoute] = [
        route for name in PAGES for route in import_module(f"watchdesk.web.pages.{name}").ROUTES
    ]
    static = StaticFiles(directory=Path(__file__).parent / "static")
    served = Served(desk, token)
    api = Mount(ROOT, LazyApi(served))
    app = Starlette(routes=[*routes, api, Mount("/static", static)])
    app.state.served = served
    return app

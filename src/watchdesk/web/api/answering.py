"""How the API answers: one view, an entity tag from its state, a record as JSON, links to turn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from watchdesk import __version__
from watchdesk.answers.cited import Cut
from watchdesk.desk import Desk
from watchdesk.store import View
from watchdesk.web.api.asked import FURTHEST, Asked, Paged
from watchdesk.web.serving import Served

Make = Callable[[Desk, View], BaseModel]


class HasCut(Protocol):
    """A page of a list."""

    @property
    def cut(self) -> Cut:
        """How much of it there is."""


def answered(request: Request, asked: Asked, make: Make, *, marked: bool = True) -> Response:
    """What is made of a view of the day that is asked for, as JSON.

    With ``marked`` the entity tag stands for the state of the records (weak); without, for the
    very bytes (strong), for what is not kept among the records.
    """
    served: Served = request.app.state.served
    with served.desk.view(asked.day) as view:
        tag = _tag(view, served.desk, request) if marked else ""
        if tag and _is_known(request, tag):
            return _unchanged(tag)
        made = make(served.desk, view)
    body = made.model_dump_json().encode()
    if not marked:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if _is_known(request, tag):
            return _unchanged(tag)
    headers = _headers(tag)
    if isinstance(asked, Paged) and isinstance(cut := getattr(made, "cut", None), Cut):
        headers["Link"] = _links(request, asked, cut)
    return Response(body, 200, headers, "application/json")


def moved(request: Request, name: str) -> Response:
    """Leads from an id that was merged away to the one that stands for it now."""
    path, _, _ = request.url.path.rpartition("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{path}/{name}{query}", 303)


def _tag(view: View, desk: Desk, request: Request) -> str:
    query = sorted(request.query_params.multi_items())
    parts = (view.mark(), desk.watch.model_dump_json(), __version__, request.url.path, query)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _is_known(request: Request, tag: str) -> bool:
    """Whether the client holds this already; compared weakly, as RFC 9110 has it."""
    told = ",".join(request.headers.getlist("if-none-match"))
    known = {one.strip().removeprefix("W/") for one in told.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def _unchanged(tag: str) -> Response:
    return Response(status_code=304, headers=_headers(tag))


def _links(request: Request, asked: Paged, cut: Cut) -> str:
    """Where the pages around this one are (RFC 8288)."""
    wanted = {"first": 0}
    if asked.offset:
        wanted["prev"] = max(0, asked.offset - asked.limit)
    if cut.more and cut.shown == asked.limit and asked.offset + asked.limit <= FURTHEST:
        wanted["next"] = asked.offset + asked.limit
    links = []
    for name, offset in wanted.items():
        url = request.url.include_query_params(offset=offset, limit=asked.limit)
        links.append(f'<{url.path}?{url.query}>; rel="{name}"')
    return ", ".join(links)

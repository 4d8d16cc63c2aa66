"""The desk as a feed to subscribe to: its newest briefs, and what moved."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk.answers.feeding import Told, feed
from watchdesk.answers.subscribed import periods
from watchdesk.brief.edits_file import FOLDER
from watchdesk.brief.feeds import Feed, atom, json_feed
from watchdesk.briefs import Wanted, brief_of
from watchdesk.web.pages.week import name_of
from watchdesk.web.serving import Served, served_by

_ANYWHERE = "http://localhost"
"""The server's address until it is known under which one it was asked."""
_PATIENCE = 120.0
"""Seconds a reader waits for a feed that was never made."""


def atom_feed(request: Request) -> Response:
    """The feed as Atom."""
    found = _feed(request)
    return _answer(request, atom(found), found, "application/atom+xml; charset=utf-8")


def json_form(request: Request) -> Response:
    """The feed as JSON Feed."""
    found = _feed(request)
    return _answer(request, json_feed(found), found, "application/feed+json; charset=utf-8")


def _feed(request: Request) -> Feed:
    served = served_by(request)
    mark = f"{served.mark()} {_edited(served)}"
    made = served.kept.get("feed", mark, lambda: _made(served), _PATIENCE)
    if made is None:
        raise HTTPException(503, "The feed is being made; ask again in a minute.")
    found: Feed = made.value
    return found._replace(home=str(request.base_url).rstrip("/"))


def _edited(served: Served) -> int:
    """Stands for the state of the editor's files."""
    folder = served.desk.folder / FOLDER
    return max((one.stat().st_mtime_ns for one in folder.glob("*.toml")), default=0)


def _made(served: Served) -> Feed:
    desk = served.desk
    with desk.view() as view:
        told = []
        for period in periods(view, desk.watch):
            made = brief_of(desk, Wanted(period))
            told.append(Told(made.brief, made.edited_at, f"/brief/{name_of(period)}"))
        return feed(view, desk.watch, told, _ANYWHERE, datetime.combine(date.today(), time(), UTC))


def _answer(request: Request, body: str, made: Feed, media_type: str) -> Response:
    told = body.encode()
    tag = f'"{hashlib.sha256(told).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(made.updated.astimezone(UTC), usegmt=True),
        "Cache-Control": "private, no-cache",
    }
    if _is_held(request, tag, made.updated):
        return Response(status_code=304, headers=headers)
    return Response(told, media_type=media_type, headers=headers)


def _is_held(request: Request, tag: str, updated: datetime) -> bool:
    """Whether who asks holds it already: by the tag, or where none is sent by the time."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return tag in known or "*" in known
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        held = parsedate_to_datetime(since)
    except ValueError:
        return False
    held = held if held.tzinfo else held.replace(tzinfo=UTC)
    return updated.replace(microsecond=0) <= held


ROUTES = [Route("/feeds/atom.xml", atom_feed), Route("/feeds/feed.json", json_form)]

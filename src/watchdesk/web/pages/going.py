"""From any id or address to its page."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchdesk.answers.resolved import resolved
from watchdesk.asking import entities
from watchdesk.records import Claim, Position
from watchdesk.store import View
from watchdesk.web import asked
from watchdesk.web.links import to_actor, to_record, to_words, with_day
from watchdesk.web.serving import viewed

_ADDRESS = re.compile(r"(cap-[0-9a-f]{16})(?:#|%23)char=(\d{1,12}),(\d{1,12})")
_CHARACTERS = re.compile(r"\d{1,12},\d{1,12}")
_WHAT = (
    "What leads somewhere: an id such as clm-, art-, cap-, fam-, sto-, con-, pos-, exp-, cor-, "
    "rul-, att-, men- or evt- with 16 digits behind it, copied whole; an address such as "
    "cap-…#char=12,80; an actor such as country:UA; or the name of one."
)


def go(request: Request) -> Response:
    """From an id, an address, or the name of somebody."""
    return _to(request, request.path_params["name"].strip())


def capture(request: Request) -> Response:
    """From a capture, or words in it."""
    name = request.path_params["name"]
    words = asked.text(request, "char")
    if words is not None and not _CHARACTERS.fullmatch(words):
        raise asked.BadRequest("“char” is no stretch of the text such as 12,80.")
    return _to(request, f"{name}#char={words}" if words else name)


def _to(request: Request, name: str) -> Response:
    if len(name) > asked.LONGEST or "\0" in name:
        raise asked.BadRequest("This is too long for an id or an address.")
    if match := _ADDRESS.fullmatch(name):
        name = f"{match[1]}#char={match[2]},{match[3]}"
    with viewed(request) as (desk, view):
        found = resolved(view, desk.watch, name)
        if found is not None:
            path = to_words(found.words.at) if found.words else to_record(found.id)
        else:
            path = _actor(view, name) or ""
    if not path:
        raise HTTPException(
            404, f"Nothing in this ledger goes by this name, as it stands here. {_WHAT}"
        )
    return RedirectResponse(with_day(path, asked.text(request, "as_of")), 303)


def _actor(view: View, name: str) -> str | None:
    """The page of somebody with an entity id or a name of which the ledger tells."""
    for entity in entities(name):
        if view.names_of([entity]) or view.records(Position, [f"actor:{entity}"], None, 1):
            return to_actor(entity)
        if view.records(Claim, [f"speaker:{entity}"], None, 1):
            return to_actor(entity)
    return None


ROUTES = [
    Route("/go/{name:path}", go),
    Route("/captures/{name}", capture),
]

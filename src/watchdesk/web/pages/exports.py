"""Exports: which formats there are, what their columns mean, and the ledger in one of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Generator
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from watchdesk.errors import DeskError
from watchdesk.export import Asked, Format, Given, Left, find, formats, streamed
from watchdesk.web import asked
from watchdesk.web.links import to_dictionary, to_export
from watchdesk.web.serving import Served, page, served_by
from watchdesk.web.streaming import sent

_PLAIN = re.compile(r"[^a-z0-9]+")
_TLP = ("white", "green", "amber", "red")
_YES, _NO = ("1", "true", "yes"), ("0", "false", "no")


def exports(request: Request) -> Response:
    """The list of formats, with what of the ledger is wanted."""
    asked.period(request)
    asked.day(request, "as_of")
    query = {name: asked.text(request, name) for name in ("week", "from", "to", "as_of")}
    wanted = {name: _is_set(request, name) for name in ("everything", "text")}
    links = {
        one.name: to_export(
            one.name, **query, **{name: "1" for name in one.options if wanted.get(name)}
        )
        for one in formats()
    }
    return page(
        request,
        "export.html",
        formats=formats(),
        links=links,
        query=query,
        wanted=wanted,
        to_dictionary=to_dictionary,
    )


def dictionary(request: Request) -> Response:
    """What the columns of a format mean."""
    return page(request, "dictionary.html", format=_form(request), to_export=to_export)


async def export(request: Request) -> Response:
    """The ledger in a format, sent while it is written."""
    form, served = _form(request), served_by(request)
    wanted = Asked(
        asked.period(request),
        everything=_is_set(request, "everything"),
        text=_is_set(request, "text"),
        tlp=asked.choice(request, "tlp", _TLP),
    )
    day = asked.day(request, "as_of")
    mark = await run_in_threadpool(served.mark)
    tag = hashlib.blake2b(f"{form.name} {mark} {day} {wanted}".encode(), digest_size=12)
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(request, served, form)}"',
        "ETag": f'W/"{tag.hexdigest()}"',
        "Cache-Control": "private, no-cache",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = "application/zip" if form.is_many else form.media_type
    if request.method == "HEAD":
        return Response(headers=headers, media_type=kind)
    body = await _begun(served, form, wanted, day)
    return StreamingResponse(body, headers=headers, media_type=kind)


async def _begun(
    served: Served, form: Format, wanted: Asked, day: date | None
) -> AsyncIterator[bytes]:
    """The pieces of an export that has begun: what goes wrong at once is told as a page."""
    if not served.exporting.acquire(blocking=False):
        words = "Other exports are being written. Ask again when they are done."
        raise HTTPException(503, words)

    def written() -> Generator[bytes, None, None]:
        try:
            with served.desk.view(day) as view:
                yield from streamed(form, Given(view, served.desk.watch, wanted, Left()))
        finally:
            served.exporting.release()

    pieces = sent(written)
    first = await anext(pieces, b"")

    async def whole() -> AsyncIterator[bytes]:
        try:
            yield first
            async for piece in pieces:
                yield piece
        finally:
            await pieces.aclose()

    return whole()


def _form(request: Request) -> Format:
    try:
        return find(request.path_params["name"])
    except DeskError as error:
        words = f"{error.where[:80]} {error.reason} [{error.code}]. {error.cure}."
        raise HTTPException(404, words) from error


def _is_set(request: Request, name: str) -> bool:
    return asked.choice(request, name, (*_YES, *_NO)) in _YES


def _file_name(request: Request, served: Served, form: Format) -> str:
    """Of the desk, the format and the time that is asked for."""
    names = [served.desk.watch.name, "" if f".{form.name}" in form.ending else form.name]
    names += [asked.text(request, name) or "" for name in ("week", "from", "to", "as_of")]
    told = (_PLAIN.sub("-", name.lower()).strip("-")[:40] for name in names)
    return "-".join(name for name in told if name) + form.ending


ROUTES = [
    Route("/export", exports),
    Route("/export/{name}", export),
    Route("/export/{name}/dictionary", dictionary),
]

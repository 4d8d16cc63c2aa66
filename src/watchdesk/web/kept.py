"""Answers that are kept: whole pages while the ledger is the same, and what takes long to make."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST_PAGES = 600
_LARGEST = 400_000
"""Bytes of a page that is kept."""
_STALE = 2.0
"""Seconds for which a page may be told as it was, while articles come in."""
_LOOKED = 0.2
"""Seconds for which the state of the ledger is not looked up again."""
_MOST_MADE = 40
_SMALL = 600
"""Bytes below which packing is not worth while."""
_PACK = 5


class Made(NamedTuple):
    """Something made from the ledger in a state of it."""

    mark: str
    value: Any
    at: float
    """When, by ``time.time``."""


class Kept:
    """What takes long to make: the last one is told at once while a newer one is made."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._making: dict[str, Future[Made]] = {}
        self._lock = threading.Lock()
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="watchdesk-making")

    def get(
        self, key: str, mark: str, make: Callable[[], Any], patience: float | None = None
    ) -> Made | None:
        """What was made for a key; the last one when the ledger has changed since.

        What was never made is waited for, with ``patience`` so many seconds at most; ``None`` when
        it is not ready by then. Raises whatever ``make`` raises.
        """
        with self._lock:
            found = self._made.get(key)
            if found is not None and found.mark == mark:
                self._made.move_to_end(key)
                return found
            making = self._making.get(key)
            if making is None:
                making = self._maker.submit(self._make, key, mark, make)
                self._making[key] = making
        if found is not None:
            return found
        try:
            return making.result(patience)
        except TimeoutError:
            return None

    def _make(self, key: str, mark: str, make: Callable[[], Any]) -> Made:
        try:
            made = Made(mark, make(), time.time())
            with self._lock:
                self._made[key] = made
                while len(self._made) > _MOST_MADE:
                    self._made.popitem(last=False)
            return made
        finally:
            with self._lock:
                self._making.pop(key, None)

    def forget(self) -> None:
        """Tell nothing of old: somebody wrote, and is to see it at once."""
        with self._lock:
            self._made.clear()

    def close(self) -> None:
        """Wait for nothing any more."""
        self._maker.shutdown(wait=False, cancel_futures=True)


class Sheet(NamedTuple):
    """A whole answer."""

    mark: str
    at: float
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes | None
    tag: bytes


class Pages:
    """Keeps whole pages, packed, while the ledger stays as it is, and tells browsers what they
    have already. A page asked for by many at once is made once."""

    def __init__(
        self, app: ASGIApp, mark: Callable[[], str], who: Callable[[Headers], str]
    ) -> None:
        """``mark``: stands for the state of the ledger; ``who``: for what a page depends on of who
        asks."""
        self.app = app
        self._mark = mark
        self._who = who
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._making: dict[str, Any] = {}
        self._known = ("", 0.0)

    def clear(self) -> None:
        """Forget all pages: something was written."""
        self._sheets.clear()
        self._known = ("", 0.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page that is kept, or keep what the application answers."""
        if scope["type"] != "http" or not _is_page(scope):
            await self.app(scope, receive, send)
            if scope["type"] == "http" and scope["method"] == "POST":
                self.clear()
            return
        headers = Headers(scope=scope)
        key = f"{self._who(headers)} {scope['path']}?{scope['query_string'].decode('latin-1')}"
        mark = await self._state()
        sheet = self._sheets.get(key)
        now = time.monotonic()
        if sheet is None or (sheet.mark != mark and now - sheet.at > _STALE):
            sheet = await self._one(key, mark, scope, receive)
        await _sent(sheet, headers, scope["method"] == "HEAD", send)

    async def _state(self) -> str:
        mark, at = self._known
        if time.monotonic() - at > _LOOKED or not mark:
            mark = await run_in_threadpool(self._mark)
            self._known = (mark, time.monotonic())
        return mark

    async def _one(self, key: str, mark: str, scope: Scope, receive: Receive) -> Sheet:
        """The page, made once for all who ask for it meanwhile."""
        import asyncio  # noqa: PLC0415 — with the server only

        making = self._making.get(key)
        if making is None:
            making = asyncio.ensure_future(self._make(mark, scope, receive))
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key, None))
        sheet: Sheet = await asyncio.shield(making)
        if sheet.status == 200 and len(sheet.body) <= _LARGEST:
            self._sheets[key] = sheet
            self._sheets.move_to_end(key)
            while len(self._sheets) > _MOST_PAGES:
                self._sheets.popitem(last=False)
        return sheet

    async def _make(self, mark: str, scope: Scope, receive: Receive) -> Sheet:
        status, headers, body = 500, [], bytearray()

        async def take(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self.app({**scope, "method": "GET"}, receive, take)
        told = bytes(body)
        packed = None
        if len(told) > _SMALL:
            packed = await run_in_threadpool(gzip.compress, told, _PACK, mtime=0)
        tag = b'"' + hashlib.blake2b(told, digest_size=12).hexdigest().encode() + b'"'
        headers = [pair for pair in headers if pair[0] not in {b"content-length", b"etag"}]
        return Sheet(mark, time.monotonic(), status, headers, told, packed, tag)


def _is_page(scope: Scope) -> bool:
    path = scope["path"]
    away = path.startswith(("/static/", "/api", "/export", "/feeds/"))
    return scope["method"] in {"GET", "HEAD"} and not away


async def _sent(sheet: Sheet, headers: Headers, is_head: bool, send: Send) -> None:
    packed = sheet.packed is not None and "gzip" in headers.get("accept-encoding", "")
    body = (sheet.packed or b"") if packed else sheet.body
    held = {name for name, _ in sheet.headers}
    told = [*sheet.headers, (b"vary", b"Accept-Encoding, Cookie")]
    if sheet.status == 200:
        told.append((b"etag", b"W/" + sheet.tag))
        if b"cache-control" not in held:
            told.append((b"cache-control", b"private, no-cache"))
        if sheet.tag.decode() in headers.get("if-none-match", ""):
            await send({"type": "http.response.start", "status": 304, "headers": told})
            await send({"type": "http.response.body", "body": b""})
            return
    if packed:
        told.append((b"content-encoding", b"gzip"))
    told.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": sheet.status, "headers": told})
    await send({"type": "http.response.body", "body": b"" if is_head else body})

"""Answers that are kept: whole pages while the ledger is the same, and what takes long to make.

While articles come in, the ledger changes all the time, and a server that made each page anew for
each change would do nothing else. So a page is told as it was for a moment, then made anew by the
side, one page at a time, and waited for where it would be too old. Who writes sees it at once.
"""

from __future__ import annotations

import asyncio
import gc
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
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST_PAGES = 600
_MOST_BYTES = 48_000_000
"""Bytes of all pages that are kept."""
_LARGEST = 400_000
"""Bytes of a page that is kept."""
_STALE = 2.0
"""Seconds for which a page is told as it was, without making it anew."""
_OLDEST = 30.0
"""Seconds for which it is told as it was while it is made anew by the side."""
_WAIT = 0.25
"""Seconds for which the newer page is waited for where nothing else is being made."""
_LOOKED = 0.2
"""Seconds for which the state of the ledger is not looked up again."""
_MOST_STATES = 200
_MOST_MADE = 40
_REST = 5
"""What took a second to make is not made anew for so many, so that readers have their share."""
_LONGEST_REST = 30.0
_SMALL = 600
"""Bytes below which packing is not worth while."""
_PACK = 5


class Made(NamedTuple):
    """Something made from the ledger in a state of it."""

    mark: str
    value: Any
    at: float
    """When, by ``time.time``."""
    again: float = 0.0
    """When it may be made anew, by ``time.monotonic``."""


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
            if found is not None:
                self._made.move_to_end(key)
                if found.mark == mark or time.monotonic() < found.again:
                    return found
            making = self._making.get(key)
            if making is None:
                making = Future()
                self._making[key] = making
                self._maker.submit(self._make, key, mark, make, making)
        if found is not None:
            return found
        try:
            return making.result(patience)
        except TimeoutError:
            return None

    def _make(self, key: str, mark: str, make: Callable[[], Any], making: Future[Made]) -> None:
        begun = time.monotonic()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                self._end(key, making)
            making.set_exception(error)
            return
        ended = time.monotonic()
        gc.freeze()  # or each full collection goes through all that is kept, while readers wait
        rest = min(_LONGEST_REST, _REST * (ended - begun))
        made = Made(mark, value, time.time(), ended + rest)
        with self._lock:
            if self._end(key, making):
                self._made[key] = made
                while len(self._made) > _MOST_MADE:
                    self._made.popitem(last=False)
        making.set_result(made)

    def _end(self, key: str, making: Future[Made]) -> bool:
        """Whether what was made is still wanted: nobody wrote since it was begun."""
        if self._making.get(key) is not making:
            return False
        del self._making[key]
        return True

    def forget(self) -> None:
        """Tell nothing of old: somebody wrote, and is to see it at once."""
        with self._lock:
            self._made.clear()
            self._making.clear()

    def close(self) -> None:
        """Wait for nothing any more."""
        self._maker.shutdown(wait=False, cancel_futures=True)


def is_behind(request: Request) -> None:
    """Say that the page asked for is drawn from something older than the ledger is now, so that it
    is not kept for long."""
    request.state.behind = True


class Sheet(NamedTuple):
    """A whole answer."""

    mark: str
    at: float
    """When it was begun, by ``time.monotonic``."""
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes | None
    tag: bytes
    behind: bool = False
    """Whether it was drawn from something older than the ledger was."""

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + len(self.packed or b"")

    @property
    def may_be_kept(self) -> bool:
        """Whether others may be told the same."""
        forbidden = any(b"no-store" in told for name, told in self.headers if name == _CACHING)
        return self.status == 200 and len(self.body) <= _LARGEST and not forbidden


_CACHING = b"cache-control"


class Pages:
    """Keeps whole pages, packed, while the ledger stays as it is, and tells browsers what they
    have already. A page asked for by many at once is made once."""

    def __init__(
        self,
        app: ASGIApp,
        mark: Callable[[], str],
        who: Callable[[Headers], str],
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        """``mark``: stands for the state of the ledger; ``who``: for what a page depends on of who
        asks; ``forget``: is called when something was written."""
        self.app = app
        self._mark = mark
        self._who = who
        self._forget = forget
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._bytes = 0
        self._making: dict[str, asyncio.Task[Sheet]] = {}
        self._beside: asyncio.Task[Sheet] | None = None
        """The page that is made anew by the side."""
        self._known = ("", 0.0)
        self._looking: asyncio.Task[str] | None = None
        self._held: OrderedDict[str, float] = OrderedDict()
        """When each state of the ledger was last seen to be the present one."""
        self._written = 0

    def clear(self) -> None:
        """Forget all pages, those too that are being made: something was written."""
        self._forget()
        self._sheets.clear()
        self._making.clear()
        self._bytes = 0
        self._known = ("", 0.0)
        self._looking = None
        self._written += 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page that is kept, or keep what the application answers."""
        if scope["type"] != "http" or not _is_page(scope):
            await self._pass(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = f"{self._who(headers)} {scope['path']}?{scope['query_string'].decode('latin-1')}"
        mark = await self._state()
        sheet = self._sheets.get(key)
        age = self._age(sheet, mark) if sheet else _OLDEST
        if sheet is None or age >= _OLDEST:
            sheet = await asyncio.shield(self._begin(key, mark, scope))
        elif age > _STALE:
            sheet = await self._renewed(key, mark, scope, sheet)
        else:
            self._sheets.move_to_end(key)
        await _sent(sheet, headers, scope["method"] == "HEAD", send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and forget all pages where it wrote something."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                self.clear()
            await send(message)

        await self.app(scope, receive, told)

    def _age(self, sheet: Sheet, mark: str) -> float:
        """For how long at most a page has not been the present one, in seconds."""
        if sheet.behind:
            return time.monotonic() - sheet.at
        if sheet.mark == mark:
            return 0
        return time.monotonic() - self._held.get(sheet.mark, -_OLDEST)

    async def _state(self) -> str:
        mark, at = self._known
        past = time.monotonic() - at
        if mark and past <= _LOOKED:
            return mark
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        elif mark and past <= _STALE:
            return mark
        return await asyncio.shield(self._looking)

    async def _look(self) -> str:
        written, begun = self._written, time.monotonic()
        mark = await run_in_threadpool(self._mark)
        if written == self._written:
            self._known = (mark, time.monotonic())
            self._held[mark] = begun
            self._held.move_to_end(mark)
            while len(self._held) > _MOST_STATES:
                self._held.popitem(last=False)
        return mark

    async def _renewed(self, key: str, mark: str, scope: Scope, old: Sheet) -> Sheet:
        """The page made anew where that is quick, or else the old one while that is done."""
        if self._beside is not None and not self._beside.done():
            return old
        self._beside = self._begin(key, mark, scope)
        done, _ = await asyncio.wait({self._beside}, timeout=_WAIT if not self._busy() else 0)
        made = done.pop() if done else None
        fine = made is not None and not made.cancelled() and made.exception() is None
        return made.result() if made is not None and fine else old

    def _busy(self) -> bool:
        return len(self._making) > 1

    def _begin(self, key: str, mark: str, scope: Scope) -> asyncio.Task[Sheet]:
        """The page, made once for all who ask for it meanwhile."""
        making = self._making.get(key)
        if making is None or making.done():
            making = asyncio.ensure_future(self._make(mark, scope))
            self._making[key] = making
            making.add_done_callback(lambda done: self._end(key, done))
        return making

    def _end(self, key: str, done: asyncio.Task[Sheet]) -> None:
        if self._making.get(key) is not done:
            return
        del self._making[key]
        if done.cancelled() or done.exception() is not None or not done.result().may_be_kept:
            return
        sheet = done.result()
        former = self._sheets.pop(key, None)
        self._sheets[key] = sheet
        self._bytes += sheet.size - (former.size if former else 0)
        while len(self._sheets) > _MOST_PAGES or self._bytes > _MOST_BYTES:
            self._bytes -= self._sheets.popitem(last=False)[1].size

    async def _make(self, mark: str, scope: Scope) -> Sheet:
        """Ask the application as nobody in particular would: who asked first may go away."""
        begun = time.monotonic()
        status, headers, body = 500, [], bytearray()
        state = dict(scope.get("state") or {})

        async def take(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        asked = [pair for pair in scope["headers"] if pair[0] not in _OWN]
        await self.app({**scope, "method": "GET", "headers": asked, "state": state}, _Asked(), take)
        told = bytes(body)
        packed = None
        if len(told) > _SMALL:
            packed = await run_in_threadpool(gzip.compress, told, _PACK, mtime=0)
        tag = b'"' + hashlib.blake2b(told, digest_size=12).hexdigest().encode() + b'"'
        headers = [pair for pair in headers if pair[0] not in {b"content-length", b"etag"}]
        behind = bool(state.get("behind"))
        return Sheet(mark, begun, status, headers, told, packed, tag, behind)


_OWN = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
"""What of a request is ours to answer, not the application's."""


class _Asked:
    """The body of a request that has none, of a client that stays."""

    def __init__(self) -> None:
        self.told = False

    async def __call__(self) -> Message:
        """The empty body, and then nothing ever."""
        if self.told:
            await asyncio.Event().wait()
        self.told = True
        return {"type": "http.request", "body": b"", "more_body": False}


def _is_page(scope: Scope) -> bool:
    path = scope["path"]
    away = path.startswith(("/static/", "/api", "/export", "/feeds/", "/healthz", "/readyz"))
    away = away or path == "/metrics"
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

"""Pages that are kept: made once for many, never too old, never told to whom they are not for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from watchdesk.web import kept
from watchdesk.web.kept import Kept, Pages, is_behind


class Site:
    """An application that counts what it is asked, behind ``Pages``."""

    def __init__(self, takes: float = 0.0) -> None:
        self.mark = "1"
        self.asked: list[str] = []
        self.takes = takes
        self.status = 200
        self.behind = False
        self.fails = False
        self.forgotten = 0
        self.pages = Pages(self.app, lambda: self.mark, _who, self.forget)

    def forget(self) -> None:
        self.forgotten += 1

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if scope["method"] == "GET":
            self.asked.append(scope["path"])
        state = self.mark
        await asyncio.sleep(self.takes)
        if self.fails:
            raise RuntimeError("broken")
        if self.behind:
            is_behind(request)
        who = "editor" if "cookie" in request.headers else "anybody"
        told = f"{who} {scope['path']} {state} {len(self.asked)}"
        await PlainTextResponse(told, self.status)(scope, receive, send)

    async def get(self, path: str = "/claims", *, cookie: bool = False, method: str = "GET") -> str:
        headers = [(b"host", b"testserver"), *([(b"cookie", b"a=b")] if cookie else [])]
        scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
        }
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            told.append(message)

        await self.pages(scope, receive, send)
        return b"".join(one.get("body", b"") for one in told).decode()


def _who(headers: Any) -> str:
    return "writes" if "cookie" in headers else "reads"


def run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(_awaited(test()), 20))


async def _awaited(what: Awaitable[None]) -> None:
    await what


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours in tenths of seconds."""
    monkeypatch.setattr(kept, "_LOOKED", 0.0)
    monkeypatch.setattr(kept, "_STALE", 0.1)
    monkeypatch.setattr(kept, "_OLDEST", 0.6)
    monkeypatch.setattr(kept, "_WAIT", 0.02)


def test_what_many_ask_for_is_made_once() -> None:
    async def test() -> None:
        site = Site(takes=0.05)
        told = await asyncio.gather(*(site.get() for _ in range(50)))
        assert len(site.asked) == 1
        assert len(set(told)) == 1
        assert await site.get() == told[0]
        assert len(site.asked) == 1

    run(test)


def test_who_may_write_and_who_may_not_never_get_each_others_page() -> None:
    async def test() -> None:
        site = Site(takes=0.02)
        told = await asyncio.gather(*(site.get(cookie=n % 2 == 0) for n in range(20)))
        assert all(one.startswith("editor") for one in told[::2])
        assert all(one.startswith("anybody") for one in told[1::2])

    run(test)


def test_who_goes_away_takes_no_page_from_the_others() -> None:
    async def test() -> None:
        site = Site(takes=0.05)
        first = asyncio.ensure_future(site.get())
        await asyncio.sleep(0.02)
        second = asyncio.ensure_future(site.get())
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).startswith("anybody /claims")
        assert len(site.asked) == 1

    run(test)


@pytest.mark.usefixtures("quick")
def test_a_page_is_told_as_it_was_while_it_is_made_anew_but_never_for_long() -> None:
    async def test() -> None:
        site = Site()
        old = await site.get()
        site.mark = "2"
        assert await site.get() == old
        await asyncio.sleep(0.2)
        site.takes = 0.1
        assert await site.get() == old
        await asyncio.sleep(0.3)
        assert (await site.get()).startswith("anybody /claims 2")
        site.mark, site.takes = "3", 0.0
        await asyncio.sleep(0.7)
        assert (await site.get()).startswith("anybody /claims 3")

    run(test)


@pytest.mark.usefixtures("quick")
def test_a_lone_reader_gets_the_newer_page_at_once_when_it_is_quick_to_make() -> None:
    async def test() -> None:
        site = Site()
        await site.get()
        await asyncio.sleep(0.2)
        await site.get()
        site.mark = "2"
        await site.get()
        await asyncio.sleep(0.2)
        assert (await site.get()).startswith("anybody /claims 2")

    run(test)


@pytest.mark.usefixtures("quick")
def test_a_page_drawn_from_something_older_is_not_taken_for_the_present_one() -> None:
    async def test() -> None:
        site = Site()
        site.behind = True
        old = await site.get()
        site.behind = False
        assert await site.get() == old
        await asyncio.sleep(0.2)
        new = await site.get()
        assert new != old
        await asyncio.sleep(0.7)
        assert await site.get() == new

    run(test)


def test_what_was_written_is_seen_at_once_even_by_who_asked_before() -> None:
    async def test() -> None:
        site = Site(takes=0.1)
        before = asyncio.ensure_future(site.get())
        await asyncio.sleep(0.05)
        site.mark = "2"
        await site.get(method="POST")
        assert site.forgotten == 1
        assert (await site.get()).startswith("anybody /claims 2")
        assert (await before).startswith("anybody /claims 1")
        assert (await site.get()).startswith("anybody /claims 2")

    run(test)


def test_a_write_that_is_refused_forgets_nothing() -> None:
    async def test() -> None:
        site = Site()
        old = await site.get()
        site.status = 403
        await site.get(method="POST")
        assert site.forgotten == 0
        assert await site.get() == old

    run(test)


def test_faults_are_not_kept() -> None:
    async def test() -> None:
        site = Site()
        site.status = 503
        await site.get()
        site.fails = True
        for _ in range(2):
            with pytest.raises(RuntimeError):
                await site.get()
        site.status, site.fails = 200, False
        assert (await site.get()).endswith(" 4")

    run(test)


@pytest.mark.usefixtures("quick")
def test_a_fault_while_a_page_is_made_anew_leaves_the_old_one() -> None:
    async def test() -> None:
        site = Site()
        old = await site.get()
        site.mark, site.fails = "2", True
        await site.get()
        await asyncio.sleep(0.2)
        assert await site.get() == old

    run(test)


def test_pages_that_are_kept_take_so_much_memory_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "_MOST_BYTES", 100)

    async def test() -> None:
        site = Site()
        for n in range(20):
            await site.get(f"/claims/{n}")
        await site.get("/claims/19")
        assert len(site.asked) == 20
        await site.get("/claims/0")
        assert len(site.asked) == 21

    run(test)


class TestKept:
    def test_the_last_one_is_told_while_a_newer_one_is_made(self) -> None:
        held = Kept()
        go = threading.Event()
        assert held.get("a", "1", lambda: "old")
        found = held.get("a", "2", lambda: go.wait(5) and "new")
        assert found is not None
        assert (found.mark, found.value) == ("1", "old")
        go.set()
        assert _soon(lambda: held.get("a", "2", lambda: "newer")).value == "new"
        held.close()

    def test_what_takes_long_is_not_made_anew_all_the_time(self) -> None:
        held = Kept()
        made: list[str] = []

        def make() -> str:
            time.sleep(0.05)
            made.append("")
            return "told"

        held.get("a", "0", make)
        until = time.monotonic() + 0.2
        n = 0
        while time.monotonic() < until:
            n += 1
            held.get("a", str(n), make)
            time.sleep(0.01)
        assert len(made) == 1
        held.close()

    def test_what_was_begun_before_somebody_wrote_is_not_told_after(self) -> None:
        held = Kept()
        begun, go = threading.Event(), threading.Event()

        def slow() -> str:
            begun.set()
            go.wait(5)
            return "old"

        assert held.get("a", "1", slow, 0) is None
        begun.wait(5)
        held.forget()
        go.set()
        found = held.get("a", "1", lambda: "new")
        assert found is not None
        assert found.value == "new"
        held.close()

    def test_a_fault_is_told_to_who_waits_and_not_kept(self) -> None:
        held = Kept()

        def broken() -> str:
            raise ValueError("broken")

        with pytest.raises(ValueError, match="broken"):
            held.get("a", "1", broken)
        found = held.get("a", "1", lambda: "well")
        assert found is not None
        assert found.value == "well"
        held.close()


def _soon(found: Callable[[], Any]) -> Any:
    for _ in range(200):
        told = found()
        if told.mark == "2":
            return told
        time.sleep(0.01)
    raise AssertionError("no newer one was made")

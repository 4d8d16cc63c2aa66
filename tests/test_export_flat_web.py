"""Exports over the desk's server: sent while they are written, closed at the end."""

from __future__ import annotations

import asyncio
import io
import json
import re
import shutil
import threading
import time
import zipfile
from collections.abc import Generator, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, find, formats, streamed
from watchdesk.periods import week
from watchdesk.web.app import create_app
from watchdesk.web.serving import EXPORTS
from watchdesk.web.streaming import sent

TOKEN = "a-token-of-this-test"


@pytest.fixture(scope="module")
def desk(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("sent") / "desk"
    shutil.copytree(sample_desk, folder)
    return Desk.open(folder)


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(desk, TOKEN), raise_server_exceptions=False) as made:
        yield made


def _made(desk: Desk, name: str, asked: Asked) -> bytes:
    with desk.view() as view:
        return b"".join(streamed(find(name), Given(view, desk.watch, asked, Left())))


def test_the_page_lists_every_format_with_its_link(client: TestClient) -> None:
    told = client.get("/export?week=2024-W33&everything=1&text=1").text
    for form in formats():
        (link,) = re.findall(rf'href="(/export/{form.name}\?[^"]*)"', told)
        assert "week=2024-W33" in link
        assert ("everything=1" in link) == ("everything" in form.options), form.name
        assert ("text=1" in link) == ("text" in form.options), form.name
    assert client.get("/export?week=nonsense").status_code == 400
    assert "/export" in client.get("/claims").text


def test_the_dictionary_tells_every_column(client: TestClient) -> None:
    for form in formats():
        told = client.get(f"/export/{form.name}/dictionary")
        assert told.status_code == 200
        text = unescape(told.text)
        for table in form.tables:
            for one in table.columns:
                assert f"<code>{one.name}</code>" in text, (form.name, table.name)
                assert one.meaning in text, (form.name, one.name)


@pytest.mark.parametrize(
    ("name", "asked", "query"),
    [
        ("jsonl", Asked(week("2024-W33"), text=True), "week=2024-W33&text=1"),
        ("csv", Asked(week("2024-W33"), everything=True), "week=2024-W33&everything=1"),
    ],
)
def test_what_is_sent_is_what_the_command_writes(
    desk: Desk, client: TestClient, name: str, asked: Asked, query: str
) -> None:
    answer = client.get(f"/export/{name}?{query}")
    assert answer.status_code == 200
    assert answer.content == _made(desk, name, asked)
    told = answer.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+-2024-w33\.[a-z.]+"', told), told
    if name == "csv":
        assert answer.headers["content-type"] == "application/zip"
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    again = client.get(f"/export/{name}?{query}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/export/{name}?as_of=2001-01-01").headers["etag"]
    assert other != answer.headers["etag"]
    assert client.head(f"/export/{name}?{query}").content == b""


def test_what_cannot_be_exported_is_told(client: TestClient) -> None:
    told = client.get("/export/parket")
    assert told.status_code == 404
    assert "W216" in told.text
    assert "parquet" in told.text
    hostile = client.get("/export/%3Cscript%3Ealert(1)%3C%2Fscript%3E/dictionary")
    assert hostile.status_code == 404
    assert "<script>alert" not in hostile.text
    for query in ("week=2024-W99", "as_of=tomorrow", "everything=perhaps", "tlp=pink", "from=%00"):
        assert client.get(f"/export/csv?{query}").status_code == 400, query
    assert client.post("/export/csv").status_code == 405


def test_a_few_are_written_at_once_and_others_told_to_wait(client: TestClient) -> None:
    served = client.app.state.served  # type: ignore[attr-defined]
    for _ in range(EXPORTS):
        assert served.exporting.acquire(blocking=False)
    try:
        told = client.get("/export/jsonl")
        assert told.status_code == 503
        assert told.headers["retry-after"]
    finally:
        for _ in range(EXPORTS):
            served.exporting.release()
    assert client.get("/export/jsonl?as_of=2001-01-01").status_code == 200


def test_who_hangs_up_ends_the_export(desk: Desk) -> None:
    """The view is closed and room is made for another export."""
    app = create_app(desk, TOKEN)
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "method": "GET",
        "path": "/export/jsonl", "raw_path": b"/export/jsonl", "query_string": b"text=1",
        "root_path": "", "scheme": "http", "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
    }  # fmt: skip
    got: list[bytes] = []

    async def asking() -> None:
        begun = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await begun.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                got.append(message["body"])
                begun.set()
                await asyncio.sleep(0.01)

        await app(scope, receive, send)

    asyncio.run(asyncio.wait_for(asking(), 20))
    assert len(b"".join(got)) < len(_made(desk, "jsonl", Asked(text=True))) / 2
    served, end = app.state.served, time.monotonic() + 5
    while time.monotonic() < end and _makers():
        time.sleep(0.02)
    assert not _makers()
    assert all(served.exporting.acquire(blocking=False) for _ in range(EXPORTS))


def _makers() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "watchdesk-streaming"]


def test_no_more_is_made_than_is_taken() -> None:
    made, closed = 0, threading.Event()

    def make() -> Generator[bytes, None, None]:
        nonlocal made
        try:
            while True:
                made += 1
                yield bytes(1 << 16)
        finally:
            closed.set()

    async def taking() -> int:
        pieces = sent(make)
        for _ in range(3):
            await anext(pieces)
        await asyncio.sleep(0.3)
        ahead = made
        await pieces.aclose()
        return ahead

    assert asyncio.run(taking()) < 20
    assert closed.wait(5)


def test_what_goes_wrong_on_the_way_breaks_the_answer() -> None:
    def make() -> Generator[bytes, None, None]:
        yield b"begun"
        raise ValueError("no more")

    async def taking() -> list[bytes]:
        return [piece async for piece in sent(make)]

    with pytest.raises(ValueError, match="no more"):
        asyncio.run(taking())


def test_lines_are_whole_however_they_are_cut(client: TestClient) -> None:
    with client.stream("GET", "/export/jsonl") as answer:
        lines = list(answer.iter_lines())
    assert all(json.loads(line)["kind"] for line in lines)

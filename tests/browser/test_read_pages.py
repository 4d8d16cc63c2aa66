"""Pages to read from, in a browser: the words are in view, and nobody is kept out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpers_pages import PHONE, at_target, axe

from watchdesk.desk import Desk
from watchdesk.records import Claim, Correction, Position, RelationKind, Story
from watchdesk.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def served(sample_desk: Path) -> Iterator[str]:
    import uvicorn

    app = create_app(Desk.open(sample_desk), "a token")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    ending = time.monotonic() + 30
    while not server.started and time.monotonic() < ending:
        time.sleep(0.05)
    (port,) = {s.getsockname()[1] for one in server.servers for s in one.sockets}
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def paths(sample_desk: Path) -> list[str]:
    desk = Desk.open(sample_desk)
    with desk.view() as view:
        tie = next(t for t in view.relations() if t.kind is RelationKind.UPDATED)
    claim = next(c for c in desk.records(Claim) if len(c.members) > 2)
    at, moved = claim.at, next(p for p in desk.records(Position) if p.previous)
    return [
        f"/articles/{at.article}?words={at.span.start},{at.span.end}&show=claim&show=event#words",
        f"/diff/{tie.a}/{tie.b}",
        f"/changes/{desk.records(Correction)[0].id}",
        f"/stories/{desk.records(Story)[0].id}",
        f"/actors/{moved.actor}",
        f"/positions/{moved.id}",
        "/search?q=said",
        "/actors",
    ]


@pytest.mark.parametrize(("scheme", "size"), [("dark", PHONE)], ids=["phone-dark"])
def test_axe_finds_nothing_and_nothing_runs_over(
    browser: Browser, served: str, paths: list[str], scheme: Any, size: Any
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in paths:
        page.goto(served + path)
        assert axe(page)["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_the_words_are_in_view_without_scripts_and_nothing_is_complained_of(
    browser: Browser, served: str, paths: list[str]
) -> None:
    phone: Any = PHONE
    context = browser.new_context(viewport=phone, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + paths[0])
    assert page.locator("mark#words").inner_text()
    context.close()
    context = browser.new_context(viewport=phone)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(served + paths[0])
    assert at_target(page).inner_text()
    page.goto(served + "/search?q=ceasefire")
    page.locator("blockquote a").first.click()
    page.wait_for_url("**#words", wait_until="load")
    page.wait_for_timeout(200)
    assert "ceasefire" in at_target(page).inner_text().casefold()
    assert troubles == []
    context.close()

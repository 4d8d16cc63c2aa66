"""Tests that need a browser. Collected only when asked for: see ``make test-browser``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from helpers_pages import CHROMIUM, DESKTOP, QUIET

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

collect_ignore_glob = [] if os.environ.get("WATCHDESK_BROWSER") else ["test_*.py"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield one
        one.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """Opens a module's page as asked for; at the end nothing may have been fetched or complained
    of."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def open_page(fragment: str = "", **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda request: (
                troubles.append(request.url) if request.url.split("#")[0] != address else None
            ),
        )
        page.goto(address + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []

"""A page of the ledger that a server says is gone is noted as deleted, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from helpers_web import Server, served
from watchdesk.desk import Desk
from watchdesk.intake import Context, Web
from watchdesk.intake.gone import is_gone, notice
from watchdesk.records import Correction, CorrectionKind, Fetch, FetchState

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)
WEB = Web(allow_private=True, pause=0, now=lambda: NOON, seconds=5)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Pier shut</title></head><body><article>
<h1>Pier shut after storm</h1><p>The pier of the old harbour was shut on Monday after a storm had
damaged it, the harbour master Ilse Brandvold said.</p><p>She said that 40 boats had been moved to
the new quay and that nobody was hurt.</p></article></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as found:
        yield found


def look(desk: Desk, address: str, moment: datetime = NOON) -> None:
    web = replace(WEB, now=lambda: moment)
    desk.ingest([address], context=Context(web=web), today=date(2026, 5, 8))


@pytest.mark.parametrize("status", [404, 410])
def test_a_known_page_that_is_gone_is_noted_once_with_moment_and_address(
    tmp_path: Path, server: Server, status: int
) -> None:
    desk = Desk.init(tmp_path / "desk")
    address = server.give("/pier", PAGE, {"Content-Type": "text/html"})
    look(desk, address)
    assert desk.records(Correction) == []
    server.give("/pier", "no such page", status=status)
    look(desk, address, LATER)
    (found,) = desk.records(Correction)
    assert found.kind is CorrectionKind.DELETION
    assert found.on.contains(LATER.date())
    assert found.statements
    with desk.store.view() as view:
        answer = view.capture(found.at.capture)
    assert answer is not None
    assert found.at.span.text_of(answer.text).startswith(f"HTTP {status} ")
    assert (answer.uri, answer.captured_at) == (address, LATER)
    look(desk, address, LATER + timedelta(days=1))
    assert desk.records(Correction) == [found]


@pytest.mark.parametrize("status", [500, 503, 403, 429])
def test_a_server_that_fails_or_refuses_deletes_nothing(
    tmp_path: Path, server: Server, status: int
) -> None:
    desk = Desk.init(tmp_path / "desk")
    address = server.give("/pier", PAGE, {"Content-Type": "text/html"})
    look(desk, address)
    server.give("/pier", "later", status=status)
    look(desk, address, LATER)
    assert desk.records(Correction) == []


def test_a_server_that_does_not_answer_deletes_nothing(tmp_path: Path) -> None:
    desk = Desk.init(tmp_path / "desk")
    with served() as server:
        address = server.give("/pier", PAGE, {"Content-Type": "text/html"})
        look(desk, address)
    look(desk, address, LATER)
    assert desk.records(Correction) == []


def test_a_page_never_seen_is_only_refused(tmp_path: Path, server: Server) -> None:
    desk = Desk.init(tmp_path / "desk")
    address = server.give("/never", "no such page", status=404)
    look(desk, address)
    with desk.store.view() as view:
        assert view.counts()["capture"] == 0
    assert desk.records(Correction) == []


def test_only_an_answer_that_nothing_is_there_is_a_notice() -> None:
    gone = Fetch(uri="https://a.example/1", state=FetchState.FAILED, fetched_at=NOON, status=404)
    assert is_gone(gone)
    assert not is_gone(gone.model_copy(update={"status": None}))
    assert not is_gone(gone.model_copy(update={"state": FetchState.FRESH}))
    assert notice(gone, None) is None

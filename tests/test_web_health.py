"""What those who run a desk ask its server: whether it lives, whether it is ready, its figures."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from watchdesk.desk import Desk
from watchdesk.web.app import create_app


@pytest.fixture
def folder(small_desk: Path, tmp_path: Path) -> Path:
    return Path(copytree(small_desk, tmp_path / "desk"))


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Desk.open(folder), "secret"), raise_server_exceptions=False) as one:
        yield one


def figures(client: TestClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_server_lives_and_is_ready(client: TestClient) -> None:
    for path, told in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, told)
        assert answer.headers["cache-control"] == "no-store"


def test_a_ledger_of_other_rules_or_none_is_not_ready_but_the_server_lives(
    client: TestClient, folder: Path
) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as db, db:
        db.execute("UPDATE posting SET rules = '0'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text.count("\n")) == (503, 1)
    assert "to be made again" in answer.text
    for one in folder.glob("ledger.db*"):
        one.unlink()
    (folder / "ledger.db").write_bytes(b"no database at all" * 1000)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "[W3" in answer.text
    assert client.get("/healthz").status_code == 200


def test_figures_count_by_room_and_made_up_paths_are_one(client: TestClient) -> None:
    for path in ("/claims", "/claims", "/claims/clm-0000000000000000", "/a", "/b/<x>", "/c?d=e"):
        client.get(path)
    found = figures(client)
    name = "watchdesk_request_seconds_count"
    assert found[name, (("room", "claims"), ("status", "2xx"))] == 2
    assert found[name, (("room", "claims"), ("status", "4xx"))] == 1
    assert found[name, (("room", "other"), ("status", "4xx"))] == 3
    assert found["watchdesk_requests_running", ()] == 1  # the one that asks
    assert {dict(labels).get("room") for key, labels in found if key == name} <= {
        "claims",
        "other",
        "metrics",
    }


def test_figures_tell_what_the_ledger_holds(client: TestClient, folder: Path) -> None:
    found = figures(client)
    with Desk.open(folder).view() as view:
        for kind, count in view.counts().items():
            assert found["watchdesk_ledger_rows", (("kind", kind),)] == count
    assert found["watchdesk_ledger_recorded_timestamp_seconds", ()] > 1_700_000_000
    assert found["watchdesk_feeds", ()] == found["watchdesk_feeds_failing", ()] == 0


def test_figures_are_told_under_the_desks_own_name_only(client: TestClient) -> None:
    assert client.get("/metrics", headers={"host": "evil.example"}).status_code == 400

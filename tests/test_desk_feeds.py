"""A desk reads its feeds: once, politely, whole, and tells how each is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from helpers_desk import laid_bare, rows_in, run
from helpers_web import Server, served
from watchdesk import pipeline
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.ingest import IngestReport
from watchdesk.intake import Context, Web
from watchdesk.records import Capture, Fetch, FetchState, Reading
from watchdesk.store import Health, SqliteStore, Store
from watchdesk.watch import load_watch

STORIES = {
    "Ferries stopped": "The ferries to Skerry were stopped on Monday, the harbour master said.",
    "Grain moves again": "A first ship with grain left the port of Tarnova, the ministry said.",
    "Envoys to meet": "Envoys of both sides will meet in Geneva next week, officials said.",
}
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WEB = Web(allow_private=True, pause=0, now=lambda: NOON, seconds=10)
KIND = {"Content-Type": "application/rss+xml"}


def feed(stories: dict[str, str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>/{title[:5]}</link>"
        f"<pubDate>Mon, 04 May 2026 08:00:00 GMT</pubDate><description>{text}</description></item>"
        for title, text in stories.items()
    )
    return f"<rss><channel><title>Gull Daily</title>{items}</channel></rss>"


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Desk:
    """A desk with one feed."""
    return made(tmp_path / "desk", [server.url("/feed.xml")])


def made(folder: Path, feeds: list[str]) -> Desk:
    folder.mkdir()
    (folder / "watch.toml").write_text(
        f'[[source]]\noutlet = "Gull Daily"\nfeeds = {feeds}\n', encoding="utf-8"
    )
    return Desk.open(folder)


def ingest(desk: Desk, *paths: str, web: Web = WEB) -> IngestReport:
    return desk.ingest(paths or desk.feeds, context=Context(web=web), today=date(2026, 5, 5))


def healths(store: Store, as_of: date | None = None) -> list[Health]:
    with store.view(as_of) as view:
        return list(view.fetches())


def test_a_feed_is_asked_only_for_what_is_new(server: Server, desk: Desk) -> None:
    stories = dict(list(STORIES.items())[:2])
    server.give_marked("/feed.xml", feed(stories), '"1"', KIND)
    report = ingest(desk)
    assert (report.captures, report.fetches) == (2, {FetchState.FRESH: 1})
    before = laid_bare(desk.folder / "ledger.db")
    report = ingest(desk)
    assert (report.captures, report.known) == (0, 0)
    assert report.fetches == {FetchState.NOT_MODIFIED: 1}
    assert laid_bare(desk.folder / "ledger.db") == before
    server.give_marked("/feed.xml", feed({**STORIES, **stories}), '"2"', KIND)
    report = ingest(desk)
    assert (report.captures, report.known) == (1, 2)
    assert [headers.get("If-None-Match") for _, headers in server.asked] == [None, '"1"', '"1"']
    assert rows_in(desk.folder / "ledger.db", "fetch") == 3


def test_a_changed_entry_is_a_new_capture_and_the_others_are_known(
    server: Server, desk: Desk
) -> None:
    server.give("/feed.xml", feed(STORIES), KIND)
    ingest(desk)
    changed = {**STORIES, "Grain moves again": "No ship left after all, the ministry said."}
    server.give("/feed.xml", feed(changed), KIND)
    report = ingest(desk, web=replace(WEB, now=lambda: NOON + timedelta(days=1)))
    assert (report.captures, report.known) == (1, 2)


def test_an_entry_is_seen_at_its_feed_whatever_its_number(server: Server, desk: Desk) -> None:
    address = server.give("/feed.xml", feed(dict(list(STORIES.items())[1:])), KIND)
    ingest(desk)
    server.give("/feed.xml", feed(STORIES), KIND)
    ingest(desk)
    bare = laid_bare(desk.folder / "ledger.db")
    assert {uri for uri, _ in bare["sighting"]} == {address}
    assert len(bare["sighting"]) == len(bare["capture"]) == 3


def test_the_way_a_feed_is_doing_is_kept_look_by_look(server: Server, desk: Desk) -> None:
    states = []
    for n, (body, status) in enumerate(
        [(feed(STORIES), 200), (feed({}), 200), ("", 503), ("<opml/>", 200), (feed({}), 200)]
    ):
        server.give("/feed.xml", body, KIND, status)
        report = ingest(desk, web=replace(WEB, now=lambda n=n: NOON + timedelta(hours=n)))  # type: ignore[misc]
        (health,) = healths(desk.store)
        assert report.fetches == {health.last.state: 1}
        assert health.last_fresh == NOON
        states.append((health.last.state.value, health.failing_since, health.last.status))
    assert states == [
        ("fresh", None, 200),
        ("empty", None, 200),
        ("failed", NOON + timedelta(hours=2), 503),
        ("failed", NOON + timedelta(hours=2), 200),
        ("empty", None, 200),
    ]
    assert healths(desk.store, date(2020, 1, 1)) == []


def test_a_failed_look_does_not_lose_the_marks_of_the_last_good_one(
    server: Server, desk: Desk
) -> None:
    server.give_marked("/feed.xml", feed(STORIES), '"1"', KIND)
    ingest(desk)
    server.give("/feed.xml", "", {}, 500)
    assert ingest(desk).nothing_done
    server.give_marked("/feed.xml", feed(STORIES), '"1"', KIND)
    assert ingest(desk).fetches == {FetchState.NOT_MODIFIED: 1}


def test_newer_software_reads_all_of_a_feed_again(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give_marked("/feed.xml", feed(STORIES), '"1"', KIND)
    ingest(desk)
    monkeypatch.setattr(pipeline, "READING_VERSION", "next")
    report = ingest(Desk.open(desk.folder))
    assert (report.captures, report.fetches) == (3, {FetchState.FRESH: 1})


KILLER = """
import os, signal, sys
from watchdesk.desk import Desk
from watchdesk.intake import Context, Web

def die(report):
    if report.captures == 2:
        os.kill(os.getpid(), signal.SIGKILL)

desk = Desk.open(sys.argv[1])
desk.ingest(desk.feeds, die, context=Context(web=Web(allow_private=True)))
"""


def test_an_interrupted_look_loses_no_entry_to_a_later_not_modified(
    server: Server, desk: Desk
) -> None:
    server.give_marked("/feed.xml", feed(STORIES), '"1"', KIND)
    killed = subprocess.run(
        [sys.executable, "-c", KILLER, str(desk.folder)], check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    assert rows_in(desk.folder / "ledger.db", "fetch") == 0
    report = ingest(desk)
    assert (report.known, report.captures) == (2, 1)
    assert ingest(desk).fetches == {FetchState.NOT_MODIFIED: 1}


def test_a_capture_that_cannot_be_taken_apart_does_not_lose_the_feed(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give("/feed.xml", feed(STORIES), KIND)
    read_capture = pipeline.read_capture

    def broken(capture: Capture, *others: Any, **named: Any) -> Iterator[Reading]:
        if "grain" in capture.text:
            raise ValueError("a fault of ours")
        return read_capture(capture, *others, **named)

    monkeypatch.setattr(pipeline, "read_capture", broken)
    report = ingest(desk)
    assert [refusal.code for refusal in report.refused] == ["W123"]
    assert (report.captures, report.fetches) == (2, {FetchState.FRESH: 1})


def test_files_of_feeds_are_no_looks(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "saved.xml"
    path.write_text(feed(STORIES), encoding="utf-8")
    report = ingest(desk, str(path))
    assert (report.captures, report.files, report.fetches) == (3, 1, {FetchState.FRESH: 1})
    assert rows_in(desk.folder / "ledger.db", "fetch") == 0
    before = laid_bare(desk.folder / "ledger.db")
    assert ingest(desk, str(path)).known == 3
    assert laid_bare(desk.folder / "ledger.db") == before


def test_a_page_where_a_feed_should_be_is_no_capture(server: Server, desk: Desk) -> None:
    page = "<!doctype html><html><body><p>Please accept our cookies to go on.</p></body></html>"
    server.give("/feed.xml", page, {"Content-Type": "text/html"})
    report = ingest(desk)
    assert (report.captures, [r.code for r in report.refused]) == (0, ["W140"])


class TestCommands:
    def test_ingest_without_a_path_reads_the_feeds_of_the_watch(
        self, server: Server, tmp_path: Path
    ) -> None:
        broken = feed(STORIES).replace("</item></channel>", "</channel>")
        good, bad = server.give("/a.xml", broken, KIND), server.url("/gone.xml")
        desk = made(tmp_path / "desk", [good, bad, good])
        result = run("ingest", "--desk", desk.folder, "--allow-private")
        assert result.exit_code == 1
        assert f"watchdesk: {bad}: the server answered 404 (Not Found) [W147]." in result.stderr
        assert f"watchdesk: {good}: broken XML, first in line 1; 3 of 3 entries" in result.stderr
        table = [line.split() for line in result.stdout.splitlines()]
        assert ["feeds", "and", "addresses", "looked", "at", "2"] in table
        assert ["failed", "1"] in table
        assert ["fresh", "1"] in table
        assert [path for path, _ in server.asked] == ["/a.xml", "/gone.xml"]
        server.give_marked("/a.xml", feed(STORIES), '"1"', KIND)
        desk = made(tmp_path / "other", [good])
        assert run("ingest", "--desk", desk.folder, "--allow-private").exit_code == 0
        result = run("ingest", "--desk", desk.folder, "--allow-private", "--quiet")
        assert (result.exit_code, result.output) == (0, "")

    def test_feeds_are_read_beside_paths_when_asked(self, server: Server, desk: Desk) -> None:
        server.give("/feed.xml", feed(STORIES), KIND)
        page = desk.folder / "a.txt"
        page.write_text("The harbour was quiet.", encoding="utf-8")
        for flags, asked in (((), 0), (("--feeds",), 1)):
            options = ("--desk", desk.folder, "--allow-private", *flags)
            assert run("ingest", page, *options).exit_code == 0
            assert len(server.asked) == asked

    def test_nothing_to_read_is_said(self, tmp_path: Path) -> None:
        desk = Desk.init(tmp_path / "desk")
        result = run("ingest", "--desk", desk.folder)
        assert result.exit_code == 2
        assert "[W210]" in result.stderr
        assert run("ingest", "--desk", tmp_path / "none").exit_code == 2

    def test_private_hosts_are_refused_without_the_flag(self, server: Server, desk: Desk) -> None:
        server.give("/feed.xml", feed(STORIES), KIND)
        result = run("ingest", "--desk", desk.folder)
        assert (result.exit_code, server.asked) == (2, [])
        assert "[W143]" in result.stderr

    def test_read_fetches_an_address(self, server: Server) -> None:
        address = server.give("/feed.xml", feed(STORIES), KIND)
        result = run("read", address, "--allow-private")
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == 3
        assert f"watchdesk: {address}: 3 of 3 entries hold a summary only" in result.stderr
        assert run("read", server.url("/none"), "--allow-private").exit_code == 2

    def test_doctor_finds_a_desk_of_fetched_captures_sound(
        self, server: Server, desk: Desk
    ) -> None:
        server.give("/feed.xml", feed(STORIES), KIND)
        ingest(desk)
        result = run("doctor", "--desk", desk.folder)
        assert (result.exit_code, "FAIL" in result.stdout) == (0, False), result.stdout

    def test_doctor_tells_how_each_feed_is_doing(self, server: Server, tmp_path: Path) -> None:
        good, bad = server.give("/a.xml", feed(STORIES), KIND), server.url("/gone.xml")
        never = server.url("/never.xml")
        desk = made(tmp_path / "desk", [good, bad, never])
        ingest(desk, good, bad, server.url("/page"))
        result = run("doctor", "--desk", desk.folder)
        assert result.exit_code == 1
        told = result.stdout
        assert f"ok    feed {good}: fresh on 2026-05-04 12:00, 3 entries" in told
        assert f"FAIL  feed {bad}: failed on 2026-05-04 12:00, never fresh, failing since" in told
        assert "the server answered 404 (Not Found)" in told
        assert f"ok    feed {never}: not looked at yet" in told
        assert f"ok    feed {server.url('/page')}: failed on" in told


class TestWatch:
    def test_feeds_of_all_sources_are_listed_once(self, tmp_path: Path) -> None:
        path = tmp_path / "watch.toml"
        path.write_text(
            '[[source]]\noutlet = "A"\nfeeds = ["https://a.example/1", "http://a.example/2"]\n'
            '[[source]]\noutlet = "B"\nfeeds = ["https://a.example/1"]\n',
            encoding="utf-8",
        )
        assert Desk.open(tmp_path).feeds == ("https://a.example/1", "http://a.example/2")

    @pytest.mark.parametrize("address", ["a.example/feed", "ftp://a.example/", "", "/feed.xml"])
    def test_a_feed_must_be_an_address(self, tmp_path: Path, address: str) -> None:
        path = tmp_path / "watch.toml"
        path.write_text(
            f'[[source]]\noutlet = "A"\nfeeds = ["https://a.example/", "{address}"]\n',
            encoding="utf-8",
        )
        with pytest.raises(DeskError, match=r"key source\.1\.feeds\.2: it is no address") as error:
            load_watch(path)
        assert error.value.code == "W204"


def test_looks_are_kept_as_they_were(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "ledger.db", "test/1")
    look = Fetch(
        uri="https://a.example/",
        state=FetchState.FRESH,
        fetched_at=NOON,
        status=200,
        answered_by="https://b.example/",
        entries=5,
        etag='"é"',
        last_modified="Monday",
        flaws=("one", "two"),
    )
    failed = Fetch(uri=look.uri, state=FetchState.FAILED, fetched_at=NOON, reason="gone")
    with store.writer() as writer:
        writer.fetched(look)
        writer.fetched(failed)
        writer.commit()
        assert writer.validators(look.uri) == (look.answered_by, look.etag, look.last_modified)
        assert writer.validators("https://c.example/") is None
        writer.fetched(look.model_copy(update={"etag": None, "last_modified": None}))
        assert writer.validators(look.uri) is None
    (health,) = healths(store)
    assert (health.last, health.last_fresh, health.failing_since) == (failed, NOON, NOON)


def test_no_server_and_no_network_is_needed_for_files(desk: Desk) -> None:
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:1"}
    program = "import sys, watchdesk.desk; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    ).stdout.split()
    assert not {"httpx2", "httpcore2", "feedparser"} & set(loaded)

"""Ingest is idempotent, resumable, and gives the same ledger in whatever order and pieces."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, PlainSerializer

from helpers_desk import (
    CAPTURES,
    STORY,
    differences,
    finished,
    laid_bare,
    lines,
    rows_in,
    run,
    some,
    spawn,
)
from watchdesk import pipeline
from watchdesk.brief import render
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.ingest import IngestReport
from watchdesk.records import Interval
from watchdesk.store import moments

SUMMER = Interval.parse("2024-05/2024-08")
PRESENT = pipeline.READING_VERSION


@pytest.fixture
def desk(tmp_path: Path, small_desk: Path) -> Path:
    """A folder with the same watch.toml as the small desk, and no ledger."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copyfile(small_desk / "watch.toml", folder / "watch.toml")
    return folder


def same(folder: Path, other: Path) -> bool:
    found = differences(laid_bare(folder / "ledger.db"), laid_bare(other / "ledger.db"))
    assert found == {}
    return True


def briefs(folder: Path) -> str:
    made = Desk.open(folder).brief(SUMMER)
    assert any(section.bullets for section in made.sections)
    return render(made, "md") + render(made, "html") + render(made, "json")


def test_the_small_desk_has_rows_of_every_kind(small_desk: Path) -> None:
    empty = [name for name, rows in laid_bare(small_desk / "ledger.db").items() if not rows]
    assert empty == ["refusal"]


def test_ingest_again_changes_nothing(small_desk: Path, desk: Path) -> None:
    shutil.copyfile(small_desk / "ledger.db", desk / "ledger.db")
    report = Desk.open(desk).ingest(some())
    assert (report.captures, report.files) == (0, len(some()))
    assert report.known == rows_in(desk / "ledger.db", "capture")
    assert same(desk, small_desk)


KILLER = """
import os, signal, sys
from watchdesk import desk, reuse

when, after, folder, *paths = sys.argv[1:]
calls = 0

def die(*ignored, **also):
    global calls
    calls += 1
    if calls == int(after):
        os.kill(os.getpid(), signal.SIGKILL)

if when == "amid":  # while a transaction is open
    relate = reuse.relate
    reuse.relate = lambda *a, **k: (die(), relate(*a, **k))[1]
if when == "posting":  # while some rooms are done and others are not
    from watchdesk.ledger import post
    write = post.write_claims
    post.write_claims = lambda *a, **k: (write(*a, **k), die())[0]
if when == "posted":  # all is written, nothing is durable
    from watchdesk.store import writer
    commit = writer.DatabaseWriter.commit
    def stop(self):
        if self.connection.in_transaction:
            die()
        commit(self)
    writer.DatabaseWriter.commit = stop
desk.Desk.open(folder).ingest(paths, die if when == "between" else None)
"""


@pytest.mark.parametrize(
    ("when", "after"), [("between", 3), ("amid", 2), ("posting", 5), ("posted", 9)]
)
def test_a_killed_ingest_goes_on_where_it_stopped(
    desk: Path, small_desk: Path, when: str, after: int
) -> None:
    command = [sys.executable, "-c", KILLER, when, str(after), str(desk), *map(str, some())]
    killed = subprocess.run(command, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    held = rows_in(desk / "ledger.db", "capture")
    assert 0 < held < rows_in(small_desk / "ledger.db", "capture")
    assert Desk.open(desk).integrity() == "ok"
    report = Desk.open(desk).ingest(some())
    assert (report.known, not report.refused) == (held, True)
    assert same(desk, small_desk)
    assert briefs(desk) == briefs(small_desk)


@pytest.mark.slow
def test_the_program_killed_at_any_time_leaves_a_sound_ledger(desk: Path, small_desk: Path) -> None:
    for wanted in (2, 8):
        process = spawn("ingest", *some(), "--desk", desk)
        deadline = time.monotonic() + 30
        while rows_in(desk / "ledger.db", "capture") < wanted and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.kill()
        process.communicate()
        assert Desk.open(desk).integrity() == "ok"
    Desk.open(desk).ingest(some())
    assert same(desk, small_desk)


def test_stopped_from_the_keyboard_it_ends_quietly_and_keeps_what_was_read(
    desk: Path, small_desk: Path
) -> None:
    process = spawn("ingest", *some(), "--desk", desk)
    while rows_in(desk / "ledger.db", "capture") < 2 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    status, out, told = finished(process)
    assert (status, out) == (130, ""), told
    assert [one for one in lines(told) if not one.startswith("reading: ")] == [
        "watchdesk: stopped; what was read is kept, and the same command goes on"
    ]
    assert rows_in(desk / "ledger.db", "capture") >= 2
    assert run("ingest", *some(), "--desk", desk).exit_code == 0
    assert same(desk, small_desk)


def test_stopped_while_a_record_is_written_it_ends_the_same_way(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    class Record(BaseModel):
        field: Annotated[int, PlainSerializer(stop)] = 1

    monkeypatch.setattr(Desk, "ingest", lambda *_, **__: Record().model_dump_json())
    told = run("ingest", *some(), "--desk", desk)
    assert told.exit_code == 130
    assert "stopped; what was read is kept" in told.stderr


def test_a_stop_that_other_code_took_no_notice_of_is_noticed(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest = Desk.ingest

    def lost(self: Desk, paths: Iterable[Path], tell: Any, **options: Any) -> IngestReport:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        return ingest(self, paths, tell, **options)

    monkeypatch.setattr(Desk, "ingest", lost)
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        told = run("ingest", *some(), "--desk", desk)
    finally:
        signal.signal(signal.SIGINT, previous)
    assert told.exit_code == 130
    assert rows_in(desk / "ledger.db", "capture") == 1


def test_the_order_of_files_does_not_matter(desk: Path, small_desk: Path) -> None:
    Desk.open(desk).ingest(reversed(some()))
    assert same(desk, small_desk)
    assert briefs(desk) == briefs(small_desk)


def test_in_pieces_and_with_repeats_it_is_the_same(desk: Path, small_desk: Path) -> None:
    for path in chain(some()[3:], some(), some()[:2]):
        Desk.open(desk).ingest([path])
    assert same(desk, small_desk)


def test_the_same_file_elsewhere_is_one_capture_seen_twice(tmp_path: Path, desk: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "other place.txt"
    one.write_text(STORY, encoding="utf-8")
    shutil.copyfile(one, two)
    report = Desk.open(desk).ingest([one, two])
    assert (report.captures, report.known) == (1, 1)
    bare = laid_bare(desk / "ledger.db")
    assert [uri for uri, _ in bare["sighting"]] == sorted(map(str, (one, two)))
    assert [len(bare[table]) for table in ("capture", "relation")] == [1, 0]
    assert len({article[0] for article in bare["article"]}) == len(bare["article"]) >= 1


@pytest.mark.slow
def test_two_ingests_at_once_make_the_ledger_of_one(desk: Path, small_desk: Path) -> None:
    # quiet, because a slow machine tells how far it is
    command: list[str | Path] = ["ingest", *some(), "--quiet", "--desk", desk]
    both = [spawn(*command), spawn(*command)]
    ends = [finished(process) for process in both]
    assert [status for status, _, _ in ends] == [0, 0], ends
    assert [told for _, _, told in ends] == ["", ""]
    assert same(desk, small_desk)


def test_a_brief_can_be_read_while_captures_come_in(desk: Path, small_desk: Path) -> None:
    seen: list[int] = []

    def look(report: IngestReport) -> None:
        if report.captures % 4 == 1:
            seen.append(len(Desk.open(desk).brief(SUMMER).sources))

    report = Desk.open(desk).ingest(some(), look)
    assert report.captures == rows_in(small_desk / "ledger.db", "capture")
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]
    assert same(desk, small_desk)


def test_a_brief_asked_for_twice_is_the_same_to_the_byte(small_desk: Path) -> None:
    first = briefs(small_desk)
    process = spawn(
        *("brief", "--desk", small_desk, "--from", "2024-05-01", "--to", "2024-08-31"),
        env={**os.environ, "PYTHONHASHSEED": "7"},  # the order of sets must not show
    )
    status, out, _ = finished(process)
    assert status == 0
    assert out.startswith("# ")
    assert first.startswith(out)
    assert briefs(small_desk) == first


def test_the_day_before_the_ledger_knew_nothing(small_desk: Path) -> None:
    with pytest.raises(DeskError, match=r"the ledger holds no dated article \[W207\]"):
        Desk.open(small_desk).brief(as_of=date(2020, 1, 1))
    made = Desk.open(small_desk).brief(SUMMER, date(2020, 1, 1))
    assert (made.citations, made.sources) == ((), ())
    assert made.as_of == "2020-01-01"
    assert list(Desk.open(small_desk).search("border", as_of=date(2020, 1, 1))) == []
    result = run("brief", "--desk", small_desk, "--as-of", "2020-01-01")
    assert result.exit_code == 2
    assert "[W207]" in result.stderr


def test_as_of_today_is_the_present(small_desk: Path) -> None:
    desk = Desk.open(small_desk)
    now = desk.brief(SUMMER)
    assert desk.brief(SUMMER, date(9000, 1, 1)).sections == now.sections


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Software that says it reads differently."""
    monkeypatch.setattr(pipeline, "READING_VERSION", "next")
    yield "next"


@pytest.mark.slow
def test_newer_software_reads_again_and_keeps_what_was(
    desk: Path, small_desk: Path, newer: str
) -> None:
    before = briefs(small_desk)
    shutil.copyfile(small_desk / "ledger.db", desk / "ledger.db")
    report = Desk.open(desk).ingest(some())
    assert (report.known, report.captures) == (0, rows_in(small_desk / "ledger.db", "capture"))
    old, new = laid_bare(small_desk / "ledger.db"), laid_bare(desk / "ledger.db")
    assert new["capture"] == old["capture"]
    assert new["sighting"] == old["sighting"]
    assert set(old["article"]) < set(new["article"])
    assert len(new["article"]) == 2 * len(old["article"])
    assert len(new["relation"]) == 2 * len(old["relation"])
    assert {row[1].split("/")[1] for row in new["article"]} == {PRESENT, newer}
    assert briefs(desk) == before


def test_refused_files_are_kept_by_name_and_once(tmp_path: Path, desk: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.touch()
    good = CAPTURES / "harbor-wire.txt"
    for _ in range(2):
        report = Desk.open(desk).ingest([bad, good, tmp_path / "missing"])
        assert [refusal.code for refusal in report.refused] == ["W109", "W101"]
    assert [row[:2] for row in laid_bare(desk / "ledger.db")["refusal"]] == sorted(
        [(str(bad), "W109"), (str(tmp_path / "missing"), "W101")]
    )


def test_a_clock_that_is_set_back_makes_nothing_known_sooner(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = [tmp_path / f"{name}.txt" for name in ("one", "two", "three")]
    for number, path in enumerate((first, *others)):
        path.write_text(STORY.replace("40 kilometers", f"{40 + number} kilometers"), "utf-8")
    Desk.open(desk).ingest([first])
    before = Desk.open(desk)
    with before.view() as view:
        held = {one.article.id for one in view.readings(Interval.unknown())}
    monkeypatch.setattr(moments, "now", lambda: "2001-01-01T00:00:00.000000+00:00")
    Desk.open(desk).ingest(others)
    with before.store.view(date(2001, 1, 2)) as view:
        assert not list(view.readings(Interval.unknown()))
    with closing(sqlite3.connect(desk / "ledger.db")) as db:
        told = [at for (at,) in db.execute("SELECT recorded_at FROM article ORDER BY seq")]
    assert told == sorted(told)
    assert len(told) > len(held)

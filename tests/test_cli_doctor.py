"""``watchdesk doctor``: a sound desk passes, a damaged one is named with what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from helpers_desk import CAPTURES, lines, run
from watchdesk import doctor
from watchdesk.desk import Desk
from watchdesk.records import Capture, Interval, Reading


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchdesk.doctor.models.SECONDS", 0.0)


@pytest.fixture
def desk(tmp_path: Path, small_desk: Path) -> Path:
    """A copy of the small desk that may be harmed."""
    folder = tmp_path / "desk"
    shutil.copytree(small_desk, folder)
    return folder


def failures(result: Result) -> list[str]:
    """What failed; each must be followed by a cure."""
    told = lines(result.stdout)
    for line, after in zip(told, [*told[1:], ""], strict=True):
        assert line.startswith(("ok    ", "FAIL  ", "      ")), line
        assert not line.startswith("FAIL") or after.startswith("      ")
    assert result.stderr == ""
    return [line.removeprefix("FAIL  ") for line in told if line.startswith("FAIL")]


def test_here_it_works() -> None:
    result = run("doctor")
    assert (result.exit_code, failures(result)) == (0, [])
    assert "full-text search there" in result.stdout


def test_a_healthy_desk_passes(small_desk: Path) -> None:
    result = run("doctor", "--desk", small_desk)
    assert (result.exit_code, failures(result)) == (0, [])
    assert "watch.toml: 5 issues, 9 sources" in result.stdout
    assert "ledger holds: 19 captures, 19 sightings" in result.stdout


def test_an_empty_desk_is_healthy(tmp_path: Path) -> None:
    run("init", tmp_path / "desk")
    result = run("doctor", "--desk", tmp_path / "desk")
    assert (result.exit_code, failures(result)) == (0, [])


def test_a_missing_desk_fails(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tmp_path):
        result = run("doctor", "--desk", folder)
        assert result.exit_code == 1
        (told,) = failures(result)
        assert str(folder) in told
        assert f"watchdesk init {folder}" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_watch_file_fails(desk: Path) -> None:
    (desk / "watch.toml").write_text("perod = 'week'\n", encoding="utf-8")
    result = run("doctor", "--desk", desk)
    assert result.exit_code == 1
    assert "perod" in failures(result)[0]


def cut(ledger: Path) -> None:
    data = ledger.read_bytes()
    ledger.write_bytes(data[: len(data) // 2])


def cut_to_a_stump(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[:50])


def overwrite_the_head(ledger: Path) -> None:
    ledger.write_bytes(b"x" * 100 + ledger.read_bytes()[100:])


def flip_a_page(ledger: Path) -> None:
    data = bytearray(ledger.read_bytes())
    for start in range(4096 * 4, len(data), 4096 * 3):
        data[start : start + 16] = b"\xff" * 16
    ledger.write_bytes(data)


def zero_the_end(ledger: Path) -> None:
    data = ledger.read_bytes()
    ledger.write_bytes(data[:-40960] + bytes(40960))


def another_database(ledger: Path) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")


def a_newer_one(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("PRAGMA user_version = 9999")


def a_folder(ledger: Path) -> None:
    ledger.unlink()
    ledger.mkdir()


DAMAGES = [
    cut,
    cut_to_a_stump,
    overwrite_the_head,
    flip_a_page,
    zero_the_end,
    another_database,
    a_newer_one,
    a_folder,
]


MORE = ["ingest", str(CAPTURES / "harbor-deadline.txt")]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_ledger_is_found_and_stops_every_command_in_one_line(
    desk: Path, damage: Callable[[Path], None]
) -> None:
    damage(desk / "ledger.db")
    result = run("doctor", "--desk", desk)
    assert result.exit_code == 1
    assert failures(result)
    for command in (["brief"], ["search", "Kursk"], ["show", "clm-0123456789abcdef"], MORE):
        told = run(*command, "--desk", desk)
        assert told.exit_code in (0, 2)
        assert "fault of Watchdesk" not in told.stderr
        assert len(lines(told.stderr)) <= 1


def harmed(desk: Path, statement: str) -> None:
    """Change rows behind the ledger's back."""
    with closing(sqlite3.connect(desk / "ledger.db")) as db, db:
        for table in ("capture", "article"):
            db.execute(f"DROP TRIGGER {table}_no_update")
        db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE capture SET text = substr(text, 1, 200)", "articles point outside their text"),
        ("UPDATE capture SET sha256 = 'f00'", "captures do not fit their id"),
        ("UPDATE article SET reading = substr(reading, 1, 500)", "a record is no record"),
        ("UPDATE article SET reading = replace(reading, 'parts', 'x')", "a record is no record"),
        ("UPDATE capture SET captured_at = 'soon'", "a record is no record"),
    ],
)  # fmt: skip
def test_harmed_rows_are_found(desk: Path, statement: str, words: str) -> None:
    harmed(desk, statement)
    result = run("doctor", "--desk", desk)
    assert result.exit_code == 1
    assert words in " ".join(failures(result))


def test_every_span_of_a_reading_is_looked_at(small_desk: Path) -> None:
    desk = Desk.open(small_desk)
    with desk.store.view() as view:
        readings = list(view.readings(Interval.unknown()))
    assert all(doctor.quotes_itself(reading) for reading in readings)
    for reading in readings:
        spans = list(doctor.spans_of(reading))
        dumped = reading.model_dump(mode="json", exclude={"capture"})
        assert len(set(spans)) == len(set(numbers(dumped)))
    longest = max(readings, key=lambda r: max(s.end for s in doctor.spans_of(r)))
    assert isinstance(longest.capture, Capture)
    last = max(span.end for span in doctor.spans_of(longest))
    shorter = longest.capture.model_copy(update={"text": longest.capture.text[: last - 1]})
    assert not doctor.quotes_itself(longest.model_copy(update={"capture": shorter}))


def numbers(dumped: object) -> list[tuple[int, int]]:
    """Every pair of offsets in a dumped reading, in either way a span is written."""
    if isinstance(dumped, list):
        if len(dumped) == 2 and all(type(item) is int for item in dumped):
            return [(dumped[0], dumped[1])]
        return [pair for item in dumped for pair in numbers(item)]
    if isinstance(dumped, dict):
        own = [(dumped["start"], dumped["end"])] if {"start", "end"} <= set(dumped) else []
        return own + [pair for value in dumped.values() for pair in numbers(value)]
    return []


def test_a_table_that_is_not_shipped_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("watchdesk.doctor.here.resources.files", lambda name: tmp_path)
    assert "shipped tables" in [result.what for result in doctor.examine() if not result.ok]


def nothing(capture: Capture) -> list[Reading]:
    return []


def no_table(capture: Capture) -> list[Reading]:
    raise FileNotFoundError("names.tsv")


@pytest.mark.parametrize("broken", [nothing, no_table])
def test_software_that_cannot_read_fails(
    monkeypatch: pytest.MonkeyPatch, broken: Callable[[Capture], list[Reading]]
) -> None:
    monkeypatch.setattr("watchdesk.pipeline.read_capture", broken)
    result = run("doctor")
    assert result.exit_code == 1
    assert failures(result)[-1].startswith("reading")

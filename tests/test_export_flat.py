"""The ledger as JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from watchdesk.cli import main
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.export import Asked, Given, Left, export, find, formats, streamed
from watchdesk.export.csv import cell, safe
from watchdesk.export.jsonl import KINDS, records
from watchdesk.export.sheets import DICTIONARY, UNHAPPENED, sheets
from watchdesk.periods import week
from watchdesk.records import Claim, Interval, Reading
from watchdesk.records.schema import PUBLISHED

FLAT = ["jsonl", "csv", "parquet"]
NAMES = [one.name for one in sheets()]
_MADE: dict[tuple[str, str, Asked], tuple[dict[str, bytes], Left]] = {}


@pytest.fixture(scope="module")
def desk(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A copy of the sample desk in which a claim was dismissed."""
    folder = tmp_path_factory.mktemp("exported") / "desk"
    shutil.copytree(sample_desk, folder)
    made = Desk.open(folder)
    with made.view() as view:
        (claim, *_) = view.records(Claim, limit=1)
    made.dismiss(claim.id, "=cmd|' /C calc'!A0")
    return made


@pytest.fixture
def given(desk: Desk) -> Iterator[Given]:
    with desk.view() as view:
        yield Given(view, desk.watch, Asked(everything=True, text=True), Left())


def _files(name: str, given: Given) -> dict[str, bytes]:
    """The files of a format; those of the module's desk are made once for what is asked."""
    key = (name, given.view.mark(), given.asked)
    if key not in _MADE:
        files: dict[str, bytes] = {}
        for file, piece in find(name).write(given):
            files[file] = files.get(file, b"") + piece
        _MADE[key] = files, given.left
    files, left = _MADE[key]
    if left is not given.left:
        given.left.update(left)
    return dict(files)


def _csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def _tables(given: Given) -> dict[str, list[dict[str, str]]]:
    return {name.removesuffix(".csv"): _csv(data) for name, data in _files("csv", given).items()}


def _told(given: Given) -> list[dict[str, Any]]:
    lines = _files("jsonl", given)["records.jsonl"].decode().splitlines()
    return [json.loads(line) for line in lines]


def _of(told: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one["record"] for one in told if one["kind"] == kind]


def test_a_line_of_json_read_back_is_the_record(given: Given) -> None:
    told = _told(given)
    again = [KINDS[one["kind"]].model_validate(one["record"]) for one in told]
    assert again == list(records(given))
    kinds = {one["kind"] for one in told}
    assert {"reading", "family", "claim", "contradiction", "position", "expectation"} <= kinds
    assert {"story", "correction", "relation", "ruling", "source"} <= kinds
    assert kinds <= set(KINDS)
    assert set(KINDS.values()) <= set(PUBLISHED)
    assert all("text" in one["capture"] for one in _of(told, "reading"))
    bare = given._replace(asked=Asked(text=False))
    assert not any("text" in one["capture"] for one in _of(_told(bare), "reading"))


def test_what_was_dismissed_is_written_when_everything_is_asked_for_and_marked(
    given: Given,
) -> None:
    gone = [one["record"]["id"] for one in _told(given) if one.get("dismissed")]
    assert gone == [row["id"] for row in _tables(given)["claims"] if row["dismissed"] == "true"]
    assert len(gone) == 1
    narrow = given._replace(asked=Asked())
    assert not set(gone) & {one["id"] for one in _of(_told(narrow), "claim")}
    kept = _tables(narrow)["claims"]
    assert not set(gone) & {row["id"] for row in kept}
    assert {row["dismissed"] for row in kept} == {"false"}


def test_tables_hold_what_the_ledger_holds(given: Given) -> None:
    tables, told = _tables(given), _told(given)
    for name, kind in [
        ("claims", "claim"), ("contradictions", "contradiction"), ("positions", "position"),
        ("expectations", "expectation"), ("stories", "story"), ("corrections", "correction"),
        ("rulings", "ruling"), ("issue_hints", "issuehint"),
    ]:  # fmt: skip
        assert [row["id"] for row in tables[name]] == [one["id"] for one in _of(told, kind)], name
    families = {row["id"]: row for row in tables["families"]}
    assert families.keys() == {one["id"] for one in _of(told, "family")}
    assert families.keys() == {row["family"] for row in tables["articles"]}
    for name, kind, part in [
        ("tellings", "claim", "members"), ("steps", "claim", "history"),
        ("origins", "claim", "origins"), ("position_evidence", "position", "evidence"),
        ("outcomes", "expectation", "outcomes"), ("story_articles", "story", "articles"),
        ("attributions", "reading", "attributions"), ("events", "reading", "events"),
        ("stands", "reading", "stands"), ("mentions", "reading", "mentions"),
        ("places", "reading", "places"), ("times", "reading", "times"),
        ("quantities", "reading", "quantities"), ("ruled_tellings", "ruling", "tellings"),
    ]:  # fmt: skip
        assert len(tables[name]) == sum(len(one[part]) for one in _of(told, kind)) > 0, name
    said = [one for reading in _of(told, "reading") for one in reading["attributions"]]
    assert len(tables["chain_links"]) == sum(len(one["chain"]) for one in said)
    happened = [one for reading in _of(told, "reading") for one in reading["events"]]
    parties = sum(len(one["who"]) + len(one["whom"]) for one in happened)
    assert len(tables["parties"]) == parties


def test_words_are_those_at_their_addresses(given: Given) -> None:
    tables = _tables(given)
    texts = {one["capture"]["id"]: one["capture"]["text"] for one in _of(_told(given), "reading")}

    def words(row: dict[str, str], prefix: str) -> str:
        start, end = int(row[f"{prefix}start"]), int(row[f"{prefix}end"])
        return cell(
            texts[row["capture" if prefix in {"trigger_", ""} else "at_capture"]][start:end]
        )

    for name, prefix in [
        ("events", "trigger_"), ("mentions", ""), ("places", ""), ("parties", ""),
        ("tellings", "at_"), ("steps", "at_"), ("expectations", "at_"), ("corrections", "at_"),
        ("position_evidence", "at_"),
    ]:  # fmt: skip
        assert all(row["words"] == words(row, prefix) for row in tables[name]), name
    assert any(row["words_before"] for row in tables["corrections"])


def test_every_format_tells_each_column_once() -> None:
    for form in formats():
        assert form.holds, form.name
        assert form.standard, form.name
        assert len({table.name for table in form.tables}) == len(form.tables), form.name
        for table in form.tables:
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names), (form.name, table.name)
            assert all(column.meaning and column.type for column in table.columns), table.name


def test_tables_have_the_columns_of_the_dictionary(given: Given) -> None:
    files = _files("csv", given)
    assert list(files) == [f"{name}.csv" for name in NAMES]
    for table in find("csv").tables:
        data = io.StringIO(files[f"{table.name}.csv"].decode(), newline="")
        assert next(csv.reader(data)) == [column.name for column in table.columns], table.name


def test_parquet_holds_the_rows_of_csv_with_types(given: Given) -> None:
    plain, kinds = _files("csv", given), set()
    for name, data in _files("parquet", given).items():
        table = pq.read_table(io.BytesIO(data))
        rows = _csv(plain[name.replace(".parquet", ".csv")])
        assert table.num_rows == len(rows), name
        assert table.schema.metadata[b"watchdesk.dictionary"] == DICTIONARY.encode()
        (form,) = [one for one in find("parquet").tables if f"{one.name}.parquet" == name]
        assert table.column_names == [column.name for column in form.columns], name
        told = [field.metadata[b"meaning"].decode() for field in table.schema]
        assert told == [column.meaning for column in form.columns], name
        kinds |= {str(field.type) for field in table.schema}
        for row, typed in zip(rows, table.to_pylist(), strict=True):
            as_cells = {
                key: cell(tuple(value) if isinstance(value, list) else value)
                for key, value in typed.items()
            }
            assert as_cells == row, name
    assert {"string", "int64", "double", "bool", "date32[day]"} <= kinds
    assert {"timestamp[us, tz=UTC]", "list<element: string>"} <= kinds


def test_what_did_not_happen_is_left_out_and_counted(given: Given) -> None:
    narrow = given._replace(asked=Asked(), left=Left())
    every, kept = (_csv(_files("csv", one)["events.csv"]) for one in (given, narrow))
    assert {row["modality"] for row in kept} == {"asserted"}
    assert narrow.left[UNHAPPENED] == len(every) - len(kept) > 0


def test_a_period_narrows_and_what_has_none_is_counted(given: Given) -> None:
    asked = Asked(period=week("2024-W33"), everything=True)
    narrow = given._replace(asked=asked, left=Left())
    tables, whole = _tables(narrow), _tables(given)
    for name in ("articles", "claims", "attributions", "tellings"):
        assert 0 < len(tables[name]) < len(whole[name]), name
    assert not tables["relations"] and not tables["rulings"]
    assert sum(narrow.left.values()) == len(whole["relations"]) + len(whole["rulings"])
    far = given._replace(asked=Asked(period=Interval.between(date(1990, 1, 1), date(1990, 1, 2))))
    dated = [row for row in _tables(far)["articles"] if row["published_latest"]]
    assert not dated


def test_a_day_of_the_past_has_its_own_ledger(desk: Desk) -> None:
    with desk.view(date(2001, 1, 1)) as view:
        tables = _tables(Given(view, desk.watch, Asked(), Left()))
    assert not any(rows for name, rows in tables.items() if name != "sources")


@pytest.mark.parametrize("name", FLAT)
def test_the_same_ledger_gives_the_same_bytes(given: Given, name: str) -> None:
    again: dict[str, bytes] = {}
    for file, piece in find(name).write(given):
        again[file] = again.get(file, b"") + piece
    assert again == _files(name, given)


def test_an_archive_holds_every_table(given: Given, tmp_path: Path) -> None:
    export(find("csv"), given, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{name}.csv" for name in NAMES]


def test_nothing_is_written_over_or_left_half_done(given: Given, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "note.txt").write_text("ours")
    for out in (tmp_path / "kept", tmp_path / "none" / "out"):
        with pytest.raises(DeskError) as told:
            export(find("csv"), given, out)
        assert told.value.code == "W209"
    export(find("csv"), given, tmp_path / "new")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kept", "new"]
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["note.txt"]
    with pytest.raises(DeskError) as unknown:
        find("parket")
    assert unknown.value.code == "W216"
    assert "parquet" in str(unknown.value)


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        " =1",
        "\n=1",
        "\u202e=1",
        "\ufeff@x",
        "＝1",
        "\xa0+1",
    ],
)
def test_no_cell_is_taken_for_a_formula(hostile: str) -> None:
    assert safe(hostile) == f"'{hostile}"


def test_hostile_cells_can_be_read_back() -> None:
    assert safe("'quoted'")[1:] == "'quoted'"
    assert safe("a\0b\x1b[0m\x7f\x85") == "a␀b␛[0m␡\ufffd"
    assert safe("\ud800") == "?"
    assert safe("3 – 4") == "3 – 4"
    assert cell(("a\0", 'b"c')) == '["a␀", "b\\"c"]'
    assert (cell(None), cell(False), cell(-1.5), cell(())) == ("", "false", "-1.5", "[]")


def test_hostile_words_stay_in_their_cells(given: Given) -> None:
    (row,) = _tables(given)["rulings"]
    assert row["because"] == "'=cmd|' /C calc'!A0"
    (typed,) = pq.read_table(io.BytesIO(_files("parquet", given)["rulings.parquet"])).to_pylist()
    assert typed["because"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("name", FLAT)
def test_an_empty_ledger_gives_tables_without_rows(
    name: str, sample_desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "watch.toml").write_bytes((sample_desk / "watch.toml").read_bytes())
    desk = Desk.open(tmp_path)
    with desk.view() as view:
        files = _files(name, Given(view, desk.watch, Asked(), Left()))
    files.pop("sources.csv", None), files.pop("sources.parquet", None)
    if name == "csv":
        assert all(data.count(b"\r\n") == 1 for data in files.values())
    if name == "parquet":
        assert all(pq.read_table(io.BytesIO(one)).num_rows == 0 for one in files.values())
    if name == "jsonl":
        kinds = {json.loads(line)["kind"] for line in files["records.jsonl"].splitlines()}
        assert kinds == {"source"}
    assert len(files) == (1 if name == "jsonl" else len(NAMES) - 1)


def test_an_export_holds_little_in_memory(given: Given) -> None:
    next(streamed(find("jsonl"), given))
    tracemalloc.start()
    try:
        written = sum(len(piece) for piece in streamed(find("jsonl"), given))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert written > 3_000_000
    assert most < 12_000_000


def test_tables_come_before_all_is_read(given: Given) -> None:
    """The first file is handed on while the ledger is gone through, and no file comes twice."""
    read = 0
    view = given.view

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(view, name)

        def readings(self, period: Interval) -> Iterator[Reading]:
            nonlocal read
            for one in view.readings(period):
                read += 1
                yield one

    pieces = find("csv").write(given._replace(view=Counting()))
    name, head = next(pieces)
    assert (name, read) == ("articles.csv", 0)
    assert head.startswith(b"id,role,")
    names = [name, *(name for name, _ in pieces)]
    assert [one for one, _ in groupby(names)] == [f"{one}.csv" for one in NAMES]
    assert read == len(_tables(given)["articles"])


def test_the_command_writes_a_file_named_after_the_desk(
    sample_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    listed = run(main, ["export", "--list"]).stdout
    assert [line.split()[0] for line in listed.splitlines()] == [one.name for one in formats()]
    asked = ["--desk", str(sample_desk), "--week", "2024-W33"]
    made = run(main, ["export", "csv", *asked])
    assert (made.exit_code, made.stdout) == (0, "")
    assert f"{sample_desk.name}.csv.zip: CSV tables, 0." in made.stderr
    assert UNHAPPENED in made.stderr
    assert zipfile.ZipFile(tmp_path / f"{sample_desk.name}.csv.zip").testzip() is None
    lines = run(main, ["export", "jsonl", *asked, "-o", "-"]).stdout.splitlines()
    assert {json.loads(line)["kind"] for line in lines} <= set(KINDS)

"""The ledger as JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, export, find, streamed
from watchdesk.export.csv import safe
from watchdesk.export.jsonl import KINDS, records
from watchdesk.export.sheets import UNHAPPENED, sheets

FLAT = ["jsonl", "csv", "parquet"]


@pytest.fixture
def given(sample_desk: Path) -> Iterator[Given]:
    desk = Desk.open(sample_desk)
    with desk.view(None) as view:
        yield Given(view, desk.watch, Asked(everything=True, text=True), Left())


def _files(name: str, given: Given) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    for file, piece in find(name).write(given):
        out[file] = out.get(file, b"") + piece
    return out


def _csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_line_of_json_read_back_is_the_record(given: Given) -> None:
    lines = _files("jsonl", given)["records.jsonl"].decode().splitlines()
    told = [json.loads(line) for line in lines]
    again = [KINDS[one["record"]].model_validate(one["data"]) for one in told]
    assert again == list(records(given))
    assert {"reading", "claim", "contradiction", "position", "relation"} <= {
        one["record"] for one in told
    }
    assert all("text" in one["data"]["capture"] for one in told if one["record"] == "reading")


def test_tables_hold_what_the_ledger_holds_and_the_dictionary_tells(given: Given) -> None:
    tables = {name.removesuffix(".csv"): _csv(data) for name, data in _files("csv", given).items()}
    lines = _files("jsonl", given)["records.jsonl"].decode().splitlines()
    told = [json.loads(line) for line in lines]
    claims = [one["data"] for one in told if one["record"] == "claim"]
    readings = [one["data"] for one in told if one["record"] == "reading"]
    assert [row["id"] for row in tables["claims"]] == [one["id"] for one in claims]
    assert len(tables["members"]) == sum(len(one["members"]) for one in claims)
    assert len(tables["events"]) == sum(len(one["events"]) for one in readings)
    assert len(tables["links"]) == sum(
        len(said["chain"]) for one in readings for said in one["attributions"]
    )
    dictionary = {table.name: [c.name for c in table.columns] for table in find("csv").tables}
    assert {name: list(rows[0]) for name, rows in tables.items()} == dictionary
    assert all(c.meaning and c.type for t in find("csv").tables for c in t.columns)
    texts = {one["capture"]["id"]: one["capture"]["text"] for one in readings}
    for row in tables["events"]:
        words = texts[row["capture"]][int(row["trigger_start"]) : int(row["trigger_end"])]
        assert row["words"] in {words, safe(words)}


def test_parquet_holds_the_rows_of_csv_with_types(given: Given) -> None:
    plain = _files("csv", given)
    for name, data in _files("parquet", given).items():
        table = pq.read_table(io.BytesIO(data))
        rows = _csv(plain[name.replace(".parquet", ".csv")])
        assert table.num_rows == len(rows), name
        assert table.column_names == list(rows[0]), name
        assert all(field.metadata[b"meaning"] for field in table.schema), name
    claims = pq.read_table(io.BytesIO(_files("parquet", given)["claims.parquet"]))
    assert str(claims.schema.field("first_seen_earliest").type) == "date32[day]"
    assert str(claims.schema.field("rulings").type).startswith("list<")


def test_what_did_not_happen_is_left_out_and_counted(given: Given) -> None:
    narrow = given._replace(asked=Asked(), left=Left())
    every, kept = (_csv(_files("csv", one)["events.csv"]) for one in (given, narrow))
    assert {row["modality"] for row in kept} == {"asserted"}
    assert narrow.left[UNHAPPENED] == len(every) - len(kept) > 0


@pytest.mark.parametrize("name", FLAT)
def test_the_same_ledger_gives_the_same_bytes(given: Given, name: str) -> None:
    assert b"".join(streamed(find(name), given)) == b"".join(streamed(find(name), given))


def test_an_archive_holds_every_table(given: Given, tmp_path: Path) -> None:
    export(find("csv"), given, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{one.name}.csv" for one in sheets()]


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_is_taken_for_a_formula(hostile: str) -> None:
    assert safe(hostile) == f"'{hostile}"


def test_hostile_cells_can_be_read_back() -> None:
    assert safe("'quoted'")[1:] == "'quoted'"
    assert "\0" not in safe("a\0b")
    assert safe("\ud800") == "?"
    assert safe("3 – 4") == "3 – 4"


@pytest.mark.parametrize("name", FLAT)
def test_an_empty_ledger_gives_tables_without_rows(
    name: str, sample_desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "watch.toml").write_bytes((sample_desk / "watch.toml").read_bytes())
    desk = Desk.open(tmp_path)
    with desk.view(None) as view:
        files = _files(name, Given(view, desk.watch, Asked(), Left()))
    if name == "csv":
        assert all(data.count(b"\r\n") == 1 for data in files.values())
    if name == "parquet":
        assert all(pq.read_table(io.BytesIO(one)).num_rows == 0 for one in files.values())
    assert len(files) == (0 if name == "jsonl" else len(sheets()))


def test_an_export_holds_little_in_memory(given: Given) -> None:
    written, most = _streamed(given)
    assert written > 3_000_000
    assert most < 12_000_000


def _streamed(given: Given) -> tuple[int, Any]:
    tracemalloc.start()
    try:
        written = sum(len(piece) for piece in streamed(find("jsonl"), given))
        return written, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

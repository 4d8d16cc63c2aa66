"""The same rows give the same texts in every format, and spoiled files never an exception."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers_rows import captures, codes, read
from watchdesk.intake import REFUSAL_CODES, Limits
from watchdesk.records import Capture

Rows = list[dict[str, str]]
# Control characters in numbers make a line binary data, and a cell of a longer text not.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
CELL = TEXT | st.sampled_from(
    ["", 'He said "no".', "a,b;c|d\te", "x\r\ny\n\nz", " a ", "nan", "\\"]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": CELL,
            "title": CELL,
            "url": CELL,
            "authors": CELL,
            "date": CELL,
            "rank": st.just("1"),
        }
    ),
    min_size=1,
    max_size=6,
)
EVERY_TIME = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)


def write_jsonl(path: Path, rows: Rows) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="")


def write_json(path: Path, rows: Rows) -> None:
    path.write_text(json.dumps({"articles": rows}, indent=1), encoding="utf-8")


def write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_tsv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-16", newline="") as handle:
        writer = csv.DictWriter(handle, [*rows[0]][::-1], dialect="excel-tab")
        writer.writeheader()
        writer.writerows(rows)


def write_parquet(path: Path, rows: Rows) -> None:
    pq.write_table(pa.Table.from_pylist(rows[:]), path, row_group_size=2)


WRITERS: dict[str, Callable[[Path, Rows], None]] = {
    "rows.jsonl": write_jsonl,
    "rows.json": write_json,
    "rows.csv": write_csv,
    "rows.tsv": write_tsv,
    "rows.parquet": write_parquet,
}


def what_is_read(tmp_path: Path, name: str, rows: Rows) -> dict[int, tuple[str, str, str]]:
    """Text, address and id of each row that is taken, or the code for which it is not."""
    path = tmp_path / name
    WRITERS[name](path, rows)
    found = read(path)
    return {
        int(re.findall(r"\d+", item.uri.rpartition("#")[2])[0]): (
            (item.text, item.declared.model_dump_json(), item.id)
            if isinstance(item, Capture)
            else (item.code, "", "")
        )
        for item in found
    }


@EVERY_TIME
@given(ROWS)
@example([{"text": "a", "title": "\u2028b", "url": "", "authors": "", "date": "", "rank": "1"}])
def test_rows_are_the_same_in_every_format(tmp_path: Path, rows: Rows) -> None:
    by_line = what_is_read(tmp_path, "rows.jsonl", rows)
    assert len(by_line) == len(rows)
    others = [what_is_read(tmp_path, name, rows) for name in WRITERS if name != "rows.jsonl"]
    assert all(other == others[0] for other in others)
    assert {n: said[:2] for n, said in by_line.items()} == {
        n: said[:2] for n, said in others[0].items()
    }


def test_the_same_article_has_one_id_except_in_json_lines(tmp_path: Path) -> None:
    row = {"title": "Head", "text": "The envoys left.\n\nMore.", "date": "2031-03-04", "rank": "1"}
    ids = {name: what_is_read(tmp_path, name, [row])[1][2] for name in WRITERS}
    other = ids.pop("rows.jsonl")
    assert len({*ids.values()}) == 1
    assert other not in ids.values()


@pytest.mark.parametrize("name", WRITERS)
def test_the_id_depends_on_what_is_read_alone(tmp_path: Path, name: str) -> None:
    row = {"title": "Head", "text": "The envoys left.", "date": "2031-03-04"}
    changes: dict[str, Any] = {"text": "They left.", "title": "Heads", "date": "2031-03-05"}
    first = what_is_read(tmp_path, name, [row])[1][2]
    for field, value in changes.items():
        assert what_is_read(tmp_path, name, [row | {field: value}])[1][2] != first
    if name != "rows.jsonl":
        turned = {"rank": "2", **dict(reversed(row.items()))}
        assert what_is_read(tmp_path, name, [{"text": "x"} | turned, turned])[1][2] == first


@EVERY_TIME
@given(
    st.sampled_from([name for name in WRITERS if name != "rows.parquet"]),
    ROWS,
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=3), st.booleans()), max_size=5),
    st.sampled_from([50, 20 << 20]),
)
def test_spoiled_files_give_captures_or_refusals(
    tmp_path: Path, name: str, rows: Rows, changes: list[tuple[int, bytes, bool]], room: int
) -> None:
    path = tmp_path / name
    WRITERS[name](path, rows)
    data = bytearray(path.read_bytes())
    for place, new, over in changes:
        place %= len(data) + 1  # noqa: PLW2901 — anywhere in the file
        data[place : place + len(new) * over] = new
    path.write_bytes(data)
    for found in read(path, Limits(row_bytes=room)):
        assert isinstance(found, Capture) or found.code in REFUSAL_CODES
        if isinstance(found, Capture):
            assert not {char for char in found.text if ord(char) < 32} - {"\n", "\t"}


def test_rows_inside_packed_files_and_archives(tmp_path: Path) -> None:
    import gzip
    import zipfile

    rows = [{"text": "The envoys left.", "title": "Head"}, {"text": "They stayed.", "title": "B"}]
    for name, write in WRITERS.items():
        write(tmp_path / name, rows)
        texts = [item.text for item in captures(tmp_path / name)]
        packed = tmp_path / f"{name}.gz"
        packed.write_bytes(gzip.compress((tmp_path / name).read_bytes()))
        assert [item.text for item in captures(packed)] == texts
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for name in WRITERS:
            out.write(tmp_path / name, name)
    assert codes(read(archive)) == [""] * 10

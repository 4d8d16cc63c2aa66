"""CSV (RFC 4180): a file for each table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from tempfile import TemporaryFile

from watchdesk.export.columns import Cell
from watchdesk.export.format import Format, Given, Pieces
from watchdesk.export.sheets import rows, sheets

_CHUNK = 1 << 16
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "'")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula and that holds no NUL."""
    text = text.replace("\0", "␀").encode("utf-8", "replace").decode()
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULAS) else text


def cell(value: Cell) -> str:
    """A cell as it is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return safe(value) if isinstance(value, str) else str(value)


def line(cells: Iterator[str]) -> bytes:
    """A line of RFC 4180."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _write(given: Given) -> Pieces:
    with ExitStack() as stack:
        files = {one.name: stack.enter_context(TemporaryFile()) for one in sheets()}
        for one in sheets():
            files[one.name].write(line(each.column.name for each in one.columns))
        for name, row in rows(given):
            files[name].write(line(cell(value) for value in row))
        for name, file in files.items():
            file.seek(0)
            while piece := file.read(_CHUNK):
                yield f"{name}.csv", piece


FORMAT = Format(
    name="csv",
    title="CSV tables",
    standard="RFC 4180, UTF-8 without a byte order mark; the tables are our own",
    media_type="text/csv",
    ending=".csv.zip",
    holds="A file for each table. Lists are JSON arrays in a cell. An empty cell is not known or "
    "does not apply. A text that begins like a formula (=, +, -, @, tab, carriage return), and "
    "one that begins with an apostrophe, has an apostrophe put before it: take one off to have "
    "the text again. NUL is written as its picture, U+2400. Only events told as having happened "
    "are written, unless everything is asked for.",
    tables=tuple(one.table() for one in sheets()),
    write=_write,
    is_many=True,
    options=("everything",),
)

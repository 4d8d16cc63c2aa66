"""CSV (RFC 4180): a file for each table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime
from typing import IO

from watchdesk.export.columns import Cell
from watchdesk.export.format import Format, Given, Pieces
from watchdesk.export.sheet import Sheet
from watchdesk.export.sheets import files, sheets

_FORMULA = re.compile(
    r"['\t\r]|[\s\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]*[=+\-@＝＋－＠]"
)
"""What a spreadsheet runs, also behind what is not seen and in its wide forms."""
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula and that holds no control characters."""
    if not text.isprintable():
        text = text.translate(_PICTURES).encode("utf-8", "replace").decode()
    return f"'{text}" if _FORMULA.match(text) else text


def cell(value: Cell) -> str:
    """A cell as it is written."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        told = [one.translate(_PICTURES) for one in value]
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode()
    return str(value)


class _Lines:
    """A table as it is written."""

    def __init__(self, sheet: Sheet, file: IO[bytes]) -> None:
        self._file = file
        self._writer = csv.writer(self, lineterminator="\r\n")
        self._writer.writerow([each.column.name for each in sheet.columns])

    def write(self, line: str) -> None:
        self._file.write(line.encode())

    def add(self, row: tuple[Cell, ...]) -> None:
        self._writer.writerow([cell(value) for value in row])

    def close(self) -> None:
        """Nothing is held."""


def _write(given: Given) -> Pieces:
    return files(given, ".csv", _Lines)


FORMAT = Format(
    name="csv",
    title="CSV tables",
    standard="RFC 4180, UTF-8 without a byte order mark; the tables are our own",
    media_type="text/csv",
    ending=".csv.zip",
    holds="A file for each table, with a header; lines end with CR LF. Lists are JSON arrays in a "
    "cell, true and false are written so, numbers have a point. An empty cell is not known or"
    " does not apply. A text that a spreadsheet would run as a formula (=, +, -, @ or a wide "
    "form of them at its start, also behind spaces and what is not seen; a tab, a carriage "
    "return), and one that begins with an apostrophe, has an apostrophe put before it: take "
    "one off to have the text again. Control characters are written as their pictures (NUL as"
    " U+2400), those from U+0080 to U+009F as U+FFFD; Parquet and JSON Lines hold them as "
    "they are. The rows stand in the order of ids. Events not told as having happened, and "
    "what was dismissed, are written when everything is asked for.",
    tables=tuple(one.table() for one in sheets()),
    write=_write,
    is_many=True,
    options=("everything",),
)

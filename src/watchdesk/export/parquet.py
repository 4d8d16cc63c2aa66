"""Apache Parquet: the tables of the CSV export, typed, with the dictionary in their schemas."""

from __future__ import annotations

from typing import IO, Any

from watchdesk.export.columns import Cell
from watchdesk.export.format import Column, Format, Given, Pieces
from watchdesk.export.sheet import Sheet
from watchdesk.export.sheets import DICTIONARY, files, sheets

_GROUP = 4_000
"""Rows of a row group, which are held in memory."""
_CELLS = 50_000
"""The same for wide tables: cells that are held."""


def schema_of(sheet: Sheet) -> Any:
    """The schema of a table; each column's meaning and source stand in its metadata."""
    import pyarrow as pa  # noqa: PLC0415 — heavy

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "list of text": pa.list_(pa.string()),
    }

    def field(one: Column) -> Any:
        told = {"meaning": one.meaning, "source": one.source}
        return pa.field(one.name, kinds[one.type], metadata=told)

    columns = [field(each.column) for each in sheet.columns]
    told = {"meaning": sheet.meaning, "watchdesk.dictionary": DICTIONARY}
    return pa.schema(columns, metadata=told)


class _Sheet:
    """A table as it is written."""

    def __init__(self, sheet: Sheet, file: IO[bytes]) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 — heavy

        self.schema = schema_of(sheet)
        self.writer = pq.ParquetWriter(file, self.schema, compression="zstd")
        self.most = min(_GROUP, _CELLS // len(sheet.columns))
        self.held: list[tuple[Cell, ...]] = []

    def add(self, row: tuple[Cell, ...]) -> None:
        self.held.append(row)
        if len(self.held) >= self.most:
            self._flush()

    def close(self) -> None:
        self._flush()
        self.writer.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 — heavy

        if self.held:
            columns = zip(*self.held, strict=True)
            arrays = [
                pa.array([_utf8(value) for value in column], field.type)
                for column, field in zip(columns, self.schema, strict=True)
            ]
            self.writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema))
            self.held.clear()


def _utf8(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple):
        return tuple(one.encode("utf-8", "replace").decode() for one in value)
    return value


def _write(given: Given) -> Pieces:
    return files(given, ".parquet", _Sheet)


FORMAT = Format(
    name="parquet",
    title="Parquet tables",
    standard="Apache Parquet; the tables are our own, those of csv",
    media_type="application/vnd.apache.parquet",
    ending=".parquet.zip",
    holds="The tables of csv with types: days as dates, moments in UTC, numbers, lists as lists; "
    "texts as they are, each kept once in a dictionary of its column. Null is not known or does "
    "not apply. The meaning and the source of each column and the version of this dictionary "
    f"({DICTIONARY}) stand in the schema's metadata.",
    tables=tuple(one.table() for one in sheets()),
    write=_write,
    is_many=True,
    options=("everything",),
)

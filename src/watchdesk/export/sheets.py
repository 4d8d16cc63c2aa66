"""The ledger as tables: a table for each kind of record, and one for each list inside them.

Each table is defined once; CSV, Parquet and the data dictionary are made from the definition.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

from watchdesk.export import sheets_kept, sheets_read
from watchdesk.export.columns import Cell
from watchdesk.export.drain import Drain
from watchdesk.export.format import Given, Pieces
from watchdesk.export.sheet import Pass, Sheet
from watchdesk.export.sheets_read import HAPPENED, UNHAPPENED

__all__ = ["DICTIONARY", "HAPPENED", "UNHAPPENED", "Opened", "files", "passes", "sheets"]

DICTIONARY = "1"
"""Version of the tables: another one when a column goes, or changes what it means."""
_CHUNK = 1 << 16


class Opened(Protocol):
    """A table that is being written."""

    def add(self, row: tuple[Cell, ...]) -> None:
        """Write a row."""

    def close(self) -> None:
        """Write what is still held."""


@cache
def passes() -> tuple[Pass, ...]:
    """Which tables are found together, in the order in which they are written."""
    return (*sheets_read.passes(), *sheets_kept.passes())


@cache
def sheets() -> tuple[Sheet, ...]:
    """All tables, in the order in which they are written."""
    return tuple(sheet for one in passes() for sheet in one.sheets)


def files(given: Given, ending: str, opened: Callable[[Sheet, IO[bytes]], Opened]) -> Pieces:
    """A file for each table. What is found together is written together: the first file as it
    comes, the others to temporary files first, so that nothing grows in memory."""
    for one in passes():
        yield from _passed(given, one, ending, opened)


def _passed(
    given: Given, one: Pass, ending: str, opened: Callable[[Sheet, IO[bytes]], Opened]
) -> Pieces:
    first, *others = one.sheets
    by_name = {sheet.name: sheet for sheet in one.sheets}
    drain = Drain()
    with ExitStack() as stack:
        spools: dict[str, IO[bytes]] = {
            sheet.name: stack.enter_context(TemporaryFile()) for sheet in others
        }
        sinks: dict[str, Any] = {first.name: drain, **spools}
        tables = {sheet.name: opened(sheet, sinks[sheet.name]) for sheet in one.sheets}
        if drain.size:
            yield f"{first.name}{ending}", drain.emptied()  # before anything is looked up
        for name, row in one.items(given):
            tables[name].add(by_name[name].row(row))
            if drain.size >= _CHUNK:
                yield f"{first.name}{ending}", drain.emptied()
        for table in tables.values():
            table.close()
        yield f"{first.name}{ending}", drain.emptied()
        for name, spool in spools.items():
            spool.seek(0)
            while piece := spool.read(_CHUNK):
                yield f"{name}{ending}", piece

"""Ledgers by where they are: a desk's folder, a file, or a database of a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from watchdesk.errors import DeskError, LedgerError
from watchdesk.store.copying import copy
from watchdesk.store.opening import is_address, open_store
from watchdesk.watch import FILE_NAME, load_watch

if TYPE_CHECKING:
    from watchdesk.records import Watch

LEDGER_NAME = "ledger.db"


class Copied(NamedTuple):
    """What was copied."""

    source: str
    """From where."""
    target: str
    """To where."""
    rows: int
    """How many, in all tables."""
    tables: int
    """How many tables hold any."""


def place_of(folder: Path, watch: Watch) -> Path | str:
    """Where the ledger of a desk is: on the server that its watch names, or a file of its own."""
    return watch.ledger.url if watch.ledger else folder / LEDGER_NAME


def copy_ledger(
    source: str, target: str, progress: Callable[[int, int], None] | None = None
) -> Copied:
    """Copy a ledger with all its ids, numbers and moments; each is named by a desk's folder, a
    file ``ledger.db`` or an address.

    All or nothing; what arrived is read back and compared. ``progress`` is given how many rows are
    done, of how many. Raises ``DeskError`` W201 when there is no such ledger to copy, and
    ``LedgerError`` for ledgers that cannot be used, or a target that is not empty.
    """
    there, here = _found(source), _placed(target)
    if there == here:
        raise LedgerError(
            "W315", target, "is the ledger itself", "Name another place to copy it to"
        )
    one, other = open_store(there, ""), open_store(here, "")
    content = copy(one, other, progress)
    rows = sum(table.rows for table in content.values())
    return Copied(one.place, other.place, rows, sum(bool(one.rows) for one in content.values()))


def _found(place: str) -> Path | str:
    """A ledger that is there already, as far as can be told without opening it."""
    at = _named(place)
    if isinstance(at, Path) and not at.is_file():
        raise DeskError("W201", place, "there is no ledger there", "Name a desk, or an address")
    return at


def _placed(place: str) -> Path | str:
    """A place for a ledger; its folder is made."""
    at = _named(place)
    if isinstance(at, Path):
        try:
            at.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskError("W205", place, str(error), "Name another folder") from error
    return at


def _named(place: str) -> Path | str:
    if is_address(place):
        return place
    path = Path(place)
    if path.suffix == ".db" or path.is_file():
        if path.name != LEDGER_NAME:
            what = f"is not named {LEDGER_NAME}, as the file of a ledger is"
            raise DeskError("W201", place, what, "Name the desk's folder")
        return path.resolve()
    if (path / FILE_NAME).is_file():
        named = place_of(path, load_watch(path / FILE_NAME))
        return named.resolve() if isinstance(named, Path) else named
    return (path / LEDGER_NAME).resolve()

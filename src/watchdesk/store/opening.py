"""A ledger by where it is: a file, or a database of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchdesk.errors import LedgerError
from watchdesk.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from watchdesk.store.postgres import PostgresStore


def is_address(place: str) -> bool:
    """Whether a ledger on a server is named, not a file or folder."""
    return place.lower().startswith(("postgresql://", "postgres://"))


def open_store(place: Path | str, software: str) -> SqliteStore | PostgresStore:
    """Open or make the ledger in a file (a path) or on a server (an address).

    Raises ``LedgerError`` when it cannot be used, W317 when what speaks with servers is missing.
    """
    if isinstance(place, Path):
        return SqliteStore(place, software)
    try:
        from watchdesk.store.postgres import PostgresStore  # noqa: PLC0415 — an extra
    except ImportError as error:
        cure = 'Install it: pip install "watchdesk[postgres]"'
        what = "the package that speaks with PostgreSQL is not installed"
        raise LedgerError("W317", "psycopg", what, cure) from error
    return PostgresStore(place, software)

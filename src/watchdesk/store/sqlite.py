"""The ledger in one SQLite file: write-ahead log, full-text search, append-only tables."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from watchdesk.database.sqlite import SqliteDatabase
from watchdesk.errors import LedgerError
from watchdesk.reuse.index import ReuseIndex
from watchdesk.reuse.journal import write_ahead
from watchdesk.store import migrations
from watchdesk.store.view import DatabaseView
from watchdesk.store.writer import DatabaseWriter

INDEX_NAME = "reuse.db"
"""File beside the ledger that tells which articles share words; it can be made again."""
BUSY_SECONDS = 30
"""How long a writer waits for another one."""
_CACHE_KIB = 64 * 1024
"""What a writer keeps of the file in memory."""
_LOG_PAGES = 24_000
"""Pages the log may hold before they are written home, 100 MB; an article's keys go to hundreds of
pages, and many commits together rewrite the same ones."""
_APPLICATION_ID = 0x57444C31  # "WDL1" in the file's header, so that a stranger's file is refused


class _LedgerFile(SqliteDatabase):
    """A connection to a ledger."""

    def shape(self) -> int:
        """Number of the last migration."""
        return int(self.execute("PRAGMA user_version").fetchone()[0])

    def set_shape(self, number: int) -> None:
        """Note it."""
        self.execute(f"PRAGMA user_version = {number}")


def _connect(path: Path, *, read_only: bool) -> _LedgerFile:
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        factory=_LedgerFile,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check(connection: SqliteDatabase, path: Path) -> None:
    # One statement: another process may be making the ledger just now.
    application, version, tables = connection.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_application_id(), pragma_user_version()"
    ).fetchone()
    if application != _APPLICATION_ID and tables:
        raise LedgerError(
            "W301", str(path), "is a database, but not a ledger", "Name another desk folder"
        )
    if version > migrations.latest():
        raise LedgerError(
            "W302",
            str(path),
            f"was written by a newer Watchdesk (shape {version}, known {migrations.latest()})",
            "Upgrade Watchdesk",
        )


class SqliteStore:
    """A ledger file. Opening brings it to the newest shape."""

    def __init__(self, path: Path, software: str) -> None:
        """Open or make the file.

        Raises ``LedgerError`` when it is not a ledger, is damaged, or is newer than we are.
        """
        self.path = path
        self.index_path = path.with_name(INDEX_NAME)
        self._software = software
        try:
            connection = _connect(path, read_only=False)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            _check(connection, path)
            write_ahead(connection, BUSY_SECONDS)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            migrations.migrate(connection)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            connection.close()

    def _unusable(self, error: sqlite3.Error) -> LedgerError:
        if "locked" in str(error):
            return LedgerError(
                "W304", str(self.path), "is locked by another process", "Wait for it or stop it"
            )
        if "disk" in str(error) and "full" in str(error):
            cure = "Free some space and run it again; what was committed is kept"
            return LedgerError("W305", str(self.path), "the disk is full", cure)
        return LedgerError(
            "W303",
            str(self.path),
            f"cannot be used as a ledger ({error})",
            "Restore it from a copy, or move it away and ingest again",
        )

    @contextmanager
    def writer(self) -> Iterator[DatabaseWriter]:
        """One writer; what was not committed when it closes is dropped."""
        connection = _connect(self.path, read_only=False)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            with ReuseIndex(self.index_path) as index:
                yield DatabaseWriter(connection, self._software, index)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.rollback()
            connection.close()

    @contextmanager
    def view(self, as_of: date | None = None) -> Iterator[DatabaseView]:
        """A view of the present or of the end of a past day (UTC), stable while it is open."""
        connection = _connect(self.path, read_only=True)
        try:
            connection.execute("BEGIN")
            yield DatabaseView(connection, as_of)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.close()

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return str(self.path)

    @contextmanager
    def rows(self) -> Iterator[SqliteDatabase]:
        """All tables as they stand at one moment, the index of copies among them."""
        with ReuseIndex(self.index_path):
            pass  # made when it is not there
        connection = _connect(self.path, read_only=True)
        try:
            uri = f"{self.index_path.absolute().as_uri()}?mode=ro"
            connection.execute("ATTACH ? AS reuse", (uri,))
            connection.execute("BEGIN")
            yield connection
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.close()

    @contextmanager
    def filled(self) -> Iterator[SqliteDatabase]:
        """The same, to be added to. They are made beside those that are there, and take their place
        when all is well."""
        with self.rows() as present:
            empty = not present.execute("SELECT EXISTS (SELECT 1 FROM capture)").fetchone()[0]
        if not empty:
            with self.rows() as present:
                yield present
            return
        beside = SqliteStore(self.path.with_name(f"{self.path.name}.copied"), self._software)
        beside.index_path = self.index_path.with_name(f"{self.index_path.name}.copied")
        try:
            with beside._filled() as connection:
                yield connection
            for new, old in ((beside.index_path, self.index_path), (beside.path, self.path)):
                _replace(new, old)
        finally:
            for path in (beside.path, beside.index_path):
                _remove(path)

    @contextmanager
    def _filled(self) -> Iterator[SqliteDatabase]:
        with ReuseIndex(self.index_path):
            pass
        connection = _connect(self.path, read_only=False)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("ATTACH ? AS reuse", (str(self.index_path.absolute()),))
            for schema in ("main", "reuse"):
                connection.execute(f"PRAGMA {schema}.journal_mode = DELETE")
                connection.execute(f"PRAGMA {schema}.synchronous = OFF")
            connection.begin()
            yield connection
            connection.commit()
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.rollback()
            connection.close()

    def rewrite(self) -> bool:
        """Write the file anew without what was taken out; whether that could be done now."""
        connection = _connect(self.path, read_only=False)
        try:
            connection.execute("INSERT INTO sentence_words (sentence_words) VALUES ('optimize')")
            connection.execute("VACUUM")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return False
            raise self._unusable(error) from error
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.close()
        return not busy

    def clear_index(self) -> None:
        """Drop the index; the next writer has all articles unindexed."""
        for ending in ("", "-wal", "-shm"):
            self.index_path.with_name(self.index_path.name + ending).unlink(missing_ok=True)

    def index_integrity(self) -> str:
        """SQLite's own verdict on the index: ``ok`` or what is broken. Raises ``LedgerError``."""
        with ReuseIndex(self.index_path) as index:
            return index.check()

    def integrity(self) -> str:
        """SQLite's own verdict on the file: ``ok`` or what is broken."""
        connection = _connect(self.path, read_only=True)
        try:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            connection.close()
        return str(verdict)


def _replace(new: Path, old: Path) -> None:
    """Put a whole file in the place of one that nobody has open."""
    with new.open("rb") as file:
        os.fsync(file.fileno())
    _remove(old)
    new.replace(old)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)

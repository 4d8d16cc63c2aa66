"""The ledger in a database of a PostgreSQL server: one for a whole team."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg

from watchdesk.database.postgres import PostgresDatabase
from watchdesk.errors import LedgerError
from watchdesk.reuse.index import Index
from watchdesk.store import migrations
from watchdesk.store.pool import Pool
from watchdesk.store.server import (
    INDEX_SCHEMA,
    OLDEST,
    SCHEMA,
    connect,
    fail,
    parts_of,
    without_password,
)
from watchdesk.store.view import DatabaseView
from watchdesk.store.writer import DatabaseWriter

BUSY_SECONDS = 30.0
"""How long a writer waits for another one."""
READ_SECONDS = 60
"""How long the server may look for one answer."""
_APPLICATION = "watchdesk ledger 1"
_READ = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_FOUND = """
SELECT current_setting('server_encoding'), current_setting('server_version_num')::bigint,
EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'watchdesk'),
EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'watchdesk' AND c.relname = 'shape')
"""
_MAKE = (
    "CREATE SCHEMA watchdesk",
    "CREATE SCHEMA watchdesk_reuse",
    'CREATE TABLE watchdesk.shape (application TEXT COLLATE "C" NOT NULL, number BIGINT NOT NULL)',
)


class _Ledger(PostgresDatabase):
    """A connection to a ledger."""

    def shape(self) -> int:
        """Number of the last migration."""
        (number,) = self.execute("SELECT number FROM shape").fetchone() or (0,)
        return int(number)

    def set_shape(self, number: int) -> None:
        """Note it."""
        self.execute("UPDATE shape SET number = ?", (number,))


class PostgresStore:
    """A ledger on a server, named by an address without a password. Opening brings it to the newest
    shape; where it has that, a user who may only read can open it."""

    def __init__(self, url: str, software: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open or make the ledger.

        Raises ``LedgerError`` when the server cannot be reached or does not allow it, or what is
        there is not a ledger, or is newer than we are.
        """
        self.url = url
        self._parts = parts_of(url)
        self._software = software
        self._busy = busy_seconds
        self._pool = Pool(self.place, self._reader)
        with self._connected() as db:
            if not self._is_present(db):
                self._make(db)
                migrations.migrate(db)

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return without_password(self.url)

    def _reader(self) -> psycopg.Connection[Any]:
        settings = {"statement_timeout": f"{READ_SECONDS}s"}
        return connect(self.url, self._parts, settings)

    @contextmanager
    def _connected(self) -> Iterator[_Ledger]:
        """A connection of one's own; what was not committed on it is dropped."""
        connection = connect(self.url, self._parts, {})
        try:
            yield _Ledger(connection, SCHEMA, self._busy)
        except psycopg.Error as error:
            fail(self.url, error)
        finally:
            connection.close()

    def _is_present(self, db: _Ledger) -> bool:
        """Whether a ledger of the newest shape is there; raises when something else is."""
        encoding, version, has_schema, is_ours = db.execute(_FOUND).fetchone()
        if encoding != "UTF8":
            cure = "Make one with `createdb --encoding UTF8 --template template0 NAME`"
            raise LedgerError("W314", self.place, f"keeps its texts as {encoding}", cure)
        if version < OLDEST:
            what = f"is kept by PostgreSQL {version // 10000}"
            raise LedgerError("W314", self.place, what, f"Use {OLDEST // 10000} or newer")
        if has_schema and not is_ours:
            self._strange()
        if not is_ours:
            return False
        row = db.execute("SELECT application, number FROM shape").fetchone()
        if row is None or row[0] != _APPLICATION:
            self._strange()
        if row[1] > migrations.latest():
            what = f"newer Watchdesk (shape {row[1]}, known {migrations.latest()})"
            raise LedgerError("W302", self.place, f"was written by a {what}", "Upgrade Watchdesk")
        return bool(row[1] == migrations.latest())

    def _strange(self) -> None:
        what = "holds a schema named watchdesk that is not a ledger"
        raise LedgerError("W301", self.place, what, "Name another database")

    def _make(self, db: _Ledger) -> None:
        """Make an empty ledger, unless somebody just did."""
        db.begin()
        if not db.execute(_FOUND).fetchone()[2]:
            for statement in _MAKE:
                db.connection.execute(statement.encode())
            db.execute("INSERT INTO shape VALUES (?, 0)", (_APPLICATION,))
            db.make_functions()
            _make_index(db.connection)
        db.commit()

    @contextmanager
    def writer(self) -> Iterator[DatabaseWriter]:
        """One writer; what was not committed when it closes is dropped."""
        with self._connected() as db:
            yield DatabaseWriter(db, self._software, Index(db, self.place))

    @contextmanager
    def view(self, as_of: date | None = None) -> Iterator[DatabaseView]:
        """A view of the present or of the end of a past day (UTC), stable while it is open."""
        try:
            with self._pool.taken(_READ) as connection:
                yield DatabaseView(PostgresDatabase(connection, SCHEMA, self._busy), as_of)
        except psycopg.Error as error:
            fail(self.url, error)

    @contextmanager
    def rows(self) -> Iterator[PostgresDatabase]:
        """All tables as they stand at one moment, the index of copies among them."""
        with self._connected() as db:
            db.connection.execute(_READ)
            yield db

    @contextmanager
    def filled(self) -> Iterator[PostgresDatabase]:
        """The same, to be added to in one transaction."""
        with self._connected() as db:
            db.begin()
            yield db
            db.commit()
            db.connection.execute(b"ANALYZE")

    def rewrite(self) -> bool:
        """Let the server use the room of rows that went again, and write over it."""
        with self._connected() as db:
            db.connection.execute(b"VACUUM (ANALYZE)")
        return True

    def clear_index(self) -> None:
        """Drop the index; the next writer has all articles unindexed."""
        with self._connected() as db:
            db.begin()
            for table in ("bucket", "level", "text", "covered"):
                db.connection.execute(f"DROP TABLE IF EXISTS {INDEX_SCHEMA}.{table}".encode())
            db.connection.execute(f"DROP FUNCTION IF EXISTS {INDEX_SCHEMA}.next_text".encode())
            db.connection.execute(f"DROP FUNCTION IF EXISTS {INDEX_SCHEMA}.next_bucket".encode())
            _make_index(db.connection)
            db.commit()

    def index_integrity(self) -> str:
        """Whether the index holds what it says: ``ok`` or what is broken."""
        with self._pool.taken(_READ) as connection:
            db = PostgresDatabase(connection, SCHEMA, self._busy)
            held, said = db.execute(
                "SELECT (SELECT coalesce(sum(length(postings)), 0)::bigint FROM bucket), "
                "(SELECT coalesce(sum(entries), 0)::bigint FROM level)"
            ).fetchone()
        return "ok" if held == 8 * said else f"{said} postings should be there, {held // 8} are"

    def integrity(self) -> str:
        """Whether all rows are as the ledger's shape says: ``ok`` or what is broken."""
        with self._pool.taken(_READ) as connection:
            connection.execute(b"SET LOCAL statement_timeout = 0")
            db = PostgresDatabase(connection, SCHEMA, self._busy)
            for what, query in _SOUND.items():
                (found,) = db.execute(query).fetchone()
                if found:
                    return f"{found} {what}"
        return "ok"

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._pool.close()


def _make_index(connection: psycopg.Connection[Any]) -> None:
    """The tables of an empty index of copies, in a schema of their own."""
    connection.execute(f"SET LOCAL search_path = {INDEX_SCHEMA}".encode())
    Index(PostgresDatabase(connection, INDEX_SCHEMA, 0), "").make_tables()
    connection.execute(f"SET LOCAL search_path = {SCHEMA}, {INDEX_SCHEMA}".encode())


_SOUND = {
    "indexes that are not valid": "SELECT count(*) FROM pg_index i "
    "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname IN ('watchdesk', 'watchdesk_reuse') AND NOT i.indisvalid",
    "tables that do not keep their rows": "SELECT count(*) FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'watchdesk' AND t.tgname LIKE '%_kept%' AND t.tgenabled = 'D'",
    "sentences that are not found by their words": "SELECT count(*) FROM sentence s "
    "WHERE NOT EXISTS (SELECT 1 FROM sentence_words w WHERE w.id = s.id)",
    "sentences without an article": "SELECT count(*) FROM sentence s "
    "WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.seq = s.article)",
    "articles without a capture": "SELECT count(*) FROM article a "
    "WHERE NOT EXISTS (SELECT 1 FROM capture c WHERE c.id = a.capture)",
    "versions out of order": "SELECT count(*) FROM version v JOIN version n "
    "ON n.posting = v.posting AND n.kind = v.kind AND n.id = v.id AND n.known_at < v.known_at "
    "WHERE n.seq > v.seq",
}
"""What must not be found, and how it is counted."""

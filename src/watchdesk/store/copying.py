"""A ledger from one place to another: every row, with its ids, numbers and moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b
from typing import NamedTuple, Protocol

from watchdesk.database import Database
from watchdesk.errors import LedgerError

TABLES: dict[str, tuple[str, ...]] = {
    "capture": (
        *("id", "sha256", "uri", "media_type", "encoding", "captured_at", "declared", "text"),
        *("recorded_at", "encoding_basis", "unpacked", "partial"),
    ),
    "sighting": ("uri", "capture", "recorded_at"),
    "article": (
        *("seq", "id", "software", "capture", "role", "earliest", "latest", "reading"),
        *("recorded_at", "knowing"),
    ),
    "sentence": ("id", "article", "start", "end"),
    "relation": ("a", "b", "software", "relation", "recorded_at"),
    "refusal": ("uri", "code", "reason", "cure", "recorded_at"),
    "fetch": (
        *("seq", "uri", "state", "fetched_at", "status", "answered_by", "entries", "etag"),
        *("last_modified", "flaws", "reason", "software", "recorded_at"),
    ),
    "site": ("id", "name", "settled", "furniture"),
    "site_page": ("id", "site", "capture", "article", "title", "deck"),
    "site_line": ("site", "line", "page", "words"),
    "posting": ("number", "rules", "watch", "reached", "ruled", "known_at", "finished"),
    "ruling": ("seq", "id", "ruling", "recorded_at"),
    "item": ("id", "kind", "name", "article", "day", "keys", "data"),
    "item_key": ("key", "rank", "name"),
    "version": (
        *("seq", "posting", "kind", "id", "known_at", "earliest", "latest", "labels", "record"),
    ),
    "version_label": ("posting", "kind", "label", "id"),
    "version_week": ("posting", "kind", "week", "rank", "id", "version", "earliest"),
    "telling": ("sentence", "speaker", "verification"),
    "item_of": ("code", "article"),
    "speaker": ("id", "name", "times"),
    "removal": ("seq", "id", "removal", "lifts", "recorded_at"),
    "removed": ("id", "removal", "uri", "sha256"),
}
"""What a ledger holds, so that what a row leads to stands before it. The words of sentences are
taken from these anew, as each kind of ledger keeps them."""
INDEX_TABLES: dict[str, tuple[str, ...]] = {
    "text": ("number", "article", "fingerprints"),
    "covered": ("upto",),
    "bucket": ("id", "postings"),
    "level": ("name", "generation", "bits", "entries"),
}
"""The index of copies."""
_STEP = 5_000

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many; what is read back counts, too."""


class Copyable(Protocol):
    """A ledger that can be copied, or copied into."""

    @property
    def place(self) -> str:
        """Where it is, for messages."""

    def rows(self) -> AbstractContextManager[Database]:
        """All tables as they stand at one moment, the index of copies among them."""

    def filled(self) -> AbstractContextManager[Database]:
        """The same, to be added to; all that is added lasts when nothing went wrong, or nothing."""


class Content(NamedTuple):
    """What a table holds."""

    rows: int
    """How many."""
    digest: str
    """The same for the same rows, in whatever order they come."""


def copy(
    source: Copyable, target: Copyable, progress: Progress | None = None
) -> dict[str, Content]:
    """Copy a ledger into an empty one; what each table holds.

    All or nothing: the target is as it was when anything goes wrong. Raises ``LedgerError`` W315
    when the target is not empty, and W316 when what arrived is not what was sent.
    """
    tables = {**TABLES, **INDEX_TABLES}
    with source.rows() as there, target.filled() as here:
        _check_empty(here, target.place)
        total = 2 * sum(_count(there, table) for table in tables)
        told = _Told(progress, total)
        sent = {}
        for table, columns in tables.items():
            if table in INDEX_TABLES:
                here.execute(f'DELETE FROM "{table}"')  # noqa: S608 — our own names
            tally = _Tally()
            here.fill(table, columns, tally.counting(told.each(_rows(there, table, columns))))
            sent[table] = tally.content()
        here.words.add(_sentences(there))
        for table, columns in tables.items():
            tally = _Tally()
            for _ in tally.counting(told.each(_rows(here, table, columns))):
                pass
            if tally.content() != sent[table]:
                what = (
                    f"table {table} did not arrive as it was sent: "
                    f"{tally.rows:,} rows of {sent[table].rows:,}"
                )
                raise LedgerError("W316", target.place, what, "Copy it again; nothing was kept")
    return sent


def content(store: Copyable) -> dict[str, Content]:
    """What each table of a ledger holds."""
    out = {}
    with store.rows() as db:
        for table, columns in {**TABLES, **INDEX_TABLES}.items():
            tally = _Tally()
            for _ in tally.counting(_rows(db, table, columns)):
                pass
            out[table] = tally.content()
    return out


class _Tally:
    """Rows as they pass by: the sum of their digests, so that their order does not matter."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def counting(self, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        """The same rows."""
        for row in rows:
            told = repr(tuple(row)).encode("utf-8", "surrogatepass")
            self._sum += int.from_bytes(blake2b(told, digest_size=16).digest())
            self.rows += 1
            yield row

    def content(self) -> Content:
        """What passed by."""
        return Content(self.rows, f"{self._sum % (1 << 128):032x}")


class _Told:
    """How far a copy is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def each(self, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        """The same rows."""
        for row in rows:
            yield row
            self._done += 1
            if self._progress is not None and self._done % _STEP == 0:
                self._progress(self._done, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def _rows(db: Database, table: str, columns: Sequence[str]) -> Iterable[Sequence[object]]:
    names = ", ".join(f'"{name}"' for name in columns)
    return db.each(f'SELECT {names} FROM "{table}" ORDER BY {columns[0]}')  # noqa: S608 — as above


def _count(db: Database, table: str) -> int:
    return int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 — as above


def _check_empty(db: Database, place: str) -> None:
    for table in TABLES:
        if count := _count(db, table):
            what = f"is not empty: table {table} holds {count:,} rows"
            raise LedgerError("W315", place, what, "Name a new folder or an empty database")


def _sentences(db: Database) -> Iterator[tuple[int, str]]:
    """The words of every sentence, by its number."""
    articles = db.each(
        "SELECT a.seq, c.text FROM article a JOIN capture c ON c.id = a.capture ORDER BY a.seq"
    )
    for seq, text in articles:
        rows = db.execute('SELECT id, start, "end" FROM sentence WHERE article = ?', (seq,))
        for number, start, end in rows.fetchall():
            yield number, text[start:end]

"""The ledger in one SQLite file: write-ahead log, full-text search, append-only tables."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchdesk.errors import LedgerError
from watchdesk.records import (
    Address,
    Article,
    Capture,
    Declared,
    EncodingBasis,
    Fetch,
    Interval,
    Reading,
    Refusal,
    Relation,
    Span,
    Validators,
)
from watchdesk.reuse.index import Candidate, Prints, ReuseIndex
from watchdesk.reuse.journal import write_ahead
from watchdesk.store import fetches, migrations, pages, relations
from watchdesk.store.base import Hit
from watchdesk.store.fetches import Health
from watchdesk.store.pages import PageLine, SitePage

INDEX_NAME = "reuse.db"
"""File beside the ledger that tells which articles share words; it can be made again."""
BUSY_SECONDS = 30
"""How long a writer waits for another one."""
_ENTRY = re.compile(r"#E\d{1,9}$")
_APPLICATION_ID = 0x57444C31  # "WDL1" in the file's header, so that a stranger's file is refused


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
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
    def writer(self) -> Iterator[SqliteWriter]:
        """One writer; what was not committed when it closes is dropped."""
        connection = _connect(self.path, read_only=False)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            with ReuseIndex(self.index_path) as index:
                yield SqliteWriter(connection, self._software, index)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.close()

    @contextmanager
    def view(self, as_of: date | None = None) -> Iterator[SqliteView]:
        """A view of the present or of the end of a past day (UTC), stable while it is open."""
        connection = _connect(self.path, read_only=True)
        try:
            connection.execute("BEGIN")
            yield SqliteView(connection, as_of)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        finally:
            connection.close()

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


@dataclass
class SqliteWriter:
    """Adds rows. The first write opens a transaction that ``commit`` ends."""

    connection: sqlite3.Connection
    software: str
    index: ReuseIndex

    def _write(self, statement: str, *values: object) -> sqlite3.Cursor:
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")
        return self.connection.execute(statement, values)

    def known(self, capture_id: str) -> bool:
        """Whether this capture was last read by the present software."""
        row = self.connection.execute(
            "SELECT software FROM article WHERE capture = ? ORDER BY seq DESC LIMIT 1",
            (capture_id,),
        ).fetchone()
        return row is not None and str(row[0]).partition("+")[0] == self.software

    def sight(self, uri: str, capture_id: str) -> None:
        """Note that a known capture was seen at an address; nothing when already noted.

        An entry is seen at its feed: its number there changes with every entry that comes in.
        """
        uri = _ENTRY.sub("", uri)
        seen = self.connection.execute(
            "SELECT 1 FROM sighting WHERE uri = ? AND capture = ?", (uri, capture_id)
        ).fetchone()
        if seen is None:
            self._write("INSERT INTO sighting VALUES (?, ?, ?)", uri, capture_id, _now())

    def add(self, capture: Capture, readings: Sequence[Reading], knowing: str = "") -> None:
        """Keep a capture and its readings; ``knowing`` is what was known of its site."""
        now = _now()
        self._write(
            "INSERT OR IGNORE INTO capture (id, sha256, uri, media_type, encoding, captured_at, "
            "declared, text, recorded_at, encoding_basis, unpacked, partial) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            capture.id,
            capture.sha256,
            capture.uri,
            capture.media_type,
            capture.encoding,
            capture.captured_at.isoformat() if capture.captured_at else None,
            capture.declared.model_dump_json(),
            capture.text,
            now,
            capture.encoding_basis.value,
            "\n".join(capture.unpacked),
            capture.partial,
        )
        self.sight(capture.uri, capture.id)
        software = self.software
        if times := self._times_read(capture.id):
            software = f"{software}+{times}"
        for reading in readings:
            self._add_reading(reading, software, knowing, now)

    def _times_read(self, capture_id: str) -> int:
        """How often this capture was read by the present software."""
        (times,) = self.connection.execute(
            "SELECT count(DISTINCT software) FROM article "
            "WHERE capture = ? AND (software = ? OR software GLOB ?)",
            (capture_id, self.software, f"{self.software}+*"),
        ).fetchone()
        return int(times)

    def knew(self, capture_id: str) -> str:
        """What the newest readings of a capture knew of its site."""
        row = self.connection.execute(
            "SELECT knowing FROM article WHERE capture = ? ORDER BY seq DESC LIMIT 1", (capture_id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def add_page(self, site: str, page: SitePage, lines: Sequence[PageLine]) -> None:
        """Count the lines of a page of a site, and of one read anew note that it was."""
        pages.add_page(self._write, site, page, lines)

    def unsettled(self) -> list[str]:
        """Sites with more pages than ``settle`` was last told of."""
        return pages.unsettled(self.connection)

    def settle(self, site: str, looked_at: int, furniture: Iterable[int]) -> None:
        """Note with how many pages a site's recurring lines were looked for, and what was found."""
        pages.settle(self._write, site, looked_at, furniture)

    def settled(self, site: str) -> tuple[int, frozenset[int]]:
        """What ``settle`` was last told of a site."""
        return pages.settled(self.connection, site)

    def holding(self, site: str, codes: Iterable[int]) -> frozenset[str]:
        """Captures of a site's pages on which any of some lines stands."""
        return pages.holding(self.connection, site, codes)

    def pages(self, site: str) -> list[SitePage]:
        """The pages of a site, in the order in which they came."""
        return pages.pages(self.connection, site)

    def page_lines(self, site: str, least: int) -> dict[PageLine, list[str]]:
        """The lines that stand on so many pages of a site, with the main articles of those."""
        return pages.lines(self.connection, site, least)

    def copies(self, site: str) -> list[tuple[str, str]]:
        """Pairs of articles that are one story, of which the first is on a page of the site."""
        return pages.copies(self.connection, site)

    def _add_reading(self, reading: Reading, software: str, knowing: str, now: str) -> None:
        article = reading.article
        published = article.published
        cursor = self._write(
            "INSERT INTO article (id, software, capture, role, earliest, latest, reading, "
            "recorded_at, knowing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.id,
            software,
            reading.capture.id,
            article.role.value,
            published.earliest.isoformat() if published.earliest else None,
            published.latest.isoformat() if published.latest else None,
            reading.without_text().model_dump_json(),
            now,
            knowing,
        )
        if isinstance(reading.capture, Capture):
            self._index(cursor.lastrowid, reading.sentences, reading.capture.text)

    def _index(self, article: int | None, sentences: Sequence[Span], text: str) -> None:
        for span in sentences:
            row = self._write(
                "INSERT INTO sentence (article, start, end) VALUES (?, ?, ?)",
                article,
                span.start,
                span.end,
            ).lastrowid
            self._write(
                "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", row, span.text_of(text)
            )

    def alike(self, batch: Sequence[tuple[str, Prints]]) -> list[tuple[Candidate, ...]]:
        """Keep the fingerprints of articles; for each, the articles worth comparing, best first."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")  # one writer of the index at a time
        return self.index.add(batch)

    def unindexed(self) -> list[str]:
        """Articles, teasers apart, whose fingerprints are not kept."""
        last = self._last_article()
        covered = self.index.covered()
        rows = self.connection.execute(
            "SELECT DISTINCT id FROM article WHERE seq > ? AND role <> 'teaser' ORDER BY seq",
            (covered if covered <= last else 0,),
        )
        return self.index.missing([article for (article,) in rows])

    def _last_article(self) -> int:
        (last,) = self.connection.execute("SELECT max(seq) FROM article").fetchone()
        return int(last or 0)

    def add_relation(self, relation: Relation) -> None:
        """Keep what two articles by themselves have in common."""
        relations.add(self._write, relation, self.software, _now())

    def put_relation(self, pair: tuple[str, str], found: Relation | None) -> bool:
        """Keep what two articles are to each other now; whether that is anything new."""
        return relations.put(self._write, pair, found, self.software, _now())

    def partners(self, article_id: str) -> list[str]:
        """The articles a relation of an article was ever kept with."""
        return relations.partners(self.connection, article_id)

    def bare(self, article_id: str) -> tuple[Reading, Reading | None] | None:
        """An article with its parts alone: by itself, and as it is read now."""
        first = self._bare("instr(a.software, '+') = 0", article_id)
        if first is None:
            return None
        now = self._bare(_CURRENT, "9999", "9999", article_id)
        return first, now

    def _bare(self, condition: str, *values: str) -> Reading | None:
        row = self.connection.execute(
            "SELECT json_extract(a.reading, '$.article'), "  # noqa: S608 — constants of this module
            f"{_CAPTURE} FROM article a JOIN capture c ON c.id = a.capture "
            f"WHERE {condition} AND a.id = ? ORDER BY a.seq DESC LIMIT 1",
            values,
        ).fetchone()
        if row is None:
            return None
        return Reading(capture=_capture(row[1:]), article=Article.model_validate_json(row[0]))

    def readings_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The newest readings of a capture that is kept."""
        return SqliteView(self.connection, None).articles_of(capture_id)

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken and why, once."""
        known = self.connection.execute(
            "SELECT 1 FROM refusal WHERE uri = ? AND code = ? AND reason = ?",
            (refusal.uri, refusal.code, refusal.reason),
        ).fetchone()
        if known is None:
            self._write(
                "INSERT INTO refusal VALUES (?, ?, ?, ?, ?)",
                refusal.uri,
                refusal.code,
                refusal.reason,
                refusal.cure,
                _now(),
            )

    def fetched(self, fetch: Fetch) -> None:
        """Keep a look at an address, after all that it gave."""
        fetches.add(self._write, fetch, self.software, _now())

    def validators(self, uri: str) -> Validators | None:
        """What the newest good look at an address left to ask with, if it left anything."""
        return fetches.validators(self.connection, uri, self.software)

    def commit(self) -> None:
        """Make everything since the last commit durable, the index first: what it holds too much
        does no harm."""
        self.index.commit(self._last_article())
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")


_CURRENT = (
    "a.recorded_at < ? AND a.software = (SELECT n.software FROM article n "
    "WHERE n.capture = a.capture AND n.recorded_at < ? ORDER BY n.seq DESC LIMIT 1)"
)
"""A capture that was read again is told by its newest reading alone."""
_CAPTURE = (
    "c.id, c.sha256, c.uri, c.media_type, c.encoding, c.captured_at, c.declared, c.text, "
    "c.encoding_basis, c.unpacked, c.partial"
)


def _capture(row: Sequence[str]) -> Capture:
    return Capture(
        id=row[0],
        sha256=row[1],
        uri=row[2],
        media_type=row[3],
        encoding=row[4],
        encoding_basis=EncodingBasis(row[8]),
        unpacked=tuple(row[9].splitlines()),
        partial=row[10],
        captured_at=datetime.fromisoformat(row[5]) if row[5] else None,
        declared=Declared.model_validate_json(row[6]),
        text=row[7],
    )


def _reading(row: Sequence[str]) -> Reading:
    reading = Reading.model_validate_json(row[0])
    return reading.model_copy(update={"capture": _capture(row[1:])})


class SqliteView:
    """Reads the ledger as it stood; where a capture was read twice, the later reading counts."""

    def __init__(self, connection: sqlite3.Connection, as_of: date | None) -> None:
        """Look at the present, or at the end of a day in UTC."""
        self._connection = connection
        day_after = as_of + timedelta(days=1) if as_of and as_of < date.max else None
        self._until = day_after.isoformat() if day_after else "9999"
        # ISO 8601 stamps in UTC compare as strings

    def _select(self, condition: str, *values: object) -> Iterator[Reading]:
        rows = self._connection.execute(
            f"SELECT a.reading, {_CAPTURE} FROM article a "  # noqa: S608 — constants of this module
            f"JOIN capture c ON c.id = a.capture WHERE {_CURRENT} AND {condition} ORDER BY a.id",
            (self._until, self._until, *values),
        )
        for row in rows:
            yield _reading(row)

    def readings(self, period: Interval) -> Iterator[Reading]:
        """Readings whose publication can lie in the period, in the order of their ids."""
        low = period.earliest.isoformat() if period.earliest else "0000"
        high = period.latest.isoformat() if period.latest else "9999"
        return self._select(
            "(a.latest IS NULL OR a.latest >= ?) AND (a.earliest IS NULL OR a.earliest <= ?)",
            low,
            high,
        )

    def reading(self, article_id: str) -> Reading | None:
        """One reading with its capture's text."""
        return next(self._select("a.id = ?", article_id), None)

    def articles_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The readings of one capture."""
        return tuple(self._select("a.capture = ?", capture_id))

    def capture(self, capture_id: str) -> Capture | None:
        """One capture."""
        row = self._connection.execute(
            f"SELECT {_CAPTURE} FROM capture c WHERE c.id = ? AND c.recorded_at < ?",  # noqa: S608
            (capture_id, self._until),
        ).fetchone()
        return _capture(row) if row else None

    def relations(self) -> Iterator[Relation]:
        """All relations, in the order of their articles; the newest software's counts."""
        yield from relations.all_of(self._connection, self._until)

    def refusals(self) -> Iterator[Refusal]:
        """What was not taken."""
        rows = self._connection.execute(
            "SELECT uri, code, reason, cure FROM refusal WHERE recorded_at < ? ORDER BY uri, code",
            (self._until,),
        )
        for uri, code, reason, cure in rows:
            yield Refusal(uri=uri, code=code, reason=reason, cure=cure)

    def fetches(self) -> Iterator[Health]:
        """How each feed and address is doing that was looked at, in the order of addresses."""
        return fetches.healths(self._connection, self._until)

    def search(self, query: str, limit: int) -> Iterator[Hit]:
        """Sentences that hold all the words (or the phrases in double quotes), best first."""
        match = _fts_query(query)
        if not match:
            return
        rows = self._connection.execute(
            "SELECT a.capture, a.id, s.start, s.end, c.text, a.reading "  # noqa: S608 — as above
            "FROM sentence_words w JOIN sentence s ON s.id = w.rowid "
            "JOIN article a ON a.seq = s.article JOIN capture c ON c.id = a.capture "
            f"WHERE sentence_words MATCH ? AND {_CURRENT} "
            "ORDER BY bm25(sentence_words), a.id, s.start LIMIT ?",
            (match, self._until, self._until, limit),
        )
        for capture, article, start, end, text, reading in rows:
            told = json.loads(reading)["article"]
            published = Interval.parse(told["published"]["edtf"])
            span = Span(start, end)
            at = Address(capture=capture, article=article, span=span)
            yield Hit(at, span.text_of(text), told["title"], told["outlet"], published)

    def counts(self) -> dict[str, int]:
        """Rows by kind."""
        tables = ("capture", "sighting", "article", "sentence", "relation", "refusal")
        return {
            table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        }


def _fts_query(query: str) -> str:
    """The user's words as an FTS5 query in which nothing is an operator."""
    phrases = re.findall(r'"([^"]*)"|(\S+)', query)
    words = [(phrase or word).replace('"', " ").strip() for phrase, word in phrases]
    return " AND ".join(f'"{word}"' for word in words if any(c.isalnum() for c in word))

"""How far the ledger is posted, and by which rules; and what analysts ruled."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.database import Database
from watchdesk.records import Ruling


class Posting(NamedTuple):
    """The making of all records across articles by one set of rules."""

    number: int
    """Counts up."""
    rules: str
    """Version of the rules."""
    watch: str
    """Digest of what they take from watch.toml."""
    reached: int
    """Number of the last article row that was posted."""
    ruled: int
    """Number of the last ruling that was taken account of."""
    known_at: str
    """Moment of what was posted last."""
    finished: bool
    """Whether it once held all there was; only then it is shown."""


class Event(NamedTuple):
    """Something to be posted: a capture that was read, or a ruling."""

    capture: str
    """Capture id; empty for a ruling."""
    software: str
    """What read it."""
    reached: int
    """Number of the last article row that is there."""
    ruled: int
    """Number of the ruling; 0 for a capture."""
    known_at: str
    """When it was recorded."""
    until: str
    """What was recorded before this moment is known; that of the next event, if there is one."""


_COLUMNS = "number, rules, watch, reached, ruled, known_at, finished"


def make_tables(db: Database) -> None:
    """The tables of this file."""
    for statement in (
        "CREATE TABLE posting (number INTEGER PRIMARY KEY, rules TEXT NOT NULL, "
        "watch TEXT NOT NULL, reached INTEGER NOT NULL DEFAULT 0, "
        "ruled INTEGER NOT NULL DEFAULT 0, known_at TEXT NOT NULL DEFAULT '', "
        "finished INTEGER NOT NULL DEFAULT 0)",
        "CREATE TABLE ruling (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        "ruling TEXT NOT NULL, recorded_at TEXT NOT NULL)",
    ):
        db.execute(statement)


def shown(db: Database) -> Posting | None:
    """The posting that is shown; ``None`` when nothing was ever posted whole."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM posting WHERE finished = 1 ORDER BY number DESC LIMIT 1"  # noqa: S608
    ).fetchone()
    return _posting(row) if row else None


def present(db: Database) -> Posting | None:
    """The posting that is added to; it may not be whole yet."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM posting ORDER BY number DESC LIMIT 1"  # noqa: S608
    ).fetchone()
    return _posting(row) if row else None


def older(db: Database, number: int) -> list[int]:
    """Numbers of the postings before one that still take up room."""
    return [one for one in all_of(db) if one < number]


def all_of(db: Database) -> list[int]:
    """Numbers of all postings."""
    return [one for (one,) in db.execute("SELECT number FROM posting ORDER BY number")]


def waiting(db: Database, posting: Posting) -> int:
    """How many captures and rulings are not posted."""
    (captures,) = db.execute(
        "SELECT count(*) FROM (SELECT DISTINCT capture, software FROM article WHERE seq > ?) a",
        (posting.reached,),
    ).fetchone()
    (ruled,) = db.execute("SELECT count(*) FROM ruling WHERE seq > ?", (posting.ruled,)).fetchone()
    return int(captures + ruled)


def begin(db: Database, rules: str, watch: str) -> Posting:
    """A new posting, in which nothing is posted."""
    (last,) = db.execute(
        "SELECT coalesce(max(number), 0) FROM (SELECT number FROM posting "
        "UNION ALL SELECT max(posting) FROM version) p"
    ).fetchone()
    db.execute(
        "INSERT INTO posting (number, rules, watch) VALUES (?, ?, ?)", (last + 1, rules, watch)
    )
    return Posting(last + 1, rules, watch, 0, 0, "", False)


def reach(db: Database, number: int, event: Event, known_at: str) -> None:
    """Note that an event was posted."""
    db.execute(
        "UPDATE posting SET reached = CASE WHEN reached < :reached THEN :reached ELSE reached END, "
        "ruled = CASE WHEN ruled < :ruled THEN :ruled ELSE ruled END, known_at = :known_at "
        "WHERE number = :number",
        {"reached": event.reached, "ruled": event.ruled, "known_at": known_at, "number": number},
    )


def finish(db: Database, number: int) -> None:
    """Note that a posting holds all there is."""
    db.execute("UPDATE posting SET finished = 1 WHERE number = ? AND finished = 0", (number,))


def remove(db: Database, number: int) -> None:
    """Forget that there was a posting."""
    db.execute("DELETE FROM posting WHERE number = ?", (number,))


def next_event(db: Database, reached: int, ruled: int) -> Event | None:
    """What comes next in the order of recording, or ``None``."""
    reading, ruling = _next_reading(db, reached), _next_ruling(db, ruled)
    if reading is None or (ruling is not None and ruling.known_at < reading.known_at):
        first, other = ruling, reading
    else:
        first, other = reading, ruling
    if first is None:
        return None
    after = [] if other is None else [other.known_at]
    later = _next_reading(db, first.reached) if first is reading else _next_ruling(db, first.ruled)
    after += [] if later is None else [later.known_at]
    until = min(after, default="9999")
    return first._replace(reached=max(first.reached, reached), until=until)


def _next_reading(db: Database, reached: int) -> Event | None:
    row = db.execute(
        "SELECT capture, software FROM article WHERE seq > ? ORDER BY seq LIMIT 1", (reached,)
    ).fetchone()
    if row is None:
        return None
    last, known_at = db.execute(
        "SELECT max(seq), max(recorded_at) FROM article WHERE capture = ? AND software = ?", row
    ).fetchone()
    return Event(row[0], row[1], last, 0, known_at, "9999")


def _next_ruling(db: Database, ruled: int) -> Event | None:
    row = db.execute(
        "SELECT seq, recorded_at FROM ruling WHERE seq > ? ORDER BY seq LIMIT 1", (ruled,)
    ).fetchone()
    return Event("", "", 0, row[0], row[1], "9999") if row else None


def add_ruling(db: Database, ruling: Ruling, now: str) -> bool:
    """Keep what an analyst ruled; whether it is new."""
    cursor = db.execute(
        "INSERT INTO ruling (id, ruling, recorded_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (ruling.id, ruling.model_dump_json(), now),
    )
    return cursor.rowcount > 0


def rulings(db: Database, ruled: int, until: str = "9999") -> list[Ruling]:
    """What was ruled, up to a number and before a moment, in the order of time."""
    rows = db.execute(
        "SELECT ruling FROM ruling WHERE seq <= ? AND recorded_at < ? ORDER BY seq", (ruled, until)
    )
    return [Ruling.model_validate_json(text) for (text,) in rows]


def articles_of(db: Database, number: int) -> list[str]:
    """Ids of the articles that a ruling is about, and the one that it takes back."""
    told = {ruling.id: ruling for ruling in rulings(db, number)}
    (name,) = db.execute("SELECT id FROM ruling WHERE seq = ?", (number,)).fetchone()
    ruling = told[name]
    about = [ruling, told[ruling.ruling]] if ruling.ruling in told else [ruling]
    return sorted({telling.article for one in about for telling in one.tellings})


def _posting(row: tuple[int, str, str, int, int, str, int]) -> Posting:
    return Posting(*row[:6], bool(row[6]))

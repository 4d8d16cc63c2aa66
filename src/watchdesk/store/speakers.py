"""Those whose words the ledger holds: under which names, and with how many records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from pydantic_core import from_json

from watchdesk.database import Database, Rows
from watchdesk.records import Interval
from watchdesk.store.recorded import Records

Write = Callable[..., Rows]
_STANDS = (
    "v.record IS NOT NULL AND v.known_at < :until AND NOT EXISTS (SELECT 1 FROM version n "
    "WHERE n.posting = v.posting AND n.kind = v.kind AND n.id = v.id AND n.known_at < :until "
    "AND n.seq > v.seq)"
)
_ALL = (
    "SELECT l.label, count(*) FROM version_label l CROSS JOIN version v ON v.posting = l.posting "  # noqa: S608 — constants
    "AND v.kind = l.kind AND v.id = l.id WHERE l.posting = :posting AND l.kind = :kind "
    f"AND l.label >= :low AND l.label < :high AND {_STANDS} "
    "AND v.id NOT IN (SELECT value FROM json_each(:without)) "
    "AND instr(v.labels, json_quote(l.label)) > 0 GROUP BY l.label"
)
_OF_WEEKS = (
    "SELECT v.labels FROM (SELECT DISTINCT w.version FROM version_week w "  # noqa: S608 — as above
    "WHERE w.posting = :posting AND w.kind = :kind "
    "AND (w.week BETWEEN :first AND :last OR w.week = -1) "
    "AND (w.rank = 0 OR w.rank <= -:from) AND w.earliest <= :to) k "
    f"CROSS JOIN version v ON v.seq = k.version WHERE {_STANDS} "
    "AND v.id NOT IN (SELECT value FROM json_each(:without))"
)
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_WIDE = 60
"""Weeks beyond which all records are counted, about whatever days."""


def make_table(db: Database) -> None:
    """The table of this file; it can be made again from the readings."""
    db.execute(
        "CREATE TABLE speaker (id TEXT NOT NULL, name TEXT NOT NULL, times INTEGER NOT NULL, "
        "PRIMARY KEY (id, name)) WITHOUT ROWID"
    )


def fill_table(db: Database) -> None:
    """Enter all articles that are there."""

    def write(statement: str, *row: object) -> Rows:
        return db.execute(statement, row)

    for (reading,) in db.each("SELECT reading FROM article"):
        enter(write, from_json(reading))


def enter(write: Write, reading: Mapping[str, Any]) -> None:
    """Keep under which names a reading, as JSON, knows those who speak in it or take a stand."""
    links = [link for one in reading["attributions"] for link in one["chain"]]
    links += [link for one in reading["stands"] for link in one["who"]]
    entities = [link["entity"] for link in links if link["entity"]]
    times = Counter((one["id"], one["name"]) for one in entities)
    for (name, told), count in sorted(times.items()):
        write(
            "INSERT INTO speaker VALUES (?, ?, ?) "
            "ON CONFLICT (id, name) DO UPDATE SET times = speaker.times + excluded.times",
            name,
            told,
            count,
        )


def names_of(db: Database, entities: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names by which some are called, the most usual first; those never named are left out.

    Of a person a name of several words goes before a bare one.
    """
    rows = db.execute(
        "SELECT s.id, s.name FROM json_each(?) j CROSS JOIN speaker s ON s.id = j.value "
        "ORDER BY j.id, instr(trim(s.name), ' ') = 0 AND s.id LIKE 'person:%', "
        "-s.times, -length(s.name), s.name",
        (db.texts(dict.fromkeys(entities)),),
    )
    found: dict[str, tuple[str, ...]] = {}
    for entity, name in rows:
        found[entity] = (*found.get(entity, ()), name)
    return found


def called(db: Database, words: str, most: int) -> list[str]:
    """Entity ids of those whose name holds some words, the most often named first."""
    letters = words.strip().translate(_SMALL)
    held = "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in letters) + "%"
    rows = db.execute(
        "SELECT id FROM speaker WHERE lower(name) LIKE ? ESCAPE '\\' OR id = ? "
        "GROUP BY id ORDER BY -sum(times), id LIMIT ?",
        (held, words.strip(), most),
    )
    return [name for (name,) in rows]


def tally(
    records: Records,
    kind: str,
    room: str,
    period: Interval | None,
    without: Iterable[str] = (),
) -> dict[str, int]:
    """How many records of a kind that stand bear each label of a room (``speaker`` for
    ``speaker:…``), by what stands behind the colon; ``period``: those about days of it;
    ``without``: ids of records that do not count."""
    low, high = f"{room}:", f"{room};"
    asked = {
        "posting": records.posting,
        "kind": kind,
        "until": records.until,
        "without": records.db.texts(sorted(without)),
    }
    if period is None or not period.is_bounded or (period.days or 0) > 7 * _WIDE:
        found = dict(records.db.execute(_ALL, {**asked, "low": low, "high": high}).fetchall())
    else:
        first, last = period.earliest or date.min, period.latest or date.max
        days = {"from": first.toordinal(), "to": last.toordinal()}
        weeks = {"first": first.toordinal() // 7, "last": last.toordinal() // 7}
        rows = records.db.execute(_OF_WEEKS, {**asked, **days, **weeks})
        found = Counter(
            label for (kept,) in rows for label in json.loads(kept) if label.startswith(low)
        )
    return {label.removeprefix(low): count for label, count in found.items()}

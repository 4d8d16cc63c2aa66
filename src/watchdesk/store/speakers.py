"""Those whose words the ledger holds: under which names, and with how many records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
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
_LABELLED = (
    "SELECT l.label, v.earliest, v.latest FROM version_label l "  # noqa: S608 — constants
    "CROSS JOIN version v ON v.posting = l.posting AND v.kind = l.kind AND v.id = l.id "
    "WHERE l.posting = :posting AND l.kind = :kind AND l.label >= :low AND l.label < :high "
    f"AND {_STANDS} AND v.id NOT IN (SELECT value FROM json_each(:without)) "
    "AND instr(v.labels, json_quote(l.label)) > 0"
)
LONGEST = 300
"""Code points of what can be a name, or its id; what is longer is no key to find anything by."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LAST_DAY = date.max.toordinal()


class Spoken(NamedTuple):
    """Who has which records, to be counted for any days: arrays with a place for each pair."""

    names: tuple[str, ...]
    """Everybody, by entity id."""
    who: NDArray[np.int32]
    """Whose record it is, as a place among the names."""
    first: NDArray[np.int32]
    """First day that the record is about, as an ordinal; 0 for an open side."""
    last: NDArray[np.int32]
    """Last day; the last that there is for an open side."""

    def within(self, period: Interval | None) -> dict[str, int]:
        """How many records about days of a period everybody has."""
        low, high = _ordinals(period)
        held = self.who[(self.last >= low) & (self.first <= high)]
        counts = np.bincount(held, minlength=len(self.names))
        return {self.names[at]: int(counts[at]) for at in np.flatnonzero(counts)}


def _ordinals(period: Interval | None) -> tuple[int, int]:
    first, last = (period.earliest, period.latest) if period else (None, None)
    return (first or date.min).toordinal(), (last or date.max).toordinal()


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
    for (name, told), count in sorted(_times(reading).items()):
        write(
            "INSERT INTO speaker VALUES (?, ?, ?) "
            "ON CONFLICT (id, name) DO UPDATE SET times = speaker.times + excluded.times",
            name,
            told,
            count,
        )


def leave(db: Database, reading: Mapping[str, Any]) -> None:
    """Take back what a reading, as JSON, was entered with."""
    for (name, told), count in sorted(_times(reading).items()):
        at = (name, told)
        db.execute("UPDATE speaker SET times = times - ? WHERE id = ? AND name = ?", (count, *at))
        db.execute("DELETE FROM speaker WHERE id = ? AND name = ? AND times <= 0", at)


def _times(reading: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    """How often somebody is named so in a reading who speaks in it or takes a stand."""
    links = [link for one in reading["attributions"] for link in one["chain"]]
    links += [link for one in reading["stands"] for link in one["who"]]
    entities = [link["entity"] for link in links if link["entity"]]
    times = Counter((one["id"], one["name"]) for one in entities)
    return Counter({at: n for at, n in times.items() if max(map(len, at)) <= LONGEST})


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


def spoken(records: Records, kind: str, room: str, without: Iterable[str] = ()) -> Spoken:
    """Whose the records of a kind are that stand, by their labels of a room (``speaker`` for
    ``speaker:…``); ``without``: ids of records that do not count."""
    asked = {
        "posting": records.posting,
        "kind": kind,
        "until": records.until,
        "without": records.db.texts(sorted(without)),
        "low": f"{room}:",
        "high": f"{room};",
    }
    places: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    for label, first, last in records.db.each(_LABELLED, asked):
        low = date.fromisoformat(first).toordinal() if first else 0
        high = date.fromisoformat(last).toordinal() if last else _LAST_DAY
        rows.append((places.setdefault(label[len(room) + 1 :], len(places)), low, high))
    who, lows, highs = np.array(rows, dtype=np.int32).reshape(-1, 3).T
    return Spoken(tuple(places), who, lows, highs)

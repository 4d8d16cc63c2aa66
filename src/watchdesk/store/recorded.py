"""Records across articles, in all their versions: rows that are only ever added.

A version tells what was known of a record from a moment on, or that it stands no more. Versions
belong to a *posting*: the making of all records by one set of rules. Of what an older posting made
nothing is shown any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from watchdesk.database import Database
from watchdesk.records import Interval
from watchdesk.store.moments import ALWAYS
from watchdesk.store.packed import pack, unpack

R = TypeVar("R")
_WEEK = 7
_WIDE = 60
"""Weeks beyond which a record is found by all of its days at once."""
_ANY_WEEK = -1
_LONGEST = 600
"""Code points of a label beyond which nothing is found by it."""
_ALL_ROWS = 1 << 62
_NEWEST = (
    "SELECT v.record, v.labels, v.earliest, v.latest FROM version v WHERE v.posting = ? "
    "AND v.kind = ? AND v.id = ? AND v.known_at < ? ORDER BY v.seq DESC LIMIT 1"
)
_NEWEST_OF = (
    "SELECT v.id, v.record FROM json_each(?) j CROSS JOIN version v ON v.posting = ? "
    "AND v.kind = ? AND v.id = j.value WHERE v.record IS NOT NULL AND v.known_at < ? "
    "AND NOT EXISTS (SELECT 1 FROM version n WHERE n.posting = v.posting AND n.kind = v.kind "
    "AND n.id = v.id AND n.known_at < ? AND n.seq > v.seq) ORDER BY j.id"
)
STANDS = (
    "v.record IS NOT NULL AND v.known_at < :until AND NOT EXISTS (SELECT 1 FROM version n "
    "WHERE n.posting = v.posting AND n.kind = v.kind AND n.id = v.id AND n.known_at < :until "
    "AND n.seq > v.seq)"
)
_WITHIN = "(v.latest IS NULL OR v.latest >= :low) AND (v.earliest IS NULL OR v.earliest <= :high)"
_IN_WEEKS = (
    "SELECT id, version, rank, rank = 0 OR -rank > :to OR earliest < :from AS is_wider "
    "FROM version_week WHERE posting = :posting AND kind = :kind "
    "AND {week} AND (rank = 0 OR rank <= -:from) AND earliest <= :to"
)
BY_DAYS = (
    f"{_IN_WEEKS.format(week='week BETWEEN :first AND :last')} UNION ALL "
    f"{_IN_WEEKS.format(week='week = -1')} "
    "ORDER BY is_wider, rank, id"
)
"""Versions that are about days of a period, each as often as in weeks: those first that are about
no other days, and of these and of the others the newest days first."""
STANDING = (
    "SELECT v.seq, v.record FROM json_each(:versions) i "  # noqa: S608 — as above
    f"CROSS JOIN version v ON v.seq = i.value WHERE {STANDS}"
)
"""What those of some versions tell that stand."""
_BEARING = (
    f"{STANDING} AND EXISTS (SELECT 1 FROM json_each(:labels) j "  # noqa: S608 — as above
    "WHERE instr(v.labels, json_quote(j.value)) > 0)"
)
"""The same, if it bears one of some labels, too."""
_RECORDS = "SELECT v.seq, v.record FROM json_each(?) i CROSS JOIN version v ON v.seq = i.value"
_LEAST_AT_ONCE, _MOST_AT_ONCE = 16, 512
"""Versions that are looked up at once: few where a page may do, then more and more."""
_BROAD = 5_000
"""Records with a label beyond which a page of them is found by their days."""
BY_LABEL = (
    "SELECT DISTINCT v.id, v.seq, v.latest, CASE "  # noqa: S608 — as above
    "WHEN v.latest <= :high AND v.earliest >= :low THEN 0 ELSE :wider END AS is_wider "
    "FROM json_each(:labels) j "
    "CROSS JOIN version_label l ON l.posting = :posting AND l.kind = :kind AND l.label = j.value "
    "CROSS JOIN version v ON v.posting = :posting AND v.kind = :kind AND v.id = l.id "
    f"WHERE {_WITHIN} AND {STANDS} AND instr(v.labels, json_quote(l.label)) > 0 "
    "AND v.id NOT IN (SELECT value FROM json_each(:without)) "
    "ORDER BY is_wider, v.latest DESC NULLS LAST, v.id LIMIT :limit OFFSET :skip"
)
"""Versions that stand and bear one of some labels, in the same order."""
ALL = (
    "SELECT v.id, v.seq, v.latest FROM version v "  # noqa: S608 — as above
    "WHERE v.posting = :posting AND v.kind = :kind "
    f"AND {STANDS} AND v.id NOT IN (SELECT value FROM json_each(:without)) "
    "ORDER BY v.latest DESC NULLS LAST, v.id LIMIT :limit OFFSET :skip"
)
"""All versions of a kind that stand, the newest days first."""
EACH = (
    "SELECT v.id, v.record FROM version v WHERE v.posting = :posting AND v.kind = :kind "  # noqa: S608
    f"AND {STANDS} ORDER BY v.id"
)
"""All records of a kind that stand, in the order of their ids."""
MOVED = (
    "SELECT DISTINCT v.id FROM version v WHERE v.posting = :posting AND v.kind = :kind "
    "AND v.known_at >= :after AND v.known_at < :until AND v.id > :last ORDER BY v.id LIMIT :some"
)
"""Ids of which a version became known between two moments."""
REPLACED = (
    "EXISTS (SELECT 1 FROM posting p WHERE p.number > OLD.posting AND p.finished = 1) "
    "OR NOT EXISTS (SELECT 1 FROM posting p WHERE p.number = OLD.posting)"
)
"""What an older posting made can be made again; what the present one made is kept for good."""


class Version(NamedTuple):
    """A version to be kept, or one that is."""

    record: bytes | None
    """JSON; ``None`` where it stands no more."""
    labels: tuple[str, ...] = ()
    """What it is found by."""
    earliest: str | None = None
    """First day it is about, ISO 8601; ``None`` for an open side."""
    latest: str | None = None
    """Last day."""


NOTHING = Version(None)


def version_of(record: bytes, labels: Iterable[str], days: Interval | None) -> Version:
    """A version to be kept."""
    first, last = (days.earliest, days.latest) if days else (None, None)
    return Version(
        record,
        tuple(sorted(set(labels))),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
    )


def make_tables(db: Database) -> None:
    """The tables of this file."""
    for statement in (
        "CREATE TABLE version (seq INTEGER PRIMARY KEY, posting INTEGER NOT NULL, "
        "kind TEXT NOT NULL, id TEXT NOT NULL, known_at TEXT NOT NULL, earliest TEXT, "
        "latest TEXT, labels TEXT NOT NULL, record BLOB)",
        "CREATE INDEX version_id ON version (posting, kind, id, known_at)",
        "CREATE INDEX version_known ON version (posting, kind, known_at, id)",
        "CREATE TABLE version_label (posting INTEGER NOT NULL, kind TEXT NOT NULL, "
        "label TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (posting, kind, label, id)) "
        "WITHOUT ROWID",
    ):
        db.execute(statement)
    db.keep_rows("version", unless=REPLACED)


def make_weeks(db: Database) -> None:
    """The table of what is about each week, so that the newest days are found without the rest."""
    db.execute("DROP TABLE IF EXISTS version_week")
    db.execute(
        "CREATE TABLE version_week (posting INTEGER NOT NULL, kind TEXT NOT NULL, "
        "week INTEGER NOT NULL, rank INTEGER NOT NULL, id TEXT NOT NULL, "
        "version INTEGER NOT NULL, earliest INTEGER NOT NULL, "
        "PRIMARY KEY (posting, kind, week, rank, id, version)) WITHOUT ROWID"
    )
    rows = db.execute(
        "SELECT posting, kind, id, seq, labels, earliest, latest FROM version "
        "WHERE record IS NOT NULL"
    )
    for posting, kind, name, seq, *row in rows:
        _add_weeks(db, (posting, kind, name, seq), _version((b"", *row)))


def _add_weeks(db: Database, at: tuple[int, str, str, int], new: Version) -> None:
    posting, kind, name, seq = at
    rank = -_ordinal(new.latest)  # none: 0, after all that have a day
    db.executemany(
        "INSERT INTO version_week VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(posting, kind, week, rank, name, seq, _ordinal(new.earliest)) for week in _weeks(new)],
    )


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


class Wanted(NamedTuple):
    """Which records are asked for."""

    labels: Sequence[str] = ()
    """Those that bear any of these; all when there are none."""
    period: Interval | None = None
    """Those whose days can lie in it."""
    limit: int | None = None
    """So many at most."""
    skip: int = 0
    """So many are passed over first."""
    without: frozenset[str] = frozenset()
    """Ids of those that are left out."""


class Records(NamedTuple):
    """The records of a posting, as they were known before a moment."""

    db: Database
    posting: int
    until: str = ALWAYS

    def newest(self, kind: str, name: str) -> Version | None:
        """What was known of a record; ``None`` when there was none."""
        row = self.db.execute(_NEWEST, (self.posting, kind, name, self.until)).fetchone()
        return _version(row) if row else None

    def some(self, kind: str, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids and JSON of those of some records that stood, in the order of the names, each once;
        at once, as each look by itself has its cost."""
        wanted = self.db.texts(dict.fromkeys(names))
        values = (wanted, self.posting, kind, self.until, self.until)
        for name, data in self.db.execute(_NEWEST_OF, values).fetchall():
            yield name, unpack(data)

    def add(self, kind: str, name: str, known_at: str, new: Version) -> None:
        """Keep a version."""
        (seq,) = self.db.execute(
            "INSERT INTO version (posting, kind, id, known_at, earliest, latest, labels, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            (
                *(self.posting, kind, name, known_at, new.earliest, new.latest),
                json.dumps(new.labels, ensure_ascii=False),
                None if new.record is None else pack(new.record),
            ),
        ).fetchone()
        if new.record is None:
            return
        _add_weeks(self.db, (self.posting, kind, name, seq), new)
        self.db.executemany(
            "INSERT INTO version_label VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(self.posting, kind, label, name) for label in new.labels if len(label) <= _LONGEST],
        )

    def select(self, kind: str, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
        """Ids and JSON of the records that stood, the newest days first; of a period those before
        the others that are about no other days."""
        days = wanted.period or Interval.unknown()
        low, high = days.earliest or date.min, days.latest or date.max
        asked = {
            "posting": self.posting,
            "kind": kind,
            "until": self.until,
            "limit": _ALL_ROWS if wanted.limit is None else wanted.limit,
            "skip": wanted.skip,
            "low": low.isoformat(),
            "high": high.isoformat(),
            "first": low.toordinal() // _WEEK,
            "last": high.toordinal() // _WEEK,
            "labels": self.db.texts(wanted.labels),
            "without": self.db.texts(sorted(wanted.without)),
            "from": low.toordinal(),
            "to": high.toordinal(),
            "wider": 0 if days.is_unknown else 1,
        }
        if not days.is_unknown and (not wanted.labels or self._is_broad(asked, wanted)):
            last = None if wanted.limit is None else wanted.skip + wanted.limit
            by_days = self._by_days(asked, _BEARING if wanted.labels else STANDING)
            found = (one for one in by_days if one[0] not in wanted.without)
            yield from islice(found, wanted.skip, last)
            return
        query = BY_LABEL if wanted.labels else ALL
        for some in _in_steps(self.db.execute(query, asked).fetchall()):
            rows = self.db.execute(_RECORDS, (self.db.numbers(seq for _, seq, *_ in some),))
            told = dict(rows.fetchall())
            yield from ((name, unpack(told[seq])) for name, seq, *_ in some)

    def _is_broad(self, asked: Mapping[str, object], wanted: Wanted) -> bool:
        """Whether a page is wanted of records so many of which bear its labels that it is found
        sooner among all of those days."""
        if wanted.limit is None:
            return False
        (held,) = self.db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM json_each(:labels) j "
            "CROSS JOIN version_label l ON l.posting = :posting AND l.kind = :kind "
            "AND l.label = j.value LIMIT :most) f",
            {**asked, "most": _BROAD},
        ).fetchone()
        return int(held) == _BROAD

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Ids and JSON of all records of a kind that stood, in the order of their ids, one at a
        time."""
        rows = self.db.each(EACH, {"posting": self.posting, "kind": kind, "until": self.until})
        for name, data in rows:
            yield name, unpack(data)

    def _by_days(self, asked: Mapping[str, object], query: str) -> Iterator[tuple[str, bytes]]:
        """The same for a period: whether a version stands is looked up as far as is asked for."""
        for some in _in_steps(_each_once(self.db.each(BY_DAYS, asked))):
            versions = self.db.numbers(seq for _, seq in some)
            standing = dict(self.db.execute(query, {"versions": versions, **asked}).fetchall())
            yield from ((name, unpack(standing[seq])) for name, seq in some if seq in standing)

    def ever_labelled(self, kind: str, labels: Sequence[str]) -> set[str]:
        """Ids of the records of which any version bore one of some labels."""
        rows = self.db.execute(
            "SELECT l.id FROM json_each(?) j CROSS JOIN version_label l "
            "ON l.posting = ? AND l.kind = ? AND l.label = j.value",
            (self.db.texts(labels), self.posting, kind),
        )
        return {name for (name,) in rows}

    def any_with(self, kind: str, label: str, other: str) -> bool:
        """Whether any record ever bore two labels; quickly told, before any is looked at."""
        row = self.db.execute(
            "SELECT 1 FROM version_label a CROSS JOIN version_label b ON b.posting = a.posting "
            "AND b.kind = a.kind AND b.label = ? AND b.id = a.id "
            "WHERE a.posting = ? AND a.kind = ? AND a.label = ? LIMIT 1",
            (other, self.posting, kind, label),
        ).fetchone()
        return row is not None

    def all_of(self, kind: str, name: str) -> Iterator[tuple[str, Version]]:
        """When each version of a record became known, the oldest first."""
        rows = self.db.execute(
            "SELECT known_at, record, labels, earliest, latest FROM version WHERE posting = ? "
            "AND kind = ? AND id = ? AND known_at < ? ORDER BY seq",
            (self.posting, kind, name, self.until),
        )
        for known_at, *row in rows:
            yield known_at, _version(row)

    def moved(
        self, kind: str, after: str, limit: int | None = None
    ) -> Iterator[tuple[str, bytes | None, bytes | None]]:
        """Ids of the records that were different at an earlier moment, in their order, so many at
        most; what each was and is."""
        asked = {"posting": self.posting, "kind": kind, "after": after, "until": self.until}
        earlier = self._replace(until=after)
        left, last = _ALL_ROWS if limit is None else limit, ""
        while left > 0:
            some = min(left + _LEAST_AT_ONCE, _ALL_ROWS)
            found = self.db.execute(MOVED, {**asked, "last": last, "some": some}).fetchall()
            for step in _in_steps(name for (name,) in found):
                before, now = (dict(one.some(kind, step)) for one in (earlier, self))
                for name in step:
                    if left > 0 and before.get(name) != now.get(name):
                        yield name, before.get(name), now.get(name)
                        left -= 1
            if len(found) < some:
                return
            (last,) = found[-1]


def _in_steps(rows: Iterable[R]) -> Iterator[list[R]]:
    """Rows, some at once."""
    left, size = iter(rows), _LEAST_AT_ONCE
    while some := list(islice(left, size)):
        yield some
        size = min(2 * size, _MOST_AT_ONCE)


def _each_once(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, int]]:
    """Names and versions of rows that begin with these."""
    seen: set[int] = set()
    for name, seq, *_ in rows:
        if seq not in seen:
            seen.add(seq)
            yield name, seq


def forget_before(db: Database, posting: int, most: int) -> bool:
    """Drop some of what older postings made; whether nothing of it is left."""
    left = 0
    for table, key in (
        ("version_week", "week, rank, id, version"),
        ("version_label", "label, id"),
    ):
        left += db.execute(
            f"DELETE FROM {table} WHERE (posting, kind, {key}) IN "  # noqa: S608 — constants
            f"(SELECT posting, kind, {key} FROM {table} WHERE posting < ? LIMIT ?)",
            (posting, most),
        ).rowcount
    left += db.execute(
        "DELETE FROM version WHERE seq IN (SELECT seq FROM version WHERE posting < ? LIMIT ?)",
        (posting, most),
    ).rowcount
    return left == 0


def drop_versions(
    db: Database,
    of: tuple[int, str, str],
    names: Sequence[str],
    going: Callable[[Iterable[str]], None],
) -> bool:
    """Take out the versions of a record (posting, kind, id) that hold one of some ids, and what
    leads to them; whether none of these stands now. ``going`` is told before they go."""
    held = [one.encode() for one in names]
    rows = db.execute(
        "SELECT seq, record, labels, earliest, latest FROM version "
        "WHERE posting = ? AND kind = ? AND id = ? ORDER BY seq",
        of,
    ).fetchall()
    versions = {row[0]: _version(row[1:]) for row in rows}
    gone = [seq for seq, one in versions.items() if one.record and _holds(one.record, held)]
    if not gone:
        return True
    going(f"ver-{seq}" for seq in gone)
    for seq in gone:
        db.execute("DELETE FROM version WHERE seq = ?", (seq,))
        db.execute(
            "DELETE FROM version_week WHERE posting = ? AND kind = ? AND id = ? AND version = ?",
            (*of, seq),
        )
    kept = {label for seq, one in versions.items() if seq not in gone for label in one.labels}
    for label in {label for seq in gone for label in versions[seq].labels} - kept:
        db.execute(
            "DELETE FROM version_label WHERE posting = ? AND kind = ? AND label = ? AND id = ?",
            (*of[:2], label, of[2]),
        )
    return rows[-1][0] not in gone


def holding_any(db: Database, posting: int, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Kind and id of the records of which any version holds one of some ids; all are looked at."""
    held = frozenset(one.encode() for one in names)
    seen: set[tuple[str, str]] = set()
    rows = db.each("SELECT kind, id, record FROM version WHERE posting = ?", (posting,))
    for kind, name, record in rows:
        if record is None or (kind, name) in seen:
            continue
        if not held.isdisjoint(_ID.findall(unpack(record))):
            seen.add((kind, name))
            yield kind, name


_ID = re.compile(rb"(?:art|cap)-[0-9a-f]{16}")


def _holds(record: bytes, names: Iterable[bytes]) -> bool:
    return any(one in record for one in names)


def _weeks(one: Version) -> Iterable[int]:
    if one.earliest is None or one.latest is None:
        return (_ANY_WEEK,)
    first, last = (date.fromisoformat(d).toordinal() // _WEEK for d in (one.earliest, one.latest))
    return range(first, last + 1) if last - first <= _WIDE else (_ANY_WEEK,)


def _version(row: Sequence[str | bytes | None]) -> Version:
    record, labels, earliest, latest = row
    data = unpack(record) if isinstance(record, bytes) else None
    told = json.loads(str(labels))
    return Version(data, tuple(told), _text(earliest), _text(latest))


def _text(value: str | bytes | None) -> str | None:
    return None if value is None else str(value)

"""What was taken out of the ledger, and the taking out of it.

Rows that are kept for good may go only when what they belong to stands in ``removed``; the triggers
of their tables look there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import from_json

from watchdesk.database import Database, Rows
from watchdesk.records import Removal, RemovalKind, Removed, Ruling
from watchdesk.store import recorded, speakers

Write = Callable[..., Rows]
_HELD = "EXISTS (SELECT 1 FROM removed r WHERE r.id = {})"
MAY_GO = {
    "capture": _HELD.format("OLD.id"),
    "article": _HELD.format("OLD.capture"),
    "sighting": _HELD.format("OLD.capture"),
    "relation": "EXISTS (SELECT 1 FROM removed r WHERE r.id = OLD.a OR r.id = OLD.b)",
    "ruling": _HELD.format("OLD.id"),
    "version": f"{recorded.REPLACED} OR " + _HELD.format("'ver-' || OLD.seq"),
}
"""Of tables whose rows are kept for good: which rows may be removed all the same."""
_OF = (
    "SELECT d.id, d.uri, m.removal, EXISTS (SELECT 1 FROM removal l WHERE l.lifts = m.id) "
    "FROM removed d JOIN removal m ON m.id = d.removal"
)


def make_tables(db: Database) -> None:
    """The tables of this file, and what they allow to go."""
    for statement in (
        "CREATE TABLE removal (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        "removal TEXT NOT NULL, lifts TEXT, recorded_at TEXT NOT NULL)",
        "CREATE TABLE removed (id TEXT PRIMARY KEY, removal TEXT NOT NULL, "
        "uri TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX removed_sha256 ON removed (sha256)",
    ):
        db.execute(statement)
    for table, condition in MAY_GO.items():
        db.free_rows(table)
        db.keep_rows(table, unless=condition)
    db.keep_rows("removal")


def add(db: Database, removal: Removal) -> None:
    """Keep that texts are taken out; nothing when that is kept."""
    db.execute(
        "INSERT INTO removal (id, removal, lifts, recorded_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (removal.id, removal.model_dump_json(), removal.lifts, removal.made_at),
    )


def all_of(db: Database) -> list[Removal]:
    """All removals, in the order of time."""
    rows = db.execute("SELECT removal FROM removal ORDER BY seq")
    return [Removal.model_validate_json(told) for (told,) in rows]


def last(db: Database) -> int:
    """Number of the newest removal; 0 for none."""
    (number,) = db.execute("SELECT coalesce(max(seq), 0) FROM removal").fetchone()
    return int(number)


def of(db: Database, name: str) -> Removed | None:
    """When and why a capture or an article was taken out; ``None`` when it was not."""
    row = db.execute(f"{_OF} WHERE d.id = ?", (name,)).fetchone()
    return _removed(row) if row else None


def barred(db: Database, capture: str, sha256: str) -> Removal | None:
    """The removal that keeps a capture out, by its id or its bytes, if one does."""
    for condition, value in (("d.id = ?", capture), ("d.sha256 = ?", sha256)):
        for row in db.execute(f"{_OF} WHERE {condition}", (value,)):
            if not (found := _removed(row)).readmitted:
                return found.removal
    return None


def _removed(row: Sequence[Any]) -> Removed:
    name, uri, told, lifted = row
    removal = Removal.model_validate_json(told)
    return Removed(id=name, uri=uri, removal=removal, readmitted=bool(lifted))


def keeping_out(removals: Iterable[Removal], *addresses: str | None) -> Removal | None:
    """The removal that keeps out what is found at some addresses, if one does."""
    told = list(removals)
    lifted = {one.lifts for one in told}
    for removal in told:
        if removal.kind is RemovalKind.LIFT or removal.id in lifted:
            continue
        for address in filter(None, addresses):
            if address.partition("#")[0] in removal.addresses:
                return removal
            if removal.hosts and is_below(address, removal.hosts):
                return removal
    return None


def is_below(address: str, hosts: Iterable[str]) -> bool:
    """Whether an address is at one of some hosts, or of a host below one."""
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def captures_at(db: Database, addresses: Iterable[str]) -> list[str]:
    """Captures that were read from some addresses or say that they are found there."""
    rows = db.execute(
        "SELECT s.capture FROM json_each(?) j JOIN sighting s ON s.uri = j.value UNION "
        "SELECT c.id FROM json_each(?) j JOIN capture c ON c.uri = j.value UNION "
        "SELECT c.id FROM json_each(?) j JOIN capture c "
        "ON json_extract(c.declared, '$.url') = j.value ORDER BY 1",
        [db.texts(addresses)] * 3,
    )
    return [name for (name,) in rows]


def captures_below(db: Database, hosts: Sequence[str]) -> list[str]:
    """Captures that were read from some hosts, or say that they are found there."""
    rows = db.each("SELECT id, uri, json_extract(declared, '$.url') FROM capture ORDER BY id")
    return [
        name for name, uri, url in rows if is_below(uri, hosts) or (url and is_below(url, hosts))
    ]


def captures_before(db: Database, moment: str) -> list[str]:
    """Captures that were recorded before a moment and not seen again since."""
    rows = db.execute(
        "SELECT c.id FROM capture c WHERE c.recorded_at < ? AND NOT EXISTS (SELECT 1 "
        "FROM sighting s WHERE s.capture = c.id AND s.recorded_at >= ?) ORDER BY c.id",
        (moment, moment),
    )
    return [name for (name,) in rows]


def note(db: Database, removal: str, capture: str, articles: Iterable[str]) -> None:
    """Keep that a capture and its articles go."""
    row = db.execute("SELECT uri, sha256 FROM capture WHERE id = ?", (capture,)).fetchone()
    _note(db, removal, [capture], *row)
    _note(db, removal, articles, row[0])


def _note(
    db: Database, removal: str, names: Iterable[str], uri: str = "", sha256: str = ""
) -> None:
    """What was taken out before, and let in again, was taken out last by this removal."""
    db.executemany(
        "INSERT INTO removed VALUES (?, ?, ?, ?) ON CONFLICT (id) "
        "DO UPDATE SET removal = excluded.removal",
        [(name, removal, uri, sha256) for name in names],
    )


def drop_relations(db: Database, articles: Sequence[str]) -> None:
    """Take out what articles have in common with any others; they are noted as going."""
    for one in articles:
        db.execute("DELETE FROM relation WHERE a = ? OR b = ?", (one, one))


def drop_rulings(db: Database, removal: str, articles: Sequence[str]) -> None:
    """Take the words of articles out of what analysts ruled; a ruling about nothing else goes."""
    gone = set(articles)
    for seq, name, told, at in db.execute("SELECT seq, id, ruling, recorded_at FROM ruling"):
        ruling = Ruling.model_validate_json(told)
        left = tuple(one for one in ruling.tellings if one.article not in gone)
        if len(left) == len(ruling.tellings):
            continue
        _note(db, removal, [name])
        db.execute("DELETE FROM ruling WHERE seq = ?", (seq,))
        if len(left) > 1 or (left and ruling.record):
            kept = ruling.model_copy(update={"tellings": left}).model_dump_json()
            db.execute("INSERT INTO ruling VALUES (?, ?, ?, ?)", (seq, name, kept, at))


def drop_versions(db: Database, removal: str, posting: int, articles: Sequence[str]) -> None:
    """Take out the versions of records that tell anything from some articles, after newer ones
    were written that do not."""
    labels = db.texts([f"article:{one}" for one in articles])
    rows = db.execute(
        "SELECT DISTINCT l.kind, l.id FROM json_each(?) j CROSS JOIN version_label l "
        "ON l.posting = ? AND l.label = j.value",
        (labels, posting),
    ).fetchall()
    rows += [("article", one) for one in articles]
    for kind, name in rows:
        recorded.drop_versions(db, (posting, kind, name), articles, partial(_note, db, removal))


def sweep(db: Database, removal: str, posting: int) -> bool:
    """Take out all versions that tell anything from what was ever taken out and not let in again,
    looking at each; whether none of them stood."""
    rows = db.execute(
        "SELECT d.id FROM removed d WHERE (d.id LIKE 'art-%' OR d.id LIKE 'cap-%') "
        "AND NOT EXISTS (SELECT 1 FROM capture c WHERE c.id = d.id) "
        "AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = d.id)"
    )
    names = [name for (name,) in rows]
    stood = [
        not recorded.drop_versions(db, (posting, *one), names, partial(_note, db, removal))
        for one in list(recorded.holding_any(db, posting, names))
    ]
    return not any(stood)


def drop_capture(db: Database, capture: str) -> None:
    """Take out a capture with all that was read in it; it is noted as going."""
    (text,) = db.execute("SELECT text FROM capture WHERE id = ?", (capture,)).fetchone()
    rows = db.execute("SELECT seq, reading FROM article WHERE capture = ?", (capture,)).fetchall()
    for seq, reading in rows:
        spans = db.execute(
            'SELECT id, start, "end" FROM sentence WHERE article = ?', (seq,)
        ).fetchall()
        db.words.remove((number, text[start:end]) for number, start, end in spans)
        for number, _, _ in spans:
            db.execute("DELETE FROM telling WHERE sentence = ?", (number,))
        db.execute("DELETE FROM item_of WHERE article = ?", (seq,))
        db.execute("DELETE FROM sentence WHERE article = ?", (seq,))
        speakers.leave(db, from_json(reading))
    db.execute("DELETE FROM article WHERE capture = ?", (capture,))
    db.execute("DELETE FROM sighting WHERE capture = ?", (capture,))
    pages = "SELECT id FROM site_page WHERE capture = ?"
    db.execute(f"DELETE FROM site_line WHERE page IN ({pages})", (capture,))  # noqa: S608 — above
    db.execute("DELETE FROM site_page WHERE capture = ?", (capture,))
    db.execute("DELETE FROM capture WHERE id = ?", (capture,))


def settle_numbers(db: Database) -> None:
    """Let the posting go on from the last rows there are: numbers of rows that went are given
    anew."""
    for column, table in (("reached", "article"), ("ruled", "ruling")):
        db.execute(
            f"UPDATE posting SET {column} = (SELECT coalesce(max(seq), 0) FROM {table}) "  # noqa: S608 — constants
            f"WHERE {column} > (SELECT coalesce(max(seq), 0) FROM {table})"
        )

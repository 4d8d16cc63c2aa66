"""What steps across articles keep, to be found again by keys. It can be made again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any

import numpy as np

from watchdesk.database import Database
from watchdesk.ledger.book import Item
from watchdesk.store.packed import pack, unpack

_COLUMNS = "kind, name, article, day, keys, data"
_FIND = f"SELECT {_COLUMNS} FROM item WHERE kind = ? AND name = ?"  # noqa: S608 — constants
_FIND_SOME = (
    "SELECT i.kind, i.name, i.article, i.day, i.keys, i.data FROM json_each(?) j "
    "CROSS JOIN item i ON i.kind = ? AND i.name = j.value ORDER BY j.id"
)
_OLD = "SELECT id, article, day, keys, data FROM item WHERE kind = ? AND name = ?"
_INSERT = f"INSERT INTO item ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"  # noqa: S608 — as above
_UPDATE = "UPDATE item SET article = ?, day = ?, keys = ?, data = ? WHERE id = ?"
_HOLDING = (
    "SELECT * FROM (SELECT name FROM item_key WHERE key = :key AND rank = :no "
    "ORDER BY name LIMIT :most) undated UNION ALL SELECT * FROM (SELECT name FROM item_key "
    "WHERE key = :key AND rank BETWEEN :low AND :high ORDER BY rank, name LIMIT :most) dated "
    "LIMIT :most"
)
_FORGET = "DELETE FROM item_key WHERE key = ? AND rank = ? AND name = ?"
_NO_DAY = -10_000_000
"""Rank of an item without a day: before all others; those have the day, negated."""

_Row = tuple[int, int, str]
"""By which an item is found: a key, the rank of its day, its name."""


def make_tables(db: Database) -> None:
    """The tables of this file."""
    for statement in (
        "CREATE TABLE item (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, "
        "article TEXT NOT NULL, day INTEGER, keys BLOB NOT NULL, data BLOB NOT NULL, "
        "UNIQUE (kind, name))",
        "CREATE INDEX item_article ON item (kind, article) WHERE article <> ''",
        "CREATE TABLE item_key (key INTEGER NOT NULL, rank INTEGER NOT NULL, "
        "name TEXT NOT NULL, PRIMARY KEY (key, rank, name)) WITHOUT ROWID",
    ):
        db.execute(statement)


def clear(db: Database) -> None:
    """Forget all items."""
    db.execute("DELETE FROM item_key")
    db.execute("DELETE FROM item")


def find(db: Database, kind: str, names: Iterable[str]) -> dict[str, Item]:
    """The items with some names, as far as there are any, in the order of the names."""
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    one = len(asked) == 1
    rows = db.execute(*(_FIND, (kind, *asked)) if one else (_FIND_SOME, (db.texts(asked), kind)))
    return {row[1]: _item(row) for row in rows}


def of_article(db: Database, kind: str, article: str) -> list[Item]:
    """The items of an article, in the order of their names."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM item WHERE kind = ? AND article = ? "  # noqa: S608 — as above
        "AND article <> ''",  # asked for in an order, SQLite would look through the index of names
        (kind, article),
    )
    return [_item(row) for row in sorted(rows, key=itemgetter(1))]


def holding(
    db: Database,
    kind: str,
    keys: Iterable[int],
    days: tuple[int, int] | None,
    most: int,
) -> dict[int, list[str]]:
    """Names of the items that hold each key: those without a day, then the newest."""
    asked = list(keys)
    if days is None:
        query = "SELECT name FROM item_key WHERE key = ? ORDER BY rank, name LIMIT ?"
        values: list[Any] = [(_mixed(kind, key), most) for key in asked]
    else:
        same = {"no": _NO_DAY, "low": -days[1], "high": -days[0], "most": most}
        query, values = _HOLDING, [{"key": _mixed(kind, key), **same} for key in asked]
    found = zip(asked, db.for_each(query, values), strict=True)
    return {key: [name for (name,) in rows] for key, rows in found if rows}


def put(db: Database, items: Iterable[Item]) -> None:
    """Keep items; one of the same kind and name is replaced, as far as it differs."""
    added: list[_Row] = []
    for item in {(item.kind, item.id): item for item in items}.values():
        keys = np.array(sorted(set(item.keys)), np.int64).tobytes()
        told = (item.article, item.day, keys, pack(item.data))
        rows = _rows(item.kind, item.id, item.day, keys)
        if not db.execute(_INSERT, (item.kind, item.id, *told)).rowcount:
            rows = _replace(db, (item.kind, item.id), told, rows)
        added += rows
    db.executemany("INSERT INTO item_key VALUES (?, ?, ?) ON CONFLICT DO NOTHING", sorted(added))


def _replace(
    db: Database,
    name: tuple[str, str],
    told: tuple[str, int | None, bytes, bytes],
    rows: list[_Row],
) -> list[_Row]:
    """Write an item that is kept already where it differs; the rows of its keys that are new."""
    number, *kept = db.execute(_OLD, name).fetchone()
    if kept == list(told):
        return []
    db.execute(_UPDATE, (*told, number))
    before = set(_rows(*name, kept[1], kept[2]))
    db.executemany(_FORGET, sorted(before.difference(rows)))
    return [row for row in rows if row not in before]


def _rows(kind: str, name: str, day: int | None, keys: bytes) -> list[_Row]:
    """The rows by which an item is found."""
    rank = _rank(day)
    return [(_mixed(kind, key), rank, name) for key in np.frombuffer(keys, np.int64).tolist()]


def drop(db: Database, kind: str, names: Iterable[str]) -> None:
    """Forget items."""
    for name in names:
        row = db.execute(
            "SELECT id, day, keys FROM item WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        if row is not None:
            db.executemany(_FORGET, _rows(kind, name, row[1], row[2]))
            db.execute("DELETE FROM item WHERE id = ?", (row[0],))


def _item(row: tuple[str, str, str, int | None, bytes, bytes]) -> Item:
    kind, name, article, day, keys, data = row
    return Item(
        kind, name, article, tuple(np.frombuffer(keys, np.int64).tolist()), day, unpack(data)
    )


def _rank(day: int | None) -> int:
    return _NO_DAY if day is None else -day


@lru_cache(maxsize=256)
def _salt(kind: str) -> int:
    return int.from_bytes(blake2b(kind.encode(), digest_size=8).digest()) >> 1


def _mixed(kind: str, key: int) -> int:
    """A key of a kind as a key among those of all kinds."""
    return key ^ _salt(kind)

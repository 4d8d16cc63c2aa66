"""Which text holds which fingerprint: sorted numbers in buckets, a row each.

A posting is one number of 64 bits, the fingerprint above the number of the text. A bucket holds all
postings whose first bits are its own, sorted, eight bytes each; a fingerprint is as likely to fall
into one as into another, so buckets are of one size. New postings go to a small level of small
buckets, which is merged into the main one when it has grown to an eighth of it (a log-structured
merge tree of two levels: O'Neil, Cheng, Gawlick and O'Neil 1996). Adding many texts at once thus
costs a few array operations and a row per bucket, not a row per fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.database import DamagedError, Database

Postings = NDArray[np.uint64]
"""Sorted, each once: ``fingerprint << 32 | number of the text``."""

HALF = np.uint64(32)
_RECENT, _MAIN = "recent", "main"
_LEAST_RECENT = 1 << 15
_SHARE = 8
_ROOM = {_RECENT: 64, _MAIN: 512}
"""Postings of a full bucket of each level."""
_AT_ONCE = 1 << 20
"""Postings merged at once; bounds memory whatever the size of the index."""


class Found(NamedTuple):
    """The texts that hold some fingerprints."""

    counts: NDArray[np.int64]
    """How many texts hold each fingerprint that was asked for."""
    numbers: NDArray[np.int64]
    """Their numbers, one fingerprint behind the other."""


class _Level(NamedTuple):
    name: str
    generation: int
    """Above the bucket in the key of its row, so that levels never meet."""
    bits: int
    """A bucket is named by so many first bits."""
    entries: int

    def buckets(self, postings: Postings) -> NDArray[np.int64]:
        """The buckets of some postings, sorted, each once."""
        named = (postings >> np.uint64(64 - self.bits)).astype(np.int64)
        return named[np.append(True, named[1:] != named[:-1])] if len(named) else named

    def keys(self, buckets: NDArray[np.int64]) -> list[int]:
        keys: list[int] = (buckets + (self.generation << 32)).tolist()
        return keys


def make_tables(db: Database) -> None:
    """The tables of an empty store of postings."""
    db.execute("CREATE TABLE bucket (id INTEGER PRIMARY KEY, postings BLOB NOT NULL)")
    db.execute(
        "CREATE TABLE level (name TEXT PRIMARY KEY, generation INTEGER NOT NULL, "
        "bits INTEGER NOT NULL, entries INTEGER NOT NULL)"
    )
    for generation, name in enumerate((_MAIN, _RECENT)):
        db.execute("INSERT INTO level VALUES (?, ?, ?, 0)", (name, generation, _bits(name, 0)))


def _bits(name: str, entries: int) -> int:
    """First bits that make buckets of the right size for so many postings."""
    full = max(entries, _LEAST_RECENT) if name == _RECENT else entries
    return max(1, (full // _ROOM[name]).bit_length())


def find(db: Database, prints: NDArray[np.uint64]) -> Found:
    """The texts that hold each of some fingerprints, sorted and each once."""
    low = prints << HALF
    owners: list[NDArray[np.int64]] = []
    numbers: list[NDArray[np.int64]] = []
    for level in _levels(db).values():
        kept = _read(db, level, level.buckets(low))
        first = np.searchsorted(kept, low)
        counts = np.searchsorted(kept, low | np.uint64(0xFFFFFFFF), side="right") - first
        step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        held = kept[np.repeat(first, counts) + step] & np.uint64(0xFFFFFFFF)
        owners.append(np.repeat(np.arange(len(prints)), counts))
        numbers.append(held.astype(np.int64))
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return Found(np.bincount(owner, minlength=len(prints)), np.concatenate(numbers)[order])


def add(db: Database, postings: Postings) -> None:
    """Keep some postings that are not kept yet. Part of the caller's transaction."""
    levels = _levels(db)
    recent, main = levels[_RECENT], levels[_MAIN]
    if recent.entries + len(postings) > max(_LEAST_RECENT, main.entries // _SHARE):
        _merge_levels(db, recent, main, postings)
        return
    buckets = recent.buckets(postings)
    merged = merge(_read(db, recent, buckets), postings)
    _write(db, recent, buckets, merged)
    total = recent.entries + len(postings)
    db.execute("UPDATE level SET entries = ? WHERE name = ?", (total, _RECENT))


def merge(one: Postings, two: Postings) -> Postings:
    """Two sorted arrays as one."""
    out = np.empty(len(one) + len(two), np.uint64)
    at = np.searchsorted(one, two) + np.arange(len(two))
    rest = np.ones(len(out), np.bool_)
    rest[at] = False
    out[at] = two
    out[rest] = one
    return out


def _levels(db: Database) -> dict[str, _Level]:
    rows = db.execute("SELECT name, generation, bits, entries FROM level").fetchall()
    if sorted(row[0] for row in rows) != [_MAIN, _RECENT]:
        raise DamagedError("a level is missing")
    return {row[0]: _Level(*row) for row in rows}


def _read(db: Database, level: _Level, buckets: NDArray[np.int64]) -> Postings:
    rows = db.execute(
        "SELECT b.id, b.postings FROM json_each(?) j CROSS JOIN bucket b ON b.id = j.value",
        (db.numbers(level.keys(buckets)),),
    )
    return _joined((held,) for _, held in sorted(rows))


def _joined(rows: Iterable[tuple[bytes]]) -> Postings:
    data = b"".join(row for (row,) in rows)
    if len(data) % 8:
        raise DamagedError("a bucket is cut off")
    return np.frombuffer(data, "<u8").astype(np.uint64, copy=False)


def _write(db: Database, level: _Level, buckets: NDArray[np.int64], postings: Postings) -> None:
    """Replace buckets, in which all of the postings lie."""
    firsts = buckets.astype(np.uint64) << np.uint64(64 - level.bits)
    cuts = [*(np.searchsorted(postings, firsts) * 8).tolist(), len(postings) * 8]
    data = postings.astype("<u8", copy=False).tobytes()
    db.executemany(
        "INSERT INTO bucket VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET postings = excluded.postings",
        [(key, data[a:b]) for key, a, b in zip(level.keys(buckets), cuts, cuts[1:], strict=False)],
    )


def _merge_levels(db: Database, recent: _Level, main: _Level, postings: Postings) -> None:
    total = recent.entries + main.entries + len(postings)
    newest = max(recent.generation, main.generation) + 1
    merged = _Level(_MAIN, newest, max(main.bits, _bits(_MAIN, total)), total)
    parts = min((total // _AT_ONCE).bit_length(), recent.bits, main.bits)
    edges = np.arange(1, 1 << parts, dtype=np.uint64) << np.uint64(64 - max(1, parts))
    cuts = [0, *np.searchsorted(postings, edges).tolist(), len(postings)]
    for part in range(1 << parts):
        mine = merge(_take(db, recent, part, parts), postings[cuts[part] : cuts[part + 1]])
        mine = merge(_take(db, main, part, parts), mine)
        _write(db, merged, merged.buckets(mine), mine)
    for level in (merged, _Level(_RECENT, newest + 1, _bits(_RECENT, total // _SHARE), 0)):
        db.execute(
            "UPDATE level SET generation = ?, bits = ?, entries = ? WHERE name = ?",
            (level.generation, level.bits, level.entries, level.name),
        )


def _take(db: Database, level: _Level, part: int, parts: int) -> Postings:
    """Read a part of a level and remove it."""
    first = (level.generation << 32) + (part << (level.bits - parts))
    bounds = (first, first + (1 << (level.bits - parts)) - 1)
    rows = db.execute("SELECT postings FROM bucket WHERE id BETWEEN ? AND ? ORDER BY id", bounds)
    taken = _joined(rows)
    db.execute("DELETE FROM bucket WHERE id BETWEEN ? AND ?", bounds)
    return taken

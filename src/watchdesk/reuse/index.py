"""Which texts share fingerprints: an inverted index beside the ledger.

The index is made from the ledger and can be made again from it; losing it loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from watchdesk.database import DamagedError, Database
from watchdesk.database.sqlite import SqliteDatabase
from watchdesk.errors import LedgerError
from watchdesk.reuse import postings
from watchdesk.reuse.journal import write_ahead

Prints = NDArray[np.uint64]
"""Fingerprints of one text, as :func:`watchdesk.reuse.fingerprints` gives them."""

MOST_CANDIDATES = 64
"""Texts a new one is compared with. Copies of copies still meet through each other."""
EARLIEST = 32
"""Of the texts that hold a fingerprint only so many, the earliest, are looked at; all copies of a
story then meet the same few, and the work per text is bounded."""
LEAST_WEIGHT = 1.0
"""What a fingerprint weighs however many hold it; one that two of a hundred thousand hold weighs
eleven."""
LONGEST = 4096
"""Texts kept of one fingerprint. What stands in more is a phrase of everybody's."""
_APPLICATION_ID = 0x57445231  # "WDR1"
_SHAPE = 1
_BUSY_SECONDS = 30
_CACHE_KB = 65_536
_CURE = "Make it again with `watchdesk reindex`; the ledger has all that it needs"


class Candidate(NamedTuple):
    """A text worth comparing word by word."""

    article: str
    """Its id."""
    shared: int
    """Fingerprints in common; those that stand in a great many texts are not counted."""
    likeness: float
    """Weight of what is shared over the weight of the text that has less, 0 to 1; a fingerprint
    weighs the more the fewer texts hold it."""


class _Pairs(NamedTuple):
    """Texts of a batch with earlier ones: four arrays of equal length."""

    text: NDArray[np.int64]
    """Place in the batch."""
    other: NDArray[np.int64]
    """Number of the other text."""
    shared: NDArray[np.int64]
    weight: NDArray[np.float64]


def frequency_cap(texts: int) -> int:
    """In how many texts a fingerprint may stand and still be counted.

    What stands in more than 2 % of a large collection is a house phrase. Where it makes up a tenth
    of a text by weight, that text is compared all the same: it may be a wire story that everybody
    printed.
    """
    return min(LONGEST, max(256, texts // 50))


class Index:
    """Which texts share fingerprints, in four tables of a database."""

    def __init__(self, db: Database, place: str) -> None:
        """``place``: what a fault is told of."""
        self._db = db
        self._place = place
        self._is_new = False

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DamagedError, sqlite3.Error) as error:
            what = f"cannot be used to find copies ({error})"
            raise LedgerError("W306", self._place, what, _CURE) from error

    def make_tables(self) -> None:
        """The tables of an empty index."""
        self._db.execute(
            "CREATE TABLE text (number INTEGER PRIMARY KEY, "
            "article TEXT NOT NULL UNIQUE, fingerprints INTEGER NOT NULL)"
        )
        self._db.execute("CREATE TABLE covered (upto INTEGER NOT NULL)")
        postings.make_tables(self._db)

    def __len__(self) -> int:
        with self._told():
            (last,) = self._db.execute("SELECT max(number) FROM text").fetchone()
        return int(last or 0)  # none is ever removed

    def missing(self, articles: Sequence[str]) -> list[str]:
        """Those of some articles that are not here, in their order."""
        with self._told():
            rows = self._db.execute(
                "SELECT j.value FROM json_each(?) j "
                "WHERE j.value NOT IN (SELECT article FROM text) ORDER BY j.id",
                (self._db.texts(articles),),
            )
            return [article for (article,) in rows]

    def add(self, batch: Sequence[tuple[str, Prints]]) -> list[tuple[Candidate, ...]]:
        """Keep some texts; for each, the texts before it that are worth comparing, best first.

        ``batch`` holds article ids, each once, with their fingerprints. A text is compared with
        all that were kept before and with those before it in the batch. Adding an article again
        adds what it did not have.
        """
        if not batch:
            return []
        with self._told():
            self._db.begin()
            self._is_new = True
            numbers = self._numbers(batch)
            prints = np.concatenate([found for _, found in batch])
            place = np.repeat(np.arange(len(batch)), [len(found) for _, found in batch])
            order = np.argsort(prints, kind="stable")
            prints, place = prints[order], place[order]
            first = np.flatnonzero(np.append(True, prints[1:] != prints[:-1])[: len(prints)])
            kept = postings.find(self._db, prints[first])
            group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(prints))))
            pairs, own = self._pairs(group, place, numbers, kept)
            out = self._candidates(batch, numbers, pairs, own)
            self._keep(prints, group, numbers[place], kept)
        return out

    def _numbers(self, batch: Sequence[tuple[str, Prints]]) -> NDArray[np.int64]:
        self._db.executemany(
            "INSERT INTO text (article, fingerprints) VALUES (?, ?) ON CONFLICT (article) "
            "DO UPDATE SET fingerprints = excluded.fingerprints",
            [(article, len(found)) for article, found in batch],
        )
        rows = self._db.execute(
            "SELECT t.number FROM json_each(?) j JOIN text t ON t.article = j.value ORDER BY j.id",
            (self._db.texts(article for article, _ in batch),),
        )
        return np.array([number for (number,) in rows], np.int64)

    def _pairs(
        self,
        group: NDArray[np.int64],
        place: NDArray[np.int64],
        numbers: NDArray[np.int64],
        kept: postings.Found,
    ) -> tuple[_Pairs, NDArray[np.float64]]:
        """Which texts of the batch share fingerprints with which before them, and the weight of
        all fingerprints of each text of the batch.

        ``group`` and ``place`` tell for each fingerprint of the batch which one it is and which
        text holds it.
        """
        groups = np.concatenate([np.repeat(np.arange(len(kept.counts)), kept.counts), group])
        holders = np.concatenate([kept.numbers, numbers[place]])
        places = np.concatenate([np.full(len(kept.numbers), -1), place])
        order = np.argsort(groups, kind="stable")  # those kept come first
        groups, holders, places = groups[order], holders[order], places[order]
        sizes = np.bincount(groups, minlength=len(kept.counts))
        first = np.cumsum(sizes) - sizes
        total = len(self)
        weight = np.maximum(np.log((total + 1) / np.maximum(sizes, 1)), LEAST_WEIGHT)
        rare = sizes <= frequency_cap(total)
        new = places >= 0
        own: NDArray[np.float64] = np.bincount(
            places[new], weight[groups[new]], minlength=len(numbers)
        ).astype(np.float64)
        at = np.flatnonzero(new)
        before = np.minimum(at - first[groups[at]], EARLIEST)
        left = np.repeat(at, before)
        step = np.arange(len(left)) - np.repeat(np.cumsum(before) - before, before)
        right = first[groups[left]] + step
        held = groups[left]
        return _counted(places[left], holders[right], weight[held], rare[held]), own

    def _candidates(
        self,
        batch: Sequence[tuple[str, Prints]],
        numbers: NDArray[np.int64],
        pairs: _Pairs,
        own: NDArray[np.float64],
    ) -> list[tuple[Candidate, ...]]:
        sizes = np.array([len(found) for _, found in batch], np.int64)
        others, back = np.unique(pairs.other, return_inverse=True)
        found = self._db.execute(
            "SELECT t.number, t.article, t.fingerprints FROM json_each(?) j "
            "CROSS JOIN text t ON t.number = j.value",
            (self._db.numbers(others.tolist()),),
        )
        rows = sorted(found)  # as the others are
        if len(rows) < len(others):
            raise DamagedError("a posting is of a text that is not here")
        theirs = np.array([count for _, _, count in rows], np.int64)[back]
        mine = np.maximum(sizes[pairs.text], 1)
        less = own[pairs.text] * np.minimum(1.0, theirs / mine)
        likeness = np.round(np.minimum(1.0, pairs.weight / np.maximum(less, 1e-9)), 6)
        alike = np.where(pairs.shared < 2, likeness >= 0.2, likeness >= 0.1) | (pairs.shared >= 3)
        alike &= numbers[pairs.text] != pairs.other
        best = np.lexsort((pairs.other, -likeness, pairs.text))
        best = best[alike[best]]
        text = pairs.text[best]
        best = best[np.arange(len(text)) - np.searchsorted(text, text) < MOST_CANDIDATES]
        names = [article for _, article, _ in rows]
        candidates = list(
            map(
                Candidate,
                [names[at] for at in back[best].tolist()],
                pairs.shared[best].tolist(),
                likeness[best].tolist(),
            )
        )
        cuts = np.searchsorted(pairs.text[best], np.arange(len(batch) + 1)).tolist()
        return [tuple(candidates[a:b]) for a, b in pairwise(cuts)]

    def _keep(
        self,
        prints: Prints,
        group: NDArray[np.int64],
        numbers: NDArray[np.int64],
        kept: postings.Found,
    ) -> None:
        new = prints << postings.HALF | numbers.astype(np.uint64)
        owner = np.repeat(np.arange(len(kept.counts)), kept.counts)
        old = prints[np.searchsorted(group, owner)] << postings.HALF | kept.numbers.astype(
            np.uint64
        )
        rank = np.arange(len(group)) - np.searchsorted(group, group)
        room = kept.counts[group] + rank < LONGEST
        new = np.setdiff1d(new[room], old)
        postings.add(self._db, new)

    def commit(self, upto: int = 0) -> None:
        """Note that all articles of the ledger up to a number are here, and make what was added
        durable, if anything was; here as part of the ledger's own transaction."""
        if self._is_new:
            self._cover(upto)
            self._is_new = False

    def _cover(self, upto: int) -> None:
        with self._told():
            self._db.execute("DELETE FROM covered")
            self._db.execute("INSERT INTO covered VALUES (?)", (upto,))

    def covered(self) -> int:
        """The number given with the last ``commit``; 0 for an index that was just made."""
        with self._told():
            row = self._db.execute("SELECT upto FROM covered").fetchone()
        return int(row[0]) if row else 0


class ReuseIndex(Index):
    """An index file. One process writes at a time; what is added lasts from ``commit`` on."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises ``LedgerError`` W306 when it is no such index, is damaged, or of another shape.
        """
        self.path = path
        self._place = str(path)
        self._is_new = False
        with self._told():
            self._db: SqliteDatabase = sqlite3.connect(
                path, isolation_level=None, timeout=_BUSY_SECONDS, factory=SqliteDatabase
            )
        try:
            with self._told():
                self._prepare()
        except LedgerError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self) -> None:
        empty = self._is_empty()
        write_ahead(self._db, _BUSY_SECONDS)
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        if empty:
            self._db.begin()
            if self._is_empty():  # another process may have made it meanwhile
                self._make()
            self._db.commit()

    def _is_empty(self) -> bool:
        """Whether nothing was made here yet; raises W306 when something else was.

        One statement, so that it sees the file at one moment.
        """
        tables, application, shape = self._db.execute(
            "SELECT (SELECT count(*) FROM sqlite_master), application_id, user_version "
            "FROM pragma_application_id(), pragma_user_version()"
        ).fetchone()
        if tables and (application, shape) != (_APPLICATION_ID, _SHAPE):
            what = "is not an index of this version"
            raise LedgerError("W306", str(self.path), what, _CURE)
        return not tables

    def _make(self) -> None:
        self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {_SHAPE}")
        self.make_tables()

    def commit(self, upto: int = 0) -> None:
        """Make what was added durable; all articles of the ledger up to a number are here."""
        if self._db.in_transaction:
            self._cover(upto)
            with self._told():
                self._db.commit()

    def rollback(self) -> None:
        """Forget what was added since the last commit."""
        with self._told():
            self._db.rollback()

    def check(self) -> str:
        """SQLite's verdict on the file: ``ok`` or what is broken."""
        with self._told():
            return str(self._db.execute("PRAGMA quick_check(1)").fetchone()[0])

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._db.close()


def _counted(
    text: NDArray[np.int64],
    other: NDArray[np.int64],
    weight: NDArray[np.float64],
    rare: NDArray[np.bool_],
) -> _Pairs:
    key, back = np.unique(text << 32 | other, return_inverse=True)
    return _Pairs(
        key >> 32,
        key & 0xFFFFFFFF,
        np.bincount(back[rare], minlength=len(key)),
        np.bincount(back, weight, minlength=len(key)).astype(np.float64),
    )

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.database import DamagedError
from watchdesk.database.sqlite import SqliteDatabase
from watchdesk.reuse import postings
from watchdesk.reuse.postings import Postings, merge

HASHES = st.integers(0, 2**32 - 1) | st.sampled_from([0, 1, 2**31, 2**32 - 1])
PAIRS = st.lists(st.tuples(HASHES, st.integers(1, 40)), max_size=60)


@contextmanager
def store() -> Iterator[SqliteDatabase]:
    db = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteDatabase)
    postings.make_tables(db)
    yield db
    db.close()


def packed(pairs: set[tuple[int, int]]) -> Postings:
    return np.array(sorted(print_ << 32 | number for print_, number in pairs), np.uint64)


def rows(db: SqliteDatabase) -> dict[str, tuple[int, int]]:
    return {name: (bits, n) for name, _, bits, n in db.execute("SELECT * FROM level")}


@settings(max_examples=60, deadline=None)
@given(st.lists(PAIRS, max_size=12))
def test_what_was_added_is_found_through_any_number_of_merges(
    batches: list[list[tuple[int, int]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch, store() as db:
        patch.setattr(postings, "_LEAST_RECENT", 24)
        patch.setattr(postings, "_AT_ONCE", 16)
        patch.setattr(postings, "_ROOM", {"recent": 4, "main": 8})
        held: dict[int, set[int]] = defaultdict(set)
        for batch in batches:
            new = {(print_, number) for print_, number in batch if number not in held[print_]}
            postings.add(db, packed(new))
            for print_, number in new:
                held[print_].add(number)
        asked = sorted(held.keys() | {5, 2**30})
        found = postings.find(db, np.array(asked, np.uint64))
        ends = np.cumsum(found.counts)
        for print_, end, count in zip(asked, ends, found.counts, strict=True):
            assert set(found.numbers[end - count : end].tolist()) == held[print_]
        assert sum(n for _, n in rows(db).values()) == sum(map(len, held.values()))


def test_buckets_stay_small_as_postings_come_in() -> None:
    rng = np.random.default_rng(1)
    with store() as db:
        for number in range(40):
            prints = np.unique(rng.integers(0, 2**32, 10_000, dtype=np.uint64))
            postings.add(db, prints << np.uint64(32) | np.uint64(number))
        bits, entries = rows(db)["main"]
        assert entries > 300_000 and entries / 2**bits <= 512
        (longest,) = db.execute("SELECT max(length(postings)) FROM bucket").fetchone()
        assert longest < 8 * 1024


@given(st.sets(st.integers(0, 2**64 - 1), max_size=30), st.sets(st.integers(0, 2**64 - 1)))
def test_two_sorted_arrays_become_one(one: set[int], two: set[int]) -> None:
    left, right = (np.array(sorted(numbers), np.uint64) for numbers in (one, two - one))
    assert merge(left, right).tolist() == sorted(one | two)


def test_a_bucket_that_was_cut_off_is_no_answer() -> None:
    with store() as db:
        postings.add(db, packed({(7, 1), (2**31, 2)}))
        db.execute("UPDATE bucket SET postings = substr(postings, 1, length(postings) - 3)")
        with pytest.raises(DamagedError, match="cut off"):
            postings.find(db, np.array([7, 2**31], np.uint64))

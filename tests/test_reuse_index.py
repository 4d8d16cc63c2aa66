from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.errors import LedgerError
from watchdesk.records import Span
from watchdesk.reuse import ReuseIndex, fingerprints, normalise
from watchdesk.reuse.index import MOST_CANDIDATES, Prints, frequency_cap

SMALL_SETS = st.lists(st.sets(st.integers(1, 30), max_size=12), max_size=12)


def prints(*numbers: int) -> Prints:
    return np.array(sorted(numbers), np.uint64)


def of(text: str) -> Prints:
    return fingerprints(normalise(text, [Span(0, len(text))]))


@pytest.fixture
def index(tmp_path: Path) -> ReuseIndex:
    return ReuseIndex(tmp_path / "reuse.db")


def test_a_text_is_compared_with_those_before_it_and_not_with_itself(index: ReuseIndex) -> None:
    first, second = index.add([("art-1", prints(1, 2, 3, 4)), ("art-2", prints(3, 4, 5, 6))])
    assert first == ()
    assert [(found.article, found.shared) for found in second] == [("art-1", 2)]
    (third,) = index.add([("art-3", prints(1, 2, 3, 4, 5))])
    assert [found.article for found in third] == ["art-1", "art-2"]
    assert third[0].likeness > third[1].likeness > 0
    (again,) = index.add([("art-3", prints(1, 2, 3, 4, 5))])
    assert {found.article for found in again} == {"art-1", "art-2"}
    assert len(index) == 3


def test_what_many_hold_weighs_less_than_what_few_hold(index: ReuseIndex) -> None:
    index.add([(f"art-{n}", prints(1, 2, 100 + n, 200 + n)) for n in range(40)])
    (found,) = index.add([("art-new", prints(1, 2, 100, 300))])
    assert found[0].article == "art-0"
    assert found[0].likeness > 2 * found[1].likeness


def test_a_phrase_of_everybodys_makes_nobody_alike(index: ReuseIndex) -> None:
    many = frequency_cap(0) + 5
    texts = [(f"art-{n}", np.arange(9 * n, 9 * n + 8, dtype=np.uint64)) for n in range(1, many)]
    index.add([(article, np.append(own, np.uint64(2**31))) for article, own in texts])
    assert index.add([("art-new", prints(*range(40_000, 40_010), 2**31))]) == [()]


def test_a_story_that_everybody_printed_is_found_by_its_last_printer(index: ReuseIndex) -> None:
    story = range(30)
    many = 3 * frequency_cap(0)
    for n in range(many):
        (found,) = index.add([(f"art-{n}", prints(*story, 1000 + n, 5000 + n, 9000 + n))])
        assert bool(found) == (n > 0)


def test_copies_beyond_counting_are_left_to_meet_through_each_other(index: ReuseIndex) -> None:
    same = prints(*range(20))
    found = index.add([(f"art-{n:03}", same) for n in range(80)])
    assert max(map(len, found)) == 32
    assert {one.article for one in found[-1]} == {f"art-{n:03}" for n in range(32)}


def test_a_text_is_compared_with_the_most_alike_of_many(index: ReuseIndex) -> None:
    parts = [np.arange(n * 10, n * 10 + 10, dtype=np.uint64) for n in range(100)]
    index.add([(f"art-{n:03}", part[: 4 + n // 20]) for n, part in enumerate(parts)])
    (found,) = index.add([("art-all", np.concatenate(parts))])
    assert len(found) == MOST_CANDIDATES
    assert [one.likeness for one in found] == sorted((c.likeness for c in found), reverse=True)


@settings(max_examples=40, deadline=None)
@given(SMALL_SETS, st.integers(1, 5))
def test_it_does_not_matter_how_texts_come_in_batches(
    tmp_path_factory: pytest.TempPathFactory, sets: list[set[int]], size: int
) -> None:
    texts = [(f"art-{n:02}", prints(*numbers)) for n, numbers in enumerate(sets)]
    shared: list[list[set[tuple[str, int]]]] = []
    for step in (size, 1):
        with ReuseIndex(tmp_path_factory.mktemp("index") / "reuse.db") as index:
            batches = [texts[at : at + step] for at in range(0, len(texts), step)]
            found = [one for batch in batches for one in index.add(batch)]
            shared.append([{(c.article, c.shared) for c in one if c.shared >= 3} for one in found])
    assert shared[0] == shared[1]
    for (_, own), together in zip(texts, shared[0], strict=True):
        for article, count in together:
            other = texts[int(article.removeprefix("art-"))][1]
            assert count == len(np.intersect1d(own, other))


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "reuse.db"
    with ReuseIndex(path) as index:
        index.add([("art-1", prints(1, 2, 3))])
        index.commit(7)
        index.add([("art-2", prints(1, 2, 3))])
    with ReuseIndex(path) as index:
        assert (len(index), index.covered()) == (1, 7)
        assert index.missing(["art-2", "art-1", "art-3"]) == ["art-2", "art-3"]
        index.add([("art-2", prints(1, 2, 3))])
        index.rollback()
        assert len(index) == 1


def test_empty_texts_and_an_empty_batch(index: ReuseIndex) -> None:
    assert index.add([]) == []
    assert index.add([("art-1", prints()), ("art-2", prints())]) == [(), ()]
    assert index.add([("art-3", prints(1))]) == [()]


def test_a_million_equal_lines_are_few_fingerprints(index: ReuseIndex) -> None:
    text = "the ministry had no comment on that\n" * 1_000_000
    found = of(text[:8_000_000])
    assert len(found) <= 7
    index.add([("art-1", found)])
    assert index.add([("art-2", found)])[0][0].article == "art-1"


def test_a_damaged_a_strange_and_an_older_file_are_told_apart(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"this is not a database, but it is long enough to look like one" * 99)
    strange = tmp_path / "strange.db"
    with sqlite3.connect(strange) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    for path in (damaged, strange):
        with pytest.raises(LedgerError) as told:
            ReuseIndex(path)
        assert told.value.code == "W306"
        assert "reindex" in str(told.value)


def test_damage_inside_the_file_is_told_with_its_cure(tmp_path: Path) -> None:
    path = tmp_path / "reuse.db"
    rng = np.random.default_rng(1)
    with ReuseIndex(path) as index:
        for n in range(40):
            index.add([(f"art-{n}", np.unique(rng.integers(0, 2**32, 300, dtype=np.uint64)))])
        index.commit()
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * len(data[8192:-4096])
    path.write_bytes(data)
    with pytest.raises(LedgerError) as told, ReuseIndex(path) as index:
        index.add([("art-new", np.unique(rng.integers(0, 2**32, 3000, dtype=np.uint64)))])
    assert told.value.code == "W306"

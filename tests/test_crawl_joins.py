"""The partitioned search for copies gives what the index gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.reuse.index import Candidate, Prints, ReuseIndex
from watchdesk.scale import joins

PRINTS = st.lists(st.lists(st.integers(0, 60), max_size=30, unique=True), max_size=70)


def prints(texts: list[list[int]]) -> list[Prints]:
    return [np.array(sorted(one), np.uint64) for one in texts]


def by_index(folder: Path, texts: list[Prints]) -> list[tuple[Candidate, ...]]:
    """What the index says, given one text after the other."""
    place = folder / "reuse.index"
    place.unlink(missing_ok=True)
    with ReuseIndex(place) as index:
        return [index.add([(f"art_{n}", one)])[0] for n, one in enumerate(texts)]


def names(texts: list[Prints]) -> list[str]:
    return [f"art_{n}" for n in range(len(texts))]


@given(texts=PRINTS, parts=st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_any_number_of_partitions_gives_what_the_index_gives(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[int]], parts: int
) -> None:
    made = prints(texts)
    found = joins.candidates(names(made), made, parts)
    assert found == by_index(tmp_path_factory.mktemp("index"), made)


def many(count: int, seed: int) -> list[Prints]:
    """Texts with fingerprints as texts have them: house phrases in all, stories in some, the rest
    of their own; more than the caps let through."""
    draw = np.random.default_rng(seed)
    stories = draw.integers(0, 1 << 32, (12, 40), np.uint64)
    out = []
    for n in range(count):
        house = np.arange(3, dtype=np.uint64)
        story = draw.permutation(stories[draw.integers(12)])[: draw.integers(2, 40)]
        own = draw.integers(0, 1 << 32, draw.integers(0, 30), np.uint64)
        out.append(np.unique(np.concatenate([house if n % 9 else house[:0], story, own])))
    return out


def test_caps_of_what_very_many_hold_are_kept(tmp_path: Path) -> None:
    texts = many(900, 5)
    found = joins.candidates(names(texts), texts, 7)
    assert found == by_index(tmp_path, texts)
    assert max(map(len, found)) == 64  # the best of more
    assert any(one.shared < 3 for told in found for one in told)


def test_daft_gives_what_the_index_gives(tmp_path: Path) -> None:
    daft = pytest.importorskip("daft")
    texts = many(150, 6)
    rows = daft.from_pydict(joins.held(texts)._asdict())
    frame = joins.join(rows, parts=5).to_pydict()
    told = sorted(
        zip(*(frame[key] for key in joins.Best._fields), strict=True),
        key=lambda row: (row[0], -row[3], row[1]),
    )
    out: list[list[Candidate]] = [[] for _ in texts]
    for text, other, shared, likeness in told:
        out[text - 1].append(Candidate(f"art_{other - 1}", shared, likeness))
    assert [tuple(one) for one in out] == by_index(tmp_path, texts)
    assert any(out)

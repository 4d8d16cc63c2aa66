"""Floors under the pairs of tellings; a floor is never lowered silently."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parent.parent / "bench"
FLOORS = {"dev": (0.94, 0.57), "held": (0.90, 0.33)}
"""Precision and recall by part: those measured, less one pair."""


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    sys.path.insert(0, str(BENCH))
    try:
        import ledger_pairs

        yield ledger_pairs
    finally:
        sys.path.remove(str(BENCH))


@pytest.mark.parametrize("part", FLOORS)
def test_pairs_are_told_apart_as_well_as_before(bench: Any, part: str) -> None:
    figures, _ = bench.score(list(bench.pairs(part)), bench.ours)
    precision, recall = FLOORS[part]
    assert figures.precision >= precision
    assert figures.recall >= recall


@pytest.mark.parametrize("part", FLOORS)
def test_the_pairs_are_there(bench: Any, part: str) -> None:
    lines = (bench.PAIRS / f"{part}.txt").read_text(encoding="utf-8").splitlines()
    signs = [line[0] for line in lines if line[:1] in {"+", "-"}]
    assert len(signs) == 60
    assert 26 <= signs.count("+") <= 34

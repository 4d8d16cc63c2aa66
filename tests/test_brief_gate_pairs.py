"""Floors under what the gate tells of rewordings; the pairs are invented and our own.

The scorer is ``bench/gate.py``. ``held.txt`` was written after the rules were frozen, and its
floors are those of its first scoring: they are never lowered silently, and pairs of it that the
gate judges wrongly are no reason for a rule.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from watchdesk.brief.gate import KINDS

ROOT = Path(__file__).parent.parent
FLOORS = {"developed": (1.0, 1.0, 1.0), "held": (0.9347, 0.9148, 0.9130)}
LEAST = 60
"""Pairs in either part."""


@pytest.fixture(scope="module")
def scorer() -> Any:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        spec = importlib.util.spec_from_file_location("bench_gate", ROOT / "bench" / "gate.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@pytest.mark.parametrize("part", FLOORS)
def test_rewordings_are_told_apart(scorer: Any, part: str) -> None:
    found = scorer.judged(part)
    recall, precision, named = FLOORS[part]
    assert found.pairs >= LEAST
    assert found.recall >= recall, found.misses
    assert found.precision >= precision, found.misses
    assert found.named >= named, found.misses


def test_every_pair_names_a_kind_of_the_gate_and_says_why(scorer: Any) -> None:
    for part in FLOORS:
        pairs = list(scorer.pairs(part))
        assert all(pair.why for pair in pairs)
        assert {pair.kind for pair in pairs} - {None} <= KINDS.keys()
        assert len({(pair.cited, pair.text) for pair in pairs}) == len(pairs)

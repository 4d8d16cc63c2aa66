"""Floors under what the product finds in the sample desk. A floor is never lowered silently.

The scorer is ``bench/sample_quality.py``. The floors hold for one state of the texts and the key,
named by their digest: whoever changes those measures again and sets the floors anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers_floors import EPSILON
from watchdesk.desk import Desk

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "kursk-2024"
FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "sample_floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def scores(summer_desk: Path) -> dict[str, Any]:
    path = ROOT / "bench" / "sample_quality.py"
    spec = importlib.util.spec_from_file_location("sample_quality", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    measured: dict[str, Any] = module.compare(Desk.open(summer_desk))
    return measured


def digest() -> str:
    """Of the texts and the key."""
    total = hashlib.sha256()
    captures = [path for path in (SAMPLE / "captures").iterdir() if path.is_file()]
    for path in sorted([*captures, SAMPLE / "answers.json"]):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def test_the_floors_are_for_these_texts() -> None:
    assert digest() == FLOORS["digest"], "texts or key changed: measure and set the floors again"


@pytest.mark.parametrize("question", sorted(FLOORS["floors"]))
def test_nothing_won_is_lost(question: str, scores: dict[str, Any]) -> None:
    score = scores[question]
    misses = "\n  ".join(score.misses)
    assert score.share >= FLOORS["floors"][question] - EPSILON, f"missed:\n  {misses}"


def test_every_question_has_a_floor(scores: dict[str, Any]) -> None:
    assert set(scores) == set(FLOORS["floors"])

"""Floors under what the ledger holds of the sample's keys. A floor is never lowered silently.

The scorer is ``bench/ledger_quality.py``. The floors hold for one state of the texts and the keys,
named by their digest: whoever changes those measures again and sets the floors anew. What is told
of found items (kind, day, end) is a share of them: it may fall where more are found, and says so.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers_floors import EPSILON
from watchdesk.desk import Desk

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "kursk-2024"
DESKS = ROOT / "tests" / "data"
FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "ledger_floors.json").read_text(encoding="utf-8")
)
ASKED = [(part, name) for part, told in FLOORS["parts"].items() for name in told["floors"]]


@pytest.fixture(scope="module")
def scores(summer_desk: Path, sample_desk: Path) -> Iterator[dict[str, dict[str, Any]]]:
    ready = {"summer": Desk.open(summer_desk), "autumn": Desk.open(sample_desk)}
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import ledger_quality

        yield {
            part: ledger_quality.measure("summer", DESKS / part)
            if part.startswith("desk_")
            else ledger_quality.measure(part, desk=ready[part])
            for part in FLOORS["parts"]
        }
    finally:
        sys.path.remove(str(ROOT / "bench"))


def digest(part: str) -> str:
    """Of the texts and the keys a part rests on."""
    if part.startswith("desk_"):
        return _digest([path for path in (DESKS / part).rglob("*.*") if path.suffix != ".md"])
    folder = SAMPLE / "captures"
    files = [*(path for path in folder.iterdir() if path.is_file()), SAMPLE / "answers.json"]
    if part == "autumn":
        files += [path for path in (folder / "autumn").rglob("*") if path.is_file()]
        files.append(SAMPLE / "answers_autumn.json")
    return _digest(files)


def _digest(files: list[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@pytest.mark.parametrize("part", sorted(FLOORS["parts"]))
def test_the_floors_are_for_these_texts(part: str) -> None:
    known = FLOORS["parts"][part]["digest"]
    assert digest(part) == known, "texts or keys changed: measure and set the floors again"


@pytest.mark.parametrize(("part", "question"), ASKED)
def test_nothing_won_is_lost(part: str, question: str, scores: dict[str, dict[str, Any]]) -> None:
    score = scores[part][question]
    floor = FLOORS["parts"][part]["floors"][question]
    assert score.value >= floor - EPSILON, "missed:\n  " + "\n  ".join(score.misses)


def test_every_question_has_a_floor(scores: dict[str, dict[str, Any]]) -> None:
    for part, measured in scores.items():
        asked = {name for name in measured if "B³, the same" not in name and "its own" not in name}
        assert set(FLOORS["parts"][part]["floors"]) == asked

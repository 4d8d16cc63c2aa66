"""Floors under times and places: of the written cases, and of the results that were saved.

A floor is never lowered silently. The cases of ``held_*`` were out of sight while rules were
written; a failure here tells how many are right and not which, so that they stay so. Each floor
leaves room for one answer: processors round the model's numbers differently.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from helpers_floors import EPSILON
from helpers_when_where import DATA, place_cases, reading, time_cases

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((HERE / "when_where_floors.json").read_text(encoding="utf-8"))
RESULTS = HERE.parent / "bench" / "results"


def digest() -> str:
    """Of all cases of times and places."""
    total = hashlib.sha256()
    for path in sorted([*DATA.glob("*_times.txt"), *DATA.glob("*_places.txt")]):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def test_the_floors_are_for_these_cases() -> None:
    assert digest() == FLOORS["digest"], "cases changed: measure and set the floors again"


@pytest.mark.parametrize("half", ["dev", "held"])
def test_times_are_as_right_as_they_were(half: str) -> None:
    rows: list[dict[str, bool]] = []
    for case in time_cases(DATA / f"{half}_times.txt"):
        found = reading(case.text, case.published).times
        rows += case.judged(found) if case.times else [{"none": not found}]
    _at_least(rows, FLOORS[half]["times"])


@pytest.mark.parametrize("half", ["dev", "held"])
def test_places_are_as_right_as_they_were(half: str) -> None:
    rows: list[dict[str, bool]] = []
    for case in place_cases(DATA / f"{half}_places.txt"):
        found = reading(case.text).places
        rows += case.judged(found) if case.places else [{"none": not found}]
    _at_least(rows, FLOORS[half]["places"])


def _at_least(rows: Iterable[dict[str, bool]], floor: float) -> None:
    right = [all(row.values()) for row in rows]
    share = sum(right) / len(right)
    if share < floor - EPSILON:
        pytest.fail(f"{share:.3f} is below the floor of {floor:.3f}", pytrace=False)


@pytest.mark.parametrize("path", FLOORS["results"])
def test_the_saved_results_are_no_lower(path: str) -> None:
    name, *keys = path.split("/")
    result = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    figure: float = reduce(lambda node, key: node[key], keys, result)
    assert figure >= FLOORS["results"][path]

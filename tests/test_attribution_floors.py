"""Floors under chains and standings of the written cases. A floor is never lowered silently.

The cases of ``held_*`` were out of sight while rules were written; a failure here tells how many
are right and not which, so that they stay so. Each floor leaves room for one case: processors
round the model's numbers differently.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import helpers_cases as cases
from helpers_floors import EPSILON

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "attribution_floors.json").read_text(encoding="utf-8")
)


def digest() -> str:
    """Of all cases."""
    total = hashlib.sha256()
    for path in sorted(cases.DATA.glob("*.txt")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def test_the_floors_are_for_these_cases() -> None:
    assert digest() == FLOORS["digest"], "cases changed: measure and set the floors again"


@pytest.mark.parametrize("half", ["dev", "held"])
def test_chains_are_as_right_as_they_were(half: str) -> None:
    right: list[bool] = []
    for case in cases.chains(cases.DATA / f"{half}_chains.txt"):
        right.extend(cases.chain_exact(case, cases.reading_of(case)))
    _at_least(sum(right) / len(right), FLOORS[half]["chains"])


@pytest.mark.parametrize("half", ["dev", "held"])
def test_standings_are_as_right_as_they_were(half: str) -> None:
    listed = cases.verifications(cases.DATA / f"{half}_verification.txt")
    right = [cases.verified(case, cases.reading_of(case)) for case in listed]
    _at_least(sum(right) / len(right), FLOORS[half]["standings"])


def _at_least(share: float, floor: float) -> None:
    if share < floor - EPSILON:
        pytest.fail(f"{share:.3f} is below the floor of {floor:.3f}", pytrace=False)

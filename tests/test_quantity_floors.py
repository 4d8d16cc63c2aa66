"""Floors under the written cases of amounts and actors. A floor is never lowered silently.

The cases of ``held_*`` were out of sight while rules were written; a failure here tells how many
are right and not which, so that they stay so. Each floor leaves room for one case: processors
round the model's numbers differently.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import helpers_grounding as cases
import helpers_who_cases as who
from helpers_floors import EPSILON

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, Any]] = {
    name: json.loads((HERE / f"{name}_floors.json").read_text(encoding="utf-8"))
    for name in ("quantity", "actor")
}
ROOMS = {"quantity": ("quantities", "casualties"), "actor": ("names", "offices", "rollups")}


def digest(rooms: tuple[str, ...]) -> str:
    """Of all cases of some rooms."""
    total = hashlib.sha256()
    for room in rooms:
        for half in ("dev", "held"):
            total.update((cases.DATA / f"{half}_{room}.txt").read_bytes())
    return total.hexdigest()


def quantities(path: Path) -> list[bool]:
    listed = cases.phrases(path)
    return [
        cases.phrase_right(one, cases.as_read(cases.read_text(one.text).quantities))
        for one in listed
    ]


def casualties(path: Path) -> list[bool]:
    return [
        right
        for case in who.casualties(path)
        for right in who.tolls_right(case, cases.read_text(case.text))
    ]


def names(path: Path) -> list[bool]:
    return [all(who.pair_right(pair).values()) for pair in who.pairs(path)]


def offices(path: Path) -> list[bool]:
    return [
        all(who.office_right(office, cases.read_text(case.text)).values())
        for case in who.offices(path)
        for office in case.offices
    ]


def rollups(path: Path) -> list[bool]:
    return [
        all(who.standing_right(one, cases.read_text(case.text)).values())
        for case in who.rollups(path)
        for one in case.standings
    ]


MEASURES: dict[str, Callable[[Path], list[bool]]] = {
    "quantities": quantities,
    "casualties": casualties,
    "names": names,
    "offices": offices,
    "rollups": rollups,
}


@pytest.mark.parametrize("name", ROOMS)
def test_the_floors_are_for_these_cases(name: str) -> None:
    same = digest(ROOMS[name]) == FLOORS[name]["digest"]
    assert same, "cases changed: measure and set the floors again"


@pytest.mark.parametrize("half", ["dev", "held"])
@pytest.mark.parametrize(("name", "room"), [(n, room) for n in ROOMS for room in ROOMS[n]])
def test_cases_are_as_right_as_they_were(name: str, room: str, half: str) -> None:
    right = MEASURES[room](cases.DATA / f"{half}_{room}.txt")
    share, floor = sum(right) / len(right), FLOORS[name][half][room]
    if share < floor - EPSILON:
        pytest.fail(f"{share:.3f} is below the floor of {floor:.3f}", pytrace=False)

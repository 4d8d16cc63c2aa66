"""Refusals to comment in many forms, each with its near misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers_trees import known
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.silence import silences
from watchdesk.records import Verification

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data/claims/refusals.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("wanted", "text"), CASES)
def test_refusals(wanted: str, text: str) -> None:
    tree = known(text).tree
    found = [
        one for one in silences(tree, shipped()) if one.verification is Verification.NO_COMMENT
    ]
    assert bool(found) is (wanted == "yes")
    assert all(one.source is not None and one.cue is not None for one in found)


def test_there_are_both_kinds() -> None:
    assert sum(kind == "yes" for kind, _ in CASES) >= 40
    assert sum(kind == "no" for kind, _ in CASES) >= 25

from __future__ import annotations

import pytest

from helpers_contradictions import pairs, score


@pytest.mark.parametrize("name", ["dev", "held"])
def test_about_half_of_the_pairs_are_traps(name: str) -> None:
    cases = pairs(name)
    assert len(cases) == 60
    assert 25 <= sum(case.kind == "none" for case in cases) <= 35
    assert all(1 <= len(case.articles) <= 2 for case in cases)


@pytest.mark.parametrize(("name", "least", "wrong"), [("dev", 0.96, 0), ("held", 0.86, 0)])
def test_pairs_that_contradict_each_other_are_found_and_hardly_any_trap(
    name: str, least: float, wrong: int
) -> None:
    told = score(name)
    assert told.f1 >= least
    assert told.wrong <= wrong
    assert told.inside

"""Faults that would embarrass whoever reads the attributions aloud."""

from __future__ import annotations

import pytest

from helpers_attribution import rows

NOTHING_WITHIN = [
    "“You will find the best flight there,” Ana Petrova said.",
    "“Our firm did not maintain any ties to the port,” Ana Petrova said.",
    "“She was writing the minutes of the day,” Ana Petrova said.",
]


@pytest.mark.parametrize("text", NOTHING_WITHIN)
def test_within_a_quotation_a_deed_is_no_saying(text: str) -> None:
    assert rows(text) == [f"Ana Petrova | said | {text.split(' Ana ')[0]}"]

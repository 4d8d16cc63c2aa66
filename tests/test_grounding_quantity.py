from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_grounding_quantity_phrases import HELD, SEEN, Answer, agrees, read, share
from watchdesk.grounding import find_quantities
from watchdesk.grounding.quantity_numbers import number
from watchdesk.language import parse
from watchdesk.records import Quantity, Span


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(parse(text, [Span(0, len(text))]))


@pytest.mark.parametrize(("text", "wanted"), SEEN, ids=[text for text, _ in SEEN])
def test_reads_a_phrase(text: str, wanted: list[Answer]) -> None:
    found = read(text)
    assert agrees(found, wanted), found


def test_reads_phrases_it_was_not_written_for() -> None:
    assert share(HELD) >= 0.9


def test_an_area_shrunk_by_conversion_is_flagged() -> None:
    (mangled,) = quantities("Its forces seized more than 386m2 of territory.")
    assert (mangled.low, mangled.high, mangled.unit) == (386, None, "m²")
    assert mangled.flags == ("implausible_unit",)
    (flat,) = quantities("The flat has 80 m2 and a view.")
    assert flat.flags == ()


def test_a_number_too_long_to_read_has_no_bounds() -> None:
    (found,) = quantities(f"He counted {'9' * 400} birds.")
    assert (found.low, found.high, found.flags) == (None, None, ("unreadable",))


def test_more_of_the_same_is_flagged() -> None:
    (found,) = quantities("Norland sent 200 more peacekeepers.")
    assert (found.low, found.counted, found.flags) == (200, "peacekeepers", ("additional",))


def test_dates_are_no_amounts() -> None:
    assert read("It was signed on 6 August 2024 and ended in 2026.") == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12),
        ("two and a half", 2.5),
        ("twenty-five", 25),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("two hundred and six", 206),
        ("three hundred thousand", 300_000),
        ("1,250.5", 1250.5),
        ("an", 1),
        ("banana", None),
    ],
)
def test_number_words(words: str, value: float | None) -> None:
    assert number(words) == value


PIECES = st.sampled_from(
    ["12", "1,000", "$", "€5bn", "at least", "between", "and", "dozens", "or", "hundreds", "killed",
     "people", "%", "miles", "(", ")", "more", "half", "of", "km2", "one", "two-and-a-half", "–",
     "9" * 40, "²", "from", "to", "million", "İ", "𝔐", ",", "year-old"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_amounts_lie_in_order_with_bounds_in_order(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert found.start >= end
        assert found.span == found.span.trim(text)
        assert found.span.length > 0
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.counted is None or found.counted in text
        end = found.end

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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It paid 13.3 billion kronor.", (13.3e9, "SEK")),
        ("Denmark paid 2 billion kroner.", (2e9, "DKK")),
        ("It paid 2 billion Norwegian kroner.", (2e9, "NOK")),
        ("It paid 40 Icelandic krona.", (40, "ISK")),
        ("South Korea lent 300 billion won.", (3e11, "KRW")),
        ("The farm was sold for 500 Pakistani rupees.", (500, "PKR")),
        ("The loan is worth 5.2 mln dlrs.", (5.2e6, "USD")),
        ("The loan is worth 1.2 bn Swiss francs.", (1.2e9, "CHF")),
        ("The loan is worth 40 crore Indian rupees.", (4e8, "INR")),
        ("The boat was sold for 900 Egyptian pounds.", (900, "EGP")),
        ("The boat was sold for 900 Israeli shekels.", (900, "ILS")),
        ("The boat was sold for 900 Moroccan dirhams.", (900, "MAD")),
    ],
)
def test_money_of_the_world(text: str, wanted: tuple[float, str]) -> None:
    (found,) = quantities(text)
    assert (found.low, found.unit, found.counted) == (*wanted, None)


@pytest.mark.parametrize(
    "text",
    [
        "It paid 2 billion kroner.",
        "Denmark and Norway paid 2 billion kroner.",
        "It lent 500 rupees.",
        "South Korea's 11 won again.",
        "The boat weighs 900 pounds in Egypt.",
    ],
)
def test_a_shared_currency_without_its_nation_is_none(text: str) -> None:
    assert {found.unit for found in quantities(text)} <= {None, "kg"}


def test_scales_and_short_forms_are_never_counted() -> None:
    (oil,) = quantities("Output rose to 3.4 mln barrels.")
    assert (oil.unit, oil.counted) == ("m³", None)
    (shares,) = quantities("They hold 7 mln shares.")
    assert (shares.low, shares.counted) == (7e6, "shares")
    (cents,) = quantities("It costs 90 cents.")
    assert (cents.low, cents.unit, cents.counted) == (90, None, None)
    (people,) = quantities("Some 5 lakh people marched.")
    assert (people.low, people.counted) == (5e5, "people")


def test_killed_and_wounded_together_are_counted_together() -> None:
    (found,) = quantities("Norland put its losses at 315 killed and wounded.")
    assert found.counted == "killed and wounded"
    first, second = quantities("It lost 40 killed, 20 wounded.")
    assert (first.counted, second.counted) == ("killed", "wounded")


def test_a_headline_counts_what_the_text_counts() -> None:
    head, told = quantities("More than 30,000 leave the coast. More than 30,000 farmers have left.")
    assert (head.counted, told.counted) == ("farmers", "farmers")
    doubtful = quantities("It was 30,000. Some saw 30,000 farmers, others 30,000 soldiers.")
    assert doubtful[0].counted is None


def test_several_thousand_has_bounds_that_nobody_told() -> None:
    (found,) = quantities("Several thousand people fled.")
    assert (found.low, found.high, found.approximate) == (3000, 9999, True)

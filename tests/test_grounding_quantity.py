from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_quantities, find_times, resolve_times
from watchdesk.grounding.quantity_numbers import number
from watchdesk.grounding.quantity_units import FACTORS, UNITS
from watchdesk.language import parse
from watchdesk.records import Interval, Quantity, QuantityKind, Span

MILE = 1609.344


class Answer(NamedTuple):
    words: str
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    approximate: bool = False


def quantities(text: str) -> tuple[Quantity, ...]:
    doc = parse(text, [Span(0, len(text))])
    times = resolve_times(find_times(doc), Interval.parse("2024-08-15"), doc)
    return find_quantities(doc, times)


def answers(text: str) -> list[Answer]:
    return [
        Answer(q.span.text_of(text), q.low, q.high, q.unit, q.counted, q.approximate)
        for q in quantities(text)
    ]


def agrees(found: list[Answer], wanted: list[Answer]) -> bool:
    return len(found) == len(wanted) and all(
        a.words == b.words
        and a.low == pytest.approx(b.low)
        and a.high == pytest.approx(b.high)
        and a[3:] == b[3:]
        for a, b in zip(found, wanted, strict=True)
    )


BOUNDS: list[tuple[str, list[Answer]]] = [
    ("Shelling killed at least 12 people in the port town.",
     [Answer("at least 12", 12, None, None, "people")]),
    ("As many as 400 fighters surrendered.",
     [Answer("As many as 400", None, 400, None, "fighters")]),
    ("They want 500 or more inspectors.",
     [Answer("500 or more", 500, None, None, "inspectors")]),
    ("The camp has room for 400 people at most.", [Answer("400", None, 400, None, "people")]),
    ("The march drew 5,000 people or so.", [Answer("5,000", 5000, 5000, None, "people", True)]),
    ("The ship carried 20-odd sailors.", [Answer("20-odd", 20, 20, None, "sailors", True)]),
    ("A force of 1,500-plus men stood by.", [Answer("1,500-plus", 1500, None, None, "men")]),
    ("Not quite 400 seats are left.", [Answer("Not quite 400", None, 400, None, "seats", True)]),
    ("Some 5–10 villages lie empty.", [Answer("Some 5–10", 5, 10, None, "villages", True)]),
    ("Between 5 and 10 ships left the harbour.",
     [Answer("Between 5 and 10", 5, 10, None, "ships")]),
    ("They will send 10–15,000 men.", [Answer("10–15,000", 10_000, 15_000, None, "men")]),
    ("Trade rose from 10 to 15 percent.",
     [Answer("10", 10, 10, "%"), Answer("15 percent", 15, 15, "%")]),
    ("They crossed with at least 2,000 Norlandic troops (and perhaps thousands more).",
     [Answer("at least 2,000", 2000, None, None, "Norlandic troops"),
      Answer("perhaps thousands more", 2000, None, None, "Norlandic troops", True)]),
    ("It may involve dozens or hundreds of trainers.",
     [Answer("dozens or hundreds", 24, 9999, None, "trainers", True)]),
    ("A score of villages burned.", [Answer("A score", 20, 20, None, "villages", True)]),
]  # fmt: skip

MEASURED: list[tuple[str, list[Answer]]] = [
    ("The column is almost 40 miles east of the river.",
     [Answer("almost 40 miles", None, 40 * MILE, "m", None, True)]),
    ("It lies half a mile from the river.", [Answer("half a mile", MILE / 2, MILE / 2, "m")]),
    ("They seized 1,200 square kilometers of land.",
     [Answer("1,200 square kilometers", 1.2e9, 1.2e9, "m²", "land")]),
    ("Tanks stand 12 miles of the border away.", [Answer("12 miles", 12 * MILE, 12 * MILE, "m")]),
    ("They bought 30 tonnes of grain.", [Answer("30 tonnes", 30000, 30000, "kg", "grain")]),
    ("The field yields 2 million barrels of crude oil a day.",
     [Answer("2 million barrels", 3.680261457, 3.680261457, "m³/s", "crude oil")]),
    ("The firm kept 2 million barrels of crude oil.",
     [Answer("2 million barrels", 317974.5899, 317974.5899, "m³", "crude oil")]),
    ("Trucks may go at 90 kilometres an hour.", [Answer("90 kilometres an hour", 25, 25, "m/s")]),
    ("The army has 1.2m men under arms.", [Answer("1.2m", 1.2e6, 1.2e6, None, "men")]),
    ("They sent 40 155mm howitzers.", [Answer("40", 40, 40, None, "155mm howitzers")]),
    ("They bought 10,000 155mm artillery shells.",
     [Answer("10,000", 10_000, 10_000, None, "155mm artillery shells")]),
    ("Only 35% of all voters took part.", [Answer("35%", 35, 35, "%", "voters")]),
    ("Half the bridges are shut.", [Answer("Half", 50, 50, "%")]),
    ("One in 13 members is left-handed.",
     [Answer("One in 13", 100 / 13, 100 / 13, "%", "members")]),
    ("It was cut by half a percentage point.",
     [Answer("half a percentage point", 0.5, 0.5, "percentage point")]),
    ("The fine is US$5m or A$8m.",
     [Answer("US$5m", 5e6, 5e6, "USD"), Answer("A$8m", 8e6, 8e6, "AUD")]),
    ("The dome cost Â£28.7m to keep.", [Answer("£28.7m", 28.7e6, 28.7e6, "GBP")]),
    ("The fleet is worth $4–6 billion.", [Answer("$4–6 billion", 4e9, 6e9, "USD")]),
    ("The prize is worth 10,000 pounds.", [Answer("10,000 pounds", 1e4, 1e4, "GBP")]),
    ("The crate weighs 100 pounds.", [Answer("100 pounds", 45.359237, 45.359237, "kg")]),
    ("Tokyo lent ¥5 trillion.", [Answer("¥5 trillion", 5e12, 5e12, "JPY")]),
    ("Somebody lent ¥5 trillion.", [Answer("¥5 trillion", 5e12, 5e12, None)]),
]  # fmt: skip

COUNTED: list[tuple[str, list[Answer]]] = [
    ("The ministry said 12 were killed and 30 wounded.",
     [Answer("12", 12, 12, None, "killed"), Answer("30", 30, 30, None, "wounded")]),
    ("It killed 12 civilians, including three children, and wounded 30 others.",
     [Answer("12", 12, 12, None, "civilians"), Answer("three", 3, 3, None, "children"),
      Answer("30", 30, 30, None, "wounded")]),
    ("Police held 60 protesters, 11 of them injured.",
     [Answer("60", 60, 60, None, "protesters"), Answer("11", 11, 11, None, "injured")]),
    ("Norland put its losses at 315 killed and wounded.",
     [Answer("315", 315, 315, None, "killed and wounded")]),
    ("Of the 40 hostages two of her pupils left.",
     [Answer("40", 40, 40, None, "hostages"), Answer("two", 2, 2, None, "pupils")]),
    ("Forty nurses and doctors flew home.",
     [Answer("Forty", 40, 40, None, "nurses and doctors")]),
    ("Six tugs and their pilots flew a flag.", [Answer("Six", 6, 6, None, "tugs")]),
    ("Three MiG-31s and 31 Leopard 2A6 tanks are gone.",
     [Answer("Three", 3, 3, None, "MiG-31s"), Answer("31", 31, 31, None, "Leopard 2A6 tanks")]),
    ("Twelve heavily armed men entered.",
     [Answer("Twelve", 12, 12, None, "heavily armed men")]),
    ("Rebels captured 45 prisoners of war.", [Answer("45", 45, 45, None, "prisoners of war")]),
    ("Thirty heads of state came.", [Answer("Thirty", 30, 30, None, "heads of state")]),
    ("He spoke of up to 1,000 a day later.", [Answer("up to 1,000", None, 1000)]),
    ("If eighty sign, it is a success.", [Answer("eighty", 80, 80)]),
    ("One of the tugs towed one barge.", [Answer("one", 1, 1, None, "barge")]),
    ("It announced 200 jobs and will announce 300 more.",
     [Answer("200", 200, 200, None, "jobs"), Answer("300 more", 300, 300, None, "jobs")]),
    ("Parliament voted 95 to 12.", [Answer("95", 95, 95), Answer("12", 12, 12)]),
]  # fmt: skip

NOTHING = [
    "The envoy cited Article 5 and Resolution 1701.",
    "Leaders of the G7 met, no one spoke.",
    "The 3rd Brigade left Camp 14 with the Guildford Four.",
    "The new one is better.",
    "Call 555-0142 for details at 4 p.m.",
    "It was signed on 6 August 2024 and ended in 2026.",
    "It is four times larger than that.",
    "A 30-day ceasefire was offered for the first half of this year.",
]


@pytest.mark.parametrize(
    ("text", "wanted"), [*BOUNDS, *MEASURED, *COUNTED], ids=lambda value: str(value)[:60]
)
def test_reads_a_phrase(text: str, wanted: list[Answer]) -> None:
    found = answers(text)
    assert agrees(found, wanted), found


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_count_nothing(text: str) -> None:
    assert answers(text) == []


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("The 37-year-old minister left.", "37-year-old", 37, 37),
        ("Mila Hesk, 62, is a judge.", "62", 62, 62),
        ("The prince, 20, apologised.", "20", 20, 20),
        ("Children under 12 may not enter.", "under 12", None, 12),
        ("Voters 60 and older may stay.", "60 and older", 60, None),
        ("The rule is for 18- to 27-year-olds.", "18- to 27-year-olds", 18, 27),
        ("He weighs what he did when he was fourteen.", "fourteen", 14, 14),
    ],
)
def test_ages(text: str, words: str, low: float | None, high: float | None) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.unit, found.counted) == (QuantityKind.AGE, "year", None)
    assert (found.span.text_of(text), found.low, found.high) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "rank", "counted"),
    [
        ("It is the 14th package of sanctions.", 14, "package"),
        ("A second, larger explosion followed.", 2, "larger explosion"),
        ("They plan a second peace summit.", 2, "peace summit"),
        ("The twenty-third round failed.", 23, "round"),
    ],
)
def test_ranks(text: str, rank: int, counted: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.low, found.counted) == (QuantityKind.ORDINAL, rank, counted)


@pytest.mark.parametrize(
    "text",
    [
        "For the first time it held.",
        "The 72nd brigade left.",
        "A third of it burned in the 20th century.",
    ],
)
def test_no_ranks(text: str) -> None:
    assert QuantityKind.ORDINAL not in {found.kind for found in quantities(text)}


def test_the_words_that_loosen_an_amount() -> None:
    (found,) = quantities("It cost well over $3 billion.")
    assert (found.approximator, found.kind) == ("well over", QuantityKind.MONEY)
    (plain,) = quantities("It cost $3 billion.")
    assert plain.approximator is None


def test_every_unit_is_worth_what_pint_says() -> None:
    known: pint.UnitRegistry[float] = pint.UnitRegistry()
    known.define("gigameter3 = 1e9 * meter ** 3")
    measures = set(UNITS.values())
    assert {one.pint for one in measures} == set(FACTORS)
    for one in measures:
        asked = known.Quantity(1.0, one.pint).to(one.base).magnitude
        assert FACTORS[one.pint] == pytest.approx(asked, rel=1e-12), one.pint


def test_an_area_shrunk_by_conversion_is_flagged() -> None:
    (mangled,) = quantities("Its forces seized more than 386m2 of territory.")
    assert (mangled.low, mangled.high, mangled.unit) == (386, None, "m²")
    assert mangled.flags == ("implausible_unit",)
    (flat,) = quantities("The flat has 80 m2 and a view.")
    assert flat.flags == ()


def test_a_number_too_long_to_read_has_no_bounds() -> None:
    (found,) = quantities(f"He counted {'9' * 400} birds.")
    assert (found.low, found.high, found.flags) == (None, None, ("unreadable",))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("It killed 12 people, including 15 children.", ["12", "15"]),
        ("It killed 15 people, including 12 children.", []),
        ("It drew 20 ministers from 12 states, including 15 women.", []),
        ("Police hurt 30 rioters, 22 in the square and 19 at the station.", ["30", "22", "19"]),
        ("Police hurt 41 rioters, 22 in the square and 19 at the station.", []),
        ("He won 60 percent of the vote, she 55 percent.", ["60 percent", "55 percent"]),
        ("He won 60 percent of the vote, up from 55 percent.", []),
        ("He won 60 percent of the vote, 75 percent of men like him.", []),
    ],
)
def test_sums_that_cannot_be(text: str, flagged: list[str]) -> None:
    found = [q.span.text_of(text) for q in quantities(text) if "impossible_sum" in q.flags]
    assert found == flagged


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12),
        ("two and a half", 2.5),
        ("twenty-five", 25),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("a million and a half", 1_500_000),
        ("one hundred and twenty thousand", 120_000),
        ("two hundred and six", 206),
        ("1,250.5", 1250.5),
        ("1,00,000", 100_000),
        ("10 000", 10_000),
        ("2½", 2.5),
        ("1 1/2", 1.5),
        ("1/0", None),
        ("an", 1),
        ("banana", None),
    ],
)
def test_number_words(words: str, value: float | None) -> None:
    assert number(words) == value


PIECES = st.sampled_from(
    ["12", "1,000", "$", "€5bn", "at least", "between", "and", "dozens", "or", "hundreds", "killed",
     "people", "%", "miles", "(", ")", "more", "half", "of", "km2", "one", "two-and-a-half", "–",
     "9" * 40, "²", "from", "to", "million", "İ", "𝔐", ",", "year-old", "second", "aged", "under",
     "including", "¥", "½", "a day", "them", "in"]
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
        ("Oslo paid 2 billion kroner.", (2e9, "NOK")),
        ("It paid 2 billion Norwegian kroner.", (2e9, "NOK")),
        ("South Korea lent 300 billion won.", (3e11, "KRW")),
        ("The farm was sold for 500 Pakistani rupees.", (500, "PKR")),
        ("The loan is worth 5.2 mln dlrs.", (5.2e6, "USD")),
        ("The loan is worth 1.2 bn Swiss francs.", (1.2e9, "CHF")),
        ("The loan is worth 40 crore Indian rupees.", (4e8, "INR")),
        ("The boat was sold for 900 Egyptian pounds.", (900, "EGP")),
        ("It paid 2 billion kroner.", (2e9, None)),
        ("Denmark and Norway paid 2 billion kroner.", (2e9, None)),
    ],
)
def test_money_of_the_world(text: str, wanted: tuple[float, str | None]) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.counted) == (QuantityKind.MONEY, None)
    assert (found.low, found.unit) == wanted


@pytest.mark.parametrize(
    "text", ["South Korea's 11 won again.", "The boat weighs 900 pounds in Egypt."]
)
def test_words_that_are_currencies_elsewhere(text: str) -> None:
    assert QuantityKind.MONEY not in {found.kind for found in quantities(text)}


def test_a_headline_counts_what_the_text_counts() -> None:
    head, told = quantities("More than 30,000 leave the coast. More than 30,000 farmers have left.")
    assert (head.counted, told.counted) == ("farmers", "farmers")
    doubtful = quantities("It was 30,000. Some saw 30,000 farmers, others 30,000 soldiers.")
    assert doubtful[0].counted is None


def test_what_an_amount_was_before_has_its_unit() -> None:
    rows = answers("The army holds 1,500 square kilometers, up from 1,000 in June.")
    assert [(row.low, row.unit) for row in rows] == [(1.5e9, "m²"), (1e9, "m²")]
    rows = answers("Exports rose to 2.7 billion dollars in May from 2.02 billion a year earlier.")
    assert [(row.low, row.unit) for row in rows] == [(2.7e9, "USD"), (2.02e9, "USD")]
    rows = answers("The brigade has 4,000 soldiers, down from 5,200.")
    assert [row.counted for row in rows] == ["soldiers", "soldiers"]


def test_what_follows_from_somewhere_else_keeps_what_it_counts() -> None:
    rows = answers("She bought 5 hectares from 12 farmers.")
    assert [(row.low, row.unit, row.counted) for row in rows] == [
        (5e4, "m²", None),
        (12.0, None, "farmers"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Few want a third world war.",
        "The singer 50 Cent played on Friday.",
        "They heard it on BBC 6 Music.",
    ],
)
def test_numbers_of_names_are_no_amounts(text: str) -> None:
    assert not answers(text)


def test_pounds_are_money_or_weight_by_what_is_around() -> None:
    units = {
        "It lost millions of pounds.": "GBP",
        "They found thousands of pounds of explosives.": "kg",
        "The rate is 1.36 pounds to the dollar.": None,
        "It cost 53 billion U.S. dlrs.": "USD",
        "The plan costs 154m naira.": "NGN",
    }
    assert {text: answers(text)[0].unit for text in units} == units


def test_peoples_of_two_words_are_counted_whole() -> None:
    assert (
        answers("The office said 400,000 Sri Lankans have lost jobs.")[0].counted == "Sri Lankans"
    )


def test_a_number_too_long_to_be_one_is_no_part_of_a_range() -> None:
    ends = [(q.start, q.end) for q in quantities("dozens or " + "9" * 40)]
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_short_scales_stand_behind_words_too() -> None:
    assert answers("They hold eight mln shares.")[0] == Answer(
        "eight mln", 8e6, 8e6, None, "shares"
    )

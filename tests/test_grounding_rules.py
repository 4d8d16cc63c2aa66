"""What a reader relies on when words are close to others that mean something else."""

from __future__ import annotations

from datetime import date

import pytest

from helpers_grounding import read_text
from watchdesk.grounding import find_places, find_quantities, find_times, resolve_times
from watchdesk.grounding.quantity_told import told_by
from watchdesk.grounding.time_feasts import feast_days
from watchdesk.language import parse
from watchdesk.records import (
    Act,
    Attribution,
    Feature,
    Interval,
    Place,
    Quantity,
    QuantityKind,
    Span,
    Speech,
)

WEDNESDAY = Interval.on(date(2024, 8, 7))


def places(text: str) -> dict[str, Place]:
    doc = parse(text, [Span(0, len(text))])
    return {place.span.text_of(text): place for place in find_places(doc)}


def quantities(text: str) -> dict[str, Quantity]:
    return {one.span.text_of(text): one for one in read_text(text).quantities}


def days(text: str) -> dict[str, str]:
    doc = parse(text, [Span(0, len(text))])
    found = resolve_times(find_times(doc), WEDNESDAY, doc)
    return {time.span.text_of(text): time.edtf for time in found}


# Places


def test_a_part_of_an_unknown_land_is_unknown_too() -> None:
    part = places("They met in western Qorvelheim.")["western Qorvelheim"]
    assert part.lat is None and part.doubt
    assert part.relative is not None and part.relative.bearing_deg == 270
    middle = places("They met in central Qorvelheim.")
    assert all(place.lat is None and place.doubt for place in middle.values())


def test_the_capital_of_a_state_is_not_what_its_name_means() -> None:
    assert places("Crowds filled the Oklahoma capital.")["Oklahoma"].feature is Feature.REGION


def test_a_city_that_is_told_to_be_somehow_is_a_place() -> None:
    assert places("Cairo was calm.")["Cairo"].country == "EG"


def test_the_state_a_city_is_told_to_lie_in_settles_its_name() -> None:
    assert places("The Canadian city of London mourns.")["London"].country == "CA"
    assert places("The city of London mourns.")["London"].country == "GB"


# Amounts


def test_a_number_stands_between_its_words() -> None:
    found = quantities("All but five of the nation's nine largest ports shut.")
    assert found["nine"].counted == "largest ports"


def test_nouns_joined_without_numbers_of_their_own_are_counted_together() -> None:
    found = quantities("A second reading and vote on the bill is near.")
    assert found["second"].counted == "reading and vote"


def test_a_word_that_stands_for_people_told_before_tells_no_kind_of_people() -> None:
    found = quantities("About 30 others were wounded.")
    assert found["About 30"].counted != "others"


def test_a_length_is_no_share_of_anything() -> None:
    kinds = {one.kind for one in quantities("They left one in 20 feet of water.").values()}
    assert QuantityKind.SHARE not in kinds
    assert quantities("They lost one in 20 boats.")["one in 20"].low == 5


def test_thousands_are_no_year() -> None:
    assert quantities("That year 2 thousand cattle died.")["2 thousand"].low == 2000


def test_a_place_in_a_row_of_named_people_is_no_name() -> None:
    found = quantities("Second round votes are in, and the second Oslo round begins.")
    assert found["Second"].kind is QuantityKind.ORDINAL


def _attribution(name: str, *content: Span) -> Attribution:
    return Attribution(
        id=name,
        source=None,
        cue=None,
        content=content,
        speech=Speech.INDIRECT,
        act=Act.SPEECH,
        chain=(),
    )


def test_who_counts_is_the_innermost_who_tells() -> None:
    text = "Ida said Ana said that 12 boats and 30 cars burned."
    doc = parse(text, [Span(0, len(text))])
    twelve, thirty = find_quantities(doc, ())
    outer = _attribution("att-outer", Span(9, len(text)))
    inner = _attribution("att-inner", Span(18, text.index(" and")))
    for listed in ((outer, inner), (inner, outer)):
        told = told_by((twelve, thirty), listed)
        assert [one.attribution for one in told] == ["att-inner", "att-outer"]
    assert [one.attribution for one in told_by((twelve,), ())] == [None]


# Times


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("In early August 2023 it rained.", "early August 2023", "2023-08-01/2023-08-10"),
        ("It will rain early next week.", "early next week", "2024-08-12/2024-08-14"),
        ("They were told to leave by Monday.", "by Monday", "2024-08-07/2024-08-12"),
    ],
)
def test_days_of_portions_and_bounds(text: str, words: str, edtf: str) -> None:
    assert days(text)[words] == edtf


def test_an_hour_beside_a_year_is_of_no_day_of_it() -> None:
    told = days("In 1923 the port set a 9 p.m. curfew.")
    assert told["1923"] == "1923" and told["9 p.m."] != "1923"


def test_a_deadline_lies_ahead_though_it_was_set_before() -> None:
    found = days("The envoy gave the strikers until Friday to sign.")
    assert found["until Friday"].endswith("2024-08-09")


def test_the_beginning_of_a_year_is_not_all_of_it() -> None:
    first, last = days("In early 2024 it rained.")["early 2024"].split("/")
    assert first == "2024-01-01"
    assert last < "2024-07"


def test_the_great_day_of_primaries_is_of_leap_years() -> None:
    assert feast_days("super tuesday", 2024) == (date(2024, 3, 5), date(2024, 3, 5))
    assert feast_days("super tuesday", 2023) is None

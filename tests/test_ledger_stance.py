"""Who is for or against what in one text: the words that tell it, and those that must not."""

from __future__ import annotations

import pytest

from helpers_book import read
from helpers_positions import cases, score
from watchdesk.events.stance_words import parse, stance_words
from watchdesk.records import PositionBasis, Reading, Stance, Stand


def stands(text: str) -> list[Stand]:
    return [one for one in read(text + "\n", "2024-08-22").stands if not one.former]


def told(text: str) -> list[tuple[str, str]]:
    return [(link.name, one.stance.value) for one in stands(text) for link in one.who]


def test_the_passages_written_for_it_are_read() -> None:
    found = score("dev")
    assert found.f1 >= 0.95
    assert found.limits_right >= found.limits - 1


def test_the_passages_kept_aside_are_read() -> None:
    assert score("held").f1 >= 0.85


def test_each_half_has_passages_of_every_stance_and_of_none() -> None:
    for half in ("dev", "held"):
        rows = [case.rows for case in cases(half)]
        assert {row[1] for each in rows for row in each} == set(Stance) - {Stance.NONE_FOUND}
        assert sum(not each for each in rows) >= 4


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway supports the treaty.", "for"),
        ("Norway does not support the treaty.", "against"),
        ("Norway no longer opposes the treaty.", "for"),
        ("Norway opposes lifting the ban on whaling.", "against"),
        ("Norway supports lifting the ban on whaling.", "for"),
        ("Norway opposes banning whaling.", "for"),
        ("Norway backed ending the hunt.", "against"),
        ("Norway is against ending the hunt.", "for"),
        ("Norway refused to sign the treaty.", "against"),
        ("Norway dropped its opposition to the treaty.", "for"),
        ("Norway neither backed nor condemned the treaty.", "reserved"),
        ("Norway neither backs nor supports the treaty.", "against"),
        ("Norway would back the treaty if Sweden signed it.", "conditional"),
        ("Norway did not rule out the treaty.", "reserved"),
    ],
)
def test_denial_turning_and_condition(text: str, stance: str) -> None:
    assert told(text) == [("Norway", stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway might support the treaty.",
        "Analysts wondered whether Norway opposes the treaty.",
        "Does Norway support the treaty?",
        "There are fears that Norway opposes the treaty.",
        "Norway did not oppose the treaty.",
        "The treaty was a mistake.",
        "Norway promised a decision on the treaty.",
    ],
)
def test_what_may_be_is_asked_or_feared_is_no_stand(text: str) -> None:
    assert told(text) == []


def test_what_one_says_of_another_is_not_his_own() -> None:
    found = told("Swedish Prime Minister Ulf Kristersson said Norway opposes the treaty.")
    assert ("Ulf Kristersson", "against") not in found
    assert ("Sweden", "against") not in found


def test_who_tells_the_stand_of_his_own_state_takes_it_too() -> None:
    found = told("Norwegian Foreign Minister Espen Barth Eide said Norway opposes the treaty.")
    assert ("Norway", "against") in found
    assert ("Espen Barth Eide", "against") in found


def test_two_states_in_one_subject_are_two() -> None:
    assert told("Both France and Germany rejected the treaty.") == [
        ("France", "against"),
        ("Germany", "against"),
    ]


def test_a_judgement_counts_for_who_is_quoted_and_not_for_the_writer() -> None:
    assert told("The raid was a mistake.") == []
    text = "The raid was a mistake, Kenyan Defence Minister Soipan Tuya said."
    assert told(text) == [("Soipan Tuya", "against")]


def test_the_words_that_turn_a_stance_are_told() -> None:
    text = "Peru supports lifting the ban on whaling."
    (one,) = stands(text)
    assert [span.text_of(text) for span in one.turned] == ["lifting", "ban"]
    assert one.stance is Stance.FOR


def test_a_permission_is_an_action_with_its_limits() -> None:
    text = "Chad allowed French planes to fly along the border, but not into Sudan."
    (one,) = stands(text)
    assert one.stance is Stance.CONDITIONAL
    assert one.basis is PositionBasis.ACTION
    assert one.limits is not None
    assert "along the border" in one.limits.text_of(text)


def test_stands_are_the_same_whatever_stands_around_them() -> None:
    alone = told("Norway rejected the treaty.")
    after = told("It rained all night in Bergen.\n\nNorway rejected the treaty.")
    assert alone == after


def test_a_very_long_sentence_is_left_aside() -> None:
    text = "Norway supports " + ", ".join(["the treaty"] * 400) + "."
    reading: Reading = read(text + "\n", "2024-08-22")
    assert reading.stands == ()


def test_the_table_is_whole() -> None:
    table = stance_words()
    for entries in (table.verbs, table.idioms, table.nouns, table.adjectives):
        assert entries
        assert all(entry.at for found in entries.values() for entry in found)
    assert Stance.NONE_FOUND not in set(table.judgement.values())


def test_a_table_of_another_form_is_refused() -> None:
    with pytest.raises((KeyError, ValueError)):
        parse('[[verb]]\nstance = "sideways"\nat = "obj"\nwords = "support"\n')

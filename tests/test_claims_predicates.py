"""What is no more than a name, a pointer or a line of the page is no claim."""

from __future__ import annotations

import pytest

from watchdesk.ledger.predicates import (
    has_verb,
    is_of_page,
    is_predicate,
    states,
    trimmed,
    without_stamp,
)
from watchdesk.records import Span


@pytest.mark.parametrize(
    "words",
    [
        "it",
        "he would",
        "that the",
        "her",
        "which",
        "about it",
        "the attack",
        "of the ministry",
        "what he",
        "“Every night,”",
    ],
)
def test_words_without_a_predicate_state_nothing(words: str) -> None:
    assert not states(words)


@pytest.mark.parametrize(
    "words",
    [
        "the talks failed",
        "there was none",
        "nobody had a veto",
        "28 settlements",
        "nineteen thousand",
        "we still say no",
        "Mali’s decision shortsighted and hasty",
        "sending instructors into Ukraine",
        "they won't come back",
    ],
)
def test_a_verb_a_number_or_a_judgement_states_something(words: str) -> None:
    assert states(words)


def test_a_cue_that_names_needs_one_word_only() -> None:
    assert states("it premature", "called")
    assert not states("it premature", "asked about")


def test_a_date_states_something_of_a_word_beside_it() -> None:
    assert states("Due on", dated=True)
    assert not states("on", dated=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Compiled by the night desk.",
        "Get the Examiner on your porch.",
        "The Lantern is printed on paper six times a year.",
        "The Gazette is run by its readers.",
        "Published 9 May 2025.",
        "All times are local.",
    ],
)
def test_what_a_page_tells_of_itself_is_no_claim(sentence: str) -> None:
    assert is_of_page(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge is guarded by soldiers of both sides.",
        "Published figures, the ministry says, are wrong.",
        "Troops get their orders from the capital.",
    ],
)
def test_what_a_page_tells_of_the_world_is_one(sentence: str) -> None:
    assert not is_of_page(sentence)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (": he eats what the guards eat", "he eats what the guards eat"),
        (", and the road was shut", "the road was shut"),
        ("But the road was shut", "the road was shut"),
        ("“and the road was shut”", "“and the road was shut”"),
        ("Andorra was not asked", "Andorra was not asked"),
        ("and", "and"),
    ],
)
def test_words_begin_without_colon_comma_or_conjunction(words: str, kept: str) -> None:
    assert trimmed(words, Span(0, len(words))).text_of(words) == kept


def test_a_live_page_is_read_without_its_times() -> None:
    assert without_stamp("10:15 Iceland jumps.") == "Iceland jumps."
    assert without_stamp("14 ships came.") == "14 ships came."


def test_a_phrase_has_no_verb_in_a_time() -> None:
    assert has_verb("the ship was sinking")
    assert not has_verb("the sinking of the ship")


@pytest.mark.parametrize("cue", ["had spoken of", "spoke against", "speaking for", "called on"])
def test_some_cues_tell_the_most_of_it_themselves(cue: str) -> None:
    assert is_predicate(cue)
    assert not is_predicate("said")

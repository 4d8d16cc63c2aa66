"""Names that look like one another, and what the words beside a name say of its bearer."""

from __future__ import annotations

from datetime import date

import pytest

from watchdesk.grounding import find_actors, is_outlet
from watchdesk.grounding.actor_names import same_given
from watchdesk.language import parse
from watchdesk.records import Interval, Mention, MentionKind, Span

DAY = Interval(earliest=date(2024, 8, 10), latest=date(2024, 8, 10))


def listed(text: str) -> list[tuple[str, Mention]]:
    found = find_actors(parse(text, [Span(0, len(text))]), "art-x", DAY)
    return [(mention.span.text_of(text), mention) for mention in found]


def ids(text: str, name: str) -> list[str | None]:
    """Of each mention that is written so."""
    return [one.entity.id if one.entity else None for words, one in listed(text) if words == name]


def roles(text: str, name: str) -> list[str | None]:
    return [one.entity.role if one.entity else None for words, one in listed(text) if words == name]


@pytest.mark.parametrize(("one", "other"), [("andrew", "andy"), ("elizabeth", "liz")])
def test_a_short_given_name_goes_for_the_long_one_whichever_comes_first(
    one: str, other: str
) -> None:
    assert same_given(one, other) and same_given(other, one)
    assert not same_given(one, "oskar")


def test_of_namesakes_in_two_spellings_the_one_written_so_is_meant() -> None:
    text = "Ana Gorbachev met Ida Gorbachov. Gorbachov left early."
    assert ids(text, "Gorbachov") == ids(text, "Ida Gorbachov")
    assert ids(text, "Gorbachov") != ids(text, "Ana Gorbachev")


def test_the_father_in_a_name_is_not_its_bearer() -> None:
    text = "Harun bin Tarif met Ida Holm. Tarif left early."
    assert ids(text, "Tarif") not in (ids(text, "Harun bin Tarif"), [None], [])


def test_a_leader_may_be_told_by_office_and_family_name() -> None:
    text = "France votes in June. President Macron spoke."
    assert ids(text, "Macron") == ["person:emmanuel-macron"]
    other = "France votes in June. Baker Macron spoke."
    assert "person:emmanuel-macron" not in ids(other, "Macron") + ids(other, "Baker Macron")


def test_a_role_that_tells_the_state_replaces_one_that_does_not() -> None:
    text = "Envoy Petr Hale came early. Norwegian Foreign Minister Petr Hale spoke."
    assert set(roles(text, "Petr Hale")) == {"Norwegian Foreign Minister"}


def test_the_last_word_of_a_headline_is_no_title_of_the_name_below() -> None:
    assert roles("Harbour talks with the mayor\n\nAna Holm left Tarnova.", "Ana Holm") == [None]


def test_a_text_may_end_with_somebodys_age() -> None:
    assert roles("They met Ana Holm, 34", "Ana Holm") == [None]
    assert roles("They met Ana Holm, 34, a nurse.", "Ana Holm") == ["nurse"]


def test_people_of_a_town_are_not_those_of_its_state() -> None:
    def groups(text: str) -> list[str]:
        return [words for words, one in listed(text) if one.kind is MentionKind.GROUP]

    assert groups("Ukrainian lawmakers met on Monday.") == ["Ukrainian lawmakers"]
    assert groups("Kyiv lawmakers met on Monday.") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tarnova News Agency", True),
        ("Tarnova Space Agency", False),
        ("Agency", False),
        ("Sky Tarnova", True),
        ("Sky Blue Balloon Tours", False),
        ("Tarnova Press", True),
        ("White Press", False),
    ],
)
def test_words_that_make_a_name_an_outlets(name: str, expected: bool) -> None:
    assert is_outlet(name) is expected

from __future__ import annotations

import pytest

from watchdesk.language import parse
from watchdesk.records import MentionKind, Span

PERSON = MentionKind.PERSON
ORGANISATION = MentionKind.ORGANISATION
PLACE = MentionKind.PLACE
GROUP = MentionKind.GROUP
WEAPON = MentionKind.WEAPON
DOCUMENT = MentionKind.DOCUMENT
EVENT = MentionKind.EVENT
FACILITY = MentionKind.FACILITY


def _names(text: str) -> dict[str, MentionKind]:
    document = parse(text, [Span(0, len(text))])
    return {name.span.text_of(text): name.kind for name in document.names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Italian Minister of Defense Aldo Ferri met Gov. Rhea Stanton.",
            {"Aldo Ferri": PERSON, "Rhea Stanton": PERSON},
        ),
        (
            "State Department spokesman Corin Vale said so on Monday.",
            {"State Department": ORGANISATION, "Corin Vale": PERSON},
        ),
        (
            "The Ministry of Defence of Latvia wrote to the Harbour Institute for Peace.",
            {
                "Ministry of Defence of Latvia": ORGANISATION,
                "Harbour Institute for Peace": ORGANISATION,
            },
        ),
        (
            "Ukrainians met the French near Ostrel, and Russian troops left.",
            {"Ukrainians": GROUP, "French": GROUP, "Ostrel": PLACE},
        ),
        (
            "Eighty tanks, two F-16s, an M1A1 and a Leopard 2 arrived.",
            {"F-16s": WEAPON, "M1A1": WEAPON, "Leopard 2": WEAPON},
        ),
        (
            "Article 2(4) and the Harrow Treaty were cited after World War II and Operation Tern.",
            {
                "Article 2(4)": DOCUMENT,
                "Harrow Treaty": DOCUMENT,
                "World War II": EVENT,
                "Operation Tern": EVENT,
            },
        ),
        (
            "Ursula von der Tann and Omar al-Rashid flew to Orma Airport.",
            {"Ursula von der Tann": PERSON, "Omar al-Rashid": PERSON, "Orma Airport": FACILITY},
        ),
        ("The Russia-Ukraine war went on.", {"Russia": PLACE, "Ukraine": PLACE}),
        (
            "Al-Qaida and the Wagner Group fought in Mali.",
            {"Wagner Group": GROUP, "Mali": PLACE},
        ),
        (
            "The Harbor Courier wrote about it, and the Courier stood by it.",
            {"Harbor Courier": ORGANISATION, "Courier": ORGANISATION},
        ),
    ],
)
def test_names_and_what_they_name(text: str, expected: dict[str, MentionKind]) -> None:
    found = _names(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Officials said nothing. Serious talks follow on Tuesday in August.",
        "Ukrainian and Russian forces fought. Western weapons came late.",
        "The prime minister spoke. President and Prime Minister are offices.",
        "However, Many Tanks Moved Slowly Toward Another Quiet Border Crossing Today",
        "I think so. OK, TV and GDP are no names.",
    ],
)
def test_capitals_alone_make_no_name(text: str) -> None:
    assert _names(text) == {}


def test_a_family_name_is_a_person_wherever_it_stands() -> None:
    text = "Wexler declined. Minister Tomas Wexler had promised to pay. Later Wexler paid."
    assert [name.kind for name in parse(text, [Span(0, len(text))]).names] == [PERSON] * 3


def test_a_place_that_is_also_a_name_of_persons() -> None:
    found = _names("Jordan Ames flew to Jordan and met Ruth London.")
    assert found == {"Jordan Ames": PERSON, "Jordan": PLACE, "Ruth London": PERSON}


def test_titles_are_no_part_of_the_name() -> None:
    found = _names("German Chancellor Olaf Scholz called President-elect Donald Trump.")
    assert list(found) == ["Olaf Scholz", "Donald Trump"]


def test_the_headline_of_capitals_gives_only_known_names() -> None:
    found = _names("Kyiv Wins Quiet Backing From Wary Allies As NATO Weighs Bold Move")
    assert found == {"Kyiv": PLACE, "NATO": ORGANISATION}

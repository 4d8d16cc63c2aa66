"""Sentences in which one condition of the finder decides what is told and by whom."""

from __future__ import annotations

import pytest

from helpers_attribution import article_of, read_grounded, rows
from watchdesk import language
from watchdesk.attribution.choice import settle
from watchdesk.attribution.found import Found
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

CONTENTS = {
    "what stands apart from an object is not of it": [
        (
            "The union condemned the raid yesterday in a letter to the board.",
            "The union | condemned | the raid",
        ),
        (
            "Averia rejected the treaty last week with a shrug.",
            "Averia | rejected | the treaty",
        ),
        ("The mayor would support Orsk if he won.", "The mayor | would support | Orsk"),
    ],
    "the first of two words that ask": [
        (
            "The pilot had a knack for knowing when and how to slow down.",
            "The pilot | knowing | when and how to slow down",
        ),
    ],
    "a conjunction that leads the sentence on is not told": [
        (
            "But two ferries turned back, according to the harbour office.",
            "the harbour office | according to | two ferries turned back",
        ),
        (
            "And the pier, according to the harbour office, was lost.",
            "the harbour office | according to | the pier // was lost",
        ),
    ],
    "an opening source keeps its apposition": [
        (
            "According to Mirela Ostan, Averia’s harbour chief, the port has hired forty divers.",
            "Mirela Ostan, Averia’s harbour chief | According to | the port has hired forty divers",
        ),
    ],
    "what others did is told, whatever they said": [
        (
            "The mayor says the miners saw the crack but reported it too late.",
            "The mayor | says | the miners saw the crack but reported it too late",
        ),
        (
            "Veld says the crew smelled smoke but denied it.",
            "Veld | says | the crew smelled smoke but denied it",
        ),
    ],
    "whose plan or decision": [
        ("Orsk’s decision to back Veld angered the union.", "Orsk | to back | Veld"),
        ("Averia’s plan to ask for help was dropped.", "Averia | to ask for | help"),
    ],
    "no judgement of the speaker's own inside a quotation": [
        (
            "“I regret that they would not listen,” Orsk said.",
            "Orsk | said | “I regret that they would not listen,”",
        ),
        (
            "“I was not endorsed by the union,” Orsk said.",
            "Orsk | said | “I was not endorsed by the union,”",
        ),
    ],
    "people, bodies and documents find": [
        ("Divers found that the hull was intact.", "Divers | found | the hull was intact"),
        ("The court found that the mayor had lied.", "The court | found | the mayor had lied"),
        ("Orsk found that the ice was thin.", "Orsk | found | the ice was thin"),
        ("The report found that the hull was intact.", "The report | found | the hull was intact"),
    ],
    "a relative clause tells of no teller": [
        (
            "Veld said she would travel to Dolna for the fair, which begins Monday.",
            "Veld | said | she would travel to Dolna for the fair",
        ),
    ],
    "doubled consonants": [
        ("Veld labelled Orsk a liar.", "Veld | labelled | Orsk a liar"),
        (
            "The mayor signalled that the port would open.",
            "The mayor | signalled | the port would open",
        ),
    ],
}
SEVERAL = [
    (
        "Marsh said that by refusing to use the words “border war,” the ministers are "
        "“telling us that we saw nothing.”",
        [
            "Marsh | said | by refusing to use the words “border war,” the ministers are "
            "“telling us that we saw nothing.”",
            "Marsh | refusing | to use the words “border war,”",
            "the ministers | telling | we saw nothing",
        ],
    ),
    (
        "The governor, Karim Daoud, said Tuesday that he had voted for Orsk, but cautioned against "
        "reading too much into it.",
        [
            "The governor, Karim Daoud | said | he had voted for Orsk",
            "he | had voted for | Orsk",
            "he | cautioned against | reading too much into it",
        ],
    ),
    (
        "Asked about the fire, the captain left, the navy said Tuesday.",
        [
            " | Asked | about the fire",
            "the navy | said | Asked about the fire, the captain left",
        ],
    ),
    (
        "“You work hard,” Orsk told Veld, alluding to her hopes for the post.",
        [
            "Orsk | told | “You work hard,”",
            "Orsk | alluding to | her hopes for the post",
        ],
    ),
    (
        "“It is over,” he said, without referring to any of the captains.",
        [
            "he | said | “It is over,”",
            "he | referring to | any of the captains",
        ],
    ),
    (
        "The captain said that according to the harbour office, two ferries had turned back.",
        [
            "The captain | said | according to the harbour office, two ferries had turned back",
            "the harbour office | according to | two ferries had turned back",
        ],
    ),
    (
        "The captain said that, according to the harbour office, two ferries had turned back.",
        [
            "The captain | said | according to the harbour office, two ferries had turned back",
            "the harbour office | according to | two ferries had turned back",
        ],
    ),
]
NOTHING = {
    "what is merely seen": [
        "The ferry was seen by two divers.",
        "The strait was viewed by two pilots from the air.",
    ],
    "what armed men do to a place": [
        "The soldiers resisted Averia for a week.",
        "The militia opposed Sorland.",
    ],
    "a mere pointer to what was said": [
        "As Veld puts it, the port is a swamp.",
        "The mayor reported it to the navy.",
        "She said this.",
    ],
    "deeds and events that show something, and things that find nothing": [
        "The move showed that the party was weak.",
        "The storm found that the pier was weak.",
        "Marsh found it hard to say no.",
        "Police found the boat.",
    ],
}


@pytest.mark.parametrize(("text", "expected"), [c for group in CONTENTS.values() for c in group])
def test_what_is_told_and_by_whom(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_tell_in_one_sentence(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("text", [text for group in NOTHING.values() for text in group])
def test_nobody_tells(text: str) -> None:
    assert rows(text) == []


def test_a_that_far_behind_its_verb_is_not_its_own() -> None:
    text = (
        "The company agreed in May to a payment to the families of the crew over claims that the "
        "ferry was unsafe."
    )
    assert not [row for row in rows(text) if row.endswith("| agreed | the ferry was unsafe")]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Divers found that the hull was intact.", Act.SPEECH),
        ("The report found that the hull was intact.", Act.DOCUMENT),
    ],
)
def test_a_person_who_finds_speaks_and_a_document_tells(text: str, act: Act) -> None:
    assert [one.act for one in read_grounded(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "Citing two officials, the Harbour Courier reported that the ship had sunk.",
        "The Harbour Courier, citing harbour papers, reported that the port had lost money.",
    ],
)
def test_who_is_cited_is_told_of_by_who_cites(text: str) -> None:
    courier, cited = sorted(read_grounded(text), key=lambda one: one.within is not None)
    assert cited.within == courier.id


def test_nobody_is_told_of_in_words_they_pass_on() -> None:
    text = "Orsk said rain was near, citing Veld."
    article = article_of(text)
    tree = Tree(language.parse(text, [part.span for part in article.parts]), article)
    said, citing = tree.low.index("said"), tree.low.index("citing")
    teller = Found("clause", said, None, Range(said, said + 1), [Range(2, 5)], Act.SPEECH)
    words = [Range(0, 5)]
    cited = Found(
        "citing", citing, None, Range(citing, citing + 1), words, Act.SPEECH, parent=teller
    )
    settle(tree, [teller, cited])
    assert cited.parent is teller
    assert teller.parent is None

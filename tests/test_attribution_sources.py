"""Who stands beside a cue: whole noun phrases, and nothing that is not theirs."""

from __future__ import annotations

import pytest

from helpers_attribution import read_grounded, rows

SOURCES = {
    "titles": [
        (
            "Harbour spokesman Karim Daoud said the pier was closed.",
            "Harbour spokesman Karim Daoud",
        ),
        (
            "Acting Prime Minister Julia K. Marsh said rain was near.",
            "Acting Prime Minister Julia K. Marsh",
        ),
        ("Retired Col. Lukas Brandt said the road was open.", "Retired Col. Lukas Brandt"),
    ],
    "appositions": [
        (
            "Karim Daoud, spokesman for the harbour, said the pier was closed.",
            "Karim Daoud, spokesman for the harbour",
        ),
        (
            "The chief of the port, Mirela Ostan, said the pier was closed.",
            "The chief of the port, Mirela Ostan",
        ),
        ("The pier was closed, said Lukas Brandt, a diver.", "Lukas Brandt, a diver"),
    ],
    "relative clauses": [
        (
            "Mirela Ostan, who runs the port, said the pier was closed.",
            "Mirela Ostan, who runs the port",
        ),
        ("Two men who saw the fire said it began in a mill.", "Two men who saw the fire"),
        (
            "Officials, who spoke in Dolna, said the pier was closed.",
            "Officials, who spoke in Dolna",
        ),
    ],
    "several": [
        ("Both Averia and Lorvia said the pier was closed.", "Both Averia and Lorvia"),
        ("Averia, Lorvia and Sorland said they would sign.", "Averia, Lorvia and Sorland"),
        (
            "The trucks are on their way, Norway, Spain and Portugal said on Monday.",
            "Norway, Spain and Portugal",
        ),
        ("The mayor and her deputy said the wells were dry.", "The mayor and her deputy"),
    ],
    "no dates": [
        ("The mayor on Tuesday said the pier was closed.", "The mayor"),
        ("Orsk on Friday warned that the ice was thin.", "Orsk"),
        ("On Tuesday, the mayor said the pier was closed.", "the mayor"),
        ("Brandt on Wednesday: “No soldier crossed the line.”", "Brandt"),
    ],
    "no venues": [
        ("The mayor in a statement said the pier was closed.", "The mayor"),
        ("In a letter to the council, Orsk wrote that the road was flooded.", "Orsk"),
        ("Mirela Ostan in an interview said the port would grow.", "Mirela Ostan"),
    ],
    "no clause before": [
        ("While rain fell on Dolna, the mayor said the pier was closed.", "the mayor"),
        ("The ferry sank at dawn, and the captain said he was sorry.", "the captain"),
        ("But the union said wages had fallen.", "the union"),
    ],
    "relative pronouns": [
        ("The captain, who said he was tired, left the boat.", "who"),
        ("Ana Petrova, whose office said the bridge was safe, left the town.", "whose office"),
    ],
}
ACCORDS = [
    (
        "According to the harbour office, two ferries turned back.",
        "the harbour office | According to | two ferries turned back",
    ),
    (
        "According to Orsk, a farmer found the boat.",
        "Orsk | According to | a farmer found the boat",
    ),
    (
        "According to the army, rebels, miners and drivers blocked the road.",
        "the army | According to | rebels, miners and drivers blocked the road",
    ),
    (
        "According to Viktor Sandrin, a captain, the port is shut.",
        "Viktor Sandrin, a captain | According to | the port is shut",
    ),
    (
        "According to a report by the navy, two boats sank and three were lost.",
        "a report by the navy | According to | two boats sank and three were lost",
    ),
    (
        "Two ferries turned back, according to the harbour office.",
        "the harbour office | according to | Two ferries turned back",
    ),
    (
        "The boat broke in two on Monday, according to two divers who saw it.",
        "two divers who saw it | according to | The boat broke in two on Monday",
    ),
    ("Two boats sank according to the navy.", "the navy | according to | Two boats sank"),
    (
        "Two ferries, according to the harbour office, turned back.",
        "the harbour office | according to | Two ferries // turned back",
    ),
    (
        "“The boat,” according to a diver, “broke in two.”",
        "a diver | according to | “The boat,” // “broke in two.”",
    ),
]
RELAYED = {
    "citing": [
        (
            "The Harbour Courier reported the ship had sunk, citing two officials.",
            [
                "The Harbour Courier | reported | the ship had sunk",
                "two officials | citing | the ship had sunk",
            ],
            ["Harbour Courier", "two officials"],
        ),
        (
            "Citing two officials, the Harbour Courier reported that the ship had sunk.",
            [
                "two officials | Citing | the ship had sunk",
                "the Harbour Courier | reported | the ship had sunk",
            ],
            ["Harbour Courier", "two officials"],
        ),
        (
            "The army has left the valley, the Kestrel Agency reported, citing villagers.",
            [
                "the Kestrel Agency | reported | The army has left the valley",
                "villagers | citing | The army has left the valley",
            ],
            ["Kestrel Agency", "villagers"],
        ),
    ],
    "quoted as saying": [
        (
            "The Harbour Courier quoted the captain as saying that the hull was gone.",
            ["the captain | quoted | the hull was gone"],
            ["Harbour Courier", "the captain"],
        ),
        (
            "Northline News quoted a diver as saying, “The hull is gone.”",
            ["a diver | quoted | “The hull is gone.”"],
            ["Northline News", "a diver"],
        ),
        (
            "“I saw the boat sink,” the Harbour Courier quoted a diver as saying.",
            ["a diver | quoted | “I saw the boat sink,”"],
            ["Harbour Courier", "a diver"],
        ),
        (
            "The Kestrel Agency quoted villagers as telling reporters that two boats were lost.",
            ["villagers | quoted | two boats were lost"],
            ["Kestrel Agency", "villagers"],
        ),
    ],
    "according to": [
        (
            "Orsk said the boat broke in two, according to the Harbour Courier.",
            [
                "Orsk | said | the boat broke in two",
                "the Harbour Courier | according to | Orsk said the boat broke in two",
            ],
            ["Harbour Courier", "Orsk"],
        ),
        (
            "The minister, according to the Harbour Courier, said the plan would fail.",
            [
                "the Harbour Courier | according to | The minister // said the plan would fail",
                "The minister | said | the plan would fail",
            ],
            ["Harbour Courier", "The minister"],
        ),
    ],
}
GROUNDS = [
    (
        "The company closed the mine, the mayor said, citing high costs.",
        "the mayor | citing | high costs",
    ),
    (
        "The minister refused to sign the deal, citing the cost of the bridge.",
        "The minister | citing | the cost of the bridge",
    ),
]


def cases(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [case for group in table.values() for case in group]


@pytest.mark.parametrize(("text", "source"), cases(SOURCES))
def test_a_source_is_a_whole_noun_phrase_and_no_more(text: str, source: str) -> None:
    (row,) = rows(text)
    assert row.split(" | ")[0] == source


@pytest.mark.parametrize(("text", "expected"), ACCORDS)
def test_according_to(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The plan was changed according to the rules.",
        "The votes were shared according to size.",
        "The crew was paid according to rank.",
    ],
)
def test_what_is_done_by_a_rule_is_told_by_nobody(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "chain"), [case for group in RELAYED.values() for case in group]
)
def test_who_passes_it_on(text: str, expected: list[str], chain: list[str]) -> None:
    assert rows(text) == expected
    chains = [[link.name for link in one.chain] for one in read_grounded(text)]
    assert max(chains, key=len) == chain


@pytest.mark.parametrize(("text", "expected"), GROUNDS)
def test_grounds_are_given_by_the_teller(text: str, expected: str) -> None:
    assert rows(text)[-1] == expected


def test_grounds_nobody_tells_are_left_alone() -> None:
    assert rows("The captain stayed in port, citing the cold.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Orsk said the plan was dead, a source said.",
        "“The boat is lost,” said Mirela Ostan, who was on it. “All of it.”",
    ],
)
def test_no_source_stands_in_its_own_content(text: str) -> None:
    for one in read_grounded(text):
        assert one.source is not None
        assert not any(one.source.start < c.end and c.start < one.source.end for c in one.content)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“Who pays for it?” asked Mia Weber.", "Mia Weber"),
        ("“Come in,” begged the widow.", "the widow"),
        ("“It is over,” warned Ana Petrova.", "Ana Petrova"),
        ("“It is over,” Ana Petrova told the crew.", "Ana Petrova"),
    ],
)
def test_who_is_told_is_never_the_source(text: str, source: str) -> None:
    (row,) = rows(text)
    assert row.split(" | ")[0] == source

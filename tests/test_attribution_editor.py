"""Faults that would embarrass whoever reads the attributions aloud."""

from __future__ import annotations

import pytest

from helpers_attribution import read_grounded, rows
from watchdesk.records import Link, LinkKind
from watchdesk.shown_attribution import wording

NOTHING_WITHIN = [
    "“You will find the softest wool there,” Ana Petrova said.",
    "“Our guild did not maintain a boat of its own,” Ana Petrova said.",
    "“She was writing the minutes of the day,” Ana Petrova said.",
]


@pytest.mark.parametrize("text", NOTHING_WITHIN)
def test_within_a_quotation_a_deed_is_no_saying(text: str) -> None:
    assert rows(text) == [f"Ana Petrova | said | {text.partition(' Ana ')[0]}"]


WHOSE = [
    (
        "Orsk met his boss, Prime Minister Clara Wend, whose government said the wells were dry.",
        ("Clara Wend’s government", "organisation"),
    ),
    (
        "The plan was drawn up by Clara Wend, whose office declined to comment.",
        ("Clara Wend’s office", "organisation"),
    ),
    (
        "Orsk is one of four bakers who want the stall left by Clara Wend, who announced that "
        "she would sail.",
        ("Clara Wend", "person"),
    ),
    (
        "The daughter of Clara Wend, who said she was tired, left the hall.",
        ("The daughter of Clara Wend", "person"),
    ),
    (
        "Tarnware’s founder and head said the kiln was cold.",
        ("Tarnware’s founder and head", "person"),
    ),
    ("26% have a low opinion of Ivan Orsk.", ("26%", "group")),
    ("One envoy left. Another said that the dam was sound.", ("Another", "anonymous")),
    ("Its biggest shareholder Tarn Oil said it would leave.", ("Tarn Oil", "organisation")),
    ("The PM said he would go.", ("The PM", "person")),
    ("A biography of Ivan Orsk says he lied.", ("A biography of Ivan Orsk", "document")),
    (
        "Tarn Times found the files. The papers accuse Ivan Orsk of theft.",
        ("The papers", "document"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOSE)
def test_who_is_meant(text: str, expected: tuple[str, str]) -> None:
    link = read_grounded(text)[-1].chain[-1]
    assert (link.name, link.kind.value) == expected


CONTENTS = [
    (
        "The harbour board acknowledged one day that it would not send boats to Tarn.",
        "The harbour board | acknowledged | it would not send boats to Tarn",
    ),
    ("Ivan Orsk called the plan unworkable.", "Ivan Orsk | called | the plan unworkable"),
    (
        "The envoys accused the head of Averia, Ivan Orsk, of hiding a letter.",
        "The envoys | accused | the head of Averia, Ivan Orsk, of hiding a letter",
    ),
    (
        "Ivan Orsk tweeted that, “Nobody rows for free.”",
        "Ivan Orsk | tweeted | “Nobody rows for free.”",
    ),
    (
        "The dam is sound, Ivan Orsk said, a view that is shared by few engineers.",
        "Ivan Orsk | said | The dam is sound",
    ),
    (
        "Nothing in the log suggests the crew was late, Ivan Orsk said.",
        "Ivan Orsk | said | Nothing in the log suggests the crew was late",
    ),
    (
        "Ivan Orsk said Averia has the right to its wells according to international law.",
        "Ivan Orsk | said | Averia has the right to its wells",
    ),
    (
        "The bakers say they have lowered prices, you might argue.",
        "The bakers | say | they have lowered prices",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_what_is_told(text: str, expected: str) -> None:
    assert rows(text) == [expected]


NOTHING = [
    "The captain called the guard back to the gate.",
    "Ivan Orsk called an election.",
    "The rowers have called off a regatta on the lake.",
    "Two bakeries offered nine loaves to passers-by.",
    "Ferrymen were more confident than their passengers.",
    "The orchard, whose roots are threatened by the development of a quarry, is old.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_deeds_tell_nothing(text: str) -> None:
    assert rows(text) == []


def test_days_tell_nothing() -> None:
    text = (
        "Port sources said they believed that Harbour Master Ivan Orsk considered Dolna's "
        "timetable, published yesterday, to be a gift to smugglers."
    )
    assert not any(row.startswith("yesterday ") for row in rows(text))


def test_a_channel_is_named_with_its_number() -> None:
    text = (
        "The leak was reported shortly before noon on Quay Lane, behind the old tannery, "
        "according to TARN 5 DC."
    )
    (told,) = (
        one for one in read_grounded(text) if one.cue and one.cue.text_of(text) != "reported"
    )
    assert told.chain[-1].name == "TARN 5 DC"
    assert len(told.content) == 1


def test_what_is_thought_unlikely_is_told_to_its_end() -> None:
    thought = "it doubtful that Averia could keep the eastern wells"
    text = f"Envoys consider {thought}, Ivan Orsk said."
    assert f"Envoys | consider | {thought}" in rows(text)


def test_those_called_on_are_no_show() -> None:
    text = "He called on all shippers to lower their flags to show they mourn the crew."
    assert rows(text)[0] == (
        "He | called on | all shippers to lower their flags to show they mourn the crew"
    )
    assert not any("| to show |" in row for row in rows(text))


MOODS = [
    ("The army claimed to have freed the town.", "asserted"),
    ("Nine of them confessed to having slept.", "asserted"),
    ("The army promised to free the town.", "planned"),
    ("The army promised to have the bridge ready.", "planned"),
]


@pytest.mark.parametrize(("text", "mood"), MOODS)
def test_what_is_claimed_to_have_happened_is_no_plan(text: str, mood: str) -> None:
    assert read_grounded(text)[0].mood.value == mood


def test_a_claim_spoken_of_at_once_is_told_once_and_disputed() -> None:
    text = "The dam is sound, the ministry said, a claim disputed by engineers."
    said, _ = read_grounded(text)
    assert said.content[0].text_of(text) == "The dam is sound"
    assert said.verification.value == "disputed"
    assert rows(text)[1] == "engineers | disputed | a claim"


def test_a_quotation_is_not_of_those_merely_told_of() -> None:
    text = "He recalls one sailor who spoke about her debts. “I think that she had sold it.”"
    assert "who | spoke about | her debts" in rows(text)


def test_of_two_subjects_the_one_beside_the_verb_speaks() -> None:
    text = (
        "Veld “believes they [the Tarn banks] hope the strike dies down by the [harbour] fair”, "
        "one docker was quoted as saying, suggesting that tempers are short."
    )
    assert any(row.startswith("one docker | was quoted as saying | Veld “") for row in rows(text))


EVIDENCE = [
    ("There is no evidence linking Clara Wend to the fire.", "unmarked"),
    ("Clara Wend said there was no evidence at all linking Tarn to the fire.", "unmarked"),
    ("There is no evidence linking Clara Wend to the dam.", "unverified"),
    ("There is no evidence of that.", "unverified"),
]


@pytest.mark.parametrize(("text", "expected"), EVIDENCE)
def test_evidence_of_something_else_doubts_nothing(text: str, expected: str) -> None:
    said = read_grounded(f"Ivan Orsk said the dam was sound. {text}")[0]
    assert said.verification.value == expected


def test_nor_denies() -> None:
    (want,) = read_grounded("The keys stayed with her: nor did Clara Wend want to lend them.")
    assert want.telling.value == "negated"


def test_whoever_is_unable_to_confirm_confirms_nothing() -> None:
    text = "The ministry was unable to confirm that the dam broke."
    (told,) = read_grounded(text)
    assert told.telling.value == "negated"
    assert told.verification.value == "unverified"
    assert told.evidence[0].text_of(text) == "was unable to confirm"


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("reporters in Geneva", "Ana Petrova, to reporters in Geneva"),
        ("on air", "Ana Petrova, on air"),
    ],
)
def test_listeners_are_read_out_as_such(venue: str, expected: str) -> None:
    assert wording.teller(Link(name="Ana Petrova", kind=LinkKind.PERSON, venue=venue)) == expected


def test_who_is_according_to_a_paper_does_not_end_in_the_paper() -> None:
    text = (
        "According to the Dolna Gazette, Captain Clara Wend, who leads the harbour guard, said on "
        "a radio programme that her boats had no fuel."
    )
    source = "Captain Clara Wend, who leads the harbour guard"
    assert f"{source} | said | her boats had no fuel" in rows(text)


def test_a_programme_in_marks_before_that_is_not_what_was_said() -> None:
    text = "On the show “This Week,” Tomas Orsk said that the dam would hold."
    assert rows(text) == ["Tomas Orsk | said | the dam would hold"]


@pytest.mark.parametrize(
    "text",
    [
        "The trip suggests Orsk will go south.",
        "Her second defeat highlights how narrow the road has become.",
        "Mia Weber reported from Dolna.",
    ],
)
def test_things_that_make_a_point_and_places_reported_from_tell_nothing(text: str) -> None:
    assert rows(text) == []


def test_documents_and_people_make_points() -> None:
    assert rows("A survey suggests that fares will rise.") == [
        "A survey | suggests | fares will rise"
    ]
    assert rows("Ana Petrova suggested that fares would rise.") == [
        "Ana Petrova | suggested | fares would rise"
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The council voiced its concern over the raid on the port.", "stance"),
        ("Tomas Orsk is worried about the harvest.", "stance"),
        ("Tomas Orsk is worried that the harvest will fail.", "belief"),
    ],
)
def test_an_attitude_to_a_thing_is_no_belief_that_something_is_so(text: str, act: str) -> None:
    assert [one.act.value for one in read_grounded(text)] == [act]

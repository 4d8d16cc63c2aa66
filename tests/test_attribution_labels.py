"""Turns of transcripts, posts and headlines: their speakers, and ordinary lines that are none."""

from __future__ import annotations

import pytest

from helpers_quoted import shown, tree_of
from watchdesk.attribution.labels import labelled
from watchdesk.records import Act


def labels(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    tree = tree_of(text)
    return [shown(tree, one) for one in labelled(tree)]


def test_a_transcript_with_names_in_capitals() -> None:
    text = (
        "QUESTION: Will the bridge open in May?\n"
        "MR. DOLAN: It will not.\n"
        "The steel is late.\n"
        "(Laughter.)\n"
        "QUESTION: And in June?\n"
        "MR. DOLAN: Ask me again then."
    )
    assert labels(text) == [
        ("QUESTION", ":", ["Will the bridge open in May?"]),
        ("MR. DOLAN", ":", ["It will not.", "The steel is late."]),
        ("QUESTION", ":", ["And in June?"]),
        ("MR. DOLAN", ":", ["Ask me again then."]),
    ]


def test_a_transcript_in_quotation_marks() -> None:
    text = (
        "“Mia Weber: Who pays?\n“Marek Dolan: The town pays.\n“Mia Weber: And who builds?\n"
        "“Marek Dolan: We do.”"
    )
    assert [source for source, _, _ in labels(text)] == ["Mia Weber", "Marek Dolan"] * 2


@pytest.mark.parametrize("mark", [":", "."])
def test_questions_and_answers(mark: str) -> None:
    text = f"Q{mark} Is it safe?\nA{mark} It is.\nQ{mark} Since when?\nA{mark} Since May."
    found = labels(text)
    assert [(source or "").rstrip(".") for source, _, _ in found] == ["Q", "A", "Q", "A"]
    assert [content for _, _, content in found][1] == ["It is."]


def test_an_interview_with_names() -> None:
    text = (
        "Northline News: Who pays?\nDolan: The town pays.\nIt always did.\n"
        "Northline News: And who builds?\nDolan: We do."
    )
    assert [(source, content) for source, _, content in labels(text)] == [
        ("Northline News", ["Who pays?"]),
        ("Dolan", ["The town pays.", "It always did."]),
        ("Northline News", ["And who builds?"]),
        ("Dolan", ["We do."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "When: Monday at noon.\nWhere: The old mill.\nWhen: Friday.\nWhere: The quay.",
        "Update: The road is open.\nUpdate: The road is shut.\nUpdate: It is open again.",
        "The mayor has one wish: a new bridge.\nThe town has another: no bridge.",
        "Here is what we know: The bridge fell at noon.\nNobody was hurt.",
        "Population: 4,000\nArea: 12 km\nRiver: Orla",
        "A. Dolan went home.\nA. Brandt stayed.",
        "WASHINGTON: The port is shut.\nThe crews went home.",
        "Score: Dolna 2, Orsk 1\nScore: Orsk 3, Dolna 3",
    ],
)
def test_ordinary_lines_with_colons_are_no_turns(text: str) -> None:
    assert labels(text) == []


def test_full_names_and_surnames_are_one_speaker() -> None:
    text = "MIA WEBER: Who pays?\nMAREK DOLAN: The town pays.\nWEBER: And who builds?"
    assert [source for source, _, _ in labels(text)] == ["MIA WEBER", "MAREK DOLAN", "WEBER"]


def test_answers_whose_questions_have_no_label() -> None:
    text = "Is it safe?\nA: It is.\nSince when?\nA: Since May.\nWho says so?\nA: I do."
    assert [content for _, _, content in labels(text)] == [["It is."], ["Since May."], ["I do."]]


def test_posts_and_who_signed_them() -> None:
    text = (
        "The quay is flooded, stay away — Dolna Harbour (@dolnaharbour) 4 May 2024\n"
        "@orskferry: No ferries until noon.\n"
        "The road held."
    )
    assert labels(text) == [
        ("Dolna Harbour (@dolnaharbour)", "—", ["The quay is flooded, stay away"]),
        ("@orskferry", ":", ["No ferries until noon."]),
    ]
    assert {one.act for one in labelled(tree_of(text))} == {Act.WRITING}


def test_a_signature_on_a_line_of_its_own() -> None:
    text = "The quay is flooded.\n— Dolna Harbour (@dolnaharbour) 4 May 2024"
    assert [(s, c) for s, _, c in labels(text)] == [
        ("Dolna Harbour (@dolnaharbour)", ["The quay is flooded."])
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Marek Dolan: “We will not wait for the steel.”", "Marek Dolan", None),
        ("PORT SHUT AGAIN - Lukas Brandt: “We lost two boats there.”", "Lukas Brandt", None),
        (
            "Marek Dolan: Bridge ‘Will Not Wait’ for Steel",
            "Marek Dolan",
            "Bridge ‘Will Not Wait’ for Steel",
        ),
        ("‘We will not wait’: Orsk", "Orsk", "‘We will not wait’"),
    ],
)
def test_a_name_a_colon_and_a_quotation(text: str, source: str, content: str | None) -> None:
    wanted = content or text[text.index("“") :]
    assert labels(text) == [(source, ":", [wanted])]


def test_one_after_another_in_a_line() -> None:
    text = "Marek Dolan: “We will not wait.” Lukas Brandt: “We will wait for it.”"
    assert [source for source, _, _ in labels(text)] == ["Marek Dolan", "Lukas Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "“We lost two boats there.” — Lukas Brandt, Orsk",
        "“We lost two boats there.”\n— Lukas Brandt, Orsk",
    ],
)
def test_a_name_signs_a_quotation(text: str) -> None:
    assert labels(text) == [("Lukas Brandt, Orsk", "—", ["“We lost two boats there.”"])]


@pytest.mark.parametrize(
    "text",
    [
        "“We lost two boats there.” — Brandt did not say when.",
        "“The Long Way Home” - Dolna",
        "He saw one word on the wall: “Wait.”",
        "The sign was plain: “No boats may land here.”",
        "In three words: “We lost it.”",
    ],
)
def test_no_name_beside_a_quotation(text: str) -> None:
    assert labels(text) == []

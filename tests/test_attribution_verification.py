"""What the words around a statement say of its standing."""

from __future__ import annotations

import pytest

from helpers_attribution import read
from watchdesk.records import Verification

CLAIM = "The army said that it had sunk two boats"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CLAIM}.", Verification.UNMARKED),
        (f"{CLAIM}, but the claim has yet to be verified.", Verification.UNVERIFIED),
        (f"{CLAIM}. The report could not be independently verified.", Verification.UNVERIFIED),
        (f"{CLAIM}. Neither account could be verified.", Verification.UNVERIFIED),
        (f"{CLAIM}. None of this could be confirmed.", Verification.UNVERIFIED),
        (f"{CLAIM}. It gave no evidence for the figure.", Verification.UNVERIFIED),
        (
            f"{CLAIM}. A third was damaged. None of the figures could be verified.",
            Verification.UNVERIFIED,
        ),
        (f"{CLAIM}. Sorland denied the claim.", Verification.DENIED),
        (f"{CLAIM}. The claim was later confirmed by Sorland.", Verification.CONFIRMED),
        (f"{CLAIM}. Sorland disputes that account.", Verification.DISPUTED),
        (f"{CLAIM}. Buses ran late all day.", Verification.UNMARKED),
        ("The army claimed that it had sunk two boats.", Verification.REPORTED),
        ("The army confirmed that it had sunk two boats.", Verification.CONFIRMED),
        ("The army denied that it had sunk two boats.", Verification.DENIED),
        ("The army said that Sorland had allegedly sunk two boats.", Verification.REPORTED),
        ("The army declined to comment on the boats.", Verification.NO_COMMENT),
        ("The army said it would not comment on the boats.", Verification.NO_COMMENT),
        ("The army does not believe that it had sunk two boats.", Verification.DENIED),
    ],
)
def test_standing_of_the_first_statement(text: str, expected: Verification) -> None:
    assert read(text)[0].verification is expected


def test_the_standing_of_one_statement_does_not_spread_to_the_next_paragraph() -> None:
    text = f"{CLAIM}.\nThe claim about the bridge could not be verified."
    assert read(text)[0].verification is Verification.UNMARKED


def test_a_denied_statement_is_never_plain() -> None:
    found = read("The envoy denied that the talks had failed. The envoy said lunch was good.")
    assert [one.verification for one in found] == [Verification.DENIED, Verification.UNMARKED]


@pytest.mark.parametrize(
    "text",
    [
        "Tanks backed the advance and planes hit the depot.",
        "The shelling brought renewed criticism of the alliance.",
        "The president ordered a new count of the boats.",
        "Guards questioned the boy and found two knives.",
        "Our state needs a new bridge and a new report.",
        "The decision to call a vote was made in March.",
        "The refugees were denied entry to the camp and repeatedly denied bail.",
    ],
)
def test_no_attribution(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors have denied access to the press; the court dismissed the appeal.",
        "The senate confirmed Nora Quill by one vote.",
        "Inspectors came to verify the seals.",
    ],
)
def test_what_is_given_or_refused_is_neither_denied_nor_confirmed(text: str) -> None:
    assert {one.verification for one in read(text)} <= {Verification.UNMARKED}


def test_none_of_the_figures_reaches_back_over_paragraphs_with_numbers() -> None:
    text = (
        "The army said it had sunk 12 boats.\nThe navy said the sea was calm.\n"
        "The mayor said 30 had died.\nNone of the figures could be independently verified."
    )
    assert [one.verification for one in read(text)] == [
        Verification.UNVERIFIED,
        Verification.UNMARKED,
        Verification.UNVERIFIED,
    ]


def test_disputing_something_else_leaves_a_statement_alone() -> None:
    text = f"{CLAIM}. An envoy disputed that the boats would matter."
    assert read(text)[0].verification is Verification.UNMARKED


def test_what_another_says_of_a_statement_is_told_with_their_words() -> None:
    text = f"{CLAIM}, and the envoy told reporters that the claim could not be verified."
    said, envoy = read(text)
    assert said.verification is Verification.UNVERIFIED
    assert [span.text_of(text) for span in said.evidence] == ["the claim could not be verified"]
    assert envoy.verification is Verification.UNMARKED


def test_hearsay_in_an_aside_does_not_mark_the_statement() -> None:
    text = "The mayor said the dam was safe, as divers were reported to be searching it."
    assert read(text)[0].verification is Verification.UNMARKED


def test_neither_speaks_of_the_last_two_accounts_and_not_of_what_was_told_before() -> None:
    text = (
        "The port office said that the strike was over.\nThe minister said that the dam was safe. "
        "The army said it had sunk two boats. The rebels said they had lost none. "
        "Neither account could be checked."
    )
    told = [one.verification for one in read(text)]
    unmarked, unverified = Verification.UNMARKED, Verification.UNVERIFIED
    assert told == [unmarked, unmarked, unverified, unverified]

"""How sure: verification with the words that carry it, hedges, and how things are told."""

from __future__ import annotations

import time

import pytest

from helpers_book import read
from helpers_trees import known
from watchdesk.attribution.standing import Standing, mark
from watchdesk.records import Polarity, Strength, Telling, Verification

CLAIM = "The army said it had sunk two boats"
STATEMENT = "it had sunk two boats"


def standing(text: str, words: str = STATEMENT) -> Standing:
    case = known(text)
    return mark(case.tree, case.found)[id(case.about(words))]


def evidence(text: str, words: str = STATEMENT) -> list[str]:
    case = known(text)
    return case.all_said(standing(text, words).evidence)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{CLAIM}, but the claim has yet to be verified.", "the claim has yet to be verified"),
        (f"{CLAIM}. The report could not be independently verified.", "could not be independently"),
        (f"{CLAIM}. The Kestrel Agency could not independently verify the claim.", "not"),
        (f"{CLAIM}. Neither account could be verified.", "Neither account could be verified"),
        (f"{CLAIM}. It gave no evidence for the figure.", "gave no evidence"),
        (f"{CLAIM}. There was no independent confirmation.", "no independent confirmation"),
        (f"{CLAIM}, though there was no independent confirmation.", "no independent confirmation"),
        ("The army said, without providing evidence, that it had sunk two boats.", "without"),
        (f"{CLAIM}, a claim that could not be verified.", "a claim that could not be verified"),
        (f"{CLAIM}. The claim remains unverified.", "remains unverified"),
        (f"{CLAIM}. It was unclear whether the boats had sunk.", "unclear whether"),
        (f"{CLAIM}. The navy said it was checking the reports.", "was checking the reports"),
        (f"{CLAIM}.\nThe claim could not be verified.", "The claim could not be verified"),
        (
            f"{CLAIM}. A third was hit. None of the figures could be verified.",
            "None of the figures",
        ),
    ],
)
def test_unverified_and_the_words_that_say_so(text: str, words: str) -> None:
    assert standing(text).verification is Verification.UNVERIFIED
    assert any(words in shown for shown in evidence(text))


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        (f"{CLAIM}. Sorland denied the claim.", Verification.DENIED, "denied the claim"),
        (f"{CLAIM}. Sorland denied it.", Verification.DENIED, "denied it"),
        (f"{CLAIM}, which Sorland denied.", Verification.DENIED, "which Sorland denied"),
        (f"{CLAIM}, a charge that Sorland rejects.", Verification.DENIED, "Sorland rejects"),
        (f"{CLAIM}. Sorland called the claim baseless.", Verification.DENIED, "claim baseless"),
        (f"{CLAIM}. Sorland said the claim was false.", Verification.DENIED, "claim was false"),
        (f"{CLAIM}. “That is not true,” an envoy said.", Verification.DENIED, "That is not true"),
        (f"{CLAIM}. Sorland disputes that account.", Verification.DISPUTED, "disputes that"),
        (f"{CLAIM}, but doctors contradicted it.", Verification.DISPUTED, "contradicted it"),
        (f"{CLAIM}. The claim was later confirmed by Sorland.", Verification.CONFIRMED, "later"),
        (f"{CLAIM}. Sorland later confirmed the loss.", Verification.CONFIRMED, "the loss"),
    ],
)
def test_what_others_say_of_a_statement(text: str, expected: Verification, words: str) -> None:
    assert standing(text).verification is expected
    assert any(words in shown for shown in evidence(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM}.",
        f"{CLAIM}. Buses ran late all day.",
        f"{CLAIM}.\nThe claim about the bridge could not be verified.",
        f"{CLAIM}. An envoy disputed that the boats would matter.",
        f"{CLAIM}. Sorland did not deny the claim.",
        f"{CLAIM}. Sorland may deny the claim.",
        f"{CLAIM}. Sorland was asked to confirm the report.",
        f"{CLAIM}. It was unclear whether the mayor would resign.",
        f"{CLAIM}. The guards denied the convoy entry to the camp.",
        f"{CLAIM}. Inspectors will verify the withdrawal.",
        f"{CLAIM}. The senate confirmed the ambassador.",
        f"{CLAIM}. He is a man that is not correct.",
        f"{CLAIM}. Averia's claim could not be verified.",
        f"{CLAIM}. Sorland denied any wrongdoing.",
    ],
)
def test_remarks_on_other_things_leave_a_statement_alone(text: str) -> None:
    assert standing(text).verification is Verification.UNMARKED


def test_a_denial_marks_the_others_statement_and_only_it() -> None:
    text = "Averia said its troops had crossed. The mayor said lunch was good. Sorland said no."
    assert standing(text, "its troops").verification is Verification.UNMARKED
    text = "The mayor said lunch was good. Averia said its troops had crossed. Sorland denied it."
    assert standing(text, "its troops").verification is Verification.DENIED
    assert standing(text, "lunch").verification is Verification.UNMARKED


def test_who_denies_does_not_deny_their_own_statement() -> None:
    text = "Police said the boy was armed. His family said he was at home and denied the claim."
    assert standing(text, "the boy was armed").verification is Verification.DENIED
    assert standing(text, "he was at home").verification is not Verification.DENIED


def test_a_statement_one_confirms_and_another_denies_is_disputed() -> None:
    text = "Averia confirmed that two boats had sunk; Sorland denied it."
    found = standing(text, "two boats had sunk")
    assert found.verification is Verification.DISPUTED
    assert evidence(text, "two boats had sunk") == ["confirmed", "denied it"]


def test_figures_are_the_numbers_of_the_paragraphs_before() -> None:
    text = (
        "The army said it had sunk 12 boats.\nThe navy said the sea was calm.\n"
        "The mayor said 30 had died.\nNone of the figures could be independently verified."
    )
    assert standing(text, "it had sunk").verification is Verification.UNVERIFIED
    assert standing(text, "the sea").verification is Verification.UNMARKED
    assert standing(text, "30 had").verification is Verification.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "words", "expected", "shown"),
    [
        ("The army claimed that two boats sank.", "two", Verification.REPORTED, "claimed"),
        ("The army denied that two boats sank.", "two", Verification.DENIED, "denied"),
        ("The army confirmed that two boats sank.", "two", Verification.CONFIRMED, "confirmed"),
        ("The army falsely said that two boats sank.", "two", Verification.DENIED, "falsely"),
        ("Early reports said that two boats sank.", "two", Verification.REPORTED, "Early reports"),
        ("Unconfirmed reports said two boats sank.", "two", Verification.UNVERIFIED, "Unconfirmed"),
        ("The army said two boats had allegedly sunk.", "two", Verification.REPORTED, "allegedly"),
        ("The army could not confirm that two boats sank.", "two", Verification.UNVERIFIED, "not"),
        ("The army did not deny that two boats sank.", "two", Verification.UNMARKED, ""),
        ("If the army denies that two boats sank, he goes.", "two", Verification.UNMARKED, ""),
        ("The army does not believe that two boats sank.", "two", Verification.DENIED, "believe"),
        ("The navy said it was not true that boats sank.", "it", Verification.DENIED, "not true"),
        ("He said he would not comment on the boats.", "he", Verification.NO_COMMENT, "comment"),
        ("The mayor said the dam was safe, as divers were reported to be there.", "the dam",
         Verification.UNMARKED, ""),
    ],
)  # fmt: skip
def test_what_the_words_of_the_telling_say(
    text: str, words: str, expected: Verification, shown: str
) -> None:
    assert standing(text, words).verification is expected
    assert (
        any(shown in one for one in evidence(text, words)) if shown else not evidence(text, words)
    )


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("The mayor said that the dam was safe.", Telling.ASSERTED),
        ("The mayor may have said that the dam was safe.", Telling.POSSIBLE),
        ("If the mayor says that the dam was safe, they will leave.", Telling.CONDITIONAL),
        ("The mayor would say that the dam was safe.", Telling.CONDITIONAL),
        ("The mayor has not said that the dam was safe.", Telling.NEGATED),
        ("The mayor stopped short of saying that the dam was safe.", Telling.NEGATED),
        ("Did the mayor say that the dam was safe?", Telling.QUESTION),
        ("They asked whether the mayor said that the dam was safe.", Telling.QUESTION),
        ("The mayor will tell reporters that the dam was safe.", Telling.PLANNED),
        ("The mayor is expected to say that the dam was safe.", Telling.PLANNED),
        ("The mayor went on to say that the dam was safe.", Telling.ASSERTED),
    ],
)
def test_how_it_is_told_that_something_was_said(text: str, telling: Telling) -> None:
    assert standing(text, "the dam").telling is telling


@pytest.mark.parametrize(
    ("said", "mood"),
    [
        ("the dam was safe", Telling.ASSERTED),
        ("the dam would be mended", Telling.PLANNED),
        ("the dam might break", Telling.POSSIBLE),
        ("the dam had not been mended", Telling.NEGATED),
        ("the dam had no guards", Telling.NEGATED),
        ("the dam would break if the rain went on", Telling.CONDITIONAL),
        ("the dam was safe even if it rained", Telling.ASSERTED),
    ],
)
def test_how_the_content_is_told(said: str, mood: Telling) -> None:
    found = standing(f"The mayor said {said}.", "the dam")
    assert (found.mood, found.telling) == (mood, Telling.ASSERTED)


def test_what_is_asked_is_a_question() -> None:
    text = "Reporters asked whether the mayor would resign."
    assert standing(text, "whether").mood is Telling.QUESTION


@pytest.mark.parametrize(
    ("said", "hedges"),
    [
        ("the dam was safe", []),
        ("the dam may have been hit, possibly by accident", ["may", "possibly"]),
        ("the dam appears to be safe", ["appears"]),
        ("about 300 people and up to 40 dogs were there", []),
        ("they talked about the dam", []),
        ("it could not be mended", []),
        ("he would go in May", []),
    ],
)
def test_hedges(said: str, hedges: list[str]) -> None:
    text = f"The mayor said {said}."
    case = known(text)
    found = mark(case.tree, case.found)[id(case.about(said[:6]))]
    assert case.all_said(found.hedges) == hedges


def test_hedges_of_an_inner_telling_are_not_those_of_the_outer_one() -> None:
    text = "The mayor said the envoy had told him that the dam might break."
    outer, inner = standing(text, "the envoy"), standing(text, "the dam")
    assert (len(outer.hedges), len(inner.hedges)) == (0, 1)


def test_strength_and_polarity() -> None:
    said = standing(f"{CLAIM}.")
    assert (said.strength, said.polarity) == (Strength.STRONG, Polarity.POSITIVE)
    denied = standing("The army denied that two boats sank.", "two")
    assert denied.polarity is Polarity.NEGATIVE
    refused = standing("The army did not deny that two boats sank.", "two")
    assert refused.polarity is Polarity.POSITIVE


def test_every_mark_has_an_address() -> None:
    text = f"{CLAIM}. Sorland denied the claim. Early reports said the mayor may have left."
    case = known(text)
    for found in mark(case.tree, case.found).values():
        assert bool(found.evidence) is (found.verification is not Verification.UNMARKED)
        for words in (*found.evidence, *found.hedges):
            assert 0 <= words.start < words.end <= len(case.tree)


@pytest.mark.parametrize(
    "text",
    [
        "The claim could not be verified. " * 300,
        f"{CLAIM}, a claim which Sorland denied. " * 200,
        "not confirmed or denied " * 500,
        f"{CLAIM} but " + "the claim that the claim could not be verified " * 200 + "was denied.",
    ],
)
def test_long_repetition_costs_little(text: str) -> None:
    case = known(text)
    start = time.process_time()
    mark(case.tree, case.found)
    assert time.process_time() - start < 2


def test_indeed_confirms_what_is_told() -> None:
    book = [
        ("The firm had indeed rented the quay, the envoy said.", "confirmed"),
        ("The firm had rented the quay, the envoy said.", "unmarked"),
        ("The firm had rented the quay and paid very little indeed, the envoy said.", "unmarked"),
    ]
    for text, wanted in book:
        assert [a.verification.value for a in read(text).attributions][-1] == wanted

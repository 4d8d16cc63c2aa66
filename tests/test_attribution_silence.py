"""Those who would not say, and what they left open."""

from __future__ import annotations

import time

import pytest

from helpers_trees import known
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.silence import silences
from watchdesk.records import Act, Verification


def quiet(text: str) -> list[tuple[str, str, list[str], str]]:
    """Source, cue, contents and verification of each silence."""
    tree = known(text).tree
    return [
        (
            tree.said(one.source) if one.source else "",
            tree.said(one.cue) if one.cue else "",
            [tree.said(c) for c in one.content],
            one.verification.value,
        )
        for one in silences(tree, shipped())
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The minister declined to comment on the raid.", "The minister", "declined to comment"),
        ("The mayor's office declined comment.", "The mayor's office", "declined comment"),
        ("The navy refused on Monday to answer questions.", "The navy", "refused"),
        ("The bank did not immediately respond to a request for comment.", "The bank",
         "did not immediately respond"),
        ("Lawyers for the mayor did not return messages.", "Lawyers for the mayor",
         "did not return"),
        ("Petra Olm could not be reached for comment.", "Petra Olm",
         "could not be reached for comment"),
        ("The captain could not be reached.", "The captain", "could not be reached"),
        ("The spokesman was not available for comment.", "The spokesman",
         "was not available for comment"),
        ("The general had no comment on the losses.", "The general", "had no comment"),
        ("There was no immediate comment from the ministry.", "the ministry",
         "no immediate comment"),
        ("The army remained silent on the losses.", "The army", "remained silent"),
        ("A call to the embassy went unanswered.", "the embassy", "went unanswered"),
        ("The envoy has yet to comment on the claim.", "The envoy", "has yet to comment"),
        ("The company would neither confirm nor deny the report.", "The company",
         "would neither confirm nor deny"),
        ("The ministry would not confirm the deaths.", "The ministry", "would not confirm"),
        ("Asked about it, the general dodged the question.", "the general", "dodged"),
    ],
)  # fmt: skip
def test_silences(text: str, source: str, cue: str) -> None:
    assert quiet(text) == [(source, cue, [], "no_comment")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Olm would not say whether the envoy had left.", "whether the envoy had left"),
        ("Olm declined to say when he would go.", "when he would go"),
        ("Olm did not say how many boats had sunk.", "how many boats had sunk"),
        ("Olm would neither confirm nor deny that he had left.", "he had left"),
    ],
)
def test_what_was_left_open(text: str, content: str) -> None:
    assert [(row[2], row[3]) for row in quiet(text)] == [([content], "no_comment")]


def test_what_nobody_knows_has_no_source() -> None:
    text = "It was not immediately clear whether the raid had failed."
    expected = ("", "was not immediately clear", ["whether the raid had failed"], "unverified")
    assert quiet(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Olm has not said that the envoy left.",
        "The navy did not respond to the attack for two hours.",
        "No agreement could be reached by midnight.",
        "The guns remained silent on Sunday.",
        "Brandt declined to be named.",
        "This person will not be confirmed by the senate.",
        "The letters will not be disclosed.",
        "The company declined the offer.",
        "Rooms were not available for the guests.",
        "He ignored her call for an apology.",
        "The envoy said he would not comment on the raid.",
        "It is clear that the raid failed.",
        "The mayor did not explain the rules.",
        "The mayor is not saying much about the raid.",
        "He cannot answer a question without a joke.",
    ],
)
def test_no_silence(text: str) -> None:
    assert quiet(text) == []


def test_a_silence_is_an_act_of_its_own() -> None:
    tree = known("The minister declined to comment.").tree
    (one,) = silences(tree, shipped())
    assert (one.kind, one.act) == ("silence", Act.SILENCE)
    assert one.verification is Verification.NO_COMMENT


@pytest.mark.parametrize(
    "text",
    [
        "Olm declined to say whether " * 400 + "he had left.",
        "did not respond to a request for comment " * 400,
        "It was unclear whether he knew. " * 400,
    ],
)
def test_long_repetition_costs_little(text: str) -> None:
    tree = known(text).tree
    start = time.process_time()
    silences(tree, shipped())
    assert time.process_time() - start < 2

"""Things called hearsay by an adjective: nobody is named, and the sentence is still told."""

from __future__ import annotations

import pytest

from helpers_attribution import read
from helpers_ledger import Writer
from watchdesk.ledger.statements import statements
from watchdesk.records import Act, Polarity, Verification


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Police arrested two men over an alleged plot to kill the envoy.", "alleged", "plot to"),
        ("The so-called republic has no coast and no port.", "so-called", "republic"),
        ("A purported letter from the mayor reached the paper.", "purported", "letter from"),
    ],
)
def test_a_noun_is_doubted_by_its_adjective(text: str, cue: str, content: str) -> None:
    found = [one for one in read(text) if one.cue and one.cue.text_of(text).lower() == cue]
    assert len(found) == 1
    assert found[0].source is None
    assert found[0].verification is Verification.REPORTED
    assert found[0].content[0].text_of(text).startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova said the alleged plot was a joke.",
        "He was reputed for his soups.",
    ],
)
def test_inside_what_is_told_and_behind_a_verb_it_is_none(text: str) -> None:
    cues = [one.cue.text_of(text) for one in read(text) if one.cue]
    assert "alleged" not in cues
    assert "reputed" not in cues


def test_a_sentence_with_a_doubted_thing_is_the_outlets_own_statement() -> None:
    text = "Police in Dolna arrested two men on Monday over an alleged plot to kill the envoy."
    writer = Writer(text, published="2024-05-02", outlet="Dolna Gazette", uri="a")
    reading = writer.reading().model_copy(update={"attributions": read(text)})
    told = statements([reading])
    assert [one.attribution for one in told] == [None]


def test_a_verb_of_judgement_with_words_of_its_own_is_speech() -> None:
    (one,) = read("The army condemned the raid: “We will not wait for them.”")
    assert one.act is Act.SPEECH
    assert one.polarity is Polarity.POSITIVE

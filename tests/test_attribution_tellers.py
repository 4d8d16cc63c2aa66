"""Whom a pronoun, a description or a list of names means, and when it stays open."""

from __future__ import annotations

import pytest

from helpers_attribution import article_of
from watchdesk import language
from watchdesk.attribution import attribute
from watchdesk.grounding import find_actors
from watchdesk.records import Act, Attribution, LinkKind, Verification


def read(text: str, outlet: str | None = None) -> tuple[Attribution, ...]:
    """Attributions of a text with its own mentions."""
    article = article_of(text, outlet=outlet)
    doc = language.parse(text, [part.span for part in article.parts])
    return attribute(doc, article, find_actors(doc, article.id), ())


def speakers(text: str) -> list[str]:
    return [one.chain[-1].name for one in read(text)]


def kinds(text: str) -> list[LinkKind]:
    return [one.chain[-1].kind for one in read(text)]


def test_he_is_never_a_woman_by_her_given_name() -> None:
    text = "Maria Lindqvist praised the plan. He said the bridge would open in May."
    assert kinds(text)[-1] is LinkKind.UNKNOWN


def test_she_is_the_woman_named_in_the_sentence_before_not_the_man() -> None:
    text = "Peter Aldous left early, and Maria Lindqvist stayed. She said the vote was fair."
    assert speakers(text)[-1] == "Maria Lindqvist"


def test_two_men_who_only_are_named_leave_he_open() -> None:
    text = "The letter names Peter Aldous and Viktor Sandrin. He said it was forged."
    assert kinds(text)[-1] is LinkKind.UNKNOWN


def test_a_man_named_in_an_aside_does_not_take_the_speaker_s_pronoun() -> None:
    text = "Peter Aldous said the dam held. Of Viktor Sandrin, he said only that they had met."
    assert speakers(text)[-1] == "Peter Aldous"


def test_an_anonymous_helper_who_spoke_speaks_on_and_is_not_the_named_person_beside() -> None:
    text = (
        "An unnamed adviser to Governor Peter Aldous told the Meridian Post that it was over. "
        "He said there would be no vote."
    )
    assert speakers(text)[-1] == "An unnamed adviser to Governor Peter Aldous"
    assert kinds(text)[-1] is LinkKind.ANONYMOUS


def test_names_inside_a_quotation_do_not_cast_doubt_on_its_speaker() -> None:
    text = (
        "Peter Aldous said: “Viktor Sandrin came late. Tomas Brandt did not come. It was a mess.” "
        "He added that nobody apologised."
    )
    assert speakers(text)[-1] == "Peter Aldous"


def test_a_title_tells_who_she_is() -> None:
    text = "Ms. Orsk met Peter Aldous on Monday. She said the talks went well."
    assert speakers(text)[-1] == "Orsk"


def test_the_spokesman_is_the_one_spokesman() -> None:
    text = (
        "The army’s spokesman, Viktor Sandrin, said no one died. The road was closed.\n"
        "The bridge held all day. Trains ran.\nThe spokesman said a crew was on its way."
    )
    assert speakers(text)[-1] == "Viktor Sandrin"


def test_of_two_officials_the_official_stays_open() -> None:
    text = (
        "A senior official said the port was shut. A second official said it was open.\n"
        "Nobody answered the telephone. Ships waited. Rain fell.\n"
        "The official said ships could pass."
    )
    last = read(text)[-1].chain[-1]
    assert (last.name, last.entity) == ("The official", None)


def test_the_paper_is_the_one_paper_named() -> None:
    text = "The Harbour Courier reported that the port was shut. The newspaper said ships waited."
    assert [one.chain[-1].name for one in read(text)] == ["Harbour Courier"] * 2


def test_who_told_the_newspaper_told_the_one_named() -> None:
    text = (
        "According to the Harbour Courier, the port was shut. "
        "“It will open in May,” a captain told the newspaper."
    )
    assert [link.name for link in read(text)[-1].chain] == ["Harbour Courier", "a captain"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Averian bloggers who follow the army wrote that a column had passed.",
            "Averian bloggers who follow the army",
        ),
        (
            "The governments giving the planes said they would fly in June.",
            "The governments giving the planes",
        ),
        (
            "Peter Aldous, who visited Rome, Vienna and Prague this month, said the tour was over.",
            "Peter Aldous, who visited Rome, Vienna and Prague this month",
        ),
        (
            "The trucks are on their way, Norway, Spain and Portugal said on Monday.",
            "Norway, Spain and Portugal",
        ),
    ],
)
def test_the_whole_source_and_not_its_last_noun(text: str, source: str) -> None:
    (one,) = read(text)
    assert one.source is not None
    assert one.source.text_of(text) == source


def test_two_bodies_that_speak_together_are_a_group() -> None:
    (one,) = read("The White House and the Kremlin said the line was open.")
    assert one.chain[-1].kind is LinkKind.GROUP
    assert one.chain[-1].name == "The White House and the Kremlin"


def test_what_is_more_than_somebody_says_is_not_said_by_him() -> None:
    text = "The crowd was larger than Sorland has admitted: “We counted all of them at the gate.”"
    assert all(one.chain[-1].name != "Sorland" for one in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Beijing has not said whether it would attend.",
        "The minister did not mention the dam in his speech.",
        "The minister would not say who paid for the dam.",
        "The minister has not commented on the dam.",
        "Mr. Sandrin’s office declined to comment on the dam.",
    ],
)
def test_silence_is_no_denial(text: str) -> None:
    (one,) = read(text)
    assert one.verification is not Verification.DENIED


def test_what_was_said_beside_a_silence_is_not_denied() -> None:
    text = "Peter Aldous did not mention the dam in his speech, but said the road was safe."
    found = {one.act: one for one in read(text)}
    assert found[Act.SPEECH].verification is Verification.UNMARKED
    assert found[Act.SPEECH].content[0].text_of(text) == "the road was safe"


def test_not_only_said_is_said() -> None:
    (one,) = read("Peter Aldous not only said that the dam was safe.")
    assert one.verification is Verification.UNMARKED


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "The minister called the ruling premature and unfair.",
            "called",
            "the ruling premature and unfair",
        ),
        (
            "The minister called on Sorland to open the border.",
            "called on",
            "Sorland to open the border",
        ),
        (
            "The minister called for calm around the dam, as crews worked through the night.",
            "called for",
            "calm around the dam",
        ),
        ("Ana Petrova went on to say that rain was near.", "went on to say", "rain was near"),
        ("Ana Petrova made it clear that the door was shut.", "made it clear", "the door was shut"),
        ("Ana Petrova asked the crowd to go home.", "asked", "the crowd to go home"),
        (
            "Ana Petrova spoke of 40 boats; the Kestrel Agency has never shown them.",
            "spoke of",
            "40 boats",
        ),
    ],
)
def test_ways_of_saying(text: str, cue: str, content: str) -> None:
    one = read(text)[0]
    assert one.cue is not None
    assert (one.cue.text_of(text), one.content[0].text_of(text)) == (cue, content)


def test_who_is_quoted_by_a_paper_speaks_through_it() -> None:
    text = "The Harbour Courier quoted a diver as saying that the hull was gone."
    inner = next(one for one in read(text) if one.content[0].text_of(text) == "the hull was gone")
    assert [link.name for link in inner.chain] == ["Harbour Courier", "a diver"]


def test_the_name_of_an_outlet_is_the_full_one_where_both_stand() -> None:
    text = "The Financial Times reported a deal. The FT said that it would be signed in May."
    assert read(text)[-1].chain[-1].name == "Financial Times"
    assert read("The FT said that it would be signed in May.")[-1].chain[-1].name == "FT"

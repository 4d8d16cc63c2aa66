"""Which quotations a verb speaks, and whose the floating ones are."""

from __future__ import annotations

import pytest

from helpers_quoted import told_as_text, tree_of
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.floating import attach
from watchdesk.attribution.found import Found
from watchdesk.attribution.speech import is_speech, spoken
from watchdesk.attribution.tree import Tree
from watchdesk.attribution.unlisted import told_in_part
from watchdesk.language.listed import Range
from watchdesk.records import Act


def _verb(tree: Tree, form: str) -> int:
    return next(k for k, word in enumerate(tree.low) if word == form and tree.quote[k] < 0)


def spoken_in(text: str, verb: str = "said", source: str | None = "Marek Dolan") -> list[str]:
    """What ``spoken`` gives for the verb, its source where the words stand outside quotations."""
    tree = tree_of(text)
    who = None
    if source is not None:
        start = text.index(source)
        who = Range(
            *tree.words(tree.span(Range(0, 1))._replace(start=start, end=start + len(source)))
        )
    return [tree.said(r) for r in spoken(tree, _verb(tree, verb), who)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The port is shut,” Marek Dolan said.", ["“The port is shut,”"]),
        ("“The port is shut,” said Marek Dolan.", ["“The port is shut,”"]),
        ("“The port is shut”, said Marek Dolan.", ["“The port is shut”"]),
        ("‘The port is shut,’ Marek Dolan said.", ["‘The port is shut,’"]),
        ("''The port is shut,'' Marek Dolan said.", ["''The port is shut,''"]),
        ("Marek Dolan said, “The port is shut.”", ["“The port is shut.”"]),
        ("Marek Dolan said: “The port is shut.”", ["“The port is shut.”"]),
        ("Marek Dolan said on Monday: “The port is shut.”", ["“The port is shut.”"]),
        ("Marek Dolan said “the port is shut.”", ["“the port is shut.”"]),
        ("Marek Dolan said that “the port is shut.”", ["“the port is shut.”"]),
        ("“The port,” Marek Dolan said, “is shut.”", ["“The port,”", "“is shut.”"]),
        ("“Is it over?” Marek Dolan said on Friday.", ["“Is it over?”"]),
        ("“It is over!” said Marek Dolan.", ["“It is over!”"]),
        ("“Is it over?” Marek Dolan said to the old envoy.", ["“Is it over?”"]),
        ("“It is late. Go home,” Marek Dolan said.", ["“It is late. Go home,”"]),
        (
            "“The port is shut” for good, Marek Dolan said.",
            ["“The port is shut” for good"],
        ),
        (
            "Marek Dolan said, “We lost two boats” in the bay.",
            ["“We lost two boats” in the bay"],
        ),
        (
            "Marek Dolan said, “The port is shut” and “nobody may land.”",
            ["“The port is shut” and “nobody may land.”"],
        ),
        (
            "The port, Marek Dolan said, “is shut until June.”",
            ["The port", "“is shut until June.”"],
        ),
        ("Marek Dolan said:\n“The port is shut.”", ["“The port is shut.”"]),
        (
            "Marek Dolan said, “The port is shut.\n“It may open in June.”",
            ["“The port is shut.", "“It may open in June.”"],
        ),
        (
            "Marek Dolan said, “The port is shut.\n“It may open in June,” Mia Weber added.",
            ["“The port is shut."],
        ),
    ],
)
def test_what_a_verb_speaks(text: str, expected: list[str]) -> None:
    assert spoken_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Marek Dolan said the plan was “dead on arrival.”",
        "The plan is “dead on arrival,” Marek Dolan said.",
        "Marek Dolan said the “plan” was late.",
        "“It is over.” Marek Dolan said the engine had stopped.",
        "Marek Dolan said he would go. “Nobody” came.",
        "Marek Dolan said the crews, who call the ship “the tub,” had left.",
        "“The Last Boat” was shown in May. Marek Dolan said nothing of it.",
    ],
)
def test_words_inside_reported_speech_are_left_to_it(text: str) -> None:
    assert spoken_in(text) == []


def test_the_other_verb_takes_its_own_quotation() -> None:
    text = "“We go,” Marek Dolan said, adding “nobody stops us.”"
    assert spoken_in(text) == ["“We go,”"]
    assert spoken_in(text, "adding", None) == ["“nobody stops us.”"]


def test_a_verb_inside_a_quotation_speaks_no_other() -> None:
    tree = tree_of("“He said so,” Dolan wrote. “We go.”")
    inside = next(k for k, word in enumerate(tree.low) if word == "said")
    assert spoken(tree, inside, None) == []


@pytest.mark.parametrize(
    ("words", "speech"),
    [
        ("“We have lost two boats.”", True),
        ("“liberated”", False),
        ("“The Long Way Home to the Sea”", False),
        ("“a cold and empty harbour”", False),
        ("“We go.”", False),
    ],
)
def test_mere_words_and_titles_are_no_speech(words: str, speech: bool) -> None:
    tree = tree_of(f"Here it is: {words}")
    assert is_speech(tree, tree.quotes[0]) is speech


def contents(text: str) -> list[list[str]]:
    return [content for _, _, content in told_as_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The pumps failed,” said Lukas Brandt. “We had no parts. Nobody sold us any.”",
            [["“The pumps failed,”", "“We had no parts. Nobody sold us any.”"]],
        ),
        (
            "Lukas Brandt said the pumps had failed. “We had no parts for them.”",
            [["the pumps had failed", "“We had no parts for them.”"]],
        ),
        (
            "“The pumps failed,” said Lukas Brandt.\n“We had no parts.”\n“Nobody sold us any.”",
            [["“The pumps failed,”", "“We had no parts.”", "“Nobody sold us any.”"]],
        ),
        (
            "The town slept.\n“The pumps failed.\n“We had no parts,” said Lukas Brandt.",
            [["“The pumps failed.", "“We had no parts,”"]],
        ),
        (
            "“The pumps failed,” said Lukas Brandt. “We had no parts.\nNobody sold us any.”",
            [["“The pumps failed,”", "“We had no parts.", "Nobody sold us any.”"]],
        ),
    ],
)
def test_floating_quotations_go_on_with_their_speaker(text: str, expected: list[list[str]]) -> None:
    assert contents(text) == expected


def test_a_sentence_of_the_outlet_ends_what_is_said() -> None:
    text = (
        "“The pumps failed,” said Lukas Brandt.\nThe town has two wells.\n“Nobody sold us parts.”"
    )
    assert told_as_text(text)[1:] == [(None, None, ["“Nobody sold us parts.”"])]


def test_an_answer_is_not_the_asker_s() -> None:
    text = "“Who pays for it?” asked Mia Weber.\n“The town pays for it all.”"
    assert told_as_text(text) == [
        ("Mia Weber", "asked", ["“Who pays for it?”"]),
        (None, None, ["“The town pays for it all.”"]),
    ]


def test_a_quotation_two_verbs_could_speak_goes_to_the_nearer_one() -> None:
    tree = tree_of("“They sold it all,” the man shouted as Brandt left, replying to Weber.")
    shouted, replying = _verb(tree, "shouted"), _verb(tree, "replying")
    quote = tree.quotes[0].words
    both = [
        Found("quotation", at, None, Range(at, at + 1), [quote], Act.SPEECH)
        for at in (replying, shouted)
    ]
    assert [one.head for one in attach(tree, both, shipped())] == [shouted]


def test_scare_quotes_and_titles_say_nothing() -> None:
    assert told_as_text("The “liberated” town built “The Long Way Home” in May.") == []


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“We will not leave this port,” Brandt thundered.", "Brandt", "thundered"),
        ("“This is good!” beamed Lukas Brandt.", "Lukas Brandt", "beamed"),
        ("Brandt leaned in and boomed: “We will not leave it.”", "Brandt", "boomed"),
        ("As Lukas Brandt put it, “We will not leave this port.”", "Lukas Brandt", "put it"),
        ("Brandt went even further: “We will not leave this port.”", "Brandt", "went even further"),
        ("Added Lukas Brandt: “We will not leave this port.”", "Lukas Brandt", "Added"),
        ("Brandt said in a statement. “We will not leave this port.”", "Brandt", "said"),
    ],
)
def test_a_clause_beside_a_quotation_tells_it(text: str, source: str, cue: str) -> None:
    (found,) = told_as_text(text)
    assert found[0] == source
    assert found[1] is not None
    assert cue.startswith(found[1]) or found[1].startswith(cue)
    assert found[2] == [text[text.index("“") : text.index("”") + 1]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Lukas Brandt deemed the old pumps “not worth saving” in May.",
            ("Lukas Brandt", "deemed", "“not worth saving”"),
        ),
        (
            "Lukas Brandt thanked the crews for “staying on through the flood.”",
            ("Lukas Brandt", "thanked", "“staying on through the flood.”"),
        ),
    ],
)
def test_a_few_quoted_words_belong_to_their_clause(text: str, told: tuple[str, str, str]) -> None:
    (found,) = told_as_text(text)
    source, cue, content = found
    assert (source, (cue or "").split()[0]) == told[:2]
    assert any(told[2].strip("“”.") in piece for piece in content)


@pytest.mark.parametrize(
    "text",
    [
        "The crews repaired the “old and rusty” pumps.",
        "We deemed the pumps “not worth saving” in May.",
    ],
)
def test_quoted_words_beside_other_verbs_are_nobody_s(text: str) -> None:
    tree = tree_of(text)
    assert told_in_part(tree, tree.quotes[0], shipped()) is None

"""Quotations: marks of all kinds, several paragraphs, free-standing ones."""

from __future__ import annotations

import pytest

from helpers_attribution import read
from watchdesk.attribution import quotations
from watchdesk.records import LinkKind, Span, Speech


def quoted(text: str) -> list[str]:
    return [q.span.text_of(text) for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He said ''no'' twice.", ["''no''"]),
        ("Il dit « non » deux fois.", ["« non »"]),
        ("Er sagte „nein“ dazu.", ["„nein“"]),
        ('He said “no, and that is it." Then he left.', ['“no, and that is it."']),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('"He asked: “Why?” and left," she said.', ['"He asked: “Why?” and left,"']),
        ("‘It is over,’ he said, and the boys’ bags fell.", ["‘It is over,’"]),
        ("The officials’ cars weren't there, 'twas said.", []),
        ("The 6' man's dog.", []),
        ("He said “we never", ["“we never"]),
        ("stray” mark", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_says_so() -> None:
    text = "He said “we never knew"
    assert [q.closed for q in quotations(text, Span(0, len(text)))] == [False]


def contents(text: str) -> list[list[str]]:
    return [[c.text_of(text) for c in one.content] for one in read(text)]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = (
        "“The pumps failed,” said Lukas Brandt.\n"
        "“We had no parts for them.\n"
        "“Nobody sold us any.”\n"
        "The town has two wells."
    )
    assert contents(text) == [
        ["“The pumps failed,”", "“We had no parts for them.", "“Nobody sold us any.”"]
    ]


def test_a_sentence_between_ends_the_chain() -> None:
    text = (
        "“The pumps failed,” said Lukas Brandt.\n"
        "The town has two wells.\n"
        "“Nobody sold us any parts.”"
    )
    found = read(text)
    assert len(found) == 2
    assert found[1].source is None
    assert found[1].cue is None
    assert found[1].chain[-1].kind is LinkKind.UNKNOWN
    assert found[1].speech is Speech.DIRECT


def test_a_quotation_under_a_colon_belongs_to_the_sentence_above() -> None:
    text = "Lukas Brandt released the following note:\n“Nobody sold us any parts.”"
    one = read(text)[0]
    assert one.source is not None
    assert one.source.text_of(text) == "Lukas Brandt"
    assert contents(text) == [["“Nobody sold us any parts.”"]]


def test_a_cue_and_a_colon_above_a_quotation() -> None:
    text = "Karim Daoud doubted it. Lukas Brandt continued:\n“Nobody sold us any parts.”"
    one = read(text)[-1]
    assert one.cue is not None
    assert one.cue.text_of(text) == "continued"
    assert one.chain[-1].name == "Lukas Brandt"


def test_words_in_quotation_marks_are_no_statement() -> None:
    assert not read("The “liberated” town had no water.")


def test_a_long_first_half_and_a_second() -> None:
    text = "“The harbour,” said Brandt, “is open, and it will stay open.”"
    assert contents(text) == [["“The harbour,”", "“is open, and it will stay open.”"]]


def test_reported_speech_in_two_halves() -> None:
    text = "The harbour, Brandt said, was open again."
    assert contents(text) == [["The harbour", "was open again"]]


def test_the_paper_that_was_told_is_not_the_speaker() -> None:
    text = "“We lost two boats,” the captain, who asked not to be named, told Northline News."
    one = read(text)[0]
    assert one.source is not None
    assert one.source.text_of(text).startswith("the captain")
    assert [link.kind for link in one.chain] == [LinkKind.OUTLET, LinkKind.ANONYMOUS]

"""Quotations: marks of all kinds, several paragraphs, free-standing ones."""

from __future__ import annotations

import re

import pytest

from helpers_attribution import read
from watchdesk.attribution import quotations
from watchdesk.attribution.quotes import running
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
        ('He said "we go" and "we "never" stay".', ['"we go"', '"we "never" stay"']),
        ("``We go,'' he said.", ["``We go,''"]),
        ("`` We go , '' he said .", ["`` We go , ''"]),
        ('" We go , " he said .', ['" We go , "']),
        ("“Is it over?“ he asked.", ["“Is it over?“"]),
        ("”We go,” he said.", ["”We go,”"]),
        ('"“We go,” he said.', ['"“We go,”']),
        ("“A “cold” day,” he said.", ["“A “cold” day,”"]),
        ("“We [the crews] (all ‘forty’) go,” he said.", ["“We [the crews] (all ‘forty’) go,”"]),
        ('"We go, he said. "They stay."', ['"We go,', '"They stay."']),
        ("‘The crews’ boats sank,’ he said.", ["‘The crews’ boats sank,’"]),
        ("‘He called it “cold” there,’ she said.", ["‘He called it “cold” there,’"]),
        ("Rock ‘n’ roll of the ‘90s, ‘bout “noon”.", ["“noon”"]),
        ('He\'s 6\'2" tall and "cold".', ['"cold"']),
        ("She said 'we go' and 'we stay'.", ["'we go'", "'we stay'"]),
        ("»Nein«, sagte er.", ["»Nein«"]),
        ("“We go,’’ he said. ‘‘They stay.’’", ["“We go,’’", "‘‘They stay.’’"]),
        ('Orsk"s crews went.', []),
        ('The "cold\' crews and "warm" ones.', ["\"cold'", '"warm"']),
        ('"We go, the envoy said.', ['"We go,']),
        ('<a href="" class="x">', ['""', '"x"']),
        ("A mark at the end “", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_says_so() -> None:
    text = "He said “we never knew"
    assert [q.closed for q in quotations(text, Span(0, len(text)))] == [False]


def test_a_quotation_without_its_closing_mark_ends_where_it_is_told() -> None:
    text = "“We go, Dolan said, and went."
    assert quoted(text) == ["“We go,"]


def running_in(text: str) -> list[tuple[str, bool, bool]]:
    lines = [Span(m.start(), m.end()) for m in re.finditer("[^\n]+", text)]
    return [
        (one.quote.span.text_of(text), one.quote.closed, one.continues)
        for one in running(text, lines)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We go.\n“They stay.\n“All of us,” he said.",
            [
                ("“We go.", False, False),
                ("“They stay.", False, True),
                ("“All of us,”", True, True),
            ],
        ),
        (
            "“We go.\nThey stay.\nAll of us.”",
            [("“We go.", False, False), ("They stay.", False, True), ("All of us.”", True, True)],
        ),
        (
            "He said “we\nwill go” again.",
            [("“we", False, False), ("will go”", True, True)],
        ),
        (
            "‘We go.\n‘They stay,’ he said.",
            [("‘We go.", False, False), ("‘They stay,’", True, True)],
        ),
        (
            '"We go. "They stay," he said.',
            [('"We go.', False, False), ('"They stay,"', True, True)],
        ),
        ("“We go.”\n“They stay.”", [("“We go.”", True, False), ("“They stay.”", True, False)]),
        ("He said “we go.\nThe town slept.", [("“we go.", False, False)]),
    ],
)
def test_quotations_run_on_over_lines(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert running_in(text) == expected


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

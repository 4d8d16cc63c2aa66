from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import Timex, find_times
from watchdesk.grounding.time_model import Bound, Lasting, Tense
from watchdesk.language import parse
from watchdesk.language.document import Document
from watchdesk.records import Span


def read(text: str) -> Document:
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(at, at + len(line)).trim(text))
        at += len(line) + 1
    return parse(text, lines)


def found(text: str) -> list[Timex]:
    return list(find_times(read(text)))


def words(text: str) -> list[str]:
    return [timex.core.text_of(text) for timex in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact was signed on Aug. 6, 2024, in Norport.", ["Aug. 6, 2024"]),
        ("The pact was signed on 6 August 2024 in Norport.", ["6 August 2024"]),
        ("Troops left in February 2022.", ["February 2022"]),
        ("Troops left in Feb. 2022.", ["Feb. 2022"]),
        ("The accords of 2014 and 2015 failed.", ["2014", "2015"]),
        ("Stamp: 2024-08-06T10:15:00Z end.", ["2024-08-06T10:15:00Z"]),
        ("They lost it in the fall of 2022.", ["fall of 2022"]),
        ("Trade grew in the 1990s.", ["the 1990s"]),
        ("It opened in late February.", ["late February"]),
        ("It opened in early 2023.", ["early 2023"]),
        ("He spoke on Monday last week.", ["Monday last week"]),
        ("On Tuesday December 10, the minister left.", ["Tuesday December 10"]),
        ("They meet next Thursday.", ["next Thursday"]),
        ("Thursday's visit was short.", ["Thursday"]),
        ("He said so earlier this week.", ["earlier this week"]),
        ("He said so late last week.", ["late last week"]),
        ("It rained three days ago.", ["three days ago"]),
        ("In the past two decades it grew.", ["the past two decades"]),
        ("Talks will end by the end of the month.", ["the end of the month"]),
        ("Guests marked the 80th anniversary of D-Day.", ["the 80th anniversary of D-Day"]),
        ("A year earlier, the port was closed.", ["A year earlier"]),
        ("She left the morning after he came.", ["the morning after"]),
        ("The fair runs June 15–16.", ["June 15–16"]),
        ("The fair ran from 9 to 11 July.", ["9 to 11 July"]),
        ("The fair ran between May and July.", ["May and July"]),
        ("Prices rose in December last year.", ["December last year"]),
        ("The vote is set for next spring.", ["next spring"]),
        ("It closed over the weekend.", ["over the weekend"]),
        ("On Sunday (Aug. 11), they left.", ["Sunday (Aug. 11)"]),
        ("He spent the weekend of Aug. 3 there.", ["Aug. 3"]),
        ("The deadline is 9 a.m. Tuesday.", ["9 a.m. Tuesday"]),
        ("In the 19th century the line moved.", ["the 19th century"]),
    ],
)
def test_finds_the_whole_expression(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may go, and we sat in the sun for a second.",
        "Prime Minister Anna May spoke to reporters.",
        "About 2000 people came.",
        "The bill is $2024 in all.",
        "The 44-year-old driver fled.",
        "The Good Friday Agreement holds.",
        "It was first told by The Sunday Times.",
    ],
)
def test_leaves_what_only_looks_like_a_time(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "span"),
    [
        ("Since Aug. 6 the road is closed.", Bound.SINCE, "Since Aug. 6"),
        ("It must leave by Friday.", Bound.BY, "by Friday"),
        ("It stays until 2027.", Bound.UNTIL, "until 2027"),
        ("They met before the June summit.", Bound.BEFORE, "before the June"),
        ("Raids went on after 2022.", Bound.AFTER, "after 2022"),
    ],
)
def test_a_bound_takes_its_preposition_into_the_span(text: str, bound: Bound, span: str) -> None:
    (timex,) = found(text)
    assert (timex.bound, timex.span.text_of(text)) == (bound, span)


def test_durations_are_tied_to_the_publication_only_where_the_words_say_so() -> None:
    signs = {
        text: [t.point.sign for t in found(text) if isinstance(t.point, Lasting)]
        for text in (
            "A three-month truce was offered.",
            "The two-year war goes on.",
            "They have fought for two years.",
            "For the next two days it will rain.",
        )
    }
    assert list(signs.values()) == [[0], [-1], [-1], [1]]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The envoy said on Thursday it was over.", Tense.PAST),
        ("The envoy will travel on Thursday.", Tense.FUTURE),
        ("The two are expected to meet in May, he said.", Tense.FUTURE),
        ("Summit in May", Tense.NONE),
    ],
)
def test_tense_is_that_of_the_nearest_verb(text: str, tense: Tense) -> None:
    assert [timex.tense for timex in found(text)] == [tense]


def test_sentences_without_time_words_cost_nothing() -> None:
    assert found("Nobody came. Nothing was heard of them.") == []


PIECES = st.sampled_from(
    ["May", "on Thursday", "Aug. 6", "2024", "since", "until", "the", "two", "years", "ago", ",",
     "and", "past", "9/11", "30 February", "’s", "\n", "1,000", "early", "of", "–", "99999", "next",
     "week", "3/4/2024", "anniversary", "D-Day", "İ", "𝔐"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_spans_lie_inside_their_sentence_and_never_overlap(text: str) -> None:
    doc = read(text)
    end = 0
    for timex in find_times(doc):
        assert doc.sentences[timex.sentence].contains(timex.span)
        assert timex.span.contains(timex.core)
        assert timex.span == timex.span.trim(text)
        assert timex.core.start >= end
        end = timex.core.end


@pytest.mark.parametrize(
    "unit", ["7", "May ", "two-and-a-half-", "in the past ", "1,", "early in "]
)
def test_hostile_lines_do_not_hang(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "x"
    whole = Span(0, len(text))
    doc = parse("x", [Span(0, 1)])
    doc = Document(text, doc.token_starts[:0], doc.token_ends[:0], (whole,), (), doc.syntax)
    assert all(whole.contains(timex.span) for timex in find_times(doc))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 6 August 20245 troops landed.", ["6 August"]),
        ("On August 6, 12000 were missing.", ["August 6"]),
        ("On 6 August 1530 GMT they met.", ["6 August", "1530 GMT"]),
        ("The 45 March 2024 graduates came.", ["March 2024"]),
        ("The town fell on 29 May 1453.", ["29 May 1453"]),
    ],
)
def test_a_number_behind_a_day_is_its_year_only_where_nothing_is_counted(
    text: str, expected: list[str]
) -> None:
    assert words(text) == expected

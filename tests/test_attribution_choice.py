"""Attributions seen together: nested, parted, ended by remarks; and what holds for any text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers_attribution import read, read_grounded, rows, told
from watchdesk.records import Act, Attribution, Span

NESTED = [
    (
        "Orsk said that Ostan had said that Daoud had said that the pier was closed.",
        ["Orsk", "Ostan in Orsk", "Daoud in Ostan"],
    ),
    (
        "The mayor believes the harbour office said the pier was closed.",
        ["The mayor", "the harbour office in The mayor"],
    ),
    (
        "According to the Harbour Courier, Ana Petrova said the offer was final.",
        ["the Harbour Courier", "Ana Petrova in the Harbour Courier"],
    ),
    (
        "Ana Petrova said the offer was final, according to the Harbour Courier.",
        ["Ana Petrova in the Harbour Courier", "the Harbour Courier"],
    ),
    (
        "Orsk said that the ice was thin and two men drowned, according to the Harbour Courier.",
        ["Orsk in the Harbour Courier", "the Harbour Courier"],
    ),
    (
        "“The mayor told me that the pier was closed,” Orsk said.",
        ["Orsk", "The mayor in Orsk"],
    ),
    (
        "A survey by the Vellin Institute found that most Sorlanders want a vote.",
        ["A survey by the Vellin Institute", "most Sorlanders in A survey by the Vellin Institute"],
    ),
    (
        "The envoy rejected the allegation that he had lied.",
        ["The envoy", " in The envoy"],
    ),
]
INSIDE = [
    (
        "“The mayor told me that the pier was closed,” Orsk said.",
        "The mayor | told | the pier was closed",
    ),
    (
        "“According to the mayor, the dam is safe,” Orsk said.",
        "the mayor | According to | the dam is safe",
    ),
    (
        "“The dam is safe, according to the mayor,” Orsk said.",
        "the mayor | according to | The dam is safe",
    ),
    ("“They believe the pier is lost,” Orsk said.", "They | believe | the pier is lost"),
]
STANCES = [
    "“I want a new pier and I think it will come,” Orsk said.",
    "“The council backed the plan,” Orsk said.",
    "“We oppose the ban and we hope for rain,” said Mirela Ostan.",
]
REMARKS = [
    (
        "The army said it had taken the hill, but that claim could not be verified.",
        "it had taken the hill",
    ),
    (
        "The army said it had taken the hill; the claim could not be checked.",
        "it had taken the hill",
    ),
    (
        "According to the Kestrel Agency, rebels are near, but the claim has yet to be verified.",
        "rebels are near",
    ),
    ("The navy said two boats sank, though the figure could not be confirmed.", "two boats sank"),
]
TURNS = [
    (
        "The mayor said the pier was built by Karim Daoud, who died in May.",
        "the pier was built by Karim Daoud",
    ),
    (
        "Orsk said the boat belonged to a farmer, who could not be found.",
        "the boat belonged to a farmer",
    ),
    ("The army said it had left the valley, while rebels moved in.", "it had left the valley"),
    ("Averia said 12 people died, but the hospital said it had counted 30.", "12 people died"),
    (
        "The mayor said the wells were dry and that nobody was at risk.",
        "the wells were dry and that nobody was at risk",
    ),
    (
        "Orsk said the ban, which began in May, would end soon.",
        "the ban, which began in May, would end soon",
    ),
]
QUOTED = [
    (
        "Ostan said the ban was “a stain on the council” and must be lifted.",
        "the ban was “a stain on the council” and must be lifted",
    ),
    ("Orsk said that the plan “was dead.”", "the plan “was dead.”"),
    (
        "Orsk said “the plan was dead from the first day.”",
        "“the plan was dead from the first day.”",
    ),
    ("If it fails, Orsk said, “we will all go home.”", "If it fails // “we will all go home.”"),
    (
        "“The harbour is open,” said Orsk, “and it will stay open.”",
        "“The harbour is open,” // “and it will stay open.”",
    ),
    ("Orsk called the plan a “gift to smugglers.”", "the plan a “gift to smugglers.”"),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_what_is_told_within_what_is_told(text: str, expected: list[str]) -> None:
    found = read_grounded(text)
    sources = {one.id: told(text, one)[0] for one in found}
    nested = [
        sources[one.id] + (f" in {sources[one.within]}" if one.within else "") for one in found
    ]
    assert nested == expected


@pytest.mark.parametrize(("text", "inner"), INSIDE)
def test_telling_within_a_quotation_is_kept(text: str, inner: str) -> None:
    outer, within = read_grounded(text)
    assert " | ".join(told(text, within)) == inner
    assert within.within == outer.id


@pytest.mark.parametrize("text", STANCES)
def test_views_within_a_quotation_are_the_speaker_s_words(text: str) -> None:
    (one,) = read_grounded(text)
    assert one.act is Act.SPEECH


@pytest.mark.parametrize(("text", "content"), REMARKS)
def test_a_remark_ends_what_is_told(text: str, content: str) -> None:
    assert told(text, read_grounded(text)[0])[2] == content


@pytest.mark.parametrize(("text", "content"), TURNS)
def test_a_clause_ends_where_the_article_goes_on(text: str, content: str) -> None:
    assert told(text, read_grounded(text)[0])[2] == content


@pytest.mark.parametrize(("text", "content"), QUOTED)
def test_quoted_words_and_the_clause_they_stand_in(text: str, content: str) -> None:
    (row,) = rows(text)
    assert row.rpartition(" | ")[2] == content


def test_records_stand_in_the_order_of_the_text() -> None:
    text = (
        "Orsk said rain was near. The mayor denied the charge. According to Ostan, the pier "
        "was shut, and Daoud warned that more rain was near.\n“It is over,” Veld said. “Go home.”"
    )
    starts = [min(s.start for s in spans(one)) for one in read_grounded(text)]
    assert starts == sorted(starts)
    assert len(starts) >= 5


def test_two_readings_of_one_cue_are_one_record() -> None:
    text = "Orsk has repeatedly made the claim that the vote was stolen."
    assert rows(text) == ["Orsk | has repeatedly made the claim | the vote was stolen"]


PIECES = st.sampled_from(
    "Ana Petrova|the mayor|two divers|said|told the crew|that|who|she|according to the navy|“|”|,|"
    ".|\n|:|and|but|the pier was shut|reportedly|denied|citing|adding that|was quoted as saying|"
    "on Monday|the claim that|vowed to leave|called it a trap|than|asked whether|said so|"
    "has yet to be verified|both|warned of rain|in a statement|as|backed the plan|U.S.|(|)".split(
        "|"
    )
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


def spans(one: Attribution) -> list[Span]:
    return [span for span in (one.source, one.cue, *one.content) if span]


def are_apart(some: Sequence[Span]) -> bool:
    ordered = sorted((s.start, s.end) for s in some)
    return all(a[1] <= b[0] for a, b in pairwise(ordered))


@settings(max_examples=200, deadline=None)
@example("“ was quoted as saying adding that “")
@example("“ was quoted as saying , the mayor")
@example("citing citing told the crew called it a trap")
@given(TEXTS)
def test_source_cue_and_contents_of_one_record_never_overlap(text: str) -> None:
    for one in read(text):
        assert are_apart(one.content)
        for outer in (one.source, one.cue):
            assert outer is None or are_apart([outer, *one.content])
        assert one.source is None or one.cue is None or are_apart([one.source, one.cue])


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_span_is_trimmed_and_none_is_empty(text: str) -> None:
    for one in read(text):
        assert one.content or one.act is Act.SILENCE
        for span in spans(one):
            assert span.text_of(text) == span.text_of(text).strip() != ""


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nobody_is_told_within_himself(text: str) -> None:
    found = {one.id: one for one in read(text)}
    for one in found.values():
        seen, step = {one.id}, one.within
        while step is not None:
            assert step not in seen
            seen.add(step)
            step = found[step].within


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_records(text: str) -> None:
    assert read(text) == read(text)


BEFORE = "Orsk said rain was near, adding that the pier was shut. He denied that boats sank.\n"


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_paragraph_reads_the_same_whatever_another_tells_after_it(after: str) -> None:
    alone = [told(BEFORE, one) for one in read(BEFORE)]
    text = BEFORE + "Mirela Ostan left the town. " + after
    first = [told(text, one) for one in read(text) if spans(one)[0].end < len(BEFORE)]
    assert first == alone

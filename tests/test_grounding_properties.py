"""What holds of times, places, amounts, casualties and names whatever the text says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_grounding import read_text
from watchdesk.grounding import find_actors
from watchdesk.language import parse
from watchdesk.records import Interval, Mention, Reading, Span, Spanned, Time, Toll

SUBJECTS = [
    "Finnish Foreign Minister Aino Rautala",
    "The ministry",
    "Rautala",
    "Colonel Teodor Vash of the coast guard",
    "Norway and Sweden",
    "Two aides to the mayor of Tromso",
    "The Kremlin",
    "NATO",
    "A 34-year-old nurse",
]
VERBS = [
    "said that a barge sank",
    "met envoys",
    "will send 40 tons of flour",
    "buried at least 12 sailors",
    "counted 7 dead and 31 wounded",
    "did not confirm that five people were killed, three missing and up to 200 evacuated",
    "paid $3.5 million for a quarter of the docks",
    "shelled three villages",
    "moved its fourteenth brigade",
]
WHERES = [
    "in Bergen",
    "about 30 miles northwest of Kharkiv",
    "near the border with Latvia",
    "between Lviv and Ternopil",
    "in the Black Sea",
    "in Qorvelheim",
    "at a power station outside Narva",
    "",
]
WHENS = [
    "on Tuesday",
    "two weeks ago",
    "from May to July",
    "on 31 April",
    "every other Friday",
    "since 2019",
    "for six months",
    "on the night of 3 March 2024",
    "by the end of next year",
    "two days later",
    "",
]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence as newspapers write it."""
    parts = [draw(st.sampled_from(kind)) for kind in (SUBJECTS, VERBS, WHERES, WHENS)]
    if draw(st.booleans()):
        parts = [parts[3], *parts[:3]]
    end = draw(st.sampled_from([".", ".", ".”", ", officials said.", "?"]))
    return " ".join(part for part in parts if part) + end


STORIES = st.lists(sentences(), min_size=1, max_size=4).map(
    lambda told: ("\n\n" if len(told) > 3 else " ").join(told)
)


@lru_cache(maxsize=256)
def reading(text: str) -> Reading:
    return read_text(text)


def within(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def sound(listed: Sequence[Spanned], text: str) -> bool:
    """All quote words of the text, in its order, and none stands twice."""
    spans = [one.span for one in listed]
    return (
        all(within(Span(0, len(text)), span) and span == span.trim(text) for span in spans)
        and [span.start for span in spans] == sorted(span.start for span in spans)
        and len(set(spans)) == len(spans)
    )


@settings(max_examples=20)
@given(STORIES)
def test_all_that_is_found_quotes_the_text_in_its_order(text: str) -> None:
    found = reading(text)
    for listed in (found.times, found.places, found.quantities, found.mentions, found.casualties):
        assert sound(listed, text), listed


@settings(max_examples=20)
@given(STORIES)
def test_nothing_found_runs_over_the_end_of_its_sentence(text: str) -> None:
    found = reading(text)
    for one in (*found.times, *found.places, *found.quantities, *found.mentions):
        assert any(within(sentence, one.span) for sentence in found.sentences), one


@settings(max_examples=20)
@given(STORIES)
def test_times_have_their_ends_in_order_and_are_written_as_edtf(text: str) -> None:
    for time in reading(text).times:
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        assert Interval.parse(time.edtf) == time.interval
        if not time.is_unknown:
            edtf.parse_edtf(time.edtf)


@settings(max_examples=20)
@given(STORIES)
def test_tolls_are_numbers_of_their_casualties(text: str) -> None:
    found = reading(text)
    amounts = {amount.span for amount in found.quantities}
    for one in found.casualties:
        tolls = [
            toll
            for toll in (one.killed, one.wounded, one.missing, one.captured, one.displaced)
            if toll is not None
        ]
        assert tolls
        assert all(within(one.span, toll.span) for toll in tolls)
        assert all(_in_order(toll) for toll in tolls)
        assert {toll.span for toll in tolls if any(map(str.isdigit, toll.span.text_of(text)))} <= (
            amounts
        )


def _in_order(toll: Toll) -> bool:
    return toll.low is None or toll.high is None or toll.low <= toll.high


@settings(max_examples=20)
@given(STORIES)
def test_no_amount_stands_in_a_time(text: str) -> None:
    found = reading(text)
    for amount in found.quantities:
        assert not any(within(time.span, amount.span) for time in found.times), amount


@settings(max_examples=20)
@given(STORIES)
def test_what_is_not_known_says_why(text: str) -> None:
    found = reading(text)
    assert all((place.lat is None) == (place.doubt is not None) for place in found.places)
    assert all(
        (mention.entity is None) == (mention.doubt is not None) for mention in found.mentions
    )
    assert all(time.doubt is None or time.is_unknown for time in found.times)
    for place in found.places:
        if place.lat is not None:
            assert place.lon is not None and place.radius_km is not None
            assert abs(place.lat) <= 90 and abs(place.lon) <= 180 and place.radius_km > 0


@settings(max_examples=15)
@given(STORIES)
def test_the_same_text_gives_the_same_ids_and_other_articles_give_others(text: str) -> None:
    first, again, other = (_mentions(text, of) for of in ("art-a", "art-a", "art-b"))
    assert [one.id for one in first] == [one.id for one in again]
    assert len({one.id for one in first}) == len(first)
    assert not {one.id for one in first} & {one.id for one in other}
    found = reading(text)
    ids = [one.id for one in found.casualties]
    assert len(set(ids)) == len(ids)
    assert ids == [one.id for one in read_text(text).casualties]


def _mentions(text: str, article: str) -> tuple[Mention, ...]:
    return find_actors(parse(text, [Span(0, len(text))]), article)


@settings(max_examples=15)
@given(STORIES, st.integers(0, 3))
def test_what_stands_behind_does_not_move_what_an_explicit_day_means(text: str, at: int) -> None:
    fixed = ("29 February 2024", "1 May 1945", "31 December 1999", "7 July 2031")[at]
    whole = f"They signed it on {fixed}. {text}"
    meant = {time.span.text_of(whole): time for time in reading(whole).times}
    told = next(time for words, time in meant.items() if fixed in words)
    assert told.earliest == told.latest == _day(fixed)


def _day(words: str) -> date:
    months = {"February": 2, "May": 5, "December": 12, "July": 7}
    day, month, year = words.split()
    return date(int(year), months[month], int(day))


def test_the_fragments_reach_every_room() -> None:
    text = " ".join(
        f"{who} {did} {where} {when}."
        for who, did, where, when in zip(SUBJECTS, VERBS, [*WHERES, ""], WHENS, strict=False)
    )
    found = reading(text)
    kinds = {time.kind.value for time in found.times}
    assert {"date", "duration", "repeated"} <= kinds
    assert len(found.casualties) >= 2
    assert {place.feature.value for place in found.places if place.feature} >= {"city", "water"}
    assert any(place.lat is None for place in found.places)
    assert {quantity.kind.value for quantity in found.quantities} >= {"count", "money", "measure"}
    assert any(mention.entity for mention in found.mentions)
    assert all(isinstance(time, Time) for time in found.times)

"""The small algebra: spans, intervals, verification, ids."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from watchdesk.records import (
    Grain,
    Interval,
    Part,
    PartKind,
    Published,
    Span,
    Time,
    Verification,
    combine,
    content_id,
    interval_hull,
    merge_spans,
)
from watchdesk.records.grounded import Anchor

spans = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
days = st.dates(date(2, 2, 1), date(9998, 1, 1))
marks = st.sampled_from(Verification)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | days), draw(st.none() | days)
    if low and high and high < low:
        low, high = high, low
    return Interval.between(low, high)


@given(spans, spans)
def test_hull_contains_both_and_overlap_is_mutual(a: Span, b: Span) -> None:
    assert a.hull(b).contains(a)
    assert a.hull(b).contains(b)
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(b) == bool(set(range(*a)) & set(range(*b)))


@given(spans, st.integers(0, 100))
def test_shifting_moves_the_words_with_it(span: Span, by: int) -> None:
    text = "abcdefghij" * 10
    assert span.shift(by).text_of("x" * by + text) == span.text_of(text)


@given(st.lists(spans))
def test_merged_spans_cover_the_same_and_do_not_touch(items: list[Span]) -> None:
    merged = merge_spans(items)
    inside = {i for s in items for i in range(*s)}
    assert {i for s in merged for i in range(*s)} == inside
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(st.text(max_size=30))
def test_trimmed_spans_have_no_white_space_at_the_ends(text: str) -> None:
    words = Span(0, len(text)).trim(text).text_of(text)
    assert words == text.strip()


@pytest.mark.parametrize("bounds", [(-1, 2), (3, 2)])
def test_impossible_spans_are_refused(bounds: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(*bounds)
    with pytest.raises(ValidationError):
        Part(start=bounds[0], end=bounds[1], kind=PartKind.BODY, reason="test")


def test_a_span_past_the_text_is_named() -> None:
    with pytest.raises(ValueError, match=r"\[2, 9\] runs past the text \(4\)"):
        Span(2, 9).text_of("four")


def test_spans_are_written_as_pairs_and_records_refuse_unknown_fields() -> None:
    published = Published.model_validate({"evidence": [[3, 9]], "basis": "byline"})
    assert published.evidence == (Span(3, 9),)
    assert '"evidence":[[3,9]]' in published.model_dump_json()
    with pytest.raises(ValidationError):
        Published.model_validate({"evidence": [[9, 3]]})
    with pytest.raises(ValidationError):
        Published.model_validate({"guessed": True})
    with pytest.raises(ValidationError):
        published.basis = "url"  # type: ignore[misc, assignment]  # frozen: must be refused


@given(intervals())
def test_edtf_round_trips(interval: Interval) -> None:
    assert Interval.parse(interval.edtf) == interval
    assert Interval.model_validate_json(interval.model_dump_json()) == interval


@given(intervals())
def test_edtf_is_valid_by_the_standards_own_library(interval: Interval) -> None:
    parsed = edtf.parse_edtf(interval.edtf)
    if interval.is_bounded:
        low, high = parsed.lower_strict(), parsed.upper_strict()
        assert date(*low[:3]) == interval.earliest
        assert date(*high[:3]) == interval.latest


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024-08-06", "2024-08-06", "2024-08-06"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2022-23", "2022-09-01", "2022-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2024-05~", "2024-05-01", "2024-05-31"),
        ("2024-06-15/2024-06-16", "2024-06-15", "2024-06-16"),
        ("../2024-08-31", None, "2024-08-31"),
        ("2024-06/..", "2024-06-01", None),
        ("XXXX", None, None),
    ],
)
def test_what_edtf_means(written: str, earliest: str | None, latest: str | None) -> None:
    interval = Interval.parse(written)
    assert interval.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert interval.latest == (date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize("written", ["2024-13", "2024-02-30", "20245", "soon", "2024-08-06/x"])
def test_what_is_no_edtf_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Interval.parse(written)


def test_an_interval_cannot_disagree_with_its_edtf_or_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="is not"):
        Interval(earliest=date(2024, 1, 1), latest=date(2024, 1, 2), edtf="2024-01")
    with pytest.raises(ValidationError, match="ends before"):
        Interval.between(date(2024, 1, 2), date(2024, 1, 1))


@given(intervals(), intervals())
def test_intersection_and_hull_agree_with_containment(a: Interval, b: Interval) -> None:
    both = a.intersection(b)
    assert (both is not None) == a.intersects(b) == b.intersects(a)
    if both is not None:
        assert a.contains(both)
        assert b.contains(both)
    assert a.hull(b).contains(a)
    assert a.hull(b).contains(b)
    assert interval_hull([a, b]) == a.hull(b)


@given(intervals(), days)
def test_an_interval_contains_the_days_between_its_bounds(interval: Interval, day: date) -> None:
    inside = (interval.earliest is None or interval.earliest <= day) and (
        interval.latest is None or day <= interval.latest
    )
    assert interval.contains(day) == inside == interval.contains(Interval.on(day))


@given(intervals(), st.integers(-400, 400))
def test_shifting_keeps_the_length(interval: Interval, by: int) -> None:
    moved = interval.shift(by)
    assert moved.days == interval.days
    if interval.earliest is not None:
        assert moved.earliest == interval.earliest + timedelta(days=by)


@given(intervals(), intervals())
def test_two_intervals_meet_or_one_precedes(a: Interval, b: Interval) -> None:
    assert not (a.precedes(b) and b.precedes(a))
    assert a.intersects(b) == (not a.precedes(b) and not b.precedes(a))


def test_nothing_known_meets_everything_and_says_so() -> None:
    unknown = Interval.unknown()
    assert unknown.is_unknown
    assert unknown.days is None
    assert unknown.intersects(Interval.parse("2024"))
    assert unknown.hull(Interval.parse("2024")).is_unknown
    assert interval_hull([]).is_unknown


def test_records_that_are_intervals_give_the_bare_interval() -> None:
    time = Time(
        start=0,
        end=4,
        earliest=date(2024, 5, 1),
        latest=date(2024, 5, 31),
        edtf="2024-05",
        grain=Grain.MONTH,
        anchor=Anchor.PUBLISHED,
        assumed=True,
    )
    assert time.interval == Interval.parse("2024-05")
    assert time.span == Span(0, 4)


@given(marks, marks, marks)
def test_verification_is_a_join(a: Verification, b: Verification, c: Verification) -> None:
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | a == a
    assert a | Verification.UNMARKED == a
    assert a | Verification.DISPUTED == Verification.DISPUTED


@given(st.lists(marks), st.randoms())
def test_the_order_of_tellers_does_not_matter(chain: list[Verification], random: object) -> None:
    shuffled = list(chain)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert combine(chain) == combine(shuffled)


@pytest.mark.parametrize(
    ("chain", "result"),
    [
        ((), Verification.UNMARKED),
        (("reported", "unverified"), Verification.UNVERIFIED),
        (("reported", "confirmed"), Verification.CONFIRMED),
        (("confirmed", "denied"), Verification.DISPUTED),
        (("unverified", "denied"), Verification.DISPUTED),
        (("no_comment", "reported"), Verification.REPORTED),
        (("reported", "denied"), Verification.DENIED),
    ],
)
def test_how_chains_combine(chain: tuple[str, ...], result: Verification) -> None:
    assert combine(Verification(mark) for mark in chain) is result


def test_only_the_unsettled_is_open() -> None:
    assert {mark.value for mark in Verification if mark.is_open} == {
        "reported",
        "unverified",
        "denied",
        "disputed",
    }


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_ids_differ_when_the_parts_do(a: list[str], b: list[str]) -> None:
    assert (content_id("cap", *a) == content_id("cap", *b)) == (a == b)


def test_ids_are_the_same_on_every_machine() -> None:
    assert content_id("art", "a", 1) == "art-" + content_id("cap", "a", 1)[4:]
    assert content_id("clm", "x", "y") == "clm-24202ef482771108"


def test_verification_combines_only_with_itself() -> None:
    for mark, other in product(Verification, [None, 3]):
        with pytest.raises(TypeError):
            mark | other

"""One page captured twice: what one capture knows of its date, the other knows too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_cleaning import BODY, MORE
from watchdesk.dates_of import dates_of, with_date
from watchdesk.desk import Desk
from watchdesk.records import (
    Article,
    Basis,
    Capture,
    Declared,
    Family,
    Interval,
    Published,
    Reading,
    Relation,
    RelationKind,
    Role,
    Span,
)

WORDS = "\n".join((*BODY, *MORE))


def reading(
    name: str, edtf: str = "", basis: Basis = Basis.UNKNOWN, taken: str | None = None
) -> Reading:
    days = Interval.parse(edtf)
    published = Published(
        earliest=days.earliest,
        latest=days.latest,
        edtf=days.edtf,
        basis=basis,
        evidence=(Span(0, 9),) if basis is Basis.INFERRED else (),
    )
    capture = Capture(
        id=f"cap-{name}",
        uri=f"{name}.txt",
        sha256=name,
        media_type="text/plain",
        encoding="utf-8",
        captured_at=datetime.fromisoformat(taken).replace(tzinfo=UTC) if taken else None,
        declared=Declared(),
        text=WORDS,
    )
    return Reading(
        capture=capture, article=Article(id=f"art-{name}", role=Role.MAIN, published=published)
    )


def told(*readings: Reading, kind: RelationKind = RelationKind.SAME_PAGE) -> dict[str, Published]:
    """All of them related to each other, as one family."""
    known = {one.article.id: one for one in readings}
    relations = tuple(
        Relation(a=a, b=b, kind=kind, share_a=1.0, share_b=1.0)
        for a, b in combinations(sorted(known), 2)
    )
    family = Family(id="fam-1", articles=tuple(known), first=next(iter(known)), relations=relations)
    return dates_of(known, [family])


def test_an_undated_capture_takes_the_date_of_the_dated_one() -> None:
    dates = told(reading("a"), reading("b", "2024-08-08", Basis.BYLINE))
    assert set(dates) == {"art-a"}
    assert dates["art-a"].edtf == "2024-08-08"
    assert dates["art-a"].basis is Basis.INFERRED
    assert dates["art-a"].same_words == "art-b"


def test_bounds_of_both_are_put_together() -> None:
    own = reading("a", "2024-08-06/..", Basis.INFERRED)
    dates = told(own, reading("b", "../2024-08-09", Basis.BYLINE))
    assert dates["art-a"].edtf == "2024-08-06/2024-08-09"
    assert dates["art-a"].evidence == own.article.published.evidence
    assert dates["art-b"].edtf == "2024-08-06/2024-08-09"
    assert dates["art-b"].same_words == "art-a"


def test_where_they_contradict_each_other_each_keeps_its_own() -> None:
    assert (
        told(
            reading("a", "2025-01-01/..", Basis.INFERRED),
            reading("b", "2024-08-08", Basis.METADATA),
        )
        == {}
    )


def test_a_stated_date_is_never_touched() -> None:
    stated = reading("a", "2024-08-08", Basis.BYLINE)
    assert told(stated, reading("b", "2024-08-09", Basis.METADATA)) == {}
    assert told(stated, reading("c", "2024-08", Basis.INFERRED))["art-c"].edtf == "2024-08-08"


def test_a_page_was_out_when_any_capture_of_it_was_taken() -> None:
    dates = told(
        reading("a"),
        reading("b", taken="2024-08-20T10:00"),
        reading("c", "2024-08-06/..", Basis.INFERRED, taken="2024-09-30T10:00"),
    )
    assert dates["art-a"].edtf == "2024-08-06/2024-08-20"
    assert dates["art-c"].edtf == "2024-08-06/2024-08-20"
    assert dates["art-c"].same_words == "art-b"


@pytest.mark.parametrize(
    "kind", [kind for kind in RelationKind if kind is not RelationKind.SAME_PAGE]
)
def test_nothing_is_taken_from_any_other_kin(kind: RelationKind) -> None:
    assert told(reading("a"), reading("b", "2024-08-08", Basis.BYLINE), kind=kind) == {}


def test_the_reading_bears_the_date_and_is_otherwise_the_same() -> None:
    one = reading("a")
    dates = told(one, reading("b", "2024-08-08", Basis.BYLINE))
    dated = with_date(one, dates)
    assert dated.article.published == dates["art-a"]
    assert dated.model_copy(update={"article": one.article}) == one
    assert with_date(one, {}) is one


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 40),
            st.none() | st.integers(0, 40),
            st.sampled_from([Basis.INFERRED, Basis.BYLINE]),
            st.none() | st.integers(1, 28),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_date_taken_over_lies_within_what_was_known(
    drawn: list[tuple[int | None, int | None, Basis, int | None]],
) -> None:
    readings = []
    for number, (low, high, basis, taken) in enumerate(drawn):
        ends = sorted(date.fromordinal(738_000 + at) for at in (low, high) if at is not None)
        first = ends[0] if low is not None else None
        last = ends[-1] if high is not None else None
        days = Interval.between(first, last)
        known = Basis.UNKNOWN if days.is_unknown else basis
        stamp = f"2021-08-{taken:02d}T10:00" if taken else None
        readings.append(reading(f"{number}", days.edtf, known, stamp))
    known_dates: Mapping[str, Published] = told(*readings)
    own = {one.article.id: one.article.published for one in readings}
    assert dict(known_dates) == told(*readings[::-1])
    for article, published in known_dates.items():
        assert own[article].contains(published.interval)
        assert own[article].interval != published.interval
        assert published.same_words in own
        assert published.same_words != article
        assert not own[article].is_bounded or own[article].basis is Basis.INFERRED


def test_a_brief_dates_a_capture_by_its_twin(tmp_path: Path) -> None:
    head = "Harbour talks in Sund end without a deal"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plain.txt").write_text(f"{head}\n\n{WORDS}\n", encoding="utf-8")
    (tmp_path / "in" / "dated.txt").write_text(
        f"{head}\n\nBy Ada Lund\n8 August 2024\n\n{WORDS}\n", encoding="utf-8"
    )
    desk = Desk.open(tmp_path / "desk", create=True)
    desk.ingest([tmp_path / "in"], today=date(2026, 11, 22))
    with desk.store.view() as view:
        found = desk.material(view, Interval.parse("2024-08"))
    told = [one.article.published for one in found.readings.values()]
    assert {one.edtf for one in told} == {"2024-08-08"}
    assert {one.same_words is None for one in told} == {True, False}
    with desk.store.view() as view:
        later = desk.material(view, Interval.parse("2025-06"))
        undated = next(
            one.article.id
            for one in view.readings(Interval.unknown())
            if not one.article.published.is_bounded
        )
    assert not later.readings
    shown = desk.show(undated).record
    assert isinstance(shown, Reading)
    assert shown.article.published.edtf == "2024-08-08"

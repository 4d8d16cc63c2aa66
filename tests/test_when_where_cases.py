"""The written cases of times and places can be read, and their scorer tells right from wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers_grounding import MalformedCase
from helpers_when_where import DATA, PUBLISHED, PlaceCase, TimeCase, place_cases, time_cases
from watchdesk.records import (
    Anchor,
    Feature,
    Grain,
    Interval,
    Modifier,
    Place,
    Relative,
    Time,
    TimeKind,
)

TIMES = """
@1 first
published: 2024-06-04
It froze from May to July, late in 2023, twice a week, and on 31 June.
May to July | ? | 2023-05/2023-07 / 2024-05/2024-07
late in 2023 | 2023 / 2023-WI | ? | mod=end
twice a week | P1W | ? | repeated
31 June | - | -

@2 second
No June Ostander here.
none
"""
PLACES = """
@1 first
Moscow said a train left Moscow and stopped 5 miles north of Belm near Quellin.
Moscow#1 | actor
Moscow#2 | RU | 55.75 37.62 | 30 | feature=city
5 miles north of Belm | ? | ? | ? | relative
Quellin | unknown
"""


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cases.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def frost(tmp_path: Path) -> TimeCase:
    return time_cases(_written(tmp_path, TIMES))[0]


@pytest.fixture
def train(tmp_path: Path) -> PlaceCase:
    return place_cases(_written(tmp_path, PLACES))[0]


def _time(case: TimeCase, words: str, days: Interval, **more: Any) -> Time:
    start = case.text.index(words)
    told = {"earliest": days.earliest, "latest": days.latest, "edtf": days.edtf, **more}
    return Time(
        start=start,
        end=start + len(words),
        grain=Grain.SPAN,
        anchor=Anchor.TEXT,
        assumed=False,
        **told,
    )


def _place(case: PlaceCase, words: str, at: int = 0, **more: Any) -> Place:
    start = case.text.index(words, at)
    told = {"lat": None, "lon": None, "radius_km": None, **more}
    return Place(start=start, end=start + len(words), name=words, **told)


def test_times_are_loaded_with_what_is_asked(tmp_path: Path) -> None:
    first, second = time_cases(_written(tmp_path, TIMES))
    assert (first.published, second.published) == (date(2024, 6, 4), PUBLISHED)
    assert second.times == ()
    stretch, late, often, never = first.times
    assert stretch.values is None
    assert stretch.days == (Interval.parse("2023-05/2023-07"), Interval.parse("2024-05/2024-07"))
    assert (late.values, late.days, late.modifier) == (("2023", "2023-WI"), None, Modifier.END)
    assert (often.kind, often.impossible, never.impossible) == (TimeKind.REPEATED, False, True)


def test_nothing_found_is_wrong_but_for_days_that_do_not_exist(frost: TimeCase) -> None:
    assert [all(row.values()) for row in frost.judged([])] == [False, False, False, True]


def test_right_times_are_right(frost: TimeCase) -> None:
    unknown = Interval.unknown()
    found = [
        _time(frost, "May to July", Interval.parse("2023-05/2023-07")),
        _time(frost, "in 2023", Interval.parse("2023"), value="2023", modifier=Modifier.END),
        _time(frost, "twice a week", unknown, value="P1W", kind=TimeKind.REPEATED),
        _time(frost, "31 June", unknown, doubt="no such day"),
    ]
    assert all(all(row.values()) for row in frost.judged(found))


def test_the_ends_of_a_stretch_may_be_told_apart(frost: TimeCase) -> None:
    ends = [
        _time(frost, "May", Interval.parse("2024-05")),
        _time(frost, "July", Interval.parse("2024-07")),
    ]
    assert frost.judged(ends)[0] == {"found": True, "days": True}
    assert frost.judged(ends[:1])[0] == {"found": True, "days": False}


def test_each_wrong_thing_is_told(frost: TimeCase) -> None:
    found = [
        _time(frost, "2023", Interval.parse("2023"), value="2022"),
        _time(frost, "a week", Interval.unknown(), value="P1W", kind=TimeKind.DURATION),
        _time(frost, "June", Interval.parse("2024-06"), value="2024-06"),
    ]
    _, late, often, never = frost.judged(found)
    assert late == {"found": True, "value": False, "modifier": False}
    assert often == {"found": True, "value": True, "kind": False}
    assert never == {"none": False}


def test_places_are_judged_by_what_they_are(train: PlaceCase) -> None:
    city: dict[str, Any] = {"country": "RU", "feature": Feature.CITY, "radius_km": 5.0}
    belm = Relative(distance_km=8.0, bearing_deg=0.0, of="Belm")
    found = [
        _place(train, "Moscow", 7, lat=55.6, lon=37.5, **city),
        _place(train, "5 miles north of Belm", relative=belm),
        _place(train, "Belm"),
        _place(train, "Quellin"),
    ]
    assert all(all(row.values()) for row in train.judged(found))
    assert [all(row.values()) for row in train.judged([])] == [True, False, False, True]


def test_wrong_places_are_wrong(train: PlaceCase) -> None:
    far: dict[str, Any] = {"lat": 46.7, "lon": -117.0, "radius_km": 5.0, "country": "US"}
    found = [
        _place(train, "Moscow", **far),
        _place(train, "Moscow", 7, **far),
        _place(train, "Belm", **far),
        _place(train, "Quellin", **far),
    ]
    actor, city, relative, unknown = train.judged(found)
    assert actor == {"actor": False}
    assert city == {"found": True, "country": False, "near": False, "feature": False}
    assert relative == {"relative": False}, "the place it is counted from is not the place"
    assert unknown == {"unknown": False}


@pytest.mark.parametrize(
    "row", ["May", "May | 2024-05", "July | 2024-07 | ?", "May | a | b | c | d"]
)
def test_rows_that_cannot_be_read_are_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(MalformedCase):
        time_cases(_written(tmp_path, f"@1 a\nIt froze in May.\n{row}\n"))


@pytest.mark.parametrize("half", ["dev", "held"])
def test_the_shipped_cases_can_be_read(half: str) -> None:
    assert len(time_cases(DATA / f"{half}_times.txt")) == 14
    assert len(place_cases(DATA / f"{half}_places.txt")) == 15

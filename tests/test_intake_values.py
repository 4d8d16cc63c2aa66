from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.intake import values
from watchdesk.records import Interval

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("given_date", "day"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T22:10:00-05:00", "2031-03-04"),
        ("2031-03-04 22:10", "2031-03-04"),
        ("2031-03-04Z", "2031-03-04"),
        ("2031/3/4", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("20310304T221000Z", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("Tue, 04 Mar 2031 10:00:00 GMT", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("Tuesday, March 4, 2031 at 9 a.m.", "2031-03-04"),
        ("Sept. 4, 2031", "2031-09-04"),
        (1930357800, "2031-03-04"),
        (1930357800000, "2031-03-04"),
        ("1930357800000", "2031-03-04"),
        (20310304, "2031-03-04"),
    ],
)
def test_declared_dates_are_read(given_date: object, day: str) -> None:
    assert values.iso_day(given_date) == day


@pytest.mark.parametrize(
    "value",
    [
        *("03/04/2031", "04.03.2031", "yesterday", "2031-13-04", "2031-02-30", "0001-01-01", ""),
        *("1970-01-01T00:00:00Z", "2031 was a year", "Mark 4, 2031", 0, True, 10**400, -1, 1e400),
        *(float("nan"), None, [], {}, "9" * 4000),
    ],
)
def test_dates_that_say_nothing_stay_unknown(value: object) -> None:
    assert values.iso_day(value) is None


@given(st.dates(min_value=datetime(1971, 1, 1).date()))
def test_every_written_day_is_read_back(day: object) -> None:
    assert values.iso_day(str(day)) == str(day)


@given(JSON)
def test_no_value_raises_and_days_are_intervals(value: object) -> None:
    day = values.iso_day(value)
    assert day is None or Interval.parse(day).is_bounded
    moment = values.moment(value)
    assert moment is None or moment.tzinfo is not None
    values.language(value)
    assert all(name == name.strip() and name for name in values.names(value))
    line = values.line(value)
    assert line is None or (line == line.strip() and "\n" not in line)


def test_moments() -> None:
    at = datetime(2031, 3, 5, 6, 7, 8, tzinfo=UTC)
    for given_moment in ("20310305060708", 20310305060708, "2031-03-05T06:07:08Z"):
        assert values.moment(given_moment) == at
    assert values.moment("2031-03-05T06:07:08") == at
    west = values.moment("2031-03-05T06:07:08-05:00")
    assert west == at.replace(tzinfo=timezone(timedelta(hours=-5)))
    assert values.moment(at.timestamp()) == at
    assert values.moment("Wed, 05 Mar 2031 06:07:08 GMT") == at
    for nothing in ("soon", 0, True, None, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"):
        assert values.moment(nothing) is None


def test_names_come_one_by_one() -> None:
    assert values.names("By Ilse Marrow and Tomas Reld") == ("Ilse Marrow", "Tomas Reld")
    assert values.names("Ilse Marrow, Tomas Reld; Ada Quill") == (
        *("Ilse Marrow", "Tomas Reld", "Ada Quill"),
    )
    assert values.names([{"name": "Ilse Marrow"}, "Ilse Marrow", {"url": "x"}]) == ("Ilse Marrow",)
    assert values.names("https://kestrel.example/staff/7") == ()
    assert values.names("Marrow, Ilse") == ("Marrow, Ilse",)


def test_language_tags() -> None:
    assert values.language("en_GB") == "en-GB"
    assert values.language("English") is None

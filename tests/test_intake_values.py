from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone

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
        (20310304.0, "2031-03-04"),
        ("20310304.0", "2031-03-04"),
        ("1930357800.0", "2031-03-04"),
        ("1930357800.25", "2031-03-04"),
        (1930357800000000, "2031-03-04"),
        ("1930357800000000000", "2031-03-04"),
        ("Mar. 4, 2031 10:00 AM EDT", "2031-03-04"),
        ("2031-03-04 22:10:00 +0200 CEST", "2031-03-04"),
        ("Tue Mar 04 10:00:00 +0000 2031", "2031-03-04"),
        ("Tue Mar  4 10:00:00 2031", "2031-03-04"),
        ("25/12/2031", "2031-12-25"),
        ("12/25/2031 10:00", "2031-12-25"),
        ("25.12.2031", "2031-12-25"),
        ("3/3/2031", "2031-03-03"),
        (date(2031, 3, 4), "2031-03-04"),
        (datetime(2031, 3, 4, 23, tzinfo=timezone(timedelta(hours=-9))), "2031-03-04"),
    ],
)
def test_declared_dates_are_read(given_date: object, day: str) -> None:
    assert values.iso_day(given_date) == day


@pytest.mark.parametrize(
    "value",
    [
        *("03/04/2031", "04.03.2031", "13/13/2031", "31/2/2031", "25/12-2031", "None", "NaT"),
        *("12345678", "yesterday", "2031-13-04", "2031-02-30", "0001-01-01", ""),
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
    assert values.moment(at) == values.moment(at.replace(tzinfo=None)) == at
    for nothing in ("soon", 0, True, None, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"):
        assert values.moment(nothing) is None


@pytest.mark.parametrize(
    "written",
    [
        *("20310305T060708Z", "2031-03-05 06:07:08", "2031-03-05 06:07:08 UTC"),
        *("2031-03-05 07:07:08 +0100 CET", "2031-03-05 06:07:08+00", "2031-03-05T06:07:08 +00:00"),
        *("Mar. 5, 2031 1:07:08 AM EST", "March 5, 2031, 6:07:08 a.m.", "5 March 2031 06:07:08"),
        *("1930457228", "1930457228.0", "1930457228000", "1930457228000000000"),
        *("Wed Mar 05 06:07:08 +0000 2031", "20310305060708.0", 20310305060708.0, 1930457228.0),
    ],
)
def test_moments_as_rows_write_them(written: object) -> None:
    assert values.moment(written) == datetime(2031, 3, 5, 6, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("Mar. 5, 2031 6:07 AM IST", "Mar. 5, 2031 26:07", "Mar. 5, 2031 13:07 PM"),
        *("Mar. 5, 2031", "5 March 2031 at noon", "25/12/2031 10:00", "None", "nan"),
    ],
)
def test_moments_whose_hour_or_zone_is_open_stay_unknown(written: str) -> None:
    assert values.moment(written) is None


@pytest.mark.parametrize(
    "nothing", ["", " ", "None", "NaN", "nan", "null", "NULL", "<NA>", "NaT", "N/A", "\\N"]
)
def test_words_that_stand_for_an_empty_cell(nothing: str) -> None:
    assert values.is_nothing(nothing)
    assert values.names(nothing) == values.names([nothing]) == ()


def test_other_values_say_something() -> None:
    assert all(map(values.is_nothing, (None, float("nan"), [], {}, b"")))
    assert not any(map(values.is_nothing, (0, False, "no", "Nana", "nan and more", [None], 1.5)))


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("['Ilse Marrow', 'Tomas Reld']", ["Ilse Marrow", "Tomas Reld"]),
        ("['Ilse Marrow' 'Tomas Reld']", ["Ilse Marrow", "Tomas Reld"]),
        ("['Ilse Marrow'\n 'Tomas Reld']", ["Ilse Marrow", "Tomas Reld"]),
        ('["Ilse Marrow", "Zo\\u00eb"]', ["Ilse Marrow", "Zoë"]),
        ("[\"Tomas O'Reld\", 'a \\'b\\'']", ["Tomas O'Reld", "a 'b'"]),
        ("('Ilse Marrow',)", ["Ilse Marrow"]),
        ("{'Ilse Marrow'}", ["Ilse Marrow"]),
        ("[]", []),
        ("[1, 2]", [1, 2]),
        ("Ilse Marrow", None),
        ("[Ilse Marrow]", None),
        ("['Ilse Marrow'] and more", None),
        ("['Ilse Marrow", None),
        ("", None),
    ],
)
def test_lists_written_into_strings(written: str, items: list[str] | None) -> None:
    assert values.listed(written) == items


def test_names_in_a_list_written_into_a_string() -> None:
    assert values.names("['By Ilse Marrow', 'Tomas Reld']") == ("Ilse Marrow", "Tomas Reld")
    assert values.names('[{"name": "Ilse Marrow"}, {"name": null}]') == ("Ilse Marrow",)
    assert values.names("['None', 'Ilse Marrow']") == ("Ilse Marrow",)


@pytest.mark.parametrize("unit", ["[", "'", "['", "('a' ", "\\'", "['a', "])
def test_lists_that_never_end_are_told_quickly(unit: str) -> None:
    began = time.process_time()
    for end in ("", "]", "']", "')"):
        values.names((unit * 10_000)[:9_990] + end)
    assert time.process_time() - began < 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=5))
def test_every_list_of_python_is_read_back(items: list[str]) -> None:
    plain = [item for item in items if item.isprintable()]
    assert values.listed(str(plain)) == plain
    assert values.listed(json.dumps(items)) == items


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

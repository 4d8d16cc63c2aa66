"""Values, kinds, modifiers and doubts of times, in words of our own."""

from __future__ import annotations

import re
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_times, resolve_times
from watchdesk.grounding.time_feasts import FEASTS, easter, feast_days
from watchdesk.grounding.time_timex3 import timex3
from watchdesk.language import parse
from watchdesk.records import Grain, Interval, Modifier, Span, Time, TimeKind

THURSDAY = Interval.parse("2024-08-15")


def times(text: str, published: Interval = THURSDAY) -> list[Time]:
    doc = parse(text, [Span(0, len(text))])
    return list(resolve_times(find_times(doc), published, doc))


def values(text: str, published: Interval = THURSDAY) -> list[str | None]:
    return [time.value for time in times(text, published)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("It was signed on Aug. 6, 2024.", "2024-08-06", TimeKind.DATE),
        ("It was signed in February 2022.", "2022-02", TimeKind.DATE),
        ("It was lost in the fall of 2022.", "2022-FA", TimeKind.DATE),
        ("Trade grew in the 1990s.", "199", TimeKind.DATE),
        ("Trade grew in the late sixties.", "196", TimeKind.DATE),
        ("It was built in the 20th century.", "19", TimeKind.DATE),
        ("They met this week.", "2024-W33", TimeKind.DATE),
        ("They met over the weekend.", "2024-W32-WE", TimeKind.DATE),
        ("They met two weeks ago.", "2024-W31", TimeKind.DATE),
        ("They met two and a half years ago.", "2022-02", TimeKind.DATE),
        ("They met 41 years ago.", "1983", TimeKind.DATE),
        ("It fell in the third quarter.", "2023-Q3", TimeKind.DATE),
        ("It fell in the first half of the year.", "2024-H1", TimeKind.DATE),
        ("It rose in fiscal 2023.", "FY2023", TimeKind.DATE),
        ("The code was 2024-W07-2 there.", "2024-02-13", TimeKind.DATE),
        ("They left on Friday morning.", "2024-08-09TMO", TimeKind.CLOCK),
        ("They left at 9:30 p.m. on Tuesday.", "2024-08-13T21:30", TimeKind.CLOCK),
        ("They left at 12 a.m. on Tuesday.", "2024-08-13T00:00", TimeKind.CLOCK),
        ("They left at noon.", "2024-08-15T12:00", TimeKind.CLOCK),
        ("They leave tonight.", "2024-08-15TNI", TimeKind.CLOCK),
        ("A two-and-a-half-year war goes on.", "P2Y6M", TimeKind.DURATION),
        ("The flight takes 5 1/2 hours.", "PT5H30M", TimeKind.DURATION),
        ("It lasted half an hour.", "PT30M", TimeKind.DURATION),
        ("It took a few months.", "PXM", TimeKind.DURATION),
        ("It took four decades.", "P40Y", TimeKind.DURATION),
        ("A decades-long feud ended.", "PXY", TimeKind.DURATION),
        ("They patrol daily.", "P1D", TimeKind.REPEATED),
        ("They patrol every other week.", "P2W", TimeKind.REPEATED),
        ("They patrol on Mondays.", "XXXX-WXX-1", TimeKind.REPEATED),
        ("They patrol every October.", "XXXX-10", TimeKind.REPEATED),
        ("In the past, nobody came.", "PAST_REF", TimeKind.DATE),
        ("Nobody knows the future.", "FUTURE_REF", TimeKind.DATE),
    ],
)
def test_a_time_has_its_timex3_value(text: str, value: str, kind: TimeKind) -> None:
    (time,) = times(text)
    assert (time.value, time.kind) == (value, kind)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("They met in early July.", Modifier.START),
        ("They met in mid-July.", Modifier.MID),
        ("They met late last week.", Modifier.END),
        ("It took more than two years.", Modifier.MORE_THAN),
        ("It took about two years.", Modifier.APPROX),
        ("It took at least two years.", Modifier.EQUAL_OR_MORE),
        ("It took less than two years.", Modifier.LESS_THAN),
        ("It took two years.", None),
    ],
)
def test_words_around_a_time_modify_it(text: str, modifier: Modifier | None) -> None:
    assert [time.modifier for time in times(text)] == [modifier]


@pytest.mark.parametrize(
    ("text", "quantity", "freq"),
    [
        ("They meet twice a week.", None, "2X"),
        ("They meet every day.", "EVERY", None),
        ("They meet each Friday.", "EACH", None),
    ],
)
def test_what_comes_back_tells_how_often(text: str, quantity: str | None, freq: str | None) -> None:
    (time,) = times(text)
    assert (time.quantity, time.freq) == (quantity, freq)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("It was signed on 30 February 2023.", "30 February is no day"),
        ("It was signed on 30 February.", "30 February is no day"),
        ("It was signed on 29 February 2023.", "2023 has no such day as 29 February"),
        ("It ends in the year 20245.", "the year 20245 lies outside the years 1000 to 9999"),
        ("It was week 2023-W53 there.", "2023 has no week 53"),
        ("It was dated 31/31/2023.", "no such day, whichever number is the month"),
        ("A year earlier, it was sold.", "the text tells no time to count it from"),
    ],
)
def test_what_stays_unknown_says_why(text: str, doubt: str) -> None:
    (time,) = times(text)
    assert time.is_unknown
    assert time.assumed
    assert time.doubt == doubt


def test_without_a_publication_the_doubt_says_so_and_the_value_keeps_what_is_told() -> None:
    day, month, week = times("He left on Thursday, spoke in June and came last week.", Interval())
    assert (day.value, month.value, week.value) == ("XXXX-WXX-4", "XXXX-06", "XXXX-WXX")
    assert {time.doubt for time in (day, month, week)} == {"the day of publication is not known"}


@pytest.mark.parametrize(
    ("text", "published", "edtf_told"),
    [
        ("It happened on Feb. 29.", "2025-03-10", "2024-02-29"),
        ("It happened yesterday.", "2024-03-01", "2024-02-29"),
        ("It happened last month.", "2024-01-31", "2023-12"),
        ("It happened this week.", "2021-01-02", "2020-12-28/2021-01-03"),
        ("It happened in December.", "2024-01-02", "2023-12"),
        ("It was week 2020-W53 there.", "2024-01-02", "2020-12-28/2021-01-03"),
        ("They will meet in January.", "2024-12-30", "2025-01"),
    ],
)
def test_leap_days_and_the_ends_of_years(text: str, published: str, edtf_told: str) -> None:
    assert [time.edtf for time in times(text, Interval.parse(published))] == [edtf_told]


def test_a_week_at_the_end_of_a_year_bears_its_iso_year() -> None:
    assert values("It happened this week.", Interval.parse("2021-01-02")) == ["2020-W53"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on May 2. The following Monday he left.", "2024-05-06"),
        ("He spoke on May 2. The previous Monday he had left.", "2024-04-29"),
        ("He spoke on May 2. He left the next day.", "2024-05-03"),
        ("He spoke on May 2. He left that same day.", "2024-05-02"),
        ("The port was shut in March 2019. The year before it was sold.", "2018"),
    ],
)
def test_a_time_is_counted_from_the_one_told_before_it(text: str, expected: str) -> None:
    assert times(text)[-1].edtf == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port was shut from May to September.", "2023-05/2023-09"),
        ("The port was shut from October to March.", "2023-10/2024-03"),
        ("The port was shut between July 4 and now.", "2024-07-04/2024-08-15"),
        ("The port was shut between 2014 and 2016.", "2014/2016"),
    ],
)
def test_a_stretch_runs_from_its_first_end_to_its_last(text: str, expected: str) -> None:
    (time,) = times(text)
    assert (time.edtf, time.grain) == (expected, Grain.SPAN)


@pytest.mark.parametrize(
    ("text", "edtf_told"),
    [
        ("The mayor, who was jailed in June, will speak.", "2024-06"),
        ("The two sides will meet in October, the envoy said.", "2024-10"),
        ("His term ends in October.", "2024-10"),
        ("The talks are scheduled for Monday.", "2024-08-19"),
    ],
)
def test_the_clause_of_a_date_decides_which_year(text: str, edtf_told: str) -> None:
    assert [time.edtf for time in times(text)] == [edtf_told]


def test_an_hour_told_again_for_another_zone_is_one_time() -> None:
    assert values("It went off at 10:35 a.m. (0735 GMT) on Friday.") == [
        "2024-08-09T10:35",
        "2024-08-09",
    ]


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, (3, 22)), (1961, (4, 2)), (2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))],
)
def test_easter_falls_on_its_sunday(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.sampled_from(sorted(FEASTS)), st.integers(1, 9999))
def test_a_feast_stays_inside_its_season(name: str, year: int) -> None:
    found = feast_days(name, year)
    if found is None:
        assert year < 1583 or year == 9999 or (name == "super tuesday" and year % 4)
        return
    first, last = found
    assert first.year == last.year == year
    assert 0 <= (last - first).days <= 7


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He was found on Thanksgiving Day.", "2000-01-07", "1999-11-25"),
        ("He was found last Thanksgiving.", "2000-02-10", "1999-11-25"),
        ("They will meet on Easter Sunday.", "2024-02-10", "2024-03-31"),
        ("Shops will shut on Labor Day.", "2024-08-15", "2024-09-02"),
        ("On Black Monday, shares fell.", "2024-08-15", "1987-10-19"),
    ],
)
def test_days_that_move_are_found(text: str, published: str, expected: str) -> None:
    assert [time.edtf for time in times(text, Interval.parse(published))] == [expected]


def test_timex3_leaves_out_the_word_of_a_bound_and_marks_both_ends() -> None:
    text = "Since May 2022 and between 2014 and 2016 they came at least twice a week."
    marked = [one for time in times(text) for one in timex3(text, time)]
    assert [text[one.start : one.end] for one in marked] == [
        "May 2022",
        "2014",
        "2016",
        "twice a week",
    ]
    assert [one.value for one in marked] == ["2022-05", "2014", "2016", "P1W"]
    assert [one.type for one in marked] == ["DATE", "DATE", "DATE", "SET"]


@pytest.mark.parametrize(
    "text",
    [
        "The driver is 44 years old.",
        "The 44-year-old driver fled.",
        "A now-defunct office closed.",
        "It was built of a quarter of the stone.",
        "He is a man for all seasons.",
        "In the early days of it nobody came.",
    ],
)
def test_leaves_ages_and_words_that_only_look_like_times(text: str) -> None:
    assert times(text) == []


SHAPES = re.compile(
    r"(?:FY)?(?:\d{2,4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:[1-7]|WE))?|-Q[1-4]|"
    r"-H[12]|-(?:SP|SU|FA|WI))?(?:T(?:\d\d:\d\d|MO|AF|EV|NI))?"
    r"|P(?:T(?:X|\d+(?:\.\d+)?)[HMS](?:\d+[MS])?|(?:X|\d+(?:\.\d+)?)(?:[YMWDQH]|WE)(?:\d+[MD]|T\d+H)?)"
    r"|(?:PAST|PRESENT|FUTURE)_REF"
)
PIECES = st.sampled_from(
    ["on Thursday", "last Friday night", "Aug. 6", "in May", "since 2014", "until noon",
     "two years ago", "a year earlier", "daily", "every Monday", "now", "for 5 1/2 hours",
     "the third quarter of 2023", "fiscal 1998", "from May to July", "between 2014 and 2016",
     "29 February 2023", "early next week", "the late 1990s", "more than four decades",
     "last Thanksgiving", "3/4/2024", "2024-W53", "Q2 2022", "two-and-a-half-year",
     "the following Monday", "the 19th century", "this weekend", "at 9 a.m.", "and", ",",
     "the envoy said", "they will meet"]
)  # fmt: skip
DAYS = st.dates(date(1600, 1, 1), date(9990, 12, 31))


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), DAYS, st.integers(0, 30))
@example("Aug. 6 and two years ago", date(2024, 2, 29), 0)
def test_every_time_is_sound_whatever_stands_beside_it(text: str, day: date, days: int) -> None:
    published = Interval.between(day, day + timedelta(days=days))
    for time in times(text, published):
        ends = (time.value or "").split("/")
        assert time.value is None or all(SHAPES.fullmatch(end) for end in ends), time.value
        assert (time.doubt is not None) == time.is_unknown
        assert Interval.parse(time.edtf) == time.interval
        if time.edtf != "XXXX":
            edtf.parse_edtf(time.edtf)
        if time.kind is TimeKind.REPEATED:
            assert not time.tells_when
        for one in timex3(text, time):
            assert time.start <= one.start < one.end <= time.end


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 90))
def test_a_number_of_days_ago_is_that_day(day: date, count: int) -> None:
    (time,) = times(f"They met {count} days ago.", Interval.on(day))
    expected = day - timedelta(days=count)
    assert (time.earliest, time.latest, time.value) == (expected, expected, expected.isoformat())

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_cleaning import BODY, capture
from watchdesk.cleaning import articles
from watchdesk.cleaning.dates import is_age_line, is_date_line
from watchdesk.cleaning.written_dates import find_age, short_days, written_days
from watchdesk.records import Article, Basis, Capture, Interval, Published, Role

TITLE = "Grain talks in Sund end without a deal"
TAKEN = datetime(2024, 8, 9, 1, 30, tzinfo=UTC)


def taken(text: str, at: datetime | None = TAKEN, **declared: Any) -> Capture:
    return capture(text, **declared).model_copy(update={"captured_at": at})


def published(*head: str, at: datetime | None = None, **declared: Any) -> Published:
    return main(*head, at=at, **declared).published


def main(*head: str, at: datetime | None = None, **declared: Any) -> Article:
    return articles(taken("\n".join((*head, *BODY)), at, **declared))[0]


@pytest.mark.parametrize(
    "line",
    [
        "8. August 2024",
        "Donnerstag, 8. August 2024, 17:30 Uhr",
        "Veröffentlicht am 08.08.2024",
        "Publié le 8 août 2024 à 17h30",
        "8 de agosto de 2024",
        "Publicado el 8 de agosto de 2024",
        "8 agosto 2024",
        "Pubblicato il 8 ago 2024",
        "Publicado em 8 de ago. de 2024",
        "08-Aug-2024",
        "2024/08/08",
        "8.8.24",
        "8 Aug 24",
        "Published: Aug 8, ’24",
    ],
)
def test_days_as_bylines_of_many_countries_write_them(line: str) -> None:
    found = published(TITLE, line)
    assert (found.edtf, found.basis) == ("2024-08-08", Basis.BYLINE)
    assert found.evidence


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("Thu, 08 Aug 2024 22:15:00 -0700", "2024-08-08"),
        ("2024-08-08T23:59:59Z", "2024-08-08"),
        ("20240808T2359Z", "2024-08-08"),
        ("20240808", "2024-08-08"),
        ("8 août 2024", "2024-08-08"),
        ("2024-08", "2024-08"),
        ("08/09/2024", "2024-08-09/2024-09-08"),
        ("13/08/2024", "2024-08-13"),
        ("Thursday, 8/8/24", "2024-08-08"),
        ("1969-12-31T16:00:00-08:00", "XXXX"),
        ("01 January 1970", "XXXX"),
        ("30.02.2024", "XXXX"),
        ("2024-08-08 of sorts", "2024-08-08"),
    ],
)
def test_declared_dates_of_all_forms(value: str, edtf: str) -> None:
    found = published(TITLE, published=value)
    assert found.edtf == edtf
    assert found.basis is (Basis.UNKNOWN if edtf == "XXXX" else Basis.METADATA)


def test_a_day_that_can_be_two_is_a_stretch_over_both() -> None:
    found = published(TITLE, "08/09/2024")
    assert (found.edtf, found.basis) == ("2024-08-09/2024-09-08", Basis.BYLINE)


@pytest.mark.parametrize(
    ("line", "declared", "edtf"),
    [
        ("08/09/2024 10:15 EDT", {}, "2024-08-09"),
        ("08/09/2024 10:15 BST", {}, "2024-09-08"),
        ("Sunday 08/09/2024", {}, "2024-09-08"),
        ("Friday 08/09/2024", {}, "2024-08-09"),
        ("08/09/2024", {"language": "en-US"}, "2024-08-09"),
        ("08/09/2024", {"language": "en-GB"}, "2024-09-08"),
        ("08/09/2024", {"language": "pt"}, "2024-09-08"),
        ("08/09/2024", {"url": "https://tide.example.co.uk/news/1"}, "2024-09-08"),
        ("08/09/2024", {"url": "https://tide.example/2024/09/08/talks"}, "2024-09-08"),
        ("08.09.2024", {}, "2024-09-08"),
        ("8/9/24", {"language": "en-GB"}, "2024-09-08"),
    ],
)
def test_what_decides_between_day_and_month(line: str, declared: dict[str, Any], edtf: str) -> None:
    assert published(TITLE, line, **declared).edtf == edtf


def test_other_dates_on_the_page_and_the_day_it_was_taken_decide_too() -> None:
    text = "\n".join((TITLE, "08/09/2024", *BODY, "Tide tables of 23/07/2024 are out of print."))
    assert articles(taken(text, None))[0].published.edtf == "2024-09-08"
    early = datetime(2024, 8, 20, tzinfo=UTC)
    assert published(TITLE, "08/09/2024", at=early).edtf == "2024-08-09"


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("3 hours ago", "2024-08-08"),
        ("1 hour ago", "2024-08-08/2024-08-09"),
        ("Published 2 days ago", "2024-08-06/2024-08-07"),
        ("vor 3 Stunden", "2024-08-08"),
        ("il y a 2 jours", "2024-08-06/2024-08-07"),
        ("hace 3 horas", "2024-08-08"),
        ("3 ore fa", "2024-08-08"),
        ("yesterday", "2024-08-08"),
        ("Updated 3 hours ago", "../2024-08-08"),
    ],
)
def test_how_long_ago_tells_the_day_of_a_page_whose_capture_is_dated(line: str, edtf: str) -> None:
    assert is_age_line(line)
    found = published(TITLE, line, at=TAKEN)
    assert (found.edtf, found.basis) == (edtf, Basis.BYLINE)
    assert published(TITLE, line).is_unknown


@pytest.mark.parametrize("line", ["Talks ended 3 hours ago", "3 hours", "ago", "5 votes ago", ""])
def test_lines_that_only_look_like_an_age(line: str) -> None:
    assert not is_age_line(line)


def test_a_written_day_goes_before_an_age() -> None:
    assert published(TITLE, "6 August 2024", "Updated 3 hours ago", at=TAKEN).edtf == "2024-08-06"


def test_a_declared_instant_keeps_the_day_it_names() -> None:
    late = published(TITLE, published="2024-08-08T23:30:00-07:00", at=TAKEN)
    assert late.edtf == "2024-08-08"
    assert published(TITLE, published="2024-08-12", at=TAKEN).is_unknown


def test_another_story_has_the_date_of_its_own_byline() -> None:
    story = ("The quiet comeback of the night train", "By Wendel Oort", "3 March 2023")
    text = "\n".join((TITLE, "8 August 2024", *BODY, "", *story, *BODY[::-1]))
    found = {one.role: one.published for one in articles(capture(text))}
    assert found[Role.MAIN].edtf == "2024-08-08"
    if Role.OTHER in found:
        assert found[Role.OTHER].edtf in {"2023-03-03", "XXXX"}


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(1980, 1, 1), date(2060, 12, 31)),
    st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%A, %d %B %Y", "%Y/%m/%d"]
    ),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    line = day.strftime(form)
    (found,) = written_days(line)
    assert found.day == day
    assert line[found.start : found.end] == line
    assert is_date_line(line)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)), st.sampled_from(["/", "-"]))
def test_a_day_in_numbers_is_among_what_is_read(day: date, sign: str) -> None:
    for form in (f"%d{sign}%m{sign}%Y", f"%m{sign}%d{sign}%Y"):
        (found,) = written_days(day.strftime(form))
        assert found.days.contains(day)
        ends = {found.days.earliest, found.days.latest}
        assert day in ends


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="0123456789./-: agovMayJunhours ", max_size=400))
def test_any_line_is_read_within_bounds(line: str) -> None:
    for found in (*written_days(line), *short_days(line)):
        assert 0 <= found.start < found.end <= min(len(line), 300)
        assert found.days.is_bounded
    age = find_age(line, TAKEN)
    if age is not None:
        assert age.days.latest is not None
        assert age.days.latest <= TAKEN.date()
        assert Interval.between(age.days.earliest, TAKEN.date()).is_bounded

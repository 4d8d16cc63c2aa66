"""Publication dates from what is declared, from byline lines, and from addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from watchdesk.cleaning.lines import Line
from watchdesk.records import Basis, Capture, Interval, Published, Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<{0}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b\.?"
)
_DATE = re.compile(
    r"\b(?:"
    + _MONTH.format("m1")
    + r" (?P<d1>\d{1,2})(?:st|nd|rd|th)?,? (?P<y1>\d{4})|(?P<d2>\d{1,2})(?:st|nd|rd|th)?[ -]"
    + _MONTH.format("m2")
    + r"[ ,-]{1,2}(?P<y2>\d{4})|(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2})(?=T|\b)|"
    r"(?P<a4>\d{1,2})(?P<s4>[/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"[/-](?P<y>(?:19|20)\d{2})(?P<s>[/-]?)(?P<m>\d{2}|[a-z]{3})(?P=s)(?P<d>\d{2})(?=[/._-]|$)",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{2}|[a-z]{3})/", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|first published|issued|released)\b", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:(?:last |re-?)?(?:updated|modified|revised)|last update|update[ds]?:)", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:by|published|posted|updated|last|modified|first|on|at|am|pm|a\.m\.|p\.m\.|[ecpmb]s?t|"
    r"edt|gmt|"
    r"utc|ist|eet|\d{1,2}:\d{2}(?::\d{2})?|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|date|hours?)\b",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1700, 2199
_SOFTWARE_DEFAULTS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})
# Dates that systems write when they know none.


class Dated(NamedTuple):
    """A date found in words."""

    day: date
    """The day."""
    start: int
    """First code point within the line."""
    end: int
    """One past the last."""


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> date | None:
    """``a/b/year`` only where one of the two cannot be a month, or both are the same."""
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    if first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    return None


def _match_day(match: re.Match[str]) -> date | None:
    if match["y1"]:
        return _day(int(match["y1"]), _MONTHS[match["m1"].lower()], int(match["d1"]))
    if match["y2"]:
        return _day(int(match["y2"]), _MONTHS[match["m2"].lower()], int(match["d2"]))
    if match["y3"]:
        return _day(int(match["y3"]), int(match["n3"]), int(match["d3"]))
    return _numeric(match)


def find_dates(text: str) -> list[Dated]:
    """Days written out with their year in the first 300 signs of a line.

    ``08/09/2024`` can be two days and is left out; a day that does not exist is left out.
    """
    found = []
    for match in _DATE.finditer(text[:300]):
        day = _match_day(match)
        if day is not None:
            found.append(Dated(day, match.start(), match.end()))
    return found


def has_date(text: str) -> bool:
    """Whether a line holds a date with its year."""
    return _DATE.search(text[:300]) is not None


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date, with "Published", a time of day and the like."""
    if len(text) > 160 or not has_date(text):
        return False
    rest = _FILLER.sub("", _DATE.sub("", text))
    return sum(map(str.isalpha, rest)) <= 12


def _from_declared(capture: Capture) -> Interval | None:
    value = (capture.declared.published or "").strip()
    if not value:
        return None
    try:
        found = Interval.parse(value[:10] if len(value) > 10 and value[4:5] == "-" else value)
    except ValueError:
        days = find_dates(value)
        found = Interval.on(days[0].day) if days else Interval.unknown()
    if found.earliest is None or found.latest is None:
        return None
    if found.earliest == found.latest and found.earliest in _SOFTWARE_DEFAULTS:
        return None
    return found if _possible(found.earliest, capture) else None


def _possible(day: date, capture: Capture) -> bool:
    """Within the years of newspapers, and not later than the page was taken."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return False
    taken = capture.captured_at
    return taken is None or day <= taken.date() + timedelta(days=1)


def _from_url(capture: Capture) -> Interval | None:
    for address in (capture.declared.url, capture.uri):
        if not address or not address.lower().startswith(("http://", "https://")):
            continue
        path = address[:2000].split("?")[0]
        found = _url_interval(path)
        if found is not None and found.earliest and _possible(found.earliest, capture):
            return found
    return None


def _url_interval(path: str) -> Interval | None:
    match = _URL_DAY.search(path)
    if match:
        month = _MONTHS.get(match["m"].lower()) or (int(match["m"]) if match["m"].isdigit() else 0)
        day = _day(int(match["y"]), month, int(match["d"]))
        return Interval.on(day) if day else None
    match = _URL_MONTH.search(path)
    if match:
        number = _MONTHS.get(match["m"].lower()) or (int(match["m"]) if match["m"].isdigit() else 0)
        return Interval.parse(f"{match['y']}-{number:02d}") if 1 <= number <= 12 else None
    return None


def _from_lines(lines: Iterable[Line], capture: Capture) -> tuple[Interval, Span] | None:
    """The date in byline lines: "published" before unmarked before "updated" (an upper bound)."""
    best: tuple[int, Interval, Span] | None = None
    for line in lines:
        for dated in find_dates(line.text):
            if not _possible(dated.day, capture):
                continue
            rank, found = _rank(line.text[: dated.start], dated.day)
            span = Span(line.start + dated.start, line.start + dated.end)
            if best is None or rank < best[0]:
                best = (rank, found, span)
    return (best[1], best[2]) if best else None


def _rank(before: str, day: date) -> tuple[int, Interval]:
    published = [match.end() for match in _PUBLISHED.finditer(before)]
    updated = [match.end() for match in _UPDATED.finditer(before)]
    if updated and updated[-1] > (published[-1] if published else -1):
        return 2, Interval.between(None, day)
    return (0 if published else 1), Interval.on(day)


def _published(interval: Interval, basis: Basis, *evidence: Span) -> Published:
    return Published(
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=interval.edtf,
        basis=basis,
        evidence=evidence,
    )


def find_published(capture: Capture, byline: Iterable[Line]) -> Published:
    """When the main article was published: declared, else in a byline line, else in the address.

    A byline date that does not agree with the declared one is kept as evidence. What is only
    "updated" on a day was published on it or before. Impossible days, and days after the capture
    was taken, are not believed.
    """
    declared = _from_declared(capture)
    told = _from_lines(byline, capture)
    if declared is not None:
        if told is not None and not declared.intersects(told[0]):
            return _published(declared, Basis.METADATA, told[1])
        return _published(declared, Basis.METADATA)
    if told is not None and told[0].earliest is not None:
        return _published(told[0], Basis.BYLINE, told[1])
    url = _from_url(capture)
    if url is not None:
        return _published(url, Basis.URL)
    if told is not None:
        return _published(told[0], Basis.BYLINE, told[1])
    return Published()

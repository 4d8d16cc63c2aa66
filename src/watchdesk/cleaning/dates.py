"""Publication dates from what is declared, from byline lines, and from addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.written_dates import (
    MONTHS,
    Written,
    day_of,
    find_age,
    holds_day,
    is_month_first,
    short_days,
    without_days,
    written_days,
)
from watchdesk.records import Basis, Capture, Interval, Published, Span

_URL_DAY = re.compile(
    r"[/-](?P<y>(?:19|20)\d{2})(?P<s>[/-]?)(?P<m>\d{2}|[a-z]{3})(?P=s)(?P<d>\d{2})(?=[/._-]|$)",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{2}|[a-z]{3})/", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|issued|released|veröffentlicht|erschienen|publiée?|"
    r"publicad[oa]|pubblicat[oa])\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:(?:last |re-?)?(?:updated|modified|revised|amended|corrected)|last update|update[ds]?:|"
    r"aktualisiert|geändert|mise? à jour|modifiée?|actualizad[oa]|atualizad[oa]|aggiornat[oa])",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:by|published|posted|updated|last|modified|first|on|at|am|pm|a\.m\.|p\.m\.|[ecpmb]s?t|"
    r"edt|gmt|utc|ist|eet|cet|cest|\d{1,2}:\d{2}(?::\d{2})?|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|"
    r"sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|date|hours?|veröffentlicht|"
    r"erschienen|aktualisiert|stand|uhr|publiée?|mise? à jour|publicad[oa]|actualizad[oa]|"
    r"atualizad[oa]|pubblicat[oa]|aggiornat[oa])\b",
    re.IGNORECASE,
)
_SOFTWARE_DEFAULTS = frozenset(
    {date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30)}
)
"""Days that systems write when they know none."""
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T\d{4,6}.{0,6})?")
_DAY_FIRST_PLACES = frozenset(
    "uk ie au nz in pk bd lk za ng ke gh ug tz zw sg my hk eu de at ch fr be nl lu es pt it gr mt "
    "pl cz sk hu ro bg hr si rs ua ru by md ge am tr il dk no se fi is ee lv lt mx ar br cl co pe "
    "uy py bo ec ve cu eg ma dz tn lb jo iq ae sa qa kw id th vn".split()
)
"""Ends of host names of countries that write the day before the month."""
_MONTH_FIRST_PLACES = frozenset("us gov mil".split())
_MONTH_FIRST_CLOCK = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_DAY_FIRST_CLOCK = re.compile(r"\b(?:GMT|BST|CET|CEST|IST|AEST|AEDT|SAST|MSK|EET|EEST)\b")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_PAGE = 20_000
"""Code points of a text that are searched for other dates in numbers."""


class Dated(NamedTuple):
    """A date found in words."""

    day: date
    """The day."""
    start: int
    """First code point within the line."""
    end: int
    """One past the last."""


def find_dates(text: str) -> list[Dated]:
    """Days written out with their year in the first 300 signs of a line.

    ``08/09/2024`` can be two days and is left out; a day that does not exist is left out.
    """
    return [
        Dated(item.day, item.start, item.end) for item in written_days(text) if item.day is not None
    ]


def has_date(text: str) -> bool:
    """Whether a line holds a date with its year."""
    return holds_day(text)


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date, with "Published", a time of day and the like."""
    if len(text) > 160:
        return False
    if not has_date(text):
        return is_short_date_line(text)
    rest = _FILLER.sub("", without_days(text))
    return sum(map(str.isalpha, rest)) <= 12


def is_short_date_line(text: str) -> bool:
    """Whether a line is nothing but a date whose year has two digits, and words that go with it."""
    if len(text) > 60 or not any(True for _ in short_days(text)):
        return False
    rest = _FILLER.sub("", without_days(text))
    return sum(map(str.isalpha, rest)) <= 2


def _from_declared(capture: Capture) -> Interval | None:
    value = (capture.declared.published or "").strip()
    if not value:
        return None
    compact = _COMPACT.fullmatch(value)
    if compact:
        value = f"{compact['y']}-{compact['m']}-{compact['d']}"
    try:
        found = Interval.parse(value[:10] if len(value) > 10 and value[4:5] == "-" else value)
    except ValueError:
        order = _month_first(capture, value)
        found = next(
            (i.days for i in (*written_days(value, order), *short_days(value, order))),
            Interval.unknown(),
        )
    if found.earliest is None or found.latest is None:
        return None
    return found if _possible(found.earliest, capture) else None


def _possible(day: date, capture: Capture) -> bool:
    """Within the years of newspapers, no default of software, not later than the page was taken."""
    if day in _SOFTWARE_DEFAULTS or day_of(day.year, day.month, day.day) is None:
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
        day = day_of(int(match["y"]), _url_month(match["m"]), int(match["d"]))
        return Interval.on(day) if day else None
    match = _URL_MONTH.search(path)
    if match:
        number = _url_month(match["m"])
        return Interval.parse(f"{match['y']}-{number:02d}") if 1 <= number <= 12 else None
    return None


def _url_month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.get(word.lower(), 0)


def _from_lines(lines: Iterable[Line], capture: Capture) -> tuple[Interval, Span] | None:
    """The date in byline lines: "published" before unmarked before "updated" (an upper bound).

    Where no line holds a day, how long ago the page says it was, if it is known when the page
    was taken.
    """
    best: tuple[int, Interval, Span] | None = None
    kept = list(lines)
    for find in (_days_in, _ages_in):
        for line, item in find(kept, capture):
            if item.days.earliest is None or not _possible(item.days.earliest, capture):
                continue
            rank, found = _rank(line.text[: item.start], item.days)
            span = Span(line.start + item.start, line.start + item.end)
            if best is None or rank < best[0]:
                best = (rank, found, span)
        if best is not None:
            return best[1], best[2]
    return None


def _days_in(lines: list[Line], capture: Capture) -> Iterator[tuple[Line, Written]]:
    for line in lines:
        found = list(written_days(line.text))
        find = written_days
        if not found and is_short_date_line(line.text):
            find = short_days
            found = list(short_days(line.text))
        if any(item.day is None for item in found):
            found = list(find(line.text, _month_first(capture, line.text)))
        for item in found:
            yield line, _settled(item, capture)


def _settled(item: Written, capture: Capture) -> Written:
    """A day that can be two, where the address or the day of the capture decides."""
    if item.day is not None:
        return item
    ends = [day for day in (item.days.earliest, item.days.latest) if day is not None]
    url = _from_url(capture)
    known = [day for day in ends if url is not None and url.contains(day)]
    known = known or [day for day in ends if _possible(day, capture)]
    return item._replace(days=Interval.on(known[0])) if len(known) == 1 else item


def _ages_in(lines: list[Line], capture: Capture) -> Iterator[tuple[Line, Written]]:
    if capture.captured_at is None:
        return
    for line in lines:
        item = find_age(line.text, capture.captured_at)
        if item is not None:
            yield line, item


def _month_first(capture: Capture, line: str) -> bool | None:
    """Whether a page writes ``08/09`` for August 9, by its clock, its language, its country, or
    its other dates."""
    us, elsewhere = _MONTH_FIRST_CLOCK.search(line), _DAY_FIRST_CLOCK.search(line)
    if bool(us) != bool(elsewhere):
        return bool(us)
    language = (capture.declared.language or "").lower().replace("_", "-")
    if language == "en-us":
        return True
    if language and language != "en" and language not in {"en-ca", "en-ph", "und"}:
        return False
    end = _country(capture)
    if end in _DAY_FIRST_PLACES or end in _MONTH_FIRST_PLACES:
        return end in _MONTH_FIRST_PLACES
    return is_month_first(capture.text[:_PAGE])


def _country(capture: Capture) -> str:
    try:
        host = urlsplit(capture.declared.url or capture.uri).hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]


def _rank(before: str, days: Interval) -> tuple[int, Interval]:
    published = [match.end() for match in _PUBLISHED.finditer(before)]
    updated = [match.end() for match in _UPDATED.finditer(before)]
    if updated and updated[-1] > (published[-1] if published else -1):
        return 2, Interval.between(None, days.latest)
    return (0 if published else 1), days


def _published(interval: Interval, basis: Basis, *evidence: Span) -> Published:
    return Published(
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=interval.edtf,
        basis=basis,
        evidence=evidence,
    )


def is_age_line(text: str) -> bool:
    """Whether a line is nothing but how long ago something was: "Published 3 hours ago"."""
    if len(text) > 60:
        return False
    item = find_age(text, _ANY_TIME)
    if item is None:
        return False
    rest = _FILLER.sub("", text[: item.start] + text[item.end :])
    return sum(map(str.isalpha, rest)) <= 2


def find_story_published(capture: Capture, byline: Iterable[Line]) -> Published:
    """When another story in a capture was published, by its own byline lines alone: what the page
    declares is of its main article."""
    told = _from_lines(byline, capture)
    return _published(told[0], Basis.BYLINE, told[1]) if told is not None else Published()


def find_published(capture: Capture, byline: Iterable[Line]) -> Published:
    """When the main article was published: declared, else in a byline line, else in the address.

    A declared instant counts with the day it names, whatever its time zone. A byline date that
    does not agree with the declared one is kept as evidence. What is only "updated" on a day was
    published on it or before. Impossible days, and days after the capture was taken, are not
    believed.
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

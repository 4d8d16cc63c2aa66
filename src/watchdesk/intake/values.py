"""What pages and rows declare, made uniform: lines, dates, moments, languages, names."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from watchdesk.intake.decode import printable

_LINE = 1000
_LONG = 5000
_EARLIEST = 1600
_ISO = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2})(?!\d))?)?(?=$|[TZ+\s])", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0|T?(?:\d{4}|\d{6})Z?)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[a-z]{3,9})\.?,? (?P<y>\d{4})\b",
    re.I | re.ASCII,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})\b",
    re.I | re.ASCII,
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_SPACED_ZONE = re.compile(r" ([+-]\d\d:?\d\d)(?: [A-Z]{3,4})?$| (?:UTC|GMT|Z)$", re.ASCII)
_UNIX = re.compile(r"(\d{9,19})(?:\.0|(\.\d{1,9}))?", re.ASCII)
_HOUR = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d))?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s(?P<zone>[A-Z]{1,4})\b)?",
    re.I | re.ASCII,
)
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
# Hours from UTC of the zones RFC 5322, 4.3, names; other abbreviations stand for several zones.
_CTIME = re.compile(
    r"[a-z]{3} (?P<m>[a-z]{3}) {1,2}(?P<d>\d{1,2}) [\d:]{5,8} (?:[+-]\d{4} |[a-z]{3,4} )?"
    r"(?P<y>\d{4})\b",
    re.I | re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = "january february march april may june july august september october november december"
_BY = re.compile(r"^by ", re.I)
_NAME_BREAK = re.compile(r"; | and (?=\S+ \S)|, (?=\S+ \S)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")
_SECONDS = (86_400, 4_102_444_800)
# 2 January 1970 to 1 January 2100; zero stands for "no date" in many exports.
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
# Seconds, and what a number of later years must be: milli-, micro- or nanoseconds.
_NOTHING = frozenset({"", "none", "nan", "nat", "null", "<na>", "n/a", "#n/a", "\\n"})
# How pandas, spreadsheets and database exports write an empty cell.
_LISTED = 10_000
_NAMES = 1000
_ITEM = re.compile(
    r"""[\s,]{0,9}(?:'(?P<one>(?:[^'\\]|\\.){0,300}+)'|"(?P<two>(?:[^"\\]|\\.){0,300}+)")"""
)


def line(value: object, limit: int = _LINE) -> str | None:
    """A string as one line without white space at its ends; ``None`` when empty or no string."""
    if not isinstance(value, str):
        return None
    return " ".join(printable(value[: limit * 2]).split())[:limit].strip() or None


def paragraph(value: object) -> str | None:
    """The same with more room, for standfirsts."""
    return line(value, _LONG)


def is_nothing(value: object) -> bool:
    """Whether a cell says nothing: empty, not a number, or a word that stands for that."""
    if isinstance(value, str):
        return len(value) < 20 and value.strip().lower() in _NOTHING
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, list | dict | bytes) and not value)


def listed(text: str) -> list[Any] | None:
    """The items of a list written into a string, as JSON or as Python prints it
    (``['A', "B"]``, with or without commas); ``None`` for any other string."""
    text = text.strip()
    if not text or text[0] + text[-1] not in ("[]", "()", "{}") or len(text) > _LISTED:
        return None
    try:
        data = json.loads(text)
        return data if isinstance(data, list) else None
    except (ValueError, RecursionError):
        pass
    inner, here, found = text[1:-1].rstrip(", "), 0, []
    while here < len(inner):
        match = _ITEM.match(inner, here)
        if match is None:
            return None
        item = match["one"] if match["one"] is not None else match["two"]
        found.append(re.sub(r"\\(.)", r"\1", item))
        here = match.end()
    return found


def names(value: object) -> tuple[str, ...]:
    """Names in a string, an object with a ``name``, or a list of either, also one written into
    a string; each once, in order, those of the first 1,000 items."""
    found: list[str] = []
    if isinstance(value, str) and (items := listed(value)) is not None:
        value = items
    for item in value[:_NAMES] if isinstance(value, list) else [value]:
        text = line(item.get("name") if isinstance(item, dict) else item)
        if text is None or text.startswith(("http://", "https://", "@")) or is_nothing(text):
            continue
        parts = [text] if isinstance(item, dict) else _NAME_BREAK.split(_BY.sub("", text))
        found += (name for part in parts if (name := part.strip(" ,;|")))
    return tuple(dict.fromkeys(found))


def language(value: object) -> str | None:
    """A BCP 47 tag, or ``None`` for anything else."""
    text = line(value)
    return text.replace("_", "-") if text and _TAG.fullmatch(text) else None


def iso_day(value: object) -> str | None:
    """A declared date as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, in the zone it is declared in.

    Read are dates and moments of Python, ISO 8601, RFC 5322, year-first dates, days with a
    written English month, days in numbers that are one day whichever way they are read
    (``25/12/2024``), and Unix times in seconds to nanoseconds (UTC). ``None`` for all else:
    ``03/04/2024`` is two dates.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _day(str(value.year), str(value.month), str(value.day))
    if isinstance(value, int | float):
        return _of_number(value)
    text = line(value)
    if text is None or len(text) > 100:
        return None
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if (number := _number(text)) is not None:
        return _of_number(number)
    if (match := _ISO.match(text)) and (match["d"] or match.end() == len(text)):
        return _day(match["y"], match["m"], match["d"])
    if match := _NUMERIC.match(text):
        return _either_way(int(match[1]), int(match[3]), match[4])
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text) or _CTIME.match(text)
    month = match and _month(match["m"])
    return _day(match["y"], month, match["d"]) if match and month else None


def _number(text: str) -> float | None:
    """A Unix time in a string; shorter numbers are years or nothing."""
    match = _UNIX.fullmatch(text)
    return None if match is None else float(text) if match[2] else int(match[1])


def _either_way(first: int, second: int, year: str) -> str | None:
    """The day of two numbers, if it is one whichever of them is the month."""
    days = {_day(year, str(a), str(b)) for a, b in ((first, second), (second, first))}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _of_number(value: float) -> str | None:
    compact = _COMPACT.fullmatch(_digits(value))
    if compact and (day := _day(compact[1], compact[2], compact[3])):
        return day
    moment = _unix(value)
    return moment.date().isoformat() if moment else None


def _digits(value: float) -> str:
    """A number as it is read; tables with empty cells turn whole numbers into ``20240806.0``."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _unix(value: float) -> datetime | None:
    low, high = _SECONDS
    for unit in _UNITS:
        if low * unit <= value < high * unit:
            micro = round(value * 1_000_000) if unit == 1 else value * 1_000_000 // unit
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micro)
    return None


def _month(name: str) -> str | None:
    lower = name.lower()
    if lower not in (*_MONTHS, "sept", *_FULL.split()):
        return None
    return str(_MONTHS.index(lower[:3]) + 1)


def _day(year: str, month: str | None, day: str | None) -> str | None:
    if int(year) < _EARLIEST:
        return None
    if month is None:
        return year
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if found == date(1970, 1, 1):
        return None
    return found.isoformat() if day else f"{found:%Y-%m}"


def moment(value: object) -> datetime | None:
    """When a page was taken: a moment of Python, ISO 8601, RFC 5322, 14 digits, Unix time, or a
    day with a written English month and an hour; UTC where no zone is given, as crawlers write
    it. ``None`` for all else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        found = _stamp(_digits(value)) or _unix(value)
    else:
        found = value if isinstance(value, datetime) else _written(value)
    if found is None or not _EARLIEST <= found.year < 9999:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found != datetime(1970, 1, 1, tzinfo=UTC) else None


def _written(value: object) -> datetime | None:
    text = line(value)
    if text is None or len(text) > 100:
        return None
    if (number := _number(text)) is not None:
        return _stamp(_digits(number)) or _unix(number)
    try:
        return datetime.fromisoformat(_SPACED_ZONE.sub(r"\1", text))
    except ValueError:
        return _rfc(text) or _with_hour(text)


def _with_hour(text: str) -> datetime | None:
    """``Aug. 6, 2024 10:00 AM EDT``; nothing where the hour or its zone is not understood."""
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    hour = _HOUR.search(text, match.end()) if match else None
    day = iso_day(text)
    if hour is None or day is None or len(day) < 10:
        return None
    zone, half = (hour["zone"] or "utc").lower(), (hour["half"] or "").lower()
    number = int(hour["h"])
    if zone not in _ZONES or (half and not 1 <= number <= 12):
        return None
    number = number % 12 + 12 * (half == "p") if half else number
    at = f"{day}T{number:02}:{hour['m']}:{hour['s'] or '00'}"
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found.replace(tzinfo=timezone(timedelta(hours=_ZONES[zone])))


def _stamp(text: str) -> datetime | None:
    """``YYYYMMDD``, with hour, minute and second or without."""
    if len(text) not in (8, 14) or not (text.isascii() and text.isdigit()):
        return None
    try:
        return datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

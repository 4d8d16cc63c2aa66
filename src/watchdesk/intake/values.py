"""What pages and rows declare, made uniform: lines, dates, moments, languages, names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from watchdesk.intake.decode import printable

_LINE = 1000
_LONG = 5000
_EARLIEST = 1600
_ISO = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2})(?!\d))?)?(?=$|[TZ+\s])", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(?:\d{4}|\d{6})Z?)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[a-z]{3,9})\.?,? (?P<y>\d{4})\b",
    re.I | re.ASCII,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,? )?(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})\b",
    re.I | re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = "january february march april may june july august september october november december"
_BY = re.compile(r"^by ", re.I)
_NAME_BREAK = re.compile(r"; | and (?=\S+ \S)|, (?=\S+ \S)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")
_SECONDS = (86_400, 4_102_444_800)
# 2 January 1970 to 1 January 2100; zero stands for "no date" in many exports.


def line(value: object, limit: int = _LINE) -> str | None:
    """A string as one line without white space at its ends; ``None`` when empty or no string."""
    if not isinstance(value, str):
        return None
    return " ".join(printable(value[: limit * 2]).split())[:limit].strip() or None


def paragraph(value: object) -> str | None:
    """The same with more room, for standfirsts."""
    return line(value, _LONG)


def names(value: object) -> tuple[str, ...]:
    """Names in a string, an object with a ``name``, or a list of either; each once, in order."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        text = line(item.get("name") if isinstance(item, dict) else item)
        if text is None or text.startswith(("http://", "https://", "@")):
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

    Read are ISO 8601, RFC 5322, year-first dates, days with a written English month, and Unix
    times in seconds or milliseconds (UTC). ``None`` for all else: ``03/04/2024`` is two dates.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    text = line(value)
    if text is None or len(text) > 100:
        return None
    if match := _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if text.isascii() and text.isdigit() and len(text) > 8:
        return _of_number(int(text))
    if (match := _ISO.match(text)) and (match["d"] or match.end() == len(text)):
        return _day(match["y"], match["m"], match["d"])
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    month = match and _month(match["m"])
    return _day(match["y"], month, match["d"]) if match and month else None


def _of_number(value: float) -> str | None:
    text = str(value)
    if (match := _COMPACT.fullmatch(text)) and (day := _day(match[1], match[2], match[3])):
        return day
    moment = _unix(value)
    return moment.date().isoformat() if moment else None


def _unix(value: float) -> datetime | None:
    low, high = _SECONDS
    if low <= value < high:
        return datetime.fromtimestamp(value, UTC)
    if low * 1000 <= value < high * 1000:
        return datetime.fromtimestamp(value / 1000, UTC)
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
    """When a page was taken: ISO 8601, RFC 5322, 14 digits, or Unix time; UTC where no zone is
    given, as crawlers write it. ``None`` for all else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _stamp(str(value)) or _unix(value)
    text = line(value)
    if text is None or len(text) > 100:
        return None
    try:
        found: datetime | None = _stamp(text) or datetime.fromisoformat(text)
    except ValueError:
        found = _rfc(text)
    if found is None or not _EARLIEST <= found.year < 9999:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found != datetime(1970, 1, 1, tzinfo=UTC) else None


def _stamp(text: str) -> datetime | None:
    if len(text) != 14 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

"""What this product and others say of the times in a text, in TIMEX3 terms.

The others answer in their own terms; they are put into TIMEX3's as kindly as plain rules allow.
Where one offers two days for a weekday or month, the last that is not ahead is taken: news tells
mostly that.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from times_data import Text, Timex
from watchdesk.grounding.time_timex3 import timex3
from watchdesk.records import Time


def ours(text: str, times: Iterable[Time]) -> Iterator[Timex]:
    """Our records as TIMEX3 marks them."""
    for time_ in times:
        for one in timex3(text, time_):
            yield Timex(one.start, one.end, one.type, one.value, one.modifier or "")


def peers() -> dict[str, Callable[[Text], list[Timex]]]:
    """The libraries measured beside ours, by name. Raises ``ImportError`` without them."""
    return {
        "recognizers-text": _recognizers(),
        "dateparser": _dateparser(),
    }


# recognizers-text


def _recognizers() -> Callable[[Text], list[Timex]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions hold stray escapes
        library = import_module("recognizers_date_time")

    def read(text: Text) -> list[Timex]:
        noon = datetime.combine(text.day, time())
        found = library.recognize_datetime(text.text, library.Culture.English, reference=noon)
        return [_recognized(one, text.day) for one in found if one.resolution]

    return read


def _recognized(one: Any, day: date) -> Timex:
    kind = one.type_name.rpartition(".")[2]
    type_, value = of_recognizers(kind, one.resolution["values"], day)
    return Timex(one.start, one.end + 1, type_, value)


def of_recognizers(kind: str, values: Sequence[Mapping[str, str]], day: date) -> tuple[str, str]:
    """Type and value in TIMEX3 terms of an answer of recognizers-text, told on a day."""
    begun = [one for one in values if _begins(one)[:10] <= day.isoformat()]
    value = max(begun, key=_begins, default=values[0])
    timex = value.get("timex", "")
    if kind in ("duration", "set"):
        return kind.upper(), timex
    type_ = "TIME" if "time" in kind and not timex.endswith("_REF") else "DATE"
    told = _begins(value)
    if timex.startswith("("):
        return _stretch(type_, timex, told)
    if "X" not in timex or not re.match(r"\d{4}", told):
        return type_, timex
    if re.fullmatch(r"XXXX-\d\d", timex):
        return type_, told[:7]
    return type_, told.replace(" ", "T")[: 16 if type_ == "TIME" else 10]


def _begins(value: Mapping[str, str]) -> str:
    return value.get("value") or value.get("start") or ""


def _stretch(type_: str, timex: str, start: str) -> tuple[str, str]:
    """A stretch is a calendar unit where its length is one, else that length."""
    length = timex.rstrip(")").rpartition(",")[2]
    if length == "P3M" and re.fullmatch(r"\d{4}-(?:01|04|07|10)-01", start):
        return type_, f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
    if length == "P1Y" and start.endswith("-01-01"):
        return type_, start[:4]
    if length == "P10Y" and start.endswith("0-01-01"):
        return type_, start[:3]
    return "DURATION", length


# dateparser


def _dateparser() -> Callable[[Text], list[Timex]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = import_module("dateparser.search")

    def read(text: Text) -> list[Timex]:
        noon = datetime.combine(text.day, time())
        settings = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"}
        found = library.search_dates(text.text, languages=["en"], settings=settings) or []
        return list(_placed(text.text, found))

    return read


def _placed(text: str, found: Sequence[tuple[str, datetime]]) -> Iterator[Timex]:
    at = 0
    for words, when in found:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        yield Timex(start, at, "DATE", of_dateparser(words, when.date()))


_MONTH = re.compile(
    r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b"
)
_DAY = re.compile(r"\b\d\d?(?:st|nd|rd|th)?\b")


def of_dateparser(words: str, day: date) -> str:
    """The value of a day, or of the year or month where the words tell no more than that."""
    if re.fullmatch(r"(?:[a-zA-Z]+ )?\d{4}", words) and not _MONTH.search(words):
        return f"{day.year}"
    if _MONTH.search(words) and not _DAY.search(words):
        return f"{day:%Y-%m}"
    return day.isoformat()

"""What a matched expression says that names a part of a month, or a day and no month.

A reader gets a match and gives a point, or ``None`` when the words only look like a time.
"""

from __future__ import annotations

import re

from watchdesk.grounding.time_model import Calendar, DayOfMonth, Point, Range, Unit
from watchdesk.grounding.time_read import CHOICES, month, weekday, year_step

_NTH = {"last": -1, "final": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def read_part_of_month(m: re.Match[str]) -> Point | None:
    """``the first week of May``, ``the last Friday in July``."""
    word, what = m["nth"].lower(), m["what"].lower()
    nth = int(word[0]) if word[0].isdigit() else _NTH[word]
    part = None if m["wd"] else Unit(what)
    if nth > (2 if part is Unit.HALF else 5):
        return None
    return Calendar(
        year=int(m["y"]) if m["y"] else None,
        month=month(m["mon"]),
        weekday=weekday(m["wd"]),
        year_step=year_step(m["step"]),
        choice=CHOICES.get((m["choice"] or "").lower()),
        nth=nth,
        part=part,
    )


_GOLF = re.compile(r"\b(?:birdies?|bogeys?|putt(?:s|ed)?|fairway|tee|golf|holes?)\b", re.IGNORECASE)


def read_day_of_month(m: re.Match[str]) -> Point | None:
    """``on the 18th``; not the eighteenth of other things."""
    day = int(m["d"])
    return DayOfMonth(day) if 1 <= day <= 31 and not _GOLF.search(m.string) else None


def read_months(m: re.Match[str]) -> Point | None:
    """``January-to-March``, ``April-July 2024``."""
    first, last = month(m["mon"]), month(m["mon2"])
    if first is None or last is None:
        return None
    year = int(m["y"]) if m["y"] else None
    begun = year - (first > last) if year is not None else None
    return Range(Calendar(begun, first), Calendar(year, last))

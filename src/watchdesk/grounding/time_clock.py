"""The hour or part of the day an expression tells, and what its words do to the rest of it."""

from __future__ import annotations

import re

from watchdesk.grounding.time_model import (
    Away,
    Calendar,
    Lasting,
    Point,
    Portion,
    Shift,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_read_sets import PARTS
from watchdesk.records import Modifier

_HOUR = re.compile(
    r"(?<![\d$])(?P<h>\d{1,2})(?:[:.](?P<mi>[0-5]\d))?[ \u00a0]?(?P<half>[apAP])\.?[mM]\b"
    r"|(?<!\d)(?P<h2>\d\d)(?P<mi2>\d\d)[ \u00a0]?(?:GMT|UTC|Z)\b|(?<!\d)(?P<h3>\d{1,2}):"
    r"(?P<mi3>[0-5]\d)(?!\d)"
    r"|(?<!\d)(?P<h4>\d{1,2})(?: o['’]clock)?(?: in the (?P<part>morning|afternoon|evening)"
    r"| o['’]clock)"
)
_PART = re.compile(
    r"\b(?:(?P<part>mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|dawn|dusk)|"
    r"(?P<night>tonight|overnight))\b",
    re.IGNORECASE,
)


def clock_of(words: str, point: Point) -> str | None:
    """The part of the day as TIMEX3 writes it behind a date: ``TMO``, ``T09:30``."""
    if not _is_day(point):
        return None
    hour = _HOUR.search(words)
    if hour is not None:
        return _hour(hour)
    part = _PART.search(words)
    if part is None:
        return None
    return "TNI" if part["night"] else PARTS[part["part"].lower()]


def _is_day(point: Point) -> bool:
    if isinstance(point, Calendar):
        return point.day is not None or point.feast is not None
    if isinstance(point, Shift):
        return point.unit in {Unit.DAY, Unit.HOUR}
    return isinstance(point, Weekday)


def _hour(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    number = next(int(group[key]) for key in ("h", "h2", "h3", "h4") if group[key])
    minute = next((group[key] for key in ("mi", "mi2", "mi3") if group[key]), "00")
    late = (group["half"] or "").lower() == "p" or group["part"] in {"afternoon", "evening"}
    if group["half"] or group["part"]:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + 12 * late
    return f"T{number:02d}:{minute}" if number <= 24 else None


_PORTIONS = {
    Portion.EARLY: Modifier.START, Portion.START: Modifier.START, Portion.MID: Modifier.MID,
    Portion.LATE: Modifier.END, Portion.END: Modifier.END,
}  # fmt: skip
_SHORT = frozenset({Unit.WEEK, Unit.WEEKEND})
"""Parts of a month that TIMEX3 has no value for, so that the month stands for them."""
_EDGE = re.compile(r"\b(?P<early>early)|\b(?P<late>late)\b|\b(?P<mid>mid)", re.IGNORECASE)
_FUZZ = {
    "more than": Modifier.MORE_THAN, "over": Modifier.MORE_THAN, "well over": Modifier.MORE_THAN,
    "just over": Modifier.MORE_THAN, "a little over": Modifier.MORE_THAN,
    "less than": Modifier.LESS_THAN, "fewer than": Modifier.LESS_THAN, "under": Modifier.LESS_THAN,
    "just under": Modifier.LESS_THAN, "nearly": Modifier.APPROX, "almost": Modifier.APPROX,
    "at least": Modifier.EQUAL_OR_MORE, "no less than": Modifier.EQUAL_OR_MORE,
    "up to": Modifier.EQUAL_OR_LESS, "as many as": Modifier.EQUAL_OR_LESS,
    "at most": Modifier.EQUAL_OR_LESS, "no more than": Modifier.EQUAL_OR_LESS,
    "about": Modifier.APPROX, "around": Modifier.APPROX, "roughly": Modifier.APPROX,
    "approximately": Modifier.APPROX, "some": Modifier.APPROX, "close to": Modifier.APPROX,
}  # fmt: skip
_FUZZED = re.compile(
    rf"(?:the |these |this )?(?:past |last |next |coming )?(?P<fuzz"
    rf">{'|'.join(sorted(_FUZZ, key=len, reverse=True))}) ",
    re.IGNORECASE,
)


def modifier_of(words: str, point: Point) -> Modifier | None:
    """What words such as "early" and "more than" do to a time."""
    if isinstance(point, Calendar) and point.part in _SHORT:
        return {1: Modifier.START, -1: Modifier.END}.get(point.nth or 0, Modifier.MID)
    if isinstance(point, Calendar | Years | Shift) and point.portion is not None:
        return _PORTIONS.get(point.portion)
    if isinstance(point, Weekday):
        edge = _EDGE.match(words)
        if edge is None:
            return None
        return Modifier.START if edge["early"] else Modifier.END if edge["late"] else Modifier.MID
    if isinstance(point, Away | Lasting):
        fuzz = _FUZZED.match(words)
        return _FUZZ[fuzz["fuzz"].lower()] if fuzz else None
    return None

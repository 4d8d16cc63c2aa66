"""Time expressions that the words between make one: stretches, sums, days from days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.grounding.time_model import (
    Away,
    Calendar,
    Lasting,
    Numeric,
    Offset,
    PartOf,
    Point,
    Range,
    Ref,
    Shift,
    Unit,
    Vague,
    Weekday,
    WeekOf,
    Years,
)

_RANGE_HEAD = re.compile(r"\b(from|between) $", re.IGNORECASE)
_RANGE_LINK = re.compile(r" (?:and|to|until|till|through) (?:the )?|[ ]?[–—][ ]?")
_SUM_LINK = re.compile(r"(?:,? and)? |, ")
_OFFSET_LINK = re.compile(
    r" (?P<side>before|after|from|prior to|following|ahead of) (?:the )?", re.IGNORECASE
)
_GOES_ON = re.compile(r" (?:to|until|till|through) |[ ]?[–—]")
_STRETCH_HEAD = re.compile(
    r"\b(?:for|the|within|during|over|these|those|next|last|first|past|of|spent|lasted) $",
    re.IGNORECASE,
)
_WEEK_HEAD = re.compile(
    r"\b(?:the )?week (?P<how>of|beginning|starting|commencing|ending) (?:on )?(?:the )?$",
    re.IGNORECASE,
)
_PART_HEAD = re.compile(
    r"\b(?:the )?(first|opening|last|final|closing) [a-z\d-]{1,12} [a-z]{3,6}$", re.IGNORECASE
)
_PART_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH})
_PARTS = {
    (Unit.YEAR, Unit.MONTH): 12, (Unit.DAY, Unit.HOUR): 24, (Unit.HOUR, Unit.MINUTE): 60,
    (Unit.MINUTE, Unit.SECOND): 60,
}  # fmt: skip
_WHOLE_DAYS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})


class Hit(NamedTuple):
    """A time expression in its sentence."""

    start: int
    end: int
    point: Point
    rank: int


def joined(words: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits of a sentence, in order, with those made one that the words between tie together.

    ``between May and July``, ``1 hour and 30 minutes``, ``two weeks before Christmas``, ``the
    week of 16 September``.
    """
    out: list[Hit] = []
    for hit in hits:
        one = _one(words, out[-1], hit) if out else None
        if one is not None:
            out[-1] = one
        else:
            out.append(_week_of(words, hit))
    return out


def _one(words: str, last: Hit, hit: Hit) -> Hit | None:
    link, before = words[last.end : hit.start][:16], words[max(0, last.start - 10) : last.start]
    point = (
        _range(link, before, last.point, hit.point)
        or _sum(link, last.point, hit.point)
        or _offset(link, before, words[hit.end : hit.end + 9], last.point, hit.point)
    )
    if point is not None:
        return Hit(last.start, hit.end, point, last.rank)
    near = max(0, last.start - 12)
    head = _PART_HEAD.search(words[near : last.end])
    point = _part(link, head[1].lower(), last.point, hit.point) if head else None
    if head is None or point is None:
        return None
    return Hit(min(last.start, near + head.start()), hit.end, point, last.rank)


def _part(link: str, head: str, first: Point, base: Point) -> Point | None:
    """``the last three months of 2004``."""
    if link not in {" of ", " of the "} or not isinstance(first, Lasting):
        return None
    if not isinstance(base, Calendar) or not (base.year or base.month) or base.fiscal:
        return None
    if base.day is not None or base.portion is not None or base.nth is not None:
        return None
    if first.unit not in _PART_UNITS or first.told is None or first.told != int(first.told):
        return None
    return PartOf(base, int(first.told), first.unit, head in {"last", "final", "closing"})


def _range(link: str, before: str, first: Point, second: Point) -> Point | None:
    kinds = Calendar | Weekday | Shift | Years
    now = isinstance(second, Vague) and second.ref is Ref.PRESENT
    if not isinstance(first, kinds) or not (now or isinstance(second, kinds)):
        return None
    if not _RANGE_LINK.fullmatch(link):
        return None
    if link.strip()[:1].isalpha() and not _RANGE_HEAD.search(before):
        return None
    return Range(_lend_year(first, second), second)


def _lend_year(first: Point, second: Point) -> Point:
    """``from May to July 2023`` tells the year of May too."""
    if not isinstance(first, Calendar) or not isinstance(second, Calendar):
        return first
    if first.year is not None or second.year is None or second.month is None:
        return first
    year = second.year
    if first.month is not None and first.month > second.month:
        year -= 1
    return Calendar(year, first.month, first.day, portion=first.portion)


def _sum(link: str, first: Point, second: Point) -> Point | None:
    """``1 hour and 30 minutes``, ``two years and six months ago``."""
    if not isinstance(first, Lasting) or not isinstance(second, Lasting | Away):
        return None
    size = _PARTS.get((first.unit, second.unit))
    if size is None or not _SUM_LINK.fullmatch(link) or first.noun:
        return None
    told, rest = first.told, second.told
    if told is None or rest is None or not rest < size or told != int(told) or rest != int(rest):
        return None
    total = told * size + rest
    if isinstance(second, Away):
        return Away(total, total, second.unit, second.sign, second.text, total)
    if second.sign:
        return None
    exact = first.low == first.high == told and second.low == second.high
    low, high = (total / size, total / size) if exact else (first.low, None)
    return Lasting(low, high, first.unit, first.sign, told=total / size)


def _offset(link: str, before: str, after: str, first: Point, base: Point) -> Point | None:
    """``two weeks before Christmas``; not ``for two weeks before Christmas``."""
    match = _OFFSET_LINK.fullmatch(link)
    if match is None or not isinstance(first, Lasting) or not _is_day(base):
        return None
    if first.sign or first.low != first.high or first.told is None or first.ahead is not None:
        return None
    if first.unit not in _WHOLE_DAYS or _STRETCH_HEAD.search(before):
        return None
    side = match["side"].lower()
    if side == "from" and _GOES_ON.match(after):
        return None
    sign = 1 if side in {"after", "from", "following"} else -1
    return Offset(Away(first.low, first.high, first.unit, sign, told=first.told), base)


def _is_day(point: Point) -> bool:
    if isinstance(point, Calendar):
        known = point.day is not None or point.feast is not None
        return known and point.last_day is None
    if isinstance(point, Shift):
        return point.unit is Unit.DAY and not point.text
    return isinstance(point, Weekday | Numeric)


def _week_of(words: str, hit: Hit) -> Hit:
    if not isinstance(hit.point, Calendar) or not _is_day(hit.point):
        return hit
    before = words[max(0, hit.start - 32) : hit.start]
    head = _WEEK_HEAD.search(before)
    if head is None:
        return hit
    how = head["how"].lower()
    sign = 0 if how == "of" else -1 if how == "ending" else 1
    start = hit.start - (len(before) - head.start())
    return Hit(start, hit.end, WeekOf(hit.point, sign), hit.rank)

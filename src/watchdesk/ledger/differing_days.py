"""One event told on days, or in towns, that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from geographiclib.geodesic import Geodesic

from watchdesk.ledger.differing import (
    Days,
    Deed,
    Spot,
    Telling,
    apart,
    gap,
    key,
    one_voice,
    stem_hash,
)
from watchdesk.ledger.incompatible_pairs import Clash
from watchdesk.records import ContradictionKind

_MOSTLY = 0.7
"""Part of the shorter clause's telling words that must stand in the longer one: an attack on
another day is another attack."""
_LEAST = 3
"""Telling words that both must share."""
_DAY = 2
"""Days of an interval that still is a day: a night is told by two."""
_MONTH = 31
"""Days by which reports of one event differ at most."""
_FAR = 25.0
"""Kilometres between the edges of two towns that are not one another's surroundings."""
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WORDS = 6
"""Words of a clause whose pairs an event is found by."""


def day_keys(one: Telling) -> frozenset[int]:
    """What a deed with a day or a town is found by: its verb and two words beside it."""
    out: set[int] = set()
    for deed in _dated(one):
        names = sorted(deed.names | deed.states)
        words = sorted(deed.words - deed.names - deed.states)
        beside = (names + words)[:_WORDS]
        out.update(
            key("event", deed.what, deed.pole, *pair) for pair in combinations(sorted(beside), 2)
        )
    return frozenset(out)


def _dated(one: Telling) -> Iterator[Deed]:
    for deed in one.deeds:
        if deed.done and (_is_day(deed.time) or deed.spot is not None):
            yield deed


def _is_day(days: Days | None) -> bool:
    return days is not None and days[1] - days[0] < _DAY


def _is_one_event(a: Deed, b: Deed, left: Telling, right: Telling, *, but_place: bool) -> bool:
    names_a, names_b = a.names, b.names
    words_a, words_b = a.words, b.words
    if but_place:
        names_a, names_b = names_a - _town(a), names_b - _town(b)
        words_a, words_b = words_a - _town(a), words_b - _town(b)
    if apart(names_a, names_b) or apart(a.states, b.states):
        return False
    shared, few = words_a & words_b, min(len(words_a), len(words_b))
    if len(shared) < max(_LEAST, _MOSTLY * few):
        return False
    if not but_place and a.spot and b.spot and _are_far(a.spot, b.spot):
        return False
    ours, theirs = ({(c.noun, c.size) for c in one.counts} for one in (left, right))
    return not (ours - theirs and theirs - ours)


def _town(a: Deed) -> frozenset[int]:
    """The words of a deed's town."""
    return frozenset(stem_hash(word) for word in a.spot.name.split()) if a.spot else frozenset()


def _are_far(a: Spot, b: Spot) -> bool:
    if a.name == b.name:
        return False
    if None in (a.lat, a.lon, b.lat, b.lon):
        return a.lat is not None or b.lat is not None
    line = Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon)
    return bool(line["s12"] / 1000 > _FAR + a.radius + b.radius)


def _days_differ(a: Deed, b: Deed) -> bool:
    days = gap(a.time, b.time)
    told = _is_day(a.time) and _is_day(b.time)
    return told and days is not None and 0 < days <= _MONTH and a.once and b.once


def _places_differ(a: Deed, b: Deed) -> bool:
    if a.spot is None or b.spot is None or not _are_far(a.spot, b.spot):
        return False
    days = gap(a.time, b.time)
    if days is None:
        return a.once and b.once
    return days == 0


def events_clash(a: Telling, b: Telling) -> Clash | None:
    """Whether both tell one event, of other days or in other towns, and why that is so."""
    if one_voice(a, b) or a.denied or b.denied:
        return None
    for left in _dated(a):
        for right in _dated(b):
            if (left.what, left.pole) != (right.what, right.pole):
                continue
            if _days_differ(left, right) and _is_one_event(left, right, a, b, but_place=False):
                return Clash(ContradictionKind.DATE, days_why(left, right, a, b))
            if _places_differ(left, right) and _is_one_event(left, right, a, b, but_place=True):
                assert left.spot is not None and right.spot is not None
                where = f"{left.spot.name.title()} ({a.who}) and {right.spot.name.title()}"
                why = f"“{left.text}”: {where} ({b.who}) cannot both be where"
                return Clash(ContradictionKind.PLACE, why)
    return None


def days_why(left: Deed, right: Deed, a: Telling, b: Telling) -> str:
    """What is told to have happened on which days, and by whom."""
    days = f"{_told_day(left)} ({a.who}) and {_told_day(right)} ({b.who})"
    return f"“{left.text}”: {days} cannot both be the day"


def _told_day(deed: Deed) -> str:
    """The day of a deed in words, "16 August 2024"; the first and the last where there are more."""
    if deed.time is None:
        return "an unknown day"
    days = [date.fromordinal(day) for day in dict.fromkeys(deed.time)]
    return " to ".join(f"{day.day} {_MONTHS[day.month - 1]} {day.year}" for day in days)

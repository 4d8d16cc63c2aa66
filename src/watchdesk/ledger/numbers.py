"""Numbers told of the same thing that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable

from watchdesk.ledger.counts import clash, is_long_past
from watchdesk.ledger.differing import Count, Telling, apart, gap, key, one_voice, overlap

_NEAR = 10
"""Days between two reports that can still be about the same thing."""
_SAME_DAYS = 2
"""Days within which the higher number of the other side is no update of a lower one."""
_CONTESTED = frozenset({"control", "land", "fight"})
"""What both sides of a war count, in few words of their own."""
_SHARED = 3
"""Telling words that two sentences about one thing share."""
_MOSTLY, _HALF = 0.75, 0.5
"""Parts of the shorter and of the longer statement's telling words that both must share where only
the words tell that the same is counted."""
_KEYS = 12
"""Words of a statement that an amount is found by."""


def number_keys(one: Telling) -> frozenset[int]:
    """What an amount is found by: what is counted, with the words and the states beside it."""
    if one.denied or not one.real:
        return frozenset()
    states = sorted(name for name in one.part | one.side if len(name) == len("XX"))
    names = sorted(one.names)[:_KEYS]
    words = sorted(one.words - one.names)[: _KEYS - len(names)]
    out: set[int] = set()
    for count in one.counts:
        beside: list[object] = [*names, *words]
        if count.fates & _CONTESTED:
            beside += states
        out.update(key("number", count.noun, word) for word in beside)
    return frozenset(out)


def _days(a: Telling, b: Telling) -> int | None:
    days = gap(a.when, b.when)
    return 0 if days is None and a.article == b.article else days


def _are_opposed(a: Telling, b: Telling) -> bool:
    """Whether two speakers belong to different states."""
    left, right = a.states, b.states
    return bool(left and right and not left & right)


def _states(one: Telling) -> frozenset[str]:
    return frozenset(name for name in one.part | one.side if len(name) == len("XX"))


def _is_contested(a: Telling, b: Telling) -> bool:
    """Whether both tell of the same war: of one state, in articles about the same places."""
    fates = {fate for one in (a, b) for count in one.counts for fate in count.fates}
    if not fates & _CONTESTED or not _states(a) & _states(b):
        return False
    return a.article == b.article or bool(a.area & b.area)


def _is_of_one_thing(a: Telling, b: Telling) -> bool:
    shared = a.around & b.around
    return len(shared) >= _SHARED and bool(shared & a.names & b.names)


def _is_in_like_words(a: Telling, b: Telling) -> bool:
    """Whether the words alone tell that the same is counted."""
    shared, sizes = a.words & b.words, sorted((len(a.words), len(b.words)))
    named = not (a.names and b.names) or a.names & b.names
    least = max(_SHARED, _MOSTLY * sizes[0], _HALF * sizes[1])
    return bool(named) and bool(a.speaker or b.speaker) and len(shared) >= least


def _are_one(a: Telling, b: Telling, left: Count, right: Count, *, contested: bool) -> bool:
    """Whether two amounts are told of one thing."""
    if is_long_past(left, a) != is_long_past(right, b):
        return False
    fates = left.fates & right.fates
    if contested and fates & _CONTESTED:
        return True
    if left.listed and fates:
        return _is_of_one_thing(a, b) or _is_in_like_words(a, b)
    return _is_in_like_words(a, b)


def numbers_clash(a: Telling, b: Telling) -> str | None:
    """What cannot both hold and who says which, or ``None``. ``a`` was known first."""
    days = _days(a, b)
    if days is None or days > _NEAR or one_voice(a, b) or overlap(a, b):
        return None
    if a.against != b.against or a.denied or b.denied or not (a.real and b.real):
        return None
    contested = _is_contested(a, b)
    if not contested and (apart(a.places, b.places) or apart(a.lands, b.lands)):
        return None
    late = days > (_SAME_DAYS if _are_opposed(a, b) else 0)
    if days and a.when and b.when and b.when[1] < a.when[0]:
        a, b = b, a
    for left in a.counts:
        for right in b.counts:
            what = clash(left, right, only_lower=late)
            if what is None or not _are_one(a, b, left, right, contested=contested):
                continue
            if _is_told_too(left, b.counts) or _is_told_too(right, a.counts):
                continue
            of = what if what in {"area", "amount", "share"} else f"number of {what}"
            of = "amount" if left.unit and what not in {"area", "share"} else of
            sides = f"“{left.text}” ({a.who}) and “{right.text}” ({b.who})"
            return f"{sides} cannot both be the {of}"
    return None


def _is_told_too(one: Count, others: Iterable[Count]) -> bool:
    """Whether the other side tells an amount as well, of another part of the same."""
    return any(other.size == one.size for other in others)

"""Which announcements are of one thing, and which take the place of another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from watchdesk.ledger.expectations_kept import Coming
from watchdesk.ledger.settle_match import shared

_APART = 30
"""Days within which announcements of one deed without a day, or for as wide a time, are one."""
_NEAR = 14
"""The same for one with a day and one without."""
_WORDS = 0.75
"""Part of the shorter one's words that stands in the other, where they are told in one way."""
_LEAST = 3
"""Words from which that counts."""


def _differ(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether each has something the other lacks."""
    return bool(left - right) and bool(right - left)


def _words(one: Coming) -> frozenset[int]:
    return one.content.union(one.figures, *one.names)


def _days_apart(a: Coming, b: Coming) -> int | None:
    """Days between the publications; ``None`` when not known."""
    left, right = a.published.latest, b.published.latest
    if left is None or right is None or date.max in (left, right):
        return None
    return abs((left - right).days)


def _is_alike(a: Coming, b: Coming) -> bool:
    """Whether they are told in nearly the same words."""
    left, right = _words(a), _words(b)
    least = min(len(left), len(right))
    if least < _LEAST or _differ(a.figures, b.figures) or not a.kinds & b.kinds:
        return False
    return len(left & right) >= _WORDS * least and _is_of_one(a, b)


def _covers(few: tuple[frozenset[int], ...], many: tuple[frozenset[int], ...]) -> bool:
    """Whether at least half of some names are among others; true where there are none."""
    told = frozenset().union(*many)
    return not few or 2 * shared(few, told) >= len(few)


def _is_of_one(a: Coming, b: Coming) -> bool:
    """Whether they name the same people as those who are to do it, and the same things."""
    left, right = frozenset().union(*a.names), frozenset().union(*b.names)
    doer = not a.subjects or not b.subjects
    doer = doer or shared(a.subjects, right) > 0 or shared(b.subjects, left) > 0
    objects = _covers(a.objects, b.names) or _covers(b.objects, a.names)
    return doer and objects


def _is_one_event(a: Coming, b: Coming) -> bool:
    """Whether they are of one deed of the same people, whatever the words."""
    if not a.kinds & b.kinds or not _is_of_one(a, b):
        return False
    dated = a.due == b.due and not _is_wide(a)
    if not dated and _differ(a.figures, b.figures):
        return False
    named = shared(a.names, frozenset().union(*b.names))
    least = min(len(a.names), len(b.names))
    content = len(a.content & b.content)
    return named >= max(1, 0.6 * least) and named + content >= 3


def may_be_one(a: Coming, b: Coming) -> bool:
    """Whether two announcements can be of one thing as far as people, deed and days go."""
    if a.due.is_unknown != b.due.is_unknown:
        most = _NEAR
    elif a.due.is_unknown:
        most = _APART
    elif not a.due.intersects(b.due) or _is_wide(a) != _is_wide(b):
        return False
    else:
        most = _APART if _is_wide(a) else 10 * _APART
    apart = _days_apart(a, b)
    if apart is None:
        return a.text == b.text
    if apart > most:
        return False
    return _is_alike(a, b) or _is_one_event(a, b)


def _is_wide(one: Coming) -> bool:
    return (one.due.days or 10_000) > 2 * _APART


def takes_place_of(later: Coming, one: Coming) -> bool:
    """Whether an announcement takes the place of an earlier one: the same deed of the same people
    for other days, told before the first had come."""
    if later.published.earliest is None or one.published.latest is None:
        return False
    if one.due.is_unknown or later.due.is_unknown or one.due.intersects(later.due):
        return False
    last = one.due.latest
    if last is None or not one.published.latest < later.published.earliest <= last:
        return False
    return _is_one_event(one, later)


def ties(one: Coming, near: Sequence[Coming]) -> frozenset[str]:
    """Ids of those of some that can be one with an announcement and that it is tied to. One without
    a day is tied to the nearest with a day alone, so that it cannot make two days one."""
    found = [other for other in near if other.id != one.id and may_be_one(one, other)]
    dated = [other for other in found if not other.due.is_unknown]
    if not one.due.is_unknown or not dated:
        return frozenset(other.id for other in found)
    nearest = min(dated, key=lambda other: (_days_apart(one, other) or 0, other.order))
    return frozenset({nearest.id})

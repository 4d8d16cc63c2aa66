"""Whether who, where and how much of two statements can be the same."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from watchdesk.ledger.kept import Kept
from watchdesk.ledger.told_facts import Amount

_SPELT = 85
"""How alike two words must be, of 100, to be spellings of one name."""
_ROUGHLY = 0.1
"""How far a number told roughly may be off."""
_UNNAMED = frozenset("unname unnamed anonymous unidentified senior top".split())
"""Words that say of a speaker no more than that they are not named."""
_ABOUT_A_MONTH = 32
"""A time of more days than this does not tell when something happened."""


def actors_differ(a: Kept, b: Kept) -> bool:
    """Whether each names a state or body the other has nothing to do with."""
    return bool(_strange(a, b)) and bool(_strange(b, a))


def _strange(one: Kept, other: Kept) -> list[tuple[str, ...]]:
    """The actors of one that neither is, belongs to nor holds anybody the other tells of."""
    known = {name for actor in other.actors for name in actor} | other.implied
    return [actor for actor in one.actors if known.isdisjoint(actor)]


def actors_shared(a: Kept, b: Kept) -> bool:
    """Whether both name one state or body."""
    return not {actor[0] for actor in a.actors}.isdisjoint(actor[0] for actor in b.actors)


def is_strange(one: Kept, other: Kept) -> bool:
    """Whether one names a state or body the other has nothing to do with."""
    return bool(_strange(one, other))


def names_differ(a: Kept, b: Kept) -> bool:
    """Whether each names a person or place the other does not; spellings of a name are one."""
    only_a, only_b = a.proper - b.proper, b.proper - a.proper
    left = [x for x in only_a if not any(ratio(x, y) >= _SPELT for y in only_b)]
    right = [y for y in only_b if not any(ratio(x, y) >= _SPELT for x in only_a)]
    return bool(left) and bool(right)


def _fits(a: Amount, b: Amount) -> bool:
    """Whether two amounts are one: the same bounds, or as good as that for numbers told roughly."""
    if a.unit != b.unit or a.place != b.place:
        return False
    slack = _ROUGHLY if a.approximate or b.approximate else 0.0
    if a.low is not None and b.low is not None and None in (a.high, b.high):
        return _near(a.low, b.low, slack)  # "more than 300" is retold as "300"
    return _near(a.low, b.low, slack) and _near(a.high, b.high, slack)


def _near(a: float | None, b: float | None, slack: float) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= slack * max(abs(a), abs(b))


def _unmatched(ones: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    return [one for one in ones if not any(_fits(one, other) for other in others)]


def amounts_differ(a: Kept, b: Kept) -> bool:
    """Whether each tells an amount that is none of the other's."""
    only_a, only_b = _unmatched(a.amounts, b.amounts), _unmatched(b.amounts, a.amounts)
    if not a.amounts and not b.amounts:
        return bool(a.figures - b.figures) and bool(b.figures - a.figures)
    return any(x.unit == y.unit and x.place == y.place for x in only_a for y in only_b)


def amounts_shared(a: Kept, b: Kept) -> list[float]:
    """The amounts both tell; places in a row are none."""
    told = (one for one in a.amounts if not one.place)
    found = [one for one in told if any(_fits(one, other) for other in b.amounts)]
    return [bound for one in found for bound in (one.low, one.high) if bound is not None]


def times_differ(a: Kept, b: Kept) -> bool:
    """Whether both tell when, to a month at least, and none of these times can be the same."""
    left, right = (
        [(low, high) for low, high in one.days if (high - low).days < _ABOUT_A_MONTH]
        for one in (a, b)
    )
    apart = not any(low <= end and start <= high for low, high in left for start, end in right)
    return bool(left and right) and apart


def days_shared(a: Kept, b: Kept) -> bool:
    """Whether both tell one day."""
    left, right = ({low for low, high in one.days if low == high} for one in (a, b))
    return not left.isdisjoint(right)


def roles_differ(a: Kept, b: Kept) -> bool:
    """Whether what one does to the other in one statement is done the other way in the other."""
    return any(
        x.type == y.type
        and x.who
        and x.whom
        and x.who != x.whom
        and (x.who, x.whom) == (y.whom, y.who)
        for x in a.deeds
        for y in b.deeds
    )


def tellers_differ(a: Kept, b: Kept) -> bool:
    """Whether nothing that is known of the two speakers fits, or they are of different states."""
    if not a.teller or not b.teller:
        return False
    one, other = ({mark for mark in kept.teller if mark.startswith("country:")} for kept in (a, b))
    return a.teller.isdisjoint(b.teller) or (bool(one and other) and one.isdisjoint(other))


def same_teller(a: Kept, b: Kept) -> bool:
    """Whether the speaker of one is the other's, or named in its sentence."""
    one, other = a.teller, b.teller
    return not (one.isdisjoint(other | b.said_around) and other.isdisjoint(a.said_around))


def fits(unnamed: Kept, named: Kept) -> bool:
    """Whether a speaker who is only described can be one who is named: half of the words of the
    description stand in the sentence that names them, or both are of one state."""
    words = {word for word in unnamed.teller if ":" not in word} - _UNNAMED
    hits = len(words & named.said_around) + (not unnamed.whose.isdisjoint(named.whose))
    return bool(words) and 2 * hits >= len(words)


def days_apart(a: Kept, b: Kept) -> int | None:
    """Days between the publication of two articles at least; ``None`` when that is not known."""
    one, other = a.published, b.published
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max(0, (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days)

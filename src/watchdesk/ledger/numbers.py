"""Numbers told of the same thing that exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from watchdesk.ledger.counts import clash
from watchdesk.ledger.told import Told, days_apart

_NEAR = 10
"""Days between two reports that can still be about the same thing."""
_SAME_DAYS = 2
"""Days within which the higher number of the other side is no update of a lower one."""
_CONTESTED = frozenset({"control", "land", "fight"})
"""What both sides of a war count, in few words of their own."""


def _origins(one: Told) -> frozenset[str]:
    return frozenset(origin.id for origin in one.claim.origins)


def _states(side: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in side if len(name) == 2)


def _days(a: Told, b: Told) -> int | None:
    days = days_apart(a.when, b.when)
    return 0 if days is None and a.at.article == b.at.article else days


def _are_opposed(a: Told, b: Told) -> bool:
    """Whether two speakers belong to different states."""
    left, right = _states(a.side), _states(b.side)
    return bool(left and right and not left & right)


def _is_contested(a: Told, b: Told) -> bool:
    """Whether both tell of the same war: of one state, in articles about the same places."""
    fates = {fate for one in (a, b) for count in one.counts for fate in count.fates}
    if not fates & _CONTESTED:
        return False
    part_a, part_b = (_states(one.takes_part | one.side) for one in (a, b))
    if not part_a & part_b:
        return False
    same = a.at.article == b.at.article
    return same or bool(a.source.places & b.source.places)


def _is_of_one_thing(a: Told, b: Told) -> bool:
    if a.places - b.places and b.places - a.places:
        return False
    shared = (a.names | a.around) & (b.names | b.around)
    return len(shared) >= 3 and bool(shared & a.names & b.names)


def numbers_clash(a: Told, b: Told) -> str | None:
    """What cannot both hold and who says which, or ``None``. ``a`` was known first."""
    days = _days(a, b)
    if days is None or days > _NEAR or _origins(a) & _origins(b):
        return None
    contested = _is_contested(a, b)
    if not contested and not _is_of_one_thing(a, b):
        return None
    late = days > (_SAME_DAYS if _are_opposed(a, b) else 0)
    if days and b.when.precedes(a.when):
        a, b = b, a
    for left in a.counts:
        for right in b.counts:
            what = clash(left, right, only_lower=late)
            if what is None or (contested and not left.fates & right.fates & _CONTESTED):
                continue
            of = what if what == "area" else f"number of {what}"
            sides = f"“{left.words}” ({a.who}) and “{right.words}” ({b.who})"
            return f"{sides} cannot both be the {of}"
    return None


def clashing_numbers(told: Sequence[Told]) -> Iterator[tuple[Told, Told, str]]:
    """Pairs of tellings, the earlier known first, whose numbers exclude each other, and why."""
    index: dict[tuple[str, int | str], list[int]] = {}
    for number, one in enumerate(told):
        if one.is_denied or not one.counts:
            continue
        nouns = sorted({count.noun for count in one.counts})
        keys: list[int | str] = [*one.around, *_states(one.takes_part | one.side)]
        shared: Counter[int] = Counter()
        for noun in nouns:
            for key in keys:
                listed = index.setdefault((noun, key), [])
                shared.update({n: 2 if isinstance(key, str) else 1 for n in listed})
        for other in sorted(n for n, count in shared.items() if count >= 2):
            why = numbers_clash(told[other], one)
            if why is not None:
                yield told[other], one, why
        for noun in nouns:
            for key in keys:
                index[noun, key].append(number)

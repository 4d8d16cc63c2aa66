"""When two statements say the same thing, and what keeps them apart."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from watchdesk.ledger.alike_facts import tellers_differ
from watchdesk.ledger.alike_meaning import facts_differ
from watchdesk.ledger.kept import Kept

QUOTE = 5
"""Fewest words of a quotation by which statements are known to be one utterance."""
_CONTAINED = 0.7
"""Part of the shorter statement's shingles that must stand in the longer one."""
_SHORT = 8
"""Statements of fewer words must be equal word for word."""
_LENGTHS = 0.55
"""How much shorter one may be: half of a long statement is not that statement."""
_ONE_DAY = 2
"""A time of more days than this does not tell on which day something happened."""
IN_MEANING = 1.0
"""Ties up to this strength rest on meaning, stronger ones on words."""


class Alike(NamedTuple):
    """That two statements are one, and why."""

    reason: str
    """In words, e.g. ``nearly the same words``."""
    strength: float
    """The stronger ties are heeded first."""


def _differ(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether each has something the other lacks."""
    return bool(left - right) and bool(right - left)


def _names_differ(a: Kept, b: Kept) -> bool:
    """Whether each names somebody the other does not; spellings of a person's name are one."""
    if not _differ(a.names, b.names):
        return False
    only_a, only_b = a.persons - b.persons, b.persons - a.persons
    spelt = sum(any(ratio(x, y) >= 85 for y in only_b) for x in only_a)
    return min(len(a.names - b.names), len(b.names - a.names)) > spelt


def speakers_differ(a: Kept, b: Kept) -> bool:
    """Whether two known speakers are not the same."""
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def _days_differ(a: Kept, b: Kept) -> bool:
    """Whether both tell a day and none of one's days can be one of the other's."""
    left, right = (
        [(low, high) for low, high in one.days if (high - low).days < _ONE_DAY] for one in (a, b)
    )
    apart = not any(low <= end and start <= high for low, high in left for start, end in right)
    return bool(left and right) and apart


def conflict(a: Kept, b: Kept) -> bool:
    """Whether two statements cannot be one, whatever other statements are like both."""
    if a.is_denied != b.is_denied:
        return True
    copies = a.family == b.family
    if not copies and (_days_differ(a, b) or _is_others_self(a, b)):
        return True
    return a.bag != b.bag and (_differ(a.numbers, b.numbers) or a.negations != b.negations)


def _is_others_self(a: Kept, b: Kept) -> bool:
    """Whether two speakers each speak of what they are or do themselves, so that equal words
    differ in meaning."""
    if (a.is_first_person or b.is_first_person) and speakers_differ(a, b):
        return True
    return (a.is_of_speaker or b.is_of_speaker or a.does or b.does) and tellers_differ(a, b)


def _quotation(a: Kept, b: Kept) -> bool:
    """Whether one is a quotation whose words stand in the other in a row."""
    short, long = sorted((a, b), key=lambda s: len(s.words))
    if not short.quoted or len(short.words) < QUOTE:
        return False
    needle, hay = short.row.tobytes(), long.row.tobytes()
    at = hay.find(needle)
    while at >= 0 and at % short.row.itemsize:
        at = hay.find(needle, at + 1)
    return at >= 0


def same(a: Kept, b: Kept) -> Alike | None:
    """Why two statements are one, or ``None``; it does not matter which comes first."""
    if a.is_denied != b.is_denied:
        return None
    copies = a.family == b.family
    if not copies and (_is_others_self(a, b) or _days_differ(a, b)):
        return None
    if a.words == b.words:
        at_home = copies or (a.speaker is not None and a.speaker == b.speaker)
        return Alike("the same words", 4) if at_home or not (a.leans or b.leans) else None
    if not speakers_differ(a, b) and not _differ(a.numbers, b.numbers) and _quotation(a, b):
        return Alike("the same quotation", 3)
    share = _nearly(a, b, copies)
    return Alike("nearly the same words", 2 + share) if share else None


def _nearly(a: Kept, b: Kept, copies: bool) -> float:
    """Part of the words two statements share in rows, 0 when that is too little or facts differ."""
    lengths = sorted((len(a.words), len(b.words)))
    if lengths[0] < _SHORT or lengths[0] < _LENGTHS * lengths[1]:
        return 0.0
    share = len(a.grams & b.grams) / min(len(a.grams), len(b.grams))
    if share < _CONTAINED or _facts_differ(a, b) or facts_differ(a, b):
        return 0.0
    return share if copies or not (a.hangs or b.hangs) else 0.0


def _facts_differ(a: Kept, b: Kept) -> bool:
    """Whether numbers, names, negation or degree keep two statements apart."""
    return (
        _differ(a.numbers, b.numbers)
        or a.negations != b.negations
        or _differ(a.degrees, b.degrees)
        or _names_differ(a, b)
    )

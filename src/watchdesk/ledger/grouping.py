"""Which statements say the same thing in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from watchdesk.ledger.page import Statement

_CONTAINED = 0.7
"""Part of the shorter statement's shingles that must stand in the longer one."""
_SHORT = 8
"""Statements of fewer words must be equal word for word."""
_TINY = 5
"""Statements of fewer words are the same only from the same speaker or in copies."""
_QUOTE = 5
"""Fewest words of a quotation by which statements are known to be one utterance."""
_LENGTHS = 0.55
"""How much shorter one may be: half of a long statement is not that statement."""
_COMMON = 400
"""A shingle in more groups than this finds nobody."""


@dataclass
class Group:
    """Statements that say the same; all were compared with the first, so groups do not drift."""

    leader: Statement
    members: list[Statement] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def _differ(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether each has something the other lacks."""
    return bool(left - right) and bool(right - left)


def _names_differ(a: Statement, b: Statement) -> bool:
    """Whether each names somebody the other does not; spellings of a person's name are one."""
    if not _differ(a.names, b.names):
        return False
    only_a, only_b = a.persons - b.persons, b.persons - a.persons
    spelt = sum(any(ratio(x, y) >= 85 for y in only_b) for x in only_a)
    return min(len(a.names - b.names), len(b.names - a.names)) > spelt


def _facts_differ(a: Statement, b: Statement) -> bool:
    """Whether numbers, names, negation or degree keep two statements apart."""
    return (
        _differ(a.numbers, b.numbers)
        or a.polarity[0] != b.polarity[0]
        or a.polarity[2] != b.polarity[2]
        or _differ(a.polarity[1], b.polarity[1])
        or _names_differ(a, b)
    )


def _speakers_differ(a: Statement, b: Statement) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def _hangs_in_air(one: Statement) -> bool:
    """Whether it says nothing about anybody in particular by itself."""
    return one.pronouns > 0 and not one.names and not one.numbers


def _quotation(a: Statement, b: Statement) -> bool:
    """Whether one is a quotation whose words stand in the other in a row."""
    short, long = sorted((a, b), key=lambda s: len(s.words))
    if not short.quoted or len(short.words) < _QUOTE:
        return False
    needle, hay = short.words.tobytes(), long.words.tobytes()
    at = hay.find(needle)
    while at >= 0 and at % short.words.itemsize:
        at = hay.find(needle, at + 1)
    return at >= 0


def same(a: Statement, b: Statement, copies: bool) -> str | None:
    """Why two statements are one, or ``None``. ``copies``: their articles are of one family."""
    if a.polarity[2] != b.polarity[2]:
        return None
    if (a.is_first_person or b.is_first_person) and _speakers_differ(a, b) and not copies:
        return None
    if len(a.words) == len(b.words) and bool((a.words == b.words).all()):
        at_home = copies or (a.speaker is not None and a.speaker == b.speaker)
        if at_home or (len(a.words) >= _TINY and not _hangs_in_air(a)):
            return "the same words"
        return None
    if _quotation(a, b) and not _speakers_differ(a, b) and not _differ(a.numbers, b.numbers):
        return "the same quotation"
    return _nearly(a, b, copies)


def _nearly(a: Statement, b: Statement, copies: bool) -> str | None:
    lengths = sorted((len(a.words), len(b.words)))
    if lengths[0] < _SHORT or lengths[0] < _LENGTHS * lengths[1]:
        return None
    shared = len(a.grams & b.grams) / min(len(a.grams), len(b.grams))
    if shared < _CONTAINED or _facts_differ(a, b):
        return None
    if not copies and (_hangs_in_air(a) or _hangs_in_air(b)):
        return None
    return "nearly the same words"


def group(statements: Sequence[Statement], family_of: dict[str, str]) -> list[Group]:
    """Statements in groups that say the same, in the order in which they were first known.

    ``statements`` must come in that order. Each joins the group whose first statement it is most
    like, found through an index of shingles, or begins a group of its own.
    """
    groups: list[Group] = []
    index: dict[int, list[int]] = {}
    exact: dict[bytes, list[int]] = {}
    for one in statements:
        home = _find(one, groups, index, exact, family_of)
        if home is None:
            number = len(groups)
            groups.append(Group(one))
            exact.setdefault(one.words.tobytes(), []).append(number)
            for gram in one.grams:
                index.setdefault(gram, []).append(number)
        else:
            number, reason = home
            groups[number].reasons[reason] += 1
        groups[number].members.append(one)
    return groups


def _find(
    one: Statement,
    groups: list[Group],
    index: dict[int, list[int]],
    exact: dict[bytes, list[int]],
    family_of: dict[str, str],
) -> tuple[int, str] | None:
    shared: Counter[int] = Counter()
    equal = exact.get(one.words.tobytes(), ())
    if not equal:
        for gram in one.grams:
            listed = index.get(gram, ())
            if len(listed) <= _COMMON:
                shared.update(listed)
    least = max(1, min(len(one.grams) * _CONTAINED * _LENGTHS, _QUOTE - 2))
    likely = sorted((-count, number) for number, count in shared.items() if count >= least)
    ranked = [*equal, *(number for _, number in likely)]
    family = family_of.get(one.reading.article.id, one.reading.article.id)
    for number in ranked[:50]:
        leader = groups[number].leader
        other = leader.reading.article.id
        reason = same(one, leader, family == family_of.get(other, other))
        if reason:
            return number, reason
    return None

"""When statements in other words say the same thing.

What is certain to make two statements different is looked at first: who, how much, when, opposites.
Where that leaves it open, what they share is weighed: words, names, numbers, tellers. Their
likeness in meaning is asked for only when it could settle the matter. The weights were fitted by
logistic regression to pairs written for this project and rounded.
"""

from __future__ import annotations

from collections.abc import Callable

from watchdesk.ledger.alike_facts import (
    actors_differ,
    actors_shared,
    amounts_differ,
    amounts_shared,
    days_apart,
    days_shared,
    fits,
    is_strange,
    names_differ,
    roles_differ,
    same_teller,
    tellers_differ,
    times_differ,
)
from watchdesk.ledger.alike_words import (
    ahead,
    fates_differ,
    scopes_differ,
    sureness_differs,
    turned_round,
)
from watchdesk.ledger.kept import Kept

DAYS = 75
"""Days between two articles that tell one thing in other words."""
_BAR = 2.85
"""What likeness in meaning and all else that is shared must come to together."""
_LIKE = 2.5
"""Weight of likeness in meaning, which is at most 1."""
_ALIKE, _WORDED, _MOST = 0.82, 0.18, 0.96
"""Statements in other words are hardly ever more alike than the first, and the second times the
words they share; nor than the third."""
_LEAST = 0.4
"""Likeness in meaning below which nothing else makes two statements one."""
_DICE, _PART = 0.4, 0.3
"""Weights of the words shared, of all and of those of the statement that tells less."""
_FIGURE, _AMOUNT = 0.6, 0.4
"""Weights of a number hardly another thing has, and of any amount that is shared."""
_NAME, _ACTOR, _TELLER, _RELAY = 0.3, 0.3, 0.5, 1.0
"""Weights of a shared name, of the same states and bodies, of one speaker, and of what one outlet
was told by somebody who is named here and only described there."""
_AHEAD, _LONE, _STRANGE, _LATE = 0.05, 0.15, 0.3, 0.4
"""Weights against: one tells of what is to come, has a name more, an actor more, came later."""
_SOON = 10
"""Days within which somebody who is only described may be who is named by the same outlet."""
_APART: tuple[Callable[[Kept, Kept], bool], ...] = (
    amounts_differ,
    times_differ,
    fates_differ,
    scopes_differ,
    turned_round,
    roles_differ,
    actors_differ,
    names_differ,
)
"""What makes two statements different, whoever tells them."""


def facts_differ(a: Kept, b: Kept) -> bool:
    """Whether who, how much, when or the way it went keeps two statements apart."""
    return any(apart(a, b) for apart in _APART)


def are_comparable(a: Kept, b: Kept) -> bool:
    """Whether two statements could say one thing in other words, as far as words tell."""
    if (days_apart(a, b) or 0) > DAYS or a.is_denied != b.is_denied:
        return False
    if not (a.says_much and b.says_much):
        return False
    relayed = is_relayed(a, b)
    if not relayed and (_depend_on_teller(a, b) or sureness_differs(a, b)):
        return False
    return not facts_differ(a, b)


def _depend_on_teller(a: Kept, b: Kept) -> bool:
    """Whether what two statements mean depends on who says it, and that is not the same."""
    if a.speaker is not None and a.speaker == b.speaker:
        return False
    if a.hangs or b.hangs:
        return True
    return tellers_differ(a, b) and (a.does or b.does or a.is_of_speaker or b.is_of_speaker)


def is_relayed(a: Kept, b: Kept) -> bool:
    """Whether one outlet was told both within days, by somebody who is named in the one and in the
    other only described, in words that fit."""
    if a.relays.isdisjoint(b.relays) or (days_apart(a, b) or 0) > _SOON:
        return False
    if (a.speaker is None) == (b.speaker is None):
        return False
    return fits(*((a, b) if a.speaker is None else (b, a)))


def beside(a: Kept, b: Kept) -> float:
    """What two comparable statements share beside their meaning, to be added to likeness."""
    shared = _words_shared(a, b)
    amounts = amounts_shared(a, b)
    days = days_apart(a, b)
    lone = bool(a.proper - b.proper) != bool(b.proper - a.proper)
    strange = is_strange(a, b) or is_strange(b, a)
    return (
        _DICE * _dice(a, b, shared)
        + _PART * shared / min(a.weight, b.weight)
        + _FIGURE * any(map(_is_special, amounts))
        + _AMOUNT * bool(amounts)
        + _NAME * bool(a.proper & b.proper)
        + _ACTOR * (actors_shared(a, b) and not strange)
        + _TELLER * same_teller(a, b)
        + _RELAY * is_relayed(a, b)
        - _AHEAD * (ahead(a) != ahead(b))
        - _LONE * lone
        - _STRANGE * strange
        - _LATE * (_SOON if days is None else days) / DAYS
    )


def _is_special(number: float) -> bool:
    """Whether a number is told so exactly that hardly another thing has it."""
    digits = f"{number:.6g}".strip("0.").replace(".", "")
    return len(digits) > 2 or (number > 20 and len(digits) > 1)


def _words_shared(a: Kept, b: Kept) -> float:
    """How much the words tell that two statements share."""
    return sum(min(told, b.stems[form]) for form, told in a.stems.items() if form in b.stems)


def _dice(a: Kept, b: Kept, shared: float) -> float:
    """Part of what the words of two statements tell that they share."""
    return 2 * shared / (a.weight + b.weight)


def is_open(a: Kept, b: Kept, shared: float) -> bool:
    """Whether likeness in meaning could still make two statements one that share so much beside
    it. It costs a run of a network for each, so what is out of reach by their words is not
    asked for."""
    if shared + _LIKE * _MOST < _BAR:
        return False
    likely = _ALIKE + _WORDED * _dice(a, b, _words_shared(a, b))
    return shared + _LIKE * min(likely, _MOST) >= _BAR


def same_meaning(likeness: float, shared: float) -> bool:
    """Whether likeness in meaning and what is shared beside it make two statements one."""
    return likeness >= _LEAST and _LIKE * likeness + shared >= _BAR


def reason(a: Kept, b: Kept) -> str:
    """What two statements in other words have in common, in words."""
    named = a.proper & b.proper or actors_shared(a, b)
    shared = {
        "speaker": a.speaker is not None and a.speaker == b.speaker,
        "names": bool(named),
        "number": bool(amounts_shared(a, b)),
        "day": days_shared(a, b),
    }
    *others, last = [name for name, is_shared in shared.items() if is_shared] or ["matter"]
    same = f"the same {', '.join(others)} and {last}" if others else f"the same {last}"
    relayed = ", told to one outlet by one who fits the description" if is_relayed(a, b) else ""
    return f"{same} in other words{relayed}"

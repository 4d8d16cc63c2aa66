"""Two tellings of which one says that something is so and the other that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from watchdesk.ledger.differing import Deed, Telling, apart, gap, key, one_voice, overlap
from watchdesk.ledger.incompatible_words import things
from watchdesk.records import ContradictionKind

_MOSTLY = 0.6
"""Part of the shorter clause's telling words that must stand in the longer one."""
_HALF = 0.5
"""The same for the words that are no names."""
_SAME = 0.9
"""The same of what is but cut from it."""
_NEAR = 30
"""Days within which "not yet" still answers what was told as done."""
_STILL = 3
"""Days within which "still" answers another state of a thing that can change."""
_KEYS = 8
"""Words of a clause that a deed is found by."""
_CONTROL = "control"
_OF_PERSONS = frozenset({"dead", "held"})


_DENIED, _CLAIMED = 0.6, 0.4
"""Parts of a denial's and of a claim's telling words that both must share."""
_NAMES, _WORDS = 3, 5
"""Names and words of a statement by whose pairs a denial and what it denies find each other."""


class Clash(NamedTuple):
    """What cannot both hold."""

    kind: ContradictionKind
    why: str
    denial: str = ""
    """Id of the telling that denies the other, if one does."""
    inside: str | None = None
    """Entity id of the state that the text says speaks with two voices."""


def denial(yes: Telling, no: Telling) -> Clash:
    """One tells what the other calls untrue."""
    return Clash(ContradictionKind.DENIAL, told_and_denied(yes.who, no.who), no.id)


def told_and_denied(yes: str, no: str) -> str:
    """Who tells what and who denies it, in words."""
    return f"told by {yes}, denied by {no}: only one of them can be right"


def states_why(left: Deed, right: Deed, a: Telling, b: Telling) -> str:
    """Which words of whom exclude each other."""
    if left.text.lower() == right.text.lower() and left.done != right.done:
        yes, no = (a, b) if left.done else (b, a)
        return f"“{left.text}” is so for {yes.who} and not so for {no.who}"
    return f"“{left.text}” ({a.who}) and “{right.text}” ({b.who}) cannot both be so"


def deed_keys(one: Telling) -> frozenset[int]:
    """What its deeds are found by."""
    out: set[int] = set()
    for deed in one.deeds:
        for word in _beside(deed):
            out.add(key("deed", deed.what, deed.pole, word))
    return frozenset(out)


def answers(one: Telling) -> frozenset[int]:
    """Keys of what its deeds exclude."""
    out: set[int] = set()
    for deed in one.deeds:
        poles = (-deed.pole, deed.pole) if deed.what == _CONTROL else (-deed.pole,)
        for word in _beside(deed):
            out.update(key("deed", deed.what, pole, word) for pole in poles)
    return frozenset(out)


def _beside(deed: Deed) -> list[int]:
    names = sorted(deed.names | deed.states)[:_KEYS]
    return names + sorted(deed.words - deed.names - deed.states)[: _KEYS - len(names)]


def are_of_one_matter(a: Deed, b: Deed, *, least: float = _MOSTLY) -> bool:
    """Whether two clauses tell of the same deed or thing, by the words beside the verb."""
    shared = a.words & b.words
    few = min(len(a.words), len(b.words))
    if not shared or len(shared) < max(min(2, few), least * few) or a.other != b.other:
        return False
    if a.what in _OF_PERSONS and not (a.people & b.people):
        return False  # some were freed or killed, and others were not
    if apart(a.names, b.names) or apart(a.states - b.states, b.states - a.states):
        return False
    names = a.names | b.names | a.states | b.states
    left, right = a.words - names, b.words - names
    fewest = min(len(left), len(right))
    if fewest and len(left & right) < _HALF * fewest:
        return False
    if not (a.names | a.states) or not (b.names | b.states):
        return len(shared) >= 2
    return bool(shared & names) or len(shared) > 2


def _exclude(a: Deed, b: Deed, left: Telling, right: Telling) -> bool:
    """Whether two deeds of one matter cannot both hold at their time."""
    same_article = left.article == right.article
    on_a, on_b = a.time or left.when, b.time or right.when
    days = gap(on_a, on_b)
    if days is None:
        return same_article
    if a.time and b.time and days:
        return False
    if not a.lasting and (a.done == b.done or a.what in things()):
        if days == 0:
            return True
        later = b if on_a and on_b and on_a[1] < on_b[0] else a
        return later.still and days <= _STILL
    first = a.done if a.done != b.done else a.pole > 0
    done, undone = (on_a, right.when) if first else (on_b, left.when)
    if done is None or undone is None:
        return same_article
    return done[0] <= undone[1] and (gap(done, undone) or 0) <= _NEAR


def _hold(a: Deed, b: Deed, left: Telling, right: Telling) -> bool:
    """Whether two are told to hold the same place at one time."""
    sides = (a.subject | b.subject) and not (a.subject & b.subject)
    opposed = left.states and right.states and not left.states & right.states
    days = gap(a.time or left.when, b.time or right.when)
    return bool(sides or opposed) and days == 0 and a.pole > 0 and b.pole > 0


def _match(a: Deed, b: Deed, left: Telling, right: Telling) -> bool:
    if a.what != b.what:
        return False
    if a.what == _CONTROL and a.pole == b.pole:
        thing, held = a.names & b.names, a.subject - a.names
        return (
            bool(thing)
            and not held & b.words
            and are_of_one_matter(a, b)
            and _hold(a, b, left, right)
        )
    return a.pole != b.pole and are_of_one_matter(a, b) and _exclude(a, b, left, right)


def _are_one_utterance(a: Telling, b: Telling) -> bool:
    """Whether one is but a cutting of the other, read in another way."""
    few = min(len(a.words), len(b.words))
    like = len(a.words & b.words) >= _SAME * few and few > 2
    return like and a.negated == b.negated and a.denied == b.denied


def deeds_clash(a: Telling, b: Telling) -> Clash | None:
    """Whether one tells as so what the other tells as not so, and why they cannot both hold."""
    if one_voice(a, b) or not (a.speaker or b.speaker) or overlap(a, b):
        return None
    if _are_one_utterance(a, b):
        return None
    for left in a.deeds:
        for right in b.deeds:
            if not _match(left, right, a, b):
                continue
            denied = a.denied != b.denied or left.flat != right.flat
            kind = ContradictionKind.DENIAL if denied else ContradictionKind.INCOMPATIBLE
            if denied:
                no = a if (a.denied or (left.flat and not b.denied)) else b
                yes = b if no is a else a
                return denial(yes, no)
            return Clash(kind, states_why(left, right, a, b))
    return None


def matter_keys(one: Telling) -> frozenset[int]:
    """What a claim, or a denial, is found by."""
    return frozenset(_pairs(one, "denied" if one.denied else "claimed"))


def matters_asked(one: Telling) -> frozenset[int]:
    """Keys of the denials of a claim, or of what a denial denies."""
    return frozenset(_pairs(one, "claimed" if one.denied else "denied"))


def _pairs(one: Telling, side: str) -> Iterator[int]:
    if not one.speaker or not one.real:
        return
    others = sorted(one.words - one.named)[:_WORDS]
    for name in sorted(one.named)[:_NAMES]:
        for word in others:
            yield key(side, name, word)


def denial_clash(a: Telling, b: Telling) -> Clash | None:
    """Whether one tells as untrue, in much the same words, what the other tells."""
    if a.denied == b.denied or a.negated != b.negated or one_voice(a, b) or overlap(a, b):
        return None
    no, yes = (a, b) if a.denied else (b, a)
    days = gap(no.published, yes.published)
    same = a.article == b.article
    early = bool(no.published and yes.published and no.published[1] < yes.published[0])
    if not yes.speaker or not yes.real or (not same and (days is None or days > _NEAR or early)):
        return None
    shared = no.words & yes.words
    if len(shared) < max(2, _DENIED * len(no.words), _CLAIMED * len(yes.words)):
        return None
    if not shared & no.names or not (no.side & yes.part or len(shared) > 2):
        return None
    return denial(yes, no)

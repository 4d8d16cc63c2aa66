"""Whether an event is told as done, planned, possible, conditional, denied or long past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from watchdesk.events.lexicon import Form
from watchdesk.events.triggers import Token, Trigger, back_over_adverbs
from watchdesk.events.words import (
    BOUNDARIES,
    CONDITIONS,
    DONE_HEADS,
    NEGATING_HEADS,
    NEGATIONS,
    OPEN,
    PLANNED,
    PLANNING_HEADS,
    POSSIBLE,
    REPORTING,
)
from watchdesk.records import Interval, Modality, Time

_OUT = frozenset({"out"})
_WINDOW = 7
_PAST = timedelta(days=2 * 365)


def _window(tokens: Sequence[Token], trigger: Trigger) -> list[str]:
    """Words of the clause before the trigger, nearest last."""
    out: list[str] = []
    for index in range(trigger.at - 1, max(-1, trigger.at - 1 - _WINDOW), -1):
        lower = tokens[index].lower
        if lower in BOUNDARIES or lower == ",":
            break
        out.append(lower)
    return out[::-1]


def _infinitive(tokens: Sequence[Token], trigger: Trigger) -> Modality | None:
    """What the word before "to" makes of the verb behind it; ``None`` when it is not known."""
    to = back_over_adverbs(tokens, trigger.at)
    head = back_over_adverbs(tokens, to)
    word = tokens[head].lower if head >= 0 else ""
    if word in NEGATING_HEADS:
        return Modality.NEGATED
    if word in DONE_HEADS:
        return Modality.ASSERTED
    before = {t.lower for t in tokens[max(0, head - 3) : head]}
    if word in PLANNING_HEADS:
        return Modality.NEGATED if before & NEGATIONS else Modality.PLANNED
    return None


def _of_noun(tokens: Sequence[Token], trigger: Trigger) -> Modality | None:
    """What the words before a noun ("future talks", "calls for talks") make of it."""
    before = {t.lower for t in tokens[max(0, trigger.at - 4) : trigger.at]}
    if before & {"future", "upcoming", "planned", "proposed", "scheduled"}:
        return Modality.PLANNED
    if before & {"possible", "potential", "any", "threat", "prospect", "fear", "fears"}:
        return Modality.POSSIBLE
    asked = {"call", "calls", "called", "need", "open", "ready", "push", "hopes", "hope", "urged"}
    return Modality.POSSIBLE if before & asked and before & {"for", "to", "of"} else None


def _condition(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether "if" opens the clause or the sentence hangs on one."""
    before = {t.lower for t in tokens[max(0, trigger.at - 12) : trigger.at]}
    if before & CONDITIONS:
        return True
    after = {t.lower for t in tokens[trigger.stop : trigger.stop + 14]}
    return bool(after & {"if", "unless"} and before & OPEN)


def modality(tokens: Sequence[Token], trigger: Trigger, in_report: bool) -> Modality | None:
    """How the event is told; ``None`` for a bare infinitive nobody is said to act on.

    ``in_report`` says that it is told inside somebody's words, where "would" is the future.
    """
    window = _window(tokens, trigger)
    left = back_over_adverbs(tokens, trigger.at)
    if trigger.noun and (told := _of_noun(tokens, trigger)):
        return told
    negated = bool(NEGATIONS & set(window[-4:])) or any(w.endswith("n't") for w in window[-3:])
    ruled_out = window[-3:-1] == ["ruled", "out"] or window[-2:] == ["ruled", "out"]
    if negated and trigger.rule.following == _OUT:
        # What "cannot be ruled out" has not been rejected by anybody.
        return None
    if negated or ruled_out or (trigger.form is Form.GERUND and set(window[-2:]) & NEGATING_HEADS):
        return Modality.NEGATED
    if left >= 0 and tokens[left].lower == "to" and not trigger.noun:
        told = _infinitive(tokens, trigger)
        hangs = told is Modality.PLANNED and _condition(tokens, trigger)
        return Modality.CONDITIONAL if hangs else told
    near = set(window[-5:])
    if "would" in near:
        reported = in_report or any(t.lower in REPORTING for t in tokens[: trigger.at])
        plain = reported and not _condition(tokens, trigger)
        return Modality.PLANNED if plain else Modality.CONDITIONAL
    if _condition(tokens, trigger):
        return Modality.CONDITIONAL
    if near & POSSIBLE:
        return Modality.POSSIBLE
    if near & PLANNED or "should" in near or "must" in near:
        return Modality.PLANNED if near & PLANNED else None
    return Modality.ASSERTED


def is_historical(when: Time | None, published: Interval) -> bool:
    """Whether the time of the event ended two years or more before the article came out."""
    if when is None or when.latest is None:
        return False
    known: date | None = published.earliest or published.latest
    return known is not None and when.latest <= known - _PAST

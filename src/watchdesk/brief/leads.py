"""What a brief leads with, and why: news of the period, on the watch's issues, told by several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from watchdesk.brief.material import Material
from watchdesk.brief.select import (
    Pick,
    content_words,
    is_background,
    issues_of,
    place_of,
    stands_alone,
    told_from,
)
from watchdesk.brief.speakers import PRONOUNS
from watchdesk.records import Interval, Step, StepKind

_ALIKE = 0.5
"""Share of the words of the shorter of two sentences that makes them one happening."""
_WEEK, _MONTH = 7, 31
_MOVED = {
    StepKind.CONFIRMED: "confirmed",
    StepKind.DENIED: "denied",
    StepKind.RETRACTED: "retracted",
    StepKind.DISPUTED: "disputed",
}
_NEW, _CORROBORATED, _DISPUTED, _OPENS = 2.0, 1.5, 1.5, 2.0
_OPENING = 6
"""Sentences at the head of a story, where the news of it stands."""


class Lead(NamedTuple):
    """A claim to lead with."""

    pick: Pick
    because: str


def leads(material: Material, found: Sequence[Pick]) -> Iterator[Lead]:
    """Claims fit to lead, best first, each of another happening than those before it.

    XX"""
    fit = [pick for pick in found if _is_fit(material, pick)]
    fit.sort(key=lambda pick: (not _issues(material, pick), -_weight(material, pick)))
    told: list[Pick] = []
    for pick in fit:
        if not any(_same_happening(material, pick, other) for other in told):
            told.append(pick)
            yield Lead(pick, _because(material, pick))


def is_new(material: Material, pick: Pick) -> bool:
    """Whether no article from before the period tells the claim."""
    return not any(member.published.precedes(material.period) for member in pick.claim.members)


def moved(material: Material, pick: Pick) -> Step | None:
    """The last step of the period that moved where a claim of before stands."""
    if is_new(material, pick):
        return None
    steps = [
        step
        for step in pick.claim.history
        if step.kind in _MOVED and step.on.is_bounded and material.period.contains(step.on)
    ]
    return steps[-1] if steps else None


def _is_fit(material: Material, pick: Pick) -> bool:
    sentence = _sentence(material, pick)
    if not stands_alone(sentence) or is_background(sentence, told_from(pick.member)):
        return False
    if _is_pronoun(material, pick):
        return False
    return is_new(material, pick) or moved(material, pick) is not None


def _is_pronoun(material: Material, pick: Pick) -> bool:
    """Whether the one who tells it is only "he" or "it" there."""
    last = pick.member.chain[-1] if pick.member.chain else None
    if last is None or last.span is None:
        return False
    return last.span.text_of(material.text(pick.member.at.article)).casefold() in PRONOUNS


def _sentence(material: Material, pick: Pick) -> str:
    return pick.member.sentence.text_of(material.text(pick.member.at.article))


def _issues(material: Material, pick: Pick) -> tuple[str, ...]:
    return issues_of(_sentence(material, pick), material.watch.issue)


def _weight(material: Material, pick: Pick) -> float:
    new = _NEW * is_new(material, pick)
    disputed = _DISPUTED * (pick.claim.id in material.contradicted)
    place = place_of(material, pick.member)
    opening = _OPENS * (1 - place / _OPENING) if place < _OPENING else -_OPENS
    return pick.score + new + _CORROBORATED * (pick.claim.origin_count > 1) - disputed + opening


def _same_happening(material: Material, one: Pick, other: Pick) -> bool:
    families = [material.family_of.get(pick.member.at.article) for pick in (one, other)]
    if one.member.at.article == other.member.at.article or (
        families[0] is not None and families[0] is families[1]
    ):
        return True
    words = [_words(_sentence(material, pick)) for pick in (one, other)]
    fewer = min(len(words[0]), len(words[1]))
    return bool(fewer) and len(words[0] & words[1]) >= _ALIKE * fewer


@lru_cache(maxsize=1024)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(content_words(sentence))


def _because(material: Material, pick: Pick) -> str:
    """``New this week, from 2 independent origins, on The port.``"""
    when, step = called(material.period), moved(material, pick)
    first = f"New {when}" if step is None else f"Told before, {_MOVED[step.kind]} {when}"
    if not material.is_dated(pick.member.at.article):
        first = "Not told before, as far as its date tells"
    parts = [first, _standing_behind(pick.claim.origin_count)]
    issues = _issues(material, pick)
    if issues:
        parts.append(f"on {issues[0]}")
    return f"{', '.join(parts)}."


def _standing_behind(origins: int) -> str:
    if origins > 1:
        return f"from {origins} independent origins"
    return "from one origin" if origins else "from an origin that is not known"


def called(period: Interval) -> str:
    """A period in words: that day, this week, this month, or in this period."""
    low, high = period.earliest, period.latest
    days = (high - low).days + 1 if low and high else 0
    if days == 1:
        return "that day"
    if days == _WEEK:
        return "this week"
    month = low is not None and low.day == 1
    return "this month" if month and _MONTH - 3 <= days <= _MONTH else "in this period"

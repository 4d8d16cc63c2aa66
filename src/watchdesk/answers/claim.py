"""A claim with all that stands behind it, and two claims that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from watchdesk.answers.cited import Words, words_at
from watchdesk.answers.ruled import dismissal_of
from watchdesk.records import (
    Address,
    Claim,
    Contradiction,
    Interval,
    Member,
    Ruling,
    Standing,
    Step,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

_TELLINGS = 30
"""Tellings that are shown in full."""
_STEPS = 20
_FACING = 8


class Told(Frozen):
    """One telling of a claim."""

    member: Member
    """The telling."""
    words: Words
    """Its sentence."""


class ToldOnce(Frozen):
    """The tellings of one story and its copies."""

    family: str
    """Family id."""
    tellings: tuple[Told, ...]
    """The first one and its copies."""


class ToldStep(Frozen):
    """A step of a claim with the words that tell it."""

    step: Step
    """The step."""
    words: Words | None
    """The words."""


class Side(Frozen):
    """One side of a contradiction."""

    claim: str | None
    """Id of its claim; null where that stands no more."""
    words: Words
    """The words."""
    by: str | None
    """Who tells it, in words."""
    on: Interval | None
    """When it was said, or else published."""
    standing: Standing | None
    """Where its claim stands."""
    origins: int | None
    """How many independent origins tell it."""


class Facing(Frozen):
    """A contradiction with its sides."""

    contradiction: Contradiction
    """The record."""
    sides: tuple[Side, ...]
    """The earlier first."""
    dismissed: Ruling | None = None
    """The ruling by which an analyst dismissed it."""


class KnownSince(Frozen):
    """A version of a claim."""

    known_at: str
    """Moment from which the ledger knew it, UTC, ISO 8601."""
    what: str
    """What it told then, in a few words."""


class ToldClaim(Frozen):
    """A claim and what stands behind it."""

    claim: Claim
    """The record."""
    gist: Words
    """Its clearest telling."""
    said: Interval
    """When it was first told."""
    families: tuple[ToldOnce, ...]
    """Its tellings, copies folded, in the order of the claim."""
    more: int
    """How many tellings are left out."""
    steps: tuple[ToldStep, ...]
    """How it came to stand where it does."""
    facing: tuple[Facing, ...]
    """What it cannot hold together with."""
    rulings: tuple[Ruling, ...]
    """What analysts ruled on it."""
    known: tuple[KnownSince, ...]
    """Its versions, the oldest first."""
    dismissed: Ruling | None
    """The ruling by which an analyst dismissed it."""


def told_claim(view: View, watch: Watch, name: str) -> ToldClaim | None:
    """A claim by its id; ``None`` when it stands no more or never did."""
    claim = view.record(Claim, name)
    if claim is None:
        return None
    shown = claim.members[:_TELLINGS]
    steps = claim.history[-_STEPS:]
    sentences = {one: _sentence(one) for one in shown}
    cited = [claim.at, *sentences.values(), *(step.at for step in steps)]
    words = words_at(view, watch, cited)
    if claim.at not in words:
        return None
    told = [Told(member=one, words=words[at]) for one, at in sentences.items() if at in words]
    rulings = view.rulings()
    return ToldClaim(
        claim=claim,
        gist=words[claim.at],
        said=claim.first_seen,
        families=tuple(_folded(told)),
        more=len(claim.members) - len(shown),
        steps=tuple(ToldStep(step=one, words=words.get(one.at)) for one in steps),
        facing=tuple(_facing(view, watch, claim)),
        rulings=tuple(one for one in rulings if one.id in claim.rulings),
        known=tuple(_known(view, name)),
        dismissed=dismissal_of(view, name, rulings),
    )


def _sentence(member: Member) -> Address:
    return member.at.model_copy(update={"span": member.sentence})


def _folded(told: Iterable[Told]) -> Iterable[ToldOnce]:
    by: dict[str, list[Told]] = {}
    for one in told:
        by.setdefault(one.words.source.family, []).append(one)
    return (ToldOnce(family=family, tellings=tuple(held)) for family, held in by.items())


def _known(view: View, name: str) -> Iterable[KnownSince]:
    versions = [
        KnownSince(known_at=one.known_at, what=_what(one.record))
        for one in view.versions(Claim, name)
    ]
    # of those that read alike only the first tells something
    return (next(same) for _, same in groupby(versions, key=lambda one: one.what))


def _what(claim: Claim | None) -> str:
    if claim is None:
        return "did not stand"
    origins = claim.origin_count
    return (
        f"{claim.standing.value}; {claim.articles} article{'s' * (claim.articles != 1)}, "
        f"{origins} origin{'s' * (origins != 1)}"
    )


def _facing(view: View, watch: Watch, claim: Claim) -> Iterable[Facing]:
    records = view.records(Contradiction, [f"claim:{claim.id}"], None, _FACING)
    return _with_sides(view, watch, records, {claim.id: claim})


def told_contradiction(view: View, watch: Watch, name: str) -> Facing | None:
    """A contradiction by its id; ``None`` when it stands no more or never did."""
    record = view.record(Contradiction, name)
    if record is None:
        return None
    (found,) = _with_sides(view, watch, [record], {})
    return found.model_copy(update={"dismissed": dismissal_of(view, name)})


def with_sides(view: View, watch: Watch, records: Sequence[Contradiction]) -> tuple[Facing, ...]:
    """Contradictions with their sides."""
    return tuple(_with_sides(view, watch, records, {}))


def _with_sides(
    view: View, watch: Watch, records: Sequence[Contradiction], known: Mapping[str, Claim]
) -> Iterable[Facing]:
    words = words_at(view, watch, (at for one in records for at in one.evidence))
    claims = dict(known)
    for name in dict.fromkeys(name for one in records for name in one.claims):
        if name not in claims and (claim := view.record(Claim, name)) is not None:
            claims[name] = claim
    for one in records:
        sides = (
            _side(one, number, at, words, claims)
            for number, at in enumerate(one.evidence)
            if at in words
        )
        yield Facing(contradiction=one, sides=tuple(sides))


def _side(
    one: Contradiction,
    number: int,
    at: Address,
    words: Mapping[Address, Words],
    claims: Mapping[str, Claim],
) -> Side:
    claim = claims.get(one.claims[number]) if number < len(one.claims) else None
    return Side(
        claim=claim.id if claim else None,
        words=words[at],
        by=one.by[number] if number < len(one.by) else None,
        on=one.told[number] if number < len(one.told) else None,
        standing=claim.standing if claim else None,
        origins=claim.origin_count if claim else None,
    )

"""What is written of a position: the words that tell it best, its limits, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from watchdesk.ledger.positions_kept import Side, Taken
from watchdesk.records import (
    Address,
    Interval,
    Position,
    PositionBasis,
    PositionEvidence,
    Span,
    Stance,
    Strength,
    content_id,
)

_VAGUE = 100
"""Days of an interval from which on a stand moves nothing."""
WEIGHT = {Strength.WEAK: 1, Strength.MEDIUM: 2, Strength.STRONG: 3}
"""How much a stand counts by how plainly it is told."""
_EVIDENCE = 12
"""Words that are kept as evidence of one position, the first ones and the last ones."""
_LONG = 240
"""Characters of a sentence that is a gist as a whole."""
_STOP = re.compile(r"[;:—]\s|,\s(?:and|but|while|though|as|saying)\s")
"""What parts the clauses of a longer one."""


@dataclass(frozen=True)
class Told:
    """One stand of an actor on an issue, with the family of its article."""

    taken: Taken
    side: Side
    family: str
    refuses: bool = False
    """Whether it says no to more than what is allowed."""

    @property
    def stance(self) -> Stance:
        """On the issue."""
        return self.side.stance

    @property
    def weight(self) -> tuple[int, int]:
        """How much it counts: whose word it is, and how plainly it is told."""
        return self.side.rank, WEIGHT[self.taken.strength]

    @property
    def key(self) -> tuple[float, date, str, Span]:
        """Sort key: the order in which stands were taken, and then told."""
        return self.taken.key

    @property
    def is_dated(self) -> bool:
        """Whether it is known to within a season when it was taken."""
        on = self.taken.on
        if self.taken.earlier:
            return on.latest is not None
        return on.is_bounded and (on.days or 0) <= _VAGUE

    def dated(self, on: Interval) -> Told:
        """The same, with a day that follows from others."""
        return replace(self, taken=self.taken.model_copy(update={"on": on}))

    @property
    def day(self) -> date:
        """By which it is told to have been taken."""
        on = self.taken.on
        return on.latest or on.earliest or date.max


@dataclass(frozen=True)
class About:
    """Whose positions on what, and who strays from them."""

    actor: str
    """Entity id."""
    issue: str
    """Its name."""
    strays: Sequence[Told]
    """What lower offices said against it."""


def position_of(about: About, run: Sequence[Told]) -> Position:
    """The position that some stands of one stance and much the same limits make."""
    first = run[0]
    gist = max(run, key=_clear)
    limited = [t for t in run if t.taken.limits is not None]
    limits = max(limited, key=lambda t: (t.weight, _early(t))) if limited else None
    bases = {t.taken.basis for t in run}
    return Position(
        id=content_id("pos", about.actor, about.issue, first.taken.id),
        actor=about.actor,
        name=_name(run),
        issue=about.issue,
        stance=first.stance,
        basis=bases.pop() if len(bases) == 1 else PositionBasis.BOTH,
        gist=_address(gist.taken, _clause(gist.taken)),
        limits=_address(limits.taken, limits.taken.limits) if limits else None,
        since=first.taken.on,
        evidence=tuple(_evidence(t) for t in _shown(run)),
        origins=len({t.family for t in run}),
        why=_why(run, about.strays),
    )


def _clause(one: Taken) -> Span:
    """The clause it is told in: its sentence, or the part of a long one between stops."""
    text = one.around[0]
    if len(text) <= _LONG:
        start, end = 0, len(text)
    else:
        first = max(0, one.span.start - one.sentence.start)
        last = min(len(text), one.span.end - one.sentence.start)
        start = max((m.end() for m in _STOP.finditer(text, 0, first)), default=0)
        stop = _STOP.search(text, last)
        end = stop.start() if stop else len(text)
    told = text[start:end].rstrip()
    if told.endswith("."):
        told = told[:-1]
    start += len(told) - len(told.lstrip())
    return Span(one.sentence.start + start, one.sentence.start + start + len(told.lstrip()))


def _clear(one: Told) -> tuple[bool, tuple[int, int], bool, int]:
    """Sort key: how plainly a stand tells a position: what allows a thing before what refuses
    more of it, the word of the highest office, deeds before words, the first."""
    return not one.refuses, one.weight, one.taken.basis is PositionBasis.ACTION, _early(one)


def _early(one: Told) -> int:
    return -(one.taken.on.earliest or date.min).toordinal()


def _name(run: Sequence[Told]) -> str:
    """The name told most often, the first in the alphabet of several."""
    counts = Counter(t.side.name for t in run)
    return min(counts, key=lambda name: (-counts[name], name))


def _address(one: Taken, span: Span | None) -> Address:
    return Address(capture=one.capture, article=one.article, span=span or one.span)


def _shown(run: Sequence[Told]) -> Sequence[Told]:
    if len(run) <= _EVIDENCE:
        return run
    return [*run[: _EVIDENCE // 2], *run[-(_EVIDENCE // 2) :]]


def _evidence(one: Told) -> PositionEvidence:
    taken = one.taken
    holder = taken.who[one.side.by]
    return PositionEvidence(
        at=_address(taken, taken.span),
        sentence=taken.sentence,
        stance=one.stance,
        on=taken.on,
        by=taken.chain,
        actor=holder.entity.id if holder.entity else one.side.actor,
        name=holder.name,
        basis=taken.basis,
        limits=taken.limits,
    )


def _why(run: Sequence[Told], strays: Sequence[Told]) -> str:
    """By which rule, through whom, and whether a day is inferred."""
    first = run[0]
    verb = "done" if first.taken.basis is PositionBasis.ACTION else "said"
    parts = [f"{verb} by {first.side.through}" if first.side.through else f"{verb} by itself"]
    if first.taken.earlier:
        parts.append("told later as how it stood before; the day is inferred")
    elif first.taken.on != first.taken.published and not first.taken.on.is_unknown:
        parts.append(f"the day is told: {Interval.__str__(first.taken.on)}")
    if len(run) > 1:
        parts.append(f"{len(run)} tellings")
    others = sorted({t.side.through for t in strays if t.stance is not first.stance} - {""})
    if others:
        parts.append(f"otherwise said by {', '.join(others[:3])}")
    return "; ".join(parts)

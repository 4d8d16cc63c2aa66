"""Where a claim stands over time, step by step, and how credible the Admiralty code calls it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from watchdesk.ledger.kept import Kept
from watchdesk.ledger.marks import Mark
from watchdesk.records import (
    Interval,
    LinkKind,
    Origin,
    OriginKind,
    Polarity,
    Span,
    Standing,
    Step,
    StepKind,
    Verification,
)

_SURE = 1
"""Origins behind a claim that only its first teller upholds."""
_OF_WORDS = {
    Verification.UNVERIFIED: StepKind.CALLED_UNVERIFIED,
    Verification.CONFIRMED: StepKind.CONFIRMED,
    Verification.DISPUTED: StepKind.DISPUTED,
    Verification.NO_COMMENT: StepKind.NO_COMMENT,
}


_IN_OWN_NAME = frozenset({LinkKind.PERSON, LinkKind.ORGANISATION})


class Denial(NamedTuple):
    """A statement of another claim that speaks against this one."""

    by: Kept
    """The telling."""
    claim: str
    """Its claim."""
    kind: StepKind = StepKind.DENIED
    """``DENIED``: it calls this one untrue; ``DISPUTED``: both cannot hold."""
    before: bool = False
    """Whether it was told before what it speaks against: both stand from the later one on."""


class _Raw(NamedTuple):
    """A step before it is known where the claim stands after it."""

    on: Interval
    place: tuple[str, Span]
    step: Step
    origin: str | None


def _day(on: Interval) -> tuple[str, str]:
    """Sort key: by when it was surely said; what has no day comes last."""
    last = on.latest.isoformat() if on.latest else "9999"
    return last, on.earliest.isoformat() if on.earliest else last


def _is_turned(one: Kept, members: Sequence[Kept]) -> bool:
    """Whether its own speaker disputes the words of a telling, and so upholds a claim that others
    tell in the words of the speaker: "disputed that anybody was there", "nobody was there"."""
    if one.polarity is not Polarity.NEGATIVE:
        return False
    return any(k.polarity is Polarity.POSITIVE and not k.is_denied for k in members)


def _of_member(one: Kept, origin: str | None, *, turned: bool = False) -> list[_Raw]:
    """What a telling does: it is told, and it may say how sure that is."""
    kinds = [StepKind.TOLD]
    if turned:
        pass
    elif one.verification is Verification.DENIED:
        kinds.append(StepKind.DENIED)
    elif one.verification in _OF_WORDS:
        kinds.append(_OF_WORDS[one.verification])
    return [_raw(one, kind, origin) for kind in kinds]


def _raw(one: Kept, kind: StepKind, origin: str | None) -> _Raw:
    """A step of a telling: what its speaker did is of the day they spoke, what the article remarks
    of the day it was published."""
    spoken = kind in {StepKind.TOLD, StepKind.CONFIRMED}
    on = one.when if spoken else one.published
    step = Step(kind=kind, standing=Standing.REPORTED, on=on, at=one.address, by=one.chain)
    return _Raw(on, (one.article, one.span), step, origin)


def _of_mark(mark: Mark) -> _Raw:
    step = Step(kind=mark.kind, standing=Standing.REPORTED, on=mark.on, at=mark.at, by=mark.by)
    return _Raw(mark.on, (mark.at.article, mark.at.span), step, None)


def _of_denial(denial: Denial, told: Interval) -> _Raw:
    """What another claim does to one that was ``told`` first on some day."""
    by = denial.by
    on = max(by.when, told, key=_day) if denial.before else by.when
    step = Step(
        kind=denial.kind,
        standing=Standing.REPORTED,
        on=on,
        at=by.address,
        by=by.chain,
        claim=denial.claim,
    )
    return _Raw(on, (by.article, by.span), step, by.speaker)


def _against_it(members: Sequence[Kept], denials: Sequence[Denial]) -> Iterator[_Raw]:
    """The steps of what speaks against a claim: nobody denies what they uphold, and another account
    disputes it once."""
    told = {one.speaker for one in members}
    first = min((one.when for one in members), key=_day)
    denied = {one.claim for one in denials if one.kind is StepKind.DENIED}
    rivals: set[str] = set()
    for one in denials:
        if one.by.speaker is not None and one.by.speaker in told:
            continue
        if one.kind is StepKind.DISPUTED:
            if one.claim in denied | rivals:
                continue
            rivals.add(one.claim)
        yield _of_denial(one, first)


def history(
    members: Sequence[Kept],
    origin_of: Mapping[str, str | None],
    marks: Sequence[Mark] = (),
    denials: Sequence[Denial] = (),
) -> tuple[Step, ...]:
    """The steps of a claim, by day; those of one day in the order of their words' places.

    ``origin_of`` gives, by statement id, the origin a telling leads to, ``None`` for an unknown
    one. What an origin told before, or was told with before, is no step when it is told again.
    """
    raw: list[_Raw] = []
    seen: set[tuple[StepKind, str | None]] = set()
    for one in sorted(members, key=lambda k: (_day(k.when), k.order)):
        turned = _is_turned(one, members)
        for found in _of_member(one, origin_of.get(one.id), turned=turned):
            if (found.step.kind, found.origin) not in seen:
                raw.append(found)
            seen.add((found.step.kind, found.origin))
    raw += [_of_mark(mark) for mark in marks]
    back = {mark.statement for mark in marks if mark.kind is StepKind.RETRACTED}
    left = {one.family for one in members} - {one.family for one in members if one.id in back}
    raw += _against_it(members, denials)
    raw.sort(key=lambda r: (_day(r.on), r.step.kind is not StepKind.TOLD, r.place))
    return tuple(_folded(raw, stands=bool(left)))


def _folded(raw: Sequence[_Raw], *, stands: bool) -> list[Step]:
    """The steps with where the claim stands after each; ``stands``: somebody who tells it did not
    take it back."""
    out: list[Step] = []
    upheld: set[str | None] = set()
    doubted: set[str | None] | None = None
    contest = _Contest()
    standing: Standing | None = None
    for one in raw:
        kind = one.step.kind
        if kind is StepKind.TOLD:
            upheld.add(one.origin)
        contest = contest.after(one, upheld)
        if not (kind is StepKind.RETRACTED and stands):
            standing = _next(standing, one.step, len(upheld), open_=contest.leaves_open(one))
        if kind is StepKind.CALLED_UNVERIFIED and doubted is None:
            doubted = set(upheld)
        elif standing is Standing.UNVERIFIED and _vouches(one, doubted or ()):
            standing = Standing.REPORTED
        standing = standing or Standing.REPORTED
        out.append(one.step.model_copy(update={"standing": standing}))
    return out


class _Contest(NamedTuple):
    """What was said against a claim so far."""

    last: Interval | None = None
    """When something was last."""
    by: frozenset[str] = frozenset()
    """Who said it."""
    upheld: frozenset[str | None] = frozenset()
    """The origins that told the claim by then."""
    denied: bool = False
    """Whether it was called untrue or disputed by word, not only told otherwise."""

    def after(self, one: _Raw, upheld: Collection[str | None]) -> _Contest:
        """With a step more."""
        if one.step.kind not in {StepKind.DENIED, StepKind.DISPUTED}:
            return self
        last = one.on if self.last is None else max(self.last, one.on, key=_day)
        rival = one.step.kind is StepKind.DISPUTED and one.step.claim is not None
        by = self.by | _names(one.step)
        return _Contest(last, by, frozenset(upheld), self.denied or not rival)

    def leaves_open(self, one: _Raw) -> bool:
        """Whether a step leaves open what is contested. A confirmation settles it that comes on a
        later day from somebody who did not tell it all along, or from who spoke against it."""
        if self.last is None:
            return False
        if one.step.kind is StepKind.CONFIRMED:
            yields = bool(self.by & _names(one.step))
            fresh = one.origin is None or one.origin not in self.upheld
            return not (yields or (fresh and self.last.precedes(one.on)))
        return self.denied


def _names(step: Step) -> frozenset[str]:
    """Who took a step, the innermost alone."""
    return frozenset({step.by[-1].name}) if step.by else frozenset()


def _vouches(one: _Raw, doubted: Collection[str | None]) -> bool:
    """Whether somebody named, who did not tell it before it was called unverified, tells it in
    their own name."""
    if one.step.kind is not StepKind.TOLD or one.origin is None or one.origin in doubted:
        return False
    last = one.step.by[-1] if one.step.by else None
    return last is not None and last.kind in _IN_OWN_NAME and last.entity is not None


def _next(now: Standing | None, step: Step, upheld: int, *, open_: bool) -> Standing:
    """Where a claim stands after a step; ``open_``: something speaks against it that the step does
    not settle."""
    kind = step.kind
    if now is Standing.RETRACTED or kind is StepKind.RETRACTED:
        return Standing.RETRACTED
    before = now or Standing.REPORTED
    if kind is StepKind.DISPUTED:
        # another account takes nothing from what was confirmed, and what nobody could check was
        # open before
        rival = step.claim is not None and before is not Standing.REPORTED
        return before if rival else Standing.DISPUTED
    if kind is StepKind.DENIED:
        stands = before in {Standing.CONFIRMED, Standing.DISPUTED} or upheld > _SURE
        return Standing.DISPUTED if stands else Standing.DENIED
    if kind is StepKind.CONFIRMED:
        return Standing.DISPUTED if open_ else Standing.CONFIRMED
    if kind is StepKind.CALLED_UNVERIFIED:
        return before if open_ or before is Standing.CONFIRMED else Standing.UNVERIFIED
    if kind is StepKind.TOLD and before is Standing.DENIED and upheld > _SURE:
        return Standing.DISPUTED
    return before


class Credibility(NamedTuple):
    """A number of the Admiralty code and the rule it follows from."""

    number: int
    why: str


def credibility(
    origins: Sequence[Origin], standing: Standing, steps: Sequence[Step]
) -> Credibility:
    """Credibility of a claim, 1 (confirmed) to 6 (cannot be judged), by a rule that is told.

    The words of the scale are those of NATO's AJP-2.1 (the Admiralty code): 1 confirmed by other
    sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged.
    Only independent origins count, a source's own reliability does not: that is the analyst's to
    set. The rule, the first line that fits:

    - 5: it was taken back by who told it, or more origins deny it than uphold it;
    - 4: it is denied or disputed, and no more than one origin upholds it beyond those that deny;
    - 3: it is disputed, but upheld by at least two more origins than deny it;
    - 6: no origin is known, or the only one is not named, or it is said to be unverified and has
      one origin;
    - 1: three named origins, or two of which one confirms what was told before;
    - 2: two origins of which one is named;
    - 3: one named origin, or two that are not named.
    """
    known = [origin for origin in origins if origin.kind is not OriginKind.UNKNOWN]
    named = sum(origin.kind is not OriginKind.ANONYMOUS for origin in known)
    against = len({step.by[-1].name if step.by else step.at.article for step in _against(steps)})
    count = f"{len(known)} independent origin{'' if len(known) == 1 else 's'}, {named} named"
    if standing is Standing.RETRACTED:
        return Credibility(5, "taken back by who told it")
    if against or standing in {Standing.DENIED, Standing.DISPUTED}:
        return _contested(len(known), max(1, against))
    if not known:
        return Credibility(6, "no origin is known")
    if len(known) == 1 and (not named or standing is Standing.UNVERIFIED):
        what = "it is not verified" if named else "it is not named"
        return Credibility(6, f"one independent origin, and {what}")
    confirmed = any(step.kind is StepKind.CONFIRMED for step in steps)
    if named >= 3 or (named >= 2 and confirmed):
        return Credibility(1, f"{count}{', and confirmed' if confirmed else ''}")
    if len(known) >= 2 and named:
        return Credibility(2, count)
    return Credibility(3, count)


def _contested(upholding: int, against: int) -> Credibility:
    tail = f"{upholding} uphold{'s' if upholding == 1 else ''} it, {against} den"
    tail += "ies it" if against == 1 else "y it"
    if against > upholding:
        return Credibility(5, tail)
    return Credibility(3 if upholding >= against + 2 else 4, tail)


def _against(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.kind is StepKind.DENIED]

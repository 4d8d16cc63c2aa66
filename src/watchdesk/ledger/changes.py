"""What changed: read off the dated steps of records, or off two states of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pydantic import BaseModel

from watchdesk.records import (
    Address,
    Change,
    ChangeKind,
    Claim,
    Contradiction,
    Correction,
    CorrectionKind,
    Expectation,
    Interval,
    Link,
    LinkKind,
    Position,
    Stance,
    Step,
    StepKind,
)

CHANGING = (Claim, Contradiction, Position, Expectation, Correction)
"""Kinds of records whose changes are told."""
_RANKS = (
    ChangeKind.POSITION,
    ChangeKind.CONTRADICTION,
    ChangeKind.STANDING,
    ChangeKind.OUTCOME,
    ChangeKind.CORRECTION,
    ChangeKind.SILENT_EDIT,
    ChangeKind.DELETION,
    ChangeKind.NO_COMMENT,
    ChangeKind.SUPPORT,
    ChangeKind.EXPECTATION,
    ChangeKind.CLAIM,
    ChangeKind.WITHDRAWN,
)
_KINDS = {
    CorrectionKind.CORRECTION: ChangeKind.CORRECTION,
    CorrectionKind.RETRACTION: ChangeKind.CORRECTION,
    CorrectionKind.SILENT_EDIT: ChangeKind.SILENT_EDIT,
    CorrectionKind.DELETION: ChangeKind.DELETION,
}


Moved = tuple[BaseModel | None, BaseModel | None]
"""A record at two moments; at least one of them is there, and they differ."""


def changes_within(records: Iterable[BaseModel], period: Interval) -> list[Change]:
    """What the records tell to have changed on the days of a period, in the order of days.

    A change whose day is not certain counts where its interval can only lie in the period;
    one that is open on a side never does.
    """
    kept = list(records)
    found = [change for record in kept for change in steps_of(record)]
    inside = [c for c in found if c.on.is_bounded and period.contains(c.on)]
    return sorted(_with_stances(inside, kept), key=_order)


def steps_of(record: BaseModel) -> Iterator[Change]:
    """Everything that ever changed about a record, by its own dated steps."""
    if isinstance(record, Claim):
        yield from _of_claim(record)
    elif isinstance(record, Contradiction):
        yield _of_contradiction(record)
    elif isinstance(record, Position):
        yield from _of_position(record)
    elif isinstance(record, Expectation):
        yield from _of_expectation(record)
    elif isinstance(record, Correction):
        yield _of_correction(record)


def changes_between(moved: Iterable[Moved]) -> list[Change]:
    """What is different between two states of the ledger, in the order of days.

    Of a record that is new all its steps are told; of one that is not, those it did not have. A
    claim that only goes by another id, because an earlier telling became known, is the same one.
    """
    pairs = list(moved)
    renamed = _renamed(pairs)
    out: list[Change] = []
    for before, after in pairs:
        if after is None:
            if before is not None and id_of(before) not in renamed.values():
                out.append(_withdrawn(before))
            continue
        old = before or _by_id(pairs, renamed.get(id_of(after)))
        known = {_key(step) for step in steps_of(old)} if old is not None else set()
        out += [step for step in steps_of(after) if _key(step) not in known]
    return sorted(_with_stances(out, _records(pairs)), key=_order)


def _records(pairs: Iterable[Moved]) -> Iterator[BaseModel]:
    for pair in pairs:
        yield from filter(None, pair)


def _with_stances(changes: Iterable[Change], records: Iterable[BaseModel]) -> Iterator[Change]:
    """Moves of positions with the stance that was left, not the id of the position."""
    stances = {one.id: one.stance.value for one in records if isinstance(one, Position)}
    for change in changes:
        moved = change.kind is ChangeKind.POSITION and change.before in stances
        left = {"before": stances[str(change.before)]} if moved else {}
        yield change.model_copy(update=left) if left else change


def id_of(record: BaseModel) -> str:
    """A record's id. Raises ``AttributeError`` when it has none."""
    return str(record.id)  # type: ignore[attr-defined]


def _by_id(pairs: Iterable[Moved], name: str | None) -> BaseModel | None:
    if name is None:
        return None
    former = (before for before, _ in pairs if before is not None)
    return next((record for record in former if id_of(record) == name), None)


def _renamed(pairs: Iterable[Moved]) -> Mapping[str, str]:
    """New claims that took over the tellings of one that is gone, by id."""
    gone: dict[str, str] = {}
    new: list[Claim] = []
    for before, after in pairs:
        if isinstance(before, Claim) and after is None:
            gone.update((member.statement, before.id) for member in before.members)
        elif isinstance(after, Claim) and before is None:
            new.append(after)
    out: dict[str, str] = {}
    for claim in new:
        former = {gone[m.statement] for m in claim.members if m.statement in gone}
        out.update((claim.id, name) for name in sorted(former)[:1])
    return out


def _withdrawn(record: BaseModel) -> Change:
    at = next((step.at for step in steps_of(record) if step.at), ())
    on = next((step.on for step in steps_of(record)), Interval.unknown())
    return Change(kind=ChangeKind.WITHDRAWN, record=id_of(record), on=on, at=at)


def _key(change: Change) -> tuple[object, ...]:
    return change.kind, change.before, change.after, str(change.on), change.at


def _order(change: Change) -> tuple[str, int, str, str]:
    """By day; of one day moves of positions first, and what is merely new last."""
    day = change.on.latest or change.on.earliest
    return str(day or "9999"), _RANKS.index(change.kind), change.record, change.after or ""


def _who(chain: tuple[Link, ...]) -> str | None:
    """The last teller that is more than the article's own outlet, or that outlet; ``None`` for one
    the text does not name."""
    named = [link for link in chain if link.kind is not LinkKind.OUTLET or link.span]
    last = (named or list(chain))[-1:]
    return last[0].name if last and last[0].kind is not LinkKind.UNKNOWN else None


def _of_claim(claim: Claim) -> Iterator[Change]:
    """What a claim's steps changed; the steps of one telling are one change."""
    before: Step | None = None
    for _, steps in groupby(claim.history, key=lambda step: (step.at, step.on)):
        told = list(steps)
        last = told[-1]
        kind = _kind_of(told, before)
        if kind is not None:
            yield Change(
                kind=kind,
                record=claim.id,
                on=last.on,
                before=before.standing.value if before else None,
                after=last.standing.value,
                at=_addresses(last.at, claim.at if before else None),
                who=_who(last.by),
                about=last.kind.value.replace("_", " ") if before else None,
            )
        before = last


def _kind_of(told: Sequence[Step], before: Step | None) -> ChangeKind | None:
    if before is None:
        return ChangeKind.CLAIM
    kinds = {step.kind for step in told}
    if told[-1].standing is not before.standing:
        return ChangeKind.STANDING
    if StepKind.CORRECTED in kinds:
        return ChangeKind.CORRECTION
    if StepKind.NO_COMMENT in kinds:
        return ChangeKind.NO_COMMENT
    return ChangeKind.SUPPORT if StepKind.TOLD in kinds else None


def _of_contradiction(found: Contradiction) -> Change:
    days = [on for on in found.told if on.is_bounded]
    last = max(days, key=lambda on: (str(on.latest), str(on.earliest))) if days else None
    return Change(
        kind=ChangeKind.CONTRADICTION,
        record=found.id,
        on=last or Interval.unknown(),
        after=found.kind.value,
        at=found.evidence,
        who=" against ".join(found.by[:2]) or None,
        about=found.why,
    )


def _of_position(position: Position) -> Iterator[Change]:
    if position.stance is Stance.NONE_FOUND:
        return
    gist = position.gist or next((one.at for one in position.evidence), None)
    yield Change(
        kind=ChangeKind.POSITION,
        record=position.id,
        on=position.since,
        before=position.previous,
        after=position.stance.value,
        at=_addresses(gist, position.limits),
        who=position.name,
        about=position.issue,
    )


def _addresses(*at: Address | None) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(one for one in at if one is not None))


def _of_expectation(expectation: Expectation) -> Iterator[Change]:
    who = _who(expectation.by)
    yield Change(
        kind=ChangeKind.EXPECTATION,
        record=expectation.id,
        on=expectation.published,
        after=expectation.kind.value,
        at=(expectation.at,),
        who=who,
        about=str(expectation.due),
    )
    for outcome in expectation.outcomes:
        yield Change(
            kind=ChangeKind.OUTCOME,
            record=expectation.id,
            on=outcome.on,
            before="open",
            after=outcome.status.value,
            at=(outcome.at, expectation.at),
            who=who,
            about=str(outcome.due) if outcome.due else None,
        )


def _of_correction(correction: Correction) -> Change:
    return Change(
        kind=_KINDS[correction.kind],
        record=correction.id,
        on=correction.on,
        after=correction.kind.value,
        at=_addresses(correction.at, correction.before),
        about=correction.why,
    )

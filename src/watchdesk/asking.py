"""Questions to the ledger, and the analyst's rulings, over a store's view and writer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk.display import with_one_name
from watchdesk.errors import DeskError
from watchdesk.language.lexicon import country_rows, slug
from watchdesk.ledger.changes import CHANGING, changes_within, id_of
from watchdesk.records import (
    Address,
    Change,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    ExpectationStatus,
    Interval,
    IssueHint,
    Member,
    MentionKind,
    Position,
    RuledTelling,
    Ruling,
    RulingKind,
    Stance,
    Standing,
    Story,
    Watch,
    content_id,
)
from watchdesk.store import View

KINDS: Mapping[str, type[BaseModel]] = {
    "claims": Claim,
    "contradictions": Contradiction,
    "positions": Position,
    "expectations": Expectation,
    "corrections": Correction,
    "stories": Story,
    "issues": IssueHint,
}
"""What can be asked for, by the names users know."""

_FILTERS: Mapping[str, Mapping[type[BaseModel], Iterable[StrEnum]]] = {
    "issue": {Position: ()},
    "actor": {Position: (), Claim: ()},
    "status": {Claim: Standing, Expectation: ExpectationStatus, Position: Stance},
}
"""Which kinds a filter is for, with what it can be asked for where that is a choice."""
_DISMISSED: Mapping[str, type[BaseModel]] = {
    "clm-": Claim,
    "con-": Contradiction,
    "pos-": Position,
    "exp-": Expectation,
    "cor-": Correction,
}
_LONGEST_NAME = 200
_TOLD = 400
"""Days of what is due of which it can be told when."""
_NEAR = 5
"""Names that are offered where nobody goes by the one asked for."""


class Question(NamedTuple):
    """Which records of a kind are wanted."""

    period: Interval | None = None
    """Those about days that can lie in it."""
    issue: str | None = None
    """Positions on this issue of watch.toml."""
    actor: str | None = None
    """Positions or claims of somebody: a name, an entity id, or a country's code."""
    status: str | None = None
    """Claims of a standing, expectations of a status, positions of a stance."""
    limit: int = 50
    """How many at most."""


class Asked(NamedTuple):
    """Records that answer a question."""

    records: tuple[BaseModel, ...]
    """In the order that suits their kind."""
    texts: Mapping[str, str]
    """Texts of the captures whose words a list of them shows, by capture id."""
    more: int = 0
    """How many more there are."""
    near: tuple[str, ...] = ()
    """Where nobody goes by the name that was asked for: names that come close to it."""
    is_bare: bool = False
    """Whether the ledger holds no article at all."""


class Changed(NamedTuple):
    """What changed."""

    changes: tuple[Change, ...]
    """In the order of days."""
    texts: Mapping[str, str]
    """Texts of the captures whose words carry it, by capture id."""


def ask(view: View, kind: type[BaseModel], question: Question = Question()) -> Asked:  # noqa: B008
    """The records that answer a question, with the texts a list of them cites."""
    labels = _labels(kind, question)
    found = view.records(kind, labels, question.period, None)
    wanted = in_order(with_one_name(view, (one for one in found if _fits(one, question))))
    shown = tuple(wanted[: question.limit])
    near = () if found or question.actor is None else _near(view, question.actor)
    bare = not found and next(iter(view.readings(Interval.unknown())), None) is None
    return Asked(shown, _texts(view, shown), len(wanted) - len(shown), near, bare)


def _near(view: View, actor: str) -> tuple[str, ...]:
    """Names of those who hold positions that hold, or come close to, a name."""
    wanted = actor.strip().casefold()
    names = {one.name.casefold(): one.name for one in view.records(Position, (), None, None)}
    held = [folded for folded in sorted(names) if wanted and wanted in folded]
    close = get_close_matches(wanted, names, n=_NEAR)
    return tuple(names[folded] for folded in dict.fromkeys((*held, *close)))[:_NEAR]


def checked(kind: type[BaseModel], question: Question, watch: Watch) -> Question:
    """The question, with the issue as ``watch.toml`` writes it.

    Raises ``DeskError`` W214 for an issue the watch does not name, a status that records of the
    kind cannot have, and for an issue, actor or status where they have none.
    """
    given = {"issue": question.issue, "actor": question.actor, "status": question.status}
    for name, value in given.items():
        if value is not None and kind not in _FILTERS[name]:
            kinds = " and ".join(word for word, one in KINDS.items() if one in _FILTERS[name])
            raise _no_choice(f"--{name}", "is no filter of what is listed", f"It is one of {kinds}")
    if question.status is not None:
        statuses = [one.value for one in _FILTERS["status"][kind]]
        if question.status not in statuses:
            what = "is no status of what is listed"
            raise _no_choice(question.status, what, f"Choose from {', '.join(statuses)}")
    if question.issue is None:
        return question
    names = {_folded(one.name): one.name for one in watch.issue}
    if _folded(question.issue) not in names:
        cure = f"It names {'; '.join(names.values()) or 'none'}"
        raise _no_choice(question.issue, "watch.toml names no such issue", cure)
    return question._replace(issue=names[_folded(question.issue)])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _no_choice(given: str, reason: str, cure: str) -> DeskError:
    return DeskError("W214", given, reason, cure)


def changed(view: View, changes: Iterable[Change], only: Collection[str] = ()) -> Changed:
    """Changes, of some kinds only when any are named, with the texts that carry them."""
    told = tuple(change for change in changes if not only or change.kind in only)
    return Changed(told, _texts(view, told))


def happened(view: View, period: Interval, only: Collection[str] = ()) -> Changed:
    """What the records tell to have changed on the days of a period, with the texts."""
    return changed(view, changes_in(view, period), only)


def changes_in(view: View, period: Interval) -> list[Change]:
    """What the records tell to have changed on the days of a period, in the order of days."""
    records = [one for kind in CHANGING for one in view.records(kind, (), period, None)]
    former = {one.previous for one in records if isinstance(one, Position) and one.previous}
    left = [view.record(Position, one) for one in sorted(former - {id_of(r) for r in records})]
    return changes_within([*records, *filter(None, left)], period)


def _texts(view: View, records: Iterable[BaseModel]) -> dict[str, str]:
    names = dict.fromkeys(at.capture for record in records for at in addresses(record))
    captures = (view.capture(name) for name in names)
    return {capture.id: capture.text for capture in captures if capture is not None}


def _labels(kind: type[BaseModel], question: Question) -> list[str]:
    """The labels of which a record that answers bears one at least; none for all records."""
    if question.actor is not None and kind in {Position, Claim}:
        label = "actor" if kind is Position else "speaker"
        return [f"{label}:{name}" for name in entities(question.actor)]
    if question.issue is not None and kind is Position:
        return [f"issue:{question.issue}"]
    if question.status is not None and kind in {Claim, Expectation}:
        return [f"{'standing' if kind is Claim else 'status'}:{question.status}"]
    return []


def entities(name: str) -> list[str]:
    """Ids that somebody named so can have: as it stands, of a country, a person or a body."""
    told = name.strip()
    wanted = told.casefold()
    rows = ((iso, {name.casefold() for name in (iso, *names)}) for iso, names, *_ in country_rows())
    codes = [iso for iso, names in rows if wanted in names]
    kinds = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP, MentionKind.PLACE)
    made = [slug(kind, told) for kind in kinds]
    return [*([told] if ":" in told else []), *(f"country:{code}" for code in codes), *made]


def _fits(record: BaseModel, question: Question) -> bool:
    if isinstance(record, Position):
        stance = question.status in {None, record.stance.value}
        return stance and question.issue in {None, record.issue}
    if isinstance(record, Claim):
        return question.status in {None, record.standing.value}
    if isinstance(record, Expectation):
        return question.status in {None, record.status.value}
    return True


def addresses(record: BaseModel) -> Iterator[Address]:
    """Where the words of a record stand that a list of such records shows."""
    if isinstance(record, (Claim, Expectation, Correction)):
        yield record.at
    elif isinstance(record, Position) and record.gist is not None:
        yield record.gist
    elif isinstance(record, Story) and record.headline is not None:
        yield record.headline
    elif isinstance(record, IssueHint):
        yield from record.evidence[:1]
    elif isinstance(record, Contradiction):
        yield from record.evidence[:2]
    elif isinstance(record, Change):
        yield from record.at


def all_addresses(record: BaseModel) -> Iterator[Address]:
    """Everywhere the words of a record stand."""
    yield from addresses(record)
    if isinstance(record, Claim):
        yield from (member.at for member in record.members)
        yield from (step.at for step in record.history)
    elif isinstance(record, Contradiction):
        yield from record.evidence[2:]
    elif isinstance(record, Position):
        yield from (one.at for one in record.evidence)
        yield from filter(None, (record.limits,))
    elif isinstance(record, Expectation):
        yield from record.evidence
        yield from (outcome.at for outcome in record.outcomes)
    elif isinstance(record, Correction):
        yield from filter(None, (record.before,))
    elif isinstance(record, IssueHint):
        yield from record.evidence


def articles_of(record: BaseModel) -> list[str]:
    """Ids of the articles a record rests on, each once."""
    named = record.articles if isinstance(record, (Story, Expectation)) else ()
    return list(dict.fromkeys((*(at.article for at in all_addresses(record)), *named)))


def in_order(records: Iterable[BaseModel]) -> list[BaseModel]:
    """The most telling first: claims by origins, positions by issue and actor, expectations by
    the day they are due, last those of which nobody can tell it ("tomorrow" of an article without
    a date), the rest by the newest day."""
    return sorted(records, key=_order)


def _order(record: BaseModel) -> tuple[object, ...]:
    if isinstance(record, Claim):
        return -record.origin_count, -record.families, str(record.first_seen), record.id
    if isinstance(record, Position):
        return record.issue, record.name, str(record.since.latest or "9999"), record.id
    if isinstance(record, Expectation):
        told = record.due.days is not None and record.due.days <= _TOLD
        return not told, str(record.due.latest or record.due.earliest or "9999"), record.id
    if isinstance(record, (Story, IssueHint)):
        size = len(record.articles) if isinstance(record, Story) else record.articles
        return -size, record.id
    return (str(getattr(record, "id", "")),)


def tellings_of(view: View, name: str) -> list[RuledTelling]:
    """The tellings of a claim, the gist's first, or the one telling of an id of a telling.

    Raises ``DeskError`` W213 when the ledger holds neither.
    """
    telling = name.startswith("sta-")
    labels = [f"statement:{name}" if telling else f"id:{name}"]
    claim = next(iter(view.records(Claim, labels, None, None)), None)
    if claim is None:
        raise not_a_telling(name)
    members = [m for m in claim.members if not telling or m.statement == name]
    texts = _texts(view, [claim.model_copy(update={"at": m.at}) for m in members])
    return [_ruled(member, texts) for member in members]


def _ruled(member: Member, texts: Mapping[str, str]) -> RuledTelling:
    words = member.at.span.text_of(texts[member.at.capture])
    return RuledTelling(article=member.at.article, span=member.at.span, words=words)


def merging(view: View, names: Sequence[str], because: str) -> Ruling:
    """The ruling that some claims or tellings say the same thing.

    Raises ``DeskError`` W213 when they are not two at least.
    """
    told = list(dict.fromkeys(tellings_of(view, name)[0] for name in names))
    if len(told) < 2:
        cure = "Name another claim or telling that says the same"
        raise DeskError("W213", " ".join(names), "is one and the same telling", cure)
    return ruling_of(RulingKind.SAME, told, because)


def splitting(view: View, claim: str, names: Sequence[str], because: str) -> Ruling:
    """The ruling that some tellings of a claim do not say what its others say.

    Raises ``DeskError`` W213 when one of them is no telling of it, or no other would be left.
    """
    every = tellings_of(view, claim)
    apart = [tellings_of(view, name)[0] for name in names]
    for name, telling in zip(names, apart, strict=True):
        if telling not in every:
            cure = f"`watchdesk show {claim}` lists its tellings (sta-…)"
            raise DeskError("W213", name, f"is no telling of {claim}", cure)
    left = [telling for telling in every if telling not in apart]
    if not left:
        cure = "Leave one telling at least that the others are to be told apart from"
        raise DeskError("W213", claim, "would have no telling left", cure)
    return ruling_of(RulingKind.APART, [left[0], *apart], because)


def dismissing(view: View, name: str, because: str) -> Ruling:
    """The ruling that a record is wrong or does not belong to the desk.

    Raises ``DeskError`` W213 for what is no claim, contradiction, position, expectation or
    correction that stands, or is dismissed already.
    """
    kind = _DISMISSED.get(name[:4])
    record = view.record(kind, name) if kind else None
    if record is None:
        cure = "Claims, contradictions, positions, expectations and corrections can be dismissed"
        raise DeskError("W213", name, "is no such record of this ledger", cure)
    if name in view.dismissed():
        raise DeskError("W213", name, "is dismissed already", "Undo takes a ruling back")
    told: list[RuledTelling] = []
    if isinstance(record, Claim):
        texts = _texts(view, [record.model_copy(update={"at": m.at}) for m in record.members])
        told = [_ruled(member, texts) for member in record.members]
    return ruling_of(RulingKind.DISMISS, told, because, record=name)


def renaming(view: View, entity: str, name: str, because: str) -> Ruling:
    """The ruling that somebody is printed by another name.

    Raises ``DeskError`` W213 for who is not known to the ledger, and for no name.
    """
    told = " ".join(name.split())
    if not told or len(told) > _LONGEST_NAME or not told.isprintable():
        cure = f"Give a name of 1 to {_LONGEST_NAME} letters"
        raise DeskError("W213", entity, "cannot be printed by this name", cure)
    kind, _, rest = entity.partition(":")
    if not view.names_of([entity]) and not view.records(Position, [f"actor:{entity}"], None, 1):
        known = kind == "country" and any(rest == iso for iso, *_ in country_rows())
        if not known:
            cure = "`watchdesk list positions` prints the ids of actors, such as country:UA"
            raise DeskError("W213", entity, "is nobody this ledger knows", cure)
    return ruling_of(RulingKind.RENAME, (), because, record=entity, name=told)


def taking_back(view: View, name: str, because: str) -> Ruling:
    """The ruling that an earlier ruling no longer holds.

    Raises ``DeskError`` W213 for none, and for one that does not hold any more.
    """
    every = view.rulings()
    ruling = next((one for one in every if one.id == name), None)
    if ruling is None:
        cure = "Rulings (rul-…) are printed by merge and split, and by show of their claims"
        raise DeskError("W213", name, "is no ruling of this ledger", cure)
    taken = next((one for one in every if one.ruling == name), None)
    if taken is not None or ruling.kind is RulingKind.LEAVE:
        what = f"was taken back by {taken.id}" if taken else f"only takes back {ruling.ruling}"
        raise DeskError("W213", name, what, "To rule again, merge or split again")
    return ruling_of(RulingKind.LEAVE, (), because, name)


def ruling_of(  # noqa: PLR0913 — the parts of a ruling
    kind: RulingKind,
    tellings: Sequence[RuledTelling],
    because: str,
    ruling: str | None = None,
    *,
    record: str | None = None,
    name: str | None = None,
) -> Ruling:
    """A ruling of this moment."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    parts = [f"{one.article}{one.span}" for one in tellings]
    return Ruling(
        id=content_id("rul", kind.value, *parts, ruling or "", *filter(None, (record, name)), now),
        kind=kind,
        tellings=tuple(tellings),
        ruling=ruling,
        record=record,
        name=name,
        because=because,
        made_at=now,
    )


def not_a_telling(name: str) -> DeskError:
    """For what is neither a claim nor a telling."""
    cure = "Claims (clm-…) and tellings (sta-…) are listed by `watchdesk list claims` and show"
    return DeskError("W213", name, "is no claim or telling of this ledger", cure)

"""Questions to the ledger, and the analyst's rulings, over a store's view and writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk.errors import DeskError
from watchdesk.records import (
    Address,
    Change,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    IssueHint,
    Member,
    Position,
    Reading,
    RuledTelling,
    Ruling,
    RulingKind,
    Story,
    content_id,
)


class Asked(NamedTuple):
    """Records that answer a question."""

    records: tuple[BaseModel, ...]
    """In the order that suits their kind."""
    readings: tuple[Reading, ...]
    """The articles whose words they cite, with their texts."""
    more: int = 0
    """How many more there are."""


class Changed(NamedTuple):
    """What changed."""

    changes: tuple[Change, ...]
    """In the order of days."""
    readings: tuple[Reading, ...]
    """The articles whose words carry it, with their texts."""


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
    elif isinstance(record, Change):
        yield from record.at


def all_addresses(record: BaseModel) -> Iterator[Address]:
    """Everywhere the words of a record stand."""
    yield from addresses(record)
    if isinstance(record, Claim):
        yield from (member.at for member in record.members)
        yield from (step.at for step in record.history)
    elif isinstance(record, Contradiction):
        yield from record.evidence
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
    the day they are due, the rest by the newest day."""
    return sorted(records, key=_order)


def _order(record: BaseModel) -> tuple[object, ...]:
    if isinstance(record, Claim):
        return -record.origin_count, -record.families, str(record.first_seen), record.id
    if isinstance(record, Position):
        return record.issue, record.name, str(record.since.latest or "9999"), record.id
    if isinstance(record, Expectation):
        return str(record.due.latest or record.due.earliest or "9999"), record.id
    if isinstance(record, (Story, IssueHint)):
        size = len(record.articles) if isinstance(record, Story) else record.articles
        return -size, record.id
    return (str(getattr(record, "id", "")),)


def ruling_of(
    kind: RulingKind, tellings: Sequence[RuledTelling], because: str, ruling: str | None = None
) -> Ruling:
    """A ruling of this moment."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    parts = [f"{one.article}{one.span}" for one in tellings]
    return Ruling(
        id=content_id("rul", kind.value, *parts, ruling or "", now),
        kind=kind,
        tellings=tuple(tellings),
        ruling=ruling,
        because=because,
        made_at=now,
    )


def ruled_telling(member: Member, words: str) -> RuledTelling:
    """A telling as the analyst saw it."""
    return RuledTelling(article=member.at.article, span=member.at.span, words=words)


def not_a_telling(name: str) -> DeskError:
    """For what is neither a claim nor a telling."""
    cure = "Claims (clm-…) and tellings (sta-…) are listed by `watchdesk list claims` and show"
    return DeskError("W213", name, "is no claim or telling of this ledger", cure)

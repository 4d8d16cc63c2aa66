"""Amounts and deeds of a statement, as they are compared."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.ledger.counts import singular
from watchdesk.records import Event, Quantity, QuantityKind


class Amount(NamedTuple):
    """How much of something a statement tells."""

    low: float | None
    """Lower bound; null when there is none."""
    high: float | None
    """Upper bound; null when there is none."""
    unit: str | None
    """Unit or currency; null for counts."""
    noun: str
    """Last word of what is counted, lower case, singular; empty when that is not told."""
    approximate: bool
    """Whether it is told roughly."""
    place: bool = False
    """Whether it is a place in a row ("the second"), which is no amount."""


class Deed(NamedTuple):
    """Something that is done in a statement."""

    type: str
    """PLOVER event type."""
    who: frozenset[str]
    """Codes of the states that act."""
    whom: frozenset[str]
    """Codes of the states it is done to."""


def amount_of(one: Quantity) -> Amount:
    """An amount as it is compared."""
    last = (one.counted or "").lower().split()[-1:]
    noun = singular(last[0].strip("’'\".,")) if last else ""
    place = one.kind is QuantityKind.ORDINAL
    return Amount(one.low, one.high, one.unit, noun, one.approximate, place)


def deed_of(one: Event) -> Deed:
    """An event as it is compared."""
    who, whom = (
        frozenset(party.country for party in side if party.country) for side in (one.who, one.whom)
    )
    return Deed(one.type, who, whom)

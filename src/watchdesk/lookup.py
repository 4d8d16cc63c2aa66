"""What an id or an address leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk.brief import Material
from watchdesk.records import (
    Attribution,
    Claim,
    Contradiction,
    Event,
    Expectation,
    Family,
    Interval,
    Mention,
    Origin,
    Reading,
    Relation,
    Span,
    claim_id,
    family_id,
)
from watchdesk.store import View

_ADDRESS = re.compile(r"(cap-[0-9a-f]{16})#char=(\d{1,12}),(\d{1,12})")
_OF_ONE_ARTICLE = ("att-", "men-", "evt-")


class Shown(NamedTuple):
    """What an id leads to."""

    record: BaseModel
    """The record itself."""
    span: Span | None
    """For an address, the words."""
    readings: tuple[Reading, ...]
    """The readings, with their texts, in which its words stand."""
    material: Material | None = None
    """For what only shows across articles, the whole ledger put together."""
    relations: tuple[Relation, ...] = ()
    """For the same, what the articles have in common."""


def look_up(view: View, name: str, across: Callable[[], Material]) -> Shown | None:
    """What an id or an address leads to, or ``None``.

    ``across`` puts the whole ledger together; it is only called for ids that need it.
    """
    if match := _ADDRESS.fullmatch(name):
        capture = view.capture(match[1])
        start, end = int(match[2]), int(match[3])
        if capture is None or not start <= end <= len(capture.text):
            return None
        return Shown(capture, Span(start, end), view.articles_of(capture.id))
    if name.startswith("cap-"):
        capture = view.capture(name)
        return Shown(capture, None, view.articles_of(name)) if capture else None
    if name.startswith("art-"):
        reading = view.reading(name)
        return Shown(reading, None, (reading,)) if reading else None
    if name.startswith(_OF_ONE_ARTICLE):
        return _in_readings(view, name)
    material = across()
    shown = _across(material, name)
    if shown is None:
        return None
    return shown._replace(material=material, relations=tuple(view.relations()))


def _in_readings(view: View, name: str) -> Shown | None:
    for reading in view.readings(Interval.unknown()):
        items: tuple[Attribution | Mention | Event, ...] = (
            *reading.attributions,
            *reading.mentions,
            *reading.events,
        )
        for item in items:
            if item.id == name:
                return Shown(item, None, (reading,))
    return None


def _across(material: Material, name: str) -> Shown | None:
    readings = tuple(material.readings.values())
    records: tuple[Claim | Contradiction | Expectation | Family, ...] = (
        *material.claims,
        *material.contradictions,
        *material.expectations,
        *material.families,
    )
    for record in records:
        if record.id == name:
            return Shown(record, None, readings)
    tellings: tuple[Claim | Family, ...] = (*material.claims, *material.families)
    for kept in tellings:
        if name in _earlier_ids(kept):
            return Shown(kept, None, readings)
    origins = [o for claim in material.claims for o in claim.origins if o.id == name]
    return Shown(_all_of(origins), None, readings) if origins else None


def _all_of(origins: list[Origin]) -> Origin:
    """One origin as it stands behind all its claims."""
    articles = sorted({article for origin in origins for article in origin.articles})
    names = sorted({name for origin in origins for name in origin.contributors})
    changed = {"articles": tuple(articles), "contributors": tuple(names)}
    return origins[0].model_copy(update=changed)


def _earlier_ids(record: Claim | Family) -> set[str]:
    """Ids it has in a view that does not reach back to its first telling."""
    if isinstance(record, Family):
        return {family_id(article) for article in record.articles}
    return {
        claim_id(member.at.article, member.at.span, member.attribution) for member in record.members
    }

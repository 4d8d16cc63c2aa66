"""What an id or an address leads to."""

from __future__ import annotations

import re
from typing import NamedTuple

from pydantic import BaseModel

from watchdesk.brief import Material
from watchdesk.display import with_one_name
from watchdesk.errors import DeskError
from watchdesk.gather import Gathered, around, material_of
from watchdesk.records import (
    Attribution,
    Claim,
    Contradiction,
    Correction,
    Event,
    Expectation,
    Interval,
    IssueHint,
    Mention,
    Origin,
    Position,
    Reading,
    Relation,
    Removed,
    Span,
    Story,
    Watch,
)
from watchdesk.store import View

_ADDRESS = re.compile(r"(cap-[0-9a-f]{16})#char=(\d{1,12}),(\d{1,12})")
_ITEM = re.compile(r"(?:att|men|evt)-[0-9a-f]{16}")
_OF_ONE_ARTICLE = ("att-", "men-", "evt-")
_ACROSS: dict[str, type[BaseModel]] = {
    "con-": Contradiction,
    "exp-": Expectation,
    "pos-": Position,
    "cor-": Correction,
    "sto-": Story,
    "iss-": IssueHint,
}
_ALL = Interval.unknown()


class Shown(NamedTuple):
    """What an id leads to."""

    record: BaseModel
    """The record itself."""
    span: Span | None
    """For an address, the words."""
    readings: tuple[Reading, ...]
    """The readings, with their texts, in which its words stand."""
    material: Material | None = None
    """For what only shows across articles, what stands around it in the ledger."""
    relations: tuple[Relation, ...] = ()
    """For the same, what the articles have in common."""


def look_up(view: View, name: str, watch: Watch) -> Shown | None:
    """What an id or an address leads to, or ``None``."""
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
    return _across(view, name, watch)


def missing(view: View, name: str) -> DeskError:
    """Why an id or an address leads to nothing: it was taken out, or there never was such."""
    gone = view.removed(name.partition("#")[0])
    if gone is None:
        cure = "Ids are printed by brief, search and read; they are copied whole"
        return DeskError("W208", name, "nothing in this ledger has that id", cure)
    return DeskError("W218", name, taken_out(gone), "`watchdesk redact --list` tells more")


def taken_out(gone: Removed) -> str:
    """That something was taken out, when and why."""
    why = f" ({gone.removal.because})" if gone.removal.because else ""
    return f"was taken out of this ledger on {gone.removal.made_at[:10]}{why}"


def _in_readings(view: View, name: str) -> Shown | None:
    article = view.article_with(name) if _ITEM.fullmatch(name) else None
    reading = view.reading(article) if article else None
    if reading is None:
        return None
    items: tuple[Attribution | Mention | Event, ...] = (
        *reading.attributions,
        *reading.mentions,
        *reading.events,
    )
    return next((Shown(item, None, (reading,)) for item in items if item.id == name), None)


def _across(view: View, name: str, watch: Watch) -> Shown | None:
    """What an id of something across articles leads to, with all that explains it."""
    if name.startswith("fam-"):
        found = view.family(name)
        return _family(view, found[0].family, watch) if found else None
    if name.startswith("org-"):
        claims = view.records(Claim, labels=[f"origin:{name}"])
        origins = [o for claim in claims for o in claim.origins if o.id == name]
        return _beside(view, _all_of(origins), around(view, claims), watch) if origins else None
    if name.startswith("clm-"):
        claim = view.record(Claim, name) or later(view, name)
        return _beside(view, claim, around(view, [claim]), watch) if claim else None
    if name.startswith("sta-"):
        held = view.records(Claim, labels=[f"statement:{name}"])
        return _beside(view, held[0], around(view, held), watch) if held else None
    if name.startswith("rul-"):
        ruled = [ruling for ruling in view.rulings() if ruling.id == name]
        return Shown(ruled[0], None, ()) if ruled else None
    kind = _ACROSS.get(name[:4])
    record = view.record(kind, name) if kind else None
    if record is None:
        return None
    record = with_one_name(view, [record])[0]
    return _beside(view, record, _cited(view, record), watch)


def _cited(view: View, record: BaseModel) -> Gathered:
    """A record with what it speaks of."""
    match record:
        case Contradiction():
            claims = (view.record(Claim, name) for name in record.claims)
            told = tuple(claim for claim in claims if claim is not None)
            return Gathered(claims=told, contradictions=(record,))
        case Expectation():
            return Gathered(expectations=(record,))
        case Position():
            return Gathered(positions=(record,))
        case Correction():
            return Gathered(corrections=(record,))
        case Story():
            return Gathered(articles=frozenset(record.articles))
        case IssueHint():
            return Gathered(articles=frozenset(at.article for at in record.evidence))
    return Gathered()


def _family(view: View, name: str, watch: Watch) -> Shown | None:
    articles = [known.article for known in view.family(name)]
    material = material_of(view, watch, Gathered(articles=frozenset(articles)), _ALL)
    for family in material.families:
        if family.id == name:
            return _shown(view, family, material)
    return None


def later(view: View, name: str) -> Claim | None:
    """The claim that took up the tellings of one that stands no more."""
    told = [version.record for version in view.versions(Claim, name) if version.record]
    if not told:
        return None
    labels = [f"statement:{member.statement}" for member in told[-1].members]
    found = view.records(Claim, labels=labels)
    wanted = {member.statement for member in told[-1].members}
    return max(found, key=lambda c: len(wanted & {m.statement for m in c.members}), default=None)


def _beside(view: View, record: BaseModel, gathered: Gathered, watch: Watch) -> Shown:
    return _shown(view, record, material_of(view, watch, gathered, _ALL))


def _shown(view: View, record: BaseModel, material: Material) -> Shown:
    ties = tuple(view.relations(material.readings))
    return Shown(record, None, tuple(material.readings.values()), material, ties)


def _all_of(origins: list[Origin]) -> Origin:
    """One origin as it stands behind all its claims."""
    articles = sorted({article for origin in origins for article in origin.articles})
    names = sorted({name for origin in origins for name in origin.contributors})
    changed = {"articles": tuple(articles), "contributors": tuple(names)}
    return origins[0].model_copy(update=changed)

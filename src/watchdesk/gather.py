"""What the records give for a period, or around a few of them, with the words they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from pydantic import BaseModel

from watchdesk import reuse
from watchdesk.brief import Material
from watchdesk.dates_of import with_date
from watchdesk.display import with_one_name
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Family,
    Interval,
    Position,
    Reading,
    Watch,
)
from watchdesk.store import Known, View

R = TypeVar("R", bound=BaseModel)
LOOKBACK_DAYS = 120
"""How far before its period a brief looks for what was said to be coming."""


@dataclass(frozen=True)
class Gathered:
    """Records, and articles that are wanted whether a record cites them or not."""

    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    positions: tuple[Position, ...] = ()
    corrections: tuple[Correction, ...] = ()
    articles: frozenset[str] = frozenset()

    def cited(self) -> Iterator[str]:
        """Ids of the articles in which the records' words stand; some more than once."""
        yield from self.articles
        for claim in self.claims:
            yield from (member.at.article for member in claim.members)
            yield from (step.at.article for step in claim.history)
        for contradiction in self.contradictions:
            yield from (at.article for at in contradiction.evidence)
        for expectation in self.expectations:
            yield from (expectation.at.article, *expectation.articles)
            yield from (at.article for at in expectation.evidence)
            yield from (outcome.at.article for outcome in expectation.outcomes)
        for position in self.positions:
            yield from (evidence.at.article for evidence in position.evidence)
        for correction in self.corrections:
            yield from (at.article for at in (correction.at, correction.before) if at)


def of_period(view: View, period: Interval) -> Gathered:
    """What is about the days of a period, and what it replaced or contradicts."""
    within = Interval.between(_days_before(period.earliest), period.latest)
    contradictions = view.records(Contradiction, period=period)
    claims = {claim.id: claim for claim in view.records(Claim, period=period)}
    claims |= _those(view, Claim, {c for one in contradictions for c in one.claims} - claims.keys())
    both = {one.id: one for one in contradictions}
    both |= {one.id: one for one in _about(view, claims) if one.id not in both}
    contradictions = [one for one in both.values() if set(one.claims) <= claims.keys()]
    positions = {one.id: one for one in view.records(Position, period=period)}
    former = {one.previous for one in positions.values() if one.previous}
    positions |= _those(view, Position, former - positions.keys())
    articles = frozenset(known.article for known in view.published_within(period))
    return Gathered(
        claims=tuple(claims.values()),
        contradictions=tuple(sorted(contradictions, key=lambda one: one.id)),
        expectations=tuple(view.records(Expectation, period=within)),
        positions=tuple(with_one_name(view, positions.values())),
        corrections=tuple(view.records(Correction, period=period)),
        articles=articles,
    )


def _about(view: View, claims: Collection[str]) -> Iterator[Contradiction]:
    """The contradictions of some claims."""
    labels = [f"claim:{claim}" for claim in sorted(claims)]
    return iter(view.records(Contradiction, labels=labels)) if labels else iter(())


def _those(view: View, kind: type[R], names: Iterable[str]) -> dict[str, R]:
    found = ((name, view.record(kind, name)) for name in sorted(names))
    return {name: record for name, record in found if record is not None}


def around(view: View, claims: Iterable[Claim], articles: Iterable[str] = ()) -> Gathered:
    """Some claims with what contradicts them, and some articles with what they tell."""
    labels = [f"article:{one}" for one in sorted(set(articles))]
    told = {claim.id: claim for claim in claims}
    if labels:
        told |= {claim.id: claim for claim in view.records(Claim, labels=labels)}
    return Gathered(
        claims=tuple(told.values()),
        contradictions=tuple(_about(view, told)),
        articles=frozenset(articles),
    )


def material_of(
    view: View, watch: Watch, gathered: Gathered, period: Interval, as_of: date | None = None
) -> Material:
    """Records with the articles that they cite and the families of these."""
    known = view.known(sorted(set(gathered.cited())))
    families, known = _families(view, known)
    readings = dict(readings_of(view, known.values()))
    told = {one: here.outlet for one, here in known.items() if here.outlet and one in readings}
    return Material(
        watch=watch,
        period=period,
        as_of=as_of.isoformat() if as_of else None,
        readings=readings,
        outlets=told,
        families=families,
        claims=gathered.claims,
        contradictions=gathered.contradictions,
        expectations=gathered.expectations,
        positions=gathered.positions,
        corrections=gathered.corrections,
    )


def readings_of(view: View, known: Iterable[Known]) -> Iterator[tuple[str, Reading]]:
    """Readings with their texts by article id, with their dates as they are known."""
    for one in known:
        reading = view.reading(one.article)
        if reading is not None:
            yield one.article, with_date(reading, {one.article: one.published})


def _families(
    view: View, known: Mapping[str, Known]
) -> tuple[tuple[Family, ...], dict[str, Known]]:
    """The whole families of some articles, and what is known of all of their articles."""
    names = sorted({one.family for one in known.values()})
    whole = {one.article: one for name in names for one in view.family(name)} | dict(known)
    ties = [r for r in view.relations(whole) if r.a in whole and r.b in whole]
    items = [
        reuse.FamilyItem(one.article, one.published.interval, one.captured_at)
        for one in whole.values()
    ]
    return reuse.families(items, ties), whole


def _days_before(day: date | None) -> date | None:
    return day - min(timedelta(days=LOOKBACK_DAYS), day - date.min) if day else None

"""What the records give for a period, or around a few of them, with the words they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from pydantic import BaseModel

from watchdesk import reuse
from watchdesk.brief import Material
from watchdesk.brief.material import Placed
from watchdesk.brief.until import told_until
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
    Standing,
    Watch,
)
from watchdesk.store import Known, View

R = TypeVar("R", bound=BaseModel)
_MANY_CLAIMS = 2_500
"""Claims that begin in a period; so many and fewer are all weighed for its brief."""
_ENOUGH_CLAIMS, _FEW_OF_A_DAY = 490, 10
"""Claims that are weighed of a period that has more: all in all, and at least of each day."""
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
    claims = {claim.id: claim for claim in _claims(view, period)}
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


def _claims(view: View, period: Interval) -> list[Claim]:
    """The claims of a period; where they are very many, those of each day that most stand behind
    and those that are open, which is more than a brief can tell."""
    if period.earliest is None or period.latest is None:
        return view.records(Claim, period=period)
    days = (period.latest - period.earliest).days + 1
    begun = view.begun(Claim, period, max(_FEW_OF_A_DAY, _ENOUGH_CLAIMS // days))
    if sum(day.total for day in begun.values()) <= _MANY_CLAIMS:
        return view.records(Claim, period=period)
    most_told = (name for day in begun.values() for name in day.names)
    found = _those(view, Claim, most_told)
    labels = [f"standing:{one}" for one in Standing if one is not Standing.REPORTED]
    found |= {one.id: one for one in view.records(Claim, labels, period, _ENOUGH_CLAIMS)}
    left = view.dismissed()
    return [claim for name, claim in found.items() if name not in left]


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


def material_of(  # noqa: PLR0913 — what a brief is made from
    view: View,
    watch: Watch,
    gathered: Gathered,
    period: Interval,
    as_of: date | None = None,
    *,
    lazily: bool = False,
) -> Material:
    """Records with the articles that they cite and the families of these.

    ``lazily``: a reading is only taken from the ledger when it is asked for, so that the view must
    stay open as long as the material is used.
    """
    known = view.known(sorted(set(gathered.cited())))
    families, known = _families(view, known, period)
    readings: Mapping[str, Reading] = Readings(view, known)
    if not lazily:
        readings = dict(readings_of(view, known.values()))
    told = {one: here.outlet for one, here in known.items() if here.outlet and one in readings}
    placed = _placed(view, {one: here for one, here in known.items() if one in readings}, period)
    return Material(
        watch=watch,
        period=period,
        as_of=as_of.isoformat() if as_of else None,
        readings=readings,
        outlets=told,
        families=families,
        claims=_until(gathered.claims, period, known),
        contradictions=gathered.contradictions,
        expectations=gathered.expectations,
        positions=gathered.positions,
        corrections=gathered.corrections,
        placed=placed,
    )


def _until(
    claims: Sequence[Claim], period: Interval, known: Mapping[str, Known]
) -> tuple[Claim, ...]:
    """Claims as far as they were told by the end of a period."""
    last = period.latest
    if last is None:
        return tuple(claims)
    families = {one: here.family for one, here in known.items()}
    return tuple(told_until(claim, last, families) for claim in claims)


def _placed(view: View, known: Mapping[str, Known], period: Interval) -> dict[str, Placed]:
    """What is listed of articles; headlines only of those that can be of the period."""
    listed = [one for one, here in known.items() if period.intersects(here.published.interval)]
    heads = view.heads(listed)
    out = {}
    for one, here in known.items():
        head = heads.get(one)
        title, uri = (head.title, head.uri) if head is not None else (None, "")
        out[one] = Placed(here.published, here.role, here.capture, title, here.url or uri)
    return out


class Readings(Mapping[str, Reading]):
    """Readings by article id, each taken from the ledger when it is first asked for."""

    def __init__(self, view: View, known: Mapping[str, Known]) -> None:
        """``known``: the articles that are there."""
        self._view = view
        self._known = known
        self._taken: dict[str, Reading] = {}

    def __getitem__(self, article: str) -> Reading:
        """The reading, with its date as the desk knows it. Raises ``KeyError``."""
        if article not in self._taken:
            found = dict(readings_of(self._view, [self._known[article]]))
            self._taken[article] = found[article]
        return self._taken[article]

    def __contains__(self, article: object) -> bool:
        """Whether the article is there; it is not read for that."""
        return article in self._known

    def __iter__(self) -> Iterator[str]:
        """Ids of all of them."""
        return iter(self._known)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._known)


def readings_of(view: View, known: Iterable[Known]) -> Iterator[tuple[str, Reading]]:
    """Readings with their texts by article id, with their dates as they are known."""
    for one in known:
        reading = view.reading(one.article)
        if reading is not None:
            yield one.article, with_date(reading, {one.article: one.published})


def _families(
    view: View, known: Mapping[str, Known], period: Interval
) -> tuple[tuple[Family, ...], dict[str, Known]]:
    """The whole families of some articles, and what is known of all of their articles.

    What ties the articles of a family is read where one of them can be of the period; of others a
    brief asks no more than which articles they are.
    """
    names = sorted({one.family for one in known.values()})
    whole = {one.article: one for name in names for one in view.family(name)} | dict(known)
    groups: dict[str, list[Known]] = {}
    for one in whole.values():
        groups.setdefault(one.family, []).append(one)
    near = {
        name
        for name, group in groups.items()
        if len(group) == 1 or any(period.intersects(one.published.interval) for one in group)
    }
    items = [
        reuse.FamilyItem(one.article, one.published.interval, one.captured_at)
        for name in near
        for one in groups[name]
    ]
    several = [one.article for name in near if len(groups[name]) > 1 for one in groups[name]]
    ties = [r for r in view.relations(several) if r.a in whole and r.b in whole]
    apart = [_untied(name, group) for name, group in groups.items() if name not in near]
    return (*reuse.families(items, ties), *apart), whole


def _untied(name: str, group: Iterable[Known]) -> Family:
    articles = tuple(sorted(one.article for one in group))
    return Family(id=name, articles=articles, first=articles[0])


def _days_before(day: date | None) -> date | None:
    return day - min(timedelta(days=LOOKBACK_DAYS), day - date.min) if day else None

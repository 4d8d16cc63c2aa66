"""Who speaks and takes positions: a list of them, and one of them with all that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from watchdesk.answers.cited import Cut, Words, words_at
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.names import names
from watchdesk.answers.standpoint import order
from watchdesk.asking import entities
from watchdesk.display import with_one_name
from watchdesk.records import (
    Claim,
    Contradiction,
    Expectation,
    Interval,
    Link,
    Member,
    Position,
    Standing,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import Spoken, View

_CLAIMS = 20
_LOOKED_AT = 40
"""Claims in whose articles it is looked for what somebody says is coming."""
_EXPECTED = 20
_AGAINST = 20
_PEOPLE = 40
_CALLED = 200


class ActorLine(Frozen):
    """Somebody in a list."""

    entity: str
    """Entity id."""
    name: str
    """What they are called."""
    claims: int
    """How many claims tell what they said."""
    positions: int
    """How many positions they took."""


class ActorList(Frozen):
    """A page of those who speak or take positions."""

    items: tuple[ActorLine, ...]
    """Those with most positions first, then most claims."""
    cut: Cut
    """How much of the list this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class Tallies(NamedTuple):
    """How many records each actor has, by entity id."""

    claims: Mapping[str, int]
    positions: Mapping[str, int]


class Speakers(NamedTuple):
    """Whose the claims and the positions are."""

    claims: Spoken
    positions: Spoken


def speakers(view: View) -> Speakers:
    """Whose the claims and the positions are; of a large ledger it takes a moment."""
    return Speakers(view.spoken(Claim, "speaker"), view.spoken(Position, "actor"))


def tallies(found: Speakers, period: Interval | None = None) -> Tallies:
    """How many claims and positions everybody has, in all or about the days of a period."""
    return Tallies(found.claims.within(period), found.positions.within(period))


def actors(
    view: View,
    counted: Tallies,
    called: str | None = None,
    period: Interval | None = None,
    page: tuple[int, int] = (0, 50),
) -> ActorList:
    """Those who speak or take positions; ``called``: those whose name holds some words, or of a
    country's code. ``page``: how many are left out before, and how many are shown."""
    offset, limit = page
    everybody: Iterable[str] = dict.fromkeys((*counted.positions, *counted.claims))
    if called is not None:
        ruled = view.renamed().items()
        wanted = {*view.called(called, _CALLED), *entities(called)}
        wanted |= {one for one, name in ruled if called.casefold() in name.casefold()}
        everybody = [one for one in everybody if one in wanted]
    ranked = sorted(everybody, key=lambda one: _rank(one, counted))
    shown = ranked[offset : offset + limit]
    told = names(view, shown)
    return ActorList(
        items=tuple(
            ActorLine(
                entity=one,
                name=told[one],
                claims=counted.claims.get(one, 0),
                positions=counted.positions.get(one, 0),
            )
            for one in shown
        ),
        cut=Cut(
            offset=offset,
            shown=len(shown),
            total=len(ranked),
            more=offset + limit < len(ranked),
        ),
        why_empty="" if shown else _why(view, called, period, len(ranked)),
    )


def _rank(entity: str, counted: Tallies) -> tuple[int, int, str]:
    return -counted.positions.get(entity, 0), -counted.claims.get(entity, 0), entity


def _why(view: View, called: str | None, period: Interval | None, ranked: int) -> str:
    if ranked:
        return "The list ends before this page."
    filters = [f"the name “{called}”"] if called else []
    return why_empty(view, "people, states or bodies", period, filters)


class Stood(Frozen):
    """Where somebody stands on an issue."""

    issue: str
    """Name of the issue in watch.toml."""
    latest: Position
    """The position that was taken last."""
    words: Words | None
    """Its clearest words."""
    path: tuple[Position, ...]
    """All their positions on it, in the order of days, the latest last."""


class Said(Frozen):
    """A claim that tells what somebody said."""

    claim: str
    """Claim id."""
    words: Words
    """The words."""
    chain: tuple[Link, ...]
    """Who told whom, outermost first."""
    standing: Standing
    """Where the claim stands."""
    articles: int
    """How many articles tell it."""
    origins: int
    """How many independent origins."""


class ToldExpectation(Frozen):
    """What somebody says is coming."""

    expectation: Expectation
    """The record."""
    words: Words
    """The sentence that tells it."""


class Opposed(Frozen):
    """Two claims that cannot both hold, of one actor's own voices."""

    contradiction: Contradiction
    """The record."""
    sides: tuple[Words, ...]
    """The words on either side."""


class RoleTold(Frozen):
    """What articles say somebody is."""

    role: str
    """As they write it."""
    times: int
    """In how many of the tellings that were looked at."""
    at: Words
    """Words of the newest of these."""


class ToldActor(Frozen):
    """Somebody, with what the ledger holds of them."""

    entity: str
    """Entity id."""
    name: str
    """What they are called."""
    other_names: tuple[str, ...]
    """How articles call them, too."""
    renamed: bool = False
    """Whether an analyst gave them this name."""
    stands: tuple[Stood, ...]
    """Where they stand, in the order of the watch's issues."""
    silent_on: tuple[str, ...]
    """Issues of the watch on which no position of theirs was found. That is not to say that they
    have none, or that they are neutral."""
    claims: tuple[Said, ...]
    """What they said, the newest first."""
    cut: Cut
    """How much of that is shown."""
    expectations: tuple[ToldExpectation, ...] = ()
    """What they say is coming, as far as articles that quote them lately tell."""
    contradictions: tuple[Opposed, ...] = ()
    """Where they speak with two voices."""
    roles: tuple[RoleTold, ...] = ()
    """What articles that quote them lately say they are."""
    people: tuple[Position, ...] = ()
    """For a state: newest positions of people and bodies that belong to it."""


def told_actor(
    view: View, watch: Watch, entity: str, period: Interval | None = None, offset: int = 0
) -> ToldActor | None:
    """Somebody by their entity id; ``None`` when the ledger holds nothing of them.

    ``period``: claims about its days; ``offset``: how many claims are left out before.
    """
    held = view.records(Position, [f"actor:{entity}"])
    said = view.records(Claim, [f"speaker:{entity}"], period, _LOOKED_AT + 1, offset)
    against = view.records(Contradiction, [f"actor:{entity}"], None, _AGAINST)
    called = view.names_of([entity]).get(entity, ())
    if not (held or said or against or called):
        return None
    positions = with_one_name(view, held)
    name = names(view, [entity])[entity]
    shown = said[:_CLAIMS]
    stands = tuple(_stands(view, watch, positions))
    people = view.records(Position, [f"state:{entity}"], None, _PEOPLE)
    return ToldActor(
        entity=entity,
        name=name,
        other_names=tuple(one for one in called if one != name),
        renamed=entity in view.renamed(),
        stands=stands,
        silent_on=_silent_on(watch, stands),
        claims=tuple(_said(view, watch, shown, entity)),
        cut=Cut(offset=offset, shown=len(shown), more=len(said) > _CLAIMS),
        expectations=tuple(_expected(view, watch, said[:_LOOKED_AT], entity)),
        contradictions=tuple(_opposed(view, watch, against)),
        roles=tuple(_roles(view, watch, said[:_LOOKED_AT], entity)),
        people=tuple(with_one_name(view, (one for one in people if one.until is None))),
    )


def _silent_on(watch: Watch, stands: Iterable[Stood]) -> tuple[str, ...]:
    told = {one.issue for one in stands}
    return tuple(issue.name for issue in watch.issue if issue.name not in told)


def _stands(view: View, watch: Watch, positions: Iterable[Position]) -> Iterable[Stood]:
    """The positions by issue: those the watch names first, in its order."""
    by_issue: dict[str, list[Position]] = {}
    for one in sorted(positions, key=order):
        by_issue.setdefault(one.issue, []).append(one)
    places = {issue.name: place for place, issue in enumerate(watch.issue)}
    latest = {issue: _latest(path) for issue, path in by_issue.items()}
    words = words_at(view, watch, filter(None, (one.gist for one in latest.values())))
    for issue in sorted(by_issue, key=lambda one: (places.get(one, len(places)), one)):
        last = latest[issue]
        yield Stood(
            issue=issue,
            latest=last,
            words=words.get(last.gist) if last.gist else None,
            path=tuple(by_issue[issue]),
        )


def _latest(path: Sequence[Position]) -> Position:
    """The one that holds still; of several the one taken last."""
    return next((one for one in reversed(path) if one.until is None), path[-1])


def _telling(claim: Claim, entity: str) -> Member | None:
    """The newest telling of a claim that gives it as somebody's words."""
    found = [one for one in claim.members if one.chain and _is(one.chain[-1], entity)]
    return max(found, key=lambda one: str(one.published.latest or ""), default=None)


def _is(link: Link, entity: str) -> bool:
    return link.entity is not None and link.entity.id == entity


def _said(view: View, watch: Watch, claims: Iterable[Claim], entity: str) -> Iterable[Said]:
    told = [(claim, one) for claim in claims if (one := _telling(claim, entity))]
    said = {one.at: one.chain[-1].said for _, one in told if one.chain[-1].said}
    words = words_at(view, watch, (one.at for _, one in told), said)
    for claim, one in told:
        if one.at in words:
            yield Said(
                claim=claim.id,
                words=words[one.at],
                chain=one.chain,
                standing=claim.standing,
                articles=claim.articles,
                origins=claim.origin_count,
            )


def _expected(
    view: View, watch: Watch, claims: Iterable[Claim], entity: str
) -> Iterable[ToldExpectation]:
    told = filter(None, (_telling(claim, entity) for claim in claims))
    articles = dict.fromkeys(f"article:{one.at.article}" for one in told)
    found = view.records(Expectation, list(articles)) if articles else []
    mine = [one for one in found if one.by and _is(one.by[-1], entity)][:_EXPECTED]
    places = {one.id: one.at.model_copy(update={"span": one.sentence}) for one in mine}
    words = words_at(view, watch, places.values())
    for one in mine:
        if places[one.id] in words:
            yield ToldExpectation(expectation=one, words=words[places[one.id]])


def _opposed(view: View, watch: Watch, found: Sequence[Contradiction]) -> Iterable[Opposed]:
    words = words_at(view, watch, (at for one in found for at in one.evidence[:2]))
    for one in found:
        sides = tuple(words[at] for at in one.evidence[:2] if at in words)
        yield Opposed(contradiction=one, sides=sides)


def _roles(view: View, watch: Watch, claims: Iterable[Claim], entity: str) -> Iterable[RoleTold]:
    told: dict[str, Member] = {}
    times: Counter[str] = Counter()
    for claim in claims:
        for one in claim.members:
            for link in one.chain:
                if _is(link, entity) and link.entity and link.entity.role:
                    role = " ".join(link.entity.role.split())
                    told.setdefault(role, one)
                    times[role] += 1
    top = sorted(times, key=lambda role: (-times[role], role))[:_CLAIMS]
    words = words_at(view, watch, (told[role].at for role in top))
    for role in top:
        if told[role].at in words:
            yield RoleTold(role=role, times=times[role], at=words[told[role].at])

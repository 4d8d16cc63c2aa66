"""Two voices of one state: offices of which one is for what the other is against.

"The minister called the operation an escalation; the head of his government stands behind it":
neither denies a fact, and both speak for one state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from watchdesk.ledger.book import Book, Posted, Tools
from watchdesk.ledger.differing import days_of, gap
from watchdesk.ledger.homes import HOME, Homes
from watchdesk.ledger.kept import STATEMENT, from_bytes
from watchdesk.ledger.positions import rolled
from watchdesk.ledger.sides import is_office
from watchdesk.records import (
    Address,
    Contradiction,
    ContradictionKind,
    Entity,
    Position,
    PositionBasis,
    PositionEvidence,
    Span,
    Stance,
    content_id,
    interval_hull,
)

_PLAIN = 40
"""Characters of words that say something by themselves."""
_NEAR = 31
"""Days between two stands of one state that are no change of mind."""
_LOOKED_AT = 40
"""Stands of one side that are looked at, the newest."""
_STATE = "country:"


class _Voice(NamedTuple):
    """A stand that an office of a state takes."""

    told: PositionEvidence
    claim: str
    """Id of the claim its words stand in."""
    order: tuple[str, int]
    """Sort key: where its words stand."""
    words: Address
    """What is shown of it."""


def post_voices(
    book: Book, changed: Sequence[Posted], gone: Collection[str], homes: Homes, tools: Tools
) -> None:
    """Write where offices of one state take opposite sides of an issue of the watch within a month.

    To be called when positions are written. What stands afterwards depends on the positions and
    claims of the book alone. Labels: ``claim:``, ``article:``, ``actor:`` with the state,
    ``issue:``, and ``voices:`` with the state and, parted by ``|``, the issue.
    """
    articles = [f"article:{one}" for one in sorted({*gone, *(p.id for p in changed)})]
    claims = [f"claim:{claim}" for claim in sorted(homes.changed)]
    old = book.labelled(Contradiction, [*articles, *claims])
    stale = {one.inside for one in old.values() if one.inside}
    pairs = {(state, issue.name) for state in stale for issue in tools.watch.issue}
    for position in book.labelled(Position, articles).values():
        pairs |= {(state, position.issue) for state in _states(position)}
    for state, issue in sorted(pairs):
        _rewrite(book, state, issue)


def _states(position: Position) -> set[str]:
    """The states that speak in a position."""
    if position.actor.startswith(_STATE):
        return {position.actor}
    entities = (_entity(one) for one in position.evidence)
    return {f"{_STATE}{one.country}" for one in entities if one is not None and one.country}


def _entity(told: PositionEvidence) -> Entity | None:
    """Who took the stand, as the article describes them."""
    found = [link.entity for link in told.by if link.entity and link.entity.id == told.actor]
    return found[-1] if found else None


def _speaks_for(told: PositionEvidence, state: str) -> bool:
    """Whether it is the state itself, a body of it, or somebody in its office."""
    if told.actor == state:
        return True
    one = _entity(told)
    if one is None:
        return True  # the position is labelled with the state, and nothing says "opposition"
    if f"{_STATE}{one.country}" != state:
        return False
    body = one.id.startswith("org:") and is_office(one.name)
    return body or one.office is not None or one.role is None or is_office(one.role)


def _rewrite(book: Book, state: str, issue: str) -> None:
    """Write the contradictions of a state on an issue anew."""
    label = f"voices:{state}|{issue}"
    sides: dict[Stance, list[_Voice]] = {Stance.FOR: [], Stance.AGAINST: []}
    told = [one for ones in rolled(book, state, issue).values() for one in ones]
    told = [one for one in told if one.stance in sides and _speaks_for(one, state)]
    told = [one for one in told if one.basis is not PositionBasis.ACTION]  # who acts says nothing
    for voice in _voices(book, told):
        sides[voice.told.stance].append(voice)
    newest = [sorted(ones, key=_day, reverse=True)[:_LOOKED_AT] for ones in sides.values()]
    pairs = _opposed(*newest)
    made = {one.id: one for one in (_record(state, issue, pair) for pair in pairs)}
    before = book.labelled(Contradiction, [label])
    book.erase(Contradiction, sorted(set(before) - set(made)))
    for record in made.values():
        articles = dict.fromkeys(f"article:{at.article}" for at in record.evidence)
        labels = [f"claim:{claim}" for claim in record.claims]
        labels += [*articles, f"actor:{state}", f"issue:{issue}", label]
        book.write(record, labels, interval_hull(record.told))


def _day(voice: _Voice) -> tuple[int, tuple[str, int]]:
    days = days_of(voice.told.on)
    return days[1] if days else 0, voice.order


def _voices(book: Book, told: Iterable[PositionEvidence]) -> Iterator[_Voice]:
    """Stands with the claims that hold their words; those of no claim are left out."""
    by_article: dict[str, list[PositionEvidence]] = {}
    for one in told:
        by_article.setdefault(one.at.article, []).append(one)
    for article, ones in sorted(by_article.items()):
        kept = [from_bytes(item.data) for item in book.of_article(STATEMENT, article)]
        homes = book.items(HOME, [one.id for one in kept])
        for one in ones:
            best = max(
                (
                    (
                        _shared(k.span, one.at.span),
                        _shared(k.span, one.sentence),
                        -k.span.start,
                        k.id,
                        k.span,
                    )
                    for k in kept
                    if k.id in homes and k.sentence.overlaps(one.sentence)
                ),
                default=None,
            )
            if best is not None:
                order = (article, one.at.span.start)
                yield _Voice(one, homes[best[3]].data.decode(), order, _words(one, best[4]))


def _words(told: PositionEvidence, statement: Span) -> Address:
    """Words that say by themselves what the stand is: a short cue with what it is told with."""
    if told.at.span.length >= _PLAIN:
        return told.at
    return told.at.model_copy(update={"span": told.at.span.hull(statement)})


def _is_loose(voice: _Voice) -> bool:
    """Whether nobody knows in which month it was told."""
    days = days_of(voice.told.on)
    return days is None or days[1] - days[0] > _NEAR


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _opposed(favour: Sequence[_Voice], against: Sequence[_Voice]) -> list[tuple[_Voice, _Voice]]:
    """For two offices the two stands nearest in time, the earlier first."""
    best: dict[tuple[str, str], tuple[tuple[object, ...], tuple[_Voice, _Voice]]] = {}
    for one, other in product(favour, against):
        days = gap(days_of(one.told.on), days_of(other.told.on))
        same = one.told.actor == other.told.actor or one.claim == other.claim
        if days is None or days > _NEAR or same or _is_loose(one) or _is_loose(other):
            continue
        pair = (one, other) if _day(one) <= _day(other) else (other, one)
        rank = (days, one.order, other.order)
        actors = (one.told.actor, other.told.actor)
        if actors not in best or rank < best[actors][0]:
            best[actors] = (rank, pair)
    return [pair for _, pair in best.values()]


def _record(state: str, issue: str, pair: tuple[_Voice, _Voice]) -> Contradiction:
    a, b = pair
    claims = (a.claim, b.claim)
    stands = [f"{one.told.name} is {one.told.stance.value}" for one in pair]
    return Contradiction(
        id=content_id("con", "voices", state, issue, *sorted(claims)),
        kind=ContradictionKind.INCOMPATIBLE,
        claims=claims,
        evidence=tuple(one.words for one in pair),
        why=f"{' and '.join(stands)}: {issue}",
        inside=state,
        told=tuple(one.told.on for one in pair),
        by=tuple(one.told.name for one in pair),
    )

"""Positions: where actors stand on the issues of the watch, since when, and how that moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from watchdesk.ledger.book import Book, Item, Posted, Tools
from watchdesk.ledger.issues_hints import matter_key, matters, write_hints
from watchdesk.ledger.positions_digest import Pair, drawn, fold, keys_of
from watchdesk.ledger.positions_kept import (
    STAND,
    Entered,
    entered,
    item_of,
    placed,
    taken,
)
from watchdesk.ledger.positions_line import line
from watchdesk.ledger.positions_record import Told
from watchdesk.records import Entity, Interval, Position, PositionEvidence, Role


def post_positions(
    book: Book,
    changed: Sequence[Posted],
    gone: Collection[str],
    tools: Tools,
    beside: Collection[str] = (),
) -> None:
    """Enter the stands of articles that are new or known differently, forget those of articles
    that are no more, and write the positions this touches anew.

    A position's labels: ``article:`` of all its evidence, ``actor:``, ``issue:``, ``held:`` with
    actor and issue, and, for a person or body of a state, ``state:`` with the state. ``beside`` are
    articles that have other copies than before. Raises ``ValueError`` for a reading without its
    text.
    """
    leaving = {*gone, *(one.id for one in changed)}
    old = [item for one in sorted(leaving) for item in book.of_article(STAND, one)]
    book.drop(STAND, [item.id for item in old])
    new = [
        one
        for posted in changed
        if posted.reading.article.role is not Role.TEASER
        for one in placed(taken(posted), tools.watch, tools.similar)
    ]
    book.put(_item(one) for one in new)
    also = [item for one in sorted(set(beside) - leaving) for item in book.of_article(STAND, one)]
    _rewrite(book, [*map(entered, old), *map(entered, also), *new])


def reissue(book: Book, articles: Iterable[str], tools: Tools) -> None:
    """Place the stands of some articles anew when the issues of the watch have changed.

    Needs no reading: what was kept of the stands tells what they are on. To be called with all
    articles of the ledger, in portions of any size.
    """
    touched: list[Entered] = []
    for article in articles:
        old = [entered(item) for item in book.of_article(STAND, article)]
        known = sorted((one.taken for one in old), key=lambda one: (one.cue, one.id))
        new = placed(known, tools.watch, tools.similar)
        book.put(_item(one) for one in new)
        touched += [*old, *new]
    _rewrite(book, touched)


def rolled(book: Book, state: str, issue: str) -> dict[str, list[PositionEvidence]]:
    """What is told of a state on an issue, by the entity id of who said or did it.

    Both those who speak for it and those who stray are there; one against the other is a
    contradiction inside the state.
    """
    found: dict[str, list[PositionEvidence]] = {}
    records = book.labelled(Position, [f"state:{state}", f"actor:{state}"])
    for position in records.values():
        for one in position.evidence if position.issue == issue else ():
            known = found.setdefault(one.actor, [])
            if one not in known:
                known.append(one)
    return {who: sorted(told, key=lambda e: (e.on.edtf, e.at.span)) for who, told in found.items()}


def _item(one: Entered) -> Item:
    """A stand on no issue is found by what it is on, so that what recurs is seen."""
    return item_of(one, keys_of(one) if one.sides else map(matter_key, matters(one.taken)))


def _rewrite(book: Book, touched: Collection[Entered]) -> None:
    """Write anew what some stands count for, and hints at what they are on."""
    _write(book, fold(book, touched))
    write_hints(book, {term for one in touched if not one.sides for term in matters(one.taken)})


def _write(book: Book, pairs: Sequence[Pair]) -> None:
    """Write what some actors stand for on some issues anew."""
    if not pairs:
        return
    held = drawn(book, pairs)
    names = {name for found in held.values() for name in found}
    kept = {name: entered(item) for name, item in book.items(STAND, names).items()}
    facts = book.facts({one.taken.article for one in kept.values()})
    families = {name: one.family for name, one in facts.items()}
    before = book.labelled(Position, [_held(*pair) for pair in pairs])
    written: set[str] = set()
    for pair in pairs:
        told = _told([kept[n] for n in held.get(pair, ()) if n in kept], pair, families)
        states = {f"country:{x.country}" for one in told if (x := _entity(one)) and x.country}
        for position in line(*pair, told):
            book.write(position, _labels(position, states), _days(position))
            written.add(position.id)
    book.erase(Position, sorted(set(before) - written))


def _told(ones: Iterable[Entered], pair: Pair, families: dict[str, str]) -> list[Told]:
    return [
        Told(one.taken, side, families.get(one.taken.article, one.taken.article))
        for one in ones
        for side in one.sides
        if (side.actor, side.issue) == pair
    ]


def _entity(told: Told) -> Entity | None:
    return told.taken.who[told.side.by].entity


def _held(actor: str, issue: str) -> str:
    return f"held:{actor}|{issue}"


def _labels(position: Position, states: set[str]) -> list[str]:
    own = {f"state:{state}" for state in states if state != position.actor}
    return sorted(
        {f"article:{one.at.article}" for one in position.evidence}
        | {f"actor:{position.actor}", f"issue:{position.issue}"}
        | {_held(position.actor, position.issue)}
        | (own if not position.actor.startswith("country:") else set())
    )


def _days(position: Position) -> Interval:
    since, until = position.since, position.until
    if until is None:
        return Interval.between(since.earliest, None)
    first = since.earliest
    last = until.latest
    if first is not None and last is not None and last < first:
        return since
    return Interval.between(first, last)

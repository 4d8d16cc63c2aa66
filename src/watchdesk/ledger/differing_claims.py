"""What two statements cannot both hold, told of the claims they belong to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.homes import HOME, Homes, claim_key
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.records import (
    Contradiction,
    ContradictionKind,
    StepKind,
    content_id,
    interval_hull,
)

CLASH = "clash"
_MEMBERS = 200
"""Statements of one claim that are looked at."""
_RANK = (
    ContradictionKind.DENIAL,
    ContradictionKind.NUMBER,
    ContradictionKind.INCOMPATIBLE,
    ContradictionKind.DATE,
    ContradictionKind.PLACE,
)


class Clashing(NamedTuple):
    """Two statements that cannot both hold."""

    kind: ContradictionKind
    why: str
    ends: tuple[str, str]
    """Ids of the two statements; of a denial what is denied comes first."""
    more: tuple[str, ...] = ()
    """Ids of statements that go on with the denial."""
    article: str = ""
    """The article that both stand in, where one was found to answer the other there."""
    inside: str | None = None
    """Entity id of who speaks with two voices."""
    firm: bool = True
    """Whether the words say outright that the other side is untrue; not kept."""

    @property
    def id(self) -> str:
        """The same for the two statements whatever is wrong between them."""
        return content_id("clash", *sorted(self.ends), self.article)

    def item(self, kind: str) -> Item:
        """As the book keeps it."""
        data = json.dumps([self.kind, self.why, self.ends, self.more, self.inside]).encode()
        keys = tuple(sorted({claim_key(end) for end in (*self.ends, *self.more)}))
        return Item(kind, self.id, self.article, keys, None, data)

    @classmethod
    def of(cls, item: Item) -> Clashing:
        """From what the book keeps."""
        kind, why, ends, more, inside = json.loads(item.data)
        return cls(
            ContradictionKind(kind), why, (ends[0], ends[1]), tuple(more), item.article, inside
        )


def _clashes(book: Book, statements: Collection[str]) -> list[Clashing]:
    """All clashes of some statements."""
    held = book.holding(CLASH, sorted({claim_key(one) for one in statements}))
    names = sorted(set(chain.from_iterable(held.values())))
    return [Clashing.of(item) for item in book.items(CLASH, names).values()]


def _homes(book: Book, statements: Iterable[str]) -> dict[str, str]:
    """By statement the claim it belongs to."""
    found = book.items(HOME, sorted(set(statements)))
    return {name: item.data.decode() for name, item in found.items()}


def _members(book: Book, claims: Collection[str]) -> dict[str, list[str]]:
    """By claim the ids of its statements."""
    keys = {claim_key(claim): claim for claim in claims}
    held = book.holding(HOME, sorted(keys), most=_MEMBERS) if keys else {}
    return {keys[one]: ids for one, ids in held.items()}


def _statements(book: Book, ids: Iterable[str]) -> dict[str, Kept]:
    found = book.items(STATEMENT, sorted(set(ids)))
    return {name: from_bytes(item.data) for name, item in found.items()}


def denials_of(
    book: Book, claims: Collection[str]
) -> dict[str, list[tuple[Kept, str, StepKind, bool]]]:
    """By claim who calls it untrue, or tells what cannot hold beside it: the telling, its claim,
    what it does (``DENIED`` or ``DISPUTED``), and whether it was told first; the first said first.

    Claims that nothing is told against are left out.
    """
    members = _members(book, claims)
    wanted = {one: claim for claim, ones in members.items() for one in ones}
    found = _clashes(book, wanted)
    ends = {end for c in found for end in c.ends}
    homes, told = _homes(book, ends), _statements(book, ends)
    out: dict[str, dict[str, tuple[Kept, str, StepKind, bool]]] = {}
    for clash in found:
        if not all(end in homes and end in told for end in clash.ends):
            continue
        a, b = (told[end] for end in clash.ends)
        for one, other, kind in against(clash, a, b):
            if one.id in wanted and homes[one.id] != homes[other.id]:
                by = out.setdefault(wanted[one.id], {})
                mine = (other, homes[other.id], kind, other.order < one.order)
                by[other.id] = min(by.get(other.id, mine), mine, key=lambda row: (row[2], row[3]))
    return {
        claim: sorted(by.values(), key=lambda row: row[0].order)
        for claim, by in sorted(out.items())
    }


def against(clash: Clashing, a: Kept, b: Kept) -> list[tuple[Kept, Kept, StepKind]]:
    """Which of two tellings that cannot both hold has the other against it, and as what.

    A denial is against what it denies. Of two accounts the one that was told later and turns the
    first round ("nobody was hurt") denies it; else they dispute each other, and so do two voices
    of one body.
    """
    if clash.kind is ContradictionKind.DENIAL:
        return [(a, b, StepKind.DENIED)]
    first, last = sorted((a, b), key=lambda one: one.order)
    turned = clash.kind is ContradictionKind.INCOMPATIBLE and not clash.inside
    turned = turned and bool(first.negations) != bool(last.negations)
    ordered = first.article == last.article or first.when.precedes(last.when)
    if turned and ordered:
        return [(first, last, StepKind.DENIED)]
    return [(a, b, StepKind.DISPUTED), (b, a, StepKind.DISPUTED)]


def write_contradictions(book: Book, homes: Homes, touched: Collection[str]) -> frozenset[str]:
    """Write the contradictions of the claims that changed or that hold a touched statement, and
    erase those that are no more; the ids of those claims.

    Voices that a position tells are another room's: records with that label stay.
    """
    claims = set(homes.changed) | set(_homes(book, touched).values())
    members = _members(book, claims)
    clashes = _clashes(book, [one for ones in members.values() for one in ones])
    ends = {end for clash in clashes for end in (*clash.ends, *clash.more)}
    home, ones = _homes(book, ends), _statements(book, ends)
    by_pair: dict[tuple[str, str], list[Clashing]] = {}
    for clash in clashes:
        pair = [home.get(end) for end in clash.ends]
        if pair[0] and pair[1] and pair[0] != pair[1] and all(end in ones for end in clash.ends):
            by_pair.setdefault((min(map(str, pair)), max(map(str, pair))), []).append(clash)
    made = {
        one.id: (one, _labels(one))
        for one in (_record(found, home, ones) for found in by_pair.values())
    }
    labels = [f"told:{claim}" for claim in sorted(claims)]
    before = book.labelled(Contradiction, labels)
    book.erase(Contradiction, sorted(set(before) - set(made)))
    for record, labelled in made.values():
        book.write(record, labelled, interval_hull(record.told))
    beside = {
        c for record in (*before.values(), *(r for r, _ in made.values())) for c in record.claims
    }
    return frozenset(beside | {c for c in claims if c in members})


def _labels(one: Contradiction) -> list[str]:
    articles = dict.fromkeys(at.article for at in one.evidence)
    inside = [f"actor:{one.inside}"] if one.inside else []
    return [
        *(f"claim:{claim}" for claim in one.claims),
        *(f"told:{claim}" for claim in one.claims),
        *(f"article:{article}" for article in articles),
        *inside,
    ]


def _record(
    found: list[Clashing], home: Mapping[str, str], ones: Mapping[str, Kept]
) -> Contradiction:
    """The contradiction of two claims by all clashes between them."""

    def rank(clash: Clashing) -> tuple[object, ...]:
        a, b = sorted((ones[end] for end in clash.ends), key=lambda one: one.order)
        return _RANK.index(clash.kind), a.order, b.order, clash.article

    best = min(found, key=rank)
    a, b = sorted((ones[end] for end in best.ends), key=lambda one: one.order)
    sides = [a, b, *(ones[one] for one in best.more if one in ones)]
    pair = (home[a.id], home[b.id])
    return Contradiction(
        id=content_id("con", best.kind.value, *sorted(pair)),
        kind=best.kind,
        claims=pair,
        evidence=tuple(one.address for one in sides),
        why=best.why,
        inside=best.inside,
        told=tuple(one.when for one in sides),
        by=tuple(_who(one) for one in sides),
    )


def _who(one: Kept) -> str:
    named = [link for link in one.chain if link.kind.value != "unknown"]
    return named[-1].name if named else (one.outlet or "the article")

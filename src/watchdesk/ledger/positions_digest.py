"""Which stands a line is drawn from, however many an actor takes on an issue.

The stands of each month are looked at by themselves, and a digest of the month keeps those from
which it can be told how the actor stood then: the first, last and plainest of each stance, limits
and rank, and then as many others as there is room for. So what is old is never crowded out by what
is new, and a further article costs the months it tells of and the digests of the others.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.positions_kept import STAND, Entered, Side, Taken, entered, pair_key
from watchdesk.records import Stance, Strength

STOOD = "stood"
"""Items that hold a month's digest; each is found by the key of its actor and issue."""
_KEPT = 24
"""Stands of a month in its digest."""
_DRAWN = 160
"""Stands a line is drawn from; where there are more, each month gives fewer."""
_SHARES = (_KEPT, 12, 6, 4, 2)
"""How many of a month, from many to few."""
_FIRM = {Strength.WEAK: 0, Strength.MEDIUM: 1, Strength.STRONG: 2}

Pair = tuple[str, str]
"""An actor's entity id and the name of an issue."""


class _Month(NamedTuple):
    actor: str
    issue: str
    month: str
    """``2024-08``; empty for what no day is known of."""

    @property
    def key(self) -> int:
        """The key by which its stands are found."""
        told = f"{self.actor}|{self.issue}|{self.month}".encode()
        return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1

    @property
    def name(self) -> str:
        """Id of its digest."""
        return f"{self.key:x}"


def month_of(one: Taken) -> str:
    """The month a stand belongs to, by the last day it can be of."""
    day = one.on.latest or one.on.earliest
    return f"{day:%Y-%m}" if day else ""


def keys_of(one: Entered) -> list[int]:
    """What a stand is found by: the months of the actors and issues it counts for."""
    return [month.key for month in _months(one)]


def fold(book: Book, touched: Iterable[Entered]) -> list[Pair]:
    """Work the digests of the months of some stands anew, and give the actors and issues of them.

    The stands themselves must be in the book, or no longer in it.
    """
    months = {month.key: month for one in touched for month in _months(one)}
    held = book.holding(STAND, months)
    names = {name for found in held.values() for name in found}
    kept = {name: entered(item) for name, item in book.items(STAND, names).items()}
    book.drop(STOOD, sorted(months[key].name for key in months if not held.get(key)))
    book.put(
        _digest(months[key], [kept[name] for name in found if name in kept])
        for key, found in sorted(held.items())
    )
    return sorted({(month.actor, month.issue) for month in months.values()})


def drawn(book: Book, pairs: Collection[Pair]) -> dict[Pair, list[str]]:
    """Ids of the stands from which the lines of some actors on some issues are drawn."""
    keys = {pair_key(*pair): pair for pair in pairs}
    held = book.holding(STOOD, keys)
    items = book.items(STOOD, {name for found in held.values() for name in found})
    return {
        keys[key]: _shared([json.loads(items[name].data) for name in sorted(found)])
        for key, found in held.items()
    }


def _months(one: Entered) -> list[_Month]:
    month = month_of(one.taken)
    return [_Month(side.actor, side.issue, month) for side in one.sides]


def _digest(month: _Month, stands: Sequence[Entered]) -> Item:
    first = f"{month.month}-01" if month.month else None
    days = (o.taken.on.latest or o.taken.on.earliest for o in stands if first)
    day = max((day for day in days if day), default=None)
    return Item(
        kind=STOOD,
        id=month.name,
        article="",
        keys=(pair_key(month.actor, month.issue),),
        day=day.toordinal() if day else None,
        data=json.dumps(_ranked(month, stands)[:_KEPT]).encode(),
    )


def _ranked(month: _Month, stands: Sequence[Entered]) -> list[str]:
    """Ids of a month's stands, those that tell most of it first."""
    rows = sorted(
        ((one.taken, side) for one in stands for side in one.sides if _is_of(side, month)),
        key=lambda row: row[0].key,
    )
    groups: dict[tuple[Stance, str, int], list[Taken]] = {}
    for taken, side in rows:
        limited = " ".join(taken.limited.casefold().split())
        groups.setdefault((side.stance, limited, side.rank), []).append(taken)
    firsts = [group[0] for group in groups.values()]
    lasts = [group[-1] for group in groups.values()]
    plain = [max(group, key=lambda t: (_FIRM[t.strength], t.key)) for group in groups.values()]
    rest = [taken for taken, _ in reversed(rows)]
    return list(dict.fromkeys(t.id for t in (*firsts, *lasts, *plain, *_fresh(rest), *rest)))


def _fresh(ones: Iterable[Taken]) -> list[Taken]:
    """Of those in the same words one each."""
    found: dict[str, Taken] = {}
    for one in ones:
        found.setdefault(" ".join(one.around[0].split()), one)
    return list(found.values())


def _is_of(side: Side, month: _Month) -> bool:
    return (side.actor, side.issue) == (month.actor, month.issue)


def _shared(months: Sequence[Sequence[str]]) -> list[str]:
    """As many of each month as there is room for, at least two."""
    for share in _SHARES:
        if sum(min(len(ids), share) for ids in months) <= _DRAWN:
            break
    return [name for ids in months for name in ids[:share]]

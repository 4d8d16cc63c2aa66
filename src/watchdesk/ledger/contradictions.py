"""Claims that cannot both hold: numbers, denials, states, days and places that exclude each other.

Precision comes first: what is not shown here may still disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from watchdesk.ledger.book import Book, Item, Posted, Tools
from watchdesk.ledger.denials import answered, calls_untrue, why_denied
from watchdesk.ledger.differing import Telling, key
from watchdesk.ledger.differing_claims import Clashing, denials_of, write_contradictions
from watchdesk.ledger.differing_days import day_keys, events_clash
from watchdesk.ledger.differing_near import neighbours
from watchdesk.ledger.homes import Homes, claim_key
from watchdesk.ledger.incompatible_pairs import (
    Clash,
    answers,
    deed_keys,
    deeds_clash,
    denial_clash,
    matter_keys,
    matters_asked,
)
from watchdesk.ledger.kept import STATEMENT, from_bytes
from watchdesk.ledger.numbers import number_keys, numbers_clash
from watchdesk.ledger.told import Told, told_in
from watchdesk.records import ContradictionKind

__all__ = ["denials_of", "post_contradictions"]

TELLING = "telling"
"""Items that hold a statement with what it is held against others by. Their ids begin with the
voice, by which copies are known, and sort as the order in which statements were first known."""
CLASH = "clash"
"""Items that tell why two statements cannot both hold; each is found by the keys of both."""
_REACH = 31
"""Days before and after an article in which others are held against it."""
_LIKELY = 24
"""Statements that one is held against at most."""


_OF_STATE = re.compile(
    r"^(?:(?:the|his|her|its|their|a)\s+)?(?:office\s+of\s+the\s+)?(?:\w+\s+){0,2}(?:ministry|minister|presidency|president|"
    r"government|premier|cabinet|army|general\s+staff)\b",
    re.IGNORECASE,
)
"""An office that belongs to the state spoken of."""


class _Voices(NamedTuple):
    """Tellings of a few voices: of each only the first known is held against others."""

    first: Mapping[int, str]
    """By voice the id of its first telling."""
    others: Collection[str]
    """Ids of all its tellings."""


def post_contradictions(
    book: Book, changed: Sequence[Posted], gone: Collection[str], homes: Homes, tools: Tools
) -> frozenset[str]:
    """Hold what some articles tell against what others tell, and write what cannot both hold.

    Gives the ids of the claims whose denials may be others than before. A denial meets what it
    denies when they tell the same deed of the same, or when, within an article, somebody it is
    about answers it a few sentences later. Numbers meet when the same is counted of the same, in
    reports at most 10 days apart and of different speakers, and their bounds exclude each other; a
    higher number on a later day is an update, unless another state tells it within 2 days. States,
    deeds, days and places meet when the clauses around them tell of one matter.
    """
    del tools
    old = [i for one in [*gone, *(p.id for p in changed)] for i in book.of_article(TELLING, one)]
    voices = {_voice(item.id) for item in old}
    lost = _drop_clashes(book, [_statement(item.id) for item in old])
    book.drop(TELLING, [item.id for item in old])
    made: list[Clashing] = []
    fresh: dict[str, Telling] = {}
    for posted in changed:
        statements = [from_bytes(i.data) for i in book.of_article(STATEMENT, posted.id)]
        told = told_in(posted, statements)
        tellings = [one.telling() for one in told]
        items = list(map(_item, tellings))
        fresh |= {item.id: one for item, one in zip(items, tellings, strict=True)}
        voices |= {_voice(item.id) for item in items}
        book.put(items)
        answers = list(_answered(told, {one.id: one for one in tellings}))
        made += (one for one in answers if one.firm)
        made += _within(tellings)
        made += (
            _near(clash, a, b) for a, b, clash in neighbours(list(zip(told, tellings, strict=True)))
        )
        made += (one for one in answers if not one.firm)
    known = _voices(book, voices)
    lost |= _drop_clashes(book, map(_statement, known.others), between=True)
    made += _between(_Shelf(book, fresh), list(known.first.values()))
    found = {one.id: one for one in reversed(made)}
    book.put(one.item(CLASH) for one in found.values())
    touched = {*lost, *(end for one in found.values() for end in one.ends)}
    return write_contradictions(book, homes, touched)


def _voice(telling: str) -> int:
    return int(telling.partition("|")[0], 16)


def _statement(telling: str) -> str:
    return telling.rpartition(":")[2]


def _keys(one: Telling) -> set[int]:
    """What a telling is found by, to be held against others."""
    return {*number_keys(one), *deed_keys(one), *day_keys(one), *matter_keys(one)}


def _within(tellings: Sequence[Telling]) -> Iterator[Clashing]:
    """What the tellings of one article cannot both hold, copies of others among them."""
    index: dict[int, list[int]] = {}
    for at, one in enumerate(tellings):
        shared = Counter(other for asked in _asked(one) for other in index.get(asked, ()))
        for other, _ in shared.most_common(_LIKELY):
            a, b = sorted((tellings[other], one), key=lambda one: one.order)
            clash = _clash(a, b)
            if clash is not None:
                yield _near(clash, a, b)
        for key_of in _keys(one):
            index.setdefault(key_of, []).append(at)


def _item(one: Telling) -> Item:
    keys = _keys(one)
    data = one.model_dump_json().encode() if keys else b""  # what nothing finds is never compared
    keys.add(key("voice", one.voice))
    day = one.published[1] if one.published else None
    name = f"{one.voice:016x}|{one.order}"
    return Item(TELLING, name, one.article, tuple(sorted(keys)), day, data)


def _drop_clashes(book: Book, statements: Iterable[str], *, between: bool = False) -> set[str]:
    """Forget the clashes of some statements, of those ``between`` articles alone or of all; the
    ids of all statements that had one."""
    ids = sorted(set(statements))
    held = book.holding(CLASH, [claim_key(one) for one in ids]) if ids else {}
    names = sorted(set(chain.from_iterable(held.values())))
    items = [i for i in book.items(CLASH, names).values() if not (between and i.article)]
    book.drop(CLASH, [item.id for item in items])
    return {end for item in items for end in Clashing.of(item).ends}


def _voices(book: Book, voices: Collection[int]) -> _Voices:
    """The tellings of some voices."""
    keys = {key("voice", voice): voice for voice in voices}
    held = book.holding(TELLING, sorted(keys)) if keys else {}
    first = {keys[one]: min(ids) for one, ids in held.items()}
    return _Voices(first, list(chain.from_iterable(held.values())))


def _answered(told: Sequence[Told], tellings: Mapping[str, Telling]) -> Iterator[Clashing]:
    """What is denied within one article."""
    for claim, denial, more in answered(told):
        if claim.kept.id != denial.kept.id:
            why = why_denied(claim, denial)
            ends = (claim.kept.id, denial.kept.id)
            yield Clashing(
                ContradictionKind.DENIAL,
                why,
                ends,
                tuple(m.kept.id for m in more),
                claim.at.article,
                _inside(*(tellings[end] for end in ends), near=True),
                calls_untrue(denial),
            )


class _Shelf:
    """Tellings of a book, each taken from it once."""

    def __init__(self, book: Book, known: dict[str, Telling]) -> None:
        self.book = book
        self._known = known

    def get(self, names: Collection[str]) -> dict[str, Telling]:
        """The tellings with some ids."""
        wanted = [name for name in names if name not in self._known]
        found = self.book.items(TELLING, wanted) if wanted else {}
        self._known |= {name: _telling(item) for name, item in found.items() if item.data}
        return {name: self._known[name] for name in names if name in self._known}


def _between(shelf: _Shelf, names: Sequence[str]) -> Iterator[Clashing]:
    """What some tellings cannot both hold with others."""
    book, ones = shelf.book, shelf.get(names)
    asked = {name: _asked(one) for name, one in ones.items()}
    asked = {name: keys for name, keys in asked.items() if keys}
    if not asked:
        return
    held = book.holding(TELLING, sorted(set(chain.from_iterable(asked.values()))), _days(ones))
    likely = {name: _likely(name, keys, held) for name, keys in asked.items()}
    firsts = _voices(book, {v for found in likely.values() for v in found}).first
    wanted = sorted({firsts[v] for found in likely.values() for v in found if v in firsts})
    others = shelf.get(wanted)
    for name, found in likely.items():
        for voice in found:
            other = others.get(firsts.get(voice, ""))
            if other is None or other.article == ones[name].article:
                continue
            a, b = sorted((ones[name], other), key=lambda one: one.order)
            clash = _clash(a, b)
            if clash is not None:
                yield Clashing(clash.kind, clash.why, _ends(clash, a, b), (), "", _inside(a, b))


def _telling(item: Item) -> Telling:
    return Telling.model_validate_json(item.data)


def _asked(one: Telling) -> frozenset[int]:
    return number_keys(one) | answers(one) | day_keys(one) | matters_asked(one)


def _days(ones: Mapping[str, Telling]) -> tuple[int, int] | None:
    """The days in which others can be held against some tellings."""
    days = [one.published for one in ones.values()]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    return min(d[0] for d in known) - _REACH, max(d[1] for d in known) + _REACH


def _likely(name: str, keys: Iterable[int], held: Mapping[int, list[str]]) -> list[int]:
    """The voices that share most keys with a telling."""
    shared: Counter[int] = Counter()
    for one in keys:
        shared.update({_voice(other) for other in held.get(one, ())})
    del shared[_voice(name)]
    ranked = sorted(shared, key=lambda voice: (-shared[voice], voice))
    return ranked[:_LIKELY]


def _clash(a: Telling, b: Telling) -> Clash | None:
    """Why two tellings cannot both hold; the first was known first."""
    denial = denial_clash(a, b)
    if denial is not None:
        return denial
    deeds = deeds_clash(a, b)
    if deeds is not None and deeds.kind is ContradictionKind.DENIAL:
        return deeds
    number = numbers_clash(a, b)
    if number is not None:
        return Clash(ContradictionKind.NUMBER, number)
    return deeds or events_clash(a, b)


def _near(clash: Clash, a: Telling, b: Telling) -> Clashing:
    """What two neighbouring tellings of one article cannot both hold."""
    ends, inside = _ends(clash, a, b), clash.inside or _inside(a, b, near=True)
    return Clashing(clash.kind, clash.why, ends, (), a.article, inside)


def _ends(clash: Clash, a: Telling, b: Telling) -> tuple[str, str]:
    """The two tellings; of a denial what is denied comes first."""
    return (b.id, a.id) if clash.denial == a.id else (a.id, b.id)


def _inside(a: Telling, b: Telling, *, near: bool = False) -> str | None:
    """The state that speaks with two voices, when both speakers hold its offices; next to each
    other "the foreign ministry" is of the state that was just named."""
    near = near and any(not one.side and _OF_STATE.search(one.who) for one in (a, b))
    both = a.states & b.states or (a.states | b.states if near else frozenset())
    same = a.states == b.states or (near and not (a.states and b.states))
    if not (a.official and b.official) or len(both) != 1 or not same:
        return None
    return f"country:{next(iter(both))}"

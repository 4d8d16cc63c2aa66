"""By which keys statements that may say the same thing find each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np

from watchdesk.ledger.alike_meaning import DAYS
from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes, to_bytes
from watchdesk.ledger.lexicon import plain_words
from watchdesk.ledger.page import GRAM
from watchdesk.records.ids import content_id
from watchdesk.reuse.fingerprints import shingles

_WINDOW = 3
"""Of as many shingles in a row one at least is a key: five words in a row are always found."""
_MOST_KEYS = 64
"""Keys of one statement."""
_MARKS, _ACTORS, _AMOUNTS = 4, 2, 1
"""How many words, states and numbers of a statement its keys are made of."""
_JUDGED = 12
"""Statements that one is compared with for their words, and as many for what they are about."""
_MARKED = 2
"""Keys of what they are about that two statements share at least: three marks make three."""
_HELD = 50
"""Statements found by one key; what more hold tells little, and the newest are looked at."""
_MASK = (1 << 64) - 1
_FACTOR, _HALF_BITS = 0x9E3779B97F4A7C15, 32
_HALF, _NEVER = np.uint64(1), np.uint64(_MASK)


def run_keys(one: Kept) -> list[int]:
    """Keys of rows of words; statements with five words in a row in common share one.

    A row of words of grammar alone is none, unless there is no other: too many hold it.
    """
    size = min(GRAM, max(1, len(one.words)))
    found = shingles(one.row, size) >> _HALF
    plain = plain_words()
    bare = np.array([word in plain for word in one.words], np.bool_)
    told = np.array([not bare[at : at + size].all() for at in range(len(found))], np.bool_)
    if told.any():
        found[~told] = _NEVER
    if len(found) > _WINDOW:
        found = np.minimum(np.minimum(found[:-2], found[1:-1]), found[2:])
    return [key for key in np.unique(found).tolist() if key != _NEVER][:_MOST_KEYS]


@lru_cache(maxsize=1 << 14)
def _mark(words: str) -> int:
    return int(content_id("mark", words)[5:], 16)


def told_keys(one: Kept) -> list[int]:
    """Keys of what it is about: any two of the words, names and numbers that tell most.

    States and bodies go by what they are as well as by their names, so that another name finds
    them.
    """
    told = sorted(one.stems.items(), key=lambda pair: (-pair[1], pair[0]))
    marks = [form for form, _ in told[:_MARKS]]
    marks += sorted({actor[0] for actor in one.actors})[:_ACTORS]
    marks += sorted({f"{n.low}:{n.high}:{n.unit}" for n in one.amounts})[:_AMOUNTS]
    marks += [f"relay:{outlet}" for outlet in sorted(one.relays)[:1]]
    pairs = combinations(sorted(map(_mark, set(marks))), 2)
    return [_paired(left, right) for left, right in pairs]


def _paired(left: int, right: int) -> int:
    """The key of two marks. Those of one left mark lie side by side, where few pages hold them."""
    return (left >> _HALF_BITS << _HALF_BITS | (left * _FACTOR ^ right) % (1 << _HALF_BITS)) >> 1


class Keys(NamedTuple):
    """What a statement is found by."""

    runs: list[int]
    """By rows of words."""
    told: list[int]
    """By what it is about."""


def keys_of(one: Kept) -> Keys:
    """Both kinds of keys."""
    return Keys(run_keys(one), told_keys(one) if one.says_much else [])


def item_of(one: Kept, found: Keys) -> Item:
    """A statement as the book keeps it, found by its form and by both kinds of keys."""
    keys = dict.fromkeys((one.form, *found.runs, *found.told))
    low, high = one.published.earliest, one.published.latest
    certain = low is not None and high is not None and (high - low).days <= DAYS
    day = one.day if certain else None  # what may be of any day is always looked at
    return Item(STATEMENT, one.id, one.article, tuple(keys), day, to_bytes(one))


class Shelf:
    """Statements of a book, each taken from it once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Kept] = {}
        self._keys: dict[str, Keys] = {}

    def add(self, ones: Iterable[Kept]) -> None:
        """Have some statements at hand that were made just now."""
        self._known.update((one.id, one) for one in ones)

    def keys(self, one: Kept) -> Keys:
        """The keys of a statement."""
        if one.id not in self._keys:
            self._keys[one.id] = keys_of(one)
        return self._keys[one.id]

    def get(self, ids: Sequence[str]) -> dict[str, Kept]:
        """The statements with some ids, as far as the book has them."""
        asked = dict.fromkeys(ids)
        wanted = [one for one in asked if one not in self._known]
        found = self._book.items(STATEMENT, wanted) if wanted else {}
        self._known |= {one: from_bytes(item.data) for one, item in found.items()}
        return {one: self._known[one] for one in asked if one in self._known}


class Near(NamedTuple):
    """Statements of other forms that one is to be compared with."""

    words: list[Kept]
    """Those with rows of words in common."""
    matter: list[Kept]
    """Those of the same days that are about the same, without the others."""


def candidates(book: Book, shelf: Shelf, ones: Sequence[Kept]) -> dict[str, Near]:
    """By statement id the statements it is to be compared with, those that share most keys."""
    equal = book.holding(STATEMENT, {one.form for one in ones})
    alike = _sharing(book, {one.id: shelf.keys(one).runs for one in ones}, None)
    about: dict[str, Counter[str]] = {}
    for days, near in _by_days(ones):
        about |= _sharing(book, {one.id: shelf.keys(one).told for one in near}, days)
    likely: dict[str, tuple[list[str], list[str]]] = {}
    for one in ones:
        same = set(equal.get(one.form, ()))
        words = _first(alike[one.id], same, 1)
        matter = _first(about.get(one.id, Counter()), same.union(words), _MARKED)
        likely[one.id] = (words, matter)
    shelved = shelf.get([name for all_ in likely.values() for found in all_ for name in found])
    return {
        one: Near(*([shelved[name] for name in found if name in shelved] for found in all_))
        for one, all_ in likely.items()
    }


def _sharing(
    book: Book, keys: Mapping[str, Sequence[int]], days: tuple[int, int] | None
) -> dict[str, Counter[str]]:
    """By statement id how many keys each other statement shares with it."""
    held = book.holding(STATEMENT, set(chain.from_iterable(keys.values())), days, _HELD)
    return {
        one: Counter(chain.from_iterable(held.get(key, ()) for key in found))
        for one, found in keys.items()
    }


def _first(counts: Counter[str], known: Collection[str], least: int) -> list[str]:
    """The others that share most keys, and as many at least, but for those that are known."""
    others = [other for other, shared in counts.items() if shared >= least and other not in known]
    return sorted(others, key=lambda other: (-counts[other], other))[:_JUDGED]


def _by_days(ones: Sequence[Kept]) -> Iterator[tuple[tuple[int, int] | None, list[Kept]]]:
    """Statements with the days in which others in other words are looked for."""
    found: dict[tuple[int, int] | None, list[Kept]] = {}
    for one in ones:
        low, high = one.published.earliest, one.published.latest
        days = (low.toordinal() - DAYS, high.toordinal() + DAYS) if low and high else None
        found.setdefault(days, []).append(one)
    yield from found.items()

"""By which keys statements that may say the same thing find each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

import numpy as np

from watchdesk.ledger.alike_meaning import DAYS
from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes, to_bytes
from watchdesk.ledger.page import GRAM
from watchdesk.records.ids import content_id
from watchdesk.reuse.fingerprints import shingles

_WINDOW = 3
"""Of as many shingles in a row one at least is a key: five words in a row are always found."""
_MOST_KEYS = 64
"""Keys of one statement."""
_MARKS, _ACTORS, _AMOUNTS = 5, 2, 2
"""How many words, states and numbers of a statement its keys are made of."""
_JUDGED = 24
"""Statements that one is compared with."""
_HALF = np.uint64(1)


def run_keys(one: Kept) -> list[int]:
    """Keys of rows of words; statements with five words in a row in common share one."""
    found = shingles(one.row, min(GRAM, max(1, len(one.words)))) >> _HALF
    if len(found) <= _WINDOW:
        return list(map(int, {int(found.min())} if len(found) else ()))
    windows = np.lib.stride_tricks.sliding_window_view(found, _WINDOW).min(axis=1)
    return sorted(set(map(int, windows)))[:_MOST_KEYS]


def told_keys(one: Kept) -> list[int]:
    """Keys of what it is about: any two of the words, names and numbers that tell most.

    Words of states and bodies go by what they name, so that another name of it finds it.
    """
    told = sorted(one.stems.items(), key=lambda pair: (-pair[1], pair[0]))
    marks = [form for form, _ in told[:_MARKS]]
    marks += sorted({actor[0] for actor in one.actors})[:_ACTORS]
    marks += sorted({f"{n.low}:{n.high}:{n.unit}" for n in one.amounts})[:_AMOUNTS]
    return [
        int(content_id("key", *pair)[4:], 16) >> 1 for pair in combinations(sorted(set(marks)), 2)
    ]


def item_of(one: Kept) -> Item:
    """A statement as the book keeps it; the first key is that of its form."""
    keys = dict.fromkeys((one.form, *run_keys(one), *told_keys(one)))
    low, high = one.published.earliest, one.published.latest
    certain = low is not None and high is not None and (high - low).days <= DAYS
    day = one.day if certain else None  # what may be of any day is always looked at
    return Item(STATEMENT, one.id, one.article, tuple(keys), day, to_bytes(one))


class Shelf:
    """Statements of a book, each taken from it once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, Kept] = {}

    def add(self, ones: Iterable[Kept]) -> None:
        """Have some statements at hand that were made just now."""
        self._known.update((one.id, one) for one in ones)

    def get(self, ids: Sequence[str]) -> dict[str, Kept]:
        """The statements with some ids, as far as the book has them."""
        asked = dict.fromkeys(ids)
        wanted = [one for one in asked if one not in self._known]
        found = self._book.items(STATEMENT, wanted) if wanted else {}
        self._known |= {one: from_bytes(item.data) for one, item in found.items()}
        return {one: self._known[one] for one in asked if one in self._known}


def candidates(book: Book, shelf: Shelf, ones: Sequence[Kept]) -> Mapping[str, Sequence[Kept]]:
    """By statement id the statements of other forms it is to be compared with."""
    equal = book.holding(STATEMENT, {one.form for one in ones})
    runs = {one.id: run_keys(one) for one in ones}
    held = dict(book.holding(STATEMENT, set(chain.from_iterable(runs.values()))))
    told: dict[str, list[int]] = {}
    for days, near in _by_days(ones):
        told |= {one.id: told_keys(one) for one in near}
        keys = {key for one in near for key in told[one.id]}
        held |= book.holding(STATEMENT, keys, days)
    likely: dict[str, list[str]] = {}
    for one in ones:
        shared = Counter(chain.from_iterable(held.get(key, ()) for key in runs[one.id]))
        found = Counter(chain.from_iterable(held.get(key, ()) for key in told[one.id]))
        for other in equal.get(one.form, ()):
            del shared[other], found[other]
        likely[one.id] = list(dict.fromkeys((*_first(shared), *_first(found))))
    known = shelf.get(list(chain.from_iterable(likely.values())))
    return {one: [known[o] for o in found if o in known] for one, found in likely.items()}


def _first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda other: (-counts[other], other))[:_JUDGED]


def _by_days(ones: Sequence[Kept]) -> Iterator[tuple[tuple[int, int] | None, list[Kept]]]:
    """Statements with the days in which others in other words are looked for."""
    found: dict[tuple[int, int] | None, list[Kept]] = {}
    for one in ones:
        low, high = one.published.earliest, one.published.latest
        days = (low.toordinal() - DAYS, high.toordinal() + DAYS) if low and high else None
        found.setdefault(days, []).append(one)
    yield from found.items()

"""By which keys statements that may say the same thing find each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from watchdesk.ledger.book import Book, Item
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes, to_bytes
from watchdesk.ledger.page import GRAM
from watchdesk.reuse.fingerprints import shingles

_WINDOW = 3
"""Of as many shingles in a row one at least is a key: five words in a row are always found."""
_MOST_KEYS = 64
"""Keys of one statement."""
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


def item_of(one: Kept) -> Item:
    """A statement as the book keeps it; the first key is that of its form."""
    keys = dict.fromkeys((one.form, *run_keys(one)))
    return Item(STATEMENT, one.id, one.article, tuple(keys), one.day, to_bytes(one))


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
    keys = {one.id: run_keys(one) for one in ones}
    forms = book.holding(STATEMENT, {one.form for one in ones})
    held = book.holding(STATEMENT, set(chain.from_iterable(keys.values())))
    likely: dict[str, list[str]] = {}
    for one in ones:
        counts = Counter(chain.from_iterable(held.get(key, ()) for key in keys[one.id]))
        for equal in forms.get(one.form, ()):
            del counts[equal]
        ranked = sorted(counts, key=lambda other: (-counts[other], other))
        likely[one.id] = ranked[:_JUDGED]
    known = shelf.get(list(chain.from_iterable(likely.values())))
    return {
        one: [known[other] for other in found if other in known] for one, found in likely.items()
    }

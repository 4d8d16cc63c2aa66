"""Pairs of statements judged, first by their words, then by their meaning where that is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.alike import Alike, same
from watchdesk.ledger.alike_meaning import (
    are_comparable,
    beside,
    is_open,
    reason,
    same_meaning,
)
from watchdesk.ledger.book import Book, Item, Similar
from watchdesk.ledger.kept import Kept

VECTOR = "vector"
"""Items that hold what a statement means, by its id: 384 numbers of 8 bits."""
_SCALE = 127


class Judge:
    """Pairs of statements, and whether they are one."""

    def __init__(self, book: Book, similar: Similar) -> None:
        self._book = book
        self._similar = similar
        self._seen: set[tuple[str, str]] = set()
        self._found: list[tuple[Kept, Kept, Alike]] = []
        self._open: list[tuple[float, Kept, Kept]] = []

    def look_at(self, one: Kept, other: Kept) -> None:
        """Judge a pair by its words, or put it aside to be compared in meaning."""
        a, b = (one, other) if one.id < other.id else (other, one)
        if (a.id, b.id) in self._seen:
            return
        why = same(a, b)
        if why is not None:
            self._seen.add((a.id, b.id))
            self._found.append((a, b, why))
        elif a.words != b.words:
            self.compare(a, b)

    def compare(self, one: Kept, other: Kept) -> None:
        """Put a pair aside when its meaning alone can tell whether it is one."""
        a, b = (one, other) if one.id < other.id else (other, one)
        if (a.id, b.id) in self._seen:
            return
        self._seen.add((a.id, b.id))
        if are_comparable(a, b):
            shared = beside(a, b)
            if is_open(a, b, shared):
                self._open.append((shared, a, b))

    def ties(self) -> Iterator[tuple[Kept, Kept, Alike]]:
        """The pairs that are one, each in the order of its ids, and why."""
        yield from self._found
        known = self._vectors([one for _, *pair in self._open for one in pair])
        for shared, a, b in self._open:
            likeness = float(known[a.id] @ known[b.id])
            if same_meaning(likeness, shared):
                yield a, b, Alike(reason(a, b), likeness)

    def _vectors(self, ones: Sequence[Kept]) -> dict[str, NDArray[np.float32]]:
        """What statements mean, as vectors of length 1; each is worked out once for good."""
        wanted = {one.id: one for one in ones}
        known = {name: item.data for name, item in self._book.items(VECTOR, wanted).items()}
        new = [one for name, one in wanted.items() if name not in known]
        if new:
            found = self._similar([one.text for one in new])
            told = np.round(found * _SCALE).astype(np.int8)
            made = {one.id: row.tobytes() for one, row in zip(new, told, strict=True)}
            known |= made
            self._book.put(Item(VECTOR, one.id, one.article, (), None, made[one.id]) for one in new)
        return {name: _unit(data) for name, data in known.items()}


def _unit(data: bytes) -> NDArray[np.float32]:
    row = np.frombuffer(data, np.int8).astype(np.float32)
    length = np.linalg.norm(row)
    return np.asarray(row / length if length else row, np.float32)

"""Claims of readings built by hand, posted to a book in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers_ledger import Writer, outlet, person
from watchdesk.ledger.book import Item, MemoryBook, Posted, Similar, Tools
from watchdesk.ledger.homes import Homes, group_statements
from watchdesk.ledger.kept import Kept
from watchdesk.ledger.page import Page
from watchdesk.records import Reading, Watch

__all__ = ["Kept", "Shelf", "ids_of", "person_says", "tell"]


def _unasked(*asked: object) -> Any:
    raise AssertionError(f"claims do not ask for {asked}")


def _letters(texts: Sequence[str]) -> NDArray[np.float32]:
    """Likeness by letters in a row: rough, and the same everywhere."""
    out = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(out, texts, strict=True):
        for a, b, c in zip(text, text[1:], text[2:], strict=False):
            row[(ord(a) * 31 + ord(b) * 7 + ord(c)) % 384] += 1
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1), np.float32)


class _Store(MemoryBook):
    """Gives the keys of an item back in another order, as a store may."""

    def put(self, items: Iterable[Item]) -> None:
        super().put(item._replace(keys=tuple(sorted(item.keys))) for item in items)


class Shelf:
    """A book, and the claims it tells of as they stand after each posting."""

    def __init__(
        self, families: Mapping[str, str] | None = None, similar: Similar | None = None
    ) -> None:
        self.book = _Store()
        self.families = families or {}
        self.claims: dict[str, tuple[Kept, ...]] = {}
        self.reasons: dict[str, str] = {}
        self.asked = 0
        self._vectors = similar or _letters
        self.tools = Tools(Watch(name="x"), self._similar, _unasked, _unasked)

    def _similar(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += len(texts)
        return self._vectors(texts)

    def post(self, *readings: Reading, gone: Collection[str] = ()) -> Homes:
        """Post some articles and forget others."""
        changed = [
            Posted(r, Page(r), self.families.get(r.article.id, r.article.id)) for r in readings
        ]
        found = group_statements(self.book, changed, gone, self.tools)
        for claim, members in found.changed.items():
            self.claims.pop(claim, None)
            self.reasons.pop(claim, None)
            if members:
                self.claims[claim] = members
                self.reasons[claim] = found.reasons[claim]
        return found


def tell(*readings: Reading) -> Shelf:
    """A shelf with some articles on it."""
    shelf = Shelf()
    shelf.post(*readings)
    return shelf


def ids_of(claims: Mapping[str, tuple[Kept, ...]]) -> dict[str, list[str]]:
    """Ids of the statements of each claim."""
    return {claim: [one.id for one in members] for claim, members in claims.items()}


def person_says(content: str, paper: str, day: str, speaker: str = "Petra Holm") -> Reading:
    """An article of one sentence, in which somebody says something."""
    writer = Writer(f"{speaker} said {content}.", outlet=paper, published=day, uri=paper + day)
    writer.said(content, outlet(paper), person(speaker))
    return writer.reading()

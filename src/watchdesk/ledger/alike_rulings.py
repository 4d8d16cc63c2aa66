"""Which tellings the analyst's rulings are about, as the articles are read now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from watchdesk.ledger.alike_keys import Shelf
from watchdesk.ledger.book import Book
from watchdesk.ledger.kept import STATEMENT, Kept
from watchdesk.records import RuledTelling, Ruling, RulingKind, Span
from watchdesk.reuse.words import normalise


class Ruled(NamedTuple):
    """Two statements the analyst ruled on."""

    a: str
    """Statement id."""
    b: str
    """Statement id."""
    same: bool
    """Whether they are to be one claim, or two."""
    ruling: str
    """Id of the ruling."""


def standing(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that were not taken back, the latest first: a later one wins."""
    left = {one.ruling for one in rulings if one.kind is RulingKind.LEAVE}
    kept = [r for r in rulings if r.kind is not RulingKind.LEAVE and r.id not in left]
    return sorted(kept, key=lambda one: (one.made_at, one.id), reverse=True)


def _fits(one: Kept, told: RuledTelling, words: tuple[int, ...]) -> tuple[bool, int]:
    """Sort key: the same words before others, and among those the largest overlap."""
    overlap = min(one.span.end, told.span.end) - max(one.span.start, told.span.start)
    return one.words != words, -overlap


def _found(book: Book, shelf: Shelf, told: RuledTelling) -> Kept | None:
    """The telling an analyst saw: with the same words, where it stood; a page that was cleaned
    anew may have moved it, and then the nearest with its words is meant."""
    here = shelf.get([item.id for item in book.of_article(STATEMENT, told.article)]).values()
    words = tuple(normalise(told.words, [Span(0, len(told.words))]).hashes.tolist())
    fitting = [one for one in here if one.words == words or one.span == told.span]
    return min(fitting, key=lambda one: (_fits(one, told, words), one.order), default=None)


def ruled(
    book: Book, shelf: Shelf, rulings: Iterable[Ruling], articles: Collection[str]
) -> Iterator[Ruled]:
    """What was ruled on statements of some articles, the latest first.

    A claim that is dismissed stays one claim: only merging and splitting say what is alike.
    """
    for ruling in rulings:
        if ruling.kind not in {RulingKind.SAME, RulingKind.APART}:
            continue
        if not any(told.article in articles for told in ruling.tellings):
            continue
        found = [_found(book, shelf, told) for told in ruling.tellings]
        first = found[0]
        for other in found[1:]:
            if first is not None and other is not None and other.id != first.id:
                yield Ruled(first.id, other.id, ruling.kind is RulingKind.SAME, ruling.id)

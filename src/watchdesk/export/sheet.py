"""What a table is made of: its columns, and what its rows are taken from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from watchdesk.export.columns import Cell, Filled, filled
from watchdesk.export.format import Given, Table
from watchdesk.records import Address, Link
from watchdesk.store import View

_HELD = 8_000_000
"""Code points of captured texts that are held at once."""


class Sheet(NamedTuple):
    """A table and what fills it."""

    name: str
    """As its file is called."""
    meaning: str
    """What one row is."""
    columns: tuple[Filled, ...]
    """In their order."""

    def table(self) -> Table:
        """Its entry in the dictionary."""
        return Table(self.name, self.meaning, tuple(one.column for one in self.columns))

    def row(self, one: Any) -> tuple[Cell, ...]:
        """The cells of a row."""
        return tuple(each.fill(one) for each in self.columns)


Items = Callable[[Given], Iterator[tuple[str, Any]]]
"""What rows are made from, each with the name of its table."""


class Pass(NamedTuple):
    """Tables whose rows are found together, in one going through the ledger."""

    sheets: tuple[Sheet, ...]
    """The tables; the rows of the first are handed on at once, those of the others at the end."""
    items: Items
    """What their rows are made from."""


class Texts:
    """Captured texts, those used last."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held: OrderedDict[str, str] = OrderedDict()
        self._size = 0

    def words(self, at: Address | None) -> str | None:
        """The words at an address, verbatim; ``None`` when the ledger does not hold them."""
        text = None if at is None else self._of(at.capture)
        return at.span.text_of(text) if at is not None and text is not None else None

    def _of(self, capture: str) -> str | None:
        if capture in self._held:
            self._held.move_to_end(capture)
            return self._held[capture]
        found = self._view.capture(capture)
        if found is None:
            return None
        self._held[capture] = found.text
        self._size += len(found.text)
        while self._size > _HELD and len(self._held) > 1:
            self._size -= len(self._held.popitem(last=False)[1])
        return found.text


class Inside(NamedTuple):
    """Something that stands inside something else."""

    outer: Any
    """What it stands in: a reading, a claim."""
    one: Any
    """Itself; for a record of its own, the record."""
    place: int = 1
    """Which one it is, from 1."""
    of: Any = None
    """For what stands still deeper: what it stands in there, such as a link's attribution."""
    texts: Texts | None = None
    """Where words are looked up that stand in other captures."""
    dismissed: bool = False
    """Whether an analyst dismissed the record."""


def inner(one: Inside) -> Any:
    """What stands inside."""
    return one.one


def each_of(
    name: str, outer: Any, parts: Iterable[Any], of: Any = None, texts: Texts | None = None
) -> Iterator[tuple[str, Inside]]:
    """Rows of a table for what stands inside something, numbered."""
    for place, one in enumerate(parts, 1):
        yield name, Inside(outer, one, place, of, texts)


NUMBER = filled("number", "integer", "Which one it is, from 1.", "", lambda one: one.place)


def owner(kind: str) -> Filled:
    """The column that names the record in which a row's stands."""
    told = f"Id of the {kind} in which it stands."
    return filled(kind, "text", told, f"{kind.title()}.id", lambda one: one.outer.id)


def words(
    of: Callable[[Inside], Address | None],
    source: str,
    name: str = "words",
    told: str = "The words at the address, verbatim.",
) -> Filled:
    """The words at an address of a record."""

    def fill(one: Inside) -> Cell:
        return None if one.texts is None else one.texts.words(of(one))

    return filled(name, "text", told, source, fill)


def tellers(source: str, of: Callable[[Inside], Iterable[Link]]) -> Filled:
    """Who tells something."""

    def fill(one: Inside) -> Cell:
        return tuple(link.name for link in of(one))

    told = "Names of who tells it, outermost first; none for the article's own voice."
    return filled("told_by", "list of text", told, source, fill)

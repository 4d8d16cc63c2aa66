"""Versions of a page: which ones a ledger holds, and those that ids and files name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from watchdesk import pipeline
from watchdesk.errors import DeskError
from watchdesk.records import Capture, Interval, Reading, Relation, RelationKind, Role, Span
from watchdesk.records.edit import Comparison, TouchKind
from watchdesk.reuse.compare import compare
from watchdesk.reuse.families import roots
from watchdesk.reuse.relate import are_other_outlets, page_key
from watchdesk.store import View

_IDS = ("cap-", "art-")


@dataclass(frozen=True, eq=False)
class Compared:
    """A comparison with the two readings it was made from."""

    record: Comparison
    """What differs."""
    readings: tuple[Reading, Reading]
    """The first side's and the second's."""

    def text(self, side: int) -> str:
        """The captured text of a side, 0 or 1."""
        capture = self.readings[side].capture
        assert isinstance(capture, Capture)
        return capture.text

    def words(self, side: int, span: Span) -> str:
        """The words of a span, on one line."""
        return " ".join(span.text_of(self.text(side)).split())

    def at(self, side: int, span: Span) -> str:
        """The address of a span: ``cap-…#char=12,80``."""
        capture = (self.record.a, self.record.b)[side].capture
        return f"{capture}#char={span.start},{span.end}"


CHANGED = "changed_between_captures"
"""The flag of a quantity that counts the same in the other version, but another number of it."""


def compared(a: Reading, b: Reading) -> Compared:
    """Two versions side by side, the older one first where that is known.

    In the readings, quantities whose number changed while what they count did not have the flag
    ``changed_between_captures``.
    """
    record = compare(a, b)
    sides = (a, b) if record.a.article == a.article.id else (b, a)
    numbers = [t for t in record.touched if t.what is TouchKind.NUMBER and t.counted]
    first, second = sides
    return Compared(
        record,
        (_flagged(first, {t.a for t in numbers}), _flagged(second, {t.b for t in numbers})),
    )


def _flagged(reading: Reading, spans: Container[Span | None]) -> Reading:
    marked = tuple(
        one.model_copy(update={"flags": (*one.flags, CHANGED)}) if one.span in spans else one
        for one in reading.quantities
    )
    return reading.model_copy(update={"quantities": marked})


def compared_files(a: str, b: str) -> Compared:
    """The main articles of two files side by side; raises what :func:`of_file` does."""
    return compared(of_file(a), of_file(b))


def is_id(name: str) -> bool:
    """Whether a name is that of a capture or an article in a ledger, and not a file's."""
    return name.startswith(_IDS) and not Path(name).exists()


def of_file(path: str) -> Reading:
    """The main article of a file.

    Raises ``InputRefused`` when it cannot be read, and ``DeskError`` when it holds no article or
    more than one.
    """
    found: list[Reading] = []
    for reading in pipeline.read([path]):
        if reading.article.role is Role.MAIN:
            found.append(reading)
        if len(found) > 1:
            cure = (
                "Ingest it into a desk and name two article ids, or name files with one page each"
            )
            raise DeskError("W211", path, "holds more than one page to compare", cure)
    if not found:
        cure = "Name a file with one article"
        raise DeskError("W212", path, "holds no article to compare", cure)
    return found[0]


def in_view(view: View, name: str) -> Reading | None:
    """The article of an id, for a capture its main one; ``None`` when the ledger has none."""
    if name.startswith("art-"):
        return view.reading(name)
    found = view.articles_of(name)
    return next((r for r in found if r.article.role is Role.MAIN), None)


def captured_again(view: View, period: Interval) -> Iterator[tuple[Reading, Reading]]:
    """Neighbouring versions of each page a ledger holds more than once, the newest pages first.

    A page is what has one address, or what is one page or an update of it in one house. A pair
    belongs to a period when its newer version can have been captured or published in it.
    """
    readings = {
        reading.article.id: reading
        for reading in view.readings(Interval.unknown())
        if reading.article.role is Role.MAIN
    }
    pairs = [*_related(view.relations(), readings), *_at_one_address(readings)]
    known = sorted({one for pair in pairs for one in pair})
    pages: defaultdict[str, list[Reading]] = defaultdict(list)
    for one, root in roots(known, pairs).items():
        pages[root].append(readings[one])
    found = [
        (before, after)
        for page in pages.values()
        for before, after in pairwise(sorted(page, key=_age))
        if _when(after).intersects(period)
    ]
    yield from sorted(found, key=lambda pair: _age(pair[1]), reverse=True)


def _related(
    relations: Iterable[Relation], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str]]:
    for relation in relations:
        if relation.kind not in (RelationKind.SAME_PAGE, RelationKind.UPDATED):
            continue
        if relation.a in readings and relation.b in readings:
            outlets = (readings[one].article.outlet for one in (relation.a, relation.b))
            if relation.kind is RelationKind.SAME_PAGE or not are_other_outlets(*outlets):
                yield relation.a, relation.b


def _at_one_address(readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for one, reading in readings.items():
        key = page_key(reading.capture.declared.url)
        if key is not None and first.setdefault(key, one) != one:
            yield first[key], one


def _when(reading: Reading) -> Interval:
    taken = reading.capture.captured_at
    return Interval.on(taken.date()) if taken else reading.article.published.interval


def _age(reading: Reading) -> tuple[datetime, datetime, str]:
    """When it was captured, else the last day it can have been published; the unknown first."""
    latest = reading.article.published.latest
    published = datetime(latest.year, latest.month, latest.day) if latest else datetime.min
    taken = reading.capture.captured_at
    published = published.replace(tzinfo=UTC)
    if taken is None:
        return published, published, reading.article.id
    return taken if taken.tzinfo else taken.replace(tzinfo=UTC), published, reading.article.id

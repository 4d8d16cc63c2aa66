"""Books in memory for tests: from readings made by hand, or from texts that are really read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import combinations

from watchdesk import pipeline, reuse
from watchdesk.ledger.book import MemoryBook
from watchdesk.ledger.build import build
from watchdesk.records import (
    Capture,
    Declared,
    Family,
    Reading,
    Relation,
    Ruling,
    Watch,
    content_id,
)
from watchdesk.related import compared
from watchdesk.reuse.families import item_of


def related(readings: Iterable[Reading]) -> list[Relation]:
    """What readings have in common, each pair compared."""
    texts = [reuse.reuse_text(reading) for reading in compared(readings)]
    found = (reuse.relate(one, other) for one, other in combinations(texts, 2))
    return [relation for relation in found if relation is not None]


def families_of(readings: Iterable[Reading], relations: Iterable[Relation]) -> tuple[Family, ...]:
    """The families of some readings."""
    return reuse.families((item_of(r) for r in readings), relations)


def posted(
    readings: Sequence[Reading],
    relations: Iterable[Relation] | None = None,
    watch: Watch = Watch(),  # noqa: B008 — a frozen record
    rulings: Sequence[Ruling] = (),
) -> MemoryBook:
    """A book with some readings, their families worked out; ``relations`` by comparing them."""
    ties = related(readings) if relations is None else list(relations)
    families = families_of(readings, ties)
    return build(readings, families, ties, watch, rulings)


def read(text: str, published: str | None = None, outlet: str | None = None) -> Reading:
    """The main article of a text file, really read; ``published`` as in the page's metadata."""
    data = f"{published}|{outlet}|{text}".encode()
    capture = Capture(
        id=content_id("cap", data),
        uri=f"{sha256(data).hexdigest()[:8]}.txt",
        sha256=sha256(data).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(published=published, outlet=outlet),
        text=text,
    )
    return next(pipeline.read_capture(capture))


def book_of(*texts: str | tuple[str, str] | tuple[str, str, str]) -> MemoryBook:
    """A book with some texts: each alone, or with its day, or with its day and its outlet."""
    told = [(text,) if isinstance(text, str) else text for text in texts]
    return posted([read(*one) for one in told])

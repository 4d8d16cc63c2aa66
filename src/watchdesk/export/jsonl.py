"""JSON Lines: every record as it is, one to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from watchdesk.export.families import family_of
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.sheets_kept import NOT_OF_A_PERIOD
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Family,
    Fetch,
    Interval,
    IssueHint,
    Position,
    Reading,
    Refusal,
    Relation,
    Ruling,
    Source,
    Story,
)

_POSTED: tuple[type[BaseModel], ...] = (
    Claim,
    Contradiction,
    Position,
    Expectation,
    Story,
    Correction,
    IssueHint,
)
_EVERY: tuple[type[BaseModel], ...] = (
    Reading,
    Family,
    *_POSTED,
    Relation,
    Ruling,
    Refusal,
    Fetch,
    Source,
)
KINDS: dict[str, type[BaseModel]] = {one.__name__.lower(): one for one in _EVERY}
"""Classes of the records by their names in the file."""


def records(given: Given) -> Iterator[BaseModel]:
    """The records: readings by id, their families, then the posted ones kind by kind, what has no
    period, and the desk's outlets."""
    view, asked = given.view, given.asked
    names: set[str] = set()
    for reading in view.readings(asked.period or Interval.unknown()):
        names.update(one.family for one in view.known([reading.article.id]).values())
        yield reading if asked.text else reading.without_text()
    for name in sorted(names):
        if (family := family_of(view, name)) is not None:
            yield family
    for kind in _POSTED:
        yield from view.each(kind, asked.period, everything=asked.everything)
    yield from _timeless(given)
    yield from given.watch.source


def _timeless(given: Given) -> Iterator[BaseModel]:
    view = given.view
    found: tuple[tuple[str, Iterable[BaseModel]], ...] = (
        ("relations", view.relations()),
        ("rulings", view.rulings()),
        ("refusals", view.refusals()),
        ("looks at feeds", (one.last for one in view.fetches())),
    )
    for name, every in found:
        if given.asked.period is None:
            yield from every
        elif count := sum(1 for _ in every):
            given.left[f"{name}, which {NOT_OF_A_PERIOD}"] += count


def _write(given: Given) -> Pieces:
    dismissed = given.view.dismissed() if given.asked.everything else frozenset[str]()
    for one in records(given):
        told: dict[str, object] = {"kind": type(one).__name__.lower()}
        if getattr(one, "id", None) in dismissed:
            told["dismissed"] = True
        told["record"] = one.model_dump(mode="json")
        yield "records.jsonl", (json.dumps(told, separators=(",", ":")) + "\n").encode()


FORMAT = Format(
    name="jsonl",
    title="JSON Lines",
    standard="JSON Lines; the records are our own, described by their JSON Schemas",
    media_type="application/jsonl",
    ending=".jsonl",
    holds="Every record, nothing lost: read back, a line gives an equal record. A reading, an "
    "article taken apart, holds the head of its capture, and the whole text when texts are asked "
    "for. A dismissed record is written when everything is asked for, and is marked. Of each feed "
    "the newest look is written; the desk's outlets are those of its settings as they are now.",
    tables=(
        Table(
            "line",
            "A record.",
            (
                Column("kind", "text", f"Its kind: {', '.join(KINDS)}."),
                Column("dismissed", "boolean", "True where an analyst dismissed it; else absent."),
                Column(
                    "record",
                    "object",
                    "The record, as docs/records.md and its JSON Schema describe it.",
                ),
            ),
        ),
    ),
    write=_write,
    options=("everything", "text"),
)

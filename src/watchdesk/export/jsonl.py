"""JSON Lines: every record as it is, one to a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel

from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    IssueHint,
    Position,
    Reading,
    Refusal,
    Relation,
    Ruling,
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
_EVERY: tuple[type[BaseModel], ...] = (Reading, *_POSTED, Relation, Ruling, Refusal)
KINDS: dict[str, type[BaseModel]] = {one.__name__.lower(): one for one in _EVERY}
"""Classes of the records by their names in the file."""


def records(given: Given) -> Iterator[BaseModel]:
    """The records: readings by id, then the posted ones kind by kind, then what has no period."""
    view, asked = given.view, given.asked
    for reading in view.readings(asked.period or Interval.unknown()):
        yield reading if asked.text else reading.without_text()
    for kind in _POSTED:
        yield from view.each(kind, asked.period, everything=asked.everything)
    if asked.period is None:
        yield from view.relations()
        yield from view.rulings()
        yield from view.refusals()
        return
    for name, found in (("relations", view.relations()), ("rulings", view.rulings())):
        given.left[f"{name}, which are of no period"] += sum(1 for _ in found)
    given.left["refusals, which are of no period"] += sum(1 for _ in view.refusals())


def _write(given: Given) -> Pieces:
    dismissed = given.view.dismissed() if given.asked.everything else frozenset[str]()
    for one in records(given):
        told: dict[str, object] = {"record": type(one).__name__.lower()}
        if getattr(one, "id", None) in dismissed:
            told["dismissed"] = True
        told["data"] = one.model_dump(mode="json")
        yield "records.jsonl", (json.dumps(told, separators=(",", ":")) + "\n").encode()


FORMAT = Format(
    name="jsonl",
    title="JSON Lines",
    standard="JSON Lines; the records are our own, described by their JSON Schemas",
    media_type="application/jsonl",
    ending=".jsonl",
    holds="Every record, nothing lost: read back, a line gives an equal record. A reading holds "
    "its capture's text when texts are asked for.",
    tables=(
        Table(
            "line",
            "A record.",
            (
                Column("record", "text", f"Its kind: {', '.join(KINDS)}."),
                Column("dismissed", "boolean", "True where an analyst dismissed it; else absent."),
                Column("data", "object", "The record, as its JSON Schema describes it."),
            ),
        ),
    ),
    write=_write,
    options=("everything", "text"),
)

"""JSON Schemas of the records, with the field descriptions of the source.

``python -m watchdesk.records.schema DIR`` writes them; ``docs/schema/`` holds the result.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from watchdesk.records import (
    Brief,
    Change,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Family,
    Fetch,
    IssueHint,
    Position,
    Reading,
    Refusal,
    Relation,
    Ruling,
    Source,
    Story,
    Watch,
)
from watchdesk.records.edit import Comparison

PUBLISHED: tuple[type[BaseModel], ...] = (
    Reading,
    Brief,
    Change,
    Claim,
    Comparison,
    Contradiction,
    Correction,
    Expectation,
    Family,
    Fetch,
    IssueHint,
    Position,
    Refusal,
    Relation,
    Ruling,
    Source,
    Story,
    Watch,
)
"""Records that leave the program."""


def schema_of(record: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a record, with the attribute docstrings as descriptions."""
    schema = record.model_json_schema(mode="serialization")
    definitions = {record.__name__: schema, **schema.get("$defs", {})}
    for name, model in models().items():
        for field, text in field_docs(model).items():
            properties = definitions.get(name, {}).get("properties", {})
            if field in properties:
                properties[field]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def models() -> dict[str, type[BaseModel]]:
    """All record classes by name; what a step keeps for itself is no record."""
    from watchdesk.records import span  # noqa: PLC0415 — the common base

    found: dict[str, type[BaseModel]] = {}
    queue: list[type[BaseModel]] = [span.Frozen]
    while queue:
        for child in queue.pop().__subclasses__():
            if child.__module__.startswith("watchdesk.records."):
                found[child.__name__] = child
            queue.append(child)
    return found


def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """The string under each field, of the class and of those it inherits from."""
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base.__module__.startswith("watchdesk."):
            docs |= _own_docs(base)
    return docs


@cache
def _own_docs(model: type) -> dict[str, str]:
    return dict(_told_of_fields(model))


def _told_of_fields(model: type) -> Iterator[tuple[str, str]]:
    tree = ast.parse(inspect.getsource(model))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    for field, text in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        ):
            yield field.target.id, " ".join(text.value.value.split())


def as_text(schema: dict[str, Any]) -> str:
    """Pretty-printed, ends with a line break."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def file_name(record: type[BaseModel]) -> str:
    """Where a record's schema is kept, e.g. ``reading.json``."""
    return f"{record.__name__.lower()}.json"


def main(folder: str) -> None:
    """Write all schemas to a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for record in PUBLISHED:
        (target / file_name(record)).write_text(as_text(schema_of(record)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""Which formats there are."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from watchdesk.errors import DeskError
from watchdesk.export.format import Format

MODULES: tuple[str, ...] = (
    "jsonl",
    "csv",
    "parquet",
    "plover",
    "gdelt",
    "acled",
    "icews",
    "ninjs",
    "schema_org",
    "web_annotation",
    "prov",
    "geojson",
    "stix",
)
"""Modules of this package, each with ``FORMAT``."""


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are listed."""
    return tuple(import_module(f"watchdesk.export.{name}").FORMAT for name in MODULES)


def find(name: str) -> Format:
    """A format by its name. Raises ``DeskError`` W216 when there is none."""
    every = {one.name: one for one in formats()}
    if name in every:
        return every[name]
    near = get_close_matches(name, every, 1)
    meant = f"Is it {near[0]}? " if near else ""
    raise DeskError("W216", name, "is no format", f"{meant}There are {', '.join(every)}")

"""Records as rows: a column for each field, with its type and meaning from the record itself."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from watchdesk.export.format import Column
from watchdesk.records import Address, Interval, Span
from watchdesk.records.schema import field_docs

Cell = str | int | float | bool | date | datetime | tuple[str, ...] | None
_PLAIN = {
    bool: "boolean",
    int: "integer",
    float: "number",
    datetime: "moment",
    date: "date",
    str: "text",
}


class Filled(NamedTuple):
    """A column and what fills it."""

    column: Column
    """What it is."""
    fill: Callable[[Any], Cell]
    """Its cell for a record; empty where nothing is known."""


def filled(name: str, kind: str, meaning: str, source: str, fill: Callable[[Any], Cell]) -> Filled:
    """A column by hand."""
    return Filled(Column(name, kind, meaning, source), fill)


def fields(
    record: type[BaseModel], names: str, of: Callable[[Any], Any] = lambda one: one
) -> tuple[Filled, ...]:
    """Columns for some fields of a record, which ``of`` takes out of what a row is made from."""
    docs, hints = field_docs(record), get_type_hints(record)
    return tuple(
        one
        for name in names.split()
        for one in _field(record.__name__, name, hints[name], docs.get(name, ""), of)
    )


def _field(
    record: str, name: str, hint: Any, doc: str, of: Callable[[Any], Any]
) -> Iterator[Filled]:
    kind, source = _bare(hint), f"{record}.{name}"

    def value(one: Any) -> Any:
        return getattr(of(one), name)

    if get_origin(kind) is tuple:
        yield filled(
            name, "list of text", doc, source, lambda one: tuple(map(_element, value(one)))
        )
    elif isinstance(kind, type) and issubclass(kind, Interval):
        yield from _parts(name, doc, source, value, _DAYS)
    elif kind is Span:
        yield from _parts(name, doc, source, value, _SPAN)
    elif kind is Address:
        yield from _parts(name, doc, source, value, _ADDRESS)
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        told = f"{doc} One of {', '.join(sorted(kind))}."
        yield filled(name, "text", told, source, lambda one: _plain(value(one)))
    elif get_origin(kind) is Literal:
        told = f"{doc} One of {', '.join(sorted(get_args(kind)))}."
        yield filled(name, "text", told, source, value)
    else:
        yield filled(name, _PLAIN[kind], doc, source, lambda one: _plain(value(one)))


_DAYS: tuple[tuple[str, str, str, Callable[[Any], Cell]], ...] = (
    ("", "text", "As EDTF; XXXX when nothing is known.", lambda when: when.edtf),
    ("_earliest", "date", "The first day it can be; empty when open.", lambda w: w.earliest),
    ("_latest", "date", "The last day it can be; empty when open.", lambda w: w.latest),
)
_SPAN: tuple[tuple[str, str, str, Callable[[Any], Cell]], ...] = (
    ("_start", "integer", "First code point in the capture's text, from 0.", lambda s: s[0]),
    ("_end", "integer", "One past the last code point.", lambda s: s[1]),
)
_ADDRESS: tuple[tuple[str, str, str, Callable[[Any], Cell]], ...] = (
    ("_capture", "text", "Capture id.", lambda at: at.capture),
    ("_article", "text", "Article id.", lambda at: at.article),
    ("_start", "integer", "First code point in the capture's text, from 0.", lambda at: at.span[0]),
    ("_end", "integer", "One past the last code point.", lambda at: at.span[1]),
)


def _parts(
    name: str,
    doc: str,
    source: str,
    value: Callable[[Any], Any],
    parts: tuple[tuple[str, str, str, Callable[[Any], Cell]], ...],
) -> Iterator[Filled]:
    for ending, kind, meaning, part in parts:

        def fill(one: Any, part: Callable[[Any], Cell] = part) -> Cell:
            whole = value(one)
            return None if whole is None else part(whole)

        yield filled(f"{name}{ending}", kind, f"{doc} {meaning}", source, fill)


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (kind,) = [part for part in get_args(hint) if part is not type(None)]
        return kind
    return hint


def _plain(value: Any) -> Cell:
    return str(value) if isinstance(value, StrEnum) else value


def _element(value: Any) -> str:
    if isinstance(value, Address):
        return value.fragment
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, Interval):
        return value.edtf
    return str(value)

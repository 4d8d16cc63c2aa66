"""JSON to captures: a list of objects, an object that holds such a list, or one article.

The file is taken one value after the other and never held as a whole. It is searched as Latin-1,
in which every byte is a character; the bytes of a value are then decoded by themselves.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.columns import known_as
from watchdesk.intake.decode import Decoded, decode
from watchdesk.intake.json_scan import Scan, Skipped
from watchdesk.intake.magic import looks_binary
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.recode import as_utf8
from watchdesk.intake.rows import Found, has_text, read_rows
from watchdesk.records import Capture, Refusal

_DEPTH = 3
# How deep in an object the list of articles may be.
_LOOKED_AT = 1000
# Objects in which that list is looked for.
_SAMPLE = 20
_KINDS = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}

Fields = Mapping[str, Any]


class _Value(NamedTuple):
    """One value of the file."""

    raw: str
    value: Any
    may_hold: bool = False
    """It stands by itself: it may be an object around the list of articles."""


def read_json(piece: Piece, context: Context) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each object; its ``uri`` is ``path#R12``, the row from 1.

    Read are: a list of objects; an object without text that holds such a list, itself or in an
    object up to three levels down (``{"articles": […]}``, ``{"response": {"docs": […]}}``), or
    whose values all are objects (articles by id); any other object, as one article; and any
    number of these one after the other. Raises ``InputRefused`` W120 where the JSON breaks off or
    is wrong: what comes after is not read.
    """
    piece, wide = as_utf8(piece)
    yield from read_values(piece, context, wide)


def read_values(
    piece: Piece, context: Context, wide: Decoded | None
) -> Iterator[Capture | Refusal]:
    """The same for a piece that is no longer in UTF-16 or UTF-32; ``wide`` says how it was."""
    if what := looks_binary(piece.head):
        raise refused("W111", piece.uri, what=what.name, cure=what.cure)
    yield from read_rows(_rows(piece, context, wide), piece, context, "application/json")


def _rows(piece: Piece, context: Context, wide: Decoded | None) -> Iterator[Found | Refusal]:
    scan = Scan(piece, context.limits.row_bytes)
    number = 0
    for item in _values(scan, context):
        uri = f"{piece.uri}#R{number + 1}"
        try:
            if isinstance(item, Skipped):
                raise refused(item.code, uri, what=item.what, limit=item.limit)
            row = _decoded(item, uri, wide, piece.beside.charset)
            inner = _unwrapped(row.fields, context) if item.may_hold else [row.fields]
        except InputRefused as error:
            number += 1
            yield error.refusal()
            continue
        for fields in inner:
            number += 1
            uri = f"{piece.uri}#R{number}"
            try:
                yield row._replace(uri=uri, fields=fields_of(fields, uri))
            except InputRefused as error:
                yield error.refusal()


def _decoded(item: _Value, uri: str, wide: Decoded | None, charset: str | None) -> Found:
    if not item.raw.isascii():
        return row_of(item.raw.encode("latin-1"), uri, wide, None, charset)
    how = wide or Decoded("", "utf-8")
    return Found(uri, fields_of(item.value, uri), how.encoding, how.basis)


def row_of(
    data: bytes, uri: str, wide: Decoded | None, sha: str | None, charset: str | None = None
) -> Found:
    """The fields of one JSON object. Raises ``InputRefused`` W111, W112, W116 or W117."""
    decoded = decode(data, uri, charset=charset, detect=False)
    how = wide or decoded
    try:
        value = json.loads(decoded.text, strict=False)
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]}, column {error.colno}"
        raise refused("W116", uri, what=what) from error
    except ValueError as error:
        raise refused("W116", uri, what="a number has too many digits") from error
    except RecursionError as error:
        raise refused("W116", uri, what="it is nested too deep") from error
    return Found(uri, fields_of(value, uri), how.encoding, how.basis, sha)


def fields_of(value: Any, uri: str) -> dict[str, Any]:
    """The value, which must be an object. Raises ``InputRefused`` W117."""
    if not isinstance(value, dict):
        raise refused("W117", uri, what=_KINDS.get(type(value), "a number"))
    return value


def _values(scan: Scan, context: Context) -> Iterator[_Value | Skipped]:
    """What stands in the file: items of lists, objects by themselves, and what is neither."""
    while char := scan.peek():
        if char == "[":
            scan.step()
            yield from _items(scan)
        elif char == ",":
            scan.step()
        elif isinstance(value := scan.value(), Skipped) and char == "{" and value.code == "W119":
            found = False
            for item in _members(scan, context, _DEPTH):
                found = True
                yield item
            if not found:
                yield value
        else:
            yield _passed(scan, value) if isinstance(value, Skipped) else _Value(*value, True)


def _items(scan: Scan) -> Iterator[_Value | Skipped]:
    """The items of a list whose bracket was read."""
    while (char := scan.peek()) != "]":
        if not char:
            raise scan.broken("it breaks off inside a list")
        if char == ",":
            scan.step()
            continue
        value = scan.value()
        yield _passed(scan, value) if isinstance(value, Skipped) else _Value(*value)
    scan.step()


def _passed(scan: Scan, skipped: Skipped) -> Skipped:
    scan.pass_over()
    return skipped


def _members(scan: Scan, context: Context, depth: int) -> Iterator[_Value | Skipped]:
    """The articles in an object too large to be held: in its lists, as its values, and in its
    objects that are too large themselves."""
    scan.step()
    while (char := scan.peek()) != "}":
        if char == ",":
            scan.step()
            continue
        if char != '"' or isinstance(scan.value(), Skipped) or scan.peek() != ":":
            raise scan.broken("it breaks off" if not char else "a name was expected")
        scan.step()
        if scan.peek() == "[":
            scan.step()
            yield from _articles(_items(scan), context)
            continue
        value = scan.value()
        if not isinstance(value, Skipped):
            if isinstance(value[1], dict) and has_text(value[1], context):
                yield _Value(*value)
        elif scan.peek() == "{" and value.code == "W119" and depth > 1:
            yield from _members(scan, context, depth - 1)
        else:
            scan.pass_over()
    scan.step()


def _articles(items: Iterator[_Value | Skipped], context: Context) -> Iterator[_Value | Skipped]:
    """The items of a list, if there is a text in one of the first."""
    sample = [*islice(items, _SAMPLE)]
    objects = [item.value for item in sample if isinstance(item, _Value)]
    taken = any(isinstance(one, dict) and has_text(one, context) for one in objects)
    for item in chain(sample, items):
        if taken:
            yield item


def _unwrapped(fields: Fields, context: Context) -> list[Any]:
    """The articles an object holds, or the object itself."""
    if has_text(fields, context):
        return [fields]
    lists = [*_lists(fields)]
    for items in lists:
        sample = [item for item in items[:_SAMPLE] if isinstance(item, dict)]
        if any(has_text(item, context) for item in sample):
            return items
    return [fields] if not lists or any(map(known_as, fields)) else lists[0]


def _lists(fields: Fields) -> Iterator[list[Any]]:
    """Lists of objects, and objects that hold objects only, the outer ones first."""
    queue = deque([(fields, 1)])
    for _ in range(_LOOKED_AT):
        if not queue:
            return
        here, depth = queue.popleft()
        within = [*here.values()]
        yield from (v for v in within if isinstance(v, list) and _has_object(v))
        if within and all(isinstance(value, dict) for value in within):
            yield within
        if depth < _DEPTH:
            queue.extend((value, depth + 1) for value in within if isinstance(value, dict))


def _has_object(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items[:_SAMPLE])

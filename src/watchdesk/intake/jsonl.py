"""JSON Lines to captures, one per row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import decode_row, printable
from watchdesk.intake.heads import with_title
from watchdesk.intake.limits import Limits
from watchdesk.intake.magic import looks_binary
from watchdesk.intake.piece import NOTHING, Beside, Context, Piece
from watchdesk.intake.text import capture_of, check_text, digest
from watchdesk.records import Capture, Declared, Refusal

_TEXT = ("text", "body", "content", "article", "maintext", "full_text")
_HTML = ("html", "raw_html", "page_html")
_URL = ("url", "link", "uri", "canonical_url", "source_url")
_TITLE = ("title", "headline")
_DECK = ("deck", "standfirst", "subtitle", "description")
_PUBLISHED = ("published", "date", "published_at", "publish_date", "pubdate", "date_publish")
_PUBLISHED_MORE = ("published_date", "datepublished", "date_published", "publication_date")
_OUTLET = ("outlet", "source", "site", "publisher", "sitename", "source_domain", "domain")
_AUTHORS = ("authors", "author", "byline")
_LANGUAGE = ("language", "lang")
_CAPTURED = ("captured_at", "crawled_at", "fetched_at", "retrieved_at", "date_download")
_MARKUP = ("<!doctype html", "<html", "<p>", "<p ", "<div", "<article", "<body", "<section")
_BROKEN = frozenset({"W111", "W112", "W116"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Row = Mapping[str, Any]


def read_jsonl(piece: Piece, context: Context) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each row that is not blank; ``uri`` of a row is ``path#L12``.

    Raises ``InputRefused`` when the file itself cannot be read or has no row.
    """
    rows = broken = 0
    uri, limits = piece.uri, context.limits
    for number, line in piece.rows(limits.row_bytes):
        if not rows and line is not None:
            _check_first(line, uri)
        found = _row_or_refusal(line, f"{uri}#L{number}", limits, piece.beside)
        yield found
        rows += 1
        broken += isinstance(found, Refusal) and found.code in _BROKEN
        if broken == rows == limits.bad_rows:
            raise refused("W122", uri, limit=limits.bad_rows)
    if not rows:
        raise refused("W109", uri)


def _row_or_refusal(
    line: bytes | None, uri: str, limits: Limits, beside: Beside
) -> Capture | Refusal:
    if line is None:
        return refused("W119", uri, limit=limits.row_bytes).refusal()
    try:
        return read_row(line, uri, limits, beside)
    except InputRefused as error:
        return error.refusal()


def _check_first(line: bytes, uri: str) -> None:
    """Refuses a file whose first row shows that no row of it can be read."""
    if line.startswith(_UTF16):
        raise refused("W112", uri)
    if what := looks_binary(line):
        raise refused("W111", uri, what=what.name, cure=what.cure)
    if line.strip() in (b"[", b"{"):
        raise refused("W120", uri)


def read_row(line: bytes, uri: str, limits: Limits, beside: Beside = NOTHING) -> Capture:
    """The capture of one row. Raises ``InputRefused``."""
    decoded = decode_row(line, uri)
    row = _object(decoded.text, uri)
    declared = declared_in(row)
    text = _text(row)
    markup = _value(row, _HTML) if text is None else None
    if text is not None and text.lstrip()[:20].lower().startswith(_MARKUP):
        text, markup = None, text
    if markup is not None:
        text, declared = _from_markup(markup, declared, uri, limits)
    elif text is None:
        named = ", ".join(sorted(str(key) for key in row)[:8])
        raise refused("W118", uri, what=f"; its fields are {printable(named)[:200]}" if row else "")
    else:
        check_text(text, uri, limits)
        text = with_title(text, declared)
    found = decoded._replace(text=text)
    taken = values.moment(_any(row, _CAPTURED))
    beside = replace(beside, declared=declared, captured_at=taken or beside.captured_at)
    return capture_of(uri, found, "application/jsonl", digest(line), beside)


def _object(text: str, uri: str) -> Row:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]}, column {error.colno}"
        raise refused("W116", uri, what=what) from error
    except ValueError as error:
        raise refused("W116", uri, what="a number has too many digits") from error
    except RecursionError as error:
        raise refused("W116", uri, what="it is nested too deep") from error
    if not isinstance(data, dict):
        kind = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}
        raise refused("W117", uri, what=kind.get(type(data), "a number"))
    row: dict[str, Any] = {}
    for key, value in data.items():
        row.setdefault(key.lower(), value)
    return row


def declared_in(row: Row) -> Declared:
    """What a row says beside its text."""
    return Declared(
        url=_line(row, _URL, 4000),
        title=_line(row, _TITLE),
        deck=_line(row, _DECK, 5000),
        outlet=_outlet(row),
        authors=values.names(_any(row, _AUTHORS))[:50],
        published=next(
            (day for key in _PUBLISHED + _PUBLISHED_MORE if (day := values.iso_day(row.get(key)))),
            None,
        ),
        language=values.language(_any(row, _LANGUAGE)),
    )


def _any(row: Row, keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if row.get(key)), None)


def _value(row: Row, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return printable(value)
    return None


def _line(row: Row, keys: tuple[str, ...], limit: int = 1000) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("domain")
        if text := values.line(value, limit):
            return text
    return None


def _outlet(row: Row) -> str | None:
    named = (_line(row, (key,)) for key in _OUTLET)
    return next((name for name in named if name and "://" not in name), None)


def _text(row: Row) -> str | None:
    for key in _TEXT:
        value = row.get(key)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return printable(value)
    return None


def _from_markup(markup: str, declared: Declared, uri: str, limits: Limits) -> tuple[str, Declared]:
    from watchdesk.intake.html import page_text  # noqa: PLC0415 — lxml is slow to import

    text, said = page_text(markup, uri, limits)
    beside = {name: value for name, value in declared if value}
    return with_title(text, declared), said.model_copy(update=beside)

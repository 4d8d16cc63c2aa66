"""From the fields of a row to a capture: what JSON Lines, JSON, CSV and Parquet share.

The text of a row is what ``columns`` finds for ``text``, or else for ``html``, preceded by its
title and standfirst as ``heads.with_title`` says; markup is read as a page. So the same article
gives the same text in every format.

``Capture.sha256`` of a row of JSON Lines is that of the line as found. CSV, JSON and Parquet have
no bytes of one row that stay the same when the file is written again, so theirs is that of the
row in a canonical form: a JSON object in ASCII with sorted keys and no spaces, holding ``text`` or
``html`` as found (line ends as ``\\n``), what is declared, under our names and made uniform, and
``captured``, ISO 8601. The order of columns and rows, columns that are not read, separators and
the size of batches do not count: the same article has the same id in CSV, JSON and Parquet, as
far as the three can say the same (Parquet turns moments to one zone), and another one in JSON
Lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.columns import Row, at, shown, unmet
from watchdesk.intake.decode import Decoded, decode, printable
from watchdesk.intake.heads import with_title
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.text import capture_of, check_text, completed, digest
from watchdesk.records import Capture, Declared, EncodingBasis, Refusal

if TYPE_CHECKING:
    from watchdesk.intake.html import PageText

_MARKUP = ("<!doctype html", "<html", "<p>", "<p ", "<div", "<article", "<body", "<section")
_HELD = 8 << 20
# Characters of captures that may wait until a mapped column is met.
_NAMED = 200
_LEFT_OUT = re.compile(r"\[\+(\d{1,9}) chars\]\s*$")
# How News API, which gives 200 characters of each text, says so.
_TAIL = 40
_CRAWL = "CC-MAIN-"
# Of the rows of data sets made from Common Crawl, ``dump`` names the crawl and ``date`` is the
# moment when it took the page.


class Found(NamedTuple):
    """A row as its format gives it."""

    uri: str
    fields: Mapping[str, Any]
    """Values of Python and JSON, bytes, dates and moments, by name."""
    encoding: str
    basis: EncodingBasis
    sha256: str | None = None
    """Of its bytes as found; ``None`` for the one of its canonical form."""
    line: int | None = None
    """Where it begins, from 1, if that is not in ``uri``."""


class _Content(NamedTuple):
    field: str
    text: str
    decoded: Decoded | None = None
    """How it was decoded, when the cell held bytes."""


def read_rows(
    rows: Iterable[Found | Refusal], piece: Piece, context: Context, media_type: str
) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each row.

    Raises ``InputRefused`` W109 when there is none, W136 for a mapped column that no row has, and
    whatever ``rows`` raises. The first rows wait until every mapped column was met; when the file
    ends before (or, where it is the one that holds the text, within the first rows), its refusal
    is all there is.
    """
    waiting, any_row = _Waiting(piece.uri, context), False
    try:
        for row in rows:
            any_row = True
            if isinstance(row, Refusal):
                yield from waiting.through(row)
                continue
            waiting.look(row.fields)
            yield from waiting.through(_taken(row, piece, context, media_type))
    except InputRefused:
        yield from waiting.held
        raise
    if not any_row:
        raise refused("W109", piece.uri)
    waiting.end()


def _taken(row: Found, piece: Piece, context: Context, media_type: str) -> Capture | Refusal:
    try:
        return read_row(row, piece, context, media_type)
    except InputRefused as error:
        told = error.refusal()
        if row.line is None:
            return told
        return told.model_copy(update={"reason": f"{told.reason} (line {row.line:,})"})


class _Waiting:
    """Rows that are held back until every mapped column was met in some row."""

    def __init__(self, uri: str, context: Context) -> None:
        self.held: list[Capture | Refusal] = []
        self._uri = uri
        self._unmet = dict(context.columns)
        self._rows = context.limits.bad_rows
        self._size = 0
        self._names: dict[str, None] = {}

    def look(self, fields: Mapping[str, Any]) -> None:
        if not self._unmet:
            return
        for name in fields:
            if len(self._names) < _NAMED:
                self._names[str(name)] = None
        for field, column in [*self._unmet.items()]:
            if at(fields, column):
                del self._unmet[field]

    def through(self, item: Capture | Refusal) -> Iterator[Capture | Refusal]:
        self.held.append(item)
        self._size += len(item.text) if isinstance(item, Capture) else 0
        if self._unmet and len(self.held) < self._rows and self._size < _HELD:
            return
        none = self._rows and not any(isinstance(one, Capture) for one in self.held)
        if none and self._unmet.keys() & {"text", "html"}:
            self.held.clear()
            raise self._refused()
        self._rows = 0
        yield from self.held
        self.held.clear()

    def end(self) -> None:
        if self._unmet:
            raise self._refused()

    def _refused(self) -> InputRefused:
        return refused("W136", self._uri, what=unmet(self._unmet, [*self._names]))


def read_row(row: Found, piece: Piece, context: Context, media_type: str) -> Capture:
    """The capture of one row. Raises ``InputRefused``."""
    cells = Row(row.fields, context.columns)
    content = _content(cells, row.uri, context.limits)
    if content is None:
        named = f"; its fields are {shown(row.fields)}" if row.fields else ""
        raise refused("W118", row.uri, what=named)
    declared, taken = declared_in(cells), _captured(cells)
    sha = row.sha256 or digest(_canonical(content, declared, taken))
    decoded = content.decoded or Decoded("", row.encoding, row.basis)
    partial = _cut(content.text)
    if content.field == "html":
        page = _from_markup(content.text, row.uri, context.limits)
        text, partial = with_title(page.text, declared), page.cut or partial
        declared = completed(declared, page.declared)
    else:
        check_text(content.text, row.uri, context.limits)
        text = with_title(content.text, declared)
    beside = replace(
        piece.beside,
        declared=declared,
        partial=partial or piece.beside.partial,
        captured_at=taken or piece.beside.captured_at,
        taken_now=piece.beside.taken_now and taken is None,
    )
    return capture_of(row.uri, decoded._replace(text=text), media_type, sha, beside)


def _content(cells: Row, uri: str, limits: Limits) -> _Content | None:
    for field in ("text", "html"):
        for value in cells.all(field):
            if isinstance(value, list) and (size := _size(value)) > limits.text_characters:
                raise refused("W121", uri, what=size, limit=limits.text_characters)
            if isinstance(value, bytes):
                decoded = decode(value, uri, markup=True, detect=False)
                found = _Content(field, decoded.text, decoded)
            elif (text := _joined(value)) is not None:
                found = _Content(field, printable(text))
            else:
                continue
            if found.text.strip():
                marked = found.text.lstrip()[:20].lower().startswith(_MARKUP)
                return found._replace(field="html") if marked else found
    return None


def _size(paragraphs: list[Any]) -> int:
    """How long they are together; each may be the same long string."""
    return sum(len(item) + 1 for item in paragraphs if isinstance(item, str))


def _joined(value: Any) -> str | None:
    """A text, also one given as a list of paragraphs."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return value if isinstance(value, str) else None


def has_text(fields: Mapping[str, Any], context: Context) -> bool:
    """Whether some field of a row is its text or markup."""
    cells = Row(fields, context.columns)
    return any(
        isinstance(value, bytes) or _joined(value) is not None
        for field in ("text", "html")
        for value in cells.all(field)
    )


def declared_in(cells: Row) -> Declared:
    """What a row says beside its text; unchecked."""
    return Declared(
        url=_line(cells, "url", 4000),
        title=_line(cells, "title"),
        deck=_line(cells, "deck", 5000),
        outlet=_outlet(cells),
        authors=values.names(cells.first("authors"))[:50],
        published=_published(cells),
        language=values.language(cells.first("language")),
    )


def _line(cells: Row, field: str, limit: int = 1000) -> str | None:
    return next((text for value in cells.all(field) if (text := _one_line(value, limit))), None)


def _one_line(value: Any, limit: int = 1000) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("domain")
    return values.line(value, limit)


def _outlet(cells: Row) -> str | None:
    named = (_one_line(value) for value in cells.all("outlet"))
    return next((name for name in named if name and "://" not in name), None)


def _published(cells: Row) -> str | None:
    if _is_crawl(cells) and not cells.mapped("published"):
        return None
    return next((day for v in cells.all("published") if (day := values.iso_day(v))), None)


def _captured(cells: Row) -> datetime | None:
    asked = cells.all("captured")
    if not asked and _is_crawl(cells) and not cells.mapped("published"):
        asked = cells.all("published")
    return values.moment(next(iter(asked), None))


def _is_crawl(cells: Row) -> bool:
    return str(cells.named("dump") or "").startswith(_CRAWL)


def _canonical(content: _Content, declared: Declared, taken: datetime | None) -> bytes:
    row: dict[str, Any] = {name: value for name, value in declared if value}
    row[content.field] = content.text
    if taken is not None:
        row["captured"] = taken.isoformat()
    return json.dumps(row, sort_keys=True, separators=(",", ":")).encode("ascii")


def _cut(text: str) -> str | None:
    """What is missing, where the text ends with a count of it."""
    found = _LEFT_OUT.search(text, max(0, len(text) - _TAIL))
    return f"{int(found[1]):,} characters were left out at its end" if found else None


def _from_markup(markup: str, uri: str, limits: Limits) -> PageText:
    from watchdesk.intake.html import read_page  # noqa: PLC0415 — lxml is slow to import

    return read_page(markup, uri, limits)

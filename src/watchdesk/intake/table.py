"""CSV and other tables in text to captures, one per row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.columns import known_as, wanted
from watchdesk.intake.csv_records import Dialect, Record, Records, dialect_of
from watchdesk.intake.decode import Decoded, decode, printable
from watchdesk.intake.magic import looks_binary
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.recode import as_utf8, with_lines
from watchdesk.intake.rows import Found, read_rows
from watchdesk.records import Capture, Refusal

_TABS = re.compile(r"\.tsv\b", re.I)


def read_csv(piece: Piece, context: Context) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each row; ``uri`` is ``path#R12``, the row from 1 after the
    header.

    Cells stand between commas, semicolons, tabs or bars, in double quotes where they hold line
    ends or such signs; quotation marks in them are doubled, or have a backslash before them. The
    first row names the columns. Blank rows are left out; a row with more cells than the header,
    or that ends before a column that is read, is refused with its line. Raises ``InputRefused``
    W109 for a table without rows, W111, W136, W137 for one without a column of texts, and W138
    when none of its first rows fits its header.
    """
    piece, wide = as_utf8(piece)
    piece = with_lines(piece)
    if not wide and (what := looks_binary(piece.head)):
        raise refused("W111", piece.uri, what=what.name, cure=what.cure)
    dialect, before = dialect_of(
        piece.head,
        _names(context),
        tabs=bool(_TABS.search(piece.name)) or piece.beside.media_type == _media_type("\t"),
    )
    letters = _Letters.of(piece, wide)
    records = Records(piece.stream, dialect, context.limits.row_bytes, piece.uri)
    for _ in range(before):
        records.skip_line()
    rows = _rows(records, piece.uri, dialect, letters, context)
    yield from read_rows(rows, piece, context, _media_type(dialect.separator))


def _names(context: Context) -> Callable[[str], bool]:
    """Whether a cell, in Latin-1, is the name of a column that is read."""
    told = {column.casefold() for column in context.columns.values()}
    told |= {column.encode("utf-8", "replace").decode("latin-1").casefold() for column in told}
    return lambda cell: known_as(cell) is not None or cell.strip().casefold() in told


def _media_type(separator: str) -> str:
    return "text/tab-separated-values" if separator == "\t" else "text/csv"


class _Header(NamedTuple):
    """The columns of a table."""

    width: int
    wanted: Mapping[str, int]
    """Places of the columns that are read, by name."""


def _header(records: Records, uri: str, letters: _Letters, context: Context) -> _Header:
    first = next(records, None)
    if first is None:
        raise refused("W109", uri)
    if first.wrong:
        what = f"its first row cannot be read: {first.wrong}"
        raise refused("W137", uri, what=what)
    cells, _ = letters.read(first.cells, uri)
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        places.setdefault(" ".join(printable(cell).split()), place)
    names = wanted(places, uri, context.columns)
    return _Header(len(cells), {name: places[name] for name in names})


def _rows(
    records: Records, uri: str, dialect: Dialect, letters: _Letters, context: Context
) -> Iterator[Found | Refusal]:
    header = _header(records, uri, letters, context)
    mending: _Mending | None = None
    misfits = 0
    for number, found in enumerate(records, 1):
        here = f"{uri}#R{number}"
        record, wrong = _fitted(found, header, dialect.separator)
        if not wrong:
            if mending:
                yield mending.refusal()
                mending = None
            if any(record.cells):
                yield from _found(record, header, letters, here)
            continue
        misfits += 1
        if misfits == number == context.limits.bad_rows:
            raise refused("W138", uri, what=f"none of its first {number:,} rows fits its header")
        if mending:
            mending = mending._replace(last=record.last)
        elif record.wrong:
            mending = _Mending(here, record.first, record.last, wrong)
        else:
            yield _Mending(here, record.first, record.last, wrong).refusal()
    if mending:
        yield mending.refusal()


class _Mending(NamedTuple):
    """Lines that are no rows: after a quotation mark in the wrong place, up to the next row."""

    uri: str
    first: int
    last: int
    wrong: str

    def refusal(self) -> Refusal:
        """All of them refused at once."""
        many = self.last > self.first
        lines = f"lines {self.first:,} to {self.last:,}" if many else f"line {self.first:,}"
        what = f"{lines}: {self.wrong}{', and what follows is no row' if many else ''}"
        return refused("W138", self.uri, what=what).refusal()


def _fitted(record: Record, header: _Header, separator: str) -> tuple[Record, str]:
    """A record with as many cells as the header, or why it has not."""
    cells, width = record.cells, header.width
    if record.wrong or len(cells) == width:
        return record, record.wrong
    if width == 1:
        return record._replace(cells=[separator.join(cells)]), ""
    if len(cells) > width and not any(cells[width:]):
        return record._replace(cells=cells[:width]), ""
    if width > len(cells) > max(header.wanted.values()):
        return record, ""
    return record, f"it has {len(cells):,} cells and the header {width:,}"


def _found(
    record: Record, header: _Header, letters: _Letters, uri: str
) -> Iterator[Found | Refusal]:
    cells = [record.cells[place] for place in header.wanted.values()]
    try:
        texts, how = letters.read(cells, uri)
    except InputRefused as error:
        yield error.refusal()
        return
    fields = dict(zip(header.wanted, texts, strict=True))
    yield Found(uri, fields, how.encoding, how.basis, line=record.first)


class _Letters(NamedTuple):
    """How the cells of a table are decoded."""

    wide: Decoded | None
    charset: str | None
    usual: Decoded | None
    """How its head was, when that is not UTF-8: what one row leaves open, the rest may tell."""

    @classmethod
    def of(cls, piece: Piece, wide: Decoded | None) -> _Letters:
        """For a table."""
        usual = None
        charset = piece.beside.charset
        with suppress(InputRefused):
            usual = decode(piece.head, piece.uri, charset=charset)._replace(text="")
        if usual and (usual.encoding == "utf-8" or " " in usual.encoding):
            usual = None
        return cls(wide, charset, usual)

    def read(self, cells: list[str], uri: str) -> tuple[list[str], Decoded]:
        """The cells of a row and how they were decoded. Raises ``InputRefused`` W111 or W112."""
        how = self.wide or Decoded("", "utf-8")
        if all(map(str.isascii, cells)):
            return cells, how
        data = [cell.encode("latin-1") for cell in cells]
        if (texts := _all_in("utf-8", data)) is not None:
            return texts, how
        if self.usual and (texts := _all_in(self.usual.encoding, data)) is not None:
            return texts, self.usual
        how = decode(b"\n".join(data), uri, charset=self.charset, detect=False)
        texts = _all_in(how.encoding, data)
        if texts is None:
            texts = [decode(one, uri, charset=self.charset, detect=False).text for one in data]
        return texts, how._replace(text="")


def _all_in(encoding: str, data: list[bytes]) -> list[str] | None:
    try:
        return [one.decode(encoding) for one in data]
    except (LookupError, UnicodeDecodeError):
        return None

"""JSON Lines to captures, one per row."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import Decoded
from watchdesk.intake.json_file import read_values, row_of
from watchdesk.intake.magic import looks_binary
from watchdesk.intake.piece import Context, Piece
from watchdesk.intake.recode import as_utf8
from watchdesk.intake.rows import Found, read_rows
from watchdesk.intake.text import digest
from watchdesk.records import Capture, Refusal

_BROKEN = frozenset({"W111", "W112", "W116"})


def read_jsonl(piece: Piece, context: Context) -> Iterator[Capture | Refusal]:
    """A capture or a refusal for each row that is not blank; ``uri`` of a row is ``path#L12``.

    ``sha256`` of a row is that of its line as found, in UTF-8 where the file is in UTF-16 or
    UTF-32. A file that begins a list, or an object on several lines, is read as JSON is.
    Raises ``InputRefused`` when the file itself cannot be read or has no row.
    """
    piece, wide = as_utf8(piece)
    if _is_laid_out(piece.head):
        yield from read_values(piece, context, wide)
        return
    yield from read_rows(_rows(piece, context, wide), piece, context, "application/jsonl")


def _is_laid_out(head: bytes) -> bool:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].strip()
    return first.startswith(b"[") or first == b"{"


def _rows(piece: Piece, context: Context, wide: Decoded | None) -> Iterator[Found | Refusal]:
    broken, limits = 0, context.limits
    for rows, (number, line) in enumerate(piece.rows(limits.row_bytes), 1):
        if rows == 1 and line is not None and (what := looks_binary(line)):
            raise refused("W111", piece.uri, what=what.name, cure=what.cure)
        uri = f"{piece.uri}#L{number}"
        try:
            if line is None:
                raise refused("W119", uri, limit=limits.row_bytes)
            yield row_of(line, uri, wide, digest(line), piece.beside.charset)
        except InputRefused as error:
            broken += error.code in _BROKEN
            yield error.refusal()
        if broken == rows == limits.bad_rows:
            raise refused("W122", piece.uri, limit=limits.bad_rows)

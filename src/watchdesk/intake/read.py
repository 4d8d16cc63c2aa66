"""Paths and addresses to captures, refusals, and how the feeds are doing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.files import open_file
from watchdesk.intake.formats import Format, format_of
from watchdesk.intake.piece import Beside, Context, Item, Piece
from watchdesk.intake.sources import STDIN, Source, WebSource, find, survey

_DEFAULT = Context()
_READERS = {
    Format.TEXT: "text:read_text",
    Format.HTML: "html:read_html",
    Format.MHTML: "mhtml:read_mhtml",
    Format.JSONL: "jsonl:read_jsonl",
    Format.JSON: "json_file:read_json",
    Format.CSV: "table:read_csv",
    Format.PARQUET: "parquet:read_parquet",
    Format.FEED: "feed:read_feed",
    Format.WARC: "warc:read_warc",
    Format.ZIP: "zipped:read_zip",
    Format.TAR: "tarred:read_tar",
    Format.PACKED: "packed:read_packed",
}
"""Module and function that reads a format; loaded when it is first met."""

Reader = Callable[[Piece, Context], Iterator[Item]]


def read(paths: Iterable[str | Path], context: Context = _DEFAULT) -> Iterator[Item]:
    """Every text behind some paths or addresses, one at a time.

    Arguments are read in order, folders recursively and sorted by name, ``-`` is standard input;
    each thing that is not taken is a ``Refusal``, and the others go on. Nothing is fetched unless
    ``context.web`` says how, and file times are not looked at. ``Capture.text`` has ``\\n`` as its
    only line end and no control characters but the tab (``decode.printable`` says how); offsets
    count its code points.
    """
    for found in find(paths):
        try:
            if isinstance(found, InputRefused):
                yield found.refusal()
            elif isinstance(found, WebSource):
                yield from _read_address(found, context)
            else:
                with _open(found) as piece:
                    yield from read_piece(piece, context)
        except InputRefused as error:
            yield error.refusal()


def count(paths: Iterable[str | Path]) -> int:
    """How many files and addresses ``read`` will open; what is inside them is not counted."""
    return survey(paths).files


def read_piece(piece: Piece, context: Context) -> Iterator[Item]:
    """Whatever a piece holds, by its format; used for what stands inside archives too.

    A refusal of the piece itself is yielded, not raised.
    """
    try:
        if not piece.head:
            raise refused("W109", piece.uri)
        kind = format_of(piece.name, piece.head, piece.beside.media_type)
        yield from _reader(kind)(piece, context)
    except InputRefused as error:
        yield error.refusal()
    finally:
        piece.release()


def _reader(kind: Format) -> Reader:
    module, _, function = _READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"watchdesk.intake.{module}"), function)
    return reader


def _open(source: Source) -> Piece:
    if source.path == STDIN:
        return Piece(source.uri, "", sys.stdin.buffer, Beside(unpacked=("standard input",)))
    stream = open_file(source.path, source.uri)
    size = os.fstat(stream.fileno()).st_size
    return Piece(source.uri, source.path.name, stream, size=size)


def _read_address(source: WebSource, context: Context) -> Iterator[Item]:
    if context.web is None:
        raise refused("W102", source.uri)
    from watchdesk.intake.web import read_address  # noqa: PLC0415 — HTTP is slow to import

    yield from read_address(source.uri, context)

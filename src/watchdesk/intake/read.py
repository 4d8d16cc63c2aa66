"""Paths and addresses to captures, refusals, and how the feeds are doing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.files import open_file, standard_input
from watchdesk.intake.formats import Format, format_of, named, unpacked_name
from watchdesk.intake.piece import Beside, Context, Item, Piece
from watchdesk.intake.sources import (
    STDIN,
    Source,
    WebSource,
    as_uri,
    find,
    nothing_read,
    survey,
    system_refused,
)
from watchdesk.intake.unpack import Inside
from watchdesk.records import Capture, Fetch, FetchState, Refusal

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

_MAY_BE_ANYTHING = frozenset({Format.JSON, Format.CSV, Format.FEED})
_NO_NEWS = frozenset({"W117", "W118", "W137", "W140"})
# What readers say of JSON, tables and XML without an article in them.
_PARTIAL = "what it was packed in is damaged or cut off"

Reader = Callable[[Piece, Context], Iterator[Item]]


def read(paths: Iterable[str | Path], context: Context | None = None) -> Iterator[Item]:
    """Every text behind some paths or addresses, one at a time.

    Arguments are read in order, folders recursively and sorted by name, ``-`` is standard input;
    each thing that is not taken is a ``Refusal``, and the others go on. What is no input by its
    name in folders and archives is counted in ``context.passed_over``; so are tables, JSON and XML
    there that turn out to hold no article. Nothing is fetched unless ``context.web`` says how, and
    file times are not looked at. ``Capture.text`` has ``\\n`` as its only line end and no control
    characters but the tab (``decode.printable`` says how); offsets count its code points.
    """
    context = Context() if context is None else context
    for given in [paths] if isinstance(paths, str | Path) else paths:
        yield from _read_given(given, context)


def _read_given(given: str | Path, context: Context) -> Iterator[Item]:
    over, told, named_file = context.passed_over.total(), False, False
    for found in find([given], context.passed_over):
        named_file = named_file or not (isinstance(found, Source) and found.met)
        for item in _read_found(found, context):
            told = True
            yield item
    if not told and not named_file:
        over = context.passed_over.total() - over
        yield nothing_read(as_uri(given), "folder", over).refusal()


def _read_found(found: Source | WebSource | InputRefused, context: Context) -> Iterator[Item]:
    try:
        if isinstance(found, InputRefused):
            raise found
        if isinstance(found, WebSource):
            yield from _read_address(found, context)
        else:
            with _open(found) as piece:
                yield from (read_met if found.met else read_piece)(piece, context)
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
        kind = format_of(piece.name, piece.head, piece.beside.media_type, context.columns)
        yield from _reader(kind)(piece, context)
    except InputRefused as error:
        yield error.refusal()
    except OSError as error:
        yield system_refused(error, piece.uri).refusal()
    finally:
        piece.release()


def read_met(piece: Piece, context: Context) -> Iterator[Item]:
    """As ``read_piece``, for what the user did not name but a folder or archive holds.

    A table, JSON or XML file without an article in it, such as package.json or a sitemap, is
    passed over and counted.
    """
    items = read_piece(piece, context)
    if named(unpacked_name(piece.name)) in _MAY_BE_ANYTHING:
        first = _first_news(items, context.limits.bad_rows)
        if first is None:
            context.passed_over[PurePosixPath(piece.name).suffix.lower()] += 1
            return
        yield from first
    yield from items


def _first_news(items: Iterator[Item], most: int) -> list[Item] | None:
    """The items up to the first that shows news; ``None`` when it is not among the first so many,
    or there are no others."""
    first: list[Item] = []
    for item in items:
        first.append(item)
        if not _is_no_news(item):
            return first
        if len(first) >= most:
            return None
    return None if first else first


def _is_no_news(item: Item) -> bool:
    if isinstance(item, Fetch):
        return item.state is FetchState.FAILED
    return isinstance(item, Refusal) and item.code in _NO_NEWS


def read_inner(
    piece: Piece, stream: Inside, context: Context, reader: Reader = read_met
) -> Iterator[Item]:
    """What came out of a container, and why its bytes ended early if they did.

    A capture of all of the bytes is marked as partial then; rows are whole or refused.
    """
    try:
        head = piece.head
    except InputRefused as error:
        yield error.refusal()
        return
    if head or not stream.fault:
        for item in reader(piece, context):
            if stream.fault and isinstance(item, Capture) and item.uri == piece.uri:
                yield item.model_copy(update={"partial": item.partial or _PARTIAL})
            else:
                yield item
    if stream.fault:
        yield stream.fault.refusal()


def _reader(kind: Format) -> Reader:
    module, _, function = _READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"watchdesk.intake.{module}"), function)
    return reader


class _StandardInput(Piece):
    """Standard input, which is not ours to close."""

    def __exit__(self, *_: object) -> None:
        self.release()


def _open(source: Source) -> Piece:
    if source.path == STDIN:
        given = standard_input(source.uri)
        return _StandardInput(source.uri, "", given, Beside(unpacked=("standard input",)))
    stream = open_file(source.path, source.uri)
    size = os.fstat(stream.fileno()).st_size
    return Piece(source.uri, source.path.name, stream, size=size)


def _read_address(source: WebSource, context: Context) -> Iterator[Item]:
    if context.web is None:
        raise refused("W102", source.uri)
    from watchdesk.intake.web import read_address  # noqa: PLC0415 — HTTP is slow to import

    yield from read_address(source.uri, context)

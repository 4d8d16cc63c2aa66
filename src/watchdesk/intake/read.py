"""Paths to captures and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.files import read_head, read_whole
from watchdesk.intake.limits import Limits
from watchdesk.intake.sniff import HEAD, begins_with_row, is_json, is_page, sniff
from watchdesk.intake.sources import Format, Source, find, survey
from watchdesk.intake.text import read_text
from watchdesk.records import Capture, Refusal

_DEFAULT = Limits()


def read(paths: Iterable[str | Path], limits: Limits = _DEFAULT) -> Iterator[Capture | Refusal]:
    """Every text behind some paths, one at a time: plain text, HTML pages, rows of JSON Lines.

    Arguments are read in order, folders recursively and sorted by name; each thing that is not
    taken is a ``Refusal``, and the others go on. Nothing is fetched from the network, and file
    times are not looked at. ``Capture.text`` has ``\\n`` as its only line end and no control
    characters but the tab (``decode.printable`` says how); offsets count its code points.
    """
    for found in find(paths):
        if isinstance(found, InputRefused):
            yield found.refusal()
        else:
            yield from _read_source(found, limits)


def count(paths: Iterable[str | Path]) -> int:
    """How many files ``read`` will open; rows of a JSON Lines file are not counted."""
    return survey(paths).files


def _read_source(source: Source, limits: Limits) -> Iterator[Capture | Refusal]:
    try:
        kind = _format(source)
        if kind is Format.JSONL:
            from watchdesk.intake.jsonl import read_jsonl  # noqa: PLC0415 — only when met

            yield from read_jsonl(source.path, source.uri, limits)
            return
        data = read_whole(source.path, source.uri, limits.file_bytes)
        if kind is Format.HTML:
            from watchdesk.intake.html import read_html  # noqa: PLC0415 — lxml is slow to import

            yield read_html(data, source.uri, limits)
        else:
            yield read_text(data, source.uri, limits)
    except InputRefused as error:
        yield error.refusal()


def _format(source: Source) -> Format:
    if source.format in (Format.HTML, Format.JSONL):
        return source.format
    head = read_head(source.path, source.uri, HEAD)
    if source.format is Format.TEXT:
        return Format.HTML if is_page(head) else Format.TEXT
    if source.path.suffix.lower() == ".json" and is_json(head) and not begins_with_row(head):
        raise refused("W120", source.uri)
    return sniff(head)

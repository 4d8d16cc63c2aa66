"""Telling what bytes are: by their first bytes, by the ending of a name, by what they begin with.

The first bytes of archives and the like cannot be mistaken and go before the name; the name goes
before a guess at text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from watchdesk.intake.columns import known_as


class Format(StrEnum):
    """How bytes are read."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"
    """One file packed by gzip, bzip2 or xz."""


_ENDINGS: tuple[tuple[str, Format], ...] = (
    *((f"{end}{pack}", Format.WARC) for end in (".warc", ".wet", ".wat") for pack in ("", ".gz")),
    *((f".tar.{pack}", Format.TAR) for pack in ("gz", "bz2", "xz")),
    *((end, Format.TAR) for end in (".tar", ".tgz", ".tbz2", ".txz")),
    *((end, Format.TEXT) for end in (".txt", ".text")),
    *((end, Format.HTML) for end in (".html", ".htm", ".xhtml")),
    *((end, Format.MHTML) for end in (".mht", ".mhtml")),
    *((end, Format.JSONL) for end in (".jsonl", ".ndjson")),
    (".json", Format.JSON),
    *((end, Format.CSV) for end in (".csv", ".tsv")),
    *((end, Format.PARQUET) for end in (".parquet", ".pq")),
    *((end, Format.FEED) for end in (".rss", ".atom", ".rdf", ".xml")),
    (".zip", Format.ZIP),
    *((end, Format.PACKED) for end in (".gz", ".bz2", ".xz")),
)
READABLE = tuple(end for end, _ in _ENDINGS)
"""Endings of names that are read when met in a folder or archive."""

_MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "multipart/related": Format.MHTML,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
    "application/feed+json": Format.FEED,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    "application/json": Format.JSON,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
    "application/x-jsonlines": Format.JSONL,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.CSV,
    "application/warc": Format.WARC,
    "application/zip": Format.ZIP,
    "application/gzip": Format.PACKED,
}
_HEAD = 1 << 16
_HEADER = 2000
_BZIP2 = (b"1AY&SY", b"\x17rE8P\x90")
# The marks of a first block and of an empty stream: pi and its square root.
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = (b"<!doctype html", b"<html")
_MAYBE_PAGE = (b"<?xml", b"<!--", b"<!doctype")
_FRAGMENT = (b"<head", b"<body", b"<article", b"<main", b"<section", b"<div", b"<p>", b"<p ")
_JSON = re.compile(rb"""\{\s*+["}]|\[\s*+[\[{"\]]""")
_FEED = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")


def named(name: str) -> Format | None:
    """The format the ending of a name tells, or ``None``."""
    lower = name.lower()
    return next((kind for end, kind in _ENDINGS if lower.endswith(end)), None)


def unpacked_name(name: str) -> str:
    """The name a file had before it was packed by itself; other names as they are."""
    if named(name) is not Format.PACKED:
        return name
    return name[: name.rindex(".")]


def format_of(
    name: str,
    head: bytes,
    media_type: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> Format:
    """The format of a piece; text when nothing else fits. ``columns`` are those of ``--map``."""
    found = _by_signature(name, head)
    if found is not None:
        return found
    told = named(name) or _MEDIA_TYPES.get(media_type or "")
    if told in (Format.ZIP, Format.TAR, Format.PARQUET, Format.PACKED):
        told = None  # it is not: its signature is missing
    if told in (None, Format.TEXT, Format.HTML, Format.FEED, Format.JSON):
        seen = _by_content(head, told)
        if (seen or told) is None and begins_with_header(head, columns):
            seen = Format.CSV
        return seen or told or Format.TEXT
    return told


def _by_signature(name: str, head: bytes) -> Format | None:
    if head.startswith(b"\x1f\x8b"):
        return Format.WARC if named(name) is Format.WARC else _packed(name)
    if head.startswith(b"\xfd7zXZ\x00") or _is_bzip2(head):
        return _packed(name)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return Format.PACKED  # zstd, which is refused by name
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return Format.ZIP
    if head.startswith(b"PAR1") and b"\0" in head:
        return Format.PARQUET
    if head.startswith(b"WARC/1."):
        return Format.WARC
    if head[257:262] == b"ustar" or (named(name) is Format.TAR and is_tar(head)):
        return Format.TAR
    return None


def _is_bzip2(head: bytes) -> bool:
    marks = (b"BZh%c%b" % (head[3:4] or b"9", mark) for mark in _BZIP2)
    return head[:3] == b"BZh" and any(mark.startswith(head[:10]) for mark in marks)


def _packed(name: str) -> Format:
    return Format.TAR if named(name) is Format.TAR else Format.PACKED


def _by_content(head: bytes, told: Format | None) -> Format | None:
    """What the bytes begin like; a name that says plain text is only overruled by a page,
    saved alone or with its parts."""
    if is_page(head):
        return Format.HTML
    if is_mhtml(head):
        return Format.MHTML
    if told in (Format.TEXT, Format.HTML):
        return None
    start = _start(head)
    if any(mark in start[:2048] for mark in _FEED) and start.startswith(b"<"):
        return Format.FEED
    if _unmarked(head)[:4096].startswith(b"{") and b"jsonfeed.org/version" in head[:4096]:
        return Format.FEED
    if start.startswith(_FRAGMENT) and told is None:
        return Format.HTML
    if begins_with_row(head):
        return Format.JSONL if _goes_on(head) else Format.JSON
    return Format.JSON if is_json(head) and told is None else None


def is_page(head: bytes) -> bool:
    """Whether these bytes begin an HTML document, whatever the file is called."""
    start = _start(head)
    return start.startswith(_PAGE) or (start.startswith(_MAYBE_PAGE) and b"<html" in start)


def is_tar(head: bytes) -> bool:
    """Whether these bytes begin with the header of a tar file, by its checksum (POSIX pax, ustar
    interchange format; some tools counted with signed bytes)."""
    header = head[:512]
    told = header[148:156].strip(b" \0")
    if len(header) < 512 or not told.isdigit() or b"8" in told or b"9" in told:
        return False
    counted = header[:148] + b" " * 8 + header[156:]
    unsigned = sum(counted)
    return int(told, 8) in (unsigned, unsigned - 256 * sum(byte > 127 for byte in counted))


def is_mhtml(head: bytes) -> bool:
    """Whether these bytes are mail-like headers of a page saved with its parts in one file."""
    top = _start(head).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return b"mime-version:" in top and b"content-type: multipart/related" in top


def begins_with_row(head: bytes) -> bool:
    """Whether the first line that is not blank is a whole JSON object.

    A line longer than the head counts when it begins like one.
    """
    start = _unmarked(head)
    if not start.startswith(b"{"):
        return False
    line, end, _ = start.partition(b"\n")
    if not end and len(head) >= _HEAD:
        return line[1:].lstrip().startswith(b'"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _goes_on(head: bytes) -> bool:
    """Whether a second line begins an object, too; one line may hold a list of articles."""
    return _unmarked(head).partition(b"\n")[2].lstrip().startswith(b"{")


def begins_with_header(head: bytes, columns: Mapping[str, str]) -> bool:
    """Whether the first line names columns of a table of articles: a text and more."""
    line = _unmarked(head[:_HEADER]).partition(b"\n")[0].decode("utf-8", "replace")
    told = {column.casefold(): field for field, column in columns.items()}
    for mark in ",;\t|":
        cells = [cell.strip('" \r') for cell in line.split(mark)]
        fields = {told.get(cell.casefold()) or known_as(cell) for cell in cells} - {None}
        if fields & {"text", "html"} and len(cells) > 1 and (len(fields) > 1 or told):
            return True
    return False


def is_json(head: bytes) -> bool:
    """Whether these bytes begin like a JSON object, or a list of objects, lists or strings."""
    return _JSON.match(_unmarked(head)) is not None


def _unmarked(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()


def _start(head: bytes) -> bytes:
    return _unmarked(head)[:4096].lower()

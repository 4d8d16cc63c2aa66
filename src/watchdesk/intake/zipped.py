"""Zip archives."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.limits import Limits, Spent
from watchdesk.intake.magic import AS_TEXT
from watchdesk.intake.members import Members, tidy
from watchdesk.intake.piece import Context, Item, Piece
from watchdesk.intake.streams import Stream
from watchdesk.intake.unpack import BZIP2, DEFLATE, Inside, Unpacked
from watchdesk.intake.zip_entries import Damaged, Entry, data_of, found, listed, without_overlaps

_STORED = 0
_METHODS = {8: DEFLATE, 12: BZIP2}
_NAMES = {9: "Deflate64", 14: "LZMA", 93: "zstd", 95: "xz", 98: "PPMd", 99: "AES"}
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UNPACK = "Unpack it and give the file itself."
_DOCUMENTS = {
    "[Content_Types].xml": "a Word, Excel or PowerPoint document",
    "META-INF/container.xml": "an e-book (EPUB)",
    "META-INF/manifest.xml": "an OpenDocument file",
    "META-INF/MANIFEST.MF": "a Java program",
}
# Members that only documents have which are zip archives inside.
_PER_NAME = 160
# Bytes of an archive's directory for each of its members, on average.


def read_zip(piece: Piece, context: Context) -> Iterator[Item]:
    """What the members hold that are input by their names.

    Where the directory at the end is missing or wrong, members are found by their own headers.
    Raises ``InputRefused`` W106, W111 for office documents, W124 to W126 and W128.
    """
    members = Members(piece, context, "zip")
    limits = context.limits
    stream = piece.seekable(limits)
    try:
        entries, damaged = listed(stream, piece.uri, limits.archive_members * _PER_NAME), False
    except Damaged:
        entries, damaged = list(islice(found(stream), limits.archive_members + 1)), True
    _check_document(entries, piece.uri)
    entries, shared = without_overlaps(entries)
    for entry in entries:
        if not tidy(entry.name).endswith("/") and members.wanted(entry.name):
            yield from _read(entry, stream, members, piece.spent, limits)
    if shared:
        what = f"{shared:,} of its members share their bytes with others, as in a zip bomb"
        yield refused("W125", piece.uri, what=what).refusal()
    if damaged:
        what = "the archive is cut off, or its directory is damaged"
        raise refused("W126", piece.uri, what=what)
    if not shared:
        members.check_any()


def _check_document(entries: list[Entry], uri: str) -> None:
    for entry in entries:
        if what := _DOCUMENTS.get(entry.name):
            raise refused("W111", uri, what=what, cure=AS_TEXT)


def _read(
    entry: Entry, stream: BinaryIO, members: Members, spent: Spent, limits: Limits
) -> Iterator[Item]:
    if odd := _not_unpacked(entry):
        yield members.refuse(entry.name, *odd)
        return
    uri = members.address(entry.name)
    try:
        packed = _Section(stream, data_of(stream, entry, uri), entry.packed)
        method = _METHODS.get(entry.method)
        source = packed.more
        if method:
            source = Unpacked(packed.buffered(), method, uri, limits, spent).more
    except InputRefused as error:
        yield members.told(error)
        return
    yield from members.read(entry.name, _Member(uri, entry, source), entry.size)


def _not_unpacked(entry: Entry) -> tuple[str, str] | None:
    """What stands in the way of unpacking a member, and the cure."""
    if entry.flags & _ENCRYPTED:
        return "it is encrypted", "Unpack it with its password and give the files inside."
    if entry.is_link:
        return "it is a link", "Nothing is missing if what it leads to is in the archive too."
    if entry.method != _STORED and entry.method not in _METHODS:
        name = _NAMES.get(entry.method, f"method {entry.method}")
        return f"it is packed by {name}, which is not read", _UNPACK
    if entry.method == _STORED and entry.size is None:
        return "the archive is damaged and does not say how long it is", _UNPACK
    return None


class _Section(Stream):
    """A part of a stream that can be sought in."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream = stream
        self._at = start
        self._end = start + size

    def more(self, size: int) -> bytes:
        """As ``Stream`` says."""
        self._stream.seek(self._at)
        data = self._stream.read(min(size, self._end - self._at))
        self._at += len(data)
        return data


class _Member(Inside):
    """The bytes of a member, compared with what the archive says of them."""

    def __init__(self, uri: str, entry: Entry, source: Callable[[int], bytes]) -> None:
        super().__init__(uri)
        self._entry = entry
        self._source = source
        self._given = self._checksum = 0

    def more(self, size: int) -> bytes:
        """As ``Inside`` says. Raises ``InputRefused`` W125 and W126."""
        data = self._source(size)
        told = self._entry.size
        if told is not None and self._given + len(data) > told:
            data = data[: told - self._given]
            what = f"it has more than the {told:,} bytes the archive says; the rest was left"
            self.fault = refused("W126", self.uri, what=what)
        self._given += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        if not data and not self.fault:
            self._check_end()
        return data

    def _check_end(self) -> None:
        if self._entry.size is not None and self._given < self._entry.size:
            raise refused("W126", self.uri, what="the member is cut off")
        if self._entry.checksum not in (None, self._checksum):
            what = "its checksum is wrong; some of what was read may be"
            raise refused("W126", self.uri, what=what)

"""The members a zip archive says it has, and where their bytes stand.

Format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from typing import BinaryIO, NamedTuple, cast

from watchdesk.intake.codes import refused

_HEADER = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")
_MARK = b"PK\x03\x04"
_SPLIT = 4
# Bytes that stand before the first member of an archive made to be split.
_CHUNK = 1 << 16
_UTF8 = 0x800
_LATER = 0x8
# Checksum and sizes stand behind the member.
_UNKNOWN = 0xFFFFFFFF
# The sizes stand elsewhere, as for members of more than 4 GB.


_LONGEST_NAME = 4096
_WRONG = (
    zipfile.BadZipFile,
    RuntimeError,
    struct.error,
    ValueError,  # names that are not the UTF-8 they say they are, among others
    EOFError,
    OSError,
    OverflowError,
)
# What zipfile raises for a directory that makes no sense.


class Entry(NamedTuple):
    """One member."""

    name: str
    method: int
    flags: int
    checksum: int | None
    """CRC-32, ``None`` where it is not known."""
    packed: int
    """Bytes in the archive; an upper bound where it is not known."""
    size: int | None
    """Bytes when unpacked, as the archive says."""
    at: int
    """Where its header stands."""
    is_link: bool = False


class Damaged(Exception):
    """The archive's directory cannot be used; the words say why."""


def listed(stream: BinaryIO, uri: str, limit: int) -> list[Entry]:
    """The members by the archive's directory, in its order.

    Raises ``Damaged``, and ``InputRefused`` W125 for a directory of more than ``limit`` bytes.
    """
    leashed = cast("BinaryIO", _Leashed(stream, uri, limit))
    try:
        with zipfile.ZipFile(leashed) as archive:
            entries = [_entry(info) for info in archive.infolist()]
            comment = len(archive.comment)
    except _WRONG as error:
        raise Damaged from error
    first = min((entry.at for entry in entries), default=0)
    if not _ends(stream, comment) or (_begins(stream) and first > _SPLIT):
        raise Damaged  # it is that of an archive inside this one, which is cut off
    return entries


def _begins(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(len(_MARK)) == _MARK


def _ends(stream: BinaryIO, comment: int) -> bool:
    """Whether the record that a directory ends with is the last thing in the file."""
    end = stream.seek(0, io.SEEK_END) - comment - _END.size
    if end < 0:
        return False
    stream.seek(end)
    mark, *_, length = _END.unpack(stream.read(_END.size))
    return bool(mark == b"PK\5\6" and length == comment)


def _entry(info: zipfile.ZipInfo) -> Entry:
    return Entry(
        name=_name(info.orig_filename, utf8=bool(info.flag_bits & _UTF8)),
        method=info.compress_type,
        flags=info.flag_bits,
        checksum=info.CRC,
        packed=info.compress_size,
        size=info.file_size,
        at=info.header_offset,
        is_link=info.create_system == 3 and stat.S_ISLNK(info.external_attr >> 16),
    )


def _name(name: str, *, utf8: bool) -> str:
    """Many tools write UTF-8 without saying so; else it is code page 437, as the format says."""
    if utf8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def found(stream: BinaryIO) -> Iterator[Entry]:
    """The members by the headers that stand before each, where there is no sound directory."""
    size = stream.seek(0, io.SEEK_END)
    end = 0
    for at, following in pairwise(chain(_marks(stream), (size,))):
        if at < end:
            continue  # inside a member that is an archive itself
        stream.seek(at)
        header = stream.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        *fields, length, extra = _HEADER.unpack(header)
        if length > _LONGEST_NAME:
            continue
        room = max(0, following - at - _HEADER.size - length - extra)
        entry = _headed(fields, stream.read(length), at, room)
        if entry.size is not None:
            end = at + _HEADER.size + entry.packed
        yield entry


def _headed(fields: Sequence[int], name: bytes, at: int, room: int) -> Entry:
    _, _, flags, method, _, _, checksum, packed, size = fields
    told = not flags & _LATER and _UNKNOWN not in (packed, size)
    return Entry(
        name=_name(name.decode("cp437"), utf8=False),
        method=method,
        flags=flags,
        checksum=checksum if told else None,
        packed=packed if told else room,
        size=size if told else None,
        at=at,
    )


def _marks(stream: BinaryIO) -> Iterator[int]:
    """Where headers of members begin."""
    before, at = b"", 0
    while stream.seek(at) == at and (chunk := stream.read(_CHUNK)):
        data = before + chunk
        place = data.find(_MARK)
        while place >= 0:
            yield at - len(before) + place
            place = data.find(_MARK, place + 1)
        at += len(chunk)
        before = data[-3:]


def data_of(stream: BinaryIO, entry: Entry, uri: str) -> int:
    """Where the bytes of a member begin. Raises ``InputRefused`` W126."""
    header = b""
    with suppress(OSError, ValueError, OverflowError):  # a place no file can have
        stream.seek(entry.at)
        header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(_MARK):
        raise refused("W126", uri, what="the archive has no such member where it says")
    *_, name, extra = _HEADER.unpack(header)
    return int(entry.at + _HEADER.size + name + extra)


def without_overlaps(entries: list[Entry]) -> tuple[list[Entry], int]:
    """The members that share no byte with one before them, and how many do.

    Archives made to unpack without end let members share their bytes (Fifield, "A better zip
    bomb", 2019).
    """
    kept: set[int] = set()
    end = 0
    for number in sorted(range(len(entries)), key=lambda number: entries[number].at):
        entry = entries[number]
        if entry.at >= end:
            kept.add(number)
            end = entry.at + _HEADER.size + entry.packed
    return [entries[number] for number in sorted(kept)], len(entries) - len(kept)


class _Leashed:
    """A file of which no more than so many bytes are read at a time."""

    def __init__(self, stream: BinaryIO, uri: str, limit: int) -> None:
        self._stream = stream
        self._uri = uri
        self._limit = limit
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        wanted = size if 0 <= size <= self._limit else self._limit + 1
        data = self._stream.read(wanted)
        if len(data) > self._limit:
            what = f"its directory has more than the {self._limit:,} bytes allowed"
            raise refused("W125", self._uri, what=what)
        return data

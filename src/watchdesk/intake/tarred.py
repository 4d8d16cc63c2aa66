"""Tar archives, plain or packed by gzip, bzip2 or xz, read as a stream.

The headers are read here and not by ``tarfile``, which trusts them: it takes a header of any size
into memory, calls itself for each that follows another, and before Python 3.11.10 needs time that
grows with the square of the digits in one (CVE-2024-6232). Formats: POSIX.1-2017, pax, "pax
Interchange Format" and "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.formats import is_tar
from watchdesk.intake.members import Members, check_depth
from watchdesk.intake.piece import Context, Item, Piece
from watchdesk.intake.read import read_inner, read_piece
from watchdesk.intake.unpack import Inside, Unpacked, packed_by

_BLOCK = 512
_CHUNK = 1 << 16
_LONGEST = 1 << 20
# Bytes of a header before a member that are looked at; the rest is passed over.
_TOO_LARGE = 1 << 62
_OCTAL = re.compile(rb"[0-7]{0,12}")
_BAD_HEADER = "the tar data is damaged in a header"
_CUT = "the tar data is cut off"
_EXTRACT = "Unpack it with tar and give the file itself."
_LINK = ("a link", "Nothing is missing if what it leads to is in the archive too.")
_KINDS = {
    **dict.fromkeys((b"1", b"2"), _LINK),
    **dict.fromkeys((b"3", b"4"), ("a device", "Leave it out; a device holds no text.")),
    b"6": ("a named pipe", "Leave it out; a pipe holds no text."),
    b"S": ("a file with gaps", _EXTRACT),
    b"M": ("a part of a file that begins in another archive", _EXTRACT),
}
_FILE = (b"0", b"\0", b"7")
_EMPTY = frozenset(b"123456")
_IGNORED = (b"5", b"D", b"V", b"N")
# Folders, and GNU's lists of folders, labels and old names.


def read_tar(piece: Piece, context: Context) -> Iterator[Item]:
    """What the members hold that are input by their names.

    What comes before damage is read. Raises ``InputRefused`` W106, and W124 to W126.
    """
    method = packed_by(piece.head)
    if method is None:
        yield from _read(piece, piece.stream, context)
        return
    check_depth(piece, method.name, context.limits)
    unpacked = Unpacked(piece.stream, method, piece.uri, context.limits, piece.spent)
    inner = piece.inner(piece.name, piece.uri, unpacked.buffered(), method.name)
    if not is_tar(inner.head) and inner.head[:_BLOCK] != bytes(_BLOCK):
        yield from read_inner(inner, unpacked, context, read_piece)  # it is called so wrongly
        return
    stream = inner.stream
    try:
        yield from _read(inner, stream, context)
    except InputRefused as error:
        raise (unpacked.fault or error) from error
    while stream.read(_CHUNK):
        pass  # the checksum stands at the end
    if unpacked.fault:
        raise unpacked.fault


def _read(piece: Piece, stream: BinaryIO, context: Context) -> Iterator[Item]:
    members = Members(piece, context, "tar")
    tar = _Tar(stream, piece.uri)
    while header := tar.next():
        if header.kind in _IGNORED or header.name.endswith("/"):
            continue
        if members.wanted(header.name):
            if odd := _KINDS.get(header.kind):
                yield members.refuse(header.name, f"it is {odd[0]}", odd[1])
            else:
                member = _Member(members.address(header.name), tar)
                yield from members.read(header.name, member, header.size)
    members.check_any()


class _Header(NamedTuple):
    name: str
    kind: bytes
    size: int


class _Tar:
    """Headers one after the other, and the bytes of the member behind the last."""

    def __init__(self, stream: BinaryIO, uri: str) -> None:
        self._stream = stream
        self._uri = uri
        self._left = self._padding = 0

    def next(self) -> _Header | None:
        """The next member, ``None`` at the end. Raises ``InputRefused`` W126."""
        name: bytes | None = None
        size: int | None = None
        sparse = False
        while True:
            self._skip()
            block = self._exactly(_BLOCK, "the tar archive has no end; it may be cut off")
            if not any(block):
                return None
            if not is_tar(block):
                raise refused("W126", self._uri, what=_BAD_HEADER)
            kind = block[156:157]
            self._expect(0 if block[156] in _EMPTY else _number(block[124:136], self._uri))
            if kind in (b"x", b"X"):
                records = dict(_records(self._look()))
                name = records.get(b"GNU.sparse.name", records.get(b"path", name))
                size = _decimal(records.get(b"size"))
                sparse = any(key.startswith(b"GNU.sparse.") for key in records)
            elif kind == b"L":
                name = self._look().rstrip(b"\0")
            elif kind not in (b"g", b"K"):
                break
        if size is not None and block[156] not in _EMPTY:
            self._expect(size)
        if kind == b"S":
            self._pass_gaps(block)
        shown = _name(block) if name is None else name
        told = b"S" if sparse else kind if kind in (*_KINDS, *_IGNORED) else b"0"
        return _Header(shown.decode("utf-8", "surrogateescape"), told, self._left)

    def read(self, size: int, uri: str) -> bytes:
        """Bytes of the present member, whose address is ``uri``. Raises ``InputRefused`` W126."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        if not data and self._left and size:
            raise refused("W126", uri, what="the member is cut off")
        return data

    def _expect(self, size: int) -> None:
        self._left, self._padding = size, -size % _BLOCK

    def _look(self) -> bytes:
        """The content of a header, or its beginning."""
        return self._exactly(min(self._left, _LONGEST), _CUT, header=True)

    def _exactly(self, size: int, otherwise: str, *, header: bool = False) -> bytes:
        data = self._stream.read(size)
        if header:
            self._left -= len(data)
        if len(data) < size:
            raise refused("W126", self._uri, what=_CUT if data else otherwise)
        return data

    def _skip(self) -> None:
        """Go to the next header."""
        left, self._left, self._padding = self._left + self._padding, 0, 0
        if left and self._stream.seekable():
            with suppress(OSError):  # beyond what a file can have; the next header is missing
                self._stream.seek(left, io.SEEK_CUR)
            return
        while left:
            data = self._stream.read(min(left, _CHUNK))
            if not data:
                raise refused("W126", self._uri, what=_CUT)
            left -= len(data)

    def _pass_gaps(self, block: bytes) -> None:
        """Pass over the lists of gaps behind the header of an old sparse file."""
        more = block[482]
        while more:
            more = self._exactly(_BLOCK, _CUT)[504]


class _Member(Inside):
    """The bytes of one member."""

    def __init__(self, uri: str, tar: _Tar) -> None:
        super().__init__(uri)
        self._tar = tar

    def more(self, size: int) -> bytes:
        """As ``Inside`` says."""
        return self._tar.read(size, self.uri)


def _name(block: bytes) -> bytes:
    name = block[:100].partition(b"\0")[0]
    before = block[345:500].partition(b"\0")[0]
    return before + b"/" + name if before and block[257:263] == b"ustar\0" else name


def _number(field: bytes, uri: str) -> int:
    """A size: octal digits, or binary where the first bit is set (GNU)."""
    if field[0] == 0x80:
        size = int.from_bytes(field[1:])
    else:
        digits = field.strip(b" \0")
        size = int(digits or b"0", 8) if _OCTAL.fullmatch(digits) else _TOO_LARGE
    if size >= _TOO_LARGE:
        raise refused("W126", uri, what=_BAD_HEADER)
    return size


def _decimal(digits: bytes | None) -> int | None:
    return int(digits) if digits and len(digits) < 20 and digits.isdigit() else None


def _records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of a pax header, up to the first that is not well formed."""
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 8)
        length = _decimal(data[at:space]) if space > 0 else None
        if not length or at + length > len(data):
            return
        key, mark, value = data[space + 1 : at + length].partition(b"=")
        if mark and value.endswith(b"\n"):
            yield key, value[:-1]
        at += length

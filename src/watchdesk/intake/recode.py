"""Streams in UTF-16 and UTF-32 as UTF-8, so that lines and cells can be told by their bytes;
line ends of old Macintosh files as those of all others."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import BinaryIO

from watchdesk.errors import InputRefused
from watchdesk.intake.decode import Decoded, decode
from watchdesk.intake.piece import HEAD, Piece
from watchdesk.records import EncodingBasis

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The mark of UTF-32 begins like that of UTF-16.
_WIDE = frozenset(name for _, name in _MARKS)
_PROBE = 4096
_CHUNK = 1 << 16


def as_utf8(piece: Piece) -> tuple[Piece, Decoded | None]:
    """The same piece in UTF-8 when it is in UTF-16 or UTF-32, and how that was told.

    Any other piece is given back as it is, with ``None``. What is no character becomes U+FFFD.
    """
    found = _wide(piece)
    if found is None:
        return piece, None
    # With "utf-16" and "utf-32" the decoder takes the mark for what it is and drops it.
    marked = found.basis is EncodingBasis.MARK
    name = found.encoding[:6] if marked else found.encoding
    decoder = codecs.getincrementaldecoder(name)("replace")
    return _changed(piece, lambda data: _utf8(decoder, data)), found


def with_lines(piece: Piece) -> Piece:
    """The same piece with ``\\n`` at its line ends when its head has ``\\r`` only."""
    if b"\r" not in piece.head or b"\n" in piece.head:
        return piece
    return _changed(piece, lambda data: data.replace(b"\r", b"\n"))


def _utf8(decoder: codecs.IncrementalDecoder, data: bytes) -> bytes:
    return decoder.decode(data, final=not data).encode("utf-8", "replace")


def _changed(piece: Piece, change: Callable[[bytes], bytes]) -> Piece:
    stream = io.BufferedReader(_Changed(piece.stream, change), HEAD)
    return Piece(piece.uri, piece.name, stream, piece.beside)


def _wide(piece: Piece) -> Decoded | None:
    head = piece.head
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Decoded("", name, EncodingBasis.MARK)
    if b"\0" not in head[:_PROBE]:
        return None
    try:
        found = decode(head[:_PROBE], piece.uri, detect=False)
    except InputRefused:
        return None
    return found if found.encoding in _WIDE else None


class _Changed(io.RawIOBase):
    """A stream whose bytes go through a function, which is given none at the end."""

    def __init__(self, stream: BinaryIO, change: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._change = change
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]  # typeshed lacks a name for it here
        while not self._ready and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            self._ready = self._change(chunk)
        data, self._ready = self._ready[: len(target)], self._ready[len(target) :]
        target[: len(data)] = data
        return len(data)

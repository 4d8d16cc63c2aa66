"""Unpacking gzip, bzip2, xz and deflate as a stream that is bounded and survives damage.

A reader sees the bytes up to the damage or the bound and then the end; what was wrong is kept in
``Inside.fault`` and told by name once the reader is done. So no reader needs to know of archives,
and what came before the damage is kept.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.limits import Limits, Spent
from watchdesk.intake.streams import Stream

_CHUNK = 1 << 14
# Read and given at a time. What an engine unpacked in the call that meets damage is lost, so at
# first little is asked for: most articles are short.
_FIRST = 1 << 16
_LITTLE = 64


class Inside(Stream):
    """Bytes out of a container; ``more`` may raise ``InputRefused``, which ends them."""

    def __init__(self, uri: str) -> None:
        super().__init__()
        self.uri = uri
        self.fault: InputRefused | None = None
        """Why the bytes ended before their time, once they have."""

    def readinto(self, buffer: object) -> int:
        """As Python's raw streams; nothing after a fault."""
        if self.fault:
            return 0
        try:
            return super().readinto(buffer)
        except InputRefused as fault:
            self.fault = fault
            return 0


class Engine(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def eof(self) -> bool: ...  # noqa: D102

    @property
    def needs_input(self) -> bool: ...  # noqa: D102

    @property
    def unused_data(self) -> bytes: ...  # noqa: D102

    def decompress(self, data: bytes, max_length: int) -> bytes: ...  # noqa: D102


class _Inflate:
    """zlib's decompressor with the manners of the other two."""

    def __init__(self, wbits: int) -> None:
        self._zlib = zlib.decompressobj(wbits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        # A full answer may leave more to come although all input was taken.
        self.needs_input = not self._zlib.unconsumed_tail and len(out) < max_length
        return out


class Method(NamedTuple):
    """A way of packing one stream of bytes."""

    name: str
    start: Callable[[Limits], Engine]
    magic: bytes
    """How a stream begins; another may follow where it ends. Empty where none may."""


def _xz(limits: Limits) -> Engine:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.unpack_memory)


PACKED = (
    Method("gzip", lambda _: _Inflate(31), b"\x1f\x8b"),
    Method("bzip2", lambda _: bz2.BZ2Decompressor(), b"BZh"),
    Method("xz", _xz, b"\xfd7zXZ\x00"),
)
"""How single files and tar archives are packed."""
DEFLATE = Method("deflate", lambda _: _Inflate(-15), b"")
BZIP2 = PACKED[1]._replace(magic=b"")


def packed_by(head: bytes) -> Method | None:
    """The method whose mark stands at the start of some bytes."""
    return next((method for method in PACKED if head.startswith(method.magic)), None)


class Unpacked(Inside):
    """A packed stream unpacked, up to damage or to what is allowed."""

    def __init__(
        self, packed: BinaryIO, method: Method, uri: str, limits: Limits, spent: Spent
    ) -> None:
        super().__init__(uri)
        self._packed = packed
        self._method = method
        self._limits = limits
        self._spent = spent
        self._engine = method.start(limits)
        self._next = b""
        self._taken = self._given = 0

    def more(self, size: int) -> bytes:
        """Unpacks a little. Raises ``InputRefused`` W125 and W126, and ``OSError`` of the system
        below."""
        while True:
            if self._engine.eof and not self._another():
                return b""
            data = self._read() if self._engine.needs_input else b""
            if self._engine.needs_input and not data:
                raise self._damaged(f"the {self._method.name} data is cut off")
            most = _LITTLE if self._given < _FIRST else _CHUNK
            if out := self._step(data, min(size, most)):
                self._count(len(out))
                return out

    def _step(self, data: bytes, size: int) -> bytes:
        try:
            return self._engine.decompress(data, size)
        except lzma.LZMAError as error:
            if "limit" in str(error).lower():
                limit = self._limits.unpack_memory
                what = f"it asks for more than {limit:,} bytes of memory to be unpacked"
                raise refused("W125", self.uri, what=what) from error
            raise self._damaged(f"the {self._method.name} data is damaged") from error
        except (zlib.error, OSError, ValueError, EOFError) as error:
            raise self._damaged(f"the {self._method.name} data is damaged") from error

    def _another(self) -> bool:
        """Whether another packed stream follows; padding with zeros is passed over."""
        if not self._method.magic:
            return False
        rest = self._engine.unused_data
        while not (rest := rest.lstrip(b"\0")):
            if not (rest := self._read()):
                return False
        while len(rest) < len(self._method.magic) and (more := self._read()):
            rest += more
        if not rest.startswith(self._method.magic):
            what = f"the {self._method.name} data is followed by something else"
            raise self._damaged(what)
        self._engine, self._next = self._method.start(self._limits), rest
        return True

    def _read(self) -> bytes:
        if self._next:
            data, self._next = self._next, b""
            return data
        data = self._packed.read(_CHUNK)
        self._taken += len(data)
        return data

    def _count(self, size: int) -> None:
        self._given += size
        self._spent.unpacked += size
        limits = self._limits
        if self._given > max(limits.unpacked_free, limits.unpack_ratio * self._taken):
            what = f"it unpacks to more than {limits.unpack_ratio:,} times its size"
            what = f"{what}; its first {self._given:,} bytes were read"
            raise refused("W125", self.uri, what=what)
        if self._spent.unpacked > self._spent.allowed(limits):
            raise refused("W125", self.uri, what=over(self._spent, limits))

    def _damaged(self, what: str) -> InputRefused:
        return refused("W126", self.uri, what=f"{what} after {self._given:,} bytes of content")


def over(spent: Spent, limits: Limits) -> str:
    """What to say when an input has used up what may be unpacked of it."""
    return f"more than the {spent.allowed(limits):,} bytes allowed were unpacked of one file"

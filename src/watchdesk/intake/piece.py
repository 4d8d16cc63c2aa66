"""What a reader is given: bytes that are read once, and what is known about them beside them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, BinaryIO, cast

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.limits import Limits, Spent
from watchdesk.intake.sources import system_refused
from watchdesk.intake.streams import Stream
from watchdesk.records import Capture, Declared, Fetch, Refusal

HEAD = 1 << 16
"""Bytes looked at to tell a format."""
_CHUNK = 1 << 20
_IN_MEMORY = 1 << 23
# A temporary copy larger than this goes to the disk.

Item = Capture | Refusal | Fetch
"""What readers yield: a text, what was not taken, and how a feed or address is doing."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of bytes from what they came in."""

    declared: Declared = field(default_factory=Declared)
    """What a row, header or feed says of the page; the page's own words may say more."""
    captured_at: datetime | None = None
    """When the page was taken."""
    media_type: str | None = None
    """As a header gives it, lower case, without parameters."""
    charset: str | None = None
    """As a header gives it."""
    unpacked: tuple[str, ...] = ()
    """What the bytes were taken out of, outermost first."""
    partial: str | None = None
    """What the text is where it is not the whole article, in a few words."""
    taken_now: bool = False
    """The page was fetched just now: ``captured_at`` is our own clock, not part of the id."""


NOTHING = Beside()
"""Nothing is known beside the bytes."""


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a whole reading."""

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Field of ours → column or key of a table that holds it, as given with ``--map``."""
    web: object | None = None
    """How addresses are fetched; ``None`` refuses them. See ``web.Web``."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """Files in folders and archives met so far that are no input, by ending; grows while reading.
    Hidden ones and those without an ending are under the empty one."""


class Piece:
    """Bytes that can be read once, from the start, with a look at their head before.

    A context manager: leaving it closes the stream.
    """

    def __init__(
        self,
        uri: str,
        name: str,
        stream: BinaryIO,
        beside: Beside = NOTHING,
        *,
        size: int | None = None,
    ) -> None:
        """``name`` tells the format by its ending; ``uri`` is for people and records; ``size`` is
        in bytes, where it is known for certain."""
        self.uri = uri
        self.name = name
        self.beside = beside
        self._stream = stream
        self._size = size
        self._outermost = True
        self._spent: Spent | None = None
        self._head: bytes | None = None
        self._start = 0
        self._copy: IO[bytes] | None = None

    def __enter__(self) -> Piece:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        with suppress(OSError, ValueError):
            self._stream.close()

    def release(self) -> None:
        """Give up the temporary copy, if one was made."""
        copy, self._copy = self._copy, None
        if copy is not None:
            with suppress(OSError, ValueError):
                copy.close()

    @property
    def spent(self) -> Spent:
        """What was used up so far of the input this came out of; shared by all that comes out."""
        if self._spent is None:
            self._spent = Spent(packed=self._size or _size_of(self._stream))
        return self._spent

    @property
    def head(self) -> bytes:
        """The first ``HEAD`` bytes or less, which are not consumed.

        Raises ``InputRefused`` W105 when the system cannot read, and what the stream raises.
        """
        if self._head is None:
            if self._stream.seekable():
                self._start = self._stream.tell()
            self._head = self._take(self._stream, HEAD)
        return self._head

    @property
    def stream(self) -> BinaryIO:
        """All bytes from the start; afterwards the head cannot be asked for again."""
        head, self._head = self._head, None
        if self._stream.seekable():
            if head is not None:
                self._stream.seek(self._start)
            return self._stream
        count = self.spent if self._outermost else None
        return _Ahead(head or b"", self._stream, count).buffered()

    def seekable(self, limits: Limits) -> BinaryIO:
        """All bytes as a stream that stands at its start and can be sought in.

        Bytes from a pipe or an archive are copied to a temporary file first, which goes when the
        piece is left. Raises ``InputRefused`` W105, and W128 for more than ``limits.copy_bytes``.
        """
        stream = self.stream
        if stream.seekable():
            return stream
        copy = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed by ``release``
        self._copy = copy
        try:
            while chunk := stream.read(_CHUNK):
                if copy.tell() + len(chunk) > limits.copy_bytes:
                    raise refused("W128", self.uri, limit=limits.copy_bytes)
                copy.write(chunk)
            copy.seek(0)
        except OSError as error:
            raise system_refused(error, self.uri) from error
        return cast("BinaryIO", copy)

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises ``InputRefused`` W108 for more than ``limit`` and W109 for none, or
        none but white space."""
        if self._size is not None and self._size > limit:
            raise refused("W108", self.uri, what=self._size, limit=limit)
        data = self._take(self.stream, limit + 1)
        if len(data) > limit:
            raise refused("W108", self.uri, what=f"over {limit:,}", limit=limit)
        if not data or data.isspace():
            raise refused("W109", self.uri)
        return data

    def rows(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """Line numbers from 1 and the bytes of each line without its end; ``None`` for a line of
        more than ``limit`` bytes, which is passed over without being held. Blank lines are left
        out. Raises ``InputRefused`` W105."""
        stream, number = self.stream, 0
        try:
            while line := stream.readline(limit + 2):
                number += 1
                whole = line.endswith(b"\n") or len(line) < limit + 2
                if not whole:
                    _skip_line(stream)
                row = line.rstrip(b"\r\n")
                if not whole or len(row) > limit:
                    yield number, None
                elif row and not row.isspace():
                    yield number, row
        except OSError as error:
            raise system_refused(error, self.uri) from error

    def inner(
        self, name: str, uri: str, stream: BinaryIO, unpacked: str, *, size: int | None = None
    ) -> Piece:
        """A piece found inside this one, with what is known beside both."""
        way = (*self.beside.unpacked, unpacked)
        beside = replace(self.beside, unpacked=way)
        made = Piece(uri, name, stream, beside, size=size)
        made._spent, made._outermost = self.spent, False
        return made

    def _take(self, stream: BinaryIO, size: int) -> bytes:
        """So many bytes, or all there are; some streams give less than was asked at a time."""
        out = bytearray()
        try:
            while len(out) < size and (chunk := stream.read(min(_CHUNK, size - len(out)))):
                out += chunk
        except InputRefused:
            raise
        except OSError as error:
            raise system_refused(error, self.uri) from error
        return bytes(out)


def _skip_line(stream: BinaryIO) -> None:
    while (chunk := stream.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass


def _size_of(stream: BinaryIO) -> int:
    """Bytes of a stream that can be sought in, else 0."""
    try:
        here = stream.tell()
        size = stream.seek(0, io.SEEK_END)
        stream.seek(here)
    except (OSError, ValueError):
        return 0
    return size


class _Ahead(Stream):
    """A stream with its head put back; counts its bytes, if asked to."""

    def __init__(self, head: bytes, rest: BinaryIO, spent: Spent | None) -> None:
        super().__init__()
        self._head = memoryview(head)
        # What is there, without waiting for more to come through a pipe.
        self._read: Callable[[int], bytes] = getattr(rest, "read1", rest.read)
        self._spent = spent

    def more(self, size: int) -> bytes:
        data = bytes(self._head[:size]) if self._head else self._read(size)
        self._head = self._head[len(data) :]
        if self._spent is not None:
            self._spent.packed += len(data)
        return data

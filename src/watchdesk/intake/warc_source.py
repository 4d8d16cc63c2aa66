"""The bytes of a web archive as they are handed to the WARC library, with a way back."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from io import BytesIO, UnsupportedOperation
from typing import BinaryIO

from watchdesk.errors import InputRefused

WINDOW = 4 << 20
"""Bytes that can be gone back, at least, once as many were read."""
_LOOK = 1024
_LOOKS = 500_000
_STEP = 1 << 16
_SLACK = 1 << 18


class Source:
    """A stream that counts its bytes, keeps the newest ones, and ends where it fails.

    The WARC library is only ever given what files have; an error that passed through it would
    lose where it happened.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO = stream
        self._kept: deque[bytes] = deque()
        self._held = 0
        self._ahead = memoryview(b"")
        self._at = 0
        self._allowed = _SLACK
        self._looked = 0
        self.reached = 0
        """How many bytes of the stream were read."""
        self.error: OSError | InputRefused | None = None
        """Why it ended, if not because the stream did."""
        self.stalled = False
        """Whether it ended because more was asked for at a time than was allowed."""

    def tell(self) -> int:
        """Offset of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Not as files do; see ``back``."""
        raise UnsupportedOperation(f"seek to {offset}, {whence}")

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""

    def read(self, size: int = -1) -> bytes:
        """Some bytes, none at the end."""
        size = _STEP if size < 0 else size
        self._allowed -= size
        self.stalled = self._allowed < 0
        if self.stalled:
            return b""
        if self._ahead:
            data, self._ahead = bytes(self._ahead[:size]), self._ahead[size:]
        else:
            data = self._fresh(size)
        self._at += len(data)
        self._kept.append(data)
        self._held += len(data)
        while self._held - len(self._kept[0]) > WINDOW:
            self._held -= len(self._kept.popleft())
        return data

    def release(self) -> None:
        """Let go of the stream and of what was kept.

        The library holds this, an error holds the frames that hold the library, and Python cannot
        see through the library: together they would never be freed.
        """
        self._stream, self.error = BytesIO(), None
        self._kept.clear()
        self._held, self._ahead = 0, memoryview(b"")

    def _fresh(self, size: int) -> bytes:
        try:
            data = b"" if self.error else self._stream.read(size)
        except (OSError, InputRefused) as error:
            self.error, data = error, b""
        self.reached += len(data)
        return data

    def allow(self, size: int) -> None:
        """Let so many bytes be read, and some for buffers, before the stream seems to end.

        Bounds what the library can spend between two records: a few bytes can unpack to a thousand
        times as many that are passed over as blank.
        """
        self._allowed = size + _SLACK

    def back(self, position: int) -> int:
        """Go back to an offset, or as far as is kept; the offset gone to."""
        whole = b"".join((*self._kept, self._ahead))
        first = self._at - self._held
        position = min(max(position, first), self._at)
        self._kept = deque([whole[: position - first]])
        self._held = position - first
        self._ahead = memoryview(whole)[position - first :]
        self._at = position
        return position

    def peek(self, position: int, size: int = -1) -> bytes | None:
        """Bytes read before, to the newest or so many; ``None`` where they are no longer kept."""
        first = self._at - self._held
        if position < first:
            return None
        whole = b"".join(self._kept)
        return whole[position - first :][: size if size >= 0 else None]

    def find(self, mark: re.Pattern[bytes], fits: Callable[[bytes], bool]) -> int | None:
        """Go on to the next place where a mark stands and the bytes from it on fit; its offset.

        ``None`` at the end, and when too many places were looked at.
        """
        block, start = b"", self._at
        while True:
            self.allow(WINDOW)
            data = self.read()
            block += data
            sure = max(0, len(block) - _LOOK) if data else len(block)
            for match in mark.finditer(block):
                at = match.start()
                if at >= sure:
                    break
                self._looked += 1
                if self._looked > _LOOKS:
                    return None
                if fits(block[at : at + _LOOK]):
                    return self.back(start + at)
            if not data:
                return None
            block, start = block[sure:], start + sure

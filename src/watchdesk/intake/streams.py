"""Streams of our own making: give ``more``, and Python's buffering does the rest."""

from __future__ import annotations

import io
from abc import abstractmethod
from typing import BinaryIO

BUFFER = 1 << 16


class Stream(io.RawIOBase):
    """Bytes that can be read once."""

    @abstractmethod
    def more(self, size: int) -> bytes:
        """Up to so many bytes, none at the end."""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """As Python's raw streams."""
        target = memoryview(buffer)  # type: ignore[arg-type]  # typeshed lacks a name for it here
        data = self.more(len(target))
        target[: len(data)] = data
        return len(data)

    def buffered(self) -> BinaryIO:
        """The same with lines and buffering."""
        return io.BufferedReader(self, BUFFER)

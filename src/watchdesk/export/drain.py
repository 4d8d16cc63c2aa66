"""A file that is emptied while it is written."""

from __future__ import annotations

import io


class Drain(io.RawIOBase):
    """What was written since it was last emptied; it can only be written, from front to end."""

    def __init__(self) -> None:
        """An empty one."""
        super().__init__()
        self._held = bytearray()
        self._before = 0

    def writable(self) -> bool:
        """That it is."""
        return True

    def write(self, data: object) -> int:
        """Hold some bytes."""
        told = bytes(data)  # type: ignore[call-overload]
        self._held += told
        return len(told)

    def tell(self) -> int:
        """How many bytes were ever written."""
        return self._before + len(self._held)

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return len(self._held)

    def emptied(self) -> bytes:
        """The bytes that are held, which are let go."""
        told = bytes(self._held)
        self._before += len(told)
        self._held.clear()
        return told

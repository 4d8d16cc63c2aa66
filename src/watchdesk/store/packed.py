"""Bytes as they are kept: what is long is compressed."""

from __future__ import annotations

import zlib

_PLAIN, _SMALL = b"\0", b"\1"
_LONG = 200


def pack(data: bytes) -> bytes:
    """Bytes to be kept."""
    if len(data) < _LONG:
        return _PLAIN + data
    return _SMALL + zlib.compress(data, 1)


def unpack(kept: bytes) -> bytes:
    """The bytes that were given to :func:`pack`."""
    return zlib.decompress(kept[1:]) if kept[:1] == _SMALL else kept[1:]

"""By what the beginning of a record or of a gzip member is known."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

_STEP = 1 << 20
_STEPS = 256
_HEADER = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?:WARC-|Content-)", re.I)
NESTED = re.compile(rb"(?:\r?\n){2}" + _HEADER.pattern, re.I)
"""A record that begins behind a blank line."""


def member(data: bytes) -> tuple[bytes | None, bytes]:
    """What stands behind a gzip member, ``None`` where it has no end, and how it begins.

    One that unpacks to more than is worth a look counts as the last.
    """
    engine, first, steps = zlib.decompressobj(31), b"", 0
    try:
        while data and not engine.eof:
            steps += 1
            if steps > _STEPS:
                return b"", first
            out = engine.decompress(data, _STEP)
            first, data = first or out, engine.unconsumed_tail
    except zlib.error:
        return None, first
    return engine.unused_data if engine.eof else None, first


def _begins_record(data: bytes) -> bool:
    return _HEADER.match(data) is not None


def _packs_record(data: bytes) -> bool:
    with suppress(zlib.error):
        return zlib.decompressobj(31).decompress(data, 16).startswith(b"WARC/")
    return False


LINES = (re.compile(rb"WARC"), _begins_record)
MEMBERS = (re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), _packs_record)
"""A mark to look for and what tells from the bytes there whether it is one: for the header of a
record, and for a gzip member that holds one."""

"""What HTTP puts around a page: the head of an answer, its media type, chunks and packing.

For answers that were stored as they came over the wire (RFC 9110, RFC 9112). Stored answers are
often not what their head says: crawlers undo chunks and packing and keep the headers, lengths are
wrong, ends are missing. So each header is believed only as far as the bytes bear it out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple, Protocol

from watchdesk.intake import values
from watchdesk.intake.codes import refused

HEAD_BYTES = 1 << 16
"""Longest head of an answer that is read, in bytes."""
_INTERIM = 3
_CODINGS = 5
_STEP = 1 << 16
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,9}(\d{3})(?!\d)")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]{1,100}")
_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")
_CHARSET = re.compile(r"""\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I)
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_LOOK = 2048
_GZIP = b"\x1f\x8b\x08"
_UNDONE = frozenset({"gzip", "deflate", "br", "zstd"})


class Head(NamedTuple):
    """The status line and headers of an answer."""

    status: int
    fields: Mapping[str, str]
    """Header name in lower case → its value; of several that are not empty, the first."""
    length: int
    """Bytes of the head; the body follows."""

    @property
    def media_type(self) -> str | None:
        """``type/subtype`` in lower case."""
        return content_type(self.fields.get("content-type"))[0]

    @property
    def charset(self) -> str | None:
        """The charset label as the server gives it, unchecked."""
        return content_type(self.fields.get("content-type"))[1]


class Body(NamedTuple):
    """A body with what HTTP put around it undone."""

    data: bytes
    unpacked: tuple[str, ...] = ()
    """What was undone, outermost first: ``http chunked``, ``http gzip`` …"""
    cut: bool = False
    """The end was missing or broken; what came before it was kept."""


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """The media type and the charset label in a ``Content-Type``, each ``None`` if it has none.

    >>> content_type('Text/HTML; charset="ISO-8859-1"')
    ('text/html', 'ISO-8859-1')
    """
    if not value:
        return None, None
    kind = value[:200].partition(";")[0].partition(",")[0].strip().lower()
    label = _CHARSET.search(value[:500])
    return (kind if _MEDIA_TYPE.fullmatch(kind) else None), label[1] if label else None


def web_address(value: object) -> str | None:
    """A web address, without the ``<…>`` some tools put around it; ``None`` for all else."""
    url = values.line(value, 4000)
    url = url.removeprefix("<").removesuffix(">") if url else None
    return url if url and url.lower().startswith(("http://", "https://")) else None


def parse_head(data: bytes) -> Head | None:
    """The head some bytes begin with; ``None`` when there is none or it has more than
    ``HEAD_BYTES``.

    Interim answers (1xx) before it are passed over. Lines may end in LF alone; a line that begins
    with ``<`` ends a head whose blank line is missing.
    """
    start = 0
    for _ in range(_INTERIM):
        head = _head_at(data, start)
        if head is None or not 100 <= head.status < 200:
            return head
        start = head.length
    return None


def _head_at(data: bytes, start: int) -> Head | None:
    status = _STATUS.match(data, start, start + 40)
    if status is None:
        return None
    fields: dict[str, str] = {}
    at, name = start, ""
    while at < len(data):
        end = data.find(b"\n", at, start + HEAD_BYTES)
        if end < 0 and len(data) - start > HEAD_BYTES:
            return None
        stop = len(data) if end < 0 else end + 1
        line = data[at:stop].rstrip(b"\r\n").decode("latin-1")
        if line.startswith("<"):
            break
        at = stop
        if not line:
            break
        if line[0] in " \t" and name:
            fields[name] += " " + line.strip()
        else:
            name = _field(line, fields)
    return Head(int(status[1]), fields, at)


def _field(line: str, fields: dict[str, str]) -> str:
    """Takes a header line; its name, or nothing for a line that is none or says nothing new."""
    name, _, value = line.partition(":")
    name, value = name.strip().lower(), value.strip()
    if not value or not _NAME.fullmatch(name) or name in fields:
        return ""
    fields[name] = value
    return name


def undo(data: bytes, fields: Mapping[str, str], uri: str, limit: int) -> Body:
    """A body without its chunks and packing; each only undone where it is really there.

    ``Content-Length`` is not believed. Gzip is undone even where no header tells of it. Raises
    ``InputRefused`` W108 as soon as more than ``limit`` bytes come out.
    """
    steps, cut = [], False
    for coding in _codings(fields):
        out = _chunks(data) if coding == "chunked" else _unpacked(data, coding, limit)
        if out is None:
            continue
        data, whole = out
        if len(data) > limit:
            raise refused("W108", uri, what=f"over {limit:,}", limit=limit)
        steps.append(f"http {coding}")
        cut = cut or not whole
    return Body(data, tuple(steps), cut)


def _codings(fields: Mapping[str, str]) -> Iterator[str]:
    """What was done to a body, outermost first; gzip once more in case nothing tells of it."""
    told = [
        name.strip().lower().removeprefix("x-")
        for header in ("transfer-encoding", "content-encoding")
        for name in reversed(fields.get(header, "")[:200].split(","))
    ]
    known = [name for name in told if name == "chunked" or name in _UNDONE]
    yield from known[:_CODINGS]
    yield "gzip"


def _chunks(data: bytes) -> tuple[bytes, bool] | None:
    """The chunks put together, and whether the last one was met; ``None`` for a body without."""
    out, at = bytearray(), 0
    while True:
        end = data.find(b"\n", at, at + 4096)
        size = _SIZE.fullmatch(data[at:end].partition(b";")[0].strip()) if end >= 0 else None
        if size is None:
            return (bytes(out), False) if at else None
        length = int(size[0], 16)
        if not length:
            return bytes(out), True
        chunk = data[end + 1 : end + 1 + length]
        out += chunk
        if len(chunk) < length:
            return bytes(out), False
        at = end + 1 + length
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"


def _unpacked(data: bytes, coding: str, limit: int) -> tuple[bytes, bool] | None:
    """Up to ``limit`` and a few bytes unpacked, and whether to the end; ``None`` for bytes that are
    not packed so."""
    if coding == "gzip":
        return _inflated(data, 31, limit) if data.startswith(_GZIP) else None
    if not _CONTROL.search(data, 0, _LOOK):
        return None  # text, whose first bytes could pass for a packed stream that is damaged
    if coding == "deflate":
        # RFC 9110, 8.4.1.2: some send the bare deflate format without its zlib wrapper.
        return _inflated(data, 15, limit) or _inflated(data, -15, limit)
    from fastwarc import stream_io  # noqa: PLC0415 — only for answers packed so

    reader = stream_io.BrotliReader if coding == "br" else stream_io.ZstdReader
    return _drained(reader(BytesIO(data)), limit)


class _Readable(Protocol):
    def read(self, size: int) -> bytes: ...


def _drained(reader: _Readable, limit: int) -> tuple[bytes, bool] | None:
    out = bytearray()
    try:
        while len(out) <= limit and (piece := reader.read(_STEP)):
            out += piece
    except OSError:
        return (bytes(out), False) if out else None
    return bytes(out), True


def _inflated(data: bytes, wbits: int, limit: int) -> tuple[bytes, bool] | None:
    out = bytearray()
    while True:
        engine = zlib.decompressobj(wbits)
        try:
            while not engine.eof and len(out) <= limit:
                piece = engine.decompress(data, limit + 1 - len(out))
                if not piece and not engine.eof:
                    return (bytes(out), False) if out else None
                out += piece
                data = engine.unconsumed_tail
        except zlib.error:
            return (bytes(out), False) if out else None
        if len(out) > limit or not engine.unused_data.startswith(_GZIP):
            return bytes(out), True
        data = engine.unused_data

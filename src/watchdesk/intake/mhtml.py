"""Pages saved as one file (MHTML, RFC 2557) to captures; as Chrome and Internet Explorer do."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from io import BytesIO
from typing import NamedTuple

from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.formats import is_page
from watchdesk.intake.html import read_html
from watchdesk.intake.http import HEAD_BYTES, content_type, web_address
from watchdesk.intake.piece import Beside, Context, Piece
from watchdesk.intake.sources import system_refused
from watchdesk.intake.text import completed
from watchdesk.records import Capture, Declared

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PARTS = 20_000
_DEPTH = 8
_LINE = 1 << 16
_SWELL = 3
# A byte written as quoted-printable takes up to three.
_TAIL = 4096
_CUT = "its file ends in the middle of the page"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LINE_END = re.compile(rb"\r?\n\Z")
_KINDS = 20


def read_mhtml(piece: Piece, context: Context) -> Iterator[Capture]:
    """The capture of the page a saved file is about; frames, pictures and styles are passed over.

    The page is the part named by ``start=`` or with the file's own address, else the first HTML
    part. ``declared.url`` is the page's own, else the address it was saved from; ``captured_at`` is
    the ``Date`` header; ``sha256`` is of the HTML before it was put into the file. Parts are read
    as a stream, only HTML is held. Of a file that is cut off what is there is kept, and
    ``partial`` says so. Raises ``InputRefused`` W108, W132, W133 and as ``read_html``.
    """
    if is_page(piece.head):
        yield from read_html(piece, context)
        return
    file = _File(piece, context.limits.file_bytes * _SWELL)
    page = _page(file, piece.uri)
    data, step = _decoded(page.body, page.coding)
    way = (*piece.beside.unpacked, "mhtml", *step)
    cut = page.cut and b"</html" not in data[-_TAIL:].lower()
    beside = replace(
        _beside(file.top, page, piece.beside), unpacked=way, partial=_CUT if cut else None
    )
    inner = Piece(piece.uri, "", BytesIO(data), beside, size=len(data))
    yield from read_html(inner, context)


class _Part(NamedTuple):
    headers: Message
    body: bytes
    cut: bool
    """The file ends before the part does."""

    @property
    def coding(self) -> str:
        return (_value(self.headers, "Content-Transfer-Encoding") or "").lower()

    @property
    def kind(self) -> str | None:
        return content_type(_value(self.headers, "Content-Type"))[0]


def _page(file: _File, uri: str) -> _Part:
    """The part that is the page. Raises ``InputRefused`` W132 when there is none."""
    start = _param(_value(file.top, "Content-Type"), "start")
    address = _address(file.top)
    first: _Part | None = None
    for part in file.html_parts():
        mine = _value(part.headers, "Content-ID") if start else _address(part.headers)
        if (start or address) in (mine, None):
            return part
        first = first or part
    if first is None:
        kinds = ", ".join(sorted(file.kinds))
        raise refused("W132", uri, what=f", only {kinds[:200]}" if kinds else "")
    return first


def _beside(top: Message, page: _Part, outer: Beside) -> Beside:
    url = web_address(_address(top)) or web_address(_address(page.headers))
    said = Declared(url=url, title=values.line(_words(_value(top, "Subject"))))
    return replace(
        outer,
        declared=completed(said, outer.declared),
        captured_at=values.moment(_value(top, "Date")) or outer.captured_at,
        media_type=page.kind,
        charset=content_type(_value(page.headers, "Content-Type"))[1],
    )


def _address(headers: Message) -> str | None:
    return _value(headers, "Snapshot-Content-Location") or _value(headers, "Content-Location")


def _value(headers: Message, name: str) -> str | None:
    """A header on one line, without the ``<…>`` around ids."""
    found = headers.get(name)
    text = " ".join(str(found)[:8000].split()) if found is not None else ""
    return text.removeprefix("<").removesuffix(">") or None


def _param(value: str | None, name: str) -> str | None:
    text = r'\s{0,9}=\s{0,9}(?:"([^"]{1,200})"|([^\s;"]{1,200}))'
    found = re.search(rf"\b{name}{text}", value or "", re.I)
    return (found[1] or found[2]).removeprefix("<").removesuffix(">") if found else None


def _words(value: str | None) -> str | None:
    """A header with its encoded words (RFC 2047) read."""
    try:
        return str(make_header(decode_header(value[:2000]))) if value else None
    except (MessageError, LookupError, ValueError):
        return value


def _decoded(body: bytes, coding: str) -> tuple[bytes, tuple[str, ...]]:
    if coding == "quoted-printable":
        return binascii.a2b_qp(body), (coding,)
    if coding == "base64":
        clean = _NOT_BASE64.sub(b"", body)
        clean = clean[:-1] if len(clean) % 4 == 1 else clean
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), (coding,)
    return body, ()


class _File:
    """The parts of one file, read as a stream."""

    def __init__(self, piece: Piece, limit: int) -> None:
        """``limit`` is in bytes of one part as written. Raises ``InputRefused`` W133."""
        self._uri = piece.uri
        self._limit = limit
        self._stream = piece.stream
        self._line_begins = self._at_start = True
        self._boundaries: list[bytes] = []
        self._ended = self._cut = False
        self.kinds: set[str] = set()
        """Media types of the parts met that are no HTML."""
        self.top = self._headers()

    def html_parts(self) -> Iterator[_Part]:
        """The HTML parts in their order. Raises ``InputRefused`` W105, W108 and W133."""
        headers = self.top
        for _ in range(_PARTS):
            told = _value(headers, "Content-Type")
            kind, boundary = content_type(told)[0] or "", _param(told, "boundary")
            if kind in _HTML:
                yield _Part(headers, self._body(), self._cut)
            else:
                if kind.startswith("multipart/") and boundary:
                    self._enter(boundary)
                elif len(self.kinds) < _KINDS:
                    self.kinds.update({kind} - {""})
                for _line in self._lines():
                    pass
            if self._ended:
                return
            headers = self._headers()
        raise refused("W133", self._uri, what="parts", limit=_PARTS)

    def _enter(self, boundary: str) -> None:
        if len(self._boundaries) == _DEPTH:
            raise refused("W133", self._uri, what="parts inside one another", limit=_DEPTH)
        self._boundaries.append(b"--" + boundary.encode("utf-8", "surrogateescape"))

    def _headers(self) -> Message:
        block, blank = bytearray(), False
        while not blank and (line := self._line()):
            blank = not line.strip() and bool(block)
            block += line if line.strip() else b""
            if len(block) > HEAD_BYTES:
                raise refused("W133", self._uri, what="bytes of headers", limit=HEAD_BYTES)
        return BytesHeaderParser().parsebytes(bytes(block))

    def _body(self) -> bytes:
        out = bytearray()
        for line in self._lines():
            out += line
            if len(out) > self._limit:
                raise refused("W108", self._uri, what=f"over {len(out):,}", limit=self._limit)
        end = None if self._cut else _LINE_END.search(out, max(0, len(out) - 2))
        return bytes(out[: end.start()] if end else out)

    def _lines(self) -> Iterator[bytes]:
        """Lines, or pieces of long ones, up to the next part; none of what stands between."""
        inside = True
        while line := self._line():
            open_, close = self._boundary(line)
            if close is not None:
                del self._boundaries[close:]
                inside = False
                if not self._boundaries:
                    self._ended = True
                    return
            elif open_ is not None:
                del self._boundaries[open_ + 1 :]
                return
            elif inside:
                yield line
        self._ended, self._cut = True, inside and bool(self._boundaries)

    def _boundary(self, line: bytes) -> tuple[int | None, int | None]:
        """Which boundary a line is, as one that begins a part or as one that ends the last."""
        if not self._at_start or not line.startswith(b"--"):
            return None, None
        mark = line.rstrip()
        found = [at for at, one in enumerate(self._boundaries) if mark in (one, one + b"--")]
        if not found:
            return None, None
        opens = mark == self._boundaries[found[-1]]
        return (found[-1], None) if opens else (None, found[-1])

    def _line(self) -> bytes:
        self._at_start = self._line_begins
        try:
            line = self._stream.readline(_LINE)
        except OSError as error:
            raise system_refused(error, self._uri) from error
        self._line_begins = line.endswith(b"\n")
        return line

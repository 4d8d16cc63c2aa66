"""The records of a web archive, with what is damaged between them.

The WARC library (FastWARC) reads; it stops at the first damage. Here it is set on again at the next
record: in a packed archive at the next gzip member, else at the next line that begins a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from watchdesk.intake.warc_marks import LINES, MEMBERS, NESTED, member
from watchdesk.intake.warc_source import Source

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

_HEAD = 1 << 14
_STEP = 1 << 20
_RESTARTS = 1000
_BLANK = re.compile(rb"\r?\n\r?\n")
_TYPE = re.compile(r"[a-z][\w-]{0,40}")
_KINDS = frozenset({"response", "resource", "conversion", "metadata", "revisit"})
_BLANKS = b"\0 \t\r\n"
_CUT = "it is cut off in the middle of this record"
_UNTOLD = "this record does not say how long it is"
_UNKIND = "this record does not say what it is"
_BEHIND = "behind this record comes something that is none"
_NONE = "no record begins here"


class Fields(NamedTuple):
    """What is used of a record's header, as written there."""

    id: str | None
    target: str | None
    date: str | None
    content_type: str | None
    about: tuple[str, ...]
    """Ids of the records it belongs to."""
    languages: str | None


@dataclass(slots=True)
class Record:
    """A record of one of the kinds that are looked at."""

    offset: int
    """In the file; for a packed one where its gzip member begins."""
    kind: str
    """``response``, ``resource``, ``conversion``, ``metadata`` or ``revisit``."""
    fields: Fields
    size: int
    """Bytes of its block, as its header says."""
    block: bytes = b""
    """Those of them that were wanted; the first ones where it is ``over``."""
    over: bool = False
    """It is larger than allowed, and the rest was passed over."""
    cut: bool = False
    """The archive ends or is damaged before the block does."""


class Damage(NamedTuple):
    """A record that ends too early, or something that is no record."""

    offset: int
    """Of the record itself, or the last one before the damage."""
    what: str
    goes_on: int | None
    """Offset of the next record that could be read."""


class Shape(NamedTuple):
    """How an archive is written."""

    packed: bool = False
    """Each record is a gzip member of its own."""
    loose: bool = False
    """The lines of headers end in LF alone."""


class _Place(NamedTuple):
    """A record that was met."""

    offset: int
    size: int | None
    """``None`` when its header cannot be believed."""
    whole: bool
    """All of its block is there."""


class _Plain:
    """A block read past the library, with the two ways of reading that it has."""

    def __init__(self, source: Source) -> None:
        self.reader = source

    def consume(self, size: int) -> int:
        return len(self.reader.read(size))


class Walk:
    """All records of an archive in their order."""

    def __init__(
        self,
        source: Source,
        shape: Shape,
        *,
        limit: int,
        wants: Callable[[Record], bool],
        spend: Callable[[int], None],
    ) -> None:
        """``wants`` is asked with the first bytes of a block whether the record is to be given,
        with up to ``limit`` bytes of it; ``spend`` is told how many bytes were read, and may raise
        ``InputRefused``."""
        self._source = source
        self._packed, self._loose = shape
        self._limit = limit
        self._wants = wants
        self._spend = spend
        self._restarts = 0
        self._archive: ArchiveIterator
        self._first: WarcRecord | None = None
        self._last: _Place | None = None
        self._start = 0

    def __iter__(self) -> Iterator[Record | Damage]:
        """Each record that is wanted, and each damage where it was met."""
        self._open()
        while what := (yield from self._run()):
            last = self._last
            offset = last.offset if last else self._start
            goes_on = self._set_on()
            if goes_on is None and last is not None and last.whole:
                self._last = last
                if self._rest() == "":
                    return
            if goes_on is None and self._restarts >= _RESTARTS:
                what += ", and so often before that the rest was not read"
            yield Damage(offset, what, goes_on)
            if goes_on is None:
                return

    def _open(self) -> None:
        """Lets the library begin where the source stands."""
        from fastwarc import stream_io, warc  # noqa: PLC0415 — only for web archives

        self._start = self._source.tell()
        self._source.allow(0)
        stream = stream_io.GzipReader(self._source) if self._packed else None
        self._archive = warc.ArchiveIterator(
            stream or self._source, parse_http=False, stream_detect=False, quirks_mode=self._loose
        )

    def _run(self) -> Generator[Record, None, str | None]:
        """Records up to damage or the end; gives what the damage is.

        A record is held back until the next one is met: one whose length is wrong has swallowed
        others, and must not be taken for one page with them.
        """
        held: Record | None = None
        while True:
            try:
                raw, self._first = self._first or self._next(), None
                what = None if raw else self._at_end()
            except OSError as error:
                raw, what = None, self._told(error)
            if raw is None:
                break
            if held is not None:
                yield held
            held, what = self._taken(raw)
            if what is not None:
                break
        if held is not None:
            yield self._trimmed(held) if what else held
        return what

    def _next(self) -> WarcRecord | None:
        self._source.allow(0)
        return next(self._archive, None)

    def _taken(self, raw: WarcRecord) -> tuple[Record | None, str | None]:
        """The record, if it is wanted, and what is wrong with it, if anything is."""
        offset, size, kind = raw.stream_pos, raw.content_length, str(raw.record_type)
        self._last = _Place(offset, None, whole=False)
        told = (raw.headers.get("Content-Length") or "").strip()
        if not (told.isascii() and told.isdigit() and len(told) < 20):
            return None, _UNTOLD
        if int(told) != size or kind == "unknown":
            return self._by_hand(raw, int(told))
        return self._block(raw, Record(offset, kind, _fields(raw), size))

    def _by_hand(self, raw: WarcRecord, size: int) -> tuple[Record | None, str | None]:
        """The same for a header in lower case, which the library does not understand."""
        kind = (raw.headers.get("WARC-Type") or "").strip().lower()
        if not _TYPE.fullmatch(kind):
            return None, _UNKIND
        if raw.content_length == size:
            return self._block(raw, Record(raw.stream_pos, kind, _fields(raw), size))
        body = self._body()
        if body is None:
            return None, _UNTOLD
        record = Record(raw.stream_pos, kind, _fields(raw), size)
        self._source.back(body)
        self._last = _Place(record.offset, size, whole=False)
        found = self._block(_Plain(self._source), record)
        self._open()
        return found

    def _block(self, raw: WarcRecord | _Plain, record: Record) -> tuple[Record | None, str | None]:
        left, wanted = record.size, False
        try:
            if record.kind in _KINDS:
                left -= self._read(raw, record, min(left, _HEAD))
                wanted = self._wants(record)
                record.over = wanted and record.size > self._limit
                if wanted and not record.over:
                    left -= self._read(raw, record, left)
            left -= self._skip(raw, left)
        except OSError as error:
            record.cut = True
            return record if wanted else None, self._told(error)
        record.cut = left > 0
        self._last = _Place(record.offset, record.size, whole=not left)
        return record if wanted else None, _CUT if left else None

    def _read(self, raw: WarcRecord | _Plain, record: Record, size: int) -> int:
        """Adds so many bytes to a record's block; how many there were."""
        pieces, read = [record.block], 0
        try:
            while read < size and (piece := self._step(raw, size - read)):
                pieces.append(piece)
                read += len(piece)
        finally:
            record.block = b"".join(pieces)
        return read

    def _step(self, raw: WarcRecord | _Plain, size: int) -> bytes:
        size = min(size, _STEP)
        self._source.allow(size)
        data = raw.reader.read(size)
        self._spend(len(data))
        return data

    def _skip(self, raw: WarcRecord | _Plain, size: int) -> int:
        """Passes over so many bytes without holding them; how many there were."""
        skipped = 0
        while skipped < size:
            step = min(size - skipped, _STEP)
            self._source.allow(step)
            passed = raw.consume(step)
            if not passed:
                break
            self._spend(passed)
            skipped += passed
        return skipped

    def _at_end(self) -> str | None:
        """What is wrong with how the archive ends, if anything is."""
        if self._source.stalled:
            return "there is nothing but blank space for long"
        if self._last is None:
            return _NONE
        return self._rest() or None

    def _rest(self) -> str | None:
        """What is wrong with what stands behind the record last met, nothing where that is blank
        space or zeros; ``None`` where it is no longer held."""
        end = self._last.offset if self._last and self._packed else self._end()
        data = self._source.peek(end) if end is not None else None
        if data is None:
            return None
        if not self._packed:
            return _BEHIND if data.strip(_BLANKS) else ""
        first = True
        while data := data.lstrip(_BLANKS):
            data, content = member(data)
            if data is None:
                return _CUT if content or first else _BEHIND
            if not first and content.strip(_BLANKS):
                return _BEHIND
            first = False
        return ""

    def _body(self) -> int | None:
        """Where the block of the record last met begins, if its header is still held."""
        if self._last is None or self._packed:
            return None
        head = self._source.peek(self._last.offset, _HEAD * 4)
        blank = _BLANK.search(head) if head else None
        return self._last.offset + blank.end() if blank else None

    def _end(self) -> int | None:
        """Where that block should end."""
        body = self._body()
        size = self._last.size if self._last else None
        return None if body is None or size is None else body + size

    def _trimmed(self, record: Record) -> Record:
        """The record up to where another one begins in it, if its length must be wrong."""
        if self._is_sound():
            return record
        if nested := NESTED.search(record.block):
            record.block = record.block[: nested.start()]
            record.over = record.cut = False
        return record

    def _told(self, error: OSError) -> str:
        if "header length" in str(error):
            return "behind this record comes one whose header is too long"
        if "ompression" in str(error):
            return "the packed data is damaged in this record or behind it"
        return _BEHIND if self._last else _NONE

    def _set_on(self) -> int | None:
        """Goes on to the next record the library can read; its offset."""
        if self._source.stalled and self._packed:
            return None  # a few bytes can unpack to minutes of blank space
        self._source.back(self._behind())
        mark, fits = MEMBERS if self._packed else LINES
        self._last = None
        while self._restarts < _RESTARTS:
            self._restarts += 1
            found = self._source.find(mark, fits)
            if found is None:
                return None
            self._open()
            with suppress(OSError):
                self._first = self._next()
            if self._first is not None:
                return found
            self._source.back(found + 1)
        return None

    def _behind(self) -> int:
        """From where on the next record is to be looked for."""
        body, end = self._body(), self._end()
        if self._last is None:
            return self._start + 1
        if body is None or end is None:
            return self._last.offset + 1
        return end if self._is_sound() else body

    def _is_sound(self) -> bool:
        """Whether the record last met ends as records do, so that its length must be right."""
        end = self._end()
        behind = self._source.peek(end, 4) if end is not None else None
        if behind is None or self._last is None or not self._last.whole:
            return False
        return behind.startswith((b"\r\n\r\n", b"\n\n")) or behind in (b"\r\n", b"\n", b"")


def _fields(raw: WarcRecord) -> Fields:
    get = raw.headers.get
    about = (get("WARC-Concurrent-To"), get("WARC-Refers-To"))
    return Fields(
        id=get("WARC-Record-ID"),
        target=get("WARC-Target-URI"),
        date=get("WARC-Date"),
        content_type=get("Content-Type"),
        about=tuple(one for one in about if one),
        languages=get("WARC-Identified-Content-Language"),
    )

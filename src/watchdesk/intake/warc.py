"""Web archives (WARC, ISO 28500) to captures: crawls, extracted text (WET), Media Cloud."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import Decoded
from watchdesk.intake.formats import is_page
from watchdesk.intake.heads import with_title
from watchdesk.intake.html import read_html
from watchdesk.intake.http import HEAD_BYTES, content_type, parse_head, undo
from watchdesk.intake.piece import Beside, Context, Item, Piece
from watchdesk.intake.sources import nothing_read, system_refused
from watchdesk.intake.text import capture_of, check_text, completed, read_text
from watchdesk.intake.unpack import PACKED, Unpacked, over
from watchdesk.intake.warc_kinds import (
    HTML,
    NO_ARTICLE,
    PLAIN,
    UNREADABLE,
    no_prose,
    passed_over,
    says_article,
)
from watchdesk.intake.warc_records import Damage, Record, Shape, Walk
from watchdesk.intake.warc_source import Source
from watchdesk.intake.warc_story import Story, address, read_story
from watchdesk.records import Capture, Declared, Refusal

_NAMED = 100
_CUT = "it was cut off before it was stored"
_GZIP = PACKED[0]
_HEADER = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"(?:\r?\n){2}WARC/\d\.\d{1,2}\r?\n")
_NO_TEXT = frozenset({"W109", "W110", "W111", "W112", "W113", "W115"})
"""Codes that say there is nothing to read, as for most pages of a crawl that are no article."""
_LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "eng=en fra=fr deu=de spa=es ita=it por=pt nld=nl rus=ru ukr=uk pol=pl ces=cs slk=sk "
        "hun=hu ron=ro bul=bg srp=sr hrv=hr slv=sl bos=bs mkd=mk sqi=sq ell=el tur=tr ara=ar "
        "heb=he fas=fa hin=hi ben=bn urd=ur tam=ta tel=te mar=mr jpn=ja kor=ko zho=zh vie=vi "
        "tha=th ind=id msa=ms swa=sw swe=sv nor=no nob=nb dan=da fin=fi est=et lav=lv lit=lt "
        "kat=ka hye=hy aze=az kaz=kk cat=ca glg=gl eus=eu"
    ).split()
)
# ISO 639-3, as crawls write it, to the shorter ISO 639-1 that BCP 47 asks for.


def read_warc(piece: Piece, context: Context) -> Iterator[Item]:
    """The pages of a web archive, one record at a time; plain or gzipped.

    Taken are answers with a web page (``response``), pages and texts stored as such
    (``resource``, ``conversion``), and what Media Cloud knows of a page beside it. ``uri`` is
    ``crawl.warc.gz#B1024`` for the record at byte 1,024 of the file, where its gzip member begins;
    where the records are not members of their own, of the unpacked bytes. ``captured_at`` is
    ``WARC-Date``, ``declared.url`` the page's own address, else ``WARC-Target-URI``.

    ``sha256`` is of the page's bytes after chunks and packing were undone. So the same page taken
    at the same time has one id, whether it stands in a ``.warc`` or ``.warc.gz`` and however it
    came over the wire. A ``Content-Length`` of HTTP is not believed; the record's is.

    Records that are no page are counted in ``context.passed_over``, by kind, and so are pages
    without text, unless they say of themselves that they are an article: those are refused by name.
    Damage is refused by name (W130) where it was met; what stands before it is kept, and reading
    goes on at the next record. Of more than 100 refusals the rest is told in one (W131).
    """
    archive = _Archive(piece, context)
    try:
        yield from archive.items()
    finally:
        archive.release()


def shape_of(head: bytes) -> Shape | None:
    """How an archive is written, told from its first bytes; ``None`` for one that is packed as a
    whole, not record by record."""
    first, whole = head, False
    if packed := head.startswith(_GZIP.magic):
        engine = zlib.decompressobj(31)
        with suppress(zlib.error):
            first = engine.decompress(head, 1 << 20)
        whole = _NEXT.search(first) is not None or b"\nwarc-type:" in first[:4096]
    line = _HEADER.match(first)
    return None if whole else Shape(packed, line is not None and not line[0].endswith(b"\r\n"))


class _Archive:
    """One reading of one archive."""

    def __init__(self, piece: Piece, context: Context) -> None:
        self._piece = piece
        self._context = context
        self._told = 0
        self._untold: Counter[str] = Counter()
        self._inside: Unpacked | None = None
        self._given = 0
        shape = shape_of(piece.head)
        self._packed = shape is None or shape.packed
        self._shape = shape or Shape()
        self._source = Source(self._stream(whole=shape is None))

    def _stream(self, *, whole: bool) -> BinaryIO:
        piece = self._piece
        if not whole:
            return piece.stream
        limits = self._context.limits
        self._inside = Unpacked(piece.stream, _GZIP, piece.uri, limits, piece.spent)
        return self._inside.buffered()

    def release(self) -> None:
        """Let go of the stream."""
        self._source.release()

    def items(self) -> Iterator[Item]:
        """Captures and refusals in the order of the records."""
        before, some = self._context.passed_over.total(), False
        for item in self._all():
            some = True
            if not isinstance(item, Refusal):
                yield item
            elif self._told < _NAMED:
                self._told += 1
                yield item
            else:
                self._untold[item.code] += 1
        if self._untold:
            what = ", ".join(f"{self._untold[code]:,} [{code}]" for code in sorted(self._untold))
            yield refused("W131", self._piece.uri, what=what, limit=_NAMED).refusal()
        if not some:
            over = self._context.passed_over.total() - before
            yield nothing_read(self._piece.uri, "web archive", over).refusal()

    def _all(self) -> Iterator[Item]:
        yield from self._pages()
        if fault := self._fault():
            yield fault.refusal()

    def _fault(self) -> InputRefused | None:
        """Why the bytes of the archive ended before their time, if they did."""
        if self._inside is not None and self._inside.fault is not None:
            return self._inside.fault
        error = self._source.error
        return system_refused(error, self._piece.uri) if isinstance(error, OSError) else error

    def _pages(self) -> Iterator[Item]:
        """Pages with their stories; each is held until it is known whether a story follows."""
        page: Record | None = None
        story: Story | None = None
        try:
            for found in self._walk():
                if isinstance(found, Record) and found.kind == "metadata":
                    story = self._story(found)
                elif page is not None:
                    yield from self._page(page)
                    page = None
                if isinstance(found, Damage):
                    # What the bytes end with is told once, by what ended them.
                    if found.goes_on is not None or self._fault() is None:
                        yield self._damaged(found)
                elif found.kind != "metadata":
                    page = found
                if page is not None and story is not None and story.belongs_to(page):
                    yield from self._page(page, story)
                    page = story = None
        except InputRefused as error:
            if page is not None:
                yield from self._page(page)
            yield error.refusal()
        else:
            if page is not None:
                yield from self._page(page)

    def _walk(self) -> Walk:
        limit = self._context.limits.file_bytes + HEAD_BYTES
        return Walk(self._source, self._shape, limit=limit, wants=self._wants, spend=self._spend)

    def _wants(self, record: Record) -> bool:
        kind = passed_over(record)
        if kind:
            self._context.passed_over[kind] += 1
        return kind is None

    def _spend(self, size: int) -> None:
        """Raises ``InputRefused`` W125 when the archive unpacks to too much."""
        if not self._shape.packed:
            return
        self._given += size
        spent, limits = self._piece.spent, self._context.limits
        spent.unpacked += size
        if self._given > max(limits.unpacked_free, limits.unpack_ratio * self._source.reached):
            what = f"it unpacks to more than {limits.unpack_ratio:,} times its size"
            what += f"; the first {self._given:,} bytes were read"
            raise refused("W125", self._piece.uri, what=what)
        if spent.unpacked > spent.allowed(limits):
            raise refused("W125", self._piece.uri, what=over(spent, limits))

    def _damaged(self, damage: Damage) -> Refusal:
        then = "nothing behind it could be read"
        if damage.goes_on is not None:
            then = f"reading went on at byte {damage.goes_on:,}"
        uri = f"{self._piece.uri}#B{damage.offset}"
        return refused("W130", uri, what=f"{damage.what}; {then}").refusal()

    def _story(self, record: Record) -> Story | None:
        story = None if record.over else read_story(record)
        if story is None:
            self._context.passed_over[UNREADABLE] += 1
        return story

    def _page(self, record: Record, story: Story | None = None) -> Iterator[Item]:
        """The capture of a page, or why there is none."""
        uri, data = f"{self._piece.uri}#B{record.offset}", record.block
        try:
            data, beside = self._opened(record, uri, story)
            yield from self._read(record, Piece(uri, "", BytesIO(data), beside, size=len(data)))
        except InputRefused as error:
            if story is not None and story.text is not None:
                yield self._told_by(story, record)
            elif error.code in _NO_TEXT and not says_article(data):
                self._context.passed_over[NO_ARTICLE] += 1
            else:
                yield error.refusal()

    def _opened(self, record: Record, uri: str, story: Story | None) -> tuple[bytes, Beside]:
        """The bytes of a page and what is known beside them. Raises ``InputRefused`` W108."""
        limit, fields = self._context.limits.file_bytes, record.fields
        if record.over:
            raise refused("W108", uri, what=record.size, limit=limit)
        head = parse_head(record.block) if record.kind == "response" else None
        body = undo(record.block[head.length :], head.fields, uri, limit) if head else None
        kind, charset = content_type(fields.content_type)
        if head is not None:
            kind, charset = head.media_type, head.charset
        declared = Declared(url=address(fields.target), language=_language(fields.languages))
        beside = replace(
            self._piece.beside,
            declared=completed(story.declared, declared) if story else declared,
            captured_at=values.moment(fields.date),
            media_type=kind,
            charset=charset,
            unpacked=(*self._way(), *(body.unpacked if body else ())),
            partial=_CUT if record.cut or (body and body.cut) else None,
            taken_now=False,
        )
        return body.data if body else record.block, beside

    def _way(self) -> tuple[str, ...]:
        packed = ("gzip",) if self._packed else ()
        return (*self._piece.beside.unpacked, *packed, "warc")

    def _read(self, record: Record, page: Piece) -> Iterator[Capture]:
        if page.beside.media_type in HTML or is_page(page.head):
            yield from read_html(page, self._context)
            return
        for capture in read_text(page, self._context):
            kind = None if record.kind == "conversion" else no_prose(capture.text)
            if kind is None:
                yield capture
            else:
                self._context.passed_over[kind] += 1

    def _told_by(self, story: Story, record: Record) -> Item:
        """The capture of the text a story has of a page that gives none."""
        uri = f"{self._piece.uri}#B{story.offset}"
        declared = completed(story.declared, Declared(url=address(record.fields.target)))
        beside = Beside(
            declared=declared,
            captured_at=values.moment(record.fields.date),
            unpacked=self._way(),
        )
        text = with_title(story.text or "", declared)
        try:
            check_text(text, uri, self._context.limits)
        except InputRefused as error:
            return error.refusal()
        return capture_of(uri, Decoded(text, "utf-8"), PLAIN, story.sha256, beside)


def _language(told: str | None) -> str | None:
    """The first of the languages a crawl found, most of the text first."""
    first = (told or "").partition(",")[0].strip().lower()
    return _LANGUAGES.get(first) or (values.language(first) if len(first) == 2 else None)

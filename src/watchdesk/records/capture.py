"""What came in: one text as it was captured, and what could not be taken."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from watchdesk.records.ids import content_id
from watchdesk.records.span import Frozen


class Declared(Frozen):
    """What a page, row or feed says about itself; unchecked, and null where it says nothing."""

    url: str | None = None
    """Canonical address of the page."""
    title: str | None = None
    """Headline."""
    deck: str | None = None
    """Standfirst or description."""
    outlet: str | None = None
    """Name of the publication."""
    authors: tuple[str, ...] = ()
    """Names in the byline."""
    published: str | None = None
    """Publication date as declared, ISO 8601."""
    language: str | None = None
    """Language tag as declared, BCP 47."""


class EncodingBasis(StrEnum):
    """On what the choice of an encoding rests."""

    MARK = "mark"
    """A byte order mark."""
    BYTES = "bytes"
    """The bytes are valid UTF-8, which other encodings hardly ever are by chance."""
    TRANSPORT = "transport"
    """A header the bytes came with: HTTP, MIME, or the container's own rule."""
    DECLARED = "declared"
    """The page says so."""
    GUESSED = "guessed"
    """Nothing says so; it fits best."""


class CaptureHead(Frozen):
    """A capture without its text."""

    id: str
    """``cap-`` and a hash of the bytes and of what was declared beside them."""
    uri: str
    """Where it was read from: a path or a URL; ``…#L12`` for a line, ``…#R12`` for a row,
    ``….zip!/name`` for a member of an archive, ``….warc#B1024`` for the record at a byte, ``…#E3``
    for a feed's entry."""
    sha256: str
    """Of the bytes as found; of a row of CSV, JSON or Parquet and of an entry of a feed, which
    have none of their own, of what was read of them in a canonical form: sorted JSON of the text
    and what it declares, for an entry the JSON list of id, address, headline, content, summary."""
    media_type: str
    """What the text was read as, e.g. ``text/plain``, ``text/html`` or ``application/jsonl``."""
    encoding: str
    """In which encoding the bytes were decoded, e.g. ``utf-8`` or ``windows-1252``."""
    encoding_basis: EncodingBasis = EncodingBasis.BYTES
    """Why that one."""
    unpacked: tuple[str, ...] = ()
    """What the bytes were taken out of on the way, outermost first: ``zip``, ``gzip``, ``warc``,
    ``http chunked``, ``http br``, ``quoted-printable`` …"""
    partial: str | None = None
    """What the text is where it is not the whole article, in a few words, e.g. that a page shows
    only its opening to those who do not pay; null when nothing says so."""
    captured_at: datetime | None = None
    """When the page was taken, if the source says so; file times are not trusted."""
    declared: Declared = Declared()
    """What the source says about itself."""


class Capture(CaptureHead):
    """One text as found. Every offset in every record counts code points of ``text``."""

    text: str
    """The decoded text, unchanged; for HTML the text that was extracted from it."""

    def head(self) -> CaptureHead:
        """The same without the text."""
        return CaptureHead.model_construct(
            **{name: getattr(self, name) for name in CaptureHead.model_fields}
        )


def capture_id(sha256: str, declared: Declared, captured_at: datetime | None) -> str:
    """Id of a capture: its bytes, what was declared beside them, and when it was taken."""
    stamp = captured_at.isoformat() if captured_at else ""
    return content_id("cap", sha256, declared.model_dump_json(), stamp)


class Refusal(Frozen):
    """Input that was not taken: named, with the reason and what to do about it."""

    uri: str
    """The file, row or address."""
    code: str
    """Stable code of the reason, e.g. ``W104``; listed in docs/cli.md."""
    reason: str
    """What was wrong, in one line."""
    cure: str
    """What the user can do, in one line."""

    def __str__(self) -> str:
        return f"{self.uri}: {self.reason} [{self.code}]. {self.cure}"

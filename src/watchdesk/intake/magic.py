"""What bytes that are not text look like, and what to do about them."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = 512
_SCAN = 1 << 16
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
AS_TEXT = "Export its text to a .txt or .html file."
_UNPACK = "Unpack it and give the files inside."
_OWN = "Give it as a file of its own; it is read when it does not stand inside a row or page."
_PICTURE = "Give the article's text; pictures are not read."


class Kind(NamedTuple):
    """A kind of data, as a user would call it, and the cure."""

    name: str
    cure: str


_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("a PDF", AS_TEXT)),
    (b"PK\x03\x04", Kind("a ZIP archive or an office document", _OWN)),
    (b"PK\x05\x06", Kind("an empty ZIP archive", _OWN)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("an old office document", AS_TEXT)),
    (b"{\\rtf", Kind("an RTF document", AS_TEXT)),
    (b"\x1f\x8b", Kind("gzip-compressed data", _OWN)),
    (b"BZh", Kind("bzip2-compressed data", _OWN)),
    (b"\xfd7zXZ\x00", Kind("xz-compressed data", _OWN)),
    (b"\x28\xb5\x2f\xfd", Kind("zstd-compressed data", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"\x89PNG\r\n", Kind("a PNG picture", _PICTURE)),
    (b"\xff\xd8\xff", Kind("a JPEG picture", _PICTURE)),
    (b"GIF8", Kind("a GIF picture", _PICTURE)),
    (b"II*\x00", Kind("a TIFF picture", _PICTURE)),
    (b"MM\x00*", Kind("a TIFF picture", _PICTURE)),
    (b"RIFF", Kind("a WebP picture or a sound file", _PICTURE)),
    (b"ID3", Kind("a sound file", "Give a transcript as a .txt file.")),
    (b"OggS", Kind("a sound file", "Give a transcript as a .txt file.")),
    (b"SQLite format 3\x00", Kind("a SQLite database", "Export its rows as JSON Lines.")),
    (b"PAR1", Kind("a Parquet file", _OWN)),
    (b"WARC/1.", Kind("a web archive (WARC)", _OWN)),
    (b"\x7fELF", Kind("a program", "Give a text or HTML file.")),
    (b"MZ\x90\x00", Kind("a program", "Give a text or HTML file.")),
)
_MAY_BE_WORDS = frozenset({b"BZh", b"GIF8", b"RIFF", b"ID3", b"OggS", b"PAR1"})
# A text may begin with these letters; binary data of the kind also has control characters.
_MHTML = re.compile(rb"^MIME-Version:.{0,80}\r?\nContent-Type: multipart/related", re.I | re.M)
_MHTML_KIND = Kind("a page saved as a single MHTML file", _OWN)
_BINARY = Kind("binary data", "Give a text or HTML file.")


def looks_binary(data: bytes) -> Kind | None:
    """The kind of data these bytes are if they are not text, else ``None``.

    Known by its first bytes, or by control characters making up more than one byte in twenty;
    the NUL bytes of UTF-16 text do not count.
    """
    head = data[:_HEAD]
    controls = _control_share(data)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (signature not in _MAY_BE_WORDS or controls):
            return kind
    if head[4:8] == b"ftyp" and controls:
        return Kind("a video", "Give a transcript as a .txt file.")
    if head[257:262] == b"ustar" and controls:
        return Kind("a tar archive", _OWN)
    if _MHTML.search(head):
        return _MHTML_KIND
    return _BINARY if controls > 0.05 and not _alternates(head) else None


def _control_share(data: bytes) -> float:
    scanned = data if len(data) <= 2 * _SCAN else data[:_SCAN] + data[-_SCAN:]
    kept = len(scanned.translate(None, _CONTROLS))
    return 1 - kept / len(scanned) if scanned else 0.0


def _alternates(head: bytes) -> bool:
    """Whether NUL bytes stand at every other place only, as in UTF-16 without a mark."""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    return min(odd, even) == 0 and max(odd, even) > len(head) / 4

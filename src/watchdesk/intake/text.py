"""Plain text to a capture, and what all readers do to make one."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from watchdesk.intake.codes import refused
from watchdesk.intake.decode import Decoded, decode
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import NOTHING, Beside, Context, Piece
from watchdesk.records import Capture, Declared, capture_id


def read_text(piece: Piece, context: Context) -> Iterator[Capture]:
    """The capture of a text file. Raises ``InputRefused``."""
    data = piece.whole(context.limits.file_bytes)
    decoded = decode(data, piece.uri, charset=piece.beside.charset)
    check_text(decoded.text, piece.uri, context.limits)
    yield capture_of(piece.uri, decoded, "text/plain", digest(data), piece.beside)


def check_text(text: str, uri: str, limits: Limits) -> None:
    """Raises ``InputRefused`` W121 for a text too long and W110 for one without words."""
    if len(text) > limits.text_characters:
        raise refused("W121", uri, what=len(text), limit=limits.text_characters)
    letters = 0
    for char in text:
        letters += char.isalnum()
        if letters >= limits.min_letters:
            return
    if letters < limits.min_letters:
        raise refused("W110", uri, what=letters, limit=limits.min_letters)


def digest(data: bytes) -> str:
    """SHA-256 of bytes as found, in hexadecimal."""
    return sha256(data).hexdigest()


def capture_of(
    uri: str, decoded: Decoded, media_type: str, sha: str, beside: Beside = NOTHING
) -> Capture:
    """A capture, with ``beside`` as what was declared and when the page was taken."""
    in_id = None if beside.taken_now else beside.captured_at
    return Capture(
        id=capture_id(sha, beside.declared, in_id),
        uri=uri,
        sha256=sha,
        media_type=media_type,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        unpacked=beside.unpacked,
        partial=beside.partial,
        captured_at=beside.captured_at,
        declared=beside.declared,
        text=decoded.text,
    )


def completed(first: Declared, second: Declared) -> Declared:
    """What ``first`` says, and where it says nothing, what ``second`` does."""
    said = {name: value for name, value in first if value}
    return second.model_copy(update=said)

"""Plain text to a capture."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from watchdesk.intake.codes import refused
from watchdesk.intake.decode import Decoded, decode
from watchdesk.intake.limits import Limits
from watchdesk.records import Capture, Declared, capture_id


def read_text(data: bytes, uri: str, limits: Limits) -> Capture:
    """The capture of a text file. Raises ``InputRefused``."""
    decoded = decode(data, uri)
    check_text(decoded.text, uri, limits)
    return capture_of(decoded, uri, "text/plain", digest(data))


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
    decoded: Decoded,
    uri: str,
    media_type: str,
    sha: str,
    beside: tuple[Declared, datetime | None] = (Declared(), None),
) -> Capture:
    """A capture; ``beside`` is what was declared, and when the page was taken."""
    declared, captured_at = beside
    return Capture(
        id=capture_id(sha, declared, captured_at),
        uri=uri,
        sha256=sha,
        media_type=media_type,
        encoding=decoded.encoding,
        captured_at=captured_at,
        declared=declared,
        text=decoded.text,
    )

"""Strings out of a page made plain: markup, entities, invisible and steering characters."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from watchdesk.intake import values

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.{0,300}?-->", re.S)
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|tr)\b[^<>]{0,300}>|\r\n?|\n", re.I)
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_INVISIBLE = (0xAD, 0x200B, 0x2060, 0xFEFF)
_STEERING = dict.fromkeys((*_BIDI, *_INVISIBLE))
# Bidirectional controls and invisible hints; joiners stay, some scripts are written with them.
_URL = 4000
_LINE, _LONG, _TEXT = 1000, 5000, 2_000_000


def plain(value: object, limit: int = _LINE) -> str | None:
    """A declared string as one line: entities decoded up to twice, tags taken out, no character
    that is invisible or turns the order of others; ``None`` when nothing is left."""
    if not isinstance(value, str):
        return None
    return values.line(_bare(value[: limit * 4]), limit)


def paragraph(value: object) -> str | None:
    """The same with more room, for standfirsts."""
    return plain(value, _LONG)


def paragraphs(value: object) -> list[str]:
    """A declared text as lines, broken where it has line breaks or tags that break lines."""
    if not isinstance(value, str):
        return []
    text = _decoded(value[:_TEXT])
    return [line for piece in _BREAK.split(text) if (line := plain(piece, len(piece) + 1))]


def _decoded(text: str) -> str:
    for _ in range(2):
        if "&" not in text:
            break
        text = unescape(text)
    return text


def _bare(text: str) -> str:
    text = _decoded(text)
    if "<" in text:
        text = _TAG.sub(" ", text) if _TAG.search(text) else text
    return text if text.isascii() else text.translate(_STEERING)


def address(value: object) -> str | None:
    """A web address as a page may declare it, or ``None``: of other schemes, without a host, with
    user names or passwords, with white space or control characters, or of absurd length."""
    if not isinstance(value, str) or len(value) > _URL:
        return None
    text = value.strip()
    if not text.isprintable() or any(map(str.isspace, text)) or "\\" in text:
        return None
    try:
        parts = urlsplit(text)
        host, named = parts.hostname, parts.username is not None or parts.password is not None
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or named:
        return None
    return text

"""Which single-byte encoding a text in Latin letters is in.

Statistical detectors mix these encodings up: they differ in a few letters only. Here the encoding
wins in which most of what stands beyond ASCII are letters and signs of one of its languages. A
capital right after a small letter speaks against it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LATIN_SHARE = 0.7
_ENOUGH = 0.8
_SIGNS = frozenset("‚„…‘’“”•–—™‹›«»§©®°±·€\xa0\xad")
_BEYOND = re.compile(r"([a-z]?)([^\x00-\x7f])")


class _Page(NamedTuple):
    codec: str
    name: str
    alphabets: tuple[str, ...]


_PAGES = (
    _Page("cp1252", "windows-1252", ("áàâäãåæçéèêëíìîïñóòôöøúùûüßœ£¡¿½¼¾ºª²",)),
    _Page(
        "cp1250",
        "windows-1250",
        ("ąćęłńóśźż", "áäčďéěíĺľňóôŕřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    ),
    _Page("cp1254", "windows-1254", ("çğıöşüâîûİ",)),
    _Page("cp1257", "windows-1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")),
    _Page("mac_roman", "macintosh", ("áàâäãåæçéèêëíìîïñóòôöøúùûüßœ£",)),
)
# One alphabet for each language a code page is published for; windows-1252 and Mac OS Roman have
# one for all, as English texts carry names from anywhere. The order decides ties.


def latin_page(sample: bytes) -> tuple[str, str] | None:
    """Codec and name of the encoding of bytes that are mostly ASCII letters, else ``None``."""
    high = len(sample.translate(None, bytes(range(128))))
    letters = sum(map(sample.lower().count, b"abcdefghijklmnopqrstuvwxyz"))
    if not high or letters < _LATIN_SHARE * (letters + high):
        return None
    scores = [_score(page, sample) / high for page in _PAGES]
    best = scores.index(max(scores))
    return _PAGES[best][:2] if scores[best] >= _ENOUGH else None


def _score(page: _Page, sample: bytes) -> int:
    found: list[tuple[str, str]] = _BEYOND.findall(sample.decode(page.codec, "replace"))
    misplaced = sum(bool(before) and char.isupper() for before, char in found)
    usual = (_SIGNS.union(letters, letters.upper()) for letters in page.alphabets)
    return max(sum(char in known for _, char in found) for known in usual) - 2 * misplaced

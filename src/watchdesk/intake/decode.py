"""Bytes to text: which encoding, and which characters are kept.

The order is: byte order mark; UTF-16 told by its NUL bytes; strict UTF-8; the encoding a header
beside the bytes names; the one the page declares; UTF-8 with stray bytes; for texts in Latin
letters the code page whose letters fit (see ``latin``); detection by charset-normalizer on a
prefix; windows-1252 when the result looks like text. ``Decoded.basis`` says on what the choice
rests.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from watchdesk.intake.codes import refused
from watchdesk.intake.latin import latin_page
from watchdesk.intake.magic import looks_binary
from watchdesk.records import CaptureHead, EncodingBasis

_PREFIX = 256 * 1024
_DETECT = 32 * 1024
_HEAD = 4096
_LEAD = 200
_CUT = {"unexpected end of data", "truncated data", "incomplete multibyte sequence"}
_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEB_LABELS = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-cp1251": "windows-1251",
}
# Labels that browsers read as a wider encoding: WHATWG Encoding Standard, section 4.2.
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_WEB_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|windows-125[0-8]|cp125[0-8]|iso-?8859-(?:[2-9]|1[03456])"
    r"|koi8-[rtu]|gb18030|big5|big5-hkscs|euc-jp|iso-2022-jp|cp(?:866|874|932|949)|mac-?cyrillic"
)
_DETECTABLE = [
    *(f"cp125{n}" for n in range(9)),
    *("koi8_r", "koi8_u", "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]


class Decoded(NamedTuple):
    """A text and the encoding its bytes were read in."""

    text: str
    encoding: str
    basis: EncodingBasis = EncodingBasis.BYTES


def decode(
    data: bytes, uri: str, *, charset: str | None = None, markup: bool = False, detect: bool = True
) -> Decoded:
    """The text of a file, made printable (see ``printable``).

    ``charset`` is the label a header gives, if any; unknown labels are not believed. With
    ``markup`` an encoding declared in the first 4 KB is used. Without ``detect`` no costly
    detection is run. Raises ``InputRefused`` W111 for binary data and W112 when no encoding fits.
    """
    found = _by_mark(data)
    if found is None and (what := looks_binary(data)):
        raise refused("W111", uri, what=what.name, cure=what.cure)
    found = (
        found
        or _utf16_unmarked(data)
        or _utf8(data)
        or (_labelled(data, charset, EncodingBasis.TRANSPORT) if charset else None)
        or (_declared(data) if markup else None)
        or _stray(data)
        or _latin(data)
        or (_detected(data) if detect else None)
        or _last_guess(data)
    )
    if found is None:
        raise refused("W112", uri)
    return found._replace(text=printable(found.text))


def printable(text: str) -> str:
    """The text with line ends as ``\\n`` and nothing that steers a terminal.

    ``\\r\\n``, ``\\r``, U+2028 and U+2029 become ``\\n``; a byte order mark at the start goes.
    Then, one code point for one: other control characters but the tab become a space, controls
    U+0080 to U+009F the windows-1252 character they stand for on the web (HTML Living Standard,
    13.2.5.80), lone surrogates, U+FFFE and U+FFFF become U+FFFD (XML cannot carry them). Nothing
    else is changed; bidirectional marks stay.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    # Going through a whole page with the table takes thirty times as long.
    return text if _clean().match(text) else text.translate(_controls())


@cache
def _clean() -> re.Pattern[str]:
    """Texts that ``_controls`` would not change."""
    ranges = "\t\n\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
    return re.compile(rf"(?:[ -~]++|[{ranges}]++)*+\Z")


@cache
def _controls() -> dict[int, str]:
    table = dict.fromkeys((*range(32), 127), " ")
    for code in range(0x80, 0xA0):
        table[code] = bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ")
    table |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
    return table | {9: "\t", 10: "\n", 13: "\n", 0x2028: "\n", 0x2029: "\n"}


def _strict(data: bytes, codec: str) -> str | None:
    """Decoded strictly; a character cut off at the very end becomes U+FFFD."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.reason not in _CUT or not error.start:
            return None
        try:
            return data[: error.start].decode(codec) + "\ufffd"
        except UnicodeDecodeError:
            return None
    except (LookupError, ValueError):
        return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], codec)
            if text is not None and _is_text(text):
                return Decoded(text, codec, EncodingBasis.MARK)
    return None


def _utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    return None if text is None else Decoded(text, "utf-8")


def _declared(data: bytes) -> Decoded | None:
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    return _labelled(data, match[1].decode("ascii", "replace"), EncodingBasis.DECLARED)


def _labelled(data: bytes, label: str, basis: EncodingBasis) -> Decoded | None:
    label = label.strip(" \"'").lower()
    codec = _WEB_LABELS.get(label, label)
    if not _WEB_ENCODINGS.fullmatch(codec):
        return None
    text = _strict(data, codec)
    return None if text is None else Decoded(text, codec, basis)


def _guess(text: str, codec: str) -> Decoded:
    return Decoded(text, codec, EncodingBasis.GUESSED)


def _utf16_unmarked(data: bytes) -> Decoded | None:
    head = data[:_HEAD]
    if b"\0" not in head:
        return None
    for codec, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[first::2].count(0) > len(head) / 4 and 0 not in head[1 - first :: 2]:
            text = _strict(data, codec)
            if text is not None and _is_text(text):
                return _guess(text, codec)
    return None


def _stray(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of windows-1252 in it, as pasted-together pages have."""
    text = data.decode("utf-8", "surrogateescape")
    others = text.encode("utf-8", "ignore").decode("utf-8")
    stray = len(text) - len(others)
    valid = sum(map(len, _beyond_ascii().findall(others)))
    if stray * 2 > valid or 0 in data:
        return None
    return _guess(text.translate(_escaped()), "utf-8 and windows-1252")


@cache
def _beyond_ascii() -> re.Pattern[str]:
    return re.compile(r"[^\x00-\x7f]+")


@cache
def _escaped() -> dict[int, str]:
    return {0xDC00 + b: bytes([b]).decode("cp1252", "replace") for b in range(0x80, 0x100)}


def _latin(data: bytes) -> Decoded | None:
    found = latin_page(_sample(data)) if 0 not in data else None
    text = _strict(data, found[0]) if found else None
    return _guess(text, found[1]) if found and text else None


def _detected(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 — slow import, rarely needed

    best = from_bytes(_sample(data), cp_isolation=_DETECTABLE).best()
    if best is None:
        return None
    text = _strict(data, best.encoding)
    if text is None or not _is_text(text):
        return None
    name = best.encoding.replace("cp125", "windows-125").replace("koi8_", "koi8-")
    return _guess(text, name)


def _sample(data: bytes) -> bytes:
    """The lines that say something about the encoding, from shortly before where they do."""
    out = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            first = next(i for i, byte in enumerate(line) if byte > 127)
            out += line[max(0, first - _LEAD) :][:_DETECT]
        if len(out) >= _DETECT:
            break
    return bytes(out)


def _last_guess(data: bytes) -> Decoded | None:
    if 0 in data:
        return None
    text = data.decode("cp1252", "replace")
    latin = sum(data.count(byte) for byte in b" etaoinshrdlu")
    if "\ufffd" in text or latin * 3 < len(data) or not _is_text(text):
        return None
    return _guess(text, "windows-1252")


def _is_text(text: str) -> bool:
    """Whether at most one character in a hundred is a control, unassigned or private one."""
    head = text[:_PREFIX]
    odd = sum(not (char.isprintable() or char.isspace() or char == "\ufeff") for char in head)
    return odd * 100 <= len(head)


def doubts(capture: CaptureHead) -> Iterator[str]:
    """A line each to tell a user whose text was decoded on a guess or is not a whole article.

    Nothing of a feed's entries: ``Fetch.doubt`` says it once for all of them.
    """
    if capture.media_type in _FEEDS:
        return
    if capture.encoding_basis is EncodingBasis.GUESSED:
        yield (
            f"{capture.uri}: the bytes are not valid UTF-8 and nothing declares another encoding; "
            f"read as {capture.encoding}. If words look wrong, save it again as UTF-8."
        )
    if capture.partial:
        yield f"{capture.uri}: not the whole article: {capture.partial}"

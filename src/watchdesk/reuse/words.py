"""The words of an article's own text, folded so that typesetting does not count as a change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Span

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*"  # a number with its separators
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: a character is a word
    r"|(?:[^\W\d_]\.){2,8}"  # U.S., a.m.
    r"|[^\W\d_]+(?:(?:['’ʼ\u00ad]|[\u0300-\u036f]{1,4})[^\W\d_]+)*"
)
_ENDS_SENTENCE = frozenset(".!?:;“\"‘'([—–-•*|")
_SHORT = 64


@dataclass(frozen=True, eq=False)
class Words:
    """Folded words of a text with their places.

    The four arrays have equal length and the order of the text.
    """

    hashes: NDArray[np.uint64]
    """A 64-bit hash of each folded word, the same on every machine."""
    starts: NDArray[np.int32]
    """First code point of each word."""
    ends: NDArray[np.int32]
    """One past its last code point."""
    details: NDArray[np.bool_]
    """True for numbers and for capitalised words inside a sentence: what a template changes."""

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` to the end of the word before ``last``; for
        ``first == last`` the empty span where a word could be put in."""
        if first < last:
            return Span(int(self.starts[first]), int(self.ends[last - 1]))
        if len(self) == 0:
            return Span(0, 0)
        at = int(self.ends[first - 1]) if first > 0 else int(self.starts[0])
        return Span(at, at)


def fold(word: str) -> str:
    """Lower case, without accents, apostrophes, soft hyphens, points and thousands separators."""
    if word.isascii() and word.isalnum():
        return word.lower()
    if word[0].isdigit():
        return word.replace(",", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


def _digest(word: str) -> int:
    data = fold(word).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 17)
def _digest_short(word: str) -> int:
    return _digest(word)


def word_hash(word: str) -> int:
    """64-bit hash of a folded word (BLAKE2b), the same on every machine and in every process."""
    return _digest_short(word) if len(word) <= _SHORT else _digest(word)


def _is_detail(text: str, start: int) -> bool:
    char = text[start]
    if char.isdigit():
        return True
    if not char.isupper() or start < 2:
        return False
    before = text[start - 1]
    if before in " \u00a0":
        before = text[start - 2]
    return before not in _ENDS_SENTENCE and not before.isspace()


def matches(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """Each word as it stands, with its two offsets."""
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            yield match.group(), match.start(), match.end()


def normalise(text: str, spans: Sequence[Span]) -> Words:
    """The folded words of some spans of a text; no word crosses a span.

    Offsets count code points of ``text``. Punctuation is dropped, quotes and dashes with it, so a
    change of typesetting is no change of words.
    """
    found = list(matches(text, sorted(spans)))
    count = len(found)
    return Words(
        np.fromiter((word_hash(word) for word, _, _ in found), np.uint64, count),
        np.fromiter((start for _, start, _ in found), np.int32, count),
        np.fromiter((end for _, _, end in found), np.int32, count),
        np.fromiter((_is_detail(text, start) for _, start, _ in found), np.bool_, count),
    )

"""What each code point counts for when words are compared: arrays filled where text is met."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from sys import maxunicode
from typing import Any

import numpy as np
from numpy.typing import NDArray

OTHER, LETTER, DIGIT, SOLO, MARK, APOSTROPHE, POINT = range(7)
"""Kinds: no part of a word; letters; digits; letters of scripts without spaces, each a word of its
own; what is passed over inside a word; joins two letters; joins digits, or the letters of U.S."""

BASE = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
_BLOCK = 256
_FIRST_BLOCKS = 0x25
"""Blocks filled together: the alphabets and the punctuation of most news."""
_ENDS_SENTENCE = frozenset(".!?:;“\"‘'([—–-•*|")
_APOSTROPHES = frozenset("'’ʼ＇")
_SOLO = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_PASSED_OVER = (
    (0x0300, 0x036F),  # accents
    (0x0483, 0x0487),
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic vowel signs
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)


def mixed(value: int) -> int:
    """Finaliser of SplitMix64 (Steele, Lea and Flood 2014) over 64 bits."""
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return value ^ value >> 31


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def kind_of(char: str) -> int:
    """The kind of a character."""
    code, category = ord(char), unicodedata.category(char)
    if category == "Nd":
        return DIGIT
    if char in _APOSTROPHES:
        return APOSTROPHE
    if char in ".,":
        return POINT
    if category == "Cf" or _within(code, _PASSED_OVER):
        return MARK
    if char.isalnum() or category in {"Mn", "Mc"}:
        return SOLO if _within(code, _SOLO) else LETTER
    return OTHER


@cache
def folded(char: str) -> str:
    """Lower case, without accents, digits of all scripts as ASCII; empty for what is no letter."""
    if (digit := unicodedata.digit(char, None)) is not None and char.isdecimal():
        return str(digit)
    plain = unicodedata.normalize("NFKD", char.casefold())
    return "".join(c for c in plain if kind_of(c) in {LETTER, DIGIT, SOLO})


def value_of(text: str, at: int = 0) -> int:
    """What a folded text adds to the hash of a word in which ``at`` characters come before it.

    A polynomial over 64 bits (Karp and Rabin 1987) with a mixed value for each character.
    """
    total = 0
    for index, char in enumerate(text, at):
        total += mixed(ord(char) + BASE & MASK) * pow(BASE, index, 1 << 64)
    return total & MASK


@dataclass(frozen=True, eq=False)
class Letters:
    """By code point; a block of 256 is filled when :meth:`know` meets it."""

    kind: NDArray[np.uint8]
    """One of the kinds above."""
    value: NDArray[np.uint64]
    """:func:`value_of` its folded form."""
    length: NDArray[np.uint8]
    """Characters of its folded form."""
    upper: NDArray[np.bool_]
    """Upper or title case."""
    closes: NDArray[np.bool_]
    """White space, and what stands before the first word of a sentence."""
    _known: NDArray[np.bool_] = field(repr=False)

    def know(self, codes: NDArray[np.uint32]) -> None:
        """Fill the blocks of some code points."""
        top = (int(codes.max(initial=0)) >> 8) + 1
        if top <= _FIRST_BLOCKS:
            if not self._known[:top].all():
                self._fill_blocks(np.flatnonzero(~self._known[:_FIRST_BLOCKS]))
            return
        blocks = codes >> np.uint32(8)
        if self._known[blocks].all():
            return
        self._fill_blocks(np.unique(blocks[~self._known[blocks]]))

    def _fill_blocks(self, blocks: NDArray[Any]) -> None:
        for block in blocks.tolist():
            for code in range(block * _BLOCK, (block + 1) * _BLOCK):
                self._fill(code)
            self._known[block] = True

    def _fill(self, code: int) -> None:
        char = chr(code)
        kind = kind_of(char)
        self.kind[code] = kind
        self.upper[code] = char.isupper() or char.istitle()
        self.closes[code] = char.isspace() or char in _ENDS_SENTENCE
        if kind in {LETTER, DIGIT, SOLO}:
            plain = folded(char)
            self.value[code] = value_of(plain)
            self.length[code] = len(plain)
        elif char == ".":  # counts where it stands inside a number
            self.value[code] = value_of(char)


@cache
def letters() -> Letters:
    """The table of this process. Memory is touched only where text has been met."""
    size = maxunicode + 1
    return Letters(
        kind=np.zeros(size, np.uint8),
        value=np.zeros(size, np.uint64),
        length=np.zeros(size, np.uint8),
        upper=np.zeros(size, np.bool_),
        closes=np.zeros(size, np.bool_),
        _known=np.zeros(size // _BLOCK + 1, np.bool_),
    )

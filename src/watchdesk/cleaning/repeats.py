"""Paragraphs that stand in a text twice, word for word or nearly so."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from watchdesk.cleaning.lines import Line

_EXACT_WORDS = 8
_NEAR_WORDS = 16
_SHINGLE = 4
_SKETCH = 6
_NEAR_SHARE = 0.85
_HEAD_WORDS = 400


def _shingles(key: str) -> set[int]:
    """Hashes of the runs of four words in the first 400 words of a line."""
    words = key.split(" ", _HEAD_WORDS)[:_HEAD_WORDS]
    codes = [crc32(word.strip(".,;:!?\"'“”‘’()").encode("utf-8", "replace")) for word in words]
    return {
        (a * 3 + b * 5 + c * 7 + d * 11) & 0xFFFFFFFF
        for a, b, c, d in zip(codes, codes[1:], codes[2:], codes[3:], strict=False)
    }


def find_repeats(lines: Sequence[Line]) -> dict[int, tuple[int, bool]]:
    """Lines that say an earlier line again: index → (index of the earlier one, word for word).

    Lines of fewer than eight words are left alone (answers in an interview repeat), and near
    repeats need sixteen words and 85 % of their runs of four words in common with one earlier line
    (Broder 1997, resemblance of shingles; compared only where the smallest hashes meet).
    """
    first: dict[str, int] = {}
    found: dict[int, tuple[int, bool]] = {}
    near = _NearIndex()
    for index, line in enumerate(lines):
        if line.shape.words < _EXACT_WORDS:
            continue
        key = line.key
        earlier = first.setdefault(key, index)
        if earlier != index:
            found[index] = (earlier, True)
        elif line.shape.words >= _NEAR_WORDS:
            like = near.add(index, key)
            if like is not None:
                found[index] = (like, False)
    return found


class _NearIndex:
    """Earlier lines, reachable by the smallest hashes of their shingles."""

    def __init__(self) -> None:
        self._by_hash: dict[int, int] = {}
        self._shingles: dict[int, set[int]] = {}

    def add(self, index: int, key: str) -> int | None:
        """Remember a line; give back an earlier line it nearly repeats, if there is one."""
        mine = _shingles(key)
        sketch = sorted(mine)[:_SKETCH]
        for code in sketch:
            other = self._by_hash.get(code)
            if other is not None:
                theirs = self._shingles[other]
                if len(mine & theirs) >= _NEAR_SHARE * max(len(mine), len(theirs)):
                    return other
        for code in sketch:
            self._by_hash.setdefault(code, index)
        self._shingles[index] = mine
        return None

"""Few hashes that stand for a text, and which texts are worth comparing word by word.

Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003. With shingles of 5 words and windows of 8, two texts that share 12
words in a row share at least one fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from watchdesk.reuse.words import Words

SHINGLE = 5
WINDOW = 8
_BASE = 0x9E3779B97F4A7C15 | 1
_MASK = (1 << 64) - 1


def shingles(hashes: NDArray[np.uint64], size: int = SHINGLE) -> NDArray[np.uint64]:
    """A 64-bit hash for every run of ``size`` words, in the order of the text."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    out = np.zeros(count, np.uint64)
    factor = 1
    for offset in range(size):
        out += hashes[offset : offset + count] * np.uint64(factor)
        factor = factor * _BASE & _MASK
    return _mix(out)


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Finaliser of SplitMix64 (Steele, Lea and Flood 2014), so that minima are drawn evenly."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def fingerprints(words: Words) -> NDArray[np.uint64]:
    """The winnowed shingles of a text: sorted, each once. Empty for fewer than 5 words."""
    hashes = shingles(words.hashes)
    if len(hashes) <= WINDOW:
        return np.sort(hashes)[:1]
    return np.unique(sliding_window_view(hashes, WINDOW).min(axis=1))


def frequency_cap(articles: int) -> int:
    """In how many articles a fingerprint may stand and still be looked up.

    What stands in more than 2 % of a large ledger is a house phrase; below 256 articles it may
    just be a wire story that everybody printed.
    """
    return max(256, articles // 50)


def candidates(
    shared: Mapping[str, int], own: int, sizes: Mapping[str, int], limit: int = 64
) -> tuple[str, ...]:
    """Which articles to compare word by word, the most alike first.

    ``shared`` counts the fingerprints in common by article id, ``own`` is the number of the new
    article's fingerprints and ``sizes`` that of the others. An article is taken when at least 3
    are shared, or a tenth of the smaller text's. At most ``limit`` are given: copies of copies
    still meet through each other.
    """
    ranked: list[tuple[float, str]] = []
    for article, count in shared.items():
        smaller = max(1, min(own, sizes.get(article, own)))
        containment = count / smaller
        if count >= 3 or containment >= 0.1:
            ranked.append((-containment, article))
    return tuple(article for _, article in sorted(ranked)[:limit])

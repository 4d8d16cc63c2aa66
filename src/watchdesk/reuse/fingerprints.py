"""Few hashes that stand for a text.

Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003. With shingles of 5 words and windows of 8, two texts that share 12
words in a row share at least one fingerprint.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from watchdesk.reuse.letters import BASE
from watchdesk.reuse.words import Words, mix

SHINGLE = 5
WINDOW = 8
MOST = 4096
"""Fingerprints kept of one text: all of a text of up to some 18,000 words, an even sample of a
longer one."""
_BATCH = 1 << 17
"""Words of a text that are worked on at once."""
_MASK = (1 << 64) - 1
_BITS = np.uint64((1 << 32) - 1)
"""Of 64 bits 32 are kept. Among the forty million fingerprints of a million articles a text then
meets a strange one about once in three times, and one alone makes no candidate."""
_NEVER = np.uint64(_MASK)


def shingles(hashes: NDArray[np.uint64], size: int = SHINGLE) -> NDArray[np.uint64]:
    """A 64-bit hash for every run of ``size`` words, in the order of the text."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    out = np.zeros(count, np.uint64)
    factor = 1
    for offset in range(size):
        out += hashes[offset : offset + count] * np.uint64(factor)
        factor = factor * BASE & _MASK
    return mix(out)


def fingerprints(words: Words) -> NDArray[np.uint64]:
    """The winnowed shingles of a text: sorted, each once, below 2**32. Empty for fewer than 5
    words."""
    return fingerprints_all([words])[0]


def fingerprints_all(texts: Sequence[Words]) -> list[NDArray[np.uint64]]:
    """:func:`fingerprints` of many texts at once."""
    if not texts:
        return []
    if any(len(words) > 2 * _BATCH for words in texts):
        return [_of_long(words) for words in texts]
    gap = np.zeros(WINDOW, np.uint64)  # so that no window reaches into the next text
    hashes = np.concatenate([part for words in texts for part in (words.hashes, gap)])
    owner = np.repeat(
        np.array([number for at in range(len(texts)) for number in (at, -1)]),
        np.array([size for words in texts for size in (len(words), WINDOW)]),
    )
    chosen, owners = _winnow(shingles(hashes), owner)
    chosen &= _BITS
    order = np.lexsort((chosen, owners))
    chosen, owners = chosen[order], owners[order]
    once = np.append(True, (np.diff(owners) != 0) | (chosen[1:] != chosen[:-1]))[: len(chosen)]
    chosen, owners = chosen[once], owners[once]
    cuts = np.searchsorted(owners, np.arange(len(texts) + 1)).tolist()
    return [chosen[a : min(b, a + MOST)] for a, b in pairwise(cuts)]


def _of_long(words: Words) -> NDArray[np.uint64]:
    """The fingerprints of a text that is too long to be worked on at once."""
    reach = SHINGLE + WINDOW - 2  # so that every window lies whole in one part
    parts = [
        Words(*(column[at : at + _BATCH + reach] for column in words.columns))
        for at in range(0, max(1, len(words)), _BATCH)
    ]
    found = np.concatenate([fingerprints(part) for part in parts])
    return np.unique(found)[:MOST] if len(parts) > 1 else found


def _winnow(
    hashes: NDArray[np.uint64], owner: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The least hash of every window that lies in one text, and of each text too short for one."""
    count = len(hashes)
    whole = (owner[:count] >= 0) & (owner[:count] == owner[SHINGLE - 1 :])
    if not whole.any():
        return hashes[:0], owner[:0]
    hashes = np.where(whole, hashes, _NEVER)
    padded = np.append(hashes, np.full(WINDOW - 1, _NEVER))
    least = np.minimum(padded[: count + 6], padded[1:])
    least = np.minimum(least[: count + 4], least[2:])
    least = np.minimum(least[:count], least[4:])
    full = np.zeros(count, np.bool_)
    full[: count - WINDOW + 1] = whole[: count - WINDOW + 1] & whole[WINDOW - 1 :]
    full[1:] |= whole[1:] & ~whole[:-1]  # a text of fewer shingles than a window holds
    full[0] = whole[0]
    at = np.flatnonzero(full)
    least, owner = least[at], owner[at]
    new = np.append(True, (least[1:] != least[:-1]) | (owner[1:] != owner[:-1]))
    return least[new], owner[new]

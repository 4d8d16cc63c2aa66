"""How likely two articles tell the same happening: a pair rule that looks at the two alone.

The logarithm of the odds, from five likenesses. The weights were fitted by logistic regression on
the even half of the news clusters of Giveme5W1H and rounded; see stories.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.stories_sketch import Bag, Sketch
from watchdesk.records import Interval

_WORDS, _NAMES, _TITLE, _LEAD = 3.5, 3.2, 5.0, 5.0
"""Weights of: the root of the cosine of telling words, and of names; the dot product of the
headlines' vectors, and of the leads'."""
_DAYS = -0.55
"""Weight of the logarithm of one and the days between them."""
_NONE = -4.6
"""What is left when all of that is nothing. Above 0 two articles belong together."""
_UNDATED = 7
"""Days that are taken to lie between two articles when nothing is known of one of them."""
_SPAN = 21
"""Days between two articles from which more must speak for their telling one happening."""
_APART = -2.5
"""What is added for two such where many articles hang together: a war's weeks are alike in names
and words."""
_MANY = 24
"""Articles from which that is many; the largest event of Giveme5W1H has 19."""
_FLOOR = 0.5
"""What words and names must come to for the vectors to be asked at all."""

Matrix = NDArray[np.float32]


class Dated(NamedTuple):
    """A sketch and when its article was published."""

    sketch: Sketch
    published: Interval


def worded(rows: Sequence[Dated], columns: Sequence[Dated]) -> Matrix:
    """What words and names tell: [rows, columns], 0 or more."""
    out: Matrix = _WORDS * cosines(
        [one.sketch.words for one in rows], [one.sketch.words for one in columns]
    ) + _NAMES * cosines([one.sketch.names for one in rows], [one.sketch.names for one in columns])
    return out


def worth_asking(by_words: Matrix) -> NDArray[np.bool_]:
    """Where the vectors can still make two articles one story."""
    return by_words >= _FLOOR


def alike(rows: Sequence[Dated], columns: Sequence[Dated]) -> Matrix:
    """The logarithm of the odds that each two are one story, [rows, columns], rounded so that it
    is the same whatever else is compared with them. An article without vectors is like none by
    them."""
    score = worded(rows, columns)
    near = worth_asking(score)
    for at, weight in enumerate((_TITLE, _LEAD)):
        score = score + weight * (stacked(rows, at) @ stacked(columns, at).T)
    days = gaps(rows, columns)
    odds = score + _DAYS * np.log1p(days) + _NONE
    odds = np.where(near, odds, np.minimum(odds, _NONE))
    out: Matrix = np.round(odds, 3).astype(np.float32)
    return out


def far_apart(ones: Sequence[Dated], scores: Matrix) -> Matrix:
    """The scores [n, n] of articles of which many hang together, less for two told weeks apart."""
    if len(ones) <= _MANY:
        return scores
    out: Matrix = scores + np.where(gaps(ones, ones) > _SPAN, _APART, 0.0).astype(np.float32)
    return out


def cosines(rows: Sequence[Bag], columns: Sequence[Bag]) -> Matrix:
    """The roots of the cosines of words, [rows, columns]: a few shared of many are already much."""
    known = np.unique(np.concatenate([hashes for hashes, _ in (*rows, *columns)]))
    left, right = _dense(rows, known), _dense(columns, known)
    out: Matrix = np.sqrt(np.clip(left @ right.T, 0, 1))
    return out


def _dense(bags: Sequence[Bag], known: NDArray[np.uint64]) -> Matrix:
    out = np.zeros((len(bags), len(known)), np.float32)
    for row, (hashes, weights) in zip(out, bags, strict=True):
        row[np.searchsorted(known, hashes)] = weights
    return out


def stacked(ones: Sequence[Dated], at: int) -> Matrix:
    """The vectors of the headlines (0) or the leads (1), [articles, 384]; zeros where not made."""
    none = np.zeros(384, np.float32)
    vectors = (one.sketch.vectors for one in ones)
    return np.stack([none if v is None else v[at].astype(np.float32) for v in vectors])


def gaps(rows: Sequence[Dated], columns: Sequence[Dated]) -> NDArray[np.float64]:
    """Days that surely lie between the publications."""
    low_a, high_a, known_a = _bounds(rows)
    low_b, high_b, known_b = _bounds(columns)
    gaps = np.maximum(low_a[:, None] - high_b[None, :], low_b[None, :] - high_a[:, None])
    known = known_a[:, None] & known_b[None, :]
    return np.where(known, np.maximum(gaps, 0), _UNDATED).astype(np.float64)


def _bounds(
    ones: Sequence[Dated],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    days = [one.published for one in ones]
    low = [day.earliest.toordinal() if day.earliest else 0 for day in days]
    high = [day.latest.toordinal() if day.latest else 1 << 22 for day in days]
    known = [day.earliest is not None or day.latest is not None for day in days]
    return np.array(low, np.int64), np.array(high, np.int64), np.array(known, np.bool_)

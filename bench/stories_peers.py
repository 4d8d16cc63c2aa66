"""Peers of the bench of stories: average-link clustering of all articles at once.

By TF-IDF of the words of headline and text, by sentence embeddings alone, and by these and the
days between publications. What they need is chosen on the tuning half, as for the product.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stories_data import Told

Floats = NDArray[np.float64]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
CUTS = tuple(round(0.02 * n, 2) for n in range(1, 50))
DAYS = (0.02, 0.04, 0.06, 0.08)
"""What the logarithm of one and the days between two articles takes from their likeness."""
_WORD = re.compile(r"[^\W_]+")
_LEAD = 60


def tf_idf(told: Sequence[Told]) -> Floats:
    """Cosines of logarithmic term frequency and smoothed inverse document frequency, [n, n]."""
    counts = [Counter(_WORD.findall(f"{one.title}\n{one.text}".lower())) for one in told]
    found = Counter(word for one in counts for word in one)
    column = {word: at for at, word in enumerate(found)}
    rarity = {word: log((1 + len(told)) / (1 + count)) + 1 for word, count in found.items()}
    rows = np.zeros((len(told), len(column)))
    for row, words in zip(rows, counts, strict=True):
        for word, count in words.items():
            row[column[word]] = (1 + log(count)) * rarity[word]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12
    return rows @ rows.T


def embedded(told: Sequence[Told], embed: Embed) -> Floats:
    """Dot products of the vectors of headline and first 60 words, [n, n]."""
    vectors = embed([f"{one.title}. {' '.join(one.text.split()[:_LEAD])}" for one in told])
    return (vectors @ vectors.T).astype(np.float64)


def less_days(alike: Floats, told: Sequence[Told], weight: float) -> Floats:
    """Likeness, less the more days lie between."""
    days = np.array([date.fromisoformat(one.published[:10]).toordinal() for one in told])
    gaps: Floats = np.log1p(np.abs(days[:, None] - days[None, :]))
    return alike - weight * gaps


def clustered(alike: Floats, cuts: Sequence[float]) -> list[list[int]]:
    """The labels of average-link clusters at each cut of likeness."""
    hierarchy = import_module("scipy.cluster.hierarchy")
    squareform = import_module("scipy.spatial.distance").squareform
    apart = np.clip(1 - (alike + alike.T) / 2, 0, None)
    np.fill_diagonal(apart, 0)
    tree: Any = hierarchy.linkage(squareform(apart, checks=False), "average")
    return [hierarchy.fcluster(tree, 1 - cut, "distance").tolist() for cut in cuts]


def best_cut(alike: Floats, score: Callable[[Sequence[int]], float]) -> tuple[float, float]:
    """The cut with the best score and that score; of several the middle one."""
    scores = [score(labels) for labels in clustered(alike, CUTS)]
    best = [at for at, value in enumerate(scores) if value == max(scores)]
    return CUTS[best[len(best) // 2]], max(scores)


def best_days(
    alike: Floats, told: Sequence[Told], score: Callable[[Sequence[int]], float]
) -> tuple[float, float]:
    """The weight of days and the cut with the best score."""
    found = []
    for weight in DAYS:
        cut, value = best_cut(less_days(alike, told, weight), score)
        found.append((value, -weight, cut))
    _, weight, cut = max(found)
    return -weight, cut

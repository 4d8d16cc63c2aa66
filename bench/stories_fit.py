"""The weights of ``watchdesk.ledger.stories_alike`` as the tuning half has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger import stories_alike as rule
from watchdesk.ledger.stories_alike import Dated

Floats = NDArray[np.float64]
NAMES = ("words", "names", "title", "lead", "days", "none")


def regression(features: Floats, same: Floats, weight: Floats, rounds: int = 60) -> Floats:
    """Weights of a logistic regression with a ridge of 1, by Newton's method; the last is the
    constant. ``features`` [pairs, n], ``same`` and ``weight`` [pairs]."""
    x = np.c_[features, np.ones(len(features))]
    out = np.zeros(x.shape[1])
    ridge = np.diag([*np.ones(features.shape[1]), 1e-6])
    for _ in range(rounds):
        likely = 1 / (1 + np.exp(-x @ out))
        slope = x.T @ (weight * (likely - same)) + ridge @ out
        bend = (x * (weight * likely * (1 - likely))[:, None]).T @ x + ridge
        step = np.linalg.solve(bend, slope)
        out -= step
        if np.abs(step).max() < 1e-6:
            break
    return out


def fitted(ones: Sequence[Dated], events: Sequence[int]) -> dict[str, float]:
    """Weights by logistic regression over pairs of articles, for which the rule's cut is at even
    odds; pairs of large events count less, so that none rules."""
    bags = [one.sketch.words for one in ones], [one.sketch.names for one in ones]
    likenesses = [cosines for kind in bags for cosines in [rule.cosines(kind, kind)]]
    for at in (0, 1):
        stacked = rule.stacked(ones, at)
        likenesses.append(stacked @ stacked.T)
    likenesses.append(np.log1p(rule.gaps(ones, ones)).astype(np.float32))
    chosen = np.array(events)
    sizes = Counter(events)
    size = np.array([sizes[event] for event in events], np.float64)
    a, b = np.triu_indices(len(ones), 1)
    same: Floats = (chosen[a] == chosen[b]).astype(np.float64)
    weight: Floats = np.where(same > 0, 2 / size[a], 1.0)
    features = np.stack([one[a, b] for one in likenesses], axis=1).astype(np.float64)
    found = regression(features, same, weight)
    return dict(zip(NAMES, [round(float(value), 2) for value in found], strict=True))

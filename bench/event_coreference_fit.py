"""The weights of ``event_coreference_rule`` as the training topics of ECB+ have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

import event_coreference_rule as rule
from event_coreference_read import Read
from stories_fit import Floats, regression
from watchdesk.ledger.stories_alike import cosines
from watchdesk.ledger.stories_words import rarity

_OTHER_TOPICS = 0.03
"""Share of the pairs of two topics that is learned from; there are far too many."""
NAMES = (
    "meaning",
    "lemma",
    "rare lemma",
    "stem",
    "parties",
    "other parties",
    "about",
    "one sentence",
    "one article",
    "other days",
    "none",
)


def likenesses(ones: Sequence[Read]) -> NDArray[np.float32]:
    """What the rule weighs, [features, mentions, mentions], in the order of ``NAMES``."""
    words = [one.words for one in ones]
    vectors = np.stack([one.vector for one in words])
    lemma = _equal([one.lemma for one in words])
    stem = _equal([one.lemma[:5] for one in words])
    rare = np.array([rarity(one.lemma) / 7 for one in words])
    parties = cosines([one.parties for one in words], [one.parties for one in words])
    named = np.array([len(one.parties[0]) > 0 for one in words])
    return np.stack(
        [
            vectors @ vectors.T,
            lemma,
            lemma * rare[:, None],
            stem & ~lemma,
            parties,
            named[:, None] & named[None, :] & (parties <= 0),
            cosines([one.about for one in words], [one.about for one in words]),
            _equal([f"{one.article} {one.sentence}" for one in words]),
            _equal([one.article for one in words]),
            rule.days_differ(words, words),
        ]
    ).astype(np.float32)


def _equal(values: Sequence[str]) -> NDArray[np.bool_]:
    found = np.array(values)
    out: NDArray[np.bool_] = found[:, None] == found[None, :]
    return out


def fitted(ones: Sequence[Read]) -> dict[str, float]:
    """Weights by logistic regression over pairs of mentions. Pairs of large events count less,
    so that no event rules."""
    topics = np.array([one.subtopic.partition("/")[0] for one in ones])
    chains = np.array([one.gold.chain for one in ones])
    sizes = Counter(chains.tolist())
    size = np.array([sizes[chain] for chain in chains.tolist()], np.float64)
    a, b = np.triu_indices(len(ones), 1)
    drawn = np.random.default_rng(0).random(len(a)) < _OTHER_TOPICS
    kept = (topics[a] == topics[b]) | drawn
    a, b = a[kept], b[kept]
    same: Floats = (chains[a] == chains[b]).astype(np.float64)
    weight: Floats = np.where(same > 0, 6 / np.sqrt(np.maximum(2, size[a])), 1.0)
    features = np.stack([one[a, b] for one in likenesses(ones)], axis=1).astype(np.float64)
    found = regression(features, same, weight)
    return dict(zip(NAMES, [round(float(value), 2) for value in found], strict=True))

"""Which issue a stand is on where its own words leave that open: by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.book import Similar
from watchdesk.ledger.issues_about import Words, pattern, turned_for
from watchdesk.records import Issue, Stance, Strength

_MOST = 4
"""Sentences of one article whose likeness is worked out: each costs milliseconds."""
_NEAR = (0.22, 0.16, 0.14, 0.1, 0.1)
"""What a term counts for in the sentence itself and in those before it."""
_HEADING = 0.06
"""What a term in the title counts for."""
_APART = 0.1
"""By how much more alike a stand must be that no term stands near."""
_ENOUGH = {Strength.STRONG: 0.56, Strength.MEDIUM: 0.56, Strength.WEAK: 0.66}
"""From what likeness and nearness together a stand is taken to be on an issue."""


def near(issue: Issue, told: Words) -> float:
    """How near a term of an issue stands to a stand; 0 when none does."""
    if not issue.terms:
        return 0.0
    for worth, sentence in zip(_NEAR, told.around, strict=False):
        if pattern(issue.terms).search(sentence.replace("’", "'")):
            return worth
    return _HEADING if pattern(issue.terms).search(told.heading.replace("’", "'")) else 0.0


def likely(
    issues: Sequence[Issue], told: Sequence[tuple[Words, Strength]], similar: Similar
) -> dict[int, tuple[Issue, Stance]]:
    """By its place in ``told`` the issue a stand is on by all appearances, with the side it takes.

    Only stands near a term of some issue are looked at, and few of them.
    """
    nearness = {n: [near(issue, words) for issue in issues] for n, (words, _) in enumerate(told)}
    asked = sorted((n for n, row in nearness.items() if max(row, default=0) > 0))
    asked = sorted(asked, key=lambda n: (-_firm(told[n][1]), -max(nearness[n]), n))[:_MOST]
    if not asked:
        return {}
    sentences = similar([told[n][0].around[0] for n in asked])
    meanings = [meaning(issue, similar) for issue in issues]
    out: dict[int, tuple[Issue, Stance]] = {}
    for n, vector in zip(asked, sentences, strict=True):
        scores = [float((m @ vector).max()) for m in meanings]
        totals = [s + w for s, w in zip(scores, nearness[n], strict=True)]
        best = int(np.argmax(totals))
        words, strength = told[n]
        enough = totals[best] if nearness[n][best] else scores[best] - _APART
        if enough >= _ENOUGH[strength]:
            out[n] = issues[best], turned_for(issues[best], words)
    return out


def _firm(strength: Strength) -> int:
    return {Strength.WEAK: 0, Strength.MEDIUM: 1, Strength.STRONG: 2}[strength]


@lru_cache(maxsize=64)
def meaning(issue: Issue, similar: Similar) -> NDArray[np.float32]:
    """What an issue says of itself as vectors: its question, its examples and its name."""
    told = [text for text in (issue.question, *issue.examples) if text]
    return similar(told or [issue.name])

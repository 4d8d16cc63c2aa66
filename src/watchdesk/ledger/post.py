"""Entering articles into the ledger: each room, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.similarity import Similarity, shipped_similarity
from watchdesk.ledger.book import Book, Posted, Tools
from watchdesk.ledger.contradictions import post_contradictions
from watchdesk.ledger.corrections import post_corrections
from watchdesk.ledger.corroboration import Touched, write_claims
from watchdesk.ledger.differing_claims import denials_of
from watchdesk.ledger.expectations import post_expectations
from watchdesk.ledger.homes import group_statements
from watchdesk.ledger.marks import post_silences
from watchdesk.ledger.positions import post_positions
from watchdesk.ledger.stories import post_stories
from watchdesk.ledger.taken_back import post_retractions
from watchdesk.ledger.voices import post_voices

RULES_VERSION = "2"
"""Raised when a room posts differently, so that ledgers know to be posted anew."""
_AT_HAND = 1 << 12
"""Sentences of which the vectors are kept in memory, 1.5 kB each."""


@lru_cache(maxsize=1)
def _model() -> Similarity:
    return Similarity(shipped_similarity())


@lru_cache(maxsize=_AT_HAND)
def _vector(text: str) -> NDArray[np.float32]:
    (found,) = _model().vectors((text,))
    return np.asarray(found, np.float32)


def similar_shipped(texts: Sequence[str]) -> NDArray[np.float32]:
    """Sentences as vectors, by the model that ships; those of late are at hand, since copies of an
    article come soon after it. Raises ``ModelError`` when the model is not whole."""
    return np.stack([_vector(text) for text in texts]) if texts else _model().vectors(())


def post(
    book: Book,
    changed: Sequence[Posted],
    gone: Collection[str],
    tools: Tools,
    beside: Collection[str] = (),
) -> None:
    """Enter articles that are new or known differently, and take out those that are no more.

    What stands afterwards depends on the articles of the book alone, not on the order in which
    they came. ``gone`` are article ids. ``beside`` are the ids of articles that are as they were,
    but have other copies than before: who stands behind their words is worked out anew.
    """
    changed = sorted(changed, key=lambda one: one.id)
    gone = sorted(set(gone) - {one.id for one in changed})
    homes = group_statements(book, changed, gone, tools)
    stirred = post_contradictions(book, changed, gone, homes, tools)
    marked = post_corrections(book, changed, gone, tools)
    marked |= post_silences(book, changed, gone) | post_retractions(book, changed)
    touched = Touched(claims=stirred, statements=marked, articles=beside)
    write_claims(book, homes, touched, tools, denials_of)
    post_positions(book, changed, gone, tools, beside)
    post_voices(book, changed, gone, homes, tools)
    post_expectations(book, changed, gone, tools)
    post_stories(book, changed, gone, tools, beside)

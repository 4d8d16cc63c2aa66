"""Words as they are compared in meaning, and how much each tells."""

from __future__ import annotations

from functools import cache, lru_cache

from watchdesk.language.lemmas import verb
from watchdesk.ledger.lexicon import PERFORMS
from watchdesk.ledger.stories_words import base, rarity


@lru_cache(maxsize=1 << 16)
def tells(form: str) -> tuple[str, float]:
    """A word as it is compared in meaning, and how much it tells, up to 7."""
    return stem(form), rarity(base(form))


@lru_cache(maxsize=1 << 15)
def stem(form: str) -> str:
    """A word as it is compared in meaning: in small letters, a noun without its plural ending, a
    verb without its time."""
    return verb(base(form))


@cache
def performing() -> frozenset[str]:
    """Dictionary forms of the verbs with which saying it is the deed itself."""
    return frozenset(map(stem, PERFORMS.split()))

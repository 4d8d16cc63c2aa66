"""The words of one article with what they stand for, each looked up once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from watchdesk.grounding.gazetteer import demonym
from watchdesk.ledger.differing import state_hash, stem_hash
from watchdesk.ledger.lexicon import date_words, negations, plain_words
from watchdesk.ledger.page import Page, Placed
from watchdesk.records import MentionKind, Place, Span
from watchdesk.reuse.words import word_hash

_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+){0,8}|[,;:()—–“”]")
_MOST = 250
"""Words of a statement that are looked at."""
_COUNTRY = "country:"


class Token(NamedTuple):
    """A word, or a sign that parts clauses."""

    text: str
    low: str
    start: int
    end: int
    word: int
    """Hash of its stem, or of the state it stands for; 0 for grammar."""
    kind: MentionKind | None
    """What it names; a state is ``OTHER``."""


class Marked(NamedTuple):
    """Words of a stretch with what they stand for."""

    words: frozenset[int]
    """Telling words, names among them."""
    names: frozenset[int]
    """Names that are no states."""
    states: frozenset[int]
    places: frozenset[int]
    """Names of places that are no states."""
    people: frozenset[int]
    """Names of persons."""


class Tokens:
    """The words of an article."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places: Placed[Place] = Placed(page.reading.places)
        named = _named(page)
        self._all = [
            _token(match, named)
            for span in page.told
            for match in _TOKEN.finditer(page.text, span.start, span.end)
        ]
        self._starts = [token.start for token in self._all]

    def inside(self, span: Span) -> list[Token]:
        """The words of a span and the signs that part clauses."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end, low)
        return self._all[low : min(high, low + _MOST)]

    def marked(self, span: Span) -> Marked:
        """What the words of a span stand for."""
        return marked(self.inside(span))


def _named(page: Page) -> dict[int, tuple[MentionKind, str | None]]:
    """By offset what a word that begins there names, with its state."""
    out: dict[int, tuple[MentionKind, str | None]] = {}
    for mention in page.reading.mentions:
        id_ = mention.entity.id if mention.entity else ""
        state = id_.removeprefix(_COUNTRY) if id_.startswith(_COUNTRY) else None
        if state is None and mention.kind is MentionKind.GROUP:
            continue
        for at in range(mention.start, mention.end):
            if state is not None or at not in out:
                out[at] = (mention.kind, state)
    return out


def _token(match: re.Match[str], named: dict[int, tuple[MentionKind, str | None]]) -> Token:
    text, start = match.group(), match.start()
    low, word, nation = _looked_up(text)
    if start not in named and nation is None:
        return Token(text, low, start, match.end(), word, None)
    kind, state = named.get(start, (None, None))
    state = state or nation
    if state is not None:
        return Token(text, low, start, match.end(), state_hash(state), MentionKind.OTHER)
    if kind is MentionKind.OTHER:
        kind = MentionKind.EVENT
    return Token(text, low, start, match.end(), word, kind if text != low else None)


@lru_cache(maxsize=1 << 14)
def _looked_up(text: str) -> tuple[str, int, str | None]:
    """A word in small letters, the hash of its stem, and the state whose people it names."""
    low = text.lower()
    return low, _telling(low), demonym(text) if text[0].isupper() else None


def _telling(low: str) -> int:
    """Hash of a word's stem; 0 for grammar, numbers and signs."""
    if not low[0].isalpha() or word_hash(low) in _plain():
        return 0
    one = stem_hash(low)
    return 0 if one in _plain() else one


@cache
def _plain() -> frozenset[int]:
    return plain_words() | date_words() | negations()


def marked(tokens: Sequence[Token]) -> Marked:
    """What words stand for; states stand for their people and their capital as well."""
    told = [token for token in tokens if token.word]
    kinds = [(token.word, token.kind) for token in told if token.kind is not None]
    return Marked(
        frozenset(token.word for token in told),
        frozenset(word for word, kind in kinds if kind is not MentionKind.OTHER),
        frozenset(word for word, kind in kinds if kind is MentionKind.OTHER),
        frozenset(word for word, kind in kinds if kind is MentionKind.PLACE),
        frozenset(word for word, kind in kinds if kind is MentionKind.PERSON),
    )

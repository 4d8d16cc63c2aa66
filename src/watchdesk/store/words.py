"""What a user types to look for words, taken apart; nothing else in it is an operator."""

from __future__ import annotations

import re
from typing import NamedTuple

_TYPED = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_STEERING = re.compile(r'["\x00-\x20\x7f]+')
_MOST = 40
"""Words and phrases of a query that are looked for."""
_SHORTEST = 2
"""Letters that must stand before a star; more words than can be looked through begin with fewer."""


class Term(NamedTuple):
    """A word, or a phrase."""

    words: str
    """As typed, without quotation marks."""
    is_start: bool = False
    """Whether any ending may follow."""

    def __str__(self) -> str:
        told = f"“{self.words}”" if " " in self.words else self.words
        return f"{told}*" if self.is_start else told


class Query(NamedTuple):
    """What a sentence must hold, and what it must not."""

    terms: tuple[Term, ...]
    """All of these stand in it."""
    without: tuple[Term, ...] = ()
    """None of these does."""


def parse(query: str) -> Query:
    """Words, phrases in double quotes, ``word*`` for any ending, ``-word`` for what must not be
    there. Whatever else is typed is looked for as it stands."""
    terms: list[Term] = []
    without: list[Term] = []
    for minus, phrase, word in _TYPED.findall(query)[:_MOST]:
        term = term_of(phrase or word)
        if term is not None:
            (without if minus else terms).append(term)
    return Query(tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(without)))


def term_of(typed: str) -> Term | None:
    """A word or a phrase; ``None`` where it holds neither a letter nor a digit."""
    whole = _STEERING.sub(" ", typed.encode("utf-8", "replace").decode()).strip()
    plain = whole.rstrip("*").rstrip()
    if not any(character.isalnum() for character in plain):
        return None
    starts = whole.endswith("*") and sum(map(str.isalnum, plain)) >= _SHORTEST
    return Term(plain, starts)

"""Whether a noun phrase can be somebody who tells, and of what kind."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range
from watchdesk.attribution.first.units import Sentence, Unit
from watchdesk.attribution.first.words import (
    BODIES,
    DETERMINERS,
    DOCUMENTS,
    GROUPS,
    OUTLET_WORDS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    ROLES,
)
from watchdesk.language.lexicon import known_exactly

_TELLERS = PEOPLE | ROLES | GROUPS | BODIES | DOCUMENTS | OUTLET_WORDS
_SPEAKERS = frozenset({"he", "she", "they", "it", "who"})
_SELF = frozenset({"i", "we", "you", "that", "this", "these", "those", "which", "there", "what"})
_SUFFIXES = ("ers", "ors", "ists", "ians", "ents", "ants", "person", "woman", "man", "men", "ist")


def can_tell(units: Sentence, where: Range, strict: bool) -> bool:
    """Whether a phrase can be a source.

    ``strict`` asks for a name, a pronoun or a noun that tellers are called by; otherwise any
    noun phrase will do that is neither the narrator nor a pointer like "this".
    """
    words = units[where.start : where.end]
    if len(words) > 40:
        return False
    if len(words) == 1 and words[0].low in _SELF:
        return False
    if words[0].low in _SPEAKERS:
        return True
    if not any(u.is_word for u in words):
        return False
    if not strict:
        return True
    return any(_tells(u, i, where.start) for i, u in enumerate(_head(words)))


def _head(words: list[Unit]) -> list[Unit]:
    """The phrase up to its first preposition: the dam in "the dam near Dolna" does not tell."""
    for i, unit in enumerate(words):
        if i and unit.low in PREPOSITIONS and unit.low != "of":
            return words[:i]
    return words


def _tells(unit: Unit, i: int, start: int) -> bool:
    if not unit.is_word:
        return False
    low = unit.low
    if low in _TELLERS or low.endswith(_SUFFIXES):
        return True
    if not unit.is_name:
        return False
    if i == 0 and start == 0:
        plain = _plain(low) and known_exactly(unit.text) is None
        return low not in DETERMINERS and low not in POSSESSIVES and not plain
    return True


def _plain(low: str) -> bool:
    return low.endswith(("ly", "ing", "ness", "tion", "ment", "ity")) or low in ("it", "there")


def is_document(units: Sentence, where: Range | None) -> bool:
    """Whether a phrase is headed by a survey, report, statement or the like."""
    if where is None:
        return False
    head = [u for u in _head(units[where.start : where.end]) if u.is_word]
    return bool(head) and head[-1].low in DOCUMENTS

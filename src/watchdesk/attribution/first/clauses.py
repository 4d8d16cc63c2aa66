"""What a word can be in its sentence, from closed classes and capitals, without a parse."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.attribution.first.cues import verb_forms
from watchdesk.attribution.first.units import Sentence, Unit
from watchdesk.attribution.first.words import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_VERBS,
    NEGATIONS,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)

STOPS = frozenset(", ; : ( ) [ ] — – - -- … . ? !".split())
_REDUCED = frozenset(
    "based located named briefed involved appointed elected so-called united unnamed armed retired "
    "identified interviewed quoted contacted surveyed polled close familiar charged tasked "
    "backed".split()
)
_CONTRACTED = PRONOUNS | frozenset({"that", "there", "what", "here", "where", "this", "how"})


class Range(NamedTuple):
    """Positions in a sentence, half-open."""

    start: int
    end: int


def is_adverb(unit: Unit) -> bool:
    """Whether a word can stand between a subject and its verb."""
    low = unit.low
    return low in ADVERBS or (
        low.endswith("ly") and len(low) > 4 and not unit.is_name and low not in ("family", "only")
    )


def is_nominal(units: Sentence, i: int) -> bool:
    """Whether a unit can belong to a noun phrase as a noun, name, adjective or number."""
    unit = units[i]
    if not unit.is_word:
        return unit.low in ("'s", "’s", "'", "’", "&", "/") or unit.low in "$€£%"
    low = unit.low
    if low in ("'s", "’s"):
        return i > 0 and units[i - 1].low not in _CONTRACTED
    return not (
        low in PREPOSITIONS
        or low in SUBORDINATORS
        or low in AUXILIARIES
        or low in COORDINATORS
        or low in PRONOUNS
        or low in NEGATIONS
        or low == "to"
        or is_verb(units, i)
    )


def is_verb(units: Sentence, i: int) -> bool:
    """Whether a unit is likely a finite verb or an auxiliary; false past the end."""
    if i >= len(units):
        return False
    unit = units[i]
    low = unit.low
    if unit.quote or (not low[0].isalpha() and low not in AUXILIARIES):
        return False
    if low in ("'s", "’s"):
        return False
    if low in AUXILIARIES or low in IRREGULAR_VERBS:
        return not (unit.is_name and i > 0)
    if unit.is_name and i > 0:
        return False
    cue = verb_forms().get(low)
    before = units[i - 1].low if i else ""
    after = units[i + 1] if i + 1 < len(units) else None
    if cue is not None and cue.shape == "past":
        return before not in DETERMINERS and before not in POSSESSIVES
    if low.endswith("ed") and len(low) > 4 and low not in _REDUCED:
        if before in DETERMINERS or before in POSSESSIVES or before in PREPOSITIONS:
            return False
        return after is None or _opens_phrase(after)
    return False


def _opens_phrase(unit: Unit) -> bool:
    low = unit.low
    return (
        low in DETERMINERS
        or low in POSSESSIVES
        or low in PREPOSITIONS
        or low in SUBORDINATORS
        or low in PRONOUNS
        or low in STOPS
        or low in COORDINATORS
        or low in NEGATIONS
        or unit.is_name
        or unit.quote is not None
        or low[0].isdigit()
        or low in PARTICLES
        or (low.endswith("ing") and len(low) > 4)
        or is_adverb(unit)
    )


def opens_noun_phrase(units: Sentence, i: int) -> bool:
    """Whether a noun phrase or clause with its own subject can start here."""
    if i >= len(units):
        return False
    unit = units[i]
    if unit.quote:
        return True
    low = unit.low
    if (
        low in DETERMINERS
        or low in POSSESSIVES
        or low in PRONOUNS
        or low in ("there", "$", "€", "£")
    ):
        return True
    return unit.is_word and is_nominal(units, i) and not is_adverb(unit)

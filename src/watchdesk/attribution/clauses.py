"""Noun phrases and clause boundaries from closed classes and capitals, without a parse."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.attribution.cues import verb_forms
from watchdesk.attribution.units import Sentence, Unit
from watchdesk.attribution.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONNECTIVES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_VERBS,
    NEGATIONS,
    NOUN_PREPOSITIONS,
    POSSESSIVES,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_HEADS,
    VENUES,
)

_STOPS = frozenset(", ; : ( ) [ ] — – - -- … . ? !".split())
_REDUCED = frozenset(
    "based located named briefed involved appointed elected so-called united unnamed armed retired "
    "identified interviewed quoted contacted surveyed polled close familiar charged tasked backed".split()
)
_CONTRACTED = PRONOUNS | frozenset({"that", "there", "what", "here", "where", "this", "how"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_CLAUSE_STARTERS = frozenset("that which who if whether when while because where".split())


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
    """Whether a unit is likely a finite verb or an auxiliary."""
    unit = units[i]
    low = unit.low
    if unit.quote or not low[0].isalpha() and low not in AUXILIARIES:
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
        or low in _STOPS
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


def strip_right(units: Sentence, lo: int, j: int) -> int:
    """Move a right edge leftwards over adverbs, times and venues ("on Thursday", "in a …")."""
    while j > lo:
        step = _time_phrase_before(units, lo, j) or _venue_before(units, lo, j)
        if step is None and j - 1 > lo and is_adverb(units[j - 1]):
            step = j - 1
        if step is None or step <= lo:
            return j
        j = step
    return j


def _time_phrase_before(units: Sentence, lo: int, j: int) -> int | None:
    i = j
    while i > lo and units[i - 1].timed:
        i -= 1
    if i == j:
        return None
    while i > lo and (units[i - 1].low in TIME_HEADS or units[i - 1].low in ("a", "ago")):
        i -= 1
    return i


def _venue_before(units: Sentence, lo: int, j: int) -> int | None:
    if j - 1 <= lo or units[j - 1].low not in VENUES:
        return None
    for i in range(j - 2, max(lo, j - 6) - 1, -1):
        low = units[i].low
        if low in ("in", "on", "at", "during", "via", "through"):
            return i
        if low in PREPOSITIONS or not units[i].is_word:
            return None
    return None


def strip_left(units: Sentence, i: int, j: int) -> int:
    """Move a left edge rightwards over connectives, adverbs and times."""
    while i < j:
        unit = units[i]
        if unit.timed and i + 1 < j:
            i += 1
        elif unit.low in TIME_HEADS and i + 1 < j and _only_time(units, i + 1, j):
            i += 1
        elif (unit.low in CONNECTIVES or is_adverb(unit) or unit.low in _STOPS) and i + 1 < j:
            i += 1
        else:
            return i
    return i


def _only_time(units: Sentence, i: int, j: int) -> bool:
    while i < j and units[i].low in TIME_HEADS:
        i += 1
    return i < j and units[i].timed


def noun_phrase_before(units: Sentence, lo: int, j: int) -> Range | None:
    """The subject that ends at ``j``: name, title, apposition and relative clause included."""
    j = strip_right(units, lo, j)
    if j <= lo or units[j - 1].low in COORDINATORS:
        return None
    if units[j - 1].low == ",":
        return _with_apposition(units, lo, j - 1)
    if units[j - 1].low == ")":
        for k in range(j - 2, max(lo, j - 12), -1):
            if units[k].low == "(":
                plain = _plain_phrase(units, lo, k)
                return Range(plain.start, j) if plain else None
        return None
    return _plain_phrase(units, lo, j)


def _with_apposition(units: Sentence, lo: int, close: int) -> Range | None:
    commas = [k for k in range(close - 1, lo - 1, -1) if units[k].low == ","][:4]
    for k in commas:
        first = units[k + 1]
        if k + 1 >= close:
            continue
        if (
            first.low in PREPOSITIONS
            or is_adverb(first)
            or first.low in CONNECTIVES
            or first.timed
            or (first.low.endswith("ing") and len(first.low) > 4)
        ):
            return noun_phrase_before(units, lo, k)
        if first.low == "that" or first.low in AUXILIARIES:
            return None
        head = _plain_phrase(units, lo, strip_right(units, lo, k))
        if head is None:
            continue
        if first.low in ("who", "which", "whose", "where") or _describes(units, k + 1, close):
            return Range(head.start, close)
    return None


def _describes(units: Sentence, i: int, j: int) -> bool:
    """Whether a stretch between commas can be an apposition: a noun phrase, not a clause."""
    if units[i].low in PRONOUNS or units[i].quote:
        return False
    for k in range(i, j):
        if units[k].low in ("who", "which", "that", "whose"):
            return k > i
        if is_verb(units, k) and not (k > i and units[k - 1].low in BE):
            return False
    return True


def _plain_phrase(units: Sentence, lo: int, j: int) -> Range | None:
    i = j - 1
    joined: int | None = None
    after_verb = False
    while i >= lo:
        unit = units[i]
        low = unit.low
        if unit.quote is not None:
            if len(unit.text) < 40 and i > lo and i < j - 1 and units[i - 1].is_word:
                i -= 1
                continue
            break
        if not unit.is_word and low not in ("'s", "’s", "'", "’", "&", "/", "$", "%", "€", "£"):
            break
        if low in PRONOUNS and low != "who":
            if i == j - 1:
                return Range(i, j)
            break
        if low in ("and", "or", "&"):
            joined = i
            i -= 1
            continue
        if low in _RELATIVE:
            if low != "that" and i > lo and units[i - 1].is_word and is_nominal(units, i - 1):
                i -= 1
                continue
            if low == "who" and i == j - 1:
                return Range(i, j)
            if low == "that" and i == j - 1:
                return Range(i, j) if i == lo else None
            break
        if low == "whose" and i > lo and i < j - 1:
            head = _plain_phrase(units, lo, i - (units[i - 1].low == ","))
            return Range(head.start, j) if head else Range(i, j)
        if low in SUBORDINATORS or low in CONNECTIVES or low in NEGATIONS:
            break
        if is_verb(units, i):
            jump = _relative_before(units, lo, i)
            if jump is None:
                after_verb = True
                break
            i = jump
            continue
        if low in PREPOSITIONS or low == "to":
            if (
                low in NOUN_PREPOSITIONS
                and i > lo
                and is_nominal(units, i - 1)
                and not units[i - 1].timed
            ):
                i -= 1
                continue
            break
        if low in DETERMINERS or low in POSSESSIVES:
            if not _more_before(units, lo, i):
                i -= 1
                break
            i -= 1
            continue
        i -= 1
    start = i + 1
    if after_verb and joined is not None and joined + 1 < j:
        start = joined + 1
    start = strip_left(units, start, j)
    return Range(start, j) if start < j and any(u.is_word for u in units[start:j]) else None


def _more_before(units: Sentence, lo: int, i: int) -> bool:
    """Whether the phrase goes on left of the determiner at ``i``."""
    if i == lo:
        return False
    before = units[i - 1].low
    if before in DETERMINERS or before in ("and", "or"):
        return True
    if before in NOUN_PREPOSITIONS and i - 1 > lo:
        prior = units[i - 2]
        return (is_nominal(units, i - 2) or prior.low in DETERMINERS) and not prior.timed
    return False


def _relative_before(units: Sentence, lo: int, i: int) -> int | None:
    """Position left of "who"/"which" when the verb at ``i`` stands in a relative clause."""
    for k in range(i - 1, max(lo, i - 7) - 1, -1):
        unit = units[k]
        if unit.low in ("who", "which"):
            return k - 1 if k > lo and units[k - 1].is_word and is_nominal(units, k - 1) else None
        if unit.low == "that" and k == i - 1 and k > lo and is_nominal(units, k - 1):
            return k - 1
        if not unit.is_word:
            return None
    return None


def noun_phrase_after(units: Sentence, i: int, hi: int) -> Range | None:
    """The subject of an inverted clause ("said X, a spokesman for Y")."""
    if i >= hi or not opens_noun_phrase(units, i) or units[i].quote:
        return None
    if units[i].low in PRONOUNS:
        return Range(i, i + 1)
    j = i
    while j < hi:
        unit = units[j]
        if unit.quote or not (
            is_nominal(units, j) or unit.low in DETERMINERS or unit.low in POSSESSIVES
        ):
            if unit.low in ("of", "for", "from", "with", "and", "near") and j > i and j + 1 < hi:
                if opens_noun_phrase(units, j + 1) and not units[j + 1].timed:
                    j += 1
                    continue
            break
        if unit.timed and j > i or is_adverb(unit) and j > i:
            break
        j += 1
    while j > i + 1 and units[j - 1].low in TIME_HEADS:
        j -= 1
    if j == i:
        return None
    return Range(i, _apposition_after(units, j, hi))


def _apposition_after(units: Sentence, j: int, hi: int) -> int:
    if j + 1 >= hi or units[j].low != ",":
        return j
    first = units[j + 1]
    if first.quote or first.timed or first.low in PREPOSITIONS or first.low in CONNECTIVES:
        return j
    if first.low.endswith("ing") or is_verb(units, j + 1) or is_adverb(first):
        return j
    if first.low in PRONOUNS and first.low != "who" or first.low in ("that", "as", "if", "when"):
        return j
    end = j + 1
    while end < hi and units[end].low not in (",", ";", "—", "–") and not units[end].quote:
        end += 1
    if first.low not in ("who", "which", "whose") and not _describes(units, j + 1, end):
        return j
    return end


def main_subject(units: Sentence, lo: int, hi: int) -> Range | None:
    """The noun phrase before the first finite verb of a clause."""
    i = lo
    if i < hi and (units[i].low in PREPOSITIONS or units[i].low in SUBORDINATORS or units[i].timed):
        while i < hi and units[i].low != ",":
            i += 1
        i = i + 1 if i < hi else lo
    for k in range(i + 1, hi):
        if units[k].low in _CLAUSE_STARTERS:
            continue
        follows = units[k - 1].is_name and units[k].low.endswith("ed") and not units[k].is_name
        if follows or is_verb(units, k):
            return noun_phrase_before(units, i, k)
    return None

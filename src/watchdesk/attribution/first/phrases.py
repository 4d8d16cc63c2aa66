"""Noun phrases that name a source, found from closed classes and capitals, without a parse."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import (
    STOPS,
    Range,
    is_adverb,
    is_nominal,
    is_verb,
    opens_noun_phrase,
)
from watchdesk.attribution.first.cues import verb_forms
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import (
    AUXILIARIES,
    BE,
    BODIES,
    CONNECTIVES,
    COORDINATORS,
    DETERMINERS,
    GROUPS,
    NEGATIONS,
    NOUN_PREPOSITIONS,
    OPENERS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SUBORDINATORS,
    TIME_HEADS,
    VENUES,
)

_RELATIVE = frozenset({"who", "which", "that"})
_TIES = frozenset({"of", "for", "from", "with", "and", "near"})
_GLUE = frozenset({"'s", "’s", "'", "’", "&", "/", "$", "%", "€", "£"})
_TELLING = GROUPS | PEOPLE | BODIES | ROLES
_NICKNAME = 40
"""Longest quotation, in code points, that can be part of a name."""
_CLAUSE_STARTERS = frozenset("that which who if whether when while because where".split())


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
        idle = (
            unit.timed
            or (unit.low in TIME_HEADS and _only_time(units, i + 1, j))
            or unit.low in CONNECTIVES
            or unit.low in STOPS
            or is_adverb(unit)
        )
        if not idle or i + 1 >= j:
            return i
        i += 1
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
    if j - 2 > lo and units[j - 1].low.isdigit() and units[j - 2].low == ",":
        aged = noun_phrase_before(units, lo, j - 2)
        return Range(aged.start, j) if aged else None
    plain = _plain_phrase(units, lo, j)
    if plain is None:
        return None
    return Range(_listed(units, lo, _past_relative(units, lo, plain.start), j), j)


def _past_relative(units: Sentence, lo: int, start: int) -> int:
    """Back to the noun of "bloggers who follow | the army": the clause's own object is no source.

    The clause's verb need not be known; a word of telling in it would be the cue itself.
    """
    for k in range(start - 2, max(lo, start - 7), -1):
        unit = units[k]
        if not units[k + 1].is_word or units[k + 1].low in verb_forms():
            return start
        if (
            unit.low in _RELATIVE
            and (k > start - 5 or unit.low == "who")
            and units[k - 1].is_word
            and is_nominal(units, k - 1)
        ):
            noun = units[k - 1]
            who = unit.low == "who" and (noun.is_name or noun.low.endswith("s"))
            if not who and noun.low not in _TELLING:
                return start
            head = _plain_phrase(units, lo, k)
            return head.start if head else start
    return start


def _listed(units: Sentence, lo: int, start: int, end: int) -> int:
    """Back over the first members of "Averia, Sorland and Lorvia"."""
    if not any(u.low in ("and", "or") for u in units[start:end]):
        return start
    while start - 1 > lo and units[start - 1].low == ",":
        item = _plain_phrase(units, lo, start - 1)
        if item is None or _is_object(units, lo, item.start) or item.end - item.start > 8:
            return start
        words = units[item.start : item.end]
        named = all(u.is_name or u.low in DETERMINERS for u in words) and words[-1].is_name
        owned = words[-1].is_name and any(u.low == "of" for u in words)
        if any(u.timed for u in words) or not (named or owned):
            return start
        start = item.start
        if not named:
            return start
    return start


def _with_apposition(units: Sentence, lo: int, close: int) -> Range | None:
    commas = [k for k in range(close - 1, lo - 1, -1) if units[k].low == ","][:6]
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
        if _is_object(units, lo, head.start):
            if all(u.is_name for u in units[k + 1 : close]):
                return Range(k + 1, close)
            continue
        if head.start == lo and units[lo].low.endswith("ing") and not units[lo + 1].is_name:
            return None
        if first.low in ("who", "which", "whose", "where") or _describes(units, k + 1, close):
            return Range(head.start, close)
    return None


def _is_object(units: Sentence, lo: int, start: int) -> bool:
    """Whether a verb or preposition before a phrase keeps it from being a subject."""
    if start == lo or units[start - 1].low in OPENERS:
        return False
    return units[start - 1].low in PREPOSITIONS or is_verb(units, start - 1)


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
    """The phrase that ends at ``j`` and holds no comma."""
    last = units[j - 1].low
    if last in PRONOUNS or (last == "that" and j - 1 == lo):
        return Range(j - 1, j)
    if last in _RELATIVE:
        return None
    walk = _Walk(units, lo, j)
    i: int | None = j - 1
    while i is not None and i >= lo:
        walk.start = i
        i = walk.step(i)
    start = walk.start
    if walk.after_verb and walk.joined is not None and walk.joined + 1 < j:
        start = walk.joined + 1
    start = strip_left(units, start, j)
    return Range(start, j) if start < j and any(u.is_word for u in units[start:j]) else None


class _Walk:
    """Goes left through a noun phrase, a unit at a time."""

    def __init__(self, units: Sentence, lo: int, j: int) -> None:
        self.units = units
        self.lo = lo
        self.end = j
        self.start = j
        self.joined: int | None = None
        """Position of the last "and" passed."""
        self.after_verb = False

    def step(self, i: int) -> int | None:
        """Where to go on from ``i``, or ``None`` at the phrase's left end.

        A unit that does not belong to the phrase moves ``start`` past itself.
        """
        low = self.units[i].low
        if not self._belongs(i):
            return self._stop(i)
        if low in ("and", "or", "&"):
            self.joined = i
            return i - 1
        if low == "whose":
            return self._owner(i)
        if low in _RELATIVE:
            before = i > self.lo and self.units[i - 1].is_word and is_nominal(self.units, i - 1)
            return i - 1 if low != "that" and before else self._stop(i)
        if low in SUBORDINATORS or low in CONNECTIVES or low in NEGATIONS:
            return self._stop(i)
        if is_verb(self.units, i):
            return self._over_verb(i)
        if low in PREPOSITIONS or low == "to":
            return i - 1 if self._ties(i) else self._stop(i)
        if low in DETERMINERS or low in POSSESSIVES:
            return i - 1 if _more_before(self.units, self.lo, i) else None
        return i - 1

    def _stop(self, i: int) -> int | None:
        self.start = i + 1
        return None

    def _belongs(self, i: int) -> bool:
        unit = self.units[i]
        if unit.quote is not None:
            short = len(unit.text) < _NICKNAME and self.lo < i < self.end - 1
            return short and self.units[i - 1].is_word
        if unit.low in PRONOUNS and unit.low != "who":
            return False
        return unit.is_word or unit.low in _GLUE

    def _ties(self, i: int) -> bool:
        """Whether a preposition ties what follows to a noun before it."""
        units = self.units
        if units[i].low == "like":
            return i > self.lo and units[i - 1].low in GROUPS
        tied = units[i].low in NOUN_PREPOSITIONS and i > self.lo and is_nominal(units, i - 1)
        return tied and not units[i - 1].timed

    def _over_verb(self, i: int) -> int | None:
        jump = _relative_before(self.units, self.lo, i)
        if jump is None:
            self.after_verb = True
            return self._stop(i)
        return jump

    def _owner(self, i: int) -> int | None:
        """ "Ana Petrova, whose office": goes back to the owner."""
        comma = i > self.lo and self.units[i - 1].low == ","
        head = _plain_phrase(self.units, self.lo, i - comma) if i - comma > self.lo else None
        self.start = head.start if head else i
        return None


def _more_before(units: Sentence, lo: int, i: int) -> bool:
    """Whether the phrase goes on left of the determiner at ``i``."""
    if i == lo:
        return False
    before = units[i - 1].low
    if before in DETERMINERS or before in ("and", "or"):
        return True
    if before.endswith("ing") and len(before) > 4 and i - 2 >= lo:
        giver = units[i - 2]
        return giver.low in _TELLING or (giver.low.endswith("s") and is_nominal(units, i - 2))
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
            tied = unit.low in _TIES and i < j < hi - 1
            if tied and opens_noun_phrase(units, j + 1) and not units[j + 1].timed:
                j += 1
                continue
            break
        if (unit.timed and j > i) or (is_adverb(unit) and j > i):
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
    if (first.low in PRONOUNS and first.low != "who") or first.low in ("that", "as", "if", "when"):
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

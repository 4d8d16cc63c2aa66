"""Where what was said starts and ends, on either side of a cue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from watchdesk.attribution.first.clauses import Range, is_adverb, is_nominal, is_verb, opens_noun_phrase
from watchdesk.attribution.first.cues import Cue
from watchdesk.attribution.first.units import Sentence, Unit
from watchdesk.attribution.first.words import (
    DETERMINERS,
    GRANTS,
    GROUPS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    STANCE_OBJECTS,
    TIME_HEADS,
)

_WH = frozenset("whether if how why what when where who which".split())
_LISTENER_STOPS = frozenset(
    "that whether if how why what when where to on in at during about after before".split()
)
_BREAKS = frozenset(", ; : — – - -- that which who while as because if when".split())
_ABOUT = frozenset("about around nearly almost some more less between over under $ € £ at".split())
_JUDGING = ("ous", "able", "ible", "ful", "less", "ive", "ish", "sighted", "minded", "ised", "ized")
_JUDGEMENTS = frozenset(
    "false wrong absurd hasty illegal unfair fair premature inadequate insufficient weak strong "
    "critical vital essential crucial historic important unnecessary inevitable brave timely "
    "correct legal legitimate illegitimate unhelpful misguided mistaken biased flawed disgraceful "
    "cowardly barbaric insane crazy stupid naive cynical symbolic realistic unrealistic grave "
    "irrelevant urgent tragic unwise untrue baseless groundless".split()
)
_AFTER_JUDGED = frozenset(", . ; : and but — – ) as after".split())
_MARKS = frozenset(", : ; — – - --".split())


class Told(NamedTuple):
    """What of the source bears on where the content starts."""

    document: bool
    """The source is a survey, report or the like."""
    pointed: bool
    """ "what" or "which" stands before the source ("what he called a mistake")."""


@dataclass(slots=True)
class Right:
    """Content right of a cue."""

    start: int
    """Position where the content starts."""
    cue_end: int
    """One past the last word of the cue (a preposition may belong to it)."""
    quoted: bool
    """The content starts with a quotation."""
    adjuncts: list[Range] = field(default_factory=list)
    """Times and venues between cue and content."""


def content_right(units: Sentence, k: int, hi: int, entry: Cue, told: Told) -> Right | None:
    """Content that starts right of a cue ending at ``k``, if the cue's frames allow it."""
    frames = entry.frames
    early: list[Range] = []
    if entry.prepositions:
        j = skip_adjuncts(units, k, hi, early)
        if early and j + 1 < hi and units[j].low in entry.prepositions:
            return Right(j + 1, -1, units[j + 1].quote is not None, early)
    if k < hi and units[k].low in entry.prepositions and k + 1 < hi:
        return Right(k + 1, k + 1, units[k + 1].quote is not None)
    if "naming" in frames:
        if k + 1 < hi and units[k].low == "on" and not units[k + 1].timed:
            return _appeal(units, k + 1, hi)
        return _naming(units, k, hi, told.pointed)
    if "amount" in frames:
        return _amount(units, k, hi)
    request = _request(units, k, hi) if "request" in frames else None
    if request is not None:
        return request
    if "as" in frames:
        return _as(units, k, hi)
    if "document" in frames:
        if not told.document:
            return None
        frames = frozenset({"that", "bare"})
    adjuncts: list[Range] = []
    if "tell" in frames:
        k = _skip_listener(units, k, hi, adjuncts)
    k = skip_adjuncts(units, k, hi, adjuncts)
    if k >= hi:
        return None
    start = _start(units, k, hi, frames)
    return None if start is None else Right(start[0], -1, start[1], adjuncts)


def _start(units: Sentence, k: int, hi: int, frames: frozenset[str]) -> tuple[int, bool] | None:
    """Where content starts at or just after ``k``, and whether a quotation opens it."""
    unit = units[k]
    low = unit.low
    if unit.quote:
        return (k, True) if frames & {"quote", "np"} else None
    if low in _MARKS and low != ";":
        return _after_mark(units, k, hi, frames)
    if low == "that":
        if not frames & {"that", "bare"} or k + 1 >= hi:
            return None
        pointer = is_verb(units, k + 1) or hi - k <= 3
        return (k if pointer else k + 1), units[k + 1].quote is not None
    if low in _WH or low == "to":
        wanted = {"inf"} if low == "to" else {"that", "wh", "bare"}
        return (k, False) if frames & wanted and k + 1 < hi else None
    return (k, False) if _bare(units, k, hi, frames) else None


def _after_mark(
    units: Sentence, k: int, hi: int, frames: frozenset[str]
) -> tuple[int, bool] | None:
    past = _past_aside(units, k, hi) if units[k].low == "," else None
    if past is not None or k + 1 >= hi or "quote" not in frames:
        return past
    if units[k + 1].quote:
        return k + 1, True
    return (k + 1, False) if units[k].low == ":" else None


def _bare(units: Sentence, k: int, hi: int, frames: frozenset[str]) -> bool:
    """Whether content starts here with no word or mark that says so."""
    low = units[k].low
    if "ing" in frames and low.endswith("ing") and len(low) > 4:
        return True
    if "claims" in frames and any(unit.low in GRANTS for unit in units[k : min(hi, k + 4)]):
        return False
    if "object" in frames:
        near = {u.low for u in units[k : min(hi, k + 9)]}
        return bool(near & STANCE_OBJECTS) and opens_noun_phrase(units, k)
    if frames & {"bare", "np"} and opens_noun_phrase(units, k):
        return "np" in frames or _clause(units, k, hi, frames)
    return "bare" in frames and low in PREPOSITIONS and any(u.low == "," for u in units[k:hi])


def _past_aside(units: Sentence, k: int, hi: int) -> tuple[int, bool] | None:
    """Content after an aside: "reported, citing two envoys, that …"."""
    if k + 2 < hi and units[k + 1].low == "that":
        return k + 2, units[k + 2].quote is not None
    for i in range(k + 2, min(hi - 1, k + 20)):
        if units[i].quote:
            return None
        if units[i].low == "," and units[i + 1].low == "that" and i + 2 < hi:
            return i + 2, units[i + 2].quote is not None
    return None


def _clause(units: Sentence, k: int, hi: int, frames: frozenset[str]) -> bool:
    """Whether a clause without "that" starts here.

    After words that take clauses only ("loose"), any verb will do, or words enough that one was
    likely missed; after others the verb must stand before the first break.
    """
    if units[k].low in PRONOUNS or units[k].low == "there":
        return True
    if "loose" in frames:
        return any(is_verb(units, i) for i in range(k, hi)) or hi - k > 5
    for i in range(k + 1, hi):
        if is_verb(units, i):
            return True
        if units[i].low in _BREAKS:
            return False
    return False


def _naming(units: Sentence, k: int, hi: int, pointed: bool) -> Right | None:
    if k >= hi or not opens_noun_phrase(units, k):
        return None
    if pointed:
        return Right(k, -1, units[k].quote is not None)
    if units[k].low in DETERMINERS and k + 1 < hi and units[k + 1].quote and k + 2 >= hi:
        return None
    for i in range(k + 1, min(hi, k + 14)):
        unit = units[i]
        if unit.quote or (unit.low in ("a", "an") and is_nominal(units, i - 1)):
            return Right(k, -1, False)
        if unit.low in ("a", "an", "the", "his", "her", "their") and units[i - 1].low in (
            "it",
            "him",
            "them",
            "her",
            "that",
            "this",
        ):
            return Right(k, -1, False)
        if _judged(units, k, i, hi):
            return Right(k, -1, False)
        if unit.low in _MARKS or is_verb(units, i):
            return None
    return None


def _appeal(units: Sentence, k: int, hi: int) -> Right | None:
    """ "called on its neighbours to open the border" """
    for i in range(k + 1, min(hi - 1, k + 14)):
        if units[i].low in ("to", "for") and is_nominal(units, i - 1):
            return Right(k, k, False)
        if units[i].low in _MARKS or units[i].quote or is_verb(units, i):
            return None
    return None


def _request(units: Sentence, k: int, hi: int) -> Right | None:
    """ "asked the crowd to stand", "asked for time" """
    if k + 1 >= hi:
        return None
    if units[k].low in ("to", "for"):
        return Right(k, -1, False)
    if not opens_noun_phrase(units, k) and units[k].low not in OBJECTS:
        return None
    for i in range(k + 1, min(hi - 1, k + 9)):
        if units[i].low == "to" and (is_nominal(units, i - 1) or units[i - 1].low in OBJECTS):
            return Right(k, -1, False)
        if units[i].low in _BREAKS or units[i].quote or is_verb(units, i):
            return None
    return None


def _judged(units: Sentence, k: int, i: int, hi: int) -> bool:
    """Whether an adjective that ends the clause says what something is called."""
    low = units[i].low
    object_ = units[k].low in DETERMINERS | POSSESSIVES | OBJECTS or units[k].is_name
    if not object_ or not (low.endswith(_JUDGING) or low in _JUDGEMENTS) or units[i].is_name:
        return False
    before = units[i - 1]
    alone = is_nominal(units, i - 1) or before.low in OBJECTS
    ends = i + 1 >= hi or units[i + 1].low in _AFTER_JUDGED
    return alone and before.low not in DETERMINERS | POSSESSIVES and ends


def _amount(units: Sentence, k: int, hi: int) -> Right | None:
    """ "put the losses at about 300" """
    for i in range(k + 1, min(hi - 1, k + 16)):
        if units[i].low == "at" and (units[i + 1].low in _ABOUT or units[i + 1].low[0].isdigit()):
            return Right(k, -1, False)
        if units[i].low in _MARKS or units[i].quote:
            return None
    return None


def _as(units: Sentence, k: int, hi: int) -> Right | None:
    for i in range(k, min(hi, k + 14)):
        if units[i].low == "as" and i > k:
            return Right(k, -1, False)
        if units[i].low in _MARKS:
            return None
    return None


def _skip_listener(units: Sentence, k: int, hi: int, adjuncts: list[Range]) -> int:
    i = k
    while i < hi:
        unit = units[i]
        if unit.quote or unit.low in _LISTENER_STOPS or unit.low in _MARKS or unit.timed:
            break
        starts = unit.low in DETERMINERS or unit.low in POSSESSIVES or unit.low in PRONOUNS
        if i > k and starts and units[i - 1].low not in PREPOSITIONS:
            break
        if is_verb(units, i) and i > k + 1:
            return k
        i += 1
    if i > k:
        adjuncts.append(Range(k, i))
    return i


def skip_adjuncts(units: Sentence, k: int, hi: int, adjuncts: list[Range]) -> int:
    """Over times and places said between a cue and its content; they are added to the list."""
    for _ in range(5):
        j = _one_adjunct(units, k, hi)
        if j is None or j >= hi:
            break
        adjuncts.append(Range(k, j))
        k = j
    return k


def _one_adjunct(units: Sentence, k: int, hi: int) -> int | None:
    if k >= hi or units[k].quote:
        return None
    i = k
    while i < hi and units[i].low in TIME_HEADS and units[i].low != "that" and not units[i].timed:
        i += 1
    if i < hi and units[i].timed and not (i == k and units[i].low == "may"):
        while i < hi and (
            units[i].timed
            or (units[i].low in ("of", ".") and units[i + 1 : i + 2] and units[i + 1].timed)
        ):
            i += 1
        return i
    if is_adverb(units[k]):
        return k + 1
    if units[k].low == "to" and not (k + 1 < hi and _names_people(units[k + 1])):
        return None
    if units[k].low in PREPOSITIONS and units[k].low not in ("as", "than", "like", "of"):
        return _prepositional(units, k, hi)
    return None


def _names_people(unit: Unit) -> bool:
    return (
        unit.is_name
        or unit.low in DETERMINERS
        or unit.low in POSSESSIVES
        or unit.low in OBJECTS
        or unit.low in GROUPS
    )


def _prepositional(units: Sentence, k: int, hi: int) -> int | None:
    """One past a phrase like "on Ukrainian TV", when content plainly follows it."""
    seen = reduced = False
    for i in range(k + 1, min(hi, k + 16)):
        unit = units[i]
        low = unit.low
        if unit.quote or low in (":", "that", "whether"):
            return i if seen else None
        if low in ("but", "yet", ";"):
            return None
        if low == ",":
            if i + 1 < hi and units[i + 1].quote:
                return i
            return None
        if reduced:
            continue
        if unit.timed:
            return i if seen else None
        if low in PRONOUNS and seen and low != "you":
            return i
        starts = seen and (low in DETERMINERS or low in POSSESSIVES)
        if starts and units[i - 1].low not in PREPOSITIONS and units[i - 1].low != "and":
            return i
        if is_verb(units, i) and i > k + 1:
            if not low.endswith("ed"):
                return None
            reduced = True
        seen = seen or unit.is_word
    return None


def skip_adjuncts_after(units: Sentence, k: int, hi: int) -> int:
    """One past the times and venues that follow a trailing cue ("…, he said on Friday in …")."""
    i = k
    while i < hi and not units[i].quote and units[i].low not in (",", ";", ":", "—", "–", "("):
        if is_verb(units, i) and i > k:
            return k
        i += 1
    return i

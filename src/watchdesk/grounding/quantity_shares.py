"""Parts of a whole told in words: "two thirds of", "nine in ten"."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.grounding.quantity_terms import Term, term_at
from watchdesk.grounding.quantity_words import FRACTIONS, either
from watchdesk.records import QuantityKind

_RATIO = re.compile(r"(?i: (?P<out>out of|in)(?: every)? )(?=[\w])")
_ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1_000, 10_000, 100_000))
"""What parts are told of; "12 out of 30 drones" are twelve drones."""
_MOST = 1_000
_BARE = re.compile(
    r"(?i: (?:of|the|its|their|his|her|our|as many|as much|that)\b|-?\s?(?:majority|share|stake)\b"
    r"|\s?[.,;)]|$)"
)
_BY = re.compile(r"\b(?:by|to|nearly|almost|about|over|than) (?:a )?$", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:\b(?:first|second|other|latter|former|top|bottom|and a|better|last|southern|northern|"
    r"eastern|western|upper|lower)|-|\d) $",
    re.IGNORECASE,
)
"""Before a half of a year, of a match, of a country: none of these is a share."""
_IDLE = re.compile(
    r"\b(?:in|the|this|his|her|each|either|its|cut|cuts|sliced|split) $", re.IGNORECASE
)
"""Before a half that is a share only where the whole is told."""


@cache
def _fraction() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?P<share>{either(*FRACTIONS)})(?![^\W\d_]|-(?!majority|share)))")


def share_at(text: str, at: int, term: Term | None) -> tuple[int, float] | None:
    """End and per cent of a part of a whole that starts at a place, or ``None``.

    ``term`` is the numeral there, if there is one.
    """
    ratio = _ratio(text, term) if term is not None else None
    return ratio or _part(text, at)


def _ratio(text: str, term: Term) -> tuple[int, float] | None:
    if term.kind is not QuantityKind.COUNT or term.vague:
        return None
    link = _RATIO.match(text, term.end)
    other = term_at(text, link.end()) if link else None
    if link is None or other is None or other.kind is not QuantityKind.COUNT or other.vague:
        return None
    if not term.low < other.low:
        return None
    one_of = term.low == 1 and other.low <= _MOST
    if not one_of and (other.low not in _ROUND or _is_where(link["out"], other.low)):
        return None
    return other.end, 100 * term.low / other.low


def _is_where(link: str, whole: float) -> bool:
    """Whether "two in five villages" tells where, not of how many."""
    return link.lower() == "in" and whole not in (10, 100)


def _part(text: str, at: int) -> tuple[int, float] | None:
    match = _fraction().match(text, at)
    if match is None:
        return None
    words = match["share"].lower()
    before = text[max(0, at - 14) : at]
    if _ORDER.search(before) or (_IDLE.search(before) and not _is_told(text, match.end())):
        return None
    if words.endswith("s") or (
        _BARE.match(text, match.end())
        and (_is_told(text, match.end()) or _BY.search(text[max(0, at - 12) : at]))
    ):
        return match.end(), FRACTIONS[words]
    return None


def _is_told(text: str, at: int) -> bool:
    """Whether the whole is told behind."""
    return re.match(r"(?i: (?:of|the|its|their|his|her|our)\b)", text[at : at + 8]) is not None

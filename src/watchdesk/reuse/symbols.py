"""Signs that are no words and yet tell something: currencies, percent, plus and minus."""

from __future__ import annotations

import re
import unicodedata

from watchdesk.records import Span
from watchdesk.reuse.matched import Range
from watchdesk.reuse.units import Units

_BEHIND = frozenset("%‰°")
"""Signs that stand behind their number."""
_OTHERS = frozenset("%‰°+−±<>=≤≥§")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3}){1,9}(?!\d)")
"""A number with thousands separators, of which two in India stand between."""


def tells(char: str) -> bool:
    """Whether a sign is more than punctuation."""
    return char in _OTHERS or ((not char.isascii() or char == "$") and _is_currency(char))


def _is_currency(char: str) -> bool:
    return unicodedata.category(char) == "Sc"


def with_signs(text: str, span: Span) -> Span:
    """A span with the telling signs that touch it."""
    start, end = span
    while start > 0 and tells(text[start - 1]):
        start -= 1
    while end < len(text) and tells(text[end]):
        end += 1
    return Span(start, end) if span.length else span


def changed_signs(
    a: Units, at_a: tuple[int, int], b: Units, at_b: tuple[int, int]
) -> tuple[Range, ...]:
    """Where equal words have other signs around them, or another decimal sign inside them.

    The two ranges of words are equal word by word; each change is one word, with its sign.
    """
    left, right = _signs(a, at_a), _signs(b, at_b)
    changed: dict[int, None] = {}
    for k, (one, other) in enumerate(zip(left, right, strict=True)):
        if one != other:
            behind = k > 0 and bool(_BEHIND & {*one, *other})
            changed[min(k - behind, at_a[1] - at_a[0] - 1)] = None
    for k in range(at_a[1] - at_a[0]):
        one, other = _word(a, at_a[0] + k), _word(b, at_b[0] + k)
        if one != other and one[:1].isdigit() and _plain(one) != _plain(other):
            changed[k] = None
    return tuple(
        (at_a[0] + k, at_a[0] + k + 1, at_b[0] + k, at_b[0] + k + 1) for k in sorted(changed)
    )


def _signs(units: Units, at: tuple[int, int]) -> list[str]:
    """Telling signs before each word, and behind the last."""
    words, text = units.words, units.text
    end = units.spans[int(units.of[at[1] - 1])].end
    starts = [*words.starts[slice(*at)].tolist(), end]
    ends = [units.spans[int(units.of[at[0]])].start, *words.ends[slice(*at)].tolist()]
    return [
        "".join(char for char in text[before:after] if tells(char))
        for before, after in zip(ends, starts, strict=True)
    ]


def _word(units: Units, at: int) -> str:
    return units.text[int(units.words.starts[at]) : int(units.words.ends[at])]


def _plain(number: str) -> str:
    return number.replace(",", "") if _GROUPED.match(number) else number

"""How much: amounts with bounds, units and what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from watchdesk.grounding.quantity_counted import counted_at
from watchdesk.grounding.quantity_grammar import Amount, amounts
from watchdesk.grounding.quantity_words import LAND, LARGEST, SMALLEST_LAND, UNITS, Measure
from watchdesk.language.document import Document
from watchdesk.records import Quantity, Span, Time

if TYPE_CHECKING:
    import pint

_LONGEST_SENTENCE = 5_000
_SYMBOLS = {
    "meter": "m", "meter ** 2": "m²", "kilogram": "kg", "meter ** 3": "m³",
    "meter / second": "m/s", "watt": "W",
}  # fmt: skip
_MANGLED = {"meter ** 2", "foot ** 2"}
_MORE = re.compile(r"\([^()]{0,40}\bmore\b[^()]{0,20}\)")


class _Measured(NamedTuple):
    low: float | None
    high: float | None
    unit: str | None
    flags: tuple[str, ...]


def find_quantities(doc: Document, times: Sequence[Time] = ()) -> tuple[Quantity, ...]:
    """Amounts in digits and words, in the order of the text, none overlapping another.

    Lengths come in ``m``, areas in ``m²``, masses in ``kg``, volumes in ``m³``, speeds in
    ``m/s``, power in ``W``; money in its ISO 4217 currency, shares in ``%`` (a half is 50);
    lengths of time in the unit they are told in (``day``, ``year``). Numbers inside ``times``,
    and numbers that are names (Article 5, F-16), are no amounts. Flags: ``implausible_unit`` for
    an amount that its unit makes absurd, ``unreadable`` for a number too long to be one (no
    bounds), ``additional`` for "thousands more". Of a sentence longer than 5,000 code points
    only the beginning is searched. A large amount that names nothing counted, as in headlines
    ("30,000 leave homes"), takes what the same amount counts elsewhere in the article where that
    is one thing.
    """
    taken = [time.span for time in times]
    out: list[Quantity] = []
    for sentence in doc.sentences:
        words = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST_SENTENCE)]
        found = amounts(words)
        for index, amount in enumerate(found):
            span = Span(sentence.start + amount.start, sentence.start + amount.end)
            if any(span.overlaps(time) for time in taken):
                continue
            if index and _absorbed(words, found[index - 1], amount):
                continue
            following = found[index + 1].start if index + 1 < len(found) else len(words)
            counted = counted_at(words, amount, following)
            if amount.pronoun and counted is None:
                continue
            out.append(_quantity(words, span, amount, counted))
    return _named_elsewhere(out)


_TELLING = 100
"""Amounts from this on are told twice for one thing only."""


def _named_elsewhere(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give amounts that count nothing what their equals count."""
    counted: dict[tuple[float | None, float | None], set[str]] = {}
    for one in found:
        if one.counted is not None and one.unit is None:
            counted.setdefault((one.low, one.high), set()).add(one.counted)
    out = []
    for one in found:
        same = counted.get((one.low, one.high), set())
        large = max(one.low or 0.0, one.high or 0.0) >= _TELLING and not one.approximate
        if one.counted is None and one.unit is None and large and len(same) == 1:
            one = one.model_copy(update={"counted": next(iter(same))})  # noqa: PLW2901 — the same amount
        out.append(one)
    return tuple(out)


def _absorbed(words: str, before: Amount, amount: Amount) -> bool:
    """Whether this is the aside of "at least 1,000 troops (possibly thousands more)"."""
    if not amount.vague or before.high is not None:
        return False
    gap = words[before.end : amount.start]
    return len(gap) < 80 and "(" in gap and bool(_MORE.search(words[before.end :][:160]))


def _quantity(words: str, span: Span, amount: Amount, counted: str | None) -> Quantity:
    measured = _measure(words, amount)
    flags = measured.flags + (("additional",) if amount.additional else ())
    return Quantity(
        start=span.start,
        end=span.end,
        low=measured.low,
        high=measured.high,
        unit=measured.unit,
        counted=counted,
        approximate=amount.approximate,
        flags=flags,
    )


def _measure(words: str, amount: Amount) -> _Measured:
    if amount.unreadable:
        return _Measured(None, None, None, ("unreadable",))
    measure = UNITS.get(amount.unit or "")
    if measure is None:
        return _Measured(amount.low, amount.high, amount.unit, ())
    factor, unit = _factor(measure), _SYMBOLS[measure.base]
    low = None if amount.low is None else _rounded(amount.low * factor)
    high = None if amount.high is None else _rounded(amount.high * factor)
    flags = ("implausible_unit",) if _is_absurd(words, amount, measure, low, high) else ()
    return _Measured(low, high, unit, flags)


def _rounded(value: float) -> float:
    return float(f"{value:.10g}")


@cache
def _factor(measure: Measure) -> float:
    return float(_registry().Quantity(1.0, measure.pint).to(measure.base).magnitude)


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint  # noqa: PLC0415 — loading the units takes a noticeable part of a second

    return pint.UnitRegistry()


def _is_absurd(
    words: str, amount: Amount, measure: Measure, low: float | None, high: float | None
) -> bool:
    value = low if low is not None else high
    if value is None:
        return False
    if value > LARGEST[_SYMBOLS[measure.base]]:
        return True
    if measure.pint not in _MANGLED or value >= SMALLEST_LAND:
        return False
    near = words[max(0, amount.start - 100) : amount.end + 60].lower()
    return not LAND.isdisjoint(re.findall(r"[a-z]+", near))

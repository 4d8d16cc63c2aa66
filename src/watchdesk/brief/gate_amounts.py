"""What the gate sees in amounts: how they are bounded, in which unit, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.brief.gate_parsed import parsed, texts_of
from watchdesk.brief.gate_words import Finding, state_of
from watchdesk.grounding import find_quantities
from watchdesk.grounding.quantity_numbers import FIGURES, SPELLED, number
from watchdesk.language import Document
from watchdesk.records import Quantity, QuantityKind

_OUTSIDE = frozenset("more over above exceeding fewer less under below beyond".split())
"""Words after which an amount is not the number itself."""
_SAME = (
    frozenset("troop soldier serviceman servicemember".split()),
    frozenset("people person resident inhabitant".split()),
    frozenset("settlement village".split()),
)
"""Things counted that newsrooms name in either way."""


def findings(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Amounts of a bullet that no citation has with the same bounds, unit and thing counted."""
    known = [(one, doc) for one, doc in _amounts(texts_of(cited))]
    for one, doc in _amounts(texts_of([text])):
        words = one.span.text_of(doc.text)
        alike = [(other, told) for other, told in known if _values(one) & _values(other)]
        if not alike:
            raw = {_raw(other, told) for other, told in known}
            if _raw(one, doc) in raw - {None}:
                yield Finding("unit", words)
            continue
        same = [pair for pair in alike if _bounds(pair[0]) == _bounds(one)]
        if not same:
            yield Finding("comparison", words)
        elif not any(_may_be_same(_unit(one, doc), _unit(*pair)) for pair in same):
            yield Finding("unit", f"{words} {one.counted or ''}".strip())


def _may_be_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _amounts(texts: tuple[str, ...]) -> Iterator[tuple[Quantity, Document]]:
    if texts:
        doc = parsed(texts)
        for one in find_quantities(doc):
            if one.kind is not QuantityKind.ORDINAL and (one.low, one.high) != (None, None):
                yield one, doc


def _values(one: Quantity) -> set[float]:
    return {round(value, 6) for value in (one.low, one.high) if value is not None}


def _bounds(one: Quantity) -> tuple[float | None, float | None, bool, bool]:
    """Both bounds, whether they are loose, and whether the number itself is outside of them."""
    words = (one.approximator or "").casefold().split()
    outside = not _OUTSIDE.isdisjoint(words) and "no" not in words and "not" not in words
    return one.low, one.high, one.approximate, outside


def _raw(one: Quantity, doc: Document) -> float | None:
    """The number as it is written, before its unit is worked out."""
    words = one.span.text_of(doc.text)
    found = re.search(rf"{FIGURES}(?: (?:hundred|thousand|million|billion|trillion))?", words)
    spelled = re.search(SPELLED, words, re.IGNORECASE)
    match = found or spelled
    return number(match.group()) if match else None


def _unit(one: Quantity, doc: Document) -> frozenset[str]:
    """Its unit, or the lemmas of what is counted."""
    if one.unit is not None:
        return frozenset({one.unit})
    if not one.counted:
        return frozenset()
    words = {word.casefold() for word in one.counted.split()}
    listed = doc.listed
    nouns = {
        listed.lemmas[k]
        for k in range(len(listed))
        if listed.low[k] in words
        and listed.upos[k] in ("NOUN", "PROPN")
        and not state_of(listed.forms[k])
    }
    head = one.counted.split()[-1].casefold()
    last = {listed.lemmas[k] for k in range(len(listed)) if listed.low[k] == head}
    wide = set().union(*(group for group in _SAME if group & last))
    return frozenset(last | wide) if last else frozenset(nouns)

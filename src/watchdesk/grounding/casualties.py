"""How many were killed, wounded, missing, captured and displaced, as it is told together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from watchdesk.grounding.casualty_fates import Counted, fate_of
from watchdesk.grounding.casualty_words import Fate
from watchdesk.grounding.quantity_sums import FLAG as IMPOSSIBLE
from watchdesk.grounding.quantity_told import Tellers
from watchdesk.language.document import Document
from watchdesk.language.lexicon import adjectives
from watchdesk.records import (
    Attribution,
    Casualties,
    Quantity,
    QuantityKind,
    Span,
    Toll,
    content_id,
)


class _Told(NamedTuple):
    fate: Fate
    toll: Toll
    sentence: int
    quantity: Quantity
    at: Counted


def find_casualties(
    doc: Document,
    quantities: Sequence[Quantity],
    article_id: str,
    attributions: Sequence[Attribution] = (),
) -> tuple[Casualties, ...]:
    """What befell how many people, one record for each telling, in the order of the text.

    Fates told in one sentence of the same people or event are one telling; a second number for
    the same fate, another nationality, or another place begins the next. Numbers inside another
    ("including three children", the addends of a sum) and sums of two fates told as one number are
    left out; so are machines, animals and buildings. ``attributions`` tell who counts.
    """
    tellers = Tellers(attributions)
    found: list[Casualties] = []
    for _, told in groupby(_told(doc, quantities), key=lambda one: one.sentence):
        parted = _tellings(doc, list(told))
        found += [_record(telling, article_id, tellers) for telling in parted]
    return tuple(found)


def _told(doc: Document, quantities: Sequence[Quantity]) -> Iterator[_Told]:
    for quantity in quantities:
        if quantity.kind is not QuantityKind.COUNT or quantity.unit is not None:
            continue
        if quantity.low is None and quantity.high is None:
            continue
        at = Counted.of(doc, quantity)
        found = fate_of(doc.listed, at) if at is not None else None
        if at is None or found is None:
            continue
        toll = Toll(
            span=quantity.span,
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            counted=None if found.is_self or at.is_fate else quantity.counted,
        )
        number = doc.listed.sentence[at.word]
        yield _Told(found.fate, toll, number, quantity, at)


def _tellings(doc: Document, told: list[_Told]) -> Iterator[list[_Told]]:
    """The numbers of a sentence parted into tellings, without parts and addends."""
    telling: list[_Told] = []
    for number, one in enumerate(told):
        if any(_is_part(doc, whole, one, told[number:]) for whole in telling):
            continue
        if telling and _is_apart(doc, telling, one):
            yield telling
            telling = []
        telling.append(one)
    if telling:
        yield telling


def _is_part(doc: Document, whole: _Told, one: _Told, rest: Sequence[_Told]) -> bool:
    """Whether a number is of those that another has counted with the same fate."""
    if whole.fate is not one.fate:
        return False
    if one.at.is_part(doc, whole.quantity.end) or IMPOSSIBLE in one.quantity.flags:
        return True
    # "25 were killed, 18 in Arn and 7 in Belm": the numbers without a noun make up the first.
    addends = [other.toll.low or 0.0 for other in rest if other.fate is whole.fate]
    return not one.at.is_noun and sum(addends) == whole.toll.low


def _is_apart(doc: Document, telling: Sequence[_Told], one: _Told) -> bool:
    """Whether a number begins another telling: its fate is told, or it is another side's."""
    if any(other.fate is one.fate for other in telling):
        return True
    own = _nations(one)
    sides = [side for other in telling if (side := _nations(other))]
    if own and sides and all(own.isdisjoint(side) for side in sides):
        return True
    place = one.at.place(doc)
    others = {p for other in telling if (p := other.at.place(doc))}
    return place is not None and bool(others) and place not in others


def _nations(one: _Told) -> frozenset[str]:
    words = (one.toll.counted or "").split()
    known = adjectives()
    return frozenset(w for w in words if w in known or (w[:1].isupper() and w[1:].islower()))


def _record(telling: Sequence[_Told], article_id: str, tellers: Tellers) -> Casualties:
    start = min(one.toll.span.start for one in telling)
    end = max(one.toll.span.end for one in telling)
    tolls = {one.fate.value: one.toll for one in telling}
    return Casualties(
        id=content_id("cas", article_id, start, end),
        start=start,
        end=end,
        attribution=tellers.at(Span(start, end)) or tellers.at(telling[0].toll.span),
        **tolls,
    )

"""A number that the next sentences put otherwise, without naming what is counted again.

"Six shells had been fired. An officer gave another account: they fired eight."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.ledger.counts import bounds
from watchdesk.ledger.differing import Telling, days_of, gap, stem
from watchdesk.ledger.incompatible_pairs import Clash
from watchdesk.ledger.page import Page
from watchdesk.ledger.told import Told
from watchdesk.ledger.told_topics import topics
from watchdesk.records import ContradictionKind, Quantity, QuantityKind, Span

_LEAD = 60
_ORDER = 20
"""Two amounts of which one is this many times the other are of different things."""
_PUTS = re.compile(
    r"\b(?:(?:speaks?|spoke|spoken|talks?|talked)\s+(?:only\s+)?of|"
    r"(?:puts?|sets?)\s+(?:it|that|this|the\s+(?:number|figure|toll|total|share|count|sum))\s+at|"
    r"(?:puts?|sets?|gives?|gave)\s+(?:\w+\s+){1,4}(?:at|as)|sticks?\s+to|"
    r"count(?:s|ed)?|m(?:akes?|ade)\s+it|arriv(?:es?|ed)\s+at|com(?:es?|ing)\s+to|came\s+to|"
    r"(?:it|that|they)\s+(?:was|were|is|are)|nearer|closer\s+to)\s+(?:only\s+|just\s+|some\s+|"
    r"about\s+|"
    r"fewer\s+than\s+|less\s+than\s+|more\s+than\s+|nearer\s+|closer\s+to\s+|more\s+like\s+|"
    r"barely\s+)?$",
    re.IGNORECASE,
)
"""Words before a number that answers another one."""
_GONE = re.compile(r"\s+(?:have|has|had|were|are|was)\b", re.IGNORECASE)
"""Words behind a number that stands for what was counted just before."""
_VERB = re.compile(r"\b([a-z]{3,20})\s+(?:only\s+|just\s+)?$")
_DISPUTES = re.compile(
    r"\b(?:disput|contradict|den[yi]|contest|reject)\w{0,4}\s+(?:that|this|it|the\s+(?:count|"
    r"figures?|"
    r"numbers?|result|tally))\b[^.;]{0,40}\b(?:says?|said|counts?|counted|puts?|speaks?|spoke)\b",
    re.IGNORECASE,
)
"""Somebody rejects a count and gives another."""
_ACCOUNT = re.compile(
    r"\b(?:another|a\s+different|(?:his|her|its|their)\s+own)\s+(?:accounts?|versions?|story|"
    r"figures?|"
    r"numbers?|counts?|tally)\b|\bcounts?\s+differ",
    re.IGNORECASE,
)
"""Words between two tellings of which the second tells the same otherwise."""
_WEEK = 7
_SAME = re.compile(r"\bsame\s+(?:day|time|date|week|month|year|period|hour)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:not|no)\s+(?:even\s+)?$", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:ago|earlier|previous(?:ly)?|last\s+(?:month|week|time)|before\s+the|in\s+(?:19|"
    r"20)\d\d)\b",
    re.IGNORECASE,
)
"""What was counted at another time."""
_WHERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside)\s+(?:the\s+)?([A-Z]\w+)")
_CUTS = re.compile(r"[;:—–]|,(?!\d)|\b(?:and|but|while|of\s+whom|of\s+which)\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\s*(?:of\s+(?:the|them|those|these|whom|which|its|his|her|their)|to|[-–])\b", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:another|others?|further|extra|additional|from|than\s+before|up\s+to|half|every|each|"
    r"per|first|"
    r"last|next|aged?)\s*(?:\w+\s*)?$|\A(?:more|others?|further|extra|additional|each|apiece|an?|"
    r"per)\b",
    re.IGNORECASE,
)
"""Words beside a number that is told on top of another, or of a part."""
_MEASURE = re.compile(
    r"\b(?:number|figure|toll|tally|count|total|distance|sum|amount|estimate|share|crowd|turnout|"
    r"price|cost|"
    r"length|width|height|depth|strength|size|weight|bill|rise|fall|there\s+(?:is|was|are|were))\b",
    re.IGNORECASE,
)
"""Words for what is counted or measured, whatever it is."""
_PEOPLE = re.compile(
    r"\b(?:people|persons?|men|women|crew|workers?|sailors?|soldiers?|officers?|troops|"
    r"civilians?|residents?|"
    r"villagers?|dead|deaths?|victims?|casualties|bodies|injured|wounded|marchers|protesters|"
    r"demonstrators|"
    r"prisoners|detainees|hostages|passengers|members|fighters|police|migrants|refugees|"
    r"children)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,6})?")
_WORD = re.compile(r"[a-z]{3,20}")
_LABEL = 60
"""Code points after which what is counted is left out."""
_PAIR = 2
"""Amounts of a vote: for and against."""


def gives_another_account(page: Page, low: int, high: int) -> bool:
    """Whether the text between two tellings says that the second tells the same otherwise."""
    return low < high and bool(_ACCOUNT.search(page.text, low, high))


def counted_otherwise(
    one: tuple[Told, Telling], other: tuple[Told, Telling], *, account: bool = False
) -> Clash | None:
    """Whether the second telling puts another number to what the first counts.

    ``account``: the text between them says that the second tells the same otherwise.
    """
    page = one[0].page
    for first, second in _counted(one[0], other[0], account=account):
        scale = _scale(page, first, second)
        if scale is None or not _exclude_each_other(first, second, scale):
            continue
        shown = [q.span.text_of(page.text) for q in (first, second)]
        sides = f"“{shown[0]}” ({one[1].who}) and “{shown[1]}” ({other[1].who})"
        what = first.counted or second.counted
        of = f"the number of {what}" if what and len(what) <= _LABEL else "the number"
        of = of if first.unit is None else "the amount"
        return Clash(ContradictionKind.NUMBER, f"{sides} cannot both be {of}")
    return None


def _counted(one: Told, other: Told, *, account: bool) -> Iterator[tuple[Quantity, Quantity]]:
    """Amounts of two tellings of which the second may answer the first."""
    page, sentence = other.page, other.kept.sentence
    whose = one.span if one.attribution else one.kept.sentence
    told = [q for q in page.quantities_in(whose) if _is_amount(q)]
    disputed = _DISPUTES.search(page.text, sentence.start, sentence.end)
    if disputed and not account:
        yield from _votes(page, told, other.span)
    for quantity in page.quantities_in(sentence):
        if quantity.start < other.span.start - _LEAD or one.span.contains(quantity.start):
            continue
        if not _is_amount(quantity) or _is_elsewhere(one, other, quantity):
            continue
        if _PUTS.search(_before(page, quantity, sentence)):
            same = [q for q in told if q.unit == quantity.unit or quantity.unit is None]
            yield from ((q, quantity) for q in same)
        elif _stands_for(page, quantity, other.span):
            yield from ((q, quantity) for q in told if _is_bare(q))
        elif _is_of_it(one, other, quantity):
            same = [q for q in told if _are_of_a_kind(q, quantity)]
            yield from ((q, quantity) for q in same)
        elif account and _is_bare(quantity):
            verb = _verb(page, quantity, sentence)
            doing = {stem(word) for word in _WORD.findall(one.text.lower())}
            yield from ((q, quantity) for q in told[:1] if verb and verb in doing)


def _is_elsewhere(one: Told, other: Told, quantity: Quantity) -> bool:
    """Whether a number is told of another day or place, or is none: "not one"."""
    page, sentence = other.page, other.kept.sentence
    if _NO.search(_before(page, quantity, sentence)):
        return True
    clause = _clause(page, quantity, sentence)
    theirs = [days_of(time.interval) for time in page.times_in(sentence)]
    ours = [days_of(time.interval) for time in page.times_in(one.kept.sentence)]
    ours = ours or [days_of(other.kept.published)]
    same = _SAME.search(page.text, sentence.start, sentence.end)
    if not same and any(
        (gap(a, b) or 0) > (_WEEK if a and a[0] != a[1] else 0) for a in ours for b in theirs
    ):
        return True
    if any(_THEN.search(page.text, s.start, s.end) for s in (clause, one.span)):
        return True
    here = set(_WHERE.findall(one.kept.sentence.text_of(page.text)))
    there = set(_WHERE.findall(clause.text_of(page.text)[: quantity.end - clause.start + _LEAD]))
    there |= set(_WHERE.findall(sentence.text_of(page.text)[: quantity.start - sentence.start]))
    return bool(here and there and not here & there)


def _is_of_it(one: Told, other: Told, quantity: Quantity) -> bool:
    """Whether all that is told with a number is what was told just before with another."""
    page = other.page
    clause = _clause(page, quantity, other.span if other.attribution else other.kept.sentence)
    if _PART_OF.match(page.text, quantity.end) or _MORE.search(_before(page, quantity, clause)):
        return False
    if _MORE.match(page.text[quantity.end : quantity.end + _LEAD].lstrip()):
        return False
    if other.named - one.names and other.attribution is not None:
        return False
    words = (
        *other.topics_at(Span(clause.start, max(clause.start, quantity.start))),
        *other.topics_at(Span(min(quantity.end, clause.end), clause.end)),
    )
    known = one.topics_around
    met = sum(bool(topic & known) for topic in words)
    strange = len(words) - met
    measured = bool(_MEASURE.search(page.text, clause.start, clause.end))
    few = 1 if met or measured or (quantity.unit and quantity.unit != "%") else 0
    return strange <= few


def _clause(page: Page, quantity: Quantity, span: Span) -> Span:
    """The clause of a stretch in which a number stands."""
    cuts = list(_CUTS.finditer(page.text, span.start, span.end))
    low = max((m.end() for m in cuts if m.end() <= quantity.start), default=span.start)
    high = min((m.start() for m in cuts if m.start() >= quantity.end), default=span.end)
    return Span(low, max(low, high))


def _are_of_a_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts count or measure the same kind of thing."""
    if a.unit != b.unit:
        return _is_bare(b)
    if a.unit is not None or not a.counted or not b.counted:
        return True
    last = [topics(q.counted.split()[-1]) for q in (a, b) if q.counted]
    people = [bool(_PEOPLE.search(q.counted)) for q in (a, b) if q.counted]
    return bool(last[0] & last[-1]) or all(people)


def _votes(page: Page, told: list[Quantity], span: Span) -> Iterator[tuple[Quantity, Quantity]]:
    """Amounts for and against, each with its counterpart."""
    others = [q for q in page.quantities_in(span) if _is_amount(q)]
    if len(told) >= _PAIR and len(others) >= _PAIR:
        yield from zip(told, others, strict=False)


def _before(page: Page, quantity: Quantity, sentence: Span) -> str:
    return page.text[max(sentence.start, quantity.start - _LEAD) : quantity.start]


def _is_amount(quantity: Quantity) -> bool:
    return quantity.kind not in {QuantityKind.ORDINAL, QuantityKind.AGE} and not quantity.flags


def _is_bare(quantity: Quantity) -> bool:
    """Whether a number stands without what it counts."""
    return quantity.counted is None and quantity.unit is None and _is_amount(quantity)


def _stands_for(page: Page, quantity: Quantity, span: Span) -> bool:
    """Whether a number begins a telling and stands for what was counted before: "900 have"."""
    begins = quantity.start - span.start <= len("No fewer than ")
    return _is_bare(quantity) and begins and bool(_GONE.match(page.text, quantity.end))


def _verb(page: Page, quantity: Quantity, sentence: Span) -> str:
    match = _VERB.search(_before(page, quantity, sentence))
    return stem(match.group(1)) if match else ""


def _scale(page: Page, first: Quantity, second: Quantity) -> float | None:
    """What one of the bare second number is in the unit of the first; ``None`` where the two are
    so unlike that they are hardly of the same thing."""
    sizes = [
        max((n for n in (q.low, q.high) if n is not None), default=0.0) for q in (first, second)
    ]
    scale = 1.0
    if first.unit != second.unit and not _are_like(*sizes):
        digits = _DIGITS.search(first.span.text_of(page.text))
        told = float(digits.group().replace(",", "")) if digits else 0.0
        if told <= 0:
            return None
        scale = sizes[0] / told
    return scale if _are_like(sizes[0], sizes[1] * scale) else None


def _are_like(a: float, b: float) -> bool:
    """Whether two sizes are of one order."""
    return min(a, b) > 0 and max(a, b) <= _ORDER * min(a, b)


def _exclude_each_other(first: Quantity, second: Quantity, scale: float) -> bool:
    """Whether two amounts have none in common."""
    a = bounds(first)
    b = [None if n is None else n * scale for n in bounds(second)]
    below = a[1] is not None and b[0] is not None and a[1] < b[0]
    return below or (b[1] is not None and a[0] is not None and b[1] < a[0])

"""Numbers of things in a statement, and when two of them cannot both hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchdesk.ledger.lexicon import date_words, plain_words
from watchdesk.ledger.statements import Page
from watchdesk.records import Interval, Quantity, Span, interval_hull

_SLACK = 0.1
"""How far a number called approximate may be off."""
_BEFORE, _AFTER = 40, 70
"""Code points around a number that say what happened to what is counted."""
_STOP = re.compile(r"[,;:()—–]|\band\b|\bwhile\b|\bbut\b", re.IGNORECASE)


@dataclass(frozen=True)
class Count:
    """How many of something."""

    quantity: Quantity
    """The amount."""
    words: str
    """As it stands in the text."""
    noun: str
    """Last word of what is counted, lower case, singular."""
    kinds: frozenset[str]
    """The words before that, e.g. a nationality."""
    deeds: frozenset[int]
    """Folded words next to it: what happened to what is counted."""
    when: Interval
    """The days told in the sentence; unknown when none are."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest amount meant."""
        slack = _SLACK if self.quantity.approximate else 0.0
        low = self.quantity.low if self.quantity.low is not None else float("-inf")
        high = self.quantity.high if self.quantity.high is not None else float("inf")
        return low * (1 - slack), high * (1 + slack)


def singular(noun: str) -> str:
    """A plural without its ending; good enough to compare two nouns."""
    if noun in {"people", "persons"}:
        return "person"
    if len(noun) > 4 and noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") and not noun.endswith("ss") else noun


def _beside(page: Page, quantity: Quantity, sentence: Span) -> frozenset[int]:
    """Words next to an amount, up to a comma, "and" or another amount."""
    edges = [q.span for q in page.reading.quantities if q.span != quantity.span]
    left = max(
        [
            sentence.start,
            quantity.start - _BEFORE,
            *(s.end for s in edges if s.end <= quantity.start),
        ]
    )
    right = min(
        [sentence.end, quantity.end + _AFTER, *(s.start for s in edges if s.start >= quantity.end)]
    )
    stops = [m.end() for m in _STOP.finditer(page.text, left, quantity.start)]
    left = stops[-1] if stops else left
    stop = _STOP.search(page.text, quantity.end, right)
    right = stop.start() if stop else right
    found = page.folded(left, quantity.start) | page.folded(quantity.end, right)
    return found - plain_words() - date_words()


def counts_in(page: Page, span: Span) -> tuple[Count, ...]:
    """The countings that stand in a span of an article."""
    out = []
    for quantity in page.quantities_in(span):
        counted = (quantity.counted or "").lower().split()
        if not counted:
            continue
        if quantity.low is None and quantity.high is None:
            continue
        sentence = page.sentence(quantity.span)
        times = [t for t in page.times_in(sentence) if not t.is_unknown]
        noun = singular(counted[-1].strip("’'\".,"))
        out.append(
            Count(
                quantity=quantity,
                words=quantity.span.text_of(page.text),
                noun=noun,
                kinds=frozenset(counted[:-1]),
                deeds=_beside(page, quantity, sentence) - page.names_in(sentence),
                when=interval_hull(times),
            )
        )
    return tuple(out)


def clash(a: Count, b: Count, *, only_lower: bool) -> str | None:
    """What cannot both hold of two countings, or ``None``.

    ``only_lower``: the second was told days later, so that a higher number may be an update and
    only a lower one contradicts.
    """
    if a.noun != b.noun or a.quantity.unit != b.quantity.unit:
        return None
    if (a.kinds - b.kinds and b.kinds - a.kinds) or not a.when.intersects(b.when):
        return None
    if not a.deeds & b.deeds:
        return None
    (low_a, high_a), (low_b, high_b) = a.bounds, b.bounds
    if high_b < low_a or (high_a < low_b and not only_lower):
        return f"“{a.words}” and “{b.words}” cannot both be the number of {a.quantity.counted}"
    return None

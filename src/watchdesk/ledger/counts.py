"""Numbers of things in a statement, and when two of them cannot both hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from watchdesk.grounding.quantity_words import JUST_UNDER
from watchdesk.ledger.page import Page
from watchdesk.records import Interval, Quantity, QuantityKind, Span, interval_hull
from watchdesk.reuse.words import word_hash

_SLACK = 0.1
"""How far a number called approximate may be off."""
_BEFORE, _AFTER = 40, 70
"""Code points around a number that say what happened to what is counted."""
_APART = 10
"""Two numbers of which one is this many times the other count different things."""
_AREA = "m²"
_LAND = re.compile(
    r"\b(?:territory|area|land|controls?|controlled|held|holds?|taken|took|captured|seized|"
    r"occupie[sd]|advanced|freed|liberated)\b",
    re.IGNORECASE,
)
_OTHER_LAND = re.compile(
    r"\b(?:burn(?:ed|t|ing|s)?|fires?|flood(?:ed|s|ing)?|forests?|farm(?:land|s)?|crops?|built|"
    r"office|floor|park|reserve|size\s+of)\b",
    re.IGNORECASE,
)
_OURSELVES = re.compile(r"\bwe\s+(?:are|were|number)\s+$", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:commander|soldier|officer|fighter|sergeant|lieutenant|captain|colonel)\b", re.IGNORECASE
)
_STOP = re.compile(r"[,;:()—–]|\band\b|\bwhile\b|\bbut\b", re.IGNORECASE)


_FATES = """
die: killed kill kills died dies dead deaths death fatalities slain perished drowned executed
wound: wounded injured hurt injuries casualties maimed
miss: missing disappeared vanished
hold: arrested detained captured imprisoned jailed seized hostage hostages kidnapped abducted
free: freed released liberated exchanged swapped handed returned repatriated
flee: fled displaced evacuated uprooted homeless
save: rescued saved recovered
fight: involved fighting deployed entered crossed massed stationed took part participated attack
fight: attacked invaded
control: held hold holds control controls controlled hands taken took captured seized occupied
send: sent dispatched delivered supplied provided donated
fire: fired launched shot hit struck
down: downed intercepted destroyed sunk damaged lost crashed
protest: protested marched rallied demonstrated gathered
expel: expelled deported dismissed fired sacked
vote: voted elected won
"""
_NOUNS = (
    "person civilian resident villager citizen child woman man soldier troop fighter militant "
    "rebel serviceman officer policeman guard marine sailor pilot peacekeeper mercenary recruit "
    "conscript reservist worker employee journalist doctor nurse student pupil teacher prisoner "
    "detainee captive hostage refugee migrant protester demonstrator diplomat official minister "
    "lawmaker passenger tourist victim casualty death fatality body dead wounded injured crew "
    "missile drone rocket shell bomb mine tank vehicle aircraft plane jet helicopter ship boat "
    "vessel warship tanker submarine gun howitzer battery launcher system house home building "
    "school hospital village town settlement household family division brigade battalion seat vote"
)


@cache
def _fates() -> dict[int, frozenset[str]]:
    """What can happen to people and things that reports count, by folded word."""
    out: dict[int, frozenset[str]] = {}
    for line in _FATES.strip().splitlines():
        name, _, words = line.partition(":")
        for word in map(word_hash, words.split()):
            out[word] = out.get(word, frozenset()) | {name}
    return out


@cache
def _nouns() -> dict[str, str]:
    """Nouns that reports count, each with the one it is compared under."""
    armed = "soldier troop fighter serviceman attacker force militant mercenary".split()
    return {noun: noun for noun in _NOUNS.split()} | dict.fromkeys(armed, "soldier")


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
    fates: frozenset[str]
    """What happened to what is counted, from the words next to it."""
    when: Interval
    """The days told in the sentence; unknown when none are."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest amount meant."""
        quantity = self.quantity
        slack = _SLACK if quantity.approximate else 0.0
        low = quantity.low if quantity.low is not None else float("-inf")
        high = quantity.high if quantity.high is not None else float("inf")
        if quantity.low is None and (quantity.approximator or "").lower() in JUST_UNDER:
            return high * (1 - _SLACK), high  # nearly fifty are not ten
        return low * (1 - slack), high * (1 + slack)


def singular(noun: str) -> str:
    """A plural without its ending; good enough to compare two nouns."""
    odd = {"people": "person", "men": "man", "women": "woman", "children": "child"}
    if noun in odd or noun == "aircraft":
        return odd.get(noun, noun)
    if len(noun) > 4 and noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") and not noun.endswith("ss") else noun


def _fates_beside(page: Page, quantity: Quantity, sentence: Span) -> frozenset[str]:
    """What the words next to an amount tell of it, up to a comma, "and" or another amount."""
    edges = [q.span for q in page.quantities_in(sentence) if q.span != quantity.span]
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
    words = page.folded(left, quantity.start) | page.folded(quantity.start, right)
    fates = _fates()
    return frozenset(fate for word in words if word in fates for fate in fates[word])


def _noun(page: Page, quantity: Quantity, speaker: str | None) -> str | None:
    """What is counted or measured, as a word that two statements can share; or ``None``."""
    if quantity.unit == _AREA and not quantity.flags:
        return _AREA
    if quantity.unit is not None or quantity.kind is QuantityKind.ORDINAL:
        return None
    counted = (quantity.counted or "").lower().split()
    if counted:
        return _nouns().get(singular(counted[-1].strip("’'\".,")))
    lead = page.text[max(0, quantity.start - 12) : quantity.start]
    ours = _OURSELVES.search(lead) and _ARMED.search(speaker or "")
    return "soldier" if ours else None


def _happened(page: Page, quantity: Quantity, noun: str, sentence: Span) -> frozenset[str]:
    """What happened to what is counted."""
    if noun == _AREA:
        words = sentence.text_of(page.text)
        held = _LAND.search(words) and not _OTHER_LAND.search(words)
        return frozenset({"land"} if held else ())
    fates = _fates_beside(page, quantity, sentence)
    return fates or frozenset({"fight"} if quantity.counted is None else ())


def counts_in(page: Page, span: Span, speaker: str | None = None) -> tuple[Count, ...]:
    """How many people or things a span of an article counts, and what happened to them.

    Areas of land count as well, and "we are 300" of a ``speaker`` who commands soldiers.
    """
    out = []
    for quantity in page.quantities_in(span):
        noun = _noun(page, quantity, speaker)
        if noun is None or (quantity.low is None and quantity.high is None):
            continue
        sentence = page.sentence(quantity.span)
        times = [t for t in page.times_in(sentence) if not t.is_unknown]
        out.append(
            Count(
                quantity=quantity,
                words=quantity.span.text_of(page.text),
                noun=noun,
                kinds=frozenset((quantity.counted or "").lower().split()[:-1]),
                fates=_happened(page, quantity, noun, sentence),
                when=interval_hull(times),
            )
        )
    return tuple(out)


def _are_apart(a: Count, b: Count) -> bool:
    """Whether two amounts are so unlike that they are hardly of the same thing."""
    left, right = (
        sum(n for n in (c.quantity.low, c.quantity.high) if n is not None) for c in (a, b)
    )
    small, large = sorted((left, right))
    return small <= 0 or large > _APART * 2 * small


def clash(a: Count, b: Count, *, only_lower: bool) -> str | None:
    """What cannot both hold of two countings, or ``None``.

    ``only_lower``: the second was told later, so that a higher number may be an update and only a
    lower one contradicts.
    """
    if a.noun != b.noun or a.quantity.unit != b.quantity.unit or not a.fates & b.fates:
        return None
    if (a.kinds - b.kinds and b.kinds - a.kinds) or not a.when.intersects(b.when):
        return None
    (low_a, high_a), (low_b, high_b) = a.bounds, b.bounds
    if (high_b < low_a or (high_a < low_b and not only_lower)) and not _are_apart(a, b):
        if a.noun == _AREA:
            return "area"
        return a.quantity.counted or b.quantity.counted or a.noun
    return None

"""Numbers of things in a statement, and when two of them cannot both hold."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.grounding.gazetteer import demonym
from watchdesk.grounding.quantity_words import JUST_UNDER
from watchdesk.ledger.differing import Count, Telling, days_of
from watchdesk.ledger.page import Page
from watchdesk.records import Quantity, QuantityKind, Span, interval_hull
from watchdesk.reuse.words import word_hash

_SLACK = 0.1
"""How far a number called approximate may be off."""
_BEFORE, _AFTER = 40, 70
"""Code points around a number that say what happened to what is counted."""
_APART = 10
"""Two numbers of which one is this many times the other count different things."""
_GROWING = frozenset({"die", "wound", "miss", "flee", "save"})
"""What is counted anew every hour at first."""
_EARLY = 1.25
"""Counts of an hour and of the next differ by as much."""
_ROUNDED = 0.03
"""Part by which a measure changes when it is told in another unit."""
_AREA = "m²"
_MOST = 24
"""Amounts of one statement that are looked at."""
_PAST = 60
"""Days before its publication with which an article tells of something else."""
_NO_AMOUNTS = {QuantityKind.ORDINAL, QuantityKind.AGE}
_TIMES = frozenset({"s", "second", "minute", "hour", "day", "week", "month", "year", "min", "h"})
_WORDS = {"%": "share"}
_TOLLS = {
    "killed": "die",
    "wounded": "wound",
    "missing": "miss",
    "captured": "hold",
    "displaced": "flee",
}
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
_LEAD = 80
_NUMBER_OF = re.compile(
    r"\b(?:death\s+toll|(?:number|toll|count)\s+of\s+(?:the\s+)?(?P<noun>[a-z]{3,}))\b"
    r"[^.;:,\d]{0,40}\b(?:at|to|was|is|of|reached|as)\s+(?:(?:at\s+least|about|nearly|over|more\s+than)\s+)?$",
    re.IGNORECASE,
)
"""What is counted, told before the number: "put the number of dead at"."""
_ARMED = re.compile(
    r"\b(?:commander|soldier|officer|fighter|sergeant|lieutenant|captain|colonel)\b", re.IGNORECASE
)
_STOP = re.compile(r"[,;:()—–]|\band\b|\bwhile\b|\bbut\b", re.IGNORECASE)


_FATES = """
die: killed kill kills died dies dead deaths death fatalities slain perished drowned executed buried
wound: wounded injured hurt injuries casualties maimed
miss: missing disappeared vanished
hold: arrested detained captured imprisoned jailed seized hostage hostages kidnapped abducted
hold: held hold holds holding prison cells bars custody
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
vote: voted elected won favour favor favoured favored backed opposed against abstained
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
    dead = "person victim casualty death fatality body dead people".split()
    armed = "soldier troop fighter serviceman attacker force militant mercenary".split()
    return (
        {noun: noun for noun in _NOUNS.split()}
        | dict.fromkeys(armed, "soldier")
        | dict.fromkeys(dead, "person")
    )


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


def _noun(page: Page, quantity: Quantity, speaker: str | None) -> tuple[str, bool] | None:
    """What is counted or measured, as a word that two statements can share, and whether reports on
    conflicts count it; or ``None``."""
    if quantity.unit == _AREA:
        return None if quantity.flags else (_AREA, True)
    if quantity.kind in _NO_AMOUNTS or quantity.flags or quantity.unit in _TIMES:
        return None
    counted = (quantity.counted or "").lower().split()
    noun = singular(counted[-1].strip("’'\".,")) if counted else ""
    if quantity.unit is not None:
        return f"{quantity.unit} {noun}".strip(), False
    if noun and demonym(noun.capitalize()):
        return "person", True
    if noun:
        return _nouns().get(noun, noun), noun in _nouns()
    lead = page.text[max(0, quantity.start - _LEAD) : quantity.start]
    put = _NUMBER_OF.search(lead)
    if put:
        noun = singular(put["noun"].lower()) if put["noun"] else "dead"
        return _nouns().get(noun, noun), noun in _nouns()
    lead = lead[-12:]
    ours = _OURSELVES.search(lead) and _ARMED.search(speaker or "")
    return ("soldier", True) if ours else None


def _happened(page: Page, quantity: Quantity, noun: str, sentence: Span) -> frozenset[str]:
    """What happened to what is counted."""
    if noun == _AREA:
        words = sentence.text_of(page.text)
        held = _LAND.search(words) and not _OTHER_LAND.search(words)
        return frozenset({"land"} if held else ())
    fates = _fates_beside(page, quantity, sentence) | _toll(page, quantity)
    put = _NUMBER_OF.search(page.text[max(0, quantity.start - _LEAD) : quantity.start])
    if put and not quantity.counted:
        return _fates().get(word_hash(put["noun"] or "dead"), frozenset())
    ours = quantity.counted is None and quantity.unit is None
    return fates or frozenset({"fight"} if ours else ())


def _toll(page: Page, quantity: Quantity) -> frozenset[str]:
    """What befell people by the article's casualties."""
    for one in page.reading.casualties:
        for name, fate in _TOLLS.items():
            toll = getattr(one, name)
            if toll is not None and toll.span.start == quantity.start:
                return frozenset({fate})
    return frozenset()


def bounds(quantity: Quantity) -> tuple[float | None, float | None]:
    """Lowest and highest amount meant."""
    slack = _SLACK if quantity.approximate else 0.0
    low, high = quantity.low, quantity.high
    if high is not None and low is None and (quantity.approximator or "").lower() in JUST_UNDER:
        return high * (1 - _SLACK), high  # nearly fifty are not ten
    return (
        None if low is None else low * (1 - slack),
        None if high is None else high * (1 + slack),
    )


def counts_in(page: Page, span: Span, speaker: str | None = None) -> tuple[Count, ...]:
    """How many people or things a span of an article counts, and what happened to them.

    Areas of land count as well, money, shares and measures, and "we are 300" of a ``speaker`` who
    commands soldiers.
    """
    out = []
    when = days_of(interval_hull([t for t in page.times_in(span) if not t.is_unknown]))
    for quantity in page.quantities_in(span)[:_MOST]:
        noun = _noun(page, quantity, speaker)
        if noun is None or (quantity.low is None and quantity.high is None):
            continue
        low, high = bounds(quantity)
        told = [n for n in (quantity.low, quantity.high) if n is not None]
        out.append(
            Count.model_construct(
                low=low,
                high=high,
                size=max(told),
                text=quantity.span.text_of(page.text),
                unit=quantity.unit,
                noun=noun[0],
                listed=noun[1],
                kinds=frozenset((quantity.counted or "").lower().split()[:-1]),
                fates=_happened(page, quantity, noun[0], page.sentence(quantity.span)),
                when=when,
                counted=quantity.counted,
            )
        )
    return tuple(out)


def _are_apart(a: Count, b: Count) -> bool:
    """Whether two amounts are so unlike that they are hardly of the same thing."""
    small, large = sorted((a.size, b.size))
    return small <= 0 or large > 2 * _APART * small


def _excludes(a: Count, b: Count) -> bool:
    """Whether the first amount is wholly below the second; what is measured is rounded."""
    if a.high is None or b.low is None:
        return False
    exact = a.unit is not None and a.high == a.size
    return a.high * (1 + _ROUNDED if exact else 1) < b.low


def clash(a: Count, b: Count, *, only_lower: bool) -> str | None:
    """What cannot both hold of two countings, or ``None``.

    ``only_lower``: the second was told later, so that a higher number may be an update and only a
    lower one contradicts.
    """
    if a.noun != b.noun or a.unit != b.unit or (a.kinds - b.kinds and b.kinds - a.kinds):
        return None
    if not a.fates & b.fates and (a.fates or b.fates):
        return None
    if a.when and b.when and (a.when[1] < b.when[0] or b.when[1] < a.when[0]):
        return None
    if _are_apart(a, b) or not (_excludes(b, a) or (_excludes(a, b) and not only_lower)):
        return None
    small, large = sorted((a.size, b.size))
    if a.fates & b.fates & _GROWING and large <= _EARLY * small:
        return None
    if a.unit == _AREA:
        return "area"
    return a.counted or b.counted or (a.noun if a.unit is None else _WORDS.get(a.unit, "amount"))


def is_long_past(count: Count, telling: Telling) -> bool:
    """Whether an amount is told of days well before its article."""
    if count.when is None or telling.published is None:
        return False
    return count.when[1] < telling.published[0] - _PAST

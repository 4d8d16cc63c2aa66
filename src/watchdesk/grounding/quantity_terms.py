"""A single numeral with its scale, its currency or its unit."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.quantity_money import NAMES, shared_currency
from watchdesk.grounding.quantity_numbers import FIGURES, ONES, SCALES, SPELLED, TEENS, TENS, number
from watchdesk.grounding.quantity_units import SPACED, TIGHT, UNITS
from watchdesk.grounding.quantity_words import (
    CURRENCIES,
    FRACTIONS,
    MILLIONS_OF,
    SYMBOLS,
    TIME_UNITS,
    VAGUE,
    either,
)
from watchdesk.records import QuantityKind

_CHINA = re.compile(r"\b(?:Chin(?:a|ese)|Beijing|yuan|renminbi)\b")
_JAPAN = re.compile(r"\b(?:Japan(?:ese)?|Tokyo|yen)\b")
_PRICED = re.compile(
    r"\b(?:worth|costs?|costing|pa(?:y|ys|id|ying)|price|prices|prized?|fine[ds]?|loans?|salary|"
    r"raised?|spen[dt]|spends|budget|debts?|donated?|bill|grant|earn(?:s|ed)?|wages?|ransom|bribes?)\b",
    re.IGNORECASE,
)
"""Words before "pounds" that are money and no weight."""
_RATE = re.compile(r" (?:to|for|per|against) (?:the|a|one) (?:U\.?S\.? )?(?:dollar|euro)\b")
POINTS = "percentage point"


class Term(NamedTuple):
    """A numeral in a sentence; offsets count from the start of the sentence."""

    start: int
    end: int
    """Behind the unit, if there is one."""
    core: int
    """Where the numeral starts, behind a sign of currency."""
    bare: int
    """Where numeral and scale end."""
    low: float
    high: float | None
    scale: float = 1.0
    """What a scale word behind it multiplied it by."""
    unit: str | None = None
    kind: QuantityKind = QuantityKind.COUNT
    vague: bool = False
    lasting: bool = False
    """Whether it counts units of time."""


class _Unit(NamedTuple):
    name: str | None
    """``None`` for money of a currency that is not known."""
    kind: QuantityKind
    end: int


_SCALE = "hundred|thousand|million|billion|trillion|dozen|lakh|crore|trln|mln|bln|mn|bn|trn|tn"
_PERCENT = re.compile(
    r"(?i:(?P<point>[ -]?(?:percentage|%|percent)[ -]points?\b| ?pp\b)"
    r"| ?%| ?％|[ -](?:percent|per cent|pct)\b(?P<points> points?\b)?)"
)


@cache
def starts() -> re.Pattern[str]:
    """Where a numeral can start; group ``symbol`` is the sign of its currency."""
    first = {p.split()[0] for p in (*VAGUE, *FRACTIONS)} | {*ONES, *TEENS, *TENS, "an", "half"}
    first = {word.partition("-")[0] for word in first}
    # A sign that is no letter may stand behind one: "Â£5" is a pound sign in a wrong encoding.
    signs = "|".join(sign for sign in SYMBOLS if not sign[0].isascii())
    return re.compile(
        rf"(?:(?<![\w.,/:#²³])|(?={signs}))(?:(?P<symbol>{either(*SYMBOLS)}) ?)?"
        rf"(?P<core>\d|[½¼¾⅓⅔]|(?i:{either(*first)})(?![^\W\d_]|[’']))"
    )


@cache
def _plain() -> re.Pattern[str]:
    many = either(*MILLIONS_OF, *NAMES, *CURRENCIES)
    halved = either("percentage point", *(unit for unit in SPACED if not unit.endswith("s")))
    return re.compile(
        rf"(?i:(?P<vague>{either(*VAGUE)})(?![^\W\d_])"
        rf"|(?P<figures>{FIGURES})(?:(?:[ -]?(?P<scale>{_SCALE})(?P<half> and a half)?"
        rf"|(?P<k>k)|(?P<m>m)(?= (?:[a-z-]+ )?(?:{many})\b))(?![^\W_]|[²³]))?"
        rf"|(?P<spelled>(?:half|a quarter of) an?(?=[ -](?:{halved})\b)|{SPELLED})(?![^\W\d_]))"
    )


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        rf"(?i:(?P<figures>{FIGURES})(?:[ -]?(?P<scale>{_SCALE}|[mbk])\b(?P<half> and a half)?)?"
        rf"|(?P<spelled>{SPELLED})(?![^\W\d_]))"
    )


@cache
def _unit() -> re.Pattern[str]:
    money = either(*CURRENCIES)
    times = "|".join(sorted(TIME_UNITS))
    signs = "|".join(re.escape(s) for s in SYMBOLS if not s[0].isascii())
    return re.compile(
        rf"(?P<tight>{either(*TIGHT)})(?![\w²³])"
        rf"|[ -](?P<short>km²|km2|m²|m2|m³|m3|mi|ha|m|g|nm)(?![\w²³’']|\.[a-z])"
        rf"|[ -](?P<unit>(?i:{either(*SPACED)})|GW|MW|kW)(?![\w²³])"
        rf"|[ -]?(?P<sign>{signs})|[ -](?P<money>(?i:{money}))(?![\w])"
        rf"|[- ](?P<time>(?i:{times})s?)(?!\w)"
    )


def symbol_of(text: str, symbol: str) -> str:
    """The currency of a sign; empty where it is that of two and the sentence does not tell."""
    if symbol != "¥":
        return SYMBOLS[symbol]
    found = [code for code, nation in (("CNY", _CHINA), ("JPY", _JAPAN)) if nation.search(text)]
    return found[0] if len(found) == 1 else ""


def term_at(text: str, at: int, currency: str | None = None) -> Term | None:
    """The numeral that starts at a place, with the scale and unit behind it.

    ``currency`` is that of a sign before it, empty where it is not known.
    """
    match = (_money() if currency is not None else _plain()).match(text, at)
    if match is None:
        return None
    found = match.groupdict()
    term = _told(found, at, match.end())
    if term is None:
        return None
    if currency is not None:
        return term._replace(unit=currency or None, kind=QuantityKind.MONEY)
    unit = _unit_after(text, term)
    if unit is None:
        return term
    lasting = unit.name is not None and unit.name in TIME_UNITS
    return term._replace(unit=unit.name, kind=unit.kind, end=unit.end, lasting=lasting)


def _told(found: dict[str, str | None], at: int, end: int) -> Term | None:
    if vague := found.get("vague"):
        bounds = VAGUE[" ".join(vague.lower().split())]
        return Term(at, end, at, end, bounds.low, bounds.high, vague=True)
    value = number(found["figures"] or found["spelled"] or "")
    if value is None:
        return None
    name = found.get("scale") or found.get("k") or found.get("m")
    scale = SCALES[name.lower()] if name else 1.0
    value = (value + (0.5 if found.get("half") else 0.0)) * scale
    return Term(at, end, at, end, value, value, scale)


def _unit_after(text: str, term: Term) -> _Unit | None:
    at = term.end
    if percent := _PERCENT.match(text, at):
        points = percent["point"] or percent["points"]
        return _Unit(POINTS if points else "%", QuantityKind.SHARE, percent.end())
    if term.vague and text[at : at + 4] == " of ":
        at += 3
    match = _unit().match(text, at)
    if match is not None:
        if word := match["tight"] or match["short"] or match["unit"]:
            name = word if word in UNITS else word.lower()
            told = text[max(0, term.start - 60) : term.start]
            if name in {"pounds", "pound"} and _RATE.match(text, match.end()):
                return _Unit(None, QuantityKind.MONEY, match.end())
            if name in {"pounds", "pound"} and _is_money(text, term, match.end(), told):
                return _Unit("GBP", QuantityKind.MONEY, match.end())
            if shared := _shared(text, at, term):
                return shared
            return _Unit(name, QuantityKind.MEASURE, match.end())
        if sign := match["sign"]:
            return _Unit(SYMBOLS[sign], QuantityKind.MONEY, match.end())
        if time := match["time"]:
            return _Unit(time.lower().removesuffix("s"), QuantityKind.MEASURE, match.end())
    if shared := _shared(text, at, term):
        return shared
    if match is not None:
        return _Unit(CURRENCIES[match["money"].lower()], QuantityKind.MONEY, match.end())
    return None


def _is_money(text: str, term: Term, end: int, told: str) -> bool:
    """Whether pounds are money, from the words before: "millions of pounds of explosives" weigh."""
    many = term.scale >= 1e3 or (
        term.vague and term.low >= 1e3 and not text.startswith(" of ", end)
    )
    return many or bool(_PRICED.search(told))


def _shared(text: str, at: int, term: Term) -> _Unit | None:
    found = shared_currency(text, at, term.low)
    return _Unit(found[0], QuantityKind.MONEY, found[1]) if found else None

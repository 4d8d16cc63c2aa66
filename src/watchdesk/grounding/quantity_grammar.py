"""The forms amounts take in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from watchdesk.grounding.quantity_money import shared_currency
from watchdesk.grounding.quantity_numbers import (
    DIGITS,
    ONES,
    ORDINALS,
    SCALES,
    SPELLED,
    TEENS,
    TENS,
    number,
    words,
)
from watchdesk.grounding.quantity_words import (
    ABOUT,
    CURRENCIES,
    HIGH,
    LOW,
    NUMBERED,
    SYMBOLS,
    TIME_UNITS,
    UNITS,
    VAGUE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a sentence; offsets count from the start of the sentence."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    """Unit word, currency code, ``%``, or ``None`` for counts."""
    approximate: bool = False
    vague: bool = False
    additional: bool = False
    unreadable: bool = False
    pronoun: bool = False
    """A bare "one", an amount only where people are counted."""


def _either(*phrases: str) -> str:
    return "|".join(
        re.escape(p).replace(r"\ ", " ") for p in sorted(phrases, key=len, reverse=True)
    )


_FRACTIONS = {
    "half": 50.0, "a half": 50.0, "one half": 50.0, "one-half": 50.0, "a third": 100 / 3,
    "one third": 100 / 3, "one-third": 100 / 3, "two thirds": 200 / 3, "two-thirds": 200 / 3,
    "a quarter": 25.0, "one quarter": 25.0, "one-quarter": 25.0, "three quarters": 75.0,
    "three-quarters": 75.0, "a fifth": 20.0, "one-fifth": 20.0, "two-fifths": 40.0,
    "three-fifths": 60.0, "four-fifths": 80.0, "a tenth": 10.0, "one-tenth": 10.0,
}  # fmt: skip
_START = frozenset(
    {*ONES, *TEENS, *TENS, *(p.split()[0] for p in VAGUE), "a", "an", "half", "dozens",
     "hundred", "thousand"}
)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    symbols = _either(*SYMBOLS)
    fuzz = _either(*LOW, *HIGH, *ABOUT)
    scale = (
        r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore|trln|mln|bln|mn|bn|trn|tn|"
        r"m|b|k)"
    )
    value = rf"(?:{DIGITS}|(?i:{SPELLED}))"
    unit_words = _either(*(u for u in UNITS if u not in {"m", "g", "mi", "ha"}))
    money = _either(*CURRENCIES)
    times = "|".join(TIME_UNITS)
    return re.compile(
        rf"(?<![\w.,/:#²³])(?:(?P<between>(?i:between|from) )|(?P<fuzz>(?i:{fuzz}) )"
        rf"(?:(?i:the|another|an additional|a further) )?)?"
        rf"(?:(?P<another>(?i:another|an additional|a further|an extra)) )?"
        rf"(?P<body>"
        rf"(?P<vague>(?i:{_either(*VAGUE)}))(?: (?:or|to|if not|or even) "
        rf"(?P<vague2>(?i:{_either(*VAGUE)})))?(?: of)?(?P<vmoney> (?i:{_either(*CURRENCIES)}))?"
        rf"|(?P<fraction>(?i:{_either(*_FRACTIONS)}))(?= of\b| the\b| its\b| their\b)"
        rf"|(?P<sym>{symbols}) ?(?P<n>{value})(?:[ -]?(?P<scale>{scale})\b)?"
        rf"(?:(?: ?[–—-] ?| (?:and|to|or) )(?:{symbols}) ?(?P<n2>{DIGITS})"
        rf"(?:[ -]?(?P<scale2>{scale})\b)?"
        rf"|[–—-](?P<n3>{DIGITS})(?: ?(?P<scale3>{scale})\b)?)?"
        rf"|(?P<m>{value})(?: (?P<mscale>{scale})\b)?"
        rf"(?:(?:[–—-]| (?:and|to|or) )(?P<m2>{value})(?![\w²³])(?: (?P<mscale2>{scale})\b)?)?"
        rf"(?:(?P<pct> ?%| (?:percent|per cent|pct)\b(?: points?)?|[- ]percentage points?)"
        rf"|(?P<tight>km²|km2|mi²|mi2|m²|m2|m³|m3|km|kg|cm|mm|ft|mph|kph|lbs|mi|ha|m|g)(?![\w²³])"
        rf"|[ -](?P<unit>(?:{unit_words}|(?i:{money})|mi|ha|m|g))(?![\w²³])"
        rf"|[- ](?P<time>(?i:{times})s?)\b(?!-old)(?! old))?"
        rf")(?P<plus>\+| or (?:more|fewer|less)\b)?(?P<more> (?:more|other|others|additional)\b)?"
        rf"(?![\w])"
    )


_HUGE = re.compile(r"(?<!\w)(?:\d{16,}|\d[\d,]{23,})(?!\w)")
_ANY = re.compile(r"[A-Za-z]+|\d")
_BEFORE = re.compile(r"([\w.’'-]+)[ \u00a0](?:\()?$")
_TITLED = re.compile(r"(?:[A-Z][\w’'-]*) $")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|fall|grew|grown|cut|cuts|raised|lowered|increased?|"
    r"reduced?|dropped|jumped|climbed|declined|went|up|down|slashed|expanded|shrank)\b"
)
_NOT_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-(?:year|day|month|week|hour)s?-old|[- ]years?[- ]old|:\d|/\d|\.\d|-\d|"
    r"-(?!strong\b)[A-Za-z]| \d/\d| ?[½¼¾]|[A-Za-z]| (?:GMT|UTC|EST|EDT|CET|hours local)\b"
)
_DASHED = re.compile(r"\d[–—-]\d")
_AGE = re.compile(r"\b(?:when|as) (?:he|she|they|i) (?:was|were) $|\bat(?: age)? $", re.I)
_ENDS = re.compile(r"[.,;)]|$")
_STREET = re.compile(
    r" (?:[A-Z][\w.’'-]{1,20} ){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Drive|Lane|Boulevard|Square)"
)
_SPEECH_ONE = re.compile(
    r" (?:of|another|day|time|thing|side|way|reason|point|step|more step|that|who|which|such|can|"
    r"could|is|was|has|hand|would|or two|by one|after)\b|[-’']|[,.;:)”\"]|$"
)
_DEFINITE = re.compile(r"\b(?:the|these|those|both|all|his|her|its|their|our|first|last|other) $")


def amounts(sentence: str) -> list[Amount]:
    """The amounts of a sentence, in order."""
    first = {word.lower() for word in _ANY.findall(sentence)}
    if not any(word.isdigit() for word in first) and first.isdisjoint(_START):
        return []
    out: list[Amount] = []
    huge = [match.span() for match in _HUGE.finditer(sentence)]
    out += [Amount(s, e, None, None, None, unreadable=True) for s, e in huge]
    at = 0
    pattern = _pattern()
    while match := pattern.search(sentence, at):
        at = match.end()
        if any(s <= match.start() < e for s, e in huge):
            continue
        out += [_in_money(sentence, amount) for amount in _read(match)]
    return sorted(out, key=lambda amount: amount.start)


def _in_money(sentence: str, amount: Amount) -> Amount:
    """The amount in the currency named after it, where a nation says whose it is."""
    value = amount.low if amount.low is not None else amount.high
    if value is None or amount.unit is not None:
        return amount
    found = shared_currency(sentence, amount.end, value)
    return replace(amount, unit=found[0], end=found[1], pronoun=False) if found else amount


def _read(match: re.Match[str]) -> list[Amount]:
    if match["vague"]:
        lone = match["vague"].lower() == "a couple" and not match["body"].endswith(" of")
        return [] if lone else [_vague(match)]
    if match["fraction"]:
        share = _FRACTIONS[match["fraction"].lower()]
        return [_made(match, share, share, "%")]
    if _is_name(match):
        return []
    first, second = _values(match)
    if first is None:
        return []
    unit = _unit(match)
    if second is not None and second < first and match["m2"] and _DASHED.search(match["body"]):
        return []
    if second is None:
        if match["n2"] or match["m2"]:
            return []
        return [_made(match, first, first, unit)]
    if match["between"] and match["between"].lower() == "from " and _CHANGE.search(
        match.string[max(0, match.start() - 60) : match.start()]
    ):  # fmt: skip
        return _two(match, first, second, unit)
    joined = match["m2"] and " and " in match["body"] and not match["between"]
    if joined or (second < first):
        return _two(match, first, second, unit)
    return [_made(match, first, second, unit)]


def _values(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["sym"]:
        one, one_scale = match["n"], match["scale"]
        two, two_scale = match["n2"] or match["n3"], match["scale2"] or match["scale3"]
    else:
        one, one_scale = match["m"], match["mscale"]
        two, two_scale = match["m2"], match["mscale2"]
    first, second = number(one), number(two) if two else None
    if first is None:
        return None, None
    scale = SCALES[(one_scale or two_scale or "").lower()] if one_scale or two_scale else 1.0
    if second is not None:
        second *= SCALES[two_scale.lower()] if two_scale else 1.0
    return first * scale, second


def _unit(match: re.Match[str]) -> str | None:
    if match["sym"]:
        return SYMBOLS[match["sym"]]
    if match["pct"]:
        return "percentage point" if "point" in match["pct"] else "%"
    word = match["tight"] or match["unit"]
    if word:
        money = CURRENCIES.get(word.lower())
        if word == "pounds" and match["mscale"] and match["mscale"] != "dozen":
            return "GBP"
        return money or word
    if match["time"]:
        return match["time"].lower().removesuffix("s")
    return None


def _made(match: re.Match[str], low: float, high: float, unit: str | None) -> Amount:
    start, end = _bounds(match)
    fuzz = (match["fuzz"] or "").strip().lower()
    plus = match["plus"] or ""
    approximate = fuzz in ABOUT or unit in {"ton", "tons"}
    least: float | None = low
    most: float | None = high
    if fuzz in LOW or plus in {"+", " or more"}:
        most = None
    elif fuzz in HIGH or plus in {" or fewer", " or less"}:
        least = None
    one = match["m"] and match["m"].lower() == "one" and low == 1 and unit is None and not fuzz
    return Amount(
        start, end, least, most, unit, approximate,
        additional=bool(match["another"] or match["more"]),
        pronoun=bool(one),
    )  # fmt: skip


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    start = match.start()
    lead = match["between"]
    if lead and not (match["n2"] or match["n3"] or match["m2"]):
        start += len(lead)
    return start, match.end()


def _two(match: re.Match[str], first: float, second: float, unit: str | None) -> list[Amount]:
    """Two amounts side by side, as in "from 10 to 15" after "rose"."""
    group, other = ("n", "n2" if match["n2"] else "n3") if match["sym"] else ("m", "m2")
    start = match.start("sym") if match["sym"] else match.start(group)
    middle = match.end("scale" if match["sym"] and match["scale"] else group)
    if not match["sym"] and match["mscale"]:
        middle = match.end("mscale")
    return [
        Amount(start, middle, first, first, unit),
        Amount(match.start(other), match.end(), second, second, unit),
    ]


def _vague(match: re.Match[str]) -> Amount:
    first = VAGUE[match["vague"].lower()]
    last = VAGUE[match["vague2"].lower()] if match["vague2"] else first
    unit = CURRENCIES[match["vmoney"].strip().lower()] if match["vmoney"] else None
    start, end = _bounds(match)
    if unit is None and match.string[:end].endswith(" of") and not match["more"]:
        end -= 3
    fuzz = (match["fuzz"] or "").strip().lower()
    return Amount(
        start, end,
        None if fuzz in HIGH else first.low,
        None if fuzz in LOW else last.high,
        unit,
        approximate=True,
        vague=True,
        additional=bool(match["more"] or match["another"]),
    )  # fmt: skip


def _is_name(match: re.Match[str]) -> bool:
    """Whether the number names something (Article 5), orders it (5th) or is an age or a score."""
    text, start, end = match.string, match.start("body"), match.end()
    before = text[max(0, match.start() - 24) : match.start()]
    word = _BEFORE.search(before)
    if word and word[1].lower() in NUMBERED and not match["sym"]:
        return True
    if before.endswith(("-", "–", "—")) and before[-2:-1].isalnum():
        return True
    if _NOT_AFTER.match(text[end:]):
        return True
    digits = match["m"] is not None and match["m"][0].isdigit()
    if digits and text[end : end + 1] == "," and re.search(r"[A-Z][\w’'-]+, $", before):
        return True
    if digits and re.search(r"\b(?:aged?|at age|turned|since|in|by) $", before) and _bare(match):
        return bool(re.search(r"aged?|turned", before)) or 1000 <= (number(match["m"]) or 0) < 2100
    plain = _bare(match) and not match["fuzz"]
    if digits and re.match(r"0\d", match["m"]):
        return True
    aged = _AGE.search(before) and (digits and _ENDS.match(text[end:]))
    if plain and (aged or _STREET.match(text[end:])):
        return True
    if plain and digits and _TITLED.search(before) and text[end : end + 1] != " ":
        return True
    if plain and match["m"] and match["m"].lower() in ONES:
        return _is_word_only(match["m"].lower(), text, start, end)
    return False


def _bare(match: re.Match[str]) -> bool:
    return not (match["sym"] or match["pct"] or match["tight"] or match["unit"] or match["time"])


def _is_word_only(word: str, text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 12) : start].lower()
    if _DEFINITE.search(before) or re.match(rf"[- ](?:{words(ORDINALS)})s?\b", text[end:]):
        return True
    return word == "one" and bool(
        re.search(r"\b(?:no|any|every|some|this|that|each|which|only) $", before)
        or _SPEECH_ONE.match(text[end:])
    )

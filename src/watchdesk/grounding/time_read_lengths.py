"""What a matched expression says that counts units: from now, from another time, or from nothing.

A reader gets a match and gives a point, or ``None`` when the words only look like a time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import number
from watchdesk.grounding.time_model import (
    Ahead,
    Away,
    Calendar,
    Lasting,
    Point,
    Portion,
    Shift,
    Unit,
)
from watchdesk.grounding.time_read import portion

_VAGUE = {
    "several": (2.0, 9.0), "a few": (1.0, 9.0), "few": (1.0, 9.0), "a couple": (1.0, 3.0),
    "a couple of": (1.0, 3.0), "couple of": (1.0, 3.0), "dozens of": (24.0, 99.0),
    "several dozen": (24.0, 99.0), "many": (2.0, None), "numerous": (2.0, None),
}  # fmt: skip
_FRACTION = re.compile(r"[- ]?(?:1/2|½)$")


class Count(NamedTuple):
    """Least and most of a counted length, ``None`` for open, and the number as told."""

    low: float
    high: float | None
    told: float | None


def unit_of(word: str) -> Unit:
    """The unit a word names; parts of the day count as days, a fortnight as weeks."""
    stem = word.lower().removesuffix("s")
    if stem in {"night", "morning", "afternoon", "evening"}:
        return Unit.DAY
    return Unit({"fortnight": "week", "centurie": "century"}.get(stem, stem))


def counts(words_of_number: str | None, fuzz: str | None, half: str | None = None) -> Count | None:
    """What a number and the words before it say; no number is "some"."""
    if words_of_number is None:
        return Count(2.0, None, None)
    text = words_of_number.lower().strip()
    vague = _VAGUE.get(text)
    if vague is not None:
        return Count(*_loosened(vague[0], vague[1], fuzz), None)
    whole = _FRACTION.sub("", text)
    value = number(whole)
    if value is None or value > 9999:
        return None
    value += 0.5 * (whole != text) + (0.5 if half else 0.0)
    return Count(*_loosened(value, value, fuzz), value)


def _loosened(low: float, high: float | None, fuzz: str | None) -> tuple[float, float | None]:
    text = (fuzz or "").strip().lower()
    if high is None or text in {"more than", "at least", "over", "well over", "no less than"}:
        return low, None
    if text in {"less than", "fewer than", "up to", "under", "as many as", "at most",
                "no more than"}:  # fmt: skip
        return 0.0, high
    if text in {"about", "around", "roughly", "some", "nearly", "almost", "approximately",
                "close to", "the better part of"}:  # fmt: skip
        return low * 0.85, high * 1.15
    if text in {"just over", "just under", "barely", "a little over"}:
        return low * 0.9, high * 1.1
    return low, high


def _scaled(count: Count, word: str) -> Count:
    if not word.lower().startswith("fortnight"):
        return count
    high = count.high * 2 if count.high is not None else None
    return Count(count.low * 2, high, count.told * 2 if count.told is not None else None)


_DAYS_AWAY = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2, "last night": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "overnight": 0,
}  # fmt: skip


_TITLED_TODAY = re.compile(r"(?:\bUSA|[’']s) <>|<> (?:programme|program|show)\b")


def read_today(m: re.Match[str]) -> Point | None:
    """``yesterday``, ``tonight``; not what is named so."""
    around = f"{m.string[max(0, m.start() - 8) : m.start()]}<>{m.string[m.end() : m.end() + 12]}"
    if m["day"] == "Today" and _TITLED_TODAY.search(around):
        return None
    word = re.sub(r"\s+", " ", m["day"].lower())
    return Shift(Unit.DAY, _DAYS_AWAY[word], vague=m.string[m.end() :][:2] in {"'s", "’s"})


_BACK_STEPS = frozenset(
    {
        "last",
        "past",
        "this past",
        "the past",
        "previous",
        "the previous",
        "the prior",
        "prior",
        "preceding",
        "the preceding",
    }
)
_AHEAD_STEPS = frozenset(
    {"next", "coming", "this coming", "the coming", "following", "the following", "the next"}
)
_TEXT_STEPS = frozenset(
    "previous|the previous|the prior|prior|preceding|the preceding|following|the following|that|"
    "that same|the same|same|the next".split("|")
)
_FORTNIGHTS = frozenset({"past", "the past", "last", "next", "the next", "coming", "the coming"})
_LONG_STEPS = frozenset({"past", "the past", "coming", "the coming"})


def _step(word: str) -> int:
    return -1 if word in _BACK_STEPS else 1 if word in _AHEAD_STEPS else 0


def read_shift(m: re.Match[str]) -> Point | None:
    """``last month``, ``earlier this week``, ``the following year``."""
    step = re.sub(r"\s+", " ", m["step"].lower())
    unit = unit_of(m["unit"])
    if m["unit"].lower() == "fortnight":
        return Lasting(2.0, 2.0, unit, _step(step), told=2.0) if step in _FORTNIGHTS else None
    if step in _LONG_STEPS:
        return Lasting(1.0, 1.0, unit, _step(step), told=1.0)
    if unit is Unit.DAY and step not in _TEXT_STEPS:
        return None
    part = portion(m["portion"])
    if m["fiscal"] and unit is Unit.YEAR and step not in _TEXT_STEPS:
        return Calendar(year_step=_step(step), portion=part, fiscal=True)
    if unit is Unit.WEEKEND and m.string.startswith(" of ", m.end()):
        return None
    if step == "the":
        if unit is not Unit.WEEKEND and part is None:
            return None
        if unit is not Unit.WEEKEND and part in {Portion.EARLY, Portion.MID, Portion.LATE}:
            return None
    return Shift(unit, _step(step), part, text=step in _TEXT_STEPS)


_ANY_WEEKEND = re.compile(r"\b(?:any|all|every|each|per|long|holiday|an?|one) $", re.IGNORECASE)


def read_weekend(m: re.Match[str]) -> Point | None:
    """``weekend`` without a word that tells which: that of the news."""
    if _ANY_WEEKEND.search(m.string[max(0, m.start() - 9) : m.start()]):
        return None
    return Shift(Unit.WEEKEND, 0, vague=True)


def read_step(m: re.Match[str]) -> Point | None:
    """``that night``, ``the next morning``."""
    step = re.sub(r"\s+", " ", m["step"].lower())
    return Shift(Unit.DAY, _step(step), text=True)


def read_day_before(m: re.Match[str]) -> Point | None:
    """``the morning after``, ``the year before``."""
    back = m["side"].lower() != "after"
    return Shift(unit_of(m["unit"]), -1 if back else 1, text=True)


def read_year_ago(m: re.Match[str]) -> Point | None:
    """``the year-ago quarter``, ``year-end``."""
    if m["end"]:
        return Shift(Unit.YEAR, 0, Portion.END)
    return Away(1.0, 1.0, unit_of(m["unit"]), -1, m["side"] == "earlier", 1.0)


_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_NEEDS_NUMBER = frozenset({"before", "after", "prior", "earlier", "later"})


def read_away(m: re.Match[str]) -> Point | None:
    """``three days ago``, ``a year earlier``."""
    side = m["side"].lower()
    if m["n"] is None and side in _NEEDS_NUMBER:
        return None
    count = counts(m["n"], m["fuzz"], m["half"])
    if count is None:
        return None
    low, high, told = _scaled(count, m["unit"])
    text = side not in {"ago", "from now", "hence"}
    return Away(low, high, unit_of(m["unit"]), -1 if side in _BACK else 1, text, told)


def read_lasting(m: re.Match[str]) -> Point | None:
    """``the past two decades``, ``recent weeks``."""
    way = m["way"].lower()
    if way == "first" or (m["n"] is None and way == "previous"):
        return None
    count = counts(m["n"], m["fuzz"])
    if count is None:
        return None
    unit = unit_of(m["unit"])
    sign = 1 if way in {"next", "coming"} else -1
    recent = way == "recent" and m["n"] is None
    return Lasting(count.low, count.high, unit, sign, told=count.told, recent=recent)


_PERFECT = re.compile(r"\b(?:has|have|['’]ve|had) (?:[a-z]+ ){0,4}$|\b(?:has|have|['’]ve)\b")


def read_quarter_century(m: re.Match[str]) -> Point | None:
    """``a quarter of a century``, ``the past quarter-century``."""
    years = 75.0 if m["n"].lower().startswith("three") else 25.0
    low, high = _loosened(years, years, m["fuzz"])
    way = (m["way"] or "").lower()
    sign = 1 if way in {"next", "coming"} else -1 if way else 0
    return Lasting(low, high, Unit.YEAR, sign, told=years)


_MEASURED = re.compile(
    r"\b(?:first|second|third|only|most|least|best|worst|fewer|more|once|twice|times?|half"
    r"|[a-z]{2,12}est)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r" (?:of|since|after|before|from)\b")


def _ahead(cue: str, before: str, after: str) -> Ahead | None:
    """The word before a length, unless it tells how long something took or when it last was."""
    if _OF_WHAT.match(after) or (cue == "in" and _MEASURED.search(before)):
        return None
    if _LONG_AGO.search(before):
        return None
    return Ahead(cue)


_IS = re.compile(r"(?:\b(?:is|are)|['’]s)(?: just| only)? $")
_DAYS_ON = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})
_LONG_AGO = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bago\b|\b(?:can|could)\b[^,;:]{0,60}$")


def read_in_time(m: re.Match[str]) -> Point | None:
    """``in two weeks’ time``."""
    count = counts(m["n"], m["fuzz"])
    if count is None:
        return None
    low, high, told = _scaled(count, m["unit"])
    return Away(low, high, unit_of(m["unit"]), 1, told=told)


def read_for_long(m: re.Match[str]) -> Point | None:
    """``for more than 70 years``; tied to the present by a perfect tense."""
    count = counts(m["n"], m["fuzz"], m["half"])
    unit = unit_of(m["unit"])
    if count is None or (unit is Unit.SECOND and m["unit"].lower() == "second"):
        return None
    low, high, told = _scaled(count, m["unit"])
    before = m.string[max(0, m.start() - 120) : m.start()]
    cue = (m["cue"] or "").lower()
    if cue in {"in", "within"}:
        ahead = _ahead(cue, before, m.string[m.end() : m.end() + 24])
        if ahead is Ahead.IN and _IS.search(before) and unit in _DAYS_ON:
            return Away(low, high, unit, 1, told=told)
        return Lasting(low, high, unit, 0, told=told, ahead=ahead)
    tied = (
        _PERFECT.search(before)
        and cue == "for"
        and unit not in {Unit.SECOND, Unit.MINUTE, Unit.HOUR}
    )
    return Lasting(low, high, unit, -1 if tied else 0, told=told)


_OWNED = re.compile(r"\b(?:the|their|its|his|her|this|[A-Z][a-z]{1,20}['’]s?) (?:[a-z]{2,15} )?$",
                    re.IGNORECASE)  # fmt: skip


def read_long_thing(m: re.Match[str]) -> Point | None:
    """``the two-year war``, ``a three-month truce``; not ages."""
    count = counts(m["n"].replace("-", " "), None)
    if count is None or m["n"].lower() in {"a", "an", "half a", "half an"}:
        return None
    noun = m["noun"].lower() if m["noun"] else None
    before = m.string[max(0, m.start() - 45) : m.start()]
    definite = m["old"] is not None or _OWNED.search(before) is not None
    anchored = noun is not None and definite
    if m["old"] and not anchored:
        return None
    sign = -1 if anchored else 0
    named = noun if anchored else None
    return Lasting(count.low, count.high, unit_of(m["unit"]), sign, named, count.told)


_AN_AGE = re.compile(r"\bthe days of ?$", re.IGNORECASE)
_OF_A_STRETCH = re.compile(
    r"\b(?:early|earlier|final|dying|last|closing|opening|old|first|late|good|bad|waking) $",
    re.IGNORECASE,
)


def read_bare_units(m: re.Match[str]) -> Point | None:
    """``for weeks``, ``decades-long``, ``years-old``, ``yearlong``."""
    if m["one"]:
        return Lasting(1.0, 1.0, unit_of(m["one"]), 0, told=1.0)
    if m["unit"] == "days" and _AN_AGE.search(m.string[max(0, m.start() - 9) : m.end() + 4]):
        return None
    if _OF_A_STRETCH.search(m.string[max(0, m.start() - 9) : m.start()]):
        return None
    before = m.string[max(0, m.start() - 120) : m.start()]
    within = before.lower().endswith("within ")
    ahead = _ahead("within", before, m.string[m.end() : m.end() + 24]) if within else None
    return Lasting(2.0, None, unit_of(m["unit"]), 0, ahead=ahead)


_TOLD_ALREADY = re.compile(r"(?:[ap]\.?m\.?|[AP]M|\d\d)(?: [A-Z]{2,4}| local time)? ?\($")


def read_clock(m: re.Match[str]) -> Point | None:
    """``10:35 a.m.``, ``midday``: an hour of a day told nearby.

    The same hour told again for another zone is none: ``10:35 a.m. (0735 GMT)``.
    """
    if _TOLD_ALREADY.search(m.string[max(0, m.start() - 24) : m.start()]):
        return None
    return Shift(Unit.HOUR, 0, text=True)

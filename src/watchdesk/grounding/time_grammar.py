"""The forms time expressions take: one pattern and one reader for each.

A reader gets a match and gives what it says, or ``None`` when the words only look like a time.
Every pattern marks the words of the expression as group ``core`` or as the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import DIGITS, ORDINALS, SMALL_WORDS, number, words
from watchdesk.grounding.time_model import (
    Anniversary,
    Away,
    Calendar,
    Choice,
    Lasting,
    Numeric,
    Point,
    Portion,
    Shift,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_words import (
    MONTH_WORDS,
    MONTHS,
    NAMED_DAYS,
    PARTS_OF_DAY,
    PLACE_DAYS,
    SEASONS,
    UNIT_WORDS,
    WEEKDAY_WORDS,
    WEEKDAYS,
)

Reader = Callable[["re.Match[str]"], Point | None]


class Form(NamedTuple):
    """A way to tell a time."""

    pattern: re.Pattern[str]
    read: Reader
    triggers: frozenset[str]
    """Lower-case words of which a sentence must hold one; ``#`` is any number of four digits or
    more, ``/`` any digit."""


S = "[ \u00a0]{1,2}"
MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|Jun[e.]|Jul[y.]|"
    r"Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
MONTH_DAY = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORD = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DASH = r"[-–—]"
PORTION = (
    r"(?:(?i:very )?(?i:early|mid|late)(?:[- ](?i:in )?)|"
    r"(?i:(?:the )?(?:beginning|start|middle|end) of )(?:the )?)"
)
UNITS = r"(?:hour|day|night|weekend|week|fortnight|month|quarter|year|decade)s?"
COUNT = (
    rf"(?:(?:{SMALL_WORDS}|\d{{1,3}})(?:[- ]and[- ](?:a[- ])?half)|{DIGITS}|{SMALL_WORDS}|"
    r"half an?|an?|several|a few|few|a couple(?: of)?|a dozen|dozens of)"
)
FUZZ = (
    r"(?:more than|less than|at least|as many as|up to|over|about|around|roughly|some|nearly|"
    r"almost|just|only|barely|under|well over|just over|just under|the better part of) "
)
SEASON = r"(?:spring|summer|fall|autumn|winter)"
CUES = (
    "in|since|until|till|by|of|during|before|after|from|between|through|throughout|to|for|and|"
    "or|the|a|an|this|last|next|past|coming|every|each|late|early|mid|or|back in|as of|around"
)

_MONTHS = frozenset(MONTH_WORDS)
_DAYS = frozenset(WEEKDAY_WORDS)
_UNITS = frozenset(UNIT_WORDS)
_SEASONS = frozenset(SEASONS)
_YEAR_MARK = frozenset("#")
_DIGIT_MARK = frozenset("/")

_PORTIONS = {
    "early": Portion.EARLY, "mid": Portion.MID, "late": Portion.LATE, "beginning": Portion.START,
    "start": Portion.START, "middle": Portion.MID, "end": Portion.END,
    "earlier": Portion.EARLIER, "later": Portion.LATER,
}  # fmt: skip
_CHOICES = {
    "last": Choice.LAST, "past": Choice.LAST, "this": Choice.THIS, "next": Choice.NEXT,
    "coming": Choice.NEXT, "this past": Choice.LAST, "this coming": Choice.NEXT,
}  # fmt: skip
_WEEKS = {"last": -1, "this": 0, "next": 1}
_VAGUE = {
    "several": (2.0, 9.0), "a few": (1.0, 9.0), "few": (1.0, 9.0), "a couple": (1.0, 3.0),
    "a couple of": (1.0, 3.0), "dozens of": (24.0, 99.0),
}  # fmt: skip


def month(word: str | None) -> int | None:
    """Number of a month by its name."""
    return MONTHS[word[:3].lower()] if word else None


def weekday(word: str | None) -> int | None:
    """Number of a weekday by its name; Monday is 0."""
    return WEEKDAYS[word[:3].lower()] if word else None


def _int(word: str | None) -> int | None:
    return int(word) if word else None


def _portion(word: str | None) -> Portion | None:
    if not word:
        return None
    return next((p for key, p in _PORTIONS.items() if re.search(rf"\b{key}", word.lower())), None)


def _unit(word: str) -> Unit:
    stem = word.lower().removesuffix("s")
    return Unit.DAY if stem in {"night", "morning", "afternoon", "evening"} else Unit(
        {"fortnight": "week", "centurie": "century"}.get(stem, stem)
    )  # fmt: skip


def counts(words_of_number: str, fuzz: str | None) -> tuple[float, float | None] | None:
    """Least and most of a counted length; the most is ``None`` when it is left open."""
    text = words_of_number.lower().strip()
    pair = _VAGUE.get(text)
    if pair is None:
        value = number(text)
        if value is None or value > 9999:
            return None
        pair = (value, value)
    return _loosened(pair, (fuzz or "").strip().lower())


def _loosened(pair: tuple[float, float], fuzz: str) -> tuple[float, float | None]:
    low, high = pair
    if fuzz in {"more than", "at least", "over", "well over"}:
        return low, None
    if fuzz in {"less than", "up to", "under", "as many as"}:
        return 0.0, high
    if fuzz in {"about", "around", "roughly", "some", "nearly", "almost", "the better part of"}:
        return low * 0.85, high * 1.15
    if fuzz in {"just over", "just under", "barely"}:
        return low * 0.9, high * 1.1
    return low, high


def _year_step(word: str | None) -> int | None:
    return _WEEKS[word.lower()] if word else None


def _iso(m: re.Match[str]) -> Point | None:
    return Calendar(int(m["y"]), int(m["m"]), int(m["d"]))


def _numeric(m: re.Match[str]) -> Point | None:
    return Numeric(int(m["a"]), int(m["b"]), int(m["y"]))


def _month_day(m: re.Match[str]) -> Point | None:
    group = m.groupdict()
    return Calendar(
        year=_int(group["y"]),
        month=month(group["mon"]),
        day=int(group["d"]),
        last_day=_int(group["d2"]),
        last_month=month(group.get("mon2")),
        weekday=weekday(group["wd"]),
        choice=_CHOICES.get((group.get("choice") or "").lower()),
        year_step=_year_step(group["step"]),
    )


def _month_year(m: re.Match[str]) -> Point | None:
    return Calendar(year=int(m["y"]), month=month(m["mon"]), portion=_portion(m["portion"]))


_ELECTION = re.compile(
    r"(?:’s|'s)? (?:[a-z]{2,12} )?(?:(?:the )?(?:U\.S\.|US|American) (?:presidential )?"
    r"|presidential )election"
)
_AMERICAN = re.compile(r"\b(?:U\.S\.|US|American?|United States|White House)(?!\w)")


def _bare_month(m: re.Match[str]) -> Point | None:
    cue = (m["cue"] or "").lower()
    before, after = m.string[: m.start("core")], m.string[m.end("core") :]
    if m["mon"] == "May" and cue in {"and", "or", "to", "for", "by", "of", "a", "an"}:
        return None
    if re.match(r"(?:’s|'s)? ?[A-Z][a-z]", after) and cue in {"the", "and", "or", "of", "to"}:
        return None
    election = _ELECTION.match(after)
    leap = bool(
        m["mon"].startswith("Nov")
        and (
            (election and _AMERICAN.search(m.string))
            or re.search(r"(?:U\.S\.|US|American)(?: presidential)? elections? in $", before)
        )
    )
    return Calendar(
        month=month(m["mon"]),
        portion=_portion(m["portion"]),
        choice=_CHOICES.get(cue),
        year_step=_year_step(m["step"]),
        leap=leap,
    )


_APPROXIMATE = frozenset(
    "about some nearly almost roughly around than least over many under only to up".split()
)
_YEAR_CUES = frozenset(
    "in since until till by before after during from between through early late mid of and "
    "the for to circa year or around as spring summer fall autumn winter".split()
)
_COUNTED = re.compile(
    r" (?!(?:as|was|has|is|does|this|years|series|previous|various|elections|games|talks|"
    r"olympics|championships|protests|results|across|always|perhaps)\b)"
    r"(?:[a-z]{2,20} )?(?:people|men|women|children|troops|[a-z]{3,20}[^su\W]s|percent|per cent|"
    r"miles|km|tons|tonnes|dollars|euros)\b"
)


def _year(m: re.Match[str]) -> Point | None:
    year = int(m["y"])
    before = m.string[: m.start("core")].rstrip()
    cue = re.search(r"([A-Za-z]+)['’]?$", before[-20:])
    word = cue[1].lower() if cue else ""
    if word in _APPROXIMATE - {"around", "to", "over"} and m["portion"] is None:
        return None
    if word not in _YEAR_CUES and _COUNTED.match(m.string[m.end("core") :]):
        return None
    if not 1900 <= year <= 2099 and word not in {"in", "since", "until", "from", "before"}:
        return None
    portion = _portion(m["portion"])
    if m["y2"] is None:
        return Calendar(year=year, portion=portion)
    last = int(m["y2"]) if len(m["y2"]) == 4 else year // 100 * 100 + int(m["y2"])
    return Years(year, last, portion) if year < last <= year + 60 else None


def _decade(m: re.Match[str]) -> Point | None:
    first = int(m["y"]) if m["y"] else 1900 + int(m["short"])
    return Years(first, first + 9, _portion(m["portion"]), Unit.DECADE)


def _century(m: re.Match[str]) -> Point | None:
    word = m["n"].lower()
    nth = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 1 <= nth <= 21:
        return None
    return Years(nth * 100 - 99, nth * 100, _portion(m["portion"]), Unit.CENTURY)


def _quarter(m: re.Match[str]) -> Point | None:
    nth = ORDINALS.get(m["n"].lower(), 4) if m["n"] else int(m["q"])
    which = m["what"] or "quarter"
    if which == "half":
        return Calendar(year=_int(m["y"]), half=nth) if nth <= 2 else None
    return Calendar(year=_int(m["y"]), quarter=nth) if 1 <= nth <= 4 else None


def _season(m: re.Match[str]) -> Point | None:
    word, cue = m["season"].lower(), (m["cue"] or "").lower()
    year, choice, step = _int(m["y"]), (m["choice"] or "").lower(), _year_step(m["step"])
    if year is None and not cue and not choice and step is None:
        return None
    if word == "fall" and not (year or choice or cue in {"in the", "by the"}):
        return None
    return Calendar(
        year=year,
        season=SEASONS[word],
        portion=_portion(m["portion"]),
        choice=_CHOICES.get(choice),
        year_step=step,
    )


_NAMED_WEEKDAY = re.compile(
    r"\b(?:Black|Bloody|Good|Easter|Palm|Ash|Super|Fat|Holy|Boxing|Cyber|Casual) $"
)
_TITLED_WEEKDAY = re.compile(
    r" (?:Times|Telegraph|Agreement|Mail|Mirror|Express|Post|Herald|Night Football|Agency)\b"
)


def _weekday(m: re.Match[str]) -> Point | None:
    if _NAMED_WEEKDAY.search(m.string[: m.start("wd")][-10:]):
        return None
    if _TITLED_WEEKDAY.match(m.string[m.end("wd") :]):
        return None
    day = weekday(m["wd"])
    assert day is not None
    week = m["week"] or m["week0"]
    choice = _CHOICES.get((m["choice"] or "").lower())
    return Weekday(day, choice, _WEEKS[week.split()[0].lower()] if week else None)


_DAYS_AWAY = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2, "last night": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "overnight": 0,
}  # fmt: skip


def _today(m: re.Match[str]) -> Point | None:
    word = re.sub(r"\s+", " ", m["day"].lower())
    return Shift(Unit.DAY, _DAYS_AWAY[word], vague=m.string[m.end() :][:2] in {"'s", "’s"})


_STEPS = {
    "this": 0, "last": -1, "past": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1,
    "current": 0, "the current": 0, "the past": -1, "the coming": 1, "previous": -1,
    "the previous": -1, "following": 1, "the following": 1, "that": 0, "the same": 0, "same": 0,
    "the next": 1, "the": 0, "over the": 0,
}  # fmt: skip
_TEXT_STEPS = frozenset(
    {"previous", "the previous", "following", "the following", "that", "the same", "same",
     "the next"}
)  # fmt: skip


def _shift(m: re.Match[str]) -> Point | None:
    step = re.sub(r"\s+", " ", m["step"].lower())
    unit = _unit(m["unit"])
    if step in {"past", "the past", "coming", "the coming"}:
        return Lasting(1.0, 1.0, unit, 1 if "coming" in step else -1)
    if unit is Unit.HOUR or (unit is Unit.DAY and step not in _TEXT_STEPS):
        return None
    portion = _portion(m["portion"])
    if step == "the":
        if unit is not Unit.WEEKEND and portion is None:
            return None
        if unit is not Unit.WEEKEND and portion in {Portion.EARLY, Portion.MID, Portion.LATE}:
            return None
    return Shift(unit, _STEPS[step], portion, text=step in _TEXT_STEPS)


def _day_before(m: re.Match[str]) -> Point | None:
    back = m["side"].lower() == "before"
    return Shift(_unit(m["unit"]), -1 if back else 1, text=True)


_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_FROM_TEXT = frozenset({"earlier", "later", "before", "prior", "after", "afterward",
                        "afterwards", "previously"})  # fmt: skip


def _away(m: re.Match[str]) -> Point | None:
    side = m["side"].lower()
    if m["n"] is None and side in {"before", "after", "prior", "earlier", "later"}:
        return None
    pair = counts(m["n"], m["fuzz"]) if m["n"] else (2.0, None)
    if pair is None:
        return None
    low, high = pair
    unit = _unit(m["unit"])
    scale = 2.0 if m["unit"].lower().startswith("fortnight") else 1.0
    sign = -1 if side in _BACK else 1
    return Away(low * scale, high * scale if high else None, unit, sign, side in _FROM_TEXT)


def _lasting(m: re.Match[str]) -> Point | None:
    pair = counts(m["n"], m["fuzz"]) if m["n"] else (2.0, None)
    if pair is None:
        return None
    forward = m["way"].lower() in {"next", "coming"}
    if m["way"].lower() == "first":
        return None
    return Lasting(*pair, _unit(m["unit"]), 1 if forward else -1)


_PERFECT = re.compile(r"\b(?:has|have|['’]ve|had) (?:[a-z]+ ){0,4}$|\b(?:has|have|['’]ve)\b")


def _for_long(m: re.Match[str]) -> Point | None:
    pair = counts(m["n"], m["fuzz"])
    if pair is None:
        return None
    has = _PERFECT.search(m.string[max(0, m.start() - 120) : m.start()])
    return Lasting(*pair, _unit(m["unit"]), -1 if has and m["cue"] else 0)


_STILL_GOING = frozenset(
    "war conflict invasion siege occupation blockade insurgency rebellion crackdown standoff "
    "fighting assault offensive campaign uprising crisis dispute stalemate embargo".split()
)


def _long_thing(m: re.Match[str]) -> Point | None:
    pair = counts(m["n"].replace("-", " "), None)
    if pair is None:
        return None
    noun = m["noun"].lower() if m["noun"] else None
    definite = m["the"] is not None or m["old"] is not None
    anchored = noun in _STILL_GOING and definite
    if m["old"] and not anchored:
        return None
    return Lasting(*pair, _unit(m["unit"]), -1 if anchored else 0, noun if anchored else None)


def _ordinal(word: str) -> int | None:
    text = word.lower()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    head, _, tail = text.replace(" ", "-").rpartition("-")
    base = number(head) if head else 0.0
    last = ORDINALS.get(tail)
    return None if last is None or base is None else int(base) + last


def _anniversary(m: re.Match[str]) -> Point | None:
    name = (m["name"] or m["owner"]).lower().replace("’", "'")
    named = NAMED_DAYS[re.sub(r"\s+", " ", name)]
    word = m["nth"] or m["nth2"]
    nth = _ordinal(word) if word else None
    year = named.year + nth if named.year and nth else None
    return Anniversary(named.month, named.day, year)


def _named_day(m: re.Match[str]) -> Point | None:
    name = re.sub(r"\s+", " ", m["name"].lower().replace("’", "'"))
    named = NAMED_DAYS[name]
    year = _int(m["y"]) or named.year
    return Calendar(year=year, month=named.month, day=named.day)


_NAMES = "|".join(
    re.escape(n).replace("'", "['’]") for n in sorted(NAMED_DAYS, key=len, reverse=True)
)
_DAY_NAMES = "|".join(
    re.escape(n).replace("'", "['’]")
    for n in sorted(set(NAMED_DAYS) - PLACE_DAYS, key=len, reverse=True)
)
_NTH = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    rf"ninety)[- ])?(?:{words(ORDINALS)})))"
)
_STEP = rf"(?:(?:,|{S}of)?{S}(?P<step>(?i:last|this|next)){S}year\b)"
_AT = rf"(?:,?{S}(?:at{S})?(?:(?:early|late){S})?(?i:{PARTS_OF_DAY})\b)?"
_AND = r"(?=(?:[,.;:)]|\s|$))(?! (?:[a-z]+ )?[a-z]{2,20}s\b)"
_RANGE = rf"(?:{S}?{DASH}{S}?|{S}(?:to|through|until|or){S}|{S}and{S}(?={DAY}{ORD}{_AND}))"


def _form(pattern: str, read: Reader, triggers: frozenset[str]) -> Form:
    return Form(re.compile(pattern), read, triggers)


FORMS = (
    _form(
        rf"(?<![\d/.-])(?P<y>{YEAR})[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>{DAY})"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?Z|[+-]\d\d:?\d\d)?)?(?![\d/-])",
        _iso,
        _YEAR_MARK,
    ),
    _form(
        rf"(?<![\d/.-])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{YEAR})(?![\d/.-]\d|\d)",
        _numeric,
        _YEAR_MARK,
    ),
    _form(
        rf"\b(?:(?P<choice>(?i:last|this|next)){S})?(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?\(?"
        rf"(?P<mon>{MONTH_DAY}){S}(?P<d>{DAY}){ORD}"
        rf"(?:{_RANGE}(?:(?P<mon2>{MONTH_DAY}){S})?(?P<d2>{DAY}){ORD})?"
        rf"(?:(?:,{S}?|{S}|{S}of{S})(?P<y>{YEAR})|{_STEP})?(?![\d:]|[.,/]\d|{DASH}\d){_AT}",
        _month_day,
        _MONTHS,
    ),
    _form(
        rf"(?<![\d.,:/$£€-])(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?"
        rf"(?P<d>{DAY}){ORD}(?:{_RANGE}(?P<d2>{DAY}){ORD})?{S}(?:of{S})?(?P<mon>{MONTH_DAY})\b\.?"
        rf"(?:,?{S}(?P<y>{YEAR})(?!\d|[.,]\d)|{_STEP})?",
        _month_day,
        _MONTHS,
    ),
    _form(
        rf"\b(?P<portion>{PORTION})?(?P<mon>{MONTH}),?(?:{S}of)?{S}(?P<y>{YEAR})\b(?![.,]\d)",
        _month_year,
        _MONTHS,
    ),
    _form(
        rf"(?:\b(?P<cue>(?i:{CUES})){S})?(?P<core>(?P<portion>{PORTION})?(?P<mon>{MONTH})"
        rf"(?![a-z]|[- ]\d){_STEP}?)",
        lambda m: _bare_month(m) if m["cue"] or m["portion"] or m["step"] else None,
        _MONTHS,
    ),
    _form(
        rf"(?<![\w$€£¥.,/#:+–-])(?P<core>(?P<portion>{PORTION})?(?P<y>{YEAR})"
        rf"(?:{DASH}(?P<y2>\d{{4}}|\d{{2}}))?)(?![\w%]|[.,:/]\d|{DASH}\d)",
        _year,
        _YEAR_MARK,
    ),
    _form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?:(?P<y>1[5-9]\d0|20\d0)['’]?s"
        r"|['’](?P<short>[2-9]0)s))\b",
        _decade,
        _YEAR_MARK | _DIGIT_MARK,
    ),
    _form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?P<n>{_NTH}){S}century)\b",
        _century,
        frozenset({"century"}),
    ),
    _form(
        rf"\b(?:the{S})?(?:(?P<n>(?i:first|second|third|fourth|last)){S}(?P<what>quarter|half)"
        rf"|Q(?P<q>[1-4])){S}(?:of{S})?(?P<y>{YEAR})\b",
        _quarter,
        frozenset({"quarter", "half"}) | _YEAR_MARK,
    ),
    _form(
        rf"\b(?:(?P<cue>(?i:in the|by the|since|until|during the|over the)){S})?"
        rf"(?P<core>(?P<portion>{PORTION})?(?:(?P<choice>(?i:this past|this coming|this|last|"
        rf"next)){S})?(?P<season>(?i:{SEASON}))"
        rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})|(?<!fall){_STEP})?)\b(?! of [A-Z])",
        _season,
        _SEASONS,
    ),
    _form(
        r"\b(?:(?P<week0>(?i:last|next|this) week(?: on)?) )?"
        rf"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d)?{S}?[ap]\.?m\.?(?:{S}[A-Z]{{2,4}})?,?{S}(?:on{S})?)?"
        rf"(?:(?P<choice>(?i:last|this past|this coming|this|next|past|coming)){S})?"
        rf"(?:(?i:early|late){S}(?:on{S})?)?(?P<wd>{WEEKDAY}s?)(?:{S}(?i:{PARTS_OF_DAY})\b)?"
        rf"(?:{S}(?:of )?(?P<week>(?i:last|next|this){S}week)\b)?(?![\w-])",
        lambda m: None if m["wd"].endswith("s") else _weekday(m),
        _DAYS,
    ),
    _form(
        rf"\b(?:(?i:early|late|earlier|later){S})?"
        r"(?P<day>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|"
        r"tomorrow|last night|this morning|this afternoon|this evening|overnight))\b"
        rf"(?:{S}(?i:{PARTS_OF_DAY})\b)?",
        _today,
        frozenset(
            {
                "today",
                "tonight",
                "yesterday",
                "tomorrow",
                "night",
                "morning",
                "afternoon",
                "evening",
                "overnight",
            }
        ),
    ),
    _form(
        r"\b(?P<portion>(?i:earlier|later|early|late|mid|"
        rf"(?:the )?(?:end|beginning|start|middle) of)[- ](?:in )?)?"
        r"(?P<step>(?i:this past|this coming|this|last|next|past|coming|the past|the coming|"
        r"the current|current|previous|the previous|following|the following|that|the same|"
        rf"same|the next|over the|the)){S}"
        r"(?P<unit>(?i:day|weekend|week|month|quarter|year|decade|century))\b(?![-–]\w)",
        _shift,
        _UNITS,
    ),
    _form(
        rf"\b(?i:the)(?:{S}very)?{S}(?P<unit>day|night|morning|evening|week|month|year){S}"
        r"(?P<side>before|after)"
        r"(?=[,.;)]|$| (?:that|the|he|she|it|they|his|her|its|their|[A-Z]))",
        _day_before,
        _UNITS,
    ),
    _form(
        rf"\b(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -](?:more{S}|full{S})?)?"
        rf"(?P<unit>(?i:{UNITS})){S}"
        r"(?P<side>(?i:ago|earlier|later|from now|hence|previously|afterwards?|"
        r"before(?=[,.;)]|$)|after(?=[,.;)]|$)|prior(?=[,.;)]|$)))\b",
        _away,
        _UNITS,
    ),
    _form(
        rf"\b(?:(?i:the|these|this|recent|his|her|its|their){S})?"
        rf"(?P<way>(?i:past|last|recent|next|coming|first|previous)){S}"
        rf"(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -])?(?P<unit>(?i:hour|day|week|month|"
        r"year|decade)s)\b",
        _lasting,
        _UNITS,
    ),
    _form(
        rf"\b(?:(?P<cue>(?i:for)){S})?(?P<core>(?P<fuzz>(?i:{FUZZ}))?(?P<n>(?i:{COUNT})){S}"
        r"(?:full )?(?P<unit>(?i:hour|day|night|week|month|year|decade)s?))\b",
        _for_long,
        _UNITS,
    ),
    _form(
        rf"\b(?:(?P<the>(?i:the|their|its|his|her|this|[A-Z][a-z]{{1,20}}['’]s?)){S}"
        r"(?:[a-z]{2,15} )?)?"
        rf"(?P<core>(?P<n>(?i:{SMALL_WORDS}(?:-and-a-half)?|\d{{1,3}}(?:\.5)?))-"
        r"(?P<unit>(?i:hour|day|week|month|year|decade))(?P<old>-old)?(?:-long)?)\b"
        rf"(?:{S}(?:[a-zA-Z-]{{2,15}} )?(?P<noun>[a-z]{{3,15}})\b)?",
        _long_thing,
        _UNITS,
    ),
    _form(
        rf"\b(?:(?i:the){S})?(?:(?P<nth>{_NTH}){S})?(?i:anniversary){S}of{S}"
        rf"(?:the{S})?(?P<name>(?i:{_NAMES}))\b"
        rf"|\b(?P<owner>(?i:{_NAMES}))['’]s{S}(?:(?P<nth2>{_NTH}){S})?(?i:anniversary)\b",
        _anniversary,
        frozenset({"anniversary"}),
    ),
    _form(
        rf"\b(?<!of )(?<!of the )(?P<name>(?i:{_DAY_NAMES}))\b(?:,?{S}(?P<y>{YEAR}))?",
        _named_day,
        frozenset("day christmas eve berlin july sept september landings liberation 9".split()),
    ),
)
"""All forms; where two match, the longer wins, and of equals the earlier in this list."""

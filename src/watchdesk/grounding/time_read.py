"""What a matched time expression says: one reader for each form.

A reader gets a match and gives a point, or ``None`` when the words only look like a time.
"""

from __future__ import annotations

import re

from watchdesk.grounding.quantity_numbers import ORDINALS, number
from watchdesk.grounding.time_model import (
    Anniversary,
    Calendar,
    Choice,
    Numeric,
    Point,
    Portion,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_words import (
    MONTHS,
    NAMED_DAYS,
    NATIONAL_DAYS,
    SEASONS,
    WEEKDAYS,
)

_PORTIONS = {
    "early": Portion.EARLY, "mid": Portion.MID, "late": Portion.LATE, "beginning": Portion.START,
    "start": Portion.START, "middle": Portion.MID, "end": Portion.END,
    "earlier": Portion.EARLIER, "later": Portion.LATER,
}  # fmt: skip
CHOICES = {
    "last": Choice.LAST, "past": Choice.LAST, "this": Choice.THIS, "next": Choice.NEXT,
    "coming": Choice.NEXT, "this past": Choice.LAST, "this coming": Choice.NEXT,
}  # fmt: skip
_WEEKS = {"last": -1, "this": 0, "next": 1}


def month(word: str | None) -> int | None:
    """Number of a month by its name."""
    return MONTHS[word[:3].lower()] if word else None


def weekday(word: str | None) -> int | None:
    """Number of a weekday by its name; Monday is 0."""
    return WEEKDAYS[word[:3].lower()] if word else None


def _int(word: str | None) -> int | None:
    return int(word) if word else None


def portion(word: str | None) -> Portion | None:
    """The portion that words such as "early" or "the end of" tell."""
    if not word:
        return None
    return next((p for key, p in _PORTIONS.items() if re.search(rf"\b{key}\b", word.lower())), None)


def year_step(word: str | None) -> int | None:
    """Years from the present one, by "last", "this" or "next"."""
    return _WEEKS[word.lower()] if word else None


def read_iso(m: re.Match[str]) -> Point | None:
    """``2024-08-06``, with or without a time of day."""
    return Calendar(int(m["y"]), int(m["m"] or m["m2"]), int(m["d"] or m["d2"]))


def read_numeric(m: re.Match[str]) -> Point | None:
    """``06/08/2024``, ``6/8/98``."""
    if m["short"]:
        short = int(m["short"])
        return Numeric(int(m["a2"]), int(m["b2"]), (1900 if short >= 50 else 2000) + short)
    return Numeric(int(m["a"]), int(m["b"]), int(m["y"]))


def read_iso_unit(m: re.Match[str]) -> Point | None:
    """``2024-W32``, ``2024-W32-1``, ``2024-Q3``, ``2024-H1``."""
    year = int(m["y"])
    if m["w"]:
        day = int(m["wd"]) - 1 if m["wd"] else None
        return Calendar(year=year, week=int(m["w"]), weekday=day)
    return Calendar(year=year, quarter=_int(m["q"]), half=_int(m["h"]))


_ATTACKS = re.compile(
    r"(?:[’']s?)? (?:(?:terror|terrorist|al-Qaeda|suicide) )?"
    r"(?:attacks?|hijack\w{1,6}|atrocit\w{1,4}|bombings|commission|memorial)\b",
    re.IGNORECASE,
)


def read_month_day(m: re.Match[str]) -> Point | None:
    """``Aug. 6, 2024``, ``6 August``, ``June 15–16``; ``the 11 September attacks`` of 2001."""
    group = m.groupdict()
    year = _int(group["y"])
    attacks = (month(group["mon"]), int(m["d"]), group["d2"]) == (9, 11, None)
    if year is None and attacks and _ATTACKS.match(m.string[m.end() :]):
        year = 2001
    return Calendar(
        year=year,
        month=month(group["mon"]),
        day=int(group["d"]),
        last_day=_int(group["d2"]),
        last_month=month(group.get("mon2")),
        weekday=weekday(group["wd"]),
        choice=CHOICES.get((group.get("choice") or "").lower()),
        year_step=year_step(group["step"]),
    )


def read_no_day(m: re.Match[str]) -> Point | None:
    """``45 August 2024``, which is no day."""
    if m["d"]:
        return Calendar(_int(m["y"]), month(m["mon"]), int(m["d"]))
    return Calendar(_int(m["y2"]), month(m["mon2"]), int(m["d2"]))


def read_month_year(m: re.Match[str]) -> Point | None:
    """``early February 2022``."""
    return Calendar(year=int(m["y"]), month=month(m["mon"]), portion=portion(m["portion"]))


_ELECTION = re.compile(
    r"(?:’s|'s)? (?:[a-z]{2,12} )?(?:(?:the )?(?:U\.S\.|US|American) (?:presidential )?"
    r"|presidential )election"
)
_AMERICAN = re.compile(r"\b(?:U\.S\.|US|American?|United States|White House)(?!\w)")


_ALSO_WORDS = frozenset({"May", "March", "Mar."})
_NAMED_FOR = re.compile(r"(?:’s|'s)? ?[A-Z][a-z]")


_PART_OF = re.compile(r"\b(?:days|weeks|week|half|rest|most|middle) of $")


def read_bare_month(m: re.Match[str]) -> Point | None:
    """``in May``, ``the November election``."""
    cue = (m["cue"] or "").lower()
    before, after = m.string[: m.start("core")], m.string[m.end("core") :]
    told = bool(cue or m["choice"] or m["portion"] or m["step"])
    if m["mon"] in _ALSO_WORDS and (not told or cue == "on"):
        return None
    part = cue == "of" and _PART_OF.search(before)
    if m["mon"] == "May" and not part and cue in {"and", "or", "to", "for", "by", "of", "a", "an"}:
        return None
    if _NAMED_FOR.match(after) and (not told or cue in {"the", "and", "or", "of", "to", "on"}):
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
        portion=portion(m["portion"]),
        choice=CHOICES.get((m["choice"] or "").lower()),
        year_step=year_step(m["step"]),
        leap=leap,
    )


_APPROXIMATE = frozenset(
    "about some nearly almost roughly around than least over many under only to up".split()
)
_YEAR_CUES = frozenset(
    "in since until till by before after during from between through early late mid of and "
    "the for to circa year or around as spring summer fall autumn winter".split()
)
_PEOPLE = re.compile(
    r" (?:[a-z]{2,20} )?(?:people|men|women|children|troops|soldiers|homes|houses|jobs|workers|"
    r"employees|percent|per cent|miles|km|kilomet(?:er|re)s|met(?:er|re)s|tons|tonnes|dollars|"
    r"euros|feet|acres|votes|seats|refugees|migrants|prisoners|protesters|hostages)\b"
)
_COUNTED = re.compile(
    r" (?!(?:as|was|has|is|does|this|years|series|previous|various|elections|games|talks|"
    r"olympics|championships|protests|results|across|always|perhaps)\b)"
    r"(?:[a-z]{2,20} )?(?:people|men|women|children|troops|[a-z]{3,20}[^su\W]s|percent|per cent|"
    r"miles|km|tons|tonnes|dollars|euros)\b"
)


def _is_count(year: int, after: str) -> bool:
    """Whether things are counted; who counts 2,017 of them writes a comma, 2000 may go without."""
    round_or_far = year % 50 == 0 or not 1950 <= year <= 2035
    return (_COUNTED if round_or_far else _PEOPLE).match(after) is not None


def read_year(m: re.Match[str]) -> Point | None:
    """``2014``, ``late 2023``, ``2014–15``; not counts such as ``2000 people``."""
    year = int(m["y"])
    before = m.string[: m.start("core")].rstrip()
    cue = re.search(r"([A-Za-z]+)['’]?$", before[-20:])
    word = cue[1].lower() if cue else ""
    if word in _APPROXIMATE - {"around", "to", "over"} and m["portion"] is None:
        return None
    if (word not in _YEAR_CUES or word == "of") and _is_count(year, m.string[m.end("core") :]):
        return None
    if not 1900 <= year <= 2099 and word not in {"in", "since", "until", "from", "before"}:
        return None
    part = portion(m["portion"])
    if m["y2"] is None:
        return Calendar(year=year, portion=part)
    last = int(m["y2"]) if len(m["y2"]) == 4 else year // 100 * 100 + int(m["y2"])
    slash = "/" in m["core"]
    return Years(year, last, part) if year < last <= year + (1 if slash else 60) else None


def read_short_year(m: re.Match[str]) -> Point | None:
    """``in '98``; ``in the year 20245``, which is no year that can be counted in."""
    return Calendar(year=1900 + int(m["short"]) if m["short"] else int(m["far"]))


_TENS_OF_YEARS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies",
                  "eighties", "nineties")  # fmt: skip


_WEATHER = re.compile(
    r"\b(?:degrees?|temperatures?|highs|lows|forecast|weather|aged|ages|percent|mph|sunny|humid)\b",
    re.IGNORECASE,
)


_OF_AGE = re.compile(r"\b(?:his|her|their|our|my|your)[- ](?:[a-z]+[- ])?\d0s and $")


def read_decade(m: re.Match[str]) -> Point | None:
    """``the 1990s``, ``the late sixties``."""
    if m["word"]:
        first = 1920 + 10 * _TENS_OF_YEARS.index(m["word"])
        return Years(first, first + 9, portion(m["core2"]), Unit.DECADE)
    before = m.string[max(0, m.start() - 24) : m.start()]
    if m["bare"] and (_WEATHER.search(m.string) or _OF_AGE.search(before)):
        return None
    first = int(m["y"]) if m["y"] else 1900 + int(m["short"] or m["bare"])
    return Years(first, first + 9, portion(m["core"]), Unit.DECADE)


def read_century(m: re.Match[str]) -> Point | None:
    """``the 19th century``: 1801 to 1900."""
    word = m["n"].lower()
    nth = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 1 <= nth <= 21:
        return None
    return Years(nth * 100 - 99, nth * 100, portion(m["portion"]), Unit.CENTURY)


def read_fiscal(m: re.Match[str]) -> Point | None:
    """``fiscal 1998``, ``the 1998 fiscal year``, ``FY2024``."""
    year = int(m["y"] or m["y2"] or m["y3"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return Calendar(year=year, portion=portion(m["portion"]), fiscal=True)


def read_quarter(m: re.Match[str]) -> Point | None:
    """``the second quarter of 2023``, ``Q3 2024``, ``the third quarter``, ``H1 2024``."""
    if m["code"]:
        nth, which = int(m["q"]), "quarter" if m["code"] == "Q" else "half"
        if which == "half" and m["y4"] is None:
            return None
    else:
        word, which = m["n"].lower(), m["what"].lower()
        last = 4 if which == "quarter" else 2
        nth = int(word[0]) if word[0].isdigit() else ORDINALS.get(word, last)
        if word == "last" and not (m["y"] or m["y0"] or m["now"]):
            return None
        if which == "half" and not (m["y"] or m["y0"] or m["step"] or m["now"]):
            return None
    year = _int(m["y4"] or m["y"] or m["y0"])
    step = year_step(m["step"])
    now = Choice.THIS if m["now"] else None
    fiscal = bool(m["fiscal"] or m["fiscal0"] or m["fiscal1"])
    if which == "half":
        return (
            Calendar(year=year, half=nth, year_step=step, choice=now, fiscal=fiscal)
            if nth <= 2
            else None
        )
    if nth > 4:
        return None
    return Calendar(year=year, quarter=nth, year_step=step, choice=now, fiscal=fiscal)


def read_season(m: re.Match[str]) -> Point | None:
    """``fall of 2022``, ``next spring``."""
    word, cue = m["season"].lower(), (m["cue"] or "").lower()
    year, choice, step = _int(m["y"]), (m["choice"] or "").lower(), year_step(m["step"])
    if year is None and not cue and not choice and step is None:
        return None
    if word == "fall" and not (year or choice or cue in {"in the", "by the", "for the"}):
        return None
    return Calendar(
        year=year,
        season=SEASONS[word],
        portion=portion(m["portion"]),
        choice=CHOICES.get(choice),
        year_step=step,
    )


_NAMED_WEEKDAY = re.compile(
    r"\b(?:Black|Bloody|Good|Easter|Palm|Ash|Super|Fat|Holy|Boxing|Cyber|Casual) $"
)
_TITLED_WEEKDAY = re.compile(
    r" (?:Times|Telegraph|Agreement|Mail|Mirror|Express|Post|Herald|Night Football|Agency)\b"
)


def read_weekday(m: re.Match[str]) -> Point | None:
    """``Thursday``, ``Monday last week``."""
    if m["wd"].endswith("s") or m[0].endswith(("mornings", "afternoons", "evenings", "nights")):
        return None
    if _NAMED_WEEKDAY.search(m.string[: m.start("wd")][-10:]):
        return None
    if _TITLED_WEEKDAY.match(m.string[m.end("wd") :]):
        return None
    day = weekday(m["wd"])
    assert day is not None
    week = m["week"] or m["week0"]
    word = (m["choice"] or "").lower().removeprefix("the").strip()
    text = word in {"following", "previous"} or (m["choice"] or "").lower().startswith("the")
    choice = CHOICES.get({"following": "next", "previous": "last"}.get(word, word))
    step = _WEEKS[week.split()[0].lower()] if week else None
    return Weekday(day, choice, step, text)


def _ordinal(word: str) -> int | None:
    text = word.lower()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    head, _, tail = text.replace(" ", "-").rpartition("-")
    base = number(head) if head else 0.0
    last = ORDINALS.get(tail)
    return None if last is None or base is None else int(base) + last


def read_anniversary(m: re.Match[str]) -> Point | None:
    """``the 80th anniversary of D-Day``."""
    name = (m["name"] or m["owner"]).lower().replace("’", "'")
    named = NAMED_DAYS[re.sub(r"\s+", " ", name)]
    word = m["nth"] or m["nth2"]
    nth = _ordinal(word) if word else None
    year = named.year + nth if named.year and nth else None
    return Anniversary(named.month, named.day, year)


def _name(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'"))


def read_named_day(m: re.Match[str]) -> Point | None:
    """``Christmas Day``, ``9/11``, ``Saturday, Ukraine's Independence Day``."""
    if m["name"].islower():
        return None
    name, group = _name(m["name"]), m.groupdict()
    named = NAMED_DAYS.get(name) or NATIONAL_DAYS[name]
    return Calendar(
        year=_int(m["y"]) or named.year,
        month=named.month,
        day=named.day,
        weekday=weekday(m["wd"]),
        choice=CHOICES.get((group.get("choice") or "").lower()),
    )


def read_feast(m: re.Match[str]) -> Point | None:
    """``last Thanksgiving``, ``Easter 2024``."""
    if not m["name"][0].isupper():
        return None
    choice = CHOICES.get((m["choice"] or "").lower())
    return Calendar(year=_int(m["y"]), feast=_name(m["name"]), choice=choice)

"""What a matched time expression says: one reader for each form.

A reader gets a match and gives a point, or ``None`` when the words only look like a time.
"""

from __future__ import annotations

import re

from watchdesk.grounding.quantity_numbers import ORDINALS, number
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
    return next((p for key, p in _PORTIONS.items() if re.search(rf"\b{key}\b", word.lower())), None)


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


def read_iso(m: re.Match[str]) -> Point | None:
    """``2024-08-06``, with or without a time of day."""
    return Calendar(int(m["y"]), int(m["m"]), int(m["d"]))


def read_numeric(m: re.Match[str]) -> Point | None:
    """``06/08/2024``."""
    return Numeric(int(m["a"]), int(m["b"]), int(m["y"]))


def read_month_day(m: re.Match[str]) -> Point | None:
    """``Aug. 6, 2024``, ``6 August``, ``June 15–16``."""
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


def read_month_year(m: re.Match[str]) -> Point | None:
    """``early February 2022``."""
    return Calendar(year=int(m["y"]), month=month(m["mon"]), portion=_portion(m["portion"]))


_ELECTION = re.compile(
    r"(?:’s|'s)? (?:[a-z]{2,12} )?(?:(?:the )?(?:U\.S\.|US|American) (?:presidential )?"
    r"|presidential )election"
)
_AMERICAN = re.compile(r"\b(?:U\.S\.|US|American?|United States|White House)(?!\w)")


def read_bare_month(m: re.Match[str]) -> Point | None:
    """``in May``, ``the November election``."""
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


def read_year(m: re.Match[str]) -> Point | None:
    """``2014``, ``late 2023``, ``2014–15``; not counts such as ``2000 people``."""
    year = int(m["y"])
    before = m.string[: m.start("core")].rstrip()
    cue = re.search(r"([A-Za-z]+)['’]?$", before[-20:])
    word = cue[1].lower() if cue else ""
    if word in _APPROXIMATE - {"around", "to", "over"} and m["portion"] is None:
        return None
    if (word not in _YEAR_CUES or word == "of") and _COUNTED.match(m.string[m.end("core") :]):
        return None
    if not 1900 <= year <= 2099 and word not in {"in", "since", "until", "from", "before"}:
        return None
    portion = _portion(m["portion"])
    if m["y2"] is None:
        return Calendar(year=year, portion=portion)
    last = int(m["y2"]) if len(m["y2"]) == 4 else year // 100 * 100 + int(m["y2"])
    return Years(year, last, portion) if year < last <= year + 60 else None


def read_decade(m: re.Match[str]) -> Point | None:
    """``the 1990s``."""
    first = int(m["y"]) if m["y"] else 1900 + int(m["short"])
    return Years(first, first + 9, _portion(m["portion"]), Unit.DECADE)


def read_century(m: re.Match[str]) -> Point | None:
    """``the 19th century``: 1801 to 1900."""
    word = m["n"].lower()
    nth = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 1 <= nth <= 21:
        return None
    return Years(nth * 100 - 99, nth * 100, _portion(m["portion"]), Unit.CENTURY)


def read_quarter(m: re.Match[str]) -> Point | None:
    """``the second quarter of 2023``, ``Q3 2024``."""
    nth = ORDINALS.get(m["n"].lower(), 4) if m["n"] else int(m["q"])
    which = m["what"] or "quarter"
    if which == "half":
        return Calendar(year=_int(m["y"]), half=nth) if nth <= 2 else None
    return Calendar(year=_int(m["y"]), quarter=nth) if 1 <= nth <= 4 else None


def read_season(m: re.Match[str]) -> Point | None:
    """``fall of 2022``, ``next spring``."""
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


def read_weekday(m: re.Match[str]) -> Point | None:
    """``Thursday``, ``Monday last week``."""
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


def read_today(m: re.Match[str]) -> Point | None:
    """``yesterday``, ``tonight``."""
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


def read_shift(m: re.Match[str]) -> Point | None:
    """``last month``, ``earlier this week``, ``the following year``."""
    step = re.sub(r"\s+", " ", m["step"].lower())
    unit = _unit(m["unit"])
    if step in {"past", "the past", "coming", "the coming"}:
        return Lasting(1.0, 1.0, unit, 1 if "coming" in step else -1)
    if unit is Unit.HOUR or (unit is Unit.DAY and step not in _TEXT_STEPS):
        return None
    portion = _portion(m["portion"])
    if unit is Unit.WEEKEND and m.string.startswith(" of ", m.end()):
        return None
    if step == "the":
        if unit is not Unit.WEEKEND and portion is None:
            return None
        if unit is not Unit.WEEKEND and portion in {Portion.EARLY, Portion.MID, Portion.LATE}:
            return None
    return Shift(unit, _STEPS[step], portion, text=step in _TEXT_STEPS)


def read_day_before(m: re.Match[str]) -> Point | None:
    """``the morning after``, ``the year before``."""
    back = m["side"].lower() == "before"
    return Shift(_unit(m["unit"]), -1 if back else 1, text=True)


_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_FROM_TEXT = frozenset({"earlier", "later", "before", "prior", "after", "afterward",
                        "afterwards", "previously"})  # fmt: skip


def read_away(m: re.Match[str]) -> Point | None:
    """``three days ago``, ``a year earlier``."""
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


def read_lasting(m: re.Match[str]) -> Point | None:
    """``the past two decades``, ``recent weeks``."""
    pair = counts(m["n"], m["fuzz"]) if m["n"] else (2.0, None)
    if pair is None:
        return None
    forward = m["way"].lower() in {"next", "coming"}
    if m["way"].lower() == "first":
        return None
    return Lasting(*pair, _unit(m["unit"]), 1 if forward else -1)


_PERFECT = re.compile(r"\b(?:has|have|['’]ve|had) (?:[a-z]+ ){0,4}$|\b(?:has|have|['’]ve)\b")


def read_for_long(m: re.Match[str]) -> Point | None:
    """``for more than 70 years``; tied to the present by a perfect tense."""
    pair = counts(m["n"], m["fuzz"])
    if pair is None:
        return None
    has = _PERFECT.search(m.string[max(0, m.start() - 120) : m.start()])
    return Lasting(*pair, _unit(m["unit"]), -1 if has and m["cue"] else 0)


def read_long_thing(m: re.Match[str]) -> Point | None:
    """``the two-year war``, ``a three-month truce``; not ages."""
    pair = counts(m["n"].replace("-", " "), None)
    if pair is None:
        return None
    noun = m["noun"].lower() if m["noun"] else None
    definite = m["the"] is not None or m["old"] is not None
    anchored = noun is not None and definite
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


def read_anniversary(m: re.Match[str]) -> Point | None:
    """``the 80th anniversary of D-Day``."""
    name = (m["name"] or m["owner"]).lower().replace("’", "'")
    named = NAMED_DAYS[re.sub(r"\s+", " ", name)]
    word = m["nth"] or m["nth2"]
    nth = _ordinal(word) if word else None
    year = named.year + nth if named.year and nth else None
    return Anniversary(named.month, named.day, year)


def read_named_day(m: re.Match[str]) -> Point | None:
    """``Christmas Day``, ``9/11``, ``Saturday, Ukraine's Independence Day``."""
    name = re.sub(r"\s+", " ", m["name"].lower().replace("’", "'"))
    named = NAMED_DAYS.get(name) or NATIONAL_DAYS[name]
    year = _int(m["y"]) or named.year
    return Calendar(year=year, month=named.month, day=named.day, weekday=weekday(m["wd"]))

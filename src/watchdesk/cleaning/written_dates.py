"""Days as bylines write them: month names of six languages, numbers, and "3 hours ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from watchdesk.records import Interval

_LONGEST = 300
"""Code points of a line that are searched."""
_MONTH_NAMES = (
    "jan january januar jänner janvier janv enero ene gennaio gen janeiro",
    "feb february februar février fevrier févr fevr febrero febbraio fevereiro fev",
    "mar march märz maerz mär mrz mars marzo março marco",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag maio",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august août aout agosto ago",
    "sep sept september septembre septiembre set settembre setembro",
    "oct october oktober okt octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)
"""English, German, French, Spanish, Italian, Portuguese; names of their own for each month."""
MONTHS = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_ENGLISH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY_NAMES = (
    "monday montag lundi lunes lunedì segunda-feira",
    "tuesday dienstag mardi martes martedì terça-feira",
    "wednesday mittwoch mercredi miércoles mercoledì quarta-feira",
    "thursday donnerstag jeudi jueves giovedì quinta-feira",
    "friday freitag vendredi viernes venerdì sexta-feira",
    "saturday samstag sonnabend samedi sábado sabato",
    "sunday sonntag dimanche domingo domenica",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_WRITTEN = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY}),? (?:den |le |the )?)?\b(?:"
    rf"(?P<m1>{_ENGLISH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})|"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?:[ -]|(?<=\.))(?:de )?"
    rf"(?P<m2>{_MONTH})(?:[ ,-]{{1,2}}| de | del )(?P<y2>\d{{4}})|"
    r"(?P<y3>\d{4})(?P<s3>[-/.])(?P<n3>\d{2})(?P=s3)(?P<d3>\d{2})(?=T|\b)|"
    r"(?P<a4>\d{1,2})(?P<s4>[/.-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?![\d/])")
_SHORT_YEAR = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY}),? )?(?<![\d./-])\b(?:"
    rf"(?P<m1>{_ENGLISH}) (?P<d1>\d{{1,2}}),? [’'](?P<y1>\d\d)|"
    rf"(?P<d2>\d{{1,2}})\.?[ -]?(?P<m2>{_MONTH})[ -][’']?(?P<y2>\d\d)|"
    r"(?P<a4>\d{1,2})(?P<s4>[/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d\d))(?![\d:./-])",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1700, 2199
_CENTURY_TURN = 69
"""Two-digit years up to this one are of the 2000s, as POSIX has it."""


class Written(NamedTuple):
    """A day found in words."""

    days: Interval
    """The day; where the day and the month can be exchanged, from the earlier to the later."""
    start: int
    """First code point within the line."""
    end: int
    """One past the last."""

    @property
    def day(self) -> date | None:
        """The day, ``None`` where the words can mean two."""
        return self.days.earliest if self.days.earliest == self.days.latest else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, ``None`` where there is none such in the years of newspapers."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_days(text: str, month_first: bool | None = None) -> Iterator[Written]:
    """Days written out with their year in the first 300 code points of a line.

    ``08/09/2024`` is read by ``month_first`` or by the weekday beside it, and is a stretch from
    the one day to the other where neither tells. With dots the day comes first. A day that does
    not exist is left out.
    """
    for match in _WRITTEN.finditer(text[:_LONGEST]):
        days = _days(match, month_first)
        if days is not None:
            yield Written(days, match.start(), match.end())


def short_days(text: str, month_first: bool | None = None) -> Iterator[Written]:
    """The same with years of two digits: ``06.08.24``, ``6 Aug 24``, ``Aug. 6, ’24``."""
    for match in _SHORT_YEAR.finditer(text[:_LONGEST]):
        days = _days(match, month_first)
        if days is not None:
            yield Written(days, match.start(), match.end())


def holds_day(text: str) -> bool:
    """Whether a line holds a day with its year, or what looks like one."""
    return _WRITTEN.search(text[:_LONGEST]) is not None


def without_days(text: str) -> str:
    """A line without the days it holds."""
    return _SHORT_YEAR.sub("", _WRITTEN.sub("", text))


def _days(match: re.Match[str], month_first: bool | None) -> Interval | None:
    part = match.groupdict()
    day: date | None
    if part["y1"]:
        day = day_of(_year(part["y1"]), _month(part["m1"]), int(part["d1"]))
    elif part["y2"]:
        day = day_of(_year(part["y2"]), _month(part["m2"]), int(part["d2"]))
    elif part.get("y3"):
        day = day_of(int(part["y3"]), int(part["n3"]), int(part["d3"]))
    else:
        return _numeric(match, month_first)
    return Interval.on(day) if day else None


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year <= _CENTURY_TURN else 1900)


def _numeric(match: re.Match[str], month_first: bool | None) -> Interval | None:
    first, second, year = int(match["a4"]), int(match["b4"]), _year(match["y4"])
    options = {day_of(year, second, first): False, day_of(year, first, second): True}
    known = {day: by_month for day, by_month in options.items() if day is not None}
    if match["wd"]:
        weekday = WEEKDAYS[match["wd"].lower()]
        known = {day: by for day, by in known.items() if day.weekday() == weekday} or known
    if len(known) > 1 and (match["s4"] == "." or month_first is not None):
        chosen = match["s4"] != "." and month_first is True
        known = {day: by_month for day, by_month in known.items() if by_month is chosen}
    return Interval.between(min(known), max(known)) if known else None


def is_month_first(text: str) -> bool | None:
    """Whether the numeric dates of a text put the month first; ``None`` where they do not tell."""
    seen = {
        int(match[2]) > 12
        for match in _SLASHED.finditer(text)
        if max(int(match[1]), int(match[2])) in range(13, 32)
    }
    return seen.pop() if len(seen) == 1 else None


_UNITS = {
    "second": r"s|secs?|seconds?|sekunden?|secondes?|segundos?|secondi",
    "minute": r"m|mins?|minutes?|minuten?|minutos?|minuti",
    "hour": r"h|hrs?|hours?|stunden?|std|heures?|horas?|ore|ora",
    "day": r"d|days?|tage?n?|jours?|días?|dias?|giorni|giorno",
    "week": r"w|wks?|weeks?|wochen?|semaines?|semanas?|settimane|settimana",
    "month": r"months?|monate?n?|mois|meses|mes|mês|mesi|mese",
}
_LENGTHS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800,
            "month": 2_635_200}  # fmt: skip
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_AGE = re.compile(
    r"(?:(?P<lead>vor|il y a|hace|há) )?\b"
    r"(?P<n>\d{1,3}|an?|one|einem|einer|une?|una?|um|uma)[ ]?"
    rf"(?:{_UNIT})\b\.?(?P<tail> ago| fa| atrás)?",
    re.IGNORECASE,
)
_DAY_WORDS = re.compile(
    r"\b(?:(?P<today>today|heute|aujourd[’']hui|hoy|oggi|hoje)|"
    r"(?P<yesterday>yesterday|gestern|hier|ayer|ieri|ontem))\b",
    re.IGNORECASE,
)


def find_age(text: str, taken: datetime) -> Written | None:
    """The days that "3 hours ago", "vor 2 Tagen" or "yesterday" in a line mean for a page that was
    taken then; a number of units is told when it is full, so up to one more may have passed."""
    for match in _AGE.finditer(text[:_LONGEST]):
        if bool(match["lead"]) == bool(match["tail"]):
            continue
        unit = next(name for name in _UNITS if match[name])
        count = int(match["n"]) if match["n"].isdigit() else 1
        size = timedelta(seconds=_LENGTHS[unit])
        try:
            first, last = taken - size * (count + 1), taken - size * count
        except OverflowError:
            continue
        days = Interval.between(first.date(), last.date())
        return Written(days, match.start(), match.end())
    word = _DAY_WORDS.search(text[:_LONGEST])
    if word is None:
        return None
    day = taken.date() - timedelta(days=1 if word["yesterday"] else 0)
    return Written(Interval.on(day), word.start(), word.end())

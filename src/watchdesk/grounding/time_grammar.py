"""The forms time expressions take: one pattern and one reader for each.

A reader gets a match and gives what it says, or ``None`` when the words only look like a time.
Every pattern marks the words of the expression as group ``core`` or as the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import DIGITS, ORDINALS, SMALL_WORDS, words
from watchdesk.grounding.time_model import Point
from watchdesk.grounding.time_read import (
    read_anniversary,
    read_away,
    read_bare_month,
    read_century,
    read_day_before,
    read_decade,
    read_for_long,
    read_iso,
    read_lasting,
    read_long_thing,
    read_month_day,
    read_month_year,
    read_named_day,
    read_numeric,
    read_quarter,
    read_season,
    read_shift,
    read_today,
    read_weekday,
    read_year,
)
from watchdesk.grounding.time_words import (
    MONTH_WORDS,
    NAMED_DAYS,
    NATIONAL_DAYS,
    PARTS_OF_DAY,
    PLACE_DAYS,
    SEASONS,
    UNIT_WORDS,
    WEEKDAY_WORDS,
)

Reader = Callable[["re.Match[str]"], Point | None]


class Form(NamedTuple):
    """A way to tell a time."""

    pattern: str
    read: Reader
    triggers: frozenset[str]
    """Lower-case words of which a sentence must hold one; ``#`` is any number of four digits or
    more, ``/`` any digit."""


S = "(?:[ \u00a0]{1,2})"
MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|Jun[e.]|Jul[y.]|"
    r"Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
MONTH_DAY = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|"
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

_GOING_ON = (
    "war|conflict|invasion|siege|occupation|blockade|insurgency|rebellion|crackdown|standoff|"
    "fighting|assault|offensive|campaign|uprising|crisis|dispute|stalemate|embargo"
)
_NAMES = "|".join(
    re.escape(n).replace("'", "['’]") for n in sorted(NAMED_DAYS, key=len, reverse=True)
)
_DAY_NAMES = "|".join(
    re.escape(n).replace("'", "['’]")
    for n in sorted(set(NAMED_DAYS) - PLACE_DAYS, key=len, reverse=True)
)
_NATIONAL_NAMES = "|".join(
    re.escape(n).replace("'", "['’]") for n in sorted(NATIONAL_DAYS, key=len, reverse=True)
)
_NTH = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    rf"ninety)[- ])?(?:{words(ORDINALS)})))"
)
_STEP = rf"(?:(?:,|{S}of)?{S}(?P<step>(?i:last|this|next)){S}year\b)"
_AT = rf"(?:,?{S}(?:at{S})?(?:(?:early|late){S})?(?i:{PARTS_OF_DAY})\b)?"
_AND = r"(?=(?:[,.;:)]|\s|$))(?! (?:[a-z]+ )?[a-z]{2,20}s\b)"
_RANGE = rf"(?:{S}?{DASH}{S}?|{S}(?:to|through|until|or){S}|{S}and{S}(?={DAY}{ORD}{_AND}))"


@cache
def pattern(rank: int) -> re.Pattern[str]:
    """The compiled pattern of the form at this place in ``FORMS``, made when first needed."""
    return re.compile(FORMS[rank].pattern)


FORMS = (
    Form(
        rf"(?<![\d/.-])(?P<y>{YEAR})[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>{DAY})"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?Z|[+-]\d\d:?\d\d)?)?(?![\d/-])",
        read_iso,
        _YEAR_MARK,
    ),
    Form(
        rf"(?<![\d/.-])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{YEAR})(?![\d/.-]\d|\d)",
        read_numeric,
        _YEAR_MARK,
    ),
    Form(
        rf"\b(?:(?P<choice>(?i:last|this|next)){S})?(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?(?P<paren>\()?"
        rf"(?P<mon>{MONTH_DAY}){S}(?P<d>{DAY}){ORD}"
        rf"(?:{_RANGE}(?:(?P<mon2>{MONTH_DAY}){S})?(?P<d2>{DAY}){ORD})?"
        rf"(?:(?:,{S}?|{S}|{S}of{S})(?P<y>{YEAR})|{_STEP})?(?![\d:]|[.,/]\d|{DASH}\d)(?(paren)\)?){_AT}",
        read_month_day,
        _MONTHS,
    ),
    Form(
        rf"(?<![\d.,:/$£€-])(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?"
        rf"(?P<d>{DAY}){ORD}(?:{_RANGE}(?P<d2>{DAY}){ORD})?{S}(?:of{S})?(?P<mon>{MONTH_DAY})(?!\w)"
        rf"(?:,?{S}(?P<y>{YEAR})(?!\d|[.,]\d)|{_STEP})?",
        read_month_day,
        _MONTHS,
    ),
    Form(
        rf"\b(?P<portion>{PORTION})?(?P<mon>{MONTH}),?(?:{S}of)?{S}(?P<y>{YEAR})\b(?![.,]\d)",
        read_month_year,
        _MONTHS,
    ),
    Form(
        rf"(?:\b(?P<cue>(?i:{CUES})){S})?(?P<core>(?P<portion>{PORTION})?(?P<mon>{MONTH})"
        rf"(?![a-z]|[- ]\d){_STEP}?)",
        lambda m: read_bare_month(m) if m["cue"] or m["portion"] or m["step"] else None,
        _MONTHS,
    ),
    Form(
        rf"(?<![\w$€£¥.,/#:+–-])(?P<core>(?P<portion>{PORTION})?(?P<y>{YEAR})"
        rf"(?:{DASH}(?P<y2>\d{{4}}|\d{{2}}))?)(?![\w%]|[.,:/]\d|{DASH}\d)",
        read_year,
        _YEAR_MARK,
    ),
    Form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?:(?P<y>1[5-9]\d0|20\d0)['’]?s"
        r"|['’](?P<short>[2-9]0)s))\b",
        read_decade,
        _YEAR_MARK | _DIGIT_MARK,
    ),
    Form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?P<n>{_NTH}){S}century)\b",
        read_century,
        frozenset({"century"}),
    ),
    Form(
        rf"\b(?:the{S})?(?:(?P<n>(?i:first|second|third|fourth|last)){S}(?P<what>quarter|half)"
        rf"|Q(?P<q>[1-4])){S}(?:of{S})?(?P<y>{YEAR})\b",
        read_quarter,
        frozenset({"quarter", "half"}) | _YEAR_MARK,
    ),
    Form(
        rf"\b(?:(?P<cue>(?i:in the|by the|since|until|during the|over the)){S})?"
        rf"(?P<core>(?P<portion>{PORTION})?(?:(?P<choice>(?i:this past|this coming|this|last|"
        rf"next)){S})?(?P<season>(?i:{SEASON}))"
        rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})|(?<!fall){_STEP})?)\b(?! of [A-Z])",
        read_season,
        _SEASONS,
    ),
    Form(
        r"\b(?:(?P<week0>(?i:last|next|this) week(?: on)?) )?"
        rf"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d)?{S}?[ap]\.?m\.?(?:{S}[A-Z]{{2,4}})?,?{S}(?:on{S})?)?"
        rf"(?:(?P<choice>(?i:last|this past|this coming|this|next|past|coming)){S})?"
        rf"(?:(?i:early|late){S}(?:on{S})?)?(?P<wd>{WEEKDAY}s?)(?:{S}(?i:{PARTS_OF_DAY})\b)?"
        rf"(?:{S}(?:of )?(?P<week>(?i:last|next|this){S}week)\b)?(?![\w-])",
        lambda m: None if m["wd"].endswith("s") else read_weekday(m),
        _DAYS,
    ),
    Form(
        rf"\b(?:(?i:early|late|earlier|later){S})?"
        r"(?P<day>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|"
        r"tomorrow|last night|this morning|this afternoon|this evening|overnight))\b"
        rf"(?:{S}(?i:{PARTS_OF_DAY})\b)?",
        read_today,
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
    Form(
        r"\b(?P<portion>(?i:earlier|later|early|late|mid|"
        rf"(?:the )?(?:end|beginning|start|middle) of)[- ](?:in )?)?"
        r"(?P<step>(?i:this past|this coming|this|last|next|past|coming|the past|the coming|"
        r"the current|current|previous|the previous|following|the following|that|the same|"
        rf"same|the next|over the|the)){S}"
        r"(?P<unit>(?i:day|weekend|week|month|quarter|year|decade|century))\b(?![-–]\w)",
        read_shift,
        _UNITS,
    ),
    Form(
        rf"\b(?i:the)(?:{S}very)?{S}(?P<unit>day|night|morning|evening|week|month|year){S}"
        r"(?P<side>before|after)"
        r"(?=[,.;)]|$| (?:that|the|he|she|it|they|his|her|its|their|[A-Z]))",
        read_day_before,
        _UNITS,
    ),
    Form(
        rf"\b(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -](?:more{S}|full{S})?)?"
        rf"(?P<unit>(?i:{UNITS})){S}"
        r"(?P<side>(?i:ago|earlier|later|from now|hence|previously|afterwards?|"
        r"before(?=[,.;)]|$)|after(?=[,.;)]|$)|prior(?=[,.;)]|$)))\b",
        read_away,
        _UNITS,
    ),
    Form(
        rf"\b(?:(?i:the|these|this|recent|his|her|its|their){S})?"
        rf"(?P<way>(?i:past|last|recent|next|coming|first|previous)){S}"
        rf"(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -])?(?P<unit>(?i:hour|day|week|month|"
        r"year|decade)s)\b",
        read_lasting,
        _UNITS,
    ),
    Form(
        rf"\b(?:(?P<cue>(?i:for)){S})?(?P<core>(?P<fuzz>(?i:{FUZZ}))?(?P<n>(?i:{COUNT})){S}"
        r"(?:full )?(?P<unit>(?i:hour|day|night|week|month|year|decade)s?))\b",
        read_for_long,
        _UNITS,
    ),
    Form(
        rf"\b(?:(?P<the>(?i:the|their|its|his|her|this|[A-Z][a-z]{{1,20}}['’]s?)){S}"
        r"(?:[a-z]{2,15} )?)?"
        rf"(?P<core>(?P<n>(?i:{SMALL_WORDS}(?:-and-a-half)?|\d{{1,3}}(?:\.5)?))-"
        r"(?P<unit>(?i:hour|day|week|month|year|decade))(?P<old>-old)?(?:-long)?)\b"
        rf"(?:{S}(?:[a-zA-Z-]{{2,15}} ){{0,2}}?(?P<noun>{_GOING_ON})\b)?",
        read_long_thing,
        _UNITS,
    ),
    Form(
        rf"\b(?:(?i:the){S})?(?:(?P<nth>{_NTH}){S})?(?i:anniversary){S}of{S}"
        rf"(?:the{S})?(?P<name>(?i:{_NAMES}))\b"
        rf"|\b(?P<owner>(?i:{_NAMES}))['’]s{S}(?:(?P<nth2>{_NTH}){S})?(?i:anniversary)\b",
        read_anniversary,
        frozenset({"anniversary"}),
    ),
    Form(
        rf"\b(?<!of )(?<!of the )(?:(?P<wd>{WEEKDAY}),?{S})?(?P<name>(?i:{_DAY_NAMES}))\b"
        rf"(?:,?{S}(?P<y>{YEAR}))?",
        read_named_day,
        frozenset("day christmas eve berlin july sept september landings liberation 9".split()),
    ),
    Form(
        rf"\b(?:(?P<wd>{WEEKDAY}),?{S}(?:(?:which{S})?(?:is|was){S})?)?"
        rf"(?P<name>(?i:{_NATIONAL_NAMES}))\b(?:,?{S}(?P<y>{YEAR}))?",
        read_named_day,
        frozenset({"day"}),
    ),
)
"""All forms; where two match, the longer wins, and of equals the earlier in this list."""

"""The forms dates take: calendar days, months, years, weekdays, named days."""

from __future__ import annotations

import re

from watchdesk.grounding.time_feasts import FEASTS
from watchdesk.grounding.time_pieces import (
    ANY_WEEKDAY,
    ANY_YEAR,
    AT,
    CLOCK,
    DASH,
    DAY,
    DAYS_SEEN,
    DIGIT_MARK,
    MONTH,
    MONTH_DAY,
    MONTHS_SEEN,
    NO_DAY,
    NTH,
    ORD,
    PARTS_OF_DAY,
    PORTION,
    SEASON,
    SEASONS_SEEN,
    STEP,
    WEEKDAY,
    YEAR,
    YEAR_MARK,
    Form,
    S,
    either,
)
from watchdesk.grounding.time_read import (
    read_anniversary,
    read_bare_month,
    read_century,
    read_decade,
    read_feast,
    read_fiscal,
    read_iso,
    read_iso_unit,
    read_month_day,
    read_month_year,
    read_named_day,
    read_no_day,
    read_numeric,
    read_quarter,
    read_season,
    read_short_year,
    read_weekday,
    read_year,
)
from watchdesk.grounding.time_read_months import read_day_of_month, read_months, read_part_of_month
from watchdesk.grounding.time_words import NAMED_DAYS, NATIONAL_DAYS, PLACE_DAYS

_CUES = (
    "in|since|until|till|by|of|during|before|after|from|between|through|throughout|to|for|and|"
    "or|the|a|an|every|each|late|early|mid|back in|as of|around|on"
)
_CHOICE = r"(?:last|this past|this coming|this|next|past|coming)"
_PORTION_HEADS = frozenset("very early mid late the beginning start middle end".split())
_CHOICE_HEADS = frozenset("last this past coming next the following previous".split())
_AND = r"(?=(?:[,.;:)]|\s|$))(?! (?:[a-z]+ )?[a-z]{2,20}s\b)"
_RANGE = rf"(?:{S}?{DASH}{S}?|{S}(?:to|through|until|or){S}|{S}and{S}(?={DAY}{ORD}{_AND}))"
_OF_YEAR = (
    rf"(?:,?{S}(?:of{S})?(?:(?P<fiscal>(?i:(?:the )?fiscal(?: year)?)){S})?(?P<y>{YEAR})\b"
    rf"|{STEP}|{S}of{S}(?P<now>(?:the|its){S}(?:fiscal{S})?year)\b)"
)
_SHORT_DECADE = r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"

CALENDAR_FORMS = (
    Form(
        rf"(?<![\d/.-])(?P<y>{YEAR})(?:[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>{DAY})|-(?P<m2>\d\d)-(?P<d2>\d\d))"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?Z|[+-]\d\d:?\d\d)?)?(?![\d/-])",
        read_iso,
        YEAR_MARK,
    ),
    Form(
        rf"(?<![\d/.-])(?P<y>{YEAR})-(?:W(?P<w>\d\d)(?:-(?P<wd>[1-7]))?|Q(?P<q>[1-4])|H(?P<h>[12]))"
        r"(?![\w-])",
        read_iso_unit,
        YEAR_MARK,
    ),
    Form(
        rf"(?<![\d/.-])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{YEAR})(?![\d/.-]\d|\d)"
        r"|(?<![\d/.-])(?P<a2>\d{1,2})/(?P<b2>\d{1,2})/(?P<short>\d\d)(?![\d/.-]\d|\d|/)",
        read_numeric,
        DIGIT_MARK,
    ),
    Form(
        rf"\b(?:(?P<choice>(?i:last|this|next)){S})?(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?"
        rf"(?P<paren>\()?"
        rf"(?P<mon>{MONTH_DAY}){S}(?P<d>{DAY}){ORD}"
        rf"(?:{_RANGE}(?:(?P<mon2>{MONTH_DAY}){S})?(?P<d2>{DAY}){ORD})?"
        rf"(?:(?:{S}?,{S}?|{S}|{S}of{S})(?P<y>{ANY_YEAR})|{STEP})?(?![\d:]|[.,/]\d|{DASH}\d)(?"
        rf"(paren)\)?){AT}",
        read_month_day,
        MONTHS_SEEN,
        MONTHS_SEEN | DAYS_SEEN | _CHOICE_HEADS,
    ),
    Form(
        rf"(?<![\d.,:/$£€-])(?:(?P<wd>{ANY_WEEKDAY}),?{S}(?:the{S})?)?"
        rf"(?P<d>{DAY}){ORD}(?:{_RANGE}(?P<d2>{DAY}){ORD})?{S}(?:of{S})?(?P<mon>{MONTH_DAY})(?!\w)"
        rf"(?:,?{S}(?P<y>{ANY_YEAR})(?!\d|[.,]\d)|{STEP})?",
        read_month_day,
        MONTHS_SEEN,
        DAYS_SEEN,
    ),
    Form(
        rf"(?<![\w.,:/$£€-])(?<!\b[Tt]he )(?<!\bof )(?<!No\. )(?<!sue )"
        rf"(?:(?<=\b[Oo]n )|(?={NO_DAY}{ORD}{S}(?:of{S})?{MONTH_DAY},?{S}{YEAR}))"
        rf"(?P<d>{NO_DAY}){ORD}{S}(?:of{S})?(?P<mon>{MONTH_DAY})(?!\w)(?:,?{S}(?P<y>{YEAR})\b)?"
        rf"|(?<=\b[Oo]n )(?P<mon2>{MONTH_DAY}){S}(?P<d2>{NO_DAY}){ORD}(?![\w:/%-]|\.\d)"
        rf"(?:,{S}(?P<y2>{YEAR})\b|(?=[,.;)]|$))",
        read_no_day,
        MONTHS_SEEN,
        MONTHS_SEEN,
    ),
    Form(
        rf"(?<![\w-])(?P<mon>{MONTH})(?:-to-|-|/)(?P<mon2>{MONTH})(?![\w-])(?:,?{S}(?:of{S})?(?P<y>"
        rf"{YEAR})\b(?![.,]\d))?",
        read_months,
        MONTHS_SEEN,
        MONTHS_SEEN,
    ),
    Form(
        rf"\b(?:(?i:the){S})?(?P<nth>(?i:first|second|third|fourth|fifth|last|final|[1-5](?:st|nd|rd"
        rf"|th))){S}(?P<what>(?i:day|week|weekend|half)|(?P<wd>{WEEKDAY})){S}(?:of|in)"
        rf"(?:{S}(?P<choice>(?i:last|this|next)))?{S}(?P<mon>{MONTH})(?!\w)"
        rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})\b|{STEP})?",
        read_part_of_month,
        MONTHS_SEEN,
        frozenset("the first second third fourth fifth last final".split()),
    ),
    Form(
        r"(?<=\b[Oo]n )(?P<core>the (?P<d>\d{1,2})(?:st|nd|rd|th))"
        r"(?=[,.;:)](?:\s|$)|$| (?:when|after|before|because|but|while)\b)",
        read_day_of_month,
        DIGIT_MARK,
        frozenset({"the"}),
    ),
    Form(
        rf"\b(?P<portion>{PORTION})?(?P<mon>{MONTH_DAY}),?(?:{S}of)?{S}(?P<y>{ANY_YEAR})\b(?![.,]\d)",
        read_month_year,
        MONTHS_SEEN,
        MONTHS_SEEN | _PORTION_HEADS,
    ),
    Form(
        rf"(?<![\w-])(?:(?P<cue>(?i:{_CUES})){S})?(?P<core>(?P<portion>{PORTION})?"
        rf"(?:(?P<choice>(?i:this|last|next|past|coming)){S})?(?P<mon>{MONTH})"
        rf"(?![a-z]|[- ]\d){STEP}?)",
        read_bare_month,
        MONTHS_SEEN,
        MONTHS_SEEN
        | frozenset(_CUES.replace("|", " ").split())
        | _CHOICE_HEADS
        | frozenset("very beginning start middle end".split()),
    ),
    Form(
        rf"(?<![\w$€£¥.,/#:+–-])(?P<core>(?P<portion>{PORTION})?(?P<y>{YEAR})"
        rf"(?:(?:{DASH}|/)(?P<y2>\d{{4}}|\d{{2}}))?)(?![\w%]|[.,:/]\d|{DASH}\d)",
        read_year,
        YEAR_MARK,
    ),
    Form(
        r"\b(?i:in|of|since|from|until)(?: the)?(?: year)? (?P<core>['’](?P<short>[3-9]\d)\b(?!s)"
        r"|(?<=year )(?P<far>\d{5,9})\b)",
        read_short_year,
        DIGIT_MARK,
    ),
    Form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?:(?P<y>1[5-9]\d0|20\d0)['’]?s"
        rf"|['’](?P<short>[2-9]0)s)"
        rf"|(?:the{S}|(?<=0s and ))(?:early |late |mid-?)?(?P<bare>[4-9]0)s)\b"
        rf"|\b(?P<core2>(?:the{S})(?:early |late |mid-?)?"
        rf"(?P<word>{_SHORT_DECADE}))\b",
        read_decade,
        YEAR_MARK | DIGIT_MARK | frozenset(_SHORT_DECADE[3:-1].split("|")),
    ),
    Form(
        rf"\b(?P<core>(?P<portion>{PORTION})?(?:the{S})?(?P<n>{NTH})[ -]century)\b",
        read_century,
        frozenset({"century"}),
    ),
    Form(
        rf"\b(?:(?P<portion>{PORTION})?(?:the{S})?(?:[Ff]iscal|[Ff]inancial[ -]year)(?:[ -]"
        rf"(?:year))?{S}(?P<y>{YEAR})"
        rf"|(?:the{S})?(?P<y2>{YEAR}){S}(?:fiscal|financial){S}year|FY{S}?['’]?(?P<y3>20\d\d"
        rf"|\d\d))\b",
        read_fiscal,
        frozenset({"fiscal", "financial", "fy"}),
    ),
    Form(
        rf"\b(?:(?:the|its|their){S})?(?:(?:(?P<y0>{YEAR})(?:['’]s)?{S})?(?:(?P<fiscal1>"
        rf"(?i:fiscal)){S})?(?P<n>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th))[- ]"
        rf"(?:(?P<fiscal0>(?i:fiscal)){S})?(?P<what>(?i:quarter|half))(?:{_OF_YEAR})?"
        rf"|(?P<code>[QH])(?P<q>[1-4])(?:{S}(?:of{S})?(?P<y4>{YEAR}))?)(?![\w’'-]| of the "
        rf"(?:game|match|season))",
        read_quarter,
        frozenset({"quarter", "half", "q", "h"}),
    ),
    Form(
        rf"\b(?:(?P<cue>(?i:in the|by the|since|until|during the|over the|the|in|for the)){S})?"
        rf"(?P<core>(?P<portion>{PORTION})?(?:(?P<choice>(?i:this past|this coming|this|last|"
        rf"next)){S})?(?P<season>(?i:{SEASON}))"
        rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})|(?<!fall){STEP})?)\b(?! of [A-Z])",
        read_season,
        SEASONS_SEEN,
    ),
    Form(
        r"\b(?:(?P<week0>(?i:last|next|this) week(?: on)?) )?"
        rf"(?:(?:{CLOCK}|(?i:noon|midnight|midday)),?{S}(?:on{S})?)?"
        rf"(?:(?P<choice>(?i:{_CHOICE}|the{S}(?:following|next|previous)|(?:following|previous))){S})?"
        rf"(?:(?i:early|late|mid)(?:{S}(?:on{S})?|-))?(?P<wd>{WEEKDAY}s?)"
        rf"(?:(?:,?{S}at{S}{CLOCK}|,?{S}(?:at{S})?(?i:{PARTS_OF_DAY}))(?!\w))?"
        rf"(?:{S}(?:of )?(?P<week>(?i:last|next|this){S}week)\b)?(?![\w-])",
        read_weekday,
        DAYS_SEEN,
        DAYS_SEEN | _CHOICE_HEADS | frozenset("early late mid noon midnight midday".split()),
    ),
)
"""In the order in which they count where two match the same words."""

_NO_SIGNS = frozenset("the of and s d v st week weekend".split())
_PLAIN_NAMES = either(set(NAMED_DAYS) - PLACE_DAYS)
_OWNED_NAMES = either(set(NAMED_DAYS))
NAMED_FORMS = (
    Form(
        rf"\b(?:(?i:the){S})?(?:(?P<nth>{NTH}){S})?(?i:anniversary){S}of{S}"
        rf"(?:the{S})?(?P<name>(?i:{_OWNED_NAMES}))\b"
        rf"|\b(?P<owner>(?i:{_OWNED_NAMES}))['’]s{S}(?:(?P<nth2>{NTH}){S})?(?i:anniversary)\b",
        read_anniversary,
        frozenset({"anniversary"}),
    ),
    Form(
        rf"\b(?<!of )(?<!of the )(?:(?P<wd>{WEEKDAY}),?{S})?(?:(?P<choice>(?i:{_CHOICE})){S})?"
        rf"(?P<name>(?i:{_PLAIN_NAMES}))\b(?:,?{S}(?P<y>{YEAR}))?",
        read_named_day,
        frozenset(re.findall(r"[a-z]+|\d", " ".join(NAMED_DAYS))) - _NO_SIGNS,
        frozenset(re.findall(r"[a-z]+|\d", " ".join(NAMED_DAYS))) | DAYS_SEEN | _CHOICE_HEADS,
    ),
    Form(
        rf"\b(?:(?P<wd>{WEEKDAY}),?{S}(?:(?:which{S})?(?:is|was){S})?)?"
        rf"(?P<name>(?i:{either(set(NATIONAL_DAYS))}))\b(?:,?{S}(?P<y>{YEAR}))?",
        read_named_day,
        frozenset({"day"}),
    ),
    Form(
        rf"\b(?:(?P<choice>(?i:{_CHOICE})){S})?(?P<name>(?i:{either(set(FEASTS))}))(?: [Dd]ay)?\b"
        rf"(?:,?{S}(?P<y>{YEAR}))?(?! (?:[Ii]sland|[Rr]ising|[Aa]greement|[Ee]gg))",
        read_feast,
        frozenset(re.findall(r"[a-z]+", " ".join(FEASTS))) - _NO_SIGNS,
        frozenset(re.findall(r"[a-z]+", " ".join(FEASTS))) | _CHOICE_HEADS,
    ),
)
"""Days with a name of their own."""

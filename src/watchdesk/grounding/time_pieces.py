"""Pieces of which the patterns of time expressions are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import DIGITS, ORDINALS, SMALL_WORDS, words
from watchdesk.grounding.time_model import Point
from watchdesk.grounding.time_words import MONTH_WORDS, SEASONS, UNIT_WORDS, WEEKDAY_WORDS

Reader = Callable[["re.Match[str]"], Point | None]


class Form(NamedTuple):
    """A way to tell a time."""

    pattern: str
    read: Reader
    triggers: frozenset[str]
    """Lower-case words of which a sentence must hold one; ``#`` is any number of four digits or
    more, ``/`` any digit."""
    heads: frozenset[str] | None = None
    """Lower-case words with one of which, or with a digit, it begins, at most ``REACH`` words
    before its sign; ``None`` where it may begin anywhere. Sparing the search elsewhere is what
    this is for."""


REACH = 8
S = "(?:[ \u00a0]{1,2})"
MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|Jun[e.]|Jul[y.]|"
    r"Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
MONTH_DAY = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y"
    r"|\.)?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
NO_DAY = r"(?:3[2-9]|[4-9]\d|00)"
"""Two digits that can be no day of a month."""
ORD = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
FAR_YEAR = (
    r"(?:[1-9]\d{3,8}(?=[.;:)”\"’]|,(?!\d)|$|[ \u00a0](?:in|at|by|near|on|to|for|and|when|with|"
    r"after|before|between|under|from|as|was|is)\b)(?!\.\d))"
)
"""A number where a year would stand and nothing else can: not what is counted, nor an hour."""
ANY_YEAR = rf"(?:{YEAR}(?![ \u00a0]?(?:GMT|UTC|hrs|hours|local))|{FAR_YEAR})"
DASH = r"[-–—]"
PORTION = (
    r"(?:(?i:very )?(?i:early|mid|late)(?:[- ](?i:in )?)|"
    r"(?i:(?:the )?(?:beginning|start|middle|end) of )(?:the )?)"
)
PARTS_OF_DAY = r"(?:mornings?|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
CLOCK = (
    r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?[ \u00a0]?(?:[ap]\.?m|AM|PM|A\.M|P\.M)\b\.?"
    r"(?:[ \u00a0](?:[A-Z]{2,4}\b|local time))?"
)
UNITS = (
    r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur"
    r"(?=ies)|"
    r"century)(?:s|ies)?"
)
FRACTION = r"(?:[- ]1/2|[- ]?½|[- ]and[- ](?:a[- ])?half)"
COUNT = (
    rf"(?:(?:{SMALL_WORDS}|\d{{1,3}}){FRACTION}|{DIGITS}|(?:{SMALL_WORDS}|an?)[ -](?:hundred"
    rf"|thousand)|"
    rf"{SMALL_WORDS}|half an?|several dozen|several|a few|few|a couple(?: of)?|couple of|a dozen|"
    r"dozens of|an?|many|numerous|half(?=-))"
)
FUZZ = (
    r"(?:more than|less than|fewer than|no (?:more|less) than|at least|at most|as many as|up to|"
    r"over|about|around|roughly|approximately|some|nearly|almost|just over|just under|just|only|"
    r"barely|under|well over|a little over|the better part of|close to|another) "
)
SEASON = r"(?:spring|summer|fall|autumn|winter)"
NTH = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    rf"ninety)[- ])?(?:{words(ORDINALS)})))"
)
STEP = rf"(?:(?:,|{S}of)?{S}(?P<step>(?i:last|this|next)){S}year\b)"
AT = rf"(?:,?{S}(?:at{S})?(?:(?:early|late){S})?(?:{CLOCK}|(?i:{PARTS_OF_DAY})\b))?"

COUNT_HEADS = frozenset(
    re.findall(r"[a-z]{2,}", f"{SMALL_WORDS} half several few couple dozen dozens many numerous")
) | {"a", "an"}
FUZZ_HEADS = frozenset(
    "more less fewer no at as up over about around roughly approximately some nearly almost just "
    "only barely under well a the close another".split()
)

MONTHS_SEEN = frozenset(MONTH_WORDS)
DAYS_SEEN = frozenset(WEEKDAY_WORDS)
UNITS_SEEN = frozenset(UNIT_WORDS)
SEASONS_SEEN = frozenset(SEASONS)
YEAR_MARK = frozenset("#")
DIGIT_MARK = frozenset("/")


def either(names: list[str] | frozenset[str] | set[str] | dict[str, object]) -> str:
    """An alternation of names, longest first, with any kind of apostrophe."""
    return "|".join(
        re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True)
    )

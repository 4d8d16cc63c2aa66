"""How old somebody or something is."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.quantity_around import Before, before
from watchdesk.grounding.quantity_numbers import SMALL_WORDS, number


class Age(NamedTuple):
    """An age in a sentence; offsets count from its start."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = "year"
    approximate: bool = False
    approximator: str | None = None


_WORDS = re.compile(
    r"\b(?:old|olds|aged?|ages|turn(?:ed|s|ing)?|under|over|was|were|teens|"
    r"(?:thir|for|fif|six|seven|eigh|nine|twen)t?ties)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_OLDEST = 130
"""Years that a person told of by a bare number can have."""
_PEOPLE = (
    r"(?:people|persons|children|kids|\w{0,12}men|women|boys|girls|males|females|citizens|those|anyone|"
    r"everyone|anybody|youths|minors|civilians|conscripts|recruits|infants|babies|members|pupils|relatives|"
    r"nationals|locals|adults|(?!numbers|letters|offers|orders|errors|papers|meters|towers|powers|"
    r"factors|sectors|events|agents|accidents|elements|percents)\w{2,14}(?:ers|ors|ists|ees|ants|"
    r"ents|ians|eans))"
)
_TENS = {
    "teens": (13, 19), "twenties": (20, 29), "thirties": (30, 39), "forties": (40, 49),
    "fifties": (50, 59), "sixties": (60, 69), "seventies": (70, 79), "eighties": (80, 89),
    "nineties": (90, 99),
}  # fmt: skip
_ENDS = (
    r"(?=\s*(?:[.,;:)”\"—–]|$)|\s+(?:and|or|was|were|is|are|had|has|have|who|when|while|in|from|to|at|"
    r"on|must|can|may|will|died|after|with|said|living|for|as|by|without|during|since|[a-z]+ed)\b)"
)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    n = rf"(?:\d{{1,3}}(?:\.5)?|{SMALL_WORDS})"
    to = r"(?:\s?[-–—]\s?| to | and | or )"
    unit = r"(?P<unit>year|month|week|day)s?"
    two = rf"(?P<low>{n})(?:{to}(?P<high>{n}))?"
    patterns = (
        r"(?<![\w.,])(?P<low>\d{1,3})-? (?:to|or)[ -](?P<high>\d{1,3})-(?P<unit>year|month)s?"
        r"-olds?\b",
        rf"(?<![\w.,])(?P<between>between )?{two}[- ]{unit}[- ]olds?\b",
        rf"(?<![\w.,]){two}[- ]{unit} of age\b",
        rf"\b(?P<lead>(?:aged|ages)(?: (?:between|from|over|under|above|below))?) {two}"
        rf"(?![\w%]|[.,]\d)"
        rf"(?P<plus>\+| and (?:over|older|above|up)\b| or (?:over|older|above|under|younger)\b"
        rf"| and (?:under|younger)\b)?",
        rf"\b(?P<of>(?:at |over |under |above |below |from |between |until |by )?(?:the )?"
        rf"ages? (?:of )?)(?:between )?{two}(?![\w%]|[.,]\d)",
        rf"\b(?:turned|turns|turning|turn|(?:when|as|while) (?:he|she|they|I) (?:was|were)) "
        rf"{two}{_ENDS}",
        r"\b(?:he|she) (?:is|was|will be) (?P<low>[1-9]\d)(?=\s*(?:[.;)”\"]|,(?! \d)|$))",
        rf"(?<![\w.,]){two}(?: years)?(?: of age)?"
        r"(?P<plus>\+| (?:and|or) (?:over|older|above|up|under|younger)\b)(?! \d)",
        rf"\b{_PEOPLE} (?P<bound>under|over|above|below|between|older than|younger than) "
        rf"{two}{_ENDS}",
        r"\b(?P<bound>under|over)[- ](?P<low>\d{1,2})[’']?s\b",
        rf"\bin (?:his|her|their) (?P<part>early |mid[- ]|late )?(?:(?P<tens>[1-9])0s|(?P<decade>"
        rf"{'|'.join(_TENS)}))\b",
        r"(?<=, )(?P<low>\d{1,3})(?=,(?! \d)|\.?$|;)",
        r"(?<=\()(?P<low>\d{1,3})(?=\))",
    )
    return tuple(re.compile(p, re.IGNORECASE) for p in patterns)


_APPOSED = 11
"""Index of the first form that needs a person's name before it."""


def ages(sentence: str, persons: Collection[int]) -> list[Age]:
    """The ages told in a sentence, in order; ``persons`` are the ends of the names of persons."""
    if not _DIGIT.search(sentence) and not _WORDS.search(sentence):
        return []
    out: list[Age] = []
    for index, form in enumerate(_forms()):
        for match in form.finditer(sentence):
            if index >= _APPOSED and not _is_of_person(sentence, match.start() - 2, persons):
                continue
            for age in _read(sentence, match):
                if not any(age.start < one.end and one.start < age.end for one in out):
                    out.append(age)
    return sorted(out)


def _is_of_person(text: str, end: int, persons: Collection[int]) -> bool:
    """Whether somebody is named or described right before a place."""
    if end in persons:
        return True
    word = _LAST.search(text[max(0, end - 20) : max(0, end)])
    return word is not None and word[0].lower() in _DESCRIBED


_LAST = re.compile(r"[A-Za-z]+$")
_DESCRIBED = frozenset(
    "prince princess king queen man woman mother father son daughter boy girl teacher soldier "
    "officer farmer student driver worker nurse doctor minister president lawyer journalist actor "
    "singer victim suspect gunman defendant husband wife widow brother sister pensioner "
    "grandmother grandfather politician businessman businesswoman engineer fisherman sailor pilot "
    "reporter photographer activist author artist writer".split()
)
_BOTH = re.compile(r"\band\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:between|from)\b", re.IGNORECASE)


def _read(text: str, match: re.Match[str]) -> tuple[Age, ...]:
    """The age of a match, or the two of "aged 9 and 11"."""
    age = _age(text, match)
    found = match.groupdict()
    if age is None or not found.get("high"):
        return (age,) if age else ()
    between = text[match.end("low") : match.start("high")]
    ahead = text[max(0, match.start() - 9) : match.start("low")]
    if not _BOTH.search(between) or _RANGE.search(ahead):
        return (age,)
    first = age._replace(end=match.end("low"), high=age.low)
    return first, age._replace(start=match.start("high"), low=age.high)


def _age(text: str, match: re.Match[str]) -> Age | None:
    found = match.groupdict()
    if found.get("decade") or found.get("tens"):
        return Age(match.start(), match.end(), *_decade(found), approximate=True)
    first = number(found["low"])
    second = number(found["high"]) if found.get("high") else first
    if first is None or second is None or second < first or second > _OLDEST:
        return None
    words = (
        " ".join((found.get(name) or "") for name in ("lead", "of", "bound", "plus"))
        .lower()
        .split()
    )
    low: float | None = first
    high: float | None = second
    if {"over", "above", "older", "up", "+"} & set(words):
        high = None
    elif {"under", "below", "younger"} & set(words):
        low = None
    direct = match.start("low") == match.start() or bool(found.get("between"))
    ahead = before(text, match.start(), 0) if direct else Before(match.start())
    if low is not None and high is not None and ahead.loose:
        low = low if all(one.low for one in ahead.loose) else None
        high = high if all(one.high for one in ahead.loose) else None
    start = match.start("low") if match.start("low") > match.start() else ahead.start
    if words or found.get("between"):
        start = _start(match, found)
    return Age(
        start, match.end(), low, high, found.get("unit") or "year",
        any(one.approximate for one in ahead.loose), ahead.words,
    )  # fmt: skip


def _start(match: re.Match[str], found: dict[str, str | None]) -> int:
    return next(
        (match.start(name) for name in ("lead", "of", "bound", "between") if found.get(name)),
        match.start(),
    )


def _decade(found: dict[str, str | None]) -> tuple[float, float]:
    if found.get("tens"):
        low = int(found["tens"] or 0) * 10
        low, high = (low, low + 9) if low > 10 else (10, 19)
    else:
        low, high = _TENS[(found["decade"] or "").lower()]
    return low, high

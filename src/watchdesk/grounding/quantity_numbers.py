"""Numbers in digits and words: what they are worth, and patterns that find them."""

from __future__ import annotations

import re

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12.0, "score": 20.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6,
    "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "m": 1e6,
    "b": 1e9, "k": 1e3, "mln": 1e6, "bln": 1e9, "trln": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
"""Short scale; the one-letter forms count in money only; ``lakh`` and ``crore`` are the
Indian hundred thousand and ten million."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


def words(table: dict[str, int] | dict[str, float]) -> str:
    """The keys as one alternation, longest first."""
    return "|".join(sorted(table, key=len, reverse=True))


SMALL_WORDS = rf"(?:(?:{words(TENS)})(?:[- ](?:{words(ONES)}))?|{words(TEENS)}|{words(ONES)})"
"""One to ninety-nine in words."""
_LONG = "(?:thousand|million|billion|trillion|mln|bln|trln)"
_SOME = r"(?:(?:half|a quarter of)[- ]an?|an?(?: half)?)"
_HUNDREDS = rf"(?:{SMALL_WORDS}(?:[- ]hundred(?:[- ](?:and[- ])?{SMALL_WORDS}(?![- ]hundred))?)?)"
SPELLED = (
    rf"(?:{_SOME}[- ](?:hundred|{_LONG}|dozen)(?![- ]and[- ]a)"
    rf"(?:[- ]{_LONG})?(?:[- ](?:and[- ])?{SMALL_WORDS}(?![- ](?:hundred|{_LONG})))?"
    rf"|(?:an?|{_HUNDREDS})[- ]{_LONG}[- ]and[- ]a[- ]half"
    rf"|{_HUNDREDS}(?:[- ]and[- ]a[- ](?:half|quarter))?[- ](?:dozen|{_LONG}(?:[- ]{_LONG})?)"
    rf"(?:(?:, |[- ])(?:and[- ])?{_HUNDREDS}[- ]{_LONG}){{0,2}}"
    rf"(?:[- ](?:and[- ])?{_HUNDREDS}(?![- ](?:hundred|{_LONG})))?"
    rf"|{_HUNDREDS}(?:[- ]and[- ]a[- ](?:half|quarter))?)"
)
"""Numbers in words; case is the caller's matter."""
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
"""Numbers in digits of at most 18 places; commas part thousands, a point parts decimals."""
FIGURES = (
    rf"(?:\d{{1,2}}(?:,\d{{2}}){{1,3}},\d{{3}}(?!,?\d)"
    rf"|\d{{1,3}}(?:[\u00a0\u2009\u202f ]\d{{3}}){{1,4}}(?![\d,.]\d|\d| ?mm\b)"
    rf"|{DIGITS}(?: ?[½¼¾⅓⅔]| [123]/[234](?!\d))?|[½¼¾⅓⅔])"
)
"""The same, with thousands parted by spaces, Indian grouping and vulgar fractions."""

_WORD = re.compile(r"[a-z]+|\d/\d|\d[\d,\u00a0\u2009\u202f]*(?:\.\d+)?|[½¼¾⅓⅔]")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d|/))")
_LONGEST = 80


def number(words_or_digits: str) -> float | None:
    """The value of a number in digits or words, ``None`` when it is not one.

    ``two and a half`` is 2.5, ``a dozen`` 12, ``half a million`` 500,000, ``2½`` 2.5.
    """
    if len(words_or_digits) > _LONGEST:
        return None
    if words_or_digits.strip().lower() in {"a", "an"}:
        return 1.0
    total, part, seen = 0.0, 0.0, False
    last = 0.0
    for word in _WORD.findall(_SPACED.sub("", words_or_digits.lower())):
        value = _value(word)
        if value is not None:
            # "a million and a half": the half is one of what was counted last.
            part += value * last if last and word in {"half", "quarter"} else value
        elif word in SCALES:
            last = SCALES[word]
            part, total = _scaled(part, total, last)
        elif word not in {"a", "an", "and", "of"}:
            return None
        seen = seen or word not in {"and", "a", "an", "of"}
    return total + part if seen else None


def _value(word: str) -> float | None:
    small = ONES.get(word) or TEENS.get(word) or TENS.get(word)
    if small is not None:
        return float(small)
    if word in GLYPHS:
        return GLYPHS[word]
    if word in {"half", "quarter"}:
        return 0.5 if word == "half" else 0.25
    if not word[0].isdigit():
        return None
    over, _, under = word.partition("/")
    if under:
        return float(over) / float(under) if under != "0" else None
    return float("".join(char for char in word if char.isdigit() or char == "."))


def _scaled(part: float, total: float, scale: float) -> tuple[float, float]:
    if scale <= 100:
        return (part or 1.0) * scale, total
    if not part and total:
        return 0.0, total * scale
    return 0.0, total + (part or 1.0) * scale

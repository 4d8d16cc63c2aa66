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
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "m": 1e6, "b": 1e9,
    "k": 1e3, "mln": 1e6, "bln": 1e9, "trln": 1e12, "lakh": 1e5, "crore": 1e7,
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


def words(table: dict[str, int] | dict[str, float]) -> str:
    """The keys as one alternation, longest first."""
    return "|".join(sorted(table, key=len, reverse=True))


SMALL_WORDS = rf"(?:(?:{words(TENS)})(?:[- ](?:{words(ONES)}))?|{words(TEENS)}|{words(ONES)})"
"""One to ninety-nine in words."""
LONG_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
SPELLED = (
    rf"(?:(?:{SMALL_WORDS}|an?|half[- ]an?)[- ](?:{LONG_SCALE}|dozen)"
    rf"(?:[- ]{LONG_SCALE})?(?:[- ](?:and[- ])?{SMALL_WORDS})?"
    rf"|{SMALL_WORDS}(?:[- ]and[- ]a[- ]half)?(?:[- ]{LONG_SCALE})?)"
)
"""Numbers in words; case is the caller's matter."""
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
"""Numbers in digits of at most 18 places; commas part thousands, a point parts decimals."""

_WORD = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?")
_LONGEST = 60


def number(words_or_digits: str) -> float | None:
    """The value of a number in digits or words, ``None`` when it is not one.

    ``two and a half`` is 2.5, ``a dozen`` 12, ``half a million`` 500,000.
    """
    if len(words_or_digits) > _LONGEST:
        return None
    total, part, seen = 0.0, 0.0, False
    for word in _WORD.findall(words_or_digits.lower()):
        small = ONES.get(word) or TEENS.get(word) or TENS.get(word)
        if small is not None:
            part += small
        elif word[0].isdigit():
            part += float(word.replace(",", ""))
        elif word == "half":
            part += 0.5
        elif word in SCALES:
            part, total = _scaled(part, total, SCALES[word])
        elif word not in {"a", "an", "and"}:
            return None
        seen = seen or word not in {"and", "a", "an"}
    if words_or_digits.strip().lower() in {"a", "an"}:
        return 1.0
    return total + part if seen else None


def _scaled(part: float, total: float, scale: float) -> tuple[float, float]:
    if scale <= 100:
        return (part or 1.0) * scale, total
    return 0.0, total + (part or 1.0) * scale

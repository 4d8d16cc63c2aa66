"""Places in a row: "the third round", "the 14th package"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import ORDINALS, TENS, words
from watchdesk.grounding.quantity_phrases import phrase_of
from watchdesk.language.listed import Listed, Range
from watchdesk.records import Span


class Ordinal(NamedTuple):
    """A place in a row, and the row."""

    span: Span
    rank: float
    counted: str


_LISTING = frozenset((",", "and", "or", "to"))
_NO_ROW = frozenset(
    "century centuries quarter anniversary birthday day week month year time-being world floor "
    "person lady party class half hand nature thought thoughts fiddle grade brigade battalion "
    "regiment division corps army fleet squadron platoon flotilla".split()
)
"""Nouns whose number dates or names them, and set phrases."""


@cache
def _form() -> re.Pattern[str]:
    ones = {name: rank for name, rank in ORDINALS.items() if rank < 10}
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<figures>\d{{1,4}})(?:st|nd|rd|th)"
        rf"|(?:(?P<tens>{words(TENS)})-)?(?P<word>{words(ones)}|{words(ORDINALS)}))(?![\w-])",
        re.IGNORECASE,
    )


def ordinals(listed: Listed, sentence: Range) -> Iterator[Ordinal]:
    """The places in a row that a sentence tells, from the second on, before common nouns."""
    for at in range(sentence.start, sentence.end):
        if not _may_be(listed.low[at]):
            continue
        start = at - 2 if at - 2 >= sentence.start and listed.low[at - 1] == "-" else at
        start = start if listed.low[start] in TENS else at
        words_ = Range(start, at + 1)
        match = _form().fullmatch(listed.said(words_))
        head = _noun(listed, at)
        rank = _rank(match) if match else 0
        if rank < 2 or head <= at or listed.upos[head] != "NOUN":
            continue
        if listed.rel(at) not in ("amod", "nummod", "compound") or listed.low[head] in _NO_ROW:
            continue
        if at + 1 < sentence.end and listed.low[at + 1] == "-":
            continue
        noun = phrase_of(listed, head, at + 2 if listed.low[at + 1] in _LISTING else at + 1)
        if noun is not None and "," in listed.low[noun.start : head]:
            noun = phrase_of(listed, head, head)
        if noun is not None and listed.low[noun.start : noun.end] == ["world", "war"]:
            continue
        if noun is not None and listed.forms[noun.start : noun.end] and not _is_named(listed, at):
            yield Ordinal(listed.span(words_), float(rank), listed.said(noun))


def _noun(listed: Listed, at: int) -> int:
    """The noun it stands before, the last of a compound."""
    head = listed.heads[at]
    while head > at and listed.rel(head) in ("compound", "flat") and listed.heads[head] > head:
        head = listed.heads[head]
    return head


def _may_be(word: str) -> bool:
    return word in ORDINALS or (word[0].isdigit() and word[-2:] in ("st", "nd", "rd", "th"))


def _is_named(listed: Listed, at: int) -> bool:
    """Whether it is part of a name written with capitals: the 3rd Brigade, Second World War."""
    return (
        at + 1 < len(listed)
        and listed.forms[at + 1][:1].isupper()
        and (listed.forms[at][:1].isupper() or listed.upos[at + 1] == "PROPN")
    )


def _rank(match: re.Match[str]) -> int:
    if match["figures"]:
        return int(match["figures"])
    tens = TENS[match["tens"].lower()] if match["tens"] else 0
    return tens + ORDINALS[match["word"].lower()]

"""Words that tell that something announced was put off or did not come."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from watchdesk.records import Span

_UNREAL = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided\s+that|[Ii]n\s+case|would|could|might|may)\b"
)


class End(StrEnum):
    """How something announced did not come."""

    POSTPONED = "postponed"
    CALLED_OFF = "called off"
    PENDING = "pending"
    """It has not come yet; that settles only what was due before."""
    PASSED = "passed"
    """The day went by without it."""


class Outcome(NamedTuple):
    """Words that tell that something announced did not come."""

    span: Span
    end: End


@cache
def _called_off() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:was|were|has\s+been|have\s+been|been)\s+(?:indefinitely\s+)?"
        r"(?P<late>postponed|put\s+off|delayed|rescheduled|pushed\s+back)"
        r"|(?P<late2>postponed|rescheduled)"
        r"|(?:(?:was|were|has\s+been|have\s+been|been)\s+)?(?:cancell?ed|called\s+off|scrapped)"
        r"|(?:did\s+not|didn[’']t|never)\s+(?:take\s+place|happen|go\s+ahead|attend|arrive|meet)"
        r"|failed\s+to\s+(?:take\s+place|materiali[sz]e|attend|arrive|meet)|fell\s+through"
        r"|(?P<passed>(?:came\s+and\s+went|passed|expired|lapsed)\s+(?:[\w’'-]+\s+){0,4}?"
        r"(?:without|with\s+no))"
        r"|(?P<yet>(?:has|have)\s+(?:yet\s+to\s+|(?:still\s+)?not\s+(?:yet\s+)?)(?:be(?:en)?\s+)?"
        r"(?:[a-z]{3,20})))\b",
        re.IGNORECASE,
    )


def called_off(text: str, sentence: Span) -> Outcome | None:
    """The words of a sentence that say something was put off or did not happen, or ``None``."""
    match = _called_off().search(text, sentence.start, sentence.end)
    words = sentence.text_of(text)
    if match is None or _UNREAL.search(words):
        return None
    end = End.CALLED_OFF
    if match["late"] or match["late2"]:
        end = End.POSTPONED
    elif match["passed"]:
        end = End.PASSED
    elif match["yet"]:
        end = End.PENDING
    return Outcome(Span(match.start(), match.end()), end)

"""Words that tell that something announced was put off or did not come."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from watchdesk.records import Span

_UNREAL = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided\s+that|[Ii]n\s+case|would|could|might|may)\b"
)


class Outcome(NamedTuple):
    """Words that tell that something announced did not come."""

    span: Span
    postponed: bool


@cache
def _called_off() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:was|were|has\s+been|have\s+been|been)\s+(?:indefinitely\s+)?"
        r"(?P<late>postponed|put\s+off|delayed|rescheduled|pushed\s+back)"
        r"|(?P<late2>postponed|rescheduled)"
        r"|(?:(?:was|were|has\s+been|have\s+been|been)\s+)?(?:cancell?ed|called\s+off|scrapped)"
        r"|(?:did\s+not|didn[’']t|never)\s+(?:take\s+place|happen|go\s+ahead|attend|arrive|meet))\b",
        re.IGNORECASE,
    )


def called_off(text: str, sentence: Span) -> Outcome | None:
    """The words of a sentence that say something was put off or did not happen, or ``None``."""
    match = _called_off().search(text, sentence.start, sentence.end)
    words = sentence.text_of(text)
    if match is None or _UNREAL.search(words):
        return None
    return Outcome(Span(match.start(), match.end()), bool(match["late"] or match["late2"]))

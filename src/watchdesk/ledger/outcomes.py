"""Words that tell that something announced was put off or did not come."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from watchdesk.ledger.expectations_kept import End
from watchdesk.records import Span

_UNREAL = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided\s+that|[Ii]n\s+case|would|could|might|may)\b"
)
_BEEN = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|been|being|be)"
_PUT_OFF = r"(?:postpon|delay|reschedul|deferr?|adjourn)(?:e?d)"
_LATER = (
    rf"(?:(?:{_BEEN}\s+|has\s+|have\s+)(?:\w+ly\s+)?(?:{_PUT_OFF}|(?:put|pushed|set)\s+(?:off|back))"
    rf"|(?:{_PUT_OFF}|put\s+off|pushed\s+back)(?=\s+(?:the|its|his|her|their|a|an|until|to|by)\b)"
    rf"|{_BEEN}\s+(?:moved|shifted|brought\s+forward)(?=\s+(?:to|until|from)\b)"
    r"|(?:later|earlier)\s+than\s+(?:planned|scheduled|announced|expected)"
    r"|(?<=,\s)(?:postponed|rescheduled|delayed)(?=\s+(?:to|until)\b))"
)
_NOT = (
    r"(?:did\s+not|didn[’']t|failed\s+to|refused\s+to|declined\s+to)\s+"
    r"(?P<undone>(?:take\s+place|go\s+ahead|[a-z]{3,15}))"
)
_WILL_NOT = (
    r"(?:will\s+(?:not|no\s+longer)|won[’']t)\s+(?:now\s+)?(?:be\s+)?"
    r"(?P<dropped>(?:take\s+place|go\s+ahead|[a-z]{3,15}))"
)
_OFF = (
    rf"(?:(?:{_BEEN}\s+)?(?:cancell?ed|called\s+off|scrapped|abandoned)|fell\s+through"
    r"|broke\s+(?:its|his|her|their|the)\s+(?:promise|pledge|word)|reneged\s+on"
    r"|missed\s+(?:its|his|her|their|the|a)\s+(?:\w+\s+)?deadline"
    r"|never\s+(?P<never>[a-z]{3,15}))"
)
_WAITING = (
    r"(?:(?:is|are|was|were)\s+still\s+(?:waiting\s+for|awaiting|to\s+come)"
    r"|still\s+(?:awaits?|waits?)\b)"
)
_PASSED = (
    r"(?:came\s+and\s+went|(?:passed|expired|lapsed)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:without|with\s+no|and\s+(?:[\w’'-]+\s+){0,5}?(?:not|no)))\b"
)
_YET = (
    r"(?:(?:has|have|had)\s+(?:yet\s+to\s+(?:be\s+)?|(?:still\s+)?not\s+(?:yet\s+)?(?:been\s+)?)"
    r"(?P<awaited>[a-z]{3,20}))"
)


class Ended(NamedTuple):
    """Words that tell that something announced did not come."""

    span: Span
    end: End
    verb: str | None
    """The verb they deny, as written, lower case."""


@cache
def _called_off() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<passed>{_PASSED})|(?P<late>{_LATER})|(?P<yet>{_YET}|{_WAITING})|{_NOT}|{_WILL_NOT}|{_OFF})(?!\w)",
        re.IGNORECASE,
    )


def called_off(text: str, sentence: Span) -> Ended | None:
    """The words of a sentence that say something was put off or did not happen, or ``None``."""
    found = list(_called_off().finditer(text, sentence.start, sentence.end))
    match = next((one for one in found if one["late"]), found[0] if found else None)
    if match is None or _UNREAL.search(sentence.text_of(text)):
        return None
    end = End.CALLED_OFF
    if match["passed"]:
        end = End.PASSED
    elif match["late"]:
        end = End.POSTPONED
    elif match["yet"]:
        end = End.PENDING
    verb = match["undone"] or match["dropped"] or match["never"] or match["awaited"]
    return Ended(Span(match.start(), match.end()), end, verb.lower() if verb else None)

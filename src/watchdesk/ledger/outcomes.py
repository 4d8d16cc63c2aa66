"""Words that tell that something announced was put off or did not come."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from watchdesk.ledger.expectations_kept import End
from watchdesk.records import Span

_UNREAL = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided\s+that|[Ii]n\s+case|would(?!\s+now\b)|could|might|may)\b"
)
_AFTER_ALL = re.compile(
    r"\b(?:came|went|met|held|signed|arrived|opened|began)\b[^.]{0,60}?\safter\s+all\b"
)
"""Words that tell that something came though it had been called off."""
_BEEN = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|been|being|be)"
_PUT_OFF = r"(?:postpon|delay|reschedul|deferr?|adjourn|shelv)(?:e?d)"
_LATER = (
    rf"(?:(?:{_BEEN}\s+|has\s+|have\s+)(?:\w+ly\s+)?(?:{_PUT_OFF}|(?:put|pushed|set)\s+(?:off|back))"
    rf"|(?:{_PUT_OFF}|put\s+off|pushed\s+back)(?=\s+(?:the|its|his|her|their|a|an|until|to|by)\b)"
    rf"|{_BEEN}\s+(?:moved|shifted|brought\s+forward)(?=\s+(?:to|until|from)\b)"
    r"|(?:pushed|put|moved|set)\s+(?:it|them|this|that|(?:the|its|his|her|their)\s+(?:[\w’'-]{1,20}\s+){0,3}?"
    r"[\w’'-]{1,20})\s+(?:back|off|from|forward)\b"
    r"|moved\s+(?:the|its|his|her|their)\s+(?:[\w’'-]{1,20}\s+){0,3}?[\w’'-]{1,20}\s+to(?=\s+(?-i:[A-Z0-9]))"
    r"|is\s+now\s+(?:set|due|scheduled|planned|expected|slated|foreseen|promised)(?=\s+(?:for|on|in|to|by)\b)"
    r"|now\s+(?:promises|expects|plans|wants|hopes)\s+(?:for\s+)?(?:it|them)(?=\s+(?:by|for|on|in)\b)"
    rf"|(?:then|later|since|once|twice|again|first)\s+(?:{_PUT_OFF}|(?:put|pushed)\s+(?:off|back))"
    r"|(?:slipped|slid|slips)\s+(?:from\s+(?:[\w’'-]{1,20}\s+){1,4}?)?(?:to|into|until|by)\b"
    rf"|(?:{_BEEN}\s+)?(?:moved|pushed|shifted)\s+from\s+(?:[\w’'-]{{1,20}}\s+){{1,4}}?to\b"
    rf"|{_BEEN}\s+(?:extended|prolonged)\s+(?:until|till|to|by)\b"
    r"|(?:will|would)\s+now\s+(?:be\s+held|take\s+place|meet|begin|start|open|come)"
    r"|(?:later|earlier)\s+than\s+(?:planned|scheduled|announced|expected)"
    r"|(?<=,\s)(?:postponed|rescheduled|delayed)(?=\s+(?:to|until)\b))"
)
_NOT = (
    r"(?:did\s+not|didn[’']t|failed\s+to|refused\s+to|declined\s+to)\s+"
    r"(?!(?:show|turn)\s+up|materiali)"
    r"(?P<undone>(?:take\s+place|go\s+ahead|[a-z]{3,15}))"
)
_WILL_NOT = (
    r"(?:will\s+(?:not|no\s+longer)|won[’']t)\s+(?:now\s+)?(?:be\s+)?"
    r"(?P<dropped>(?:take\s+place|go\s+ahead|[a-z]{3,15}))"
)
_OFF = (
    rf"(?:(?:{_BEEN}\s+)?(?:cancell?ed|called\s+off|scrapped|abandoned|aborted)|fell\s+through"
    r"|(?:brought|saw|produced|yielded|had)\s+neither\b|nothing\s+(?:of\s+the\s+(?:sort|kind)|came\s+of)\b"
    r"|will\s+not(?=\s*[.;,])|came\s+to\s+nothing|(?:did\s+not|failed\s+to)\s+(?:show\s+up|turn\s+up|materiali[sz]e)"
    r"|(?:stopped|fell)\s+short\s+of|backed\s+(?:down|out|off)|stayed\s+away|thought\s+better\s+of"
    r"|went\s+back\s+on|(?:dropped|withdrew|shelved|lifted)\s+(?:its|his|her|their|the)\s+(?:\w+\s+)?"
    r"(?:threats?|plans?|pledge|promise|ultimatum|bid|invitation|request)"
    r"|broke\s+(?:its|his|her|their|the)\s+(?:promise|pledge|word)|reneged\s+on"
    r"|missed\s+(?:its|his|her|their|the|a)\s+(?:\w+\s+)?deadline"
    r"|never\s+(?P<never>[a-z]{3,15}))"
)
_WAITING = (
    r"(?:(?:is|are|was|were)\s+still\s+(?:waiting\s+for|awaiting|to\s+come)"
    r"|still\s+(?:awaits?|waits?)\b)"
)
_PASSED = (
    r"(?:came\s+and\s+went|(?:pass(?:ed|es)?|expired?|lapsed?|ran\s+out|elapsed)\s+(?:[\w’'-]+,?\s+){0,5}?"
    r"(?:without|with\s+no|unheeded|(?:and|but)\s+(?:[\w’'-]+\s+){0,5}?(?:not|no|none|nothing)))\b"
)
_DROPPED = (
    rf"(?:{_BEEN}\s+dropped|(?:dropped|withdrew|withdrawn)\s+(?:its|his|her|their|the|all)\s+(?:\w+\s+)?"
    r"(?:suits?|lawsuits?|case|charges|complaints?|appeal|claim))\b"
)
_NOT_ONE = (
    r"(?:no|not\s+one|not\s+a\s+single|none\s+of\s+the)\s+(?:[\w’'-]{1,20}\s+){1,4}?"
    r"(?:has|have|had|was|were|is|are)\s+(?:yet\s+|so\s+far\s+|ever\s+)?(?:been\s+)?"
    r"(?P<none>[a-z]{3,15})"
)
_REPLACED = (
    rf"(?:(?:{_BEEN}\s+)?(?:called\s+off|cancell?ed|scrapped|dropped|shelved)\s+(?:[\w’'-]+,?\s+){{0,4}}?"
    rf"(?:and|in\s+favou?r)\s+(?:then\s+|was\s+|were\s+)?(?:replaced|of)|{_BEEN}\s+(?:replaced|superseded))"
    r"\s+(?:by|with|an?|the)\b"
)
_LATE = r"(?:days?|weeks?|months?|years?|hours?|too|belatedly)\s+(?:late|after\s+the\s+deadline)\b"
_UNDONE = r"(?:remains?|remained|(?:is|are|was|were)\s+still)\s+un(?P<still>[a-z]{3,15}ed)"
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
        rf"\b(?:(?P<passed>{_PASSED})|(?P<replaced>{_REPLACED}|{_DROPPED})|(?P<late>{_LATER})"
        rf"|(?P<overdue>{_LATE})|(?P<yet>{_NOT_ONE}|{_YET}|{_UNDONE}|{_WAITING})|{_NOT}|{_WILL_NOT}|{_OFF})(?!\w)",
        re.IGNORECASE,
    )


def called_off(text: str, sentence: Span) -> Ended | None:
    """The words of a sentence that say something was put off or did not happen, or ``None``."""
    found = list(_called_off().finditer(text, sentence.start, sentence.end))
    match = next(
        (one for one in found if one["late"] or one["replaced"]), found[0] if found else None
    )
    if (
        match is None
        or _AFTER_ALL.search(sentence.text_of(text))
        or _UNREAL.search(sentence.text_of(text))
    ):
        return None
    end = End.CALLED_OFF
    if match["passed"]:
        end = End.PASSED
    elif match["replaced"]:
        end = End.REPLACED
    elif match["overdue"]:
        end = End.LATE
    elif match["late"]:
        end = End.POSTPONED
    elif match["yet"]:
        end = End.PENDING
    verb = (
        match["undone"]
        or match["dropped"]
        or match["never"]
        or match["awaited"]
        or match["still"]
        or match["none"]
    )
    return Ended(Span(match.start(), match.end()), end, verb.lower() if verb else None)

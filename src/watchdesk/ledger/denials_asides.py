"""Asides that call untrue what their own sentence tells: "…, a charge Torshavn rejects"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from watchdesk.records import Span

_CLAIM = (
    r"(?:charge|claim|accusation|allegation|assertion|account|version|suggestion|report|story|"
    r"figure|number|count|statement|description|notion|contention|conclusion|finding)s?"
)
_FIRM = r"(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|contradict(?:s|ed)?)"
"""Verbs that take nothing but what is told."""
_SOFT = r"(?:reject(?:s|ed)?|dismiss(?:es|ed)?|contest(?:s|ed)?|rebuff(?:s|ed)?)"
"""Verbs that take an offer as well, and so need a word for what is told."""
_WHO = r"(?P<{}>(?:[\w’'.-]{{1,30}}\s+){{1,7}}?)"
_HAS = r"(?:(?:has|have|had)\s+)?(?:(?:\w{1,20}ly|always|since|long)\s+){0,2}"
_END = r"(?=\s*(?:[.,;:—–)”’\"]|$)|\s+-\s)"
_NOBODY = re.compile(
    r"\b(?:neither|nor|not|never|nobody|no\s+one|none|few|who|that|which|can|cannot|could|would|may|"
    r"might|will|did|does|do|to|is|was|are|were|been|n[’']t)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which who stands before the verb is not somebody that denies."""


@cache
def _aside() -> re.Pattern[str]:
    told = rf"(?:an?|the)\s+(?:[\w-]{{1,20}}\s+)?{_CLAIM}\s+(?:(?:that|which)\s+)?"
    bare = r"(?:(?:all\s+of\s+)?which|something\s+(?:that\s+|which\s+)?)\s*"
    return re.compile(
        rf"(?:,|\s[-—–]|[—–])\s*(?P<aside>{told}{_WHO.format('a')}{_HAS}(?:{_FIRM}|{_SOFT}){_END}"
        rf"|{bare}{_WHO.format('b')}{_HAS}{_FIRM}{_END})",
        re.IGNORECASE,
    )


def asides_in(text: str, sentence: Span) -> Iterator[tuple[Span, Span]]:
    """The asides of a sentence by which somebody calls what it tells untrue, each with who does.

    Offsets are code points of ``text``.
    """
    for match in _aside().finditer(text, sentence.start, sentence.end):
        group = "a" if match["a"] is not None else "b"
        if not _NOBODY.search(match[group]):
            who = Span(match.start(group), match.end(group)).trim(text)
            yield Span(*match.span("aside")), who

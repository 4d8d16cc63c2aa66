"""When and where it was said, from the words next to the cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.attribution.found import Found
from watchdesk.attribution.words import VENUES
from watchdesk.records import Interval, Span, Time

_LEAD = re.compile(
    r"\W*(?:(?:on|in|at|late|early|earlier|but|and|also|later|speaking|meanwhile)\W+){0,3}", re.I
)
_PLACE = re.compile(r"(?:in|on|at|during|via|through|to|from)\s", re.I)


def said_when(text: str, one: Found, times: Sequence[Time]) -> Interval | None:
    """The interval of the time expression that stands with the cue or opens the sentence."""
    near = list(one.adjuncts)
    lead = _lead(text, one)
    for time in times:
        if any(a.contains(time.span) for a in near):
            return time.interval
    for time in times:
        if lead is not None and lead.contains(time.span):
            return time.interval
    return None


def _lead(text: str, one: Found) -> Span | None:
    """What stands before the source at the start of its sentence ("On Thursday, …")."""
    if one.source is None or one.cue is None or one.source.start > one.cue.start:
        return None
    if one.content and min(c.start for c in one.content) < one.source.start:
        return None
    start = one.sentence.start
    if 0 < one.source.start - start < 60:
        return Span(start, one.source.start)
    return None


def venue_of(text: str, one: Found) -> str | None:
    """The words that tell where or in what it was said; ``None`` when there are none."""
    for adjunct in one.adjuncts:
        words = adjunct.text_of(text).strip(" ,")
        low = words.lower()
        if not words or len(words) > 120:
            continue
        if one.lemma == "tell" and not _PLACE.match(low) and low[:1].isalpha():
            if low not in ("him", "her", "them", "me", "us", "it") and not low.endswith("ly"):
                return words
        if _PLACE.match(low) and (
            set(re.findall(r"[\w-]+", low)) & VENUES or re.search(r"[A-Z]{2,}|TV|News", words)
        ):
            return words
    return None

"""Times as TIMEX3 marks them (ISO 24617-1), for exchange and for measuring."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.records import Time, TimeKind

_TYPES = {
    TimeKind.DATE: "DATE", TimeKind.CLOCK: "TIME", TimeKind.DURATION: "DURATION",
    TimeKind.REPEATED: "SET",
}  # fmt: skip
_BOUND = re.compile(
    r"(?:since|until|till|by|before|after|prior to|ahead of)(?: (?:early|late))?(?: the)? (?=\S)",
    re.IGNORECASE,
)
_LINK = re.compile(r" (?:and|to|until|till|through) (?:the )?| ?[–—] ?")


class Timex3(NamedTuple):
    """One TIMEX3: half-open offsets in code points, and its attributes."""

    start: int
    end: int
    type: str
    value: str
    modifier: str | None
    quantity: str | None = None
    freq: str | None = None


def timex3(text: str, time: Time) -> tuple[Timex3, ...]:
    """A time as TIMEX3 marks it: without the word of a bound, and a stretch as its two ends.

    ``text`` is that of the capture the time stands in. A value that cannot be told is empty.
    """
    words = text[time.start : time.end]
    bound = _BOUND.match(words)
    start = time.start + (bound.end() if bound else 0)
    value = time.value or ""
    kind = _TYPES[time.kind]
    modifier = time.modifier.value.upper() if time.modifier else None
    link = _LINK.search(text, start, time.end)
    first, slash, second = value.partition("/")
    if slash and link:
        return (
            Timex3(start, link.start(), kind, first, modifier),
            Timex3(link.end(), time.end, kind, second, modifier),
        )
    return (Timex3(start, time.end, kind, value, modifier, time.quantity, time.freq),)

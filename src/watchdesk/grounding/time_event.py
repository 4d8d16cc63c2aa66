"""Days counted from an event the article dates itself: ``two days before the attack``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from watchdesk.grounding.time_model import Lasting, Timex, Unit
from watchdesk.language.document import Document
from watchdesk.records import Interval, Span

_SAME = (
    "attack assault raid operation offensive incursion invasion strike bombing shelling",
    "vote election ballot runoff referendum poll",
    "summit meeting talks conference gathering",
    "exchange swap",
    "ceasefire truce armistice",
    "deal agreement pact treaty accord",
    "explosion blast",
    "coup takeover",
    "earthquake quake",
)
_ALONE = "crash trial arrest death funeral ceremony hearing inauguration wedding"
_CLASS = {word: words.split() for words in _SAME for word in words.split()} | {
    word: [word] for word in _ALONE.split()
}
"""Nouns for events, with those an article uses for the same one."""
_EVENT = re.compile(
    r" (?P<side>before|after|ahead of|prior to|into) (?:the|this|that) (?:[a-z-]{2,15} ){0,2}?"
    rf"(?P<noun>{'|'.join(sorted(_CLASS, key=len, reverse=True))})\b"
)
_WORD = re.compile(r"[A-Za-z]+")
_EXACT = frozenset({Unit.DAY, Unit.WEEK})
_MAX_DAYS = 60


class FromEvent(NamedTuple):
    """A number of days before or after an event."""

    span: Span
    days: int
    nouns: tuple[str, ...]
    """Words for the event."""
    unit: Unit


def from_event(doc: Document, timex: Timex) -> FromEvent | None:
    """What "two days before the attack" says, for a duration followed by an event."""
    point = timex.point
    if not isinstance(point, Lasting) or point.sign or point.low != point.high:
        return None
    if point.unit not in _EXACT or point.low != int(point.low):
        return None
    sentence = doc.sentences[timex.sentence]
    match = _EVENT.match(doc.text[timex.core.end : min(sentence.end, timex.core.end + 80)])
    if match is None:
        return None
    days = int(point.low) * (7 if point.unit is Unit.WEEK else 1)
    if match["side"] == "into":
        days -= 1
    if not 0 < days <= _MAX_DAYS:
        return None
    sign = 1 if match["side"] in {"after", "into"} else -1
    span = Span(timex.core.start, timex.core.end + match.end())
    return FromEvent(span, sign * days, tuple(_CLASS[match["noun"]]), point.unit)


class Events:
    """The days an article gives for the events it names."""

    def __init__(self, doc: Document, dated: Iterable[tuple[Timex, Interval]]) -> None:
        self._days: dict[tuple[str, ...], set[date]] = {}
        told: dict[int, set[date]] = {}
        for timex, days in dated:
            if timex.bound is None and days.earliest and days.earliest == days.latest:
                told.setdefault(timex.sentence, set()).add(days.earliest)
        for index, found in told.items():
            words = {word.lower() for word in _WORD.findall(doc.sentences[index].text_of(doc.text))}
            for nouns in {tuple(_CLASS[word]) for word in words & _CLASS.keys()}:
                self._days.setdefault(nouns, set()).update(found)

    def day_of(self, event: FromEvent) -> date | None:
        """The day of an event, when all sentences that name it and tell a date tell the same."""
        found = self._days.get(event.nouns, set())
        return next(iter(found)) if len(found) == 1 else None

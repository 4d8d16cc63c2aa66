"""Events as codings tell them: who, whom, when and where, each with its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from watchdesk.export.format import Given
from watchdesk.export.sheets import HAPPENED, UNHAPPENED
from watchdesk.records import Event, Interval, Party, Place, Reading, Span, Time


class Happening(NamedTuple):
    """An event as one article tells it."""

    reading: Reading
    """The article."""
    event: Event
    """The event."""
    place: Place | None
    """Where."""
    time: Time | None
    """When it was, as far as words tell."""
    family: str | None
    """Id of the article's family: copies tell the same event under ids of their own."""

    @property
    def text(self) -> str:
        """The captured text."""
        return str(getattr(self.reading.capture, "text", ""))

    @property
    def sentence(self) -> tuple[int, Span] | None:
        """The sentence it is told in, with its number from 1."""
        every = enumerate(self.reading.sentences, 1)
        return next(((n, one) for n, one in every if one.contains(self.event.trigger)), None)

    def name_of(self, party: Party) -> str:
        """Who a party is: the entity's name when known, else the words."""
        for mention in self.reading.mentions:
            if mention.id == party.mention and mention.entity is not None:
                return mention.entity.name
        return party.span.text_of(self.text)

    @property
    def day(self) -> Interval | None:
        """When it was; null when the words tell nothing."""
        return None if self.time is None or self.time.is_unknown else self.time


class Numbers:
    """Whole numbers of 63 bits for ids, the same on every machine, and no two alike in one export:
    an id whose number is taken gets the next one that is free."""

    def __init__(self) -> None:
        """None is taken."""
        self._taken: dict[int, bytes] = {}

    def of(self, name: str) -> int:
        """The number of an id, the same each time it is asked for."""
        whole = hashlib.sha256(name.encode()).digest()
        number = int.from_bytes(whole[:8]) >> 1
        while self._taken.setdefault(number, whole[8:16]) != whole[8:16]:
            number = (number + 1) % (1 << 63)
        return number


def happenings(given: Given) -> Iterator[Happening]:
    """The events, article by article; those not told as having happened only if asked for."""
    for reading in given.view.readings(given.asked.period or Interval.unknown()):
        article = reading.article.id
        known = given.view.known([article]).get(article)
        yield from happenings_of(given, reading, known.family if known else None)


def happenings_of(given: Given, reading: Reading, family: str | None) -> Iterator[Happening]:
    """The events of an article."""
    places = {one.span: one for one in reading.places}
    times = {one.span: one for one in reading.times}
    for event in reading.events:
        if not given.asked.everything and event.modality not in HAPPENED:
            given.left[UNHAPPENED] += 1
            continue
        place = places.get(event.place) if event.place else None
        time = times.get(event.time) if event.time else None
        yield Happening(reading, event, place, time, family)

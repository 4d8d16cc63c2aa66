"""Places, and the events told for them, taken from readings without the rest of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic_core import from_json

from watchdesk.database import Database
from watchdesk.records import Interval, Modality, Place, Span

_SELECT = (
    "SELECT a.id, a.capture, json_extract(a.reading, '$.places'), "
    "json_extract(a.reading, '$.times'), json_extract(a.reading, '$.events') "
    "FROM article a WHERE a.id = ? AND "
)


_TOLD = "instr(a.reading, '\"place\":[') > 0 AND "
"""Spares taking apart the readings in which no event has a place."""


class Happening(NamedTuple):
    """A place that an article names, with the event that it tells for it, if it does."""

    article: str
    """Article id."""
    capture: str
    """Capture id."""
    words: Span
    """The place's words, and those of the event."""
    place: Place
    """Where."""
    event: str | None = None
    """Event id; ``None`` for a place that is only named."""
    type: str | None = None
    """PLOVER event type, upper case."""
    modality: Modality | None = None
    """How the event is told."""
    on: Interval | None = None
    """The days it is told for; ``None`` when the words tell none."""


def happenings(
    db: Database, articles: Iterable[str], current: str, until: str, *, named: bool
) -> Iterator[Happening]:
    """The places of some articles in the order of the text, once for each event that is told for
    them; with ``named`` those too for which none is. ``current``: the condition for the reading
    that counts at a moment."""
    query = _SELECT + ("" if named else _TOLD) + current
    for article in articles:
        row = db.execute(query, (article, until, until)).fetchone()
        if row is not None:
            yield from _of_article(row, named)


def _of_article(row: Sequence[str], named: bool) -> Iterator[Happening]:
    article, capture, places, times, events = row
    told: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for event in from_json(events):
        if not event["place"]:
            continue
        told.setdefault(_ends(event["place"]), []).append(event)
    dated = from_json(times) if told else []
    when = {(one["start"], one["end"]): _days(one) for one in dated}
    for found in from_json(places):
        of_place = told.get((found["start"], found["end"]), [])
        if not of_place and not named:
            continue
        place = Place.model_validate(found)
        here = Happening(article, capture, Span(place.start, place.end), place)
        for event in of_place:
            start, end = _ends(event["trigger"])
            yield here._replace(
                words=Span(min(start, place.start), max(end, place.end)),
                event=event["id"],
                type=event["type"],
                modality=Modality(event["modality"]),
                on=when.get(_ends(event["time"])) if event["time"] else None,
            )
        if not of_place:
            yield here


def _ends(span: list[int]) -> tuple[int, int]:
    return span[0], span[1]


def _days(time: dict[str, Any]) -> Interval | None:
    low, high = time["earliest"], time["latest"]
    if low is None and high is None:
        return None
    return Interval.between(
        date.fromisoformat(low) if low else None, date.fromisoformat(high) if high else None
    )

"""Cases of times and places written by hand: loaded, read and scored; see times_places.md."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from helpers_attribution import article_of
from helpers_grounding import DATA, Block, blocks
from watchdesk.pipeline import read_article
from watchdesk.records import (
    Basis,
    Capture,
    Declared,
    Feature,
    Interval,
    Modifier,
    Place,
    Published,
    Reading,
    Span,
    Spanned,
    Time,
    TimeKind,
)
from watchdesk.records.interval import hull

__all__ = ["DATA", "PlaceCase", "TimeCase", "place_cases", "reading", "time_cases"]
PUBLISHED = date(2026, 11, 20)
"""A Friday."""
_EARTH_KM = 6371.0
S = TypeVar("S", bound=Spanned)


def reading(text: str, published: date = PUBLISHED) -> Reading:
    """A text taken apart as an article of that day."""
    capture = Capture(
        id="cap-0000000000000000",
        uri="case.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(published=published.isoformat()),
        text=text,
    )
    when = Published(earliest=published, latest=published, basis=Basis.METADATA)
    return read_article(capture, article_of(text).model_copy(update={"published": when}))


def _dated(block: Block) -> tuple[Block, date]:
    head, *rest = block.lines
    if not head.startswith("published:"):
        return block, PUBLISHED
    return replace(block, lines=tuple(rest)), date.fromisoformat(head.partition(":")[2].strip())


def _fields(block: Block, row: str, least: int, most: int) -> list[str]:
    count = min(max(row.count("|") + 1, least), most)
    fields = block.fields(row, count)
    return fields + [""] * (most - count)


def _meant(span: Span, found: Iterable[S]) -> S | None:
    """The one that shares most characters, of equals the shortest."""
    shared = [(min(span.end, f.end) - max(span.start, f.start), -f.span.length, f) for f in found]
    best = max(shared, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] > 0 else None


# Times


@dataclass(frozen=True)
class WantedTime:
    """A time that must be found; what is null is not asked."""

    span: Span
    values: tuple[str, ...] | None
    days: tuple[Interval, ...] | None
    kind: TimeKind | None
    modifier: Modifier | None
    impossible: bool
    """Whether there are no such days, so that none may be told."""


@dataclass(frozen=True)
class TimeCase:
    """A text and its times; without any, none may be found."""

    name: str
    text: str
    published: date
    times: tuple[WantedTime, ...]

    def judged(self, found: Sequence[Time]) -> list[dict[str, bool]]:
        """For each time which of the things that are asked are right."""
        return [_judged_time(wanted, found) for wanted in self.times]


def time_cases(path: Path) -> list[TimeCase]:
    """The cases of a file of times. Raises ``MalformedCase``."""
    return [_time_case(*_dated(block)) for block in blocks(path)]


def _time_case(block: Block, published: date) -> TimeCase:
    rows = block.lines[1:]
    times = () if rows == ("none",) else tuple(_wanted_time(block, row) for row in rows)
    return TimeCase(block.name, block.text, published, times)


def _wanted_time(block: Block, row: str) -> WantedTime:
    words, value, days, rest = _fields(block, row, 3, 4)
    kind, modifier = None, None
    for word in filter(None, (w.strip() for w in rest.split(","))):
        if word.startswith("mod="):
            modifier = Modifier(word[4:])
        else:
            kind = TimeKind(word)
    told = value not in ("?", "-")
    asked = days not in ("?", "-")
    return WantedTime(
        span=block.place(words),
        values=tuple(value.split(" / ")) if told else None,
        days=tuple(Interval.parse(d) for d in days.split(" / ")) if asked else None,
        kind=kind,
        modifier=modifier,
        impossible=(value, days) == ("-", "-"),
    )


def _judged_time(wanted: WantedTime, found: Sequence[Time]) -> dict[str, bool]:
    here = [time for time in found if time.span.overlaps(wanted.span)]
    if wanted.impossible:
        return {"none": all(time.is_unknown and time.value is None for time in here)}
    time = _meant(wanted.span, here)
    out = {"found": time is not None}
    if wanted.values is not None:
        out["value"] = time is not None and time.value in wanted.values
    if wanted.days is not None:
        told = [one.interval for one in here if not one.is_unknown]
        out["days"] = bool(told) and any(
            days in (*told, hull(told)) for days in map(_bare, wanted.days)
        )
    if wanted.kind is not None:
        out["kind"] = time is not None and time.kind is wanted.kind
    if wanted.modifier is not None:
        out["modifier"] = time is not None and time.modifier is wanted.modifier
    return out


def _bare(days: Interval) -> Interval:
    return Interval.between(days.earliest, days.latest)


# Places


@dataclass(frozen=True)
class WantedPlace:
    """A place that must be found, or ``role`` for what must not; what is null is not asked."""

    span: Span
    role: str | None = None
    country: str | None = None
    point: tuple[float, float] | None = None
    km: float = 0.0
    relative: bool = False
    feature: Feature | None = None


@dataclass(frozen=True)
class PlaceCase:
    """A text and its places; without any, none may be found."""

    name: str
    text: str
    places: tuple[WantedPlace, ...]

    def judged(self, found: Sequence[Place]) -> list[dict[str, bool]]:
        """For each place which of the things that are asked are right."""
        return [_judged_place(wanted, found) for wanted in self.places]


def place_cases(path: Path) -> list[PlaceCase]:
    """The cases of a file of places. Raises ``MalformedCase``."""
    return [_place_case(block) for block in blocks(path)]


def _place_case(block: Block) -> PlaceCase:
    rows = block.lines[1:]
    places = () if rows == ("none",) else tuple(_wanted_place(block, row) for row in rows)
    return PlaceCase(block.name, block.text, places)


def _wanted_place(block: Block, row: str) -> WantedPlace:
    words, country, point, km, rest = _fields(block, row, 2, 5)
    span = block.place(words)
    if country in ("actor", "unknown"):
        return WantedPlace(span, role=country)
    asked = [word.strip() for word in rest.split(",")]
    features = [Feature(word[8:]) for word in asked if word.startswith("feature=")]
    lat_lon = None if point == "?" else point.split()
    return WantedPlace(
        span=span,
        country=None if country == "?" else country,
        point=(float(lat_lon[0]), float(lat_lon[1])) if lat_lon else None,
        km=float(km) if lat_lon else 0.0,
        relative="relative" in asked,
        feature=features[0] if features else None,
    )


def _judged_place(wanted: WantedPlace, found: Sequence[Place]) -> dict[str, bool]:
    here = [place for place in found if place.span.overlaps(wanted.span)]
    if wanted.role == "actor":
        return {"actor": not here}
    if wanted.role == "unknown":
        return {"unknown": all(place.lat is None for place in here)}
    place = _meant(wanted.span, [p for p in here if (p.relative is not None) == wanted.relative])
    out = {"relative" if wanted.relative else "found": place is not None}
    if wanted.country is not None:
        out["country"] = place is not None and place.country == wanted.country
    if wanted.point is not None:
        out["near"] = place is not None and _near(place, wanted.point, wanted.km)
    if wanted.feature is not None:
        out["feature"] = place is not None and place.feature is wanted.feature
    return out


def _near(place: Place, point: tuple[float, float], km: float) -> bool:
    if place.lat is None or place.lon is None:
        return False
    lat, other = math.radians(place.lat), math.radians(point[0])
    east = math.radians(place.lon - point[1])
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half))) <= km

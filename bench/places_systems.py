"""Who says where a toponym lies: this product, and simple ways to compare it with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from places_data import Toponym
from places_scores import Found, distance_km
from watchdesk import grounding
from watchdesk.grounding.gazetteer import Entry
from watchdesk.grounding.place import resolve_given
from watchdesk.language import Document
from watchdesk.records import MentionKind, Place, Span

_CLOSE_KM = 300.0


def told(place: Place) -> Found:
    """One of our records."""
    return Found(place.start, place.end, place.geonames_id, place.lat, place.lon)


def given(doc: Document, toponyms: Sequence[Toponym]) -> list[Found | None]:
    """Where this product puts names whose spans are given."""
    spans = [Span(one.start, one.end) for one in toponyms]
    return [told(place) for place in resolve_given(doc, spans)]


def found(doc: Document) -> list[Found]:
    """What this product finds by itself; a place given from another is no toponym."""
    return [told(place) for place in grounding.find_places(doc) if place.relative is None]


def found_simply(doc: Document) -> list[Found]:
    """The engine's names of places, each put where its most populous namesake lies."""
    spans = [name.span for name in doc.names if name.kind is MentionKind.PLACE]
    names = [Toponym(span.start, span.end, span.text_of(doc.text)) for span in spans]
    told = by_population(names)
    return [place or Found(name.start, name.end) for name, place in zip(names, told, strict=True)]


def by_population(toponyms: Sequence[Toponym]) -> list[Found | None]:
    """The most populous place of each name in the gazetteer that ships."""
    return [_told(one, _largest(grounding.lookup(one.name))) for one in toponyms]


def by_context(toponyms: Sequence[Toponym]) -> list[Found | None]:
    """The most populous, unless another of that name lies where the text's other names point.

    Every name votes with its most populous place for a country and a division; a reading gets
    its share of the votes on top of the logarithm of its population (to the base 10).
    """
    firsts = [_largest(grounding.lookup(one.name)) for one in toponyms]
    return [_told(one, _fitting(one, firsts)) for one in toponyms]


def _fitting(one: Toponym, firsts: Sequence[Entry | None]) -> Entry | None:
    entries = grounding.lookup(one.name)
    others = [e for e in firsts if e is not None and e not in entries]
    countries = Counter(e.country for e in others)
    divisions = Counter((e.country, e.admin1) for e in others if e.admin1)

    def score(entry: Entry) -> float:
        near = sum(distance_km(e.lat, e.lon, entry.lat, entry.lon) < _CLOSE_KM for e in others)
        return (
            len(str(entry.population))
            + 2 * _share(countries[entry.country], len(others))
            + 2 * _share(divisions[entry.country, entry.admin1 or ""], len(others))
            + _share(near, len(others))
        )

    return max(entries, key=lambda e: (score(e), e.population), default=None)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _largest(entries: Sequence[Entry]) -> Entry | None:
    return max(entries, key=lambda entry: entry.population, default=None)


def _told(one: Toponym, entry: Entry | None) -> Found | None:
    if entry is None:
        return None
    return Found(one.start, one.end, entry.id, entry.lat, entry.lon)

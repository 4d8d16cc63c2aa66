"""Where: the places a document names, each as an area with a centre and a radius."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.grounding import gazetteer
from watchdesk.grounding.gazetteer import Entry
from watchdesk.grounding.place_find import find_toponyms
from watchdesk.grounding.place_names import Toponym, read_toponym
from watchdesk.grounding.place_relative import relatives
from watchdesk.grounding.place_resolve import Answer, resolve
from watchdesk.language.document import Document
from watchdesk.records import Feature, Place, Span

_FEATURES = {
    "country": Feature.COUNTRY,
    "admin1": Feature.REGION,
    "admin2": Feature.DISTRICT,
    "city": Feature.CITY,
    "region": Feature.AREA,
    "disputed": Feature.AREA,
    "sea": Feature.WATER,
    "facility": Feature.FACILITY,
}
_CONTINENTS = frozenset(range(6255146, 6255153))
"""GeoNames ids."""


def _feature(entry: Entry) -> Feature:
    return Feature.CONTINENT if entry.id in _CONTINENTS else _FEATURES[entry.kind]


def _place(toponym: Toponym, answer: Answer) -> Place:
    entry, span = answer.entry, toponym.span
    if entry is None:
        return Place(
            start=span.start,
            end=span.end,
            name=toponym.name,
            lat=None,
            lon=None,
            radius_km=None,
            country=answer.country,
            doubt=gazetteer.status() or answer.doubt,
        )
    return Place(
        start=span.start,
        end=span.end,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        geonames_id=entry.id,
        country=entry.country,
        feature=_feature(entry),
    )


def find_places(doc: Document) -> tuple[Place, ...]:
    """Places in the order of the text; a relative place stands before the one it is counted from.

    Names that states go by when they act ("Moscow said") are not places. A name whose meaning
    stays open, or that the gazetteer does not know, has no coordinates and tells why in ``doubt``.
    Spans are offsets into ``doc.text``. Without a readable gazetteer (:func:`gazetteer.status`)
    only names found by the names finder are given, unresolved.
    """
    found = find_toponyms(doc)
    answers = resolve(found.toponyms, found.voices)
    places = [_place(*pair) for pair in zip(found.toponyms, answers, strict=True)]
    places.extend(relatives(doc, places))
    places.sort(key=lambda place: (place.start, -place.end, place.relative is None))
    return tuple(places)


def resolve_given(doc: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """The places that given toponyms mean, in the order of ``spans``.

    The words around them and the other places the document names are heard as in
    :func:`find_places`; whether a given span is a toponym at all is not asked. Adjectives of
    states ("Ukrainian") are read as the state.
    """
    listed, found = doc.listed, find_toponyms(doc)
    given = [read_toponym(listed, listed.words(span), span) for span in spans]
    covered = {word for one in given for word in range(one.words.start, one.words.end)}
    beside = [t for t in found.toponyms if covered.isdisjoint(range(t.words.start, t.words.end))]
    answers = resolve([*given, *beside], found.voices)[: len(given)]
    return tuple(_place(*pair) for pair in zip(given, answers, strict=True))

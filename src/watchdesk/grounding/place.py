"""Where: the places a document names, each as an area with a centre and a radius."""

from __future__ import annotations

from collections import defaultdict

from watchdesk.grounding.gazetteer import Entry
from watchdesk.grounding.place_find import Candidate, candidates
from watchdesk.grounding.place_relative import relatives
from watchdesk.grounding.place_resolve import resolve_all
from watchdesk.language.document import Document
from watchdesk.records import Place


def _place(found: Candidate, entry: Entry | None, country: str | None) -> Place:
    if entry is None:
        return Place(
            start=found.span.start,
            end=found.span.end,
            name=found.name,
            lat=None,
            lon=None,
            radius_km=None,
            country=country,
        )
    return Place(
        start=found.span.start,
        end=found.span.end,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        geonames_id=entry.id,
        country=entry.country,
    )


def find_places(doc: Document) -> tuple[Place, ...]:
    """Places in the order of the text; a relative place stands before the one it is counted from.

    Names that states go by when they act ("Moscow said") are not places. A name whose meaning
    stays open, or that the gazetteer does not know, has no coordinates. Spans are offsets into
    ``doc.text``. Without a readable gazetteer (:func:`gazetteer.status`) only names found by the
    names finder are given, unresolved.
    """
    found = candidates(doc)
    resolved = resolve_all(doc, found)
    places = [_place(one, *answer) for one, answer in zip(found, resolved, strict=True)]
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for candidate, place in zip(found, places, strict=True):
        by_sentence[candidate.sentence].append(place)
    for number, sentence in enumerate(doc.sentences):
        places.extend(relatives(doc.text, sentence, by_sentence.get(number, ())))
    places.sort(key=lambda place: (place.start, -place.end, place.relative is None))
    return tuple(places)

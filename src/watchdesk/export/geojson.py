"""GeoJSON (RFC 7946): places with the events told for them, as closely as they are known.

A spot is a point with its precision in metres. A place counted from another one ("30 km north of")
is the area it may lie in. A country or a continent, and a place that was not settled, is a feature
without a geometry: a point would say too much. No coordinate is ever moved or made up.
"""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.linking import (
    Node,
    Texts,
    address,
    days_asked,
    document,
    page_of,
    pieces,
    present,
)
from watchdesk.export.rings import box, circle
from watchdesk.records import (
    Event,
    Feature,
    Interval,
    Modality,
    Place,
    Reading,
    RelativeKind,
    Span,
    Time,
)

_BROAD = (Feature.COUNTRY, Feature.CONTINENT)
_ITSELF = (None, RelativeKind.FACILITY)
_DIGITS = 5


_HAPPENED = (Modality.ASSERTED, Modality.HISTORICAL)


def features(given: Given) -> Iterator[Node]:
    """The features, article by article in the order of their ids: each place that an article names,
    once for each event told for it."""
    texts = Texts(given.view)
    for reading in given.view.readings(days_asked(given)):
        known = given.view.known([reading.article.id]).get(reading.article.id)
        family = known.family if known else None
        for place in reading.places:
            told = [event for event in reading.events if event.place == place.span]
            kept = [one for one in told if given.asked.everything or one.modality in _HAPPENED]
            given.left["events told as planned, possible, on a condition or not so"] += len(
                told
            ) - len(kept)
            every: list[Event | None] = [*kept]
            for event in every or [None]:
                yield _feature(texts, reading, place, event, family)


def _feature(
    texts: Texts, reading: Reading, place: Place, event: Event | None, family: str | None
) -> Node:
    geometry = shape_of(place)
    words = event.trigger.hull(place.span) if event else place.span
    name = event.id if event else f"{reading.article.id}#char={place.start},{place.end}"
    area = geometry if geometry and geometry["type"] != "Point" else _area(place)
    return {
        "type": "Feature",
        "id": name,
        **present(bbox=box(area) if geometry else None),
        "geometry": geometry,
        "properties": {
            **_of_place(place),
            **(_of_event(reading, event) if event else {}),
            **_of_words(texts, reading, words, family),
        },
    }


def shape_of(place: Place) -> Node | None:
    """A point for a spot, an area for what is counted from another place, else nothing."""
    if place.lat is None or place.lon is None or place.feature in _BROAD:
        return None
    if is_relative(place):
        return _area(place)
    return {"type": "Point", "coordinates": [round(place.lon, _DIGITS), round(place.lat, _DIGITS)]}


def is_relative(place: Place) -> bool:
    """Whether a place is worked out from another one, and not something built that has a name."""
    return place.relative is not None and place.relative.kind not in _ITSELF


def _area(place: Place) -> Node | None:
    if place.lat is None or place.lon is None or not place.radius_km:
        return None
    return circle(place.lat, place.lon, place.radius_km)


def precision_of(place: Place) -> int | None:
    """The radius of the area meant, in whole metres."""
    return None if place.radius_km is None else round(place.radius_km * 1000)


def basis_of(place: Place) -> str:
    """On what a place's coordinates rest."""
    if place.lat is None or place.lon is None:
        return "unresolved"
    if is_relative(place):
        return "relative"
    return "broad" if place.feature in _BROAD else "gazetteer"


def _of_place(place: Place) -> Node:
    relative = place.relative
    settled = place.lat is not None and place.lon is not None
    centre = [place.lon, place.lat] if settled else None
    return present(
        name=place.name,
        basis=basis_of(place),
        precision_m=precision_of(place) if settled else None,
        centre=centre,
        feature=place.feature,
        country=place.country,
        geonames_id=place.geonames_id,
        doubt=place.doubt,
        relative_kind=relative.kind if relative else None,
        relative_of=relative.of if relative else None,
        distance_km=relative.distance_km if relative else None,
        bearing_deg=relative.bearing_deg if relative else None,
    )


def _of_event(reading: Reading, event: Event) -> Node:
    when = _days(reading.times, event.time)
    return present(
        event=event.id,
        event_type=event.type,
        event_mode=list(event.mode),
        event_context=list(event.context),
        modality=event.modality,
        happened=when.edtf if when and not when.is_unknown else None,
        attribution=event.attribution,
    )


def _days(times: tuple[Time, ...], span: Span | None) -> Interval | None:
    return next((one.interval for one in times if one.span == span), None)


def _of_words(texts: Texts, reading: Reading, words: Span, family: str | None) -> Node:
    published = reading.article.published
    at = address(reading, words)
    return present(
        article=reading.article.id,
        capture=at.capture,
        start=words.start,
        end=words.end,
        quote=texts.quote(at),
        outlet=reading.article.outlet,
        url=page_of(reading),
        published=None if published.is_unknown else published.edtf,
        published_basis=published.basis,
        family=family,
    )


def _write(given: Given) -> Pieces:
    parts = document({"type": "FeatureCollection"}, "features", features(given))
    return pieces("places.geojson", parts)


_COLUMNS = (
    Column("id", "text", "Event id; for a place that is only named, where it stands.", "Event.id"),
    Column(
        "bbox",
        "list of number",
        "West, south, east, north of the area; west is greater than east across the antimeridian.",
        "Place.radius_km",
    ),
    Column(
        "geometry",
        "object",
        "A Point for a spot; a Polygon or MultiPolygon, the area it may "
        "lie in, for a place counted from another one; null for a country or continent and for "
        "a place that was not settled. Longitude before latitude, WGS 84, never moved.",
        "Place.lat, Place.lon",
    ),
    Column("properties.name", "text", "Name by the gazetteer, or the words.", "Place.name"),
    Column(
        "properties.basis",
        "text",
        "gazetteer, relative (worked out from another place), broad "
        "(a country or continent) or unresolved.",
        "Place.relative, Place.feature",
    ),
    Column(
        "properties.precision_m",
        "integer",
        "Radius in metres around the centre within which the place lies; absent when not known.",
        "Place.radius_km",
    ),
    Column(
        "properties.centre",
        "list of number",
        "Longitude and latitude of the centre; of a "
        "country the middle of the land, and not where anything happened.",
        "Place.lon, Place.lat",
    ),
    Column("properties.feature", "text", "What it is on the map.", "Place.feature"),
    Column("properties.country", "text", "ISO 3166-1 alpha-2.", "Place.country"),
    Column("properties.geonames_id", "integer", "GeoNames id.", "Place.geonames_id"),
    Column("properties.doubt", "text", "Why it was not settled.", "Place.doubt"),
    Column(
        "properties.relative_kind",
        "text",
        "How it is given from another place.",
        "Place.relative.kind",
    ),
    Column("properties.relative_of", "text", "The other place.", "Place.relative.of"),
    Column(
        "properties.distance_km",
        "number",
        "Distance from it, as told.",
        "Place.relative.distance_km",
    ),
    Column(
        "properties.bearing_deg",
        "number",
        "Degrees clockwise from north, as told.",
        "Place.relative.bearing_deg",
    ),
    Column(
        "properties.event", "text", "Event id; absent for a place that is only named.", "Event.id"
    ),
    Column("properties.event_type", "text", "PLOVER type.", "Event.type"),
    Column("properties.event_mode", "list of text", "PLOVER modes.", "Event.mode"),
    Column("properties.event_context", "list of text", "PLOVER contexts.", "Event.context"),
    Column("properties.modality", "text", "How it is told.", "Event.modality"),
    Column(
        "properties.happened",
        "text",
        "Days it is told for, EDTF; absent when not told.",
        "Event.time",
    ),
    Column(
        "properties.attribution",
        "text",
        "Id of the attribution it is told in.",
        "Event.attribution",
    ),
    Column("properties.article", "text", "Article id.", "Article.id"),
    Column("properties.capture", "text", "Capture id.", "Capture.id"),
    Column(
        "properties.start",
        "integer",
        "First code point of the words in the captured text.",
        "Event.trigger, Place.start",
    ),
    Column("properties.end", "integer", "One past their last.", "Event.trigger, Place.end"),
    Column("properties.quote", "text", "The words, verbatim.", "Capture.text"),
    Column("properties.outlet", "text", "Outlet.", "Article.outlet"),
    Column("properties.url", "text", "Address of the page.", "Declared.url, Capture.uri"),
    Column("properties.published", "text", "When published, EDTF.", "Article.published"),
    Column("properties.published_basis", "text", "On what that rests.", "Published.basis"),
    Column(
        "properties.family",
        "text",
        "Family id: features of articles with the same one are told by copies of one story.",
        "Family.id",
    ),
)

FORMAT = Format(
    name="geojson",
    title="GeoJSON",
    standard="RFC 7946",
    media_type="application/geo+json",
    ending=".geojson",
    holds="Places as closely as they are known, with the events told for them, each with its "
    "words. Copies are not folded but carry their family.",
    tables=(Table("Feature", "A place in an article, with an event told for it.", _COLUMNS),),
    write=_write,
    options=("everything",),
)

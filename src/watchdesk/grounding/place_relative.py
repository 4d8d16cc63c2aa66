"""Places given from other places: "40 miles northeast of X", "near X", "between X and Y".

* A distance, with or without a direction: :mod:`place_offsets` tells how the area is reckoned.
* "Near X", "outside X": the centre of X with 30 km added to its radius.
* "North of X": 25 km beyond the edge of X, with a radius of 25 km; only of cities and facilities.
* "Between X and Y": the point half way, with half the distance as the radius; not between states.
* "On the border of X and Y": the same for divisions and cities; between states it has no
  coordinates, as no single point is meant, nor has what is counted from a border.
* "Deep inside X": the area of X. "Northern X", "the north of X": its centre moved by half its
  radius, with six tenths of the radius; "central X": half the radius.
* "The power station at X": the facility of that kind which the gazetteer knows within reach of
  X, or within the area told ("a nuclear power station 40 miles northeast of X"); else X with
  10 km added to its radius.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from watchdesk.grounding.gazetteer import KINDS, Entry, Table, demonym, table
from watchdesk.grounding.place_offsets import (
    DIRECTION,
    DISTANCE,
    MAX_ANCHOR_KM,
    Area,
    area_at,
    bearing_of,
    direct,
    distance_km,
    middle,
    offset_of,
)
from watchdesk.grounding.place_words import DIVISION_WORDS
from watchdesk.language.document import Document
from watchdesk.records import Feature, Place, Relative, RelativeKind, Span

NEAR_KM = 30.0
BEYOND_KM = 25.0
AT_KM = 10.0
REACH_KM = 30.0
"""How far from a town a facility told by it may lie."""
SPOT_KM = 60.0
"""Radius up to which a place is a spot that distances are counted from."""
MEETING_KM = 160.0
"""Radius up to which half way between two centres tells where they meet."""
MAX_PHRASES = 5_000
"""Relative places looked for in one document."""
_WINDOW = 110
_NO_POINT = "a border is no single point"
_WIDE = "what it is counted from is too wide to count from"
_UNSETTLED = "the place it is counted from is not settled"
_OF_TOWN = r"(?:the\s)?(?:(?:city|town|village|area|settlement)\sof\s(?:the\s)?)?"
_TO_PLACE = rf"(?:of|from|outside|inside|into|beyond)\s{_OF_TOWN}"
_ENDS = re.compile(
    r"\b(?:of|from|outside|inside|into|beyond|near|to|within)\s"
    r"(?:the\s)?(?:(?:city|town|village|area|settlement)\sof\s(?:the\s)?)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:{DISTANCE}(?:\s(?:to\sthe\s|due\s|away\s)?(?P<dir>{DIRECTION}))?(?:\saway)?\s{_TO_PLACE}"
    rf"|(?P<inner>in\s(?:the\s)?(?:far\s|extreme\s)?(?P<part>{DIRECTION})\sof)\s(?:the\s)?"
    rf"|(?:(?:just|immediately)\s)?(?:to\sthe\s)?(?P<bare>{DIRECTION})\sof\s(?:the\s)?"
    rf"|(?P<deep>(?:deep|well|far)\s(?:inside|within|into))\s(?:the\s)?"
    rf"|(?P<near>near|close\sto|not\sfar\sfrom|outside|on\sthe\soutskirts\sof)\s{_OF_TOWN})$",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?:the\s)?(?:far\s|extreme\s)?(?P<part>{DIRECTION}(?:ern)?|central)[ -]$")
_NAME = r"[A-Z][\w’'-]{1,30}"
_BORDER = re.compile(
    rf"\b(?:{DISTANCE}(?:\s(?:to\sthe\s|away\s)?(?P<dir>{DIRECTION}))?\s"
    r"(?:of|from|inside|into|beyond)|on|along|near|at|close\sto)\s"
    rf"(?P<of>(?:the\s|its\s|their\s)?(?P<adjective>(?:{_NAME}\s){{0,3}})"
    r"(?:border|frontier|front\sline|coast)"
    rf"(?P<with>\s(?:with|of|between)\s(?:the\s)?{_NAME}"
    rf"(?:\s{_NAME}){{0,2}}(?:\sand\s(?:the\s)?{_NAME}(?:\s{_NAME}){{0,2}})?(?:\sregions)?)?)"
)
_FACILITIES = {
    "nuclear": r"nuclear\s(?:power\s)?(?:station|plant|reactor|facility|site|complex)",
    "dam": r"(?:hydroelectric\s)?dam",
    "air base": r"air\s?base|airfield",
    "naval": r"naval\s(?:base|facility)",
    "crossing": r"(?:border\s)?crossing",
    "": r"(?:oil\s)?refinery|(?:thermal\s)?power\s(?:station|plant)|airport|seaport|port|prison",
}
_FACILITY = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<f{at}>{words})" for at, words in enumerate(_FACILITIES.values()))
    + r")(?P<at>(?:,)?(?:\s(?:located|situated))?\s(?:(?P<in>at|in)|near|outside)\s"
    + rf"{_OF_TOWN}|\s|,\s)$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?=\w)")


def _place(span: Span, text: str, relative: Relative, area: Area | None, doubt: str) -> Place:
    return Place(
        start=span.start,
        end=span.end,
        name=" ".join(span.text_of(text).split()),
        lat=area.lat if area else None,
        lon=area.lon if area else None,
        radius_km=area.radius_km if area else None,
        relative=relative,
        doubt=None if area else doubt,
    )


def _relative(
    kind: RelativeKind, of: str, distance: float | None = None, bearing: float | None = None
) -> Relative:
    told = None if distance is None else round(distance, 2)
    return Relative(kind=kind, distance_km=told, bearing_deg=bearing, of=of)


def _whole(origin: Place, more: float = 0.0) -> Area | None:
    if origin.lat is None or origin.lon is None or origin.radius_km is None:
        return None
    return Area(origin.lat, origin.lon, round(origin.radius_km + more, 1))


def _measured(span: Span, text: str, origin: Place, match: re.Match[str]) -> Place:
    offset = offset_of(match)
    relative = _relative(RelativeKind.DISTANCE, origin.name, offset.distance_km, offset.bearing_deg)
    spot = origin.radius_km is not None and origin.radius_km <= SPOT_KM
    area = area_at(origin, offset) if spot else None
    doubt = _WIDE if origin.radius_km is not None else _UNSETTLED
    if offset.distance_km is None:
        doubt = "the distance is not told in numbers"
    return _place(span, text, relative, area, doubt)


def _aside(span: Span, text: str, origin: Place, bearing: float) -> Place:
    """ "North of X" """
    relative = _relative(RelativeKind.DIRECTION, origin.name, bearing=bearing)
    whole, area = _whole(origin), None
    if whole is not None and whole.radius_km <= MAX_ANCHOR_KM:
        lat, lon = direct(whole.lat, whole.lon, bearing, whole.radius_km + BEYOND_KM)
        area = Area(lat, lon, BEYOND_KM)
    return _place(span, text, relative, area, _WIDE if whole else _UNSETTLED)


def _part_of(span: Span, text: str, origin: Place, word: str) -> Place:
    """ "Northern X", "in the north of X" """
    plain = word.lower()
    bearing, _ = bearing_of(plain.removesuffix("ern"))
    relative = _relative(RelativeKind.INSIDE, origin.name, bearing=bearing)
    area = whole = _whole(origin)
    if whole is not None and bearing is None:
        area = Area(whole.lat, whole.lon, round(whole.radius_km / 2, 1))
    elif whole is not None and bearing is not None:
        lat, lon = direct(whole.lat, whole.lon, bearing, whole.radius_km / 2)
        area = Area(lat, lon, round(0.6 * whole.radius_km, 1))
    found = _place(span, text, relative, area, _UNSETTLED)
    return found.model_copy(update={"country": origin.country})


def _ending_at(text: str, window: int, end: int) -> re.Match[str] | None:
    """The longest phrase that runs up to ``end``."""
    piece = text[window:end]
    if not _ENDS.search(piece):
        return None
    matches = (_BEFORE.match(piece, start.start()) for start in _STARTS.finditer(piece))
    return next((match for match in matches if match is not None), None)


def _from_place(text: str, floor: int, origin: Place) -> Place | None:
    window = max(floor, origin.start - _WINDOW)
    match = _ending_at(text, window, origin.start)
    if match is None:
        part = _PART.search(text, max(floor, origin.start - 25), origin.start)
        # "Russia's western Kursk region" lies in the west of Russia, not of itself.
        typed = text[origin.start : origin.end].rpartition(" ")[2].lower() in DIVISION_WORDS
        if part is None or typed:
            return None
        span = Span(part.start("part"), origin.end)
        return _part_of(span, text, origin, part["part"])
    span = Span(window + match.start(), origin.end).trim(text)
    if match["number"]:
        return _measured(span, text, origin, match)
    if match["part"]:
        return _part_of(span, text, origin, match["part"])
    if match["bare"]:
        bearing, _ = bearing_of(match["bare"])
        return None if bearing is None else _aside(span, text, origin, bearing)
    if match["deep"]:
        relative = _relative(RelativeKind.INSIDE, origin.name)
        return _place(span, text, relative, _whole(origin), _UNSETTLED)
    relative = _relative(RelativeKind.NEAR, origin.name)
    return _place(span, text, relative, _whole(origin, NEAR_KM), _UNSETTLED)


def _between(text: str, one: Place, two: Place) -> Place | None:
    linked = text[one.end : min(two.start, one.end + 20)].lower().split() in (
        ["and"],
        ["and", "the"],
    )
    lead = re.search(r"between\s(?:the\s)?$", text[max(0, one.start - 13) : one.start].lower())
    if not linked or lead is None:
        return None
    if any(place.feature is Feature.COUNTRY for place in (one, two)):
        return None  # dealings, more often than a stretch of land
    near = all(p.radius_km is not None and p.radius_km <= MEETING_KM for p in (one, two))
    span = Span(one.start - len(lead.group()), two.end)
    relative = _relative(RelativeKind.BETWEEN, f"{one.name} and {two.name}")
    return _place(span, text, relative, middle(one, two) if near else None, _WIDE)


def _borders(text: str, sentence: Span, places: Sequence[Place]) -> Iterator[Place]:
    for match in _BORDER.finditer(text, sentence.start, sentence.end):
        adjectives = match["adjective"].replace("-", " ").split()
        if not match["with"] and not (match["number"] or any(map(demonym, adjectives))):
            continue
        offset = offset_of(match) if match["number"] else None
        of = match["of"].removeprefix("the ")
        span = Span(match.start(), match.end()).trim(text)
        sides = [p for p in places if match.start() <= p.start < match.end()]
        relative = _relative(
            RelativeKind.BORDER,
            of,
            offset.distance_km if offset else None,
            offset.bearing_deg if offset else None,
        )
        area = None
        if offset is None and len(sides) == 2:
            near = all(p.radius_km is not None and p.radius_km <= MEETING_KM for p in sides)
            area = middle(*sides) if near else None
        yield _place(span, text, relative, area, _NO_POINT)


@lru_cache(maxsize=4)
def _known_facilities(places: Table) -> tuple[Entry, ...]:
    kind = KINDS.index("facility")
    return tuple(places.entry(2 * row) for row, of in enumerate(places.kind.tolist()) if of == kind)


def _matched(kind: str, area: Area | None, reach: float) -> Entry | None:
    """The only known facility of a kind within reach of a place."""
    if not kind or area is None:
        return None
    near = [
        entry
        for entry in _known_facilities(table())
        if kind in entry.name.lower()
        and abs(entry.lat - area.lat) < 5
        and distance_km(area.lat, area.lon, entry.lat, entry.lon) <= reach
    ]
    return near[0] if len(near) == 1 else None


def _facility(text: str, floor: int, origin: Place) -> Place | None:
    """The facility told right before a place: "the power station at X"."""
    match = _FACILITY.search(text, max(floor, origin.start - 60), origin.start)
    if match is None:
        return None
    kind = next(k for at, k in enumerate(_FACILITIES) if match[f"f{at}"])
    start, named = match.start(), match["at"].strip(", ")
    area = _whole(origin)
    if origin.relative is None:
        if not named or origin.radius_km is None or origin.radius_km > SPOT_KM:
            return None
        known = _matched(kind, area, REACH_KM)
        area = _whole(origin, AT_KM if match["in"] else NEAR_KM)
        span, of = Span(start, origin.end), origin.name
    elif area is not None and not named:
        known = _matched(kind, area, area.radius_km)
        if known is None:
            return None
        span, of = Span(start, match.end() - len(match["at"])), origin.name
    else:
        return None
    found = _place(span, text, _relative(RelativeKind.FACILITY, of), area, _UNSETTLED)
    told: dict[str, object] = {"feature": Feature.FACILITY, "country": origin.country}
    if known is not None:
        told |= {"name": known.name, "geonames_id": known.id, "country": known.country}
        told |= {"lat": known.lat, "lon": known.lon, "radius_km": known.radius_km}
    return found.model_copy(update=told)


def _in_sentence(text: str, sentence: Span, places: Sequence[Place]) -> Iterator[Place]:
    yield from _borders(text, sentence, places)
    floor = sentence.start
    for index, origin in enumerate(places):
        found = _from_place(text, floor, origin)
        if found is None and index + 1 < len(places):
            found = _between(text, origin, places[index + 1])
        if found is not None:
            yield found
        built = _facility(text, floor, found or origin)
        if built is not None:
            yield built
        floor = origin.end


def relatives(doc: Document, places: Sequence[Place]) -> Iterator[Place]:
    """Relative places of a document; ``places`` are those it names, in the order of the text."""
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in places[:MAX_PHRASES]:
        number = doc.sentence_index(place.start)
        if number is not None:
            by_sentence[number].append(place)
    for number, sentence in enumerate(doc.sentences):
        yield from _in_sentence(doc.text, sentence, by_sentence.get(number, ()))

"""Places given from other places: "40 miles northeast of X", "near X", "between X and Y".

Distance and direction are laid off on the WGS 84 ellipsoid from the centre of the place named.
The radius of the area meant is the root of the sum of squares of

* ``d · sin(w)``: ``d`` the distance, ``w`` half the width of the direction word (22.5° for the
  eight winds, 11.25° for the sixteen), when a direction is given; else ``d`` itself, as the place
  may lie on any side;
* the rounding of the number: half the unit of its last digit that is not zero; of "5 to 10" the
  middle is taken, and half the range;
* a tenth of the distance for "almost", "about" and the like;
* the radius of the place it is counted from, at most 20 km.

"Near X" is the centre of X with 30 km added to its radius. "North of X" without a distance is
taken 25 km beyond the edge of X, with a radius of 25 km; only for cities and facilities.
"Between X and Y" is the point half way, with half the distance as the radius. What is counted
from a border has no coordinates.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.language.document import Document
from watchdesk.records import Place, Relative, Span

NEAR_KM = 30.0
BEYOND_KM = 25.0
_APPROXIMATION = 0.1
_MAX_ANCHOR_KM = 20.0
_WINDOW = 110
_UNITS_KM = {
    "mile": 1.609344,
    "mi": 1.609344,
    "kilometer": 1.0,
    "kilometre": 1.0,
    "km": 1.0,
    "meter": 0.001,
    "metre": 0.001,
    "yard": 0.0009144,
    "nautical mile": 1.852,
}
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_HALF_WINDS = {
    "north-northeast": 22.5,
    "east-northeast": 67.5,
    "east-southeast": 112.5,
    "south-southeast": 157.5,
    "south-southwest": 202.5,
    "west-southwest": 247.5,
    "west-northwest": 292.5,
    "north-northwest": 337.5,
}
_NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""".split(),
        start=1,
    )
} | {
    "a dozen": 12.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
    "a hundred": 100.0,
    "one hundred": 100.0,
    "two hundred": 200.0,
    "half a": 0.5,
    "a": 1.0,
}
_APPROX = (
    r"(?:almost|nearly|about|around|roughly|approximately|some|just|just over|just under|over|"
    r"more than|less than|under|at least|up to|only|barely|within)"
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,6}(?:\.\d{1,3})?|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r"|several|a few|dozens of|hundreds of)"
)
_UNIT = r"(?:nautical miles?|miles?|mi|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|yards?)"
_DIRECTION = (
    r"(?:(?:(?:north|south|east|west)[- ])?(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
)
_DISTANCE = (
    rf"(?:(?P<approx>{_APPROX})\s)?(?:(?P<low>\d{{1,4}})(?:\sto\s|[-–]))?"
    rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})"
    rf"(?:\s\(\d[^()]{{1,20}}\))?"
)
_TO_PLACE = r"(?:of|from|outside|inside|into|beyond)\s(?:the\s)?(?:(?:city|town|village)\sof\s)?"
_BEFORE = re.compile(
    rf"(?:{_DISTANCE}(?:\s(?:to\sthe\s|due\s|away\s)?(?P<dir>{_DIRECTION}))?(?:\saway)?\s{_TO_PLACE}"
    rf"|(?:(?P<just>just|immediately)\s)?(?:to\sthe\s)?(?P<bare>{_DIRECTION})\sof\s(?:the\s)?"
    rf"|(?P<near>near|close\sto|not\sfar\sfrom|outside|on\sthe\soutskirts\sof)\s(?:the\s)?"
    rf"(?:(?:city|town|village)\sof\s)?)$",
    re.IGNORECASE,
)
_BORDER = re.compile(
    rf"\b{_DISTANCE}(?:\s(?:to\sthe\s|away\s)?(?P<dir>{_DIRECTION}))?\s(?:of|from|inside|into|beyond)\s"
    rf"(?P<of>(?:the\s)?(?:[A-Z][\w’'-]{{1,30}}\s){{0,3}}(?:border|frontier|front\sline|coast)"
    rf"(?:\s(?:with|of|between)\s(?:the\s)?[A-Z][\w’'-]{{1,30}}(?:\s(?:and\s)?[A-Z][\w’'-]{{1,30}}){{0,2}})?)"
)


@dataclass(frozen=True)
class _Offset:
    """A distance and a direction as told; either may be missing."""

    distance_km: float | None
    error_km: float
    bearing_deg: float | None
    half_width_deg: float


def _bearing(word: str | None) -> tuple[float | None, float]:
    if not word:
        return None, 0.0
    plain = word.lower().replace(" ", "-")
    joined = plain.replace("-", "")
    if joined in _WINDS:
        return 45.0 * _WINDS.index(joined), 22.5
    for name, degrees in _HALF_WINDS.items():
        if name.replace("-", "") == joined:
            return degrees, 11.25
    return None, 0.0


def _rounding(digits: str) -> float:
    plain = digits.replace(",", "")
    if "." in plain:
        return 0.5 * 10.0 ** -len(plain.split(".")[1])
    zeros = len(plain) - len(plain.rstrip("0"))
    return 0.5 * 10.0**zeros


def _offset(match: re.Match[str]) -> _Offset:
    bearing, width = _bearing(match["dir"])
    number, unit = match["number"].lower(), match["unit"].lower().rstrip("s")
    scale = _UNITS_KM[unit]
    if number[0].isdigit():
        value, error = float(number.replace(",", "")), _rounding(number)
    elif number in _NUMBERS:
        value, error = _NUMBERS[number], 0.5
    else:
        return _Offset(None, 0.0, bearing, width)
    if match["low"] and float(match["low"]) < value:
        error = (value - float(match["low"])) / 2
        value -= error
    doubt = _APPROXIMATION * value if match["approx"] else 0.0
    return _Offset(value * scale, math.hypot(error, doubt) * scale, bearing, width)


def direct(lat: float, lon: float, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    """The point at a distance and azimuth on the WGS 84 ellipsoid (Karney 2013)."""
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by few texts

    found = Geodesic.WGS84.Direct(lat, lon, bearing_deg, distance_km * 1000)
    return round(found["lat2"], 4), round(found["lon2"], 4)


def _area(origin: Place, offset: _Offset) -> tuple[float, float, float] | None:
    """Centre and radius, or ``None`` when they cannot be told."""
    if origin.lat is None or origin.lon is None or offset.distance_km is None:
        return None
    edge = min(origin.radius_km or 0.0, _MAX_ANCHOR_KM)
    distance, lat, lon = offset.distance_km, origin.lat, origin.lon
    if offset.bearing_deg is None:
        across = distance
    else:
        across = distance * math.sin(math.radians(offset.half_width_deg))
        lat, lon = direct(lat, lon, offset.bearing_deg, distance)
    radius = math.sqrt(across**2 + offset.error_km**2 + edge**2)
    return lat, lon, round(max(radius, 0.5), 1)


def _place(
    span: Span,
    text: str,
    relative: Relative,
    area: tuple[float, float, float] | None,
    country: str | None = None,
) -> Place:
    lat, lon, radius = area or (None, None, None)
    return Place(
        start=span.start,
        end=span.end,
        name=span.text_of(text),
        lat=lat,
        lon=lon,
        radius_km=radius,
        country=country,
        relative=relative,
    )


def _measured(span: Span, text: str, origin: Place, match: re.Match[str]) -> Place:
    offset = _offset(match)
    told = None if offset.distance_km is None else round(offset.distance_km, 2)
    relative = Relative(distance_km=told, bearing_deg=offset.bearing_deg, of=origin.name)
    small = (origin.radius_km or 0.0) <= 60.0
    return _place(span, text, relative, _area(origin, offset) if small else None)


def _aside(span: Span, text: str, origin: Place, bearing: float) -> Place:
    """ "North of X" """
    relative = Relative(distance_km=None, bearing_deg=bearing, of=origin.name)
    area = None
    radius = origin.radius_km
    if origin.lat is not None and origin.lon is not None and radius and radius <= _MAX_ANCHOR_KM:
        lat, lon = direct(origin.lat, origin.lon, bearing, radius + BEYOND_KM)
        area = (lat, lon, BEYOND_KM)
    return _place(span, text, relative, area)


def _near(span: Span, text: str, origin: Place) -> Place:
    relative = Relative(distance_km=None, bearing_deg=None, of=origin.name)
    area = None
    if origin.lat is not None and origin.lon is not None and origin.radius_km is not None:
        area = (origin.lat, origin.lon, round(origin.radius_km + NEAR_KM, 1))
    return _place(span, text, relative, area)


def _from_place(text: str, floor: int, origin: Place) -> Place | None:
    window = max(floor, origin.start - _WINDOW)
    match = next(_ending_at(text, window, origin.start), None)
    if match is None:
        return None
    span = Span(window + match.start(), origin.end).trim(text)
    if match["number"]:
        return _measured(span, text, origin, match)
    if match["bare"]:
        bearing, _ = _bearing(match["bare"])
        return None if bearing is None else _aside(span, text, origin, bearing)
    return _near(span, text, origin)


_STARTS = re.compile(
    r"\b(?=\w)",
)


def _ending_at(text: str, window: int, end: int) -> Iterator[re.Match[str]]:
    """Matches of the phrase that run up to ``end``, the longest first."""
    piece = text[window:end]
    for start in _STARTS.finditer(piece):
        match = _BEFORE.match(piece, start.start())
        if match is not None:
            yield match


def _from_borders(text: str, sentence: Span) -> Iterator[Place]:
    for match in _BORDER.finditer(text, sentence.start, sentence.end):
        offset = _offset(match)
        told = None if offset.distance_km is None else round(offset.distance_km, 2)
        of = match["of"].removeprefix("the ")
        relative = Relative(distance_km=told, bearing_deg=offset.bearing_deg, of=of)
        yield _place(Span(match.start(), match.end()).trim(text), text, relative, None)


def _between(text: str, one: Place, two: Place) -> Place | None:
    middle = text[one.end : two.start].lower()
    lead = text[max(0, one.start - 9) : one.start].lower()
    if middle.split() != ["and"] or not lead.endswith("between "):
        return None
    small = all(p.radius_km is not None and p.radius_km <= 60.0 for p in (one, two))
    if not small or None in (one.lat, one.lon, two.lat, two.lon):
        return None
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by few texts

    line = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    half = line["s12"] / 2000
    assert one.lat is not None and one.lon is not None
    lat, lon = direct(one.lat, one.lon, line["azi1"], half)
    span = Span(one.start - 8, two.end)
    of = Relative(distance_km=None, bearing_deg=None, of=f"{one.name} and {two.name}")
    return _place(span, text, of, (lat, lon, round(max(half, 1.0), 1)))


def relatives(doc: Document, places: Sequence[Place]) -> Iterator[Place]:
    """Relative places of a document; ``places`` are those it names, in the order of the text."""
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        number = doc.sentence_index(place.start)
        if number is not None:
            by_sentence[number].append(place)
    for number, sentence in enumerate(doc.sentences):
        yield from _in_sentence(doc.text, sentence, by_sentence.get(number, ()))


def _in_sentence(text: str, sentence: Span, places: Sequence[Place]) -> Iterator[Place]:
    yield from _from_borders(text, sentence)
    floor = sentence.start
    for index, origin in enumerate(places):
        found = _from_place(text, floor, origin)
        if found is None and index + 1 < len(places):
            found = _between(text, origin, places[index + 1])
        if found is not None:
            yield found
        floor = origin.end

"""Distances and directions as told, and where they lead.

Laid off on the WGS 84 ellipsoid from the centre of the place named. The radius of the area meant
is the root of the sum of squares of

* ``d · sin(w)``: ``d`` the distance, ``w`` half the width of the direction word (22.5° for the
  eight winds, 11.25° for the sixteen), when a direction is given; else ``d`` itself, as the place
  may lie on any side;
* the rounding of the number: half the unit of its last digit that is not zero; of "5 to 10" the
  middle is taken, and half the range;
* a tenth of the distance for "almost", "about" and the like;
* the radius of the place it is counted from, at most 20 km.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

from watchdesk.records import Place

MAX_ANCHOR_KM = 20.0
"""Of the radius of the place counted from, what goes into the radius of the area."""
_APPROXIMATION = 0.1
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
DIRECTION = (
    r"(?:(?:(?:north|south|east|west)[- ])?(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
)
DISTANCE = (
    rf"(?:(?P<approx>{_APPROX})\s)?(?:(?P<low>\d{{1,4}})(?:\sto\s|[-–]))?"
    rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})"
    rf"(?:\s\(\d[^()]{{1,20}}\))?"
)


class Area(NamedTuple):
    """A centre in WGS 84 degrees and a radius in kilometres."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True)
class Offset:
    """A distance and a direction as told; either may be missing."""

    distance_km: float | None
    error_km: float
    bearing_deg: float | None
    half_width_deg: float


def bearing_of(word: str | None) -> tuple[float | None, float]:
    """Degrees clockwise from north of a direction word, and half the width of what it covers."""
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


def offset_of(match: re.Match[str]) -> Offset:
    """What a match of ``DISTANCE``, with a group ``dir`` for the direction, tells."""
    bearing, width = bearing_of(match["dir"])
    number, unit = match["number"].lower(), match["unit"].lower().rstrip("s")
    scale = _UNITS_KM[unit]
    if number[0].isdigit():
        value, error = float(number.replace(",", "")), _rounding(number)
    elif number in _NUMBERS:
        value, error = _NUMBERS[number], 0.5
    else:
        return Offset(None, 0.0, bearing, width)
    if match["low"] and float(match["low"]) < value:
        error = (value - float(match["low"])) / 2
        value -= error
    doubt = _APPROXIMATION * value if match["approx"] else 0.0
    return Offset(value * scale, math.hypot(error, doubt) * scale, bearing, width)


def direct(lat: float, lon: float, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    """The point at a distance and azimuth on the WGS 84 ellipsoid (Karney 2013)."""
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by few texts

    found = Geodesic.WGS84.Direct(lat, lon, bearing_deg, distance_km * 1000)
    return round(found["lat2"], 4), round(found["lon2"], 4)


def area_at(origin: Place, offset: Offset) -> Area | None:
    """Centre and radius, or ``None`` when they cannot be told."""
    if origin.lat is None or origin.lon is None or offset.distance_km is None:
        return None
    edge = min(origin.radius_km or 0.0, MAX_ANCHOR_KM)
    distance, lat, lon = offset.distance_km, origin.lat, origin.lon
    if offset.bearing_deg is None:
        across = distance
    else:
        across = distance * math.sin(math.radians(offset.half_width_deg))
        lat, lon = direct(lat, lon, offset.bearing_deg, distance)
    radius = math.sqrt(across**2 + offset.error_km**2 + edge**2)
    return Area(lat, lon, round(max(radius, 0.5), 1))


def middle(one: Place, two: Place) -> Area | None:
    """The point half way between two places, with half the distance as radius."""
    if None in (one.lat, one.lon, two.lat, two.lon):
        return None
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by few texts

    assert one.lat is not None and one.lon is not None
    line = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    half = line["s12"] / 2000
    lat, lon = direct(one.lat, one.lon, line["azi1"], half)
    return Area(lat, lon, round(max(half, 1.0), 1))


def distance_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Length of the geodesic between two points."""
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by few texts

    return float(Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon)["s12"]) / 1000

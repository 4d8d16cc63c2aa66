"""A place on its way into the gazetteer, and the rules that keep its card's promises."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

DISPUTED_ADMIN1 = {
    "UA.11": "In Crimea, whose status is disputed",
    "UA.20": "In Crimea, whose status is disputed",
    "IL.06": "Jerusalem, whose status is disputed",
    "IN.12": "In Kashmir, whose status is disputed",
    "IN.41": "In Kashmir, whose status is disputed",
    "PK.06": "In Kashmir, whose status is disputed",
    "PK.07": "In Kashmir, whose status is disputed",
}
DISPUTED_BOXES = (
    # south, north, west, east, countries, note: rough outlines of what places lie in
    (32.69, 33.34, 35.64, 35.95, {"IL", "SY"}, "In the Golan Heights, whose status is disputed"),
    (31.70, 31.86, 35.15, 35.28, {"IL"}, "Jerusalem, whose status is disputed"),
    (39.3, 40.3, 46.4, 47.1, {"AZ"}, "In or near Nagorno-Karabakh, contested until 2023"),
)
DISTRICT_WORDS = re.compile(
    r"\b(?:county|parish|district|rayon|raion|department|province|municipality|borough|regency|"
    r"prefecture|governorate|landkreis|kreis|powiat|okres|kabupaten|kota|shahrestan-e|census area|"
    r"partido de|provincia di|provincia de|province of|city and county of|city of|"
    r"arrondissement de|arrondissement of|municipio de|departamento de)\b",
    re.IGNORECASE,
)
"""What names of second-level divisions begin or end with."""
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Row:
    """A place on its way into the file."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    """0 where it follows from the population."""
    country: str
    """As shown; empty where the table takes no side."""
    admin1: str
    population: int
    note: str = ""
    filed: str = ""
    """The country the source files it under, which tells divisions of one code apart."""
    capital: bool = False
    aliases: tuple[str, ...] = field(default=(), compare=False)


def spread(points: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Centre of points on the sphere and the distance that holds nine tenths of them, in km."""
    array = np.radians(np.array(list(points), dtype=float))
    lat, lon = array[:, 0], array[:, 1]
    vectors = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
    middle = vectors.mean(axis=0)
    middle /= np.linalg.norm(middle)
    angles = np.arccos(np.clip(vectors @ middle, -1, 1))
    radius = float(np.quantile(angles, 0.9)) * _EARTH_KM
    return (
        math.degrees(math.asin(middle[2])),
        math.degrees(math.atan2(middle[1], middle[0])),
        max(radius, 5.0),
    )


def standing(country: str, admin1: str, lat: float, lon: float) -> str:
    """Why no country is shown for what lies there; empty where one is."""
    code = f"{country}.{admin1}"
    if code in DISPUTED_ADMIN1:
        return DISPUTED_ADMIN1[code]
    for south, north, west, east, countries, note in DISPUTED_BOXES:
        if south <= lat <= north and west <= lon <= east and country in countries:
            return note
    return ""


def shown_country(country: str, note: str) -> str:
    """The country to show: none where there is a note; Kosovo's code is none of ISO 3166-1."""
    return "" if note or country == "XK" else country


def bare_district(name: str) -> str:
    """ "Russell" of "Russell County"."""
    return re.sub(r"\s+", " ", DISTRICT_WORDS.sub("", name)).strip(" -'’")

"""Areas on the globe as GeoJSON has them: right-handed rings, cut where the days change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

Point = tuple[float, float]
_CORNERS = 64
_DIGITS = 5
"""Decimals of a degree that are kept, about a metre."""
_LONGEST_KM = 5000
"""Above this a ring says nothing that a centre and a radius do not."""


@lru_cache(maxsize=1 << 10)
def circle(lat: float, lon: float, radius_km: float) -> dict[str, object] | None:
    """A Polygon, or a MultiPolygon where it lies on both sides of the antimeridian, of all that is
    within a distance of a point; ``None`` where it holds a pole or is no area to be drawn."""
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 — needed by one export

    globe = Geodesic.WGS84
    to_pole = globe.Inverse(lat, lon, 90 if lat >= 0 else -90, lon)["s12"]
    if not 0 < radius_km <= _LONGEST_KM or to_pole <= radius_km * 1000:
        return None
    ring: list[Point] = []
    for corner in range(_CORNERS):
        # Against the clock as seen from above: the right-hand rule of RFC 7946, 3.1.6.
        found = globe.Direct(lat, lon, -360 * corner / _CORNERS, radius_km * 1000)
        turned = (found["lon2"] - lon + 180) % 360 - 180
        ring.append((lon + turned, found["lat2"]))
    return _cut(ring)


def box(shape: dict[str, object] | None) -> list[float] | None:
    """The bounding box of a shape: west, south, east, north; west is greater than east where it
    crosses the antimeridian (RFC 7946, 5.2)."""
    if shape is None:
        return None
    found: list[list[Point]]
    coordinates: list = shape["coordinates"]  # type: ignore[assignment, type-arg] # made here
    found = [coordinates[0]] if shape["type"] == "Polygon" else [one[0] for one in coordinates]
    lats = [lat for ring in found for _, lat in ring]
    wests = [min(lon for lon, _ in ring) for ring in found]
    easts = [max(lon for lon, _ in ring) for ring in found]
    west, east = (max(wests), min(easts)) if len(found) == 2 else (wests[0], easts[0])
    return [west, min(lats), east, max(lats)]


def _cut(ring: Sequence[Point]) -> dict[str, object]:
    lons = [lon for lon, _ in ring]
    if min(lons) >= -180 and max(lons) <= 180:
        return {"type": "Polygon", "coordinates": [_closed(ring)]}
    edge = 180.0 if max(lons) > 180 else -180.0
    by = -360.0 if edge > 0 else 360.0
    within = _side(ring, edge, lambda lon: (lon <= edge) if edge > 0 else (lon >= edge))
    beyond = _side(ring, edge, lambda lon: (lon >= edge) if edge > 0 else (lon <= edge))
    moved = [(lon + by, lat) for lon, lat in beyond]
    return {"type": "MultiPolygon", "coordinates": [[_closed(within)], [_closed(moved)]]}


def _side(ring: Sequence[Point], edge: float, inside: Callable[[float], bool]) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman's way)."""
    out: list[Point] = []
    for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
        if inside(one[0]):
            out.append(one)
        if inside(one[0]) != inside(two[0]):
            share = (edge - one[0]) / (two[0] - one[0])
            out.append((edge, one[1] + share * (two[1] - one[1])))
    return out


def _closed(ring: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for lon, lat in ring:
        point = (round(lon, _DIGITS), round(lat, _DIGITS))
        if not kept or kept[-1] != point:
            kept.append(point)
    if kept[0] != kept[-1]:
        kept.append(kept[0])
    return kept

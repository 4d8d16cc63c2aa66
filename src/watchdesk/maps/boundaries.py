"""Lines that a desk puts in place of those that ship: ``boundaries.geojson`` in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, isfinite
from pathlib import Path
from typing import NamedTuple, NoReturn

from watchdesk.errors import DeskError
from watchdesk.maps.projection import project

FILE_NAME = "boundaries.geojson"
MOST_BYTES = 8_000_000
"""Of the file."""
MOST_POINTS = 200_000
"""Of all its lines."""
_LONGEST_NOTE = 300
_STEP = 3.0
"""Degrees after which a straight line of the file is bent anew on the map."""
_CURE = "Mend it after docs/maps.md, or take it away to see the lines that ship"
_DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""Lists around the lines of each geometry that is taken."""


class Line(NamedTuple):
    """One line on the map."""

    points: tuple[tuple[float, float], ...]
    """In pixels of the whole map."""
    disputed: bool
    """Whether it is dashed."""


class Boundaries(NamedTuple):
    """Lines of the desk's own."""

    lines: tuple[Line, ...]
    """All of them."""
    note: str | None
    """Whose lines these are, in the file's words."""


def boundaries_of(folder: Path) -> Boundaries | None:
    """The lines of a desk's own; ``None`` where it has none and those that ship are drawn.

    Raises ``DeskError`` W220 for a file that is no GeoJSON of lines in degrees, and W221 for one
    that is too large.
    """
    path = folder / FILE_NAME
    try:
        if not path.is_symlink() and not path.exists():
            return None
        if not path.is_file():
            _refuse(path, "is no file")
        told = path.stat()
        if told.st_size > MOST_BYTES:
            _too_large(path, f"{told.st_size:,} bytes; {MOST_BYTES:,} are read at most")
        return _read(path, told.st_mtime_ns, told.st_size)
    except OSError as error:
        _refuse(path, f"cannot be read ({(error.strerror or 'the system refuses').lower()})")


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Boundaries:
    """A file as it is at one time; ``changed`` and ``size`` tell that time apart."""
    del changed, size
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        _too_large(path, f"{MOST_BYTES:,} bytes are read at most")
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        _refuse(path, f"is no JSON ({what[:120]})")
    note = told.get("note") if isinstance(told, dict) else None
    if note is not None and (not isinstance(note, str) or len(note) > _LONGEST_NOTE):
        _refuse(path, f"“note” is no text of {_LONGEST_NOTE} characters at most")
    count = 0
    lines = []
    for name, disputed, points in _told_lines(path, told):
        count += len(points)
        if count > MOST_POINTS:
            _too_large(path, f"more than {MOST_POINTS:,} points")
        degrees = [_degrees(path, name, point) for point in points]
        lines += [Line(part, disputed) for part in _projected(degrees)]
    if not lines:
        _refuse(path, "holds no line")
    return Boundaries(tuple(lines), note)


def _no_number(told: str) -> NoReturn:
    raise ValueError(f"{told} is no number")


def _refuse(path: Path, reason: str) -> NoReturn:
    raise DeskError("W220", str(path), reason, _CURE)


def _too_large(path: Path, reason: str) -> NoReturn:
    cure = "Simplify it; the map shows no detail under about 2 km"
    raise DeskError("W221", str(path), f"is too large: {reason}", cure)


def _told_lines(path: Path, told: object) -> Iterator[tuple[str, bool, Sequence[object]]]:
    """Where each line stands in the file, whether it is disputed, and its points."""
    if not isinstance(told, dict):
        _refuse(path, "is no GeoJSON object")
    features = told.get("features") if told.get("type") == "FeatureCollection" else [told]
    if not isinstance(features, list):
        _refuse(path, "“features” is no list")
    for number, feature in enumerate(features, 1):
        name = f"feature {number}"
        if not isinstance(feature, dict):
            _refuse(path, f"{name} is no object")
        wrapped = feature.get("type") == "Feature"
        geometry = feature.get("geometry") if wrapped else feature
        told_of = feature.get("properties") if wrapped else None
        disputed = isinstance(told_of, dict) and told_of.get("disputed") is True
        for points in _lines_of(path, name, geometry):
            yield name, disputed, points


def _lines_of(path: Path, name: str, geometry: object) -> Iterator[Sequence[object]]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or kind not in _DEPTH:
        _refuse(path, f"{name} is none of {', '.join(_DEPTH)}")
    held: list[object] = [geometry.get("coordinates")]
    for _ in range(_DEPTH[kind]):
        if not all(isinstance(one, list) for one in held):
            _refuse(path, f"{name}: its coordinates are not nested as those of a {kind}")
        held = [item for one in held if isinstance(one, list) for item in one]
    for one in held:
        if not isinstance(one, list) or len(one) < 2:
            _refuse(path, f"{name}: it holds a line of fewer than two points")
        yield one


def _degrees(path: Path, name: str, point: object) -> tuple[float, float]:
    """Longitude and latitude."""
    if isinstance(point, list) and len(point) >= 2:
        lon, lat = point[:2]
        if all(isinstance(one, int | float) and not isinstance(one, bool) for one in (lon, lat)):
            fits = isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90
            if fits:
                return float(lon), float(lat)
    what = "a point is no [longitude, latitude] in degrees"
    _refuse(path, f"{name}: {what} (EPSG:4326)")


def _projected(line: Sequence[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], ...]]:
    """A line on the map, in two where it crosses the antimeridian."""
    part = [project(line[0][1], line[0][0])]
    for start, end in pairwise(line):
        if abs(end[0] - start[0]) <= 180:
            part += _between(start, end)
            continue
        edge = 180.0 if start[0] > 0 else -180.0
        far = end[0] + 2 * edge
        share = (edge - start[0]) / (far - start[0]) if far != start[0] else 0.0
        at = start[1] + share * (end[1] - start[1])
        yield (*part, *_between(start, (edge, at)))
        part = [project(at, -edge), *_between((-edge, at), end)]
    yield tuple(part)


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    """Points from behind one to the other, close enough that the map's curves show."""
    far = max(abs(other[0] - one[0]), abs(other[1] - one[1]))
    steps = max(1, ceil(far / _STEP))
    return [
        project(
            one[1] + (other[1] - one[1]) * step / steps, one[0] + (other[0] - one[0]) * step / steps
        )
        for step in range(1, steps + 1)
    ]

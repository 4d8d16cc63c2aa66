"""The base map that ships, as the paths of one window: land without countries, lines apart.

``resources/basemap.md`` says how it was made. Points are whole numbers of a part of a pixel, so
that paths are short; ``Drawn.unit`` says of which.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from watchdesk.maps.boundaries import Boundaries
from watchdesk.maps.clipping import Box, Point, line_in, ring_in, touches
from watchdesk.maps.windows import WORLD, Window

RESOURCE = Path(__file__).parent.parent / "resources" / "basemap.json.gz"
_BESIDE = 0.02
"""How far beyond a window it is drawn, as a share of its width: cut edges stay out of sight."""


class _Level(NamedTuple):
    """The map in one fineness."""

    finest: float
    unit: int
    land: tuple[tuple[Point, ...], ...]
    lines: tuple[tuple[Point, ...], ...]
    disputed: tuple[tuple[Point, ...], ...]


class Drawn(NamedTuple):
    """A window's paths, in the notation of SVG."""

    unit: int
    """Parts of a pixel of the whole map that 1 stands for."""
    box: tuple[int, int, int, int]
    """Left, top, width and height of the window, in that unit."""
    land: str
    """Land, as closed rings of which those inside others are water."""
    lines: str
    """International lines."""
    disputed: str
    """Those in dispute, to be dashed."""

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Where a point of the whole map, in pixels, lies."""
        return round(x * self.unit), round(y * self.unit)


@cache
def _levels() -> tuple[_Level, ...]:
    with gzip.open(RESOURCE) as file:
        told = json.load(file)
    return tuple(
        _Level(
            level["finest"],
            level["unit"],
            *(tuple(map(_points, level[name])) for name in ("land", "lines", "disputed")),
        )
        for level in told["levels"]
    )


def _points(steps: Sequence[int]) -> tuple[Point, ...]:
    x = y = 0
    out = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        out.append((x, y))
    return tuple(out)


def drawn(window: Window = WORLD, boundaries: Boundaries | None = None) -> Drawn:
    """The paths of a window; with lines of the desk's own where it has them."""
    made = _shipped(window)
    if boundaries is None:
        return made
    lines, disputed = _own(window, made.unit, boundaries)
    return made._replace(lines=lines, disputed=disputed)


@lru_cache(maxsize=64)
def _shipped(window: Window) -> Drawn:
    level = _level(window)
    cut = _box(window, level.unit, _BESIDE)
    every = window == WORLD
    near = [ring for ring in level.land if every or touches(ring, cut)]
    rings = near if every else [ring_in(ring, cut) for ring in near]
    return Drawn(
        unit=level.unit,
        box=_frame(window, level.unit),
        land="".join(f"{_path(ring)}z" for ring in rings if len(ring) > 2),
        lines=_lines(level.lines, cut),
        disputed=_lines(level.disputed, cut),
    )


@lru_cache(maxsize=16)
def _own(window: Window, unit: int, boundaries: Boundaries) -> tuple[str, str]:
    cut = _box(window, unit, _BESIDE)
    apart = max(1.0, unit * window.width / 2000)
    told = [
        (line.disputed, _thinned([(x * unit, y * unit) for x, y in line.points], apart))
        for line in boundaries.lines
    ]
    plain = _lines((points for dashed, points in told if not dashed), cut)
    return plain, _lines((points for dashed, points in told if dashed), cut)


def _thinned(points: Sequence[Point], apart: float) -> list[Point]:
    """A line without the points that lie close to the one before."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= apart:
            kept.append(point)
    return [*kept, points[-1]]


def _level(window: Window) -> _Level:
    fitting = (level for level in _levels() if window.zoom <= level.finest)
    return next(fitting, _levels()[-1])


def _box(window: Window, unit: int, beside: float) -> Box:
    more = window.width * beside
    left, top = window.left - more, window.top - more
    right, bottom = window.left + window.width + more, window.top + window.height + more
    return left * unit, top * unit, right * unit, bottom * unit


def _frame(window: Window, unit: int) -> tuple[int, int, int, int]:
    left, top, width, height = (round(side * unit) for side in window)
    return left, top, width, height


def _lines(lines: Iterable[Sequence[Point]], cut: Box) -> str:
    near = (line for line in lines if len(line) > 1 and touches(line, cut))
    return "".join(_path(piece) for line in near for piece in line_in(line, cut))


def _path(points: Sequence[Point]) -> str:
    """A path in whole numbers, each point told from the one before."""
    whole = [(round(x), round(y)) for x, y in points]
    x, y = whole[0]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    told = "".join(f"{_joined(dx)}{_joined(dy)}" for dx, dy in steps if dx or dy)
    return f"M{x} {y}l{told.lstrip()}" if told else ""


def _joined(number: int) -> str:
    return str(number) if number < 0 else f" {number}"

"""Which part of the map is shown: the whole, a few fixed parts, or what holds some points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from typing import NamedTuple

from watchdesk.maps.projection import HEIGHT, WIDTH, project

_SMALLEST = 50
"""Width of the closest window, in pixels of the whole map: 20 times magnified."""
_MARGIN = 0.15
"""Room around points, as a share of what they take up."""
_STEPS = 24
"""Parts of a window's width that its corner is set by, so that near windows are one."""


class Window(NamedTuple):
    """A part of the map, in pixels of the whole one."""

    left: float
    top: float
    width: float
    height: float

    @property
    def zoom(self) -> float:
        """How many times the map is magnified."""
        return WIDTH / self.width

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        right, bottom = self.left + self.width, self.top + self.height
        return self.left <= x <= right and self.top <= y <= bottom


WORLD = Window(0.0, 0.0, WIDTH, HEIGHT)
"""All of it."""


def _between(south: float, west: float, north: float, east: float) -> Window:
    """The window around an area given by its degrees."""
    corners = [project(lat, lon) for lat in (south, north) for lon in (west, east)]
    return _fitted([x for x, _ in corners], [y for _, y in corners], 0.0)


def around_points(points: Sequence[tuple[float, float]]) -> Window:
    """The window that holds some points of the map, all of it for none."""
    if not points:
        return WORLD
    return _fitted([x for x, _ in points], [y for _, y in points], _MARGIN)


def _fitted(xs: Sequence[float], ys: Sequence[float], margin: float) -> Window:
    wide = (max(xs) - min(xs)) * (1 + 2 * margin)
    high = (max(ys) - min(ys)) * (1 + 2 * margin)
    width = max(_SMALLEST, wide, high * WIDTH / HEIGHT)
    if width >= WIDTH * 0.9:
        return WORLD
    width = _rounded_up(width)
    height = width * HEIGHT / WIDTH
    left = _cornered((min(xs) + max(xs) - width) / 2, width / _STEPS, WIDTH - width)
    top = _cornered((min(ys) + max(ys) - height) / 2, height / _STEPS, HEIGHT - height)
    return Window(left, top, width, height)


def _rounded_up(width: float) -> float:
    """The next of a few widths, each a quarter wider than the last, with room to be moved."""
    step = float(_SMALLEST)
    while step < width * (1 + 1 / _STEPS):
        step *= 1.25
    return min(round(step, 2), WIDTH)


def _cornered(value: float, step: float, most: float) -> float:
    return round(max(0.0, min(floor(value / step + 0.5) * step, most)), 2)


PRESETS: Mapping[str, tuple[str, Window]] = {
    "world": ("World", WORLD),
    "europe": ("Europe", _between(35, -12, 66, 45)),
    "middle-east": ("Middle East", _between(12, 24, 43, 64)),
    "africa": ("Africa", _between(-36, -20, 38, 53)),
    "asia": ("Asia", _between(-8, 55, 56, 150)),
    "americas": ("Americas", _between(-56, -130, 60, -32)),
}
"""Fixed parts by their names in addresses, each with what it is called."""

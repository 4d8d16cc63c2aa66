"""Drawing places: one projection, the base map that ships, and lines a desk may put in place of
its."""

from watchdesk.maps.basemap import Drawn, drawn
from watchdesk.maps.boundaries import Boundaries, boundaries_of
from watchdesk.maps.projection import HEIGHT, WIDTH, project
from watchdesk.maps.windows import PRESETS, Window, around_points

__all__ = [
    "HEIGHT",
    "PRESETS",
    "WIDTH",
    "Boundaries",
    "Drawn",
    "Window",
    "around_points",
    "boundaries_of",
    "drawn",
    "project",
]

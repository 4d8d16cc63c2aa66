"""Where what is reported happened: a map and the same as a list."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchdesk import maps
from watchdesk.answers.listed import Turned
from watchdesk.answers.places import Reach, Spot, placed_within, places_told, tellings
from watchdesk.errors import DeskError
from watchdesk.web import asked, drawing
from watchdesk.web.serving import page, viewed

_SIZE = 25
_MOST_DOTS = 200
_WINDOWS = ("places", *maps.PRESETS)
_SMALLEST, _LARGEST = 5.0, 15.0
"""Radii of dots, in pixels of a window of a thousand."""
_KM = 34.49
"""Kilometres that a pixel of the whole map stands for: 6,371 km by the scale of the projection."""


class Dot(NamedTuple):
    """A place on the map, in the units of the drawing."""

    number: int
    """Its number in the list."""
    x: int
    y: int
    r: int
    """Radius by stories."""
    ring: int
    """Radius of the area meant, to scale; 0 where the dot covers it."""
    spot: Spot


def map_(request: Request) -> Response:
    """The page of the map."""
    window = asked.choice(request, "window", _WINDOWS)
    named = asked.choice(request, "show", ("named",)) is not None
    offset = asked.number(request, "offset", 0, _SIZE * asked.MOST)
    with viewed(request) as (desk, view):
        times = drawing.turns(request, view, desk)
        period = times.period
        key = f"places {period}" if named else "places"
        heard = drawing.digest(
            request,
            view,
            key,
            lambda _, now: tellings(now, period if named else None, named=named),
        )
        placed = placed_within(heard, period, named=named)
        told = places_told(view, desk.watch, placed, Turned(_SIZE, offset))
        spots = [(n, spot) for n, spot in enumerate(placed.spots) if spot.reach is Reach.SPOT]
        own, fault = _boundaries(desk.folder)
    shown = _window(window, [spot for _, spot in spots])
    drawn = maps.drawn(shown, maps.Boundaries((), None) if fault else own)
    dots = [_dot(number, spot, shown, drawn) for number, spot in spots[:_MOST_DOTS]]
    return page(
        request,
        "map.html",
        told=told,
        times=times,
        drawn=drawn,
        dots=[dot for dot in dots if shown.holds(dot.x / drawn.unit, dot.y / drawn.unit)],
        hidden=max(0, len(spots) - _MOST_DOTS),
        window=window or ("places" if spots else "world"),
        windows=[("places", "These places"), *((n, w[0]) for n, w in maps.PRESETS.items())],
        words={item.at: item for item in told.words},
        numbers={spot: told.cut.offset + n for n, spot in enumerate(told.items)},
        boundaries=own,
        fault=fault,
        query=drawing.query(request, "window", "show"),
        size=_SIZE,
    )


def _boundaries(folder: Path) -> tuple[maps.Boundaries | None, DeskError | None]:
    """The desk's own lines, or what is wrong with their file."""
    try:
        return maps.boundaries_of(folder), None
    except DeskError as error:
        return None, error


def _window(asked_for: str | None, spots: Sequence[Spot]) -> maps.Window:
    if asked_for is not None and asked_for in maps.PRESETS:
        return maps.PRESETS[asked_for][1]
    return maps.around_points([_point(spot) for spot in spots])


def _point(spot: Spot) -> tuple[float, float]:
    return maps.project(spot.lat or 0.0, spot.lon or 0.0)


def _dot(number: int, spot: Spot, window: maps.Window, drawn: maps.Drawn) -> Dot:
    x, y = drawn.at(*_point(spot))
    pixel = window.width / maps.WIDTH * drawn.unit
    radius = min(_LARGEST, _SMALLEST + 2 * sqrt(max(0, spot.families - 1)))
    ring = (spot.radius_km or 0) / _KM * drawn.unit
    return Dot(
        number=number,
        x=x,
        y=y,
        r=round(radius * pixel),
        ring=round(ring) if ring > radius * pixel else 0,
        spot=spot,
    )


ROUTES = [Route("/map", map_)]

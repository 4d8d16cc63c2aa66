"""The base map: dots lie where the projection has them, windows hold what they should, and a desk's
own lines are drawn in place of ours or refused in words."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from watchdesk import maps
from watchdesk.errors import DeskError
from watchdesk.maps.basemap import RESOURCE
from watchdesk.maps.boundaries import FILE_NAME, MOST_BYTES, MOST_POINTS
from watchdesk.maps.clipping import line_in, ring_in
from watchdesk.maps.windows import WORLD

# What d3-geo 3.1.1 gives: geoEqualEarth().fitWidth(1000, {type: "Sphere"})
CITIES = [
    ("Kyiv", 50.4501, 30.5234, 569.68, 68.12),
    ("Suva", -18.1416, 178.4419, 983.86, 310.65),
    ("Anchorage", 61.2181, -149.9003, 190.12, 39.33),
    ("Ushuaia", -54.8, -68.3, 349.83, 430.84),
    ("Longyearbyen", 78.2232, 15.6469, 527.21, 7.41),
    ("McMurdo", -77.85, 166.6667, 790.75, 478.85),
    ("null island", 0, 0, 500.00, 243.36),
    ("north pole", 90, 0, 500.00, 0.00),
    ("south pole", -90, 120, 697.49, 486.72),
    ("east edge", 0, 180, 1000.00, 243.36),
    ("west edge", 0, -180, 0.00, 243.36),
    ("Quito", -0.1807, -78.4678, 282.03, 244.03),
]
Paths = list[list[tuple[int, int]]]


def paths(told: str) -> Paths:
    out: Paths = []
    for path in told.split("M")[1:]:
        start, _, steps = path.rstrip("z").partition("l")
        x, y = map(int, start.split())
        points = [(x, y)]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        out.append(points)
    return out


def is_land(made: maps.Drawn, lat: float, lon: float) -> bool:
    """By the even-odd rule, as the page fills it."""
    x, y = (value * made.unit for value in maps.project(lat, lon))
    crossed = 0
    for ring in paths(made.land):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(("name", "lat", "lon", "x", "y"), CITIES)
def test_places_lie_where_d3_puts_them(
    name: str, lat: float, lon: float, x: float, y: float
) -> None:
    assert maps.project(lat, lon) == pytest.approx((x, y), abs=0.02), name


def test_longitudes_go_round_and_poles_are_the_end() -> None:
    assert maps.project(10, 190) == pytest.approx(maps.project(10, -170))
    assert maps.project(95, 20) == maps.project(90, 20)
    assert pytest.approx(486.72, abs=0.01) == maps.HEIGHT


def test_the_map_has_land_where_there_is_land() -> None:
    world = maps.drawn()
    assert world.box == (0, 0, 10_000, 4_867)
    for lat, lon in [(50.4, 30.5), (72, -40), (-80, 20), (66, -175), (-25, 135), (52, 85)]:
        assert is_land(world, lat, lon), (lat, lon)
    for lat, lon in [(0, -150), (42, 51), (35, 18), (-55, 0), (0, 179), (89.5, 0)]:
        assert not is_land(world, lat, lon), (lat, lon)


def test_no_path_runs_across_the_map_where_the_antimeridian_cuts_it() -> None:
    world = maps.drawn()
    for told in (world.land, world.lines, world.disputed):
        for path in paths(told):
            for (ax, ay), (bx, by) in pairwise(path):
                near_pole = min(ay, by) > 4_700
                assert abs(bx - ax) < 2_000 or near_pole, path[:3]
                assert 0 <= bx <= 10_000
                assert 0 <= by <= 4_868


def test_disputed_lines_are_dashed_apart_from_the_others() -> None:
    """Perekop, Kashmir, Western Sahara, Korea are in the one path and not in the other."""
    world = maps.drawn()

    def near(told: str, lat: float, lon: float, within: float = 25) -> bool:
        x, y = (value * world.unit for value in maps.project(lat, lon))
        return any(abs(a - x) + abs(b - y) < within for path in paths(told) for a, b in path)

    for lat, lon in [(46.1, 33.7), (34.5, 74.0), (27.67, -10.0), (38.0, 126.9)]:
        assert near(world.disputed, lat, lon), (lat, lon)
        assert not near(world.lines, lat, lon, 12), (lat, lon)
    assert near(world.lines, 49.0, -110.0, 600)
    assert not near(world.disputed, 49.0, -110.0, 600)


def test_windows_hold_their_points_and_are_light() -> None:
    points = [maps.project(51.7, 36.2), maps.project(50.4, 30.5)]
    window = maps.around_points(points)
    assert all(window.holds(*point) for point in points)
    assert window.zoom >= 8
    assert maps.around_points([]) == WORLD
    across = [maps.project(-18, 178), maps.project(-14, -172)]
    assert maps.around_points(across) == WORLD
    for _, shown in maps.PRESETS.values():
        made = maps.drawn(shown)
        assert len(made.land) + len(made.lines) + len(made.disputed) < 80_000
        left, top, width, height = made.box
        for ring in paths(made.land):
            assert all(left - width <= x <= left + 2 * width for x, _ in ring)
            assert all(top - height <= y <= top + 2 * height for _, y in ring)
    assert RESOURCE.stat().st_size < 400_000


def test_clipping_keeps_what_is_inside() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    ring = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert set(ring_in(ring, box)) == {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)}
    assert ring_in([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], box) == []
    line = [(-50.0, 5.0), (-40.0, 5.0), (5.0, 5.0), (40.0, 5.0), (50.0, 5.0)]
    assert list(line_in(line, box)) == [[(-40.0, 5.0), (5.0, 5.0), (40.0, 5.0)]]


def written(folder: Path, told: Any) -> Path:
    text = told if isinstance(told, str) else json.dumps(told)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def line(*points: list[float], **properties: object) -> dict[str, object]:
    geometry = {"type": "LineString", "coordinates": list(points)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, object], **more: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_lines_of_the_desk_take_the_place_of_ours(tmp_path: Path) -> None:
    assert maps.boundaries_of(tmp_path) is None
    ring = {"type": "Polygon", "coordinates": [[[10, 10], [20, 10], [20, 20], [10, 10]]]}
    told = collection(
        line([30, 50], [40, 50]),
        line([170, 10], [-170, 10], disputed=True),
        {"type": "Feature", "properties": None, "geometry": ring},
        note="Lines of the institute",
    )
    own = maps.boundaries_of(written(tmp_path, told))
    assert own is not None
    assert own.note == "Lines of the institute"
    assert [one.disputed for one in own.lines] == [False, True, True, False]
    world = maps.drawn(WORLD, own)
    assert world.land == maps.drawn().land
    assert len(paths(world.lines)) == 2
    east, west = paths(world.disputed)
    assert east[-1][0] == pytest.approx(maps.project(10, 180)[0] * world.unit, abs=1)
    assert west[0][0] == pytest.approx(maps.project(10, -180)[0] * world.unit, abs=1)
    bent = next(one for one in own.lines if not one.disputed)
    assert len(bent.points) > 2  # a straight line of the file follows the map's curves
    written(tmp_path, collection(line([0, 0], [1, 1])))
    changed = maps.boundaries_of(tmp_path)
    assert changed is not None
    assert len(changed.lines) == 1


HOSTILE = [
    ("", "no JSON"),
    ("{" * 100_000, "no JSON"),
    ("[" * 100_000, "no JSON"),
    ("\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"), "no JSON"),
    ("[]", "no GeoJSON object"),
    ('"x"', "no GeoJSON object"),
    ({"type": "FeatureCollection", "features": {}}, "no list"),
    ({"type": "FeatureCollection", "features": [1]}, "feature 1 is no object"),
    ({"type": "Point", "coordinates": [1, 2]}, "none of LineString"),
    ({"type": "LineString"}, "fewer than two points"),
    ({"type": "LineString", "coordinates": [[1, 2]]}, "fewer than two points"),
    ({"type": "MultiLineString", "coordinates": [3]}, "fewer than two points"),
    ({"type": "MultiPolygon", "coordinates": [3]}, "not nested"),
    (collection(line([1, 2], [1, 91])), "in degrees"),
    (collection(line([1, 2], [500, 1])), "in degrees"),
    (collection(line([1, 2], [True, 1])), "in degrees"),
    (collection(line([1, 2], ["3", 1])), "in degrees"),  # type: ignore[list-item]
    (collection(line([1, 2], [1])), "in degrees"),
    ('{"type": "LineString", "coordinates": [[1, 2], [NaN, 3]]}', "no JSON"),
    ('{"type": "LineString", "coordinates": [[1, 2], [1e999, 3]]}', "in degrees"),
    (f'{{"type": "LineString", "coordinates": [[1, 2], [{"9" * 5000}, 3]]}}', "no JSON"),
    (collection(), "holds no line"),
    (collection(line([0, 0], [1, 1]), note=3), "“note”"),
    (collection(line([0, 0], [1, 1]), note="x" * 301), "“note”"),
]


@pytest.mark.parametrize(("told", "words"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_file_that_cannot_be_drawn_is_refused_in_words(
    tmp_path: Path, told: Any, words: str
) -> None:
    with pytest.raises(DeskError, match="W220") as refused:
        maps.boundaries_of(written(tmp_path, told))
    assert words in refused.value.reason
    assert "docs/maps.md" in refused.value.cure


def test_a_file_that_is_too_large_or_no_file_is_refused(tmp_path: Path) -> None:
    written(tmp_path, " " * (MOST_BYTES + 1))
    with pytest.raises(DeskError, match="W221"):
        maps.boundaries_of(tmp_path)
    many = [[x % 360 - 180, 5] for x in range(MOST_POINTS + 1)]
    with pytest.raises(DeskError, match=r"W221.*Simplify"):
        maps.boundaries_of(written(tmp_path, {"type": "LineString", "coordinates": many}))
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(DeskError, match=r"is no file.*W220"):
        maps.boundaries_of(tmp_path)
    (tmp_path / FILE_NAME).rmdir()
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "nowhere")
    with pytest.raises(DeskError, match="W220"):
        maps.boundaries_of(tmp_path)

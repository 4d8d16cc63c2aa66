"""What of rings and lines lies in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def ring_in(ring: Sequence[Point], box: Box) -> list[Point]:
    """A closed ring cut to a box (Sutherland and Hodgman); its cut edges run along the box."""
    points = list(ring)
    for axis, bound, keeps in _sides(box):
        out: list[Point] = []
        for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
            was, inside = keeps(before[axis]), keeps(here[axis])
            if was != inside:
                out.append(_crossing(before, here, axis, bound))
            if inside:
                out.append(here)
        points = out
    return points


def _sides(box: Box) -> Iterator[tuple[int, float, Callable[[float], bool]]]:
    left, top, right, bottom = box
    yield 0, left, lambda value: value >= left
    yield 0, right, lambda value: value <= right
    yield 1, top, lambda value: value >= top
    yield 1, bottom, lambda value: value <= bottom


def _crossing(one: Point, other: Point, axis: int, bound: float) -> Point:
    share = (bound - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (bound, across) if axis == 0 else (across, bound)


def line_in(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The pieces of a line whose segments touch a box; they may end just outside it."""
    left, top, right, bottom = box
    piece: list[Point] = []
    for before, here in pairwise(line):
        out = (
            max(before[0], here[0]) < left
            or min(before[0], here[0]) > right
            or max(before[1], here[1]) < top
            or min(before[1], here[1]) > bottom
        )
        if not out:
            piece = [*piece, here] if piece else [before, here]
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def touches(points: Sequence[Point], box: Box) -> bool:
    """Whether the rectangle around some points meets a box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) >= box[0] and min(xs) <= box[2] and max(ys) >= box[1] and min(ys) <= box[3]

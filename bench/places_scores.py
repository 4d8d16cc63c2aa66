"""Scores for toponyms: which are found, and which are put in the right place.

A place is right when it has the same GeoNames id or lies within 161 km (100 miles) of where it is
marked. One that is not resolved is wrong. Toponyms that are marked without coordinates cannot be
judged: they are left out wherever places are compared, and count where only spans are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from places_data import Toponym

NEAR_KM = 161.0
_EARTH_KM = 6371.0


class Found(NamedTuple):
    """A place as a system told it; without coordinates it is not resolved."""

    start: int
    end: int
    id: int | None = None
    lat: float | None = None
    lon: float | None = None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere."""
    north, east = math.radians(lat2 - lat1), math.radians(lon2 - lon1)
    across = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    half = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def off_km(gold: Toponym, found: Found | None) -> float | None:
    """How far off a place is; 0 with the same id, whatever point stands for it."""
    if found is None:
        return None
    if same_id(gold, found):
        return 0.0
    if found.lat is None or found.lon is None or gold.lat is None or gold.lon is None:
        return None
    return distance_km(gold.lat, gold.lon, found.lat, found.lon)


def same_id(gold: Toponym, found: Found | None) -> bool:
    """Whether both are the same entry of GeoNames."""
    return found is not None and gold.id is not None and gold.id == found.id


def is_right(gold: Toponym, found: Found | None) -> bool:
    """Whether a place is the one that is marked, or near enough."""
    off = off_km(gold, found)
    return off is not None and off <= NEAR_KM


def resolved(pairs: Iterable[tuple[Toponym, Found | None]]) -> dict[str, Any]:
    """How well given toponyms are resolved, in per cent of those whose place is told."""
    judged = [(gold, found) for gold, found in pairs if gold.placed]
    offs = [off_km(gold, found) for gold, found in judged]
    answered = [off for off in offs if off is not None]
    return {
        "toponyms": len(judged),
        "right": percent(sum(off <= NEAR_KM for off in answered), len(judged)),
        "same_id": percent(sum(same_id(*pair) for pair in judged), len(judged)),
        "resolved": percent(len(answered), len(judged)),
        "right_of_resolved": percent(sum(off <= NEAR_KM for off in answered), len(answered)),
        "median_km": round(median(answered), 1) if answered else None,
    }


def paired(
    gold: Sequence[Toponym], found: Sequence[Found]
) -> Iterator[tuple[Toponym | None, Found | None]]:
    """Each marked toponym with the found place that shares most with it, then the others."""
    free = list(found)
    for one in gold:
        best = max(free, key=lambda f: _overlap(one, f), default=None)
        if best is None or _overlap(one, best) <= (0, 0):
            yield one, None
            continue
        free.remove(best)
        yield one, best
    for other in free:
        yield None, other


def _overlap(one: Toponym, two: Found) -> tuple[int, int]:
    """Shared characters; of equals, the one with the less beside them."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(0, shared), -(two.end - two.start) if shared > 0 else 0


def found_counts(gold: Sequence[Toponym], found: Sequence[Found]) -> Counter[str]:
    """How much is marked, found and right in one text."""
    counts: Counter[str] = Counter()
    for one, place in paired(gold, found):
        counts["marked"] += one is not None
        counts["found"] += place is not None
        counts["placed"] += one is not None and one.placed
        if place is not None and (one is None or one.placed):
            counts["judged"] += 1
            counts["located"] += place.lat is not None
        if one is None or place is None:
            continue
        counts["overlap"] += 1
        counts["exact"] += (one.start, one.end) == (place.start, place.end)
        counts["right"] += one.placed and is_right(one, place)
    return counts


def end_to_end(counts: Counter[str]) -> dict[str, Any]:
    """Precision, recall and F1 in per cent: spans, and spans with the right place.

    For the latter, what is found in a toponym that is marked without coordinates is left out, and
    so are found names that were not resolved: to say nothing is a miss, no false alarm.
    """
    return {
        "marked": counts["marked"],
        "found": counts["found"],
        "exact": rates(counts["exact"], counts["found"], counts["marked"]),
        "overlap": rates(counts["overlap"], counts["found"], counts["marked"]),
        "resolved": rates(counts["right"], counts["located"], counts["placed"]),
    }


def rates(right: int, found: int, marked: int) -> dict[str, float]:
    """Precision, recall and F1 in per cent."""
    return {
        "precision": percent(right, found),
        "recall": percent(right, marked),
        "f1": percent(2 * right, found + marked),
    }


def percent(part: int, whole: int) -> float:
    """A share in per cent; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0

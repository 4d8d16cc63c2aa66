"""From rows to the bytes of the gazetteer's file."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gazetteer.rows import Row
from watchdesk.grounding.gazetteer import DEGREE, FORMAT, KINDS, normalise

ORDER = {kind: rank for rank, kind in enumerate(KINDS)}


def merge_hand(rows: list[Row], places: Iterable[Row]) -> list[Row]:
    """Our places; one that is a first-level division already only lends its other names."""
    disputed = {normalise(place.name): place for place in places if place.kind == "disputed"}
    ids = {normalise(row.name): row.id for row in rows if row.kind == "admin1"}
    out = [r for r in rows if r.kind != "admin1" or normalise(r.name) not in disputed]
    by_key = {
        (row.country, normalise(name)): index
        for index, row in enumerate(out)
        if row.kind == "admin1"
        for name in (row.name, *row.aliases)
    }
    for place in places:
        names = (place.name, *place.aliases)
        found = {by_key.get((place.country, normalise(n))) for n in names} - {None}
        if place.kind == "region" and place.country and found:
            index = found.pop()
            assert index is not None
            known = out[index]
            merged = sorted({*known.aliases, *names} - {known.name})
            out[index] = replace(known, aliases=tuple(merged), name=known.name)
        else:
            number = ids.get(normalise(place.name), 0) if place.kind == "disputed" else 0
            out.append(replace(place, id=place.id or number))
    return out


def names_of(rows: list[Row]) -> dict[str, list[int]]:
    """References by name in normal form: twice the row, plus one for another spelling."""
    names: dict[str, dict[int, int]] = defaultdict(dict)
    for index, row in enumerate(rows):
        main = normalise(row.name)
        names[main].setdefault(index, 2 * index)
        for alias in row.aliases:
            key = normalise(alias)
            # "New York" is as good a name of New York City as the long one.
            weak = row.kind in ("city", "admin2") and main != f"{key} city"
            if len(key) > 1:
                names[key].setdefault(index, 2 * index + weak)
    return {key: sorted(refs.values()) for key, refs in sorted(names.items()) if key}


def _planes(values: Iterable[int]) -> tuple[bytes, int]:
    """Numbers with all their lowest bytes first: they pack to less that way."""
    array: NDArray[np.int32] = np.fromiter(values, np.int32)
    planes = array.astype("<i4").view(np.uint8).reshape(-1, 4).T
    return np.ascontiguousarray(planes).tobytes(), len(array)


def _steps(values: list[int]) -> list[int]:
    return [value - before for before, value in zip([0, *values], values, strict=False)]


def pack(rows: list[Row], demonyms: dict[str, str]) -> bytes:
    """The file: a line with the format, a line of JSON, the packed columns and names."""
    names = names_of(rows)
    divisions = sorted({(r.country, r.filed, r.admin1) for r in rows})
    notes = sorted({row.note for row in rows})
    division_at = {value: at for at, value in enumerate(divisions)}
    note_at = {value: at for at, value in enumerate(notes)}
    refs = [ref for found in names.values() for ref in found]
    columns: dict[str, Iterable[int]] = {
        "ids": _steps([row.id for row in rows]),
        "lat": (round(row.lat * DEGREE) for row in rows),
        "lon": (round(row.lon * DEGREE) for row in rows),
        "radius": (round(row.radius_km * 10) for row in rows),
        "population": (row.population for row in rows),
        "division": (division_at[(r.country, r.filed, r.admin1)] for r in rows),
        "kind": (ORDER[row.kind] for row in rows),
        "capital": (int(row.capital) for row in rows),
        "note": (note_at[row.note] for row in rows),
        "first": np.cumsum([0, *map(len, names.values())]).tolist(),
        "refs": _steps(refs),
    }
    sections: list[tuple[str, int, int]] = []
    body = b""
    for name, values in columns.items():
        packed, count = _planes(values)
        sections.append((name, count, 4))
        body += packed
    for name, text in (
        ("titles", "".join(f"{r.name}\n" for r in rows)),
        ("names", "\n".join(names)),
    ):
        sections.append((name, len(text.encode()), 1))
        body += text.encode()
    head = {"sections": sections, "divisions": divisions, "notes": notes, "demonyms": demonyms}
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return f"{FORMAT}\n{line}\n".encode() + zlib.compress(body, 9)

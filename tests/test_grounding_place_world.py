"""Names that several places bear, in news of the world: which is meant by what is told around."""

from __future__ import annotations

import pytest

from test_grounding_place import found, km

CASES = [
    # text, words, near (lat, lon), within km
    ("Two ministers from Baku and Yerevan met in Tbilisi, Georgia.", "Tbilisi", (41.7, 44.8), 20),
    (
        "Rain fell on Georgia, South Carolina and Florida. Savannah was flooded.",
        "Georgia",
        (33, -83.5),
        150,
    ),
    (
        "Armenian lorries wait at the crossing into Georgia. Batumi port is full.",
        "Georgia",
        (42.2, 43.5),
        150,
    ),
    ("Haftar's men left Tripoli for Misrata.", "Tripoli", (32.9, 13.2), 20),
    ("Flour ran out in Tripoli and in Baalbek, Lebanese bakers said.", "Tripoli", (34.4, 35.8), 20),
    (
        "Snow closed schools in Vancouver and Victoria, British Columbia.",
        "Victoria",
        (48.4, -123.4),
        30,
    ),
    (
        "Ferries from Victoria on Mahe in the Seychelles were cancelled.",
        "Victoria",
        (-4.6, 55.45),
        30,
    ),
    (
        "A court in San Jose heard Costa Rican prosecutors. Limon was quiet.",
        "San Jose",
        (9.9, -84.1),
        30,
    ),
    ("Chip makers in San Jose, California, cut staff.", "San Jose", (37.3, -121.9), 30),
    (
        "Police in Cordoba stopped trains to Seville. Spanish unions walked out.",
        "Cordoba",
        (37.9, -4.8),
        30,
    ),
    ("Argentine farmers blocked roads around Cordoba and Rosario.", "Cordoba", (-31.4, -64.2), 30),
    ("Valencia in Venezuela had no power, nor had Maracay.", "Valencia", (10.2, -68.0), 30),
    ("Floods reached Valencia, Spain, on Tuesday.", "Valencia", (39.5, -0.4), 30),
    (
        "A barracks in Merida burned. Mexican soldiers were flown in from Cancun.",
        "Merida",
        (20.97, -89.6),
        30,
    ),
    (
        "Protesters in Alexandria and Cairo were held, Egyptian lawyers said.",
        "Alexandria",
        (31.2, 29.9),
        30,
    ),
    ("A trial opened in Alexandria, Virginia.", "Alexandria", (38.8, -77.05), 30),
    (
        "Iraqi forces searched Babil and Hilla. In Mosul a bridge reopened.",
        "Mosul",
        (36.3, 43.1),
        30,
    ),
    ("Kurdish officials met in Sulaymaniyah and Erbil.", "Erbil", (36.2, 44.0), 30),
    ("Hyderabad in Pakistan's Sindh province ran short of water.", "Hyderabad", (25.4, 68.4), 30),
    (
        "Software firms in Hyderabad and Bengaluru hired more Indian graduates.",
        "Hyderabad",
        (17.4, 78.5),
        40,
    ),
    (
        "Punjab police held 40 men in Lahore and Multan, Pakistan said.",
        "Lahore",
        (31.55, 74.35),
        30,
    ),
    (
        "Farmers of Punjab marched from Amritsar and Ludhiana to Delhi.",
        "Amritsar",
        (31.6, 74.9),
        30,
    ),
    ("Congolese rebels took Beni and Butembo, north of Goma.", "Beni", (0.5, 29.5), 30),
    ("The junta in Niger closed the road from Niamey to Dosso.", "Niger", (15.5, 8), 300),
    ("Gunmen in Nigeria's Niger state burned a school near Minna.", "Niger state", (9.9, 5.6), 150),
    ("Malian troops left Gao. Dutch envoys flew to Bamako.", "Gao", (16.3, -0.05), 30),
    ("Guinea recalled its envoy. In Conakry shops were shut.", "Conakry", (9.55, -13.65), 30),
    (
        "The ship left Cartagena for Barranquilla, the Colombian navy told reporters.",
        "Cartagena",
        (10.4, -75.5),
        30,
    ),
    ("Spain's navy sailed from Cartagena to Rota.", "Cartagena", (37.6, -1.0), 30),
    (
        "Birmingham and Manchester lost rail links, British officials said.",
        "Manchester",
        (53.48, -2.24),
        30,
    ),
    ("Voters in Manchester, New Hampshire, stood in line.", "Manchester", (42.98, -71.46), 30),
    (
        "Shells hit Luhansk and Sievierodonetsk. Ukrainian medics left by road.",
        "Luhansk",
        (48.57, 39.3),
        30,
    ),
    (
        "The front in the Donetsk region ran past Toretsk and Pokrovsk.",
        "Pokrovsk",
        (48.28, 37.18),
        20,
    ),
    ("A drone crashed in Engels, near Saratov, in Russia.", "Engels", (51.48, 46.1), 20),
    (
        "Residents of Belgorod woke to sirens. Russian rail traffic stopped.",
        "Belgorod",
        (50.6, 36.6),
        20,
    ),
    (
        "Chinese buyers left Santos and Sao Paulo. Brazil's port workers struck.",
        "Santos",
        (-23.95, -46.3),
        30,
    ),
    ("Nobody was hurt in Granada, Nicaragua.", "Granada", (11.93, -85.95), 20),
    ("Thieves broke into a palace in Granada, south of Madrid.", "Granada", (37.18, -3.6), 30),
    ("Talks in Geneva between Sudanese parties ended.", "Geneva", (46.2, 6.15), 30),
    ("Kabul's envoys went to Herat and Kandahar.", "Kandahar", (31.6, 65.7), 30),
]


@pytest.mark.parametrize(("text", "words", "near", "within"), CASES)
def test_the_place_meant(text: str, words: str, near: tuple[float, float], within: float) -> None:
    assert km(found(text)[words], *near) < within

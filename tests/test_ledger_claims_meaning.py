"""Statements in other words: really read, entered, and asked whether they share a claim."""

from __future__ import annotations

import pytest

from helpers_book import read
from helpers_claims import Shelf
from watchdesk.language.similarity import Similarity, shipped_similarity
from watchdesk.records import Reading

DAM = "Kenya's energy ministry said the Turkwel dam held 40 percent less water than a year ago."


@pytest.fixture(scope="module")
def model() -> Similarity:
    return Similarity(shipped_similarity())


def shelf_of(model: Similarity, *readings: Reading) -> Shelf:
    shelf = Shelf(similar=model.vectors)
    for reading in readings:
        shelf.post(reading)
    return shelf


def share(model: Similarity, one: str, other: str, days: tuple[str, str] = ("", "")) -> Shelf:
    """Both texts entered, each as an article; of different papers."""
    first, second = days[0] or "2024-03-04", days[1] or "2024-03-05"
    return shelf_of(model, read(one, first, "Tide"), read(other, second, "Lamp"))


def is_one(shelf: Shelf) -> bool:
    return any(len({one.article for one in claim}) == 2 for claim in shelf.claims.values())


SAME = [
    (
        "At least 210 fishermen are missing off Cox's Bazar, the Bangladesh coast guard said.",
        "The coast guard of Bangladesh put the number of missing fishermen off Cox's Bazar at 210.",
    ),
    (
        "The ferry company said it had lost contact with the Ilala on Lake Malawi.",
        "The ferry company said it had no contact with the Ilala on Lake Malawi.",
    ),
    (
        "Peru has closed the border crossing at Desaguadero to trucks from Bolivia.",
        "Trucks from Bolivia can no longer use the Desaguadero crossing, which Peru has shut.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=["number", "negation", "closing"])
def test_one_thing_in_other_words_is_one_claim(model: Similarity, one: str, other: str) -> None:
    shelf = share(model, one, other)
    assert is_one(shelf), ids(shelf)
    assert any("in other words" in why for why in shelf.reasons.values())
    turned = share(model, other, one)
    assert is_one(turned)


def ids(shelf: Shelf) -> list[list[str]]:
    return [[one.text for one in claim] for claim in shelf.claims.values()]


APART = {
    "number": (
        "At least 210 fishermen are missing off Cox's Bazar, the Bangladesh coast guard said.",
        "At least 120 fishermen are missing off Cox's Bazar, the Bangladesh coast guard said.",
    ),
    "bound": (
        "Up to 500 goats were stolen near Lodwar, the county's police said.",
        "More than 500 goats were stolen near Lodwar, the county's police said.",
    ),
    "fate": (
        "At least 210 fishermen are missing off Cox's Bazar, the Bangladesh coast guard said.",
        "At least 210 fishermen were rescued off Cox's Bazar, the Bangladesh coast guard said.",
    ),
    "actor": (
        "Peru has closed the border crossing at Desaguadero to trucks from Bolivia.",
        "Chile has closed the border crossing at Desaguadero to trucks from Bolivia.",
    ),
    "place": (
        "Rwanda's health minister said the hospital in Gisenyi had run out of oxygen.",
        "Rwanda's health minister said the hospital in Butare had run out of oxygen.",
    ),
    "negation": (
        "Rwanda's health minister said the hospital in Gisenyi had run out of oxygen.",
        "Rwanda's health minister said the hospital in Gisenyi had not run out of oxygen.",
    ),
    "opposite": (
        "Peru has closed the border crossing at Desaguadero to trucks from Bolivia.",
        "Peru has reopened the border crossing at Desaguadero to trucks from Bolivia.",
    ),
    "possible": (
        "Fiji will leave the fisheries pact, its trade minister said.",
        "Fiji may leave the fisheries pact, its trade minister said.",
    ),
    "scope": (
        "The cyclone destroyed 4,000 homes in Vanuatu and Fiji.",
        "The cyclone destroyed 4,000 homes in Vanuatu alone.",
    ),
}


@pytest.mark.parametrize("what", APART)
def test_what_differs_in_one_fact_is_two_claims(model: Similarity, what: str) -> None:
    assert not is_one(share(model, *APART[what])), ids(share(model, *APART[what]))


def test_the_same_words_of_another_day_are_another_claim(model: Similarity) -> None:
    line = "Two buses collided near Lodwar on Monday, the county's police said."
    assert is_one(share(model, line, line))
    assert not is_one(share(model, line, line, ("2024-03-05", "2024-03-12")))


def test_an_order_is_of_who_gives_it(model: Similarity) -> None:
    one = "Peru's government has ordered all foreign fishing boats to leave its waters."
    assert not is_one(share(model, one, one.replace("Peru", "Chile")))
    assert is_one(share(model, one, one))


def test_who_is_named_here_and_described_there_is_one_teller_of_one_outlet(
    model: Similarity,
) -> None:
    described = (
        "“Closing the strait gives us the stronger hand we need for the talks with Oman,” an "
        "unnamed adviser to the Yemeni president told the Harbor Tribune."
    )
    named = (
        "According to the Harbor Tribune, Salem Bahah, an adviser to Yemen's president, said "
        "closing the strait could improve its position in talks with Oman."
    )
    shelf = share(model, described, named)
    assert is_one(shelf), ids(shelf)
    assert any("fits the description" in why for why in shelf.reasons.values())


def test_meaning_is_only_asked_for_where_words_leave_it_open(model: Similarity) -> None:
    far = "The orchestra of Turku has sold its piano."
    shelf = Shelf()
    shelf.post(read(DAM, "2024-03-04", "Tide"), read(far, "2024-03-04", "Lamp"))
    shelf.post(read(DAM, "2024-03-05", "Beacon"))
    assert shelf.asked == 0


def test_what_was_worked_out_of_a_statement_is_kept(model: Similarity) -> None:
    shelf = Shelf(similar=model.vectors)
    for n, text in enumerate((*SAME[0], *SAME[0][:1])):
        shelf.post(read(text, f"2024-03-0{n + 1}", f"Paper {n}"))
    assert 0 < shelf.asked <= 3


def test_the_order_of_posting_does_not_matter_for_meaning_either(model: Similarity) -> None:
    texts = [*(text for pair in SAME for text in pair), *(p[1] for p in APART.values())]
    readings = [read(t, f"2024-03-{n % 9 + 1:02d}", f"Paper {n}") for n, t in enumerate(texts)]
    orders = (readings, readings[::-1], readings[1::2] + readings[::2])
    shelves = [shelf_of(model, *order) for order in orders]
    assert shelves[0].claims.keys() == shelves[1].claims.keys() == shelves[2].claims.keys()
    assert shelves[0].reasons == shelves[1].reasons == shelves[2].reasons
    assert sum(map(len, shelves[0].claims.values())) > len(shelves[0].claims)

"""Passages written by hand, really read: what is said to be coming, when, and what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from helpers_expectations import Case, Passage, Score, enter, load, made, read, score
from watchdesk.ledger.book import MemoryBook
from watchdesk.records import Expectation


def measured(name: str) -> Score:
    cases = load(name)
    readings = [read(case) for case in cases]
    return score(cases, [(some, made(some)) for some in readings])


@pytest.mark.parametrize("name", ["dev.txt", "held.txt"])
def test_passages_are_found_with_kind_day_and_end(name: str) -> None:
    found = measured(name)
    assert found.wanted >= 45
    assert found.pairs == 16
    assert found.f1 >= 0.96
    assert found.kinds >= 0.9 * found.right
    assert found.dues >= 0.9 * found.right
    assert found.statuses >= 15


def test_other_ways_of_announcing_and_of_telling_the_end() -> None:
    found = measured("wider.txt")
    assert (found.wanted, found.pairs) == (21, 14)
    assert found.f1 >= 0.96
    assert found.kinds >= 20
    assert found.statuses >= 13


def test_headlines_ultimatums_limits_and_ends_told_by_their_day() -> None:
    found = measured("forms.txt")
    assert (found.wanted, found.pairs) == (17, 7)
    assert found.f1 == 1
    assert found.kinds >= 16
    assert found.statuses == 7


@pytest.mark.parametrize("name", ["dev.txt", "wider.txt", "forms.txt"])
def test_passages_entered_one_by_one_give_what_they_give_together(name: str) -> None:
    for case in load(name):
        readings = read(case)
        wanted = {one.id: one for one in made(readings)}
        for order in (readings, readings[::-1]) if len(readings) > 1 else ():
            book = MemoryBook()
            for reading in order:
                enter(book, [reading])
            assert {one.id: one for one in book.standing(Expectation)} == wanted, case.name


REPORTS = {
    "The presidents of Chad and Niger will meet in Agadez on October 1.": [
        ("The presidents of Chad and Niger met in Agadez on Thursday.", "met"),
        ("The presidents of Chad and Niger have met in Agadez, as planned.", "met"),
        ("The presidents of Chad and Niger did not meet in Agadez on Thursday.", "missed"),
        ("The meeting of the presidents of Chad and Niger in Agadez was put off.", "postponed"),
        ("The presidents of Chad and Niger met in Niamey in August.", "open"),
        ("Chad and Niger closed their border near Agadez.", "open"),
    ],
    "Denmark promised to send 30 generators to Moldova by September 30.": [
        ("Thirty generators from Denmark arrived in Moldova on Tuesday.", "met"),
        ("Moldova took delivery of the 30 Danish generators on Tuesday.", "met"),
        ("The generators that Denmark promised to Moldova never arrived.", "missed"),
        ("Moldova is still waiting for the 30 generators from Denmark.", "missed"),
        ("The delivery of the Danish generators to Moldova has been delayed.", "postponed"),
        ("Denmark sent ten ambulances to Moldova.", "open"),
        ("Denmark would have sent the generators to Moldova if the road were open.", "open"),
        ("Denmark renewed its promise to send generators to Moldova.", "open"),
    ],
    "Tunisia is due to hold parliamentary elections on September 27.": [
        ("Tunisia held parliamentary elections on Sunday.", "met"),
        ("Tunisia's parliamentary elections were pushed back to November 8.", "postponed"),
        ("Tunisia called off its parliamentary elections.", "missed"),
        ("Tunisia's parliament met on Sunday.", "open"),
    ],
    "The junta threatened to expel the French ambassador.": [
        ("The French ambassador was expelled by the junta on Friday.", "met"),
        ("The junta backed down and did not expel the French ambassador.", "missed"),
        ("The French ambassador met the junta's foreign minister.", "open"),
    ],
}


@pytest.mark.parametrize(
    ("told", "report", "status"),
    [(told, report, end) for told, some in REPORTS.items() for report, end in some],
)
def test_a_report_is_held_against_what_was_announced(told: str, report: str, status: str) -> None:
    case = Case("one", [Passage(date(2026, 9, 16), told), Passage(date(2026, 10, 2), report)])
    readings = read(case)
    first = [one for one in made(readings) if one.at.article == readings[0].article.id]
    assert [one.status.value for one in first] == [status]

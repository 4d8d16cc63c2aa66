"""Where actors stand, since when and how it moved, from articles posted one after another."""

from __future__ import annotations

from itertools import permutations

import pytest

from helpers_book import read
from helpers_positions import enter, positions_of, posted, tools
from watchdesk.ledger.book import MemoryBook
from watchdesk.ledger.positions import post_positions, reissue, rolled
from watchdesk.records import Issue, Position, PositionBasis, Stance

FLIGHTS = Issue(name="Drone flights", terms=("drone flight*", "drones"))
BRIDGE = Issue(name="The bridge", terms=("bridge",))

_RULES = (
    ("2024-03-05", "Kenya forbade drone flights over the lake."),
    ("2024-04-02", "Kenya allowed drone flights near Kisumu."),
    ("2024-06-11", "Kenya allowed drone flights along the whole northern shore."),
)


def test_a_line_of_positions_moves_with_stance_and_limits() -> None:
    found = positions_of(FLIGHTS, *_RULES)
    assert [p.stance for p in found] == [Stance.AGAINST, Stance.CONDITIONAL, Stance.CONDITIONAL]
    assert [str(p.since) for p in found] == ["2024-03-05", "2024-04-02", "2024-06-11"]
    assert [str(p.until) for p in found] == ["2024-04-02", "2024-06-11", "None"]
    assert [p.previous for p in found] == [None, found[0].id, found[1].id]
    assert found[0].basis is PositionBasis.ACTION


def test_the_same_stand_again_moves_nothing() -> None:
    again = ("2024-07-01", "Kenya still allows drone flights along the northern shore.")
    found = positions_of(FLIGHTS, *_RULES, again)
    assert len(found) == 3
    assert len(found[-1].evidence) == 2


def test_what_is_told_later_of_before_comes_first() -> None:
    found = positions_of(
        FLIGHTS,
        ("2024-04-02", "Kenya allowed drone flights near Kisumu."),
        ("2024-08-20", "Kenya had previously forbidden drone flights."),
    )
    assert [p.stance for p in found if p.previous is None] == [Stance.AGAINST]
    assert any("inferred" in p.why for p in found)


def test_a_day_told_is_the_day_of_the_stand() -> None:
    (one,) = positions_of(FLIGHTS, ("2024-08-20", "In May, Kenya banned drone flights."))
    assert str(one.since) == "2024-05"


def _rome() -> list[tuple[str, str]]:
    return [
        ("2024-08-01", "Peruvian Defence Minister Walter Astudillo criticised the bridge."),
        ("2024-08-03", "Peruvian President Dina Boluarte said Peru fully supported the bridge."),
    ]


def test_the_highest_office_decides_for_a_state() -> None:
    found = {(p.name, p.stance) for p in positions_of(BRIDGE, *_rome())}
    assert ("Walter Astudillo", Stance.AGAINST) in found
    assert ("Peru", Stance.FOR) in found
    assert ("Peru", Stance.AGAINST) not in found


def test_who_strays_stays_visible() -> None:
    ones = [posted(read(text, day)) for day, text in _rome()]
    book = enter(MemoryBook(), ones, BRIDGE)
    told = rolled(book, "country:PE", BRIDGE.name)
    stances = {who: {e.stance for e in evidence} for who, evidence in told.items()}
    assert stances["person:walter-astudillo"] == {Stance.AGAINST}
    assert {Stance.FOR} in stances.values()
    assert book.labelled(Position, ["state:country:PE"])


def test_a_spokesman_speaks_for_those_who_sent_him() -> None:
    text = "Kremlin spokesman Dmitry Peskov said Russia opposed the bridge."
    found = {(p.name, p.stance) for p in positions_of(BRIDGE, ("2024-08-01", text))}
    assert ("Russia", Stance.AGAINST) in found
    assert ("Dmitry Peskov", Stance.AGAINST) in found


def test_an_analyst_speaks_for_himself() -> None:
    text = "Norwegian analyst Lars Bakke, a former minister, criticised the bridge."
    found = {p.name for p in positions_of(BRIDGE, ("2024-08-01", text))}
    assert "Norway" not in found


def test_a_group_that_is_only_described_has_no_state() -> None:
    found = positions_of(BRIDGE, ("2024-08-01", "Several NATO allies backed the bridge."))
    assert {p.actor for p in found} == {"group:nato-allies"}


def test_copies_are_one_origin() -> None:
    text = "Brazil rejected the bridge.\n\nIt rained in Manaus."
    first, second = read(text, "2024-08-01", "One"), read(text, "2024-08-02", "Two")
    book = enter(MemoryBook(), [posted(first, "fam-1"), posted(second, "fam-1")], BRIDGE)
    (one,) = book.standing(Position)
    assert one.origins == 1
    assert len(one.evidence) == 1
    apart = enter(MemoryBook(), [posted(first, "fam-1"), posted(second, "fam-2")], BRIDGE)
    assert [p.origins for p in apart.standing(Position)] == [2]


def test_the_order_of_posting_does_not_matter() -> None:
    texts = [
        *_rome(),
        ("2024-08-05", "Peru opposed the bridge."),
        ("2024-08-02", "Peru and Chile rejected the bridge."),
    ]
    ones = [posted(read(text, day)) for day, text in texts]
    books = [enter(MemoryBook(), order, BRIDGE) for order in permutations(ones)]
    records = [book.standing(Position) for book in books]
    assert all(found == records[0] for found in records)


def test_an_article_that_goes_takes_its_positions_with_it() -> None:
    ones = [posted(read(text, day)) for day, text in _RULES]
    book = enter(MemoryBook(), ones, FLIGHTS)
    post_positions(book, [], [ones[1].id, ones[2].id], tools(FLIGHTS))
    (left,) = book.standing(Position)
    assert left.stance is Stance.AGAINST
    assert left.until is None


def test_a_changed_watch_is_placed_without_reading_anew() -> None:
    ones = [posted(read(text, day)) for day, text in [*_rome(), *_RULES]]
    book = enter(MemoryBook(), ones, FLIGHTS)
    reissue(book, [one.id for one in ones], tools(BRIDGE))
    assert book.standing(Position) == enter(MemoryBook(), ones, BRIDGE).standing(Position)


@pytest.mark.parametrize("term", ["bridge", "BRIDGE", "bridg*"])
def test_every_position_opens_at_its_words(term: str) -> None:
    text = "Chile condemned the bridge."
    issue = Issue(name="It", terms=(term,))
    (one,) = positions_of(issue, ("2024-08-01", text))
    assert one.gist is not None
    assert one.gist.span.text_of(text) == "Chile condemned the bridge"
    assert all(e.sentence.text_of(text) == text for e in one.evidence)

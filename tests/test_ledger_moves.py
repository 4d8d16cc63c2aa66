"""Moves told in one sentence, and stands that one article puts in order."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from helpers_book import read
from helpers_positions import enter, positions_of, posted, tools
from watchdesk.ledger import positions_digest
from watchdesk.ledger.book import MemoryBook, Posted
from watchdesk.ledger.positions import post_positions
from watchdesk.ledger.positions_kept import pair_key
from watchdesk.records import Interval, Issue, Position, Stance

LEVY = Issue(name="The levy", terms=("levy",))
ON, OFF, IF, OPEN = Stance.FOR, Stance.AGAINST, Stance.CONDITIONAL, Stance.RESERVED


def former(text: str) -> list[Stance]:
    return [one.stance for one in read(text + "\n", "2024-08-22").stands if one.former]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway dropped its objections to the levy.", OFF),
        ("Norway withdrew its support for the levy.", ON),
        ("Norway no longer opposes the levy.", OFF),
        ("Norway no longer rules out the levy.", OFF),
        ("Norway, which had opposed the levy, now supports it.", OFF),
        ("After months of refusing the levy, Norway accepted it.", OFF),
        ("After months of hesitation, Norway backed the levy.", OPEN),
        ("Norway has dropped its condition.", IF),
        ("Norway reversed course and rejected the levy.", ON),
        ("Norway can no longer support the levy.", ON),
        ("Norway is no longer sure.", ON),
        ("Norway's support for the levy no longer comes with strings.", IF),
        ("Norway's withdrawal of its objection to the levy was welcome.", OFF),
        ("Norway rejected the levy, in a retreat from the backing given in June.", ON),
    ],
)
def test_what_was_given_up(text: str, stance: Stance) -> None:
    assert former(text) == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Norway opposes the levy.",
        "Norway would back the levy once Sweden dropped its objections to it.",
        "Norway did not drop its objections to the levy.",
        "Norway backed the levy after Sweden had called it unwise.",
        "Norway changed the course of the river.",
    ],
)
def test_where_nothing_was_given_up(text: str) -> None:
    assert former(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway can no longer support the levy.", OFF),
        ("Norway is no longer sure.", OPEN),
        ("Norway's support for the levy no longer comes with strings.", ON),
        ("Norway has come round to the levy.", ON),
        ("Norway is getting cold feet.", OPEN),
        ("Norway's withdrawal of its support for the levy was a surprise.", OFF),
    ],
)
def test_what_is_so_since(text: str, stance: Stance) -> None:
    found = {one.stance for one in read(text + "\n", "2024-08-22").stands if not one.former}
    assert found == {stance}


def test_what_support_depends_on_limits_it() -> None:
    text = "Norway's backing for the levy depends on Sweden keeping its word."
    (one,) = read(text + "\n", "2024-08-22").stands
    assert one.stance is IF
    assert one.limits is not None
    assert one.limits.text_of(text) == "on Sweden keeping its word"


def test_a_move_told_in_one_sentence_makes_two_positions() -> None:
    found = positions_of(LEVY, ("2024-08-22", "Norway dropped its opposition to the levy."))
    before, after = sorted(found, key=lambda p: p.previous is not None)
    assert (before.stance, after.previous) == (OFF, before.id)
    assert before.until == after.since
    assert before.since.latest == after.since.latest


def test_what_was_given_up_is_the_position_known_before() -> None:
    found = positions_of(
        LEVY,
        ("2024-06-03", "Norway rejected the levy."),
        ("2024-08-22", "Norway no longer opposes the levy."),
    )
    assert [(p.stance, str(p.since)) for p in found] == [(OFF, "2024-06-03"), (ON, "2024-08-22")]


_YEARLESS = (
    "Kenya had previously forbidden drone flights. In May, Kenya allowed drone flights near "
    "Kisumu. In June, Kenya allowed drone flights along the whole northern shore."
)
_DRONES = Issue(name="Drone flights", terms=("drone flight*",))


def yearless() -> Posted:
    """An article whose months may be of any of three years."""
    reading = read(_YEARLESS, None, "The Quay")
    ends = (date(2022, 5, 1), date(2024, 5, 31)), (date(2022, 6, 1), date(2024, 6, 30))
    times = [
        time.model_copy(update=Interval.between(first, last).model_dump())
        for time, (first, last) in zip(reading.times, ends, strict=True)
    ]
    return posted(reading.model_copy(update={"times": tuple(times)}))


def test_the_order_of_one_article_dates_what_has_no_year() -> None:
    dated = read("Kenya allowed drone flights near Kisumu.", "2023-05-24", "The Lantern Post")
    ones = [yearless(), posted(dated)]
    books = [enter(MemoryBook(), order, _DRONES) for order in permutations(ones)]
    assert books[0].standing(Position) == books[1].standing(Position)
    found = sorted(books[0].standing(Position), key=lambda p: str(p.since.latest))
    assert [p.stance for p in found] == [OFF, IF, IF]
    assert [str(p.since) for p in found][1:] == ["2023-05-24", "2023-06"]
    assert [p.until for p in found[:2]] == [p.since for p in found[1:]]
    ends = [p for p in found if p.until is not None]
    assert all(str(p.since.latest) <= str(p.until and p.until.latest) for p in ends)


def test_an_article_without_any_year_still_tells_an_order() -> None:
    book = enter(MemoryBook(), [yearless()], _DRONES)
    found = {p.id: p for p in book.standing(Position)}
    chained = [p for p in found.values() if p.previous]
    assert len(chained) == len(found) - 1


def test_what_was_refused_and_is_allowed_has_moved() -> None:
    found = positions_of(
        _DRONES,
        ("2023-05-24", "Kenya allowed drone flights near Kisumu."),
        ("2023-08-01", "Kenya refused drone flights deeper into the country."),
        ("2023-11-17", "Kenya allowed drone flights from Nakuru."),
    )
    assert [str(p.since) for p in found] == ["2023-05-24", "2023-11-17"]


def _days(count: int) -> list[tuple[str, str]]:
    """A stand that moved long ago, and the new one told again and again since."""
    since = [f"2023-{1 + n % 12:02}-{1 + n // 12:02}" for n in range(count)]
    told = [(day, f"Chile backed the levy, again on page {n}.") for n, day in enumerate(since)]
    return [("2021-03-05", "Chile rejected the levy."), *told]


def test_what_is_old_is_not_crowded_out_by_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions_digest, "_DRAWN", 30)
    monkeypatch.setattr(positions_digest, "_KEPT", 5)
    ones = [posted(read(text, day)) for day, text in _days(40)]
    book = enter(MemoryBook(), ones, LEVY)
    before, now = sorted(book.standing(Position), key=lambda p: str(p.since))
    assert [(p.stance, str(p.since)) for p in (before, now)] == [
        (OFF, "2021-03-05"),
        (ON, "2023-01-01"),
    ]
    backwards = enter(MemoryBook(), reversed(ones), LEVY)
    assert backwards.standing(Position) == book.standing(Position)


def test_a_stand_that_goes_leaves_no_digest() -> None:
    one = posted(read("Chile rejected the levy.", "2021-03-05"))
    book = enter(MemoryBook(), [one], LEVY)
    post_positions(book, [], [one.id], tools(LEVY))
    assert book.standing(Position) == []
    assert not book.holding(positions_digest.STOOD, [pair_key("country:CL", LEVY.name)])

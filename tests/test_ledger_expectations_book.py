"""Expectations as the book keeps them: whatever the order, added to, changed and taken out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_expectations import enter, made
from helpers_ledger import Writer
from watchdesk.ledger.book import MemoryBook
from watchdesk.records import Expectation, ExpectationKind, ExpectationStatus, Reading

NAMES = ("Petra Holm", "Jor Varga", "Tarn")


def told(text: str, day: str, *times: tuple[str, str], names: Sequence[str] = NAMES) -> Reading:
    writer = Writer(text, published=day, uri=f"{day}{text}", outlet="Tide")
    for words, when in times:
        writer.time(words, when)
    return writer.names(*names).reading()


PLAN = told(
    "Petra Holm will meet Jor Varga in Tarn on May 9.", "2024-05-03", ("on May 9", "2024-05-09")
)
AGAIN = told(
    "On May 9 Petra Holm will meet Jor Varga in Tarn.", "2024-05-04", ("On May 9", "2024-05-09")
)
UNDATED = told("Petra Holm will meet Jor Varga in Tarn.", "2024-05-05")
NEW_DAY = told(
    "Petra Holm will meet Jor Varga in Tarn on June 2.", "2024-05-07", ("on June 2", "2024-06-02")
)
PUT_OFF = told(
    "The meeting of Petra Holm and Jor Varga in Tarn was postponed to July 20.",
    "2024-05-08",
    ("July 20", "2024-07-20"),
)
MET = told("Petra Holm met Jor Varga in Tarn.", "2024-05-10")
MET_LATE = told("Petra Holm met Jor Varga in Tarn.", "2024-07-21")
OTHER = told(
    "Veska plans to send three patrol boats to the strait.", "2024-05-10", names=("Veska",)
)
ALL = (PLAN, AGAIN, UNDATED, NEW_DAY, PUT_OFF, MET, MET_LATE, OTHER)


def standing(book: MemoryBook) -> list[Expectation]:
    return book.standing(Expectation)


@given(st.permutations(ALL), st.integers(1, len(ALL)))
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_articles_come_does_not_matter(some: list[Reading], size: int) -> None:
    book = MemoryBook()
    for at in range(0, len(some), size):
        enter(book, some[at : at + size])
    once = MemoryBook()
    enter(once, ALL)
    assert standing(book) == standing(once)


@given(st.sets(st.integers(0, len(ALL) - 1)), st.permutations(ALL))
@settings(max_examples=40, deadline=None)
def test_articles_that_are_taken_out_leave_nothing(gone: set[int], some: list[Reading]) -> None:
    book = MemoryBook()
    for one in some:
        enter(book, [one])
    enter(book, [], [ALL[at].article.id for at in gone])
    fresh = MemoryBook()
    enter(fresh, [one for at, one in enumerate(ALL) if at not in gone])
    assert standing(book) == standing(fresh)


def test_articles_entered_again_change_nothing() -> None:
    book = MemoryBook()
    enter(book, ALL)
    before = {key: list(kept) for key, kept in book.versions.items()}
    enter(book, ALL[::2])
    assert book.versions == before


def test_what_is_told_again_is_one_expectation_with_a_day() -> None:
    found = made([UNDATED, AGAIN, PLAN])
    assert len(found) == 1
    assert found[0].articles == tuple(one.article.id for one in (PLAN, AGAIN, UNDATED))
    assert found[0].due.edtf == "2024-05-09"


def test_a_new_day_moves_what_was_due_and_keeps_the_old_one() -> None:
    (found,) = made([PLAN, PUT_OFF])
    assert found.status is ExpectationStatus.POSTPONED
    assert found.due.edtf == "2024-07-20"
    assert [(o.status.value, o.due and o.due.edtf) for o in found.outcomes] == [
        ("open", "2024-05-09"),
        ("postponed", "2024-07-20"),
    ]
    assert found.evidence == (found.outcomes[1].at,)


def test_what_was_put_off_is_followed_to_its_new_day() -> None:
    (found,) = made([PLAN, PUT_OFF, MET_LATE])
    assert found.status is ExpectationStatus.MET
    assert [o.status.value for o in found.outcomes] == ["open", "postponed", "met"]
    (without,) = made([PLAN, MET_LATE])
    assert without.status is ExpectationStatus.OPEN


def test_another_announcement_of_the_same_deed_takes_its_place() -> None:
    first, second = made([PLAN, NEW_DAY])
    assert first.status is ExpectationStatus.SUPERSEDED
    assert first.superseded_by == second.id
    assert second.status is ExpectationStatus.OPEN
    assert second.due.edtf == "2024-06-02"


def test_what_came_is_not_superseded_and_the_next_visit_is_something_new() -> None:
    after = told(
        "Petra Holm will meet Jor Varga in Tarn on June 2.",
        "2024-05-12",
        ("on June 2", "2024-06-02"),
    )
    first, second = made([PLAN, MET, after])
    assert first.status is ExpectationStatus.MET
    assert second.status is ExpectationStatus.OPEN


def test_records_are_found_by_article_and_status() -> None:
    book = MemoryBook()
    enter(book, [PLAN, MET, OTHER])
    found = book.labelled(Expectation, [f"article:{MET.article.id}"])
    assert [one.status for one in found.values()] == [ExpectationStatus.MET]
    still = book.labelled(Expectation, ["status:open"])
    assert [one.at.article for one in still.values()] == [OTHER.article.id]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Veska promised to send three patrol boats to the strait.", ExpectationKind.PROMISED),
        ("Veska threatened to attack the strait.", ExpectationKind.THREATENED),
        ("If the toll stays, Veska will attack the strait.", ExpectationKind.THREATENED),
        ("Veska reserved the right to retaliate.", ExpectationKind.THREATENED),
        ("Veska vowed swift retaliation for the raid.", ExpectationKind.THREATENED),
        ("Veska is likely to block the strait.", ExpectationKind.FORECAST),
        ("Pilots expect Veska to block the strait.", ExpectationKind.FORECAST),
        ("Veska is expected to send three patrol boats.", ExpectationKind.FORECAST),
        ("Veska is scheduled to hold a vote on the toll.", ExpectationKind.SCHEDULED),
        ("Veska plans to send three patrol boats to the strait.", ExpectationKind.ANNOUNCED),
    ],
)
def test_kinds(text: str, kind: ExpectationKind) -> None:
    (found,) = made([told(text, "2024-05-03", names=("Veska",))])
    assert found.kind is kind


def test_a_condition_stays_in_the_words() -> None:
    text = "If the toll stays, Veska will attack the strait."
    (found,) = made([told(text, "2024-05-03", names=("Veska",))])
    assert found.what == text


@pytest.mark.parametrize(
    ("text", "words", "when", "due"),
    [
        ("The envoy leaves for Tarn on Sunday.", "on Sunday", "2024-04-28", "2024-05-05"),
        ("The talks scheduled for May 9 are off to a start.", "May 9", "2024-05-09", "2024-05-09"),
        ("Pilots spoke of the summit in Tarn next month.", "next month", "2024-06", "2024-06"),
        ("Veska has promised a decision in June.", "in June", "2024-06", "2024-06"),
        ("Veska is sending three boats next week.", "next week", "2024-05-06/2024-05-12", ""),
    ],
)
def test_days_are_read_in_the_present_and_from_nouns(
    text: str, words: str, when: str, due: str
) -> None:
    (found,) = made([told(text, "2024-05-03", (words, when), names=("Tarn",))])
    assert found.due.edtf == (due or when)


@pytest.mark.parametrize(
    "text",
    [
        "At the summit in Tarn on May 9 nobody spoke.",
        "Under the law, Veska will appoint the judges of the bay.",
        "This will give them time to think about it.",
        "If the ice goes, Veska will meet the pilots in Tarn.",
    ],
)
def test_what_is_law_rhetoric_or_only_possible_is_none(text: str) -> None:
    assert made([told(text, "2024-05-12", names=("Tarn",))]) == []

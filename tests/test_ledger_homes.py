"""Statements find their claims one article at a time, whatever came first."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_claims import Kept, Shelf, ids_of, person_says, tell
from helpers_ledger import Writer, find, outlet, person
from watchdesk.ledger.homes import HOME, TIE, claim_key
from watchdesk.ledger.kept import STATEMENT, from_bytes, to_bytes
from watchdesk.ledger.page import text_of
from watchdesk.records import Reading, RuledTelling, Ruling, RulingKind

SUND = "the Sund will stay closed to grain ships until the ice has gone"
OTHER = "the pilots of Tarn have gone back to work after a strike of nine days"


def test_the_same_words_find_the_claim_of_the_first_known_telling() -> None:
    late, early = person_says(SUND, "Tide", "2024-05-03"), person_says(SUND, "Lamp", "2024-05-01")
    shelf = Shelf()
    first = shelf.post(late)
    (claim,) = first.changed
    assert [one.article for one in first.changed[claim]] == [late.article.id]
    second = shelf.post(early)
    assert second.changed[claim] == ()
    (new,) = (one for one in second.changed if one != claim)
    assert [one.article for one in second.changed[new]] == [early.article.id, late.article.id]
    assert second.reasons[new] == "the same words (1)"
    assert second.changed[new][0].claim == new


def test_a_claim_that_is_not_touched_is_not_told_of_again() -> None:
    shelf = Shelf()
    shelf.post(person_says(SUND, "Tide", "2024-05-03"))
    found = shelf.post(person_says(OTHER, "Lamp", "2024-05-03"))
    assert [one.text for claim in found.changed.values() for one in claim] == [OTHER]


def test_an_article_that_is_no_more_leaves_its_claim() -> None:
    shelf = Shelf()
    early, late = person_says(SUND, "Lamp", "2024-05-01"), person_says(SUND, "Tide", "2024-05-03")
    both = shelf.post(early, late)
    (claim,) = both.changed
    left = shelf.post(gone=[early.article.id])
    assert left.changed[claim] == ()
    (other,) = (one for one in left.changed if one != claim)
    assert [one.article for one in left.changed[other]] == [late.article.id]
    assert left.reasons[other] == "told once"
    empty = shelf.post(gone=[late.article.id])
    assert empty.changed == {other: ()}
    for kind in (STATEMENT, HOME, TIE):
        assert shelf.book.of_article(kind, late.article.id) == []
        assert shelf.book.of_article(kind, early.article.id) == []
    assert shelf.book.holding(HOME, [claim_key(claim), claim_key(other)]) == {}


def test_an_article_posted_again_with_its_date_moves_to_its_place() -> None:
    undated = person_says(SUND, "Lamp", "")
    late = person_says(SUND, "Tide", "2024-05-03")
    dated = person_says(SUND, "Lamp", "2024-05-01")
    known = undated.model_copy(
        update={
            "article": undated.article.model_copy(update={"published": dated.article.published})
        }
    )
    shelf = Shelf()
    shelf.post(undated, late)
    assert [one.article for (claim,) in [shelf.claims.values()] for one in claim] == [
        late.article.id,
        undated.article.id,
    ]
    shelf.post(known)
    assert [one.article for (claim,) in [shelf.claims.values()] for one in claim] == [
        undated.article.id,
        late.article.id,
    ]
    fresh = Shelf()
    fresh.post(known, late)
    assert ids_of(fresh.claims) == ids_of(shelf.claims)


def test_a_row_of_likenesses_does_not_drift_over_a_number() -> None:
    plain = "the port of Tarn took in crates of grain on the first day of the truce in the Sund"
    few = plain.replace("crates", "1,200 crates")
    many = plain.replace("crates", "1,300 crates")
    for order in ((plain, few, many), (few, plain, many), (many, few, plain)):
        shelf = Shelf()
        for n, words in enumerate(order):
            shelf.post(person_says(words, f"Paper {n}", "2024-05-01"))
        homes = [{one.text for one in claim} for claim in shelf.claims.values()]
        assert len(homes) == 2
        assert not any({few, many} <= home for home in homes)


def ruling(kind: RulingKind, *readings: Reading, at: str = "2024-06-01T10:00:00Z") -> Ruling:
    tellings = tuple(
        RuledTelling(article=r.article.id, span=s, words=s.text_of(text_of(r)))
        for r in readings
        for s in r.attributions[0].content
    )
    return Ruling(id=f"rul-{kind.value}{at}", kind=kind, tellings=tellings, made_at=at)


def test_what_the_analyst_rules_one_is_one_and_survives_posting_again() -> None:
    one, two = person_says(SUND, "Tide", "2024-05-01"), person_says(OTHER, "Lamp", "2024-05-02")
    shelf = Shelf()
    shelf.post(one, two)
    assert len(shelf.claims) == 2
    said = ruling(RulingKind.SAME, one, two)
    shelf.book.ruled.append(said)
    found = shelf.post(one, two)
    (claim,) = shelf.claims
    assert found.rulings[claim] == (said.id,)
    assert found.reasons[claim] == "your ruling (1)"
    shelf.post(two)
    assert len(shelf.claims) == 1


def test_what_the_analyst_rules_apart_is_apart_until_the_ruling_is_taken_back() -> None:
    one, two = person_says(SUND, "Tide", "2024-05-01"), person_says(SUND, "Lamp", "2024-05-02")
    shelf = Shelf()
    said = ruling(RulingKind.APART, one, two)
    shelf.book.ruled.append(said)
    found = shelf.post(one, two)
    assert len(shelf.claims) == 2
    assert set(found.rulings.values()) == {(said.id,)}
    shelf.book.ruled.append(
        Ruling(id="rul-back", kind=RulingKind.LEAVE, ruling=said.id, made_at="2024-06-02T10:00:00Z")
    )
    shelf.post(one, two)
    assert len(shelf.claims) == 1


def test_a_later_ruling_wins() -> None:
    one, two = person_says(SUND, "Tide", "2024-05-01"), person_says(OTHER, "Lamp", "2024-05-02")
    shelf = Shelf()
    shelf.book.ruled.append(ruling(RulingKind.SAME, one, two))
    shelf.book.ruled.append(ruling(RulingKind.APART, one, two, at="2024-06-03T10:00:00Z"))
    shelf.post(one, two)
    assert len(shelf.claims) == 2


PHRASES = (
    SUND,
    SUND + " from the inner bay",
    SUND.replace("grain ships", "all grain ships"),
    "the toll for large ships rises to 40 crowns on the first of June",
    "the toll for large ships rises to 45 crowns on the first of June",
    "We will never give up our harbour",
    "the pilots of Tarn have gone back to work after a strike of nine days",
)
told = st.lists(
    st.tuples(
        st.sampled_from(PHRASES),
        st.sampled_from(["Tide", "Lamp", "Beacon"]),
        st.integers(1, 5),
        st.sampled_from(["Petra Holm", "Jor Varga"]),
    ),
    max_size=8,
)


def readings_of(found: Sequence[tuple[str, str, int, str]]) -> list[Reading]:
    made = [person_says(w, paper, f"2024-05-{d:02d}", who) for w, paper, d, who in found]
    return list({one.article.id: one for one in made}.values())


@settings(max_examples=60, deadline=None)
@given(told, st.randoms(use_true_random=False))
def test_the_order_of_posting_does_not_matter(
    found: list[tuple[str, str, int, str]], rng: random.Random
) -> None:
    readings = readings_of(found)
    at_once, one_by_one = Shelf(), Shelf()
    at_once.post(*readings)
    rng.shuffle(readings)
    for one in readings:
        one_by_one.post(one)
    assert ids_of(at_once.claims) == ids_of(one_by_one.claims)
    assert at_once.reasons == one_by_one.reasons


@settings(max_examples=60, deadline=None)
@given(told, st.randoms(use_true_random=False))
def test_what_is_taken_back_leaves_no_trace(
    found: list[tuple[str, str, int, str]], rng: random.Random
) -> None:
    readings = readings_of(found)
    kept = readings[: len(readings) // 2]
    shelf, fresh = Shelf(), Shelf()
    shelf.post(*readings)
    again = list(readings)
    rng.shuffle(again)
    for one in again[:3]:
        shelf.post(one)
    shelf.post(gone=[one.article.id for one in readings[len(kept) :]])
    fresh.post(*kept)
    assert ids_of(shelf.claims) == ids_of(fresh.claims)
    assert shelf.reasons == fresh.reasons


def test_a_statement_comes_back_as_it_was_kept() -> None:
    writer = Writer(f"Petra Holm said {SUND} by 3 May, and 40 boats wait.", outlet="Tide")
    writer.said(f"{SUND} by 3 May, and 40 boats wait", person("Petra Holm"), outlet("Lamp"))
    writer.time("by 3 May", "2024-05-03").quantity("40", 40, 40, "boats")
    (one,) = (one for claim in tell(writer.reading()).claims.values() for one in claim)
    again = from_bytes(to_bytes(one))
    assert again == one
    assert (again.form, again.grams, again.order) == (one.form, one.grams, one.order)
    assert again.amounts[0].noun == "boat"
    assert isinstance(again, Kept)


def test_a_line_of_very_many_pages_is_kept_a_bounded_number_of_times() -> None:
    shelf = Shelf()
    line = "Letters to the Harbour Office are read by the clerks of Tarn on working days."
    for first in range(0, 700, 100):
        names = range(first, first + 100)
        shelf.post(*(Writer(line, outlet=f"Paper {n}", uri=f"{n}").reading() for n in names))
    assert [len(claim) for claim in shelf.claims.values()] == [500]


def test_one_huge_article_is_entered() -> None:
    lines = [f"The crane number {n} of Tarn was sold to the yard of Ilmen." for n in range(3000)]
    found = tell(Writer(*lines, outlet="Tide").reading()).claims
    assert sum(map(len, found.values())) == len(lines)


@pytest.mark.parametrize("words", ["", "…", "“”", "1 2 3 4 5 6 7 8"])
def test_words_that_say_nothing_are_no_harm(words: str) -> None:
    writer = Writer(f"Petra Holm said {words}.", outlet="Tide")
    if words:
        writer.said(words, person("Petra Holm"))
    tell(writer.reading(), writer.reading())


def test_the_words_of_a_ruling_are_found_where_they_moved_to() -> None:
    one, two = person_says(SUND, "Tide", "2024-05-01"), person_says(OTHER, "Lamp", "2024-05-02")
    said = ruling(RulingKind.SAME, one, two)
    moved = said.tellings[0].model_copy(update={"span": find("x" * 40 + SUND, SUND)})
    shelf = Shelf()
    shelf.book.ruled.append(said.model_copy(update={"tellings": (moved, said.tellings[1])}))
    shelf.post(one, two)
    assert len(shelf.claims) == 1

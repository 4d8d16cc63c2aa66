"""Who stands behind a claim, and what happens to it, through really read articles."""

from __future__ import annotations

import pytest

from helpers_book import book_of
from watchdesk.ledger.book import MemoryBook
from watchdesk.records import Claim, OriginKind, Standing, StepKind

FILL = (
    "The harbour of Port Aldane handles grain, timber and cars. About a third of the town works "
    "there. Rain fell for most of the day. Schools in the valley stayed open."
)


def about(book: MemoryBook, words: str) -> Claim:
    (found,) = [claim for claim in book.standing(Claim) if words in claim.gist]
    return found


def test_one_speaker_in_two_papers_is_one_origin_and_a_second_speaker_another() -> None:
    told = "Port director Lena Marsh said that the grain terminal will be closed to Belaran ships."
    book = book_of(
        (f"Terminal\n\n{told} {FILL}", "2025-03-03", "Delta Post"),
        (
            f"Grain\n\n{told} Other things were said in the town hall too.",
            "2025-03-04",
            "Shore News",
        ),
    )
    claim = about(book, "grain terminal")
    assert (claim.articles, claim.origin_count, claim.named) == (2, 1, 1)
    assert claim.credibility == 3


def test_declining_to_comment_is_a_step_of_the_claim_before_it() -> None:
    book = book_of(
        (
            "Terminal\n\nPort director Lena Marsh said that the grain terminal had lost 40 "
            f"workers since May. A spokesman for the Aldane Line declined to comment. {FILL}",
            "2025-03-03",
            "Delta Post",
        )
    )
    claim = about(book, "40 workers")
    assert [step.kind for step in claim.history] == [StepKind.TOLD, StepKind.NO_COMMENT]
    assert claim.standing is Standing.REPORTED
    assert "Aldane Line" in claim.history[-1].by[-1].name


def test_unverified_words_leave_a_claim_unverified() -> None:
    book = book_of(
        (
            "Terminal\n\nAccording to Lena Marsh, rebels took the grain terminal of Port Aldane on "
            f"Sunday, but that claim could not be independently verified. {FILL}",
            "2025-03-03",
            "Delta Post",
        )
    )
    claim = about(book, "grain terminal")
    assert claim.standing is Standing.UNVERIFIED
    assert claim.credibility == 6


def test_somebody_unnamed_who_fits_a_named_speaker_of_the_same_relay_is_one_origin() -> None:
    named = (
        "According to the Shore Tribune, Ana Petrova, an adviser to Belaran President Ilya Voss, "
        "said that the seizure of the terminal could better the position of Belara in talks with "
        "Corvia."
    )
    unnamed = (
        "An unnamed adviser to Belaran President Ilya Voss told the Shore Tribune that the seizure "
        "of the terminal could better the position of Belara in talks with Corvia."
    )
    book = book_of(
        (f"Talks\n\n{named} {FILL}", "2025-03-03", "Delta Post"),
        (f"Leverage\n\n{unnamed} Nobody else would speak.", "2025-03-05", "Northern Star"),
    )
    claim = about(book, "position of Belara")
    assert claim.articles == 2
    assert claim.origin_count == 1, [origin.why for origin in claim.origins]
    assert claim.origins[0].kind is OriginKind.PERSON


def test_nothing_is_known_of_nobody() -> None:
    book = book_of(f"Port\n\n{FILL}")
    assert {claim.credibility for claim in book.standing(Claim)} == {6}


def test_the_officer_is_the_french_officer_who_tells_the_same() -> None:
    quote = (
        "“The Corvian dragoons left Port Aldane without a band and will return to Belara without a "
        "parade,”"
    )
    book = book_of(
        (
            f"Band\n\n{quote} a French officer told the Shore Tribune. {FILL}",
            "2025-03-03",
            "Delta Post",
        ),
        (
            f"Parade\n\n{quote} the officer told the Shore Tribune. Nobody else would speak.",
            "2025-03-05",
            "Northern Star",
        ),
    )
    claim = about(book, "without a band")
    assert (claim.articles, claim.origin_count) == (2, 1)


def test_a_sentence_told_through_another_is_told_once() -> None:
    book = book_of(
        (
            "Airfields\n\nThe envoy had shown her hosts which airfields she would like to reach "
            f"and was told that the line stays where it is, two people said. {FILL}",
            "2025-03-03",
            "Delta Post",
        )
    )
    counts = [
        claim.origin_count for claim in book.standing(Claim) if "the line stays" in claim.gist
    ]
    assert set(counts) == {1}


@pytest.mark.parametrize(
    "tail",
    [
        "Radio Aldane withdrew its report that rebels had taken the grain terminal of Port Aldane.",
        "The navy said that rebels had taken the grain terminal of Port Aldane. On Tuesday it took "
        "the statement back.",
        "Reports that rebels had taken the grain terminal of Port Aldane were taken back by the "
        "station that had spread them.",
    ],
)
def test_what_was_taken_back_is_retracted(tail: str) -> None:
    book = book_of((f"Terminal\n\n{tail} {FILL}", "2025-03-03", "Delta Post"))
    standings = {c.standing for c in book.standing(Claim) if "taken the grain" in c.gist}
    assert standings == {Standing.RETRACTED}


@pytest.mark.parametrize(
    "tail",
    [
        "The navy said that rebels had taken the grain terminal. It would not take its words back.",
        "The navy said that rebels had taken the grain terminal. It withdrew its ships at dawn.",
        "The navy said that rebels had taken the grain terminal. Belara demanded that the report "
        "be withdrawn.",
    ],
)
def test_what_was_not_taken_back_stands(tail: str) -> None:
    book = book_of((f"Terminal\n\n{tail} {FILL}", "2025-03-03", "Delta Post"))
    assert Standing.RETRACTED not in {claim.standing for claim in book.standing(Claim)}

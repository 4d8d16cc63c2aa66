"""What publishers take back: notes, silent edits, words and pages that are gone."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from helpers_book import posted
from watchdesk import pipeline
from watchdesk.ledger.book import MemoryBook
from watchdesk.records import (
    Capture,
    Claim,
    Correction,
    CorrectionKind,
    Declared,
    Reading,
    Standing,
    StepKind,
    content_id,
)

HEAD = "Ferry sinks off Port Aldane\n\nBy Mara Quill\n\n"
TOLD = (
    "A ferry sank off Port Aldane on Monday in heavy rain, and boats from the harbour searched the "
    "bay through the night. Harbour master Jonas Reel said that 41 people were on board. The coast "
    "guard sent two ships from the northern station. Divers of the navy joined them before dawn "
    "on Tuesday. Relatives waited on the quay and were given blankets and tea by volunteers. The "
    "owner of the ferry, the Aldane Line, closed its offices in the town for the day."
)
URL = "https://delta-post.example/ferry"


def capture(
    body: str, day: int | None, url: str | None = URL, outlet: str = "Delta Post"
) -> Reading:
    text = HEAD + body + "\n"
    key = f"{text}|{day}|{url}".encode()
    taken = datetime(2025, 3, day, 12, tzinfo=UTC) if day else None
    return next(
        pipeline.read_capture(
            Capture(
                id=content_id("cap", key),
                uri=f"{sha256(key).hexdigest()[:8]}.txt",
                sha256=sha256(key).hexdigest(),
                media_type="text/plain",
                encoding="utf-8",
                captured_at=taken,
                declared=Declared(published="2025-03-03", outlet=outlet, url=url),
                text=text,
            )
        )
    )


def corrections(book: MemoryBook) -> list[tuple[str, str]]:
    return [(one.kind.value, one.why) for one in book.standing(Correction)]


def claims_with(book: MemoryBook, words: str) -> list[Claim]:
    return [claim for claim in book.standing(Claim) if words in claim.gist]


def test_a_number_changed_without_a_word_is_a_silent_edit() -> None:
    book = posted([capture(TOLD, 3), capture(TOLD.replace("41 people", "36 people"), 5)])
    (found,) = book.standing(Correction)
    assert found.kind is CorrectionKind.SILENT_EDIT
    assert "41 people" in found.why
    assert "36 people" in found.why
    assert found.before is not None
    assert found.on.edtf == "2025-03-03/2025-03-05"
    assert found.statements


@pytest.mark.parametrize("turn", [False, True])
def test_without_knowing_which_came_first_that_is_said(turn: bool) -> None:
    pages = [capture(TOLD, None), capture(TOLD.replace("41 people", "36 people"), None)]
    (found,) = posted(list(reversed(pages)) if turn else pages).standing(Correction)
    assert found.kind is CorrectionKind.SILENT_EDIT
    assert "which came first is not known" in found.why
    assert found.on.is_unknown


def test_other_words_for_the_same_are_no_edit_of_facts() -> None:
    book = posted([capture(TOLD, 3), capture(TOLD.replace("given", "handed"), 5)])
    assert corrections(book) == []


def test_words_that_are_gone() -> None:
    short = TOLD.replace("Harbour master Jonas Reel said that 41 people were on board. ", "")
    book = posted([capture(TOLD, 3), capture(short, 5)])
    kinds = [kind for kind, _ in corrections(book)]
    assert kinds == ["deletion"]


def test_a_note_makes_it_a_correction_and_marks_the_claim() -> None:
    note = "\n\nCorrection: An earlier version of this article said that 41 people were on board."
    newer = TOLD.replace("41 people", "36 people") + note
    book = posted([capture(TOLD, 3), capture(newer, 5)])
    found = book.standing(Correction)
    assert {one.kind for one in found} == {CorrectionKind.CORRECTION}
    (claim,) = claims_with(book, "41 people")
    assert StepKind.CORRECTED in [step.kind for step in claim.history]


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been retracted because it did not meet our standards.",
        "The Delta Post has withdrawn an article that stood here. We apologise to our readers.",
        "Story retracted: see our note to readers.",
    ],
)
def test_a_page_replaced_by_a_notice_takes_its_claims_back(notice: str) -> None:
    book = posted([capture(TOLD, 3), capture(notice, 6)])
    assert [one.kind for one in book.standing(Correction)] == [CorrectionKind.RETRACTION]
    (claim,) = claims_with(book, "41 people")
    assert claim.standing is Standing.RETRACTED


@pytest.mark.parametrize("turn", [False, True])
def test_the_order_of_entering_does_not_count(turn: bool) -> None:
    pages = [capture(TOLD, 3), capture(TOLD.replace("41 people", "36 people"), 5)]
    told = posted(list(reversed(pages)) if turn else pages).standing(Correction)
    assert told == posted(pages).standing(Correction)


def test_the_same_story_in_another_paper_is_no_edit() -> None:
    reworded = TOLD.replace("41 people", "36 people")
    other = capture(reworded, 5, "https://harbour.example/ferry", "Harbour News")
    assert corrections(posted([capture(TOLD, 3), other])) == []


def test_a_notice_that_tells_its_day_is_of_that_day() -> None:
    notice = (
        "The Delta Post has withdrawn an article that stood here. We apologise to our readers.\n\n"
        "This note was added on March 9, 2025."
    )
    book = posted([capture(TOLD, None), capture(notice, None)])
    (found,) = book.standing(Correction)
    assert (found.kind, found.on.edtf) == (CorrectionKind.RETRACTION, "2025-03-09")


def test_a_retraction_that_names_its_report_leaves_the_rest_of_the_page() -> None:
    notice = (
        "The Delta Post has withdrawn an article that stood here. It retracts the report that 41 "
        "people were on board, for which it has no proof."
    )
    book = posted([capture(TOLD, 3), capture(notice, 6)])
    back = [c.standing for c in claims_with(book, "41 people") if "Harbour" not in c.gist]
    assert Standing.RETRACTED in back
    others = [claim for claim in book.standing(Claim) if "two ships" in claim.gist]
    assert {claim.standing for claim in others} == {Standing.REPORTED}


def test_what_another_paper_still_tells_is_not_retracted() -> None:
    notice = "This article has been retracted because it did not meet our standards."
    other = (
        "Rain came down on Port Aldane for a third day. Harbour master Jonas Reel said that 41 "
        "people were on board of the ferry that sank."
    )
    told = TOLD.replace("were on board.", "were on board of the ferry that sank.")
    pages = [
        capture(told, 3),
        capture(notice, 6),
        capture(other, 4, "https://harbour.example/rain", "Harbour News"),
    ]
    (claim,) = claims_with(posted(pages), "41 people")
    assert claim.articles == 2
    assert StepKind.RETRACTED in [step.kind for step in claim.history]
    assert claim.standing is Standing.REPORTED

from __future__ import annotations

import pytest

from watchdesk import cleaning
from watchdesk.records import Capture, Declared, PartKind

BODY = [
    "The envoys of both ports left the table in Tarn on Monday without a word to reporters.",
    "A clerk who held the door for them said that neither of them had looked angry.",
    "The coast guard has offered to hold the disputed buoys until a judge has spoken.",
]
DECLARED = Declared(
    title="Envoys leave the table in Tarn",
    deck="Both had said that they would stay until there was a paper to sign. They did not.",
    authors=("Maren Holt", "AFP"),
    published="2031-03-04",
)
HEAD = [DECLARED.title or "", DECLARED.deck or "", "By Maren Holt, AFP", "2031-03-04"]


def kinds(lines: list[str], declared: Declared) -> dict[str, PartKind]:
    text = "\n".join(lines)
    capture = Capture(
        id="cap-0",
        uri="page.html",
        sha256="0" * 64,
        media_type="text/html",
        encoding="utf-8",
        declared=declared,
        text=text,
    )
    parts = cleaning.articles(capture)[0].parts
    return {text[part.start : part.end]: part.kind for part in parts}


def test_lines_under_the_headline_are_what_the_page_declares() -> None:
    found = kinds([*HEAD, "", *BODY], DECLARED)
    assert [found[line] for line in HEAD] == [
        PartKind.TITLE,
        PartKind.DECK,
        PartKind.BYLINE,
        PartKind.BYLINE,
    ]
    assert all(found[line] is PartKind.BODY for line in BODY)


def test_names_without_by_as_other_languages_write_them() -> None:
    found = kinds([HEAD[0], "Maren Holt, AFP", "", *BODY], DECLARED)
    assert found["Maren Holt, AFP"] is PartKind.BYLINE


@pytest.mark.parametrize("declared", [DECLARED, DECLARED.model_copy(update={"title": None})])
def test_a_first_paragraph_that_is_also_the_description_stays_text(declared: Declared) -> None:
    lead = declared.deck or ""
    found = kinds([HEAD[0], "", lead, *BODY], declared)
    assert found[lead] is PartKind.BODY

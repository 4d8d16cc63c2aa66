"""Pages of differing build, written for this project, each with the lines that are its article."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from watchdesk import cleaning
from watchdesk.intake import read
from watchdesk.intake.decode import decode
from watchdesk.intake.html import PageText, read_page
from watchdesk.intake.limits import Limits
from watchdesk.records import Capture, PartKind

PAGES = Path(__file__).parent / "data" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
BELIEVED_FLOOR = 0.93
"""Mean F1 of lines believed after cleaning; what cleaning does with a line is tested there."""


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def page(name: str) -> PageText:
    data = (PAGES / f"{name}.html").read_bytes()
    return read_page(decode(data, name, markup=True).text, name, Limits())


def test_there_are_pages_of_many_builds() -> None:
    assert len(NAMES) >= 8
    assert {path.stem for path in PAGES.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_the_article_and_no_others(name: str) -> None:
    _, _, body = page(name).text.partition("\n\n")
    assert body.split("\n") == expected(name)["body"]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_declares(name: str) -> None:
    found, wanted = page(name).declared.model_dump(mode="json"), expected(name)
    assert found == {key: wanted[key] for key in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_shows_only_a_beginning_says_so(name: str) -> None:
    assert (page(name).cut is not None) == expected(name)["partial"]


def f1(found: list[str], true: list[str]) -> float:
    common = (Counter(found) & Counter(true)).total()
    return 2 * common / (len(found) + len(true))


def test_what_is_believed_in_the_end_is_the_article() -> None:
    scores = []
    for name in NAMES:
        capture = next(iter(read([PAGES / f"{name}.html"])))
        assert isinstance(capture, Capture)
        kinds = (PartKind.BODY, PartKind.DATELINE, PartKind.SUBHEADING)
        spans = cleaning.articles(capture)[0].spans(*kinds)
        lines = "\n".join(capture.text[span.start : span.end] for span in spans).split("\n")
        scores.append(f1(lines, expected(name)["body"]))
    assert sum(scores) / len(scores) >= BELIEVED_FLOOR

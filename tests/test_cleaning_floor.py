"""Floors under the cleaning of dirty pages. A floor is never lowered silently.

The pages in ``data/dirty`` are written for this test, with invented outlets: a running account, a
list with headings, captions without credit, a menu of eighty entries with trending headlines above
the article and comments below, furniture in German, letters that ask for gifts, a match told by
the minute, short articles before long tails. They were in sight while rules were written: the
floors keep what was won and measure nothing else. Whoever changes a page measures again and sets
its floor anew, with the digest of all of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dirty_pages

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "dirty_floors.json").read_text(encoding="utf-8")
)
EPSILON = 0.0005
"""Floors are written with three digits."""


def test_the_floors_are_for_these_pages() -> None:
    assert dirty_pages.digest() == FLOORS["digest"], "pages changed: measure, set the floors again"
    assert sorted(FLOORS["floors"]) == dirty_pages.names()


@pytest.mark.parametrize("name", dirty_pages.names())
def test_nothing_won_is_lost(name: str) -> None:
    found = dirty_pages.clean(name)
    assert found.title, "the headline is not found"
    assert found.f1 >= FLOORS["floors"][name] - EPSILON, "\n".join(found.wrong)


def test_the_answers_name_lines_of_the_article_once() -> None:
    for name in dirty_pages.names():
        lines, kinds = dirty_pages.read_page(name)
        every = [index for found in kinds.values() for index in found]
        assert len(every) == len(set(every))
        assert max(every) < len(lines)
        assert len(kinds["title"]) == 1

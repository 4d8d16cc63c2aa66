"""Tags with absurdly many attributes cost no time, and pages lose nothing by the watch for them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.intake.html import page_text
from watchdesk.intake.html_tags import MOST, without_absurd_tags
from watchdesk.intake.limits import Limits

MANY = " ".join(f"a{n}=1" for n in range(40_000))
STORY = "<p>The foreign ministry said on Thursday that talks would resume in the harbour town.</p>"
PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {MANY}>",
        f"<p {MANY.replace(' ', '/')}>",
        f"<p x='>' {MANY}>",
        f'<p x=">" {MANY}>',
        f"<p {MANY.replace('=1', '')}>",
        f"<script>a<b '</script><p {MANY}><i '>",
        f"<p {MANY}",
    ],
)
def test_a_tag_of_many_attributes_costs_no_time(tag: str) -> None:
    page = f"<html><body><article>{STORY * 3}{tag}{STORY}</article></body></html>"
    start = time.process_time()
    text, _ = page_text(page, "a", Limits())
    assert time.process_time() - start < 5
    assert "talks would resume" in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_left_as_they_are(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert without_absurd_tags(page) == page


def test_long_values_are_no_attributes() -> None:
    picture = "A/b+c= d" * 20_000
    page = f'<p><img alt="it\'s" src="data:{picture}" title=\'"\'></p>{STORY}'
    assert without_absurd_tags(page) == page


@pytest.mark.parametrize("piece", ['<a "', "<a '", "<script>", "<", "<a x=", "<title "])
def test_time_grows_with_the_page_alone(piece: str) -> None:
    start = time.process_time()
    without_absurd_tags(piece * 300_000)
    assert time.process_time() - start < 5


@given(st.text(alphabet="<>a/='\" \n", max_size=200))
def test_few_attributes_are_never_cut(markup: str) -> None:
    assert without_absurd_tags(markup) == markup
    assert MOST > 200

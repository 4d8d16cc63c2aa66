"""Texts that mean harm, run from right to left, are very long, or overlap in every way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from test_web_read import client_of, got
from watchdesk.answers.marked import Block, Highlight, Layer, blocks, window_of
from watchdesk.brief.wording import safe
from watchdesk.desk import Desk
from watchdesk.records import Claim, Interval, Part, PartKind, Span

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = f"""\
Minister “signs” {SCRIPT} accord & more

By Ann O\u202eevil
8 August 2024

TARNOVA — The foreign ministry said on Thursday that {SCRIPT} talks would resume\u200b in Geneva.

“We will sit down \u2067again\u2069 on Monday,” Anna Orlova, a deputy minister, told reporters. A
bell\x07 rang.

Her side had asked for a fishing zone of 40 kilometers {{{{ 7*7 }}}} around the island, she said.
"""
RIGHT_TO_LEFT = """\
وزير الخارجية يعلن استئناف المحادثات

8 August 2024

قالت وزارة الخارجية يوم الخميس إن المحادثات سوف تستأنف في جنيف الأسبوع المقبل بعد توقف دام شهرا.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "one.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "two.txt").write_text(RIGHT_TO_LEFT, encoding="utf-8")
    rows = [
        {
            "url": address,
            "title": f'"><svg onload=alert({number})>',
            "publisher": "Paper</title><script>alert(3)</script>",
            "text": HOSTILE.replace("40", str(40 + number)),
        }
        for number, address in enumerate(("javascript:alert(4)", "https://paper.example/a?b=<c>"))
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    desk = Desk.open(folder / "desk", create=True)
    desk.ingest([folder / "one.txt", folder / "two.txt", folder / "rows.jsonl"])
    return folder / "desk"


@pytest.fixture(scope="module")
def client(hostile: Path) -> TestClient:
    return client_of(hostile)


def pages(folder: Path) -> list[str]:
    desk = Desk.open(folder)
    with desk.view() as view:
        known = list(view.newest_articles(Interval.unknown(), 50))
        claims = view.records(Claim)
    names = [one.article for one in known]
    return [
        *(f"/articles/{name}" for name in names),
        *(f"/articles/{name}?words=3,90&show=event&show=attribution" for name in names),
        *(f"/families/{one.family}" for one in known),
        *(f"/diff/{names[0]}/{name}" for name in names),
        *(f"/articles/{c.at.article}?words={c.at.span.start},{c.at.span.end}" for c in claims),
        "/search?q=talks", "/search?q=%3Cscript%3E", "/search?q=talks&outlet=%22%3E%3Cscript%3E",
        "/actors", "/actors?q=%3Cscript%3E", "/changes",
    ]  # fmt: skip


def test_markup_in_texts_is_shown_and_never_obeyed(client: TestClient, hostile: Path) -> None:
    for path in pages(hostile):
        page = got(client, path)
        assert not page.xpath("//script[not(@src)]|//svg|//img|//*[@onerror or @onload]"), path
        for href in page.xpath("//a/@href"):
            assert href.startswith(("/", "#", "https://paper.example/")), (path, href)
        assert "49" not in "".join(page.xpath("//title/text()"))


def test_steering_characters_are_made_visible(client: TestClient, hostile: Path) -> None:
    seen = set()
    for path in pages(hostile):
        answer = client.get(path).text
        assert safe(answer) == answer, path
        seen |= set(html.fromstring(answer).xpath("//span[@class='control']/text()"))
    assert {"U+202E", "U+2067", "U+200B"} <= seen


def test_each_line_takes_the_direction_of_its_words(client: TestClient, hostile: Path) -> None:
    found = Desk.open(hostile).search("جنيف", 1)
    article = next(iter(found)).at.article
    lines = got(client, f"/articles/{article}").xpath("//article//p[contains(@class,'line')]")
    assert lines
    assert all(line.get("dir") == "auto" for line in lines)


def test_the_page_elsewhere_opens_only_for_the_web(client: TestClient, hostile: Path) -> None:
    outside = [
        href
        for path in pages(hostile)
        for href in got(client, path).xpath("//a/@href")
        if ":" in href
    ]
    away = [href for href in outside if not href.startswith(("/", "#", "?"))]
    assert all(href.startswith("https://paper.example/") for href in away), away


PLAIN = st.text(st.characters(codec="utf-8"), max_size=120)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Part], list[Highlight], Span | None]:
    text = draw(PLAIN) + draw(st.sampled_from(["", "\n\n", "\u202e", "\r\n", "אב", "a\u0301"]))
    spots = st.integers(0, len(text))
    spans = st.tuples(spots, spots).map(lambda pair: Span(min(pair), max(pair)))
    cuts = sorted(draw(st.lists(spots, max_size=6)))
    parts = [
        Part(start=low, end=high, kind=draw(st.sampled_from(PartKind)), reason="so")
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    highlights = [
        Highlight(span=span, layer=layer, record=record)
        for span, layer, record in draw(
            st.lists(
                st.tuples(spans, st.sampled_from(Layer), st.sampled_from([None, "a", "b"])),
                max_size=8,
            )
        )
    ]
    return text, draw(spans), parts, highlights, draw(st.none() | spans)


def text_of(made: tuple[Block, ...]) -> str:
    return "".join(piece.text for block in made for piece in block.pieces)


@given(marked())
def test_unwrapping_the_marks_gives_the_text_back(
    case: tuple[str, Span, list[Part], list[Highlight], Span | None],
) -> None:
    text, window, parts, highlights, asked = case
    made = blocks(text, window, parts, highlights, asked)
    assert text_of(made) == window.text_of(text)
    shown = "".join(p.text for b in made for p in b.pieces if p.asked)
    low, high = max(asked.start, window.start) if asked else 0, asked.end if asked else 0
    assert shown == (text[low : min(high, window.end)] if asked and low < high else "")
    at = window.start
    opened: list[Highlight] = []
    for piece in (piece for block in made for piece in block.pieces):
        here = Span(at, at + len(piece.text))
        at = here.end
        assert set(piece.layers) == {h.layer for h in highlights if h.span.overlaps(here)}
        if piece.opens:
            assert piece.opens.span.overlaps(here)
            opened.append(piece.opens)
        if piece.control:
            assert len(piece.text) == 1
        else:
            assert safe(piece.text.replace("\r", "")) == piece.text.replace("\r", "")
    assert all(opened.count(one) <= highlights.count(one) for one in opened)


@given(PLAIN, st.integers(0, 150), st.integers(0, 150), st.integers(1, 60))
def test_a_window_is_short_and_holds_where_the_words_begin(
    text: str, start: int, length: int, most: int
) -> None:
    start = min(start, len(text))
    around = Span(start, min(start + length, len(text)))
    whole = Span(0, len(text))
    found = window_of(text, whole, around if around.length else None, start, most)
    assert whole.contains(found)
    assert found.length <= max(most, 1)
    if around.length:
        assert found.contains(around.start)
    seen, at = "", 0
    while at < len(text):
        piece = window_of(text, whole, None, at, most)
        assert piece.start <= at < piece.end
        seen += text[at : piece.end]
        at = piece.end
    assert seen == text


def test_a_text_of_two_million_characters_is_shown_in_stretches() -> None:
    text = "The ministry said so on Monday.\n" * 62_500
    whole = Span(0, len(text))
    window = window_of(text, whole, Span(1_000_000, 1_000_020), None, 30_000)
    made = blocks(text, window, [Part(start=0, end=len(text), kind=PartKind.BODY, reason="so")])
    assert text_of(made) == window.text_of(text)
    assert window.length <= 30_000
    assert window.contains(Span(1_000_000, 1_000_020))

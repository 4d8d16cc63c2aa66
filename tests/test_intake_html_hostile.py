"""Pages made to break a reader: bounded in time, never expanded, refused by name."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.errors import InputRefused
from watchdesk.intake.html import page_text, read_page
from watchdesk.intake.html_blocks import lay_out
from watchdesk.intake.limits import Limits

SAID = "The port council voted late on Monday to reopen the northern ferry, its speaker said."
MANY = 49_000
SECONDS = 10
"""The most a page within the limits may take, CPU time; measured worst: 2.2 s."""


def nested(tag: str, depth: int, inner: str) -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


def linked(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


WORST = {
    "paragraphs": f"<p>{SAID}</p>" * MANY,
    "fragments": "<p>a</p>" * MANY,
    "links": "<a href='/x'>some words to read</a> " * MANY,
    "deep": nested("div", 240, f"<p>{SAID}</p>") * (MANY // 241),
    "figures in figures": nested("figure", 200, "<i>x</i>" * (MANY - 300)),
    "quotations": "".join(f"<blockquote>{SAID} {i} times.</blockquote>" for i in range(190))
    + "".join(f"<p>{SAID} {i} times.</p>" for i in range(MANY - 500)),
    "main headings": f"<h1>{SAID}</h1>" * MANY,
    "microdata": nested("div", 200, "<b itemprop=author>A B</b>" * (MANY - 300)),
    "line breaks": f"{SAID}<br>" * MANY,
    "names": "".join(f"<div class='a{i} b{i}-share c{i}Nav'>{SAID}</div>" for i in range(MANY)),
    "rows": "<table>" + "<tr><td>a</td><td>b</td><td>c</td></tr>" * (MANY // 4) + "</table>",
    "one name": f"<div class='{'x ' * 9_000_000}'><p>{SAID}</p></div>",
    "one word": f"<p>{'x' * 4_900_000}</p>",
    "one script": f"<script>{'x' * 19_000_000}</script><p>{SAID}</p>",
    "much declared": "".join(
        linked({"@type": "NewsArticle", "headline": f"{SAID} {i}"}) for i in range(20_000)
    )
    + f"<h1>{SAID}</h1>" * 50
    + f"<p>{SAID}</p>",
    "declared body": linked(
        {"@type": "NewsArticle", "articleBody": "".join(f"{SAID} {i}\n" for i in range(2900))}
    )
    + "".join(f"<p>{SAID} {SAID} {i}</p>" for i in range(4900)),
    "doubt": "".join(f"<div><p>{SAID} {i} times.</p></div>" for i in range(19_000 // 2))
    + f"<div class=related>{f'<p>{SAID}</p>' * 400}</div>",
}


@pytest.mark.parametrize("name", sorted(WORST))
def test_worst_page_of_its_kind_is_read_or_refused_in_time(name: str) -> None:
    markup = f"<!doctype html><html><head></head><body>{WORST[name]}</body></html>"
    began = time.process_time()
    try:
        text, _ = page_text(markup, "page.html", Limits())
    except InputRefused as refused:
        assert refused.code in {"W113", "W114", "W121"}
    else:
        assert text
    assert time.process_time() - began < SECONDS


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "expanded">'
    + "".join(
        f'<!ENTITY {x} "{f"&{y};" * 10}">' for y, x in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    + f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SAID} &i; &file;</p>'
    + f"<p>{SAID}</p></body></html>"
)


def test_entities_of_a_page_are_never_expanded() -> None:
    began = time.process_time()
    text, _ = page_text(ENTITIES, "page.xhtml", Limits())
    assert SAID in text
    assert "expanded" not in text
    assert len(text) < 400
    assert time.process_time() - began < 1


def test_frames_without_text_are_refused() -> None:
    frames = "<html><head><title>Tarn Mail</title></head><frameset cols='*'><frame src='a.html'>"
    with pytest.raises(InputRefused) as caught:
        page_text(f"{frames}</frameset></html>", "page.html", Limits())
    assert caught.value.code == "W113"


@pytest.mark.parametrize("tag", ["div", "figure", "blockquote", "svg", "math", "object"])
def test_depth_is_bounded_also_where_nothing_is_shown(tag: str) -> None:
    markup = f"<html><body><p>{SAID}</p>{nested(tag, 300, 'x')}</body></html>"
    with pytest.raises(InputRefused) as caught:
        page_text(markup, "page.html", Limits())
    assert caught.value.code == "W114"


def test_a_whole_article_that_is_not_for_everybody_is_not_called_cut() -> None:
    body = "".join(f"<p>{SAID} It was vote number {i} of the night.</p>" for i in range(9))
    head = linked({"@type": "NewsArticle", "isAccessibleForFree": False, "wordCount": 170})
    page = read_page(f"<html><head>{head}</head><body>{body}</body></html>", "x", Limits())
    assert page.cut is None


def test_fewer_words_than_the_page_declares_are_called_a_part() -> None:
    head = linked({"@type": "NewsArticle", "isAccessibleForFree": "False", "wordCount": "1200"})
    page = read_page(f"<html><head>{head}</head><body><p>{SAID}</p></body></html>", "x", Limits())
    assert page.cut == "not open to everybody, and 1,200 words long, as the page says"


TAGS = (
    "p div span b a ul li table tr td th h1 h2 blockquote figure article br time section form"
).split()
NAMES = ["", ' class="share"', ' class="entry-content"', " hidden", ' itemprop="articleBody"']
OPENED = [
    f"<{tag}{name}>"
    for tag in TAGS
    for name in NAMES
    if name != " hidden"
    or tag not in {"span", "b", "a", "time"}  # what is hidden inside a line goes
]
OPEN = st.sampled_from(OPENED)
CLOSE = st.builds("</{}>".format, st.sampled_from(TAGS))
TEXT = st.sampled_from([SAID, "Tarn", " Tarn ", "1", "&#0;", "\u202e", "Sign up now"]) | st.text(
    max_size=9
)


@settings(deadline=None, max_examples=150)
@given(st.lists(OPEN | CLOSE | TEXT, min_size=5, max_size=60))
def test_blocks_hold_all_visible_words_once(pieces: list[str]) -> None:
    from lxml.html import document_fromstring

    tree = document_fromstring(f"<html><body><p>x</p>{''.join(pieces)}</body></html>".encode())
    layout = lay_out(tree)
    assert all(block.text and block.text == block.text.strip() for block in layout.blocks)
    assert all(0 <= block.linked <= len(block.text) for block in layout.blocks)
    assert all(room.parent < index for index, room in enumerate(layout.rooms))
    shown = "".join(block.text for block in layout.blocks)
    assert shown.count("Tarn") == "".join(tree.itertext()).count("Tarn")

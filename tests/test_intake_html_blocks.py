"""Blocks of a page, what names say of them, and which of them are the article."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from watchdesk.intake.html_article import Found, find_article
from watchdesk.intake.html_blocks import Layout, count_words, is_prose, lay_out
from watchdesk.intake.html_signs import Role, sign_of_names

ONE = "The envoys of both ports left the table in Tarn on Monday without a word to reporters."
TWO = "A clerk who held the door for them said that neither of them had looked angry."
THREE = "The coast guard has offered to hold the disputed buoys until a judge has spoken."
ELSE = "Swans are breeding again in the basin behind the customs house, for the first time."


def layout(body: str) -> Layout:
    return lay_out(document_fromstring(f"<html><body>{body}</body></html>"))


def texts(body: str) -> list[str]:
    return [block.text for block in layout(body).blocks]


def article(body: str) -> list[str]:
    return [block.text for block in found(body).blocks]


def found(body: str) -> Found:
    return find_article(layout(body))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one <b>bold</b> wo<i>rd</i></p><p>two</p>", ["one bold word", "two"]),
        ("bare<div>in a box</div>after", ["bare", "in a box", "after"]),
        ("<p>One.<br>Two.<br><br>Three.</p>", ["One.", "Two.", "Three."]),
        ("<p>broken in the<br>middle of a line</p>", ["broken in the middle of a line"]),
        ("<table><tr><td>Adult</td><td>3.10</td></tr></table>", ["Adult\t3.10"]),
        (
            "<table><tr><td><p>Left.</p></td><td><p>Right.</p></td></tr></table>",
            ["Left.", "Right."],
        ),
        ("<p>soft\u00adhyphen zero\u200bwidth</p>", ["softhyphen zerowidth"]),
        ("<p>a\n  lot\tof \u00a0 space</p>", ["a lot of space"]),
        ("<p>seen<span hidden> not</span><i style='display:none'> nor this</i></p>", ["seen"]),
        ("<p>a link<span class='sr-only'>, opens in a new window</span></p>", ["a link"]),
        ("<script>no()</script><noscript>no</noscript><svg><text>no</text></svg>yes", ["yes"]),
        ("<p>a<template>no</template>b</p>", ["ab"]),
    ],
)
def test_blocks_are_the_lines_a_reader_sees(markup: str, lines: list[str]) -> None:
    assert texts(markup) == lines


def test_blocks_know_what_they_are_and_what_is_linked() -> None:
    blocks = layout(
        "<h1>Head</h1><h3>Sub</h3><p>See <a href='/x'>there</a></p><ul><li>item<li><p>long</p></ul>"
        "<blockquote>said</blockquote><time>4 March</time><p><a href='#n'>note</a></p>"
    ).blocks
    assert [(b.kind, b.text, b.linked) for b in blocks] == [
        ("h1", "Head", 0),
        ("h", "Sub", 0),
        ("p", "See there", 5),
        ("li", "item", 0),
        ("li", "long", 0),
        ("q", "said", 0),
        ("time", "4 March", 0),
        ("p", "note", 0),
    ]


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("article-body", Role.BODY),
        ("entry-content clearfix", Role.BODY),
        ("articleBody", Role.BODY),
        ("StoryBodyText", Role.BODY),
        ("article-body__newsletter", Role.FURNITURE),
        ("RelatedStories-wrap", Role.FURNITURE),
        ("most-read", Role.FURNITURE),
        ("adBlockTop", Role.FURNITURE),
        ("kXaDsQ", Role.UNKNOWN),
        ("has-sidebar no-comments", Role.UNKNOWN),
        ("overflow-hidden md:hidden", Role.UNKNOWN),
        ("gradient shadow", Role.UNKNOWN),
        ("byline__author", Role.HEAD),
        ("article__dek", Role.DECK),
        ("wp-caption-text", Role.PICTURE),
        ("", Role.UNKNOWN),
    ],
)
def test_names_say_what_an_element_holds(names: str, role: Role) -> None:
    assert sign_of_names(names).role is role


def test_article_is_where_nearly_all_running_text_stands() -> None:
    body = f"<div><p>{ONE}</p><p>{TWO}</p></div>"
    assert article(f"<div><a href='/'>Home</a></div>{body}<div>Imprint</div>") == [ONE, TWO]


def test_article_in_several_boxes_is_whole() -> None:
    body = f"<div><p>{ONE}</p></div><div class='ad-slot'>Advertisement</div><div><p>{TWO}</p></div>"
    assert article(f"<main>{body}<div><p>{THREE}</p></div></main>") == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "box",
    [
        f"<aside><p>{ELSE}</p></aside>",
        f"<div class='related'><p>{ELSE}</p></div>",
        f"<div role='complementary'><p>{ELSE}</p></div>",
        f"<div style='display: none'><p>{ELSE}</p></div>",
        f"<x-newsletter-box><p>{ELSE}</p></x-newsletter-box>",
        "<div><h4>More</h4><ul><li><a href='/1'>Swans</a><li><a href='/2'>Fog</a></ul></div>",
        f"<div><a href='/1'>Swans</a><p>{ELSE}</p><a href='/2'>Fog again</a><p>{ELSE}</p></div>",
        f"<p><a href='/1'>{ELSE}</a></p>",
        "<p>* * *</p><p>2</p>",
        f"<figure><img><figcaption>{ELSE}</figcaption></figure>",
        f"<blockquote class='big'>{TWO[2:40]}</blockquote>",
    ],
)
def test_what_is_not_the_article_is_left_out(box: str) -> None:
    body = f"<p>{ONE}</p>{box}<p>{TWO}</p><p>{THREE}</p><p>{ONE[:-1]}, too.</p>"
    assert article(f"<div><h1>Head</h1>{body}</div>") == [ONE, TWO, THREE, f"{ONE[:-1]}, too."]


def test_name_of_an_element_is_not_believed_against_most_of_the_text() -> None:
    whole = f"<div class='comment-page'><h1>Comment</h1><p>{ONE}</p><p>{TWO}</p></div>"
    assert article(f"{whole}<div class='comments'><p>{ELSE}</p></div>") == [ONE, TWO]


def test_paragraphs_that_all_bear_a_name_of_furniture_are_the_article() -> None:
    rest = "".join(f"<p class='paywall'>{line}</p>" for line in (TWO, THREE))
    assert article(f"<div><p>{ONE}</p>{rest}</div>") == [ONE, TWO, THREE]


def test_text_that_waits_behind_a_hidden_mark_is_read() -> None:
    assert article(f"<p>Loading</p><div hidden><p>{ONE}</p><p>{TWO}</p></div>") == [ONE, TWO]


def test_lists_tables_and_headings_between_paragraphs_stay() -> None:
    inner = (
        "<h2>Dues</h2><ul><li>crowns</li><li>buoys</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )
    body = f"<p>{ONE}</p>{inner}<p>{TWO}</p><ul><li>last</li></ul>"
    assert article(f"<div>{body}</div>") == [
        *(ONE, "Dues", "crowns", "buoys", "a\tb", TWO, "last"),
    ]


def test_share_tells_how_sure_it_is() -> None:
    sure = found(f"<div><p>{ONE}</p><p>{TWO}</p></div>")
    torn = found(f"<div><p>{ONE}</p><p>{TWO}</p></div><div><p>{THREE}</p><p>{ELSE}</p></div>")
    assert (sure.share, sure.paragraphs) == (1.0, 2)
    assert torn.share == 1.0  # both halves: neither is nearly all
    assert torn.paragraphs == 4
    assert found("<p>Hello</p>").blocks == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [("three small words", 3), ("海岸警备队提出保管浮标", 5), ("เรือข้ามฟากจะกลับมาอีกครั้ง", 5)],
)
def test_words_are_counted_in_scripts_without_spaces(text: str, words: int) -> None:
    assert count_words(text) == words


def test_running_text_in_other_scripts() -> None:
    assert is_prose("海岸警备队提出在法官宣判之前保管有争议的浮标。")
    assert is_prose("دونوں بندرگاہوں کے سفیر پیر کو کچھ کہے بغیر اٹھ گئے۔")
    assert not is_prose("海岸警备队")
    assert not is_prose("Harbours Islands Opinion Sport Weather")

from __future__ import annotations

import json
import logging
import socket
import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.errors import InputRefused
from watchdesk.intake.html import read_html
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Piece
from watchdesk.records import Capture

BODY = """<nav><a href="/">Home</a> <a href="/w">World</a></nav><article>
<h1>Harbour talks stall in Velmora</h1>
<p>VELMORA — Envoys of the two ports left the table on Tuesday, said Tomas Reld, an aide.</p>
<p>“We are not walking away,” he told reporters. “We await an answer promised in January.”</p>
<p>The board has asked the coast guard for 12 boats &amp; expects a reply within two weeks.</p>
</article><footer>All rights reserved</footer>"""
META = """<meta property="og:site_name" content="The Kestrel Gazette">
<meta name="description" content="Envoys left without a date for a new round.">
<meta name="author" content="Ilse Marrow"><meta property="article:published_time"
content="2031-03-04T22:10:00-05:00"><meta property="article:modified_time" content="2031-03-09">
<link rel="canonical" href="https://kestrel.example/2031/harbour-talks">"""


def page(head: str = META, body: str = BODY) -> bytes:
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'.encode()
    )


def read(data: bytes, limits: Limits | None = None) -> Capture:
    (found,) = read_html(
        Piece("page.html", "page.html", BytesIO(data)), Context(limits=limits or Limits())
    )
    return found


def code(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(InputRefused) as caught:
        read(data, limits)
    return caught.value.code


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_text_begins_with_what_the_page_declares() -> None:
    found = read(page())
    assert found.text.split("\n") == [
        "Harbour talks stall in Velmora",
        "Envoys left without a date for a new round.",
        "By Ilse Marrow",
        "2031-03-04",
        "",
        "VELMORA — Envoys of the two ports left the table on Tuesday, said Tomas Reld, an aide.",
        "“We are not walking away,” he told reporters. “We await an answer promised in January.”",
        "The board has asked the coast guard for 12 boats & expects a reply within two weeks.",
    ]
    assert found.media_type == "text/html"


def test_declared_is_kept_beside_the_text() -> None:
    declared = read(page()).declared
    assert declared.url == "https://kestrel.example/2031/harbour-talks"
    assert declared.title == "Harbour talks stall in Velmora"
    assert declared.deck == "Envoys left without a date for a new round."
    assert declared.outlet == "The Kestrel Gazette"
    assert declared.authors == ("Ilse Marrow",)
    assert declared.published == "2031-03-04"
    assert declared.language == "en-GB"


def test_linked_data_is_read() -> None:
    head = linked(
        headline="Harbour talks stall in Velmora",
        author=[{"name": "Ilse Marrow"}, {"name": "Tomas Reld"}],
        publisher={"name": "Kestrel &amp; Sons"},
        datePublished="2031-03-04",
        dateModified="2031-03-09",
    )
    declared = read(page(head)).declared
    assert declared.title == "Harbour talks stall in Velmora"
    assert declared.authors == ("Ilse Marrow", "Tomas Reld")
    assert declared.outlet == "Kestrel & Sons"
    assert declared.published == "2031-03-04"


def test_linked_data_of_another_story_is_not_taken() -> None:
    other = {"@type": "Article", "headline": "Elsewhere", "datePublished": "2029-01-01", "a": 1}
    own = {
        "@type": ["NewsArticle"],
        "headline": "Harbour talks stall in Velmora",
        "datePublished": "2031-03-04",
        "author": {"@id": "#p7"},
    }
    person = {"@type": "Person", "@id": "#p7", "name": "Ilse Marrow"}
    graph = json.dumps({"@graph": [other, own, person]})
    declared = read(page(f'<script type="application/ld+json">{graph}</script>')).declared
    assert declared.published == "2031-03-04"
    assert declared.authors == ("Ilse Marrow",)


@pytest.mark.parametrize("broken", ["{", "[[[[" * 50_000, '{"@type": 7, "@graph": {"a": []}}', ""])
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert read(page(head)).declared.title == "Harbour talks stall in Velmora"


def test_no_date_is_taken_from_words_or_address() -> None:
    head = '<link rel="canonical" href="https://kestrel.example/2031/03/04/talks">'
    body = BODY.replace("on Tuesday", "on 4 March 2031")
    found = read(page(head, body))
    assert found.declared.published is None
    assert "2031-03-04" not in found.text


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        ('<time datetime="2031-03-04T10:00Z">4 March</time>', "2031-03-04"),
        ('<time datetime="2031-03-04">a</time><time datetime="2031-03-07">b</time>', None),
        (
            '<time datetime="2031-03-07">b</time><time itemprop="datePublished" '
            'datetime="2031-03-04">a</time>',
            "2031-03-04",
        ),
    ],
)
def test_time_tags_count_when_they_are_clear(tags: str, day: str | None) -> None:
    assert read(page("", tags + BODY)).declared.published == day


def test_name_of_the_site_is_cut_from_the_title() -> None:
    head = (
        "<title>Talks resume | The Kestrel Gazette</title>"
        '<meta property="og:site_name" content="The Kestrel Gazette">'
    )
    body = BODY.replace("<h1>Harbour talks stall in Velmora</h1>", "")
    assert read(page(head, body)).declared.title == "Talks resume"


def test_description_that_is_the_first_paragraph_is_not_repeated() -> None:
    first = "VELMORA — Envoys of the two ports left the table on Tuesday"
    for description in (first, "VELMORA — Envoys of the tw…"):
        found = read(page(f'<meta name="description" content="{description}">'))
        assert found.text.count("VELMORA") == 1
        assert found.declared.deck == description


def test_byline_on_a_page_in_another_language_has_no_english_word() -> None:
    found = read(page().replace(b'lang="en-GB"', b'lang="de"'))
    assert "\nIlse Marrow\n" in found.text
    assert "By " not in found.text


def test_encoding_of_the_page_is_used() -> None:
    data = page('<meta charset="windows-1252">').decode().encode("cp1252")
    found = read(data)
    assert "“We are not walking away,”" in found.text
    assert found.encoding == "windows-1252"


def test_page_with_xml_declaration() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + page()
    assert "12 boats" in read(data).text


def test_control_characters_written_as_references_do_not_get_through() -> None:
    found = read(
        page("<title>Talks&#27;[31m stall&#0;</title>", BODY.replace("12", "12&#27;&#155;"))
    )
    assert not {c for c in found.model_dump_json() if ord(c) < 32 or 127 <= ord(c) < 160}
    assert "\\u001b" not in found.model_dump_json()


def test_page_without_article_is_refused() -> None:
    assert code(page("", "")) == "W113"
    assert code(b"<html><body><script>let a = 1</script></body></html>") == "W113"
    assert code(b"<!-- nothing -->") in {"W113", "W115"}


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "table><tr><td", "blockquote"])
def test_nesting_is_bounded(tag: str) -> None:
    began = time.perf_counter()
    assert code(f"<html><body>{f'<{tag}>' * 100_000}{BODY}".encode()) == "W114"
    assert time.perf_counter() - began < 2


def test_number_of_elements_is_bounded() -> None:
    assert code(page(body="<i>a</i>" * 500), Limits(html_elements=400)) == "W114"


def test_length_of_text_is_bounded_before_extraction() -> None:
    began = time.perf_counter()
    assert code(page(body=f"<h1>{'a b ' * 2_000_000}</h1>{BODY}")) == "W121"
    assert time.perf_counter() - began < 2


def test_nothing_is_lost_after_a_long_attribute_or_script() -> None:
    long = "x " * 4_500_000
    body = f"<img src='data:{long}'><script>{long}</script>{BODY}"
    assert "12 boats" in read(page(body=body)).text


def test_nothing_is_logged_or_fetched(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def offline(*args: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", offline)
    level = logging.getLogger("trafilatura").level
    read(page(body=BODY + '<img src="https://a.example/b.png"><iframe src="https://a.example">'))
    assert code(page("", "")) == "W113"
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").level == level


TAGS = ["<p>", "</p>", "<div>", "</div>", "<table><tr>", "<td>", "<!--", "-->", "<script>", "<h1>"]
META_BITS = ['<meta name="date" content="', '">', "<title>", "&#", "&#xD800;", ";", '"', "<time "]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(TAGS + META_BITS) | st.text(max_size=20), max_size=40))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    data = ("<html>" + "".join(pieces)).encode("utf-8", "replace")
    try:
        found = read(data)
    except InputRefused as refused:
        assert refused.code in {"W110", "W111", "W113", "W115"}
    else:
        assert any(c.isalnum() for c in found.text)
        found.model_dump_json()

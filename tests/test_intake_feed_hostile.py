"""Feeds that are broken, no feeds, or meant to harm: read as far as they go, within bounds."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_feeds import ATOM, JSON, PARAGRAPH, RDF, RSS, entries, item, read
from watchdesk.intake.piece import Beside
from watchdesk.records import Declared, FetchState

BROKEN = {
    "cut off": (RSS[: RSS.index("No ferry") + 9], 2, "cut off before its end"),
    "unclosed tags": (RSS.replace("</title><guid>", "<guid>"), 2, "broken XML"),
    "no end tags of items": (RSS.replace("</item>", ""), 2, "entries inside one another"),
    "words before": ("Warning: headers\n" + RSS, 2, "text before the XML"),
    "prefixes": (
        RSS.replace(' xmlns:content="http://purl.org/rss/1.0/modules/content/"', ""),
        2,
        "",
    ),
    "ampersands": (RSS.replace("Harbour talks", "Harbour & ferry"), 2, "as XML does not allow"),
    "entities": (RSS.replace("Harbour talks", "Harbour&nbsp;&copy;"), 2, "as XML does not allow"),
    "controls": (RSS.replace("Harbour", "Har\x08bour\x1b"), 2, "control characters"),
    "upper case": (RSS.replace("<rss", "<RSS").replace("</rss", "</RSS"), 2, ""),
    "an odd namespace": (RSS.replace("<rss", '<rss xmlns="http://a}b"'), 2, ""),
    "after the end": (RSS + "<p>more</p>", 2, "broken XML"),
    "comment before": ("<!-- made by <rss> makers -->" + RSS, 2, ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_keeps_its_entries_and_says_what_was_wrong(name: str) -> None:
    text, number, flaw = BROKEN[name]
    captures, refusals, fetch = read(text)
    assert (len(captures), refusals, fetch.state) == (number, [], FetchState.FRESH)
    assert any(flaw in told for told in fetch.flaws), fetch.flaws
    assert captures[0].declared.url == "https://kestrel.example/talks"
    assert "The envoys came back." in captures[0].text
    assert all("\x1b" not in c.text and "\x08" not in c.text for c in captures)


def test_encodings_that_are_declared_wrong_or_not_at_all() -> None:
    accents = RSS.replace("Harbour", "Çeşme café")
    wrong = accents.replace('encoding="utf-8"', 'encoding="iso-8859-1"')
    assert entries(wrong.encode())[0].declared.title == "Çeşme café talks resume"
    latin = RSS.replace("Harbour", "Café").encode("cp1252")
    captures, _, fetch = read(latin)
    assert captures[0].declared.title == "Café talks resume"
    assert any("in no encoding it declares" in flaw for flaw in fetch.flaws)
    declared = RSS.replace('"utf-8"', '"windows-1251"').replace("Harbour", "Порт")
    assert entries(declared.encode("cp1251"))[0].declared.title == "Порт talks resume"
    assert len(entries("\ufeff".encode("utf-16-le") + accents.encode("utf-16-le"))) == 2
    mixed = RSS.encode().replace(b"Harbour", "Çeşme café élan".encode() + b" \x93quoted\x94")
    assert entries(mixed)[0].declared.title == "Çeşme café élan “quoted” talks resume"


def test_at_an_address_letters_and_links_are_as_in_a_file() -> None:
    feed = RSS.replace("Harbour talks resume", "Talks – voilà").replace("/talks", "/tàlks")
    at = Beside(declared=Declared(url="https://kestrel.example/feed"))
    for beside in (Beside(), at):
        (first, _), _, _ = read(feed, beside)
        assert first.declared.title == "Talks – voilà"
        assert first.declared.url == "https://kestrel.example/tàlks"


def test_bidirectional_marks_are_kept_and_no_terminal_is_steered() -> None:
    (found,) = entries(item("<title>\u202eabc\u202c \x9b31m\u2028x</title>"))
    assert found.declared.title == "\u202eabc\u202c ›31m x"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<?xml version='1.0'?><urlset><url/></urlset>", "a sitemap"),
        ("<opml><body><outline/></body></opml>", "an OPML list of feeds"),
        ("<newsMessage/>", "NewsML"),
        ("<x:NewsItem xmlns:x='urn:y'/>", "NewsML"),
        ("<root><a/></root>", "XML with the root element root"),
        ("<html><body><p>Hello</p></body></html>", "an HTML page"),
        ('{"version": 1}', "JSON of another kind"),
        ('["items"]', "JSON of another kind"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(text: str, what: str) -> None:
    captures, (refusal,), fetch = read(text)
    assert (captures, refusal.code, fetch.state) == ([], "W140", FetchState.FAILED)
    assert refusal.reason == f"this is {what}, not a feed"


@pytest.mark.parametrize("text", ["words", "<", "{", '{"items": [', "<!--", "<a", "[" * 90_000])
def test_what_cannot_be_parsed_is_refused(text: str) -> None:
    captures, refusals, fetch = read(text)
    assert captures == []
    assert fetch.state in (FetchState.FAILED, FetchState.EMPTY)
    assert [r.code for r in refusals] in ([], ["W140"], ["W141"])


def test_a_json_feed_that_breaks_off_keeps_its_whole_items() -> None:
    text = json.dumps(JSON)
    cut = text[: text.index("Line two")]
    captures, _, fetch = read(cut)
    assert [c.declared.outlet for c in captures] == ["Gull Daily"]
    assert fetch.flaws[0] == "broken JSON; its items up to there were read"


@pytest.mark.parametrize(
    "change",
    [
        {"items": [None, 1, "a", {"id": None, "title": ["x"], "content_html": 5}]},
        {
            "items": [
                {"id": {"a": 1}, "title": "A", "url": 5, "content_text": "Words", "authors": 3}
            ]
        },
        {"title": ["x"], "language": 5, "home_page_url": "http://[", "author": "Ada"},
        {"items": [{"title": "A", "url": "http://[::bad/", "date_published": "yesterday"}]},
    ],
)
def test_odd_json_is_read_as_far_as_it_goes(change: dict[str, Any]) -> None:
    _, refusals, fetch = read({**JSON, **change})
    assert refusals == []
    assert fetch.state in (FetchState.FRESH, FetchState.EMPTY)


def rep(text: str, size: int = 1_000_000) -> str:
    return text * (size // len(text))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
HOSTILE = {
    "billion laughs": item("<title>&l9;</title>", f"<!DOCTYPE x [{LAUGHS}]>"),
    "laughs before": f"<!DOCTYPE x [{LAUGHS}]>" + item("<title>&l9;</title>"),
    "quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
    + item(f"<title>{'&a;' * 50_000}</title>"),
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + item("<title>&a;</title><description>Words</description>"),
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a"> %a;]>'
    + item("<title>A</title>"),
    "deep": item(f"<description>{rep('<b>')}</description>"),
    "deep markup": item(f"<description>{rep('&lt;b>')}</description>"),
    "attributes": "<rss " + " ".join(f'a{n}="1"' for n in range(150_000)) + "><item/></rss>",
    "attributes of markup": item(
        "<description><![CDATA[<p "
        + " ".join(f"a{n}=1" for n in range(150_000))
        + ">x]]></description>"
    ),
    "entries": item(rep("</item><item>")),
    "nested entries": item(rep("<item>")),
    "authors": item(rep("<author>a</author>")),
    "contents": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{rep("<content>a</content>")}',
    "less-than": item(f"<title>{rep('<')}</title>"),
    "ampersands": item(f"<title>{rep('&')}</title>"),
    "comments": rep("<!--"),
    "unclosed CDATA": item(f"<title>{rep('<![CDATA[')}"),
    "unclosed pictures": item(f"<description><![CDATA[{rep('<svg>')}]]></description>"),
    "unclosed quotes": item(f"<description><![CDATA[{rep('<a =')}{rep('<a =' + chr(34))}]]>"),
    "namespaces": "<rss "
    + " ".join(f'xmlns:p{n}="u{n}"' for n in range(50_000))
    + "><item/></rss>",
    "long date": item(f"<pubDate>{rep('Mon, ')}</pubDate>"),
    "JSON lists": '{"version":"https://jsonfeed.org/version/1","items":' + rep("["),
    "JSON objects": '{"version":"https://jsonfeed.org/version/1","items":[' + rep("{},") + "{}]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_are_bounded(name: str) -> None:
    begun = time.process_time()
    captures, _, fetch = read(HOSTILE[name])
    assert time.process_time() - begun < 5  # measured: at most 1 s
    assert sum(len(c.text) for c in captures) <= len(HOSTILE[name])
    assert not any("root:" in c.text or "lollol" in c.text or "aaaa" in c.text for c in captures)
    assert fetch.state is FetchState.FAILED or fetch.flaws


def test_entries_are_bounded_and_said_to_be() -> None:
    many = "".join(f"<item><title>Story {n}</title></item>" for n in range(10_050))
    captures, _, fetch = read(f"<rss><channel>{many}</channel></rss>")
    assert len(captures) == fetch.entries == 10_000
    assert fetch.flaws[0] == "very long; only its first 10,000 entries were read"


SEEDS = [
    text.encode() for text in (RSS.replace(PARAGRAPH, "They met."), ATOM, RDF, json.dumps(JSON))
]
PIECES = [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<item>", b"</item>", b"\0", b"\xff", b'"', b"{"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=3)))
        data[at : at + draw(st.integers(0, 40))] = piece
    return bytes(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_any_change_gives_captures_refusals_and_one_word_on_its_health(data: bytes) -> None:
    captures, refusals, fetch = read(data or b"<")
    assert (fetch.state is FetchState.FAILED) == (fetch.reason is not None)
    if fetch.state is FetchState.FRESH:
        assert fetch.entries == len(captures) + len(refusals)
    for capture in captures:
        assert capture.text.strip()
        assert capture.uri.startswith("feed.xml#E")

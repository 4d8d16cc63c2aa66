"""Feeds of every kind, whole, broken and hostile, as captures with one word on their health."""

from __future__ import annotations

import io
import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchdesk import pipeline
from watchdesk.intake.feed import read_feed
from watchdesk.intake.feed_text import block_text, has_markup
from watchdesk.intake.piece import Beside, Context, Piece
from watchdesk.intake.read import read_piece
from watchdesk.records import Capture, Declared, Fetch, FetchState, Refusal

PARAGRAPH = "The envoys of both ports met in the customs house and signed nothing. " * 20
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Kestrel Post</title><link>https://kestrel.example/</link><language>en-GB</language>
<item><title>Harbour talks resume</title><link>https://kestrel.example/talks</link>
<guid isPermaLink="false">k-1</guid><pubDate>Mon, 03 Jun 2024 23:30:00 -0500</pubDate>
<dc:creator>Ada Fenn and Bo Lind</dc:creator><category>World</category>
<media:title>A picture of a pier</media:title><description>Envoys are back.</description>
<content:encoded><![CDATA[<p>The envoys came <b>back</b>.</p><p>{PARAGRAPH}</p>
<ul><li>grain</li><li>ferries</li></ul><script>track("<p>no</p>")</script>]]></content:encoded>
</item>
<item><title>Ferry stopped</title><guid>https://kestrel.example/ferry</guid>
<pubDate>2024-06-04</pubDate><description>No ferry left &amp;amp; none came in.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://skerry.example/feeds/">
<title type="html">Skerry &amp;amp; Sound</title>
<link rel="self" href="all.atom"/><link href="https://skerry.example/"/>
<entry><id>tag:skerry.example,2024:1</id><title type="html">A &lt;b&gt;new&lt;/b&gt; pier</title>
<link rel="replies" href="1/comments"/><link rel="alternate" type="text/html" href="../news/1"/>
<author><name>Cy Marsh</name><email>cy@skerry.example</email></author>
<published>2024-06-03T10:00:00Z</published><updated>2024-06-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two &amp; three.</p>
</div></content></entry>
<entry><id>tag:skerry.example,2024:2</id><title>Is 3 &lt; 5?</title><link href="/news/2"/>
<updated>2024-06-05T10:00:00Z</updated><summary>It is.</summary>
<source><title>Other Sound</title></source></entry>
</feed>"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old Wire</title><link>https://old.example/</link>
</channel><item rdf:about="https://old.example/1"><title>Grain</title>
<link>https://old.example/1</link><description>Grain moved.</description>
<dc:date>2024-06-03T22:00:00-05:00</dc:date><dc:publisher>Old Wire Ltd</dc:publisher>
</item></rdf:RDF>"""
JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gull Daily",
    "home_page_url": "https://gull.example/",
    "language": "en",
    "items": [
        {
            "id": 7,
            "url": "/a",
            "title": "Pilots strike",
            "content_html": "<p>Pilots stopped work.</p><p>Ships wait.</p>",
            "summary": "No pilots.",
            "date_published": "2024-06-03T10:00:00+02:00",
            "authors": [{"name": "Dee Holm"}],
        },
        {"id": "https://gull.example/b", "content_text": "Line one.\nLine two.", "author": {}},
    ],
}


def read(
    feed: str | bytes | dict[str, Any], beside: Beside | None = None
) -> tuple[list[Capture], list[Refusal], Fetch]:
    """What a feed gives; always exactly one ``Fetch``, and that last."""
    if isinstance(feed, dict):
        feed = json.dumps(feed)
    data = feed.encode() if isinstance(feed, str) else feed
    piece = Piece("feed.xml", "feed.xml", io.BytesIO(data), beside or Beside())
    *items, fetch = read_feed(piece, Context())
    assert isinstance(fetch, Fetch)
    captures = [item for item in items if isinstance(item, Capture)]
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert len(captures) + len(refusals) == len(items)
    return captures, refusals, fetch


def entries(feed: str | bytes | dict[str, Any]) -> list[Capture]:
    captures, refusals, _ = read(feed)
    assert refusals == []
    return captures


def item(inner: str, head: str = "") -> str:
    return f'<rss version="2.0">{head}<channel><title>T</title><item>{inner}</item></channel></rss>'


def test_an_entry_is_a_capture_with_what_the_feed_declares() -> None:
    first, second = entries(RSS)
    assert first.declared == Declared(
        url="https://kestrel.example/talks",
        title="Harbour talks resume",
        deck="Envoys are back.",
        outlet="Kestrel Post",
        authors=("Ada Fenn", "Bo Lind"),
        published="2024-06-03",
        language="en-GB",
    )
    assert (first.uri, first.media_type) == ("feed.xml#E1", "application/rss+xml")
    assert first.captured_at is None
    assert first.text.split("\n") == [
        "Harbour talks resume",
        "Envoys are back.",
        "",
        "The envoys came back.",
        PARAGRAPH.strip(),
        "grain",
        "ferries",
    ]
    assert second.declared.url == "https://kestrel.example/ferry"
    assert second.text == "Ferry stopped\n\nNo ferry left & none came in."


def test_the_feed_says_how_it_is_doing() -> None:
    _, _, fetch = read(RSS)
    assert (fetch.state, fetch.entries, fetch.fetched_at) == (FetchState.FRESH, 2, None)
    assert fetch.flaws == ("1 of 2 entries hold a summary only",)
    assert read("<rss><channel><title>T</title></channel></rss>")[2].state is FetchState.EMPTY
    _, (refusal,), fetch = read("<urlset><url/></urlset>")
    assert (fetch.state, fetch.reason) == (FetchState.FAILED, "this is a sitemap, not a feed")
    assert refusal.code == "W140"


def test_atom_gives_its_own_types_links_and_sources() -> None:
    first, second = entries(ATOM)
    assert first.declared == Declared(
        url="https://skerry.example/news/1",
        title="A new pier",
        outlet="Skerry & Sound",
        authors=("Cy Marsh",),
        published="2024-06-03",
        language="en",
    )
    assert first.text == "A new pier\n\nOne.\nTwo & three."
    assert (second.declared.title, second.declared.outlet) == ("Is 3 < 5?", "Other Sound")
    assert second.declared.url == "https://skerry.example/news/2"


def test_what_was_only_updated_was_published_then_or_before() -> None:
    second = entries(ATOM)[1]
    assert second.declared.published is None
    assert second.text == "Is 3 < 5?\n\nUpdated 2024-06-05\n\nIt is."
    (reading,) = pipeline.read_capture(second)
    published = reading.article.published
    assert (str(published.latest), published.earliest) == ("2024-06-05", None)
    assert [span.text_of(second.text) for span in published.evidence] == ["2024-06-05"]


def test_rss_of_old_with_dates_and_publishers_of_dublin_core() -> None:
    (entry,) = entries(RDF)
    assert (entry.declared.published, entry.declared.outlet) == ("2024-06-03", "Old Wire Ltd")
    assert entry.declared.url == "https://old.example/1"
    assert entry.text == "Grain\n\nGrain moved."


def test_json_feeds_of_both_versions() -> None:
    first, second = entries(JSON)
    assert first.declared == Declared(
        url="https://gull.example/a",
        title="Pilots strike",
        deck="No pilots.",
        outlet="Gull Daily",
        authors=("Dee Holm",),
        published="2024-06-03",
        language="en",
    )
    assert first.text == "Pilots strike\nNo pilots.\n\nPilots stopped work.\nShips wait."
    assert second.text == "Line one.\nLine two."
    assert second.declared.url == "https://gull.example/b"
    assert first.media_type == "application/feed+json"


def test_a_file_or_an_address_is_told_for_a_feed_by_what_it_begins_with() -> None:
    for name, text in (("a", RSS), ("a.xml", ATOM), ("a.rss", RDF), ("a.json", json.dumps(JSON))):
        piece = Piece(name, name, io.BytesIO(text.encode()))
        *_, last = read_piece(piece, Context())
        assert isinstance(last, Fetch), name


def test_the_id_does_not_depend_on_when_or_at_which_place_an_entry_was_seen() -> None:
    now = Beside(captured_at=moment("2024-06-05T10:00:00"), taken_now=True)
    later = Beside(captured_at=moment("2024-06-06T10:00:00"), taken_now=True)
    other = RSS.replace(
        "<item><title>Harbour", "<item><title>New</title></item><item><title>Harbour"
    )
    one, two, three = (read(RSS, now)[0], read(RSS, later)[0], read(other, later)[0])
    assert [c.id for c in one] == [c.id for c in two] == [c.id for c in three[1:]]
    assert one[0].captured_at != two[0].captured_at
    changed = RSS.replace("signed nothing", "signed a paper")
    assert entries(changed)[0].id != one[0].id
    assert entries(changed)[1].id == one[1].id
    tracked = RSS.replace("came <b>", 'came <img src="https://count.example/?n=912"><b>')
    assert entries(tracked)[0].id == one[0].id


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("<title>A <b>bold</b> claim</title>", "A bold claim"),
        ("<title>A &lt;b&gt;bold&lt;/b&gt; claim</title>", "A bold claim"),
        ("<title><![CDATA[A <i>bold</i> claim]]></title>", "A bold claim"),
        ("<title>&lt;script&gt;alert(1)&lt;/script&gt;Talks</title>", "Talks"),
        ("<title>AT&amp;amp;T &amp;#8211; talks</title>", "AT&T – talks"),
        ("<title>AT&T talks</title>", "AT&T talks"),
        ("<title>Caf&eacute; &nbsp;talks</title>", "Café talks"),
        ("<title>&bogus; talks</title>", "&bogus; talks"),
        ("<title>Is 3 &lt; 5 and 7 > 6?</title>", "Is 3 < 5 and 7 > 6?"),
        ("<title>  Two\n lines </title>", "Two lines"),
        (
            "<title>Esc &#27;[31m and &#0; and &#x202E;rtl</title>",
            "Esc [31m and \ufffd and \u202ertl",
        ),
        ("<title>Oil</title><title></title>", "Oil"),
    ],
)
def test_titles_are_one_line_without_markup(inner: str, title: str) -> None:
    (found,) = entries(item(inner + "<description>Words of it.</description>"))
    assert found.declared.title == title
    assert found.text.startswith(title)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>a\n  b</p>\n\n<p>&nbsp;</p><p>c</p>", "a b\nc"),
        ("plain\nlines &amp; signs", "plain\nlines & signs"),
        ("&lt;p&gt;escaped&lt;/p&gt;&lt;p&gt;twice&lt;/p&gt;", "escaped\ntwice"),
        ("<pre>keep\nlines</pre>x", "keep\nlines\nx"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<style>p{}</style>a<noscript>b</noscript><svg><text>c</text></svg>d", "ad"),
        ("a<!-- hidden --><![CDATA[b]]><!bogus>c", "abc"),
        ("<a href=\"x>y\" title='q>r'>link</a>", "link"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("a < b, c > d", "a < b, c > d"),
        ("x <script>never shown", "x"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("He said <q>no</q>.", "He said “no”."),
        ("<xhtml:p>a</xhtml:p><o:p>b</o:p>", "a\nb"),
        ("<p", "<p"),
        ("", ""),
    ],
)
def test_a_fragment_becomes_the_lines_a_reader_sees(markup: str, text: str) -> None:
    assert block_text(markup) == text


@given(st.text(alphabet="<>/!-?&;=\"'ap bqr#1[]\n", max_size=60))
def test_any_fragment_gives_plain_lines(markup: str) -> None:
    text = block_text(markup)
    assert text == "\n".join(line for line in text.split("\n") if line.strip())
    assert not has_markup("no tags here")
    words = [c for c in text if c.isalnum()]
    assert len(words) <= len([c for c in markup if c.isalnum()]) + markup.count("&")


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


def test_entries_are_taken_once_and_odd_ones_counted() -> None:
    same = "<item><guid>a</guid><title>One</title><description>Words.</description></item>"
    other = "<item><guid>a</guid><title>Two</title><description>Words.</description></item>"
    bare = "<item><guid>b</guid><title>Three</title></item><item><guid>c</guid></item>"
    captures, _, fetch = read(f"<rss><channel>{same}{other}{same}{bare}</channel></rss>")
    assert [c.declared.title for c in captures] == ["One", "Two", "Three"]
    assert [c.uri for c in captures] == ["feed.xml#E1", "feed.xml#E2", "feed.xml#E4"]
    assert captures[2].text == "Three"
    assert fetch.entries == 3
    assert fetch.flaws == (
        "1 of 5 entries are empty",
        "1 of 5 entries hold a headline only",
        "2 of 5 entries hold a summary only",
        "1 of 5 entries repeat another",
    )


def test_a_long_description_is_no_summary() -> None:
    captures, _, fetch = read(item(f"<title>A</title><description>{PARAGRAPH}</description>"))
    assert fetch.flaws == ()
    assert captures[0].declared.deck is None
    cut = item(f"<title>A</title><description>{PARAGRAPH} […]</description>")
    assert read(cut)[2].flaws == ("1 of 1 entries hold a summary only",)


def test_an_entry_refused_does_not_lose_the_others() -> None:
    feed = item("<title>…</title></item><item><title>Words</title>")
    captures, (refusal,), fetch = read(feed)
    assert (refusal.code, refusal.uri) == ("W110", "feed.xml#E1")
    assert [c.text for c in captures] == ["Words"]
    assert fetch.entries == 2


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

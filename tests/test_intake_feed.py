"""Feeds of every kind, whole, broken and hostile, as captures with one word on their health."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_feeds import ATOM, JSON, PARAGRAPH, RDF, RSS, entries, item, read
from watchdesk import pipeline
from watchdesk.intake.feed_text import block_text, has_markup
from watchdesk.intake.piece import Beside, Context, Piece
from watchdesk.intake.read import read_piece
from watchdesk.records import Declared, Fetch, FetchState


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

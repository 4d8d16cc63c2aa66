"""Feeds of our own of every kind, and what is read of one."""

from __future__ import annotations

import io
import json
from typing import Any

from watchdesk.intake.feed import read_feed
from watchdesk.intake.piece import Beside, Context, Piece
from watchdesk.records import Capture, Fetch, Refusal

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

"""What pages declare, in the many ways pages have of declaring it."""

from __future__ import annotations

import json

import pytest

from watchdesk.intake.html import page_text
from watchdesk.intake.limits import Limits
from watchdesk.records import Declared

HEADLINE = "Envoys leave the table in Tarn"
BODY = (
    "<p>The envoys of both ports left the table in Tarn on Monday without a word to reporters.</p>"
    "<p>A clerk who held the door for them said that neither of them had looked angry.</p>"
)


def declared(head: str = "", body: str = "", html: str = '<html lang="en">') -> Declared:
    markup = f"<!doctype html>{html}<head>{head}</head><body>{body}{BODY}</body></html>"
    return page_text(markup, "page.html", Limits())[1]


def linked(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )


def article(**fields: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", **fields}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Talks <b>stall</b> again", "Talks stall again"),
        ("Talks &amp;amp; tides", "Talks & tides"),
        ("&lt;em&gt;Talks&lt;/em&gt; stall", "Talks stall"),
        ("Talks\u202e llats\u202c stall", "Talks llats stall"),
        ("Ta\u200blks st\u00adall\ufeff", "Talks stall"),
        ("Talks \u0007\u001b[31mstall", "Talks [31mstall"),
        ("Talks\nstall\t again ", "Talks stall again"),
        ("Ports < islands, 3 > 2", "Ports < islands, 3 > 2"),
        ("من \u200cمی\u200cرود", "من \u200cمی\u200cرود"),
    ],
)
def test_headlines_are_plain_text(written: str, read: str) -> None:
    assert declared(linked(article(headline=written))).title == read


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:secret@tarn.example/a",
        "https://user@tarn.example/a",
        "https://tarn.example/a\u0001b",
        "https://tarn.example/a b",
        "https://tarn.example\\@other.example/",
        "https://tarn.example/\u202egpj.exe",
        "https:///path",
        "https://[::1",
        "//tarn.example/a",
        "/talks",
        "ftp://tarn.example/a",
        "https://tarn.example/" + "a" * 5000,
    ],
)
def test_addresses_that_are_none_are_dropped(url: str) -> None:
    head = f'<base href="{url}"><link rel="canonical" href="{url}">'
    assert declared(head + linked(article(url=url, mainEntityOfPage=url))).url is None


def test_the_next_address_is_taken_where_the_first_is_none() -> None:
    head = (
        '<link rel="canonical" href="javascript:void(0)">'
        '<meta property="og:url" content="https://tarn.example/talks">'
    )
    assert declared(head).url == "https://tarn.example/talks"


def test_of_several_articles_the_one_under_the_headline_is_taken() -> None:
    other = article(headline="Swans return to the old dock", datePublished="2029-01-01")
    own = article(headline="Envoys leave the table in Tarn – live", datePublished="2031-03-04")
    found = declared(linked(other, own), f"<h1>{HEADLINE}</h1>")
    assert found.published == "2031-03-04"


def test_of_several_articles_the_one_with_the_address_of_the_page_is_taken() -> None:
    other = article(headline="Swans return", datePublished="2029-01-01", url="https://t.example/b")
    own = article(headline="Envoys leave", datePublished="2031-03-04", url="https://t.example/a")
    head = '<link rel="canonical" href="https://t.example/a?page=1">'
    assert declared(head + linked(other, own)).published == "2031-03-04"


def test_where_no_article_fits_the_page_none_is_taken() -> None:
    nodes = [
        article(headline="Swans return to the old dock", datePublished="2029-01-01"),
        article(headline="Herring price falls again", datePublished="2029-01-02"),
    ]
    found = declared(linked({"@graph": nodes}), f"<h1>{HEADLINE}</h1>")
    assert (found.title, found.published) == (HEADLINE, None)


def test_authors_named_elsewhere_in_the_graph() -> None:
    person = {"@type": "Person", "@id": "#p7", "name": "Ilse Marrow"}
    own = article(headline=HEADLINE, author=[{"@id": "#p7"}, {"@type": "Person", "name": "T Reld"}])
    assert declared(linked({"@graph": [own, person]})).authors == ("Ilse Marrow", "T Reld")


def test_names_in_capitals_are_written_as_names() -> None:
    found = declared(linked(article(author=[{"name": "ILSE MARROW"}, {"name": "TPA"}])))
    assert found.authors == ("Ilse Marrow", "TPA")


def test_microdata_of_the_article_count_and_those_of_comments_do_not() -> None:
    body = """<div itemscope itemtype="https://schema.org/NewsArticle">
    <span itemprop="author" itemscope itemtype="https://schema.org/Person">By
      <b itemprop="name">Maren Holt</b></span>
    <time itemprop="datePublished" datetime="2031-03-07T17:20:00+01:00">Friday</time>
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
      <meta itemprop="datePublished" content="2031-03-09"><span itemprop="author">oldsalt</span>
    </div></div>"""
    found = declared('<meta name="author" content="Redaktion">', body)
    assert found.authors == ("Maren Holt",)
    assert found.published == "2031-03-07"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="parsely-author" content="Ada Brin">', "authors", ("Ada Brin",)),
        (
            '<meta name="DC.creator" content="Ada Brin and T Reld">',
            "authors",
            ("Ada Brin", "T Reld"),
        ),
        ('<meta name="byl" content="By Ada Brin">', "authors", ("Ada Brin",)),
        ('<meta name="dc.date.issued" content="2031-02-01">', "published", "2031-02-01"),
        ('<meta name="parsely-pub-date" content="2031-02-01T10:00Z">', "published", "2031-02-01"),
        ('<meta name="sailthru.date" content="Sat, 01 Feb 2031">', "published", "2031-02-01"),
        ('<meta name="parsely-title" content="Swans">', "title", "Swans"),
        ('<meta name="dc.publisher" content="Tarn Mail">', "outlet", "Tarn Mail"),
        ('<meta property="og:site_name" content="Tarn &amp;amp; Sea">', "outlet", "Tarn & Sea"),
        ('<meta property="og:locale" content="de_AT">', "language", "de-AT"),
    ],
)
def test_meta_tags(head: str, field: str, value: object) -> None:
    assert getattr(declared(head, html="<html>"), field) == value


def test_the_standfirst_that_is_shown_goes_before_the_one_for_search_engines() -> None:
    shown = "Both of them had said that they would stay until there was a paper to sign."
    head = '<meta name="description" content="Latest on the talks in Tarn and more.">'
    for tag in (f'<p class="article__dek">{shown}</p>', f"<h2>{shown}</h2>", f"<p>{shown}</p>"):
        top = f'<div class="top"><h1>{HEADLINE}</h1>{tag}</div><div class="story-text">'
        assert declared(head, top).deck == shown


def test_site_around_the_title_is_known_by_the_line_on_the_page() -> None:
    head = f"<title>Tarn Mail - {HEADLINE} - World</title>"
    assert declared(head, f"<div><b>{HEADLINE}</b></div>").title == HEADLINE


def test_byline_and_day_that_are_only_shown_stay_as_lines() -> None:
    body = (
        f'<article><header><h1>{HEADLINE}</h1><div class="byline">Words by Ada Brin</div>'
        '<div class="timestamp">Published 4 March 2031, 10.15</div></header>'
    )
    text, said = page_text(f"<html><body>{body}{BODY}</article>", "x", Limits())
    assert text.split("\n")[:4] == [
        HEADLINE,
        "Words by Ada Brin",
        "Published 4 March 2031, 10.15",
        "",
    ]
    assert (said.authors, said.published) == ((), None)


def test_a_lone_moment_of_change_is_no_publication() -> None:
    assert declared(linked(article(headline=HEADLINE, dateModified="2031-03-09"))).published is None

"""Search: what it finds, what it counts, and why it finds nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from test_web_read import client_of, got, words_of
from watchdesk.answers.searched import Wanted, searched
from watchdesk.answers.searched_claims import searched_claims
from watchdesk.desk import Desk
from watchdesk.records import Capture, Interval, Standing, Verification
from watchdesk.store import Narrowed, parse


@pytest.fixture(scope="module")
def client(sample_desk: Path) -> TestClient:
    return client_of(sample_desk)


@pytest.fixture(scope="module")
def desk(sample_desk: Path) -> Desk:
    return Desk.open(sample_desk)


@pytest.fixture(scope="module")
def sentences(desk: Desk) -> dict[tuple[str, int], str]:
    """All sentences by article and start."""
    with desk.view() as view:
        readings = list(view.readings(Interval.unknown()))
    return {
        (one.article.id, span.start): span.text_of(one.capture.text)
        for one in readings
        if isinstance(one.capture, Capture)
        for span in one.sentences
    }


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("minister said", lambda w: {"minister", "said"} <= set(w)),
        ("negot*", lambda w: any(one.startswith("negot") for one in w)),
        ('"the ministry"', lambda w: ("the", "ministry") in set(pairwise(w))),
        ("kursk -said", lambda w: "kursk" in w and "said" not in w),
        ("Kursk OR", lambda w: {"kursk", "or"} <= set(w)),
    ],
)
def test_just_the_sentences_that_hold_the_words_are_found(
    desk: Desk, sentences: dict[tuple[str, int], str], query: str, fits: object
) -> None:
    assert callable(fits)
    with desk.view() as view:
        found = view.find(parse(query), Narrowed(), 5_000)
    plain = {at for at, text in sentences.items() if fits(words(text))}
    assert {(one.article, one.start) for one in found.found} == plain
    assert found.is_all
    assert plain or query == "Kursk OR"


@pytest.mark.parametrize(
    "query",
    ['"', "*", "AND OR NOT", "a:b", "(((", "NEAR(x y)", "-x", "'", "^a", "{a b}: c", "a\x00b",
     "said AND", "\ud800", "%", "--", '"a" "b', "x" * 5000, "a " * 3000, "é́ ß İ"],
)  # fmt: skip
def test_no_query_is_an_operator_or_an_error(desk: Desk, query: str) -> None:
    with desk.view() as view:
        found = searched(view, desk.watch, Wanted(query))
        assert bool(found.stories) != bool(found.why_empty)
        searched_claims(view, desk.watch, Wanted(query))
    assert len(list(desk.search(query, 3))) <= 3


def test_a_count_beside_a_value_is_what_it_leads_to(client: TestClient) -> None:
    page = got(client, "/search?q=said")
    sections = page.xpath("//aside[contains(@class,'facets')]/section")
    assert {section.find("h3").text for section in sections} >= {"Outlet", "Month", "Speaker"}
    for section in sections:
        for item in section.xpath(".//li")[:3]:
            href = item.find("a").get("href")
            assert "q=said" in href
            (count,) = item.xpath("./span/text()")
            told = words_of(got(client, href))
            if section.find("h3").text == "Month":  # an article may belong to two months
                assert "sentences in" in told or "1 sentence in" in told
                continue
            assert f"{count} sentence" in told, href
            assert "Narrowed to:" in told


def test_narrowing_keeps_the_query_and_can_be_taken_back(client: TestClient) -> None:
    page = got(client, "/search?q=said&outlet=Chancery+Review&standing=unverified&from=2024-01-01")
    hrefs = page.xpath("//p[@class='chips']/a/@href")
    assert len(hrefs) == 3
    for href in hrefs:
        assert "q=said" in href
        assert len(got(client, href).xpath("//p[@class='chips']/a")) == 2


def test_every_hit_opens_at_words_that_hold_the_query(client: TestClient) -> None:
    page = got(client, "/search?q=ceasefire")
    links = page.xpath("//blockquote//a/@href")
    assert links
    for href in links[:5]:
        marks = got(client, href.partition("#")[0]).xpath("//mark[contains(@class,'asked')]")
        assert "ceasefire" in "".join(m.text_content() for m in marks).casefold()


def test_copies_are_folded_and_counted_once(desk: Desk, client: TestClient) -> None:
    with desk.view() as view:
        found = searched(view, desk.watch, Wanted("said"), 0, 500)
    families = [story.family for story in found.stories]
    assert len(families) == len(set(families)) == found.cut.total
    folded = [one for story in found.stories for one in story.sentences if one.copies]
    assert folded
    for one in folded:
        same = {" ".join(c.quote.split()).casefold() for c in (one.words, *one.copies)}
        assert len(same) == 1
        assert len({c.at.article for c in (one.words, *one.copies)}) > 1
    assert found.sentences == sum(
        story.more + sum(1 + len(one.copies) for one in story.sentences) for story in found.stories
    )
    assert "The same in" in words_of(got(client, "/search?q=said"))


def test_pages_of_a_search_hold_every_story_once(desk: Desk) -> None:
    with desk.view() as view:
        whole = searched(view, desk.watch, Wanted("the"), 0, 500)
        told = [
            story.family
            for offset in range(0, whole.cut.total or 0, 20)
            for story in searched(view, desk.watch, Wanted("the"), offset, 20).stories
        ]
    assert told == [story.family for story in whole.stories]


def test_an_empty_answer_says_why(client: TestClient) -> None:
    told = {
        "/search?q=goverment": "holds “goverment”",
        "/search?q=government+zebra": "holds “zebra”",
        "/search?q=kursk+trainers+ceasefire": "no single sentence holds them all",
        "/search?q=said&outlet=No+Such+Paper": "none of them fits",
        "/search?q=said&from=1990-01-01&to=1990-02-01": "none of them fits",
        "/search?q=%21%21": "Nothing to look for",
        "/search?q=said&offset=5000": "ends before this page",
    }
    for path, why in told.items():
        assert why in words_of(got(client, path)), path
    page = got(client, "/search?q=goverment")
    assert any("q=government" in href for href in page.xpath("//main//a/@href"))


def test_claims_are_found_by_the_words_that_tell_them(desk: Desk, client: TestClient) -> None:
    with desk.view() as view:
        found = searched_claims(view, desk.watch, Wanted("kursk*"), None, (0, 100))
        assert len(found.items) > 10
        for one in found.items:
            assert any(m.at == one.words.at for m in one.claim.members)
        denied = searched_claims(view, desk.watch, Wanted("the"), Standing.DENIED)
        assert denied.items
        assert {one.claim.standing for one in denied.items} == {Standing.DENIED}
        spoken = searched(view, desk.watch, Wanted("the", standing=Verification.UNVERIFIED))
        assert all(
            Verification.UNVERIFIED in one.standings
            for story in spoken.stories
            for one in story.sentences
        )
    assert got(client, "/search?q=kursk&kind=claims").xpath(
        "//ol//a[starts-with(@href,'/claims/')]"
    )


def test_wrong_values_are_refused_with_a_reason(client: TestClient) -> None:
    for wrong in ("standing=so", "kind=things", "from=yesterday", "offset=-1", "offset=1e9",
                  "from=2024-02-01&to=2024-01-01", "outlet=" + "x" * 400):  # fmt: skip
        answer = client.get(f"/search?q=said&{wrong}")
        assert answer.status_code == 400, wrong
        assert html.fromstring(answer.content).text_content().strip()

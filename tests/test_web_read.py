"""Pages to read from: articles, captures side by side, copies, stories, actors, positions."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from starlette.testclient import TestClient

from watchdesk.desk import Desk
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Interval,
    Position,
    RelationKind,
    Role,
    Story,
)
from watchdesk.web.app import create_app

MINE = re.compile(
    r"/(articles|diff|families|stories|actors|positions|changes|search|go|captures)\b"
)


def client_of(folder: Path) -> TestClient:
    app = create_app(Desk.open(folder), "a token")
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture(scope="module")
def client(sample_desk: Path) -> TestClient:
    return client_of(sample_desk)


@pytest.fixture(scope="module")
def desk(sample_desk: Path) -> Desk:
    return Desk.open(sample_desk)


def got(client: TestClient, path: str) -> html.HtmlElement:
    """A page that is there, with what every page must have."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    page = html.fromstring(answer.content)
    assert len(page.findall(".//h1")) == 1, path
    assert " style=" not in answer.text
    assert "<script>" not in answer.text
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), path
    return page


def words_of(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def articles_in(desk: Desk) -> list[str]:
    with desk.view() as view:
        return [one.article for one in view.published_within(Interval.unknown())]


def test_an_article_shows_its_whole_text_with_labels_and_what_it_tells(
    client: TestClient, desk: Desk
) -> None:
    told = 0
    for name in articles_in(desk)[::3]:
        with desk.view() as view:
            reading = view.reading(name)
            assert reading is not None
            capture = view.capture(reading.capture.id)
            claims = {c.id for c in view.records(Claim, [f"article:{name}"])}
        assert capture is not None
        page = got(client, f"/articles/{name}?show=claim&show=event&show=attribution&show=time")
        text = page.xpath("//article[contains(@class,'text')]")[0]
        for beside in text.xpath(".//summary|.//p[@class='why' or @class='note']"):
            beside.drop_tree()
        shown = "".join(text.text_content().split())
        whole = "".join(capture.text.split())
        assert shown in whole if reading.article.role is not Role.MAIN else shown == whole
        linked = {href.rpartition("/")[2] for href in page.xpath("//ol[@class='tells']//p/a/@href")}
        assert claims <= linked
        told += len(claims)
    assert told > 100


def test_the_words_that_are_asked_for_are_marked_and_nothing_else_is(
    client: TestClient, desk: Desk
) -> None:
    with desk.view() as view:
        claims = view.records(Claim)[::25]
        texts = {c.id: c.at.span.text_of(view.capture(c.at.capture).text) for c in claims}  # type: ignore[union-attr]
    for claim in claims:
        span = claim.at.span
        page = got(client, f"/articles/{claim.at.article}?words={span.start},{span.end}")
        marks = page.xpath("//mark[contains(@class,'asked')]")
        assert "".join("".join(m.text_content() for m in marks).split()) == "".join(
            texts[claim.id].split()
        )
        assert marks[0].get("id") == "words"


def test_words_beyond_the_text_are_said_to_be_so(client: TestClient, desk: Desk) -> None:
    name = articles_in(desk)[0]
    assert "beyond the end" in words_of(got(client, f"/articles/{name}?words=999999,1000000"))
    for wrong in ("5", "a,b", "9,3", "1,2,3", "-1,4", "١,٢"):
        assert client.get(f"/articles/{name}", params={"words": wrong}).status_code == 400


def test_captures_of_one_page_stand_side_by_side_with_what_the_edit_touched(
    client: TestClient, desk: Desk
) -> None:
    with desk.view() as view:
        pairs = [t for t in view.relations() if t.kind is RelationKind.UPDATED]
        touched = 0
        for tie in pairs:
            page = got(client, f"/diff/{tie.a}/{tie.b}")
            assert page.xpath("//ins|//del")
            links = page.xpath("//ul[@class='touched']//a/@href")
            claims = [href.rpartition("/")[2] for href in links if href.startswith("/claims/")]
            assert all(view.record(Claim, one) for one in claims)
            touched += len(claims)
            there = [href for href in links if href.startswith("/articles/")]
            assert all("words=" in href for href in there)
    assert pairs
    assert touched
    assert client.get(f"/diff/{pairs[0].a}/art-0000000000000000").status_code == 404
    assert client.get("/diff/..%2f..%2fetc/passwd").status_code in {400, 404}


def test_what_publishers_changed_is_listed_and_shown(client: TestClient, desk: Desk) -> None:
    listed = words_of(got(client, "/changes"))
    for one in desk.records(Correction):
        assert " ".join(one.why.split()) in listed
        page = got(client, f"/changes/{one.id}")
        assert one.kind.value.replace("_", " ") in words_of(page).casefold()
    assert "silent edit" in words_of(got(client, "/changes?kind=silent_edit")).casefold()
    assert client.get("/changes?kind=nonsense").status_code == 400


def test_a_family_lists_its_copies_in_order_with_their_ties(client: TestClient, desk: Desk) -> None:
    with desk.view() as view:
        families = {one.family for one in view.known(articles_in(desk)).values()}
        for name in sorted(families):
            members = {one.article for one in view.family(name)}
            page = got(client, f"/families/{name}")
            shown = page.xpath("//ol[@class='hits']/li/@id")
            assert set(shown) == members
            earlier = page.xpath("//ol[@class='hits']//a[starts-with(@href,'#')]/@href")
            assert all(href[1:] in shown for href in earlier)
    assert any(len(desk.show(name).readings) > 2 for name in sorted(families))


def test_a_story_shows_each_of_its_articles_by_day_and_claims_first(
    client: TestClient, desk: Desk
) -> None:
    for story in desk.records(Story)[::4]:
        page = got(client, f"/stories/{story.id}")
        named = {href.rpartition("/")[2] for href in page.xpath("//section[2]//a/@href")}
        assert set(story.articles) <= named


def test_an_actor_has_positions_words_and_what_is_not_found(client: TestClient, desk: Desk) -> None:
    positions = desk.records(Position)
    issues = {issue.name for issue in desk.watch.issue}
    for actor in sorted({one.actor for one in positions})[::5]:
        told = words_of(got(client, f"/actors/{actor}"))
        mine = {one.issue for one in positions if one.actor == actor}
        for issue in mine:
            assert f"{issue}:" in told
        assert ("Nothing found on:" in told) == bool(issues - mine)
        assert "not to say that they are neutral" in told or not issues - mine
    inside = [c.inside for c in desk.records(Contradiction) if c.inside]
    if inside:
        assert "No contradiction was found" not in words_of(got(client, f"/actors/{inside[0]}"))
    assert client.get("/actors/person:nobody-at-all").status_code == 404


def test_actors_are_found_by_name_and_time(client: TestClient, desk: Desk) -> None:
    page = got(client, "/actors?q=zelensk")
    assert "Zelensk" in words_of(page)
    assert page.xpath("//table//a/@href")
    assert "No people, states or bodies fit" in words_of(got(client, "/actors?q=xyzzyx"))
    assert got(client, "/actors?q=zelensk&from=1990-01-01&to=1990-01-07").xpath(
        "//p[@class='empty']"
    )
    counted = Counter(one.actor for one in desk.records(Position))
    for row in got(client, "/actors").xpath("//tbody/tr"):
        entity = unquote(row.xpath("./th/a/@href")[0].rpartition("/")[2])
        assert int(row.xpath("./td[1]")[0].text) == counted[entity]
        assert int(row.xpath("./td[2]")[0].text) == len(
            desk.records(Claim, labels=[f"speaker:{entity}"])
        )


def test_a_position_shows_its_words_and_how_it_moved(client: TestClient, desk: Desk) -> None:
    moved = 0
    for one in desk.records(Position)[::6]:
        page = got(client, f"/positions/{one.id}")
        assert len(page.xpath("//section[1]/ol/li")) == len(one.evidence)
        if one.previous is not None:
            assert page.xpath(f"//a[@rel='prev' and contains(@href, '{one.previous}')]")
            moved += 1
    assert moved


def test_every_own_link_on_these_pages_leads_somewhere(client: TestClient, desk: Desk) -> None:
    claim = desk.records(Claim)[0]
    story = desk.records(Story)[0]
    start = [f"/articles/{claim.at.article}", f"/stories/{story.id}", "/search?q=minister+said"]
    links = {href for path in start for href in got(client, path).xpath("//main//a/@href")}
    followed = [href for href in sorted(links) if MINE.match(href)]
    assert len(followed) > 20
    for href in followed:
        assert client.get(href.partition("#")[0]).status_code in {200, 303}, href


def test_any_id_or_address_leads_to_its_page(client: TestClient, desk: Desk) -> None:
    with desk.view() as view:
        claim = view.records(Claim)[0]
        reading = view.reading(claim.at.article)
        assert reading is not None
    at = claim.at
    items = [reading.attributions[0].id, reading.mentions[0].id]
    leads = {
        claim.id: f"/claims/{claim.id}",
        claim.members[0].statement: f"/claims/{claim.id}",
        at.article: f"/articles/{at.article}",
        f"{at.capture}%23char={at.span.start},{at.span.end}": "/articles/art-",
        "country:UA": "/actors/country%3AUA",
        "Ukraine": "/actors/country%3AUA",
        **dict.fromkeys(items, f"/articles/{at.article}"),
    }
    for name, path in leads.items():
        answer = client.get(f"/go/{name}")
        assert answer.status_code == 303, name
        assert answer.headers["location"].startswith(path), name
    answer = client.get(
        f"/captures/{at.capture}?char={at.span.start},{at.span.end}&as_of=2035-01-01"
    )
    assert "as_of=2035-01-01#words" in answer.headers["location"]
    for nothing in (
        "clm-0000000000000000",
        "att-ffffffffffffffff",
        "att-x",
        "'; DROP",
        "%00",
        "x" * 900,
    ):
        assert client.get(f"/go/{nothing}").status_code in {400, 404}, nothing
    assert "clm-" in client.get("/go/clm-0000000000000000").text


@pytest.fixture(scope="module")
def merged(
    sample_desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("merged") / "desk"
    shutil.copytree(sample_desk, folder)
    made = Desk.open(folder)
    names = [one.id for one in made.records(Claim)[:2]]
    made.merge(names, "the same")
    (gone,) = set(names) - {one.id for one in made.records(Claim)}
    yield folder, gone


def test_a_claim_that_was_merged_away_leads_to_the_one_that_took_it_up(
    merged: tuple[Path, str],
) -> None:
    folder, gone = merged
    answer = client_of(folder).get(f"/go/{gone}")
    assert answer.status_code == 303
    assert answer.headers["location"] != f"/claims/{gone}"
    assert answer.headers["location"].startswith("/claims/clm-")


def test_nothing_is_shown_as_of_a_day_before_it_was_read(client: TestClient, desk: Desk) -> None:
    name = articles_in(desk)[0]
    assert client.get(f"/articles/{name}?as_of=2001-01-01").status_code == 404
    assert "holds no article" in words_of(got(client, "/search?q=said&as_of=2001-01-01"))
    assert client.get("/actors?as_of=2001-01-01").status_code == 200


def test_links_of_a_past_day_lead_to_that_day(client: TestClient, desk: Desk) -> None:
    name = articles_in(desk)[0]
    for path in (f"/articles/{name}", "/search?q=said", "/actors", "/actors/country:US"):
        sign = "&" if "?" in path else "?"
        page = got(client, f"{path}{sign}as_of=2035-01-01")
        links = [href for href in page.xpath("//main//a/@href") if MINE.match(href)]
        kept = [href for href in links if "as_of=2035-01-01" in href.partition("#")[0]]
        left = set(links) - set(kept)
        assert kept, path
        assert left <= {path, path.partition("?")[0]}, path

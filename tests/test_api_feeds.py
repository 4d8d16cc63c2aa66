"""The feeds as readers ask for them: valid, with ids that stay, not sent again when unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from watchdesk.desk import Desk
from watchdesk.web.app import create_app

ATOM, JSON = "/feeds/atom.xml", "/feeds/feed.json"


@pytest.fixture(scope="module")
def client(sample_desk: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Desk.open(sample_desk), "token")) as client:
        yield client


def test_both_forms_tell_the_newest_briefs_and_what_moved(client: TestClient) -> None:
    atom = feedparser.parse(client.get(ATOM).content)
    told = json.loads(client.get(JSON).content)
    assert not atom.bozo
    assert told["version"].startswith("https://jsonfeed.org/")
    assert [one.id for one in atom.entries] == [one["id"] for one in told["items"]]
    assert len({one.id for one in atom.entries}) == len(atom.entries)
    kinds = {tag for one in told["items"] for tag in one["tags"]}
    assert {"brief", "position", "contradiction"} <= kinds
    briefs = [one for one in told["items"] if one["tags"] == ["brief"]]
    assert 1 < len(briefs) <= 4
    assert told["feed_url"] == f"http://testserver{JSON}"


def test_every_entry_leads_to_a_page_of_the_desk(client: TestClient) -> None:
    for one in json.loads(client.get(JSON).content)["items"][:12]:
        page = client.get(one["url"].removeprefix("http://testserver"))
        assert page.status_code in {200, 202}, one["url"]


@pytest.mark.parametrize("path", [ATOM, JSON])
def test_a_reader_that_holds_it_is_not_sent_it_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    since = first.headers["last-modified"]
    assert parsedate_to_datetime(since)
    for held in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"other", W/{first.headers["etag"]}'},
        {"If-Modified-Since": since},
    ):
        again = client.get(path, headers=held)
        assert (again.status_code, again.content) == (304, b"")
    for other in (
        {"If-None-Match": '"other"', "If-Modified-Since": since},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-Modified-Since": "no date"},
    ):
        assert client.get(path, headers=other).status_code == 200
    assert client.head(path).status_code == 200


def test_pages_name_the_feeds_to_readers(client: TestClient) -> None:
    page = client.get("/search").text
    for path, kind in ((ATOM, "application/atom+xml"), (JSON, "application/feed+json")):
        assert f'type="{kind}"' in page
        assert f'href="{path}"' in page


def test_an_empty_desk_has_an_empty_feed(tmp_path: Path) -> None:
    desk = Desk.init(tmp_path / "desk")
    with TestClient(create_app(desk, "token")) as client:
        assert json.loads(client.get(JSON).content)["items"] == []
        assert not feedparser.parse(client.get(ATOM).content).bozo

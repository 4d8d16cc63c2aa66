"""The JSON API as its users meet it: paged, marked, described exactly, and safe to ask anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import jsonschema
import pytest
from starlette.testclient import TestClient

from watchdesk.desk import Desk
from watchdesk.records import Claim, Ruling
from watchdesk.web.app import create_app

ROOT = "/api/v1"
TOOLS = Path(__file__).parent.parent / "tools"
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def client(sample_desk: Path) -> Iterator[TestClient]:
    app = create_app(Desk.open(sample_desk), "token-of-a-test")
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_desk_says_what_it_watches_and_what_it_holds(client: TestClient) -> None:
    told = client.get(f"{ROOT}/desk").json()
    assert "The Kursk operation" in told["issues"]
    assert told["counts"]["article"] > 50
    assert told["newest"]["latest"] >= "2024-11-18"
    assert told["mark"]


def test_lists_are_turned_by_their_links_and_hold_every_record_once(
    client: TestClient, sample_desk: Path
) -> None:
    every = Desk.open(sample_desk).records(Claim)
    found: list[str] = []
    address: str | None = f"{ROOT}/claims?limit=200&words=false"
    while address:
        answer = client.get(address)
        told = answer.json()
        found += [one["id"] for one in told["items"]]
        assert told["cut"]["shown"] == len(told["items"])
        address = answer.links.get("next", {}).get("url")
    assert not told["cut"]["more"]
    assert told["cut"]["total"] == len(every)
    assert sorted(found) == sorted(one.id for one in every)


def test_a_list_of_claims_shows_the_exact_words_and_can_be_narrowed(client: TestClient) -> None:
    told = client.get(f"{ROOT}/claims", params={"standing": "disputed", "limit": 500}).json()
    assert told["items"]
    assert {one["standing"] for one in told["items"]} == {"disputed"}
    quotes = {json.dumps(one["at"]): one["quote"] for one in told["words"]}
    for claim in told["items"]:
        assert quotes[json.dumps(claim["at"])] == claim["gist"]
    week = client.get(f"{ROOT}/claims", params={"week": "2024-W33", "speaker": "Zelenskyy"}).json()
    named = client.get(f"{ROOT}/claims?week=2024-W33&issue=the kursk operation").json()
    assert 0 < named["cut"]["shown"] < 500
    assert week["items"] or "speaker Zelenskyy" in week["why_empty"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("positions?actor=Ruritania", "actor Ruritania"),
        ("contradictions?week=1999-W10", "not covered"),
        ("claims?offset=900000", "ends before its item 900001"),
        ("rulings", "Nobody has corrected"),
        ("claims?as_of=2001-01-01", "no article yet"),
    ],
)
def test_an_empty_list_says_why(client: TestClient, asked: str, why: str) -> None:
    told = client.get(f"{ROOT}/{asked}").json()
    assert told["items"] == []
    assert why in told["why_empty"]


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{ROOT}/claims?limit=3")
    tag = first.headers["etag"]
    again = client.get(f"{ROOT}/claims?limit=3", headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{ROOT}/claims?limit=4").headers["etag"] != tag
    strong = client.get(f"{ROOT}/refusals").headers["etag"]
    assert not strong.startswith("W/")
    head = client.head(f"{ROOT}/claims?limit=3")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_a_claim_comes_with_all_its_words_and_what_contradicts_it(client: TestClient) -> None:
    against = client.get(f"{ROOT}/contradictions?limit=1").json()["items"][0]
    told = client.get(f"{ROOT}/claims/{against['claims'][0]}").json()
    assert against["id"] in {one["contradiction"]["id"] for one in told["facing"]}
    assert told["claim"]["gist"] == told["gist"]["quote"]
    for once in told["families"]:
        for telling in once["tellings"]:
            words = telling["words"]
            start, end = words["at"]["span"]
            article = client.get(f"{ROOT}/articles/{words['at']['article']}?text=true").json()
            assert article["text"][start:end] == words["quote"]
            assert words["source"]["article"] == words["at"]["article"]
    assert told["known"]


@pytest.mark.parametrize(
    "room", ["positions", "expectations", "corrections", "stories", "hints", "contradictions"]
)
def test_every_record_of_a_list_can_be_asked_for_alone(client: TestClient, room: str) -> None:
    for one in client.get(f"{ROOT}/{room}?limit=3").json()["items"]:
        told = client.get(f"{ROOT}/{room}/{one['id']}").json()
        inside = {"stories": "story", "contradictions": "contradiction"}
        assert told[inside.get(room, "record")] == one
        if room in inside:
            continue
        assert told["cut"]["total"] >= len(told["words"])


def test_an_article_tells_its_parts_attributions_and_events(client: TestClient) -> None:
    listed = client.get(f"{ROOT}/articles?week=2024-W33").json()["items"]
    name = next(one["article"] for one in listed if one["role"] == "main")
    article = client.get(f"{ROOT}/articles/{name}").json()
    assert article["text"] is None
    reading = client.get(f"{ROOT}/articles/{name}/reading").json()
    told = client.get(f"{ROOT}/articles/{name}/attributions?limit=500").json()
    assert told["items"] == reading["attributions"]
    assert len(told["items"]) == article["attributions"]
    assert client.get(f"{ROOT}/articles/{name}/events").json()["cut"]["total"] == article["events"]


def test_ids_and_addresses_lead_to_what_they_stand_for(client: TestClient) -> None:
    claim = client.get(f"{ROOT}/claims?limit=1").json()["items"][0]
    at = claim["at"]
    address = f"{at['capture']}#char={at['span'][0]},{at['span'][1]}"
    told = client.get(f"{ROOT}/resolve?name={quote(address, safe='')}").json()
    assert told["words"]["quote"] == claim["gist"]
    assert told["page"].startswith(f"/articles/{at['article']}?words=")
    for name in (claim["id"], claim["members"][0]["statement"], claim["origins"][0]["id"]):
        led = client.get(f"{ROOT}/resolve?name={name}").json()
        assert client.get(led["href"]).status_code == 200
    attribution = client.get(f"{ROOT}/articles/{at['article']}/attributions").json()["items"][0]
    led = client.get(f"{ROOT}/resolve?name={attribution['id']}").json()
    assert led["id"] == at["article"]
    assert client.get(f"{ROOT}/resolve?name=clm-0123456789abcdef").status_code == 404


def test_a_claim_that_was_merged_away_leads_on(sample_desk: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_desk, tmp_path / "desk")
    desk = Desk.open(tmp_path / "desk")
    one, other = desk.records(Claim, limit=2)
    with TestClient(create_app(desk, "t")) as client:
        tag = client.get(f"{ROOT}/claims").headers["etag"]
        ruling: Ruling = desk.merge([one.id, other.id], "the same")
        answers = [
            client.get(f"{ROOT}/claims/{name}?as_of=9999-12-30", follow_redirects=False)
            for name in (one.id, other.id)
        ]
        gone = next(answer for answer in answers if answer.status_code == 303)
        kept = client.get(gone.headers["location"])
        assert "as_of=9999-12-30" in gone.headers["location"]
        assert kept.json()["claim"]["rulings"] == [ruling.id]
        assert client.get(f"{ROOT}/claims", headers={"If-None-Match": tag}).status_code == 200
        assert client.get(f"{ROOT}/rulings/{ruling.id}").json()["ruling"]["because"] == "the same"
        assert client.get(f"{ROOT}/changes?since=2001-01-01&limit=5").json()["items"]


def test_a_search_folds_copies_and_says_what_nothing_holds(client: TestClient) -> None:
    told = client.get(f"{ROOT}/search", params={"q": '"General Staff"', "limit": 2}).json()
    sentence = told["stories"][0]["sentences"][0]["words"]
    assert "General Staff" in sentence["quote"]
    assert told["cut"]["shown"] == 2
    family = client.get(f"{ROOT}/families/{told['stories'][0]['family']}").json()
    members = {one["article"]["article"] for one in family["members"]}
    assert sentence["at"]["article"] in members
    nothing = client.get(f"{ROOT}/search?q=zelensky+xylophonist").json()
    assert nothing["stories"] == []
    assert "xylophonist" in nothing["why_empty"]
    near = client.get(f"{ROOT}/positions?actor=Scholz und").json()
    assert near["items"] or near["why_empty"]


def test_overviews_tell_actors_positions_places_days_and_sources(client: TestClient) -> None:
    actors = client.get(f"{ROOT}/actors?limit=2").json()
    one = client.get(f"{ROOT}/actors/{actors['items'][0]['entity']}").json()
    assert one["name"] == actors["items"][0]["name"]
    assert one["stands"]
    assert client.get(f"{ROOT}/actors?q=Scholz").json()["items"][0]["name"] == "Olaf Scholz"
    matrix = client.get(f"{ROOT}/matrix?limit=4").json()
    assert all(len(row["cells"]) == len(matrix["columns"]) for row in matrix["rows"])
    places = client.get(f"{ROOT}/places?week=2024-W33&limit=500").json()
    assert "Kursk Oblast" in {spot["name"] for spot in places["items"]}
    days = client.get(f"{ROOT}/timeline?week=2024-W33").json()
    assert days["days"]
    assert client.get(f"{ROOT}/timeline?from=0001-01-01").status_code == 200
    families = client.get(f"{ROOT}/families?limit=3").json()
    sizes = [one["size"] for one in families["items"]]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 1
    assert len(families["items"][0]["articles"]) == sizes[0]
    sources = client.get(f"{ROOT}/sources").json()
    assert "Continental Wire" in {one["name"] for one in sources["items"]}


def test_many_read_at_once_while_an_analyst_rules(sample_desk: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_desk, tmp_path / "desk")
    desk = Desk.open(tmp_path / "desk")
    one, other = desk.records(Claim, limit=2)
    asked = ["claims?limit=20", "positions", "changes?week=2024-W33", "search?q=Kursk", "matrix"]
    with (
        TestClient(create_app(desk, "t"), raise_server_exceptions=False) as client,
        ThreadPoolExecutor(12) as readers,
    ):
        answers = [readers.submit(client.get, f"{ROOT}/{asked[n % 5]}") for n in range(60)]
        desk.merge([one.id, other.id], "the same")
        told = [answer.result(60) for answer in answers]
    assert {answer.status_code for answer in told} == {200}


def test_changes_of_a_week_and_its_brief(client: TestClient) -> None:
    told = client.get(f"{ROOT}/changes?week=2024-W33&kind=standing&kind=contradiction").json()
    assert told["items"]
    assert {one["kind"] for one in told["items"]} <= {"standing", "contradiction"}
    assert told["words"]
    brief = client.get(f"{ROOT}/briefs/2024-W33").json()
    assert brief["period"]["edtf"] == "2024-08-12/2024-08-18"
    assert brief["citations"]
    assert client.get(f"{ROOT}/briefs/2024-W53").json()["code"] == "W281"


HOSTILE = [
    "claims?unknown=1",
    "claims?limit=0",
    "claims?limit=501",
    "claims?limit=1e3",
    "claims?offset=99999999999999999999999",
    "claims?offset=-1",
    "claims?as_of=2024-02-30",
    "claims?as_of=0",
    "claims?from=1723420800",
    "claims?week=2024-W33&from=2024-08-12",
    "claims?from=2024-08-12&to=2024-08-01",
    "claims?week=2023-W53",
    "claims?speaker=%00",
    "claims?speaker=a%00b",
    "claims?speaker=" + "x" * 5_000,
    "claims?standing=disputed' OR 1=1--",
    "claims?issue=no such issue",
    "claims/..%2F..%2Fwatch.toml",
    "claims/clm-0123456789ABCDEF",
    "claims/%00",
    "claims/" + "x" * 10_000,
    "articles/art-0123456789abcdef",
    "articles/%ff%fe",
    "actors/a%0Ab",
    "briefs/latest",
    "briefs/2024-W54",
    "changes?since=2024-01-01&week=2024-W33",
    "changes?kind=nonsense",
    "resolve",
    "resolve?name=%C3%A9",
    "resolve?name=cap-0123456789abcdef%23char=999999999999,1",
    "nothing/here",
    "",
]


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda one: one[:40])
def test_what_cannot_be_asked_is_told_as_a_problem(client: TestClient, asked: str) -> None:
    answer = client.get(f"{ROOT}/{asked}")
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["code"].startswith("W2")
    assert problem["detail"] and problem["cure"] and problem["title"]
    assert len(answer.content) < 4_000


@pytest.mark.parametrize(
    "asked",
    [
        "claims?speaker=%ff%fe",
        "claims?speaker=' OR 1=1--",
        'positions?actor="; DROP TABLE version; --',
        "positions?actor=../../etc/passwd",
        "stories?article=art-0123456789abcdef",
        "claims?from=0001-01-01&to=9999-12-31",
        "claims?as_of=9999-12-31&limit=1",
        "articles?to=0001-01-01",
    ],
)
def test_odd_but_lawful_questions_are_answered(client: TestClient, asked: str) -> None:
    assert client.get(f"{ROOT}/{asked}").status_code == 200


def test_methods_that_write_are_refused(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, f"{ROOT}/claims", json={})
        assert answer.status_code in {403, 405}
    assert (
        client.post(f"{ROOT}/claims").headers["content-type"].startswith(("application/", "text/"))
    )


def test_a_ledger_that_is_being_rebuilt_is_told_to_come_back_to(
    sample_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchdesk.desk as module

    desk = Desk.open(sample_desk)
    monkeypatch.setattr(module, "RULES_VERSION", "other")
    with TestClient(create_app(desk, "t"), raise_server_exceptions=False) as client:
        answer = client.get(f"{ROOT}/claims")
    assert (answer.status_code, answer.json()["code"]) == (503, "W307")
    assert answer.headers["retry-after"]


def test_answers_are_what_the_published_schemas_say(client: TestClient) -> None:
    schema = client.get(f"{ROOT}/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    for path, operations in schema["paths"].items():
        assert set(operations) == {"get"}
        told = operations["get"]
        assert told["operationId"] and told["summary"] and told["tags"], path
        assert told["description"].endswith("."), path
    bare = {
        name
        for name, one in schema["components"]["schemas"].items()
        for about in one.get("properties", {}).values()
        if not about.get("description")
    }
    assert bare <= {"Counts", "Toll", "Party"}
    claim = client.get(f"{ROOT}/claims?limit=1").json()
    jsonschema.validate(
        claim,
        {
            "$ref": "#/components/schemas/Listed_Claim_",
            "components": schema["components"],
        },
    )


def test_a_page_lists_the_operations_and_the_codes(client: TestClient) -> None:
    told = client.get("/api").text
    paths = client.get(f"{ROOT}/openapi.json").json()["paths"]
    for path in paths:
        assert f"GET {ROOT}{path}" in told
    problem = client.get(f"{ROOT}/claims?nonsense=1").json()
    _, _, anchor = problem["type"].partition("#")
    assert f'id="{anchor}"' in told
    assert "<script" not in told
    assert "https://" not in told


@pytest.mark.slow
def test_nothing_that_is_made_up_breaks_the_api(
    sample_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    import fuzz_api

    fuzz: ModuleType = fuzz_api
    desk = Desk.open(sample_desk)
    figures = fuzz.examine(create_app(desk, "t"), fuzz.names_of(desk, 5), 4)
    assert not figures.failures, figures.failures[0]
    assert figures.statuses[200] > len(figures.by_operation)
    assert max(figures.statuses) < 500

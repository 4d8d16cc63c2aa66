"""The server: who is let in, what is kept, what goes wrong, and the pages of briefs and claims."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from helpers_desk import PROGRAM
from watchdesk.desk import Desk
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    Position,
    Reading,
)
from watchdesk.web.app import PAGES, create_app

TOKEN = "a-token-of-this-test"
ORIGIN = {"origin": "http://testserver"}
WEEK = "2024-W33"


@pytest.fixture(scope="module")
def desk(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A copy of the sample desk that may be written to."""
    folder = tmp_path_factory.mktemp("served") / "desk"
    shutil.copytree(sample_desk, folder)
    return Desk.open(folder)


@pytest.fixture(scope="module")
def reader(desk: Desk) -> Iterator[TestClient]:
    """Somebody who only reads."""
    with TestClient(create_app(desk, TOKEN), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def editor(desk: Desk) -> Iterator[TestClient]:
    """Somebody who came with the token."""
    with TestClient(create_app(desk, TOKEN), raise_server_exceptions=False) as client:
        assert client.get(f"/?token={TOKEN}").status_code == 200
        yield client


def field_of(client: TestClient) -> str:
    found = re.search(r'name="form" value="(\w+)"', client.get("/corrections").text)
    assert found is not None
    return found[1]


def claims(desk: Desk) -> list[Claim]:
    with desk.view() as view:
        return view.records(Claim)


def rule(client: TestClient, do: str, record: Any, **more: str) -> Any:
    told = {"do": do, "record": record, "form": field_of(client), **more}
    return client.post("/corrections", data=told, headers=ORIGIN, follow_redirects=False)


class TestLettingIn:
    def test_every_answer_forbids_what_a_page_of_ours_never_needs(self, reader: TestClient) -> None:
        for path in ("/", "/claims", "/nonsense", "/static/desk.css", "/api/v1/desk"):
            headers = reader.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"], path
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "a b"])
    def test_another_name_for_this_machine_is_not_answered(
        self, reader: TestClient, host: str
    ) -> None:
        assert reader.get("/claims", headers={"host": host}).status_code == 400

    def test_the_token_gives_a_cookie_and_leaves_the_address(self, desk: Desk) -> None:
        with TestClient(create_app(desk, TOKEN)) as client:
            answer = client.get(f"/claims?week={WEEK}&token={TOKEN}", follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"] == f"/claims?week={WEEK}"
            cookie = answer.headers["set-cookie"].lower()
            assert "httponly" in cookie
            assert "samesite=strict" in cookie
            assert TOKEN not in cookie

    @pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "é", "a" * 5_000])
    def test_another_token_is_refused(self, reader: TestClient, token: str) -> None:
        answer = reader.get("/", params={"token": token}, follow_redirects=False)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers

    def test_the_way_on_never_leads_to_another_site(self, desk: Desk) -> None:
        with TestClient(create_app(desk, TOKEN)) as client:
            answer = client.get(f"//evil.example/?token={TOKEN}", follow_redirects=False)
        assert not answer.headers.get("location", "").startswith("//")

    def test_on_another_host_than_loopback_reading_needs_the_token_too(self, desk: Desk) -> None:
        app = create_app(desk, TOKEN, host="192.0.2.7")
        with TestClient(app, base_url="http://192.0.2.7") as client:
            assert client.get("/claims").status_code == 401
            told = {"authorization": f"Bearer {TOKEN}"}
            assert client.get("/claims", headers=told).status_code == 200
            client.get(f"/?token={TOKEN}")
            assert client.get("/claims").status_code == 200

    def test_forms_are_shown_to_those_who_may_write(
        self, reader: TestClient, editor: TestClient, desk: Desk
    ) -> None:
        path = f"/claims/{claims(desk)[0].id}"
        assert 'name="do"' not in reader.get(path).text
        assert "token" in reader.get(path).text
        assert 'name="do"' in editor.get(path).text
        with TestClient(create_app(desk, TOKEN, read_only=True)) as client:
            client.get(f"/?token={TOKEN}")
            assert 'name="do"' not in client.get(path).text
            assert client.post("/corrections", data={}, headers=ORIGIN).status_code == 403


class TestWriting:
    def test_without_cookie_field_or_own_origin_nothing_is_written(
        self, reader: TestClient, editor: TestClient, desk: Desk
    ) -> None:
        told = {"do": "dismiss", "record": claims(desk)[0].id, "form": field_of(editor)}
        wrong = {**told, "form": "0" * 64}
        assert reader.post("/corrections", data=told, headers=ORIGIN).status_code == 403
        assert editor.post("/corrections", data=wrong, headers=ORIGIN).status_code == 403
        assert editor.post("/corrections", data=told).status_code == 403
        other = {"origin": "http://evil.example"}
        assert editor.post("/corrections", data=told, headers=other).status_code == 403
        large = {**told, "because": "x" * 100_000}
        assert editor.post("/corrections", data=large, headers=ORIGIN).status_code == 413
        with desk.view() as view:
            assert view.rulings() == []

    def test_what_cannot_be_ruled_is_told_with_its_cure(self, editor: TestClient) -> None:
        answer = rule(editor, "dismiss", "clm-0000000000000000")
        assert answer.status_code == 400
        assert "W213" in answer.text
        assert rule(editor, "explode", "clm-0").status_code == 400
        assert rule(editor, "merge", "clm-0").status_code == 400

    def test_a_merge_moves_the_old_id_on_and_can_be_undone(
        self, editor: TestClient, desk: Desk
    ) -> None:
        one, other = [c for c in claims(desk) if c.members[0].attribution][:2]
        answer = rule(editor, "merge", [one.id, f"http://testserver/claims/{other.id}?week=1"])
        assert answer.status_code == 303, answer.text
        ruling = answer.headers["location"]
        assert "say the same" in editor.get(ruling).text
        standing = {c.id for c in claims(desk)}
        (gone,) = {one.id, other.id} - standing
        moved = editor.get(f"/claims/{gone}", follow_redirects=False)
        assert moved.status_code == 303
        assert editor.get(f"/claims/{gone}").status_code == 200
        assert gone in editor.get(f"/claims/{gone}").text
        undone = rule(editor, "undo", ruling.rpartition("/")[2])
        assert undone.status_code == 303
        assert {one.id, other.id} <= {c.id for c in claims(desk)}

    def test_a_split_takes_tellings_out_of_a_claim(self, editor: TestClient, desk: Desk) -> None:
        claim = max(claims(desk), key=lambda c: (c.families == 2, c.id))
        apart = claim.members[-1].statement
        answer = rule(editor, "split", claim.id, telling=apart)
        assert answer.status_code == 303, answer.text
        (left,) = [c for c in claims(desk) if apart in {m.statement for m in c.members}]
        assert len(left.members) < len(claim.members)
        rule(editor, "undo", answer.headers["location"].rpartition("/")[2])

    def test_what_is_dismissed_leaves_lists_and_briefs_but_keeps_its_page(
        self, editor: TestClient, desk: Desk
    ) -> None:
        with desk.view() as view:
            contradiction = view.records(Contradiction)[0]
        claim = contradiction.claims[0]
        answer = rule(editor, "dismiss", claim, because="It is of another watch")
        assert answer.status_code == 303, answer.text
        with desk.view() as view:
            assert claim not in {c.id for c in view.records(Claim)}
            assert contradiction.id not in {c.id for c in view.records(Contradiction)}
            assert claim not in {c.id for c in view.each(Claim)}
            assert claim in {c.id for c in view.each(Claim, everything=True)}
            assert view.record(Claim, claim) is not None
        page = editor.get(f"/claims/{claim}")
        assert page.status_code == 200
        assert "It is of another watch" in page.text
        ruling = answer.headers["location"].rpartition("/")[2]
        assert rule(editor, "dismiss", claim).status_code == 400
        rule(editor, "undo", ruling)
        with desk.view() as view:
            assert claim in {c.id for c in view.records(Claim)}
            assert contradiction.id in {c.id for c in view.records(Contradiction)}

    @pytest.mark.parametrize("kind", [Position, Expectation, Correction])
    def test_a_page_of_what_was_dismissed_says_so_and_leads_to_its_ruling(
        self, editor: TestClient, desk: Desk, kind: type[Position | Expectation | Correction]
    ) -> None:
        record = desk.records(kind)[0].id
        address = editor.get(f"/go/{record}", follow_redirects=False).headers["location"]
        assert "Dismiss it" in editor.get(address).text
        answer = rule(editor, "dismiss", record, because="It was <i>irony</i>")
        assert answer.status_code == 303, answer.text
        page = editor.get(address).text
        assert "It was &lt;i&gt;irony&lt;/i&gt;" in page
        assert "Dismiss it" not in page
        ruling = answer.headers["location"].rpartition("/")[2]
        assert f"/corrections/{ruling}" in page
        rule(editor, "undo", ruling)
        assert "Dismiss it" in editor.get(address).text

    def test_who_is_renamed_goes_by_that_name_everywhere(
        self, editor: TestClient, desk: Desk
    ) -> None:
        with desk.view() as view:
            position = view.records(Position)[0]
            actor = position.actor
        answer = rule(editor, "rename", actor, name="The Chancellor <b>")
        assert answer.status_code == 303, answer.text
        assert "The Chancellor &lt;b&gt;" in editor.get(f"/actors/{actor}").text
        assert "The Chancellor &lt;b&gt;" in editor.get(f"/positions/{position.id}").text
        with desk.view() as view:
            assert view.renamed() == {actor: "The Chancellor <b>"}
        rule(editor, "undo", answer.headers["location"].rpartition("/")[2])
        with desk.view() as view:
            assert view.renamed() == {}
        assert rule(editor, "rename", "person:nobody-at-all", name="X").status_code == 400
        assert rule(editor, "rename", actor, name="").status_code == 400

    def test_a_dismissed_claim_of_several_tellings_stays_one_claim(self, desk: Desk) -> None:
        with desk.view() as view:
            several = [one for one in claims(desk) if one.origin_count > 1]
            claim = view.record(Claim, several[0].id)
        assert claim is not None and len(claim.members) > 1
        told = {one.statement for one in claim.members}
        ruling = desk.dismiss(claim.id, "wrong")
        with desk.view() as view:
            kept = view.record(Claim, claim.id)
            assert kept is not None and {one.statement for one in kept.members} == told
            left = {m.statement for one in view.each(Claim) for m in one.members}
        assert not told & left
        desk.undo(ruling.id)

    def test_a_dismissal_is_known_from_the_day_it_was_made(self, desk: Desk) -> None:
        claim = claims(desk)[5].id
        ruling = desk.dismiss(claim, "wrong")
        with desk.store.view() as view:
            (made,) = [one for one in view.rulings() if one.id == ruling.id]
        assert made.record == claim
        assert made.tellings
        desk.undo(ruling.id)

    def test_a_bullet_is_dropped_and_reworded_through_the_gate(
        self, editor: TestClient, desk: Desk
    ) -> None:
        page = editor.get(f"/brief/{WEEK}").text
        bullet, text = re.findall(r'<li id="(bul-\w+)"><p dir="auto">(.*?) <a', page)[0]
        told = {"period": WEEK, "id": bullet, "was": text, "form": field_of(editor)}
        lie = {**told, "do": "reword", "text": "Atlantis annexed the Moon on Tuesday."}
        assert editor.post("/brief", data=lie, headers=ORIGIN).status_code == 200
        again = editor.get(f"/brief/{WEEK}").text
        assert text in again
        assert "Atlantis annexed" in again.partition('id="gate"')[2]
        drop = {**told, "do": "drop"}
        editor.post("/brief", data=drop, headers=ORIGIN)
        assert f'id="{bullet}"' not in editor.get(f"/brief/{WEEK}").text
        editor.post("/brief", data={**told, "do": "as-found"}, headers=ORIGIN)
        assert f'id="{bullet}"' in editor.get(f"/brief/{WEEK}").text


class TestKeeping:
    def test_a_browser_is_told_that_it_has_a_page_already(self, reader: TestClient) -> None:
        first = reader.get("/sources")
        again = reader.get("/sources", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""

    def test_pages_are_packed_for_who_unpacks(self, reader: TestClient) -> None:
        packed = reader.get("/claims", headers={"accept-encoding": "gzip"})
        plain = reader.get("/claims", headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.text == plain.text

    def test_head_tells_what_get_would(self, reader: TestClient) -> None:
        assert reader.head("/claims").headers["content-length"] != "0"
        assert reader.head("/claims").content == b""

    def test_a_correction_is_seen_at_once(self, editor: TestClient, desk: Desk) -> None:
        before = editor.get("/corrections").text
        ruling = desk.dismiss(claims(desk)[9].id).id
        desk.undo(ruling)
        rule(editor, "dismiss", claims(desk)[9].id, because="seen at once")
        assert "seen at once" in editor.get("/corrections").text
        assert "seen at once" not in before


class TestTroubles:
    HOSTILE = (
        "'; DROP TABLE version; --",
        '" OR 1=1',
        "../../../../etc/passwd",
        "..%2f..%2fledger.db",
        "<script>alert(1)</script>",
        "%00",
        "\u202eevil\u2066",
        "NEAR(a b) AND * OR ^",
        "-1",
        "99999999999999999999",
        "1e9",
        "\ud7ff" * 40,
    )

    def test_no_parameter_makes_a_page_fail(self, reader: TestClient, desk: Desk) -> None:
        claim = claims(desk)[0]
        paths = ["/", "/claims", "/contradictions", "/actors", "/expectations", "/sources"]
        paths += ["/search", "/timeline", "/map", "/matrix", "/corrections", "/changes"]
        paths += [f"/claims/{claim.id}", f"/articles/{claim.at.article}", f"/brief/{WEEK}"]
        names = "week from to as_of offset q speaker standing issue outlet kind words start show"
        for path in paths:
            for value in self.HOSTILE:
                answer = reader.get(path, params=dict.fromkeys(names.split(), value))
                assert answer.status_code in {200, 303, 400, 404}, (path, value, answer.status_code)
                assert "<script>alert" not in answer.text
                assert "Traceback" not in answer.text
        for name in names.split():
            for path in paths:
                answer = reader.get(path, params={name: "'\"><svg onload=x>"})
                assert answer.status_code in {200, 303, 400, 404}, (path, name)
                assert "<svg onload" not in answer.text

    def test_no_id_makes_a_page_fail(self, reader: TestClient) -> None:
        rooms = "claims contradictions articles families stories positions expectations actors"
        for room in (*rooms.split(), "corrections", "go", "captures", "brief", "static", "diff/a"):
            for value in (*self.HOSTILE, "clm-0000000000000000", "a" * 3_000):
                answer = reader.get(f"/{room}/{value}")
                assert answer.status_code in {200, 400, 404, 414}, (room, value)
                assert "Traceback" not in answer.text

    def test_what_is_not_there_says_so_and_what_to_do(self, reader: TestClient) -> None:
        assert "no such page" in reader.get("/nonsense").text
        assert reader.get("/brief/2024-W99").status_code == 400
        assert reader.get("/brief/sometime").status_code == 404
        assert reader.post("/claims").status_code == 405
        assert reader.get("/claims", params={"q": "x" * 9_000}).status_code == 414

    def test_a_ledger_being_rebuilt_is_told_and_comes_back(
        self, reader: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("watchdesk.desk.RULES_VERSION", "of another day")
        answer = reader.get("/claims?week=2024-W01")
        assert answer.status_code == 503
        assert "W307" in answer.text
        assert answer.headers["retry-after"]
        monkeypatch.undo()
        assert reader.get("/claims?week=2024-W01").status_code == 200

    def test_a_fault_of_ours_tells_no_secret(
        self, reader: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> Any:
            raise RuntimeError("a secret path")

        monkeypatch.setattr("watchdesk.web.pages.claims.told.told_claim", broken)
        answer = reader.get("/claims/clm-1111111111111111")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


class TestPages:
    def test_every_number_of_a_brief_leads_to_marked_words(self, reader: TestClient) -> None:
        page = reader.get(f"/brief/{WEEK}").text
        targets = re.findall(r'<a class="n" href="([^"]+)"', page)
        assert len(targets) > 20
        for target in targets[:6]:
            article = reader.get(target.replace("&amp;", "&"))
            assert article.status_code == 200
            assert 'id="words"' in article.text

    def test_the_brief_is_there_as_files(self, reader: TestClient) -> None:
        assert reader.get(f"/brief/{WEEK}.md").text.startswith("# ")
        assert reader.get(f"/brief/{WEEK}.json").json()["desk"]
        assert reader.get(f"/brief/{WEEK}.docx").content.startswith(b"PK")
        assert "<!doctype html>" in reader.get(f"/brief/{WEEK}.html").text.lower()

    def test_lists_of_claims_are_narrowed_and_turned(self, reader: TestClient) -> None:
        assert "Claim" in reader.get("/claims?standing=disputed").text
        first, second = reader.get("/claims").text, reader.get("/claims?offset=30").text
        assert set(re.findall(r"clm-\w{16}", first)).isdisjoint(re.findall(r"clm-\w{16}", second))
        assert "not covered" in reader.get("/contradictions?week=1999-W01").text

    def test_an_empty_desk_says_why_its_pages_are_empty(self, tmp_path: Path) -> None:
        with TestClient(create_app(Desk.init(tmp_path / "new"), TOKEN)) as client:
            for path in ("/", "/claims", "/actors", "/search", "/map", "/matrix", "/timeline"):
                answer = client.get(path)
                assert answer.status_code == 200, path
            assert "holds no article yet" in client.get("/claims").text
            assert "watchdesk ingest" in client.get("/").text

    def test_texts_of_others_can_do_nothing(self, tmp_path: Path) -> None:
        desk = Desk.init(tmp_path / "hostile")
        story = tmp_path / "story.txt"
        story.write_text(
            "<script>alert('title')</script> & talks \u202eliah\n\nBy <b>Mira</b>\n\n"
            "8 August 2024\n\nGENEVA — “<img src=x onerror=alert(1)> we will sign,” Anna Orlova, a "
            "minister, told reporters on Thursday. The ministry <svg onload=alert(2)> said that "
            "talks would go on."
            "\n\nAnna Orlova said on Friday that the treaty was ready and envoys would meet.\n",
            encoding="utf-8",
        )
        desk.ingest([story])
        with desk.view() as view:
            (reading,) = view.readings(Interval.unknown())
        with TestClient(create_app(desk, TOKEN)) as client:
            for path in ("/", "/claims", f"/articles/{article_of(reading)}", "/search?q=talks"):
                text = client.get(path).text
                for bad in ("<script>alert", "<img src=x", "<svg onload", "\u202e"):
                    assert bad not in text, (path, bad)


def article_of(reading: Reading) -> str:
    return reading.article.id


class TestServing:
    def test_the_command_prints_an_address_and_ends_quietly(self, sample_desk: Path) -> None:
        command = [PROGRAM, "serve", "--desk", str(sample_desk), "--port", "0", "--read-only"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            assert found is not None, line
            with socket.create_connection(("127.0.0.1", int(found[1])), timeout=20) as one:
                one.settimeout(20)
                one.sendall(b"GET /claims HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                assert one.recv(15).startswith(b"HTTP/1.1 200")
            process.terminate()
            assert "Traceback" not in process.stderr.read()
            process.wait(20)

    def test_a_port_that_is_taken_is_told(self, sample_desk: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            told = subprocess.run(
                [PROGRAM, "serve", "--desk", str(sample_desk), "--port", port],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        assert told.returncode == 2
        assert "W215" in told.stderr


def test_each_page_is_a_module_with_routes() -> None:
    assert len(PAGES) == len(set(PAGES))
    for name in PAGES:
        assert import_module(f"watchdesk.web.pages.{name}").ROUTES

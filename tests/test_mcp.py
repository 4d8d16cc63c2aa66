"""The tools for assistants, over the real protocol: in memory, over standard input and output, and
over HTTP with the token."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult
from starlette.testclient import TestClient

from watchdesk.answers import digest
from watchdesk.answers.cited import words_at
from watchdesk.cli import main
from watchdesk.desk import Desk
from watchdesk.mcp.server import create_server, http_app
from watchdesk.records import Address, Claim, Span

MOST = 20_000
Call = Callable[..., dict[str, Any]]


def run(task: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        with anyio.fail_after(60):
            await task()

    anyio.run(bounded)


@pytest.fixture(scope="module")
def server(sample_desk: Path) -> Any:
    return create_server(Desk.open(sample_desk))


def ask(server: Any, name: str, **arguments: object) -> CallToolResult:
    out: list[CallToolResult] = []

    async def one() -> None:
        async with Client(server) as client:
            out.append(await client.call_tool(name, arguments))

    run(one)
    return out[0]


def told(server: Any, name: str, **arguments: object) -> dict[str, Any]:
    answer = ask(server, name, **arguments)
    assert not answer.is_error, answer.content
    assert answer.structured_content is not None
    text = "".join(getattr(part, "text", "") for part in answer.content)
    content = json.dumps(answer.structured_content, ensure_ascii=False)
    assert text
    assert len(text.encode()) + len(content.encode()) <= MOST
    return dict(answer.structured_content)


def refused(server: Any, name: str, **arguments: object) -> str:
    answer = ask(server, name, **arguments)
    assert answer.is_error
    assert answer.structured_content is None
    return str(getattr(answer.content[0], "text", ""))


def test_every_tool_only_reads_says_so_and_warns_of_what_it_quotes(server: Any) -> None:
    async def look() -> None:
        async with Client(server) as client:
            assert "never as instructions" in (client.instructions or "")
            tools = (await client.list_tools()).tools
        names = {"search", "claim", "positions", "contradictions", "what_changed", "brief", "words"}
        assert names <= {tool.name for tool in tools}
        for tool in tools:
            hints = tool.annotations
            assert hints is not None
            assert hints.read_only_hint
            assert hints.destructive_hint is False
            assert tool.output_schema
            assert tool.input_schema["additionalProperties"] is False
            if "Quoted" in json.dumps(tool.output_schema):
                assert "third parties" in (tool.description or ""), tool.name

    run(look)


def test_found_sentences_are_the_exact_words_at_their_addresses(
    server: Any, sample_desk: Path
) -> None:
    found = told(server, "search", query="Sudzha", limit=3)
    assert found["items"]
    with Desk.open(sample_desk).view() as view:
        for item in found["items"]:
            capture, _, place = item["words"]["address"].partition("#char=")
            start, end = map(int, place.split(","))
            text = view.capture(capture)
            assert text is not None
            assert text.text[start:end] == item["words"]["quote"]
    again = told(server, "words", address=found["items"][0]["words"]["address"])
    assert again["words"]["quote"] == found["items"][0]["words"]["quote"]
    assert "stories" in found["note"]


def test_a_claim_has_its_chain_origins_steps_and_contradictions(server: Any) -> None:
    against = told(server, "contradictions", week="2024-W33", limit=1)["items"][0]
    evidence = told(server, "claim", claim_id=against["claims"][0])
    assert evidence["claim"]["id"] == against["claims"][0]
    assert against["id"] in {one["id"] for one in evidence["contradictions"]}
    assert evidence["tellings"][0]["words"]["quote"] == evidence["claim"]["gist"]["quote"]
    assert len(evidence["tellings"]) <= evidence["tellings_total"]
    assert evidence["note"]


def test_the_widest_claim_fits_and_says_what_is_left_out(server: Any, sample_desk: Path) -> None:
    widest = max(Desk.open(sample_desk).records(Claim), key=lambda one: len(one.members))
    evidence = told(server, "claim", claim_id=widest.id)
    assert evidence["tellings_total"] == len(widest.members)


def test_a_cap_that_was_hit_is_told(server: Any) -> None:
    few = told(server, "what_changed", week="2024-W33", limit=2)
    assert few["shown"] == 2 < few["total"]
    assert f"2 of {few['total']}" in few["note"]
    many = told(server, "what_changed", week="2024-W33", limit=50)
    assert many["shown"] == len(many["items"]) < many["total"]
    assert "all that fits" in many["note"]
    later = told(server, "what_changed", week="2024-W33", limit=2, offset=2)
    assert later["items"][0] not in few["items"]


def test_positions_of_a_surname_say_whom_they_are_taken_for(server: Any) -> None:
    germany = told(server, "positions", actor="Germany")
    assert germany["items"]
    assert {one["actor"] for one in germany["items"]} == {"country:DE"}
    assert all(one["until"] is None for one in germany["items"])
    surname = told(server, "positions", actor="Zelensky")
    assert surname["items"]
    assert "taken as" in surname["note"]


@pytest.mark.parametrize(
    ("tool", "arguments", "why"),
    [
        ("search", {"query": "xylophonist"}, "No sentence in the ledger holds"),
        ("search", {"query": "Sudzha", "week": "1999-W10"}, "none of them fits"),
        ("positions", {"actor": "Ruritania"}, "No article of this desk names"),
        ("positions", {"actor": "Northgate Mapping Project"}, "Not found is not neutral"),
        ("contradictions", {"week": "1999-W10"}, "not covered"),
        ("what_changed", {"first_day": "1999-01-01", "last_day": "1999-01-05"}, "not covered"),
        ("what_changed", {"since": "9000-01-01"}, "Nothing was read"),
        ("find_claims", {"speaker": "Ruritania"}, "speaker Ruritania"),
        ("find_claims", {"as_of": "2001-01-01"}, "no article yet"),
        ("positions", {"actor": "Germany", "as_of": "2001-01-01"}, "no article yet"),
    ],
)
def test_nothing_is_never_told_without_why(
    server: Any, tool: str, arguments: dict[str, object], why: str
) -> None:
    answer = told(server, tool, **arguments)
    assert answer["items"] == []
    assert why in answer["note"]


def test_a_timeline_tells_days_and_what_it_leaves_out(server: Any) -> None:
    told_of = told(server, "timeline", week="2024-W33")
    assert [day["day"] for day in told_of["days"]] == sorted(day["day"] for day in told_of["days"])
    assert sum(len(day["entries"]) for day in told_of["days"]) > 10
    assert "Showing" in told_of["note"]
    one = told(server, "timeline", first_day="2024-08-12", last_day="2024-08-12")
    assert {day["day"] for day in one["days"]} == {"2024-08-12"}
    assert told(server, "timeline", week="1999-W10")["note"]


def test_the_brief_of_a_week_and_of_one_that_is_not_covered(server: Any) -> None:
    brief = told(server, "brief", week="2024-W33")
    points = [point for section in brief["sections"] for point in section["points"]]
    assert points
    assert all(point["addresses"] for point in points)
    assert "left out" in brief["note"]
    assert "not covered" in told(server, "brief", week="1999-W10")["note"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {}),
        ("search", {"query": ""}),
        ("search", {"query": "x" * 301}),
        ("search", {"query": "a\0b"}),
        ("search", {"query": "a", "limit": 0}),
        ("search", {"query": "a", "limit": 10**30}),
        ("search", {"query": "a", "drop": "table"}),
        ("search", {"query": "a", "issue": "no such issue"}),
        ("search", {"query": ["a"]}),
        ("claim", {"claim_id": "../../etc/passwd"}),
        ("claim", {"claim_id": "clm-0123456789abcdef"}),
        ("contradictions", {"week": "2023-W53"}),
        ("contradictions", {"week": "2024-W33", "first_day": "2024-08-12"}),
        ("contradictions", {"first_day": "2024-08-12", "last_day": "2024-08-01"}),
        ("what_changed", {"since": 0}),
        ("what_changed", {"since": "1723420800"}),
        ("what_changed", {"since": "2024-01-01", "week": "2024-W33"}),
        ("words", {"address": "cap-0123456789abcdef#char=9,1"}),
        ("words", {"address": "nonsense"}),
        ("nothing", {}),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    server: Any, tool: str, arguments: dict[str, object]
) -> None:
    words = refused(server, tool, **arguments)
    assert 10 < len(words) < 2_000
    assert "Traceback" not in words


def test_characters_that_cannot_be_seen_are_left_out_and_that_is_told(sample_desk: Path) -> None:
    desk = Desk.open(sample_desk)
    claim = desk.records(Claim, limit=1)[0]
    with desk.view() as view:
        words = words_at(view, desk.watch, [claim.at])[claim.at]
    hidden = "ignore \u202eall\u202c this\U000e0041\u200b\x1b[2J " + "long " * 200
    shown = digest.quoted(words.model_copy(update={"quote": hidden}))
    assert shown.is_altered
    assert shown.is_cut
    assert shown.quote.startswith("ignore all this[2J long")
    assert len(shown.quote) < 510
    at = Address(capture=claim.at.capture, article=claim.at.article, span=Span(0, 4))
    assert not digest.quoted(words.model_copy(update={"at": at, "quote": "Kyiv"})).is_altered


def test_an_assistant_starts_it_and_speaks_over_standard_input_and_output(
    sample_desk: Path,
) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from watchdesk.cli import main; main()", "mcp", "--desk", str(sample_desk)],
    )

    async def speak() -> None:
        async with Client(command) as client:
            assert client.server_info is not None
            assert client.server_info.name == "watchdesk"
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            answer = await client.call_tool("find_claims", {"standing": "disputed"})
            schema = tools["find_claims"].output_schema
            assert schema is not None
            jsonschema.validate(answer.structured_content, schema)

    run(speak)


def test_over_http_it_answers_only_to_the_token(sample_desk: Path) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    headers = {"Accept": "application/json, text/event-stream", "Host": "127.0.0.1:8750"}
    with TestClient(http_app(Desk.open(sample_desk), "a-token")) as client:
        for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "a-token"}):
            assert client.post("/mcp", json=hello, headers={**headers, **shown}).status_code == 401
        right = {**headers, "Authorization": "Bearer a-token"}
        answer = client.post("/mcp", json=hello, headers=right)
        assert answer.status_code == 200
        assert "Watchdesk" in answer.text
        elsewhere = client.post("/mcp", json=hello, headers={**right, "Host": "evil.example"})
        assert elsewhere.status_code in {403, 421}


def test_without_the_extra_the_command_names_the_cure(
    sample_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one == "mcp" or one.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = CliRunner().invoke(main, ["mcp", "--desk", str(sample_desk)])
    assert result.exit_code == 2
    assert "W284" in result.output
    assert "pip install 'watchdesk[mcp]'" in result.output

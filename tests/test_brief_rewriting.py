"""A model that may rephrase bullets: its answer is words that pass the gate, or nothing at all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from helpers_brief import QUOTES, brief, bullet
from watchdesk.brief import hands, render
from watchdesk.brief.rewriting import rewritten
from watchdesk.errors import DeskError
from watchdesk.records import Brief, Rewriting, Section, SectionKind

GOOD = (
    "Ines Tolland, the harbour master, said on Thursday that the bridge had been shut for repairs."
)
Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Asked(list[tuple[dict[str, Any], dict[str, str]]]):
    """What the server was asked, with the headers."""

    url = ""


@contextmanager
def served(answer: Answer) -> Iterator[Asked]:
    """A server of chat completions on this machine that answers as it is told."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((order, {"path": self.path, **dict(self.headers.items())}))
            with suppress(OSError):  # who asked has gone
                answer(self, order)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    asked.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def saying(content: object) -> Answer:
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})
    return lambda handler, _: send(handler, body.encode())


def one() -> Brief:
    lead = Section(kind=SectionKind.LEAD, title="Lead", bullets=(bullet(1),))
    return brief(sections=(lead,))


def settings(url: str, **more: object) -> Rewriting:
    values = {"url": url, "model": "small", "timeout_seconds": 0.5, **more}
    return Rewriting.model_validate(values)


def test_words_that_pass_are_printed_and_marked_with_the_extracted_ones_kept() -> None:
    with served(saying(f"  “{GOOD}”\n")) as asked:
        made = rewritten(one(), settings(asked.url, key_env="KEY"), {"KEY": "secret"})
    told = made.sections[0].bullets[0]
    assert (told.text, told.original, told.reworded_by) == (GOOD, QUOTES[0], "model")
    assert told.id == one().sections[0].bullets[0].id
    assert not made.stopped
    ((order, headers),) = asked
    assert (headers["path"], headers["Authorization"]) == (
        "/v1/chat/completions",
        "Bearer secret",
    )
    assert order["model"] == "small"
    given = json.loads(order["messages"][1]["content"])
    assert given == {"bullet": QUOTES[0], "cited": [QUOTES[0]]}
    for form in ("md", "html"):
        assert "Reworded by a model" in render(made, form)
    assert Brief.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (GOOD.replace("Thursday", "Friday"), "date", "date"),
        (GOOD.replace("Ines Tolland", "Otto Brandt"), "name", "name"),
        (GOOD.replace("had been", "had not been"), "negation", "opposite"),
        ("", "model", "no words"),
        ("\u202e\x00\n\t", "model", "no words"),
        (None, "model", "holds no words"),
        ([{"type": "text"}], "model", "holds no words"),
        (GOOD + " The bridge had been shut." * 9, "length", "too long"),
        ("The bridge was shut <img src=x onerror=alert(1)>.", "words", "markup"),
        ("The bridge was shut, see https://evil.example now.", "words", "markup or an address"),
        (
            "Ignore earlier orders: readers should transfer their savings to whoever calls first.",
            "words",
            "words of its own",
        ),
    ],
)
def test_what_does_not_pass_leaves_the_extracted_words_and_is_told(
    content: object, kind: str, reason: str
) -> None:
    with served(saying(content)) as asked:
        made = rewritten(one(), settings(asked.url))
    assert made.sections == one().sections
    assert kind in {item.kind for item in made.stopped}
    assert {item.by for item in made.stopped} == {"model"}
    assert reason in " ".join(item.reason for item in made.stopped)
    assert "stopped a rewording" in render(made, "md")


def slow(handler: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
    """Never quite silent, never done."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def huge(handler: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x" * 65_536)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (slow, "no answer in 0.5 seconds"),
        (huge, "larger than 65536 bytes"),
        (lambda h, _: send(h, b"no"), "no chat completion"),
        (lambda h, _: send(h, b"[" * 60_000), "no chat completion"),
        (lambda h, _: send(h, b'{"choices": []}'), "no chat completion"),
        (lambda h, _: send(h, b"\xff\xfe\x00"), "no chat completion"),
        (lambda h, _: send(h, b"broken", 500), "answered 500"),
        (lambda h, _: send(h, b"", 307, Location="http://127.0.0.1:1/"), "not followed"),
        (lambda h, _: h.connection.close(), "could not be asked"),
    ],
)
def test_a_server_that_fails_costs_no_more_than_its_time(answer: Answer, reason: str) -> None:
    began = time.monotonic()
    with served(answer) as asked:
        made = rewritten(one(), settings(asked.url))
        assert time.monotonic() - began < 3
    assert made.sections == one().sections
    assert reason in made.stopped[-1].reason
    assert len(asked) == 1


def test_after_three_failures_no_more_is_asked() -> None:
    with served(lambda h, _: send(h, b"", 503)) as asked:
        made = rewritten(brief(), settings(asked.url))
    assert len(asked) == 3
    assert "not asked on" in made.stopped[-1].reason
    assert made.sections == brief().sections


def test_only_so_many_bullets_are_sent_and_none_that_an_editor_reworded() -> None:
    lead = Section(
        kind=SectionKind.LEAD,
        title="Lead",
        bullets=(
            bullet(2, "Ours.", reworded_by="editor", original=QUOTES[1]),
            bullet(1),
            bullet(4),
        ),
    )
    with served(saying(GOOD)) as asked:
        made = rewritten(brief(sections=(lead,)), settings(asked.url, bullets=1))
    assert [json.loads(o["messages"][1]["content"])["bullet"] for o, _ in asked] == [QUOTES[0]]
    assert [b.text for b in made.sections[0].bullets] == ["Ours.", GOOD, QUOTES[3]]
    assert any("reworded by a model passed" in group.title for group in hands.groups(made))


@pytest.mark.parametrize(
    ("url", "key_env", "keys", "words"),
    [
        ("http://127.0.0.1:1/v1", "KEY", {}, "variable KEY holds no key"),
        ("http://127.0.0.1:1/v1", "KEY", {"KEY": "a\r\nX: y"}, "variable KEY holds no key"),
        ("http://models.example/v1", "KEY", {"KEY": "k"}, "not sent over a connection"),
        ("http://me:secret@127.0.0.1/v1", None, {}, "no plain address"),
    ],
)
def test_keys_are_not_given_away(
    url: str, key_env: str | None, keys: dict[str, str], words: str
) -> None:
    with pytest.raises(DeskError, match="W232") as error:
        rewritten(one(), settings(url, key_env=key_env), keys)
    assert words in str(error.value)
    assert "secret" not in str(error.value)

"""Answers that harm: endless, slow, packed, broken. Bounded in time and size, refused by name."""

from __future__ import annotations

import gzip
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers_fetched import FEED, OK, QUICK, WEB, failed, read
from helpers_web import Server, served
from watchdesk.intake.limits import Limits
from watchdesk.intake.web import Web
from watchdesk.records import FetchState


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as found:
        yield found


def forever(piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    while True:
        yield piece
        time.sleep(pause)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


class TestAnswersThatHarm:
    def took(self, address: str, code: str, web: Web, limits: Limits | None = None) -> float:
        begun = time.monotonic()
        failed(address, code, web, limits)
        return time.monotonic() - begun

    def test_a_body_without_end(self, server: Server) -> None:
        web = replace(WEB, most_bytes=3_000_000)
        body = b"word " * 20_000
        address = server.give_raw("/a", lambda: itertools.chain([OK + b"\r\n"], forever(body)))
        assert self.took(address, "W146", web) < 5
        packed = OK + b"Transfer-Encoding: chunked\r\n\r\n"
        address = server.give_raw("/b", lambda: itertools.chain([packed], forever(chunk(body))))
        assert self.took(address, "W146", web) < 5

    def test_a_body_said_to_be_too_long_is_not_begun(self, server: Server) -> None:
        head = OK + b"Content-Length: 99999999999999999999\r\n\r\n"
        address = server.give_raw("/a", lambda: itertools.chain([head], forever(b"x", 0.05)))
        assert self.took(address, "W146", WEB) < 2

    @pytest.mark.parametrize(
        ("begin", "drop"),
        [
            (b"", b""),
            (b"", b"H"),
            (OK, b"X-Drop: 1\r\n"),
            (OK + b"\r\n", b"w"),
            (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nw\r\n"),
            (
                OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"", mtime=0)[:10],
                b"\0\0\0\xff\xff",
            ),
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ],
    )
    def test_a_server_that_drips(self, server: Server, begin: bytes, drop: bytes) -> None:
        pieces = lambda: itertools.chain([begin], forever(drop, 0.02))  # noqa: E731
        assert self.took(server.give_raw("/a", pieces), "W145", QUICK) < 4

    def test_a_server_that_goes_quiet(self, server: Server) -> None:
        def quiet() -> Iterable[bytes]:
            yield OK + b"Content-Length: 900\r\n\r\nsome"
            server.ended.wait(6)

        assert self.took(server.give_raw("/a", quiet), "W145", QUICK) < 3

    def test_what_unpacks_to_far_more(self, server: Server) -> None:
        packed = gzip.compress(bytes(30_000_000))
        address = server.give("/a", packed, {"Content-Encoding": "gzip"})
        few = Limits(unpacked_free=1_000_000)
        assert self.took(address, "W146", WEB, few) < 2
        twice = server.give("/b", gzip.compress(packed), {"Content-Encoding": "gzip, gzip"})
        assert self.took(twice, "W149", WEB, few) < 2
        assert self.took(address, "W146", replace(WEB, most_bytes=5_000_000)) < 2
        told = server.give("/c", gzip.compress(FEED.encode()), {"Content-Encoding": "gzip"})
        assert len(read(told)[0]) == 1

    @pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br", "x" * 500, "g\xad\x80z"])
    def test_packing_that_was_not_asked_for(self, server: Server, coding: str) -> None:
        refusal = failed(server.give("/a", FEED, {"Content-Encoding": coding}), "W149")
        assert str(refusal).isprintable()

    @pytest.mark.parametrize(
        "raw",
        [
            b"nonsense\r\n\r\n",
            b"HTTP/1.1 999999 OK\r\n\r\n",
            OK + b"X: " + b"y" * 200_000 + b"\r\n\r\nwords",
            OK + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\nwords",
            OK + b"Content-Length: -1\r\n\r\nwords",
            OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nwords",
            OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nwords",
            OK + b"Transfer-Encoding: gzip\r\n\r\nwords",
            OK + b"Content-Encoding: gzip\r\n\r\nwords that are not packed",
            OK + b"Content-Length: 900\r\n\r\n",
            OK + b"Content-Length: 900\r\n\r\nA page that is cut off.",
            OK,
        ],
    )
    def test_answers_that_are_broken(self, server: Server, raw: bytes) -> None:
        failed(server.give_raw("/a.txt", lambda: [raw]), "W149")

    def test_more_than_was_announced_is_not_read(self, server: Server) -> None:
        raw = OK + b"Content-Length: 27\r\n\r\nThe pier was shut on Mondayand more"
        (capture,), _, _ = read(server.give_raw("/a.txt", lambda: [raw]))
        assert capture.text == "The pier was shut on Monday"

    def test_a_connection_closed_at_once(self, server: Server) -> None:
        failed(server.give_raw("/a", list), "W149")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_answer_gives_one_word_on_its_health(server: Server, data: st.DataObject) -> None:
    raw = bytearray(HEAD + chunk(FEED.encode()) + b"0\r\n\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    _, refusals, fetch = read(server.give_raw("/feed.xml", lambda: [bytes(raw)]), QUICK)
    assert (fetch.state is FetchState.FAILED) == (fetch.reason is not None) == bool(refusals)

"""What is fetched: conditional, bounded in time and size, and never from inside the network."""

from __future__ import annotations

import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from helpers_fetched import FEED, NOON, OK, PAGE, QUICK, WEB, failed, read
from helpers_web import Server, served
from watchdesk import intake
from watchdesk.intake.addresses import is_public
from watchdesk.intake.piece import Context
from watchdesk.intake.web import Web
from watchdesk.records import Capture, Fetch, FetchState, Refusal, Validators


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as found:
        yield found


def test_nothing_is_fetched_unless_asked_for(server: Server) -> None:
    (refusal,) = intake.read([server.give("/a", PAGE)])
    assert isinstance(refusal, Refusal)
    assert refusal.code == "W102"
    assert server.asked == []


def test_a_feed_at_an_address(server: Server) -> None:
    address = server.give("/feed.xml", FEED, {"Content-Type": "application/rss+xml", "ETag": '"1"'})
    (capture,), refusals, fetch = read(address)
    assert refusals == []
    assert capture.uri == f"{address}#E1"
    assert capture.declared.url == server.url("/news/1")
    assert capture.captured_at == NOON
    later = read(address, replace(WEB, now=lambda: datetime(2026, 5, 5, tzinfo=UTC)))[0]
    assert [c.id for c in later] == [capture.id]
    assert (fetch.state, fetch.entries, fetch.status) == (FetchState.FRESH, 1, 200)
    assert (fetch.fetched_at, fetch.etag, fetch.answered_by) == (NOON, '"1"', address)


def test_what_is_sent_names_the_program_and_nobody(server: Server) -> None:
    read(server.give("/feed.xml", FEED))
    ((_, headers),) = server.asked
    assert headers["User-Agent"].startswith("Watchdesk/")
    assert sorted(name.lower() for name in headers) == [
        "accept",
        "accept-encoding",
        "host",
        "user-agent",
    ]


def test_a_page_at_an_address(server: Server) -> None:
    address = server.give("/2026/pier", PAGE, {"Content-Type": "text/html; charset=utf-8"})
    (capture,), _, fetch = read(address)
    assert capture.media_type == "text/html"
    assert capture.declared.url == address
    assert capture.captured_at == NOON
    assert "the ferries leave from the new quay" in capture.text
    assert (fetch.state, fetch.entries) == (FetchState.FRESH, 1)


def test_an_archive_at_an_address(server: Server) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "The pier was shut on Monday.")
        archive.writestr("feed.xml", FEED)
    address = server.give("/all.zip", packed.getvalue(), {"Content-Type": "application/zip"})
    items = list(intake.read([address], Context(web=WEB)))
    captures = [item for item in items if isinstance(item, Capture)]
    assert [c.uri.partition("!/")[2] for c in captures] == ["a.txt", "feed.xml#E1"]
    assert captures[0].declared.url is None
    assert captures[0].captured_at == NOON
    assert isinstance(items[-1], Fetch)
    assert (items[-1].uri, items[-1].entries) == (address, 2)


def test_media_types_that_are_wrong_are_seen_through(server: Server) -> None:
    for path in ("/feed", "/feed.html", "/feed.php?a=b.txt", "/feed.json"):
        for kind in ("text/html", "text/plain", "application/octet-stream", "image/png", ""):
            address = server.give(path, FEED, {"Content-Type": kind})
            (capture,), refusals, fetch = read(address)
            assert (capture.media_type, refusals) == ("application/rss+xml", [])
            assert any("sent as" in flaw for flaw in fetch.flaws) == kind.startswith("text/")
    page = server.give("/feed.xml", PAGE, {"Content-Type": "application/rss+xml"})
    assert read(page)[0][0].media_type == "text/html"


def test_a_header_names_the_encoding_where_the_page_does_not(server: Server) -> None:
    text = "Le port a été fermé, a déclaré la préfecture à la presse régionale.".encode("cp1252")
    kind = {"Content-Type": "text/plain; charset=windows-1252"}
    (capture,), _, _ = read(server.give("/a.txt", text, kind))
    assert (capture.encoding, capture.encoding_basis.value) == ("windows-1252", "transport")


def test_a_page_where_a_feed_should_be_is_refused_with_the_feed_it_names(server: Server) -> None:
    address = server.give("/news", PAGE, {"Content-Type": "text/html"})
    refusal = failed(address, "W140", replace(WEB, feeds=frozenset({address})))
    assert server.url("/feed.xml") in refusal.reason


class TestAskingAgain:
    def known(self, server: Server, **changes: Any) -> Web:
        mark = Validators(server.url("/feed.xml"), '"v1"', "Mon, 04 May 2026 10:00:00 GMT")
        return replace(WEB, validators=lambda _: mark._replace(**changes))

    def test_with_the_marks_of_the_last_look(self, server: Server) -> None:
        address = server.give_marked("/feed.xml", FEED, '"v1"', {})
        captures, refusals, fetch = read(address, self.known(server))
        assert (captures, refusals) == ([], [])
        assert (fetch.state, fetch.status, fetch.etag) == (FetchState.NOT_MODIFIED, 304, '"v1"')
        assert fetch.last_modified == "Mon, 04 May 2026 10:00:00 GMT"
        assert server.asked[0][1]["If-Modified-Since"] == fetch.last_modified
        server.give_marked("/feed.xml", FEED, '"v2"', {})
        captures, _, fetch = read(address, self.known(server))
        assert (len(captures), fetch.state, fetch.etag) == (1, FetchState.FRESH, '"v2"')

    def test_marks_go_only_to_the_address_that_gave_them(self, server: Server) -> None:
        server.give("/feed.xml", b"", {"Location": "/other.xml"}, 302)
        server.give_marked("/other.xml", FEED, '"v1"', {})
        assert read(server.url("/feed.xml"), self.known(server, url="http://a.example/"))[0]
        assert all("If-None-Match" not in headers for _, headers in server.asked)
        there = self.known(server, url=server.url("/other.xml"))
        assert read(server.url("/feed.xml"), there)[2].state is FetchState.NOT_MODIFIED

    def test_not_changed_though_nothing_was_asked(self, server: Server) -> None:
        failed(server.give("/feed.xml", b"", {}, 304), "W149")

    def test_marks_that_cannot_be_sent_back_are_not_kept(self, server: Server) -> None:
        raw = OK + b'ETag: "\xe9"\r\nLast-Modified: ' + b"x" * 600 + b"\r\n\r\n" + FEED.encode()
        fetch = read(server.give_raw("/feed.xml", lambda: [raw]))[2]
        assert (fetch.state, fetch.etag, fetch.last_modified) == (FetchState.FRESH, None, None)

    def test_a_look_that_failed_or_broke_off_leaves_no_mark(self, server: Server) -> None:
        mark = {"ETag": '"v1"'}
        failed(server.give("/a.xml", "<urlset/>", mark), "W140")
        failed(server.give("/b.xml", "", mark), "W109")
        cut = OK + b'ETag: "v1"\r\nContent-Length: 9000\r\n\r\n' + FEED.encode()
        (_,), _, fetch = read(server.give_raw("/c.xml", lambda: [cut]))
        assert (fetch.state, fetch.etag) == (FetchState.FRESH, None)
        assert fetch.flaws[0].startswith("the answer broke off after")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "404 (Not Found)"),
        (410, "410 (Gone)"),
        (403, "403 (Forbidden)"),
        (500, "500 (Internal Server Error)"),
        (429, "429 (Too Many Requests), asking to wait: 120 seconds"),
        (503, "503 (Service Unavailable), asking to wait: 120 seconds"),
        (204, "204 (No Content), asking to wait: 120 seconds"),
        (300, "300 (Multiple Choices), asking to wait: 120 seconds"),
        (599, "599, asking to wait: 120 seconds"),
    ],
)
def test_a_server_that_refuses_is_named_with_a_cure(
    server: Server, status: int, words: str
) -> None:
    address = server.give("/feed.xml", FEED, {"Retry-After": "120"}, status)
    refusal = failed(address, "W147")
    assert words in refusal.reason
    assert refusal.cure.endswith(".")
    assert read(address)[2].status == status


class TestRedirects:
    def test_they_are_followed_and_told_when_they_are_for_good(self, server: Server) -> None:
        server.give("/feed.xml", FEED)
        server.give("/b", b"", {"Location": "feed.xml#part"}, 308)
        address = server.give("/a", b"", {"Location": "/b"}, 301)
        (_,), _, fetch = read(address)
        assert fetch.answered_by == server.url("/feed.xml")
        assert f"moved for good to {server.url('/feed.xml')}" in fetch.flaws
        server.give("/b", b"", {"Location": "/feed.xml"}, 302)
        assert not any("moved" in flaw for flaw in read(address)[2].flaws)

    @pytest.mark.parametrize(
        ("location", "code"),
        [
            ("/a", "W148"),
            ("/loop", "W148"),
            ("/1", "W148"),
            ("", "W148"),
            ("file:///etc/passwd", "W142"),
            ("ftp://localhost/a", "W142"),
            ("javascript:alert(1)", "W142"),
            ("http://user:secret@localhost/", "W142"),
            ("http://[::1", "W148"),
            ("http://localhost:99999/", "W142"),
            ("mailto:desk@localhost", "W142"),
            ("http://" + "a" * 5000, "W142"),
            ("http://127.0.0.1:9/", "W143"),
            ("http://2130706433/", "W143"),
            ("http://0x7f.1/", "W143"),
            ("http://0.0.0.0/", "W143"),
            ("http://[::1]/", "W143"),
            ("http://[::ffff:127.0.0.1]/", "W143"),
            ("http://169.254.169.254/latest/meta-data/", "W143"),
            ("https://10.0.0.1/", "W143"),
        ],
    )
    def test_they_lead_nowhere_else(self, server: Server, location: str, code: str) -> None:
        address = server.give("/a", b"", {"Location": location} if location else {}, 302)
        server.give("/loop", b"", {"Location": "/a"}, 302)
        for n in range(1, 9):
            server.give(f"/{n}", b"", {"Location": f"/{n + 1}"}, 302)
        refusal = failed(address, code)
        assert "secret" not in refusal.reason
        assert len(server.asked) <= 6


def looked_up(*addresses: str) -> Web:
    """A ``Web`` for which every name has these addresses."""
    return replace(WEB, allow_private=False, resolve=lambda host, port, seconds: addresses)


class TestPrivateAddresses:
    def test_the_loopback_is_refused_unless_allowed(self, server: Server) -> None:
        address = server.give("/feed.xml", FEED)
        refusal = failed(address, "W143", replace(WEB, allow_private=False))
        assert "localhost is" in refusal.reason
        assert "--allow-private" in refusal.cure
        assert server.asked == []

    def test_one_private_address_among_others_is_enough(self, server: Server) -> None:
        address = f"http://feeds.example:{server.port}/feed.xml"
        failed(address, "W143", looked_up("93.184.216.34", "127.0.0.1"))
        assert server.asked == []

    def test_a_redirect_into_the_network_of_an_allowed_host(self, server: Server) -> None:
        server.give("/feed.xml", FEED)
        for other in ("127.0.0.1", "inner.example"):
            there = f"http://{other}:{server.port}/feed.xml"
            address = server.give("/away", b"", {"Location": there}, 302)
            web = replace(WEB, resolve=lambda host, port, seconds: ("127.0.0.1",))
            failed(address, "W143", web)

    def test_a_name_is_looked_up_once_and_what_was_checked_is_asked(self, server: Server) -> None:
        answers = iter([("127.0.0.1",), ("10.0.0.1",)])
        asked: list[str] = []

        def changing(host: str, port: int, seconds: float) -> tuple[str, ...]:
            asked.append(host)
            return next(answers)

        server.give("/feed.xml", FEED)
        address = f"http://feeds.example:{server.port}/feed.xml"
        assert read(address, replace(WEB, resolve=changing))[0]
        assert asked == ["feeds.example"]
        assert server.asked[0][1]["Host"] == f"feeds.example:{server.port}"

    @pytest.mark.parametrize(
        "address",
        "0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 "
        "172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 "
        "203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 "
        "fc00::1 fd12::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 "
        "64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::1 2001:0:53aa::1 2001:db8::1 3fff::1 100::1 "
        "5f00::1 fec0::1 localhost words 1.2.3 [::1]".split(),
    )
    def test_not_public(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize(
        "address",
        "8.8.8.8 93.184.216.34 100.63.0.1 100.128.0.1 172.32.0.1 192.0.1.1 198.20.0.1 "
        "223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808".split(),
    )
    def test_public(self, address: str) -> None:
        assert is_public(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://user@localhost/", "W142"),
        ("http://u:p@localhost/", "W142"),
        ("http://", "W142"),
        ("http:///path", "W142"),
        ("http://localhost:99999/", "W142"),
        ("http://local host/", "W144"),
        ("http://[::1/", "W142"),
        ("http://" + "a" * 300 + ".example/", "W144"),
        ("http://a..example/", "W144"),
        ("https://localhost:1/", "W144"),
        ("http://\u0300.example/", "W142"),
    ],
)
def test_addresses_that_are_none(address: str, code: str) -> None:
    given = next(iter(intake.read([address], Context(web=WEB))))
    assert isinstance(given, Refusal)
    assert given.code == code, given


def test_a_name_that_is_not_known_or_not_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    failed("http://no.example/", "W144", replace(WEB, resolve=lambda *_: ()))

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the name no.example is not known" in failed("http://no.example/", "W144").reason
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: done.wait(5) and [])
    assert "takes too long" in failed("http://no.example/", "W145", QUICK).reason
    done.set()


def test_a_server_without_tls_where_it_should_be(server: Server) -> None:
    failed(server.url("/").replace("http:", "https:"), "W144")


def test_the_same_host_is_not_asked_twice_at_once(server: Server) -> None:
    address = server.give("/feed.xml", FEED)
    web = replace(WEB, pause=0.3, asked={})
    begun = time.monotonic()
    list(intake.read([address, address + "?"], Context(web=web)))
    assert 0.3 <= time.monotonic() - begun < 2
    begun = time.monotonic()
    list(intake.read([address.replace("localhost", "127.0.0.1")], Context(web=web)))
    assert time.monotonic() - begun < 0.3


def test_no_proxy_of_the_environment_is_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert read(server.give("/feed.xml", FEED))[0]

"""What a cluster is not: told at once, in one line, with the cure."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from helpers_scale import captures
from watchdesk.errors import DeskError
from watchdesk.scale import Cluster, Order, cluster

ORDER = Order(date(2024, 8, 20))


def read(one: Cluster) -> None:
    list(one.read(captures(2), ORDER, lambda _: True))


def test_without_its_packages_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(DeskError, match=r"pip install watchdesk\[ray\]") as raised:
        read(Cluster())
    assert raised.value.code == "W240"


@pytest.mark.parametrize("address", ["nowhere", "host:port", "ray://", "a:70000", ":6379"])
def test_what_is_no_address_is_said_to_be_none(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: name)
    with pytest.raises(DeskError, match="no address") as raised:
        read(Cluster(address))
    assert (raised.value.code, raised.value.where) == ("W241", address)


def test_a_cluster_that_does_not_answer_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: name)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start = time.monotonic()
    with pytest.raises(DeskError, match="no Ray cluster answers") as raised:
        read(Cluster(f"127.0.0.1:{port}"))
    assert raised.value.code == "W241"
    assert time.monotonic() - start < 15


@pytest.fixture(params=["mute", "http", "gone"])
def other(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that is none of Ray's."""

    def serve(server: socket.socket) -> None:
        kept: list[socket.socket] = []
        with suppress(OSError):
            while True:
                line, _ = server.accept()
                kept.append(line)  # open until the test ends
                if request.param == "http":
                    line.recv(100)
                    line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                if request.param == "gone":
                    line.close()
        for line in kept:
            line.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        serving = threading.Thread(target=serve, args=(server,), daemon=True)
        serving.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        serving.join()


def test_a_server_of_another_kind_is_told_soon(other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: name)
    monkeypatch.setattr(cluster, "_ANSWERS_S", 0.5)
    start = time.monotonic()
    with pytest.raises(DeskError, match="no Ray cluster") as raised:
        read(Cluster(other))
    assert (raised.value.code, raised.value.where) == ("W241", other)
    assert time.monotonic() - start < 5

"""Reading on a cluster, through Daft on Ray. No engine of our own: Daft spreads the captures over
the readers, and Ray begins a reader anew that dies."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec

from watchdesk.errors import DeskError
from watchdesk.intake import Item
from watchdesk.records import Capture, Refusal
from watchdesk.scale.driver import Driver
from watchdesk.scale.executor import Read, Wanted
from watchdesk.scale.work import DIED, Order, pack, unpack_result

_EACH, _LEAST, _MOST = 1_000, 2_000, 20_000
"""Captures that are given to the cluster at once: for each reader, and in all."""
_CHARACTERS, _MOST_CHARACTERS = 4_000, 40_000_000
"""Code points of their texts: for each of them on average, and in all."""
_ITEMS = 40_000
"""Items, read or not, that wait for each other."""
_ANSWERS_S = 10.0
"""How long is waited for a cluster to answer at all."""
_LOOK_S = 5.0
"""After how long without results a cluster is asked whether it is there."""
_SILENT = 3
"""How often in a row its head may keep silent."""
_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0"
"""What a client of HTTP/2 says first; Ray speaks that."""
_SETTINGS, _HEAD = 4, 9
"""The kind of frame that a server says first, and the length of a frame's head, with its kind."""


class Cluster:
    """Reads on a cluster of Ray, or with readers of its own on this machine."""

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        """``address``: of the cluster, such as ``head:6379`` or ``ray://head:10001``; without one
        Ray is begun here. ``jobs``: how many read at once, by default one for each core."""
        self.address, self.jobs = address, jobs

    def read(self, items: Iterable[Item], order: Order, wanted: Wanted) -> Iterator[Read]:
        """See :class:`watchdesk.scale.Executor`. One group of captures is ahead of what is taken.

        Raises ``DeskError`` W240 to W243 when there is no such cluster here or it is lost, and
        ``ModelError`` when its readers cannot read.
        """
        with _engine(self.address, self.jobs) as driver:
            waiting: deque[list[Read]] = deque()
            for group, asked in _groups(items, wanted, driver.jobs):
                captures = [one for n in asked if isinstance(one := group[n].item, Capture)]
                if captures:
                    driver.send(order, [pack(one) for one in captures])
                waiting.append(_placed(group, asked))
                if len(waiting) > 1:
                    yield from _taken(waiting.popleft(), driver)
            while waiting:
                yield from _taken(waiting.popleft(), driver)


def _placed(group: list[Read], asked: Sequence[int]) -> list[Read]:
    """The items; of those that are read the result is still to come."""
    wanted = set(asked)
    return [one._replace(result=()) if n in wanted else one for n, one in enumerate(group)]


def _taken(group: list[Read], driver: Driver) -> Iterator[Read]:
    for one in group:
        if one.result is None or not isinstance(one.item, Capture):
            yield one
            continue
        found = _next(driver)
        if found is None:
            reason, cure = DIED
            yield one._replace(
                result=Refusal(uri=one.item.uri, code="W190", reason=reason, cure=cure)
            )
        else:
            yield Read(one.item, unpack_result(found, one.item))


def _next(driver: Driver) -> bytes | None:
    """What the next capture gave. Of a cluster that is lost Daft may never say so, so that its head
    is asked all the while. Raises ``DeskError`` W243 when that does not answer any more."""
    silent = 0
    while (told := driver.take(_LOOK_S)) is None:
        silent = 0 if (heard := _hears(driver.head)) else silent + 1
        if heard is None or silent >= _SILENT:
            raise driver.given_up("its head does not answer any more")
    return told.found


def _hears(head: str) -> bool | None:
    """Whether a cluster's head answers; ``None`` when there is none any more."""
    try:
        return _heard(_place(head)) or None
    except ConnectionError:
        return None
    except OSError:
        return False


def _groups(
    items: Iterable[Item], wanted: Wanted, jobs: int
) -> Iterator[tuple[list[Read], list[int]]]:
    """Items in groups, with the places of those to be read. The more readers there are the larger,
    as they open the model for each group anew."""
    many = min(max(_LEAST, _EACH * jobs), _MOST)
    characters = min(many * _CHARACTERS, _MOST_CHARACTERS)
    group: list[Read] = []
    asked: list[int] = []
    size = 0
    for item in items:
        if isinstance(item, Capture) and wanted(item):
            asked.append(len(group))
            size += len(item.text)
        group.append(Read(item))
        if len(asked) >= many or size >= characters or len(group) >= _ITEMS:
            yield group, asked
            group, asked, size = [], [], 0
    if group:
        yield group, asked


@contextmanager
def _engine(address: str | None, jobs: int | None) -> Iterator[Driver]:
    """Daft on Ray, begun and ended."""
    for package in ("ray", "daft"):
        if find_spec(package) is None:
            cure = "Install it with `pip install watchdesk[ray]`"
            raise DeskError("W240", package, "is not installed, and reads on clusters", cure)
    if address is not None:
        _answers(address)
    driver = Driver(address, jobs)
    try:
        yield driver
    finally:
        driver.stop()


def _answers(address: str) -> None:
    """Raise ``DeskError`` when nobody answers at an address: Ray itself would wait for minutes."""
    host, port = _place(address)
    if not host or not 0 < port < 65_536:
        cure = "Name it as HOST:PORT or ray://HOST:PORT, as `ray start --head` tells"
        raise DeskError("W241", address, "is no address of a Ray cluster", cure)
    cure = "Start it with `ray start --head`, or name another with --ray-address"
    try:
        heard = _heard((host, port))
    except OSError as error:
        what = f"no Ray cluster answers there ({error.strerror or error})"
        raise DeskError("W241", address, what, cure) from error
    if not heard:
        raise DeskError("W241", address, "what answers there is no Ray cluster", cure)
    if address.startswith("ray://") and find_spec("grpc") is None:
        cure = "Install it with `pip install 'ray[client]'`, or name the cluster as HOST:PORT"
        raise DeskError(
            "W240", "grpcio", "is not installed, and speaks with ray:// addresses", cure
        )


def _place(address: str) -> tuple[str, int]:
    """Host and port of an address; port 0 where there is none."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    return host.strip("[]"), int(port) if port.isascii() and port.isdigit() else 0


def _heard(place: tuple[str, int]) -> bool:
    """Whether somebody there speaks as Ray does. Raises ``OSError`` when nobody answers."""
    with socket.create_connection(place, _ANSWERS_S) as line:
        if os.environ.get("RAY_USE_TLS", "0") not in {"", "0"}:
            return True  # Ray itself has the keys to speak with it
        line.sendall(_HELLO)
        head = b""
        while len(head) < _HEAD and (more := line.recv(_HEAD - len(head))):
            head += more
    return len(head) == _HEAD and head[3] == _SETTINGS

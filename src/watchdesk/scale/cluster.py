"""Reading on a cluster, through Daft on Ray. No engine of our own: Daft spreads the captures over
the readers, and Ray begins a reader anew that dies."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from watchdesk.errors import DeskError
from watchdesk.intake import Item
from watchdesk.records import Capture, Refusal
from watchdesk.scale.executor import Read, Wanted
from watchdesk.scale.work import DIED, Order, Result, pack, unpack_result

if TYPE_CHECKING:
    from watchdesk.scale.spread import Spread

_GROUP, _CHARACTERS = 2_000, 8_000_000
"""Captures, and code points of their texts, that are given to the cluster at once."""
_ITEMS = 20_000
"""Items, read or not, that wait for each other."""
_ANSWERS_S = 10.0
"""How long is waited for a cluster to answer at all."""
_LOOK_S = 5.0
"""After how long without results a cluster is asked whether it is there."""
_SILENT = 3
"""How often in a row its head may keep silent."""
_QUIET = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_BACKEND_LOG_LEVEL": "error",
    "RAY_ENABLE_AUTO_CONNECT": "0",
}
"""Neither Daft nor Ray shall tell anybody how they are used; and what is still under way when a
cluster is left shall not begin another."""
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_raylet_start_wait_time_s": "120"}
"""Ray of our own listens to this machine alone, and may take its time to begin on a busy one."""
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
        ahead = _Ahead()
        with _engine(self.address, self.jobs) as spread:
            waiting: deque[tuple[list[Read], Future[list[Result]]]] = deque()
            for group, asked in _groups(items, wanted):
                captures = [one for n in asked if isinstance(one := group[n].item, Capture)]
                results = ahead.submit(_read, spread, order, captures)
                waiting.append((_placed(group, asked), results))
                if len(waiting) > 1:
                    yield from _taken(*waiting.popleft(), spread)
            while waiting:
                yield from _taken(*waiting.popleft(), spread)


class _Ahead:
    """Does one thing after the other beside this one. What is under way ends with the cluster it
    is done on; nobody waits for it, not even the end of the program."""

    def __init__(self) -> None:
        self._last: Future[list[Result]] | None = None

    def submit(
        self, do: Callable[..., list[Result]], *given: Spread | Order | Sequence[Capture]
    ) -> Future[list[Result]]:
        """Have something done when all before it is."""
        before, future = self._last, Future[list[Result]]()

        def run() -> None:
            if before is not None:
                wait([before])
            try:
                if before is not None:
                    before.result()  # whoever waits is told the first error, and nothing follows it
                future.set_result(do(*given))
            except BaseException as error:
                future.set_exception(error)

        Thread(target=run, daemon=True).start()
        self._last = future
        return future


def _placed(group: list[Read], asked: Sequence[int]) -> list[Read]:
    """The items; of those that are read the result is still to come."""
    wanted = set(asked)
    return [one._replace(result=()) if n in wanted else one for n, one in enumerate(group)]


def _taken(group: list[Read], results: Future[list[Result]], spread: Spread) -> Iterator[Read]:
    found = iter(_awaited(results, spread))
    for one in group:
        yield one if one.result is None else Read(one.item, next(found))


def _awaited(results: Future[list[Result]], spread: Spread) -> list[Result]:
    """What a group gives. Of a cluster that is lost Daft may never say so, so that its head is
    asked all the while. Raises ``DeskError`` W243 when that does not answer any more."""
    silent = 0
    while True:
        try:
            return results.result(timeout=_LOOK_S)
        except TimeoutError:
            if results.done():
                return results.result()
        try:
            silent = 0 if _heard(_place(spread.head)) else _SILENT
        except ConnectionError:
            silent = _SILENT
        except OSError:
            silent += 1
        if silent >= _SILENT:
            raise spread.lost("its head does not answer any more")


def _groups(items: Iterable[Item], wanted: Wanted) -> Iterator[tuple[list[Read], list[int]]]:
    """Items in groups, with the places of those to be read."""
    group: list[Read] = []
    asked: list[int] = []
    size = 0
    for item in items:
        if isinstance(item, Capture) and wanted(item):
            asked.append(len(group))
            size += len(item.text)
        group.append(Read(item))
        if len(asked) >= _GROUP or size >= _CHARACTERS or len(group) >= _ITEMS:
            yield group, asked
            group, asked, size = [], [], 0
    if group:
        yield group, asked


def _read(
    spread: Spread, order: Order, captures: Sequence[Capture], tries: int = 2
) -> list[Result]:
    """What some captures give. Those with which the readers died are read again in halves, until a
    capture is by itself that kills who reads it."""
    if not captures:
        return []
    packed = spread.read(order, [pack(one) for one in captures])
    if packed is not None:
        return [unpack_result(p, c) for p, c in zip(packed, captures, strict=True)]
    spread.check()  # no text is to blame for a cluster that is lost
    if len(captures) > 1:
        middle = len(captures) // 2
        halves = (captures[:middle], captures[middle:])
        return [one for half in halves for one in _read(spread, order, half)]
    if tries > 1:
        return _read(spread, order, captures, tries - 1)
    reason, cure = DIED
    return [Refusal(uri=captures[0].uri, code="W190", reason=reason, cure=cure)]


@contextmanager
def _engine(address: str | None, jobs: int | None) -> Iterator[Spread]:
    """Daft on Ray, begun and ended."""
    for package in ("ray", "daft"):
        if find_spec(package) is None:
            cure = "Install it with `pip install watchdesk[ray]`"
            raise DeskError("W240", package, "is not installed, and reads on clusters", cure)
    if address is not None:
        _answers(address)
    given = _QUIET if address is not None else _QUIET | _ALONE
    os.environ.update({name: value for name, value in given.items() if name not in os.environ})
    from watchdesk.scale.spread import begun  # noqa: PLC0415 — daft and ray take seconds to import

    with begun(address, jobs) as spread:
        yield spread


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

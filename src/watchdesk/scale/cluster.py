"""Reading on a cluster, through Daft on Ray. No engine of our own: Daft spreads the captures over
the readers, and Ray begins a reader anew that dies."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from watchdesk.errors import DeskError
from watchdesk.intake import Item
from watchdesk.records import Capture, Refusal
from watchdesk.scale.executor import Read, Wanted
from watchdesk.scale.work import DIED, Order, pack, unpack_result

if TYPE_CHECKING:
    from watchdesk.scale.spread import Spread

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
        with _engine(self.address, self.jobs) as spread:
            waiting: deque[tuple[list[Read], _Coming]] = deque()
            coming: _Coming | None = None
            for group, asked in _groups(items, wanted, spread.jobs):
                captures = [one for n in asked if isinstance(one := group[n].item, Capture)]
                coming = _Coming(_read(spread, order, captures), coming)
                waiting.append((_placed(group, asked), coming))
                if len(waiting) > 1:
                    yield from _taken(*waiting.popleft(), spread)
            while waiting:
                yield from _taken(*waiting.popleft(), spread)


class _Coming:
    """What is read beside this thread when all before it is read. What is under way ends with the
    cluster it is done on; nobody waits for it, not even the end of the program."""

    def __init__(self, work: Iterator[bytes | Refusal], before: _Coming | None) -> None:
        """``work``: what reads."""
        self._found: SimpleQueue[bytes | Refusal | BaseException] = SimpleQueue()
        self._ended = Future[None]()
        Thread(target=self._run, args=(work, before), daemon=True).start()

    def _run(self, work: Iterator[bytes | Refusal], before: _Coming | None) -> None:
        try:
            if before is not None:
                before._ended.result()  # whoever waits is told the first error; nothing follows it
            for one in work:
                self._found.put(one)
            self._ended.set_result(None)
        except BaseException as error:
            self._found.put(error)
            self._ended.set_exception(error)

    def take(self, spread: Spread) -> bytes | Refusal:
        """The next. Of a cluster that is lost Daft may never say so, so that its head is asked all
        the while. Raises ``DeskError`` W243 when that does not answer any more."""
        silent = 0
        while True:
            try:
                found = self._found.get(timeout=_LOOK_S)
            except Empty:
                silent = 0 if (heard := _hears(spread)) else silent + 1
                if heard is None or silent >= _SILENT:
                    raise spread.lost("its head does not answer any more") from None
                continue
            if isinstance(found, BaseException):
                raise found
            return found


def _hears(spread: Spread) -> bool | None:
    """Whether a cluster's head answers; ``None`` when there is none any more."""
    try:
        return _heard(_place(spread.head)) or None
    except ConnectionError:
        return None
    except OSError:
        return False


def _placed(group: list[Read], asked: Sequence[int]) -> list[Read]:
    """The items; of those that are read the result is still to come."""
    wanted = set(asked)
    return [one._replace(result=()) if n in wanted else one for n, one in enumerate(group)]


def _taken(group: list[Read], coming: _Coming, spread: Spread) -> Iterator[Read]:
    for one in group:
        if one.result is None or not isinstance(one.item, Capture):
            yield one
            continue
        found = coming.take(spread)
        result = found if isinstance(found, Refusal) else unpack_result(found, one.item)
        yield Read(one.item, result)


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


def _read(
    spread: Spread, order: Order, captures: Sequence[Capture], tries: int = 2
) -> Iterator[bytes | Refusal]:
    """What some captures give. Those with which the readers died are read again in halves, until a
    capture is by itself that kills who reads it."""
    if not captures:
        return
    done = 0
    for packed in spread.read(order, [pack(one) for one in captures]):
        yield packed
        done += 1
    if done == len(captures):
        return
    spread.check()  # no text is to blame for a cluster that is lost
    left = captures[done:]
    if len(left) > 1:
        middle = len(left) // 2
        yield from _read(spread, order, left[:middle])
        yield from _read(spread, order, left[middle:])
    elif tries > 1:
        yield from _read(spread, order, left, tries - 1)
    else:
        reason, cure = DIED
        yield Refusal(uri=left[0].uri, code="W190", reason=reason, cure=cure)


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

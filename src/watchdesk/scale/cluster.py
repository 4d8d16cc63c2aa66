"""Reading on a cluster, through Daft on Ray. No engine of our own: Daft spreads the captures over
the readers, and Ray begins a reader anew that dies."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
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
_QUIET = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "DAFT_PROGRESS_BAR": "0",
}
"""Neither Daft nor Ray shall tell anybody how they are used."""


class Cluster:
    """Reads on a cluster of Ray, or with readers of its own on this machine."""

    def __init__(self, address: str | None = None, jobs: int | None = None) -> None:
        """``address``: of the cluster, such as ``head:6379`` or ``ray://head:10001``; without one
        Ray is begun here. ``jobs``: how many read at once, by default one for each core."""
        self.address, self.jobs = address, jobs

    def read(self, items: Iterable[Item], order: Order, wanted: Wanted) -> Iterator[Read]:
        """See :class:`watchdesk.scale.Executor`. One group of captures is ahead of what is taken.

        Raises ``DeskError`` W240 to W242 when there is no such cluster here, and ``ModelError``
        when its readers cannot read.
        """
        with _engine(self.address, self.jobs) as spread, ThreadPoolExecutor(1) as ahead:
            waiting: deque[tuple[list[Read], Future[list[Result]]]] = deque()
            for group, asked in _groups(items, wanted):
                captures = [one for n in asked if isinstance(one := group[n].item, Capture)]
                results = ahead.submit(_read, spread, order, captures)
                waiting.append((_placed(group, asked), results))
                if len(waiting) > 1:
                    yield from _taken(*waiting.popleft())
            while waiting:
                yield from _taken(*waiting.popleft())


def _placed(group: list[Read], asked: Sequence[int]) -> list[Read]:
    """The items; of those that are read the result is still to come."""
    wanted = set(asked)
    return [one._replace(result=()) if n in wanted else one for n, one in enumerate(group)]


def _taken(group: list[Read], results: Future[list[Result]]) -> Iterator[Read]:
    found = iter(results.result())
    for one in group:
        yield one if one.result is None else Read(one.item, next(found))


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
    os.environ.update({name: value for name, value in _QUIET.items() if name not in os.environ})
    if address is not None:
        _answers(address)
    from watchdesk.scale.spread import begun  # noqa: PLC0415 — daft and ray take seconds to import

    with begun(address, jobs) as spread:
        yield spread


def _answers(address: str) -> None:
    """Raise ``DeskError`` when nobody answers at an address: Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    cure = "Name it as HOST:PORT or ray://HOST:PORT, as `ray start --head` tells"
    if not host or not port.isdigit() or not 0 < int(port) < 65_536:
        raise DeskError("W241", address, "is no address of a Ray cluster", cure)
    try:
        socket.create_connection((host.strip("[]"), int(port)), _ANSWERS_S).close()
    except OSError as error:
        cure = "Start it with `ray start --head`, or name another with --ray-address"
        what = f"no Ray cluster answers there ({error.strerror or error})"
        raise DeskError("W241", address, what, cure) from error

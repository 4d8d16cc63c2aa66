"""The process that speaks with a cluster, and this one's line to it.

Ray may end the process that has joined a cluster when that is lost, and Daft cannot leave one
cluster for another; so each reading on a cluster has a process of its own for both.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from watchdesk.errors import DeskError, WatchdeskError
from watchdesk.scale.pool import interrupts_held
from watchdesk.scale.work import Order

_BEGINS_S, _BEGINS_HERE_S = 120.0, 240.0
"""How long is waited for a cluster to take us in, and for one to begin on this machine."""
_ENDS_S = 10.0
"""How long is waited for it to leave a cluster, or to end its own."""
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


class Begun(NamedTuple):
    """A cluster that is there."""

    jobs: int
    """How many read at once."""
    head: str
    """Where its head answers, as ``HOST:PORT`` or ``ray://HOST:PORT``."""


class Told(NamedTuple):
    """What became of the next capture that was sent."""

    found: bytes | None
    """What it gave; ``None`` when it kills whoever reads it."""


class Driver:
    """A process that has joined a cluster, or begun one on this machine alone."""

    def __init__(self, address: str | None, jobs: int | None) -> None:
        """Begin it. ``jobs``: how many read at once, by default one for each core.

        Raises ``DeskError`` W242 when there is no joining or beginning.
        """
        self._where = address or "this machine"
        context = get_context("spawn")
        self._line, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, address, jobs), daemon=True)
        with interrupts_held():
            self._process.start()
        there.close()
        try:
            self._begun = self._wait_begun(_BEGINS_S if address is not None else _BEGINS_HERE_S)
        except BaseException:
            self.stop()
            raise

    def _wait_begun(self, seconds: float) -> Begun:
        told = self._hear(seconds, not_begun)
        if not isinstance(told, Begun):
            raise not_begun(self._where, f"no answer within {seconds:.0f} seconds")
        return told

    @property
    def jobs(self) -> int:
        """How many read at once."""
        return self._begun.jobs

    @property
    def head(self) -> str:
        """Where the cluster's head answers."""
        return self._begun.head

    def send(self, order: Order, packed: Sequence[bytes]) -> None:
        """Have some packed captures read after all that was sent before."""
        with suppress(OSError):  # whoever takes is told
            self._line.send((order, packed))

    def take(self, seconds: float) -> Told | None:
        """What became of the next; ``None`` when nothing is told for so long.

        Raises ``DeskError`` W243 when the cluster cannot be read on any more, and ``ModelError``
        when its readers cannot read.
        """
        told = self._hear(seconds, lost)
        return told if isinstance(told, Told) else None

    def _hear(self, seconds: float, ended: Callable[[str, str], DeskError]) -> object:
        """What it says next; ``None`` when that is nothing for so long. Raises what it raised, and
        ``ended`` of where and why when it has ended."""
        try:
            told: object = self._line.recv() if self._line.poll(seconds) else None
        except (EOFError, OSError):
            raise ended(self._where, self._how_it_died()) from None
        if isinstance(told, WatchdeskError):
            raise told
        return told

    def given_up(self, why: str) -> DeskError:
        """That the cluster cannot be read on any more; it is not even left."""
        self._process.kill()
        return lost(self._where, why)

    def _how_it_died(self) -> str:
        self._process.join(_ENDS_S)
        code = self._process.exitcode
        by = f"signal {-code}" if code is not None and code < 0 else f"itself, {code}"
        return f"the process that speaks with it was ended by {by}"

    def stop(self) -> None:
        """Have it leave the cluster and end, whatever it does."""
        self._line.close()
        self._process.join(_ENDS_S)
        self._process.kill()
        self._process.join()


def lost(where: str, why: str) -> DeskError:
    """That a cluster cannot be read on any more."""
    cure = "See that Ray runs there and has memory; the same command goes on from here"
    what = f"it was lost, or could not go on reading ({why})"
    return DeskError("W243", where, what, cure)


def not_begun(where: str, why: str) -> DeskError:
    """That a cluster could not be joined, or begun on ``this machine``."""
    cure = "See that the machine has memory left and is not too busy, and run it again"
    if where != "this machine":
        cure = "See that its Ray is of this version, and give its token in RAY_AUTH_TOKEN"
    return DeskError("W242", where, f"Ray could not be begun ({why})", cure)


def _serve(line: Connection, address: str | None, jobs: int | None) -> None:
    """What the process does: begin, read what it is sent, and leave when nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent closes the line, as it ends or dies
    os.set_inheritable(line.fileno(), False)
    is_ours = address is None
    given = _QUIET | _ALONE if is_ours else _QUIET
    os.environ.update({name: value for name, value in given.items() if name not in os.environ})
    asked: SimpleQueue[tuple[Order, Sequence[bytes]]] = SimpleQueue()
    Thread(target=_listen, args=(line, asked, is_ours), daemon=True).start()
    with suppress(OSError):  # nobody listens any more
        try:
            from watchdesk.scale import spread  # noqa: PLC0415 — daft and ray take seconds to import

            begun = spread.Spread(address, jobs)
            line.send(Begun(begun.jobs, begun.head))
            while True:
                for found in begun.read(*asked.get()):
                    line.send(Told(found))
        except WatchdeskError as error:
            line.send(error)
    asked.get()  # until nobody listens


def _listen(
    line: Connection, asked: SimpleQueue[tuple[Order, Sequence[bytes]]], is_ours: bool
) -> None:
    """Take all that is sent at once, so that neither side waits for the other to listen."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(line.recv())
    try:
        if is_ours:
            _end()
        else:
            _leave()
    finally:
        os._exit(0)


def _leave() -> None:
    """Leave a cluster that goes on without us."""
    import ray  # noqa: PLC0415

    ray.shutdown()


def _end() -> None:
    """End a cluster that was begun here, whatever it does. When its readers are amid their work,
    Ray itself would leave those that watch over its parts waiting for these for a minute."""
    import psutil  # noqa: PLC0415

    this = psutil.Process()
    for one in this.children():
        with suppress(psutil.Error):
            one.suspend()  # it begins no other any more
    for one in this.children(recursive=True):
        with suppress(psutil.Error):
            one.kill()

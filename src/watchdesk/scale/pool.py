"""Reading in processes beside this one, on all cores."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from multiprocessing import connection, get_context, parent_process

from watchdesk.errors import ModelError
from watchdesk.intake import Item
from watchdesk.records import Capture, Fetch, Refusal
from watchdesk.scale.executor import Here, Read, Wanted
from watchdesk.scale.work import DIED, Order, Reader, Result, pack, same_version, unpack_result

_FEW = 12
"""Captures that are read sooner than another process is up."""
_SECONDS = 1.0
"""How long is waited for so many, and for a batch to be full."""
_BATCH, _CHARACTERS = 8, 40_000
"""Captures, and code points of their texts, that go to a process at once."""
_ITEMS = 1_000
"""Items, read or not, that wait for each other."""
_AHEAD = 3
"""Batches on their way for each process."""
_MEGABYTES = 600
"""Memory that is left to each process."""


def cores() -> int:
    """How many processes may read at once here: a core each, and memory enough."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(count or 1, _free_megabytes() // _MEGABYTES))


def _free_megabytes() -> int:
    try:
        with open("/proc/meminfo", encoding="ascii") as told:  # noqa: PTH123 — a device
            rows = dict(line.split(":", 1) for line in told)
        return int(rows["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError, ValueError):
        return 1 << 20


@dataclass
class _Slot:
    """Items in their order; those to be read are on their way."""

    items: list[Read] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    """Places of those that are read."""
    size: int = 0
    future: Future[list[bytes]] | None = None
    begun: float = field(default_factory=time.monotonic)

    def add(self, item: Item, asked: bool) -> None:
        """Take one more item in, to be read when it is ``asked`` for."""
        self.items.append(Read(item))
        if asked and isinstance(item, Capture):
            self.asked.append(len(self.items) - 1)
            self.size += len(item.text)

    @property
    def is_full(self) -> bool:
        """Whether it is to be sent."""
        many = len(self.asked) >= _BATCH or self.size >= _CHARACTERS
        return many or len(self.items) >= _ITEMS or time.monotonic() > self.begun + _SECONDS

    @property
    def is_read(self) -> bool:
        """Whether it need not be waited for."""
        return not self.asked or (self.future is not None and self.future.done())

    def batch(self) -> list[Capture]:
        """The captures to be read."""
        found = (self.items[place].item for place in self.asked)
        return [one for one in found if isinstance(one, Capture)]


class Pool:
    """Reads in processes beside this one. Few captures are read in this one, so that nobody waits
    for others to start."""

    def __init__(self, jobs: int | None = None) -> None:
        """With so many processes; by default one for each core, as far as memory goes."""
        self.jobs = jobs or cores()

    def read(self, items: Iterable[Item], order: Order, wanted: Wanted) -> Iterator[Read]:
        """See :class:`watchdesk.scale.Executor`."""
        told = ((item, isinstance(item, Capture) and wanted(item)) for item in items)
        while first := list(_until_many(told)):
            if sum(asked for _, asked in first) > _FEW:
                yield from self._read_there(chain(first, told), order)
                return
            asked = partial(_asked, iter(first))
            yield from Here().read((item for item, _ in first), order, asked)

    def _read_there(self, told: Iterator[tuple[Item, bool]], order: Order) -> Iterator[Read]:
        workers = _Workers(self.jobs, order)
        try:
            yield from _in_order(workers, told, self.jobs * _AHEAD)
        finally:
            workers.stop()


def _until_many(told: Iterable[tuple[Item, bool]]) -> Iterator[tuple[Item, bool]]:
    """Items until there is enough to read for others to be asked, or until a moment has passed:
    what comes in slowly, as from the web, is not kept waiting."""
    end = time.monotonic() + _SECONDS
    count = 0
    for one in told:
        yield one
        count += one[1]
        if count > _FEW or (count and time.monotonic() > end):
            return


def _asked(given: Iterator[tuple[Item, bool]], _: Capture) -> bool:
    """Whether the next capture is to be read."""
    return next(asked for item, asked in given if isinstance(item, Capture))


def _in_order(workers: _Workers, told: Iterator[tuple[Item, bool]], most: int) -> Iterator[Read]:
    waiting: deque[_Slot] = deque()
    slot = _Slot()
    asked_at = time.monotonic()
    for item, asked in told:
        is_slow = time.monotonic() > asked_at + _SECONDS or _ends_feed(item)
        slot.add(item, asked)
        if not slot.asked and not waiting:
            yield from slot.items  # nothing before it is on its way
            slot = _Slot()
        elif slot.is_full or is_slow:
            waiting.append(slot)
            workers.send(slot)
            slot = _Slot()
        while waiting and (is_slow or len(waiting) > most or waiting[0].is_read):
            yield from workers.take(waiting)
        asked_at = time.monotonic()
    waiting.append(slot)
    workers.send(slot)
    while waiting:
        yield from workers.take(waiting)


def _ends_feed(item: Item) -> bool:
    """Whether a feed from the web ends here. What comes next may take long, as may what comes after
    an item that was slow itself: what is read already does not wait for it."""
    return isinstance(item, Fetch) and item.entries > 0 and item.fetched_at is not None


class _Workers:
    """The processes, made anew when one of them dies."""

    def __init__(self, jobs: int, order: Order) -> None:
        self._jobs, self._order, self._software = jobs, order, order.software
        self._pool = self._new(jobs)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=make_ready)

    def send(self, slot: _Slot) -> None:
        """Have the captures of a slot read."""
        batch = [pack(one) for one in slot.batch()]
        try:
            slot.future = self._submit(_read, batch) if batch else None
        except BrokenProcessPool:
            slot.future = None  # read again, when its turn comes

    def _submit(self, do: Callable[..., list[bytes]], *given: list[bytes]) -> Future[list[bytes]]:
        with interrupts_held():  # a new process begins without them
            return self._pool.submit(do, self._order, self._software, *given)

    def take(self, waiting: deque[_Slot]) -> Iterator[Read]:
        """The items of the first slot, when they are read."""
        slot = waiting.popleft()
        captures = slot.batch()
        if not captures:
            yield from slot.items
            return
        try:
            packed = None if slot.future is None else slot.future.result()
        except BrokenProcessPool:
            packed = None
        if packed is None:
            results = self._again(captures, waiting)
        else:
            results = [unpack_result(p, c) for p, c in zip(packed, captures, strict=True)]
        for place, result in zip(slot.asked, results, strict=True):
            slot.items[place] = Read(slot.items[place].item, result)
        yield from slot.items

    def _again(self, captures: list[Capture], waiting: Iterable[_Slot]) -> list[Result]:
        """Read a batch again that was on its way when a process died, and send the others anew.

        Alone, and in halves when that dies, too: at last a capture is by itself that kills who
        reads it. Raises ``ModelError`` W405 when a process dies without any.
        """
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._new(1)
        self._try_one()
        results = self._in_halves(captures)
        self.stop()
        self._pool = self._new(self._jobs)
        for slot in waiting:
            if not _is_read(slot.future):
                self.send(slot)
        return results

    def _try_one(self) -> None:
        try:
            self._submit(_ready).result()
        except BrokenProcessPool as error:
            what = "dies as it begins, without any text (it may have run out of memory)"
            cure = "Leave it 600 MB; if Watchdesk was changed meanwhile, run the same command again"
            raise ModelError("W405", "a reader", what, cure) from error

    def _in_halves(self, captures: Sequence[Capture], tries: int = 2) -> list[Result]:
        try:
            packed = self._submit(_read, [pack(one) for one in captures]).result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=True)
            self._pool = self._new(1)
        else:
            return [unpack_result(p, c) for p, c in zip(packed, captures, strict=True)]
        if len(captures) > 1:
            middle = len(captures) // 2
            return [*self._in_halves(captures[:middle]), *self._in_halves(captures[middle:])]
        if tries > 1:
            return self._in_halves(captures, tries - 1)
        reason, cure = DIED
        return [Refusal(uri=captures[0].uri, code="W190", reason=reason, cure=cure)]

    def stop(self) -> None:
        """End the processes, whatever they do."""
        processes = list((self._pool._processes or {}).values())  # 3.14 has kill_workers
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()


def _is_read(future: Future[list[bytes]] | None) -> bool:
    if future is None or not future.done() or future.cancelled():
        return False
    return not isinstance(future.exception(), BrokenProcessPool)


def make_ready() -> None:
    """Make ready in a new process: it leaves interrupts to its parent, and goes when that goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Whoever is begun meanwhile does not hear of Ctrl-C, not even before it can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@lru_cache(maxsize=1)
def _reader(order: Order, software: str) -> Reader:
    same_version(software, order.software)  # the files may have been changed since the other began
    return Reader(order)


def _ready(order: Order, software: str) -> list[bytes]:
    _reader(order, software)
    return []


def _read(order: Order, software: str, batch: list[bytes]) -> list[bytes]:
    return _reader(order, software).read(batch)

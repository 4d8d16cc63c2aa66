"""Sifting archives into shards, several at once: what a desk may care for, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from watchdesk import intake
from watchdesk.records import Refusal, Watch
from watchdesk.scale import shards
from watchdesk.scale.crawl import Archive, Sieve, items_of
from watchdesk.scale.pool import interrupts_held, make_ready
from watchdesk.scale.relevance import Relevance

_LOOK_S = 1.0
"""After how long the one who waits is told that nothing is ready."""
_DIED = Refusal(
    uri="",
    code="W190",
    reason="the process that sifted it died, twice (it may have run out of memory)",
    cure="Sift it alone with `--executor process`; if that dies too, report it with the archive",
)


class Wish(NamedTuple):
    """What is to be let through."""

    watch: Watch
    """A desk's settings."""
    words: tuple[str, ...] = ()
    """Words that take the place of what they name."""


class Task(NamedTuple):
    """An archive to be sifted."""

    archive: Archive
    content: str
    """What tells its contents from others."""
    shard: Path
    """Where the shard is to be."""


class Sifted(NamedTuple):
    """What came of it."""

    sha256: str
    """Of the shard's bytes."""
    kept: dict[str, int]
    """Captures in the shard, by why."""
    dropped: dict[str, int]
    """Captures dropped, by why."""
    sample: list[dict[str, str]]
    """Some of what was dropped."""
    is_whole: bool
    """Whether the archive could be read to its end."""


def sift(task: Task, wish: Wish) -> Sifted:
    """Sift one archive. Pure but for the shard: the same archive gives the same.

    Raises ``DeskError`` W209 when the shard cannot be written.
    """
    sieve = Sieve(_relevance(wish))
    sha256 = shards.write(task.shard, sieve.let_through(items_of(task.archive, intake.Context())))
    return Sifted(
        sha256,
        {str(reason): count for reason, count in sieve.kept.items()},
        {str(reason): count for reason, count in sieve.dropped.items()},
        sieve.sample,
        task.archive.uri not in sieve.unread,
    )


@lru_cache(maxsize=1)
def _relevance_of(watch: str, words: tuple[str, ...]) -> Relevance:
    return Relevance.of(Watch.model_validate_json(watch), words)


def _relevance(wish: Wish) -> Relevance:
    return _relevance_of(wish.watch.model_dump_json(), wish.words)


def sift_all(
    tasks: Sequence[Task], wish: Wish, jobs: int, beat: Callable[[], None] | None = None
) -> Iterator[tuple[Task, Sifted | Refusal]]:
    """Sift archives, in so many processes at once; what came of each, in their order.

    One with which a process died is sifted again alone, and refused when that dies, too. ``beat``
    is called now and then while nothing is ready. Closing the iterator ends all work.
    """
    if jobs < 2 or len(tasks) < 2:
        for task in tasks:
            yield task, sift(task, wish)
        return
    found: dict[int, Sifted | Refusal] = {}
    given = 0
    for number, result in _spread(tasks, wish, min(jobs, len(tasks)), beat):
        found[number] = result
        while given in found:
            yield tasks[given], found.pop(given)
            given += 1


def _spread(
    tasks: Sequence[Task], wish: Wish, jobs: int, beat: Callable[[], None] | None
) -> Iterator[tuple[int, Sifted | Refusal]]:
    """What came of tasks, by their place, as they are done."""
    left = list(range(len(tasks)))
    with _Processes(jobs) as processes:
        waiting = {processes.sift(tasks[number], wish): number for number in left}
        try:
            while waiting:
                done, _ = wait(waiting, _LOOK_S, FIRST_COMPLETED)
                if beat is not None:
                    beat()
                for one in sorted(done, key=waiting.__getitem__):
                    result = one.result()
                    number = waiting.pop(one)
                    left.remove(number)
                    yield number, result
        except BrokenProcessPool:
            pass
    for number in left:  # with one of these a process died
        yield number, _alone(tasks[number], wish)


def _alone(task: Task, wish: Wish) -> Sifted | Refusal:
    with _Processes(1) as processes:
        try:
            return processes.sift(task, wish).result()
        except BrokenProcessPool:
            shards.part_of(task.shard).unlink(missing_ok=True)
            return _DIED.model_copy(update={"uri": task.archive.uri})


class _Processes:
    """Processes beside this one, that end with it."""

    def __init__(self, jobs: int) -> None:
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=make_ready
        )

    def __enter__(self) -> _Processes:
        return self

    def sift(self, task: Task, wish: Wish) -> Future[Sifted]:
        """Have an archive sifted."""
        with interrupts_held():  # processes begin as they are asked for
            return self._pool.submit(sift, task, wish)

    def __exit__(self, *_: object) -> None:
        processes = list((self._pool._processes or {}).values())  # 3.14 has kill_workers
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()

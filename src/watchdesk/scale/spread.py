"""Daft's side of reading on a cluster: one class that holds the model and reads batches."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import daft
import pyarrow as pa
import ray
from pydantic_core import from_json, to_json

from watchdesk.errors import DeskError, ModelError, WatchdeskError
from watchdesk.scale.driver import lost, not_begun
from watchdesk.scale.work import Order, Reader, same_version

_BATCH = 16
"""Captures that a reader gets at once."""
_PARTS = 4
"""Parts of a group for each reader, so that none has to wait for the slowest."""
_ANSWERS_S = 60.0
"""How long is waited for a cluster to do nothing for us; it may have to begin a process for it."""
_HERE = "127.0.0.1"


class Reads:
    """A reader on a worker; the model is opened with the first batch."""

    def __init__(self, order: Order, software: str) -> None:
        """Read as asked, by this version and no other."""
        self._order, self._software = order, software
        self._reader: Reader | None = None

    @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=_BATCH)
    def read(self, packed: daft.Series) -> list[bytes]:
        """What each packed capture gives; where none can be read here, why, instead of each."""
        batch = packed.to_pylist()
        try:
            if self._reader is None:
                same_version(self._software, self._order.software)
                self._reader = Reader(self._order)
            return self._reader.read(batch)
        except WatchdeskError as error:
            told = to_json({"error": [error.code, error.where, error.reason, error.cure]})
            return [told] * len(batch)


class Spread:
    """What reads groups of captures on a cluster."""

    def __init__(self, address: str | None, jobs: int | None) -> None:
        """Join a cluster, or begin one on this machine alone. ``jobs``: how many read at once, by
        default one for each core.

        Raises ``DeskError`` W242 when there is none to be had.
        """
        self._where = address or "this machine"
        try:
            with _quietly():
                _begin(address, jobs)
            daft.set_runner_ray(noop_if_initialized=True)
            cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
            self.head = address or ""
            """Where the cluster's head answers."""
            if not self.head.startswith("ray://"):
                self.head = str(ray.get_runtime_context().gcs_address)
        except Exception as error:
            raise not_begun(self._where, _line(error)) from error
        self.jobs = min(jobs or cores, cores)
        """How many read at once."""
        self._reads = daft.cls(max_concurrency=self.jobs)(Reads)  # in processes, not in threads

    def read(self, order: Order, packed: Sequence[bytes], tries: int = 2) -> Iterator[bytes | None]:
        """What some packed captures give, in their order, as it comes. Those with which the readers
        died are read again in halves, until a capture is by itself that kills who reads it: it
        gives ``None``.

        Raises ``ModelError`` when a worker cannot read at all, and ``DeskError`` W243 when the
        cluster cannot.
        """
        done = 0
        for one in self._read_once(order, packed):
            yield one
            done += 1
        left = packed[done:]
        if not left:
            return
        self._check_alive()  # no text is to blame for a cluster, or its planner, that is lost
        if len(left) > 1:
            middle = len(left) // 2
            yield from self.read(order, left[:middle])
            yield from self.read(order, left[middle:])
        elif tries > 1:
            yield from self.read(order, left, tries - 1)
        else:
            yield None

    def _read_once(self, order: Order, packed: Sequence[bytes]) -> Iterator[bytes]:
        """What they give; ends before the last when those who read them died."""
        try:
            yield from _in_order(self._spread(order, packed))
        except WatchdeskError:
            raise
        except Exception as error:
            if not _is_death(error):
                raise self._failed(error) from error

    def _spread(self, order: Order, packed: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        reader = self._reads(order, order.software)
        table = pa.table(
            {"n": pa.array(range(len(packed))), "packed": pa.array(packed, pa.binary())}
        )
        parts = max(1, min(self.jobs * _PARTS, len(packed) // _BATCH))
        frame = daft.from_arrow(table).into_partitions(parts)
        told = frame.select(frame["n"], reader.read(frame["packed"]).alias("found"))
        for some in told.to_arrow_iter():
            columns = some.to_pydict()
            yield from zip(columns["n"], columns["found"], strict=True)

    def _check_alive(self) -> None:
        """Raise ``DeskError`` W243 when the cluster, or what plans for it, does not even do what is
        nothing: Daft's planner is not begun anew when it dies."""
        try:
            ray.get(ray.remote(num_cpus=0)(_nothing).remote(), timeout=_ANSWERS_S)
            frame = daft.from_pydict({"n": [0]})
            frame.where(frame["n"] == 0).to_pydict()
        except Exception as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> DeskError:
        told = str(error)
        if "ModuleNotFoundError" in told or "No module named" in told:
            what = f"a worker there lacks a package ({_line_with('No module named', told)})"
            cure = "Install `watchdesk[ray]`, the same version, on every machine of the cluster"
            return DeskError("W243", self._where, what, cure)
        return lost(self._where, _line(error))


def _begin(address: str | None, jobs: int | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR, "configure_logging": True}
    if address is not None:
        ray.init(address=address, **quiet)
        return
    ray.init(
        address="local",
        num_cpus=jobs,
        include_dashboard=False,
        _node_ip_address=_HERE,
        **quiet,
    )


@contextmanager
def _quietly() -> Iterator[None]:
    """What Ray's library prints of its own settings is not shown; what goes wrong is raised."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _nothing() -> None:
    """What any cluster can do."""


def _line(error: BaseException) -> str:
    return _line_with("", str(error)) or type(error).__name__


def _line_with(words: str, told: str) -> str:
    """The last line of a message that holds some words; the first when there are none."""
    lines = [line.strip() for line in told.splitlines() if line.strip() and words in line]
    return (lines[-1] if words else lines[0])[:200] if lines else ""


def _is_death(error: BaseException) -> bool:
    """Whether readers died, as opposed to a cluster that is lost or cannot run them at all."""
    kinds = ("RayActorError", "ActorDiedError", "WorkerCrashedError", "OutOfMemoryError")
    told = f"{type(error).__name__} {error}"
    return any(one in told for one in (*kinds, "ActorUnavailableError", "died unexpectedly"))


def _in_order(found: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Results by their places; what comes before its turn waits."""
    early: dict[int, bytes] = {}
    place = 0
    for n, one in found:
        _raise_told(one)
        early[n] = one
        while place in early:
            yield early.pop(place)
            place += 1


def _raise_told(result: bytes) -> None:
    """Raise what a worker tells in place of each result when it cannot read at all."""
    if result.startswith(b'{"error"'):
        code, where, reason, cure = from_json(result)["error"]
        raise ModelError(code, where, reason, cure)

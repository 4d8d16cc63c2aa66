"""Daft's side of reading on a cluster: one class that holds the model and reads batches."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import daft
import pyarrow as pa
import ray
from pydantic_core import from_json, to_json

from watchdesk.errors import DeskError, ModelError, WatchdeskError
from watchdesk.scale.work import Order, Reader, same_version

_BATCH = 16
"""Captures that a reader gets at once."""
_PARTS = 4
"""Parts of a group for each reader, so that none has to wait for the slowest."""
_BEGINS_S = 120.0
_HERE = "127.0.0.1"


@daft.cls
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
    """What reads groups of captures on a cluster that was begun."""

    def __init__(self, jobs: int) -> None:
        """``jobs``: how many readers there are."""
        self._jobs = jobs

    def read(self, order: Order, packed: Sequence[bytes]) -> list[bytes] | None:
        """What some packed captures give, in their order; ``None`` when those who read them died.

        Raises ``ModelError`` when a worker cannot read at all.
        """
        reader = Reads(order, order.software)
        table = pa.table(
            {"n": pa.array(range(len(packed))), "packed": pa.array(packed, pa.binary())}
        )
        parts = max(1, min(self._jobs * _PARTS, len(packed) // _BATCH))
        frame = daft.from_arrow(table).into_partitions(parts)
        told = frame.select(frame["n"], reader.read(frame["packed"]).alias("found"))
        try:
            found = told.to_arrow()
        except Exception as error:
            if _is_death(error):
                return None
            raise
        by_place = dict(zip(found["n"].to_pylist(), found["found"].to_pylist(), strict=True))
        results: list[bytes] = [by_place[n] for n in range(len(packed))]
        _check(results)
        return results


def _is_death(error: BaseException) -> bool:
    """Whether readers died, as opposed to a cluster that is lost or cannot run them at all."""
    kinds = ("RayActorError", "ActorDiedError", "WorkerCrashedError", "OutOfMemoryError")
    told = f"{type(error).__name__} {error}"
    return any(one in told for one in (*kinds, "ActorUnavailableError", "died unexpectedly"))


def _check(results: Sequence[bytes]) -> None:
    for one in results:
        if one.startswith(b'{"error"'):
            code, where, reason, cure = from_json(one)["error"]
            raise ModelError(code, where, reason, cure)


@contextmanager
def begun(address: str | None, jobs: int | None) -> Iterator[Spread]:
    """A cluster that was joined, or begun on this machine alone; left at the end.

    Raises ``DeskError`` W242 when it cannot be.
    """
    try:
        _begin(address, jobs)
    except Exception as error:
        cure = "See that its version of Ray is this one, and that the machine has memory to spare"
        what = f"Ray could not be begun ({str(error).strip().splitlines()[0][:200]})"
        raise DeskError("W242", address or "this machine", what, cure) from error
    try:
        daft.set_runner_ray(noop_if_initialized=True)
        yield Spread(jobs or int(ray.cluster_resources().get("CPU", 1)))
    finally:
        with suppress(Exception):
            ray.shutdown()


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

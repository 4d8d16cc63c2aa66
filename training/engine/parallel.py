"""Several processes that learn side by side and average their parameters now and then."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, multiprocessing

WAIT = timedelta(minutes=20)
"""How long a process waits for the others; the first one stops to score now and then."""


@dataclass(frozen=True)
class Worker:
    """One process among `count`."""

    number: int = 0
    count: int = 1

    @property
    def leads(self) -> bool:
        """True for the process that writes files and prints."""
        return self.number == 0

    def average(self, parameters: Iterable[Tensor]) -> None:
        """Set the parameters of all processes to their mean; waits for the others."""
        if self.count == 1:
            return
        with torch.no_grad():
            for parameter in parameters:
                distributed.all_reduce(parameter.data)
                parameter.data.div_(self.count)

    def any(self, said: bool) -> bool:
        """True if some process says so; waits for the others."""
        if self.count == 1:
            return said
        votes = torch.tensor([float(said)])
        distributed.all_reduce(votes)
        return bool(votes.item() > 0)


@contextmanager
def joined(number: int, count: int, meeting: Path) -> Iterator[Worker]:
    """This process as one of `count`, met through a file on the same machine."""
    torch.set_num_threads(1)
    if count == 1:
        yield Worker()
        return
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group(
        "gloo", init_method=meeting.as_uri(), rank=number, world_size=count, timeout=WAIT
    )
    try:
        yield Worker(number, count)
    finally:
        distributed.destroy_process_group()


def launch(count: int, work: Callable[..., None], *given: Any) -> None:
    """Run `work(worker, *given)` in `count` processes of one thread each; one runs right here.

    `work` and what it is given must be picklable. An error in one process ends them all.
    """
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        if count == 1:
            _enter(0, 1, meeting, work, given)
        else:
            multiprocessing.spawn(_enter, (count, meeting, work, given), nprocs=count)


def _enter(
    number: int, count: int, meeting: Path, work: Callable[..., None], given: tuple[Any, ...]
) -> None:
    with joined(number, count, meeting) as worker:
        work(worker, *given)

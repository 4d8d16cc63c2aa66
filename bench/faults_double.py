"""``watchdesk`` with a fault in it, for ``faults.py``: a reader without its model, or a clock that
is set back. What is faulty is told by ``FAULTS_MODEL``, a file that the first reader makes which is
to lack its model, and ``FAULTS_CLOCK``, after how many moments the clock goes back, and by how many
hours.
"""

from __future__ import annotations

import itertools
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchdesk.cli import main
from watchdesk.errors import ModelError
from watchdesk.scale import pool
from watchdesk.scale.work import Order
from watchdesk.store import moments

_READ = pool._read


def lacking(order: Order, software: str, batch: list[bytes]) -> list[bytes]:
    """Read, unless this is the one reader that lacks its model."""
    mark = Path(os.environ["FAULTS_MODEL"])
    try:
        mark.open("x").write(str(os.getpid()))
    except FileExistsError:
        if mark.read_text() != str(os.getpid()):
            return _READ(order, software, batch)
    raise ModelError("W401", "model.onnx", "is missing on one reader", "Put it back")


def set_back(told: str) -> None:
    """Have the ledger's clock go back."""
    after, hours = map(int, told.split())
    counted = itertools.count()

    def now() -> str:
        away = timedelta(hours=hours if next(counted) >= after else 0)
        return (datetime.now(UTC) - away).isoformat(timespec="microseconds")

    moments.now = now


if __name__ == "__main__":
    if "FAULTS_MODEL" in os.environ:
        pool._read = lacking
    if "FAULTS_CLOCK" in os.environ:
        set_back(os.environ["FAULTS_CLOCK"])
    main()

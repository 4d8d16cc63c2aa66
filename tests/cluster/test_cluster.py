"""Reading on a cluster, through Daft on Ray: what one process gives, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Timer

from helpers_scale import captures
from watchdesk.intake import Item
from watchdesk.records import Capture, Refusal
from watchdesk.scale import Cluster, Here, Order

ORDER = Order(date(2024, 8, 20))
GONE = Refusal(uri="a.bin", code="W104", reason="is no text", cure="Leave it out")


def _kill_a_reader(killed: list[int]) -> None:
    """Kill a process of Ray's that holds the model, as soon as there is one."""
    for maps in Path("/proc").glob("[0-9]*/maps"):
        with suppress(OSError, ValueError):
            pid = int(maps.parent.name)
            is_rays = b"ray::" in (maps.parent / "cmdline").read_bytes()
            if is_rays and pid != os.getpid() and b"onnxruntime" in maps.read_bytes():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                return
    _soon(killed)


def _soon(killed: list[int]) -> Timer:
    timer = Timer(0.1, _kill_a_reader, (killed,))
    timer.daemon = True
    timer.start()
    return timer


def test_a_cluster_gives_what_one_process_gives_though_a_reader_is_killed() -> None:
    given: list[Item] = [GONE, *captures(120), GONE]
    odd = {one.id for n, one in enumerate(captures(120)) if n % 5}

    def wanted(one: Capture) -> bool:
        return one.id in odd

    killed: list[int] = []
    _soon(killed)
    found = list(Cluster(jobs=2).read(given, ORDER, wanted))
    assert killed
    assert found == list(Here().read(given, ORDER, wanted))

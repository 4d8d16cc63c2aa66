"""Reading on a cluster, through Daft on Ray: what one process gives, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest

from helpers_processes import family, name
from helpers_scale import captures
from watchdesk.errors import DeskError
from watchdesk.intake import Item
from watchdesk.records import Capture, Refusal
from watchdesk.scale import Cluster, Here, Order

ORDER = Order(date(2024, 8, 20))
GONE = Refusal(uri="a.bin", code="W104", reason="is no text", cure="Leave it out")
_AUTH = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": uuid4().hex}
_BEGIN = """
import sys
import ray

ray.init(address="local", num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1",
         log_to_driver=False)
print(ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
"""


def everything(_: Capture) -> bool:
    return True


@pytest.fixture(scope="module")
def head() -> Iterator[tuple[int, str]]:
    """A cluster of somebody else's, as beginning one takes half a minute: its process and its
    address."""
    command = [sys.executable, "-c", _BEGIN]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in _AUTH.items():  # a token of this test's own, that both sides are given
            patched.setenv(name, value)
        with subprocess.Popen(command, **pipes, text=True) as other:  # type: ignore[call-overload]
            yield other.pid, other.stdout.readline().strip()
            begun = family(other.pid)
            other.kill()
    for pid in begun:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def readers(pid: int) -> set[int]:
    """Processes of a cluster that hold the model."""
    found = set()
    for one in family(pid):
        with suppress(OSError):
            if b"onnxruntime" in Path(f"/proc/{one}/maps").read_bytes():
                found.add(one)
    return found


@contextmanager
def watching(pid: int, look: Callable[[set[int]], None]) -> Iterator[None]:
    """Look at a cluster's readers all the while."""
    done = Event()

    def watch() -> None:
        while not done.wait(0.1):
            look(readers(pid))

    beside = Thread(target=watch, daemon=True)
    beside.start()
    yield
    done.set()
    beside.join()


def test_a_cluster_gives_what_one_process_gives_though_a_reader_is_killed(
    head: tuple[int, str],
) -> None:
    given: list[Item] = [GONE, *captures(120), GONE]
    odd = {one.id for n, one in enumerate(captures(120)) if n % 5}
    killed: list[int] = []

    def wanted(one: Capture) -> bool:
        return one.id in odd

    def kill_one(found: set[int]) -> None:
        if len(found) > 1 and not killed:  # there are two to read, each a process
            killed.append(min(found))
            os.kill(killed[0], signal.SIGKILL)

    with watching(head[0], kill_one):
        found = list(Cluster(head[1]).read(given, ORDER, wanted))
    assert killed
    assert found == list(Here().read(given, ORDER, wanted))


def test_the_end_of_the_process_that_speaks_with_it_is_told(
    head: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ray ends that process at times when a cluster is lost: not the one that writes a ledger."""
    monkeypatch.setattr("watchdesk.scale.cluster._LEAST", 20)
    monkeypatch.setattr("watchdesk.scale.cluster._MOST", 20)

    def given() -> Iterator[Item]:
        yield from captures(20)
        (begun,) = active_children()
        begun.kill()
        yield from captures(40)

    with pytest.raises(DeskError, match="ended by signal 9") as raised:
        list(Cluster(head[1]).read(given(), ORDER, everything))
    assert (raised.value.code, raised.value.where) == ("W243", head[1])


def test_the_end_of_what_plans_for_a_cluster_is_told_and_no_text_refused(
    head: tuple[int, str],
) -> None:
    killed: list[int] = []

    def kill_planner(_: set[int]) -> None:
        for pid in [] if killed else family(head[0]):
            if "RemoteFlotilla" in name(pid):
                killed.append(pid)
                os.kill(pid, signal.SIGKILL)

    with watching(head[0], kill_planner), pytest.raises(DeskError) as raised:
        list(Cluster(head[1]).read(captures(200), ORDER, everything))
    assert killed
    assert raised.value.code == "W243"


def test_the_next_goes_on_and_no_more_read_at_once_than_was_asked_for(
    head: tuple[int, str],
) -> None:
    before = readers(head[0])
    most: set[int] = set()

    def count(found: set[int]) -> None:
        if len(found - before) > len(most):
            most.clear()
            most.update(found - before)

    given: list[Item] = [*captures(96)]
    with watching(head[0], count):
        found = list(Cluster(head[1], 1).read(given, ORDER, everything))
    assert len(most) == 1
    assert found == list(Here().read(given, ORDER, everything))


def test_who_stops_early_does_not_wait_for_what_is_under_way(
    head: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdesk.scale.cluster._LEAST", 20)
    monkeypatch.setattr("watchdesk.scale.cluster._MOST", 20)
    reading = Cluster(head[1]).read([*captures(20), *captures(20) * 200], ORDER, everything)
    next(reading)
    start = time.monotonic()
    reading.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 3


def read_and_tell(line: Connection) -> None:
    """Read on a cluster begun here; say when the first is read."""
    reading = Cluster(None, 1).read(captures(20) * 200, ORDER, everything)
    next(reading)
    line.send("read")
    for _ in reading:
        pass


def test_of_a_cluster_begun_here_no_process_stays_when_its_user_is_killed() -> None:
    heard, line = get_context("spawn").Pipe(duplex=False)
    user = get_context("spawn").Process(target=read_and_tell, args=(line,))
    user.start()
    assert user.pid is not None
    line.close()
    assert heard.poll(120)
    begun = family(user.pid)
    assert len(begun) > 5  # its head, what watches over that, and a reader
    user.kill()
    user.join()
    until = time.monotonic() + 15
    while left := [pid for pid in begun if name(pid)]:
        assert time.monotonic() < until, left
        time.sleep(0.2)


def test_a_cluster_that_is_lost_is_told_and_no_text_refused(head: tuple[int, str]) -> None:
    until = time.monotonic() + 30
    while readers(head[0]):  # of those who were here before
        assert time.monotonic() < until
        time.sleep(0.5)
    killed: list[float] = []

    def kill_all(found: set[int]) -> None:
        if found:
            killed.append(time.monotonic())
            for pid in family(head[0]):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    with watching(head[0], kill_all), pytest.raises(DeskError, match="it was lost") as raised:
        list(Cluster(head[1]).read([*captures(60)], ORDER, everything))
    assert killed, raised.value
    assert time.monotonic() - killed[0] < 60
    assert (raised.value.code, raised.value.where) == ("W243", head[1])

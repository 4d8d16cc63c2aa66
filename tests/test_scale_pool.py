"""Reading in a pool of processes: the same results in the same order, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import helpers_scale
from helpers_processes import family, name
from helpers_scale import captures
from watchdesk import pipeline
from watchdesk.errors import ModelError
from watchdesk.intake import Item
from watchdesk.records import Capture, Fetch, FetchState, Refusal
from watchdesk.scale import Here, Order, Pool, Read, pool, work
from watchdesk.scale import reads as reads_of

ORDER = Order(date(2024, 8, 20))
GONE = Refusal(uri="a.bin", code="W104", reason="is no text", cure="Leave it out")


def everything(_: Capture) -> bool:
    return True


def children() -> set[int]:
    """Processes that this one has begun and that live."""
    return set(family(os.getpid()))


def readers(known: set[int]) -> set[int]:
    """Of the children since then those that read."""
    return {pid for pid in children() - known if "spawn_main" in name(pid)}


def test_the_results_are_those_of_one_process_in_the_order_of_the_input() -> None:
    given: list[Item] = [GONE, *captures(30), GONE, *captures(3)]
    odd = {one.id for n, one in enumerate(captures(30)) if n % 5}

    def wanted(capture: Capture) -> bool:
        return capture.id in odd

    known = children()
    alone = list(Here().read(given, ORDER, wanted))
    together = list(Pool(2).read(iter(given), ORDER, wanted))
    assert [one.item for one in together] == given
    assert together == alone
    assert sum(one.result is not None for one in together) == 24 + 2
    assert not readers(known)


def test_a_handful_is_read_without_other_processes() -> None:
    known = children()
    looked: list[set[int]] = []

    def given() -> Iterator[Item]:
        for one in captures(5):
            looked.append(readers(known))
            yield one

    found = list(Pool(2).read(given(), ORDER, everything))
    assert all(one.result for one in found)
    assert not any(looked)


def test_a_reader_that_is_killed_costs_nothing() -> None:
    given, known = captures(48), children()
    found: list[Read] = []
    for one in Pool(2).read(given, ORDER, everything):
        if not found:
            for pid in readers(known):
                os.kill(pid, signal.SIGKILL)
        found.append(one)
    assert found == list(Here().read(given, ORDER, everything))
    assert not readers(known)


@pytest.mark.slow
def test_a_text_that_kills_is_found_and_refused_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "_read", helpers_scale.dies_of_it)
    given = captures(14, deadly=9)
    found = list(Pool(1).read(given, ORDER, everything))
    assert [one.item for one in found] == given
    (refused,) = [one.result for one in found if isinstance(one.result, Refusal)]
    assert (refused.uri, refused.code) == ("made/9.txt", "W190")
    assert sum(isinstance(one.result, tuple) for one in found) == 13


def test_a_reader_of_another_version_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "READING_VERSION", "changed-since")  # here, not in new processes
    known = children()
    with pytest.raises(ModelError, match="another version") as raised:
        list(Pool(1).read(captures(20), ORDER, everything))
    assert raised.value.code == "W404"
    assert not readers(known)


def test_readers_that_die_without_any_text_refuse_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_read", helpers_scale.dies)
    monkeypatch.setattr(pool, "_ready", helpers_scale.dies)
    known = children()
    with pytest.raises(ModelError, match="dies as it begins") as raised:
        list(Pool(1).read(captures(20), ORDER, everything))
    assert raised.value.code == "W405"
    assert not readers(known)


def test_what_is_read_does_not_wait_for_a_slow_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_SECONDS", 0.2)
    looked = Fetch(uri="a", state=FetchState.FRESH, fetched_at=datetime.now(UTC), entries=3)
    first, last = captures(20), captures(24)[23:]
    late: list[Item] = [*captures(23)[20:], looked]
    found: list[Read] = []
    given: list[Item] = []
    behind: list[int] = []

    def source() -> Iterator[Item]:
        given.extend(first)
        yield from first
        for one in late:
            time.sleep(0.0 if one is looked else 0.3)
            given.append(one)
            yield one
            behind.append(len(given) - len(found))
        given.extend(last)
        yield from last

    found.extend(Pool(1).read(source(), ORDER, everything))
    assert [one.item for one in found] == given
    assert behind == [0, 0, 0, 0]


def test_stopping_early_leaves_no_process() -> None:
    known = children()
    reading = Pool(2).read(captures(60), ORDER, everything)
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert not readers(known)


_PARENT = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import date
from helpers_scale import captures
from watchdesk.scale import Order, Pool

if __name__ == "__main__":
    for one in Pool(2).read(captures(400), Order(date(2024, 8, 20)), lambda _: True):
        print("read", flush=True)
"""


def test_readers_go_when_who_asked_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    command = [sys.executable, str(script), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "read\n"
        begun = family(parent.pid)
        assert len(begun) >= 2
        parent.kill()
    end = time.monotonic() + 10
    while any(name(pid) for pid in begun) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [pid for pid in begun if name(pid)]


def test_what_goes_over_the_wire_comes_back_whole() -> None:
    for capture in captures(3):
        (here,) = Here().read([capture], ORDER, everything)
        (packed,) = work.Reader(ORDER).read([work.pack(capture)])
        assert here.result is not None
        assert work.unpack_result(packed, capture) == here.result
    refusal = GONE.model_copy(update={"reason": "a “reason” \u202e"})
    assert work.unpack_result(work.pack_result(refusal), captures(1)[0]) == refusal


def test_whoever_reads_files_gives_the_same_articles_and_refusals_in_order(tmp_path: Path) -> None:
    for number, given in enumerate(captures(30)):
        (tmp_path / f"{number:02}.txt").write_text(given.text)
    (tmp_path / "07.jsonl").write_text("not json\n")
    (tmp_path / "29.txt").write_bytes(b"\x00\x01\x02")
    alone: list[Refusal | str] = []
    together: list[Refusal | str] = []
    for told, reads in ((alone, pipeline.here), (together, reads_of(Pool(2), date.today()))):
        for one in pipeline.read([tmp_path], told.append, reads=reads):
            told.append(one.model_dump_json())
    assert together == alone
    assert sum(isinstance(one, Refusal) for one in alone) == 2
    assert len(alone) == 31

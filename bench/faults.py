"""Whether a ledger is whole after its ingest was killed, and killed again.

``python bench/faults.py --trials 200`` reads a few captures of the sample into a new desk, kills a
process of the ingest at a random moment (the driver, one of its workers, its go-between that speaks
with Ray, or PostgreSQL's server), runs the same command again until it ends by itself, and compares
what the ledger then holds with what an undisturbed ingest leaves: every reading, relation, refusal
and record, and the versions of each. A row that is lost, doubled or different is counted; so is a
process that is left behind, and a restart that needed a hand. The moments, the executors and the
stores go round, so that each pair has its share. Three faults kill nobody: one reader of a pool
lacks its model, the disk with the ledger is full (where this user may mount one), and the clock is
set back. Writes ``bench/results/faults.json``.

PostgreSQL takes part with ``--postgres``, in a cluster of its own, where its programs are
installed; Ray where ``watchdesk[ray]`` is.
Told to end (SIGTERM), it ends after the trial at hand and keeps what there is. ``--add`` adds its
trials to those that the file holds, as far as these ended at the same rows.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from faults_others import ENOUGH, FULL_KB, OTHERS, can_mount, faulty, mounted, unmount
from faults_postgres import Cluster
from ledger_content import Content, content_of
from measure import RESULTS, save
from processes import family, name
from watchdesk.desk import Desk

PROGRAM = str(Path(sys.executable).with_name("watchdesk"))
SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024"
CAPTURES = (
    "harbor-wire.txt",
    "skerry-wire-cut.txt",
    "tidewater-wire.txt",
    "meridian-area-first.txt",
    "meridian-area-second.txt",
    "harbor-bridges.txt",
    "skerry-berlin.txt",
    "skerry-doha.txt",
    "tidewater-belarus.txt",
    "courier-prisoners.txt",
    "wire.jsonl",
)
MOST_RUNS = 6
"""Starts after which an ingest that does not end is given up."""
_TEMPORARY = re.compile(rf"{re.escape(tempfile.gettempdir())}/tmp\w+/")
LIMIT_S = 300
"""Seconds a start may take."""
AMID_S = 1.5
"""Seconds at most until one is hit that was waited for."""
LEFT_S = 10
"""Seconds after which no process of a killed ingest may be left."""


class Case(NamedTuple):
    """What is killed of what."""

    executor: str
    store: str
    victim: str


class Trial(NamedTuple):
    """What came of one."""

    case: Case
    after_s: float
    """Seconds from the start at which it was killed."""
    struck: bool
    """Whether there still was something to kill."""
    runs: int
    unlike: dict[str, tuple[int, int]]
    left: int
    """Processes that were left behind."""
    said: str
    """Last line of the last start that did not end well."""


def cases(executors: list[str], stores: list[str], disks: bool) -> Iterator[Case]:
    """All pairs, with every victim that they have; ``disks`` may be full where they can be made."""
    for executor, store in itertools.product(executors, stores):
        yield Case(executor, store, "driver")
        if executor != "process":
            yield Case(executor, store, "worker")
        if executor == "ray":
            yield Case(executor, store, "go-between")
        if store == "postgres":
            yield Case(executor, store, "database")
        if executor == "pool":
            yield Case(executor, store, "model")
            yield Case(executor, store, "clock")
        if store == "sqlite" and executor != "ray" and disks:
            yield Case(executor, store, "disk")


class Arena:
    """Where ingests are run and killed."""

    def __init__(self, folder: Path, cluster: Cluster | None) -> None:
        self.folder, self.cluster = folder, cluster
        self.captures = folder / "captures"
        self.captures.mkdir()
        for capture in CAPTURES:
            shutil.copy(SAMPLE / "captures" / capture, self.captures / capture)
        self.number = itertools.count()

    def desk(self, store: str, disk: str = "") -> Path:
        """A new desk with an empty ledger, on a disk of its own when its size is told."""
        desk = self.folder / f"desk-{next(self.number)}"
        desk.mkdir()
        if disk and not mounted(desk, disk):
            raise SystemExit(f"{desk}: no disk can be mounted there")
        settings = (SAMPLE / "watch.toml").read_text(encoding="utf-8")
        if store == "postgres":
            assert self.cluster is not None
            settings += f'\n[ledger]\nurl = "{self.cluster.new_database(desk.name)}"\n'
        (desk / "watch.toml").write_text(settings, encoding="utf-8")
        return desk

    def start(
        self, desk: Path, executor: str, fault: tuple[list[str], dict[str, str]] | None = None
    ) -> subprocess.Popen[str]:
        """Begin an ingest, at the head of a group of processes; with a fault, if one is told."""
        program, environment = fault or ([PROGRAM], None)
        command = [*program, "ingest", self.captures, "--desk", desk, "--executor", executor]
        if executor != "process":
            command += ["--jobs", "2"]
        return subprocess.Popen(
            [*map(str, command)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def drop(self, desk: Path, store: str) -> None:
        """Clear away what a trial left."""
        shutil.rmtree(desk)
        if store == "postgres" and self.cluster is not None:
            self.cluster.drop_database(desk.name)


def victims(pid: int, case: Case) -> list[int]:
    """Those of a driver's processes that a fault may strike; itself, when it is the victim."""
    if case.victim == "driver":
        return [pid]
    telling = "ray::" if (case.executor, case.victim) == ("ray", "worker") else "spawn_main"
    return [one.pid for one in family(pid) if telling in name(one.pid)]


def strike(arena: Arena, case: Case, driver: subprocess.Popen[str], random: Random) -> bool:
    """Kill what is to be killed, once there is such a thing; whether there was."""
    if driver.poll() is not None:
        return False
    if case.victim == "database":
        assert arena.cluster is not None
        arena.cluster.kill()
        return True
    if not victims(driver.pid, case):
        while driver.poll() is None and not victims(driver.pid, case):
            time.sleep(0.05)
        time.sleep(random.uniform(0, AMID_S))
    found = victims(driver.pid, case)
    if not found:
        return False
    with suppress(ProcessLookupError):
        os.kill(random.choice(found), signal.SIGKILL)
    return True


def left_behind(begun: set[int]) -> int:
    """How many of some processes are still there after a while; they are ended."""
    end = time.monotonic() + LEFT_S
    alive = begun
    while alive and time.monotonic() < end:
        alive = {pid for pid in alive if name(pid)}
        time.sleep(0.1)
    for pid in alive:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(alive)


def trial(arena: Arena, case: Case, whole: Content, seconds: float, random: Random) -> Trial:
    """Kill once at a random moment, run to the end, and compare."""
    desk = arena.desk(case.store)
    after = random.uniform(0.02, 1.0) * seconds
    driver = arena.start(desk, case.executor)
    with suppress(subprocess.TimeoutExpired):
        driver.wait(after)
    begun = {one.pid for one in family(driver.pid)} - {driver.pid}
    struck = strike(arena, case, driver, random)
    _, said = _ended(driver)
    left = left_behind(begun) if case.victim == "driver" else 0
    if case.victim == "database" and struck and arena.cluster is not None:
        arena.cluster.start()
    runs, status = 1, driver.returncode
    while status != 0 and runs < MOST_RUNS:
        driver = arena.start(desk, case.executor)
        status, told = _ended(driver)
        said = told or said
        runs += 1
    unlike = content_of(Desk.open(desk)).unlike(whole) if status == 0 else {"ended": (0, 1)}
    arena.drop(desk, case.store)
    return Trial(case, round(after, 2), struck, runs, unlike, left, said if status else "")


def calm_trial(arena: Arena, case: Case, whole: Content, random: Random) -> Trial:
    """Run once with a fault that kills nobody, then without it to the end, and compare."""
    size = random.randint(*FULL_KB)
    desk = arena.desk(case.store, f"{size}k" if case.victim == "disk" else "")
    try:
        return _calm(arena, case, whole, (desk, random))
    finally:
        if case.victim == "disk":
            unmount(desk)
        arena.drop(desk, case.store)


def _calm(arena: Arena, case: Case, whole: Content, where: tuple[Path, Random]) -> Trial:
    desk, random = where
    fault = None if case.victim == "disk" else faulty(case.victim, desk, random)
    driver = arena.start(desk, case.executor, fault)
    status, last = _ended(driver)
    said = last if status else ""
    struck, runs = status != 0 or case.victim == "clock", 1
    if case.victim == "disk" and not mounted(desk, ENOUGH, again=True):
        raise SystemExit(f"{desk}: the disk cannot be made larger")
    while status != 0 and runs < MOST_RUNS:
        status, _ = _ended(arena.start(desk, case.executor))
        runs += 1
    unlike = content_of(Desk.open(desk)).unlike(whole) if status == 0 else {"ended": (0, 1)}
    return Trial(case, 0.0, struck, runs, unlike, 0, said)


def _ended(driver: subprocess.Popen[str]) -> tuple[int, str]:
    try:
        _, told = driver.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        os.killpg(driver.pid, signal.SIGKILL)
        _, told = driver.communicate()
    lines = told.strip().splitlines()
    return driver.returncode, _TEMPORARY.sub("", lines[-1]) if lines else ""


def undisturbed(arena: Arena, executor: str, store: str) -> tuple[Content, float]:
    """What an ingest leaves that nobody kills, and how long it takes."""
    desk = arena.desk(store)
    start = time.monotonic()
    status, said = _ended(arena.start(desk, executor))
    seconds = time.monotonic() - start
    if status:
        raise SystemExit(f"{executor} on {store}: {said}")
    content = content_of(Desk.open(desk))
    arena.drop(desk, store)
    return content, seconds


def told(trials: list[Trial]) -> list[dict[str, Any]]:
    """A row for each case."""
    rows = []
    for case in dict.fromkeys(one.case for one in trials):
        mine = [one for one in trials if one.case == case]
        rows.append(
            {
                **case._asdict(),
                "trials": len(mine),
                "struck": sum(one.struck for one in mine),
                "most_runs": max(one.runs for one in mine),
                "unlike": dict(sum((Counter(dict.fromkeys(o.unlike, 1)) for o in mine), Counter())),
                "left_behind": sum(one.left for one in mine),
                "said": sorted({one.said for one in mine if one.said}),
            }
        )
    return rows


def measure(arena: Arena, asked: argparse.Namespace) -> dict[str, Any]:
    """All trials, one after the other."""
    random = Random(asked.seed)
    stores = ["sqlite", *(["postgres"] if arena.cluster else [])]
    pairs = list(itertools.product(asked.executors, stores))
    calm = {pair: undisturbed(arena, *pair) for pair in pairs}
    whole = calm[pairs[0]][0]
    same = {" on ".join(pair): not content.unlike(whole) for pair, (content, _) in calm.items()}
    trials: list[Trial] = []
    disks = can_mount(arena.folder / "disk")
    if not disks:
        print("no disk can be mounted here: a full one is not tried", file=sys.stderr)
    turn = itertools.cycle(
        case for case in cases(asked.executors, stores, disks) if case.victim in asked.victims
    )
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    for number, case in enumerate(itertools.islice(turn, asked.trials), 1):
        if stopped:
            break
        seconds = calm[case.executor, case.store][1]
        if case.victim in OTHERS:
            one = calm_trial(arena, case, whole, random)
        else:
            one = trial(arena, case, whole, seconds, random)
        trials.append(one)
        fault = one.unlike or one.left or ""
        print(f"{number}/{asked.trials}", *case, one.after_s, one.runs, fault, one.said, flush=True)
    return {
        "rows": whole.rows,
        "undisturbed_alike": same,
        "undisturbed_s": {" on ".join(pair): round(s, 1) for pair, (_, s) in calm.items()},
        "trials": len(trials),
        "struck": sum(one.struck for one in trials),
        "not_whole": sum(bool(one.unlike) for one in trials),
        "left_behind": sum(one.left for one in trials),
        "cases": told(trials),
    }


def together(kept: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Trials of two runs that the same rows end."""
    if kept["rows"] != found["rows"]:
        raise SystemExit("the trials that are kept ended at other rows: run without --add")
    cases: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in (*kept["cases"], *found["cases"]):
        case = (one["executor"], one["store"], one["victim"])
        other = cases.get(case)
        if other is not None:
            one = one | {  # noqa: PLW2901 — the two in one
                **{name: one[name] + other[name] for name in ("trials", "struck", "left_behind")},
                "most_runs": max(one["most_runs"], other["most_runs"]),
                "unlike": dict(Counter(one["unlike"]) + Counter(other["unlike"])),
                "said": sorted({*one["said"], *other["said"]}),
            }
        cases[case] = one
    sums = ("trials", "struck", "not_whole", "left_behind")
    return {
        **found,
        **{name: kept[name] + found[name] for name in sums},
        **{name: kept[name] | found[name] for name in ("undisturbed_alike", "undisturbed_s")},
        "cases": list(cases.values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--executors", nargs="+", default=["process", "pool", "ray"])
    victims = ["driver", "worker", "go-between", "database", *OTHERS]
    parser.add_argument("--victims", nargs="+", default=victims, choices=victims)
    parser.add_argument("--postgres", action="store_true", help="with a cluster of its own")
    parser.add_argument("--add", action="store_true", help="to the trials of earlier runs")
    parser.add_argument("--dry", action="store_true", help="write no result")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cluster = Cluster(folder / "cluster") if asked.postgres else None
        try:
            found = measure(Arena(folder, cluster), asked)
        finally:
            if cluster is not None:
                cluster.stop()
    kept = RESULTS / "faults.json"
    if asked.add and kept.exists():
        found = together(json.loads(kept.read_text(encoding="utf-8")), found)
    if not asked.dry:
        save("faults", found)
    raise SystemExit(1 if found["not_whole"] or found["left_behind"] else 0)


if __name__ == "__main__":
    main()

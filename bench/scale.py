"""What reading costs in one process, in a pool, and on a cluster, and whether all give the same.

``python bench/scale.py --data FILE --captures 2000`` takes the first so many captures of a file and
has each executor read them in a program of its own, one after the other. Time by the clock, the
processor's time of all processes that it began, and the memory that they had together at most are
looked at from outside, twice a second. What was read is compared by a digest of all results in
their order. Writes ``bench/results/scale.json``.

Starting is told apart: the same is done with no more captures than each executor needs to begin.

``--growth 1000,4000,16000`` reads the first so many with a pool, and tells time and memory for each
number; texts differ in length, so time is told for a thousand code points, too. ``--ingest 200
--desk FOLDER`` adds so many captures to a copy of a desk and to a new one, with a pool, and tells
the memory of all processes together. ``--alike 18000`` has so many read in one process and on a
cluster, side by side, and compares the digests of their results and of the pool's, which is the one
of ``--growth`` when that read as many. ``--ledgers 2000`` makes a ledger of so many with each
executor and compares all that these hold. All are kept beside what the file holds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from measure import RESULTS, save
from processes import family

_EVERY_S = 0.5
_PARTS = ("executors", "growth", "ingest", "alike", "ledgers")
_FEW = 64
"""Captures by which it is told what starting takes."""
_WATCH = Path(__file__).parent.parent / "examples" / "kursk-2024" / "watch.toml"
RUNS = (("process", 1), ("pool", 1), ("pool", 2), ("ray", 1), ("ray", 2))
"""Executors, and how many read at once."""
BARS = {"ray_cpu": 1.4, "two_workers": 1.8}
"""What Ray may cost, as a multiple of the pool's processor time; how much quicker two are."""


class Cost(NamedTuple):
    """What a run took."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    told: dict[str, Any]


class _Seen(NamedTuple):
    cpu: float
    memory: int


def _seen(root: int) -> dict[int, _Seen]:
    """A process with all that it began, as far as they live."""
    found = {}
    for one in family(root):
        with suppress(psutil.NoSuchProcess), one.oneshot():
            times = one.cpu_times()
            found[one.pid] = _Seen(times.user + times.system, one.memory_info().rss)
    return found


def watched(command: list[str], *, is_json: bool = True) -> Cost:
    """Run a program that prints one line of JSON at its end, unless told that it does not; look at
    it and all that it begins."""
    start = time.perf_counter()
    cpu: dict[int, float] = {}
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        while run.poll() is None:
            seen = _seen(run.pid)
            cpu.update((pid, one.cpu) for pid, one in seen.items())
            peak = max(peak, sum(one.memory for one in seen.values()))
            time.sleep(_EVERY_S)
        wall = time.perf_counter() - start
        last = run.stdout.read().strip().splitlines()[-1:]
        told = json.loads(last[0]) if is_json else {}
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: {run.returncode}")
    return Cost(wall, sum(cpu.values()), peak / 1e6, told)


def captures(data: Path, count: int) -> Iterator[Any]:
    """The first captures of a file."""
    from watchdesk import intake
    from watchdesk.records import Capture

    read = intake.read([data], intake.Context())
    return islice((one for one in read if isinstance(one, Capture)), count)


def one(executor: str, jobs: int, data: Path, count: int) -> dict[str, Any]:
    """Have captures read, and say what came of it."""
    from watchdesk.cli.options import executor_of
    from watchdesk.scale import Order
    from watchdesk.scale.work import pack_result

    digest, articles, length = blake2b(digest_size=16), 0, 0
    order = Order(date(2024, 12, 1))
    reads = executor_of(executor, jobs)
    for read in reads.read(captures(data, count), order, lambda _: True):
        assert read.result is not None
        digest.update(pack_result(read.result))
        articles += len(read.result) if isinstance(read.result, tuple) else 0
        length += len(getattr(read.item, "text", ""))
    return {"digest": digest.hexdigest(), "articles": articles, "code_points": length}


def measure(data: Path, count: int) -> dict[str, Any]:
    """All runs."""
    rows = []
    for executor, jobs in RUNS:
        command = [sys.executable, __file__, "--data", str(data), "--one", executor]
        command += ["--jobs", str(jobs)]
        begun = watched([*command, "--captures", str(_FEW)])
        whole = watched([*command, "--captures", str(count)])
        more = count - _FEW
        row = {
            "executor": executor,
            "jobs": jobs,
            "wall_s": round(whole.wall_s, 1),
            "cpu_s": round(whole.cpu_s, 1),
            "start_wall_s": round(begun.wall_s, 1),
            "start_cpu_s": round(begun.cpu_s, 1),
            "ms_a_capture": round((whole.wall_s - begun.wall_s) / more * 1e3, 2),
            "cpu_ms_a_capture": round((whole.cpu_s - begun.cpu_s) / more * 1e3, 2),
            "peak_mb": round(whole.peak_mb),
            **whole.told,
        }
        print(row, flush=True)
        rows.append(row)
    by = {(row["executor"], row["jobs"]): row for row in rows}
    ratio = {
        "ray_cpu": by["ray", 2]["cpu_ms_a_capture"] / by["pool", 2]["cpu_ms_a_capture"],
        "ray_cpu_with_start": by["ray", 2]["cpu_s"] / by["pool", 2]["cpu_s"],
        "two_workers_pool": by["pool", 1]["ms_a_capture"] / by["pool", 2]["ms_a_capture"],
        "two_workers_ray": by["ray", 1]["ms_a_capture"] / by["ray", 2]["ms_a_capture"],
    }
    return {
        "captures": count,
        "alike": len({row["digest"] for row in rows}) == 1,
        "bars": BARS,
        "ratios": {name: round(value, 2) for name, value in ratio.items()},
        "runs": rows,
    }


def growth(data: Path, counts: Sequence[int], jobs: int) -> dict[str, Any]:
    """What a capture takes, and what memory all take together, the more there are."""
    command = [sys.executable, __file__, "--data", str(data), "--one", "pool", "--jobs", str(jobs)]
    begun = watched([*command, "--captures", str(_FEW)])
    rows = []
    for count in counts:
        whole = watched([*command, "--captures", str(count)])
        wall, cpu = whole.wall_s - begun.wall_s, whole.cpu_s - begun.cpu_s
        length = whole.told["code_points"] - begun.told["code_points"]
        row = {
            "captures": count,
            "ms_a_capture": round(1e3 * wall / (count - _FEW), 2),
            "cpu_ms_a_capture": round(1e3 * cpu / (count - _FEW), 2),
            "cpu_ms_a_thousand_code_points": round(1e6 * cpu / length, 2),
            "peak_mb": round(whole.peak_mb),
            **whole.told,
        }
        print(row, flush=True)
        rows.append(row)
    name = "cpu_ms_a_thousand_code_points"
    return {"jobs": jobs, "runs": rows, "last_over_first": round(rows[-1][name] / rows[0][name], 2)}


def alike(data: Path, count: int) -> dict[str, Any]:
    """Whether many captures give the same on all executors, in the same order."""
    digests: dict[str, str] = {}
    for row in _kept().get("growth", {}).get("runs", ()):
        if row["captures"] == count:
            digests["pool"] = row["digest"]
    runs = {"process": 1, "ray": 2, "pool": 2}
    begun = {}
    for name in runs.keys() - digests.keys():
        command = [sys.executable, __file__, "--data", str(data), "--one", name]
        command += ["--jobs", str(runs[name]), "--captures", str(count)]
        begun[name] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for name, run in begun.items():
        out, _ = run.communicate()
        if run.returncode:
            raise SystemExit(f"{name}: {run.returncode}")
        digests[name] = json.loads(out.strip().splitlines()[-1])["digest"]
        print(name, digests[name], flush=True)
    return {"captures": count, "alike": len(set(digests.values())) == 1, "digests": digests}


def ingest(data: Path, count: int, desk: Path) -> list[dict[str, Any]]:
    """Memory of an ingest into a new desk, and into one that holds much."""
    program = str(Path(sys.executable).with_name("watchdesk"))
    rows = []
    with tempfile.TemporaryDirectory(dir=desk.parent) as name:
        texts = _texts(data, count, Path(name))
        for folder in (None, desk):
            own = Path(name) / "desk"
            if folder is None:
                subprocess.run([program, "init", str(own)], check=True, capture_output=True)
            else:
                shutil.copytree(folder, own)
            done = watched(
                [program, "ingest", str(texts), "--desk", str(own), "--executor", "pool"],
                is_json=False,
            )
            rows.append(
                {
                    "into": "a new desk" if folder is None else "a desk that holds much",
                    "captures": count,
                    "s_a_capture": round(done.wall_s / count, 3),
                    "cpu_s_a_capture": round(done.cpu_s / count, 3),
                    "peak_mb": round(done.peak_mb),
                }
            )
            print(rows[-1], flush=True)
            shutil.rmtree(own)
    return rows


def _texts(data: Path, count: int, folder: Path) -> Path:
    """A file of the first captures, each with an address of its own."""
    texts = folder / "texts.jsonl"
    with texts.open("w", encoding="utf-8") as out:
        for read in captures(data, count):
            row = {"text": read.text, "url": f"https://bench.example/{read.id}"}
            out.write(json.dumps(row) + "\n")
    return texts


def ledgers(data: Path, count: int) -> dict[str, Any]:
    """Whether all executors make the same ledger: one process and a cluster side by side, then a
    pool."""
    from ledger_content import content_of
    from watchdesk.desk import Desk

    program = str(Path(sys.executable).with_name("watchdesk"))
    found = {}
    with tempfile.TemporaryDirectory() as name:
        texts = _texts(data, count, Path(name))
        for together in ((("process", 1), ("ray", 1)), (("pool", 2),)):
            begun = {}
            for executor, jobs in together:
                desk = Path(name) / executor
                Desk.init(desk, _WATCH)
                command = [program, "ingest", str(texts), "--desk", str(desk)]
                command += ["--executor", executor, "--jobs", str(jobs)]
                begun[executor] = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            for executor, run in begun.items():
                if run.wait():
                    raise SystemExit(f"{executor}: {run.returncode}")
                found[executor] = content_of(Desk.open(Path(name) / executor))
                print(executor, found[executor].rows, flush=True)
    first, *others = found.values()
    unlike = sorted({kind for other in others for kind in first.unlike(other)})
    return {"captures": count, "unlike": unlike, "rows": first.rows}


def keep(name: str, found: Any) -> None:
    """Write a part of the results beside the others."""
    told = _kept()
    save("scale", {key: told[key] for key in _PARTS if key in told} | {name: found})


def _kept() -> dict[str, Any]:
    kept = RESULTS / "scale.json"
    return dict(json.loads(kept.read_text(encoding="utf-8"))) if kept.exists() else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--captures", type=int, default=2_000)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="write no result")
    parser.add_argument("--growth", help="numbers of captures, with commas between")
    parser.add_argument("--ingest", type=int, help="captures that are added to --desk")
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--alike", type=int, help="captures that all executors read")
    parser.add_argument("--ledgers", type=int, help="captures of which all make a ledger")
    asked = parser.parse_args()
    if asked.growth:
        numbers = [int(one) for one in asked.growth.split(",")]
        keep("growth", growth(asked.data, numbers, max(2, asked.jobs)))
        return
    if asked.alike:
        keep("alike", alike(asked.data, asked.alike))
        return
    if asked.ledgers:
        keep("ledgers", ledgers(asked.data, asked.ledgers))
        return
    if asked.ingest:
        keep("ingest", ingest(asked.data, asked.ingest, asked.desk))
        return
    if asked.one:
        print(json.dumps(one(asked.one, asked.jobs, asked.data, asked.captures)))
        return
    found = measure(asked.data, asked.captures)
    if asked.dry:
        print(json.dumps(found, indent=2))
    else:
        keep("executors", found)


if __name__ == "__main__":
    main()

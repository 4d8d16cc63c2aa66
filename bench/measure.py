"""Shared by the benchmarks: the machine, timed commands, and where results go."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

RESULTS = Path(__file__).parent / "results"


class Timing(NamedTuple):
    """One finished command."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    stdout: bytes
    status: int


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "cpu": _cpu(),
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def pinned() -> None:
    """Keep this process and its children on one core, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def timed(command: list[str]) -> Timing:
    """Run a command; wall and CPU seconds and the peak memory of that process."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Timing(wall, usage.ru_utime + usage.ru_stime, _mb(usage), output, process.returncode)


def _mb(usage: resource.struct_rusage) -> float:
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return usage.ru_maxrss / scale


def middle(timings: list[Timing]) -> dict[str, float]:
    """Medians over the runs."""
    return {
        "wall_s": round(median(t.wall_s for t in timings), 3),
        "cpu_s": round(median(t.cpu_s for t in timings), 3),
        "peak_mb": round(max(t.peak_mb for t in timings), 1),
        "runs": len(timings),
    }


def save(name: str, result: dict[str, Any]) -> None:
    """Write a result with the machine it was measured on, and print it."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"machine": machine(), **result}, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)

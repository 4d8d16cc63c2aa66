"""Starting and reading are quick; the bounds leave room for a slow and busy machine."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from helpers_desk import CAPTURES, PROGRAM, run

RUNS = 5


def middle(*command: str) -> float:
    """Median seconds of some runs in fresh processes, after one that fills the caches."""
    times = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return median(times[1:])


def test_importing_and_asking_for_help_are_quick() -> None:
    bare = middle(sys.executable, "-c", "pass")
    # The bounds hold on an idle machine; where starting Python itself takes longer, all does.
    slow = max(1.0, bare / 0.02)
    assert middle(sys.executable, "-c", "import watchdesk") < bare + 0.15 * slow
    assert middle(PROGRAM, "--help") < bare + 0.3 * slow


def test_the_sample_is_read_in_seconds() -> None:
    started = time.perf_counter()
    result = run("read", CAPTURES)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 40
    assert time.perf_counter() - started < 20

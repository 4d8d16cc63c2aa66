"""Processes that others have begun."""

from __future__ import annotations

from contextlib import suppress

import psutil


def family(pid: int) -> list[int]:
    """The living processes that one has begun, and those they have; none of one that has ended."""
    with suppress(psutil.NoSuchProcess):
        begun = psutil.Process(pid).children(recursive=True)
        return [one.pid for one in begun if name(one.pid)]
    return []


def name(pid: int) -> str:
    """How a process was called, or calls itself; nothing when it has ended."""
    with suppress(psutil.NoSuchProcess):  # or waits to be buried
        return " ".join(psutil.Process(pid).cmdline())
    return ""

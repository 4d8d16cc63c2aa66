"""Processes that a program has begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import psutil


def family(pid: int) -> Iterator[psutil.Process]:
    """A process and all that it began, as far as they live."""
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        yield from (first, *first.children(recursive=True))


def name(pid: int) -> str:
    """How a process was called, or calls itself; nothing when it has ended."""
    with suppress(psutil.NoSuchProcess):
        return " ".join(psutil.Process(pid).cmdline())
    return ""

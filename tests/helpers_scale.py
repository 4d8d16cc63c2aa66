"""Captures for those who read elsewhere, and readers that die."""

from __future__ import annotations

import os
import signal

from helpers_cleaning import capture
from watchdesk.records import Capture, content_id
from watchdesk.scale.work import Order, Reader

DEADLY = "the deadly word is vermilion"


def captures(count: int, deadly: int | None = None) -> list[Capture]:
    """Short texts, of which one may kill whoever reads it."""
    return [_capture(n, f" And {DEADLY}." if n == deadly else "") for n in range(count)]


def _capture(n: int, more: str) -> Capture:
    text = f"Envoy number {n} of Tarn said on 8 August 2024 that {n + 3} talks would be held."
    given = capture(text + more)
    return given.model_copy(update={"id": content_id("cap", given.text), "uri": f"made/{n}.txt"})


def dies_of_it(order: Order, _: str, batch: list[bytes]) -> list[bytes]:
    """Reads, unless a batch holds the deadly words."""
    if any(DEADLY.encode() in one for one in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return Reader(order).read(batch)


def dies(*_: object) -> list[bytes]:
    """Dies whatever it is given."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []

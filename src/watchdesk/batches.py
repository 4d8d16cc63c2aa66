"""What a command did that somebody starts every so often, in a file that Prometheus' node
exporter reads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watchdesk.errors import DeskError
from watchdesk.figures import Figures

ENDING = ".prom"
"""Only files of this name are read by the exporter."""
_WITH = ("command", "desk")
"""Labels of every figure: one exporter may read the files of many desks."""
_LAST = "watchdesk_batch_last_success_timestamp_seconds"
_LARGEST = 1 << 20
"""Bytes of an earlier file that are looked at."""


@dataclass
class Batch:
    """A run of a command that is on its way."""

    now: Callable[[], Figures] = dict
    """Tells what was done up to the moment."""
    failed: bool = False
    """Whether nothing could be done, though no error stopped it."""

    def figures(self) -> Figures:
        """What was done up to the moment that this is asked."""
        return self.now()


@contextmanager
def told(file: Path | None, command: str, desk: str) -> Iterator[Batch]:
    """A run of a command; when it ends, however that is, ``file`` tells of it.

    The file is replaced as a whole. A run that fails keeps the moment of the last that did not.
    Raises ``DeskError`` W209 where the file cannot be written: before the run, as far as that can
    be known, so that no long run goes untold.
    """
    batch = Batch()
    if file is None:
        yield batch
        return
    _try(file)
    begun = time.monotonic()
    place = str(Path(desk).absolute()).encode("utf-8", "backslashreplace").decode("utf-8")
    labels = (command, place)
    try:
        yield batch
    except BaseException:
        batch.failed = True
        with suppress(DeskError):  # what ended the run is told
            _write(file, labels, batch, begun)
        raise
    _write(file, labels, batch, begun)


def _try(file: Path) -> None:
    """Raises where a file of this name could not be written."""
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.touch()
        beside.unlink()
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> DeskError:
    reason = f"cannot be written: {error.strerror or error}"
    return DeskError("W209", str(file), reason, "Name a folder that this user may write to")


def _write(file: Path, labels: tuple[str, str], batch: Batch, begun: float) -> None:
    from prometheus_client import (  # noqa: PLC0415 — 60 ms
        CollectorRegistry,
        Gauge,
        write_to_textfile,
    )

    registry = CollectorRegistry()
    now = time.time()
    last = _last_success(file, labels) if batch.failed else now
    for name, words, value in (
        ("seconds", "Seconds that the last run took.", time.monotonic() - begun),
        ("failed", "Whether the last run failed: 1, or 0.", float(batch.failed)),
        ("last_run_timestamp_seconds", "When the last run ended.", now),
        (_LAST.removeprefix("watchdesk_batch_"), "When a run last did not fail; 0: never.", last),
    ):
        gauge = Gauge(f"watchdesk_batch_{name}", words, _WITH, registry=registry)
        gauge.labels(*labels).set(value)
    for what, kinds in batch.figures().items():
        words = f"What the last run counted: {what}, by kind."
        gauge = Gauge(f"watchdesk_batch_{what}", words, (*_WITH, "kind"), registry=registry)
        for kind, count in kinds.items():
            gauge.labels(*labels, kind).set(count)
    try:
        write_to_textfile(str(file), registry)
    except OSError as error:
        raise _unwritable(file, error) from error


def _last_success(file: Path, labels: tuple[str, str]) -> float:
    """When an earlier run did not fail, as the file tells that is there; 0 if it does not."""
    from prometheus_client.parser import text_string_to_metric_families  # noqa: PLC0415 — as above

    wanted = dict(zip(_WITH, labels, strict=True))
    with suppress(OSError, ValueError, LookupError):  # a file that is damaged tells nothing
        with file.open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8")
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == _LAST and sample.labels == wanted:
                    return float(sample.value)
    return 0.0

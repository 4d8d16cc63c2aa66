"""How long adding an article takes as the ledger grows, and how long each question to it takes.

``python bench/ledger_scale.py --data PATH/news.jsonl.gz --cache FILE [--attributions N]`` posts
articles made of real ones (see ``ledger_scale_made.py``) into a desk of its own until it holds
100,000 attributions, and writes ``bench/results/ledger_scale.json``. Reading them is not counted;
what is: comparing an article with all that are kept, entering it into every room, and making it
durable. ``post`` is the entering alone. The questions are asked of the whole ledger. One core.

With ``--desk FOLDER`` the desk stays there with a log of what each article took, and the next call
goes on where it stands: in stages, after it was stopped, or from a copy of the folder.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from ledger_scale_made import Press, base
from measure import pinned, save
from watchdesk.desk import Desk
from watchdesk.ledger.changes import CHANGING
from watchdesk.ledgers import LEDGER_NAME
from watchdesk.posting import post_new
from watchdesk.records import (
    Claim,
    Contradiction,
    Expectation,
    Interval,
    Issue,
    Position,
    Watch,
)
from watchdesk.related import relate_new
from watchdesk.store import SqliteStore, View, Writer

ARTICLES = 500
"""Real articles of an edition."""
SMALL, LARGE = 10_000, 100_000
"""Attributions between which adding may take little longer."""
SIZES = (3_000, SMALL, 30_000, LARGE)
"""Attributions at which adding is measured."""
WINDOW = 300
"""Articles added around each of those."""
ASKED = 60
"""Times each question is asked, each time of another day, actor or record."""
PAGE = 100
"""Records that are asked for at once."""
RECORDED = date(2024, 3, 4)
"""The day from which the ledger is said to be kept; each edition is recorded a week later."""
WEEKS = 8
"""Editions there are at least."""
ISSUES = (
    Issue(name="Trade", terms=("trade*", "tariff*", "export*"), examples=("lower the tariff",)),
    Issue(name="Talks", terms=("talks", "negotiat*"), examples=("resume the talks",)),
)


LOG = "added.jsonl"
"""File, beside the ledger, that tells what adding each article took."""
_ROOMS = (
    "group_statements",
    "post_contradictions",
    "post_corrections",
    "write_claims",
    "post_positions",
    "post_voices",
    "post_expectations",
    "post_stories",
)
ROOMS = dict.fromkeys(_ROOMS, "watchdesk.ledger.post") | {"similar_shipped": "watchdesk.posting"}
"""Rooms of the ledger, and what makes meanings, with where each is called from."""


class Clock:
    """Tells when rows were recorded: an edition in a week, an article in a thousand ticks."""

    day = RECORDED
    ticks = 0

    def turn(self, edition: int, article: int) -> None:
        """Be at the beginning of an article, the same whether those before were added just now."""
        self.day = RECORDED + timedelta(days=7 * edition)
        self.ticks = max(self.ticks, article * 1_000)

    def __call__(self) -> str:
        self.ticks += 1
        at = datetime.combine(self.day, datetime.min.time(), UTC)
        return (at + timedelta(microseconds=self.ticks)).isoformat(timespec="microseconds")


class Added(NamedTuple):
    """What adding one article took, in milliseconds of CPU time and by the clock."""

    attributions: int
    """Attributions the ledger held then."""
    post_cpu: float
    all_cpu: float
    all_wall: float
    rooms: dict[str, float]
    """What each room took of the CPU time; meanings are made inside of other rooms."""


def fill(desk: Desk, press: Press, most: int) -> Iterator[Added]:
    """Add articles until the ledger holds so many attributions; those it holds are told first."""
    log = desk.folder / LOG
    done = [Added(*json.loads(line)) for line in log.open()] if log.exists() else []
    yield from done
    held = done[-1].attributions if done else 0
    desk.repost(anew=False)
    clock, spent = Clock(), dict.fromkeys(ROOMS, 0.0)
    with (
        desk.store.writer() as writer,
        log.open("a", buffering=1) as told,
        patch("watchdesk.store.writer.now", clock),
        watched(spent),
    ):
        for at, (edition, capture, readings) in enumerate(_all_of(press)):
            if held >= most:
                return
            if at < len(done):
                continue
            clock.turn(edition, at)
            held += sum(len(reading.attributions) for reading in readings)
            added = _timed(writer, desk.watch, (capture, readings), held, spent)
            told.write(json.dumps(added) + "\n")
            yield added


def _all_of(press: Press) -> Iterator[tuple[int, Any, Any]]:
    for number in count():
        for capture, readings in press.edition(number):
            yield number, capture, readings


def _timed(
    writer: Writer, watch: Watch, one: tuple[Any, Any], held: int, spent: dict[str, float]
) -> Added:
    """Add one capture, and tell what it took."""
    spent.update(dict.fromkeys(spent, 0.0))
    start, cpu = time.perf_counter(), time.process_time()
    posted = _add(writer, watch, *one)
    all_cpu, all_wall = time.process_time() - cpu, time.perf_counter() - start
    return Added(
        held,
        round(1e3 * posted, 2),
        round(1e3 * all_cpu, 2),
        round(1e3 * all_wall, 2),
        {name: round(1e3 * took, 2) for name, took in spent.items()},
    )


@contextmanager
def watched(spent: dict[str, float]) -> Iterator[None]:
    """Have each room add the CPU seconds it takes to ``spent``."""

    def timed(name: str, room: Callable[..., Any]) -> Callable[..., Any]:
        def run(*told: Any) -> Any:
            cpu = time.process_time()
            try:
                return room(*told)
            finally:
                spent[name] += time.process_time() - cpu

        return run

    with ExitStack() as stack:
        for name, where in ROOMS.items():
            module = import_module(where)
            stack.enter_context(patch.object(module, name, timed(name, getattr(module, name))))
        yield


def _add(writer: Writer, watch: Watch, capture: Any, readings: Any) -> float:
    """Add one capture; CPU seconds of posting it."""
    writer.add(capture, readings)
    for _ in relate_new(writer, readings):
        pass
    cpu = time.process_time()
    post_new(writer, watch)
    spent = time.process_time() - cpu
    writer.commit()
    return spent


def around(added: Sequence[Added], attributions: int) -> list[Added]:
    """The articles added around a size."""
    at = next((n for n, one in enumerate(added) if one.attributions >= attributions), len(added))
    low = max(0, min(at - WINDOW // 2, len(added) - WINDOW))
    return list(added[low : low + WINDOW])


def quantiles(values: Sequence[float]) -> dict[str, float]:
    """Mean, median, 95th percentile and the most."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return {
        "mean": round(sum(ordered) / len(ordered), 2),
        "p50": round(ordered[round(0.5 * last)], 2),
        "p95": round(ordered[round(0.95 * last)], 2),
        "max": round(ordered[last], 2),
    }


Ask = Callable[[View, int], Any]


def questions(desk: Desk) -> dict[str, Ask]:
    """Each question, to be asked of a view for the n-th time."""
    days = _days(desk)
    with desk.store.view() as view:
        claims = [c.id for c in view.records(Claim, period=_week(days, 3), limit=200)]
        actors = sorted({p.actor for p in view.records(Position, limit=2_000)})
    issues = [f"issue:{issue.name}" for issue in ISSUES]
    return {
        "claims of a week": lambda v, n: v.records(Claim, period=_week(days, n), limit=PAGE),
        "a claim": lambda v, n: v.record(Claim, claims[n % len(claims)]),
        "versions of a claim": lambda v, n: v.versions(Claim, claims[n % len(claims)]),
        "contradictions of a claim": lambda v, n: v.records(
            Contradiction, labels=[f"claim:{claims[n % len(claims)]}"], limit=PAGE
        ),
        "contradictions of a week": lambda v, n: v.records(
            Contradiction, period=_week(days, n), limit=PAGE
        ),
        "positions on an issue": lambda v, n: v.records(
            Position, labels=[issues[n % len(issues)]], limit=PAGE
        ),
        "positions of an actor": lambda v, n: v.records(
            Position, labels=[f"actor:{actors[n % len(actors)]}" if actors else ""], limit=PAGE
        ),
        "expectations open": lambda v, _: v.records(
            Expectation, labels=["status:open"], limit=PAGE
        ),
        "expectations of a week": lambda v, n: v.records(
            Expectation, period=_week(days, n), limit=PAGE
        ),
        "what changed in a week": lambda v, n: [
            v.moved(kind, *_two(n), limit=PAGE) for kind in CHANGING
        ],
    }


def _days(desk: Desk) -> tuple[date, date]:
    """The first and the last day of publication."""
    with desk.store.view() as view:
        known = view.published_within(Interval.unknown())
    days = sorted(one.published.latest for one in known if one.published.latest)
    return days[len(days) // 100], days[-1 - len(days) // 100]


def _week(days: tuple[date, date], n: int) -> Interval:
    first = days[0] + timedelta(days=Random(n).randrange((days[1] - days[0]).days))
    return Interval.between(first, first + timedelta(days=6))


def _two(n: int) -> tuple[date, date]:
    """Two days of recording, a week apart."""
    first = RECORDED + timedelta(days=Random(n).randrange(WEEKS * 7))
    return first, first + timedelta(days=7)


def ask(desk: Desk, asked: dict[str, Ask]) -> dict[str, dict[str, float]]:
    """How long the answers take by the clock, of the present and as of past days."""
    out: dict[str, dict[str, float]] = {}
    for as_of in (False, True):
        for name, question in asked.items():
            taken, found = [], 0
            for n in range(ASKED):
                day = RECORDED + timedelta(days=7 * (n % WEEKS) + 7) if as_of else None
                start = time.perf_counter()
                with desk.store.view(day) as view:
                    answer = question(view, n)
                taken.append(1e3 * (time.perf_counter() - start))
                found += _size(answer)
            told = {**quantiles(taken), "found": round(found / ASKED, 1)}
            out[f"{name}, as of a past day" if as_of else name] = told
    return out


def _size(answer: Any) -> int:
    return sum(map(_size, answer)) if isinstance(answer, list) else answer is not None


def measured(data: Path, cache: Path, most: int, folder: Path) -> dict[str, Any]:
    """Everything, for one ledger."""
    press = Press(base(data, cache, ARTICLES))
    gc.collect()
    gc.freeze()  # the readings that wait are no part of a desk, nor is looking through them
    desk = Desk(folder, Watch(issue=ISSUES), SqliteStore(folder / LEDGER_NAME, "bench/1"))
    added: list[Added] = []
    for one in fill(desk, press, most):
        added.append(one)
        if len(added) % 100 == 0:
            print(len(added), one, file=sys.stderr, flush=True)
    sizes = {size: around(added, size) for size in SIZES if size <= added[-1].attributions}
    with desk.store.view() as view:
        counts = view.counts()
    return {
        "articles": len(added),
        "attributions": added[-1].attributions,
        "megabytes": round((folder / LEDGER_NAME).stat().st_size / 1e6),
        "rows": counts,
        "adding_ms": {str(size): _told(window) for size, window in sizes.items()},
        "growth": {
            name: _growth(sizes, lambda one: getattr(one, name))  # noqa: B023
            for name in ("post_cpu", "all_cpu")
        }
        | {name: _growth(sizes, lambda one: one.rooms[name]) for name in ROOMS},  # noqa: B023
        "questions_ms": ask(desk, questions(desk)),
    }


def _told(window: Sequence[Added]) -> dict[str, Any]:
    """What adding took around a size, the whole of it and by room."""
    whole = {
        name: quantiles([getattr(one, name) for one in window])
        for name in ("post_cpu", "all_cpu", "all_wall")
    }
    return whole | {name: quantiles([one.rooms[name] for one in window]) for name in ROOMS}


def _growth(sizes: dict[int, list[Added]], of: Callable[[Added], float]) -> float | None:
    """How many times as long adding takes at the largest size as at ``SMALL``."""
    if SMALL not in sizes:
        return None
    small, large = (sum(map(of, sizes[size])) / len(sizes[size]) for size in (SMALL, max(sizes)))
    return round(large / small, 3) if small else None


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--attributions", type=int, default=LARGE)
    parser.add_argument("--desk", type=Path, help="a folder in which the desk stays")
    parser.add_argument("--dry", action="store_true", help="write no result")
    told = parser.parse_args()
    pinned()
    with tempfile.TemporaryDirectory() as passing:
        folder = told.desk or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        found = measured(told.data, told.cache, told.attributions, folder)
    if told.dry:
        print(json.dumps(found, indent=2))
    else:
        save("ledger_scale", found)


if __name__ == "__main__":
    main()

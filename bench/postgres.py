"""What many readers and several writers of one ledger on a PostgreSQL server feel.

``watchdesk copy-ledger FOLDER URL`` takes there what ``bench/ledger_scale.py --desk FOLDER``
leaves (100,000 attributions); then ``python bench/postgres.py --ledger URL`` asks it from 50
readers for five minutes while 4 writers add articles, and writes ``bench/results/postgres.json``.
A reader asks what pages ask, one question after the other with a pause as a person's; each is a
view of its own, by the clock, some of a past day. A writer adds an article, compares it with all
that are kept, enters it into every room and makes it durable; what it adds are articles of the file
that ``--data`` names, from its end, read before the clock started. Without one they are invented;
as these tell the same few things over and over, claims that hundreds tell grow, and with them what
an article takes. At the end every article that was said to be durable is looked for.

The ledger is written to: give a copy.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ledger_scale import ISSUES, RECORDED, WEEKS, Ask, quantiles, questions
from measure import save
from watchdesk import intake, read
from watchdesk.desk import Desk
from watchdesk.posting import catch_up, post_new
from watchdesk.records import Capture, Interval, Watch
from watchdesk.related import relate_new
from watchdesk.store import Narrowed, Store, open_store, parse

READERS, WRITERS, SECONDS = 50, 4, 300.0
PROCESSES = 5
"""Programs in which the readers are, ten to each."""
BAR_MS = 150
"""Milliseconds that 95 of 100 answers may take."""
PAUSE = 3.0
"""Seconds between an answer and the next question, and between two articles of a writer, on
average."""
WATCH = Watch(issue=ISSUES)
_SOFTWARE = "bench/1"
_PAST = 5
"""One of so many questions is of a past day."""
WORDS = "minister talks government trade officials export agreement president deal".split()

_PLACES = "Tarnova Skerry Ostrowin Meridian Halvard Brisk".split()
_WHO = (
    *("Anna Orlova, a deputy minister,", "the foreign ministry", "Tomas Brandt, the trade envoy,"),
    *("a spokesman for the port", "the president’s office", "Mira Veld, the chief negotiator,"),
)
_SAYS = ("said", "told reporters", "announced", "warned", "denied", "insisted")
_WHAT = (
    "talks on tariffs would resume in {place} on {day}",
    "{number} tons of grain had been held at the port of {place}",
    "{number} people were hurt when a ferry ran aground near {place}",
    "exports to {place} would be cut by {share} percent from {day}",
    "no agreement on the fishing zone off {place} had been reached",
    "the embargo against {place} would be lifted within {share} days",
)


class Spent(NamedTuple):
    """What a reader or writer did."""

    kind: str
    """The question, or ``article``."""
    ms: float
    """How long it took by the clock; negative where it failed."""
    why: str = ""
    """Why it failed; or the id of the article."""


def articles(folder: Path, seed: int, number: int) -> Iterator[tuple[Any, list[Any]]]:
    """Invented articles with what was read in them."""
    chance, now = random.Random(seed), time.time_ns()  # what was written before is known
    for at in range(number):
        place = chance.choice(_PLACES)
        lines = [f"Envoys in {place}, dispatch {now}-{at}", "", "8 August 2024", ""]
        for _ in range(chance.randint(4, 9)):
            told = chance.choice(_WHAT).format(
                place=chance.choice(_PLACES),
                day=chance.choice(("Monday", "Friday", "Thursday")),
                number=chance.randint(3, 900),
                share=chance.randint(3, 60),
            )
            who = chance.choice(_WHO)
            lines += [f"{who[:1].upper()}{who[1:]} {chance.choice(_SAYS)} that {told}.", ""]
        (folder / f"{seed}-{at}.txt").write_text("\n".join(lines), encoding="utf-8")
    yield from _read(folder)


def taken(data: Path, folder: Path, seed: int, number: int) -> Iterator[tuple[Any, list[Any]]]:
    """Articles of a file, others for each writer, with what was read in them."""
    path = folder / "taken.jsonl"
    now = time.time_ns()  # as above
    with path.open("w", encoding="utf-8") as out:
        found = (one for one in intake.read([data], intake.Context()) if isinstance(one, Capture))
        last = deque(found, number * WRITERS)
        for at, one in enumerate(islice(last, seed % WRITERS, None, WRITERS)):
            row = {"text": one.text, "url": f"https://bench.example/{now}/{at}"}
            out.write(json.dumps(row) + "\n")
    yield from _read(folder)


def _read(folder: Path) -> Iterator[tuple[Any, list[Any]]]:
    found = defaultdict(list)
    for reading in read([folder]):
        found[reading.capture.id].append(reading)
    for readings in found.values():
        yield readings[0].capture, readings


def asked(desk: Desk) -> dict[str, Ask]:
    """The questions of ``ledger_scale``, and what else pages ask."""
    with desk.store.view() as view:
        names = [one.article for one in view.newest_articles(Interval.unknown(), 400)]
    return {
        **questions(desk),
        "an article": lambda v, n: v.reading(names[n % len(names)]),
        "heads of 20 articles": lambda v, n: v.heads(names[n % 300 : n % 300 + 20]),
        "search": lambda v, n: list(v.search(WORDS[n % len(WORDS)], 20)),
        "search for two words": lambda v, n: v.find(
            parse(f"{WORDS[n % len(WORDS)]} {WORDS[(n // 7) % len(WORDS)]}"), Narrowed(), 100
        ),
    }


def reader(desk: Desk, ask: dict[str, Ask], seed: int, until: float, pause: float) -> list[Spent]:
    """Ask until a moment."""
    chance, out, kinds = random.Random(seed), [], sorted(ask)
    time.sleep(chance.random() * pause)
    while time.time() < until:
        kind, n = chance.choice(kinds), chance.randrange(100_000)
        past = chance.randrange(_PAST) == 0
        day = RECORDED + timedelta(days=7 * (n % WEEKS) + 7) if past else None
        start = time.perf_counter()
        try:
            with desk.store.view(day) as view:
                ask[kind](view, n)
            out.append(Spent(kind, 1e3 * (time.perf_counter() - start)))
        except Exception as error:
            out.append(Spent(kind, -1.0, f"{type(error).__name__}: {error}"[:300]))
        time.sleep(pause * (0.5 + chance.random()))
    return out


class Run(NamedTuple):
    """What all programs are told."""

    url: str
    seconds: float
    pause: float
    start: Any
    """Barrier at which all wait until each is ready."""
    told: Any
    """Queue to which each tells what it did."""
    data: Path | None = None
    """File of articles to write; ``None`` for invented ones."""


def read_along(run: Run, seed: int, number: int) -> None:
    """A program with some readers."""
    desk = Desk(Path(), WATCH, open_store(run.url, _SOFTWARE))
    ask = asked(desk)
    run.start.wait()
    until = time.time() + run.seconds
    with ThreadPoolExecutor(number) as pool:
        seeds = range(seed * 1_000, seed * 1_000 + number)
        done = pool.map(lambda each: reader(desk, ask, each, until, run.pause), seeds)
        run.told.put([one for each in done for one in each])


def write_along(run: Run, seed: int, number: int) -> None:
    """A writer."""
    chance, out = random.Random(seed), []
    with tempfile.TemporaryDirectory() as folder:
        given = (Path(folder), seed, number)
        waiting = list(articles(*given) if run.data is None else taken(run.data, *given))
    store = open_store(run.url, _SOFTWARE)
    run.start.wait()
    until = time.time() + run.seconds
    for capture, readings in waiting:
        if time.time() > until:
            break
        start = time.perf_counter()
        try:
            with store.writer() as writer:
                writer.add(capture, readings)
                for _ in relate_new(writer, readings):
                    pass
                post_new(writer, WATCH)
                writer.commit()
            out.append(Spent("article", 1e3 * (time.perf_counter() - start), capture.id))
        except Exception as error:
            out.append(Spent("article", -1.0, f"{type(error).__name__}: {error}"[:300]))
        time.sleep(run.pause * (0.5 + chance.random()))
    run.told.put(out)


def measured(asked_for: argparse.Namespace) -> dict[str, Any]:
    """Everything."""
    url, readers, writers = asked_for.ledger, asked_for.readers, asked_for.writers
    seconds, pause = asked_for.seconds, asked_for.pause
    store = open_store(url, _SOFTWARE)
    with store.writer() as writer:
        catch_up(writer, WATCH)
    with store.view() as view:
        before = view.counts()["capture"]
    programs = min(PROCESSES, readers)
    context = multiprocessing.get_context("spawn")
    start, told = context.Barrier(programs + writers + 1), context.Queue()
    run = Run(url, seconds, pause, start, told, asked_for.data)
    enough = int(seconds / max(pause / 2, 0.2)) + 5
    started = [
        context.Process(target=read_along, args=(run, seed, readers // programs))
        for seed in range(programs)
    ]
    seeds = range(100, 100 + writers)
    started += [context.Process(target=write_along, args=(run, at, enough)) for at in seeds]
    for one in started:
        one.start()
    start.wait(timeout=1_800)
    found = [spent for _ in started for spent in told.get(timeout=seconds + 600)]
    for one in started:
        one.join()
    return {
        "readers": programs * (readers // programs),
        "writers": writers,
        "seconds": seconds,
        "pause_s": pause,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "captures_before": before,
        "real_articles": asked_for.data is not None,
        **_told(found, seconds),
        **_kept(store, found, before),
    }


def _told(found: Sequence[Spent], seconds: float) -> dict[str, Any]:
    """How long answers and articles took, and what failed."""
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in found:
        if one.ms >= 0:
            by_kind[one.kind].append(one.ms)
    written = by_kind.pop("article", [])
    answers = [ms for each in by_kind.values() for ms in each]
    return {
        "errors": sum(one.ms < 0 for one in found),
        "said": Counter(one.why for one in found if one.ms < 0).most_common(5),
        "answers": len(answers),
        "answers_a_second": round(len(answers) / seconds, 1),
        "read_ms": quantiles(answers),
        "articles": len(written),
        "write_ms": quantiles(written) if written else {},
        "by_question_ms": {kind: quantiles(each) for kind, each in sorted(by_kind.items())},
    }


def _kept(store: Store, found: Sequence[Spent], before: int) -> dict[str, Any]:
    """Whether what was said to be durable is there, each once, and the ledger is sound."""
    wanted = [one.why for one in found if one.kind == "article" and one.ms >= 0]
    with store.view() as view:
        lost = [one for one in wanted if view.capture(one) is None]
        more = view.counts()["capture"] - before - len(set(wanted))
    return {"lost": len(lost), "too_many": more, "integrity": store.integrity()}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ledger", required=True, help="address of the ledger; it is written to")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--writers", type=int, default=WRITERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pause", type=float, default=PAUSE)
    parser.add_argument("--data", type=Path, help="file of articles for the writers")
    result = measured(parser.parse_args())
    save("postgres", result)
    if result["errors"] or result["lost"] or result["read_ms"]["p95"] > BAR_MS:
        raise SystemExit("more than was allowed")


if __name__ == "__main__":
    main()

"""How long each page of a desk takes to be served, what it weighs, and what many readers feel.

``python bench/pages.py --desk FOLDER --files PATH`` starts the real server on the desk (best a copy
of what ``bench/ledger_scale.py --desk`` leaves), asks for each page many times, each time of
another record, week or word and under an address of its own so that no page is told from memory,
over one kept connection, and writes ``bench/results/pages.json``. Time is that of the whole answer
on loopback, so it holds the server's and the connection's. Weight is what goes over the wire,
compressed. Then so many readers ask at once while files are read into the desk: each asks for the
next page as soon as it has the last one.

The desk is read into: give a copy.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from measure import save
from watchdesk.desk import Desk
from watchdesk.records import Claim, Contradiction, Expectation, Interval, Position, Story

PROGRAM = str(Path(sys.executable).with_name("watchdesk"))
PORT = 8047
ASKED = 60
"""Times each page is asked for."""
READERS, SECONDS = 200, 30.0
"""Readers at once, and how long they read."""
WORDS = "said minister talks government trade officials export agreement president deal".split()
"""Common words that are searched for; each is also combined with another."""
_WEEKS = 4
"""Weeks of which the brief is asked for."""
WEIGHTS = {"claim": 10_240, "matrix": 40_960, "map": 81_920}
"""Bytes that some pages may have over the wire."""
BAR_MS, BAR_READERS_MS = 150, 500
"""Milliseconds that 95 of 100 answers may take, alone and beside many readers."""

Path_ = Callable[[int], str]


class Answer(NamedTuple):
    """One answer of the server."""

    status: int
    ms: float
    sent: int
    """Bytes of the body as they were sent."""


class Ids(NamedTuple):
    """What pages are asked of."""

    days: tuple[date, date]
    claims: Sequence[str]
    contradictions: Sequence[str]
    positions: Sequence[str]
    expectations: Sequence[str]
    stories: Sequence[str]
    articles: Sequence[tuple[str, int, int]]
    families: Sequence[str]
    pairs: Sequence[tuple[str, str]]
    actors: Sequence[str]


def ids_of(desk: Desk) -> Ids:
    """Records from all over the ledger."""
    with desk.view() as view:
        known = [k for k in view.published_within(Interval.unknown()) if k.published.latest]
        days = sorted(k.published.latest for k in known if k.published.latest)
        low, high = days[len(days) // 100], days[-1 - len(days) // 100]
        claims: list[Claim] = []
        for n in range(12):
            claims += view.records(Claim, period=_week((low, high), n), limit=40)
        positions = view.records(Position, limit=1_500)
        ties = [t for t in view.relations([c.at.article for c in claims[:200]]) if t.kind.is_copy]
        return Ids(
            days=(low, high),
            claims=[c.id for c in claims],
            contradictions=[c.id for c in view.records(Contradiction, limit=300)],
            positions=[p.id for p in positions],
            expectations=[e.id for e in view.records(Expectation, limit=300)],
            stories=[s.id for s in view.records(Story, limit=300)],
            articles=[(c.at.article, c.at.span.start, c.at.span.end) for c in claims],
            families=sorted({k.family for k in known})[:300],
            pairs=[(t.a, t.b) for t in ties],
            actors=sorted({p.actor for p in positions}),
        )


def _week(days: tuple[date, date], n: int) -> Interval:
    first = days[0] + timedelta(days=Random(n).randrange(max(1, (days[1] - days[0]).days)))
    return Interval.between(first, first + timedelta(days=6))


def _iso(days: tuple[date, date], n: int) -> str:
    year, week, _ = (
        days[0] + timedelta(days=Random(n).randrange(max(1, (days[1] - days[0]).days)))
    ).isocalendar()
    return f"{year}-W{week:02d}"


def pages_of(ids: Ids) -> dict[str, Path_]:
    """The address of each page, for the n-th time it is asked for."""

    def one(room: str, names: Sequence[str]) -> Path_:
        return lambda n: f"/{room}/{quote(names[n % len(names)], safe='')}"

    def listed(room: str, **more: str) -> Path_:
        return lambda n: f"/{room}?{urlencode({'week': _iso(ids.days, n), **more})}"

    def article(n: int) -> str:
        name, start, end = ids.articles[n % len(ids.articles)]
        return f"/articles/{name}?words={start},{end}"

    def searched(n: int) -> str:
        words = Random(n).sample(WORDS, 1 + n % 2)
        return f"/search?{urlencode({'q': ' '.join(words)})}"

    pages: dict[str, Path_ | None] = {
        "this week": lambda _: "/",
        "brief of a week": lambda n: f"/brief/{_iso(ids.days, n % _WEEKS)}",
        "timeline": listed("timeline"),
        "map": listed("map"),
        "matrix": lambda n: "/matrix" if n % 2 else f"/matrix?week={_iso(ids.days, n)}",
        "claims": listed("claims"),
        "claim": one("claims", ids.claims),
        "contradiction": one("contradictions", ids.contradictions) if ids.contradictions else None,
        "position": one("positions", ids.positions),
        "expectations": lambda n: (
            "/expectations" if n % 2 else f"/expectations?week={_iso(ids.days, n)}"
        ),
        "expectation": one("expectations", ids.expectations),
        "story": one("stories", ids.stories),
        "article": article,
        "family": one("families", ids.families),
        "diff": (lambda n: "/diff/{}/{}".format(*ids.pairs[n % len(ids.pairs)]))
        if ids.pairs
        else None,
        "actors": lambda n: "/actors" if n % 2 else f"/actors?week={_iso(ids.days, n)}",
        "actor": one("actors", ids.actors),
        "sources": lambda _: "/sources",
        "search": searched,
        "corrections": lambda _: "/corrections",
    }
    return {name: made for name, made in pages.items() if made is not None}


class Started(NamedTuple):
    """A server that answers."""

    process: int
    """Its process id."""
    answers_s: float
    """Seconds from its start until it answers."""
    warm_s: float
    """Seconds until it has what pages need of the whole ledger."""


@contextmanager
def served(folder: Path) -> Iterator[Started]:
    """The real server on a desk."""
    command = [PROGRAM, "serve", "--desk", str(folder), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            begun = time.perf_counter()
            answers = _wait(process, "/corrections") - begun
            warm = _wait(process, "/sources") - begun
            yield Started(process.pid, round(answers, 1), round(warm, 1))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], path: str) -> float:
    """When a page was answered."""
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("the server ended at once; run watchdesk serve to see why")
        try:
            if _ask(http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), path).status:
                return time.perf_counter()
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def _ask(connection: http.client.HTTPConnection, path: str) -> Answer:
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    return Answer(response.status, 1e3 * (time.perf_counter() - start), len(body))


def one_by_one(pages: dict[str, Path_], server: int) -> dict[str, dict[str, Any]]:
    """Each page, asked for many times by one reader."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    out = {}
    for name, path in pages.items():
        first = _ask(connection, path(0))
        worked = _worked(server)
        answers = [_ask(connection, _anew(path(n), n)) for n in range(1, ASKED + 1)]
        bad = sorted({a.status for a in (first, *answers) if a.status >= 400})
        out[name] = {
            "first_ms": round(first.ms, 1),
            **_quantiles([a.ms for a in answers]),
            "worked_ms": round(1e3 * (_worked(server) - worked) / len(answers), 1),
            "bytes_p95": round(_at([a.sent for a in answers], 0.95)),
            "bytes_max": max(a.sent for a in answers),
            "refused": bad,
        }
        print(name, out[name], file=sys.stderr, flush=True)
    return out


def _briefs(ids: Ids) -> list[float]:
    """Milliseconds until each of the weeks' briefs is made of which the page is then asked for."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    weeks = dict.fromkeys(_iso(ids.days, n) for n in range(_WEEKS))
    return [_ask(connection, f"/brief/{one}.md").ms for one in weeks]


def _worked(process: int) -> float:
    """Seconds of a processor that a process has had, all its threads together."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _anew(path: str, n: int) -> str:
    """An address at which nothing was asked for yet: the server tells no page from memory."""
    return f"{path}{'&' if '?' in path else '?'}n={n}"


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    return {
        "p50_ms": round(_at(values, 0.5), 1),
        "p95_ms": round(_at(values, 0.95), 1),
        "max_ms": round(max(values), 1),
    }


def _at(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


async def many(paths: Sequence[str], readers: int, seconds: float) -> list[Answer]:
    """So many readers, each on a connection of its own, each asking again at once."""
    until = time.perf_counter() + seconds
    found = await asyncio.gather(*(_reader(Random(n), paths, until) for n in range(readers)))
    return [answer for one in found for answer in one]


async def _reader(random: Random, paths: Sequence[str], until: float) -> list[Answer]:
    out: list[Answer] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        path = random.choice(paths)
        start = time.perf_counter()
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n"
            "Accept-Encoding: gzip\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        size = await _body(reader, head)
        out.append(Answer(int(head.split()[1]), 1e3 * (time.perf_counter() - start), size))
    writer.close()
    return out


async def _body(reader: asyncio.StreamReader, head: str) -> int:
    told = re.search(r"(?i)content-length: (\d+)", head)
    if told:
        return len(await reader.readexactly(int(told[1])))
    if "chunked" not in head.lower():
        return 0
    size = 0
    while length := int((await reader.readline()).split(b";")[0], 16):
        size += len(await reader.readexactly(length + 2)) - 2
    await reader.readline()
    return size


def beside_an_ingest(
    folder: Path, paths: Sequence[str], files: Path, readers: int
) -> dict[str, Any]:
    """Many readers while files are read into the desk."""
    command = [PROGRAM, "ingest", str(files), "--desk", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ingest:
        answers = asyncio.run(many(paths, readers, SECONDS))
        was_reading = ingest.poll() is None
        ingest.send_signal(signal.SIGINT)
        ingest.wait(60)
    return {
        "readers": readers,
        "seconds": SECONDS,
        "addresses": len(paths),
        "answers": len(answers),
        "answers_a_second": round(len(answers) / SECONDS, 1),
        **_quantiles([a.ms for a in answers]),
        "errors": sum(a.status >= 400 for a in answers),
        "ingest_still_reading_at_the_end": was_reading,
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--desk", type=Path, required=True, help="a copy: it is read into")
    parser.add_argument("--files", type=Path, help="what is read into it meanwhile")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--dry", action="store_true", help="write no result")
    told = parser.parse_args()
    desk = Desk.open(told.desk)
    with desk.view() as view:
        rows = view.counts()
    ids = ids_of(desk)
    pages = pages_of(ids)
    with served(told.desk) as server:
        briefs = _briefs(ids)
        load = os.getloadavg()[0]
        alone = one_by_one(pages, server.process)
        load = max(load, os.getloadavg()[0])
        memory = _memory(server.process)
        paths = [path(n) for path, n in zip(list(pages.values()) * 5, count())]
        beside = (
            beside_an_ingest(told.desk, paths, told.files, told.readers) if told.files else None
        )
    found = {
        "rows": rows,
        "asked": ASKED,
        "bar_ms": BAR_MS,
        "bytes_allowed": WEIGHTS,
        "pages": alone,
        "server_megabytes": memory,
        "server_answers_s": server.answers_s,
        "server_warm_s": server.warm_s,
        "brief_s": round(max(briefs) / 1e3, 1),
        "load": round(load, 1),
        "niceness": os.nice(0),
        "readers_at_once": beside,
        "bar_readers_ms": BAR_READERS_MS,
    }
    if told.dry:
        print(json.dumps(found, indent=2))
    else:
        save("pages", found)


def _memory(process: int) -> int | None:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
    return round(int(told[1]) / 1e3) if told else None


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()

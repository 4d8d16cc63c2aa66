"""Cleaning a crawl and finding its copies, with datatrove beside us.

``python bench/crawl.py --data NEWS --pages FOLDER --peer PYTHON`` writes an archive of news pages:
the articles of a file of ours in the pages of invented sites, each with its own menus and teasers;
some of them on a second site word for word, some on a third with changes (a paragraph left out, a
new beginning, some words); and the saved pages of ``--pages`` (a copy of the data of "Fundus") as
they were found. Both read it in turn, on one core by CPU time: open it, take the articles out of
the pages, and say which are copies of each other. ``PYTHON`` is an interpreter with
``datatrove[io,processing]`` and ``spacy``; it needs an environment of its own, as it asks for an
older Trafilatura than other measures do. Writes ``bench/results/crawl.json``.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastwarc.warc import WarcRecordType

from measure import pinned, save, timed
from warc import Block, answer, load, write

ARTICLES, ROUNDS = 600, 3
_SECTIONS = "World Politics Business Climate Culture Sport Letters Video Archive".split()
_RUN = 8
_LEAST = 400
"""Code points of an article that is used."""


def texts(data: Path, count: int) -> list[tuple[str, list[str]]]:
    """Headline and paragraphs of articles of a file. One that has a run of words with another in
    common is passed over: agencies send the same story more than once, and what is made here shall
    be all the copies there are."""
    from watchdesk import intake
    from watchdesk.records import Capture

    found = []
    seen: set[str] = set()
    for item in intake.read([data], intake.Context()):
        if isinstance(item, Capture) and len(item.text) >= _LEAST:
            lines = [line.strip() for line in item.text.splitlines() if line.strip()]
            runs = _runs(item.text)
            if len(lines) >= 3 and seen.isdisjoint(runs):
                seen |= runs
                found.append((lines[0][:90].rstrip("., "), lines))
        if len(found) == count:
            break
    return found


def _runs(text: str) -> set[str]:
    """Runs of words, without case."""
    words = text.lower().split()
    return {" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}


def page(site: int, title: str, lines: list[str], others: list[str]) -> bytes:
    """A page of an invented site."""
    menu = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in _SECTIONS[site % 3 :])
    teasers = "".join(f'<li><a href="/x{n}">{escape(o)}</a></li>' for n, o in enumerate(others))
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><title>{escape(title)} | Gazette {site}</title></head><body>"
        f'<header><a href="/">Gazette {site}</a><nav><ul>{menu}</ul></nav></header><main><article>'
        f"<h1>{escape(title)}</h1>{body}</article><aside><h2>Most read</h2><ul>{teasers}</ul>"
        f"</aside></main><footer><p>All rights reserved. Gazette {site} is published daily. Sign "
        f"up for our newsletter to get the news of the day.</p></footer></body></html>"
    ).encode()


def changed(lines: list[str], chance: random.Random) -> list[str]:
    """An article as another desk prints it."""
    kept = list(lines)
    if len(kept) > 3:
        kept.pop(chance.randrange(1, len(kept)))
    words = kept[-1].split()
    for _ in range(max(1, len(words) // 12)):
        words[chance.randrange(len(words))] = chance.choice(("reportedly", "meanwhile", "also"))
    kept[-1] = " ".join(words)
    return ["This report was updated by our desk this morning with what is known so far.", *kept]


def blocks(data: Path, pages: Path | None) -> Iterator[tuple[Block, str]]:
    """Pages of a crawl, each with the story that it tells."""
    chance = random.Random(3)
    told = texts(data, ARTICLES)
    titles = [title for title, _ in told]
    rows = []
    for number, (title, lines) in enumerate(told):
        prints = [lines]
        if number % 3 == 0:
            prints.append(lines)
        if number % 4 == 0:
            prints.append(changed(lines, chance))
        rows += [(number, title, each) for each in prints]
    chance.shuffle(rows)
    for at, (number, title, lines) in enumerate(rows):
        url = f"https://gazette{at % 40}.example/{at}"
        made = page(at % 40, title, lines, chance.sample(titles, 6))
        yield (WarcRecordType.response, answer(made), url), f"story {number}"
    for number, found in enumerate(load(pages) if pages else ()):
        url = f"https://saved{number}.example/"
        yield (WarcRecordType.response, answer(found), url), f"saved {number}"


def ours(archives: Path) -> dict[str, str]:
    """Our own reading of an archive: address by address, the story by its first address."""
    from watchdesk import cleaning, intake, reuse
    from watchdesk.records import Capture, Reading, Role

    leaders: dict[str, str] = {}
    made: dict[str, Any] = {}
    with TemporaryDirectory() as name, reuse.ReuseIndex(Path(name) / "reuse.db") as index:
        for item in intake.read([archives], intake.Context()):
            if not isinstance(item, Capture):
                continue
            article = next((a for a in cleaning.articles(item) if a.role is Role.MAIN), None)
            if article is None:
                continue
            url = item.declared.url or item.uri
            text = reuse.reuse_text(Reading(capture=item, article=article))
            made[url] = text
            leaders[url] = url
            for candidate in index.add([(url, reuse.fingerprints(text.words))])[0]:
                found = reuse.relate(text, made[candidate.article])
                if found is not None and found.kind.is_copy:
                    leaders[url] = leaders[candidate.article]
                    break
    return leaders


def scored(found: dict[str, Any], truth: dict[str, str]) -> dict[str, float]:
    """How many pages were read, and of the pairs of copies how many were found and how many of
    those that were found are right."""
    right, said = _pairs(truth), _pairs({url: str(group) for url, group in found.items()})
    return {
        "pages": len(found),
        "recall": round(len(right & said) / len(right), 3),
        "precision": round(len(right & said) / len(said), 3) if said else 1.0,
    }


def _pairs(groups: dict[str, str]) -> set[tuple[str, str]]:
    by_group = defaultdict(list)
    for url, group in groups.items():
        by_group[group].append(url)
    return {pair for urls in by_group.values() for pair in combinations(sorted(urls), 2)}


def measure(data: Path, pages: Path | None, peer: str) -> dict[str, Any]:
    """Both systems in turn."""
    pinned()
    runs: dict[str, list[float]] = {"watchdesk": [], "datatrove": []}
    scores: dict[str, dict[str, float]] = {}
    peaks: dict[str, float] = {}
    with TemporaryDirectory() as name:
        folder = Path(name) / "archives"
        folder.mkdir()
        made = list(blocks(data, pages))
        truth = {block[2]: story for block, story in made}
        write(folder / "a.warc.gz", iter([block for block, _ in made]))
        for turn in range(ROUNDS):
            commands = {
                "watchdesk": [sys.executable, __file__, "--one", str(folder)],
                "datatrove": [peer, str(Path(__file__).with_name("crawl_peer.py")), str(folder)],
            }
            commands["datatrove"].append(str(Path(name) / f"peer-{turn}"))
            for system, command in commands.items():
                done = timed(command)
                if done.status:
                    raise SystemExit(f"{system} ended with {done.status}")
                runs[system].append(done.cpu_s)
                peaks[system] = round(done.peak_mb)
                told = json.loads(done.stdout.decode().strip().splitlines()[-1])
                scores[system] = scored(told, truth)
                print(system, round(done.cpu_s, 1), scores[system], flush=True)
    best = {system: min(seconds) for system, seconds in runs.items()}
    version = subprocess.run(
        [peer, "-c", "from importlib.metadata import version as v; print(v('datatrove'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return {
        "pages": len(truth),
        "saved_pages": sum(story.startswith("saved") for story in truth.values()),
        "rounds": ROUNDS,
        "datatrove": version,
        "cpu_s": {system: [round(one, 1) for one in seconds] for system, seconds in runs.items()},
        "pages_a_second": {system: round(len(truth) / one, 1) for system, one in best.items()},
        "times_as_quick": round(best["datatrove"] / best["watchdesk"], 2),
        "peak_mb": peaks,
        "copies": scores,
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="file of articles")
    parser.add_argument("--pages", type=Path, help="folder of saved pages")
    parser.add_argument("--peer", help="interpreter that has datatrove")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(ours(asked.one)))
        return
    save("crawl", measure(asked.data, asked.pages, asked.peer))


if __name__ == "__main__":
    main()

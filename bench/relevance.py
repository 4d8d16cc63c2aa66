"""What the glance before the reading lets through, what it loses, and how quick it is.

``python bench/relevance.py --data PATH/news.jsonl.gz [--articles N]`` reads N news
articles in full into a desk of its own and takes as relevant those in which it finds a position on
one of the issues below. Then it looks how many of these the prefilter keeps, knowing all terms of
the issues, and knowing only every other term, as of an editor who did not think of all.
Writes ``bench/results/relevance.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from measure import save
from watchdesk import intake, scale
from watchdesk.desk import Desk
from watchdesk.records import Capture, Issue, Position, Watch
from watchdesk.scale.relevance import Relevance

SEED = 20
ISSUES = (
    Issue(
        name="Trade between Japan and the United States",
        question="Should Japanese goods be kept out of the United States by tariffs?",
        terms=("tariff*", "semiconductor*", "trade surplus", "trade sanctions", "protectionis*",
               "trade bill", "trade dispute", "microchip*"),
    ),
    Issue(
        name="OPEC output",
        question="Should OPEC hold its output down to keep prices up?",
        terms=("OPEC", "oil price*", "output ceiling", "production quota*", "output quota*",
               "oil output"),
    ),
    Issue(
        name="Exchange rates",
        question="Should states hold exchange rates stable?",
        terms=("exchange rate*", "Group of Seven", "G-7", "currency stability", "Louvre",
               "weaker dollar", "stable dollar"),
    ),
    Issue(
        name="Debts of Brazil and its neighbours",
        terms=("creditor bank*", "debt moratorium", "debt talks", "interest payments",
               "foreign debt", "rescheduling"),
    ),
    Issue(
        name="Farm subsidies",
        terms=("farm subsid*", "agricultural policy", "oils and fats", "export subsid*", "GATT",
               "farm price*"),
    ),
    Issue(
        name="Nuclear programme of Iran",
        question="Should Iran be allowed to enrich uranium?",
        terms=("uranium", "nuclear programme", "nuclear weapons", "IAEA", "enrichment",
               "nuclear activities"),
    ),
    Issue(
        name="Europe's constitution and Turkey",
        question="Should Turkey join the European Union, and Europe have a constitution?",
        terms=("EU constitution", "European constitution", "referendum", "entry talks",
               "accession", "EU membership"),
    ),
    Issue(
        name="Identity cards and detention in Britain",
        question="Should Britain have identity cards and hold suspects without trial?",
        terms=("ID card*", "identity card*", "house arrest", "control order*",
               "anti-terror*", "terror suspects"),
    ),
    Issue(
        name="War and elections in Iraq",
        question="Should foreign troops stay in Iraq?",
        terms=("Iraq", "Baghdad", "troops", "insurgent*", "Fallujah"),
    ),
)  # fmt: skip


def sample(data: Path, count: int) -> list[dict[str, str]]:
    """Some articles, drawn by chance; half of them of each collection."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    out = []
    for source in sorted({row["src"] for row in rows}):
        of_source = [row for row in rows if row["src"] == source]
        out += Random(SEED).sample(of_source, min(count // 2, len(of_source)))
    return out


def read_in_full(rows: Sequence[dict[str, str]], watch: Watch) -> tuple[list[Capture], set[str]]:
    """The captures, and ids of those in which a position on an issue was found."""
    captures: dict[str, Capture] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.jsonl"
        told = ({"text": r["text"], "title": r["title"], "url": f"https://n.example/{r['id']}"}
                for r in rows)  # fmt: skip
        file.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
        desk = Desk.open(Path(folder) / "desk", create=True)
        desk.watch = watch
        desk.ingest([file], executor=scale.Pool())
        positions = [one for one in desk.records(Position) if one.issue]
        cited = {evidence.at.article for one in positions for evidence in one.evidence}
        relevant = set()
        captures = {one.id: one for one in intake.read([file]) if isinstance(one, Capture)}
        with desk.view() as view:
            known = view.known(sorted(cited))
            relevant = {one.capture for one in known.values()}
    return list(captures.values()), relevant


def kept(captures: Sequence[Capture], relevant: set[str], relevance: Relevance) -> dict[str, Any]:
    """Recall over the relevant, the share of all that is kept, and pages in a second."""
    start = time.process_time()
    verdicts = {one.id: relevance.judge_capture(one) for one in captures}
    took = time.process_time() - start
    good = {name for name, told in verdicts.items() if told.reason.is_kept}
    return {
        "recall": round(len(good & relevant) / max(1, len(relevant)), 4),
        "kept": round(len(good) / len(captures), 4),
        "captures_per_second": round(len(captures) / took),
        "reasons": dict(Counter(str(told.reason) for told in verdicts.values())),
        "lost": len(relevant - good),
    }


def half(issue: Issue) -> Issue:
    """An issue with every other of its terms."""
    return issue.model_copy(update={"terms": issue.terms[::2]})


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    watch = Watch(name="bench", issue=ISSUES)
    start = time.perf_counter()
    captures, relevant = read_in_full(sample(options.data, options.articles), watch)
    print(f"read in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    words_only = [term for issue in ISSUES for term in issue.terms]
    halved = Watch(name="bench", issue=tuple(map(half, ISSUES)))
    found = {
        "articles": len(captures),
        "relevant": len(relevant),
        "all_terms": kept(captures, relevant, Relevance.of(watch)),
        "half_of_the_terms": kept(captures, relevant, Relevance.of(halved)),
        "terms_without_states": kept(captures, relevant, Relevance.of(watch, words_only)),
        "half_without_states": kept(
            captures, relevant, Relevance.of(watch, [t for i in halved.issue for t in i.terms])
        ),
    }
    print(json.dumps(found, indent=2))
    save("relevance", found)


if __name__ == "__main__":
    main()

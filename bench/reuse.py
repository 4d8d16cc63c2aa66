"""Copies and passages: what is found of planted edits, how surely, how fast, beside peers.

``python bench/reuse.py --data PATH [--part held] [--only recall speed ...] [--seeds PATH]``. PATH
holds ``background_news/news.jsonl.gz`` (Reuters-21578 and BBC articles), ``ecbplus/docs.jsonl.gz``
(Cybulska and Vossen 2014) and ``giveme5w1h/news_cluster`` (Hamborg et al. 2019). Edits with known
passages are planted in articles of one half, by a hash of their id, and all is put into one index.
Sources have 80 words or more. Peers run on the same texts in the same process, on one core.
Writes ``bench/results/reuse.json``; sections that were not run are kept as they stand there.
``--sample FILE`` writes pairs to judge by eye, with their texts; keep that file to yourself.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measure import RESULTS, pinned, save
from reuse_corpus import PARTS, Document, load
from reuse_edits import Planted, plant
from reuse_kinds import COPIES, FORMS
from reuse_recall import recall, templates
from reuse_scale import growth, large, speed
from reuse_spans import align
from watchdesk import pipeline
from watchdesk.records import Reading
from watchdesk.reuse.pages import relate_pages
from watchdesk.reuse.relate import ReuseText, relate, reuse_text

SECTIONS = ("recall", "templates", "speed", "growth", "add", "align", "seeds")


def seeds(folder: Path) -> dict[str, Any]:
    """The relations of every two of some captures: of the articles that the product takes them
    apart into, and of the pages with all that stands around the article."""
    articles: dict[str, list[ReuseText]] = {}
    pages: dict[str, list[Reading]] = {}
    for reading in pipeline.read([folder], lambda _: None):
        name = Path(reading.capture.uri).name.partition("_")[0]
        articles.setdefault(name, []).append(reuse_text(reading))
        pages.setdefault(name, []).append(reading)
    return {"articles": _related(articles), "pages": _pages(pages)}


def _pages(pages: dict[str, list[Reading]]) -> dict[str, Any]:
    related = {
        f"{a}/{b}": relate_pages(pages[a], pages[b]) for a, b in combinations(sorted(pages), 2)
    }
    return {
        pair: [
            {
                "kind": found.kind.value,
                "passages": len(found.passages),
                "in_body": sum(passage.in_body for passage in found.passages),
                "shares": sorted((found.share_a, found.share_b)),
            }
        ]
        if found.kind
        else []
        for pair, found in related.items()
    }


def _related(texts: dict[str, list[ReuseText]]) -> dict[str, Any]:
    return {
        f"{a}/{b}": [
            {
                "kind": found.kind.value,
                "passages": len(found.passages),
                "shares": sorted((found.share_a, found.share_b)),
            }
            for one in texts[a]
            for other in texts[b]
            if (found := relate(one, other))
        ]
        for a, b in combinations(sorted(texts), 2)
    }


def sections(
    documents: list[Document], planted: list[Planted], folder: Path, args: argparse.Namespace
) -> dict[str, Callable[[], dict[str, Any]]]:
    return {
        "recall": lambda: recall(documents, planted, folder, args.sample, args.part),
        "templates": lambda: templates(documents, planted) | {"part": args.part},
        "speed": lambda: speed(documents, folder),
        "growth": lambda: growth(documents, folder),
        "add": lambda: large(documents, folder),
        "align": lambda: align(documents, planted) | {"part": args.part},
        "seeds": lambda: seeds(args.seeds),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS, default="held")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--count", type=int, default=100, help="planted texts of each kind")
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--sample", type=Path)
    return parser.parse_args()


def main() -> None:
    args = arguments()
    pinned()
    logging.disable(logging.CRITICAL)
    documents = load(args.data)
    planted: list[Planted] = []
    if {"recall", "templates", "align"} & set(args.only):
        planted = plant(documents, {**COPIES, **FORMS}, args.part, args.count)
    path = RESULTS / "reuse.json"
    result: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    result.pop("machine", None)
    result["articles"] = len(documents)
    with TemporaryDirectory() as name:
        for section, run in sections(documents, planted, Path(name), args).items():
            if section in args.only and (section != "seeds" or args.seeds):
                result[section] = run()
                save("reuse", result)


if __name__ == "__main__":
    main()

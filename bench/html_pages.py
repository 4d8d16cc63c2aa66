"""Article bodies out of saved pages: F1 and pages per second, with public extractors beside us.

``python bench/html_pages.py --data PATH`` reads a copy of the data of "Fundus" (Dallabetta et al.
2024, github.com/dobbersc/fundus-evaluation: ``dataset/html`` and ``dataset/ground_truth.json``),
runs every system on every page in turn, three times, on one core by CPU time, and writes
``bench/results/html_pages.json``. Every second publisher was in sight while rules were made.
(Named so, because a file ``html.py`` here would stand in for the standard library's.)
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple

import html_scores
from measure import pinned, save
from watchdesk import cleaning
from watchdesk.errors import InputRefused
from watchdesk.intake.html import page_text
from watchdesk.intake.limits import Limits
from watchdesk.intake.text import digest
from watchdesk.records import Capture, PartKind, capture_id

ROUNDS = 3
_PEERS = ("trafilatura", "resiliparse", "readability-lxml", "newspaper4k")
SCORES = {
    "shingles": html_scores.shingles,
    "rouge_lsum": html_scores.rouge_lsum,
    "paragraphs": html_scores.paragraphs,
}
_DECLARED = ("title", "deck", "authors", "published", "url", "outlet", "language")
_BELIEVED = (PartKind.BODY, PartKind.DATELINE, PartKind.SUBHEADING)
Extractor = Callable[[str], str]


class Page(NamedTuple):
    """A saved page and its true body."""

    name: str
    markup: str
    body: list[str]
    url: str
    fetched: date

    @property
    def publisher(self) -> str:
        return self.name.partition("_")[0]


def load(data: Path) -> list[Page]:
    """The pages of the data set, in sorted order."""
    folder = data / "dataset" if (data / "dataset").is_dir() else data
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    return [
        Page(
            name.removesuffix(".html.gz"),
            gzip.decompress((folder / "html" / name).read_bytes()).decode("utf-8", "replace"),
            truth[name]["body"],
            truth[name]["url"],
            date.fromisoformat(truth[name]["crawl_date"][:10]),
        )
        for name in sorted(truth)
    ]


def tuned_on(pages: list[Page]) -> set[str]:
    """Publishers in sight while rules were made: every second one by name, from the first."""
    return set(sorted({page.publisher for page in pages})[::2])


def captured(markup: str) -> Capture:
    """The capture of a page, as reading a file of it gives."""
    text, declared = page_text(markup, "page.html", Limits())
    sha = digest(markup.encode("utf-8", "replace"))
    return Capture(
        id=capture_id(sha, declared, None),
        uri="page.html",
        sha256=sha,
        media_type="text/html",
        encoding="utf-8",
        declared=declared,
        text=text,
    )


def believed(markup: str) -> str:
    """What a user gets: the lines of the main article that are body, dateline or subheading."""
    capture = captured(markup)
    main = cleaning.articles(capture)[0]
    return "\n".join(capture.text[span.start : span.end] for span in main.spans(*_BELIEVED))


def page_alone(markup: str) -> str:
    """The text of a page before cleaning, without the lines put above it."""
    text, _ = page_text(markup, "page.html", Limits())
    head, gap, body = text.partition("\n\n")
    return body if gap else head


def _trafilatura(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, include_comments=False) or ""


def _trafilatura_fast(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, include_comments=False, fast=True) or ""


def _resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True, alt_texts=False))


def _readability(markup: str) -> str:
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(Document(markup).summary(html_partial=True)))


def _newspaper(markup: str) -> str:
    from newspaper import Article

    article = Article("https://page.example/", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    return str(article.text)


SYSTEMS: Mapping[str, Extractor] = {
    "Watchdesk": believed,
    "Watchdesk, page alone": page_alone,
    "trafilatura": _trafilatura,
    "trafilatura, fast": _trafilatura_fast,
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
}


def run(extract: Extractor, markup: str) -> tuple[str, float]:
    """What a system gives for a page, and the CPU seconds it took; nothing where it fails."""
    start = time.process_time()
    try:
        text = extract(markup)
    except InputRefused:  # a page that is given up counts as one without text
        text = ""
    return text, time.process_time() - start


def measure(pages: list[Page], names: list[str], rounds: int = ROUNDS) -> dict[str, Any]:
    """Texts and seconds of each system on each page; systems take turns page by page."""
    texts: dict[str, list[str]] = {name: [] for name in names}
    seconds: dict[str, list[float]] = {name: [0.0] * rounds for name in names}
    for name in names:
        run(SYSTEMS[name], "<html><body><p>One line for the imports.</p></body></html>")
    for number in range(rounds):
        for page in pages:
            for name in names:
                text, taken = run(SYSTEMS[name], page.markup)
                seconds[name][number] += taken
                if not number:
                    texts[name].append(text)
    return {"texts": texts, "seconds": {name: median(taken) for name, taken in seconds.items()}}


def averages(pages: list[Page], texts: list[str], keep: set[str]) -> dict[str, Any]:
    """Means over the pages of some publishers."""
    chosen = [
        (html_scores.reference(page.body, text), text)
        for page, text in zip(pages, texts, strict=True)
        if page.publisher in keep
    ]
    found: dict[str, Any] = {"pages": len(chosen)}
    for name, score in SCORES.items():
        scores = [score(body, text) for body, text in chosen]
        for part in ("precision", "recall", "f1"):
            found[f"{name}_{part}"] = round(fmean(getattr(s, part) for s in scores), 4)
    return found


def declared(pages: list[Page]) -> dict[str, int]:
    """On how many pages each thing was declared, and how often address and day can be right: the
    data hold the address that was fetched and when, and no headline, author or day."""
    found = dict.fromkeys((*_DECLARED, "url_as_fetched", "published_in_three_days_before"), 0)
    for page in pages:
        said = captured(page.markup).declared
        for name in _DECLARED:
            found[name] += bool(getattr(said, name))
        found["url_as_fetched"] += _bare(said.url or "") == _bare(page.url)
        day = date.fromisoformat(said.published) if said.published else date.min
        found["published_in_three_days_before"] += 0 <= (page.fetched - day).days <= 3
    return found


def _bare(url: str) -> str:
    return url.partition("?")[0].rstrip("/")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    pages = load(parser.parse_args().data)
    pinned()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    measured = measure(pages, list(SYSTEMS))
    tuned = tuned_on(pages)
    everyone = {page.publisher for page in pages}
    save(
        "html_pages",
        {
            "data": "fundus-evaluation d43db54",
            "rounds": ROUNDS,
            "tuned_on": sorted(tuned),
            "held_out": sorted(everyone - tuned),
            "peers": {name: version(name) for name in _PEERS},
            "declared": declared(pages),
            "systems": {
                name: {
                    "pages_per_cpu_s": round(len(pages) / measured["seconds"][name], 1),
                    "all": averages(pages, texts, everyone),
                    "tuned_on": averages(pages, texts, tuned),
                    "held_out": averages(pages, texts, everyone - tuned),
                }
                for name, texts in measured["texts"].items()
            },
        },
    )


if __name__ == "__main__":
    main()

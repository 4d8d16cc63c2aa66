"""Texts cleaned per second, without reading or parsing anything.

``python bench/cleaning_speed.py --data PATH --clean FILE`` times ``cleaning.articles`` alone, on
one core by CPU time: over the texts of the sample desk, over the clean articles of ``FILE`` (JSON
lines with ``src`` and ``text``, gzipped; those whose ``src`` is ``bbc``), and over whole web pages
as lines, menus and all (``PATH`` as in ``dirty_text.py``). Writes
``bench/results/cleaning_speed.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from dirty_text import captured
from measure import pinned, save
from page_lines import read_pages
from watchdesk.cleaning import articles
from watchdesk.records import Capture

SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024" / "captures"
ROUNDS = 5
_CLEAN = 500


def speed(captures: Sequence[Capture]) -> dict[str, Any]:
    """Texts, lines and characters a second: the median of some rounds over all of them."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for capture in captures:
            articles(capture)
        spent.append(time.process_time() - start)
    seconds = median(spent)
    lines = sum(capture.text.count("\n") + 1 for capture in captures)
    signs = sum(len(capture.text) for capture in captures)
    return {
        "texts": len(captures),
        "lines_per_text": round(lines / len(captures), 1),
        "characters_per_text": round(signs / len(captures)),
        "texts_per_cpu_second": round(len(captures) / seconds, 1),
        "lines_per_cpu_second": round(lines / seconds),
        "megabytes_per_cpu_second": round(signs / seconds / 1e6, 2),
    }


def clean_texts(path: Path) -> list[Capture]:
    """The first clean articles of a file."""
    found: list[Capture] = []
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["src"] == "bbc" and len(found) < _CLEAN:
                found.append(captured(row["text"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clean", type=Path, required=True)
    options = parser.parse_args()
    pinned()
    sample = [
        captured(path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted(SAMPLE.glob("*.txt"))
    ]
    pages = [captured("\n".join(page.lines)) for page in read_pages(options.data)]
    save(
        "cleaning_speed",
        {
            "sample": speed(sample),
            "clean": speed(clean_texts(options.clean)),
            "pages": speed(pages),
        },
    )


if __name__ == "__main__":
    main()

"""Text with the website stuck to it: which lines are body, with public tools beside us.

``python bench/dirty_text.py --data PATH [--clean FILE]`` reads a copy of the data of "Fundus"
(Dallabetta et al. 2024, github.com/dobbersc/fundus-evaluation: ``dataset/html`` and
``dataset/ground_truth.json``). All visible text of each page, as lines, goes through every system
in turn; ``page_lines.py`` says what a visible line is and which are body. A second measure cleans
what trafilatura makes of the same pages, which must lose nothing; a third cleans the whole articles
of ``FILE`` (JSON lines with ``src`` and ``text``, gzipped; those whose ``src`` is ``bbc``). Writes
``bench/results/dirty_text.json``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from measure import pinned, save
from page_lines import Page, Score, gold_of, is_dev, level, read_pages, score
from watchdesk.cleaning import articles
from watchdesk.records import Capture, Declared, PartKind, capture_id

KEPT = frozenset({PartKind.BODY, PartKind.DATELINE, PartKind.SUBHEADING})
"""Kinds of the main article that are its text: the truth holds headings inside the body too."""
_WORD = re.compile(r"\w+")
_C4_ENDS = (".", "?", "!", '"')
_C4_WORDS = 5
System = Callable[[Sequence[str]], frozenset[int]]


def captured(text: str) -> Capture:
    """A plain text without anything declared."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    said = Declared()
    return Capture(
        id=capture_id(sha, said, None),
        uri="page.txt",
        sha256=sha,
        media_type="text/plain",
        encoding="utf-8",
        declared=said,
        text=text,
    )


def kept_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines that our main article calls its text."""
    main = articles(captured("\n".join(lines)))[0]
    spans = [(p.start, p.end) for p in main.parts if p.kind in KEPT]
    kept, offset, at = set(), 0, 0
    for index, line in enumerate(lines):
        while at < len(spans) and spans[at][1] <= offset:
            at += 1
        if at < len(spans) and spans[at][0] < offset + len(line):
            kept.add(index)
        offset += len(line) + 1
    return frozenset(kept)


def _keep_all(lines: Sequence[str]) -> frozenset[int]:
    return frozenset(range(len(lines)))


def _c4(lines: Sequence[str]) -> frozenset[int]:
    """Lines of five words that end in a full stop, question mark, exclamation mark or quotation
    mark (Raffel et al. 2020, section 2.2)."""
    return frozenset(
        i
        for i, line in enumerate(lines)
        if line.endswith(_C4_ENDS) and len(line.split()) >= _C4_WORDS
    )


def _wrapped(lines: Sequence[str]) -> str:
    from html import escape

    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><head><title>-</title></head><body>{body}</body></html>"


def _found_again(lines: Sequence[str], texts: Sequence[str]) -> frozenset[int]:
    """Which lines a system kept, from the texts it gives back in order."""
    kept: set[int] = set()
    at = 0
    where = [" ".join(line.split()) for line in lines]
    for text in texts:
        wanted = " ".join(text.split())
        found = next((i for i in range(at, len(where)) if where[i] == wanted), None)
        if found is not None:
            kept.add(found)
            at = found + 1
    return frozenset(kept)


def _justext(lines: Sequence[str]) -> frozenset[int]:
    import justext

    found = justext.justext(_wrapped(lines), justext.get_stoplist("English"))
    return _found_again(lines, [p.text for p in found if not p.is_boilerplate])


def _boilerpy3(lines: Sequence[str]) -> frozenset[int]:
    from boilerpy3 import extractors

    content = extractors.ArticleExtractor().get_content(_wrapped(lines))
    return _found_again(lines, content.splitlines())


def _trafilatura(lines: Sequence[str]) -> frozenset[int]:
    from trafilatura import extract

    text = extract(_wrapped(lines), include_comments=False) or ""
    return _found_again(lines, text.splitlines())


SYSTEMS: dict[str, System] = {
    "watchdesk": kept_lines,
    "keep all": _keep_all,
    "C4 rule": _c4,
    "jusText": _justext,
    "boilerpy3": _boilerpy3,
    "trafilatura": _trafilatura,
}


def _summary(scores: Sequence[Score]) -> dict[str, float]:
    total = Score(*(sum(column) for column in zip(*scores, strict=True)))
    return {
        "macro_f1": round(fmean(s.f1 for s in scores), 4),
        "macro_precision": round(fmean(s.precision for s in scores), 4),
        "macro_recall": round(fmean(s.recall for s in scores), 4),
        "micro_f1": round(total.f1, 4),
        "micro_precision": round(total.precision, 4),
        "micro_recall": round(total.recall, 4),
        "pages": len(scores),
    }


def by_lines(pages: Sequence[Page], dev: Sequence[bool]) -> dict[str, Any]:
    """Each system on all visible lines."""
    golds = [gold_of(page.lines, page.truth, page.optional) for page in pages]
    out: dict[str, Any] = {}
    for name, system in SYSTEMS.items():
        system(pages[0].lines)
        start = time.process_time()
        kept = [system(page.lines) for page in pages]
        spent = time.process_time() - start
        scores = [score(gold, k) for gold, k in zip(golds, kept, strict=True)]
        out[name] = {
            "all": _summary(scores),
            "developed_on": _summary([s for s, d in zip(scores, dev, strict=True) if d]),
            "held_out": _summary([s for s, d in zip(scores, dev, strict=True) if not d]),
            "pages_per_cpu_second": round(len(pages) / spent, 1) if spent else None,
        }
    return out


def _words(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()))


def _word_f1(found: Sequence[str], page: Page) -> float:
    """F1 of the words kept, each as often as it stands; optional paragraphs count for neither."""
    spare = _words(page.optional)
    wanted = _words(page.truth)
    mine = _words(found) - (spare - (spare & wanted))
    common = sum((mine & wanted).values())
    total = sum(mine.values()) + sum(wanted.values())
    return 2 * common / total if total else 1.0


def no_harm(pages: Sequence[Page], dev: Sequence[bool]) -> dict[str, Any]:
    """What trafilatura makes of the pages, before and after cleaning."""
    from trafilatura import extract

    before, after, whole = [], [], 0
    for page in pages:
        text = extract(page.html.decode("utf-8", "replace"), include_comments=False) or ""
        lines = [line for line in text.splitlines() if line.strip()]
        kept = kept_lines(lines)
        whole += len(kept) == len(lines)
        before.append(_word_f1(lines, page))
        after.append(_word_f1([lines[i] for i in sorted(kept)], page))
    parts = {"all": None, "developed_on": True, "held_out": False}
    out: dict[str, Any] = {"texts": len(pages), "texts_left_whole": whole}
    for part, wanted in parts.items():
        chosen = [i for i, d in enumerate(dev) if wanted is None or d is wanted]
        out[part] = {
            "before": round(fmean(before[i] for i in chosen), 4),
            "after": round(fmean(after[i] for i in chosen), 4),
        }
    return out


def clean_articles(path: Path) -> dict[str, Any]:
    """How many words of clean articles, and how many of the articles, are left as they are."""
    words = kept = whole = texts = 0
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["src"] != "bbc":
                continue
            lines = [line for line in row["text"].splitlines() if line.strip()]
            left = kept_lines(lines)
            sizes = [len(line.split()) for line in lines]
            mine = sum(sizes[i] for i in left)
            words, kept, texts = words + sum(sizes), kept + mine, texts + 1
            whole += mine == sum(sizes)
    return {"texts": texts, "words_kept": round(kept / words, 5), "texts_left_whole": whole}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clean", type=Path)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    pinned()
    pages = list(read_pages(options.data))
    publishers = sorted({page.publisher for page in pages})
    dev = [is_dev(page.publisher, publishers) for page in pages]
    result: dict[str, Any] = {
        "pages": len(pages),
        "lines": sum(len(page.lines) for page in pages),
        "body_lines": sum(len(gold_of(p.lines, p.truth, p.optional).groups) for p in pages),
        "truth_words_on_the_page": round(on_page(pages), 4),
        "developed_on": [p for p in publishers if is_dev(p, publishers)],
        "held_out": [p for p in publishers if not is_dev(p, publishers)],
        "systems": by_lines(pages, dev),
        "no_harm": no_harm(pages, dev),
    }
    if options.clean:
        result["clean"] = clean_articles(options.clean)
    save("dirty_text", result)


def on_page(pages: Sequence[Page]) -> float:
    """Share of the paragraphs of the truth, by words, that some visible line holds."""
    held = total = 0
    for page in pages:
        text = level(" ".join(page.lines))
        for paragraph in map(level, page.truth):
            size = paragraph.count(" ") + 1
            total += size
            held += size if paragraph in text else 0
    return held / total


if __name__ == "__main__":
    main()

"""Our own dirty pages with their answers, and how well cleaning does on them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from helpers_cleaning import capture
from watchdesk.cleaning import articles
from watchdesk.records import Article, PartKind

PAGES = Path(__file__).parent / "data" / "dirty"
"""``name.txt`` is a page as lines; ``name.lines`` says in a line each which of its lines, counted
from 1, are title, deck, byline, body and subheading. All others are of the website."""
TEXT = frozenset({PartKind.BODY, PartKind.SUBHEADING, PartKind.DATELINE})


class Found(NamedTuple):
    """What cleaning makes of a page."""

    f1: float
    """Of the lines of the text, subheadings included."""
    title: bool
    """The headline is the right one."""
    wrong: list[str]
    """Lines on the wrong side, ``-`` lost and ``+`` kept."""


def digest() -> str:
    """Of all pages and answers."""
    total = hashlib.sha256()
    for path in sorted(PAGES.iterdir()):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def names() -> list[str]:
    """The pages."""
    return sorted(path.stem for path in PAGES.glob("*.txt"))


def read_page(name: str) -> tuple[list[str], dict[str, set[int]]]:
    """Lines of a page, and by kind the indices from 0 of those that are of the article."""
    lines = (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kinds: dict[str, set[int]] = {}
    for row in (PAGES / f"{name}.lines").read_text(encoding="utf-8").splitlines():
        kind, _, spans = row.partition(": ")
        ends = (tuple(map(int, span.split("-"))) for span in spans.split())
        kinds[kind] = {i - 1 for end in ends for i in range(end[0], end[-1] + 1)}
    return lines, kinds


def kept(lines: list[str], main: Article) -> set[int]:
    """Indices of the lines that an article calls its text."""
    found: set[int] = set()
    offset = 0
    for index, line in enumerate(lines):
        middle = offset + len(line) // 2
        if any(p.kind in TEXT and p.start <= middle < p.end for p in main.parts):
            found.add(index)
        offset += len(line) + 1
    return found


def clean(name: str) -> Found:
    """Clean a page and compare with its answers."""
    lines, kinds = read_page(name)
    wanted = kinds["body"] | kinds.get("subheading", set())
    main = articles(capture("\n".join(lines)))[0]
    mine = kept(lines, main)
    f1 = 2 * len(mine & wanted) / (len(mine) + len(wanted))
    (title,) = kinds["title"]
    wrong = [f"- {lines[i]}" for i in sorted(wanted - mine)]
    wrong += [f"+ {lines[i]}" for i in sorted(mine - wanted)]
    return Found(f1, main.title == lines[title], wrong)

"""Passages with who takes which stand, books with their positions, and how they are scored."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers_book import read
from watchdesk.ledger.book import Facts, MemoryBook, Posted, Tools
from watchdesk.ledger.page import Page
from watchdesk.ledger.positions import post_positions
from watchdesk.records import Issue, Position, Reading, Watch
from watchdesk.reuse.tellers import Tellers

DATA = Path(__file__).parent / "data" / "positions"


@dataclass
class Case:
    """A passage, what it is on, and who stands where in it."""

    name: str
    issue: Issue
    text: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)
    maybe: list[tuple[str, ...]] = field(default_factory=list)


def cases(half: str) -> list[Case]:
    """The passages of ``dev`` or ``held``."""
    issues: dict[str, Issue] = {}
    found: list[Case] = []
    for line in (DATA / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line[1:].split("|"))
        if line.startswith("@"):
            terms = tuple(term.strip() for term in cells[2].split(","))
            issues[cells[0]] = Issue(name=cells[1], terms=terms)
        elif line.startswith("#") and line[1:2].isdigit():
            name, key = cells[0].split()
            found.append(Case(name, issues[key]))
        elif line.startswith("="):
            found[-1].rows.append(cells)
        elif line.startswith("?"):
            found[-1].maybe.append(cells)
        elif line and not line.startswith("#"):
            found[-1].text += line
    return found


def unlike(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of sentences that are like nothing: words alone decide."""
    return np.zeros((len(texts), 384), np.float32)


def nobody(_: Collection[str]) -> Tellers:
    raise AssertionError("positions do not ask who tells an article")


def tools(*issues: Issue) -> Tools:
    """What the room works with, for some issues."""
    return Tools(watch=Watch(issue=issues), similar=unlike, tellers=nobody, reading=lambda _: None)


def posted(reading: Reading, family: str | None = None) -> Posted:
    """An article by itself, or in a family."""
    return Posted(reading, Page(reading), family or f"fam-{reading.article.id}")


def enter(book: MemoryBook, ones: Iterable[Posted], *issues: Issue) -> MemoryBook:
    """Post articles one after another."""
    for one in ones:
        article = one.reading.article
        published = article.published.interval
        book.known[one.id] = Facts(
            article=one.id,
            capture=one.reading.capture.id,
            published=published,
            captured_at=None,
            outlet=article.outlet,
            family=one.family,
            url=None,
            teaser=False,
        )
        post_positions(book, [one], (), tools(*issues))
    return book


def positions_of(issue: Issue, *texts: tuple[str, str]) -> list[Position]:
    """The positions of texts, each a day and the words, in the order of days."""
    ones = [posted(read(text, day, "The Lantern Post")) for day, text in texts]
    found = enter(MemoryBook(), ones, issue).standing(Position)
    return sorted(found, key=lambda p: (p.name, p.since.latest is None, str(p.since.latest)))


def folded(name: str) -> str:
    """A name without accents and case."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip()


@dataclass
class Score:
    """Rows found, wanted and right; limits asked for and right."""

    right: int = 0
    extra: int = 0
    missing: int = 0
    limits: int = 0
    limits_right: int = 0

    @property
    def f1(self) -> float:
        """Of actor and stance."""
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missing)


def score(half: str) -> Score:
    """How well the passages of a half are read."""
    total = Score()
    for case in cases(half):
        reading = read(case.text + "\n", "2024-08-22", "The Lantern Post")
        book = enter(MemoryBook(), [posted(reading)], case.issue)
        found = {(folded(p.name), p.stance.value): p for p in book.standing(Position)}
        wanted = {(folded(row[0]), row[1]): row for row in case.rows}
        free = {(folded(row[0]), row[1]) for row in case.maybe}
        right = set(found) & set(wanted)
        total.right += len(right)
        total.extra += len(set(found) - free - right)
        total.missing += len(set(wanted) - right)
        for key in right:
            if len(wanted[key]) > 2:
                total.limits += 1
                total.limits_right += _meets(found[key], case.text, wanted[key][2])
    return total


def _meets(position: Position, text: str, words: str) -> bool:
    """Whether most words of the limits are the ones wanted."""
    if position.limits is None:
        return False
    told = set(position.limits.span.text_of(text).lower().split())
    asked = set(words.lower().split())
    return len(told & asked) >= 0.6 * len(asked)

"""Passages with what they say is coming, written by hand: loaded, read, and scored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from helpers_attribution import article_of
from watchdesk.ledger.book import MemoryBook, Posted, Tools
from watchdesk.ledger.expectations import post_expectations
from watchdesk.ledger.page import Page
from watchdesk.ledger.post import similar_shipped
from watchdesk.pipeline import read_article
from watchdesk.records import (
    Basis,
    Capture,
    Declared,
    Expectation,
    Interval,
    Published,
    Reading,
    Watch,
    content_id,
)
from watchdesk.reuse.families import first_order
from watchdesk.reuse.tellers import tellers

TOOLS = Tools(
    watch=Watch(),
    similar=similar_shipped,
    tellers=lambda _: tellers((), ()),
    reading=lambda _: None,
)
DATA = Path(__file__).with_name("data") / "expectations"
_APART = timedelta(days=3)
"""How far the last day found may lie from the true one."""


class Wanted(NamedTuple):
    """Something said to be coming."""

    kind: str
    due: Interval
    words: str
    """Words of the sentence that says so."""


@dataclass
class Passage:
    """A short article."""

    day: date
    text: str = ""
    wanted: list[Wanted] = field(default_factory=list)


@dataclass
class Case:
    """A passage and the reports that follow, with what they make of the first thing said."""

    name: str
    passages: list[Passage]
    status: str | None = None
    new_due: Interval | None = None


def enter(book: MemoryBook, readings: Iterable[Reading], gone: Iterable[str] = ()) -> None:
    """Post some readings, as articles that are no copies of each other."""
    posted = [Posted(one, Page(one), one.article.id) for one in readings]
    post_expectations(book, posted, list(gone), TOOLS)


def made(readings: Iterable[Reading]) -> list[Expectation]:
    """What some readings say is coming, the first told first."""
    book = MemoryBook()
    known = list(readings)
    enter(book, known)
    order = {one.article.id: first_order(one) for one in known}
    found = book.standing(Expectation)
    return sorted(found, key=lambda e: (order[e.at.article], e.at.span, e.id))


def load(name: str) -> list[Case]:
    """The cases of a file. Raises ``ValueError`` for a line that is none of its form."""
    cases: list[Case] = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@@ "):
            cases[-1].passages.append(Passage(date.fromisoformat(line[3:].strip())))
        elif line.startswith("@ "):
            title, day = line[2:].split(" | ")
            cases.append(Case(title, [Passage(date.fromisoformat(day))]))
        elif line.startswith("= "):
            cases[-1].status, _, moved = line[2:].partition(" | ")
            cases[-1].new_due = Interval.parse(moved) if moved else None
        elif line.startswith("? "):
            if line != "? none":
                kind, due, words = line[2:].split(" | ")
                cases[-1].passages[-1].wanted.append(Wanted(kind, Interval.parse(due), words))
        elif line and not line.startswith("#"):
            cases[-1].passages[-1].text = line
    return cases


def read(case: Case) -> list[Reading]:
    """The case's passages as they are read, each with its day."""
    return [_read(case.name, number, one) for number, one in enumerate(case.passages)]


def _read(name: str, number: int, passage: Passage) -> Reading:
    uri = f"{name}-{number}"
    declared = Declared(published=passage.day.isoformat(), outlet=f"The {name} Post {number}")
    capture = Capture(
        id=content_id("cap", uri),
        uri=uri,
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=declared,
        text=passage.text,
    )
    published = Published(earliest=passage.day, latest=passage.day, basis=Basis.METADATA)
    article = article_of(passage.text, outlet=declared.outlet).model_copy(
        update={"id": content_id("art", uri), "published": published}
    )
    return read_article(capture, article)


@dataclass
class Score:
    """Right ones among those wanted and those found, and what went wrong."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    kinds: int = 0
    dues: int = 0
    pairs: int = 0
    statuses: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of finding what is said to be coming."""
        return 2 * self.right / max(1, self.wanted + self.found)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return (
            f"F1 {self.f1:.3f} (P {precision:.3f} R {recall:.3f}, {self.wanted} wanted)  "
            f"kind {self.kinds}/{self.right}  due {self.dues}/{self.right}  "
            f"status {self.statuses}/{self.pairs}"
        )


def is_due(found: Interval, wanted: Interval) -> bool:
    """Whether an interval found is the true one: they meet and end within three days."""
    if wanted.is_unknown or found.is_unknown:
        return wanted.is_unknown and found.is_unknown
    if found.latest is None or wanted.latest is None:
        return found.latest == wanted.latest
    return found.intersects(wanted) and abs(found.latest - wanted.latest) <= _APART


def _first_due(one: Expectation) -> Interval:
    """For when it was due before anything put it off."""
    return next((o.due for o in one.outcomes if o.status.value == "open" and o.due), one.due)


def score(
    cases: Iterable[Case], answers: Iterable[tuple[list[Reading], list[Expectation]]]
) -> Score:
    """How well the expectations found for each case meet those that are wanted."""
    out = Score()
    for case, (readings, found) in zip(cases, answers, strict=True):
        left = {one.id: one for one in found}
        for at, (passage, reading) in enumerate(zip(case.passages, readings, strict=True)):
            mine = [one for one in found if one.at.article == reading.article.id]
            for number, wanted in enumerate(passage.wanted):
                first = at == 0 and number == 0
                _judge(out, case, wanted, _match(passage.text, wanted, mine, left), first)
        out.misses += [f"{case.name}: false {one.kind}: {one.what}" for one in left.values()]
        out.found += len(left)
    return out


def _match(
    text: str, wanted: Wanted, mine: list[Expectation], left: dict[str, Expectation]
) -> Expectation | None:
    at = re.search(re.escape(wanted.words).replace("'", "['’]"), text)
    assert at is not None, wanted.words
    for one in mine:
        if one.id in left and one.sentence.start <= at.start() < one.sentence.end:
            return left.pop(one.id)
    return None


def _judge(out: Score, case: Case, wanted: Wanted, one: Expectation | None, first: bool) -> None:
    out.wanted += 1
    out.pairs += first and case.status is not None
    if one is None:
        out.misses.append(f"{case.name}: not found: {wanted.words}")
        return
    out.found += 1
    out.right += 1
    out.kinds += one.kind.value == wanted.kind
    if one.kind.value != wanted.kind:
        out.misses.append(f"{case.name}: {one.kind} is {wanted.kind}: {wanted.words}")
    good = is_due(_first_due(one), wanted.due)
    out.dues += good
    if not good:
        out.misses.append(f"{case.name}: due {_first_due(one)} is {wanted.due}")
    if first and case.status is not None:
        good = one.status.value == case.status
        good &= case.new_due is None or is_due(one.due, case.new_due)
        out.statuses += good
        if not good:
            out.misses.append(f"{case.name}: {one.status} {one.due} is {case.status}")

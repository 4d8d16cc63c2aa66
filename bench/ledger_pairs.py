"""Pairs of tellings that are one claim or only look like it: the product against baselines.

``python bench/ledger_pairs.py [dev|held] [--misses]`` reads the pairs of ``tests/data/claims``,
each telling as an article of its own, enters both into a ledger and asks whether any of their
statements share a claim. Half of the pairs are traps: the words of one with another number, actor,
day or a "not". Baselines: the same words alone, and the likeness of sentences alone, at the
threshold that is best on the part itself. The pairs were written for this project; rules were made
with ``dev`` in sight, and of ``held`` only totals were looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from measure import save
from watchdesk import pipeline
from watchdesk.language.similarity import Similarity, shipped_similarity
from watchdesk.ledger.book import MemoryBook, Posted, Tools
from watchdesk.ledger.homes import group_statements
from watchdesk.ledger.kept import Kept, kept
from watchdesk.ledger.page import Page
from watchdesk.ledger.statements import statements_of
from watchdesk.records import Capture, Declared, Reading, Watch, content_id

PAIRS = Path(__file__).parent.parent / "tests" / "data" / "claims"
THRESHOLDS = tuple(n / 100 for n in range(50, 100, 2))


class Pair(NamedTuple):
    """Two tellings."""

    same: bool
    """Whether they are one claim."""
    one: Reading
    other: Reading


class Figures(NamedTuple):
    """Precision and recall of the pairs called one claim."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@cache
def _model() -> Similarity:
    return Similarity(shipped_similarity())


def _read(text: str, day: str, outlet: str) -> Reading:
    capture = Capture(
        id=content_id("cap", text, day, outlet),
        uri=f"{sha256(f'{text}{day}{outlet}'.encode()).hexdigest()[:8]}.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(published=day, outlet=outlet),
        text=text,
    )
    return next(iter(pipeline.read_capture(capture)))


def pairs(part: str) -> Iterator[Pair]:
    """The pairs of a part, really read."""
    for line in (PAIRS / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("+", "-")):
            sign, day, one, other_day, other = line.split(" | ")
            yield Pair(sign == "+", _read(one, day, "Tide"), _read(other, other_day, "Lamp"))


def _tools() -> Tools:
    def unasked(*_: object) -> None:
        raise AssertionError

    return Tools(Watch(name="pairs"), _model().vectors, unasked, unasked)  # type: ignore[arg-type]


def ours(pair: Pair) -> bool:
    """Whether the product has a claim told in both."""
    book = MemoryBook()
    posted = [Posted(r, Page(r), r.article.id) for r in (pair.one, pair.other)]
    homes = group_statements(book, posted, (), _tools())
    return any(len({one.article for one in claim}) == 2 for claim in homes.changed.values())


def _said(reading: Reading) -> list[Kept]:
    return [kept(one, reading.article.id) for one in statements_of(Page(reading))]


def same_words(pair: Pair) -> bool:
    """Whether the same words stand in both."""
    left, right = ({one.words for one in _said(r)} for r in (pair.one, pair.other))
    return bool(left & right)


def likeness(pair: Pair) -> float:
    """How alike in meaning the two most alike statements are."""
    left, right = ([one.text for one in _said(r)] for r in (pair.one, pair.other))
    if not left or not right:
        return -1.0
    return float(np.max(_model().vectors(left) @ _model().vectors(right).T))


def score(found: Sequence[Pair], judge: Callable[[Pair], bool]) -> tuple[Figures, list[str]]:
    """Figures of a way to judge pairs, and what it gets wrong."""
    right = called = asked = 0
    misses = []
    for pair in found:
        says = judge(pair)
        right += says and pair.same
        called += says
        asked += pair.same
        if says != pair.same:
            texts = " | ".join(getattr(r.capture, "text", "")[:90] for r in (pair.one, pair.other))
            misses.append(f"{'merged' if says else 'missed'}: {texts}")
    return Figures(right / called if called else 0.0, right / asked if asked else 0.0), misses


def main() -> None:
    """Print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("dev", "held"), nargs="?", default="dev")
    parser.add_argument("--misses", action="store_true", help="say what is wrong; of dev alone")
    options = parser.parse_args()
    found = list(pairs(options.part))
    known = {id(pair): likeness(pair) for pair in found}
    best = max(THRESHOLDS, key=lambda bar: score(found, lambda p: known[id(p)] >= bar)[0].f1)
    results = {}
    for name, judge in (
        ("the product", ours),
        ("same words alone", same_words),
        (f"likeness alone, at its best ({best})", lambda p: known[id(p)] >= best),
    ):
        figures, misses = score(found, judge)
        results[name] = {"precision": figures.precision, "recall": figures.recall, "f1": figures.f1}
        print(f"P {figures.precision:.3f}  R {figures.recall:.3f}  F1 {figures.f1:.3f}  {name}")
        if options.misses and options.part == "dev" and judge is ours:
            print(*(f"    {miss}" for miss in misses), sep="\n")
    save(f"ledger_pairs_{options.part}", results)


if __name__ == "__main__":
    main()

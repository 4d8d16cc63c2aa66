"""Pairs of texts that contradict each other, or only look like it, and what is found in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from helpers_book import read
from watchdesk.ledger.book import MemoryBook
from watchdesk.ledger.build import build
from watchdesk.records import Contradiction, Reading, Watch

FOLDER = Path(__file__).parent / "data" / "contradictions"
_SAID = frozenset({"denial", "incompatible"})
"""The line between a denial and a statement that excludes another is one of words."""


class Pair(NamedTuple):
    """One case of a file."""

    number: int
    kind: str
    """A kind of contradiction, or ``none``."""
    inside: str | None
    """Entity id of who speaks with two voices."""
    articles: tuple[tuple[str, str, str], ...]
    """Text, day and outlet of each."""


class Score(NamedTuple):
    """Pairs found, as they should be."""

    right: int
    wrong: int
    missed: int
    inside: bool
    """Whether all who speak with two voices were found."""

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def pairs(name: str) -> list[Pair]:
    """The cases of ``dev`` or ``held``."""
    out: list[Pair] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and line[1:2].isdecimal():
            number, kind, *more = line[1:].split()
            out.append(Pair(int(number), kind, more[1] if more else None, ()))
        elif "|" in line and out:
            day, outlet, text = (part.strip() for part in line.split("|", 2))
            out[-1] = out[-1]._replace(articles=(*out[-1].articles, (text, day, outlet)))
    return out


def book(readings: list[Reading]) -> MemoryBook:
    """A book of articles that share no words."""
    return build(readings, (), (), Watch())


def found(pair: Pair) -> list[Contradiction]:
    """What is found in a case."""
    return book([read(*article) for article in pair.articles]).standing(Contradiction)


def score(name: str) -> Score:
    """How many cases of a file are found as they should be."""
    right = wrong = missed = 0
    inside = True
    for pair in pairs(name):
        told = found(pair)
        kinds = {_folded(one.kind.value) for one in told}
        right += _folded(pair.kind) in kinds
        missed += pair.kind != "none" and _folded(pair.kind) not in kinds
        wrong += len(kinds - {_folded(pair.kind)})
        inside &= pair.inside in {None, *(one.inside for one in told)}
    return Score(right, wrong, missed, inside)


def _folded(kind: str) -> str:
    return "said" if kind in _SAID else kind

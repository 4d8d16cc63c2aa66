"""The frames that tell an event, as the shipped table gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER event types, from most cooperative to most hostile."""

_KINDS = ("v", "a", "n", "N")


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand beside a head: an argument, and the words it may be."""

    role: str
    """``obj``; ``inf`` ("to …"), ``that``, ``x`` and other clauses; ``c`` (a word before a noun);
    or a preposition."""
    words: frozenset[str]
    """Lemmas, one of which it must be or contain; empty for any."""
    named: bool
    """Whether it must be somebody or some place."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the table."""

    type: str
    modes: tuple[str, ...]
    needs: tuple[tuple[Need, ...], ...]
    """Alternatives, each of needs that must all be met; empty when the head tells it alone."""
    whom: tuple[str, ...]
    """Where those it is done to stand, the likeliest first."""
    always: bool = False
    """Whether a noun's needs hold beside "carry out" and its like, too."""


Frames = dict[str, tuple[Frame, ...]]


@dataclass(frozen=True)
class Lexicon:
    """Frames by head; a verb with a particle is ``carry_out``."""

    verbs: Frames
    nouns: Frames
    adjectives: Frames


def _need(text: str, classes: dict[str, frozenset[str]]) -> Need:
    if text.endswith("!"):
        return Need(text[:-1], frozenset(), named=True)
    if text == "to":
        return Need("inf", frozenset(), named=False)
    role, _, words = text.partition(":")
    listed: set[str] = set()
    for word in words.split(",") if words else ():
        listed |= classes[word[1:]] if word.startswith("@") else {word}
    return Need(role, frozenset(listed), named=False)


def _frame(cells: list[str], classes: dict[str, frozenset[str]]) -> Frame:
    kind, modes, head, needs, whom = cells
    alternatives = tuple(
        tuple(_need(part, classes) for part in each.split("+"))
        for each in ([] if needs == "*" else needs.split())
    )
    return Frame(
        type=kind,
        modes=tuple(m for m in modes.split() if m != "-"),
        needs=alternatives,
        whom=tuple(w for w in whom.split() if w != "-"),
        always=head.startswith("N:"),
    )


def _ordered(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    return tuple(sorted(frames, key=lambda f: -max((len(each) for each in f.needs), default=0)))


def parse(text: str) -> Lexicon:
    """A lexicon from its table. Raises ``ValueError`` for a line that is not one of it."""
    classes: dict[str, frozenset[str]] = {}
    found: dict[str, dict[str, list[Frame]]] = {kind: defaultdict(list) for kind in "van"}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if line.startswith("@") and len(cells) == 2:
            classes[cells[0][1:]] = frozenset(cells[1].split())
            continue
        kind, _, head = cells[2].partition(":") if len(cells) == 5 else ("", "", "")
        if kind not in _KINDS or not head or cells[0] not in TYPES:
            raise ValueError(f"line {number} of the event lexicon is not a frame: {line!r}")
        try:
            found[kind.lower()][head].append(_frame(cells, classes))
        except KeyError as error:
            raise ValueError(f"line {number} names no class of the lexicon: {error}") from error
    made = {kind: {h: _ordered(f) for h, f in heads.items()} for kind, heads in found.items()}
    return Lexicon(made["v"], made["n"], made["a"])


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return parse((files("watchdesk.events") / "lexicon.tsv").read_text(encoding="utf-8"))


@cache
def agents() -> dict[str, str]:
    """Nouns for people and bodies (``rebel``), by lemma, to their PLOVER sector; empty for bodies
    of a state or of nobody in particular."""
    return _words_of("agents.tsv")


@cache
def context_words() -> dict[str, str]:
    """Lemmas to the PLOVER context they speak of."""
    return _words_of("contexts.tsv")


def _words_of(name: str) -> dict[str, str]:
    """Word to the first cell of its line."""
    text = (files("watchdesk.events") / name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: row[0].strip("-") for row in rows for word in row[1].split()}

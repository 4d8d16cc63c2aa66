"""Texts with planted copies of articles, and where exactly the words of each source stand in them.

A planted text is built word by word: each word knows the place in the article it was taken from, so
the passages are known by construction and not found by any aligner. Words that an edit left as they
were count as kept; changed ones stand inside a passage but are asked of nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import NamedTuple

from reuse_corpus import Document, half

SOURCE_WORDS = 80
"""Fewest words of a source: a quarter of it is still something to find."""
TEMPLATE = "template"
_DETAILS = 8
_ATOM = re.compile(r"[^\W_]+|[\W_]+")
_ENDS = re.compile(r"[.!?][\"'”’)]{0,3}\s|\n")
_SHORT_SENTENCE = 5


class Atom(NamedTuple):
    """A word, or what stands between two words."""

    text: str
    doc: str = ""
    """Id of the article it was taken from; empty when an edit made it up."""
    number: int = -1
    """Which word of that article it is, from 0; -1 for what stands between words."""
    start: int = 0
    """First code point in the article."""
    end: int = 0
    kept: bool = True
    """False when an edit made another word of it."""


class Kept(NamedTuple):
    """One word of a passage that is the same on both sides: code points there and here."""

    source: tuple[int, int]
    planted: tuple[int, int]


class PlantedPassage(NamedTuple):
    """Consecutive words of a source that stand consecutively in a planted text."""

    words: tuple[Kept, ...]
    """Those of them that are the same on both sides, in order; never empty."""

    @property
    def source(self) -> tuple[int, int]:
        """From the first kept word to the last, in the source."""
        return self.words[0].source[0], self.words[-1].source[1]

    @property
    def planted(self) -> tuple[int, int]:
        """The same in the planted text."""
        return self.words[0].planted[0], self.words[-1].planted[1]


@dataclass(frozen=True)
class Planted:
    """One text made of others."""

    id: str
    kind: str
    text: str
    source: str
    """Id of the article that was edited: what a search for copies has to find."""
    passages: dict[str, tuple[PlantedPassage, ...]]
    """By the id of each article that words were taken from, in the order of the planted text."""


Atoms = list[Atom]


@lru_cache(maxsize=64)
def atoms(document: Document) -> tuple[Atom, ...]:
    """The whole text, word by word."""
    out: Atoms = []
    number = 0
    for match in _ATOM.finditer(document.text):
        is_word = match.group()[0].isalnum()
        place = number if is_word else -1
        out.append(Atom(match.group(), document.id, place, match.start(), match.end()))
        number += is_word
    return tuple(out)


def words_of(some: Iterable[Atom]) -> int:
    return sum(atom.number >= 0 for atom in some)


def sentences(document: Document) -> list[Atoms]:
    """The text in sentences, each with what follows it; at least five words each but the last."""
    out: list[Atoms] = [[]]
    own = atoms(document)
    for index, atom in enumerate(own):
        out[-1].append(atom)
        if atom.number >= 0 or index + 1 == len(own) or not _ENDS.search(atom.text):
            continue
        starts = "\n" in atom.text or not own[index + 1].text[0].islower()
        if starts and words_of(out[-1]) >= _SHORT_SENTENCE:
            out.append([])
    return out


def joined(parts: Iterable[Sequence[Atom]]) -> Atoms:
    """Pieces one after another; where one ends in a word, a full stop keeps it from the next."""
    out: Atoms = []
    for part in parts:
        if out and out[-1].number >= 0:
            out.append(Atom(". "))
        out.extend(part)
    return out


def render(some: Iterable[Atom]) -> tuple[str, dict[str, tuple[PlantedPassage, ...]]]:
    """The text, and the passages of each article in it."""
    runs: list[tuple[str, list[Kept]]] = []
    text: list[str] = []
    at, last = 0, ("", -2)
    for atom in some:
        if atom.number >= 0:
            if last != (atom.doc, atom.number - 1):
                runs.append((atom.doc, []))
            last = (atom.doc, atom.number)
            if atom.kept:
                here = (at, at + len(atom.text))
                runs[-1][1].append(Kept((atom.start, atom.end), here))
        text.append(atom.text)
        at += len(atom.text)
    passages: dict[str, list[PlantedPassage]] = defaultdict(list)
    for doc, kept in runs:
        if kept:
            passages[doc].append(PlantedPassage(tuple(kept)))
    return "".join(text), {doc: tuple(found) for doc, found in passages.items()}


class Workshop:
    """What an edit draws from: chance, and other articles and their words."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.chance = Random()
        sample = documents if len(documents) <= 3000 else Random(1).sample(documents, 3000)
        seen = {word for d in sample for word in _ATOM.findall(d.text) if word.isalpha()}
        self.lower = sorted(word for word in seen if word.islower())
        self.common = frozenset(self.lower)
        """To tell a name from a word that only begins a sentence."""
        self.names = sorted(
            word
            for word in seen
            if len(word) > 2 and word.istitle() and word.lower() not in self.common
        )

    def others(self, document: Document, words: int) -> Atoms:
        """So many words of other articles, each from its beginning, one after another."""
        out: Atoms = []
        while (missing := words - words_of(out)) > 0:
            other = self.chance.choice(self.documents)
            if other.id != document.id:
                out = joined([out, first_words(atoms(other), missing)])
        return out

    def sentence(self, document: Document) -> Atoms:
        """A sentence of another article."""
        while True:
            other = self.chance.choice(self.documents)
            if other.id != document.id:
                return self.chance.choice(sentences(other))


def first_words(some: Sequence[Atom], count: int) -> Atoms:
    """The beginning, up to and with so many words."""
    for index, atom in enumerate(some):
        count -= atom.number >= 0
        if count == 0:
            return list(some[: index + 1])
    return list(some)


def is_source(document: Document) -> bool:
    return words_of(atoms(document)) >= SOURCE_WORDS and len(sentences(document)) >= 4


def details(some: Sequence[Atom], common: frozenset[str]) -> set[str]:
    """Its numbers, and its capitalised words but those that begin a sentence and are no names."""
    found: set[str] = set()
    before = ""
    for atom in some:
        word = atom.text
        if atom.number >= 0 and (
            word[0].isdigit()
            or (
                len(word) > 1
                and word[0].isupper()
                and (before in {" ", "-", ", "} or word.lower() not in common)
            )
        ):
            found.add(word)
        before = word
    return found


def plant(
    documents: Sequence[Document],
    kinds: dict[str, Callable[[Workshop, Document], Atoms]],
    part: str = "held",
    count: int = 100,
    seed: str = "reuse",
) -> list[Planted]:
    """``count`` texts of each kind, from sources of one half; others may be of either.

    Deterministic, and each kind is drawn by itself: the choice of kinds changes no text.
    """
    sources = [d for d in documents if part in {"all", half(d.id)}]
    shop = Workshop(documents)
    out: list[Planted] = []
    for kind, edit in kinds.items():
        shop.chance.seed(f"{seed}:{kind}")
        made = 0
        for document in shop.chance.sample(sources, len(sources)):
            if made == count:
                break
            if not (is_source(document) and _suits(document, kind, shop)):
                continue
            text, passages = render(edit(shop, document))
            out.append(Planted(f"{kind}-{made:03}", kind, text, document.id, passages))
            made += 1
    return out


def _suits(document: Document, kind: str, shop: Workshop) -> bool:
    if kind == "wire sentences":
        return len(sentences(document)) >= 8
    if kind == TEMPLATE:
        found = details(atoms(document), shop.common)
        return sum(atom.text in found for atom in atoms(document)) >= _DETAILS
    return True

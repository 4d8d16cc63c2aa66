"""The documents of ECB+ with their gold event mentions, for the bench of event coreference.

ECB+ (Cybulska and Vossen 2014), annotation CC BY 3.0, as repackaged by Zhukova et al. in CoNLL
form. Texts are joined from its words, a sentence a line. Topics 36 to 45 are the test part, eight
others the development part, as usual.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))
"""Topics of the development part, after Cybulska and Vossen (2015)."""
FIRST_TEST = 36
_EVENT = re.compile(r"(?:Singleton_)?(?:ACT|NEG)")
_OPEN = re.compile(r"\(([^()|\s]+)(\))?")
_CLOSE = re.compile(r"(?<![\w(])([^()|\s]+)\)")
_BEFORE = frozenset(", . ; : ? ! ) ] % ' '' ’ ”".split())
_SUFFIX = re.compile(r"n't$|^['’](?:s|re|ve|ll|d|m)$", re.IGNORECASE)
_AFTER = frozenset("( [ $ £ € `` “ # @".split())


class Gold(NamedTuple):
    """A gold mention of an event."""

    id: str
    document: str
    start: int
    end: int
    """In code points of the document's text."""
    chain: str


@dataclass
class Document:
    """A text and its mentions, in the order of the text."""

    id: str
    topic: int
    subtopic: str
    text: str = ""
    mentions: list[Gold] = field(default_factory=list)

    @property
    def part(self) -> str:
        """``train``, ``dev`` or ``test``."""
        if self.topic >= FIRST_TEST:
            return "test"
        return "dev" if self.topic in DEV else "train"


def load(data: Path) -> list[Document]:
    """All documents, sorted by id."""
    rows: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    with gzip.open(data / "ecbplus" / "ecbplus_clean.conll.gz", "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(cells) >= 5:
                rows[cells[0]].append((int(cells[1]), cells[3], cells[-1]))
    return [_document(name, found) for name, found in sorted(rows.items())]


def _document(name: str, rows: list[tuple[int, str, str]]) -> Document:
    topic, subtopic, _ = name.split("/")
    out = Document(name, int(topic), subtopic)
    text, places = _joined(rows)
    out.text = text
    opened: dict[str, int] = {}
    for (_, _, labels), (start, end) in zip(rows, places, strict=True):
        for chain, whole in _opened(labels):
            opened[chain] = start
            if whole:
                _close(out, opened, chain, end)
        for chain in _closed(labels):
            _close(out, opened, chain, end)
    out.mentions.sort(key=lambda gold: (gold.start, gold.end, gold.chain))
    return out


def _opened(labels: str) -> Iterator[tuple[str, bool]]:
    for found in _OPEN.finditer(labels):
        if _EVENT.match(found[1]):
            yield found[1], found[2] is not None


def _closed(labels: str) -> Iterator[str]:
    for found in _CLOSE.finditer(labels):
        if _EVENT.match(found[1]):
            yield found[1]


def _close(out: Document, opened: dict[str, int], chain: str, end: int) -> None:
    if chain in opened:
        start = opened.pop(chain)
        out.mentions.append(Gold(f"{out.id}#{start}-{end}-{chain}", out.id, start, end, chain))


def _joined(rows: list[tuple[int, str, str]]) -> tuple[str, list[tuple[int, int]]]:
    """The words as a text, with the offsets of each."""
    text, places, last, before = "", [], -1, ""
    for sentence, word, _ in rows:
        if text and sentence != last:
            text += "\n"
        elif text and not (word in _BEFORE or _SUFFIX.search(word) or before in _AFTER):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text, last, before = text + word, sentence, word
    return text, places

"""How well an extracted body agrees with the true one: shingles, ROUGE-LSum, whole paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_ROUGE_WORD = re.compile(r"[a-z0-9]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,3}[A-Z0-9])")
_SHINGLE = 4


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def _score(common: float, found: float, true: float) -> Score:
    if not found or not true:
        empty = float(not found and not true)
        return Score(empty, empty, empty)
    precision, recall = common / found, common / true
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def reference(body: Sequence[str], text: str) -> list[str]:
    """The true paragraphs. Those in square brackets are optional in the data: each counts when
    its words stand in the extracted text, and not when they do not."""
    words = f" {' '.join(_WORD.findall(text))} "
    kept = []
    for paragraph in body:
        if not (paragraph.startswith("[") and paragraph.endswith("]")):
            kept.append(paragraph)
        elif f" {' '.join(_WORD.findall(paragraph))} " in words:
            kept.append(paragraph[1:-1])
    return kept


def _overlap(true: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    wanted, got = Counter(true), Counter(found)
    return _score((wanted & got).total(), got.total(), wanted.total())


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text)
    return list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False)) or [tuple(words)]


def shingles(body: Sequence[str], text: str) -> Score:
    """Runs of four words, with how often they stand in each text; as in the public article
    extraction benchmark of Zyte (github.com/scrapinghub/article-extraction-benchmark), but
    averaged over pages as F1 per page."""
    return _overlap(_shingles(" ".join(body)), _shingles(text))


def paragraphs(body: Sequence[str], text: str) -> Score:
    """Paragraphs that agree word for word: whether paragraph boundaries are kept."""
    return _overlap(_levelled(body), _levelled(text.splitlines()))


def _levelled(lines: Iterable[str]) -> list[str]:
    return [words for line in lines if (words := " ".join(_WORD.findall(line)))]


def rouge_lsum(body: Sequence[str], text: str) -> Score:
    """ROUGE-LSum (Lin 2004): union of longest common subsequences over sentences; the measure of
    the paper of the data (Dallabetta et al. 2024), with a simpler sentence splitter."""
    true, found = _sentences(body), _sentences(text.splitlines())
    left, right = Counter(w for s in true for w in s), Counter(w for s in found for w in s)
    sizes = left.total(), right.total()
    hits = 0
    for sentence in true:
        for position in sorted(_union(sentence, found)):
            word = sentence[position]
            if left[word] > 0 and right[word] > 0:
                hits += 1
                left[word] -= 1
                right[word] -= 1
    return _score(hits, sizes[1], sizes[0])


def _sentences(lines: Iterable[str]) -> list[list[str]]:
    sentences = (s for line in lines for s in _SENTENCE.split(line))
    return [words for s in sentences if (words := _ROUGE_WORD.findall(s.lower()))]


def _union(sentence: list[str], others: list[list[str]]) -> set[int]:
    mine = set(sentence)
    covered: set[int] = set()
    for other in others:
        if mine.isdisjoint(other):
            continue
        for block in LCSseq.opcodes(sentence, other):
            if block.tag == "equal":
                covered.update(range(block.src_start, block.src_end))
    return covered

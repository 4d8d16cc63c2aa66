"""Whether shared passages are found where they were planted, and nothing is found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random
from statistics import median
from typing import Any, NamedTuple

from reuse_corpus import Document
from reuse_edits import TEMPLATE, Planted, PlantedPassage
from reuse_recall import as_documents, seconds
from reuse_systems import prepared
from watchdesk.reuse.relate import ReuseText, relate

ROUNDS = 3
PASSAGE = 12
"""Kept words of the shortest passage that is asked for; shorter ones are counted apart."""
OF_OTHERS = 40
"""The same for articles that lent a text its tail, its frame or its additions."""
ENOUGH = 0.95
FALSE = 8
"""A span of more words than this must be planted, or shared to the letter."""
STRANGERS = 1000
_WORD = re.compile(r"[^\W_]+")
Range = tuple[int, int]


class Found(NamedTuple):
    """One passage that a system gives: code points in the source and in the planted text."""

    source: Range
    planted: Range


Aligner = Callable[[ReuseText, ReuseText], list[Found]]


def ours(source: ReuseText, planted: ReuseText) -> list[Found]:
    relation = relate(source, planted)
    if relation is None:
        return []
    sides = [((p.a.start, p.a.end), (p.b.start, p.b.end)) for p in relation.passages]
    turned = relation.a != source.article_id
    return [Found(b, a) if turned else Found(a, b) for a, b in sides]


def difflib(source: ReuseText, planted: ReuseText) -> list[Found]:
    """Every matching block of the standard library on lower-cased words is a passage."""
    left, right = _words(source.text), _words(planted.text)
    matcher = SequenceMatcher(None, [w for w, _ in left], [w for w, _ in right], autojunk=False)
    return [
        Found((left[i][1][0], left[i + n - 1][1][1]), (right[j][1][0], right[j + n - 1][1][1]))
        for i, j, n in matcher.get_matching_blocks()
        if n
    ]


def _words(text: str) -> list[tuple[str, Range]]:
    return [(match.group().lower(), match.span()) for match in _WORD.finditer(text)]


def _within(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def covered(passage: PlantedPassage, found: Sequence[Found]) -> float:
    """The share of a planted passage's kept words that stand on both sides of one found passage."""
    hits = (
        any(_within(w.source, f.source) and _within(w.planted, f.planted) for f in found)
        for w in passage.words
    )
    return sum(hits) / len(passage.words)


def is_false(
    text: str, span: Range, planted: Sequence[Range], other_text: str, other_span: Range
) -> bool:
    """Whether a found span of more than eight words lies mostly outside of what was planted, and
    fewer than half of its words stand in the other side's span in the same order."""
    words = _words(text[slice(*span)])
    if len(words) <= FALSE:
        return False
    inside = sum(
        any(_within((span[0] + start, span[0] + end), one) for one in planted)
        for _, (start, end) in words
    )
    if 2 * inside >= len(words):
        return False
    other = [word for word, _ in _words(other_text[slice(*other_span)])]
    matcher = SequenceMatcher(None, [word for word, _ in words], other, autojunk=False)
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) < len(words)


def false_spans(
    source: ReuseText, planted: ReuseText, truth: Sequence[PlantedPassage], found: Sequence[Found]
) -> int:
    """Found passages of which either side is false."""
    there, here = [p.source for p in truth], [p.planted for p in truth]
    return sum(
        is_false(source.text, f.source, there, planted.text, f.planted)
        or is_false(planted.text, f.planted, here, source.text, f.source)
        for f in found
    )


@dataclass
class Tally:
    """What was planted and found, of one kind."""

    passages: int = 0
    found: int = 0
    short: int = 0
    short_found: int = 0
    spans: int = 0
    false: int = 0
    pairs: int = field(default=0)

    def told(self) -> dict[str, float]:
        return {
            "passages": self.passages,
            "found": round(self.found / max(1, self.passages), 4),
            "short": self.short,
            "short_found": round(self.short_found / max(1, self.short), 4),
            "spans": self.spans,
            "false_spans": self.false,
        }

    def count(self, truth: Sequence[PlantedPassage], found: Sequence[Found], least: int) -> None:
        for passage in truth:
            hit = covered(passage, found) >= ENOUGH
            if len(passage.words) >= least:
                self.passages += 1
                self.found += hit
            else:
                self.short += 1
                self.short_found += hit


def align(documents: Sequence[Document], planted: Sequence[Planted]) -> dict[str, Any]:
    """Each planted text beside its source, by kind, and beside the others it has words of."""
    known = {document.id: document for document in documents}
    texts = {p.id: prepared(d) for p, d in zip(planted, as_documents(planted), strict=True)}
    copies = [p for p in planted if p.kind != TEMPLATE]
    wanted = {name for p in copies for name in p.passages}
    texts.update({name: prepared(known[name]) for name in wanted})
    pairs = [(texts[p.source], texts[p.id]) for p in copies]
    out: dict[str, Any] = {}
    for name, aligner, rounds in (("ours", ours, ROUNDS), ("difflib", difflib, 1)):
        kinds: dict[str, Tally] = {}
        for one in copies:
            source, text = texts[one.source], texts[one.id]
            tally, found = kinds.setdefault(one.kind, Tally()), aligner(source, text)
            tally.count(one.passages[one.source], found, PASSAGE)
            tally.spans += len(found)
            tally.false += false_spans(source, text, one.passages[one.source], found)
        spent = median(seconds(lambda: [aligner(*p) for p in pairs]) for _ in range(rounds))  # noqa: B023
        out[name] = {
            "kinds": {kind: tally.told() for kind, tally in kinds.items()},
            "pairs_per_s": round(len(pairs) / spent, 1),
        }
    out["pairs"] = len(pairs)
    out["other_sources"] = _others(copies, texts).told()
    out["strangers"] = _strangers(documents)
    return out


def _others(copies: Sequence[Planted], texts: dict[str, ReuseText]) -> Tally:
    tally = Tally()
    for one in copies:
        for name, truth in one.passages.items():
            if name == one.source or max(len(p.words) for p in truth) < OF_OTHERS:
                continue
            found = ours(texts[name], texts[one.id])
            tally.count([p for p in truth if len(p.words) >= OF_OTHERS], found, OF_OTHERS)
            tally.spans += len(found)
            tally.false += false_spans(texts[name], texts[one.id], truth, found)
    return tally


def _strangers(documents: Sequence[Document]) -> dict[str, int]:
    chance = Random(6)
    found = false = 0
    for _ in range(STRANGERS):
        a, b = (prepared(document) for document in chance.sample(documents, 2))
        spans = ours(a, b)
        found += len(spans)
        false += false_spans(a, b, (), spans)
    return {"pairs": STRANGERS, "spans": found, "false_spans": false}

"""Whether told events happened: gold scores of words, and how a modality is scored against them.

UDS-IH2 (reviews, mails, web text; three thousand sentences) and MEANTIME (news) give words that
tell an event a score from -3, certainly did not happen, to 3, certainly happened. Their sentences
come as tokens; here they are put together as running text again, and each scored token is looked
up among the product's words by its place in it.

A modality stands for a score, from the gold of the words that are given that modality in the
development part of the same corpus: their median, which *MAE*, the mean distance, asks for, and
their mean, which *Pearson*, the correlation, asks for; both are usual for these corpora. For
*classes*, a gold score of 1 or more has happened, of -1 or less has not, the rest is uncertain;
*accuracy* takes for each modality the class of its median, *plain* asserted and historical as
happened, negated as not, all else as uncertain. The corpora differ in what is planned: in UDS-IH2
it has not happened, in MEANTIME mostly it will.

The peer, ``by_words``, looks for negations, auxiliaries and "if" among the five words before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple

from watchdesk.language import Document, parse
from watchdesk.language.listed import Listed
from watchdesk.records import Modality, Span

OfWord = Callable[[Listed, int], Modality]
"""How an event is told whose predicate is this word of these."""

_LEFT = frozenset(". , ; : ! ? ) ] } % 's 're 've 'll 'd 'm n't ' ’s n’t '' ”".split())
"""Tokens that lean on the one before."""
_RIGHT = frozenset("( [ { $ `` “ #".split())
"""Tokens that the next one leans on."""
_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_HAPPENED = frozenset({Modality.ASSERTED, Modality.HISTORICAL})
_BEFORE = 5
_SIGNS = (
    (Modality.NEGATED, frozenset("not n't never no nobody neither nor without".split())),
    (Modality.CONDITIONAL, frozenset("if unless would whether".split())),
    (Modality.POSSIBLE, frozenset("may might could can perhaps maybe possibly".split())),
    (Modality.PLANNED, frozenset("will 'll wo shall going to should must".split())),
)


class Scored(NamedTuple):
    """A sentence with its scored words."""

    text: str
    words: tuple[tuple[int, int, float], ...]
    """Where each stands, in code points, and its score."""


class Told(NamedTuple):
    """A scored word with what the product makes of it."""

    score: float
    modality: Modality


def sentences(path: Path) -> Iterator[Scored]:
    """Sentences of a file of lines of JSON, with ``text`` of tokens and ``targets``."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, places = joined(row["text"].split(" "))
            words = tuple(
                (places[one["span1"][0]][0], places[one["span1"][1] - 1][1], float(one["label"]))
                for one in row["targets"]
            )
            yield Scored(text, words)


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, with the place of each."""
    text, places = "", list[tuple[int, int]]()
    leans = True
    for token in tokens:
        written = _WRITTEN.get(token, token)
        text += "" if leans or token.lower() in _LEFT or written == ")" else " "
        places.append((len(text), len(text) + len(written)))
        text += written
        leans = token in _RIGHT or written == "("
    return text, places


@cache
def parsed(one: Scored) -> Document:
    """The sentence as the product reads it."""
    return parse(one.text, [Span(0, len(one.text))])


def told(golds: Iterable[Scored], of_word: OfWord) -> tuple[list[Told], Counter[str]]:
    """Every scored word with its modality, and how many words were and were not found.

    ``exact`` words are one word of the product, ``within`` a part of one or several, of which the
    first counts, ``lost`` none.
    """
    found: list[Told] = []
    counts: Counter[str] = Counter(exact=0, within=0, lost=0)
    for gold in golds:
        listed = parsed(gold).listed
        for start, end, score in gold.words:
            words = listed.words(Span(start, end))
            if words.start >= words.end:
                counts["lost"] += 1
                continue
            counts["exact" if listed.span(words) == Span(start, end) else "within"] += 1
            found.append(Told(score, of_word(listed, words.start)))
    return found, counts


def by_words(listed: Listed, word: int) -> Modality:
    """The peer's answer."""
    low = max(word - _BEFORE, listed.sentence_of(word).start)
    before = set(listed.low[low:word])
    return next((told for told, signs in _SIGNS if before & signs), Modality.ASSERTED)


class Stands(NamedTuple):
    """What a modality stands for."""

    median: float
    mean: float


_UNSEEN = Stands(0.0, 0.0)


def stands_for(found: Sequence[Told]) -> dict[Modality, Stands]:
    """The middle and the mean gold score of each modality that was given."""
    scores: dict[Modality, list[float]] = {}
    for one in found:
        scores.setdefault(one.modality, []).append(one.score)
    return {
        modality: Stands(median(values), fmean(values))
        for modality, values in sorted(scores.items())
    }


def scored(found: Sequence[Told], scores: Mapping[Modality, Stands]) -> dict[str, Any]:
    """MAE, Pearson, and the three classes, beside those of the middle score and commonest class."""
    gold = [one.score for one in found]
    given = [scores.get(one.modality, _UNSEEN) for one in found]
    ours = [one.median for one in given]
    classes = [(_class(a), _class(b)) for a, b in zip(gold, ours, strict=True)]
    plain = [(_class(one.score), _told_class(one.modality)) for one in found]
    common, most = Counter(g for g, _ in classes).most_common(1)[0]
    middle = median(gold)
    return {
        "words": len(found),
        "mae": round(fmean(abs(a - b) for a, b in zip(gold, ours, strict=True)), 3),
        "mae_of_middle": round(fmean(abs(a - middle) for a in gold), 3),
        "pearson": round(pearson(gold, [one.mean for one in given]), 3),
        "accuracy": round(100 * fmean(g == o for g, o in classes), 1),
        "accuracy_plain": round(100 * fmean(g == o for g, o in plain), 1),
        "accuracy_of_commonest": round(100 * most / len(found), 1),
        "commonest": common,
        "classes": {name: _of_class(classes, name) for name in ("happened", "not", "uncertain")},
        "classes_plain": {
            name: _of_class(plain, name) for name in ("happened", "not", "uncertain")
        },
    }


def _class(score: float) -> str:
    if score >= 1:
        return "happened"
    return "not" if score <= -1 else "uncertain"


def _told_class(modality: Modality) -> str:
    if modality in _HAPPENED:
        return "happened"
    return "not" if modality is Modality.NEGATED else "uncertain"


def _of_class(classes: Sequence[tuple[str, str]], name: str) -> dict[str, float]:
    right = sum(g == o == name for g, o in classes)
    found, gold = sum(o == name for _, o in classes), sum(g == name for g, _ in classes)
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    both = precision + recall
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / both, 1) if both else 0.0,
        "of": gold,
    }


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one of the two does not vary."""
    mean_a, mean_b = fmean(a), fmean(b)
    over = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    under = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return float(over / under**0.5) if under else 0.0

"""Spans from scores of beginning, going on and being outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Classes = NDArray[np.int64]


def best_classes(scores: Floats, before: Classes, bounds: NDArray[np.int32]) -> Classes:
    """The best sequence of classes [words] in which no span goes on that has not begun.

    ``before`` [classes] is, for a class that goes on, the class that begins the same kind, and -1
    for all others. ``bounds`` are the first words of sentences, and the number of words at the end;
    no span crosses them. Viterbi, where the best classes one by one do not agree already.
    """
    found: Classes = scores.argmax(axis=1)
    begun = before[found]
    previous = np.roll(found, 1)
    previous[bounds[:-1]] = -2
    wrong = (begun >= 0) & (previous != begun) & (previous != found)
    sentences = np.searchsorted(bounds, np.flatnonzero(wrong), side="right")
    for word in dict.fromkeys(sentences.tolist()):
        start, end = int(bounds[word - 1]), int(bounds[word])
        found[start:end] = _viterbi(scores[start:end], before)
    return found


def _viterbi(scores: Floats, before: Classes) -> list[int]:
    """The best sequence of one sentence; plain lists, for arrays this small cost more to call."""
    follows = [(label, begin) for label, begin in enumerate(before.tolist()) if begin >= 0]
    total, *rest = scores.tolist()
    for label, _ in follows:
        total[label] = -np.inf
    came = []
    for own in rest:
        top = max(total)
        best = total.index(top)
        source = [best] * len(own)
        reached = [top + score for score in own]
        for label, begin in follows:
            source[label] = begin if total[begin] >= total[label] else label
            reached[label] = total[source[label]] + own[label]
        came.append(source)
        total = reached
    path = [total.index(max(total))]
    for source in reversed(came):
        path.append(source[path[-1]])
    return path[::-1]


def goes_on_from(classes: tuple[str, ...]) -> Classes:
    """For each class ``I-kind`` the number of ``B-kind``; -1 for the others."""
    known = {label: number for number, label in enumerate(classes)}
    return np.array(
        [known["B" + label[1:]] if label.startswith("I") else -1 for label in classes],
        dtype=np.int64,
    )


def spans(found: Classes, before: Classes) -> NDArray[np.int32]:
    """The spans [spans, 3] of a sequence: first word, word after the last, class that begins it."""
    goes_on = before[found] >= 0
    starts = np.flatnonzero((found > 0) & ~goes_on)
    # the next word that does not go on ends a span
    stops = np.append(np.flatnonzero(~goes_on), len(found))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    return np.stack([starts, ends, found[starts]], axis=1).astype(np.int32)

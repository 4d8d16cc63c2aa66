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
    for word in np.unique(np.searchsorted(bounds, np.flatnonzero(wrong), side="right")).tolist():
        start, end = int(bounds[word - 1]), int(bounds[word])
        found[start:end] = _viterbi(scores[start:end], before)
    return found


def _viterbi(scores: Floats, before: Classes) -> Classes:
    goes_on = np.flatnonzero(before >= 0)
    begins = before[goes_on]
    total = scores[0].astype(np.float64)
    total[goes_on] = -np.inf
    came = np.empty(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        best = int(total.argmax())
        came[word] = best
        reached = np.full(len(total), total[best])
        from_begin = total[begins] >= total[goes_on]
        came[word, goes_on] = np.where(from_begin, begins, goes_on)
        reached[goes_on] = np.maximum(total[begins], total[goes_on])
        total = reached + scores[word]
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for word in range(len(scores) - 1, 0, -1):
        path[word - 1] = came[word, path[word]]
    return path


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

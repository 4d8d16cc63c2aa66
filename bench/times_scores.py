"""Scores for marked times, as TempEval-3 counts them (UzZaman et al. 2013).

A marked time and a found one belong together when they share a character (*relaxed*) or have the
same bounds but for punctuation (*strict*). Each found one is used once, for the marked one it
shares most with, in the order of the text. *Type* and *value* count pairs that belong together
loosely and say the same; values are compared as they are written, for *normal* with weeks of one
digit filled up and unknown days and months cut off (``2000-W7``, ``1949-XX``), which is how some
annotators wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from times_data import Text, Timex

MEASURES = ("strict", "relaxed", "type", "value", "normal")


def trimmed(text: str, one: Timex) -> Timex:
    """A time without punctuation and spaces at its ends."""
    start, end = one.start, one.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return one._replace(start=start, end=end)


def normal(value: str) -> str:
    """A value in the form most are written in."""
    return re.sub(r"(?<=-W)(\d)\b", r"0\1", re.sub(r"(?<=\d)(?:-XX)+$", "", value))


def paired(
    text: str, marked: Iterable[Timex], found: Iterable[Timex]
) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Each marked time with the found one that belongs to it, then what was found beside them."""
    free = [trimmed(text, one) for one in found]
    for gold in (trimmed(text, one) for one in marked):
        best = max(free, key=lambda one: _shared(gold, one), default=None)
        if best is None or _shared(gold, best) <= 0:
            yield gold, None
            continue
        free.remove(best)
        yield gold, best
    for one in free:
        yield None, one


def _shared(one: Timex, two: Timex) -> int:
    return min(one.end, two.end) - max(one.start, two.start)


def counted(texts: Sequence[Text], found: Sequence[Sequence[Timex]]) -> Counter[str]:
    """How many are marked, found, and right by each measure."""
    counts: Counter[str] = Counter()
    for text, ours in zip(texts, found, strict=True):
        for gold, one in paired(text.text, text.times, ours):
            counts["marked"] += gold is not None
            counts["found"] += one is not None
            if gold is None or one is None:
                continue
            counts["relaxed"] += 1
            counts["strict"] += gold[:2] == one[:2]
            counts["type"] += gold.type == one.type
            counts["value"] += gold.value == one.value
            counts["normal"] += normal(gold.value) == normal(one.value)
    return counts


def scored(texts: Sequence[Text], found: Sequence[Sequence[Timex]]) -> dict[str, Any]:
    """Precision, recall and F1 in per cent by measure, and how many belong together and agree."""
    counts = counted(texts, found)
    out: dict[str, Any] = {
        "texts": len(texts),
        "marked": counts["marked"],
        "found": counts["found"],
    }
    for measure in MEASURES:
        out[measure] = _rates(counts[measure], counts["found"], counts["marked"])
    out["value_of_matched"] = _percent(counts["value"], counts["relaxed"])
    return out


def _rates(right: int, found: int, marked: int) -> dict[str, float]:
    return {
        "precision": _percent(right, found),
        "recall": _percent(right, marked),
        "f1": _percent(2 * right, found + marked),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0

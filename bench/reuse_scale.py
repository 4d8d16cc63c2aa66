"""Documents per second beside the peers, growth, room on disk, and adding one text to many."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from reuse_corpus import Document
from reuse_recall import BATCH, pairs_of, seconds
from reuse_systems import Datasketch, Ours, Pair, Rensa, System

ROUNDS = 3
SPEED = 10_000
LARGE = (25_000, 100_000)
ADDED = 500
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def shuffled(documents: Sequence[Document]) -> list[Document]:
    return Random(2).sample(documents, len(documents))


def recombined(documents: Sequence[Document], count: int, seed: int = 4) -> Iterator[Document]:
    """Texts of sentences from all over the corpus, each as long as some article of it."""
    chance = Random(seed)
    split = [_SENTENCE.split(document.text) for document in documents]
    pool = [sentence for sentences in split for sentence in sentences if sentence]
    for number in range(count):
        length = len(chance.choice(split))
        yield Document(f"made-{number}", " ".join(chance.choices(pool, k=length)), None, None)


def speed(documents: Sequence[Document], folder: Path) -> dict[str, Any]:
    """Texts in, pairs out, by CPU time, the systems in turns."""
    texts = shuffled(documents)[:SPEED]
    peers: dict[str, Callable[[], System]] = {
        "datasketch": Datasketch,
        "datasketch, hashing of its versions before 2": lambda: Datasketch("legacy"),
        "rensa": Rensa,
    }
    taken: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for name, make in peers.items():
            taken.setdefault(name, []).append(_cpu(make(), texts))
        ours = Ours(folder / f"speed{turn}")
        found: list[Pair] = []
        spent = seconds(lambda: found.extend(pairs_of(ours, texts)))  # noqa: B023
        taken.setdefault("to candidates", []).append(spent)
        spent += seconds(lambda: ours.verify(found))  # noqa: B023
        taken.setdefault("to relations", []).append(spent)
    rates = {name: round(len(texts) / median(times), 1) for name, times in taken.items()}
    return {
        "texts": len(texts),
        "batch": BATCH,
        "docs_per_s": rates,
        "candidates": len(found),
        "times_datasketch": {
            name: round(rates[name] / rates["datasketch"], 3)
            for name in ("to candidates", "to relations")
        },
        "times_datasketch_before_2": {
            name: round(rates[name] / rates["datasketch, hashing of its versions before 2"], 3)
            for name in ("to candidates", "to relations")
        },
    }


def _cpu(system: System, texts: Sequence[Document]) -> float:
    return seconds(lambda: pairs_of(system, texts))


def growth(documents: Sequence[Document], folder: Path) -> dict[str, Any]:
    """Time for four times the articles over the time for some, to candidates and to relations."""
    texts = shuffled(documents)
    few, many = texts[: len(texts) // 4], texts
    times: dict[str, list[tuple[float, float]]] = {"few": [], "many": []}
    pairs: dict[str, int] = {}
    for turn in range(ROUNDS):
        for name, some in (("few", few), ("many", many)):
            ours = Ours(folder / f"{name}{turn}")
            found: list[Pair] = []
            first = seconds(lambda: found.extend(pairs_of(ours, some)))  # noqa: B023
            pairs[name] = len(found)
            times[name].append((first, first + seconds(lambda: ours.verify(found))))  # noqa: B023
            disk = ours.disk()
    middle = {name: [median(col) for col in zip(*t, strict=True)] for name, t in times.items()}
    return {
        "texts": [len(few), len(many)],
        "candidates": list(pairs.values()),
        "factor": round(middle["many"][0] / middle["few"][0], 3),
        "factor_with_relations": round(middle["many"][1] / middle["few"][1], 3),
        "bytes_per_text": round(disk / len(many)),
    }


def large(documents: Sequence[Document], folder: Path) -> dict[str, Any]:
    """The same for many more, most of them recombined; then one text at a time is added."""
    texts = shuffled(documents)
    new, kept = texts[:ADDED], texts[ADDED:]
    kept += list(recombined(documents, LARGE[1] - len(kept)))
    Random(5).shuffle(kept)
    ours = Ours(folder / "large")
    found: list[Pair] = []
    quarter = seconds(lambda: found.extend(pairs_of(ours, kept[: LARGE[0]])))
    pairs = [len(found)]
    rest = seconds(lambda: found.extend(pairs_of(ours, kept[LARGE[0] :])))
    pairs.append(len(found))
    disk = ours.disk()
    ours.reopen()
    taken = [_added(ours, document) for document in new]
    return {
        "texts": list(LARGE),
        "candidates": pairs,
        "articles": len(documents) - ADDED,
        "factor": round((quarter + rest) / quarter, 3),
        "bytes_per_text": round(disk / LARGE[1]),
        "added": ADDED,
        "add_ms": _spread([found for found, _ in taken]),
        "add_and_compare_ms": _spread([both for _, both in taken]),
    }


def _added(ours: Ours, document: Document) -> tuple[float, float]:
    """Milliseconds of the wall clock until a text is kept, and until it is compared as well."""
    start = time.perf_counter()
    found = ours.add([document])
    kept = time.perf_counter()
    ours.verify(found)
    return 1000 * (kept - start), 1000 * (time.perf_counter() - start)


def _spread(times: list[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "p50": round(median(ranked), 2),
        "p95": round(ranked[int(0.95 * (len(ranked) - 1))], 2),
        "max": round(ranked[-1], 2),
    }

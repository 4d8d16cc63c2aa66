"""Which event mentions are one event: gold mentions of ECB+, across its documents.

``python bench/event_coreference.py --data PATH [--part dev]``. The mentions are the gold ones, the
usual setting; who takes part is read by the product. *Within* looks for events among the documents
of a gold subtopic (those on one seminal event), *corpus* among all documents of the part. The
baseline joins mentions whose heads have one dictionary form. MUC, B³, CEAFe and CoNLL F1 with
singletons, by ``event_coreference_scores.py``. Weights were learned on the training topics
(``--fit`` prints them), what to keep was chosen on the development topics; the test topics 36 to
45 are kept for the end. Written to ``bench/results/event_coreference.json``; with ``--part``, only
printed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import event_coreference_fit
from event_coreference_ecb import Document, load
from event_coreference_read import Read, read
from event_coreference_rule import same_events
from event_coreference_scores import of_labels
from measure import pinned, save
from watchdesk.ledger.post import similar_shipped

Grouping = Callable[[Sequence[Read]], list[list[int]]]


def by_lemma(ones: Sequence[Read]) -> list[list[int]]:
    """The baseline: one dictionary form of the head, one event."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(ones):
        found[one.words.lemma].append(at)
    return list(found.values())


def ours(ones: Sequence[Read]) -> list[list[int]]:
    """The product's rule and groups."""
    return same_events([one.words for one in ones])


SYSTEMS: dict[str, Grouping] = {"head lemma": by_lemma, "ours": ours}


def measured(documents: Sequence[Document]) -> dict[str, Any]:
    """Every system on some documents, within subtopics and over all of them."""
    start = time.process_time()
    ones = read(documents, similar_shipped)
    reading = time.process_time() - start
    chains = Counter(one.gold.chain for one in ones)
    out: dict[str, Any] = {
        "documents": len({one.gold.document for one in ones}),
        "mentions": len(ones),
        "events": len(chains),
        "singletons": sum(count == 1 for count in chains.values()),
        "reading_cpu_s": round(reading, 1),
    }
    for name, group in SYSTEMS.items():
        for where, key in (("within", _subtopic), ("corpus", _everywhere)):
            start = time.process_time()
            labels = grouped(ones, group, key)
            spent = time.process_time() - start
            gold = {one.gold.id: one.gold.chain for one in ones}
            out.setdefault(where, {})[name] = {
                **of_labels(gold, dict(zip(gold, labels, strict=True))),
                "cpu_s": round(spent, 3),
                "mistakes": mistakes(ones, labels, key),
            }
    return out


def _subtopic(one: Read) -> str:
    return one.subtopic


def _everywhere(_: Read) -> str:
    return ""


def grouped(
    ones: Sequence[Read], group: Grouping, key: Callable[[Read], str]
) -> list[tuple[str, int]]:
    """The label of each mention, when only those with the same key are looked at together."""
    parts: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(ones):
        parts[key(one)].append(at)
    labels: list[tuple[str, int]] = [("", 0)] * len(ones)
    for name, members in parts.items():
        for number, found in enumerate(group([ones[at] for at in members])):
            for at in found:
                labels[members[at]] = (name, number)
    return labels


def mistakes(
    ones: Sequence[Read], labels: Sequence[object], key: Callable[[Read], str]
) -> dict[str, dict[str, int]]:
    """Pairs of mentions that are wrongly apart or together, by what they look like."""
    out: dict[str, Counter[str]] = {"right": Counter(), "missed": Counter(), "false": Counter()}
    for a, b in combinations(range(len(ones)), 2):
        one, other = ones[a], ones[b]
        gold, found = one.gold.chain == other.gold.chain, labels[a] == labels[b]
        if (gold or found) and key(one) == key(other):
            out["right" if gold and found else "missed" if gold else "false"][
                _kind(one, other)
            ] += 1
    return {name: dict(sorted(kinds.items())) for name, kinds in out.items()}


def _kind(one: Read, other: Read) -> str:
    word = "same word" if one.words.lemma == other.words.lemma else "other word"
    if one.words.article == other.words.article:
        return f"{word}, one article"
    return f"{word}, {'one subtopic' if one.subtopic == other.subtopic else 'two subtopics'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--part", choices=("train", "dev"), help="only this part; printed")
    parser.add_argument("--fit", action="store_true", help="learn the weights; printed")
    chosen = parser.parse_args()
    pinned()
    documents = load(chosen.data)
    parts = {
        part: [document for document in documents if document.part == part]
        for part in ("train", "dev", "test")
    }
    if chosen.fit:
        print(
            json.dumps(
                event_coreference_fit.fitted(read(parts["train"], similar_shipped)), indent=2
            )
        )
    elif chosen.part:
        print(json.dumps(measured(parts[chosen.part]), indent=2))
    else:
        save("event_coreference", {part: measured(parts[part]) for part in ("dev", "test")})


if __name__ == "__main__":
    main()

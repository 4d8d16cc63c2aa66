"""Who did what to whom, and whether it happened, scored against what people have coded.

``python bench/events.py --data PATH`` reads PLOVER's gold standard records, the factuality corpora
UDS-IH2 and MEANTIME, and the unit sentences of PETRARCH-2. What counts as right is told in
``events_scores.py`` and ``events_factuality.py``; the peers of the same run in
``events_baseline.py`` and ``events_factuality.py``. Rules are written on odd sentences of PLOVER,
on UDS-IH2 train and dev and MEANTIME train; the other parts are for reporting. The cases the
project has written for itself come from the tests. Written to ``bench/results/events.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import events_cases
import events_petrarch
from events_baseline import Dictionaries, commonest, one_type
from events_factuality import OfWord, by_words, scored, sentences, stands_for, told
from events_plover import Sentence, plover
from events_read import Found, found
from events_scores import Scorer
from measure import pinned, save
from watchdesk.events.modality import of_word

_PARTS = {
    "uds": ("UDS_IH2/dev.jsonl", "UDS_IH2/test.jsonl"),
    "meantime": ("MEANTIME/train.jsonl", "MEANTIME/test.jsonl"),
}
"""Where scores of modalities are taken from, and where they are reported."""


def on_plover(data: Path) -> dict[str, Any]:
    """The product and the peers on sentences of even number, the product on those of odd."""
    golds = plover(data / "plover")
    odd, even = ([one for one in golds if one.number % 2 == k] for k in (1, 0))
    dictionaries = Dictionaries(data / "actors")
    kind = commonest(odd)
    return {
        "ours": _scored(even, found),
        "worked_on": _scored(odd, found),
        "words": _scored(even, dictionaries.found),
        "one_type": {"kind": kind, **_scored(even, lambda text: one_type(kind, text))},
    }


def _scored(golds: Sequence[Sentence], find: Callable[[str], Sequence[Found]]) -> dict[str, Any]:
    scorer = Scorer()
    for gold in golds:
        scorer.add(gold, find(gold.text))
    return scorer.result()


def on_factuality(data: Path) -> dict[str, Any]:
    """Both corpora, the product and the peer."""
    return {
        name: {
            "ours": _factuality(data / "factuality", parts, of_word),
            "words": _factuality(data / "factuality", parts, by_words),
        }
        for name, parts in _PARTS.items()
    }


def _factuality(data: Path, parts: tuple[str, str], of: OfWord) -> dict[str, Any]:
    worked_on, _ = told(sentences(data / parts[0]), of)
    scores = stands_for(worked_on)
    reported, counts = told(sentences(data / parts[1]), of)
    return {
        "scores": {str(modality): stands._asdict() for modality, stands in scores.items()},
        "unseen": scored(reported, scores),
        "worked_on": scored(worked_on, scores),
        "aligned": dict(counts),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument(
        "--part", choices=("plover", "factuality", "petrarch", "cases"), help="printed, not saved"
    )
    chosen = parser.parse_args()
    pinned()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "plover": lambda: on_plover(chosen.data),
        "factuality": lambda: on_factuality(chosen.data),
        "petrarch": lambda: events_petrarch.measured(chosen.data / "petrarch2"),
        "cases": events_cases.measured,
    }
    if chosen.part:
        print(json.dumps(parts[chosen.part](), indent=2))
    else:
        save("events", {name: measured() for name, measured in parts.items()})


if __name__ == "__main__":
    main()

"""Who said what, scored against what people have marked, in one table.

``python bench/attribution.py --data PATH`` reads the texts of PolNeAR and of GUM with the product
and compares its attributions with theirs; ``docs/attribution.md`` says how. The cases the project
has written for itself come from the tests. The peer is a script of patterns, in the same run.
Written to ``bench/results/attribution.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import attribution_cases
from attribution_baseline import by_pattern
from attribution_gum import GumText, gum
from attribution_polnear import Gold, polnear
from attribution_read import Quoted, Read, layered, read
from attribution_scores import (
    Layered,
    Scorer,
    Stretches,
    Text,
    Told,
    common,
    is_reporting,
    outer,
    speech_of,
)
from attribution_speakers import named
from language_speed import WORDS, articles
from measure import pinned, save
from watchdesk.attribution.tree import Tree
from watchdesk.records import Attribution

_PEOPLE = ("news", "interview")
_PLAIN = ("academic", "bio", "textbook", "voyage")
"""Genres of GUM that tell and seldom quote."""
_RUNS = 5


class Layers:
    """Scores of one corpus: everything found, the outer layer, and reporting alone."""

    def __init__(self) -> None:
        self.scorers = {"all": Scorer(), "outer": Scorer(), "reporting": Scorer()}

    def add(self, text: Text, found: Sequence[Layered], gold: Sequence[Told]) -> None:
        """One text."""
        flat = outer(text, found)
        self.scorers["all"].add(text, [one.told for one in found], gold)
        self.scorers["outer"].add(text, flat, gold)
        self.scorers["reporting"].add(text, _reporting(text, flat), _reporting(text, gold))

    def result(self) -> dict[str, Any]:
        """Figures by layer."""
        return {name: scorer.result() for name, scorer in self.scorers.items()}


def _reporting(text: Text, told: Sequence[Told]) -> list[Told]:
    return [one for one in told if is_reporting(text, one)]


def on_polnear(golds: Iterable[Gold]) -> dict[str, Any]:
    """The product on PolNeAR, with the peer beside it."""
    ours, peer = Layers(), Layers()
    speech: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    free: Counter[str] = Counter()
    for gold in golds:
        text, one = Text(gold.text), read(gold.text)
        marked = [text.told(stretches) for stretches in gold.attributions]
        found, quoted = one.attributions(), Quoted(one)
        mine = layered(text, quoted, found)
        ours.add(text, mine, marked)
        peer.add(text, [Layered(text.told(s), None, False) for s in by_pattern(gold.text)], marked)
        speech.update(_recalled(text, quoted, [m.told for m in mine], marked))
        acts.update(_acts(found, mine, marked))
        free.update(_in_free_paragraphs(gold, found))
    return {
        "ours": ours.result(),
        "pattern": peer.result(),
        "cue_recall": {
            kind: {**_share(speech, kind), "exact": _share(speech, kind, "exact")["percent"]}
            for kind in ("direct", "mixed", "indirect")
        },
        "acts": {act: _share(acts, act) for act in sorted({key.split()[0] for key in acts})},
        "unmarked_paragraphs": _false(free),
    }


def _share(counts: Counter[str], key: str, what: str = "hit") -> dict[str, float]:
    of = counts[f"{key} all"]
    return {"percent": round(100 * counts[f"{key} {what}"] / of, 1) if of else 0.0, "of": of}


def _recalled(
    text: Text, quoted: Quoted, found: Sequence[Told], gold: Sequence[Told]
) -> Iterator[str]:
    """Of each marked cue by the kind of its content, whether it is met, and whether exactly."""
    cues = {text.trim(cue) for one in found for cue in one["cue"]}
    for one in gold:
        if one["cue"] and one["content"]:
            kind = speech_of(text, one["content"], quoted)
            own = [text.trim(cue) for cue in one["cue"]]
            yield f"{kind} all"
            if any(cue in cues for cue in own):
                yield f"{kind} exact"
            if any(common(cue, other) for cue in own for other in cues):
                yield f"{kind} hit"


def _acts(
    found: Sequence[Attribution], mine: Sequence[Layered], gold: Sequence[Told]
) -> Iterator[str]:
    """Of each attribution by its act, whether its cue meets a marked one."""
    marked = [cue for one in gold for cue in one["cue"]]
    for attribution, (told, _, quoted) in zip(found, mine, strict=True):
        if told["cue"] and not quoted:
            yield f"{attribution.act} all"
            if any(common(told["cue"][0], cue) for cue in marked):
                yield f"{attribution.act} hit"


def _in_free_paragraphs(gold: Gold, found: Sequence[Attribution]) -> Iterator[str]:
    """Attributions in the paragraphs that nothing is marked in, by act, and their words."""
    at = 0
    for line in gold.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if any(_touches(stretches, start, end) for stretches in gold.attributions):
            continue
        yield from ["words"] * len(line.split())
        yield from (str(one.act) for one in found if start <= _start(one) < end)


def _touches(stretches: Stretches, start: int, end: int) -> bool:
    return any(a < end and b > start for places in stretches.values() for a, b in places)


def _start(one: Attribution) -> int:
    spans = [span for span in (one.source, one.cue, *one.content) if span]
    return min(span.start for span in spans)


def _false(counts: Counter[str]) -> dict[str, Any]:
    """An article is 500 words."""
    acts = {act: n for act, n in sorted(counts.items()) if act != "words"}
    size = counts["words"] / WORDS
    return {
        "words": counts["words"],
        "acts": acts,
        "per_article": round(sum(acts.values()) / size, 2) if size else 0.0,
        "speech_per_article": round(
            sum(acts.get(act, 0) for act in ("speech", "writing", "document")) / size, 2
        )
        if size
        else 0.0,
    }


def on_gum(data: Path) -> dict[str, Any]:
    """GUM: news and interviews, and what is found in genres that seldom quote."""
    held, worked = (gum(data, _PEOPLE, parts) for parts in (("dev", "test"), ("train",)))
    free: Counter[str] = Counter()
    for one in gum(data, _PLAIN, ("train", "dev", "test")):
        if not one.attributions:
            free["words"] += len(one.text.split())
            free.update(str(found.act) for found in read(one.text).attributions())
    return {
        "held": _gum_scores(held),
        "worked_on": _gum_scores(worked),
        "texts_without": _false(free),
    }


def _gum_scores(texts: Sequence[GumText]) -> dict[str, Any]:
    scorer = Scorer()
    speakers: Counter[str] = Counter()
    for one in texts:
        text = Text(one.text)
        product = read(one.text)
        found = product.attributions()
        mine = [told for told, _, _ in layered(text, Quoted(product), found)]
        scorer.add(text, mine, [text.told(stretches) for stretches in one.attributions])
        speakers.update(named(one, found))
    keys = [
        f"{group} {what}" for group in ("third", "own") for what in ("all", "answered", "right")
    ]
    return {"scores": scorer.result(), "speakers": {key: speakers[key] for key in keys}}


def speed(data: Path) -> dict[str, Any]:
    """Articles of 500 words a second by CPU time, from the engine's trees to records."""
    texts = [read(text) for text in articles(data)]
    for one in texts:
        one.attributions()
    return {
        "articles": len(texts),
        "runs": _RUNS,
        "articles_per_s": round(len(texts) / _seconds(texts), 1),
        "tree_ms": round(1000 * _tree_seconds(texts) / len(texts), 2),
        "attributions": sum(len(one.attributions()) for one in texts),
    }


def _seconds(texts: Sequence[Read]) -> float:
    took = []
    for _ in range(_RUNS):
        start = time.process_time()
        for one in texts:
            one.attributions()
        took.append(time.process_time() - start)
    return median(took)


def _tree_seconds(texts: Sequence[Read]) -> float:
    start = time.process_time()
    for one in texts:
        Tree(one.doc, one.article)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument(
        "--only", choices=("dev", "train", "gum", "speed", "cases"), help="printed, not saved"
    )
    chosen = parser.parse_args()
    pinned()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "dev": lambda: on_polnear(polnear(chosen.data / "polnear", "dev")),
        "train": lambda: on_polnear(polnear(chosen.data / "polnear", "train")),
        "gum": lambda: on_gum(chosen.data),
        "cases": attribution_cases.measured,
        "speed": lambda: speed(chosen.data),
    }
    if chosen.only:
        print(json.dumps(parts[chosen.only](), indent=2))
    else:
        save("attribution", {name: measured() for name, measured in parts.items()})


if __name__ == "__main__":
    main()

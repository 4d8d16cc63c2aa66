"""Which articles tell one story: B³ of the product and of peers on the news clusters of Giveme5W1H.

``python bench/stories.py --data PATH``. 383 articles on 69 events of 2013 to 2018 (Hamborg et al.
2019). Events in the order of their numbers: the 35 of even place are for tuning, the 34 others are
reported, and all together. The product reads each article and enters them one by one into a book
in memory, in the order of their ids and once more in another order, which must give the same.
Peers cluster all articles at once (``stories_peers.py``), with what is best on the tuning half.
``--fit`` prints the weights that the tuning half has for the product's rule. Written to
``bench/results/stories.json``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import stories_fit
from event_coreference_scores import b_cubed, clusters
from measure import pinned, save
from stories_data import Told, load, read
from stories_peers import best_cut, best_days, clustered, embedded, less_days, tf_idf
from watchdesk.ledger.book import MemoryBook, Posted, Tools
from watchdesk.ledger.build import facts_of
from watchdesk.ledger.page import Page
from watchdesk.ledger.post import similar_shipped
from watchdesk.ledger.stories import post_stories
from watchdesk.ledger.stories_alike import Dated
from watchdesk.ledger.stories_sketch import sketch, with_vectors
from watchdesk.records import Reading, Story, Watch, family_id

PARTS = ("tuning", "held", "all")
Indexes = Sequence[int]


def parts_of(told: Sequence[Told]) -> dict[str, list[int]]:
    """The articles of each part, as indexes."""
    places = {event: at for at, event in enumerate(sorted({one.event for one in told}))}
    half = [places[one.event] % 2 for one in told]
    return {
        "tuning": [at for at, odd in enumerate(half) if not odd],
        "held": [at for at, odd in enumerate(half) if odd],
        "all": list(range(len(told))),
    }


def b3(told: Sequence[Told], chosen: Indexes, labels: Sequence[object]) -> dict[str, float]:
    """B³ in per cent; ``labels`` belong to the chosen articles."""
    key = clusters({told[at].id: told[at].event for at in chosen})
    response = clusters({told[at].id: label for at, label in zip(chosen, labels, strict=True)})
    found = b_cubed(key, response)
    return {name: round(100 * value, 1) for name, value in found._asdict().items()}


class Ours:
    """The product on articles that it has read."""

    def __init__(self, told: Sequence[Told], readings: Sequence[Reading]) -> None:
        self.told, self.readings = told, readings
        self.seconds: list[float] = []

    def posted(self, at: int) -> Posted:
        """An article, a copy of no other."""
        one = self.readings[at]
        return Posted(one, Page(one), family_id(one.article.id))

    def labels(self, order: Indexes) -> dict[int, str]:
        """The story of each article, entered one by one; its own id where it is alone."""
        book = MemoryBook()
        tools = Tools(Watch(), similar_shipped, _unasked, _unasked)
        self.seconds = []
        for at in order:
            one = self.posted(at)
            book.known[one.id] = facts_of(one.reading, one.family)
            start = time.process_time()
            post_stories(book, [one], (), tools)
            self.seconds.append(time.process_time() - start)
        home = {name: story.id for story in book.standing(Story) for name in story.articles}
        ids = {at: self.readings[at].article.id for at in order}
        return {at: home.get(name, name) for at, name in ids.items()}


def _unasked(_: object) -> Any:
    raise AssertionError("stories ask for neither tellers nor readings")


def product(ours: Ours, chosen: Indexes) -> dict[str, Any]:
    """B³ and time of the product on some articles, entered in two orders."""
    found = ours.labels(chosen)
    spent = np.array(ours.seconds)
    other = list(chosen)
    random.Random(1).shuffle(other)
    labels = [found[at] for at in chosen]
    return {
        **b3(ours.told, chosen, labels),
        "same_in_another_order": ours.labels(other) == found,
        "ms_an_article": round(1000 * float(spent.mean()), 1),
        "ms_p95": round(1000 * float(np.quantile(spent, 0.95)), 1),
        "mistakes": mistakes(ours.told, chosen, labels),
    }


def mistakes(
    told: Sequence[Told], chosen: Indexes, labels: Sequence[object]
) -> dict[str, dict[str, int]]:
    """Events that share a story, with the articles of the smaller one in it, and events in several
    stories, with how many these are."""
    met: dict[object, Counter[str]] = defaultdict(Counter)
    split: dict[str, set[object]] = defaultdict(set)
    for at, label in zip(chosen, labels, strict=True):
        met[label][told[at].name] += 1
        split[told[at].name].add(label)
    merged: Counter[str] = Counter()
    for events in met.values():
        (first, _), *others = events.most_common()
        for event, count in others:
            merged[f"{first} + {event}"] += count
    return {
        "merged": dict(merged.most_common()),
        "split": {name: len(homes) for name, homes in sorted(split.items()) if len(homes) > 1},
    }


def peers(told: Sequence[Told], parts: dict[str, list[int]]) -> dict[str, Any]:
    """Each peer: what was chosen on the tuning half, B³ by part, CPU seconds for all articles."""
    tuning = parts["tuning"]

    def score(labels: Sequence[int]) -> float:
        return b3(told, tuning, labels)["f1"]

    def of(chosen: Indexes, name: str, days: float) -> Any:
        ones = [told[at] for at in chosen]
        alike = tf_idf(ones) if name.startswith("TF-IDF") else embedded(ones, similar_shipped)
        return less_days(alike, ones, days) if days else alike

    out: dict[str, Any] = {}
    for name in ("TF-IDF", "sentence embeddings", "sentence embeddings and days"):
        days = 0.0
        alike = of(tuning, name, days)
        if name.endswith("days"):
            days, cut = best_days(alike, [told[at] for at in tuning], score)
        else:
            cut, _ = best_cut(alike, score)
        out[name] = {"cut": cut, "days": days}
        for part, chosen in parts.items():
            start = time.process_time()
            labels = clustered(of(chosen, name, days), [cut])[0]
            out[name]["cpu_s"] = round(time.process_time() - start, 2)
            out[name][part] = b3(told, chosen, labels)
    return out


def fit(ours: Ours, chosen: Indexes) -> dict[str, float]:
    """The weights that some articles have for the product's rule."""
    ones = []
    for at in chosen:
        posted = ours.posted(at)
        one = sketch(posted)
        published = posted.reading.article.published.interval
        ones.append(Dated(with_vectors(one, similar_shipped(one.texts)), published))
    return stories_fit.fitted(ones, [ours.told[at].event for at in chosen])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--fit", action="store_true", help="learn the weights; printed")
    chosen = parser.parse_args()
    pinned()
    told = load(chosen.data)
    parts = parts_of(told)
    start = time.process_time()
    ours = Ours(told, [read(one) for one in told])
    reading = time.process_time() - start
    if chosen.fit:
        print(json.dumps(fit(ours, parts["tuning"]), indent=2))
        return
    save(
        "stories",
        {
            "articles": {part: len(indexes) for part, indexes in parts.items()},
            "events": {
                part: len({told[at].event for at in indexes}) for part, indexes in parts.items()
            },
            "reading_cpu_s": round(reading, 1),
            "ours": {part: product(ours, indexes) for part, indexes in parts.items()},
            "peers": peers(told, parts),
        },
    )


if __name__ == "__main__":
    main()

"""How fast articles are read: time, place, quantity, actor and events, each beside the engine.

``python bench/grounding_speed.py`` cuts the articles of the sample desk into texts of 500 words and
times the steps of ``read_article`` on one core by CPU time; ``--data PATH`` adds as many words of
the Giveme5W1H news clusters. Each step is timed where the pipeline calls it, over finished trees;
the engine by itself. A step's figure is the median of some runs over all texts. Written to
``bench/results/grounding_speed.json``.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from attribution_read import article_of
from language_speed import WORDS, articles, cut
from measure import pinned, save
from watchdesk import attribution, cleaning, events, grounding, intake, language
from watchdesk.pipeline import read_article
from watchdesk.records import Capture

SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024" / "captures"
STEPS = {
    "times": "time",
    "published": "published",
    "places": "place",
    "quantities": "quantity",
    "casualties": "quantity",
    "told_by": "quantity",
    "actors": "actor",
    "mentions": "actor",
    "attribut": "attribution",
    "events": "events",
}
"""Steps by a part of the name of the function that the pipeline calls."""
OURS = ("time", "published", "place", "quantity", "actor", "events")
"""All of grounding and events."""
ASKED = 40
_RUNS = 5
_COUNT = 60
_Call = Callable[..., Any]


def sample() -> list[str]:
    """Texts of 500 words from the sample desk, in their lines."""

    def lines() -> Iterator[str]:
        for item in intake.read([SAMPLE]):
            if isinstance(item, Capture):
                for article in cleaning.articles(item):
                    for part in article.parts:
                        if part.kind.is_read:
                            yield " ".join(part.span.text_of(item.text).split())

    return ["\n".join(text) for text in cut(lines())]


class Clock:
    """CPU seconds by step, while it runs."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def over(self, step: str, call: _Call) -> _Call:
        """The same function, timed."""

        def timed(*args: object, **named: object) -> object:
            start = time.process_time()
            given = call(*args, **named)
            self.spent[step] += time.process_time() - start
            return given

        return timed


@contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """Every function of a step that the pipeline calls, timed."""
    kept: list[tuple[ModuleType, str, object]] = []
    for module in (grounding, attribution, events):
        for name in module.__all__:
            step = next((step for part, step in STEPS.items() if part in name), None)
            call = getattr(module, name)
            if step and callable(call) and not isinstance(call, type):
                kept.append((module, name, call))
                setattr(module, name, clock.over(step, call))
    try:
        yield
    finally:
        for module, name, call in kept:
            setattr(module, name, call)


def measured(texts: Sequence[str]) -> dict[str, Any]:
    """Milliseconds an article and articles a second, by step and for all of them."""
    runs: list[defaultdict[str, float]] = []
    for _ in range(_RUNS + 1):  # the first warms what is made once in a process
        clock = Clock()
        for text in texts:
            _read(text, clock)
        gc.collect()
        runs.append(clock.spent)
    steps = sorted({step for run in runs for step in run})
    ms = {step: 1000 * median(run[step] for run in runs[1:]) / len(texts) for step in steps}
    ours = sum(ms[step] for step in OURS if step in ms)
    every = ours + ms["lists"]
    return {
        "articles": len(texts),
        "words": WORDS,
        "runs": _RUNS,
        "ms": {step: round(value, 2) for step, value in ms.items()},
        "ours_ms": round(every, 2),
        "ours_per_s": round(1000 / every, 1),
        "engine_per_s": round(1000 / ms["engine"], 1),
        "of_engine": round(every / ms["engine"], 3),
    }


def _read(text: str, clock: Clock) -> None:
    """One article: the engine, its words and trees as lists, then every step."""
    article = article_of(text)
    parse = language.parse
    doc = clock.over("engine", parse)(text, [part.span for part in article.parts])
    start = time.process_time()
    _ = doc.listed, doc.listed.lemmas
    clock.spent["lists"] += time.process_time() - start
    capture = Capture(
        id="cap-0000000000000000",
        uri="bench",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    with watched(clock):
        language.parse = lambda *_: doc
        try:
            read_article(capture, article)
        finally:
            language.parse = parse


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the data sets")
    chosen = parser.parse_args()
    pinned()
    result = {"sample": measured(sample())}
    if chosen.data:
        result["news"] = measured(articles(chosen.data, _COUNT))
    save("grounding_speed", result)


if __name__ == "__main__":
    main()

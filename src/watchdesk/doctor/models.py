"""Whether the models that ship are whole, what they are, and how fast they run here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from watchdesk.doctor.result import Result
from watchdesk.doctor.story import STORY
from watchdesk.errors import ModelError
from watchdesk.language import models, similarity
from watchdesk.language.engine import Engine

SECONDS = 1.0
"""How long a model is timed."""
_ARTICLE = 500
"""Words, between spaces, of the article that speeds are told in."""
_BUSY = 0.8
"""Share of the time on the processor below which something else must have been on it."""
_UNKNOWN = "unknown"


class _Opened(NamedTuple):
    """A model that is whole."""

    size: int
    """Bytes."""
    speed: Callable[[], str]


def examine_models() -> Iterator[Result]:
    """Tell what each model is and how fast it runs; one that is missing or damaged, with a cure."""
    yield from _examine(models.SYNTAX, models.shipped(), _syntax)
    folder = similarity.shipped_similarity()
    yield from _examine(similarity.SIMILARITY, folder, _similarity)


def _examine(name: str, folder: Path, opening: Callable[[Path], _Opened]) -> Iterator[Result]:
    what = f"{name} model"
    try:
        opened = opening(folder)
        yield _described(what, folder, opened.size)
        yield Result(True, f"{what} speed", f"{opened.speed()}; {_runtime()}")
    except ModelError as error:
        yield Result(False, what, f"{error.where}: {error.reason} [{error.code}]", error.cure)


def _described(what: str, folder: Path, size: int) -> Result:
    told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    found = (
        f"version {_word(told, 'version')}, {size / 1e6:.1f} MB, licence {_word(told, 'licence')}, "
        f"checksums match, card {_word(told, 'card')}"
    )
    sources = told.get("made_from")
    if not isinstance(sources, list) or not sources:
        sources = [_UNKNOWN]
    return Result(True, what, found, more=tuple(f"made from {source}" for source in sources))


def _word(told: dict[str, Any], field: str) -> str:
    value = told.get(field)
    return value if isinstance(value, str) and value else _UNKNOWN


def _runtime() -> str:
    try:
        return f"one thread, onnxruntime {version('onnxruntime')}"
    except PackageNotFoundError:
        return "one thread"


def _syntax(folder: Path) -> _Opened:
    model = models.Model(folder)
    engine = Engine(model)

    def read() -> int:
        (syntax,) = engine.analyse([(STORY, None)])
        return len(syntax.lemmas)

    return _Opened(model.size, lambda: _speed(read, "tokens"))


def _similarity(folder: Path) -> _Opened:
    model = similarity.Similarity(folder)
    sentences = re.findall(r"\S.*?[.”](?=\s|$)", " ".join(STORY.split()))
    return _Opened(model.size, lambda: _speed(lambda: len(model.vectors(sentences)), "sentences"))


def _speed(work: Callable[[], int], noun: str) -> str:
    """How fast the story is worked through, of which ``work`` tells how much it was."""
    done, wall, own = _timed(work)
    articles = len(STORY.split()) / _ARTICLE
    told = f"{done / wall:,.0f} {noun}/s, {articles / wall:.1f} articles of {_ARTICLE} words/s"
    if own > _BUSY * wall:
        return told
    return f"{told} (the processor is shared; alone on it {done / own:,.0f} {noun}/s)"


def _timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """How much a piece of work does, and the seconds it takes by the clock and of the processor.

    They are the mean of as many times as ``SECONDS`` hold. The first time is not counted: it opens
    the model.
    """
    done = work()
    times = 0
    started, begun = perf_counter(), process_time()
    while not times or perf_counter() - started < SECONDS:
        work()
        times += 1
    own = max(process_time() - begun, 1e-6)
    return done, (perf_counter() - started) / times, own / times

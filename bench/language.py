"""How well and how fast the language engine reads, in one table.

``python bench/language.py --data PATH [--model DIR] [--exact exact.onnx] [--part test]`` scores the
model that ships (or the one of DIR) on the held-out part of the data sets it was trained on: from
text with the engine of the product, and with gold words. With ``--exact``, the float32 network of
the same training, it also says what int8 loses. Then speed and memory on one core, and the peers
that are installed. The development part is printed; only the test part, which is to be scored once
at the end, is written to ``bench/results/language.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

import language_peers
import language_speed
from engine.evaluate import loss_of, score
from engine.examples import DocumentExample
from engine.reading import ExportedModel
from language_scores import Scores, as_model, cut_of, from_text, held
from measure import pinned, save
from watchdesk.language.engine import Engine
from watchdesk.language.models import Model, shipped

Documents = dict[str, list[DocumentExample]]
BY_SET = dict[str, Scores]


def scored(folder: Path, exact: Path | None, given: Documents) -> dict[str, Any]:
    """Scores from text and with gold words, of the int8 model and of the float32 one."""
    found: dict[str, dict[str, BY_SET]] = {"from_text": {}, "gold_words": {}}
    for name, network in (("int8", None), ("float32", exact)):
        if name == "float32" and exact is None:
            continue
        opened = nullcontext(Model(folder)) if network is None else as_model(folder, network)
        with opened as model:
            engine = Engine(model)
            found["from_text"][name] = {key: from_text(engine, one) for key, one in given.items()}
            own = ExportedModel.load(model.folder)
            cut = cut_of(model.folder)
            found["gold_words"][name] = {key: score(own, one, cut) for key, one in given.items()}
    losses = {
        way: loss_of(one["float32"], one["int8"]) for way, one in found.items() if "float32" in one
    }
    return {**found, **({"loss": losses} if losses else {})}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--model", type=Path, default=shipped(), help="folder of the model")
    parser.add_argument("--exact", type=Path, help="the same network in float32 (exact.onnx)")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--only", choices=("scores", "speed", "peers"), help="printed, not saved")
    chosen = parser.parse_args()
    pinned()
    model = Model(chosen.model)
    result: dict[str, Any] = {
        "part": chosen.part,
        "model": {
            "version": model.description.version,
            "sha256": model.description.sha256["model.onnx"],
            "bytes": model.size,
        },
    }
    given = held(chosen.data, chosen.part)
    if chosen.only in (None, "speed"):
        result["speed"] = language_speed.measured(chosen.model, chosen.data)
    if chosen.only in (None, "scores"):
        result["scores"] = scored(chosen.model, chosen.exact, given)
    if chosen.only in (None, "peers"):
        trees = given["ewt"]
        own, cut = ExportedModel.load(chosen.model), cut_of(chosen.model)
        result["peers"] = language_peers.measured(trees, own, cut)
    if chosen.part == "test" and chosen.only is None:
        save("language", result)
    else:
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()

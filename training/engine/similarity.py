"""The model of sentence similarity: all-MiniLM-L6-v2 as published, as one int8 file.

`python -m engine.similarity --out DIR` writes model.onnx, model.json and its card. Inputs are ids
int64 and mask float32 [sentences, pieces] with [CLS] and [SEP]; the output "vectors" is float32
[sentences, 384], the mean over the pieces, of length 1: a dot product is the cosine. The vocabulary
is that of the model that reads, which ships beside it; model.json names it with its digest.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.batches import CLASSIFY, SEPARATE
from engine.card import similarity_card
from engine.examples import text
from engine.export import VOCABULARY, quantise, sample, session, to_onnx
from engine.network import Encoder, Module, Shape, load_pretrained
from engine.notices import ENCODER, lines
from engine.prepare import digest, load
from engine.pretrained import cut_pieces, pretrained_files, read_pretrained

OUTPUTS = ("vectors",)
LONGEST = 254
NAME = "model.onnx"
CARD = "similarity.md"
SHARED = f"../syntax/{VOCABULARY}"
"""The vocabulary, seen from the folder that ships."""


class SentenceEncoder(Module):
    """Pieces of sentences -> one vector of length 1 for each."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(replace(shape, shapes=0))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids int64, mask float32 [sentences, pieces] -> [sentences, width]."""
        vectors = self.encoder(ids, None, mask) * mask[..., None]
        mean = vectors.sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return functional.normalize(mean, dim=-1)


def published() -> SentenceEncoder:
    """The model with the published weights."""
    model = SentenceEncoder(Shape())
    load_pretrained(model.encoder, read_pretrained())
    model.eval()
    return model


def export(model: SentenceEncoder, folder: Path) -> dict[str, Any]:
    """Write model.onnx and model.json; gives sizes and the lowest cosine to the original.

    exact.onnx, beside it, is the same in float32 to compare with and does not ship.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = model.encoder.pieces.num_embeddings
    exact, small = folder / "exact.onnx", folder / NAME
    to_onnx(model, _tensors(sample(vocabulary)), OUTPUTS, exact)
    quantise(exact, small)
    (folder / "model.json").write_text(json.dumps(_told(small), indent=1) + "\n", encoding="utf-8")
    other = sample(vocabulary, seed=2, windows=8, length=23)
    return {
        "bytes_exact": exact.stat().st_size,
        "bytes_small": small.stat().st_size,
        "cosine_exact": _cosine(model, exact, other),
        "cosine_small": _cosine(model, small, other),
    }


def _told(network: Path) -> dict[str, Any]:
    """The content of model.json."""
    vocabulary = pretrained_files() / VOCABULARY
    return {
        "version": "1",
        "card": f"docs/models/{CARD}",
        "licence": "Apache-2.0",
        "made_from": lines([ENCODER]),
        "vocabulary": SHARED,
        "sha256": {NAME: digest(network), SHARED: digest(vocabulary)},
    }


def _tensors(given: Mapping[str, Any]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(given[name]) for name in ("ids", "mask")}


def _cosine(model: SentenceEncoder, path: Path, given: Mapping[str, Any]) -> float:
    """The lowest cosine between the model's vectors and a file's for the same made-up sentences."""
    with torch.inference_mode():
        expected = model(*_tensors(given).values()).numpy()
    (found,) = session(path).run(None, {"ids": given["ids"], "mask": given["mask"]})
    return float(np.sum(expected * found, axis=1).min())


def sentences(data: Path, count: int = 500) -> Iterator[str]:
    """Every fifth sentence of the development parts that have trees, as running text."""
    held = (
        text((sentence,))
        for document in load(data)
        if document.part == "dev"
        for sentence in document.sentences
        if sentence.heads is not None
    )
    return islice(held, 0, 5 * count, 5)


def agreement(folder: Path, given: Sequence[str]) -> dict[str, float]:
    """Cosines between the vectors of model.onnx and of exact.onnx, each sentence by itself."""
    cut, opened = cut_pieces(), [session(folder / name) for name in (NAME, "exact.onnx")]
    cosines = []
    for sentence in given:
        forms = sentence.split()
        pieces = cut(forms, [False] * len(forms)).ids[:LONGEST]
        ids = np.array([[CLASSIFY, *pieces, SEPARATE]], np.int64)
        fed = {"ids": ids, "mask": np.ones(ids.shape, np.float32)}
        one, other = (each.run(None, fed)[0][0] for each in opened)
        cosines.append(float(one @ other))
    return {
        "sentences": len(cosines),
        "mean": float(np.mean(cosines)),
        "lowest": float(np.min(cosines)),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export the model of sentence similarity.")
    parser.add_argument("--out", type=Path, required=True, help="folder of the exported files")
    parser.add_argument("--data", type=Path, help="what engine.prepare wrote, to measure int8 with")
    chosen = parser.parse_args(arguments)
    report = export(published(), chosen.out)
    report["sha256"] = {NAME: digest(chosen.out / NAME)}
    if chosen.data:
        report["measured"] = agreement(chosen.out, list(sentences(chosen.data)))
    (chosen.out / CARD).write_text(similarity_card(report), encoding="utf-8")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()

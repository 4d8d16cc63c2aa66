"""A trained network as the files that ship: `python -m engine.export --network DIR --out DIR`.

model.onnx holds the encoder and all linear layers, in int8; model.npz what is multiplied outside
of it; tokenizer.json the word list; model.json what the columns mean, what the model is made from,
and the digests of the other files.
"""

import argparse
import json
import shutil
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime import __version__ as RUNTIME  # noqa: N812  # a constant, as the card has it
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import (
    DefaultWeightOnlyQuantConfig,
    MatMulNBitsQuantizer,
)

from engine import notices
from engine.card import card
from engine.labels import Inventory
from engine.network import OUTPUTS, Module, Network
from engine.prepare import digest, manifest_path
from engine.pretrained import pretrained_files
from engine.trainer import load_network
from watchdesk.language.models import own_digest

OPSET = 17
QUANTISED = ("MatMul", "Gemm", "Gather")
FINER = ("outer", "labels", "arc_dep", "arc_mix", "arc_head", "arc_bias", "rel_dep", "rel_head")
"""Layers that are quantised block by block: those after the encoder, and the second dense one of
each of its layers, whose inputs have outliers. They make a third of all error vanish for a tenth
more time; all layers so: two thirds, for half as much time again."""
BLOCK = 64
"""Weights of a column that share a scale."""
INT8_PRODUCTS = 4
"""The runtime's name for multiplying in 8 bits."""
CARD = "syntax.md"
VOCABULARY = "tokenizer.json"
REPORT = "export.json"
SHIPPED = ("model.onnx", "model.npz", VOCABULARY)


@dataclass(frozen=True)
class Report:
    """What an export gave: sizes in bytes and the largest difference from the network's outputs."""

    bytes_exact: int
    bytes_small: int
    difference_exact: float
    difference_small: float


def to_onnx(
    module: Module, given: Mapping[str, torch.Tensor], outputs: Sequence[str], path: Path
) -> None:
    """Write a module as ONNX; batch size and length stay free in all inputs and outputs."""
    axes = {0: "windows", 1: "pieces"}
    with warnings.catch_warnings():
        # The newer exporter needs a package more and gives nothing here.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        torch.onnx.export(
            module.eval(),
            tuple(given.values()),
            str(path),
            input_names=list(given),
            output_names=list(outputs),
            dynamic_axes=dict.fromkeys([*given, *outputs], axes),
            opset_version=OPSET,
            dynamo=False,
        )
    onnx.checker.check_model(str(path))


def quantise(exact: Path, small: Path) -> None:
    """Write a model file with weights of 8 bits; what flows between layers stays float32.

    In the layers of `FINER` each block of a column has a scale of its own, and so has each block of
    what flows into them. In the others a column has one, what flows in has one for all, and weights
    have 7 of the 8 bits, on which processors without 8-bit dot products (VNNI) cannot overflow: a
    model says the same on old laptops.
    """
    graph = onnx.load(str(exact))
    products = [node.name for node in graph.graph.node if node.op_type == "MatMul"]
    finer = [name for name in products if set(FINER) & set(name.split("/"))]
    _in_blocks(graph, [name for name in products if name not in finer], small)
    whole = onnx.load(str(small))
    quantize_dynamic(
        whole,
        str(small),
        op_types_to_quantize=list(QUANTISED),
        per_channel=True,
        reduce_range=True,
        # Signed: unsigned weights were half as fast and less exact.
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _in_blocks(graph: Any, others: Sequence[str], out: Path) -> None:
    how = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, accuracy_level=INT8_PRODUCTS, bits=8
    )
    quantizer = MatMulNBitsQuantizer(graph, algo_config=how, nodes_to_exclude=list(others))
    quantizer.process()
    quantizer.model.save_model_to_file(str(out), False)


def session(path: Path) -> Any:
    """A model opened to be run on one thread."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def sample(vocabulary: int, seed: int = 1, windows: int = 3, length: int = 41) -> dict[str, Any]:
    """Made-up inputs, the last window padded."""
    random = np.random.default_rng(seed)
    mask = np.ones((windows, length), np.float32)
    mask[-1, length // 2 :] = 0
    return {
        "ids": random.integers(0, vocabulary, (windows, length)),
        "shapes": random.integers(0, 16, (windows, length)),
        "mask": mask,
    }


def difference(
    expected: Sequence[torch.Tensor], path: Path, given: Mapping[str, NDArray[Any]]
) -> float:
    """The largest difference between outputs and what a model file gives, padding left out."""
    found = session(path).run(None, dict(given))
    real = given["mask"] > 0
    return max(
        float(np.abs(one.numpy()[real] - other[real]).max())
        for one, other in zip(expected, found, strict=True)
    )


def arrays(network: Network) -> dict[str, NDArray[Any]]:
    """What is multiplied outside of the graph, in float32 again: the content of model.npz."""
    return {
        # Half the bytes, and differences far below those of 8 bits.
        "rel_weight": network.rel_weight.detach().numpy().astype(np.float16),
        "arc_distance": network.arc_distance.detach().numpy().astype(np.float32),
    }


def describe(inventory: Inventory, folder: Path, version: str) -> dict[str, Any]:
    """The content of model.json: what the columns mean, and the files' SHA-256."""
    labels = {name: [start, list(classes)] for name, (start, classes) in inventory.layout().items()}
    told: dict[str, Any] = {
        "version": version,
        "card": f"docs/models/{CARD}",
        "licence": notices.LICENCE,
        "made_from": notices.lines((notices.ENCODER, *notices.DATA)),
        "labels": labels,
        "relations": list(inventory.relations),
        "sha256": {name: digest(folder / name) for name in SHIPPED if (folder / name).exists()},
    }
    told["sha256"]["model.json"] = own_digest(told)
    return told


def export(network: Network, inventory: Inventory, folder: Path, version: str) -> Report:
    """Write model.onnx, model.npz and model.json, and exact.onnx in float32 to compare with.

    exact.onnx does not ship. The description also holds the digest of a tokenizer.json that is
    already in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exact, small = folder / "exact.onnx", folder / "model.onnx"
    made_up = sample(network.shape.vocabulary)
    to_onnx(network, {name: torch.from_numpy(one) for name, one in made_up.items()}, OUTPUTS, exact)
    quantise(exact, small)
    np.savez(folder / "model.npz", allow_pickle=False, **arrays(network))
    text = json.dumps(describe(inventory, folder, version), indent=1, ensure_ascii=False) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8")
    # Other sizes than those the graph was traced with.
    other = sample(network.shape.vocabulary, seed=2, windows=2, length=29)
    with torch.inference_mode():
        expected = network.eval()(*(torch.from_numpy(one) for one in other.values()))
    return Report(
        exact.stat().st_size,
        small.stat().st_size,
        difference(expected, exact, other),
        difference(expected, small, other),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export a network to the files that ship.")
    parser.add_argument("--network", type=Path, required=True, help="folder engine.learn wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the exported files")
    parser.add_argument("--version", default="1", help="of the model")
    parser.add_argument("--data", type=Path, help="what engine.prepare wrote, for the card")
    parser.add_argument("--measured", type=Path, help="results of the bench, for the card")
    parser.add_argument("--card-only", action="store_true", help="of files exported before")
    chosen = parser.parse_args(arguments)
    if not chosen.card_only:
        _export(chosen)
    text = card(known(chosen.network, chosen.out, chosen.data, chosen.measured))
    (chosen.out / CARD).write_text(text, encoding="utf-8")


def _export(chosen: argparse.Namespace) -> None:
    network, inventory = load_network(chosen.network / "model.pt")
    chosen.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pretrained_files() / VOCABULARY, chosen.out / VOCABULARY)
    found = export(network, inventory, chosen.out, chosen.version)
    report = {**asdict(found), "versions": {"onnx": onnx.__version__, "onnxruntime": RUNTIME}}
    text = json.dumps(report, indent=1) + "\n"
    (chosen.out / REPORT).write_text(text, encoding="utf-8")
    print(text)


def known(
    network: Path, folder: Path, data: Path | None = None, measured: Path | None = None
) -> dict[str, Any]:
    """All that a card can say of the model exported to a folder.

    Results of the bench count only where they are of this very file.
    """
    manifest: dict[str, Any] = _read(network / "manifest.json")
    report, told = _read(folder / REPORT), _read(folder / "model.json")
    found = {
        **manifest,
        "version": told["version"],
        "versions": {**manifest["versions"], **report.pop("versions", {})},
        "export": {**report, "sha256": told["sha256"]},
    }
    if data is not None:
        found["prepared"] = _read(manifest_path(data))
    if measured is not None and measured.exists():
        result = _read(measured)
        if result["model"]["sha256"] == told["sha256"]["model.onnx"]:
            found["measured"] = result
    return found


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    main()

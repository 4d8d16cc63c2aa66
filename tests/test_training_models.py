"""Making the models: nothing is done twice, nothing that does not hold is shipped."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from engine import models as making
from engine.corpora import CORPORA, Corpus
from engine.models import DataMissing, Plan, Step, build, ship
from helpers_engine import written as syntax_model
from watchdesk.errors import ModelError
from watchdesk.language import models
from watchdesk.language.similarity import Similarity

ROOT = Path(__file__).parent.parent


def touched(path: Path, second: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (second, second))
    return path


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Data of one file, older than anything that is made."""
    touched(tmp_path / "data/one/words.txt", 1)
    corpus = Corpus("one", ("one/*.txt",), lambda _: iter(()))
    monkeypatch.setattr(making, "CORPORA", (corpus,))
    return Plan(tmp_path / "data", tmp_path / "out")


class Maker:
    """Makes what a step should make, each later than the one before; says what it was asked."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[str] = []
        self.fails = fails

    def __call__(self, step: Step) -> None:
        self.asked.append(step.module.removeprefix("engine."))
        if step.module == self.fails:
            raise subprocess.CalledProcessError(1, step.command)
        for path in step.made:
            touched(path, 10 + len(self.asked))


ALL = ["prepare", "learn", "export", "similarity"]


def test_what_is_done_is_not_repeated(plan: Plan) -> None:
    maker = Maker()
    build(plan, maker)
    assert maker.asked == ALL
    again = Maker()
    build(plan, again)
    assert again.asked == []


def test_what_is_older_than_its_source_is_made_again(plan: Plan) -> None:
    build(plan, Maker())
    touched(plan.run / "model.pt", 50)
    (plan.folder("similarity") / "model.onnx").unlink()
    maker = Maker()
    build(plan, maker)
    assert maker.asked == ["export", "similarity"]
    touched(plan.data / "one/words.txt", 1000)
    maker = Maker()
    build(plan, maker)
    assert maker.asked[0] == "prepare"


def test_a_step_that_fails_stops_what_follows_and_is_taken_up_again(plan: Plan) -> None:
    maker = Maker(fails="engine.learn")
    with pytest.raises(subprocess.CalledProcessError):
        build(plan, maker)
    assert maker.asked == ["prepare", "learn"]
    touched(plan.run / "checkpoint.pt", 40)
    again = Maker()
    build(plan, again)
    assert again.asked == ALL[1:]
    assert (plan.run / "checkpoint.pt").exists()


def test_a_training_on_other_examples_is_put_aside(plan: Plan) -> None:
    touched(plan.run / "checkpoint.pt", 5)
    touched(plan.out / "run.before/old.pt", 5)
    build(plan, Maker())
    assert not (plan.run / "checkpoint.pt").exists()
    assert [one.name for one in (plan.out / "run.before").iterdir()] == ["checkpoint.pt"]


def test_every_data_set_that_lacks_is_named_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataMissing) as raised:
        build(Plan(tmp_path, tmp_path / "out"), Maker())
    for corpus in CORPORA:
        assert f"{corpus.name}: no " in str(raised.value)
    assert "make models DATA=" in str(raised.value)


def test_the_commands_say_how_long_and_with_how_many(plan: Plan) -> None:
    steps = {step.module: " ".join(step.command) for step in plan.steps()}
    assert "--minutes 72 --workers 2" in steps["engine.learn"]
    assert "--silver 1500" in steps["engine.prepare"]


def exported(plan: Plan) -> None:
    """Both models as exported, networks that are none."""
    for name in making.SHIPPED:
        plan.folder(name).mkdir(parents=True)
        (plan.folder(name) / f"{name}.md").write_text(f"# {name}")
    words = syntax_model(plan.folder("syntax")) / "tokenizer.json"
    (plan.folder("syntax") / "exact.onnx").write_bytes(b"float32")
    network = plan.folder("similarity") / "model.onnx"
    network.write_bytes(b"no network")
    sums = {"model.onnx": models.sha256(network), "../syntax/tokenizer.json": models.sha256(words)}
    told = {"version": "1", "vocabulary": "../syntax/tokenizer.json", "sha256": sums}
    (plan.folder("similarity") / "model.json").write_text(json.dumps(told))


def test_only_what_ships_is_copied_and_opens_there(plan: Plan, tmp_path: Path) -> None:
    exported(plan)
    resources, cards = tmp_path / "resources", tmp_path / "cards"
    ship(plan, resources, cards)
    for name, files in making.SHIPPED.items():
        assert {one.name for one in (resources / name).iterdir()} == set(files)
        assert (cards / f"{name}.md").read_text() == f"# {name}"
    models.Model(resources / "syntax")
    Similarity(resources / "similarity")


def test_a_damaged_or_too_large_model_is_not_shipped(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(plan)
    monkeypatch.setattr(making, "LARGEST", 10)
    with pytest.raises(ValueError, match="more than 10"):
        ship(plan, tmp_path / "resources", tmp_path / "cards")
    (plan.folder("syntax") / "model.onnx").write_bytes(b"another")
    with pytest.raises(ModelError):
        ship(plan, tmp_path / "resources", tmp_path / "cards")
    assert not (tmp_path / "resources").exists()


@pytest.mark.parametrize("data", ["", "nowhere"])
def test_the_command_says_what_it_needs_before_anything_is_installed(
    data: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "DATA": data, "OUT": "o", "VENV": "v", "PYTHON": "python3"}
    script = ROOT / "tools/models.sh"
    command = ["sh", str(script)]
    done = subprocess.run(
        command, check=False, env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "make models DATA=FOLDER" in done.stderr
    assert not any(tmp_path.iterdir())

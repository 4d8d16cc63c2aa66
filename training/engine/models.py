"""Both models from the data sets to the files that ship: `python -m engine.models --data DATA`.

Steps, each a command of its own: read the data sets (`prepare`), train (`learn`), export
(`export`, `similarity`), put the files that ship and their cards where they belong. A step whose
result is newer than what it is made from is not repeated, and training goes on from its checkpoint;
code is not looked at: to begin anew, delete the folder given by `--out`.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.corpora import CORPORA
from watchdesk.language.models import Model
from watchdesk.language.similarity import Similarity

ROOT = Path(__file__).parent.parent.parent
RESOURCES = ROOT / "src/watchdesk/resources"
CARDS = ROOT / "docs/models"
RESULTS = ROOT / "bench/results/language.json"
SILVER = 1500
MINUTES = 72
WORKERS = 2
SHIPPED = {
    "syntax": ("model.onnx", "model.npz", "model.json", "tokenizer.json"),
    "similarity": ("model.onnx", "model.json"),
}
LARGEST = 26_000_000
"""Bytes of a model's files together."""


class DataMissing(Exception):
    """Data sets are not where they should be; the message says which and what to do."""


@dataclass(frozen=True)
class Step:
    """A command, what it makes and what that is made from."""

    module: str
    arguments: tuple[str, ...]
    made: tuple[Path, ...]
    inputs: tuple[Path, ...]

    @property
    def command(self) -> list[str]:
        """The command, for the interpreter that runs this."""
        return [sys.executable, "-m", self.module, *self.arguments]

    @property
    def done(self) -> bool:
        """Whether all that it makes is there, and none of it older than what it is made from."""
        if not all(path.exists() for path in self.made):
            return False
        newest = max((path.stat().st_mtime_ns for path in self.inputs), default=0)
        return min(path.stat().st_mtime_ns for path in self.made) >= newest


@dataclass(frozen=True)
class Plan:
    """Where things lie while models are made."""

    data: Path
    out: Path
    minutes: float = MINUTES
    workers: int = WORKERS

    @property
    def examples(self) -> Path:
        """All data sets in one file."""
        return self.out / "examples.jsonl.gz"

    @property
    def run(self) -> Path:
        """The folder of the training."""
        return self.out / "run"

    def folder(self, model: str) -> Path:
        """Where a model is exported to."""
        return self.out / model

    def steps(self) -> Iterator[Step]:
        """The steps in order.

        Raises:
            DataMissing: A data set is not under the data folder.
        """
        examples, run, syntax = str(self.examples), str(self.run), self.folder("syntax")
        silver = ("--silver", str(SILVER))
        yield Step(
            "engine.prepare",
            ("--data", str(self.data), "--out", examples, *silver),
            (self.examples,),
            tuple(inputs(self.data)),
        )
        effort = ("--minutes", f"{self.minutes:g}", "--workers", str(self.workers))
        yield Step(
            "engine.learn",
            ("--data", examples, "--out", run, *effort),
            (self.run / "model.pt", self.run / "manifest.json"),
            (self.examples,),
        )
        yield Step(
            "engine.export",
            ("--network", run, "--out", str(syntax), "--data", examples),
            tuple(syntax / name for name in (*SHIPPED["syntax"], "export.json")),
            (self.run / "model.pt",),
        )
        similarity = self.folder("similarity")
        yield Step(
            "engine.similarity",
            ("--out", str(similarity), "--data", examples),
            tuple(similarity / name for name in (*SHIPPED["similarity"], "similarity.md")),
            (),
        )


def inputs(data: Path) -> list[Path]:
    """The files of all data sets.

    Raises:
        DataMissing: At least one data set is not there; every one that lacks is named.
    """
    found, lacking = list[Path](), list[str]()
    for corpus in CORPORA:
        try:
            found += corpus.files(data)
        except FileNotFoundError as missing:
            lacking.append(f"  {missing}")
    if lacking:
        raise DataMissing(
            f"models: data sets are missing in {data}:\n" + "\n".join(lacking) + "\n"
            "  docs/models/syntax.md names each data set, where it is published and at which "
            "commit;\n"
            "  training/engine/corpora.py says which folder and files are read.\n"
            "  Put them under one folder and name it: make models DATA=FOLDER"
        )
    return found


def build(plan: Plan, call: Callable[[Step], None]) -> None:
    """Do what is not done; `call` runs a step."""
    plan.out.mkdir(parents=True, exist_ok=True)
    for step in plan.steps():
        if step.done:
            print(f"models: {step.module} is done", flush=True)
            continue
        if step.module == "engine.learn":
            forget_other_training(plan)
        print("models:", shlex.join(["python", *step.command[1:]]), flush=True)
        call(step)


def forget_other_training(plan: Plan) -> None:
    """Put a training aside whose checkpoint is older than the examples: they may be others."""
    checkpoint = plan.run / "checkpoint.pt"
    if checkpoint.exists() and checkpoint.stat().st_mtime_ns < plan.examples.stat().st_mtime_ns:
        aside = plan.run.with_name("run.before")
        shutil.rmtree(aside, ignore_errors=True)
        plan.run.rename(aside)


def called(step: Step) -> None:
    """Run a step as a process of its own: training starts others from it."""
    paths = [str(ROOT / "training"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run(step.command, check=True, env=environment)


def ship(plan: Plan, resources: Path = RESOURCES, cards: Path = CARDS) -> None:
    """Copy the files that ship and the cards, once they are known to be whole and small enough.

    Raises:
        ValueError: A model is too large.
        watchdesk.errors.ModelError: A file is damaged.
    """
    sizes = {
        "syntax": Model(plan.folder("syntax")).size,
        "similarity": Similarity(plan.folder("similarity")).size,
    }
    for model, size in sizes.items():
        if size > LARGEST:
            raise ValueError(f"{model}: {size:,} bytes, more than {LARGEST:,}")
    for model, names in SHIPPED.items():
        (resources / model).mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(plan.folder(model) / name, resources / model / name)
        cards.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(plan.folder(model) / f"{model}.md", cards / f"{model}.md")
        print(f"models: {model}, {sizes[model] / 1e6:.1f} MB")


def write_card(plan: Plan) -> Step:
    """The step that writes the language engine's card, with what the bench has found since."""
    folders = ("--network", str(plan.run), "--out", str(plan.folder("syntax")))
    more = ("--data", str(plan.examples), "--measured", str(RESULTS), "--card-only")
    return Step("engine.export", (*folders, *more), (), ())


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and make both models."""
    parser = argparse.ArgumentParser(description="Make both models from the data sets.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, default=Path("out/models"), help="folder to work in")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="of training")
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes that train")
    chosen = parser.parse_args(arguments)
    plan = Plan(chosen.data, chosen.out, chosen.minutes, chosen.workers)
    try:
        build(plan, called)
        called(write_card(plan))
    except DataMissing as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"models: {failed.cmd[2]} failed; what is done is kept in {chosen.out}")
    ship(plan)


if __name__ == "__main__":
    main()

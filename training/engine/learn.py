"""Train the network: `python -m engine.learn --data CACHE --out DIR --minutes 72 --workers 2`.

The folder then holds model.pt (the network), manifest.json (what its card says), log.jsonl and a
checkpoint; the same command goes on from the checkpoint if it was stopped.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.batches import Batch, Feed, tally
from engine.evaluate import development_scores
from engine.examples import DocumentExample
from engine.labels import inventory_of
from engine.noise import Rates, noisy
from engine.parallel import Worker, launch
from engine.prepare import load
from engine.pretrained import cut_pieces, read_pretrained
from engine.reading import TorchModel
from engine.trainer import Settings, Trainer, load_network, new_network, save, save_model

CHECKPOINT, MODEL, MANIFEST, PROGRESS = "checkpoint.pt", "model.pt", "manifest.json", "log.jsonl"


@dataclass(frozen=True)
class Task:
    """What a worker needs to know; picklable."""

    data: Path
    out: Path
    settings: Settings
    command: str
    scored_words: int = 6000
    """Words of each development set that are scored at a checkpoint."""


def work(worker: Worker, task: Task) -> None:
    """Train as one worker, from the checkpoint in the folder if there is one."""
    settings = task.settings
    torch.manual_seed(settings.seed)
    documents = list(load(task.data))
    training = [one for one in documents if one.part == "train"]
    inventory = inventory_of(training)
    network = new_network(settings.shape, inventory, read_pretrained())
    trainer = Trainer(network, inventory, settings, worker)
    checkpoint = task.out / CHECKPOINT
    if checkpoint.exists():
        trainer.restore(torch.load(checkpoint, weights_only=True))
    torch.manual_seed(settings.seed + worker.number + trainer.steps)
    feed = Feed(training, inventory, cut_pieces(), settings.mixing, as_found)
    batches = feed.batches(settings.seed + trainer.steps, worker.number, worker.count)
    watch = Watch(trainer, task, [one for one in documents if one.part == "dev"])
    trainer.learn(watch.reported(batches), watch.checkpoint)
    if worker.leads:
        watch.finish(training)


def as_found(document: DocumentExample, random: np.random.Generator) -> DocumentExample:
    """The document with noise as pages have it."""
    return noisy(document, Rates(), int(random.integers(1 << 31)))


class Watch:
    """Reports, checkpoints and the final files of one training."""

    def __init__(
        self, trainer: Trainer, task: Task, development: Sequence[DocumentExample]
    ) -> None:
        self.trainer, self.task, self.development = trainer, task, development

    def reported(self, batches: Iterator[Batch], every: int = 50) -> Iterator[Batch]:
        """The batches, with a line of progress now and then."""
        began, before = time.monotonic(), self.trainer.pieces
        for batch in batches:
            trainer = self.trainer
            if trainer.worker.leads and trainer.steps and trainer.steps % every == 0:
                rate = (trainer.pieces - before) / (time.monotonic() - began)
                heads = {head: round(value, 3) for head, value in trainer.smooth.items()}
                self._log({"pieces_per_second": round(rate), "loss": heads})
            yield batch

    def checkpoint(self) -> None:
        """Keep where the training stands, and score it on development data."""
        save(self.trainer.state(), self.task.out / CHECKPOINT)
        trainer, words = self.trainer, self.task.scored_words
        model = TorchModel(trainer.network.eval(), trainer.inventory, bf16=True)
        self._log({"dev": development_scores(model, self.development, cut_pieces(), words)})

    def finish(self, training: Sequence[DocumentExample]) -> None:
        """Write the network and what the card says about its training."""
        save(self.trainer.state(), self.task.out / CHECKPOINT)
        save_model(self.trainer, self.task.out / MODEL)
        network, inventory = load_network(self.task.out / MODEL)
        model = TorchModel(network, inventory)
        scores = development_scores(model, self.development, cut_pieces())
        self._log({"final": scores})
        manifest = {
            "command": self.task.command,
            "data": tally(training),
            "settings": asdict(self.task.settings),
            "workers": self.trainer.worker.count,
            "steps": self.trainer.steps,
            "pieces_of_first_worker": self.trainer.pieces,
            "minutes": round(self.trainer.spent / 60, 1),
            "versions": {"torch": str(torch.__version__), "numpy": np.__version__},
            "scores": {"development": scores},
        }
        text = json.dumps(manifest, indent=1, sort_keys=True)
        (self.task.out / MANIFEST).write_text(text + "\n", encoding="utf-8")

    def _log(self, said: Mapping[str, Any]) -> None:
        trainer = self.trainer
        head = {"step": trainer.steps, "minutes": round(trainer.spent / 60, 2)}
        line = json.dumps({**head, **said})
        with (self.task.out / PROGRESS).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the language engine's network.")
    parser.add_argument("--data", type=Path, required=True, help="what engine.prepare wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the trained network")
    parser.add_argument("--minutes", type=float, default=Settings.minutes)
    parser.add_argument("--steps", type=int, help="stop after so many steps of each worker")
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument(
        "--pause", type=float, default=Settings.pause, help="minutes between checkpoints"
    )
    chosen = parser.parse_args(arguments)
    settings = replace(
        Settings(),
        minutes=chosen.minutes,
        steps=chosen.steps,
        seed=chosen.seed,
        pause=chosen.pause,
    )
    chosen.out.mkdir(parents=True, exist_ok=True)
    # Written to the card, so without the places of files.
    command = (
        f"python -m engine.learn --data EXAMPLES --out DIR --minutes {chosen.minutes:g} "
        f"--workers {chosen.workers} --seed {chosen.seed}"
    )
    task = Task(chosen.data, chosen.out, settings, command)
    launch(chosen.workers, work, task)


if __name__ == "__main__":
    main()

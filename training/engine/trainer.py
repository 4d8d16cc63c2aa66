"""Training itself: optimisers, rates, the running mean of the parameters, one worker's steps."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.batches import Batch, Mixing
from engine.labels import Inventory
from engine.losses import Weights, losses, total
from engine.network import Network, Shape, load_pretrained
from engine.parallel import Worker

MIXING: Mapping[str, float] = {"wikigold": 1.5, "crossner": 0.7, "wnut17": 0.3, "silver": 0.3}
"""How often a data set is seen in a round; those with trees are seen once."""


@dataclass(frozen=True)
class Settings:
    """How the network is trained; rates are of the top layer at their highest."""

    minutes: float = 72.0
    steps: int | None = None
    """Stop after so many steps; None: only when the minutes are over."""
    rate: float = 1.5e-4
    layer_decay: float = 0.9
    """The rate of a layer relative to the one above it."""
    head_factor: float = 6.0
    piece_rate: float = 1e-4
    """Of the word embeddings, which learn sparsely."""
    weight_decay: float = 0.01
    warm: int = 100
    floor: float = 0.02
    """The rate at the end, relative to the highest."""
    clip: float = 1.0
    together: int = 8
    """Steps between two averagings of the workers."""
    memory: float = 0.95
    """Weight of the past in the running mean of the parameters, at each averaging; 0: none."""
    seed: int = 5
    bf16: bool = True
    pause: float = 5.0
    """Minutes between two checkpoints with development scores."""
    shape: Shape = field(default_factory=lambda: Shape(dropout=0.1, head_dropout=0.25))
    mixing: Mixing = field(default_factory=lambda: Mixing(dict(MIXING), hidden=0.03))
    weights: Weights = field(default_factory=Weights)


class Optimiser:
    """AdamW for the dense parameters, its sparse kin for the word embeddings."""

    def __init__(self, network: Network, settings: Settings) -> None:
        self.pieces = network.encoder.pieces.weight
        self.dense = [one for one in network.parameters() if one is not self.pieces]
        groups = list(rate_groups(network, settings))
        self._dense = torch.optim.AdamW(
            groups, weight_decay=settings.weight_decay, betas=(0.9, 0.98), fused=True
        )
        self._sparse = torch.optim.SparseAdam(
            [self.pieces], lr=settings.piece_rate, betas=(0.9, 0.98)
        )
        self._highest = [[group["lr"] for group in one.param_groups] for one in self.both]
        self._clip = settings.clip

    @property
    def both(self) -> tuple[Any, Any]:
        """The two optimisers."""
        return self._dense, self._sparse

    def step(self, share: float) -> None:
        """Learn from the gradients at a share of the highest rates, and forget them."""
        nn.utils.clip_grad_norm_(self.dense, self._clip)
        for one, highest in zip(self.both, self._highest, strict=True):
            for group, rate in zip(one.param_groups, highest, strict=True):
                group["lr"] = rate * share
            one.step()
            one.zero_grad()

    def state(self) -> list[Any]:
        """What a checkpoint keeps."""
        return [one.state_dict() for one in self.both]

    def restore(self, states: Sequence[Any]) -> None:
        """Go on from what `state` gave."""
        for one, state in zip(self.both, states, strict=True):
            one.load_state_dict(state)


def rate_groups(network: Network, settings: Settings) -> Iterator[dict[str, Any]]:
    """Groups of parameters with their rates: lower layers learn slower, heads and shapes faster."""
    encoder = network.encoder
    layers = list(encoder.layers)
    for height, layer in enumerate(reversed(layers)):
        yield _group(layer.parameters(), settings.rate * settings.layer_decay**height)
    lowest = settings.rate * settings.layer_decay ** len(layers)
    yield _group([encoder.places.weight, encoder.kind, *encoder.norm.parameters()], lowest)
    fast = [one for name, one in network.named_parameters() if not name.startswith("encoder.")]
    fast += [] if encoder.shapes is None else list(encoder.shapes.parameters())
    yield _group(fast, settings.rate * settings.head_factor)


def _group(parameters: Any, rate: float) -> dict[str, Any]:
    return {"params": list(parameters), "lr": rate}


def share_of_rate(step: int, progress: float, settings: Settings) -> float:
    """The share of the highest rate: a linear rise, then a linear fall as progress goes to 1."""
    return min(1.0, (step + 1) / settings.warm) * max(settings.floor, 1.0 - progress)


class RunningMean:
    """The mean of the parameters over the last steps: steadier than the last ones."""

    def __init__(self, network: Network, memory: float) -> None:
        self.memory, self.taken = memory, 0
        self.kept = {name: one.detach().clone() for name, one in network.state_dict().items()}

    def add(self, network: Network) -> None:
        """Take the parameters as they are now in; early ones are soon forgotten."""
        self.taken += 1
        memory = min(self.memory, self.taken / (self.taken + 10))
        for name, one in network.state_dict().items():
            self.kept[name].lerp_(one, 1.0 - memory)


class Trainer:
    """A network being trained by one worker."""

    def __init__(
        self, network: Network, inventory: Inventory, settings: Settings, worker: Worker
    ) -> None:
        self.network, self.inventory = network, inventory
        self.settings, self.worker = settings, worker
        self.optimiser = Optimiser(network, settings)
        self.mean = RunningMean(network, settings.memory)
        self.steps, self.pieces, self.spent = 0, 0, 0.0
        self.smooth: dict[str, float] = {}

    def learn(self, batches: Iterator[Batch], pause: Callable[[], None]) -> None:
        """Learn until time or steps are over; `pause` is called every few minutes."""
        began, earlier = time.monotonic(), self.spent
        paused = began
        self.network.train()
        for batch in batches:
            self.spent = earlier + time.monotonic() - began
            if self.steps % self.settings.together == 0 and self._meet():
                return
            self._step(batch)
            waited = (time.monotonic() - paused) / 60
            meeting = self.steps % self.settings.together == 0
            if self.worker.leads and meeting and waited >= self.settings.pause:
                pause()
                paused = time.monotonic()
                self.network.train()

    def progress(self) -> float:
        """How much of the time or of the steps is used up, 0 to 1."""
        by_time = self.spent / 60 / self.settings.minutes
        by_steps = self.steps / self.settings.steps if self.settings.steps else 0.0
        return min(1.0, max(by_time, by_steps))

    def _meet(self) -> bool:
        self.worker.average(self.network.parameters())
        if self.worker.leads:
            self.mean.add(self.network)
        return self.worker.any(self.progress() >= 1.0)

    def _step(self, batch: Batch) -> None:
        found = losses(self.network, batch, self.inventory, self.settings.bf16)
        if found:
            total(found, self.settings.weights).backward()
            self.optimiser.step(share_of_rate(self.steps, self.progress(), self.settings))
        self.steps += 1
        self.pieces += int(batch.mask.sum())
        for head, loss in found.items():
            value = loss.item()
            self.smooth[head] = 0.97 * self.smooth.get(head, value) + 0.03 * value

    def state(self) -> dict[str, Any]:
        """Everything a checkpoint keeps; plain values and tensors."""
        return {
            "shape": self.settings.shape.to_json(),
            "inventory": self.inventory.to_json(),
            "network": self.network.state_dict(),
            "mean": self.mean.kept,
            "taken": self.mean.taken,
            "optimiser": self.optimiser.state(),
            "steps": self.steps,
            "pieces": self.pieces,
            "spent": self.spent,
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Go on from a checkpoint."""
        self.network.load_state_dict(kept["network"])
        self.mean.kept, self.mean.taken = dict(kept["mean"]), kept["taken"]
        self.optimiser.restore(kept["optimiser"])
        self.steps, self.pieces, self.spent = kept["steps"], kept["pieces"], kept["spent"]


def new_network(shape: Shape, inventory: Inventory, pretrained: Mapping[str, Tensor]) -> Network:
    """A network with a pretrained encoder and fresh heads."""
    network = Network(shape, inventory.width, len(inventory.relations))
    load_pretrained(network.encoder, pretrained)
    return network


def load_network(path: Path) -> tuple[Network, Inventory]:
    """A trained network as `save_model` wrote it, ready to be used."""
    kept = torch.load(path, weights_only=True)
    inventory = Inventory.from_json(kept["inventory"])
    network = Network(Shape(**kept["shape"]), inventory.width, len(inventory.relations))
    network.load_state_dict(kept["network"])
    return network.eval(), inventory


def save(kept: Mapping[str, Any], path: Path) -> None:
    """Write a file whole or not at all."""
    partial_file = path.with_suffix(".part")
    torch.save(dict(kept), partial_file)
    partial_file.replace(path)


def save_model(trainer: Trainer, path: Path) -> None:
    """Write the running mean as the trained network."""
    state = trainer.state()
    save({**{key: state[key] for key in ("shape", "inventory")}, "network": state["mean"]}, path)

"""What the network is asked to get right, head by head."""

from dataclasses import dataclass, fields
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from engine.batches import Batch
from engine.examples import Role
from engine.labels import FEATURE_CLASSES, IGNORED, SENTENCE, UPOS, Inventory
from engine.network import Network

ARCS, RELATIONS = "arcs", "relations"
IMPOSSIBLE = -1e4


@dataclass(frozen=True)
class Weights:
    """How much each kind of head counts in the loss."""

    sentence: float = 0.5
    upos: float = 0.5
    feature: float = 0.1
    names: float = 2.0
    """For each guideline."""
    role: float = 0.33
    """For each of source, cue and content."""
    arcs: float = 1.0
    relations: float = 1.0

    def of(self, head: str) -> float:
        """The weight of a head by its name."""
        if head in FEATURE_CLASSES:
            return self.feature
        if head in set(Role):
            return self.role
        single: dict[str, Any] = {
            SENTENCE: self.sentence,
            UPOS: self.upos,
            ARCS: self.arcs,
            RELATIONS: self.relations,
        }
        return float(single.get(head, self.names))


def tensors(batch: Batch) -> dict[str, Tensor]:
    """A batch's arrays as tensors that share their memory."""
    return {each.name: torch.from_numpy(getattr(batch, each.name)) for each in fields(batch)}


def losses(
    network: Network, batch: Batch, inventory: Inventory, bf16: bool = False
) -> dict[str, Tensor]:
    """Head -> its loss; a head about which the batch says nothing is absent.

    A head's mean is scaled by the square root of the share of words that it is told about, so that
    a single annotated window among many does not move the encoder as much as a full batch.
    """
    given = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        # At all pieces, not only at the words' first: the sizes of matrices then repeat.
        vectors = network.encoder(given["ids"], given["shapes"], given["mask"])
        said = [_at_words(each, given) for each in network.heads(network.dropout(vectors))]
    labels, arc_dep, arc_head, rel_dep, rel_head = said
    found = _label_losses(labels[given["words"]], given, inventory)
    if bool((given["heads"] >= 0).any()):
        found[ARCS] = _arc_loss(network, arc_dep.float(), arc_head.float(), given)
    if bool((given["relations"] >= 0).any()):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            found[RELATIONS] = _relation_loss(network, rel_dep, rel_head, given)
    return found


def _at_words(pieces: Tensor, given: dict[str, Tensor]) -> Tensor:
    """[windows, pieces, ..] -> [windows, words, ..]: what stands at each word's first piece."""
    return pieces.gather(1, given["first"][..., None].expand(-1, -1, pieces.shape[-1]))


def total(found: dict[str, Tensor], weights: Weights) -> Tensor:
    """The weighted sum.

    Raises:
        ValueError: Nothing in the batch is annotated.
    """
    if not found:
        raise ValueError("the batch has no gold labels for any head")
    return torch.stack([weights.of(head) * loss for head, loss in found.items()]).sum()


def _label_losses(
    scores: Tensor, given: dict[str, Tensor], inventory: Inventory
) -> dict[str, Tensor]:
    gold = given["labels"][given["words"]]
    found: dict[str, Tensor] = {}
    for column, (head, span) in enumerate(inventory.columns().items()):
        if bool((gold[:, column] >= 0).any()):
            found[head] = _scaled_loss(scores[:, span], gold[:, column])
    return found


def _scaled_loss(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORED
    share = known.float().mean().sqrt()
    return functional.cross_entropy(scores[known].float(), gold[known]) * share


def _arc_loss(
    network: Network, wanted: Tensor, offered: Tensor, given: dict[str, Tensor]
) -> Tensor:
    sentence = given["sentence"]
    apart = sentence[:, :, None] != sentence[:, None, :]
    scores = network.arc_scores(wanted, offered).masked_fill(apart, IMPOSSIBLE)
    return _scaled_loss(scores[given["words"]], given["heads"][given["words"]])


def _relation_loss(
    network: Network, dependents: Tensor, heads: Tensor, given: dict[str, Tensor]
) -> Tensor:
    gold = given["heads"].clamp(min=0)[..., None].expand(-1, -1, heads.shape[-1])
    scores = network.relation_scores(dependents.flatten(0, 1), heads.gather(1, gold).flatten(0, 1))
    words = given["words"].flatten()
    return _scaled_loss(scores[words], given["relations"].flatten()[words])

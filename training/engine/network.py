"""The network: a small pretrained encoder and the heads that read words off its first pieces."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

SHAPES = 16
DISTANCES = 12
"""Buckets of the distance between a word and its head, for each direction."""

OUTPUTS = ("labels", "arc_dep", "arc_head", "rel_dep", "rel_head")
"""What the model gives for every piece, in order."""


@dataclass(frozen=True)
class Shape:
    """The sizes of a network; the defaults are MiniLM-L6's."""

    layers: int = 6
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    shapes: int = SHAPES
    """Kinds of word shape beside the pieces; 0: none."""
    arcs: int = 256
    relations: int = 64
    dropout: float = 0.0
    """In the encoder; one mask for all pieces of a window, which costs little on a CPU."""
    head_dropout: float = 0.15
    """Before the heads."""

    def to_json(self) -> dict[str, Any]:
        """A form JSON can hold; `Shape(**kept)` reads it back."""
        return asdict(self)


class Module(nn.Module):  # type: ignore[misc]  # the library is absent where types are checked
    """A piece of network."""


class SharedDropout(Module):
    """Dropout with one mask [windows, 1, width] for all pieces of a window."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, given: Tensor) -> Tensor:
        """The input with a share of its features at zero while training."""
        if not self.training or self.share == 0:
            return given
        mask = given.new_empty(given.shape[0], 1, given.shape[2]).bernoulli_(1 - self.share)
        return given * mask.div_(1 - self.share)


class Layer(Module):
    """One layer of the encoder: attention, then two dense layers, each normalised after."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.mixed = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = SharedDropout(shape.dropout)

    def forward(self, given: Tensor, bias: Tensor) -> Tensor:
        """[windows, pieces, width] -> the same; bias [windows, 1, 1, pieces] hides the padding."""
        windows, length, width = given.shape
        part = width // self.heads
        mixed = self.mixed(given).view(windows, length, 3, self.heads, part)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: the fused attention is several times slower on a CPU in bf16.
        scores = torch.matmul(query * part**-0.5, key.transpose(-1, -2)) + bias.to(query.dtype)
        weights = torch.softmax(scores, -1).to(value.dtype)
        seen = torch.matmul(weights, value).transpose(1, 2).reshape(windows, length, width)
        given = self.attended_norm(given + self.dropout(self.attended(seen)))
        outer = self.outer(functional.gelu(self.inner(given)))
        return self.outer_norm(given + self.dropout(outer))


class Encoder(Module):
    """Pieces, their places and the shapes of their words -> one vector for each piece."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        # Sparse: a step touches a few hundred of the 30,522 rows.
        self.pieces = nn.Embedding(shape.vocabulary, shape.width, sparse=True)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.shapes = nn.Embedding(shape.shapes, shape.width) if shape.shapes else None
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = SharedDropout(shape.dropout)
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])
        if self.shapes is not None:
            nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor | None, mask: Tensor) -> Tensor:
        """ids, shapes int64 [windows, pieces], mask float32 (1: a piece) -> [.., .., width]."""
        length = ids.shape[1]
        given = self.pieces(ids) + self.places.weight[:length][None] + self.kind
        if self.shapes is not None and shapes is not None:
            given = given + self.shapes(shapes)
        given = self.dropout(self.norm(given))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            given = layer(given, bias)
        return given


class Network(Module):
    """The encoder with all heads."""

    def __init__(self, shape: Shape, classes: int, relations: int) -> None:
        """classes: the columns of all linear heads together."""
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(shape.head_dropout)
        self.labels = nn.Linear(shape.width, classes)
        self.arc_dep = nn.Linear(shape.width, shape.arcs)
        self.arc_mix = nn.Linear(shape.arcs, shape.arcs, bias=False)
        self.arc_head = nn.Linear(shape.width, shape.arcs)
        self.arc_bias = nn.Linear(shape.arcs, 1)
        self.arc_distance = nn.Parameter(torch.zeros(2 * DISTANCES))
        self.rel_dep = nn.Linear(shape.width, shape.relations)
        self.rel_head = nn.Linear(shape.width, shape.relations)
        size = shape.relations + 1
        self.rel_weight = nn.Parameter(torch.randn(relations, size, size) * 0.02)
        nn.init.eye_(self.arc_mix.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The five outputs, for every piece, in the order of OUTPUTS."""
        return self.heads(self.encoder(ids, shapes, mask))

    def heads(self, vectors: Tensor) -> tuple[Tensor, ...]:
        """The five outputs for vectors [.., width]."""
        return (self.labels(vectors), *self.arc_parts(vectors), *self.relation_parts(vectors))

    def arc_parts(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """What a word seeks as a dependent, and what it offers as a head (last column: bias)."""
        wanted = self.arc_mix(functional.gelu(self.arc_dep(vectors)))
        offered = functional.gelu(self.arc_head(vectors))
        scaled = wanted * (2 / math.sqrt(self.shape.arcs))
        return scaled, torch.cat([offered, self.arc_bias(offered)], -1)

    def relation_parts(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of a word as dependent and as head for the relation's name."""
        return functional.gelu(self.rel_dep(vectors)), functional.gelu(self.rel_head(vectors))

    def arc_scores(self, wanted: Tensor, offered: Tensor) -> Tensor:
        """Arc parts [windows, words, ..] -> scores [windows, dependent, head]; diagonal: root."""
        scores = wanted @ offered[..., :-1].transpose(1, 2) + offered[..., -1][:, None, :]
        return scores + self.arc_distance[distance_buckets(wanted.shape[1])]

    def relation_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Relation parts [words, R] of dependents and of their heads -> [words, relations]."""
        ones = dependents.new_ones(dependents.shape[0], 1)
        dependents, heads = torch.cat([dependents, ones], 1), torch.cat([heads, ones], 1)
        count, size, _ = self.rel_weight.shape
        weight = self.rel_weight.permute(1, 0, 2).reshape(size, count * size)
        mixed = (dependents @ weight).view(-1, count, size)
        return torch.matmul(mixed, heads[:, :, None])[..., 0]


def distance_buckets(words: int) -> Tensor:
    """The bucket of the way from each word to each other word, int64 [words, words]."""
    place = torch.arange(words)
    way = place[None, :] - place[:, None]
    size = torch.log2(way.abs().float() + 1).long().clamp(max=DISTANCES - 1)
    return size + DISTANCES * (way > 0).long()


def load_pretrained(encoder: Encoder, weights: Mapping[str, Tensor]) -> None:
    """Copy a BERT checkpoint's weights into the encoder; the shapes stay as they are."""
    with torch.no_grad():
        _copy(encoder.pieces, weights, "embeddings.word_embeddings")
        _copy(encoder.places, weights, "embeddings.position_embeddings")
        encoder.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(encoder.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{number}"
            parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
            for kind in ("weight", "bias"):
                joined = torch.cat([weights[f"{part}.{kind}"] for part in parts])
                getattr(layer.mixed, kind).copy_(joined)
            _copy(layer.attended, weights, f"{prefix}.attention.output.dense")
            _copy(layer.attended_norm, weights, f"{prefix}.attention.output.LayerNorm")
            _copy(layer.inner, weights, f"{prefix}.intermediate.dense")
            _copy(layer.outer, weights, f"{prefix}.output.dense")
            _copy(layer.outer_norm, weights, f"{prefix}.output.LayerNorm")


def _copy(module: Any, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    if getattr(module, "bias", None) is not None:
        module.bias.copy_(weights[f"{name}.bias"])

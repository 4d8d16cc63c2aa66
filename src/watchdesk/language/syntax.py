"""What the engine says about a text: arrays by word, and objects only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.records import Span


class Unread(NamedTuple):
    """A stretch of the text that was not analysed as the rest, and why."""

    span: Span
    reason: str


@dataclass(frozen=True)
class Labels:
    """The names behind the numbers, the same for all texts that one model has read."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    features: Mapping[str, tuple[str, ...]]
    """Feature, as ``Number``, and its values; the first stands for having none."""
    names: Mapping[str, tuple[str, ...]]
    """Guideline, and its kinds of names."""
    tags: tuple[str, ...]
    """Tagged roles; each has the classes outside, beginning, inside."""


@dataclass(frozen=True)
class Syntax:
    """Words, sentences and trees of some regions of a text.

    Arrays run over words, in the order of the text; offsets count code points of ``text``.
    """

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    breaks: NDArray[np.bool_]
    """A line break, or the start of a region, comes before the word."""
    bounds: NDArray[np.int32]
    """First words of the sentences, and the number of words at the end: [sentences + 1]."""
    upos: NDArray[np.uint8]
    heads: NDArray[np.int32]
    """The word a word depends on, counted in the text; -1 for the root of a sentence."""
    relations: NDArray[np.uint8]
    features: Mapping[str, NDArray[np.uint8]]
    names: Mapping[str, NDArray[np.int32]]
    """Guideline to [names, 3]: first word, word after the last, kind."""
    tags: NDArray[np.float16]
    """Log probabilities [words, roles, 3] of outside, beginning, inside."""
    labels: Labels
    unread: tuple[Unread, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def forms(self) -> list[str]:
        """The words as written."""
        bounds = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [self.text[start:end] for start, end in bounds]

    @cached_property
    def lemmas(self) -> list[str]:
        """The dictionary form of each word, by its part of speech."""
        from watchdesk.language.lemmas import lemma  # noqa: PLC0415  # only where they are wanted

        tags = self.labels.upos
        numbers = (None, *self.labels.features.get("Number", ("",))[1:])
        known = self.features.get("Number", np.zeros(len(self), dtype=np.uint8))
        return [
            lemma(form, tags[tag], numbers[number])
            for form, tag, number in zip(
                self.forms, self.upos.tolist(), known.tolist(), strict=True
            )
        ]

    @cached_property
    def sentence_of(self) -> NDArray[np.int32]:
        """The sentence each word stands in."""
        count = len(self.bounds) - 1
        return np.repeat(np.arange(count, dtype=np.int32), np.diff(self.bounds))

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences as spans of the text, from the first word to the end of the last."""
        first, last = self.bounds[:-1], self.bounds[1:] - 1
        pairs = zip(self.starts[first].tolist(), self.ends[last].tolist(), strict=True)
        return tuple(Span(start, end) for start, end in pairs)

    def relation(self, word: int) -> str:
        """The label of the arc that leads to a word."""
        return self.labels.relations[int(self.relations[word])]

    def part_of_speech(self, word: int) -> str:
        """The universal part of speech of a word."""
        return self.labels.upos[int(self.upos[word])]

    def feature(self, word: int, name: str) -> str | None:
        """The value of a feature of a word, or ``None`` where it has none."""
        values = self.labels.features[name]
        number = int(self.features[name][word])
        return values[number] if number else None

    @cached_property
    def _by_head(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        order = np.argsort(self.heads, kind="stable")
        return order, np.searchsorted(self.heads[order], np.arange(len(self) + 1))

    def children(self, word: int, *relations: str) -> list[int]:
        """The words that depend on a word, in order; only those of some relations, if given.

        A relation without a subtype stands for all of its subtypes too.
        """
        order, first = self._by_head
        found: list[int] = order[first[word] : first[word + 1]].tolist()
        if not relations:
            return found
        return [child for child in found if _is_one_of(self.relation(child), relations)]

    @cached_property
    def _subtrees(self) -> tuple[list[int], list[int]]:
        """The leftmost and the rightmost word under each word, itself included."""
        left, right = list(range(len(self))), list(range(len(self)))
        heads = self.heads.tolist()
        for word in self._upwards:
            head = heads[word]
            if head >= 0:
                left[head] = min(left[head], left[word])
                right[head] = max(right[head], right[word])
        return left, right

    @cached_property
    def _upwards(self) -> list[int]:
        """The words, each before its head."""
        order, first = self._by_head
        roots = np.flatnonzero(self.heads < 0).tolist()
        found: list[int] = []
        while roots:
            word = roots.pop()
            found.append(word)
            roots.extend(order[first[word] : first[word + 1]].tolist())
        return found[::-1]

    def subtree(self, word: int) -> tuple[int, int]:
        """From the first to after the last word under a word, the word itself included."""
        left, right = self._subtrees
        return left[word], right[word] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of the text from one word to before another; ``end`` above ``start``."""
        return Span(int(self.starts[start]), int(self.ends[end - 1]))

    def named(self, guideline: str) -> Iterator[tuple[Span, str]]:
        """The names of a guideline as spans of the text, with their kinds."""
        kinds = self.labels.names[guideline]
        for start, end, kind in self.names[guideline].tolist():
            yield self.span(start, end), kinds[kind]


def _is_one_of(relation: str, wanted: tuple[str, ...]) -> bool:
    return relation in wanted or relation.partition(":")[0] in wanted

"""A parsed article: tokens as offset arrays, sentences, names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.language.listed import Listed
from watchdesk.language.syntax import Syntax
from watchdesk.records import MentionKind, Span


class Name(NamedTuple):
    """A name as it stands in the text, before anybody asks who it is."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True)
class Document:
    """What ``language.parse`` makes of the read parts of one article.

    ``token_starts`` and ``token_ends`` are int32 arrays of equal length, offsets into ``text``
    (the whole captured text), increasing. A token is a word, a number (``1,000``, ``2.5``,
    ``$``-sign apart), or one punctuation mark; ``U.S.`` and ``two-and-a-half`` are one token.
    ``sentences`` are spans into ``text``; none crosses a part of the article.
    """

    text: str
    token_starts: NDArray[np.int32]
    token_ends: NDArray[np.int32]
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    syntax: Syntax
    """Words as the treebanks cut them, with trees; its sentences are ``sentences``."""

    @cached_property
    def listed(self) -> Listed:
        """The words and trees as lists, made once."""
        return Listed(self.syntax)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that covers a code point, or ``None``."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0 and self.sentences[index].contains(offset):
            return self.sentences[index]
        return None

    def sentence_index(self, offset: int) -> int | None:
        """Position in ``sentences`` of the one that covers a code point, or ``None``."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0 and self.sentences[index].contains(offset):
            return index
        return None

    def tokens_in(self, span: Span) -> tuple[Span, ...]:
        """The tokens that lie wholly in a span."""
        low = int(np.searchsorted(self.token_starts, span.start, side="left"))
        high = int(np.searchsorted(self.token_ends, span.end, side="right"))
        return tuple(
            Span(int(self.token_starts[i]), int(self.token_ends[i])) for i in range(low, high)
        )

    def names_in(self, span: Span) -> tuple[Name, ...]:
        """The names that lie wholly in a span."""
        return tuple(name for name in self.names if span.contains(name.span))

"""An article's words and trees as plain lists, for rules to walk on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from watchdesk.language.syntax import Syntax
from watchdesk.records import Span


class Range(NamedTuple):
    """Words of an article, from ``start`` to before ``end``, counted in its syntax."""

    start: int
    end: int

    def holds(self, other: Range) -> bool:
        """Whether all words of ``other`` are among these."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Range) -> bool:
        """Whether they have a word in common."""
        return self.start < other.end and other.start < self.end


class Listed:
    """The words of a document as lists, with an entry for each word of its syntax.

    ``starts`` and ``ends`` count code points of ``text``. ``heads`` is -1 at a root; ``bounds``
    are the first words of the sentences and, at the end, the number of words; ``sentence`` is the
    sentence each word stands in. Features are given by :meth:`feature`.
    """

    def __init__(self, syntax: Syntax) -> None:
        self.text: str = syntax.text
        self.syntax = syntax
        self.starts: list[int] = syntax.starts.tolist()
        self.ends: list[int] = syntax.ends.tolist()
        self.forms: list[str] = syntax.forms
        self.low = [form.lower() for form in self.forms]
        labels = syntax.labels
        self.upos: list[str] = [labels.upos[k] for k in syntax.upos.tolist()]
        self.rels: list[str] = [labels.relations[k] for k in syntax.relations.tolist()]
        self.heads: list[int] = syntax.heads.tolist()
        self.kids: list[list[int]] = [[] for _ in self.heads]
        for word, head in enumerate(self.heads):
            if head >= 0:
                self.kids[head].append(word)
        self.bounds: list[int] = syntax.bounds.tolist()
        self.sentence: list[int] = syntax.sentence_of.tolist()

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lemmas(self) -> list[str]:
        """The dictionary form of each word, in lower case."""
        return [lemma.lower() for lemma in self.syntax.lemmas]

    @cached_property
    def lines(self) -> list[bool]:
        """Whether a word is the first of its line."""
        breaks: list[bool] = self.syntax.breaks.tolist()
        return breaks

    def sentence_of(self, word: int) -> Range:
        """The sentence a word stands in."""
        number = self.sentence[word]
        return Range(self.bounds[number], self.bounds[number + 1])

    def span(self, words: Range) -> Span:
        """Where words stand in the text."""
        return Span(self.starts[words.start], self.ends[words.end - 1])

    def words(self, span: Span) -> Range:
        """The words that a stretch of the text touches; may be empty."""
        return Range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def said(self, words: Range) -> str:
        """Words as written."""
        return self.text[self.starts[words.start] : self.ends[words.end - 1]]

    def feature(self, word: int, name: str) -> str | None:
        """The value of a feature of a word, such as ``Tense``; ``None`` where it has none."""
        return self.syntax.feature(word, name)

    def rel(self, word: int) -> str:
        """The relation of a word without its subtype."""
        return self.rels[word].partition(":")[0]

    def kid(self, word: int, *relations: str) -> int | None:
        """The first dependent with one of these relations, subtypes counted with their kind."""
        for kid in self.kids[word]:
            if self.rels[kid] in relations or self.rel(kid) in relations:
                return kid
        return None

    def kids_of(self, word: int, *relations: str) -> list[int]:
        """All dependents with one of these relations, subtypes counted with their kind."""
        return [k for k in self.kids[word] if self.rels[k] in relations or self.rel(k) in relations]

    def has_to(self, word: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        return any(self.low[k] == "to" for k in self.kids_of(word, "mark"))

    def under(self, word: int, without: Iterable[int] = ()) -> list[int]:
        """The word and all words below it, in order, leaving out those below ``without``."""
        left = set(without)
        found, waiting = [], [word]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(kid for kid in self.kids[at] if kid not in left)
        return sorted(found)

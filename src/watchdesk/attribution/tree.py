"""An article's words, trees, paragraphs and quotations as plain lists, for the rules to walk on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from watchdesk.attribution.datelines import dateline_end, label_end
from watchdesk.attribution.quotes import Running, running
from watchdesk.language import Document
from watchdesk.records import Article, Span

_LINE = re.compile("[^\n\r]+")
_OPENING = frozenset('“ ‘ " « „ `` ( [ {'.split())
_CLOSING = frozenset("” ’ \" » ) ] } '' %".split())


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


class Quoted(NamedTuple):
    """A quotation of one paragraph, its marks included."""

    start: int
    end: int
    closed: bool
    """False when the paragraph ends before the quotation does."""
    continues: bool = False
    """Whether it goes on with the quotation before it, that of the paragraph above."""

    @property
    def words(self) -> Range:
        """The words between the marks, and the marks."""
        return Range(self.start, self.end)


class Paragraph(NamedTuple):
    """A line the article tells."""

    start: int
    end: int


class Tree:
    """Words of the parts an article tells, as lists with an entry for each word of its syntax.

    ``paragraph`` is -1 for words of parts that are not told, such as titles and captions; the
    rules leave them alone. ``heads`` is -1 at a root. ``quote`` is the index in ``quotes``, -1
    outside quotations; marks belong to their quotation.
    """

    def __init__(self, doc: Document, article: Article) -> None:
        syntax = doc.syntax
        self.text: str = doc.text
        self.syntax = syntax
        self.starts: list[int] = syntax.starts.tolist()
        self.ends: list[int] = syntax.ends.tolist()
        self.forms: list[str] = syntax.forms
        self.low = [form.lower() for form in self.forms]
        self.lemmas: list[str] = [lemma.lower() for lemma in syntax.lemmas]
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
        self.paragraph = [-1] * len(self.starts)
        self.quote = [-1] * len(self.starts)
        self.paragraphs: list[Paragraph] = []
        self.quotes: list[Quoted] = []
        self._opened: dict[int, int] = {}
        for line in (lines := list(_told_lines(doc.text, article))):
            self._lay(line)
        for one in running(doc.text, lines):
            self._quote(one)

    def __len__(self) -> int:
        return len(self.starts)

    def _lay(self, line: Span) -> None:
        low, high = bisect_left(self.starts, line.start), bisect_left(self.starts, line.end)
        if low == high:
            return
        number = len(self.paragraphs)
        self.paragraphs.append(Paragraph(low, high))
        self.paragraph[low:high] = [number] * (high - low)
        told = bisect_left(self.starts, dateline_end(self.text, line))
        if low < told < high:
            self.paragraph[low:told] = [-1] * (told - low)
        else:
            told = bisect_left(self.starts, label_end(self.text, line))
        if low < told < high and self.sentence[told] == self.sentence[low]:
            self._opened[self.sentence[low]] = told

    def _quote(self, one: Running) -> None:
        first = bisect_right(self.ends, one.quote.start)
        last = bisect_left(self.starts, one.quote.end)
        if first < last:
            self.quote[first:last] = [len(self.quotes)] * (last - first)
            self.quotes.append(Quoted(first, last, one.quote.closed, one.continues))

    @cached_property
    def lines(self) -> list[bool]:
        """Whether a word is the first of its line."""
        breaks: list[bool] = self.syntax.breaks.tolist()
        return breaks

    def told_sentences(self) -> Iterator[Range]:
        """The sentences of the told parts, in order."""
        for number, end in enumerate(self.bounds[1:]):
            start = self._opened.get(number, self.bounds[number])
            if start < end and self.paragraph[start] >= 0:
                yield Range(start, end)

    def sentence_of(self, word: int) -> Range:
        """The sentence a word stands in, without a dateline before it."""
        number = self.sentence[word]
        return Range(self._opened.get(number, self.bounds[number]), self.bounds[number + 1])

    def span(self, words: Range) -> Span:
        """Where words stand in the text."""
        return Span(self.starts[words.start], self.ends[words.end - 1])

    def words(self, span: Span) -> Range:
        """The words that a stretch of the text touches; may be empty."""
        return Range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def said(self, words: Range) -> str:
        """Words as written."""
        return self.text[self.starts[words.start] : self.ends[words.end - 1]]

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

    def runs(self, words: Iterable[int]) -> list[Range]:
        """Words as ranges: gaps of punctuation alone are closed, edges of punctuation cut."""
        rows: list[list[int]] = []
        for word in sorted(set(words)):
            if rows and self._only_marks(rows[-1][1], word):
                rows[-1][1] = word + 1
            else:
                rows.append([word, word + 1])
        trimmed = (self.trim(Range(*row)) for row in rows)
        return [r for r in trimmed if r is not None]

    def _only_marks(self, start: int, end: int) -> bool:
        return all(self.upos[k] == "PUNCT" for k in range(start, end))

    def trim(self, words: Range) -> Range | None:
        """Without commas and stops at the edges; ``None`` when no word is left."""
        start, end = words
        while start < end and self._is_mark(start) and self.forms[start] not in _OPENING:
            start += 1
        while start < end and self._is_mark(end - 1) and self.forms[end - 1] not in _CLOSING:
            end -= 1
        if not any(self.is_word(k) for k in range(start, end)):
            return None
        return Range(start, end)

    def _is_mark(self, word: int) -> bool:
        return self.upos[word] == "PUNCT" or not self._wordlike[word]

    def is_word(self, word: int) -> bool:
        """Whether it has a letter or a digit."""
        return self._wordlike[word]

    @cached_property
    def _wordlike(self) -> list[bool]:
        # a form can be a run of many thousand marks, so each is looked at once
        return [any(c.isalnum() for c in form) for form in self.forms]


def _told_lines(text: str, article: Article) -> Iterator[Span]:
    for part in sorted(article.parts, key=lambda p: p.start):
        if not part.kind.is_told:
            continue
        for line in _LINE.finditer(text, part.start, part.end):
            span = Span(line.start(), line.end()).trim(text)
            if span.length:
                yield span

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
from watchdesk.language.listed import Listed, Range
from watchdesk.records import Article, Span

_LINE = re.compile("[^\n\r]+")
_OPENING = frozenset('“ ‘ " « „ `` ( [ {'.split())
_CLOSING = frozenset("” ’ \" » ) ] } '' %".split())


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


class Tree(Listed):
    """Words of the parts an article tells, as lists with an entry for each word of its syntax.

    ``paragraph`` is -1 for words of parts that are not told, such as titles and captions; the
    rules leave them alone. ``quote`` is the index in ``quotes``, -1 outside quotations; marks
    belong to their quotation.
    """

    def __init__(self, doc: Document, article: Article) -> None:
        vars(self).update(vars(doc.listed))  # the lists are shared, not made again
        self.paragraph = [-1] * len(self.starts)
        self.quote = [-1] * len(self.starts)
        self.paragraphs: list[Paragraph] = []
        self.quotes: list[Quoted] = []
        self._opened: dict[int, int] = {}
        for line in (lines := list(_told_lines(doc.text, article))):
            self._lay(line)
        for one in running(doc.text, lines):
            self._quote(one)

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

"""A paragraph as a row of units: words, marks, and whole quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.attribution.quotes import Quote, quotations
from watchdesk.attribution.first.words import TIME_NOUNS
from watchdesk.language import Document
from watchdesk.records import Article, Span, Time

_LONGEST = 300
"""Units; a longer sentence is no sentence and is cut, which bounds the work on any text."""
_LINE = re.compile("[^\n\r]+")


@dataclass(slots=True)
class Unit:
    """A word, a mark, or a quotation taken as one."""

    start: int
    end: int
    text: str
    low: str
    quote: Quote | None = None
    timed: bool = False
    """Part of a time expression."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, not a mark or quotation."""
        return self.quote is None and (self.low[0].isalnum() or self.low[-1].isalnum())

    @property
    def is_name(self) -> bool:
        """Whether it is a capitalised word."""
        return self.quote is None and self.text[0].isupper()


Sentence = list[Unit]


@dataclass(slots=True)
class Paragraph:
    """One line the article tells."""

    index: int
    span: Span
    sentences: list[Sentence]
    quotes: tuple[Quote, ...]
    inner: dict[Quote, list[Sentence]]
    """Sentences inside each quotation."""


class Reader:
    """Cuts the told parts of an article into paragraphs of units."""

    def __init__(self, doc: Document, article: Article, times: Sequence[Time]) -> None:
        self.doc = doc
        self.article = article
        self.starts: list[int] = doc.token_starts.tolist()
        self.ends: list[int] = doc.token_ends.tolist()
        self.breaks = [s.start for s in doc.sentences]
        self.times = sorted((t.start, t.end) for t in times)
        self.time_starts = [t[0] for t in self.times]

    def paragraphs(self) -> Iterator[Paragraph]:
        """The told lines, in order of the text."""
        index = 0
        for part in sorted(self.article.parts, key=lambda p: p.start):
            if not part.kind.is_told:
                continue
            for line in _LINE.finditer(self.doc.text, part.start, part.end):
                span = Span(line.start(), line.end()).trim(self.doc.text)
                if span.length:
                    yield self._paragraph(index, span)
                    index += 1

    def _paragraph(self, index: int, span: Span) -> Paragraph:
        quotes = quotations(self.doc.text, span)
        units = self._units(span, quotes)
        inner = {
            q: self._sentences(
                self._units(Span(q.start + 1, max(q.start + 1, q.end - q.closed)), ())
            )
            for q in quotes
        }
        return Paragraph(index, span, self._sentences(units), quotes, inner)

    def _units(self, span: Span, quotes: Sequence[Quote]) -> list[Unit]:
        low = bisect_left(self.starts, span.start)
        high = bisect_left(self.starts, span.end)
        found: list[Unit] = []
        waiting = list(reversed(quotes))
        for i in range(low, high):
            start, end = self.starts[i], min(self.ends[i], span.end)
            while waiting and start >= waiting[-1].end:
                waiting.pop()
            if waiting and start >= waiting[-1].start:
                quote = waiting[-1]
                if not found or found[-1].quote is not quote:
                    words = self.doc.text[quote.start : quote.end]
                    found.append(Unit(quote.start, quote.end, words, words.lower(), quote))
                continue
            text = self.doc.text[start:end]
            found.append(Unit(start, end, text, text.lower(), None, self._timed(start, text)))
        return found

    def _timed(self, start: int, text: str) -> bool:
        k = bisect_right(self.time_starts, start) - 1
        if k >= 0 and start < self.times[k][1]:
            return True
        return text.lower() in TIME_NOUNS and text != "may"

    def _sentences(self, units: list[Unit]) -> list[Sentence]:
        if not units:
            return []
        low = bisect_right(self.breaks, units[0].start)
        high = bisect_left(self.breaks, units[-1].end)
        cuts = self.breaks[low:high]
        rows: list[Sentence] = [[]]
        k = 0
        for unit in units:
            while k < len(cuts) and cuts[k] < unit.start:
                k += 1
            fresh = k < len(cuts) and cuts[k] == unit.start
            if rows[-1] and (fresh or len(rows[-1]) >= _LONGEST):
                rows.append([])
            rows[-1].append(unit)
        return rows

"""A bare text through the product, and its attributions as the scorer wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attribution_scores import Layered, Text
from watchdesk import grounding, language
from watchdesk.attribution import attribute
from watchdesk.attribution.tree import Tree
from watchdesk.language import Document
from watchdesk.records import Article, Attribution, Mention, Part, PartKind, Role, Span, Time


class Read(NamedTuple):
    """What attribution is handed on: the text after every step before it."""

    doc: Document
    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]

    def attributions(self) -> tuple[Attribution, ...]:
        """What the product finds."""
        return attribute(self.doc, self.article, self.mentions, self.times)


def article_of(text: str, outlet: str | None = None) -> Article:
    """A bare text as an article with one body part for each line."""
    lines = (Span(m.start(), m.end()).trim(text) for m in re.finditer(r"[^\n\r]+", text))
    parts = tuple(
        Part(start=line.start, end=line.end, kind=PartKind.BODY, reason="a line of a bare text")
        for line in lines
        if line.length
    )
    return Article(id="art-0000000000000000", role=Role.MAIN, outlet=outlet, parts=parts)


def read(text: str, outlet: str | None = None) -> Read:
    """A bare text through the product's steps up to attribution."""
    article = article_of(text, outlet)
    doc = language.parse(text, [part.span for part in article.parts])
    timexes = grounding.find_times(doc)
    published = grounding.infer_published(article, doc, timexes, captured=None, today=None)
    times = grounding.resolve_times(timexes, published.interval, doc)
    return Read(doc, article, grounding.find_actors(doc, article.id), times)


class Quoted:
    """Whether a code point of a read text stands in a quotation, as the product sees them."""

    def __init__(self, one: Read) -> None:
        self._tree = Tree(one.doc, one.article)

    def __call__(self, place: int) -> bool:
        words = self._tree.words(Span(place, place + 1))
        return words.start < words.end and self._tree.quote[words.start] >= 0


def layered(text: Text, quoted: Quoted, found: Sequence[Attribution]) -> list[Layered]:
    """Attributions in the words of the scorer, with what tells their layer."""
    places = {one.id: k for k, one in enumerate(found)}
    made = []
    for one in found:
        stretches = {
            "source": [(one.source.start, one.source.end)] if one.source else [],
            "cue": [(one.cue.start, one.cue.end)] if one.cue else [],
            "content": [(span.start, span.end) for span in one.content],
        }
        told = text.with_that(text.told(stretches))
        parent = places.get(one.within) if one.within else None
        made.append(Layered(told, parent, one.cue is not None and quoted(one.cue.start)))
    return made

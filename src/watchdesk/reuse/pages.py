"""What two captured pages have in common, website and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from watchdesk.records import Capture, Reading, Relation, RelationKind, Role, Span
from watchdesk.reuse.align import Chain, align
from watchdesk.reuse.relate import COMPARED, PASSAGE, relate, reuse_text
from watchdesk.reuse.words import Words, normalise


@dataclass(frozen=True)
class PagePassage:
    """Words that stand on both pages."""

    a: Span
    """In the first capture's text."""
    b: Span
    """In the second's."""
    words: int
    """Equal words."""
    body_words: int
    """Those of them that stand in the body of an article on both pages."""

    @property
    def in_body(self) -> bool:
        """Whether most of it is an article's own text, not the page around it."""
        return self.body_words * 2 >= self.words


@dataclass(frozen=True)
class PageRelation:
    """What two captures are to each other."""

    kind: RelationKind | None
    """What their articles make of them. ``SAME_TEMPLATE`` when the pages share nothing worth
    telling but what stands around their articles, or those are fillings of one form; ``None`` when
    they do not even share that."""
    share_a: float
    """Part of all words of the first page that stand on the second, 0 to 1."""
    share_b: float
    """The same of the second page."""
    passages: tuple[PagePassage, ...]
    """In the order of the first page, each of at least 12 equal words."""
    articles: tuple[Relation, ...]
    """How the articles on the pages are related, by their bodies alone; teasers left out."""


def relate_pages(a: Sequence[Reading], b: Sequence[Reading]) -> PageRelation:
    """Compare two captures by all their text, and their articles by their bodies.

    ``a`` and ``b`` are the readings of one capture each. Raises ``ValueError`` when there are none,
    when they are not of one capture, or when the capture comes without its text.
    """
    text_a, words_a, body_a = _page(a)
    text_b, words_b, body_b = _page(b)
    found = align(words_a, words_b, (text_a, text_b))
    chains = [chain for chain in found if chain.matched >= PASSAGE]
    passages = tuple(
        PagePassage(
            words_a.span(*chain.a),
            words_b.span(*chain.b),
            chain.matched,
            _body_words(chain, body_a, body_b),
        )
        for chain in chains
    )
    articles = _related(a, b)
    matched = sum(passage.words for passage in passages)
    one = a[0].capture.id == b[0].capture.id
    return PageRelation(
        kind=RelationKind.SAME_PAGE if one else _kind(passages, articles),
        share_a=round(matched / max(1, len(words_a)), 4),
        share_b=round(matched / max(1, len(words_b)), 4),
        passages=passages,
        articles=articles,
    )


def _page(readings: Sequence[Reading]) -> tuple[str, Words, bytes]:
    """The text of a capture, its words, and 1 for each word in the body of an article."""
    captures = {reading.capture.id: reading.capture for reading in readings}
    if len(captures) != 1:
        raise ValueError(f"the readings of one capture are needed, not of {len(captures)}")
    capture = next(iter(captures.values()))
    if not isinstance(capture, Capture):
        raise ValueError(f"{capture.id}: the text is needed to compare pages")
    words = normalise(capture.text, [Span(0, len(capture.text))])
    body = np.zeros(len(words), np.uint8)
    for reading in _articles(readings):
        for span in reading.article.spans(*COMPARED):
            first, last = np.searchsorted(words.starts, (span.start, span.end))
            body[first:last] = 1
    return capture.text, words, body.tobytes()


def _articles(readings: Sequence[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.article.role is not Role.TEASER]


def _body_words(chain: Chain, body_a: bytes, body_b: bytes) -> int:
    return sum(
        x & y
        for a, b, length in chain.runs
        for x, y in zip(body_a[a : a + length], body_b[b : b + length], strict=True)
    )


def _related(a: Sequence[Reading], b: Sequence[Reading]) -> tuple[Relation, ...]:
    left = [reuse_text(reading) for reading in _articles(a)]
    right = [reuse_text(reading) for reading in _articles(b)]
    found = (relate(x, y) for x, y in product(left, right))
    return tuple(sorted((r for r in found if r is not None), key=lambda r: (r.a, r.b)))


def _kind(passages: tuple[PagePassage, ...], articles: tuple[Relation, ...]) -> RelationKind | None:
    """The closest tie of two articles, or what the rest of the pages makes of them."""
    order = list(RelationKind)
    kinds = sorted((relation.kind for relation in articles), key=order.index)
    if kinds:
        return kinds[0]
    around = any(not passage.in_body for passage in passages)
    return RelationKind.SAME_TEMPLATE if around else None

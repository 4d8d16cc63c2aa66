"""Attributions of one article: who said what, through whom, how sure."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.chain import Tellers
from watchdesk.attribution.collect import collect
from watchdesk.attribution.context import said_when, venue_of
from watchdesk.attribution.clauses import main_subject
from watchdesk.attribution.find import span as span_of
from watchdesk.attribution.floating import attach_quotations
from watchdesk.attribution.found import Found
from watchdesk.attribution.outlets import is_outlet
from watchdesk.attribution.quotes import Quote
from watchdesk.attribution.units import Paragraph, Reader
from watchdesk.attribution.verification import mark
from watchdesk.language import Document
from watchdesk.records import (
    Article,
    Attribution,
    Link,
    LinkKind,
    Mention,
    Span,
    Speech,
    Time,
    content_id,
    merge_spans,
)


def attribute(
    doc: Document, article: Article, mentions: Sequence[Mention], times: Sequence[Time]
) -> tuple[Attribution, ...]:
    """Every attribution of the told parts of an article, in the order of the text.

    Spans are code points of ``doc.text``. The content of a quotation includes its marks; the
    content of reported speech leaves out an introducing "that". A quotation goes on across
    paragraphs when each opens with a mark. ``chain`` starts with the article's own outlet, when
    that is known, and ends with the speaker; a pronoun's link has the name of whom it stands for
    and the place of the pronoun.
    """
    paragraphs = list(Reader(doc, article, times).paragraphs())
    found: list[Found] = []
    for paragraph in paragraphs:
        found.extend(collect(paragraph))
    found = attach_quotations(doc.text, paragraphs, found)
    found = [one for one in found if one.content or one.kind == "silence"]
    found.sort(key=lambda one: (one.start, -one.end))
    _nest(found)
    mark(doc.text, found, paragraphs)
    return _records(doc, article, mentions, times, paragraphs, found)


def _nest(found: list[Found]) -> None:
    """Give each attribution the smallest one whose content holds it."""
    by_sentence: dict[int, list[Found]] = {}
    for one in found:
        by_sentence.setdefault(one.paragraph, []).append(one)
    for rows in by_sentence.values():
        for one in rows:
            if one.parent is not None or one.cue is None:
                continue
            holders = [
                (c.length, i, other)
                for i, other in enumerate(rows)
                if other is not one and _descends(other, one) is False
                for c in other.content
                if c.contains(Span(one.start, one.end)) and other.cue != one.cue
            ]
            if holders:
                one.parent = min(holders, key=lambda h: h[:2])[2]


def _descends(one: Found, other: Found) -> bool:
    """Whether ``one`` stands, through its parents, inside ``other``."""
    seen = 0
    step: Found | None = one
    while step is not None and seen < 20:
        if step is other:
            return True
        step = step.parent
        seen += 1
    return False


def _records(  # noqa: PLR0913 — the inputs of the step and its own finds
    doc: Document,
    article: Article,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    paragraphs: list[Paragraph],
    found: list[Found],
) -> tuple[Attribution, ...]:
    tellers = Tellers(doc, article, mentions)
    subjects = _Subjects(paragraphs)
    links: dict[int, tuple[Link, ...]] = {}
    for one in found:
        links[id(one)] = _own_links(doc.text, tellers, subjects, one)
    ids = {
        id(one): content_id("att", article.id, one.source, one.cue, tuple(one.content))
        for one in found
    }
    made = []
    for one in found:
        chain: tuple[Link, ...] = links[id(one)]
        parent = one.parent
        steps = 0
        while parent is not None and steps < 20:
            chain = links[id(parent)] + chain
            parent = parent.parent
            steps += 1
        made.append(
            Attribution(
                id=ids[id(one)],
                source=one.source,
                cue=one.cue,
                content=tuple(one.content),
                speech=_speech(doc.text, one, paragraphs),
                act=one.act,
                chain=tellers.own_outlet() + _without_own(chain, article.outlet),
                said=said_when(doc.text, one, times),
                venue=venue_of(doc.text, one),
                verification=one.verification,
                within=ids[id(one.parent)] if one.parent else None,
            )
        )
    return tuple({one.id: one for one in made}.values())


def _without_own(chain: tuple[Link, ...], outlet: str | None) -> tuple[Link, ...]:
    """Drop a first link that names the article's own outlet again."""
    own = (outlet or "").lower().removeprefix("the ")
    if own and len(chain) > 1 and chain[0].kind is LinkKind.OUTLET:
        if chain[0].name.lower().removeprefix("the ") == own:
            return chain[1:]
    return chain


def _own_links(text: str, tellers: Tellers, subjects: _Subjects, one: Found) -> tuple[Link, ...]:
    if one.shares is not None and one.shares.source == one.source:
        before = subjects.before(one.shares.start)
    else:
        before = subjects.before(one.source.start if one.source else one.start)
    link = tellers.link(one.source, before)
    for adjunct in one.adjuncts:
        words = adjunct.text_of(text)
        if one.lemma == "tell" and is_outlet(words):
            name = words.removeprefix("the ").removeprefix("The ")
            return (Link(name=name, kind=LinkKind.OUTLET, span=adjunct), link)
    return (link,)


class _Subjects:
    """Subjects of sentences, for pronouns."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.rows: list[tuple[int, Span]] = []
        for paragraph in paragraphs:
            for units in paragraph.sentences:
                where = main_subject(units, 0, len(units))
                if where is not None:
                    self.rows.append((units[0].start, span_of(units, where)))

    def before(self, offset: int) -> list[Span]:
        """The last few subjects that end before an offset, nearest first."""
        near = [span for _, span in self.rows if offset - 1500 < span.end <= offset]
        return list(reversed(near))[:4]


def _speech(text: str, one: Found, paragraphs: list[Paragraph]) -> Speech:
    quotes: list[Quote] = [
        q for p in paragraphs if one.content and _touches(p.span, one.content) for q in p.quotes
    ]
    if one.quote is not None:
        return Speech.INDIRECT
    if not one.content or not quotes:
        return Speech.INDIRECT
    joined = merge_spans(q.span for q in quotes)
    inside = all(any(q.contains(c) for q in joined) for c in one.content)
    if inside:
        return Speech.DIRECT
    return (
        Speech.MIXED if any(q.overlaps(c) for q in joined for c in one.content) else Speech.INDIRECT
    )


def _touches(span: Span, content: Sequence[Span]) -> bool:
    return any(span.overlaps(c) for c in content)

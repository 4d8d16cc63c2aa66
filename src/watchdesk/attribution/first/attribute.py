"""Attributions of one article: who said what, through whom, how sure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.attribution.first.chain import Around, Tellers
from watchdesk.attribution.first.collect import collect
from watchdesk.attribution.first.context import Clock, Subjects, venue_of
from watchdesk.attribution.first.floating import attach_quotations
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.units import Paragraph, Reader
from watchdesk.attribution.first.verification import mark
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

_DEEPEST = 40
"""How many contents around one place are looked at."""


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
    found.sort(key=lambda one: (one.start, one.cue or Span(0, 0), -one.end))
    _nest(found)
    mark(doc.text, found, paragraphs)
    return _records(doc, article, _Context(paragraphs, mentions, times), found)


class _Context(NamedTuple):
    """What the records are filled from."""

    paragraphs: list[Paragraph]
    mentions: Sequence[Mention]
    times: Sequence[Time]


def _nest(found: list[Found]) -> None:
    """Give each attribution the smallest one whose content holds it; ``found`` is sorted."""
    contents = sorted(
        ((c.start, -c.end, i) for i, one in enumerate(found) for c in one.content), reverse=True
    )
    holding: list[tuple[int, int, int]] = []
    for one in found:
        while contents and contents[-1][0] <= one.start:
            holding.append(contents.pop())
        holding = [h for h in holding if -h[1] > one.start][-_DEEPEST:]
        if one.parent is not None or one.cue is None:
            continue
        inside = [
            (-end - start, -i)
            for start, end, i in holding
            if -end >= one.end and found[i] is not one and found[i].cue != one.cue
        ]
        for _, i in sorted(inside):
            if not _descends(found[-i], one):
                one.parent = found[-i]
                break


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


def _records(
    doc: Document, article: Article, around: _Context, found: list[Found]
) -> tuple[Attribution, ...]:
    paragraphs, times = around.paragraphs, around.times
    subjects = Subjects(paragraphs)
    quotes = list(merge_spans(q.span for p in paragraphs for q in p.quotes))
    tellers = Tellers(doc, article, around.mentions, quotes)
    clock = Clock(times)
    links: dict[int, tuple[Link, ...]] = {}
    for one in found:
        links[id(one)] = _own_links(tellers, subjects, one)
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
            chain = links.get(id(parent), ()) + chain  # a parent may itself have been dropped
            parent = parent.parent
            steps += 1
        made.append(
            Attribution(
                id=ids[id(one)],
                source=one.source,
                cue=one.cue,
                content=tuple(one.content),
                speech=_speech(quotes, one),
                act=one.act,
                chain=tellers.own_outlet() + _without_own(chain, article.outlet),
                said=clock.said(doc.text, one),
                venue=venue_of(doc.text, one),
                verification=one.verification,
                within=ids.get(id(one.parent)) if one.parent else None,
            )
        )
    return tuple({one.id: one for one in made}.values())


def _without_own(chain: tuple[Link, ...], outlet: str | None) -> tuple[Link, ...]:
    """Drop a first link that names the article's own outlet again."""
    own = (outlet or "").lower().removeprefix("the ")
    first = chain[0].name.lower().removeprefix("the ")
    again = len(chain) > 1 and chain[0].kind is LinkKind.OUTLET and first == own
    return chain[1:] if again else chain


def _own_links(tellers: Tellers, subjects: Subjects, one: Found) -> tuple[Link, ...]:
    at = one.source.start if one.source else one.start
    if one.shares is not None and one.shares.source == one.source:
        at = one.shares.start
    trailing = any(c.start < at for c in one.content)
    around = Around(subjects.before(at, one.quote), trailing, one.quote is not None)
    links = tellers.link(one.source, around)
    if one.lemma != "tell":
        return links
    for adjunct in one.adjuncts:
        outlet = tellers.listener(adjunct)
        if outlet is not None:
            return (outlet, *links)
    return links


def _speech(quotes: list[Span], one: Found) -> Speech:
    """How the content stands to the quotations of the article, which are sorted."""
    if one.quote is not None or not one.content:
        return Speech.INDIRECT
    inside, touched = 0, False
    for content in one.content:
        k = bisect_left(quotes, (content.start + 1,)) - 1
        if k >= 0 and quotes[k].contains(content):
            inside += 1
        touched = (
            touched
            or (k >= 0 and quotes[k].overlaps(content))
            or (k + 1 < len(quotes) and quotes[k + 1].overlaps(content))
        )
    if inside == len(one.content):
        return Speech.DIRECT
    return Speech.MIXED if touched else Speech.INDIRECT

"""The first finder's attributions as ranges of words, until the rules over trees take over."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution import found as new
from watchdesk.attribution.first.attribute import Reader, _nest, attach_quotations, collect
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.tree import Range, Tree
from watchdesk.language import Document
from watchdesk.records import Article, Span, Time


def find(doc: Document, article: Article, times: Sequence[Time], tree: Tree) -> list[new.Found]:
    """What the first version finds, nested, with ranges for spans."""
    paragraphs = list(Reader(doc, article, times).paragraphs())
    found: list[Found] = []
    for paragraph in paragraphs:
        found.extend(collect(paragraph))
    found = attach_quotations(doc.text, paragraphs, found)
    found = [one for one in found if one.content or one.kind == "silence"]
    found.sort(key=lambda one: (one.start, one.cue or Span(0, 0), -one.end))
    _nest(found)
    made = {id(one): _made(tree, one) for one in found}
    for one in found:
        made[id(one)].parent = made.get(id(one.parent))
        made[id(one)].shares = made.get(id(one.shares))
    return list(made.values())


def _made(tree: Tree, one: Found) -> new.Found:
    def words(span: Span | None) -> Range | None:
        if span is None:
            return None
        found = tree.words(span)
        return found if found.start < found.end else None

    cue = words(one.cue)
    content = [r for r in map(words, one.content) if r]
    return new.Found(
        kind=one.kind,
        head=cue.end - 1 if cue else -1,
        source=words(one.source),
        cue=cue,
        content=content,
        act=one.act,
        verification=one.verification,
        adjuncts=[r for r in map(words, one.adjuncts) if r],
    )

"""Chains of attributions that a test places by hand, so that no finder's fault hides one here."""

from __future__ import annotations

from typing import NamedTuple

from helpers_attribution import article_of
from watchdesk import language
from watchdesk.attribution.chain import chains
from watchdesk.attribution.context import circumstances
from watchdesk.attribution.found import Found
from watchdesk.attribution.tree import Tree
from watchdesk.grounding import find_actors, find_times, resolve_times
from watchdesk.language.listed import Range
from watchdesk.records import Act, Article, Interval, Link, Span


class Row(NamedTuple):
    """An attribution in words of a text: ``words#2`` is where they stand for the second time."""

    source: str
    cue: str
    content: str = ""
    within: int | None = None


def links(
    text: str, *rows: Row, outlet: str | None = None, authors: tuple[str, ...] = ()
) -> list[tuple[Link, ...]]:
    """The chain of each row."""
    article = article_of(text, outlet=outlet).model_copy(update={"authors": authors})
    return list(_chains(text, article, rows))


def shown(text: str, *rows: Row, outlet: str | None = None) -> list[str]:
    """The chain of each row as ``name:kind > name:kind``."""
    found = links(text, *rows, outlet=outlet)
    return [" > ".join(f"{link.name}:{link.kind.value}" for link in chain) for chain in found]


def last(text: str, *rows: Row) -> str:
    """Who says the last row, as ``name:kind``."""
    return shown(text, *rows)[-1].rpartition(" > ")[2]


def _chains(text: str, article: Article, rows: tuple[Row, ...]) -> list[tuple[Link, ...]]:
    doc = language.parse(text, [part.span for part in article.parts])
    tree = Tree(doc, article)
    times = resolve_times(find_times(doc), Interval.unknown(), doc)
    found: list[Found] = []
    for row in rows:
        cue = _words(tree, row.cue)
        one = Found(
            kind="verb",
            head=_head(tree, cue),
            source=_words(tree, row.source) if row.source else None,
            cue=cue,
            content=[_words(tree, row.content)] if row.content else [],
            act=Act.SPEECH,
        )
        one.parent = found[row.within] if row.within is not None else None
        found.append(one)
    told = circumstances(tree, times, found)
    made = chains(tree, article, find_actors(doc, article.id), told, found)
    assert set(made) == {id(one) for one in found}
    return [made[id(one)] for one in found]


def _words(tree: Tree, written: str) -> Range:
    words, _, number = written.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = tree.text.index(words, at + 1)
    found = tree.words(Span(at, at + len(words)))
    assert tree.said(found) == words
    return found


def _head(tree: Tree, cue: Range) -> int:
    verbs = [word for word in range(*cue) if tree.upos[word] == "VERB"]
    return verbs[-1] if verbs else cue.end - 1

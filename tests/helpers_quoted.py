"""Trees out of plain text, with the engine and without, and what is found in them as text."""

from __future__ import annotations

import itertools
import re

import numpy as np

from helpers_attribution import article_of
from watchdesk import language
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.find import find
from watchdesk.attribution.found import Found
from watchdesk.attribution.tree import Tree
from watchdesk.language import Document
from watchdesk.language.listed import Range
from watchdesk.language.syntax import Labels, Syntax

_WORD = re.compile(r"\w+(?:[’']\w+)?|``|''|\S")
_UPOS = ("X", "PUNCT", "PROPN", "VERB", "NOUN")
_SAID = frozenset("said says told asked replied added".split())


def tree_of(text: str) -> Tree:
    """A text as the engine parses it, each line a part of the body."""
    article = article_of(text)
    return Tree(language.parse(text, [p.span for p in article.parts]), article)


def flat_tree(text: str) -> Tree:
    """A text cut into words by a pattern, without the engine: kinds guessed, no word governed."""
    words = list(_WORD.finditer(text))
    starts = np.array([w.start() for w in words], dtype=np.int32)
    ends = np.array([w.end() for w in words], dtype=np.int32)
    gaps = [text[a.end() : b.start()] for a, b in itertools.pairwise(words)]
    breaks = np.array([True, *("\n" in gap for gap in gaps)][: len(words)], dtype=np.bool_)
    stops = [i for i, w in enumerate(words[:-1], 1) if w[0] in ".?!" or breaks[i]]
    zeros = np.zeros(len(words), dtype=np.uint8)
    syntax = Syntax(
        text=text,
        starts=starts,
        ends=ends,
        breaks=breaks,
        bounds=np.array([0, *stops, len(words)] if words else [0], dtype=np.int32),
        upos=np.array([_UPOS.index(_kind(w[0])) for w in words], dtype=np.uint8),
        heads=np.full(len(words), -1, dtype=np.int32),
        relations=zeros,
        features={},
        names={},
        tags=np.zeros((len(words), 0, 3), dtype=np.float16),
        labels=Labels(_UPOS, ("root",), {"Number": ("",)}, {}, ()),
    )
    return Tree(Document(text, starts, ends, (), (), syntax), article_of(text))


def _kind(word: str) -> str:
    if not any(c.isalnum() for c in word):
        return "PUNCT"
    if word in _SAID:
        return "VERB"
    return "PROPN" if word[:1].isupper() else "NOUN"


def told(text: str) -> list[Found]:
    """The attributions of a text, through the engine."""
    return find(tree_of(text), shipped())


def shown(tree: Tree, found: Found) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and contents of an attribution as written."""

    def said(words: Range | None) -> str | None:
        return tree.said(words) if words else None

    return said(found.source), said(found.cue), [tree.said(c) for c in found.content]


def told_as_text(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """The attributions of a text, through the engine, as written."""
    tree = tree_of(text)
    return [shown(tree, one) for one in find(tree, shipped())]

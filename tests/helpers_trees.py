"""Texts as trees with what is found on them, for the tests of standing, silence and context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from helpers_attribution import article_of
from watchdesk import language
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.find import find
from watchdesk.attribution.found import Found
from watchdesk.attribution.silence import silences
from watchdesk.attribution.tree import Tree
from watchdesk.grounding import find_times, resolve_times
from watchdesk.language.listed import Range
from watchdesk.records import Interval, Time

PUBLISHED = Interval.parse("2026-11-20")
"""A Friday."""


class Known(NamedTuple):
    """A text taken apart."""

    tree: Tree
    found: list[Found]
    times: tuple[Time, ...]

    def about(self, words: str) -> Found:
        """The attribution whose content or cue begins with words of the text."""
        return next(
            one
            for one in self.found
            if any(self.said(c).startswith(words) for c in (*one.content, *filter(None, [one.cue])))
        )

    def said(self, words: Range) -> str:
        """Words as written."""
        return self.tree.said(words)

    def all_said(self, ranges: Iterable[Range]) -> list[str]:
        """Several stretches as written."""
        return [self.tree.said(words) for words in ranges]


@lru_cache(maxsize=256)
def known(text: str) -> Known:
    """Trees, attributions and times of a text published on Friday 2026-11-20."""
    article = article_of(text)
    doc = language.parse(text, [p.span for p in article.parts])
    tree = Tree(doc, article)
    quiet = silences(tree, shipped())
    cues = [one.cue for one in quiet if one.cue]
    loud = [
        one
        for one in find(tree, shipped())
        if one.kind != "silence" and not any(one.cue and one.cue.meets(cue) for cue in cues)
    ]
    found = sorted([*loud, *quiet], key=lambda one: one.start)
    return Known(tree, found, resolve_times(find_times(doc), PUBLISHED, doc))

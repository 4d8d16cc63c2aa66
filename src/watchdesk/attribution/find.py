"""All attributions of an article, found over its trees and quotations."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.attribution.accords import accord_at
from watchdesk.attribution.choice import settle
from watchdesk.attribution.citing import citings, is_quoted_saying, quoted_at
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.floating import attach
from watchdesk.attribution.found import Found
from watchdesk.attribution.hearsay import hearsay_noun_at
from watchdesk.attribution.labels import labelled
from watchdesk.attribution.nouns import adjective_at, hearsay_at, noun_at
from watchdesk.attribution.silence import silences
from watchdesk.attribution.tagged import tagged
from watchdesk.attribution.tree import Tree
from watchdesk.attribution.verbs import attribution_of
from watchdesk.records import Act

_LONGEST = 600
"""Words; a longer sentence is none, and no rule over its tree is to be trusted."""
_WITHIN = frozenset("clause quotation accord passive quoted around apart vouched noun".split())


def find(tree: Tree, cues: Cues) -> list[Found]:
    """The attributions of the told parts, in the order of the text, nested."""
    found = [*_by_words(tree, cues), *labelled(tree), *silences(tree, cues)]
    found = attach(tree, found, cues)

    found += tagged(tree, cues, found)
    found += list(citings(tree, found))
    return settle(tree, found)


def _by_words(tree: Tree, cues: Cues) -> Iterator[Found]:
    for sentence in tree.told_sentences():
        if sentence.end - sentence.start > _LONGEST:
            continue
        for at in range(*sentence):
            one = _at(tree, cues, at)
            if one is not None and (tree.quote[at] < 0 or _tells_within(tree, one)):
                yield one


def _at(tree: Tree, cues: Cues, at: int) -> Found | None:
    if tree.low[at] == "according":
        follows = at + 1 < len(tree) and tree.low[at + 1] == "to"
        return accord_at(tree, at) if follows else None
    kind = tree.upos[at]
    if kind == "VERB":
        quoted = quoted_at(tree, at)
        if quoted is not None or (is_quoted_saying(tree, at) and tree.quote[at] < 0):
            return quoted
    if kind in ("ADJ", "VERB") and tree.rel(at) == "amod":
        doubted = hearsay_noun_at(tree, cues, at)
        if doubted is not None:
            return doubted
    if kind in ("VERB", "PROPN") or (kind == "NOUN" and tree.rel(at) in ("root", "parataxis")):
        one = attribution_of(tree, cues, at)
        if one is not None or kind != "NOUN":
            return one
    if kind == "NOUN":
        return noun_at(tree, cues, at)
    if kind == "ADJ":
        return adjective_at(tree, cues, at)
    return hearsay_at(tree, cues, at) if kind == "ADV" else None


def _tells_within(tree: Tree, one: Found) -> bool:
    """Whether words inside a quotation pass on what somebody else has said or thinks."""
    if one.kind not in _WITHIN or one.act is Act.STANCE:
        return False
    if one.act is not Act.BELIEF:
        return True
    first = one.source is not None and tree.low[one.source.start] in ("i", "we", "you")
    return one.kind == "clause" and not first

"""Attributions the engine tags where no rule applied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from watchdesk.attribution.citing import is_quoted_saying
from watchdesk.attribution.contents import less, without_that
from watchdesk.attribution.cue_verb import is_measure
from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.holders import can_tell, is_deed, is_idle
from watchdesk.attribution.sources import is_expletive, phrase, subject_of
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

CUE = 0.25
"""Probability from which a word the rules passed over is taken for a cue."""
CONTENT = 0.5
SOURCE = 0.5
_MATTERS = frozenset({"about", "against", "for", "of", "on"})
"""Prepositions that bring what is spoken of; others bring where or to whom."""
_REACH = 12
"""Words between a cue and what belongs to it."""
_CUE_KINDS = frozenset({"VERB", "NOUN", "ADJ"})
_EMPTY = frozenset({"so", "it", "that", "this", "nothing"})
Chances = NDArray[np.float64]


def tagged(tree: Tree, cues: Cues, found: Sequence[Found]) -> list[Found]:
    """What the engine's tags add to what the rules have found.

    A verb, noun or adjective of the cue table that the engine takes for a cue, and that stands in
    nothing found, with the source and content its clause and the tags give it.
    """
    chances = _Chances(tree)
    taken = _taken(tree, found)
    made: list[Found] = []
    for at in np.flatnonzero(chances.cue >= CUE).tolist():
        apart = tree.paragraph[at] < 0 or tree.quote[at] >= 0
        if taken[at] or apart or is_quoted_saying(tree, at) or is_measure(tree, at):
            continue
        one = _attribution(tree, cues, chances, at, taken)
        if one is not None:
            made.append(one)
            for words in (one.source, one.cue, *one.content):
                if words:
                    taken[words.start : words.end] = True
    return made


class _Chances:
    """How likely each word is part of a cue, a source, a content."""

    def __init__(self, tree: Tree) -> None:
        roles = [role.lower() for role in tree.syntax.labels.tags]
        inside = 1.0 - np.exp(tree.syntax.tags[:, :, 0].astype(np.float64))
        self.cue: Chances = inside[:, roles.index("cue")]
        self.source: Chances = inside[:, roles.index("source")]
        self.content: Chances = inside[:, roles.index("content")]


def _taken(tree: Tree, found: Sequence[Found]) -> NDArray[np.bool_]:
    taken = np.zeros(len(tree), dtype=np.bool_)
    for one in found:
        for words in (one.source, one.cue, *one.content):
            if words:
                taken[words.start : words.end] = True
    return taken


def _attribution(
    tree: Tree, cues: Cues, chances: _Chances, at: int, taken: NDArray[np.bool_]
) -> Found | None:
    kind = tree.upos[at]
    entry = cues.get(kind.lower() if kind != "ADJ" else "adjective", tree.lemmas[at])
    if kind not in _CUE_KINDS or entry is None:
        return None
    cue = cue_range(tree, at)
    content = _below(tree, at, cue) or _content(tree, chances, at, cue, taken)
    if content is None:
        return None
    subject = subject_of(tree, at)
    if kind == "VERB" and subject is not None and not can_tell(tree, subject.head):
        return None
    if subject is not None and is_idle(tree, entry, subject.head, "tags"):
        return None
    obj = tree.kid(at, "obj")
    if obj is not None and is_deed(tree, entry, obj):
        return None
    source = _source(tree, chances, at, cue)
    if source is None and tree.kid(at, "aux:pass") is None:
        return None
    pieces = [without_that(tree, r) for r in less([content], source)]
    pieces = [r for r in (tree.trim(p) for p in pieces) if r]
    if all(tree.low[k] in _EMPTY for piece in pieces for k in range(*piece)):
        return None
    return Found(
        kind="tags",
        head=at,
        source=source,
        cue=cue,
        content=pieces,
        act=entry.act if entry.act is not Act.SILENCE else Act.SPEECH,
        entry=entry,
        verification=entry.verification,
    )


def _below(tree: Tree, at: int, cue: Range) -> Range | None:
    """The clause or object after a verb, by its tree."""
    for relations in (("ccomp",), ("xcomp", "obj"), ("obl",), ("acl", "advcl")):
        words = [w for k in tree.kids_of(at, *relations) if k > at for w in tree.under(k)]
        if not words or min(words) < cue.end:
            continue
        if relations != ("obl",) or tree.low[min(words)] in _MATTERS:
            return Range(min(words), max(words) + 1)
    return None


def _content(
    tree: Tree, chances: _Chances, at: int, cue: Range, taken: NDArray[np.bool_]
) -> Range | None:
    sentence = tree.sentence_of(at)
    likely = (chances.content >= CONTENT) & ~taken
    after = _run(likely, range(cue.end, sentence.end))
    before = _run(likely, range(cue.start - 1, sentence.start - 1, -1))
    both = [r for r in (after, before) if r is not None and r.end - r.start > 1]
    if not both:
        return None
    return max(both, key=lambda r: float(chances.content[r.start : r.end].sum()))


def _run(likely: NDArray[np.bool_], way: range) -> Range | None:
    """The first run of likely words on a way, gaps of two words closed."""
    first = last = None
    gap = 0
    for step, k in enumerate(way):
        if likely[k]:
            if first is None:
                if step > _REACH:
                    return None
                first = k
            last, gap = k, 0
        elif first is not None:
            gap += 1
            if gap > 2:
                break
    if first is None or last is None:
        return None
    return Range(min(first, last), max(first, last) + 1)


def _source(tree: Tree, chances: _Chances, at: int, cue: Range) -> Range | None:
    subject = subject_of(tree, at)
    if subject is not None and not subject.passive and not is_expletive(tree, subject.head):
        words = phrase(tree, subject.head)
        if not words.meets(cue):
            return words
    sentence = tree.sentence_of(at)
    likely = chances.source >= SOURCE
    likely[cue.start : cue.end] = False
    before = _run(likely, range(cue.start - 1, sentence.start - 1, -1))
    return before or _run(likely, range(cue.end, sentence.end))

"""Adjectives of hearsay: "an alleged plot", "the so-called republic", which name no source."""

from __future__ import annotations

from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.sources import phrase
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range


def hearsay_noun_at(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution of an adjective before the noun it casts doubt on; the noun is the content.

    ``at`` is the adjective, the last word of "so-called".
    """
    start = _start(tree, at)
    word = "".join(tree.low[start : at + 1])
    entry = cues.get("adjective", word)
    noun = tree.heads[at]
    if entry is None or "noun" not in entry.frames or tree.rel(at) != "amod" or noun <= at:
        return None
    end = phrase(tree, noun).end
    content = tree.trim(Range(at + 1, max(end, noun + 1)))
    if content is None or any(tree.quote[k] >= 0 for k in range(start, content.end)):
        return None
    return Found(
        kind="hearsay",
        head=at,
        source=None,
        cue=Range(start, at + 1),
        content=[content],
        act=entry.act,
        entry=entry,
        verification=entry.verification,
    )


def _start(tree: Tree, at: int) -> int:
    """The first word of a hyphenated adjective."""
    start = at
    while (
        start >= 2 and tree.forms[start - 1] == "-" and tree.ends[start - 1] == tree.starts[start]
    ):
        start -= 2
    return start

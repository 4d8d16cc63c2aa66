"""The words of a cue: a verb with its helpers, particles and the verb it is governed by."""

from __future__ import annotations

from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_OPENERS = frozenset(
    "when how why where while so then instead however meanwhile moreover additionally again "
    "today yesterday tomorrow now since therefore thus".split()
)
_NOT = frozenset({"n't", "n’t", "not", "never"})
_UNABLE = frozenset({"unable", "unwilling"})
_GOVERNING = frozenset({"ADV", "PART", "AUX", "VERB", "ADP"})


def cue_range(tree: Tree, verb: int) -> Range:
    """A verb with auxiliaries, negation and the adverbs between, and its particle."""
    own = {k for k in tree.kids[verb] if _belongs(tree, k)}
    start = verb
    while start > 0 and (start - 1 in own or tree.low[start - 1] in _NOT):
        start -= 1
    while start < verb and tree.low[start] in _OPENERS:
        start += 1
    head = tree.heads[verb]
    led = tree.rel(verb) == "xcomp" or (head >= 0 and tree.low[head + 1 : verb] == ["on", "to"])
    governed = led and 0 <= head < verb and (tree.upos[head] == "VERB" or tree.low[head] in _UNABLE)
    between = (k for k in range(head + 1, verb) if tree.rels[k] != "expl")
    if governed and all(tree.upos[k] in _GOVERNING for k in between):
        start = min(start, cue_range(tree, head).start)
    end = verb + 1
    for kid in tree.kids_of(verb, "compound:prt"):
        if kid == end:
            end += 1
    return Range(start, end)


def _belongs(tree: Tree, kid: int) -> bool:
    rel = tree.rels[kid]
    adverb = rel == "advmod" and tree.upos[kid] in ("ADV", "PART")
    return (
        rel.startswith("aux") or adverb or (rel == "mark" and tree.low[kid] == "to") or rel == "cop"
    )


def negated(tree: Tree, verb: int) -> bool:
    """Whether "not" or "never" belongs to a verb."""
    return any(tree.low[k] in _NOT for k in tree.kids_of(verb, "advmod"))

"""Which events of a sentence are told for themselves, not only as what another is about."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import above
from watchdesk.events.told import Told

_TOPICAL = frozenset(
    {"AGREE", "MOBILIZE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE"}
)
"""Types whose complement tells what is agreed, asked for or refused, not what happened."""
_CLAUSES = frozenset({"acl:relcl", "parataxis", "conj"})


def kept(tree: Tree, found: Sequence[Told]) -> list[Told]:
    """The events of a sentence without those that are the topic of another, in its order."""
    heads = {told.trigger.at: told for told in found}
    nouns = {told.trigger.noun for told in found if not told.trigger.bare} - {None}
    return [
        told
        for told in found
        if not (told.trigger.bare and told.trigger.at in nouns) and not _is_topic(tree, told, heads)
    ]


def _is_topic(tree: Tree, told: Told, heads: dict[int, Told]) -> bool:
    at = told.trigger.at
    free = False
    for over in above(tree, at):
        rel = tree.rels[at]
        if rel in _CLAUSES or (rel == "advcl" and _is_aside(tree, at)):
            free = True
        other = heads.get(over)
        if other is not None and not free and _covers(other, told, rel):
            return True
        at = over
    return False


def _is_aside(tree: Tree, clause: int) -> bool:
    """Whether a clause tells something beside the one over it: "after", "because", "as"."""
    marks = {tree.low[k] for k in tree.kids_of(clause, "mark")}
    return bool(marks) and not marks & {"to", "of", "for", "from", "by"}


def _covers(other: Told, told: Told, rel: str) -> bool:
    """Whether what hangs on an event by a relation is only what that event is about."""
    if told.trigger.bare and (rel.startswith(("obj", "obl", "nmod", "nsubj:pass"))):
        return True
    if told.type == other.type:
        return True
    if other.type in _TOPICAL:
        return True
    return other.type == "PROTEST" and told.type in ("REQUEST", "ACCUSE", "ASSAULT")

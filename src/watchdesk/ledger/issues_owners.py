"""What "Kenya's decision" or "the Kenyan step" is: the stand Kenya takes in the same article."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.grounding.gazetteer import demonym
from watchdesk.ledger.issues_about import TURNED, owner
from watchdesk.records import Issue, Link, Span, Stance

Placed = list[tuple[Issue, Stance]]


def is_of(name: str, who: Link) -> bool:
    """Whether a name that owns a step is that of an actor, or of its state."""
    entity = who.entity
    last = name.rsplit(maxsplit=1)[-1].casefold()
    if last in who.name.casefold().split():
        return True
    state = demonym(name)
    known = entity is not None and entity.country is not None
    return known and state is not None and entity is not None and entity.country == state


def owned(
    target: str, cue: Span, others: Sequence[tuple[Span, Sequence[Link], Placed]], stance: Stance
) -> Placed:
    """The issues a stand on somebody's step is on, by the stand its owner takes nearest to it.

    Who calls it a mistake that another let a thing be is against the thing, and who regrets that
    another refused it is for it. Empty where the target has no owner or that takes no stand.
    ``others`` are the stands of the article: word, who takes them, and what they are on.
    """
    name = owner(target)
    if name is None:
        return []
    own = [
        (abs(span.start - cue.start), placed)
        for span, who, placed in others
        if span != cue and placed and any(is_of(name, link) for link in who)
    ]
    if not own:
        return []
    nearest = min(own, key=lambda row: row[0])[1]
    return [(issue, _towards(stance, held)) for issue, held in nearest if held in _SIDED]


_SIDED = (Stance.FOR, Stance.CONDITIONAL, Stance.AGAINST)


def _towards(stance: Stance, held: Stance) -> Stance:
    return TURNED.get(stance, stance) if held is Stance.AGAINST else stance

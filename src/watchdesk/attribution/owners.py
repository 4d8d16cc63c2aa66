"""Whose "its foreign ministry" is."""

from __future__ import annotations

from watchdesk.attribution.heads import Phrase
from watchdesk.attribution.named import Names
from watchdesk.attribution.pronouns import Bodies
from watchdesk.attribution.teller_words import PERSONAL
from watchdesk.attribution.tree import Tree
from watchdesk.grounding.actor_bodies import state_body, state_entity
from watchdesk.language.listed import Range
from watchdesk.records import Entity, EntityBasis, Link, LinkKind

_OF_STATES = frozenset(
    "government ministry department administration army navy military police parliament cabinet "
    "embassy presidency junta regime command force council court senate congress mission "
    "delegation consulate treasury chancellery leadership".split()
)
"""Bodies that a state has one of."""


def body_of_state(tree: Tree, names: Names, bodies: Bodies, phrase: Phrase) -> Link | None:
    """The body of a state that "its foreign ministry" means; ``None`` where it is not sure whose
    it is, or no state's."""
    if phrase.owner is None or phrase.plural or phrase.lemma not in _OF_STATES:
        return None
    if tree.low[phrase.owner] not in ("its", "their") or phrase.owner != phrase.words.start:
        return None
    noun = bodies.meant(phrase.owner, PERSONAL[tree.low[phrase.owner]])
    state = _state(names, noun.head) if noun is not None else None
    if state is None or state.country is None:
        return None
    rest = tree.said(Range(phrase.owner + 1, phrase.short.end))
    made = state_body(state.country, rest.title())
    name = f"{state_entity(state.country).name}’s {rest}"
    entity = made.model_copy(update={"name": name, "basis": EntityBasis.INFERRED})
    span = tree.span(phrase.words)
    return Link(name=name, kind=LinkKind.ORGANISATION, span=span, entity=entity)


def _state(names: Names, head: int) -> Entity | None:
    """The state a noun names, itself or by its seat of government."""
    known = names.at(head)
    entity = known.entity if known is not None else None
    return entity if entity is not None and entity.id.startswith("country:") else None

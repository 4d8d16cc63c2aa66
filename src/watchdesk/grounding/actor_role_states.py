"""Which state an office belongs to, by the words of the office."""

from __future__ import annotations

from watchdesk.grounding.actor_bodies import SHARED
from watchdesk.grounding.actor_roles import Role
from watchdesk.language.lexicon import adjectives, known_at
from watchdesk.language.listed import Listed
from watchdesk.records import MentionKind

_HELPERS = frozenset(
    "adviser advisor aide spokesman spokeswoman spokesperson assistant secretary deputy "
    "counselor counsellor lawyer ally chief".split()
)
_SPEAKING = frozenset("spokesman spokeswoman spokesperson representative negotiator".split())
OUTSIDERS = frozenset(
    "critic opponent skeptic sceptic detractor observer watcher scholar historian expert".split()
)
"""Whom what they are "of" has not made what they are: "a critic of the Kremlin"."""
_STATES = frozenset({"country:", "adjectiv"})
"""How ids of states and of adjectives of several words begin."""
_ANYWHERE = SHARED - {"org:state-department"}


def country_of(listed: Listed, role: Role) -> str | None:
    """ISO code of the state a role belongs to; ``None`` when the words do not tell.

    What stands before the office word, its owner, or after ``of``, ``at``, ``in``; after ``to``
    only for helpers (``adviser to Ukrainian President``); what an office is *for* or *to* tells
    nothing.
    """
    low, high = role.words
    owned = _owner(listed, low)
    if owned is not None:
        return owned
    reading, helper = True, False
    for index in range(low, high):
        small = listed.low[index]
        if small in {"for", "to", "on", "with"}:
            following = listed.forms[min(index + 1, high - 1)]
            reading = small == "to" and helper and following in adjectives()
            reading = reading or (small == "for" and speaks_for(listed, role))
        elif small in {"of", "at", "in"}:
            reading = small != "of" or listed.lemmas[role.head] not in OUTSIDERS
        helper = helper or listed.lemmas[index] in _HELPERS
        country = country_at(listed, index, high) if reading else None
        if country:
            return country
    return None


def speaks_for(listed: Listed, role: Role) -> bool:
    """Whether whom an office is "for" is whom its holder serves: "a spokesman for the navy"."""
    return listed.lemmas[role.head] in _SPEAKING


def _owner(listed: Listed, start: int) -> str | None:
    """The state right before a role whose owner it is."""
    if start < 2 or listed.low[start - 1] not in ("'s", "’s", "'", "’"):
        return None
    for back in range(start - 2, max(-1, start - 6), -1):
        hit = known_at(listed.forms, back, start - 1)
        if hit and hit[0] == start - 1 and hit[1].kind is not MentionKind.PERSON:
            return hit[1].country
    return None


def tells_state(listed: Listed, role: Role) -> bool:
    """Whether a role names a state, or has one for its owner: no region or body of one."""
    if _owner(listed, role.words.start) is not None:
        return True
    for index in range(*role.words):
        hit = known_at(listed.forms, index, role.words.end)
        if listed.forms[index] in adjectives() or (hit and hit[1].id[:8] in _STATES):
            return True
    return False


def country_at(listed: Listed, index: int, high: int) -> str | None:
    """The state that a known name or an adjective of nationality at a word tells."""
    hit = known_at(listed.forms, index, high)
    if hit and hit[1].country and hit[1].id not in _ANYWHERE:
        return hit[1].country
    return adjectives().get(listed.forms[index])

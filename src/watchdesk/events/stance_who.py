"""Words and small rules for who takes a stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from watchdesk.language.lexicon import known_exactly, peoples
from watchdesk.records import Link, LinkKind, Mention, MentionKind, Party

KINDS = {
    MentionKind.PERSON: LinkKind.PERSON,
    MentionKind.GROUP: LinkKind.GROUP,
}
OF_STATE = frozenset({"GOV", "MIL", None})
VAGUE = frozenset({LinkKind.UNKNOWN, LinkKind.ANONYMOUS, LinkKind.DOCUMENT, LinkKind.OUTLET})
OWN = frozenset(
    "country government administration ministry nation kingdom republic bloc alliance".split()
)
"""Nouns by which a speaker names his own state."""
MOUTHS = frozenset(
    "office spokesman spokeswoman spokesperson aide spokespeople press secretary".split()
)
"""Nouns for those who speak for somebody else."""
OF_MANY = frozenset(
    "member ally state country diplomat official capital leader partner nation government "
    "minister ambassador envoy".split()
)
"""Nouns that, of a body of several states, name some of those."""
SOME = frozenset({"several", "some", "many", "other", "few", "most", "various"})
BESIDES = frozenset(
    "ally partner friend backer supporter critic neighbour neighbor rival opponent enemy".split()
)
"""Nouns that, of a state, name others than it."""
MOST = 6
"""Names in one subject at most."""
STANDPOINTS = frozenset(
    "position stance policy line view attitude answer standpoint message approach".split()
)
"""Nouns for where somebody stands, told in place of them: "the position of Kenya is"."""
BODIES = frozenset(
    "secretariat presidency chair chairman chairwoman chairperson secretary-general headquarters "
    "secretary".split()
)
"""Nouns for those who speak for a body that follows "of"."""
SIDES = frozenset("side delegation leadership parliament junta camp negotiators".split())
"""Nouns for a state at a table: "the Danish side"."""
FOLLOWERS = frozenset(
    "deputy lawmaker mp party movement soldier troop negotiator delegation team".split()
)
"""Nouns for those who do what their leader says: "his deputies"."""
PERSONAL = frozenset({"he", "she", "his", "her"})
_OFFICE = frozenset(
    "minister envoy negotiator delegate ambassador spokesman spokeswoman spokesperson secretary "
    "representative premier chancellor president commissioner".split()
)
_APART = frozenset("former ex opposition shadow party union company".split())
_FORMAL = re.compile(
    "(?:the )?(?:[a-z']+ ){0,3}(?:kingdom|republic|state|government|commonwealth|principality|"
    "sultanate|emirate|federation) of (?:the )?(?P<short>.+)",
    re.IGNORECASE,
)


def formal_state(name: str) -> str | None:
    """The state of "the Kingdom of Norway", by its ISO 3166-1 code."""
    found = _FORMAL.fullmatch(name)
    known = known_exactly(found["short"]) if found else None
    return known.country if known else None


def is_official(role: str | None) -> bool:
    """Whether a role, in words, is one in which somebody speaks for a state."""
    words = {*re.findall("[a-z]+", (role or "").lower())}
    return bool(words & _OFFICE) and not words & _APART


def once(links: Iterable[Link]) -> list[Link]:
    """Without those named twice."""
    found = {
        link.entity.id if link.entity else link.name: link
        for link in links
        if link.name not in peoples()
    }
    return list(found.values())[:MOST]


def is_army(party: Party, mention: Mention) -> bool:
    """Whether a noun of people stands beside the name of a state: "Kenyan troops"."""
    return mention.kind is MentionKind.PLACE and party.sector not in (None, "GOV")

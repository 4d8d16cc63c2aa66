"""For whom somebody stands: persons roll up to their office and their state."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from watchdesk.language.lexicon import Leader, country_names, leaders, slug
from watchdesk.records import Entity, Interval, Link, LinkKind, MentionKind

_STATE = "country:"
_HEADS = (
    "president|prime minister|premier|chancellor|taoiseach|king|emir|crown prince|supreme leader|"
    "head of state|head of government|sultan|junta leader|military ruler|leader"
).split("|")
_MINISTERS = ("minister", "secretary of", "foreign secretary", "defence secretary", "secretary")
_SPEAKS = ("spokesman", "spokeswoman", "spokesperson", "press secretary", "spokesmen")
_OFFICIALS = (
    "adviser|advisor|ambassador|envoy|representative|deputy|chief of staff|commander|negotiator|"
    "aide|national security|commissioner|official|diplomat|head of the office"
).split("|")
_FORMER = ("former", "ex-", "ousted", "exiled", "retired", "late", "candidate", "-elect")
_LESSER = ("deputy", "vice", "assistant", "junior")
_PRIVATE = (
    "analyst|professor|researcher|journalist|editor|lawmaker|senator|congress|opposition|mayor|"
    "governor|lawyer|activist|director|historian|expert|fellow|columnist|student|pensioner|"
    "speaker|party|deputy speaker|member of parliament|mp|bishop|archbishop|blogger|economist"
).split("|")
_SEATS = (
    "white house|kremlin|government|administration|presidency|presidential|cabinet|downing|elysee|"
    "élysée|chancellery|junta|palace|monarchy"
).split("|")
_MINISTRIES = ("ministry", "department", "pentagon", "foreign office", "security council")
_ARMS = ("army", "military", "forces", "general staff", "navy", "parliament", "senate")


_ITSELF = frozenset({"country", "kingdom", "nation", "republic"})
_LED = ("president", "prime minister", "chancellor", "king", "taoiseach")
_GROUPS = {
    "group:baltic-states": ("EE", "LV", "LT"),
    "group:baltics": ("EE", "LV", "LT"),
    "group:benelux": ("BE", "NL", "LU"),
    "group:benelux-countries": ("BE", "NL", "LU"),
}
"""Groups whose members are always the same states."""
_BODIES = {
    "nato": "org:nato",
    "european union": "org:european-union",
    "eu": "org:european-union",
    "european commission": "org:european-commission",
    "european council": "org:european-council",
    "united nations": "org:united-nations",
    "un": "org:united-nations",
    "u.n.": "org:united-nations",
    "international atomic energy agency": "org:international-atomic-energy-agency",
    "african union": "org:african-union",
    "ecowas": "org:ecowas",
    "asean": "org:asean",
    "osce": "org:osce",
    "arab league": "org:arab-league",
    "international monetary fund": "org:international-monetary-fund",
    "world bank": "org:world-bank",
}
"""Words of a role by which somebody speaks for a body of several states."""


class Rank(IntEnum):
    """Whose word counts for a state, and how much."""

    OWN = 0
    """For nobody but themselves."""
    OFFICIAL = 1
    """Advisers, ambassadors, armies, spokespersons of ministries, unnamed officials."""
    MINISTER = 2
    """Ministers and ministries."""
    VOICE = 3
    """Spokespersons of a government or head of state."""
    HEAD = 4
    """Heads of state and government, governments, and the state told by its name or capital."""


class Actor(NamedTuple):
    """Somebody for whom a stand counts."""

    id: str
    """Entity id."""
    name: str
    """Name."""
    rank: Rank
    """With how much weight."""
    through: str
    """Through whom, in words; empty where the words name the actor."""


def actors_of(link: Link, on: Interval) -> list[Actor]:
    """For whom the stand of somebody counts: for themselves, their office or body, their state.

    What the entity tells holds for the day of its article: offices come from dated tables. ``on``
    is when the stand was taken: "the German chancellor" is who was that then. A group of states
    that is always the same stands for each, one that is only described for itself.
    """
    entity = link.entity
    if entity is not None and entity.id in _GROUPS:
        names = [(code, country_names().get(code, code)) for code in _GROUPS[entity.id]]
        return [Actor(f"{_STATE}{c}", n, Rank.OFFICIAL, f"the {entity.name}") for c, n in names]
    if entity is None:
        return [_described(link)] if link.kind is LinkKind.GROUP else []
    if entity.id.startswith(_STATE):
        return _of_state(entity, on)
    rank = rank_of(entity, link.kind)
    body = _international(entity)
    found = [Actor(entity.id, entity.name, Rank.HEAD, "")]
    if rank is Rank.OWN:
        return found
    through = _through(entity, link.kind)
    some = link.kind is LinkKind.GROUP  # "several NATO allies" are not NATO
    if entity.part_of and not some and not entity.part_of.startswith(_STATE):
        found.append(Actor(entity.part_of, _name_of(entity.part_of), rank, through))
    if body is not None:
        if body not in {one.id for one in found}:
            found.append(Actor(body, _name_of(body), rank, through))
        return found
    state = _state(entity)
    if state is not None:
        found.append(Actor(state, country_names().get(state[len(_STATE) :], state), rank, through))
    return found


def _of_state(entity: Entity, on: Interval) -> list[Actor]:
    """A state, told by its name, or by an office or body in it that has none."""
    name = country_names().get(entity.country or "", entity.name)
    role = (entity.role or "").lower()
    own = not role or role in _ITSELF or any(word in role for word in _SEATS)
    head = _head_of(entity, on)
    if head is not None:
        return [Actor(entity.id, name, Rank.HEAD, f"{head.name} ({entity.role})"), head]
    through = "" if own else f"{name}'s {entity.role}"
    return [Actor(entity.id, name, Rank.HEAD if own else Rank.OFFICIAL, through)]


def _state(entity: Entity) -> str | None:
    if entity.country:
        return f"{_STATE}{entity.country}"
    return entity.part_of if entity.part_of and entity.part_of.startswith(_STATE) else None


def _head_of(entity: Entity, on: Interval) -> Actor | None:
    """Who headed a state or government on a day, for an office told without a name."""
    role = (entity.role or "").lower()
    office = next((word for word in _LED if role.endswith(word)), None)
    day = (on.latest or on.earliest) if office else None
    if day is None or any(word in role for word in (*_FORMER, *_LESSER)):
        return None
    for leader in _leaders().get(entity.country or "", ()):
        if leader.office.lower() == office and leader.first <= day.isoformat() <= leader.last:
            name = leader.name
            return Actor(slug(MentionKind.PERSON, name), name, Rank.HEAD, "")
    return None


@lru_cache(maxsize=1)
def _leaders() -> dict[str, list[Leader]]:
    """The table of heads of state and government by state."""
    found: dict[str, list[Leader]] = {}
    for leader in (one for family in leaders().values() for one in family):
        found.setdefault(leader.country, []).append(leader)
    return found


def _international(entity: Entity) -> str | None:
    """The body of several states a person speaks for, by what the text calls them."""
    told = f"{entity.role or ''} {entity.office or ''}".lower().replace("’", "'")
    return next((body for word, body in _BODIES.items() if _holds(told, word)), None)


def _described(link: Link) -> Actor:
    return Actor(slug(MentionKind.GROUP, link.name), link.name, Rank.HEAD, "")


def _through(entity: Entity, kind: LinkKind) -> str:
    if kind is LinkKind.PERSON:
        told = entity.office or entity.role
        return f"{entity.name} ({told})" if told else entity.name
    return entity.name


def _name_of(name: str) -> str:
    """A readable name of a body known by its id alone."""
    words = name.partition(":")[2].split("-")
    short = len(words) == 1 and len(words[0]) <= 4
    return words[0].upper() if short else " ".join(word.capitalize() for word in words)


def rank_of(entity: Entity, kind: LinkKind) -> Rank:
    """How much the word of a person or body counts for its state."""
    if kind is LinkKind.PERSON:
        return _of_person(entity)
    low = entity.name.lower()
    if any(word in low for word in _SEATS):
        return Rank.HEAD
    if any(word in low for word in _MINISTRIES):
        return Rank.MINISTER
    if any(word in low for word in _ARMS):
        return Rank.OFFICIAL
    return Rank.OWN


def _of_person(entity: Entity) -> Rank:
    told = f"{entity.role or ''} {entity.office or ''}".lower()
    if any(word in told for word in _FORMER) and not entity.office:
        return Rank.OWN
    if any(word in told for word in _SPEAKS):
        seat = any(word in told for word in (*_SEATS, "president", "prime minister", "chancellor"))
        return Rank.VOICE if seat else Rank.OFFICIAL
    lesser = any(word in told for word in _LESSER)
    if any(_holds(told, word) for word in _PRIVATE) and not entity.office:
        return Rank.OWN
    if not lesser and "secretary-general" not in told:
        minister = any(word in told for word in _MINISTERS) and "prime" not in told
        if any(_holds(told, word) for word in _HEADS) and not minister:
            return Rank.HEAD
        if minister:
            return Rank.MINISTER
    if "secretary-general" in told or "secretary general" in told:
        return Rank.HEAD
    if lesser or any(word in told for word in (*_OFFICIALS, *_MINISTERS)):
        return Rank.OFFICIAL
    return Rank.OWN


def _holds(text: str, words: str) -> bool:
    at = text.find(words)
    if at < 0:
        return False
    end = at + len(words)
    return (at == 0 or not text[at - 1].isalpha()) and (end == len(text) or not text[end].isalpha())

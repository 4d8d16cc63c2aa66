"""Which body, people or state a name that is not a person's names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from importlib.resources import files

from watchdesk.grounding.gazetteer import Entry, lookup
from watchdesk.language.lexicon import (
    Known,
    adjectives,
    country_names,
    known_at,
    known_exactly,
    peoples,
    slug,
    words_of,
)
from watchdesk.language.sequences import Words
from watchdesk.language.vocabulary import HEADS, OPENERS, PORTFOLIO
from watchdesk.records import Entity, EntityBasis, MentionKind

_GENERIC = frozenset(
    "Ministry Department Parliament Army Navy Government Cabinet Senate Embassy Police Council "
    "Court Assembly Force Forces Guard Service Bank Central National Air Armed Security Supreme "
    "Constitutional High Election Commission Intelligence Foreign Border Coast State Federal "
    "General Presidential Administration Office Emergency Emergencies Situations Investigative "
    "Committee Prosecutor Military Special Operations Command Missile Nuclear Energy Regulatory "
    "Authority Agency Lower Upper House Congress Interior Leadership Presidency Junta "
    "Chancellery".split()
)
SHARED = frozenset(
    {
        "org:democratic-party",
        "org:republican-party",
        "org:labour-party",
        "org:conservative-party",
        "org:liberal-democratic-party",
        "org:congress",
        "org:senate",
        "org:house-of-representatives",
        "org:foreign-office",
        "org:justice-department",
        "org:commerce-department",
        "org:energy-department",
        "org:treasury-department",
        "org:state-department",
        "org:national-security-council",
        "org:house-of-commons",
        "org:bundesrat",
        "org:joint-chiefs-of-staff",
        "org:blue-house",
    }
)
"""Names that more than one state has; taken for the listed one where the article speaks of it."""
_ALONE = frozenset({"Foggy Bottom", "GOP", "Tories", "Tory", "DOJ"})
"""Other names of theirs that one state alone has."""
_LARGE = 50_000
"""Population from which a city is taken to be meant by a name of unknown kind."""
_SPELLING = {
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "centre": "center",
    "internal": "interior",
    "external": "foreign",
    "exterior": "foreign",
    "economic": "economy",
    "economics": "economy",
    "finances": "finance",
}
"""Words of ministries that differ by custom or translation."""
_EMPTY = frozenset({"affairs", "the", "of", "for", "and"})
"""Words that one state's ministry may have in its name or not."""
_FIRM = re.compile(r"(?<=\w),? (?:Inc|Ltd|Corp|Co|PLC|plc|AG|SA|NV|LLC|GmbH|SpA|A/S)\.?\Z")
"""What says in which form a firm is registered, which most texts leave out."""
TWOFOLD = {"Georgia": "GE"}
"""Names of states that are also those of parts of others."""
EITHER = "it may be the country or a state of the United States"
MANY = "many states have such a body, and the article does not tell whose this is"
ELSEWHERE = "a body of that name is known, but the article does not speak of its state"


def known_entity(known: Known) -> Entity:
    """The record of a known name."""
    return Entity(
        id=known.id,
        name=known.name,
        country=known.country,
        basis=EntityBasis.TABLE,
        part_of=wholes().get(known.id),
    )


def state_entity(country: str, basis: EntityBasis = EntityBasis.INFERRED) -> Entity:
    """A state, which a demonym or a seat of government stands for."""
    name = country_names()[country]
    return Entity(id=f"country:{country}", name=name, country=country, basis=basis)


@cache
def wholes() -> dict[str, str]:
    """Ids of known bodies to the id of what they belong to."""
    table = files("watchdesk.resources").joinpath("part_of.tsv").read_text(encoding="utf-8")
    out = {}
    for line in table.splitlines()[1:]:
        whole, parts = line.split("\t")
        for part in parts.split("|"):
            known = known_exactly(part)
            out[known.id if known else slug(MentionKind.ORGANISATION, part)] = whole
    return out


def well_known_places(name: str) -> tuple[Entry, ...]:
    """Gazetteer entries of some size that bear a name: divisions, regions, larger cities."""
    if name in HEADS or name in OPENERS:
        return ()
    return tuple(
        entry
        for entry in lookup(name)
        if not entry.alias and (entry.kind != "city" or entry.population >= _LARGE)
    )


def place_entity(name: str, acts: bool) -> Entity:
    """A place; a seat of government that acts (``Moscow said``) is its state."""
    known = known_exactly(name)
    if known is None or known.kind is not MentionKind.PLACE:
        known_so = [entry for entry in well_known_places(name) if entry.kind != "admin2"]
        great = max((entry.population for entry in known_so), default=0)
        states = {entry.country for entry in known_so}
        states |= {e.country for e in lookup(name) if known_so and e.population > great}
        country = next(iter(states)) if len(states) == 1 else None
        return Entity(id=slug(MentionKind.PLACE, name), name=name, country=country)
    if acts and known.id == "place:brussels":
        union = known_exactly("European Union")
        assert union is not None
        return known_entity(union).model_copy(update={"basis": EntityBasis.INFERRED})
    if acts and known.is_capital and known.country:
        return state_entity(known.country)
    return known_entity(known)


def people_entity(name: str) -> Entity | None:
    """``Ukrainians``, ``the French``; null for a group that no table holds as a people."""
    country = peoples().get(name.rsplit(maxsplit=1)[-1])
    if country is None:
        return None
    return Entity(
        id=slug(MentionKind.GROUP, name),
        name=name,
        country=country,
        basis=EntityBasis.TABLE,
        part_of=f"country:{country}",
    )


def body_entity(
    doc: Words, start: int, kind: MentionKind, name: str, spoken: Container[str] = ()
) -> Entity | None:
    """An organisation, group, facility, weapon, document or event.

    A body that many states have (``Defense Ministry``) is known only with its state; without
    one the entity is null. ``Ministry of Defence of Russia``, ``Russian Defense Ministry`` and
    ``Russia's Defense Ministry`` are one. ``spoken`` are the states the article speaks of.
    """
    known = known_exactly(name)
    words = words_of(name)
    if known and known.kind is kind:
        shared = known.id in SHARED and name not in _ALONE
        shared = shared and known.country is not None and known.country not in spoken
        return None if shared else known_entity(known)
    country = _country_in(words) or ("US" if name.startswith("U.S. ") else None)
    generic = is_state_body(name)
    if country is None and generic:
        country = _owner(doc, start) or _seat(doc, start + len(words))
    if kind is MentionKind.ORGANISATION and generic:
        return state_body(country, name) if country else None
    singular = re.sub(r"(?<=\d)s\Z", "", re.sub(r"^[Tt]he ", "", name))
    bare = _FIRM.sub("", singular) if kind is MentionKind.ORGANISATION else singular
    return Entity(id=slug(kind, bare or singular), name=name, country=country)


def state_body(country: str, name: str) -> Entity:
    """A body of a state: its ministry, army or parliament."""
    plain = _plain(words_of(name))
    listed = known_exactly(" ".join(word.title() for word in plain))
    if listed and listed.country == country and listed.id in wholes():
        return known_entity(listed)
    return Entity(
        id=f"org:{country.lower()}-{'-'.join(sorted(plain)) or 'state'}",
        name=name,
        country=country,
        part_of=f"country:{country}",
    )


def spoken_of(doc: Words) -> frozenset[str]:
    """The states an article speaks of, by name, seat or adjective.

    Of a name that a state of the United States bears too, the name alone does not tell.
    """
    return frozenset(_states_in(doc))


def _states_in(doc: Words) -> Iterator[str]:
    nations, groups = adjectives(), peoples()
    for index, word in enumerate(doc.words):
        if not word[0].isupper() or word in TWOFOLD:
            continue
        nation = nations.get(word) or groups.get(word)
        if nation:
            yield nation
        hit = known_at(doc.words, index, len(doc.words))
        if hit and hit[1].country and hit[1].id not in SHARED:
            yield hit[1].country


def _country_in(words: tuple[str, ...]) -> str | None:
    for index, word in enumerate(words):
        if word in adjectives():
            return adjectives()[word]
        hit = known_at(words, index, len(words))
        if hit and hit[1].kind in {MentionKind.PLACE, MentionKind.OTHER} and hit[1].country:
            return hit[1].country
    return None


def _owner(doc: Words, start: int) -> str | None:
    """State in the words before: ``Russia's``, ``the Ukrainian``."""
    if doc.before(start) == "'s" and start >= 2:
        for back in (4, 3, 2):
            hit = known_at(doc.words, start - back, start - 1) if start >= back else None
            if hit and hit[0] == start - 1:
                return hit[1].country
        return None
    return adjectives().get(doc.words[start - 1]) if start else None


def _seat(doc: Words, end: int) -> str | None:
    """State whose seat follows: ``the Foreign Ministry in Moscow``."""
    if doc.after(end) != "in":
        return None
    hit = known_at(doc.words, end + 1, len(doc.words)) if end + 1 < len(doc.words) else None
    return hit[1].country if hit and hit[1].is_capital else None


def is_state_body(name: str) -> bool:
    """Whether many states have a body of that name: ``Defense Ministry``, ``Supreme Court``."""
    words = words_of(name)
    index = 0
    while index < len(words):
        hit = known_at(words, index, len(words))
        if hit and hit[1].id[:8] in ("country:", "adjectiv"):
            index = hit[0]
            continue
        word = words[index]
        told = word in _GENERIC or word in PORTFOLIO or word in adjectives()
        if not (told or word.islower() or _country_in((word,))):
            return False
        index += 1
    return True


def _plain(words: tuple[str, ...]) -> list[str]:
    """The words of a body's name that tell it from others of its state, in one spelling."""
    kept = []
    index = 0
    while index < len(words):
        hit = known_at(words, index, len(words))
        if hit and (hit[1].is_capital or hit[1].id[:8] in ("country:", "adjectiv")):
            index = hit[0]
            continue
        word = words[index].lower()
        if words[index] not in adjectives() and words[index][0].isupper() and word not in _EMPTY:
            kept.append(_SPELLING.get(word, word))
        index += 1
    return kept

"""Which body, people or state a name that is not a person's names."""

from __future__ import annotations

import re

from watchdesk.grounding.gazetteer import Entry, notable
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
from watchdesk.language.vocabulary import HEADS, OPENERS, PORTFOLIO, REPORTS
from watchdesk.records import Entity, MentionKind

_GENERIC = frozenset(
    "Ministry Department Parliament Army Navy Government Cabinet Senate Embassy Police Council "
    "Court Assembly Force Forces Guard Service Bank Central National Air Armed Security Supreme "
    "Constitutional High Election Commission Intelligence Foreign Border Coast State Federal "
    "General Presidential Administration Office Emergency Emergencies Situations Investigative "
    "Committee Prosecutor Military Special Operations Command Missile Nuclear Energy Regulatory "
    "Authority Agency Lower Upper House Congress Interior".split()
)
_SHARED = frozenset(
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
    }
)
"""Names that more than one state has; taken for the listed one where the article speaks of it."""
_ACTS = REPORTS | frozenset(
    "is was has had have will would could may might must can should does did wants seeks sees "
    "hopes fears says sent launched agreed refused rejected signed backed supports opposes "
    "condemned welcomed imposed cut accuses denies insists remains believed considers plans "
    "appears seems also and or".split()
)
_TOWARDS = frozenset({"with", "between", "against", "by", "and", "accused", "told", "urged"})
_THERE = frozenset({"in", "near", "at", "outside", "around", "to", "from", "toward", "into", "on"})
_LARGE = 50_000
"""Population from which a city is taken to be meant by a name of unknown kind."""
_SPELLING = {"defence": "defense", "labour": "labor", "programme": "program", "centre": "center"}


def known_entity(known: Known) -> Entity:
    """The record of a known name."""
    return Entity(id=known.id, name=known.name, country=known.country)


def well_known_places(name: str) -> tuple[Entry, ...]:
    """Gazetteer entries of some size that bear a name: divisions, regions, larger cities."""
    if name in HEADS or name in OPENERS:
        return ()
    return tuple(
        entry
        for entry in notable(name)
        if not entry.alias and (entry.kind != "city" or entry.population >= _LARGE)
    )


def place_entity(doc: Words, start: int, end: int, name: str) -> Entity:
    """A place; a seat of government that acts (``Moscow said``) is its state."""
    known = known_exactly(name)
    if known is None or known.kind is not MentionKind.PLACE:
        states = {entry.country for entry in well_known_places(name)}
        country = next(iter(states)) if len(states) == 1 else None
        return Entity(id=slug(MentionKind.PLACE, name), name=name, country=country)
    if known.is_capital and known.country and _acts(doc, start, end):
        return Entity(
            id=f"country:{known.country}",
            name=country_names()[known.country],
            country=known.country,
        )
    return known_entity(known)


def _acts(doc: Words, start: int, end: int) -> bool:
    before = doc.before(start)
    if before in _THERE:
        return False
    return doc.after(end) in _ACTS or doc.after(end) == "'s" or before in _TOWARDS


def people_entity(name: str) -> Entity | None:
    """``Ukrainians``, ``the French``; null for a group that no table holds as a people."""
    country = peoples().get(name.rsplit(maxsplit=1)[-1])
    if country is None:
        return None
    return Entity(id=slug(MentionKind.GROUP, name), name=name, country=country)


def body_entity(doc: Words, start: int, kind: MentionKind, name: str) -> Entity | None:
    """An organisation, group, facility, weapon, document or event.

    A body that many states have (``Defense Ministry``) is known only with its state; without
    one the entity is null. ``Ministry of Defence of Russia``, ``Russian Defense Ministry`` and
    ``Russia's Defense Ministry`` are one.
    """
    known = known_exactly(name)
    words = words_of(name)
    if known and known.kind is kind:
        shared = known.id in _SHARED and known.country and not speaks_of(doc, known.country)
        return None if shared else known_entity(known)
    country = _country_in(words)
    if country is None and _is_generic(words):
        country = _owner(doc, start) or _seat(doc, start + len(words))
    if kind is MentionKind.ORGANISATION and _is_generic(words):
        if country is None:
            return None
        return Entity(id=f"org:{country.lower()}-{_plain(words)}", name=name, country=country)
    singular = re.sub(r"(?<=\d)s\Z", "", re.sub(r"^[Tt]he ", "", name))
    return Entity(id=slug(kind, singular), name=name, country=country)


def speaks_of(doc: Words, country: str) -> bool:
    """Whether a state is spoken of in the article, by name, seat or adjective."""
    for index, word in enumerate(doc.words):
        if word[0].isupper() and (
            adjectives().get(word) == country
            or _is_of(known_at(doc.words, index, len(doc.words)), country)
        ):
            return True
    return False


def _is_of(hit: tuple[int, Known] | None, country: str) -> bool:
    return hit is not None and hit[1].country == country and hit[1].id not in _SHARED


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
            hit = known_at(doc.words, start - back - 0, start - 1) if start >= back else None
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
    return _is_generic(words_of(name))


def _is_generic(words: tuple[str, ...]) -> bool:
    return all(
        word in _GENERIC
        or word in PORTFOLIO
        or word in adjectives()
        or word[0].islower()
        or _country_in((word,))
        for word in words
    )


def _plain(words: tuple[str, ...]) -> str:
    kept = []
    index = 0
    while index < len(words):
        hit = known_at(words, index, len(words))
        if hit and hit[1].kind is MentionKind.PLACE:
            index = hit[0]
            continue
        word = words[index].lower()
        if words[index] not in adjectives() and words[index][0].isupper():
            kept.append(_SPELLING.get(word, word))
        index += 1
    return "-".join(sorted(kept)) or "state"

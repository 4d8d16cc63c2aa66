"""Which names in an article name the same person."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from watchdesk.language.lexicon import (
    Leader,
    fold,
    given_names,
    leader_families,
    leaders,
    plain_spelling,
    slug,
)
from watchdesk.language.vocabulary import EAST_FAMILIES, TITLE_HEADS
from watchdesk.records import Entity, MentionKind, Span

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_SHORT = (
    frozenset({"joe", "joseph"}),
    frozenset({"mike", "michael"}),
    frozenset({"bill", "william", "will"}),
    frozenset({"bob", "robert", "rob"}),
    frozenset({"tony", "anthony", "antony"}),
    frozenset({"jim", "james"}),
    frozenset({"tom", "thomas"}),
    frozenset({"dave", "david"}),
    frozenset({"dan", "daniel", "danny"}),
    frozenset({"ben", "benjamin", "binyamin"}),
    frozenset({"liz", "elizabeth"}),
    frozenset({"kate", "katherine", "catherine"}),
    frozenset({"chris", "christopher"}),
    frozenset({"matt", "matthew"}),
    frozenset({"steve", "stephen", "steven"}),
    frozenset({"alex", "alexander"}),
    frozenset({"sasha", "alexander", "oleksandr", "aleksandr"}),
    frozenset({"pete", "peter"}),
    frozenset({"chuck", "charles"}),
    frozenset({"jake", "jacob"}),
    frozenset({"tim", "timothy"}),
    frozenset({"ron", "ronald"}),
    frozenset({"nick", "nicholas"}),
    frozenset({"ed", "edward"}),
    frozenset({"andy", "andrew"}),
    frozenset({"bibi", "benjamin"}),
)
_NAMESAKES = 50
"""Persons of one family name that are told apart in an article."""
_SAME_FAMILY = 84
_SAME_GIVEN = 80


@dataclass
class Person:
    """One person of an article, with the forms the name takes there."""

    name: str
    """Fullest form."""
    given: str
    family: str
    spans: list[Span] = field(default_factory=list)
    role: str | None = None
    country: str | None = None
    leader: Leader | None = None

    def entity(self) -> Entity:
        """The person as a record; the id of a known leader is the same in every article."""
        canonical = self.leader.name if self.leader else self.name
        country = self.country or (self.leader.country if self.leader else None)
        return Entity(
            id=slug(MentionKind.PERSON, canonical),
            name=self.name if " " in self.name or not self.leader else self.leader.name,
            country=country,
            role=self.role,
        )


def split_name(name: str) -> tuple[str, str]:
    """Given and family name, folded; the given name is empty for a single word."""
    words = [word for word in fold(name.replace("’", "'")).split() if word not in _SUFFIXES]
    if len(words) < 2:
        return "", words[0] if words else ""
    if name.split(maxsplit=1)[0] in EAST_FAMILIES and words[0] not in given_names():
        return _joined("".join(words[1:])), words[0]
    return words[0], words[-1]


def same_family(one: str, other: str) -> bool:
    """Whether two family names are spellings of one: ``zelensky``, ``zelenskyy``."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return fuzz.ratio(one, other) >= _SAME_FAMILY and plain_spelling(one) == plain_spelling(other)


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's; an empty one never is."""
    if not one or not other:
        return False
    if one == other or (
        one[0] == other[0] and min(len(one.rstrip(".")), len(other.rstrip("."))) == 1
    ):
        return True
    if any(one in names and other in names for names in _SHORT):
        return True
    return (
        min(len(one), len(other)) > 4
        and one[0] == other[0]
        and fuzz.ratio(one, other) >= _SAME_GIVEN
        and plain_spelling(one) == plain_spelling(other)
    )


def known_leader(given: str, family: str) -> Leader | None:
    """The head of state or government of this name, when the list holds exactly one such."""
    found = [
        leader
        for listed in leader_families(family)
        for leader in leaders()[listed]
        if not given or _is_given(given, leader)
    ]
    if not found or any(not _alike(found[0], leader) for leader in found):
        return None
    return max(found, key=lambda leader: (leader.last, leader.first))


def _alike(one: Leader, other: Leader) -> bool:
    """Whether two entries are one person under two spellings."""
    given, _ = split_name(other.name)
    return one.country == other.country and (one.name == other.name or _is_given(given, one))


def _is_given(given: str, leader: Leader) -> bool:
    """Whether a given name is one of a leader's; ``jong-un`` is ``Jong Un``."""
    words = [fold(word) for word in leader.name.split() if word != leader.family]
    if _joined(given) == _joined("".join(words)):
        return True
    return any(same_given(given, word) for word in words[:1]) or given in words


def _joined(given: str) -> str:
    return given.replace("-", "").replace(" ", "")


class Register:
    """The persons of an article, found by family name in any spelling or by given name."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._family: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}

    def add(self, person: Person) -> None:
        """Take a new person."""
        self.people.append(person)
        self._family.setdefault(plain_spelling(person.family), []).append(person)
        self._given.setdefault(person.given, []).append(person)

    def take(self, name: str, span: Span) -> None:
        """Give a full name to the person it names, a new one where it names none so far."""
        given, family = split_name(name)
        for person in self._family.get(plain_spelling(family), ())[:_NAMESAKES]:
            if same_family(person.family, family) and same_given(person.given, given):
                if len(name) > len(person.name) and len(given.rstrip(".")) > 1:
                    person.name = name
                person.spans.append(span)
                return
        self.add(Person(name, given, family, [span], leader=known_leader(given, family)))

    def meant_by(self, name: str) -> list[Person]:
        """Those whom a family name, or else a given name, alone may mean."""
        family = fold(name.replace("’", "'"))
        alike = self._family.get(plain_spelling(family), [])[:_NAMESAKES]
        return (
            [person for person in alike if person.family == family]
            or self._given.get(family, [])[:_NAMESAKES]
            or [person for person in alike if same_family(person.family, family)]
        )


def is_office(role: str | None) -> bool:
    """Whether a role is absent or may be that of a head of state or government."""
    if role is None:
        return True
    words = role.lower().split()
    heads = [word for word in words if word in TITLE_HEADS]
    return bool(heads) and heads[-1] in {
        "president", "president-elect", "minister", "premier", "chancellor", "king", "queen",
        "prince", "emir", "sultan", "pope", "leader", "pres.", "candidate", "general", "gen.",
    }  # fmt: skip

"""Which names in an article name the same person."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from watchdesk.grounding.actor_figures import (
    Figure,
    figure_of,
    figures_called,
    may_hold_office,
    turned,
)
from watchdesk.grounding.actor_names import (
    PersonName,
    bones,
    is_initial_of,
    name_of,
    person_id,
    plainly_same,
    same_family,
    same_given,
    same_middle,
    same_suffix,
    slip_of,
)
from watchdesk.language.lexicon import fold, given_pronouns, slug
from watchdesk.records import Entity, EntityBasis, Interval, MentionKind, Span

_NAMESAKES = 50
"""Persons of one family name that are told apart in an article."""
_LATER = 10
"""Years after an office within which its holder is still called by the family name alone."""
_MEN = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "spokesman", "chairman"})
_WOMEN = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame", "queen", "princess", "spokeswoman"}
)
_PRIVATE = frozenset(
    "farmer coach player striker goalkeeper student teacher driver nurse actor actress singer "
    "resident shopkeeper engineer plumber baker pensioner carpenter musician waiter builder "
    "mechanic fisherman trainer defender midfielder footballer cyclist swimmer".split()
)
_FEW = 3


@dataclass
class Person:
    """One person of an article, with the forms the name takes there."""

    name: str
    """Fullest form."""
    parts: PersonName
    spans: list[Span] = field(default_factory=list)
    role: str | None = None
    country: str | None = None
    part_of: str | None = None
    figure: Figure | None = None
    apart: bool = False
    """Whether somebody else of the article has the same id but for an initial or a suffix."""

    def entity(self, published: Interval | None = None) -> Entity:
        """The person as a record; the id of somebody a table holds is the same everywhere."""
        figure = self.figure
        country = self.country or (figure.country if figure else None)
        term = figure.held_at(published) if figure else None
        known = figure is not None and not self.parts.is_full
        return Entity(
            id=self.id,
            name=figure.name if figure and known else self.name,
            country=country,
            role=self.role,
            basis=EntityBasis.TABLE if known else EntityBasis.TEXT,
            part_of=self.part_of or (f"country:{country}" if country and term else None),
            office=term.office if term else None,
            since=term.first if term else None,
            until=term.last if term else None,
        )

    @property
    def id(self) -> str:
        """Entity id."""
        if self.figure:
            return person_id_of(self.figure)
        plain = person_id(self.name)
        initials = "".join(word[:1] for word in self.parts.middle)
        return f"{plain}-{initials or self.parts.suffix or 'x'}" if self.apart else plain

    @property
    def pronoun(self) -> str | None:
        """``he`` or ``she`` by the given name, where nearly all its bearers are one."""
        return given_pronouns().get(self.parts.given)


def person_id_of(figure: Figure) -> str:
    """The id of somebody a table holds."""
    return slug(MentionKind.PERSON, figure.name)


class Register:
    """The persons of an article, found by family name in any spelling or by given name.

    Every question looks at the persons of one family name alone, and at ``_NAMESAKES`` of them.
    """

    def __init__(self, spoken: Container[str], published: Interval | None) -> None:
        self.people: list[Person] = []
        self._spoken = spoken
        self._published = published
        self._family: dict[str, list[Person]] = {}
        self._called: dict[str, list[Person]] = {}

    def take(self, name: str, span: Span, role: str | None, *, kin: bool = False) -> Person | None:
        """Give a full name to the person it names, a new one where it names none so far.

        ``kin`` says that the text sets this person off from another of the same name. Gives
        ``None``, and keeps nothing, where two may be meant.
        """
        parts = name_of(name)
        figure = self._figure(parts, role)
        found = [] if kin else self._same(parts, figure)
        if len(found) > 1:
            return None
        if found:
            person = found[0]
            person.spans.append(span)
            if len(name) > len(person.name) and len(parts.given.rstrip(".")) > 1:
                person.name, person.parts = name, parts
                self._enter(person)
            person.figure = person.figure or figure
            return person
        person = Person(name, parts, [span], figure=figure)
        for other in self._family.get(bones(parts.family), ())[:_NAMESAKES]:
            if other.figure is None and figure is None and other.id == person.id:
                other.apart = person.apart = True
        self.people.append(person)
        self._enter(person)
        return person

    def _figure(self, parts: PersonName, role: str | None) -> Figure | None:
        """The person of the tables that a full name names, where nothing speaks against it."""
        figure = figure_of(parts) or figure_of(turned(parts))
        if figure is None or _is_private(role):
            return None
        ways = (parts, turned(parts))
        exact = any(plainly_same(one, way) for one in figure.names for way in ways)
        spoken = figure.country is None or figure.country in self._spoken
        return figure if exact or spoken or (role and may_hold_office(role)) else None

    def _same(self, parts: PersonName, figure: Figure | None) -> list[Person]:
        """The persons of the article whom a full name may name."""
        if figure is not None:
            known = [p for p in self._family.get(bones(parts.family), ()) if p.figure == figure]
            if known:
                return known[:1]
            by_id = [p for p in self._called.get(figure.name, ()) if p.figure == figure]
            if by_id:
                return by_id[:1]
        near = self._family.get(bones(parts.family), ())[:_NAMESAKES]
        found = [p for p in near if _is_same(p.parts, parts) and _may_be(p.figure, figure)]
        exact = [p for p in found if p.parts.suffix == parts.suffix]
        alike = exact or found
        closest = [p for p in alike if p.parts.given == parts.given]
        return closest or alike

    def _enter(self, person: Person) -> None:
        parts = person.parts
        names = self._family.setdefault(bones(parts.family), [])
        if not any(known is person for known in names):
            names.append(person)
        if person.figure:
            self._call(person.figure.name, person)
        for key in _short_forms(parts):
            self._call(key, person)

    def _call(self, key: str, person: Person) -> None:
        called = self._called.setdefault(key, [])
        if len(called) < _NAMESAKES and not any(known is person for known in called):
            called.append(person)

    def meant_by(self, name: str, role: str | None, country: str | None) -> list[Person]:
        """Those whom a family name, or else a given name, alone may mean."""
        parts = name_of(name)
        near = self._family.get(bones(parts.family), ())[:_NAMESAKES]
        exact = [p for p in near if p.parts.family == parts.family]
        found = exact or [p for p in near if same_family(p.parts.family, parts.family)]
        found = [p for p in found if not (p.parts.is_son_of and not parts.particles)]
        found = found or self._called.get(_key(parts), [])
        found = [p for p in found if not parts.suffix or p.parts.suffix == parts.suffix]
        return _told_apart(found, role, country)

    def known(self, name: str, role: str | None, country: str | None) -> Figure | None:
        """The one person of the tables whom a family name means in this article."""
        found = self.known_as(name, role, country)
        if len(found) > 1:
            found = [f for f in found if f.heads(self._published)]
        if len(found) != 1 or not found[0].is_recent(self._published, _LATER):
            return None
        return found[0]

    def known_as(self, name: str, role: str | None, country: str | None) -> list[Figure]:
        """The persons of the tables whom a family name may mean in this article."""
        if not may_hold_office(role):
            return []
        return [f for f in figures_called(name_of(name)) if self._fits(f, role, country)]

    def _fits(self, figure: Figure, role: str | None, country: str | None) -> bool:
        if figure.country is None:
            return False
        if country is not None and figure.country != country:
            return False
        return figure.country in self._spoken or bool(role)

    def add(self, name: str, span: Span, figure: Figure | None) -> Person:
        """Take somebody who stands in the article by one name alone."""
        for person in self.people if figure is not None and len(self.people) < _FEW else ():
            if person.figure == figure:
                person.spans.append(span)
                return person
        person = Person(name, name_of(name), [span], figure=figure)
        self.people.append(person)
        self._enter(person)
        return person


def _is_private(role: str | None) -> bool:
    return role is not None and any(word in _PRIVATE for word in role.lower().split())


def _is_same(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may be one person's."""
    if one.is_son_of != other.is_son_of or not same_suffix(one.suffix, other.suffix):
        return False
    if not same_middle(one.middle, other.middle):
        return False
    if same_family(one.family, other.family):
        return same_given(one.given, other.given)
    return slip_of(one.family, other.family) and one.given == other.given and len(one.given) > 1


def _may_be(one: Figure | None, other: Figure | None) -> bool:
    return one is None or other is None or one == other


def _key(parts: PersonName) -> str:
    return " ".join((*parts.particles, parts.family))


def _short_forms(parts: PersonName) -> list[str]:
    """What a person may be called by besides the family name: given names, two family names."""
    words = [*parts.middle, *parts.particles, parts.family]
    forms = [parts.given] if not is_initial_of(parts.given, parts.given) else []
    forms += [" ".join(words[k:]) for k in range(len(words) - 1)]
    forms += [word for word in parts.middle if len(word) > 2]
    return [form for form in forms if form]


def _told_apart(found: list[Person], role: str | None, country: str | None) -> list[Person]:
    """Of several the one whom the title or the state before a name means."""
    words = set(role.lower().split()) if role else set()
    sex = "she" if words & _WOMEN else "he" if words & _MEN else None
    if sex is not None:
        found = [p for p in found if p.pronoun in (None, sex)]
    if len(found) > 1 and country is not None:
        found = [p for p in found if p.country in (None, country)]
    if len(found) > 1 and role is not None:
        told = [p for p in found if p.role and words <= set(fold(p.role).split())]
        found = told or found
    return found

"""Persons that tables hold: under which name, of which state, in which office on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchdesk.grounding.actor_names import (
    PersonName,
    bones,
    name_of,
    same_family,
    same_given,
    same_middle,
    same_suffix,
)
from watchdesk.grounding.published_tenures import Tenure, tenures
from watchdesk.language.lexicon import given_names, leaders
from watchdesk.language.vocabulary import EAST_FAMILIES
from watchdesk.records import Interval

_GAP = timedelta(days=400)
"""Between two snapshots of the table that show the same holder, nobody else held the office."""
_OFFICES = frozenset(
    "president minister premier chancellor king queen prince princess emir sultan pope emperor "
    "leader pres. general gen. ayatollah chairman secretary-general taoiseach sheikh dictator "
    "ruler strongman".split()
)
_STANDING = ("-elect", "nominee", "candidate")
_FIRST = (
    "President",
    "Prime Minister",
    "Chancellor",
    "King",
    "Queen",
    "Premier",
    "Emir",
    "Amir",
    "Sultan",
    "Pope",
    "leader",
    "State Affairs",
)
"""How the offices of heads of state and government begin."""


class Term(NamedTuple):
    """An office held."""

    office: str
    first: date
    last: date | None
    """``None`` for a term that the table leaves open."""


class Figure(NamedTuple):
    """Somebody a table holds."""

    name: str
    """As the person's id and canonical name have it."""
    names: tuple[PersonName, ...]
    country: str | None
    terms: tuple[Term, ...]

    def in_office(self, day: date) -> Term | None:
        """The foremost office held on a day."""
        held = [t for t in self.terms if t.first <= day and (t.last is None or day <= t.last)]
        held = [t for t in held if not t.office.endswith(_STANDING)]
        return min(held, key=lambda t: (not t.office.startswith(_FIRST), t.first), default=None)

    def held_at(self, published: Interval | None) -> Term | None:
        """The office held on the day of publication, if it is the same on all days it may be."""
        if published is None or published.earliest is None or published.latest is None:
            return None
        first, last = self.in_office(published.earliest), self.in_office(published.latest)
        return first if first == last else None

    def is_recent(self, published: Interval | None, years: int) -> bool:
        """Whether an office was held not more than so many years before publication.

        True of somebody without dated offices, and where the day of publication is not known.
        """
        day = published.earliest if published else None
        if day is None or not self.terms:
            return True
        return any(
            term.last is None or term.last.year + years >= day.year
            for term in self.terms
            if published is None or published.latest is None or term.first <= published.latest
        )

    def heads(self, published: Interval | None) -> bool:
        """Whether the person headed a state or government on the day of publication."""
        term = self.held_at(published)
        return term is not None and term.office.startswith(_FIRST)


def figure_of(name: PersonName) -> Figure | None:
    """The one person of the tables that a full name names; ``None`` where none or two do."""
    found = [figure for figure in _near(name) if any(_is(one, name) for one in figure.names)]
    return found[0] if len(found) == 1 else None


def figures_called(name: PersonName) -> list[Figure]:
    """The persons of the tables that a family name, or a name used alone, may mean."""
    return [
        figure
        for figure in _near(name)
        if any(
            same_family(one.family, name.family)
            and not one.is_son_of
            and (one.suffix == name.suffix or (not name.suffix and one.given))
            for one in figure.names
        )
    ]


def turned(name: PersonName) -> PersonName:
    """A name with the family name first, as Japanese and Hungarian names may be written."""
    return PersonName(name.family, (), name.given)


def may_hold_office(role: str | None) -> bool:
    """Whether a role is absent or may be that of a head of state or government."""
    return role is None or any(word in _OFFICES for word in role.lower().split())


def _near(name: PersonName) -> tuple[Figure, ...]:
    return _by_bones().get(bones(name.family), ())


def _is(one: PersonName, other: PersonName) -> bool:
    """Whether a full name is one of a person's; one without given name names nobody in full."""
    if not one.given or not other.given:
        return not one.given and not other.given and one.family == other.family
    return (
        same_family(one.family, other.family)
        and (same_given(one.given, other.given) or one.given == other.given)
        and same_suffix(one.suffix, other.suffix)
        and same_middle(one.middle, other.middle)
        and one.is_son_of == other.is_son_of
    )


@cache
def _by_bones() -> dict[str, tuple[Figure, ...]]:
    out: dict[str, dict[str, Figure]] = {}
    for figure in _figures():
        for name in figure.names:
            out.setdefault(bones(name.family), {})[figure.name] = figure
    return {key: tuple(found.values()) for key, found in out.items()}


class _Making:
    """One person while the tables are put together."""

    def __init__(self, name: str, names: list[PersonName], country: str | None) -> None:
        self.name = name
        self.names = names
        self.country = country
        self.terms: list[Term] = []

    def is_called(self, name: PersonName) -> bool:
        return any(_is(one, name) for one in self.names)

    def done(self) -> Figure:
        return Figure(
            self.name, tuple(dict.fromkeys(self.names)), self.country, tuple(_joined(self.terms))
        )


@cache
def _figures() -> tuple[Figure, ...]:
    """People, leaders and holders of other offices, each person once."""
    made: dict[str, list[_Making]] = {}
    for names, state in _people():
        one = _Making(names[0], [name_of(name) for name in names], state or None)
        for listed in one.names:
            made.setdefault(bones(listed.family), []).append(one)
    for name, country, term in _holders():
        parsed = name_of(name)
        near = made.setdefault(bones(parsed.family), [])
        known = next(
            (m for m in near if m.is_called(parsed) and country in (None, m.country)), None
        )
        if known is None:
            known = _Making(name, [parsed], country)
            near.append(known)
        elif parsed not in known.names:
            known.names.append(parsed)
        known.terms.append(term)
    unique = {id(one): one for near in made.values() for one in near}
    return tuple(one.done() for one in unique.values())


def _people() -> Iterator[tuple[list[str], str]]:
    table = files("watchdesk.resources").joinpath("people.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        names, country = line.split("\t")
        yield names.split("|"), country


def _holders() -> Iterator[tuple[str, str | None, Term]]:
    """Name, state and term of each row, the latest row of a leader first."""
    rows = [leader for found in leaders().values() for leader in found]
    for row in sorted(rows, key=lambda row: (row.last, row.first), reverse=True):
        first, last = date.fromisoformat(row.first), date.fromisoformat(row.last)
        if row.name[0].isupper():
            yield row.name, row.country, Term(row.office, first, last)
    for found in tenures().values():
        for held in found:
            yield _whole(held), None, Term(held.office[0], held.first, held.last)


def _whole(held: Tenure) -> str:
    """``George H.W. Bush`` of the given names ``H.W.``, ``H.`` and ``George``."""
    initials = [given for given in held.given if "." in given][:1]
    names = [given for given in held.given if "." not in given][:1]
    if held.family in EAST_FAMILIES and names and names[0].lower() not in given_names():
        return f"{held.family} {names[0]}"
    return " ".join([*names, *initials, held.family])


def _joined(terms: Collection[Term]) -> Iterator[Term]:
    """Terms in one office that follow on each other as one."""
    last: dict[str, Term] = {}
    for term in sorted(terms, key=lambda term: term.first):
        before = last.get(term.office)
        if before is not None and before.last is not None and term.first - before.last <= _GAP:
            later = None if term.last is None else max(before.last, term.last)
            last[term.office] = before._replace(last=later)
            continue
        if before is not None:
            yield before
        last[term.office] = term
    yield from last.values()

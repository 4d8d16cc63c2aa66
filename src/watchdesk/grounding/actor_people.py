"""The persons of an article: who each name means, in which office, of which state or body."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from watchdesk.grounding.actor_bodies import well_known_places
from watchdesk.grounding.actor_names import name_of
from watchdesk.grounding.actor_persons import Person, Register
from watchdesk.grounding.actor_role_states import OUTSIDERS, country_of, speaks_for, tells_state
from watchdesk.grounding.actor_roles import NOBODY, Role, roles_of
from watchdesk.language import Document, Name
from watchdesk.language.listed import Listed, Range
from watchdesk.language.vocabulary import PORTFOLIO, TITLE_HEADS, TITLE_MODIFIERS
from watchdesk.records import Entity, Interval, MentionKind, Span

_SHOWN = 3
"""Namesakes that a doubt tells by name."""
_HEADING = frozenset({"head", "lead", "run", "chair", "command", "direct", "represent"})
_OF_AMERICA = frozenset({"secretary of state", "secretary of the treasury", "attorney general"})
_PARTIES = frozenset({"republican", "democratic", "democrat"})
_SEATS = frozenset(
    "congressman congresswoman senator representative lawmaker governor sen. rep. nominee".split()
)
"""Who, of one of those parties, sits in the Congress or governs a state."""
_GOVERNING = frozenset(
    "government minister president chancellor premier parliament cabinet senator lawmaker "
    "ambassador foreign defense defence interior finance army navy prime king queen".split()
)
"""Words of roles in which somebody serves a state."""
_GOVERNED = frozenset({"governor", "mayor", "administrator"})
_RANKS = frozenset(
    "gen. general lt. lieutenant col. colonel maj. major capt. captain adm. admiral brig. "
    "brigadier sgt. sergeant cmdr. marshal prof. professor dr. sir ambassador".split()
)
"""What tells less of somebody than a description beside it."""
_LOOSE = frozenset({"for", "to", "on", "with", "against", "about"})


class People(NamedTuple):
    """What the names of persons mean."""

    entities: dict[Span, Entity]
    doubts: dict[Span, str]
    """Why a name is left open."""
    titles: frozenset[Span]
    """Names that are but words of a title: ``State`` in ``Secretary of State``."""


class _Place(NamedTuple):
    """A name of a person in words, with what is said of the bearer there."""

    span: Span
    words: Range
    roles: tuple[Role, ...]

    @property
    def kin(self) -> bool:
        return any(role.is_kin for role in self.roles)


def find_people(
    doc: Document,
    names: Sequence[Name],
    bodies: Mapping[Span, Entity],
    spoken: Collection[str],
    published: Interval | None,
) -> People:
    """Entities of the persons' names, by their places in the text.

    ``bodies`` are the other names with what they mean, ``spoken`` the states of the article.
    """
    listed = doc.listed
    places = _places(listed, [n.span for n in names if n.kind is MentionKind.PERSON])
    told = _Roles(doc, listed, bodies, spoken)
    people = Register(spoken, published)
    doubts: dict[Span, str] = {}
    for place in sorted(places, key=lambda p: -len(name_of(p.span.text_of(doc.text)).middle)):
        _enter(people, told, place, doubts)
    for place in places:
        _enter_short(people, told, place, doubts)
    titles = told.titles(names, places)
    at = {place.span: place for place in places}
    entities = {}
    for person in people.people:
        for span in sorted(person.spans):
            told.describe(person, at[span])
    told.lend(people.people)
    for person in people.people:
        entity = person.entity(published)
        entities.update(dict.fromkeys(person.spans, entity))
    return People(entities, doubts, titles)


def _enter(people: Register, told: _Roles, place: _Place, doubts: dict[Span, str]) -> None:
    """Take a full name."""
    name = told.text(place.span)
    if not name_of(name).is_full:
        return
    role = told.role_of(place)
    if people.take(name, place.span, role, kin=place.kin) is None:
        doubts[place.span] = f"the article has more than one {name}"


def _enter_short(people: Register, told: _Roles, place: _Place, doubts: dict[Span, str]) -> None:
    """Give a family name that stands alone to the one person it can mean, if there is one."""
    name = told.text(place.span)
    if name_of(name).is_full:
        return
    role, country = told.title_of(place), told.country(place)
    meant = people.meant_by(name, role, country)
    if len(meant) == 1:
        meant[0].spans.append(place.span)
    elif meant:
        known = people.known(name, role, country) if country else None
        same = [p for p in meant if known is not None and p.figure == known]
        if same:
            same[0].spans.append(place.span)
            return
        rows = ", ".join(sorted(person.name for person in meant)[:_SHOWN])
        doubts[place.span] = f"{len(meant)} persons of the article may be meant: {rows}"
    else:
        figure = people.known(name, role, country)
        several = people.known_as(name, role, country) if figure is None else []
        if len(several) > 1:
            rows = ", ".join(sorted(one.name for one in several)[:_SHOWN])
            doubts[place.span] = f"{len(several)} known persons may be meant: {rows}"
        else:
            people.add(name, place.span, figure)


def _places(listed: Listed, spans: Sequence[Span]) -> list[_Place]:
    ranges = {span: listed.words(span) for span in spans}
    taken = frozenset(k for words in ranges.values() for k in range(*words))
    return [
        _Place(span, words, tuple(roles_of(listed, words, taken)) if words[0] < words[1] else ())
        for span, words in ranges.items()
    ]


class _Roles:
    """What an article says of persons, as words, states and bodies."""

    def __init__(
        self,
        doc: Document,
        listed: Listed,
        bodies: Mapping[Span, Entity],
        spoken: Collection[str],
    ) -> None:
        self._doc = doc
        self._listed = listed
        self._bodies = sorted(bodies.items())
        self._spoken = spoken
        self._by_word: dict[int, Entity] = {}
        for span, entity in self._bodies:
            if entity.id.startswith(("org:", "group:")):
                for word in range(*listed.words(span)):
                    self._by_word[word] = entity
        self._lenders: list[tuple[int, str]] = []

    def text(self, span: Span) -> str:
        """Words as written."""
        return span.text_of(self._doc.text)

    def role_of(self, place: _Place) -> str | None:
        """The office or description that stands beside a name."""
        told = [role for role in place.roles if self._listed.lemmas[role.head] not in NOBODY]
        office = [role for role in told if self._listed.low[role.head] not in _RANKS]
        for role in (*office, *told):
            return self._listed.said(role.words)
        return None

    def title_of(self, place: _Place) -> str | None:
        """The role of a name, or the courtesy title right before it."""
        role = self.role_of(place)
        before = place.words.start - 1
        if role is None and before >= 0 and self._listed.low[before] in TITLE_HEADS:
            return self._listed.forms[before]
        return role

    def country(self, place: _Place) -> str | None:
        """The state that the roles beside a name tell."""
        for role in place.roles:
            country = country_of(self._listed, role) or self._ruled(role)
            if country:
                return country
        return None

    def _ruled(self, role: Role) -> str | None:
        """The state of the region somebody governs: "Kursk regional governor"."""
        listed = self._listed
        words = range(*role.words)
        if not any(listed.lemmas[k] in _GOVERNED for k in words):
            return _by_office(listed.said(role.words), self._spoken)
        for word in words:
            if listed.upos[word] == "PROPN" and listed.low[word] not in TITLE_HEADS:
                states = {entry.country for entry in well_known_places(listed.forms[word])}
                if len(states) == 1:
                    return next(iter(states))
        return None

    def describe(self, person: Person, place: _Place) -> None:
        """Set role, state and body from a mention, where no earlier one told them."""
        role = self.role_of(place)
        country = self.country(place)
        body = self._body(place)
        if person.role is None or (person.country is None and country):
            person.role = role or person.role
        person.country = person.country or country or (body.country if body else None)
        if body is not None and person.part_of is None:
            person.part_of = body.id
        serves = role is not None and any(w in _GOVERNING for w in role.lower().split())
        serves = serves and (country is None or self._names_state(place))
        if person.part_of is None and serves and person.country:
            person.part_of = f"country:{person.country}"
        if country and serves:
            self._lenders.append((place.words.start, country))

    def _names_state(self, place: _Place) -> bool:
        """Whether a role tells the state itself, and no region or body of it."""
        return any(tells_state(self._listed, role) for role in place.roles)

    def _body(self, place: _Place) -> Entity | None:
        """The body somebody speaks or works for: in the role, "of X" behind, "who heads X"."""
        listed = self._listed
        for role in place.roles:
            if listed.lemmas[role.head] in OUTSIDERS:
                continue
            loose, ties = False, _LOOSE - ({"for"} if speaks_for(listed, role) else set())
            for word in range(*role.words):
                loose = (loose or listed.low[word] in ties) and listed.low[word] != "of"
                body = self._by_word.get(word)
                inside = body == self._by_word.get(role.head)
                if loose or body is None or word == role.head:
                    continue
                if inside and body.id.startswith("group:"):
                    continue  # "a New York Democrat"
                return body
        for word in range(*place.words):
            for kid in listed.kids[word]:
                body = self._beside(kid, place)
                if body is not None:
                    return body
        return None

    def _beside(self, kid: int, place: _Place) -> Entity | None:
        listed = self._listed
        if kid < place.words.end:
            return None
        if listed.rel(kid) == "nmod":
            case = listed.kid(kid, "case")
            return self._by_word.get(kid) if case is not None and listed.low[case] == "of" else None
        if listed.rels[kid] == "acl:relcl" and listed.lemmas[kid] in _HEADING:
            led = listed.kid(kid, "obj")
            return self._by_word.get(led) if led is not None else None
        return None

    def lend(self, people: Sequence[Person]) -> None:
        """Give officials without a state that of the officials before them in the paragraph.

        "German Chancellor A … Deputy government spokesman B": where all officials told there so
        far serve one state.
        """
        self._lenders.sort()
        for person in people:
            role = person.role
            if person.country or role is None or not self._serves_some_state(role):
                continue
            start = self._listed.words(min(person.spans)).start
            states = self._states_before(start)
            if len(states) == 1:
                person.country = next(iter(states))
                person.part_of = person.part_of or f"country:{person.country}"

    def _states_before(self, word: int) -> set[str]:
        """The states of the officials before a word in its line, or else in the line before."""
        high = word
        for _ in range(2):
            low = self._line(high)
            states = {country for at, country in self._lenders if low <= at < high}
            if states:
                return states
            high = low - 1
        return set()

    def _serves_some_state(self, role: str) -> bool:
        words = role.lower().split()
        return "government" in words or ("minister" in words and "former" not in words)

    def _line(self, word: int) -> int:
        """The first word of the line a word stands in."""
        while word > 0 and not self._listed.lines[word]:
            word -= 1
        return max(word, 0)

    def titles(self, names: Sequence[Name], places: Sequence[_Place]) -> frozenset[Span]:
        """Names that are but words of a title."""
        listed = self._listed
        inside = {k for place in places for role in place.roles for k in range(*role.words)}
        out = set()
        for name in names:
            words = range(*listed.words(name.span))
            portfolio = all(
                listed.forms[k] in PORTFOLIO
                or listed.low[k] in TITLE_HEADS
                or listed.low[k] in TITLE_MODIFIERS
                for k in words
            )
            bare = name.kind is MentionKind.PERSON and all(
                listed.low[k] in TITLE_HEADS for k in words
            )
            if words and (bare or (portfolio and all(k in inside for k in words))):
                out.add(name.span)
        return frozenset(out)


def _by_office(role: str, spoken: Collection[str]) -> str | None:
    """The United States by offices that only they call so."""
    low = role.lower()
    words = set(low.split())
    named = any(office in low for office in _OF_AMERICA)
    seated = not words.isdisjoint(_PARTIES) and not words.isdisjoint(_SEATS)
    return "US" if "US" in spoken and (named or seated) else None

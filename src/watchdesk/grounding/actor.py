"""Who is named: every name as a mention, with whom or what it means where that is known."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from watchdesk.grounding.actor_bodies import (
    body_entity,
    is_state_body,
    known_entity,
    people_entity,
    place_entity,
    speaks_of,
    well_known_places,
)
from watchdesk.grounding.actor_groups import Group, find_groups
from watchdesk.grounding.actor_persons import (
    Person,
    Register,
    is_office,
    known_leader,
    split_name,
)
from watchdesk.grounding.actor_roles import (
    country_of_role,
    role_after,
    role_before,
    role_before_comma,
)
from watchdesk.grounding.gazetteer import notable
from watchdesk.language import Document, Name
from watchdesk.language.lexicon import fold, given_names, known_exactly, leader_families
from watchdesk.language.name_rules import is_ordinary
from watchdesk.language.sequences import Words
from watchdesk.language.vocabulary import HEADS
from watchdesk.records import Entity, Mention, MentionKind, Span, content_id

_TITLED = re.compile(r"\b(?:[A-Z][a-z]{0,4}\.|[a-z]{4,12}(?:er|or|man|nt|ist|eral|ain|ary)) \Z")
_AFTER_TOWN = frozenset(
    "is was were has had will would fell falls remains remained lies came saw ,".split()
) | {"'s"}
_ACRONYM = re.compile(r"\s?\((?:the\s)?([A-Z][\w&.-]{1,11})\)")
_PREFERRED = (
    MentionKind.PERSON,
    MentionKind.ORGANISATION,
    MentionKind.GROUP,
    MentionKind.PLACE,
    MentionKind.DOCUMENT,
    MentionKind.FACILITY,
    MentionKind.EVENT,
    MentionKind.WEAPON,
    MentionKind.OTHER,
)


def find_actors(doc: Document, article_id: str) -> tuple[Mention, ...]:
    """Every name of a document as a mention, in the order of the text.

    Forms of one person's or body's name in the article share an entity. Roles are words of the
    text. The entity is null where the article leaves it open: a family name that two persons of
    the article bear, a ministry without its state, a name of unknown kind.
    """
    words = Words(doc.text, doc.token_starts, doc.token_ends, doc.sentences)
    families = _families(doc)
    names = [_settled(doc, name, families) for name in doc.names]
    entities = _persons(doc, words)
    aliases: dict[str, Entity] = {}
    for name in names:
        if name.kind is not MentionKind.PERSON:
            entity = _other_entity(doc, words, name)
            _acronym(doc.text, name, entity, aliases)
            if entity:
                entities[name.span] = entity
    _short_forms(doc.text, names, entities)
    mentions = []
    for name in names:
        own = name.span.text_of(doc.text)
        entity = aliases.get(own) or entities.get(name.span)
        kind = name.kind
        if own in aliases and kind is MentionKind.OTHER:
            kind = MentionKind.ORGANISATION
        mentions.append(
            Mention(
                start=name.span.start,
                end=name.span.end,
                id=content_id("men", article_id, name.span.start, name.span.end),
                kind=kind,
                entity=entity,
            )
        )
    mentions += _unnamed(words, names, article_id)
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _unnamed(words: Words, names: Sequence[Name], article_id: str) -> list[Mention]:
    """Groups and bodies told by nationality and noun, and towns that open a sentence."""
    taken: set[int] = set()
    for name in names:
        taken.update(range(*words.tokens_of(name.span)))
    found = [*find_groups(words, taken), *_opening_towns(words, taken)]
    return [
        Mention(
            start=span.start,
            end=span.end,
            id=content_id("men", article_id, span.start, span.end),
            kind=kind,
            entity=entity,
        )
        for span, kind, entity in found
    ]


def _opening_towns(words: Words, taken: Container[int]) -> Iterator[Group]:
    """ "Kharkiv was shelled": a place of the gazetteer whose capital the sentence's start hides."""
    for low, high in words.bounds:
        if low in taken or low + 1 >= high or words.after(low + 1) not in _AFTER_TOWN:
            continue
        word = words.words[low]
        if not word[0].isupper() or is_ordinary(words, low) or fold(word) in given_names():
            continue
        if any(entry.name == word for entry in notable(word)) and not leader_families(word):
            entity = place_entity(words, low, low + 1, word)
            yield Group(words.span(low, low + 1), MentionKind.PLACE, entity)


def _settled(doc: Document, name: Name, families: Container[str]) -> Name:
    """A name of unknown kind is a place where the gazetteer holds one of some size.

    So is a single word taken for a person who is nowhere named in full or by title.
    """
    own = name.span.text_of(doc.text)
    lone = (
        name.kind is MentionKind.PERSON
        and " " not in own
        and own not in families
        and fold(own) not in given_names()
        and not leader_families(own)
        and not _TITLED.search(doc.text, max(0, name.span.start - 40), name.span.start)
    )
    if (lone or name.kind is MentionKind.OTHER) and well_known_places(own):
        return name._replace(kind=MentionKind.PLACE)
    return name


def _families(doc: Document) -> frozenset[str]:
    """Last words of the persons named in full."""
    full = (n.span.text_of(doc.text) for n in doc.names if n.kind is MentionKind.PERSON)
    return frozenset(name.rsplit(maxsplit=1)[-1] for name in full if " " in name)


def _short_forms(text: str, names: Sequence[Name], entities: dict[Span, Entity]) -> None:
    """``the Dispatch`` is the one body of the article whose name ends so.

    A ministry named without its state stays open: with two states in an article it may be
    either's.
    """
    full: dict[str, dict[str, Entity]] = {}
    bodies = [name for name in names if name.kind is MentionKind.ORGANISATION]
    for name in bodies:
        entity = entities.get(name.span)
        own = name.span.text_of(text)
        if entity is None or own in HEADS or is_state_body(own):
            continue
        full.setdefault(own.rsplit(maxsplit=1)[-1], {})[entity.id] = entity
    for name in bodies:
        own = name.span.text_of(text)
        if own not in HEADS:
            continue
        meant = full.get(own, {})
        entities.pop(name.span, None)
        if len(meant) == 1:
            entities[name.span] = next(iter(meant.values()))


def best_mention(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The mention that names the head of a noun phrase, such as the source of a statement.

    A person before a body, a body before a place; of two alike the first, so an apposition's
    own names do not win: in ``A, an adviser to B`` it is A.
    """
    inside = [mention for mention in mentions if span.contains(mention.span)]
    return min(
        inside,
        key=lambda mention: (_PREFERRED.index(mention.kind), mention.start),
        default=None,
    )


def _acronym(text: str, name: Name, entity: Entity | None, found: dict[str, Entity]) -> None:
    """Remember ``(ABC)`` after a body's full name."""
    if entity is None or name.kind not in {MentionKind.ORGANISATION, MentionKind.GROUP}:
        return
    match = _ACRONYM.match(text, name.span.end)
    if match and _stands_for(match[1], name.span.text_of(text)):
        found.setdefault(match[1], entity)


def _stands_for(acronym: str, name: str) -> bool:
    """Whether most letters of an acronym are initials of the name, in their order."""
    initials = [word[0].lower() for word in re.findall(r"[^\W\d_]+", name)]
    letters = [char.lower() for char in acronym if char.isupper()]
    rest = iter(initials)
    hits = sum(1 for letter in letters if letter in rest)
    return len(letters) >= 2 and hits >= len(letters) - 1


def _other_entity(doc: Document, words: Words, name: Name) -> Entity | None:
    text = name.span.text_of(doc.text)
    start, end = words.tokens_of(name.span)
    if name.kind is MentionKind.PLACE:
        return place_entity(words, start, end, text)
    if name.kind is MentionKind.GROUP:
        people = people_entity(text)
        if people and not known_exactly(text):
            return people
    if name.kind is MentionKind.OTHER:
        known = known_exactly(text)
        return known_entity(known) if known and known.sure else None
    return body_entity(words, start, name.kind, text)


def _persons(doc: Document, words: Words) -> dict[Span, Entity]:
    """Entities of the persons' names."""
    names = [name.span for name in doc.names if name.kind is MentionKind.PERSON]
    people = Register()
    for span in names:
        if _is_full(span, doc.text):
            people.take(span.text_of(doc.text), span)
    roles = _roles(doc, words, names)
    for span in names:
        if not _is_full(span, doc.text):
            _place_alone(words, people, span, roles)
    entities = {}
    for person in people.people:
        _describe(words, person, roles)
        entity = person.entity()
        entities.update(dict.fromkeys(person.spans, entity))
    return entities


def _is_full(span: Span, text: str) -> bool:
    return bool(split_name(span.text_of(text))[0])


def _place_alone(words: Words, people: Register, span: Span, roles: dict[Span, Span]) -> None:
    """Give a family name that stands alone to the one person it can mean, if there is one."""
    text = span.text_of(words.text)
    meant = people.meant_by(text)
    if len(meant) == 1:
        meant[0].spans.append(span)
    if meant:
        return
    _, family = split_name(text)
    role = roles[span].text_of(words.text) if span in roles else None
    leader = known_leader("", family) if is_office(role) else None
    if leader and not (role or speaks_of(words, leader.country)):
        leader = None
    people.add(Person(text, "", family, [span], leader=leader))


def _roles(doc: Document, words: Words, names: list[Span]) -> dict[Span, Span]:
    """Where a title or apposition stands beside a name."""
    at = {}
    for span in names:
        at[span] = words.tokens_of(span)
    taken = frozenset(k for low, high in at.values() for k in range(low, high))
    roles = {}
    for span, (low, high) in at.items():
        index = doc.sentence_index(span.start)
        if index is None:
            continue
        first, last = words.bounds[index]
        role = (
            role_before(words, low, first, taken)
            or role_after(words, high, last)
            or role_before_comma(words, low, first, taken)
        )
        if role:
            roles[span] = role
    return roles


def _describe(words: Words, person: Person, roles: dict[Span, Span]) -> None:
    """Set role and country from the first mention that tells them."""
    for span in sorted(person.spans):
        role = roles.get(span)
        if role is None:
            continue
        person.role = person.role or role.text_of(words.text)
        person.country = person.country or country_of_role(words, role)

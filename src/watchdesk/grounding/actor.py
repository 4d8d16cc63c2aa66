"""Who is named: every name as a mention, with whom or what it means where that is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from watchdesk.grounding.actor_aliases import Aliases
from watchdesk.grounding.actor_bodies import (
    EITHER,
    ELSEWHERE,
    MANY,
    TWOFOLD,
    body_entity,
    is_state_body,
    known_entity,
    people_entity,
    place_entity,
    spoken_of,
)
from watchdesk.grounding.actor_groups import Group, find_groups, find_peoples
from watchdesk.grounding.actor_kinds import has_capitals, names_of
from watchdesk.grounding.actor_people import find_people
from watchdesk.grounding.actor_states import acts
from watchdesk.grounding.gazetteer import lookup
from watchdesk.language import Document, Name
from watchdesk.language.lexicon import (
    fold,
    given_names,
    known_exactly,
    leader_families,
)
from watchdesk.language.name_rules import is_ordinary
from watchdesk.language.sequences import Words
from watchdesk.language.vocabulary import HEADS
from watchdesk.records import Entity, EntityBasis, Interval, Mention, MentionKind, Span, content_id

_AFTER_TOWN = frozenset(
    "is was were has had have will would fell falls remains remained lies came saw ,".split()
) | {"'s"}
_ACRONYM = re.compile(r"\s?\((?:the\s)?([A-Z][\w&.-]{1,11})\)")
_CAPITALS = re.compile(r"\b[A-Z](?=[a-z])")
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
_NO_KIND = "the words do not tell what it names"


class _Told(NamedTuple):
    """What a name means, or why that is not known."""

    entity: Entity | None
    doubt: str | None = None


def find_actors(
    doc: Document,
    article_id: str,
    published: Interval | None = None,
    aliases: Aliases | None = None,
) -> tuple[Mention, ...]:
    """Every name of a document as a mention, in the order of the text.

    Forms of one person's or body's name in the article share an entity. Roles are words of the
    text; offices come from dated tables, for the day of publication. The entity is null where the
    article leaves it open, and ``doubt`` says why: a family name that two persons of the article
    bear, a ministry without its state, a name of unknown kind. ``aliases`` are the actors of a
    desk, which win over all else.
    """
    words = Words(doc.text, doc.token_starts, doc.token_ends, doc.sentences)
    spoken = spoken_of(words)
    names = names_of(doc, spoken)
    told = _others(doc, words, names, spoken)
    names = list(_called(doc, names, told))
    unnamed = _unnamed(doc, words, names)
    bodies = {span: one.entity for span, one in told.items() if one.entity}
    bodies.update((span, entity) for span, _, entity in unnamed)
    people = find_people(doc, names, bodies, spoken, published)
    told.update((span, _Told(entity)) for span, entity in people.entities.items())
    told.update((span, _Told(None, doubt)) for span, doubt in people.doubts.items())
    _other_letters(doc.text, names, told)
    kept = [name for name in names if name.span not in people.titles]
    mentions = [_mention(article_id, n.span, n.kind, told[n.span]) for n in kept]
    open_states = frozenset(TWOFOLD.values()) - spoken
    mentions = [_either(mention, open_states) for mention in mentions]
    mentions += [_mention(article_id, span, kind, _Told(entity)) for span, kind, entity in unnamed]
    if aliases:
        mentions = aliases.applied(words, mentions, article_id)
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _mention(article_id: str, span: Span, kind: MentionKind, told: _Told) -> Mention:
    return Mention(
        start=span.start,
        end=span.end,
        id=content_id("men", article_id, span.start, span.end),
        kind=kind,
        entity=told.entity,
        doubt=None if told.entity else told.doubt,
    )


def _either(mention: Mention, open_states: Container[str]) -> Mention:
    """A mention without a state whose name alone the article gives: ``Georgia`` in the South."""
    entity = mention.entity
    if entity is None or entity.country is None or entity.country not in open_states:
        return mention
    if entity.id.startswith(("country:", f"org:{entity.country.lower()}-")):
        return mention.model_copy(update={"entity": None, "doubt": EITHER})
    if entity.basis is EntityBasis.TABLE:
        return mention
    own = entity.part_of
    kept = None if own is None or own.startswith("country:") else own
    bare = entity.model_copy(update={"country": None, "part_of": kept})
    return mention.model_copy(update={"entity": bare})


def _others(
    doc: Document, words: Words, names: Sequence[Name], spoken: Container[str]
) -> dict[Span, _Told]:
    """What names mean that are not persons'."""
    told = {
        name.span: _other(doc, words, name, spoken)
        for name in names
        if name.kind is not MentionKind.PERSON
    }
    _short_forms(doc.text, names, told)
    return told


def _other(doc: Document, words: Words, name: Name, spoken: Container[str]) -> _Told:
    text = name.span.text_of(doc.text)
    start, _ = words.tokens_of(name.span)
    if name.kind is MentionKind.PLACE:
        known = known_exactly(text)
        acting = bool(known and known.is_capital) and acts(doc.listed, doc.listed.words(name.span))
        return _Told(place_entity(text, acting))
    if name.kind is MentionKind.GROUP:
        people = people_entity(text)
        if people and not known_exactly(text):
            return _Told(people)
    if name.kind is MentionKind.OTHER:
        known = known_exactly(text)
        sure = known is not None and known.sure and not known.id.startswith("adjective:")
        return _Told(known_entity(known)) if known and sure else _Told(None, _NO_KIND)
    entity = body_entity(words, start, name.kind, text, spoken)
    return _Told(entity, MANY if is_state_body(text) else ELSEWHERE)


def _called(doc: Document, names: Sequence[Name], told: dict[Span, _Told]) -> Iterator[Name]:
    """Names, with those that brackets explained before: ``the Harbour Authority (HA)``."""
    acronyms: dict[str, Entity] = {}
    for name in names:
        if name.kind is not MentionKind.PERSON:
            _acronym(doc.text, name, told[name.span].entity, acronyms)
    initials = _initials(doc.text, names, told)
    for name in names:
        own = name.span.text_of(doc.text)
        meant = acronyms.get(own) or (initials.get(own) if not known_exactly(own) else None)
        explained = meant is not None
        if explained:
            told[name.span] = _Told(meant)
        unknown = explained and name.kind in (MentionKind.OTHER, MentionKind.PERSON)
        yield name._replace(kind=MentionKind.ORGANISATION) if unknown else name


def _unnamed(doc: Document, words: Words, names: Sequence[Name]) -> list[Group]:
    """Groups and bodies told by nationality and noun, and towns that open a sentence."""
    taken: set[int] = set()
    for name in names:
        taken.update(range(*words.tokens_of(name.span)))
    groups = [*find_groups(words, taken), *find_peoples(words, doc.listed, taken)]
    return [*groups, *_opening_towns(words, taken)]


def _opening_towns(words: Words, taken: Container[int]) -> Iterator[Group]:
    """ "Kharkiv was shelled": a place of the gazetteer whose capital the sentence's start hides."""
    for low, high in words.bounds:
        if low in taken or low + 1 >= high or words.after(low + 1) not in _AFTER_TOWN:
            continue
        word = words.words[low]
        if not word[0].isupper() or is_ordinary(words, low) or fold(word) in given_names():
            continue
        if any(entry.name == word for entry in lookup(word)) and not leader_families(word):
            entity = place_entity(word, acts=False)
            yield Group(words.span(low, low + 1), MentionKind.PLACE, entity)


def _short_forms(text: str, names: Sequence[Name], told: dict[Span, _Told]) -> None:
    """``the Dispatch`` is the one body of the article whose name ends so, ``the Church`` the one
    whose name begins so before ``of``.

    A ministry named without its state stays open: with two states in an article it may be
    either's.
    """
    full: dict[str, dict[str, Entity]] = {}
    bodies = [name for name in names if name.kind is MentionKind.ORGANISATION]
    for name in bodies:
        entity = told[name.span].entity
        own = name.span.text_of(text)
        if entity is None or own in HEADS or is_state_body(own):
            continue
        first, of, _ = own.removeprefix("the ").removeprefix("The ").partition(" of ")
        for word in {own.rsplit(maxsplit=1)[-1], *([first] if of else [])}:
            full.setdefault(word, {})[entity.id] = entity
    for name in bodies:
        own = name.span.text_of(text)
        if own not in HEADS:
            continue
        meant = full.get(own, {})
        told[name.span] = _Told(None, MANY)
        if len(meant) == 1:
            told[name.span] = _Told(next(iter(meant.values())))


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


def _initials(text: str, names: Sequence[Name], told: dict[Span, _Told]) -> dict[str, Entity]:
    """Bodies by the capitals of their names, where these are one body's alone."""
    found: dict[str, dict[str, Entity]] = {}
    for name in names:
        entity = told[name.span].entity if name.kind is MentionKind.ORGANISATION else None
        capitals = _CAPITALS.findall(name.span.text_of(text).removeprefix("The ")) if entity else ()
        if entity and len(capitals) > 2:
            found.setdefault("".join(capitals), {})[entity.id] = entity
    return {form: next(iter(one.values())) for form, one in found.items() if len(one) == 1}


def _other_letters(text: str, names: Sequence[Name], told: dict[Span, _Told]) -> None:
    """A name in letters without capitals, in brackets behind a person's, is that person's."""
    for before, name in pairwise(names):
        between = text[before.span.end : name.span.start]
        if has_capitals(name.span.text_of(text)) or between.strip() not in ("(", "（"):
            continue
        if before.kind is name.kind is MentionKind.PERSON:
            told[name.span] = told[before.span]


def _acronym(text: str, name: Name, entity: Entity | None, found: dict[str, Entity]) -> None:
    """Remember ``(ABC)`` after a body's full name."""
    if entity is None or name.kind not in {MentionKind.ORGANISATION, MentionKind.GROUP}:
        return
    match = _ACRONYM.match(text, name.span.end)
    if match and _stands_for(match[1], name.span.text_of(text)):
        found.setdefault(match[1], entity)


def _stands_for(acronym: str, name: str) -> bool:
    """Whether most letters of an acronym are initials of the name, in any order."""
    initials = Counter(word[0].lower() for word in re.findall(r"[^\W\d_]+", name))
    letters = Counter(char.lower() for char in acronym if char.isupper())
    hits = (initials & letters).total()
    return letters.total() >= 2 and hits >= letters.total() - 1

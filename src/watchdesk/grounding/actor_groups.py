"""Groups and bodies told by a nationality and a common noun: ``Ukrainian forces``."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from watchdesk.grounding.actor_bodies import body_entity, people_entity
from watchdesk.language.lexicon import Known, adjectives, known_at, peoples, slug
from watchdesk.language.listed import Listed
from watchdesk.language.sequences import Words
from watchdesk.language.vocabulary import FUNCTION, REPORTS, TITLE_HEADS
from watchdesk.records import Entity, EntityBasis, MentionKind, Span

_GROUPS = frozenset(
    "forces troops soldiers fighters militants rebels insurgents separatists mercenaries guards "
    "paratroopers marines partisans units commanders officers pilots sailors gunmen militias "
    "officials diplomats negotiators envoys authorities lawmakers leaders ministers prosecutors "
    "investigators media bloggers journalists analysts experts activists hackers settlers "
    "protesters civilians refugees prisoners allies junta regime sources".split()
)
_OFFICIAL = frozenset(
    "forces troops soldiers guards paratroopers marines units commanders officers pilots sailors "
    "officials diplomats negotiators envoys authorities lawmakers ministers prosecutors "
    "investigators junta regime".split()
)
"""Those of them who belong to their state, not merely to its people."""
_BODIES = frozenset(
    "army navy military government parliament ministry police leadership "
    "presidency opposition".split()
)
_MODIFIERS = frozenset(
    "armed special ground naval air border security military police government state ruling "
    "pro-war pro-government opposition senior top regional local federal intelligence frontline "
    "front-line elite airborne rebel separatist defense defence foreign interior finance energy "
    "presidential national army navy war transitional interim occupying invading advancing".split()
)
_REGIONAL = frozenset(
    "Western European Arab African Asian Islamist Kurdish Tuareg Houthi Latin Baltic Nordic".split()
)
_VERBS = frozenset(
    "is was has had have will would could may might must can should does did says said sent "
    "launched wants sees hit took lost held left fled struck fought shot shelled fired".split()
)
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj"})
_LONGEST = 3
"""Words between the nationality and the noun."""


class _Phrase(NamedTuple):
    """Tokens of ``Niger's | ruling junta``: whose, the noun phrase, and one past it."""

    first: int
    noun: int
    end: int
    country: str | None
    owned: bool


class Group(NamedTuple):
    """A group or body that no name names."""

    span: Span
    kind: MentionKind
    entity: Entity


def find_groups(doc: Words, named: Container[int]) -> Iterator[Group]:
    """Groups and bodies of the text, in its order.

    ``named`` holds the tokens of names other than states'. The country is that of the
    nationality; ``pro-Russian`` and ``Western`` give none.
    """
    for low, high in doc.bounds:
        index = low
        while index < high - 1:
            stop, country, owned = _nationality(doc, index, high)
            end = _noun_end(doc, stop, high, named) if stop > index else 0
            if end:
                yield _group(doc, _Phrase(index, stop, end, country, owned))
                index = end
            else:
                index += 1


def find_peoples(doc: Words, listed: Listed, named: Container[int]) -> Iterator[Group]:
    """ "The Swiss offered to host": an adjective of nationality that stands for its people."""
    told = peoples()
    for index, word in enumerate(doc.words):
        if word not in told or doc.before(index) != "the" or index in named:
            continue
        span = doc.span(index, index + 1)
        words = listed.words(span)
        if words.end - words.start != 1 or listed.rel(words.start) not in _ARGUMENTS:
            continue
        if any(kid > words.start for kid in listed.kids_of(words.start, "flat", "compound")):
            continue
        entity = people_entity(word)
        if entity is not None:
            yield Group(span, MentionKind.GROUP, entity)


def _nationality(doc: Words, index: int, high: int) -> tuple[int, str | None, bool]:
    """Token after ``Ukrainian``, ``U.S.`` or ``Niger's``, its state, and whether it is an owner."""
    word = doc.words[index]
    if not (word[0].isupper() or word.startswith("pro-")):
        return index, None, False
    hit = known_at(doc.words, index, high)
    if hit and _is_state(hit[1]):
        owned = doc.after(hit[0]) == "'s"
        return hit[0] + owned, hit[1].country, owned
    if word in adjectives():
        return index + 1, adjectives()[word], False
    sided = word.startswith(("pro-", "anti-", "Pro-", "Anti-"))
    if word in _REGIONAL or (sided and word.partition("-")[2] in adjectives()):
        return index + 1, None, False
    return index, None, False


def _is_state(known: Known) -> bool:
    return known.id.startswith(("country:", "adjective:"))


def _noun_end(doc: Words, start: int, high: int, named: Container[int]) -> int:
    """Token after the noun of a group that starts at ``start``; 0 where none stands there."""
    end = 0
    for index in range(start, min(high, start + _LONGEST + 1)):
        small = doc.small[index]
        if index in named or not doc.words[index].islower():
            break
        if small in _GROUPS or small in _BODIES:
            end = index + 1
        if small not in _MODIFIERS and small not in _BODIES:
            break
    if not end or (doc.small[end - 1] in _BODIES and not _closes(doc, end)):
        return 0
    return 0 if doc.after(end) in TITLE_HEADS or end in named else end


def _closes(doc: Words, end: int) -> bool:
    """Whether a noun such as ``military`` ends its phrase; in ``military aid`` it does not."""
    after = doc.after(end)
    if not after[:1].isalpha() or after in FUNCTION or after in REPORTS or after in _VERBS:
        return True
    return after.endswith(("ed", "ly"))


def _group(doc: Words, phrase: _Phrase) -> Group:
    first, noun, end, country, owned = phrase
    start = noun if owned else first
    span = doc.span(first, end)
    name = span.text_of(doc.text)
    kind = MentionKind.GROUP
    if doc.small[end - 1] in _BODIES:
        kind = MentionKind.ORGANISATION
        formal = " ".join([*doc.words[start:noun], *(w.title() for w in doc.words[noun:end])])
        entity = body_entity(doc, start, kind, formal)
        if entity is not None:
            return Group(span, kind, entity.model_copy(update={"name": name}))
    if doc.small[end - 1] == "allies":
        country = None
    whose = [country] if country else doc.words[first:noun]
    entity = Entity(
        id=slug(MentionKind.GROUP, " ".join([*whose, *doc.words[noun:end]])),
        name=name,
        country=country,
        basis=EntityBasis.INFERRED,
        part_of=f"country:{country}" if country and doc.small[end - 1] in _OFFICIAL else None,
    )
    return Group(span, kind, entity)

"""The names of a document with the kinds that actors need: persons whole, places as places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from watchdesk.grounding.actor_bodies import well_known_places
from watchdesk.grounding.actor_states import is_reached, tells
from watchdesk.language import Document, Name
from watchdesk.language.lexicon import (
    fold,
    given_names,
    known_exactly,
    leader_families,
    leaders,
    peoples,
)
from watchdesk.records import MentionKind, Span

_TITLED = re.compile(r"\b(?:[A-Z][a-z]{0,4}\.|[a-z]{4,12}(?:er|or|man|nt|ist|eral|ain|ary)) \Z")
_UNSURE = frozenset({MentionKind.OTHER, MentionKind.ORGANISATION})
_UNSETTLED = frozenset({MentionKind.PERSON, MentionKind.OTHER, MentionKind.FACILITY})
_PARTY = re.compile(r"[A-Z]{1,4}-[A-Z]")
""" ``R-Ohio``: of which party and from where a lawmaker is."""
_SUFFIX = re.compile(r",? (?:[JS]r\b\.?|I{2,3}\b|IV\b)")
_TICKER = 8
_EDGES = " ,;:"
_MONEY = frozenset("dlr dlrs dollar dollars euro euros pound pounds yen yuan ruble rubles".split())


def names_of(doc: Document, spoken: Container[str]) -> list[Name]:
    """The names of a document, persons' with their ``Jr.``, places as places."""
    families = _families(doc)
    out: list[Name] = []
    for found in doc.names:
        name = _trimmed(doc.text, found)
        if out and name.span.start < out[-1].span.end:
            continue
        if not _is_name(doc.text, name.span):
            continue
        after = _SUFFIX.match(doc.text, name.span.end)
        whole = name
        if after and name.kind is MentionKind.PERSON:
            whole = name._replace(span=Span(name.span.start, after.end()))
        if _is_leader(name, doc.text, spoken):
            whole = name._replace(kind=MentionKind.PERSON)
        if not has_capitals(name.span.text_of(doc.text)):
            behind = out and out[-1].kind is MentionKind.PERSON
            kind = MentionKind.PERSON if behind else MentionKind.OTHER
            whole = name._replace(kind=kind)
        out.append(_settled(doc, whole, families))
    return _agreed(doc.text, out, families)


def _is_free(word: str) -> bool:
    """Whether no person of note is called by a word alone: of "Biden administration" it is one."""
    return fold(word) not in given_names() and not leader_families(word)


def has_capitals(name: str) -> bool:
    """Whether letters of a name come in capitals, as Latin and Cyrillic ones do."""
    return name.lower() != name.upper()


def _is_name(text: str, span: Span) -> bool:
    """Whether words are no number or adjective, nor what a market calls a firm: ``<HARB.L>``."""
    own = span.text_of(text)
    known = known_exactly(own)
    adjective = known is not None and known.id.startswith("adjective:")
    quoted = text[max(0, span.start - _TICKER) : span.start].rpartition("<")
    ticker = quoted[1] and " " not in quoted[2] + own and (quoted[2] + own).isupper()
    return not adjective and not ticker and any(map(str.isalpha, own))


def _trimmed(text: str, name: Name) -> Name:
    """A name without the signs at its end that belong to the sentence."""
    own = name.span.text_of(text)
    return name._replace(span=Span(name.span.start, name.span.start + len(own.rstrip(_EDGES))))


def _agreed(text: str, names: list[Name], families: Container[str]) -> list[Name]:
    """Names with the kind that most of an article's names of the same words have.

    What a table knows, or is a person's family name, may be of two kinds; so may what is told
    to be nothing known.
    """
    kinds: dict[str, Counter[MentionKind]] = {}
    for name in names:
        if name.kind is not MentionKind.OTHER:
            kinds.setdefault(name.span.text_of(text), Counter())[name.kind] += 1
    firms = {
        name.span.text_of(text).partition(" ")[0]
        for name in names
        if name.kind is MentionKind.ORGANISATION and " " in name.span.text_of(text)
    }
    out = []
    for name in names:
        own = name.span.text_of(text)
        told = kinds.get(own)
        if name.kind is MentionKind.PERSON and own in firms and _is_free(own):
            told = Counter({MentionKind.ORGANISATION: 1, MentionKind.PERSON: 0})
        open_ = told is not None and (len(told) > 1 or name.kind is MentionKind.OTHER)
        if told and open_ and own not in families and not known_exactly(own):
            kind = told.most_common(1)[0][0]
            name = name._replace(kind=kind)  # noqa: PLW2901 — the same name
        out.append(name)
    return out


def _is_leader(name: Name, text: str, spoken: Container[str]) -> bool:
    """Whether a word of unsure kind is the family name of a leader of a state in the article."""
    own = name.span.text_of(text)
    if name.kind not in _UNSURE or " " in own or own.isupper() or known_exactly(own):
        return False
    return any(leader.country in spoken for f in leader_families(own) for leader in leaders()[f])


def _settled(doc: Document, name: Name, families: Container[str]) -> Name:
    """A name of unknown kind is a place where the gazetteer holds one of some size.

    So is a single word taken for a person who is nowhere named in full or by title, and one that
    stands as a place does, whoever bears it besides. The other way round a place that tells
    something is a person where one of that family name is named in full.
    """
    own = name.span.text_of(doc.text)
    if name.kind is MentionKind.PLACE and own in families:
        told = tells(doc.listed, doc.listed.words(name.span))
        return name._replace(kind=MentionKind.PERSON) if told else name
    person = name.kind is MentionKind.PERSON
    loose = name.kind in (MentionKind.ORGANISATION, MentionKind.PLACE)
    if loose and " " not in own and not known_exactly(own):
        word = doc.listed.words(name.span).start
        if doc.listed.upos[word] == "ADJ" and doc.listed.rel(word) == "amod":
            return name._replace(kind=MentionKind.OTHER)
    if " " in own and own.rpartition(" ")[2].lower() in _MONEY:
        return name._replace(kind=MentionKind.OTHER)
    if person and own not in families and _are_many(doc, name):
        return name._replace(kind=MentionKind.GROUP)
    if (person and " " in own) or name.kind not in _UNSETTLED:
        return name
    if person and own in peoples():
        return name._replace(kind=MentionKind.GROUP)
    if person and _PARTY.match(own):
        return name._replace(kind=MentionKind.OTHER)
    if name.kind is MentionKind.FACILITY and well_known_places(own):
        return name._replace(kind=MentionKind.PLACE)
    lone = person and (
        own not in families
        and fold(own) not in given_names()
        and not leader_families(own)
        and not _TITLED.search(doc.text, max(0, name.span.start - 40), name.span.start)
    )
    lies = person and is_reached(doc.listed, doc.listed.words(name.span))
    unknown = name.kind is MentionKind.OTHER
    if (lone or lies or unknown) and well_known_places(own):
        return name._replace(kind=MentionKind.PLACE)
    return name


def _are_many(doc: Document, name: Name) -> bool:
    """Whether one word names several: "120 Gurkhas", "the Gurkhas"."""
    listed = doc.listed
    words = listed.words(name.span)
    if words.end - words.start != 1 or listed.feature(words.start, "Number") != "Plur":
        return False
    kids = listed.kids_of(words.start, "det", "nummod", "amod")
    return any(kid < words.start for kid in kids)


def _families(doc: Document) -> frozenset[str]:
    """Last words of the persons named in full."""
    full = (n.span.text_of(doc.text) for n in doc.names if n.kind is MentionKind.PERSON)
    return frozenset(name.rsplit(maxsplit=1)[-1] for name in full if " " in name)

"""Which tellers speak for one another: a ministry and its spokeswoman, a state and its government.

Two of them tell one thing from one mouth, however many names the texts give. Two people who each
hold an office of their own remain two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from watchdesk.grounding.actor_bodies import is_state_body, state_body
from watchdesk.language.lexicon import adjectives, known_at, known_exactly, words_of
from watchdesk.records import Link, LinkKind

_OWNED = ("its ", "his ", "her ", "their ", "whose ")
_SPOKEN = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men|women)|press\s+(?:secretary|office|service)|"
    r"speaking\s+for)\b",
    re.IGNORECASE,
)
_OUT_OF_OFFICE = re.compile(
    r"\b(?:former|ex|deposed|exiled|opposition|shadow|retired|candidate|rebel)\b", re.IGNORECASE
)
_MINISTER = re.compile(
    r"\b((?:[\w’'-]{2,24}\s+){0,3})ministers?\b(?:\s+(?:of|for)\s+([\w ’'-]{3,40}))?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b((?:[\w’'-]{2,24}\s+){0,3}(?:ministry|department|army|navy|police|general\s+staff|"
    r"presidency|chancellery)\b(?:\s+of\s+(?!(?:the\s+)?(?:state|region)\b)[\w-]{3,24})?)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b[\w-]{2,24}[’']s\s")
_PART = re.compile(
    r"^(?:the\s+)?(?:[\w-]{3,24}\s+)?(?:branch|arm|section|delegation|mission)\s+(?:of|to)\s+",
    re.IGNORECASE,
)
_RULERS = re.compile(
    r"^(?:the\s+)?(?:leaders?|governments?|authorities|rulers)\s+(?:of|in)\s+", re.IGNORECASE
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_LOOSE = frozenset("a an the own deputy first vice acting spokesman spokeswoman for in at".split())
_PARTS_OF_HEADS = frozenset("presidency presidential chancellery president premier".split())
_HEADS = frozenset("org:kremlin org:white-house org:elysee-palace org:downing-street".split())
_HEAD = re.compile(
    r"\b(?:president|chancellor|prime\s+minister|premier|king|emir)\b", re.IGNORECASE
)
_WHOLE = frozenset("government authority authorities leadership cabinet administration".split())
_ASSEMBLED = frozenset(
    "parliament senate congress assembly duma bundestag rada party house commons lords "
    "knesset sejm legislature".split()
)
"""Bodies whose members speak for themselves."""
_BARE = frozenset({"ministry", "department"})
_LONG = 160
"""Code points; no name of an office is longer."""


class Seat(NamedTuple):
    """For whom a teller speaks."""

    states: frozenset[str] = frozenset()
    """Codes of the states it belongs to."""
    whole: bool = False
    """Whether it is a state, or states, as such: by name, by its seat, by its government."""
    body: str | None = None
    """The body it is or speaks for: words of its name in one spelling, sorted."""
    official: bool = False
    """Whether it holds or is an office of its state."""
    heads: bool = False
    """Whether it is the head of a state or government, or the house of one."""
    person: bool = False
    """Whether it is somebody."""
    speaks: bool = False
    """Whether to speak for the body is its office."""
    owned: bool = False
    """Whether only a pronoun tells whose it is."""


def one_voice(a: Seat, b: Seat) -> bool:
    """Whether one of two tellers speaks for the other, or both for one body."""
    if a.owned or b.owned:
        return True
    if a.states and b.states and not a.states & b.states:
        return False
    if a.states & b.states and ((a.whole and b.official) or (b.whole and a.official)):
        return True
    lone = not (a.person and b.person) or a.speaks or b.speaks
    if _same_body(a, b):
        return lone
    return bool(a.states & b.states) and a.heads and b.heads and lone


def _same_body(a: Seat, b: Seat) -> bool:
    """Whether two speak for one body; "the ministry" is whichever the other tells of."""
    if a.body is None or b.body is None:
        return False
    if a.body == b.body:
        return True
    short, full = (a, b) if len(a.body) < len(b.body) else (b, a)
    return not short.states and short.body in _BARE and short.body in str(full.body).split("-")


def leads(a: Seat, b: Seat) -> bool:
    """Whether of two that are one voice the first is shown: the body before its spokesman, who
    holds an office before the bare state, what is named before what a pronoun owns."""
    return _rank(a) < _rank(b)


def _rank(seat: Seat) -> tuple[bool, bool, bool, bool]:
    return seat.owned, seat.whole, not seat.states, seat.speaks


def seat_of(link: Link) -> Seat | None:
    """For whom the end of a chain speaks; ``None`` where nothing tells."""
    one = link.entity
    role = (one.role or one.office or "") if one else ""
    return _seat(
        _Told(
            link.kind,
            link.name[:_LONG],
            one.id if one else "",
            one.country if one else None,
            role[:_LONG],
            one.part_of or "" if one else "",
            one is not None and one.office is not None,
        )
    )


class _Told(NamedTuple):
    """What a link tells of its office."""

    kind: LinkKind
    name: str
    id: str
    country: str | None
    role: str
    whole: str
    """Id of what it belongs to."""
    holds: bool
    """Whether the table of offices has it on the day."""


@lru_cache(maxsize=1 << 12)
def _seat(told: _Told) -> Seat | None:
    if told.kind in {LinkKind.OUTLET, LinkKind.DOCUMENT}:
        return None
    if told.id.startswith("country:"):
        state = told.id.removeprefix("country:")
        return Seat(frozenset({state}), whole=True, official=True)
    if told.kind is LinkKind.PERSON:
        return _person(told)
    if told.name.lower().startswith(_OWNED):
        return Seat(owned=True)
    if states := states_named(told.name):
        return Seat(states, whole=True, official=True)
    return _known_body(told) if told.id else _described(told.name)


def _person(told: _Told) -> Seat | None:
    """The seat of a named person, by role and by what they belong to."""
    country, role, whole, holds = told.country, told.role, told.whole, told.holds
    if _OUT_OF_OFFICE.search(role):
        return None
    speaks = _SPOKEN.search(role) is not None
    body = _tail(whole) if whole.startswith("org:") else _body_in(role, country)
    if body is not None and not speaks and not _ASSEMBLED.isdisjoint(body.split("-")):
        body = None
    heads = whole in _HEADS or bool(body and not _PARTS_OF_HEADS.isdisjoint(body.split("-")))
    heads = heads or (_HEAD.search(role) is not None and (holds or speaks))
    official = holds or body is not None or heads
    states = frozenset({country}) if country else frozenset[str]()
    return Seat(states, body=body, official=official, heads=heads, person=True, speaks=speaks)


def _known_body(told: _Told) -> Seat:
    tail = _tail(told.id)
    words = frozenset(tail.split("-"))
    states = frozenset({told.country}) if told.country else frozenset[str]()
    official = told.whole.startswith("country:")
    heads = told.id in _HEADS or not words.isdisjoint(_PARTS_OF_HEADS)
    return Seat(states, bool(official and words <= _WHOLE), tail, official, heads)


def _described(name: str) -> Seat | None:
    """The seat of "the defence ministry in Yerevan", of "a foreign ministry spokeswoman"."""
    bare = _PART.sub("", name)
    country = _country(bare)
    speaks = _SPOKEN.search(bare) is not None
    body = _body_in(bare, country)
    if body is None:
        return None
    states = frozenset({country}) if country else frozenset[str]()
    heads = not _PARTS_OF_HEADS.isdisjoint(body.split("-"))
    return Seat(states, False, body, True, heads, person=speaks, speaks=speaks)


def _body_in(words: str, country: str | None) -> str | None:
    """The body that words name, or whose minister they tell of; ``None`` for none."""
    if found := _MINISTER.search(words):
        before, behind = found.group(1), found.group(2) or ""
        kept = [w for w in f"{before} {behind}".split() if w.lower() not in _LOOSE]
        told = " ".join(kept)
        if told.lower() in {"", "prime"}:
            return None
        return _plain(f"{told} ministry", country)
    found = _BODY.search(_SPOKEN.sub(" ", _OWNER.sub(" ", words)))
    if found is None:
        return None
    body = " ".join(w for w in found.group(1).split() if w.lower() not in _LOOSE)
    return _plain(body.removeprefix("of "), country)


def _plain(name: str, country: str | None) -> str | None:
    """A body's name in one spelling, without its state."""
    small = {"of", "and", "the"}
    titled = " ".join(w if w in small else w[:1].upper() + w[1:] for w in name.split())
    if not is_state_body(titled):
        return None
    return _tail(state_body(country or "XX", titled).id)


def _tail(known: str) -> str:
    """What an id says without kind and state, its words sorted."""
    return "-".join(sorted(re.sub(r"^org:(?:[a-z]{2}-)?", "", known).split("-")))


def _country(name: str) -> str | None:
    """The state that words name, by its name, adjective or seat."""
    words = words_of(name)
    for index, word in enumerate(words):
        if word in adjectives():
            return adjectives()[word]
        hit = known_at(words, index, len(words))
        if hit and hit[1].country and (hit[1].is_capital or hit[1].id.startswith("country:")):
            return hit[1].country
    return None


def states_named(name: str) -> frozenset[str]:
    """Codes of the states that words list and nothing else: "Denmark and the Netherlands", "the
    leaders of France"."""
    bare = _RULERS.sub("", name.strip())
    found = [known_exactly(re.sub(r"^the\s+", "", one)) for one in _LISTED.split(bare) if one]
    codes = [one.id.removeprefix("country:") for one in found if one and one.id[:8] == "country:"]
    return frozenset(codes) if len(codes) == len(found) else frozenset()

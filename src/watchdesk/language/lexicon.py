"""The tables of names that ship, as lookups by token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple

from watchdesk.language.tokens import tokens
from watchdesk.records import MentionKind, Span


class Known(NamedTuple):
    """A name that a table holds."""

    kind: MentionKind
    """``other`` is no name but an adjective of several words (``South Korean``)."""
    id: str
    """Entity id, e.g. ``org:nato``, ``country:UA``, ``place:kyiv``."""
    name: str
    """Canonical name."""
    country: str | None
    """ISO 3166-1 alpha-2 of the state it belongs to."""
    sure: bool = True
    """False for names that are also ordinary words; the words around must support them."""
    is_outlet: bool = False
    """Whether it is a news outlet or agency."""
    is_capital: bool = False
    """Whether it is a seat of government, which often stands for the state."""


class Leader(NamedTuple):
    """Somebody who headed a state or government, by a dated public list."""

    country: str
    office: str
    name: str
    family: str
    first: str
    """First day the list shows the person in office, ISO 8601."""
    last: str
    """Last day it does."""


_TRANSLITERATION = tuple(
    pair.split(":") for pair in "ij:i yj:i y:i j:i kh:h ue:u oe:o ae:a w:v ks:x ck:k ph:f".split()
)
_WHOLE_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i",
        "ħ": "h", "Ħ": "H", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th",
        "Þ": "Th",
    }
)  # fmt: skip
"""Letters that are no letter with an accent."""
_PREFIX = {
    MentionKind.PERSON: "person",
    MentionKind.ORGANISATION: "org",
    MentionKind.PLACE: "place",
    MentionKind.FACILITY: "facility",
    MentionKind.GROUP: "group",
    MentionKind.WEAPON: "weapon",
    MentionKind.DOCUMENT: "document",
    MentionKind.EVENT: "event",
    MentionKind.OTHER: "other",
}


def slug(kind: MentionKind, name: str) -> str:
    """Entity id of a name: its kind and the name in small Latin letters and hyphens.

    A name in another script is told by a digest, so that no two of them are one.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    if not plain:
        plain = "x" + blake2b(name.strip().encode(), digest_size=6).hexdigest()
    return f"{_PREFIX[kind]}:{plain}"


def fold(name: str) -> str:
    """Small letters without accents."""
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.translate(_WHOLE_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def words_of(name: str) -> tuple[str, ...]:
    """A name as the tokens a text would hold, with straight apostrophes."""
    plain = name.replace("’", "'")
    return tuple(span.text_of(plain) for span in tokens(plain, Span(0, len(plain))))


def _rows(table: str) -> Iterator[list[str]]:
    text = files("watchdesk.resources").joinpath(table).read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")


@cache
def country_rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """ISO code, names, adjectives and peoples of every country of the table."""
    out = []
    for iso, names, _, adjectives, peoples in _rows("countries.tsv"):
        adjective = tuple(filter(None, adjectives.split("|")))
        people = tuple(filter(None, peoples.split("|")))
        if not people:
            people = tuple(word if word.endswith("ese") else word + "s" for word in adjective)
        out.append((iso, tuple(names.split("|")), adjective, people))
    return tuple(out)


@cache
def country_names() -> dict[str, str]:
    """ISO code to the usual name."""
    return {iso: names[0] for iso, names, _, _ in country_rows()}


@cache
def adjectives() -> dict[str, str]:
    """``Ukrainian`` to ``UA``."""
    return {word: iso for iso, _, words, _ in country_rows() for word in words}


@cache
def peoples() -> dict[str, str]:
    """``Ukrainians`` to ``UA``; words that are also adjectives (``French``) included."""
    return {word: iso for iso, _, _, words in country_rows() for word in words}


@cache
def capitals() -> dict[str, str]:
    """``Kyiv`` to ``UA``."""
    rows = ((iso, names) for iso, _, names, _, _ in _rows("countries.tsv"))
    return {name: iso for iso, names in rows for name in names.split("|") if name}


def _is_phrase(name: str) -> bool:
    return " " in name


def _listed() -> Iterator[tuple[str, Known]]:
    for iso, names, _, _ in country_rows():
        for name in names:
            yield name, Known(MentionKind.PLACE, f"country:{iso}", names[0], iso)
    for iso, _, adjective, people in country_rows():
        for name in filter(_is_phrase, adjective):
            yield name, Known(MentionKind.OTHER, f"adjective:{iso}", name, iso)
        for name in filter(_is_phrase, people):
            yield name, Known(MentionKind.GROUP, slug(MentionKind.GROUP, name), name, iso)
    for iso, _, capitals, _, _ in _rows("countries.tsv"):
        first = capitals.split("|")[0]
        for name in filter(None, capitals.split("|")):
            variant = name.startswith("Washington") or name in {"Kiev", "Bogotá", "Sana'a"}
            whole = first if variant else name
            entity = slug(MentionKind.PLACE, whole)
            yield (
                name,
                Known(MentionKind.PLACE, entity, whole, iso, name != "Male", is_capital=True),
            )
    for label, names_cell, country in _rows("names.tsv"):
        kind = MentionKind.ORGANISATION if label == "outlet" else MentionKind(label)
        aliases = names_cell.split("|")
        canonical = aliases[0].rstrip("?")
        entity = slug(kind, canonical.removeprefix("The "))
        known = Known(kind, entity, canonical, country or None, is_outlet=label == "outlet")
        for alias in aliases:
            own = known
            if kind is MentionKind.PLACE:
                name = alias.rstrip("?")
                own = known._replace(id=slug(kind, name), name=name)
            yield alias.rstrip("?"), own._replace(sure=not alias.endswith("?"))


@cache
def known_names() -> dict[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    """Known names by their first token, longest first."""
    found: dict[str, dict[tuple[str, ...], Known]] = {}
    for name, known in _listed():
        words = words_of(name)
        found.setdefault(words[0], {}).setdefault(words, known)
    return {
        first: tuple(sorted(names.items(), key=lambda item: -len(item[0])))
        for first, names in found.items()
    }


def known_at(words: Sequence[str], index: int, end: int) -> tuple[int, Known] | None:
    """The longest known name that starts at a token, with the index after its last token."""
    for name, known in known_names().get(words[index], ()):
        stop = index + len(name)
        if stop <= end and (len(name) == 1 or tuple(words[index:stop]) == name):
            return stop, known
    return None


@cache
def known_exactly(name: str) -> Known | None:
    """The known name that these words are, with or without ``the``."""
    words = words_of(name)
    for form in (words, words[1:] if words[:1] in {("the",), ("The",)} else ()):
        if form:
            hit = known_at(form, 0, len(form))
            if hit and hit[0] == len(form):
                return hit[1]
    return None


@cache
def common_words() -> frozenset[str]:
    """Words that are written small in ordinary news."""
    text = files("watchdesk.resources").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def given_names() -> frozenset[str]:
    """Given names common in news, without accents, in small letters."""
    text = files("watchdesk.resources").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(fold(word) for word in text.split())


@cache
def given_pronouns() -> dict[str, str]:
    """Folded given names that nearly only women (``she``) or nearly only men (``he``) bear."""
    text = files("watchdesk.resources").joinpath("given_genders.txt").read_text(encoding="utf-8")
    women, _, men = text.removeprefix("women\n").partition("\nmen\n")
    return dict.fromkeys(women.split(), "she") | dict.fromkeys(men.split(), "he")


def plain_spelling(family: str) -> str:
    """A folded name with what transliterations differ in made equal.

    ``zelensky``, ``zelenskyy`` and ``zelenskiy`` come out the same.
    """
    for old, new in _TRANSLITERATION:
        family = family.replace(old, new)
    kept = [char for index, char in enumerate(family) if index == 0 or char != family[index - 1]]
    return "".join(kept).rstrip("i")


@cache
def leader_spellings() -> dict[str, tuple[str, ...]]:
    """Family names of :func:`leaders` of six letters and more by their plain spelling."""
    found: dict[str, list[str]] = {}
    for family in leaders():
        if len(family) > 5:
            found.setdefault(plain_spelling(family), []).append(family)
    return {plain: tuple(families) for plain, families in found.items()}


def leader_families(name: str) -> tuple[str, ...]:
    """Family names of the leaders' table that a word may be a spelling of, folded."""
    family = fold(name)
    if family in leaders():
        return (family,)
    return leader_spellings().get(plain_spelling(family), ()) if len(family) > 5 else ()


@cache
def leaders() -> dict[str, tuple[Leader, ...]]:
    """Heads of state and government 2014-2026 by family name, without accents, small letters."""
    found: dict[str, list[Leader]] = {}
    for row in _rows("leaders.tsv"):
        leader = Leader(*row)
        found.setdefault(fold(leader.family), []).append(leader)
    return {family: tuple(people) for family, people in found.items()}

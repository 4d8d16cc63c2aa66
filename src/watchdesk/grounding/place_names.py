"""What a toponym says by itself and through the words that touch it.

The name without what it is dressed in ("northern", "the city of", "region"), its readings in the
gazetteer, the kinds of place those words ask for, and the states and divisions it is said to lie
in ("Odessa, Texas", "the Ukrainian city of", "Russia's Kursk region").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from watchdesk.grounding.gazetteer import KINDS, NOTABLE, Table, demonym, normalise, table
from watchdesk.grounding.place_words import (
    AREA_WORDS,
    CITY_SIGNS,
    CITY_WORDS,
    COUNTY_WORDS,
    DIRECTIONS,
    DIVISION_WORDS,
    PLURAL_COUNTIES,
    PLURAL_DIVISIONS,
    SETTLED_AFTER,
    SPREAD,
    UNITS,
    URBAN_BEFORE,
)
from watchdesk.language.listed import Listed, Range
from watchdesk.records import Span

MAX_WORDS = 7
"""Longest name looked up, in words."""
MAX_CHARS = 60
WELL_KNOWN = 2
"""What :func:`strength` gives a name that needs no sign that a place is meant."""
_GREAT = 300_000
"""People of a city that is well known."""
_TOLD = 80
"""Words of a sentence that are asked whether it speaks of a town."""
_WORD = re.compile(r"[^\W_][\w'’.]{0,40}$|[-–]$")
_COUNTRY, _ADMIN1, _ADMIN2, _CITY, _REGION = range(5)
_DIVISIONS = frozenset({_ADMIN1, _ADMIN2, _REGION, KINDS.index("disputed")})
_COUNTIES = frozenset({_ADMIN2, _ADMIN1})
_CITIES = frozenset({_CITY})
_SHORT = (("st ", "saint "), ("ste ", "sainte "), ("ft ", "fort "), ("mt ", "mount "))
_SHORT_FORMS = tuple(form.strip() for form, _ in _SHORT)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True)
class Toponym:
    """Words that may name a place, with what is read off them and around them."""

    span: Span
    """The words shown as the place."""
    name: str
    """The name itself, without "region" or "city of"."""
    refs: tuple[int, ...]
    """Its readings (references into the gazetteer)."""
    words: Range
    wants: frozenset[int] = frozenset()
    """Kinds of place (positions in ``KINDS``) that words beside it ask for; empty: any."""
    within: frozenset[str] = field(default_factory=frozenset)
    """Countries (``RU``) or divisions (``US.TX``) a neighbouring name or adjective points to."""
    exactly: bool = False
    """Whether ``within`` stands right beside it, so that nothing else can be meant."""
    spread: bool = False
    """Whether it is spoken of as a stretch of land: "into X", "across X"."""
    urban: bool = False
    """Whether its sentence speaks of a town: its mayor, its streets, what lies near it."""
    sure: bool = False
    """Whether the surroundings say that a place is meant."""
    weak: bool = False
    """Whether it counts only if the document speaks of where it lies."""

    @property
    def key(self) -> str:
        """The form it is looked up in."""
        return normalise(self.name)


@lru_cache(maxsize=20_000)
def _refs(places: Table, key: str) -> tuple[int, ...]:
    found = list(places.find(key).tolist())
    for short, full in _SHORT:
        for one, other in ((short, full), (full, short)):
            if key.startswith(one):
                found += places.find(other + key[len(one) :]).tolist()
    return tuple(dict.fromkeys(found))


def refs_of(name: str) -> tuple[int, ...]:
    """The readings of a name, "St" and "Saint" and the like taken for one another."""
    key = normalise(name)
    return _refs(table(), key) if key else ()


def longest(listed: Listed, at: int, end: int) -> tuple[int, tuple[int, ...]] | None:
    """The longest known name that starts at a word and ends before ``end``: where it stops, and
    its readings."""
    places, text, start = table(), listed.text, listed.starts[at]
    names, best = places.names, 0
    for stop in range(at, min(at + MAX_WORDS, end)):
        apart = stop > at and listed.starts[stop] - listed.ends[stop - 1] > 1
        initial = stop > at and listed.forms[stop] == "." and len(listed.forms[stop - 1]) == 1
        if apart or not (initial or _WORD.match(listed.forms[stop])):
            break
        if listed.ends[stop] - start > MAX_CHARS:
            break
        key = normalise(text[start : listed.ends[stop]])
        position = bisect_left(names, key)
        begins = position < len(names) and names[position].startswith(key)
        if not key or not (begins or key.startswith(_SHORT_FORMS)):
            break
        if listed.forms[stop] not in "-–" and refs_of(key):
            best = stop + 1
    return (best, refs_of(text[start : listed.ends[best - 1]])) if best else None


def containers(refs: tuple[int, ...]) -> frozenset[str]:
    """The states and first-level divisions among the readings of a name."""
    places, out = table(), set()
    for ref in refs:
        if places.kind[ref >> 1] in (_COUNTRY, _ADMIN1) and not ref & 1:
            _, filed, admin1 = places.divisions[places.division[ref >> 1]]
            out.add(f"{filed}.{admin1}" if admin1 else filed)
    return frozenset(out)


def _container_at(listed: Listed, at: int, end: int) -> frozenset[str]:
    if at >= end or not listed.forms[at][0].isupper():
        return frozenset()
    form = listed.forms[at]
    hit = longest(listed, at, end)
    found = containers(hit[1]) if hit else frozenset()
    code = f"US.{form}"
    if not found and len(form) == 2 and form.isupper() and code in table().codes:
        return frozenset({code})
    return found


def _goes_on(listed: Listed, at: int, end: int) -> bool:
    """Whether a series of names is under way at a word: "Oregon and Idaho", "Oregon, Idaho"."""
    hit = longest(listed, at, end)
    if hit is None or hit[0] + 1 >= end:
        return False
    if listed.low[hit[0]] == ",":
        return bool(_container_at(listed, hit[0] + 1, end))
    return listed.low[hit[0]] in ("and", "or")


def _after(listed: Listed, words: Range, state: bool) -> frozenset[str]:
    """Said after the name: ", Texas", "(Ohio)", "in Russia"."""
    end, at = listed.sentence_of(words.start).end, words.end
    if at + 1 >= end:
        return frozenset()
    low = listed.low[at]
    if low in (",", "("):
        found = _container_at(listed, at + 1, end)
        # "China, Mexico and Peru" is a list; "Lebanon, Pennsylvania" is not.
        series = state and (any("." not in code for code in found) or _goes_on(listed, at + 1, end))
        return frozenset() if series else found
    return frozenset()


def _inside(listed: Listed, words: Range) -> frozenset[str]:
    """Said after the name: "in Russia", "in northern Iraq"."""
    end, at = listed.sentence_of(words.start).end, words.end
    if at + 1 >= end or listed.low[at] not in ("in", "of"):
        return frozenset()
    return _container_at(listed, at + 1 + (listed.low[at + 1] in DIRECTIONS | {"the"}), end)


def _before(listed: Listed, words: Range) -> frozenset[str]:
    """The owner in "the Ukrainian city of X", "Russia's X region", "Ohio's X"."""
    floor = listed.sentence_of(words.start).start
    for at in range(words.start - 1, max(floor - 1, words.start - 6), -1):
        form, low = listed.forms[at], listed.low[at]
        if form[0].isupper():
            if iso := demonym(form):
                return frozenset({iso})
            if at + 1 < words.start and listed.low[at + 1] in _POSSESSIVE:
                for back in (at - 1, at):
                    hit = longest(listed, back, at + 1) if back >= floor else None
                    if hit is not None and hit[0] == at + 1 and containers(hit[1]):
                        return containers(hit[1])
            if low not in DIRECTIONS:
                break
        elif low not in SETTLED_AFTER and low not in _POSSESSIVE:
            break
    return frozenset()


def _kinds_of(word: str) -> frozenset[int]:
    if word in COUNTY_WORDS:
        return _COUNTIES
    if word in DIVISION_WORDS:
        return _DIVISIONS
    return _CITIES if word in CITY_WORDS else frozenset()


def _asked(listed: Listed, words: Range) -> frozenset[int]:
    """Kinds asked for by the words beside: "X region", "city of X", "X and Y counties"."""
    bounds = listed.sentence_of(words.start)
    before = listed.low[max(bounds.start, words.start - 2) : words.start]
    after = listed.low[words.end : min(bounds.end, words.end + 8)]
    if after and (found := _kinds_of(after[0])):
        titled = listed.forms[words.end][0].isupper() and after[1:2] == ["of"]
        if not titled and after[0] not in ("capital", "port"):
            return found
    if before[-1:] == ["of"] and len(before) == 2 and (found := _kinds_of(before[0])):
        return found
    if before[-1:] and before[-1] in ("county", "co", "co."):
        return _COUNTIES
    if before[-1:] and before[-1] in CITY_WORDS:
        return _CITIES
    for at, word in enumerate(after):
        if word in PLURAL_DIVISIONS:
            return _COUNTIES if word in PLURAL_COUNTIES else _DIVISIONS
        if word not in (",", "and", "or") and not listed.forms[words.end + at][0].isupper():
            break
    if (after[:1] and after[0] in CITY_SIGNS) or (
        before[-1:] == ["of"] and len(before) == 2 and before[0] in CITY_SIGNS
    ):
        return _CITIES
    return frozenset()


_DRESS = DIRECTIONS | CITY_WORDS | DIVISION_WORDS | COUNTY_WORDS | AREA_WORDS | {"the", "of", "co"}


def undressed(name: str) -> tuple[str, frozenset[int]]:
    """A name without direction and type words, and the kinds those ask for.

    The longest known rest is taken: "South Ossetia" stays whole, "South Kansas" does not.
    """
    parts, wants = name.split(), frozenset[int]()
    while parts:
        rest = " ".join(parts)
        if refs_of(rest):
            break
        low, last = parts[0].lower().rstrip("."), parts[-1].lower().rstrip(".")
        if low in _DRESS:
            wants = wants or _kinds_of("county" if low == "co" else low)
            parts = parts[1:]
        elif last in _DRESS:
            wants = wants or _kinds_of(last)
            parts = parts[:-1]
        else:
            break
    return " ".join(parts), wants


def _people(name: str) -> tuple[int, ...]:
    """ "Ukrainian" is read as its state; "Ossetian" as the place without its ending."""
    if iso := demonym(name):
        return tuple(2 * row for row in table().rows_of_states.get(iso, ()))
    word = name.removesuffix("s")
    if word.endswith("ian") and not refs_of(name):
        return refs_of(word[:-1]) or refs_of(word[:-2])
    return ()


def _split_container(said: str) -> tuple[str, frozenset[str]]:
    """ "Washington D.C.", "Erie Pa." """
    name, _, last = said.rpartition(" ")
    found = containers(refs_of(last)) if name and last.endswith(".") and refs_of(name) else None
    return (name, found) if found else (said, frozenset())


def _looks(listed: Listed, words: Range) -> tuple[bool, bool]:
    """Whether a name is spoken of as land, and whether as a town."""
    bounds = listed.sentence_of(words.start)
    before = listed.low[max(bounds.start, words.start - 2) : words.start]
    spread = (before[-1:] and before[-1] in SPREAD) or before in (["parts", "of"], ["all", "of"])
    near = (before[-1:] and before[-1] in URBAN_BEFORE) or (
        before[-1:] in (["of"], ["from"]) and before[0].rstrip("s") in UNITS | DIRECTIONS
    )
    signs = CITY_SIGNS | {"city", "town"}
    told = listed.low[bounds.start : min(bounds.end, bounds.start + _TOLD)]
    urban = near or not signs.isdisjoint(told)
    return bool(spread), bool(urban) and not spread


def _written_so(name: str) -> tuple[int, ...]:
    """The readings of a name; an abbreviation in capitals ("EU") is no small town's name."""
    refs = refs_of(name)
    if len(name) <= 3 and name.isupper():
        kind = table().kind
        refs = tuple(ref for ref in refs if kind[ref >> 1] not in (_CITY, _ADMIN2))
    return refs


def read_toponym(listed: Listed, words: Range, span: Span) -> Toponym:
    """The toponym that words are, with what they and their neighbours say of it."""
    said = " ".join(span.text_of(listed.text)[:200].split())
    said, comma, tail = said.partition(", ")
    within = containers(refs_of(tail)) if comma else frozenset()
    if not comma and not refs_of(said):
        said, within = _split_container(said)
    refs, name, wants = _people(said), said, frozenset[int]()
    if not refs:
        name, wants = undressed(said)
        refs = _written_so(name)
    if words.start >= words.end:  # a given span that touches no word
        return Toponym(span, name or said, refs, words, wants, within, bool(within))
    kinds = {int(table().kind[ref >> 1]) for ref in refs if not ref & 1}
    state = _COUNTRY in kinds
    wants = wants or _asked(listed, words)
    part = listed.low[max(0, words.start - 2) : words.start]
    inside = part[1:] == ["of"] and part[0] != "state"
    if state and (inside or not (wants & _DIVISIONS & kinds)):
        # A "US city" and a "region of Russia" lie in the state; "Niger state" is another place.
        wants = frozenset()
    exactly = bool(within)
    if not within:
        within = _after(listed, words, bool(kinds & {_COUNTRY, _ADMIN1}))
        exactly = bool(within)
        if not within and not state:
            within = _inside(listed, words) or _before(listed, words)
    spread, urban = _looks(listed, words)
    return Toponym(span, name or said, refs, words, wants, within, exactly, spread, urban)


def strength(refs: Sequence[int]) -> int:
    """``WELL_KNOWN`` for names of well-known places, 1 where one has 5,000 people, else 0."""
    places, best = table(), 0
    for ref in refs:
        row, kind = ref >> 1, places.kind[ref >> 1]
        if kind == _CITY:
            people = 0 if ref & 1 else int(places.population[row])
            known = people >= _GREAT or (places.capital[row] and not ref & 1)
            best = max(best, WELL_KNOWN if known else int(people >= NOTABLE))
        elif kind != _ADMIN2:
            best = WELL_KNOWN
    return best

"""Toponyms: which words of a document name a place.

A name counts as a place when the names finder says so, or when the gazetteer holds it and the
words around it speak for a place: a preposition of place, a state or division beside it, a word
like "region". Well-known places need no such sign; lesser ones count only where the document
speaks of the state or division they lie in, the smallest only with a sign. States and capitals
that speak, decide or are negotiated with are actors, not places; what they are is still heard
when other names are settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from watchdesk.grounding import gazetteer
from watchdesk.grounding.gazetteer import KINDS, demonym, normalise, table
from watchdesk.grounding.place_metonyms import before, is_actor
from watchdesk.grounding.place_names import (
    WELL_KNOWN,
    Toponym,
    longest,
    read_toponym,
    refs_of,
    strength,
)
from watchdesk.grounding.place_words import (
    AREA_WORDS,
    CITY_WORDS,
    COUNTY_WORDS,
    DIRECTIONS,
    DIVISION_WORDS,
    FIRM_LOCATIVE,
    HONORIFICS,
    LOCATIVE,
    NEVER,
    NOT_NAMES,
    NOT_PLACES,
    SURNAME_COUNTRIES,
    TITLES,
    TRAPS,
    UNITS,
)
from watchdesk.grounding.quantity_words import CURRENCIES
from watchdesk.language.document import Document, Name
from watchdesk.language.listed import Listed, Range
from watchdesk.records import MentionKind, Span

_PLACE_KINDS = frozenset({MentionKind.PLACE, MentionKind.FACILITY})
_COUNTRY, _ADMIN1, _ADMIN2, _CITY = range(4)
_AREAS = frozenset(KINDS.index(kind) for kind in ("region", "sea", "disputed"))
_TYPES = DIRECTIONS | DIVISION_WORDS | CITY_WORDS | AREA_WORDS | COUNTY_WORDS | {"the", "of"}


@dataclass
class Found:
    """The toponyms of a document, and which states it speaks of in other words."""

    toponyms: list[Toponym] = field(default_factory=list)
    voices: Counter[str] = field(default_factory=Counter)
    """Adjectives of states, and states and capitals that act; by ISO code."""


class _Names:
    """The names found before, by the words they cover."""

    def __init__(self, listed: Listed, names: Sequence[Name]) -> None:
        self.all = sorted(names, key=lambda name: (name.span.start, -name.span.end))
        self._at: dict[int, Name] = {}
        self.surnames: set[str] = set()
        texts = [(name.kind in _PLACE_KINDS, name.span.text_of(listed.text)) for name in names]
        self.places = Counter(said for place, said in texts if place)
        self.others = Counter(said for place, said in texts if not place)
        for name in self.all:
            words = listed.words(name.span)
            for word in range(words.start, min(words.end, words.start + 40)):
                self._at.setdefault(word, name)
            if name.kind is MentionKind.PERSON and words.end - words.start > 1:
                self.surnames.add(normalise(listed.forms[words.end - 1]))

    def covering(self, words: Range) -> Name | None:
        """The name that covers the first of some words."""
        return self._at.get(words.start)


@dataclass
class _Page:
    """What the rules know about the whole document."""

    listed: Listed
    names: _Names
    found: Found
    headline: bool = False
    """Whether the sentence at hand has capitals everywhere, so that they tell nothing."""


def _is_headline(listed: Listed, words: Range) -> bool:
    long = [w for w in listed.forms[words.start : words.end] if len(w) > 3 and w[0].isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _part_of_longer_name(listed: Listed, words: Range) -> bool:
    """Whether a capitalised neighbour makes it a piece of some other name."""
    bounds = listed.sentence_of(words.start)
    left, right = words.start - 1, words.end
    if left >= bounds.start and listed.starts[words.start] - listed.ends[left] <= 1:
        low = listed.low[left]
        free = low in DIRECTIONS or low in NOT_NAMES
        if listed.forms[left][0].isupper() and not free:
            opening = left == bounds.start and (
                low in LOCATIVE or listed.upos[left] not in ("PROPN", "NOUN", "ADJ")
            )
            if not (opening or refs_of(listed.forms[left]) or demonym(listed.forms[left])):
                return True
    if right < bounds.end and listed.starts[right] - listed.ends[right - 1] == 1:
        low = listed.low[right]
        if listed.forms[right][0].isupper() and low not in NOT_NAMES:
            if low in DIVISION_WORDS | COUNTY_WORDS:
                return right + 1 < bounds.end and listed.low[right + 1] == "of"
            return low not in TITLES | AREA_WORDS | CITY_WORDS
    return False


def _only_dressed(text: str, name: Span, known: Span) -> bool:
    """Whether what a name has beyond its known part only says what kind of place it is."""
    after, comma, _ = text[known.end : name.end].partition(",")
    rest = f"{text[name.start : known.start]} {after}"
    words = rest.lower().replace("'s", " ").replace("’s", " ").split()
    return all(word in _TYPES for word in words) and (not comma or name.end - known.end < 40)


def _is_addressed(listed: Listed, words: Range) -> bool:
    """Whether "Mr." or the like stands before."""
    before = listed.low[max(0, words.start - 2) : words.start]
    return "".join(before).rstrip(".") in HONORIFICS or (
        bool(before) and before[-1].rstrip(".") in HONORIFICS
    )


def _vetoed(page: _Page, words: Range) -> bool:
    """Whether the words are part of a longer name or of a person's."""
    listed = page.listed
    if _is_addressed(listed, words):
        return True
    span, name = listed.span(words), page.names.covering(words)
    if name is None:
        return not page.headline and _part_of_longer_name(listed, words)
    if name.span == span or span.contains(name.span):
        return False
    dressed = _only_dressed(listed.text, name.span, span)
    return not dressed or name.kind not in _PLACE_KINDS | {MentionKind.OTHER}


def _counted_from(listed: Listed, words: Range) -> bool:
    """Whether "5 miles from" or "north of" stands before."""
    if words.start < 2 or listed.low[words.start - 1] not in ("of", "from"):
        return False
    before = listed.low[words.start - 2]
    return before in DIRECTIONS or before.rstrip("s") in UNITS


def _signs(page: _Page, toponym: Toponym) -> bool:
    """Whether there is reason enough to take the words for a place."""
    listed, words, key = page.listed, toponym.words, toponym.key
    name = page.names.covering(words)
    named = name is not None and name.kind in _PLACE_KINDS
    other = name is not None and not named and name.kind is not MentionKind.OTHER
    if name is not None and name.kind is MentionKind.PERSON and " " not in toponym.name:
        # A word taken for a person who is nowhere named in full may as well be a town.
        other = key in page.names.surnames
    ahead = before(listed, words)
    firm = ahead in FIRM_LOCATIVE or bool(toponym.within or toponym.wants)
    firm = firm or _counted_from(listed, words)
    kinds = {int(table().kind[ref >> 1]) for ref in toponym.refs}
    if other and not firm:
        return bool(kinds & (_AREAS | {_COUNTRY})) and key not in TRAPS
    if key in NOT_PLACES or (key in DIRECTIONS and not toponym.wants):
        return False
    if key in TITLES and not named:
        return False
    if key in NEVER and not (named or toponym.wants or toponym.within):
        return False
    known = strength(toponym.refs)
    beside = bool(toponym.within or toponym.wants) or _counted_from(listed, words)
    if named or beside or (firm and known > 0):
        toponym.sure = True
        return True
    if key in page.names.surnames:
        return False
    if key in TRAPS:
        toponym.weak = True
        return words.start > listed.sentence_of(words.start).start
    toponym.weak = ahead not in LOCATIVE and known < WELL_KNOWN
    return known > 0


def _is_short(listed: Listed, words: Range) -> bool:
    """Whether a short word is not written as an abbreviation: "Us" is not "US"."""
    form = listed.forms[words.start]
    return (
        words.end - words.start == 1
        and len(form.strip(".")) <= 3
        and not form.isupper()
        and ("." not in form)
    )


def _is_name(listed: Listed, words: Range) -> bool:
    """Whether the tagger leaves room for a name; words that open a sentence are often none."""
    return any(tag in ("PROPN", "ADJ", "X") for tag in listed.upos[words.start : words.end])


def _may_start(listed: Listed, at: int) -> bool:
    form = listed.forms[at]
    return form[0].isupper() and len(form) > 1 and listed.low[at] not in NOT_NAMES


def _hear(found: Found, refs: Sequence[int]) -> None:
    """A state or capital that acts speaks for its state."""
    places = table()
    for ref in refs:
        row = ref >> 1
        if not ref & 1 and (places.kind[row] == _COUNTRY or places.capital[row]):
            found.voices[places.divisions[places.division[row]][1]] += 1
            return


def _scan(page: _Page, sentence: Range) -> Iterator[Toponym]:
    listed, at = page.listed, sentence.start
    page.headline = _is_headline(listed, sentence)
    while at < sentence.end:
        hit = longest(listed, at, sentence.end) if _may_start(listed, at) else None
        if hit is None:
            at += 1
            continue
        words, refs = Range(at, hit[0]), hit[1]
        at = words.end
        if _is_short(listed, words):
            refs = tuple(r for r in refs if table().kind[r >> 1] == _CITY and not r & 1)
        if not refs or demonym(listed.said(words)) or not _is_name(listed, words):
            continue
        if is_actor(listed, words, refs):
            _hear(page.found, refs)
        elif not _vetoed(page, words):
            toponym = _taken(page, words)
            if _signs(page, toponym):
                yield toponym
                at = max(at, listed.words(toponym.span).end)


def _taken(page: _Page, words: Range) -> Toponym:
    """A known name, with a type word that follows it."""
    listed = page.listed
    toponym = read_toponym(listed, words, listed.span(words))
    end = listed.sentence_of(words.start).end
    if (
        toponym.wants
        and words.end < end
        and listed.low[words.end] in (DIVISION_WORDS | COUNTY_WORDS)
    ):
        toponym.span = Span(toponym.span.start, listed.ends[words.end])
    return toponym


def _by_names_alone(page: _Page, taken: Sequence[Toponym]) -> Iterator[Toponym]:
    """Places the names finder saw and the scan did not take."""
    listed = page.listed
    covered = sorted((t.span for t in taken), key=lambda span: span.start)
    at = 0
    for name in page.names.all:
        while at < len(covered) and covered[at].end <= name.span.start:
            at += 1
        if name.kind not in _PLACE_KINDS:
            continue
        if at < len(covered) and covered[at].overlaps(name.span):
            continue
        words = listed.words(name.span)
        said = name.span.text_of(listed.text)
        if said.rpartition(" ")[2].lower() in CURRENCIES:
            continue
        if words.start >= words.end or normalise(said) in NEVER | NOT_PLACES or demonym(said):
            continue
        if _is_addressed(listed, words) or not _is_name(listed, words):
            continue
        toponym = read_toponym(listed, words, name.span)
        elsewhere = page.names.others[said] > page.names.places[said]
        adjective = all(listed.upos[word] == "ADJ" for word in range(*words))
        if not toponym.refs and ("-" in said or elsewhere or adjective):
            continue  # "the Russia-Ukraine border"
        if is_actor(listed, words, toponym.refs):
            _hear(page.found, toponym.refs)
            continue
        toponym.sure = True
        yield toponym


def _supported(found: Found) -> list[Toponym]:
    """Weak toponyms only where the document names their state or division, or repeats them with
    a sign."""
    places = table()
    firm = [t for t in found.toponyms if not t.weak]
    named = {t.key for t in firm}
    codes: set[str] = {code for code in found.voices if code not in SURNAME_COUNTRIES}
    for toponym in firm:
        for ref in toponym.refs:
            kind = places.kind[ref >> 1]
            if kind in (_COUNTRY, _ADMIN1):
                _, filed, admin1 = places.divisions[places.division[ref >> 1]]
                if admin1 or filed not in SURNAME_COUNTRIES:
                    codes.add(f"{filed}.{admin1}" if admin1 else filed)

    def keeps(toponym: Toponym) -> bool:
        if not toponym.weak or toponym.key in named:
            return True
        kept = []
        for ref in toponym.refs:
            _, filed, admin1 = places.divisions[places.division[ref >> 1]]
            inside = f"{filed}.{admin1}" in codes and toponym.key not in TRAPS
            if filed in codes or inside:
                kept.append(ref)
        toponym.refs = tuple(kept)
        return bool(kept)

    return [toponym for toponym in found.toponyms if keeps(toponym)]


def hear_adjectives(listed: Listed) -> Counter[str]:
    """How often adjectives and peoples of states are told, by ISO code."""
    voices: Counter[str] = Counter()
    for form in listed.forms:
        if form[0].isupper() and (iso := demonym(form)):
            voices[iso] += 1
    return voices


def find_toponyms(doc: Document) -> Found:
    """What may name a place, in the order of the text; spans do not overlap."""
    listed = doc.listed
    found = Found(voices=hear_adjectives(listed))
    page = _Page(listed, _Names(listed, doc.names), found)
    if gazetteer.status() is None:
        for start, end in zip(listed.bounds, listed.bounds[1:], strict=False):
            found.toponyms.extend(_scan(page, Range(start, end)))
    found.toponyms = _supported(found)
    found.toponyms.extend(_by_names_alone(page, found.toponyms))
    found.toponyms.sort(key=lambda toponym: toponym.span)
    return found

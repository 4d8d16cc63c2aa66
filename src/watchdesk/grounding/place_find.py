"""Toponyms: which words of a document may name a place, and what stands around them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from watchdesk.grounding import gazetteer
from watchdesk.grounding.gazetteer import Entry, demonym, known, lookup, normalise
from watchdesk.grounding.place_words import (
    ADMIN_WORDS,
    AREA_WORDS,
    AUXILIARIES,
    CITY_WORDS,
    DIRECTIONS,
    FIRM_LOCATIVE,
    HONORIFICS,
    LOCATIVE,
    NEVER,
    NOT_NAMES,
    NOT_PLACES,
    SPEECH_VERBS,
    SURNAME_COUNTRIES,
    TITLES,
    TRAPS,
    UNITS,
)
from watchdesk.language.document import Document, Name
from watchdesk.records import MentionKind, Span

MAX_WORDS = 6
"""Longest name looked up, in tokens."""
WELL_KNOWN = 300_000
"""A city of so many people needs no sign that a place is meant."""
_PLACE_KINDS = frozenset({MentionKind.PLACE, MentionKind.FACILITY})
_WORD = re.compile(r"[^\W\d_][\w'’.\-–]{0,40}")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with what the rules ask of it."""

    start: int
    end: int
    text: str
    lower: str
    first: bool
    """Whether a sentence starts here."""

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@dataclass(slots=True)
class Candidate:
    """Words that may name a place, with the signs found around them."""

    span: Span
    name: str
    """The name itself, without "region" or "city of"."""
    entries: tuple[Entry, ...]
    sentence: int
    wants: str | None = None
    """``admin1`` or ``city`` when a word beside the name says so."""
    within: frozenset[str] = field(default_factory=frozenset)
    """Countries (``RU``) or divisions (``US.TX``) a neighbouring name or adjective points to."""
    sure: bool = False
    """Whether the surroundings say that a place is meant."""
    weak: bool = False
    """Whether it counts only if its country is named elsewhere in the document."""


def words_of(doc: Document) -> list[list[Word]]:
    """The tokens of each sentence."""
    out: list[list[Word]] = [[] for _ in doc.sentences]
    starts, ends = doc.token_starts.tolist(), doc.token_ends.tolist()
    index, text = 0, doc.text
    for start, end in zip(starts, ends, strict=True):
        while index < len(doc.sentences) and start >= doc.sentences[index].end:
            index += 1
        if index == len(doc.sentences):
            break
        if start < doc.sentences[index].start:
            continue
        piece = text[start:end]
        here = out[index]
        here.append(Word(start, end, piece, piece.lower(), not here))
    return out


def _joined(before: Word, after: Word) -> bool:
    return 0 <= after.start - before.end <= 1


def _is_name_word(word: Word) -> bool:
    return word.capital and word.lower not in NOT_NAMES


class _Names:
    """The names found before, by where they stand."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_start = sorted(names, key=lambda name: (name.span.start, -name.span.end))
        self._at: dict[int, Name] = {}
        for name in self._by_start:
            for offset in range(name.span.start, min(name.span.end, name.span.start + 200)):
                self._at.setdefault(offset, name)

    def covering(self, span: Span) -> Name | None:
        """The name that covers the start of a span."""
        return self._at.get(span.start)

    def places(self) -> Iterator[Name]:
        """Places and facilities."""
        return (name for name in self._by_start if name.kind in _PLACE_KINDS)


def _surnames(doc: Document, sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Last words of persons' names, and words seen after what looks like a first name."""
    out: set[str] = set()
    for name in doc.names:
        if name.kind is MentionKind.PERSON:
            parts = name.span.text_of(doc.text).split()
            if len(parts) > 1:
                out.add(normalise(parts[-1]))
    for words in sentences:
        for left, right in itertools.pairwise(words):
            if left.capital and right.capital and _joined(left, right) and left.lower in _FIRST:
                out.add(normalise(right.text))
    return frozenset(out)


_FIRST = frozenset(
    """mr. mrs. ms. dr. john james robert michael william david richard joseph thomas charles
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen jack paul mark george
    steven andrew peter kevin brian matthew anthony donald joe vladimir volodymyr sergei dmitry
    ali ahmed mohammed muhammad""".split()
)


def _longest(
    doc: Document, words: Sequence[Word], at: int
) -> tuple[int, tuple[Entry, ...], str] | None:
    """Longest known name that starts at a token: end token, entries, the words."""
    best: tuple[int, tuple[Entry, ...], str] | None = None
    start = words[at].start
    for stop in range(at, min(at + MAX_WORDS, len(words))):
        word = words[stop]
        if (stop > at and not _joined(words[stop - 1], word)) or not _WORD.match(word.text):
            break
        if word.end - start > 60:
            break
        name = doc.text[start : word.end]
        if stop == at and (len(name) < 2 or word.lower in NOT_NAMES):
            continue
        key = normalise(name)
        if (
            len(key) <= 3
            and stop == at
            and not name.isupper()
            and "." not in doc.text[start : word.end + 1]
        ):
            # "Us" is not "US"; short names must be written as abbreviations or be cities.
            entries = tuple(e for e in lookup(name) if e.kind == "city" and not e.alias)
        elif key and known(key):
            entries = lookup(name)
        else:
            continue
        if entries:
            best = (stop + 1, entries, name)
    return best


def _title_case(words: Sequence[Word]) -> bool:
    long = [w for w in words if len(w.text) > 3 and w.text[0].isalpha()]
    return len(long) > 2 and sum(w.capital for w in long) >= 0.8 * len(long)


def _part_of_longer_name(words: Sequence[Word], start: int, stop: int) -> bool:
    """Whether a capitalised neighbour makes it a piece of some other name."""
    if start > 0:
        left = words[start - 1]
        free = left.lower in DIRECTIONS or left.lower.rstrip("s") in CITY_WORDS
        if _joined(left, words[start]) and _is_name_word(left) and not free:
            known_place = known(normalise(left.text)) or demonym(left.text)
            if not known_place and not (left.first and left.lower in LOCATIVE):
                return True
    if stop < len(words):
        right = words[stop]
        if right.start - words[stop - 1].end == 1 and _is_name_word(right):
            if right.lower in ADMIN_WORDS:
                office = stop + 1 < len(words) and words[stop + 1].lower == "of"
                return office or right.lower == "county"
            return right.lower not in TITLES | AREA_WORDS | CITY_WORDS
    return False


def _is_actor(words: Sequence[Word], start: int, stop: int) -> bool:
    """Whether the name is the subject of saying or deciding, or "according to" names it."""
    if start >= 2 and words[start - 1].lower == "to" and words[start - 2].lower == "according":
        return True
    if start >= 1 and words[start - 1].lower in FIRM_LOCATIVE:
        return False
    at = stop
    while at < len(words) and at < stop + 3 and words[at].lower in AUXILIARIES:
        at += 1
    return at < len(words) and words[at].lower in SPEECH_VERBS


def _type_words(words: Sequence[Word], start: int, stop: int, found: Candidate) -> tuple[int, int]:
    """Take "region" after the name and "city of" before it; the tokens covered."""
    if stop < len(words) and _joined(words[stop - 1], words[stop]):
        after = words[stop].lower
        if after in ADMIN_WORDS and any(e.kind == "admin1" for e in found.entries):
            found.wants, found.sure = "admin1", True
            return start, stop + 1
        if after in CITY_WORDS and after != "capital":
            found.wants, found.sure = "city", True
    if start >= 2 and words[start - 1].lower == "of":
        before = words[start - 2].lower
        if before in CITY_WORDS:
            found.wants, found.sure = "city", True
        elif before in ADMIN_WORDS:
            found.wants, found.sure = "admin1", True
    elif start >= 1 and words[start - 1].lower in CITY_WORDS:
        found.wants, found.sure = "city", True
    return start, stop


def _container_of(entries: Sequence[Entry]) -> frozenset[str]:
    out = {e.country for e in entries if e.kind == "country" and e.country}
    out |= {f"{e.country}.{e.admin1}" for e in entries if e.kind == "admin1" and not e.alias}
    return frozenset(out)


def _containers(
    doc: Document, words: Sequence[Word], start: int, stop: int, state: bool
) -> frozenset[str]:
    """Countries and divisions named right after (", Texas", "in Russia") or before."""
    out: frozenset[str] = frozenset()
    after = stop
    if after + 1 < len(words) and words[after].text == ",":
        hit = _longest(doc, words, after + 1) if words[after + 1].capital else None
        # "China, Mexico and Peru" is a list; "Lebanon, Pennsylvania" is not.
        listed = state and hit is not None and any(e.kind == "country" for e in hit[1])
        out |= _container_of(hit[1]) if hit and not listed else frozenset()
    elif not state and after + 1 < len(words) and words[after].lower in ("in", "of"):
        skip = after + 1 + (words[after + 1].lower in DIRECTIONS or words[after + 1].lower == "the")
        if skip < len(words) and words[skip].capital:
            hit = _longest(doc, words, skip)
            out |= _container_of(hit[1]) if hit else frozenset()
    return out or (frozenset() if state else _owner(words, start))


def _owner(words: Sequence[Word], start: int) -> frozenset[str]:
    """The state in "the Ukrainian city of X" and "Russia's X region"."""
    for back in range(start - 1, max(-1, start - 5), -1):
        word = words[back]
        if word.capital and (iso := demonym(word.text)):
            return frozenset({iso})
        possessed = word.text.endswith(("'s", "’s")) or words[back + 1].text in _POSSESSIVE
        if word.capital and possessed:
            return _container_of(lookup(word.text))
        if word.lower not in _BETWEEN and word.text not in _POSSESSIVE:
            break
    return frozenset()


_BETWEEN = CITY_WORDS | ADMIN_WORDS | AREA_WORDS | DIRECTIONS | {"of", "the", "border", "historic"}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def _is_strong(entry: Entry) -> bool:
    if entry.kind in ("city", "admin1"):
        return not entry.alias and (entry.population >= WELL_KNOWN or entry.capital)
    return True


def _counted_from(words: Sequence[Word], start: int) -> bool:
    """Whether "5 miles from" or "north of" stands before."""
    if start < 2 or words[start - 1].lower not in ("of", "from"):
        return False
    before = words[start - 2].lower
    return before in DIRECTIONS or before.rstrip("s") in UNITS


def _covers(text: str, name: Span, known_part: Span) -> bool:
    """Whether what a name has beyond its known part only says what kind of place it is."""
    after, comma, beyond = text[known_part.end : name.end].partition(",")
    if comma and not _container_of(lookup(beyond)):
        return False
    rest = f"{text[name.start : known_part.start]} {after}"
    return all(word in _ADDED for word in rest.lower().replace("'s", " ").split())


_ADDED = DIRECTIONS | (ADMIN_WORDS - {"county"}) | CITY_WORDS | AREA_WORDS | {"the", "of"}


@dataclass(frozen=True)
class _Page:
    """What the rules know about the whole document."""

    doc: Document
    names: _Names
    surnames: frozenset[str]
    headline: bool = False
    """Whether the sentence at hand has capitals everywhere, so that they tell nothing."""


def _vetoed(page: _Page, words: Sequence[Word], start: int, stop: int) -> bool:
    """Whether the words are part of a longer name, of a person's, or an actor."""
    if start and words[start - 1].lower.rstrip(".") in HONORIFICS:
        return True
    span = Span(words[start].start, words[stop - 1].end)
    name = page.names.covering(span)
    if name is not None:
        if name.kind in _PLACE_KINDS:
            return _is_actor(words, start, stop) or not _covers(page.doc.text, name.span, span)
        if name.span != span and (
            name.kind is not MentionKind.OTHER or not _covers(page.doc.text, name.span, span)
        ):
            return True
    if _is_actor(words, start, stop):
        return True
    return name is None and not page.headline and _part_of_longer_name(words, start, stop)


def _signs(page: _Page, words: Sequence[Word], start: int, found: Candidate) -> bool:
    """Whether there is reason enough to take the words for a place."""
    name = page.names.covering(found.span)
    named = name is not None and name.kind in _PLACE_KINDS
    other = name is not None and not named and name.kind is not MentionKind.OTHER
    key = normalise(found.name)
    if name is not None and name.kind is MentionKind.PERSON and " " not in found.name:
        # A word taken for a person who is nowhere named in full may as well be a town.
        other = key in page.surnames
    before = words[start - 1].lower if start else ""
    if before == "the" and start > 1:
        before = words[start - 2].lower
    if before in DIRECTIONS and start > 1:
        before = words[start - 2].lower if words[start - 2].lower in FIRM_LOCATIVE else before
    firm = before in FIRM_LOCATIVE or bool(found.within) or found.sure
    firm = firm or _counted_from(words, start)
    if other and not firm:
        return any(e.kind in ("country", "region", "sea", "disputed") for e in found.entries) and (
            key not in TRAPS
        )
    if key in NOT_PLACES or (key in DIRECTIONS and found.wants != "admin1"):
        return False
    if key in NEVER and not (named or found.sure or found.within):
        return False
    if named or firm:
        found.sure = True
        return True
    if key in page.surnames:
        return False
    if key in TRAPS:
        found.weak = not words[start].first
        return found.weak
    found.weak = before not in LOCATIVE and not any(_is_strong(e) for e in found.entries)
    return True


def _scan(page: _Page, number: int, words: Sequence[Word]) -> Iterator[Candidate]:
    at = 0
    page = replace(page, headline=_title_case(words))
    while at < len(words):
        word = words[at]
        hit = _longest(page.doc, words, at) if word.capital and word.lower != "the" else None
        if hit is None:
            at += 1
            continue
        stop, entries, name = hit
        span = Span(word.start, words[stop - 1].end)
        found = Candidate(span, name, entries, number)
        if not _vetoed(page, words, at, stop):
            _, end = _type_words(words, at, stop, found)
            state = any(e.kind == "country" for e in entries)
            found.within = _containers(page.doc, words, at, end, state)
            if _signs(page, words, at, found):
                found.span = Span(word.start, words[end - 1].end).trim(page.doc.text)
                yield found
            stop = max(stop, end)
        at = stop


def _unknown_names(page: _Page, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Places the names finder saw that the gazetteer does not hold."""
    covered = [c.span for c in taken]
    for name in page.names.places():
        if any(name.span.overlaps(span) for span in covered):
            continue
        sentence = page.doc.sentence_index(name.span.start)
        words = name.span.text_of(page.doc.text)
        if normalise(words) in NEVER | NOT_PLACES:
            continue
        if sentence is not None and not lookup(words):
            yield Candidate(name.span, words, (), sentence, sure=True)


def _with_country(doc: Document, found: Sequence[Candidate]) -> list[Candidate]:
    """Drop weak candidates unless the document names their country or division, or repeats them
    with a sign."""
    named = {normalise(c.name) for c in found if not c.weak}
    countries = {
        e.country for c in found if not c.weak for e in c.entries if e.kind in ("country", "admin1")
    }
    for start, end in zip(doc.token_starts.tolist(), doc.token_ends.tolist(), strict=True):
        if doc.text[start].isupper() and (iso := demonym(doc.text[start:end])):
            countries.add(iso)
    countries -= SURNAME_COUNTRIES
    divisions = {
        (e.country, e.admin1) for c in found if not c.weak for e in c.entries if e.kind == "admin1"
    }

    def keeps(candidate: Candidate) -> bool:
        if not candidate.weak or normalise(candidate.name) in named:
            return True
        inside = divisions if normalise(candidate.name) not in TRAPS else set()
        candidate.entries = tuple(
            e
            for e in candidate.entries
            if e.country in countries or (e.country, e.admin1) in inside
        )
        return bool(candidate.entries)

    return [candidate for candidate in found if keeps(candidate)]


def candidates(doc: Document) -> list[Candidate]:
    """What may name a place, in the order of the text; spans do not overlap."""
    sentences = words_of(doc)
    page = _Page(doc, _Names(doc.names), _surnames(doc, sentences))
    found: list[Candidate] = []
    if gazetteer.status() is None:
        for number, words in enumerate(sentences):
            found.extend(_scan(page, number, words))
    found = _with_country(doc, found)
    found.extend(_unknown_names(page, found))
    found.sort(key=lambda c: c.span)
    sure = {normalise(c.name) for c in found if c.sure}
    for candidate in found:
        candidate.sure = candidate.sure or normalise(candidate.name) in sure
    return found

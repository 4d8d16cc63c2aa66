"""Names by rule: known names, titles, head words and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from watchdesk.language.document import Name
from watchdesk.language.lexicon import (
    adjectives,
    fold,
    given_names,
    known_at,
    leader_families,
    peoples,
)
from watchdesk.language.name_rules import (
    breaks,
    headed,
    is_apposed,
    is_ordinary,
    is_people,
    is_person_place,
    of_title,
    stands,
    title_before,
    without_opening,
)
from watchdesk.language.sequences import Words, is_headline, sequences
from watchdesk.language.vocabulary import (
    CALENDAR,
    EAST_FAMILIES,
    FUNCTION,
    HEADS,
    LOCATIVE,
    MODAL_NAMES,
    NO_NAME,
    OPENERS,
    PARTICLES,
    PLACE_NOUNS,
    PLACE_OR_PERSON,
    PORTFOLIO,
    REPORTS,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)
from watchdesk.records import MentionKind, Span

_WEAPON = re.compile(
    r"(?:[FBCESTRMLK]|KC|EA|MQ|RQ|AH|UH|CH|MH|AC|Su|MiG|Tu|Il|Ka|Mi|Kh|AK|AR|AIM|AGM|RPG|BM|TOS|"
    r"BMP|BTR|BMD|MT|DF|JL|KN|JF|HQ|KAB|FAB|GBU|SA|SM|RIM|MIM|PAC|RS|An|AT|LGM|UMPK|A)"
    r"-\d{1,4}[A-Z]{0,2}\d?s?\Z|M\d{1,3}A\d[A-Z]?s?\Z|M777s?\Z|M270\Z|M109s?\Z|M113s?\Z"
)
_COMPANY = frozenset("Inc. Inc Corp. Corp Co. Co Ltd. Ltd LLC PLC AG SA GmbH SpA NV".split())
_CLAUSE = re.compile(r"(?:\([0-9a-z]{1,3}\)){1,4}")
_PAIR = re.compile(r"([\w.]{2,30})-([\w.]{2,30})\Z")


class _Part(NamedTuple):
    """Unknown words of a sequence."""

    start: int
    end: int
    titled: bool
    headline: bool


@dataclass
class _Found:
    """What has been found so far in one document."""

    doc: Words
    names: list[tuple[int, int, MentionKind, bool]] = field(default_factory=list)
    waiting: list[_Part] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    inner: list[Name] = field(default_factory=list)

    def add(self, start: int, end: int, kind: MentionKind, sure: bool = False) -> None:
        """Take a name, and from a person's full name the family name."""
        self.names.append((start, end, kind, sure))
        if kind is MentionKind.ORGANISATION:
            self.heads.add(self.doc.words[end - 1])
        if kind is MentionKind.PERSON and end - start > 1:
            words = self.doc.words[start:end]
            last = words[-2] if words[-1] in {"Jr.", "Sr.", "Jr", "II", "III"} else words[-1]
            self.families.add(last)
            if words[0] in EAST_FAMILIES:
                self.families.add(words[0])


class Told(NamedTuple):
    """A name by rule."""

    name: Name
    sure: bool
    """A table, a head word or its form says so, not the words around it alone."""


def find_names(doc: Words) -> tuple[Told, ...]:
    """Names of a document in the order of the text, none overlapping another.

    A name is known (a table holds it), or told by a title before it, a head word in it
    (``Ministry``, ``Treaty``), a given name, or the words around it. An adjective of nationality
    is no name; ``Ukrainians`` is a group.
    """
    found = _Found(doc)
    for low, high in doc.bounds:
        headline = is_headline(doc, low, high)
        for start, end in sequences(doc, low, high):
            _read(found, start, end, headline)
    _read_waiting(found)
    names = [
        Told(Name(_clauses(doc, start, end, kind), kind), sure)
        for start, end, kind, sure in found.names
    ]
    return _apart([*names, *(Told(name, True) for name in found.inner)])


def _clauses(doc: Words, start: int, end: int, kind: MentionKind) -> Span:
    """The place of a name; ``Article 2`` takes ``(4)`` with it."""
    span = doc.span(start, end)
    if kind is not MentionKind.DOCUMENT or not doc.words[end - 1].isdigit():
        return span
    clause = _CLAUSE.match(doc.text, span.end)
    return Span(span.start, clause.end()) if clause else span


def _read_waiting(found: _Found) -> None:
    """Settle single words; what is a place once in the document is a place throughout."""
    read = [(part, _single(found, part)) for part in found.waiting]
    places = {found.doc.words[part.start] for part, kind in read if kind is MentionKind.PLACE}
    for part, kind in read:
        alone = part.end - part.start == 1
        again = alone and kind is MentionKind.OTHER and found.doc.words[part.start] in places
        if kind:
            settled = MentionKind.PLACE if again else kind
            titled = part.titled and settled is MentionKind.PERSON
            sure = titled or (alone and _is_named_before(found, part.start))
            found.names.append((part.start, part.end, settled, sure))


def _apart(names: list[Told]) -> tuple[Told, ...]:
    out: list[Told] = []
    for told in sorted(names, key=lambda told: (told.name.span.start, -told.name.span.end)):
        if not out or told.name.span.start >= out[-1].name.span.end:
            out.append(told)
    return tuple(out)


def _read(found: _Found, start: int, end: int, headline: bool) -> None:
    """Find the names in one sequence."""
    doc = found.doc
    start = without_opening(doc, start, end)
    if start >= end:
        return
    whole = known_at(doc.words, start, end)
    if not (whole and whole[0] == end) and not headline:
        head = headed(doc, start, end)
        if head:
            found.add(*head, sure=True)
            _read(found, start, head[0], headline)
            _read(found, head[1], end, headline)
            return
    titled = title_before(doc, start)
    index = start
    while index < end:
        hit = known_at(doc.words, index, end)
        if hit and stands(doc, index, hit[0], hit[1]) and not is_person_place(doc, index, hit, end):
            if hit[1].kind is not MentionKind.OTHER:
                found.add(index, hit[0], hit[1].kind, hit[1].sure)
            index, titled = hit[0], False
            continue
        stop = index
        while stop < end and (stop == index or not breaks(doc, stop, end)):
            stop += 1
        titled = _stretch(found, _Part(index, stop, titled, headline))
        index = stop


def _stretch(found: _Found, part: _Part) -> bool:
    """Read unknown words; gives whether a title stands at their end."""
    doc = found.doc
    start, end, titled, headline = part
    word = doc.words[start]
    if word in CALENDAR or (word in adjectives() and end - start == 1):
        if word in peoples() and is_people(doc, start):
            found.add(start, end, MentionKind.GROUP, sure=True)
        return titled
    if word in adjectives():
        start += 1
    if start and doc.words[start - 1] in {"of", "the", "for"}:
        while start < end and doc.words[start] in PORTFOLIO and of_title(doc, start):
            start += 1
            titled = True
    heads = [k for k in range(start, end) if doc.small[k] in TITLE_HEADS]
    if heads:
        start, titled = heads[-1] + 1, True
    while start < end and (doc.small[start] in TITLE_MODIFIERS or doc.words[start] in PARTICLES):
        start += 1
    while end > start and (doc.words[end - 1] in PARTICLES or doc.small[end - 1] in FUNCTION):
        end -= 1
    if start < end:
        _classify(found, _Part(start, end, titled, headline))
        return False
    return titled


def _classify(found: _Found, part: _Part) -> None:
    doc = found.doc
    start, end, titled, _ = part
    if end - start == 1:
        _one(found, part)
        return
    words = doc.words[start:end]
    kind: MentionKind | None
    sure = True
    if words[-1] in _COMPANY:
        kind = MentionKind.ORGANISATION
    elif words[-1] in peoples():
        kind = MentionKind.GROUP
    elif words[-1] in NO_NAME:
        kind = None
    elif words[0] in OPENERS and not titled:
        kind = OPENERS[words[0]]
    elif _WEAPON.match(words[-1]) or _WEAPON.match(words[0]):
        kind = MentionKind.WEAPON
    else:
        kind = _person_or_else(found, part)
        sure = part.titled and kind is MentionKind.PERSON
    if kind:
        found.add(start, end, kind, sure)


def _person_or_else(found: _Found, part: _Part) -> MentionKind | None:
    doc = found.doc
    start, end, titled, headline = part
    words = doc.words[start:end]
    ordinary = [k for k in range(start, end) if is_ordinary(doc, k)]
    given = fold(words[0]) in given_names() and (words[0] not in MODAL_NAMES or not ordinary)
    family = bool(leader_families(words[-1])) or words[-1] in found.families
    if words[0] in EAST_FAMILIES | PLACE_OR_PERSON and len(words) < 4:
        given = True
    if titled and end - start < 5 and len(ordinary) < end - start:
        return MentionKind.PERSON
    if given or (family and not ordinary):
        return MentionKind.PERSON if end - start < 6 else MentionKind.OTHER
    if headline:
        return None
    if ordinary:
        return None if doc.is_initial(start) and len(ordinary) == len(words) else MentionKind.OTHER
    if doc.before(start) == "the":
        return MentionKind.OTHER
    told = doc.after(end) in REPORTS or is_apposed(doc, end)
    if doc.before(start) in LOCATIVE and not told:
        return MentionKind.PLACE
    if any(word.isupper() and len(word) > 2 for word in words):
        return MentionKind.ORGANISATION
    if not told and doc.is_initial(start):
        found.waiting.append(part)
        return None
    return MentionKind.PERSON if end - start < 5 else MentionKind.OTHER


def _one(found: _Found, part: _Part) -> None:
    """A single unknown word: kept until all family names of the document are known."""
    doc = found.doc
    word = doc.words[part.start]
    pair = _PAIR.match(word)
    if word in peoples():
        found.add(part.start, part.end, MentionKind.GROUP, sure=True)
    elif pair and known_at([pair[1]], 0, 1) and known_at([pair[2]], 0, 1):
        _both(found, part.start, pair)
    elif _WEAPON.match(word):
        found.add(part.start, part.end, MentionKind.WEAPON, sure=True)
    elif len(word) > 1 and word not in NO_NAME:
        found.waiting.append(part)


def _both(found: _Found, index: int, pair: re.Match[str]) -> None:
    """``Russia-Ukraine`` holds two names."""
    span = found.doc.span(index, index + 1)
    for group in (1, 2):
        hit = known_at([pair[group]], 0, 1)
        if hit:
            low = span.start + pair.start(group)
            inside = Span(low, low + len(pair[group]))
            found.inner.append(Name(inside, hit[1].kind))


def _is_named_before(found: _Found, index: int) -> bool:
    """Whether the document gives the full name of which this word is the short one."""
    return _is_short_form(found, index) or found.doc.words[index] in found.families


def _is_short_form(found: _Found, index: int) -> bool:
    """``the Dispatch`` after ``Harrow Dispatch``."""
    doc = found.doc
    return doc.words[index] in found.heads and doc.before(index) == "the"


def _single(found: _Found, part: _Part) -> MentionKind | None:
    """What a word that waited is, or ``None`` when it is no name."""
    doc = found.doc
    index = part.start
    word = doc.words[index]
    if part.end - index > 1:
        known = doc.words[part.end - 1] in found.families
        return MentionKind.PERSON if known else MentionKind.OTHER
    if word in found.families or (part.titled and not is_ordinary(doc, index)):
        return MentionKind.PERSON
    if doc.is_initial(index) and is_ordinary(doc, index):
        return None
    if word in HEADS or word in OPENERS:
        return MentionKind.ORGANISATION if _is_short_form(found, index) else None
    if not is_ordinary(doc, index) and (
        leader_families(word) or (fold(word) in given_names() and word in doc.seen_capital)
    ):
        return MentionKind.PERSON
    if part.headline or (doc.is_initial(index) and word not in doc.seen_capital):
        return MentionKind.PERSON if doc.after(index + 1) in REPORTS else None
    if "-" in word and word.split("-", 1)[1].islower():
        return None
    return _by_neighbours(doc, index)


def _by_neighbours(doc: Words, index: int) -> MentionKind | None:
    """What the words beside an unknown word make of it."""
    word = doc.words[index]
    if word.isupper() and word.isalpha():
        kind = MentionKind.ORGANISATION if len(word) < 8 else MentionKind.OTHER
        return None if is_ordinary(doc, index) else kind
    if doc.before(index) in LOCATIVE or doc.after(index + 1) in PLACE_NOUNS:
        return MentionKind.PLACE
    if doc.before(index) == "of" and doc.before(index, 2) in TITLE_HEADS:
        return MentionKind.PLACE
    if doc.after(index + 1) in REPORTS:
        return MentionKind.PERSON
    if is_ordinary(doc, index):
        return None
    if doc.before(index) == "of" and doc.before(index, 2) in PLACE_NOUNS:
        return MentionKind.PLACE
    return MentionKind.OTHER

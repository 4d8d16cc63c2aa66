"""Names by rule: known names, titles, head words and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from watchdesk.language.document import Name
from watchdesk.language.lexicon import (
    Known,
    adjectives,
    common_words,
    fold,
    given_names,
    known_at,
    leader_families,
    peoples,
)
from watchdesk.language.sequences import Words, is_capital, is_headline, sequences
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
_SEASONAL = re.compile(r"(?:ly|ing|tion|tions|ment|ness|ism|ist|ists|able|ible|ous|ive|less)\Z")
_PERSONS_NEXT = frozenset({"a", "an", "the", "who", "whose", "former", "head", "chief", "director"})
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
    names: list[tuple[int, int, MentionKind]] = field(default_factory=list)
    waiting: list[_Part] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    inner: list[Name] = field(default_factory=list)

    def add(self, start: int, end: int, kind: MentionKind) -> None:
        """Take a name, and from a person's full name the family name."""
        self.names.append((start, end, kind))
        if kind is MentionKind.ORGANISATION:
            self.heads.add(self.doc.words[end - 1])
        if kind is MentionKind.PERSON and end - start > 1:
            words = self.doc.words[start:end]
            last = words[-2] if words[-1] in {"Jr.", "Sr.", "Jr", "II", "III"} else words[-1]
            self.families.add(last)
            if words[0] in EAST_FAMILIES:
                self.families.add(words[0])


def find_names(doc: Words) -> tuple[Name, ...]:
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
    names = [Name(_clauses(doc, start, end, kind), kind) for start, end, kind in found.names]
    return _apart([*names, *found.inner])


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
            found.names.append((part.start, part.end, settled))


def _apart(names: list[Name]) -> tuple[Name, ...]:
    out: list[Name] = []
    for name in sorted(names, key=lambda name: (name.span.start, -name.span.end)):
        if not out or name.span.start >= out[-1].span.end:
            out.append(name)
    return tuple(out)


def _read(found: _Found, start: int, end: int, headline: bool) -> None:
    """Find the names in one sequence."""
    doc = found.doc
    start = _without_opening(doc, start, end)
    if start >= end:
        return
    whole = known_at(doc.words, start, end)
    if not (whole and whole[0] == end) and not headline:
        headed = _headed(doc, start, end)
        if headed:
            found.add(*headed)
            _read(found, start, headed[0], headline)
            return
    titled = _title_before(doc, start)
    index = start
    while index < end:
        hit = known_at(doc.words, index, end)
        if (
            hit
            and _stands(doc, index, hit[0], hit[1])
            and not _is_person_place(doc, index, hit, end)
        ):
            found.add(index, hit[0], hit[1].kind)
            index, titled = hit[0], False
            continue
        stop = index
        while stop < end and (stop == index or not _breaks(doc, stop, end)):
            stop += 1
        titled = _stretch(found, _Part(index, stop, titled, headline))
        index = stop


def _without_opening(doc: Words, start: int, end: int) -> int:
    """Skip what is capitalised only because a sentence starts there."""
    while start < end:
        word, small = doc.words[start], doc.small[start]
        if small in FUNCTION and not known_at(doc.words, start, end):
            if (
                word in MODAL_NAMES
                and start + 1 < end
                and not leader_families(doc.words[start + 1])
            ):
                return start
            start += 1
            continue
        if not doc.is_initial(start) or not _is_ordinary(doc, start):
            return start
        if small in TITLE_HEADS or small in TITLE_MODIFIERS or word in adjectives():
            return start
        if known_at(doc.words, start, end) or (fold(word) in given_names() and start + 1 < end):
            return start
        if any(doc.words[k] in HEADS or doc.words[k].isdigit() for k in range(start + 1, end)):
            return start
        start += 1
    return start


def _is_ordinary(doc: Words, index: int) -> bool:
    small = doc.small[index]
    return small in common_words() or small in doc.seen_small or bool(_SEASONAL.search(small))


def _headed(doc: Words, start: int, end: int) -> tuple[int, int, MentionKind] | None:
    """A name whose last word, or whose word before ``of``, says what it is."""
    first = start
    while first < end and doc.small[first] in TITLE_HEADS | {"former", "ex", "deputy", "late"}:
        first += 1
    if end - first < 2:
        return None
    for k in range(first, end - 1):
        if doc.words[k] in HEADS and doc.words[k + 1] in {"of", "for", "on"}:
            return first, end, HEADS[doc.words[k]]
    last = doc.words[end - 1]
    if last.isdigit() and doc.words[end - 2] in {"Article", "Resolution", "Chapter"}:
        return first, end, MentionKind.DOCUMENT
    kind = HEADS.get(last)
    if kind is None or doc.small[end - 1] in TITLE_HEADS:
        return None
    hit = known_at(doc.words, first, end)
    if hit and hit[0] == end - 1 and hit[1].kind is not MentionKind.PLACE:
        return None
    if end - first == 2 and doc.words[first] in CALENDAR:
        return None
    return first, end, kind


def _title_before(doc: Words, start: int) -> bool:
    """Whether a title in small letters stands right before: ``spokesman Marek Dolan``."""
    before = doc.before(start)
    if before in {"the", "of"} and doc.before(start, 2) in {"of"} | TITLE_HEADS:
        return False
    return before in TITLE_HEADS


def _stands(doc: Words, start: int, end: int, known: Known) -> bool:
    """Whether a known name is meant; names that are also words need support."""
    if known.sure:
        return True
    if end - start > 1 or (known.kind is MentionKind.WEAPON and not doc.is_initial(start)):
        return True
    if doc.after(end) in REPORTS or doc.before(start) in {"the", "to", "told", "via", "in", "by"}:
        beside = doc.words[end : end + 1]
        return not (beside and is_capital(beside[0]))
    return False


def _is_person_place(doc: Words, index: int, hit: tuple[int, Known], end: int) -> bool:
    """Whether a place name stands in a person's name: ``Jordan Ames``, ``Ruth London``."""
    if hit[0] - index > 1 or doc.words[index] not in PLACE_OR_PERSON:
        return False
    after = hit[0]
    follows = after < end and not _breaks(doc, after, end) and doc.small[after] not in TITLE_HEADS
    if follows and doc.words[after] not in HEADS and doc.small[after] not in TITLE_MODIFIERS:
        return fold(doc.words[index]) in given_names() or doc.words[index] in PLACE_OR_PERSON
    return index > 0 and fold(doc.words[index - 1]) in given_names()


def _breaks(doc: Words, index: int, end: int) -> bool:
    """Whether a known name or a word that is no name starts here."""
    word = doc.words[index]
    if word in CALENDAR or word in adjectives():
        return True
    hit = known_at(doc.words, index, end)
    if not hit or not _stands(doc, index, hit[0], hit[1]):
        return False
    if not hit[1].sure or hit[0] - index > 1:
        return True
    after_given = any(fold(doc.words[k]) in given_names() for k in range(max(0, index - 2), index))
    return not (after_given and (word in PLACE_OR_PERSON or hit[1].kind is MentionKind.GROUP))


def _stretch(found: _Found, part: _Part) -> bool:
    """Read unknown words; gives whether a title stands at their end."""
    doc = found.doc
    start, end, titled, headline = part
    word = doc.words[start]
    if word in CALENDAR or (word in adjectives() and end - start == 1):
        if word in peoples() and _is_people(doc, start):
            found.add(start, end, MentionKind.GROUP)
        return titled
    if word in adjectives():
        start += 1
    if start and doc.words[start - 1] in {"of", "the", "for"}:
        while start < end and doc.words[start] in PORTFOLIO and _of_title(doc, start):
            start += 1
            titled = True
    heads = [k for k in range(start, end) if doc.small[k] in TITLE_HEADS]
    if heads:
        start, titled = heads[-1] + 1, True
    while start < end and (doc.small[start] in TITLE_MODIFIERS or doc.words[start] in PARTICLES):
        start += 1
    while end > start and doc.words[end - 1] in PARTICLES:
        end -= 1
    if start < end:
        _classify(found, _Part(start, end, titled, headline))
        return False
    return titled


def _of_title(doc: Words, index: int) -> bool:
    """Whether ``minister of`` stands before, possibly with words of the office between."""
    for back in range(1, 7):
        before = doc.before(index, back)
        if before in TITLE_HEADS:
            return True
        if before not in {"of", "the", "and", "for"} and before.capitalize() not in PORTFOLIO:
            return False
    return False


def _is_people(doc: Words, index: int) -> bool:
    """``Ukrainians`` always; ``the French`` only where no noun follows."""
    word = doc.words[index]
    if word not in adjectives():
        return True
    after = doc.after(index + 1)
    return doc.before(index) == "the" and (after in FUNCTION or not after[:1].isalpha())


def _classify(found: _Found, part: _Part) -> None:
    doc = found.doc
    start, end, titled, _ = part
    if end - start == 1:
        _one(found, part)
        return
    words = doc.words[start:end]
    kind: MentionKind | None
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
    if kind:
        found.add(start, end, kind)


def _person_or_else(found: _Found, part: _Part) -> MentionKind | None:
    doc = found.doc
    start, end, titled, headline = part
    words = doc.words[start:end]
    ordinary = [k for k in range(start, end) if _is_ordinary(doc, k)]
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
    told = doc.after(end) in REPORTS or _is_apposed(doc, end)
    if doc.before(start) in LOCATIVE and not told:
        return MentionKind.PLACE
    if any(word.isupper() and len(word) > 2 for word in words):
        return MentionKind.ORGANISATION
    if not told and doc.is_initial(start):
        found.waiting.append(part)
        return None
    return MentionKind.PERSON if end - start < 5 else MentionKind.OTHER


def _is_apposed(doc: Words, end: int) -> bool:
    """Whether a comma and a description follow: ``, 45, ``, ``, a farmer``, ``, Mali's envoy``."""
    if doc.after(end) != "," or end + 1 >= len(doc.words):
        return False
    small, word = doc.small[end + 1], doc.words[end + 1]
    if small in _PERSONS_NEXT or small in TITLE_HEADS or small in TITLE_MODIFIERS:
        return True
    owner = known_at(doc.words, end + 1, len(doc.words))
    owned = owner is not None and doc.after(owner[0]) == "'s"
    return small.isdigit() or word in adjectives() or owned


def _one(found: _Found, part: _Part) -> None:
    """A single unknown word: kept until all family names of the document are known."""
    doc = found.doc
    word = doc.words[part.start]
    pair = _PAIR.match(word)
    if word in peoples():
        found.add(part.start, part.end, MentionKind.GROUP)
    elif pair and known_at([pair[1]], 0, 1) and known_at([pair[2]], 0, 1):
        _both(found, part.start, pair)
    elif _WEAPON.match(word):
        found.add(part.start, part.end, MentionKind.WEAPON)
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
    if word in found.families or (part.titled and not _is_ordinary(doc, index)):
        return MentionKind.PERSON
    if doc.is_initial(index) and _is_ordinary(doc, index):
        return None
    if word in HEADS or word in OPENERS:
        return MentionKind.ORGANISATION if _is_short_form(found, index) else None
    if not _is_ordinary(doc, index) and (
        leader_families(word) or (fold(word) in given_names() and not doc.is_initial(index))
    ):
        return MentionKind.PERSON
    if part.headline or (doc.is_initial(index) and word not in doc.seen_capital):
        return MentionKind.PERSON if doc.after(index + 1) in REPORTS else None
    if "-" in word and word.split("-", 1)[1].islower():
        return None
    if word.isupper() and word.isalpha():
        return MentionKind.ORGANISATION if len(word) < 8 else MentionKind.OTHER
    if doc.before(index) in LOCATIVE or doc.after(index + 1) in PLACE_NOUNS:
        return MentionKind.PLACE
    if doc.after(index + 1) in REPORTS:
        return MentionKind.PERSON
    if _is_ordinary(doc, index):
        return None
    if doc.before(index) == "of" and doc.before(index, 2) in PLACE_NOUNS:
        return MentionKind.PLACE
    return MentionKind.OTHER

"""Questions that name rules ask of the words of a document."""

from __future__ import annotations

import re

from watchdesk.language.lexicon import (
    Known,
    adjectives,
    common_words,
    fold,
    given_names,
    known_at,
    leader_families,
)
from watchdesk.language.sequences import Words, is_capital
from watchdesk.language.vocabulary import (
    CALENDAR,
    FUNCTION,
    HEADS,
    MODAL_NAMES,
    PLACE_OR_PERSON,
    PORTFOLIO,
    REPORTS,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)
from watchdesk.records import MentionKind

_SEASONAL = re.compile(r"(?:ly|ing|tion|tions|ment|ness|ism|ist|ists|able|ible|ous|ive|less)\Z")
_SURNAMES = frozenset({"Law", "Day", "Church", "Bridge", "Lake", "Post", "Court", "Bank", "Street"})
_PERSONS_NEXT = frozenset({"a", "an", "the", "who", "whose", "former", "head", "chief", "director"})


def without_opening(doc: Words, start: int, end: int) -> int:
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
        if not doc.is_initial(start) or not is_ordinary(doc, start):
            return start
        if small in TITLE_HEADS or small in TITLE_MODIFIERS or word in adjectives():
            return start
        if known_at(doc.words, start, end) or (fold(word) in given_names() and start + 1 < end):
            return start
        if any(doc.words[k] in HEADS or doc.words[k].isdigit() for k in range(start + 1, end)):
            return start
        start += 1
    return start


def is_ordinary(doc: Words, index: int) -> bool:
    """Whether a word is one that news writes small, by table, by the document or by its ending."""
    small = doc.small[index]
    return small in common_words() or small in doc.seen_small or bool(_SEASONAL.search(small))


def _before_person(doc: Words, index: int, end: int) -> int:
    """Where a body's name ends when a person's name touches it."""
    for k in range(index, end - 1):
        if fold(doc.words[k]) in given_names() and doc.words[k] not in PLACE_OR_PERSON:
            return k if is_capital(doc.words[k + 1]) and doc.words[k + 1] not in HEADS else end
    return end


def headed(doc: Words, start: int, end: int) -> tuple[int, int, MentionKind] | None:
    """A name whose last word, or whose word before ``of``, says what it is."""
    first = start
    while end - first > 2 and doc.small[first] in TITLE_HEADS | {"former", "ex", "deputy", "late"}:
        first += 1
    if end - first < 2:
        return None
    for k in range(first, end - 1):
        if doc.words[k] in HEADS and doc.words[k + 1] in {"of", "for", "on"}:
            return first, _before_person(doc, k + 3, end), HEADS[doc.words[k]]
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
    if end - first == 2 and last in _SURNAMES and fold(doc.words[first]) in given_names():
        return None
    return first, end, kind


def title_before(doc: Words, start: int) -> bool:
    """Whether a title in small letters stands right before: ``spokesman Marek Dolan``."""
    before = doc.before(start)
    if before in {"the", "of"} and doc.before(start, 2) in {"of"} | TITLE_HEADS:
        return False
    return before in TITLE_HEADS


def stands(doc: Words, start: int, end: int, known: Known) -> bool:
    """Whether a known name is meant; names that are also words need support."""
    if known.sure:
        return True
    if end - start > 1 or (known.kind is MentionKind.WEAPON and not doc.is_initial(start)):
        return True
    if doc.after(end) in REPORTS or doc.before(start) in {"the", "to", "told", "via", "in", "by"}:
        beside = doc.words[end : end + 1]
        return not (beside and is_capital(beside[0]))
    return False


def is_person_place(doc: Words, index: int, hit: tuple[int, Known], end: int) -> bool:
    """Whether a place name stands in a person's name: ``Jordan Ames``, ``Ruth London``."""
    if hit[0] - index > 1 or doc.words[index] not in PLACE_OR_PERSON:
        return False
    after = hit[0]
    follows = after < end and not breaks(doc, after, end) and doc.small[after] not in TITLE_HEADS
    if follows and doc.words[after] not in HEADS and doc.small[after] not in TITLE_MODIFIERS:
        return fold(doc.words[index]) in given_names() or doc.words[index] in PLACE_OR_PERSON
    return index > 0 and fold(doc.words[index - 1]) in given_names()


def breaks(doc: Words, index: int, end: int) -> bool:
    """Whether a known name or a word that is no name starts here."""
    word = doc.words[index]
    if word in CALENDAR or word in adjectives():
        return True
    hit = known_at(doc.words, index, end)
    if not hit or not stands(doc, index, hit[0], hit[1]):
        return False
    if not hit[1].sure or hit[0] - index > 1:
        return True
    after_given = any(fold(doc.words[k]) in given_names() for k in range(max(0, index - 2), index))
    return not (after_given and (word in PLACE_OR_PERSON or hit[1].kind is MentionKind.GROUP))


def of_title(doc: Words, index: int) -> bool:
    """Whether ``minister of`` stands before, possibly with words of the office between."""
    for back in range(1, 7):
        before = doc.before(index, back)
        if before in TITLE_HEADS:
            return True
        if before not in {"of", "the", "and", "for"} and before.capitalize() not in PORTFOLIO:
            return False
    return False


def is_people(doc: Words, index: int) -> bool:
    """``Ukrainians`` always; ``the French`` only where no noun follows."""
    word = doc.words[index]
    if word not in adjectives():
        return True
    after = doc.after(index + 1)
    return doc.before(index) == "the" and (after in FUNCTION or not after[:1].isalpha())


def is_apposed(doc: Words, end: int) -> bool:
    """Whether a comma and a description follow: ``, 45, ``, ``, a farmer``, ``, Mali's envoy``."""
    if doc.after(end) != "," or end + 1 >= len(doc.words):
        return False
    small, word = doc.small[end + 1], doc.words[end + 1]
    if small in _PERSONS_NEXT or small in TITLE_HEADS or small in TITLE_MODIFIERS:
        return True
    owner = known_at(doc.words, end + 1, len(doc.words))
    owned = owner is not None and doc.after(owner[0]) == "'s"
    return small.isdigit() or word in adjectives() or owned

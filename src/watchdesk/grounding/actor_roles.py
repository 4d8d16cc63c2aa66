"""Offices and descriptions of persons, as the text gives them."""

from __future__ import annotations

from watchdesk.language.lexicon import adjectives, known_at
from watchdesk.language.sequences import Words, is_capital
from watchdesk.language.vocabulary import (
    CALENDAR,
    FUNCTION,
    PORTFOLIO,
    REPORTS,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)
from watchdesk.records import MentionKind, Span

_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady"})
_LINKS = frozenset({"of", "for", "to", "the", "and", "'s"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "one", "another"})
_STOPS = frozenset({",", ";", ".", ")", "—", "–", "-", "(", ":", "”", '"'})
_CLAUSE = REPORTS | frozenset({"who", "whose", "which", "has", "had", "have", "is", "was", "were"})
_PAST = frozenset({"met", "left", "took", "made", "gave", "spoke", "sent", "held", "led", "saw"})
_PARTICIPLES = frozenset({"retired", "appointed", "exiled", "jailed", "ousted", "elected", "red"})
_HELPERS = frozenset({"adviser", "advisor", "aide", "spokesman", "spokeswoman", "spokesperson"})
_BODY_WORDS = frozenset(
    "government ministry parliamentary cabinet federal campaign committee council department "
    "agency company union embassy church rebel militia district provincial county city village "
    "town commission court bank coalition group network alliance mission delegation".split()
)
"""Small words that stand right before an office: ``government spokesman``."""
_REACH = 14


def role_before(doc: Words, start: int, low: int, taken: frozenset[int]) -> Span | None:
    """The title that stands right before a name, e.g. ``Italian Prime Minister``.

    ``start`` is the name's first token, ``low`` the first of its sentence, ``taken`` the tokens
    of other persons' names.
    """
    left = start
    while left > max(low, start - _REACH) and left - 1 not in taken and _in_title(doc, left - 1):
        left -= 1
    heads = [k for k in range(left, start) if doc.small[k] in TITLE_HEADS]
    if not heads or not _closes(doc, heads[-1], start):
        return None
    left = _own_part(doc, left, heads, start)
    while left < start and (doc.small[left] in _LINKS or _is_function(doc, left)):
        left += 1
    if all(doc.small[k] in _COURTESY for k in range(left, start)):
        return None
    return doc.span(left, start)


def _in_title(doc: Words, index: int) -> bool:
    small, word = doc.small[index], doc.words[index]
    if _is_function(doc, index) and small not in _LINKS | TITLE_MODIFIERS:
        return False
    if word in CALENDAR:
        return False
    if small in TITLE_HEADS or small in TITLE_MODIFIERS or small in _LINKS:
        return True
    if word in _BODY_WORDS:
        return doc.small[index + 1] in TITLE_HEADS
    return is_capital(word)


def _is_function(doc: Words, index: int) -> bool:
    return doc.small[index] in FUNCTION and doc.words[index] != "US"


def _closes(doc: Words, head: int, start: int) -> bool:
    """Whether only ``of Defense`` or the like stands between the title and the name."""
    if head + 1 == start:
        return True
    if doc.small[head + 1] not in {"of", "for", "to"} or start - head > 9:
        return False
    return all(
        doc.words[k] in PORTFOLIO or is_capital(doc.words[k]) or doc.small[k] in _LINKS
        for k in range(head + 1, start)
    ) and (doc.small[start - 1] not in _LINKS)


def _own_part(doc: Words, left: int, heads: list[int], start: int) -> int:
    """Cut ``adviser to`` off ``adviser to Ukrainian President``: it is somebody else's title."""
    for k in range(start - 1, left, -1):
        small = doc.small[k]
        before = [h for h in heads if h < k]
        after = [h for h in heads if h > k]
        if small in {"to", "and", "for", "'s"} and after:
            if small == "'s":
                if k - 1 >= left and known_at(doc.words, k - 1, k):
                    continue
                return k + 1
            if not before or doc.words[before[-1]].islower() or small == "and":
                return k + 1
    return left


def role_before_comma(doc: Words, start: int, low: int, taken: frozenset[int]) -> Span | None:
    """The description a name is set off from: ``the defense minister, Marek Dolan, said``."""
    comma = start - 1
    if comma <= low or doc.words[comma] != "," or comma - 1 in taken:
        return None
    left = comma
    while left > max(low, comma - _REACH) and left - 1 not in taken and _in_title(doc, left - 1):
        left -= 1
    heads = [k for k in range(left, comma) if _is_head(doc, k) and doc.words[k].islower()]
    if not heads or not _closes(doc, heads[-1], comma):
        return None
    left = _own_part(doc, left, heads, comma)
    while left < comma and (doc.small[left] in _LINKS or _is_function(doc, left)):
        left += 1
    return doc.span(left, comma) if left < comma else None


def role_after(doc: Words, end: int, high: int) -> Span | None:
    """The description set off by a comma after a name, without its article.

    ``Marek Dolan, a senior fellow at the Harbour Institute, said`` gives
    ``senior fellow at the Harbour Institute``.
    """
    index = end
    if index < high and doc.words[index] == "(":
        return None
    if index + 2 >= high or doc.words[index] != ",":
        return None
    index += 1
    if doc.words[index].isdigit() and doc.after(index + 1) == ",":
        index += 2
    if index < high and doc.small[index] in _ARTICLES:
        index += 1
    first = index
    while index < min(high, first + _REACH + 4) and not _ends_role(doc, index, first):
        index += 1
    if index == first or index >= min(high, first + _REACH + 4):
        return None
    head = next((k for k in range(first, min(index, first + 7)) if _is_head(doc, k)), None)
    if head is None or any(not _describes(doc, k) for k in range(first, head)):
        return None
    if "that" in doc.small[first:index]:
        return None
    return doc.span(first, index)


def _describes(doc: Words, index: int) -> bool:
    """Whether a word can stand before the office in a description; no verb can."""
    small = doc.small[index]
    if small in _LINKS - {"'s", "and"} or small in _PAST or small in REPORTS:
        return False
    return not small.endswith("ed") or small in _PARTICIPLES or doc.words[index][0].isupper()


def _is_head(doc: Words, index: int) -> bool:
    return doc.small[index] in TITLE_HEADS and doc.small[index] not in _COURTESY


def _ends_role(doc: Words, index: int, first: int) -> bool:
    word = doc.words[index]
    return word in _STOPS or (doc.small[index] in _CLAUSE and index > first)


def country_of_role(doc: Words, role: Span) -> str | None:
    """ISO code of the state a role belongs to; ``None`` when the words do not tell.

    What stands before the office word, or after ``of``, ``at``, ``in``; after ``to`` only for
    helpers (``adviser to Ukrainian President``); what an office is *for* or *to* tells nothing.
    """
    low, high = doc.tokens_of(role)
    reading, helper = True, False
    index = low
    while index < high:
        small = doc.small[index]
        if small in {"for", "to", "on", "with"}:
            reading = (
                small == "to" and helper and doc.words[min(index + 1, high - 1)] in adjectives()
            )
        elif small in {"of", "at", "in"}:
            reading = True
        helper = helper or small in _HELPERS
        country = _country_at(doc, index, high) if reading else None
        if country:
            return country
        index += 1
    return None


def _country_at(doc: Words, index: int, high: int) -> str | None:
    hit = known_at(doc.words, index, high)
    if hit and (hit[1].kind is not MentionKind.PERSON) and hit[1].country:
        return hit[1].country
    return adjectives().get(doc.words[index])

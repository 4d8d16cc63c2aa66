"""Numbers that are no amounts: parts of names, scores, addresses, times of the day."""

from __future__ import annotations

import re

from watchdesk.grounding.quantity_numbers import ONES, ORDINALS, words
from watchdesk.grounding.quantity_terms import Term
from watchdesk.grounding.quantity_words import NUMBERED

_BEFORE = re.compile(r"([\w.’'-]+)[ \u00a0](?:\()?$")
_NUMBERED_PLURAL = re.compile(r"\b(?:articles|sections|chapters|resolutions|paragraphs) "
                              r"\d{1,5}(?:, \d{1,5})* (?:and|to|or) $", re.IGNORECASE)  # fmt: skip
_TITLED = re.compile(r"(?:[A-Z][\w’'-]*) $")
_NOT_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|[-’']s\b|:\d|/\d|\.\d|,\d|-\d|-(?!strong\b|odd\b|plus\b)[A-Za-z]|[–—]\d|"
    r"[^\W_²³]|[²³]| (?:GMT|UTC|EST|EDT|CET|hours local|a\.m\.|p\.m\.|am|pm|o[’']clock|degrees|"
    r"in the (?:morning|afternoon|evening)|at night)(?!\w)"
)
_STREET = re.compile(
    r" (?:[A-Z][\w.’'-]{1,20} ){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Drive|Lane|Boulevard|Square)"
)
_IDIOM = re.compile(
    r"(?i: (?:of|another|day|night|time|thing|side|way|reason|point|step|more step|that|who|which|"
    r"iota|bit|word|minute|moment|second|week|month|year|decade|such|can|could|is|was|has|hand|"
    r"would|or two|by one|after|sort|kind|case|example|in place|and the same|and only)\b)|[-’']|"
    r"(?:[,.;:)”\"]|$)"
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|all|his|her|its|their|our|first|last|other|next|past)[ ]$"
)
_ARTICLE = re.compile(
    r"\b(?:no|any|every|some|this|that|each|which|only|another|first|last|next|new|big) $"
)
_ROLE = re.compile(r"[A-Z][\w’'-]+, $")
_YEAR = re.compile(r"\b(?:since|in|by|of|from|until|before|after) $")
_NEXT_ORDINAL = re.compile(rf"(?i:[- ](?:{words(ORDINALS)})s?\b)")
_SCORES = re.compile(
    r" (?:of (?!\d)|more\b|were\b|are\b|have\b|killed|injured|wounded|dead|missing)|,"
)
_COMPARED = re.compile(
    r" times (?:more|as|the (?:size|number|amount|rate|level|price)|larger|bigger|higher|greater|"
    r"less|lower|smaller|faster|what|over)\b"
)
_GROUP = re.compile(r"[A-Z][\w’'-]+ $")
_ZERO = re.compile(r"0\d")


def is_name(text: str, first: Term, last: Term, *, loosened: bool) -> bool:
    """Whether a numeral names, dates or addresses something, or is only a word of speech."""
    before = text[max(0, first.start - 30) : first.start]
    after = text[last.end : last.end + 60]
    if first.vague:
        return _is_vague_word(first, text, after)
    if first.start == first.core and _is_numbered(first, before):
        return True
    if before.endswith(("-", "–", "—")) and before[-2:-1].isalnum():
        return True
    if _NOT_AFTER.match(after):
        return True
    digits = text[first.core].isdigit()
    if any(_ZERO.match(text, term.core) for term in (first, last)):
        return True
    if first.unit is not None or last.unit is not None or loosened:
        return False
    if digits:
        return _is_label(first, before, after, single=first is last)
    # "the Guildford Four" is a name; in "Four Killed" every word has a capital.
    if text[first.core].isupper() and _GROUP.search(before) and not re.match(r" [A-Z]", after):
        return True
    return _is_speech(text[first.core : first.bare].lower(), before, after)


def _is_numbered(first: Term, before: str) -> bool:
    word = _BEFORE.search(before)
    if word is None or word[1].lower().rpartition("-")[2] not in NUMBERED:
        return bool(_NUMBERED_PLURAL.search(before))
    # "the group 12 soldiers joined" is rarer than "Group 12": the numeral must stand alone.
    return first.unit is None or word[1][0].isupper()


def _is_label(first: Term, before: str, after: str, *, single: bool) -> bool:
    if after.startswith(",") and _ROLE.search(before):
        return True
    if _YEAR.search(before) and 1900 <= first.low < 2100 and first.scale == 1:
        return not re.match(r" [a-z]+s\b", after)
    if _STREET.match(after):
        return True
    return single and bool(_TITLED.search(before)) and after[:1] not in (" ", "-", "+")


def _is_speech(word: str, before: str, after: str) -> bool:
    """Whether a small number in words counts nothing."""
    if _COMPARED.match(after):
        return True
    if _NEXT_ORDINAL.match(after):
        return True
    if word not in ONES:
        return False
    if _DEFINITE.search(before.lower()) and not re.match(r" [a-z]", after):
        return True
    return word == "one" and bool(_ARTICLE.search(before.lower()) or _IDIOM.match(after))


def _is_vague_word(first: Term, text: str, after: str) -> bool:
    word = text[first.core : first.bare].lower()
    if word in {"a couple", "a pair", "a handful", "a score", "tens"} and not after.startswith(
        " of"
    ):
        return True
    if word == "scores":
        return not _SCORES.match(after)
    return after.startswith("-") or (
        word in {"several", "a few"}
        and bool(
            re.match(
                r" (?:times|years|days|months|weeks|hours|minutes|decades|centuries|nights)\b",
                after,
            )
        )
    )

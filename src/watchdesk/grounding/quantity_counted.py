"""What an amount counts: the noun phrase after it, or the participle."""

from __future__ import annotations

import re

from watchdesk.grounding.quantity_grammar import Amount
from watchdesk.grounding.quantity_words import (
    CASUALTY,
    FALSE_PLURALS,
    PEOPLE,
    PLURALS,
    SCALE_WORDS,
    STOPS,
)

_WORD = re.compile(r"[ \u00a0]?((?:[A-Z]\.){2,4}|[^\W_](?:[\w’'./&-]*[\w])?)")
_LONGEST = 6
_NEAR = 60
_HURT = "|".join(sorted(CASUALTY))
_PARTICIPLE = re.compile(
    r"(?: (?:were|was|have been|has been|are|is|of them|reported|confirmed|being))? "
    rf"((?:{_HURT})(?: (?:and|or) (?:{_HURT}))?)\b"
)
_KILLED_BEFORE = re.compile(
    r"\b(killed|killing|kills|wounded|wounding|injured|injuring|displaced|displacing|captured|"
    r"capturing|arrested|arresting|detained|detaining)(?: [a-z]{2,10}){0,2} ?$"
)
_PARTICIPLES = {
    "killing": "killed", "kills": "killed", "wounding": "wounded", "injuring": "injured",
    "displacing": "displaced", "capturing": "captured", "arresting": "arrested",
    "detaining": "detained",
}  # fmt: skip


def counted_at(sentence: str, amount: Amount, limit: int) -> str | None:
    """The words an amount counts, or ``None`` when they are not told or it is measured.

    Adjectives are kept (``Ukrainian troops``). Without a noun a participle serves: "12 were
    killed" counts ``killed``, "30 killed and wounded" counts ``killed and wounded``. A scale or a
    unit is never counted.
    """
    if amount.unit is not None or amount.unreadable:
        return None
    noun = _noun(sentence, amount.end, limit, plural=not amount.pronoun)
    if amount.pronoun:
        near = sentence[max(0, amount.start - _NEAR) : amount.end + _NEAR].lower()
        last = noun.split()[-1].lower() if noun else ""
        hurt = not CASUALTY.isdisjoint(re.findall(r"[a-z]+", near))
        return noun if last in PEOPLE and hurt else _participle(sentence, amount)
    return noun or _participle(sentence, amount)


def _participle(sentence: str, amount: Amount) -> str | None:
    after = _PARTICIPLE.match(sentence[amount.end :][:60])
    if after:
        return after[1]
    before = _KILLED_BEFORE.search(sentence[max(0, amount.start - 40) : amount.start])
    return _PARTICIPLES.get(before[1], before[1]) if before else None


def _noun(sentence: str, start: int, limit: int, *, plural: bool) -> str | None:
    at = start
    if sentence[at : at + 4] in {" of "}:
        at += 3
    first: int | None = None
    end: int | None = None
    for _ in range(_LONGEST):
        match = _WORD.match(sentence, at)
        if match is None or match.end() > limit:
            break
        word = match[1]
        if word[0].isdigit() or not _can_stand(word, end is not None):
            break
        first = match.start(1) if first is None else first
        at = match.end()
        if _is_head(word, plural=plural):
            end = at
        elif end is not None:
            break
    if end is None or first is None:
        return None
    if sentence[end : end + 7] == " of war":
        end += 7
    return sentence[first:end]


def _can_stand(word: str, has_head: bool) -> bool:
    lower = word.lower()
    if lower in STOPS or lower in SCALE_WORDS or lower.endswith(("n’t", "n't")):
        return False
    if lower in CASUALTY:
        return False
    return not (has_head and (lower.endswith(("ed", "ing")) or word[0].isupper()))


def _is_head(word: str, *, plural: bool) -> bool:
    lower = word.lower().removesuffix("’s").removesuffix("'s")
    if lower != word.lower():
        return False
    if not plural:
        return lower in PEOPLE
    if lower in PLURALS:
        return True
    return (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "ous", "’", "'"))
        and lower not in FALSE_PLURALS
    )

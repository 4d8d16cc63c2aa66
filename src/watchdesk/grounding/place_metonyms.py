"""Places that stand for those who rule there: "Moscow said", "ties with Beijing"."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.grounding.gazetteer import KINDS, table
from watchdesk.grounding.place_words import (
    ACTING_NOUNS,
    DEALINGS,
    DIRECTIONS,
    FIRM_LOCATIVE,
    SPEECH_VERBS,
)
from watchdesk.language.listed import Listed, Range

_COUNTRY = KINDS.index("country")


def _head(listed: Listed, words: Range) -> int:
    """The word of a name on which the others hang; what it is joined to by "and" counts."""
    for word in range(words.start, words.end):
        if not words.start <= listed.heads[word] < words.end:
            break
    while listed.rel(word) == "conj" and listed.heads[word] >= 0:
        word = listed.heads[word]
    return word


def before(listed: Listed, words: Range) -> str:
    """The word before a name, "the" and directions passed over."""
    floor, at = listed.sentence_of(words.start).start, words.start - 1
    while at > floor and (listed.low[at] == "the" or listed.low[at] in DIRECTIONS):
        at -= 1
    return listed.low[at] if at >= floor else ""


def _is_seat(refs: Sequence[int]) -> bool:
    """Whether a name is that of a state or of a capital."""
    places = table()
    return any(
        places.kind[ref >> 1] == _COUNTRY or places.capital[ref >> 1] for ref in refs if not ref & 1
    )


def is_actor(listed: Listed, words: Range, refs: Sequence[int]) -> bool:
    """Whether the name stands for those who rule there.

    It is the subject of saying or deciding ("Moscow said"), the source ("according to Beijing"),
    or, for states and capitals, owns what only a government has ("Moscow's offer") or is a party
    to dealings ("ties with Beijing", "talks between Moscow and Kyiv").
    """
    if words.start >= 2 and listed.low[words.start - 2 : words.start] == ["according", "to"]:
        return True
    if before(listed, words) in FIRM_LOCATIVE:
        return False
    head = _head(listed, words)
    above = listed.heads[head]
    if above < 0:
        return False
    relation = listed.rel(head)
    if relation == "nsubj" and listed.lemmas[above] in SPEECH_VERBS:
        return listed.upos[above] in ("VERB", "AUX")
    if relation != "nmod" or not _is_seat(refs):
        return False
    case = listed.kid(head, "case")
    marker = listed.low[case] if case is not None else ""
    if marker in ("'s", "’s", "'", "’"):
        return listed.lemmas[above] in ACTING_NOUNS
    capital = all(table().kind[ref >> 1] != _COUNTRY for ref in refs)
    return (
        capital
        and marker in ("with", "between", "on", "against")
        and (listed.lemmas[above] in DEALINGS)
    )

"""Places that stand for those who rule there: "Moscow said", "ties with Beijing"."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.grounding.actor_states import acts
from watchdesk.grounding.gazetteer import KINDS, table
from watchdesk.grounding.place_words import (
    ACTING_NOUNS,
    DEALINGS,
    DIRECTIONS,
    DIVISION_WORDS,
    FIRM_LOCATIVE,
    MOVED,
    OF_PLACES,
    SPEECH_VERBS,
)
from watchdesk.language.listed import Listed, Range

_SERIES = 20
"""Names joined by "and" that are followed to the first."""
_COUNTRY = KINDS.index("country")
_RAISED = frozenset({"expect", "prepare", "set", "think", "believe", "oblige", "say", "report"})
"""Whose subject is that of the verb they are joined to: "is expected to seek"."""


def _head(listed: Listed, words: Range) -> int:
    """The word of a name on which the others hang; what it is joined to by "and" counts."""
    for word in range(words.start, words.end):
        if not words.start <= listed.heads[word] < words.end:
            break
    for _ in range(_SERIES):
        if listed.rel(word) != "conj" or listed.heads[word] < 0:
            break
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


def _is_capital(refs: Sequence[int]) -> bool:
    """Whether a name of a seat is no state's own."""
    return all(table().kind[ref >> 1] != _COUNTRY for ref in refs)


def is_actor(listed: Listed, words: Range, refs: Sequence[int]) -> bool:
    """Whether the name stands for those who rule there.

    It is the subject of saying or deciding ("Moscow said") or the source ("according to
    Beijing"); or, for states and capitals, does anything that no place does, is supported or
    pressed, owns what only a government has ("Moscow's offer"), is a party to dealings ("ties
    with Beijing"), or stands as an adjective ("US forces").
    """
    if words.start >= 2 and listed.low[words.start - 2 : words.start] == ["according", "to"]:
        return True
    told = words.end < len(listed) and listed.low[words.end] in DIVISION_WORDS
    if told or before(listed, words) in FIRM_LOCATIVE:
        return False
    head = _head(listed, words)
    above = listed.heads[head]
    if above < 0:
        return False
    relation, verb = listed.rels[head], listed.lemmas[above]
    seat = _is_seat(refs)
    if seat and _is_capital(refs) and acts(listed, words):
        return True
    if seat and relation == "nsubj:pass" and verb in _RAISED:
        joined = listed.kid(above, "xcomp")
        does = joined is not None and listed.upos[joined] == "VERB"
        return does and joined is not None and listed.lemmas[joined] not in OF_PLACES
    if relation in ("nsubj", "nsubj:outer") and listed.upos[above] == "VERB":
        return verb in SPEECH_VERBS or (seat and verb not in OF_PLACES)
    if relation in ("obj", "iobj"):
        return seat and verb in MOVED
    if relation in ("compound", "amod") and listed.forms[words.start].isupper():
        return seat and words.end - words.start == 1
    return seat and relation.startswith("nmod") and _deals(listed, head, refs)


def _deals(listed: Listed, head: int, refs: Sequence[int]) -> bool:
    """Whether it owns what a government has, or is, as a capital, a party to dealings."""
    case = listed.kid(head, "case")
    marker = listed.low[case] if case is not None else ""
    lemma = listed.lemmas[listed.heads[head]]
    if marker in ("'s", "’s", "'", "’"):
        return lemma in ACTING_NOUNS
    return (
        _is_capital(refs) and marker in ("with", "between", "on", "against") and lemma in DEALINGS
    )

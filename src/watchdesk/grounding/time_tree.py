"""Whether the clause a time stands in tells of the past or of what is to come, by its tree."""

from __future__ import annotations

from watchdesk.grounding.time_model import Tense
from watchdesk.language.listed import Listed, Range
from watchdesk.records import Span

_AHEAD = frozenset("will shall wo ll 'll ’ll may might could should must ought".split())
_PLANNING = frozenset(
    "aim anticipate due expect going hope intend likely loom plan poise postpone prepare project "
    "promise schedule set slate threaten vow want due ready bound forecast delay adjourn".split()
)
"""Verbs and adjectives whose time is that of what is still to come."""
_CALENDAR = frozenset(
    "arrive begin close come conclude convene depart end expire face fall finish go head host "
    "hold kick leave meet open play reach resume retire return run start step take travel turn "
    "visit vote".split()
)
"""Verbs whose present tense tells what is to come: "his term ends in January"."""
_TO_COME = frozenset(
    "election vote ballot runoff referendum poll primary summit meeting conference talks talk "
    "hearing trial deadline session ceremony inauguration visit trip rally launch release debate "
    "game match festival congress convention anniversary exercise budget".split()
)
"""Nouns whose time is that of the clause; those of other nouns have been."""
_OPENING = frozenset({"beginning", "starting", "commencing"})
"""What is being done "beginning on Saturday" has not begun."""
_STEPS = 8
_NEAR = 12
_NEGATIONS = frozenset({"not", "n't", "n’t", "neither", "nobody", "none", "no", "nor"})
_NAMING = frozenset({"nmod", "compound", "amod", "appos", "nummod", "dep"})


def tense_in(listed: Listed, span: Span) -> Tense | None:
    """How the clause of a time is told; ``None`` where its words are in no tree."""
    words = listed.words(span)
    if words.start >= words.end or words.end > len(listed):
        return None
    at = _top(listed, words)
    tense = _above(listed, at)
    opening = listed.low[listed.heads[at]] in _OPENING if listed.heads[at] >= 0 else False
    return Tense.FUTURE if opening and tense is Tense.NONE else tense


def _above(listed: Listed, at: int) -> Tense | None:
    """The tense of the nearest clause above a word that has one."""
    sentence = listed.sentence_of(at)
    for _ in range(_STEPS):
        head, rel = listed.heads[at], listed.rel(at)
        if head < 0:
            return Tense.NONE if not _is_clause(listed, at) else _of(listed, at)
        named = rel in _NAMING and listed.upos[head] == "NOUN" and not _is_clause(listed, head)
        if named and not _may_come(listed, head, at):
            return Tense.PAST
        at = head
        if _is_clause(listed, at):
            tense = _of(listed, at)
            if tense is not None:
                return tense
        if not sentence.start <= at < sentence.end:
            return Tense.NONE
    return Tense.NONE


def _top(listed: Listed, words: Range) -> int:
    for word in range(words.start, words.end):
        if not words.start <= listed.heads[word] < words.end and listed.rel(word) != "case":
            return word
    return words.start


def _may_come(listed: Listed, noun: int, at: int) -> bool:
    """Whether a noun with a date may be of a thing to come."""
    if listed.lemmas[noun] in _TO_COME:
        return True
    owned = listed.rels[at] == "nmod:poss"
    dated = any(listed.low[kid] == "the" for kid in listed.kids[noun])
    return not (owned or dated)


def _is_clause(listed: Listed, word: int) -> bool:
    return listed.upos[word] in ("VERB", "AUX") or any(
        listed.rels[kid] in ("cop", "aux", "aux:pass") for kid in listed.kids[word]
    )


def _of(listed: Listed, verb: int) -> Tense | None:
    """The tense of a clause by its verb; ``None`` where that of the clause above decides."""
    helpers = [k for k in listed.kids[verb] if listed.rels[k] in ("aux", "aux:pass", "cop")]
    forms = {listed.low[k] for k in helpers}
    lemmas = {listed.lemmas[k] for k in helpers}
    had = "have" in lemmas
    if "could" in forms and not had and _is_negated(listed, verb):
        # "Could not be reached on Friday" tells of a Friday that is over.
        return Tense.PAST
    is_going_to = listed.low[verb] == "going" and listed.kid(verb, "xcomp") is not None
    if forms & _AHEAD or is_going_to:
        return Tense.PAST if had and not forms & {"will", "shall", "'ll", "’ll"} else Tense.FUTURE
    if "would" in forms or "'d" in forms:
        return Tense.FUTURE if not had else Tense.PAST
    if listed.lemmas[verb] in _PLANNING and "had" not in forms:
        return Tense.FUTURE
    if listed.has_to(verb):
        return _infinitive(listed, verb)
    form, tense = listed.feature(verb, "VerbForm"), listed.feature(verb, "Tense")
    if helpers:
        return _helped(listed, verb, helpers, form, had)
    if form == "Fin" and tense == "Past":
        return Tense.PAST
    if form == "Fin":
        return Tense.FUTURE if listed.lemmas[verb] in _CALENDAR else Tense.NONE
    return _bare(listed, verb, form, tense)


def _is_negated(listed: Listed, verb: int) -> bool:
    start = max(listed.sentence_of(verb).start, verb - _NEAR)
    return any(word in _NEGATIONS for word in listed.low[start:verb])


def _helped(
    listed: Listed, verb: int, helpers: list[int], form: str | None, had: bool
) -> Tense | None:
    past = had or any(listed.feature(k, "Tense") == "Past" for k in helpers)
    if past or any(listed.low[k] == "did" for k in helpers):
        return Tense.PAST
    if any(listed.low[k] in ("can", "cannot", "ca") for k in helpers):
        return Tense.NONE
    if any(listed.low[k] == "to" for k in listed.kids[verb]):
        return Tense.FUTURE
    if form == "Ger" or (form == "Part" and listed.feature(verb, "Tense") == "Pres"):
        return Tense.FUTURE if listed.lemmas[verb] in _CALENDAR else Tense.NONE
    return Tense.NONE


def _infinitive(listed: Listed, verb: int) -> Tense | None:
    head = listed.heads[verb]
    if head < 0:
        return Tense.FUTURE
    ahead = listed.rel(verb) in ("xcomp", "ccomp") or listed.lemmas[head] in _PLANNING
    return Tense.FUTURE if ahead else None


def _bare(listed: Listed, verb: int, form: str | None, tense: str | None) -> Tense | None:
    if listed.heads[verb] < 0:
        return Tense.PAST if tense == "Past" else Tense.NONE
    if form == "Part" and tense == "Past" and listed.rel(verb) in ("acl", "advcl", "amod"):
        return Tense.PAST
    return None

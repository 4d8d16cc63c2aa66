"""What befell those that an amount counts, read from its tree."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.grounding.casualty_words import (
    DEEDS,
    SELVES,
    STATES,
    SUFFERED,
    THINGS,
    TOLLS,
    UNDERGONE,
    Fate,
)
from watchdesk.language.document import Document
from watchdesk.language.listed import Listed, Range
from watchdesk.records import Quantity, Span

_PART = re.compile(
    r"(?:including|among them|among whom|among the dead|among those killed|of whom|of them|"
    r"counting|not counting|at least)(?: were| was| are)?(?: also)?(?: the)? $",
    re.IGNORECASE,
)
_PART_BEHIND = re.compile(r" (?:of (?:them|whom)|among them)\b", re.IGNORECASE)
_STATED = {
    **STATES, "killing": Fate.KILLED, "kills": Fate.KILLED, "died": Fate.KILLED,
    "dies": Fate.KILLED, "perished": Fate.KILLED, "drowned": Fate.KILLED,
    "wounding": Fate.WOUNDED, "injuring": Fate.WOUNDED, "hurting": Fate.WOUNDED,
    "capturing": Fate.CAPTURED, "displacing": Fate.DISPLACED,
}  # fmt: skip
"""What amounts count that have no noun."""
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_OBJECTS = ("obj", "obl:unmarked", "iobj")
_NEAR = 60
_LOST = frozenset(("claim", "cost", "take", "lose"))
_GROUPS = frozenset(("total", "number", "group", "team", "crew", "convoy", "party"))
"""Lemmas of nouns for those behind "of" taken together."""


class Fated(NamedTuple):
    """A fate, and how it is told."""

    fate: Fate
    is_self: bool = False
    """Whether the noun that is counted tells it: 55 deaths."""


class Counted(NamedTuple):
    """Where an amount stands in its tree."""

    quantity: Quantity
    word: int
    """The noun that is counted; the numeral where there is none, or where it is before "of"."""
    noun: int
    """The noun that is counted, else the numeral."""
    is_noun: bool
    joined: bool
    """Whether two fates are counted as one: killed and wounded."""

    @property
    def is_fate(self) -> bool:
        """Whether nothing but a fate is counted."""
        return not self.is_noun and (self.quantity.counted or "").lower() in _STATED

    @classmethod
    def of(cls, doc: Document, quantity: Quantity) -> Counted | None:
        """The place of an amount; ``None`` where its words are not in the syntax."""
        listed = doc.listed
        own = listed.words(quantity.span)
        if own.start >= own.end:
            return None
        words = (quantity.counted or "").split()
        states = [w for w in words if w.lower() in STATES or w.lower() in ("dies", "died", "dying")]
        joined = len(states) > 1
        near = quantity.end + _NEAR + len(quantity.counted or "")
        at = doc.text.find(quantity.counted or "\0", quantity.end, near)
        of = listed.low[own.end : own.end + 1] == ["of"]
        if at >= 0 and (of or len(states) < len(words) - joined):
            noun = _noun_of(listed, listed.words(Span(at, at + len(quantity.counted or ""))))
            return cls(quantity, _top(listed, own) if of else noun, noun, True, False)
        top = _top(listed, own)
        return cls(quantity, top, top, False, joined)

    def is_part(self, doc: Document, whole: int) -> bool:
        """Whether the words before or behind it say that it is of those told before."""
        start, end = self.quantity.start, self.quantity.end
        if _PART.search(doc.text[max(whole, start - _NEAR) : start]):
            return True
        return _PART_BEHIND.match(doc.text, end) is not None

    def place(self, doc: Document) -> str | None:
        """The name behind "in" that belongs to the clause of the amount alone."""
        listed = doc.listed
        clause = listed.heads[self.word]
        for word in (self.word, clause):
            if word < 0:
                continue
            for kid in listed.kids[word]:
                named = listed.upos[kid] == "PROPN" and listed.rel(kid) in ("obl", "nmod")
                if named and any(listed.low[c] in ("in", "at", "near") for c in listed.kids[kid]):
                    return listed.low[kid]
        return None


def _noun_of(listed: Listed, words: Range) -> int:
    """The word of a phrase whose head stands outside of it."""
    for word in range(*words):
        if not words.start <= listed.heads[word] < words.end:
            return word
    return words.end - 1


def _top(listed: Listed, words: Range) -> int:
    out = words.end - 1
    for word in range(*words):
        if (
            listed.upos[word] in ("NUM", "NOUN")
            and not words.start <= listed.heads[word] < words.end
        ):
            out = word
    head = listed.heads[out]
    if head >= 0 and listed.low[head] in ("others", "more", "other"):
        return head
    return out


def fate_of(listed: Listed, at: Counted) -> Fated | None:
    """What befell those an amount counts; ``None`` for things, for no fate and for two at once."""
    word, noun = at.word, at.noun
    if at.joined or (at.is_noun and listed.lemmas[noun] in THINGS):
        return None
    if not at.is_noun and (fate := _STATED.get((at.quantity.counted or "").lower())):
        return Fated(fate)
    beside = _beside(listed, word) or _beside(listed, noun)
    for fate in (_before(listed, at), beside, _governed(listed, word, 0), _tolled(listed, word)):
        if fate is not None:
            return Fated(fate, is_self=listed.low[noun] in STATES)
    return _own(listed, noun) if at.is_noun else None


def _own(listed: Listed, noun: int) -> Fated | None:
    """Told by what is counted: 55 deaths, two of the wounded, 29 lives lost."""
    lemma = listed.lemmas[noun]
    if lemma == "life" and not _LOST & {
        listed.lemmas[k] for k in (listed.heads[noun], *listed.kids[noun])
    }:
        return None
    fate = SELVES.get(lemma) or STATES.get(listed.low[noun])
    return Fated(fate, is_self=True) if fate else None


def _before(listed: Listed, at: Counted) -> Fate | None:
    """Told by the verb right before the amount."""
    word = listed.words(at.quantity.span).start - 1
    if word < 0 or listed.sentence[word] != listed.sentence[word + 1]:
        return None
    if listed.low[word] == "dead":  # shot dead four protesters
        return Fate.KILLED
    return SUFFERED.get(listed.lemmas[word]) if listed.upos[word] == "VERB" else None


def _beside(listed: Listed, word: int) -> Fate | None:
    """Told by a participle or adjective of the noun: 12 people killed, 3 injured civilians."""
    found: list[Fate] = []
    for kid in listed.kids[word]:
        state = STATES.get(listed.low[kid])
        if (
            state
            and not listed.kids_of(kid, "nsubj", "nummod")
            and listed.rel(kid) in ("acl", "amod", "xcomp", "advcl", "appos", "conj")
        ):
            found.append(state)
            found += [
                other for k in listed.kids_of(kid, "conj") if (other := STATES.get(listed.low[k]))
            ]
    return found[0] if len(set(found)) == 1 else None


def _governed(listed: Listed, word: int, depth: int) -> Fate | None:
    """Told by the verb or noun that the word depends on."""
    head, rel = listed.heads[word], listed.rels[word]
    if head < 0 or depth > 3:
        return STATES.get(listed.low[word])
    if rel == "conj":
        return _governed(listed, head, depth + 1) if _is_bare(listed, word) else None
    if rel in ("nummod", "compound", "amod", "appos", "dep", "nmod:unmarked"):
        state = STATES.get(listed.low[head])
        return state or (_governed(listed, head, depth + 1) if rel != "appos" else None)
    if rel == "nmod" and any(listed.low[k] == "of" for k in listed.kids_of(word, "case")):
        if listed.lemmas[head] in _GROUPS:
            return _governed(listed, head, depth + 1)
        return DEEDS.get(listed.lemmas[head])
    if rel in _SUBJECTS:
        return _of_subject(listed, word, head)
    if rel in _OBJECTS or rel in ("xcomp", "ccomp", "obl", "advmod"):
        if listed.kids_of(word, "case"):
            return None
        return _of_object(listed, word, head)
    return None


def _is_bare(listed: Listed, word: int) -> bool:
    """Whether a coordinated word has no predicate of its own."""
    return not any(listed.rel(kid) in ("nsubj", "cop", "aux", "obj") for kid in listed.kids[word])


def _of_subject(listed: Listed, word: int, verb: int) -> Fate | None:
    lemma = listed.lemmas[verb]
    if lemma in UNDERGONE:
        return UNDERGONE[lemma]
    if state := _predicate(listed, verb):
        return state
    if lemma in SUFFERED:
        acting = listed.kid(verb, "obj") is not None and listed.rels[word] != "nsubj:pass"
        return None if acting else SUFFERED[lemma]
    if lemma in ("flee", "leave") and _from_home(listed, verb):
        return Fate.DISPLACED
    if (
        lemma in ("drive", "force")
        and listed.rels[word] == "nsubj:pass"
        and _from_home(listed, verb)
    ):
        return Fate.DISPLACED
    if lemma == "take" and listed.rels[word] == "nsubj:pass":
        return _taken(listed, verb)
    return None


def _of_object(listed: Listed, word: int, verb: int) -> Fate | None:
    lemma = listed.lemmas[verb]
    if lemma in SUFFERED and listed.rels[word] != "ccomp":
        return SUFFERED[lemma]
    if lemma in ("take", "hold"):
        return _taken(listed, verb)
    if lemma in ("drive", "force") and _from_home(listed, verb):
        return Fate.DISPLACED
    if lemma in (
        "leave",
        "make",
        "render",
        "see",
        "find",
        "report",
        "list",
        "declare",
        "have",
        "shoot",
        "beat",
    ):
        return _predicate(listed, verb)
    return None


def _predicate(listed: Listed, verb: int) -> Fate | None:
    """The state that a verb's predicate tells: are missing, left dead, were reported killed."""
    if listed.low[verb] in STATES and listed.upos[verb] in ("ADJ", "VERB", "NOUN"):
        bare = listed.lemmas[verb] not in SUFFERED
        return STATES[listed.low[verb]] if bare else None
    for kid in listed.kids[verb]:
        if listed.rel(kid) in ("xcomp", "acl", "advcl", "ccomp", "obj", "obl") and kid > verb:
            state = STATES.get(listed.low[kid])
            if state is not None and not listed.kids_of(kid, "case"):
                return state
    return None


def _taken(listed: Listed, verb: int) -> Fate | None:
    near = listed.low[verb + 1 : verb + 8]
    held = {"prisoner", "prisoners", "hostage", "captive", "hostages", "captives"}
    return Fate.CAPTURED if held & set(near) else None


def _from_home(listed: Listed, verb: int) -> bool:
    near = set(listed.low[verb : verb + 8])
    return bool(near & {"home", "homes", "villages", "houses", "dwellings"})


def _tolled(listed: Listed, word: int) -> Fate | None:
    """Told by a toll: the death toll rose to 43, the number of wounded stood at 200."""
    head = listed.heads[word]
    if head < 0 or not (
        listed.kids_of(word, "case") or listed.rel(word) in ("obj", "root", "nsubj")
    ):
        return None
    verbal = listed.upos[head] in ("VERB", "AUX")
    for kid in listed.kids[head] if verbal else [head, max(listed.heads[head], 0)]:
        if (
            listed.lemmas[kid] in ("toll", "number", "count", "tally", "figure", "total")
            and kid != word
        ):
            for inner in listed.kids[kid]:
                if fate := TOLLS.get(listed.lemmas[inner]) or TOLLS.get(listed.low[inner]):
                    return fate
    return None

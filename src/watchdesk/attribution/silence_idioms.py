"""Those who would not say, told by other words than not answering: "had nothing to add"."""

from __future__ import annotations

from collections.abc import Callable

from watchdesk.attribution.left_open import needs
from watchdesk.attribution.silence_words import (
    ABOUT,
    ADDING,
    ASKED,
    CLOSING,
    COUNSEL,
    DODGING,
    HOLDING,
    NOT,
    OFFERING,
    OPINIONS,
    PRESS,
    READY,
    REQUESTS,
    TELLING,
    WILLED,
    WISHING,
    Silence,
)
from watchdesk.attribution.standing_words import group
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_FEW = 8
"""Dependents of a word that are looked at."""


def idiom(tree: Tree, word: int) -> Silence | None:
    """The refusal built on a word, if any."""
    rule = RULES.get(tree.lemmas[word])
    return rule(tree, word) if rule is not None else None


def _cased(tree: Tree, word: int, cases: frozenset[str], *holders: int) -> list[int]:
    """Dependents of a word, and of others, behind some prepositions."""
    return [
        kid
        for holder in (word, *holders)
        for kid in tree.kids_of(holder, "obl", "nmod", "advcl", "acl")[:_FEW]
        if any(tree.low[c] in cases for c in tree.kids_of(kid, "case", "mark"))
    ]


def _has_no(tree: Tree, noun: int) -> bool:
    return any(tree.low[k] == "no" for k in tree.kids_of(noun, "det"))


def _negated(tree: Tree, verb: int) -> bool:
    run = group(tree, verb)
    spoken = {tree.low[k] for k in range(run.start, verb)}
    return bool(spoken & NOT) or any(tree.low[k] in NOT for k in tree.kids_of(verb, "advmod"))


def _made(tree: Tree, head: int, verb: int, last: int) -> Silence:
    """A refusal of a verb's subject, told by the words from its helpers to ``last``."""
    return Silence(head, Range(group(tree, verb).start, max(last, verb) + 1), verb, True)


def _nothing(tree: Tree, word: int) -> Silence | None:
    """ "had nothing to add", "had nothing for reporters", "would say nothing", "said nothing of the
    losses"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rel(word) != "obj" or verb > word or _negated(tree, verb):
        return None
    if tree.lemmas[verb] in ("have", "offer"):
        told = [
            k
            for holder in (word, verb)
            for k in tree.kids_of(holder, "acl", "xcomp", "advcl")
            if tree.lemmas[k] in TELLING | ADDING and tree.has_to(k)
        ]
        if told:
            return _made(tree, word, verb, told[0])
        heard = _cased(tree, word, frozenset({"for"}), verb)
        listener = any(tree.low[k] in ("you", "us") or tree.lemmas[k] in PRESS for k in heard)
        return _made(tree, word, verb, word) if listener else None
    if tree.lemmas[verb] not in ("say", "disclose", "reveal"):
        return None
    willed = {tree.low[k] for k in range(group(tree, verb).start, verb)} & WILLED
    return _made(tree, word, verb, word) if willed or _cased(tree, word, ABOUT, verb) else None


def _no_opinion(tree: Tree, word: int) -> Silence | None:
    """ "would offer no opinion", "gave no answer"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rel(word) != "obj" or verb > word or not _has_no(tree, word):
        return None
    return _made(tree, word, verb, word) if tree.lemmas[verb] in OFFERING else None


def _no_questions(tree: Tree, word: int) -> Silence | None:
    """ "took no questions"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rel(word) != "obj" or verb > word or not _has_no(tree, word):
        return None
    return _made(tree, word, verb, word) if tree.lemmas[verb] in CLOSING else None


def _refrains(tree: Tree, word: int) -> Silence | None:
    """ "refrained from comment"."""
    told = [k for k in _cased(tree, word, frozenset({"from"})) if tree.lemmas[k] in TELLING]
    return _made(tree, word, word, told[0]) if told and not _negated(tree, word) else None


def _will_not(tree: Tree, word: int) -> Silence | None:
    """ "would not talk about it", "will not go into that"."""
    spoken = {tree.low[k] for k in range(group(tree, word).start, word)}
    if tree.upos[word] != "VERB" or not spoken & NOT or not spoken & WILLED:
        return None
    if tree.kid(word, "aux:pass") is not None:
        return None
    moves = tree.lemmas[word] in ("go", "get")
    if moves and not needs(tree, word):
        return None
    adds = tree.lemmas[word] in ADDING and needs(tree, word)
    spoken_of = moves or adds or _cased(tree, word, ABOUT | {"to"})
    if tree.lemmas[word] == "add" and not adds:
        return None
    return _made(tree, word, word, word) if spoken_of else None


def _refers(tree: Tree, word: int) -> Silence | None:
    """ "referred questions to the treasury"."""
    if tree.upos[word] != "VERB" or tree.kid(word, "aux:pass") is not None or tree.has_to(word):
        return None
    asked = [k for k in tree.kids_of(word, "obj") if tree.lemmas[k] in ASKED | PRESS | REQUESTS]
    if not asked or not _cased(tree, word, frozenset({"to"}), asked[0]):
        return None
    return None if _negated(tree, word) else _made(tree, word, word, asked[0])


def _unready(tree: Tree, word: int) -> Silence | None:
    """ "was not in a position to discuss it", "was unwilling to say"."""
    run = group(tree, word)
    helped = {tree.low[k] for k in range(max(run.start, word - _FEW), word)}
    near = {tree.low[k] for k in tree.kids_of(word, "advmod")[:_FEW]}
    if (tree.low[word] == "unwilling") == bool((helped | near) & NOT):
        return None
    told = [
        k
        for k in tree.kids_of(word, "acl", "xcomp", "ccomp", "csubj", "advcl")
        if k > word and tree.lemmas[k] in TELLING | ADDING and tree.has_to(k) and needs(tree, k)
    ]
    if not told:
        return None
    before = [k for k in tree.kids_of(word, "cop", "aux", "advmod", "case") if k < word]
    return Silence(word, Range(min(before, default=word), told[0] + 1), word, True, told=told[0])


def _wishes(tree: Tree, word: int) -> Silence | None:
    """ "did not wish to comment", "preferred not to say"."""
    for kid in tree.kids_of(word, "xcomp"):
        if kid < word or tree.lemmas[kid] not in TELLING | ADDING or not needs(tree, kid):
            continue
        rather = tree.lemmas[word] in ("prefer", "choose", "opt", "elect")
        if _negated(tree, kid) if rather else _negated(tree, word):
            return Silence(kid, Range(group(tree, word).start, kid + 1), word, True)
    return None


def _counsel(tree: Tree, word: int) -> Silence | None:
    """ "kept his own counsel", "held her tongue"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rel(word) != "obj" or tree.lemmas[verb] not in HOLDING:
        return None
    own = any(tree.upos[k] == "PRON" for k in tree.kids_of(word, "nmod", "det"))
    return _made(tree, word, verb, word) if own and not _negated(tree, verb) else None


def _dodging(tree: Tree, word: int) -> Silence | None:
    """ "ignored requests for comment", "waved the question away"."""
    if tree.upos[word] != "VERB" or tree.kid(word, "aux:pass") is not None or tree.has_to(word):
        return None
    asked = [k for k in tree.kids_of(word, "obj") if tree.lemmas[k] in ASKED]
    return _made(tree, word, word, word) if asked and not _negated(tree, word) else None


def _left_open(tree: Tree, word: int) -> Silence | None:
    """ "left three letters unanswered", "let the calls go unanswered"."""
    step, verb = word, tree.heads[word]
    for _ in range(2):
        if verb >= 0 and tree.lemmas[verb] == "go":
            step, verb = verb, tree.heads[verb]
    if verb < 0 or tree.lemmas[verb] not in ("leave", "let"):
        return None
    asked = [k for k in tree.kids_of(verb, "obj") if tree.lemmas[k] in REQUESTS]
    asked += [k for k in tree.kids_of(step, "nsubj") if tree.lemmas[k] in REQUESTS]
    return _made(tree, word, verb, word) if asked else None


RULES: dict[str, Callable[[Tree, int], Silence | None]] = {
    "nothing": _nothing,
    **dict.fromkeys(OPINIONS, _no_opinion),
    "question": _no_questions,
    **dict.fromkeys(("refrain", "abstain"), _refrains),
    **dict.fromkeys(
        ("talk", "speak", "go", "get", "speculate", "expand", "add", "engage"), _will_not
    ),
    **dict.fromkeys(("refer", "direct", "redirect", "forward"), _refers),
    **dict.fromkeys(READY, _unready),
    **dict.fromkeys(WISHING, _wishes),
    **dict.fromkeys(DODGING, _dodging),
    **dict.fromkeys(COUNSEL, _counsel),
    **dict.fromkeys(("unanswered", "unanswer"), _left_open),
}
"""By lemma the rule for the refusals that are built on it."""

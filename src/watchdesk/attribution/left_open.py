"""What somebody would not say, and who was asked for it."""

from __future__ import annotations

from watchdesk.attribution.lexicon import QUESTIONING
from watchdesk.attribution.silence_words import (
    DETAILS,
    MATTERS,
    NOBODY,
    NOMINAL,
    PRESS,
    REQUESTS,
    SPOKEN,
)
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_SKIPPED = frozenset("on about of as to that".split())


def left_open(tree: Tree, verb: int, start: int) -> list[Range]:
    """What a verb of telling left open, from a word on: "whether …", "he had left"."""
    clause = open_clause(tree, verb)
    if clause is None and tree.lemmas[verb] in ("confirm", "clear", "unclear", "know", "unknown"):
        clause = _that_clause(tree, verb, start)
    if clause is None and (clause := fronted(tree, verb)) is not None:
        return tree.runs(k for k in tree.under(clause) if k < verb)[:1]
    if clause is None:
        return []
    words = [k for k in tree.under(clause) if k >= start]
    while words and tree.low[words[0]] in _SKIPPED:
        words.pop(0)
    runs = tree.runs(words)
    return [Range(runs[0].start, runs[-1].end)] if runs else []


def open_clause(tree: Tree, verb: int) -> int | None:
    """The clause that names what was left open: "whether …", "on when …"."""
    first = verb + 1
    while first < len(tree) and first < verb + 4 and tree.upos[first] in ("ADP", "ADV", "SCONJ"):
        if tree.low[first] in QUESTIONING:
            break
        first += 1
    if first >= len(tree) or tree.low[first] not in QUESTIONING:
        return None
    for kid in tree.kids_of(verb, "ccomp", "advcl", "obl", "csubj", "obj", "xcomp"):
        if kid >= first:
            return kid
    return None


def fronted(tree: Tree, verb: int) -> int | None:
    """The clause in "whether he left is not clear"."""
    for kid in tree.kids_of(verb, "csubj"):
        if kid < verb and any(tree.low[k] == "whether" for k in tree.kids_of(kid, "mark")):
            return kid
    return None


def _that_clause(tree: Tree, verb: int, start: int) -> int | None:
    """The clause that follows "confirm or deny"."""
    for holder in (verb, *tree.kids_of(verb, "conj")[:2]):
        for kid in tree.kids_of(holder, "ccomp", "csubj"):
            if kid >= start and tree.kid(kid, "nsubj") is not None:
                return kid
    return None


def tells_clause(tree: Tree, verb: int) -> bool:
    """Whether a statement follows: "did not say that the envoy had left"."""
    asks = open_clause(tree, verb) is not None
    for kid in tree.kids_of(verb, "ccomp", "parataxis"):
        if kid > verb and tree.kid(kid, "nsubj") is not None and not asks:
            return True
    return verb + 1 < len(tree) and tree.quote[verb + 1] >= 0 and tree.quote[verb] < 0


def asked_of(tree: Tree, request: int) -> int:
    """Whom a request went to; -1 when that is not told."""
    holders = [request, *tree.kids_of(request, "acl", "nmod")]
    holders += [k for holder in holders[1:] for k in tree.kids_of(holder, "acl")]
    for holder in holders:
        for kid in tree.kids_of(holder, "nmod", "obl", "obj"):
            cases = {tree.low[c] for c in tree.kids_of(kid, "case")}
            if cases & {"to", "with", "at"}:
                return kid
    return -1


def needs(tree: Tree, verb: int) -> bool:
    """Whether a verb that has other uses is used for telling here."""
    lemma = tree.lemmas[verb]
    if lemma == "speak":
        cases = [c for k in tree.kids_of(verb, "obl") for c in tree.kids_of(k, "case")]
        return any(tree.low[c] in ("to", "with", "about", "on") for c in cases)
    if lemma in ("give", "provide", "release", "share", "offer"):
        thing = tree.kid(verb, "obj")
        return thing is not None and tree.lemmas[thing] in DETAILS
    if lemma in ("go", "get"):
        return any(
            tree.lemmas[k] in MATTERS
            for k in tree.kids_of(verb, "obl")
            for c in tree.kids_of(k, "case")
            if tree.low[c] in ("into", "beyond")
        )
    if lemma in ("add", "expand", "report"):
        beside = [*tree.kids_of(verb, "obj"), *tree.kids_of(verb, "obl")]
        return all(
            tree.lemmas[k] in SPOKEN or (tree.rel(k) == "obl" and _is_on(tree, k)) for k in beside
        )
    if lemma in ("identify", "name"):
        return tree.kid(verb, "obj") is not None
    return True


def _is_on(tree: Tree, word: int) -> bool:
    """Whether it tells about what, or when."""
    cases = {tree.low[c] for c in tree.kids_of(word, "case")}
    return bool(cases & {"on", "about"}) or (not cases) or "unmarked" in tree.rels[word]


def to_question(tree: Tree, verb: int) -> bool:
    """Whether it would have answered somebody who asked, and not, say, an attack."""
    beside = tree.kids_of(verb, "obl", "obj", "advcl")
    asked = [k for k in beside if k > verb and "unmarked" not in tree.rels[k]]
    asked = [
        k
        for k in asked
        if any(tree.low[c] == "to" for c in tree.kids_of(k, "case")) or tree.rel(k) == "obj"
    ]
    return all(tree.lemmas[k] in REQUESTS | PRESS for k in asked)


def has_request(tree: Tree, verb: int, relation: str) -> bool:
    """Whether a request or question stands in a relation to a verb."""
    return any(tree.lemmas[k] in REQUESTS for k in tree.kids_of(verb, relation))


def can_tell(tree: Tree, word: int, verb: int) -> bool:
    """Whether a subject can have been asked; not a placeholder such as "it" or "there"."""
    relative = tree.rels[verb] == "acl:relcl" and tree.low[word] in ("which", "that")
    return (relative or tree.low[word] not in NOBODY) and tree.upos[word] in NOMINAL


def no_subject(tree: Tree, verb: int) -> bool:
    """ "neither the army nor the navy would comment"."""
    return any(
        tree.low[k] in ("no", "neither", "none")
        for subject in (verb, *tree.kids_of(verb, "nsubj"))
        for k in (subject, *tree.kids_of(subject, "det", "cc"))
    )

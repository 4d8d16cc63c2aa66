"""What a verb of checking or denying speaks of, who does it, and the words that show it."""

from __future__ import annotations

from watchdesk.attribution.remark_words import EVENT_ENDS, EVENTS, STATES
from watchdesk.attribution.standing_words import (
    ANAPHORS,
    CLAIMS,
    DEFINITE,
    INVOLVEMENT,
    MODALS,
    clause,
    phrase,
)
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_TOUGH = frozenset("impossible difficult hard".split())
_ABLE = frozenset("able unable".split())
LONGEST = 24
"""Words of evidence shown for one remark."""


def thing_of(tree: Tree, verb: int) -> int:
    """What is verified or denied: object or passive subject, through relative clauses."""
    rows = tree.kids_of(verb, "obj", "nsubj:pass")
    subjects = tree.kids_of(verb, "nsubj")
    if not rows and len(subjects) > 1 and names_claim(tree, subjects[0]):
        rows = subjects[:1]
    head = tree.heads[verb]
    relative = "relcl" in tree.rels[verb]
    if rows and not relative and rows[0] < verb and tree.low[rows[0]] in ("that", "which"):
        return _antecedent(tree, verb, rows[0])
    if rows and not (relative and tree.low[rows[0]] in ("that", "which", "who")):
        return rows[0]
    if head < 0:
        return subjects[0] if subjects and tree.kid(verb, "aux:pass") is not None else -1
    if relative:
        after_stop = bool(rows) and tree.forms[rows[0] - 1] == "," and tree.low[rows[0]] == "which"
        if rows and (tree.upos[head] in ("VERB", "AUX") or after_stop):
            return head if names_claim(tree, head) else rows[0]
        return head if rows or tree.lemmas[head] in CLAIMS or tree.low[head] in ANAPHORS else -1
    tough = _of_tough(tree, verb)
    if tough >= 0:
        return tough
    passive = tree.kid(verb, "aux:pass") is not None
    if tree.rel(verb) == "acl" and _is_participle(tree, verb):
        return head
    if tree.rel(verb) in ("xcomp", "acl", "advcl", "csubj") and passive:
        subject = tree.kid(head, "nsubj")
        return subject if subject is not None else head if tree.rel(verb) == "acl" else -1
    waiting = verb - 4 if tree.low[verb - 3 : verb] == ["yet", "to", "be"] else -1
    if passive and waiting >= 0 and tree.rel(waiting) == tree.rel(verb) == "conj":
        subject = tree.kid(waiting, "nsubj")  # "has" and "verified" hung side by side
        return subject if subject is not None else -1
    if tree.rel(verb) == "conj" and (passive or not subjects) and head != verb:
        shared = tree.kids_of(head, "nsubj:pass") if is_passive(tree, head) else []
        return shared[0] if shared else -1
    if subjects and passive:
        return subjects[0]
    return -1


def _of_tough(tree: Tree, verb: int) -> int:
    """The subject of "impossible to verify", or the noun before "X has not been able to check"."""
    head = tree.heads[verb]
    if tree.rel(verb) not in ("xcomp", "csubj", "ccomp", "advcl") or tree.kid(verb, "mark") is None:
        return -1
    subjects = tree.kids_of(head, "nsubj")
    if tree.lemmas[head] in _TOUGH and subjects:
        return subjects[0]
    if tree.lemmas[head] in _ABLE:
        if "relcl" in tree.rels[head] and names_claim(tree, tree.heads[head]):
            return tree.heads[head]
        if subjects and names_claim(tree, subjects[0]) and tree.rel(head) in ("parataxis", "appos"):
            return subjects[0]
    return -1


def _antecedent(tree: Tree, verb: int, pronoun: int) -> int:
    """What a relative pronoun stands for, when its clause is built on a verb further up."""
    step = verb
    for _ in range(3):
        if "relcl" in tree.rels[step] and tree.upos[tree.heads[step]] in ("NOUN", "PRON"):
            return tree.heads[step]
        step = tree.heads[step]
        if step < 0:
            break
    return pronoun


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a passive auxiliary belongs to a verb."""
    return tree.kid(verb, "aux:pass") is not None


def _is_participle(tree: Tree, verb: int) -> bool:
    return tree.low[verb].endswith("ed") and not tree.kids_of(verb, "mark", "aux", "nsubj", "obj")


def topic_of(tree: Tree, word: int) -> int:
    """The clause a word has as what is known, confirmed or shown; -1 for none."""
    for kid in tree.kids_of(word, "ccomp", "acl", "csubj"):
        if kid > word and "relcl" not in tree.rels[kid] and tree.kid(kid, "nsubj") is not None:
            return kid
    return -1


def proven_of(tree: Tree, word: int) -> int:
    """What evidence would show: a clause, or "linking them to the fire"; -1 for none."""
    clause = topic_of(tree, word)
    if clause >= 0:
        return clause
    heads = [word, *(k for k in tree.kids_of(word, "nmod") if tree.low[k] == "all")]
    kids = (k for head in heads for k in tree.kids_of(head, "acl") if k > word)
    return next((k for k in kids if tree.low[k].endswith("ing")), -1)


def matter_of(tree: Tree, word: int) -> int:
    """What "of" or "for" adds to evidence or proof; -1 for nothing ("no evidence at all")."""
    return next((k for k in tree.kids_of(word, "nmod") if tree.low[k] != "all"), -1)


def is_told(tree: Tree, noun: int) -> bool:
    """Whether a noun or pronoun can stand for something told."""
    if names_claim(tree, noun) or tree.low[noun] in ANAPHORS or tree.low[noun] == "much":
        return True
    return any(names_claim(tree, k) for k in tree.kids_of(noun, "nmod", "nmod:poss", "conj"))


def names_claim(tree: Tree, noun: int) -> bool:
    """Whether a noun is one by which a text takes up what was told."""
    return tree.lemmas[noun] in CLAIMS


def is_known(tree: Tree, noun: int) -> bool:
    """Whether a noun is spoken of as known: "the date", "his identity"."""
    return any(
        tree.low[k] in DEFINITE or tree.rels[k] == "nmod:poss"
        for k in tree.kids_of(noun, "det", "nmod:poss")
    )


def who_does(tree: Tree, verb: int) -> int:
    """Who verifies or denies: the subject, or the agent of a passive; -1 for nobody named."""
    agent = tree.kid(verb, "obl:agent")
    if agent is not None or is_passive(tree, verb):
        return -1 if agent is None else agent
    step = verb
    for _ in range(3):
        subjects = [k for k in tree.kids_of(step, "nsubj") if tree.rels[k] != "nsubj:pass"]
        if subjects and not is_passive(tree, step):
            return subjects[-1]
        head = tree.heads[step]
        if head < 0 or tree.rel(step) not in ("xcomp", "conj", "advcl"):
            return -1
        step = head
    return -1


def shown(tree: Tree, word: int, run: Range, more: tuple[int, ...]) -> Range:
    """The verb with its auxiliaries, and what it speaks of, as one stretch of bounded length."""
    start, end = min(run.start, word), max(run.end, word + 1)
    here = clause(tree, word)
    for other in more:
        part = phrase(tree, other)
        low, high = min(start, part.start), max(end, part.end)
        if high - low <= LONGEST and here.start <= low and high <= here.end:
            start, end = low, high
    return Range(start, end)


def can_be_told(tree: Tree, verb: int, noun: int) -> bool:
    """Whether the object of "confirm" or "deny" is something told, done or brought about."""
    if is_told(tree, noun) or tree.upos[noun] in ("VERB", "AUX"):
        return True
    lemma = tree.lemmas[verb]
    if lemma in ("challenge", "contest", "question"):
        return False
    happens = tree.lemmas[noun] in EVENTS or tree.lemmas[noun].endswith(EVENT_ENDS)
    if lemma == "deny" and (happens or tree.lemmas[noun] in INVOLVEMENT | STATES):
        return True
    return is_event(tree, noun)


def is_event(tree: Tree, noun: int) -> bool:
    """Whether a noun can take up what was told to have happened: "the arrest"."""
    lemma = tree.lemmas[noun]
    happens = lemma in EVENTS or lemma.endswith(EVENT_ENDS)
    return happens and tree.upos[noun] == "NOUN" and is_known(tree, noun)


def is_underway(tree: Tree, verb: int) -> bool:
    """ "is checking the reports"."""
    be = any(tree.lemmas[k] == "be" for k in tree.kids_of(verb, "aux"))
    return be and tree.low[verb].endswith("ing")


def is_done(tree: Tree, word: int, run: Range) -> bool:
    """Whether a verb tells what was done; not what may, will, or is to be."""
    head, rel = tree.heads[word], tree.rel(word)
    able = rel == "xcomp" and tree.lemmas[head] in ("able", "manage")
    barred = MODALS if able else MODALS | {"to"}
    if any(tree.low[k] in barred for k in range(run.start, word)):
        return False
    if rel == "xcomp" and head >= 0 and tree.kid(word, "mark") is not None:
        return tree.lemmas[head] in ("able", "manage")
    marks = {tree.low[k] for k in tree.kids_of(word, "mark")}
    return not marks & {"if", "unless", "whether", "to"}


def either_way(tree: Tree, word: int) -> bool:
    """ "confirm or deny", "neither confirmed nor denied": nothing is settled by it."""
    low = tree.low
    window = range(max(0, word - 3), min(len(low), word + 4))
    near = {tree.lemmas[k] for k in window}
    return {"confirm", "deny"} <= near and bool({low[k] for k in window} & {"or", "nor"})


def is_aside(tree: Tree, noun: int) -> bool:
    """Whether a noun stands after a comma or dash with nothing but "a" and adjectives between."""
    start = noun
    while start > 0 and noun - start < 5 and tree.upos[start - 1] in ("DET", "ADJ", "ADV", "VERB"):
        start -= 1
    aside = start > 0 and tree.upos[start - 1] == "PUNCT" and tree.low[start] not in DEFINITE
    return aside and tree.sentence[start - 1] == tree.sentence[noun]

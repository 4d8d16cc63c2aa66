"""Whether something is told as done, planned, possible, conditional, denied or long past."""

from __future__ import annotations

from datetime import timedelta

from watchdesk.events import modal_words as words
from watchdesk.language.listed import Listed
from watchdesk.records import Interval, Modality, Time

_PAST = timedelta(days=2 * 365)
_HIGHEST = 12
"""Words over a word that are asked; below so many a text hides nothing."""
_CLAUSES = frozenset({"VERB", "AUX"})
_SHARING = frozenset({"by", "in", "while", "before", "after", "when", "on", "upon", "instead"})
"""Words before a clause without a subject that is told as the one over it."""
_Told = Modality


def of_word(listed: Listed, word: int) -> Modality:
    """How a text tells what a verb or noun of it names, from the words around and over it.

    Never ``historical``, which takes the day it happened: :func:`is_historical`.
    """
    told = _own(listed, word)
    at = word
    for _ in range(_HIGHEST):
        head = listed.heads[at]
        if head < 0:
            break
        over = _over(listed, at, head)
        if over is None:
            break
        told = _under(told, over)
        at = head
    return told


def is_historical(when: Time | None, published: Interval) -> bool:
    """Whether the time of the event ended two years or more before the article came out."""
    if when is None or when.latest is None:
        return False
    known = published.earliest or published.latest
    return known is not None and when.latest <= known - _PAST


def _under(told: Modality, over: Modality) -> Modality:
    """What becomes of a word told so under one told so."""
    if over is _Told.ASSERTED:
        return told
    if over is _Told.NEGATED and told is _Told.NEGATED:
        return _Told.ASSERTED
    if over is _Told.NEGATED or told is _Told.ASSERTED:
        return over
    return over if told is _Told.PLANNED else told


def _own(listed: Listed, word: int) -> Modality:
    """From the words that depend on it."""
    if listed.upos[word] in ("NOUN", "PROPN"):
        return _of_noun(listed, word)
    told = _auxiliaries(listed, word)
    loose = listed.rel(word) in ("root", "ccomp", "csubj", "parataxis")
    open_told = told is _Told.ASSERTED and listed.has_to(word)
    if loose and (open_told or (told is not _Told.CONDITIONAL and _is_asked(listed, word))):
        told = _Told.POSSIBLE
    if negated(listed, word):
        unable = any(listed.low[k] in words.CAN for k in listed.kids_of(word, "aux"))
        open_told = told in (_Told.POSSIBLE, _Told.CONDITIONAL) and not unable
        return told if open_told else _Told.NEGATED
    condition = _condition(listed, word)
    if condition is not None and condition is not _Told.ASSERTED:
        return condition
    if condition is None or told is not _Told.ASSERTED:
        return told
    return told


def negated(listed: Listed, word: int) -> bool:
    """Whether a word such as "not" denies it."""
    for kid in listed.kids[word]:
        low, rel = listed.low[kid], listed.rel(kid)
        if low in words.NOT and rel in ("advmod", "aux", "det", "cc", "mark", "case"):
            return not _not_only(listed, kid)
        if low in words.WITHOUT and rel in ("mark", "case"):
            return True
        if rel == "nsubj" and (low in words.NO_ONE or _has_no(listed, kid)):
            return True
        if rel == "obj" and kid > word and _has_no(listed, kid):
            return True
    shared = listed.rel(word) == "conj" and listed.heads[word] >= 0
    return (
        shared
        and listed.kid(word, "nsubj", "aux", "mark") is None
        and any(
            listed.low[k] in words.NOT and listed.rel(k) == "advmod"
            for k in listed.kids[listed.heads[word]]
            if _or_between(listed, word)
        )
    )


def _is_asked(listed: Listed, word: int) -> bool:
    """Whether it is the verb of a question to be answered by yes or no."""
    subject = listed.kid(word, "nsubj")
    if listed.heads[word] >= 0 or subject is None:
        return False
    turned = any(k < subject for k in listed.kids_of(word, "aux", "cop"))
    open_ended = any(
        listed.low[k].startswith("wh") or listed.low[k] == "how" for k in listed.kids[word]
    )
    return turned and not open_ended and listed.forms[listed.sentence_of(word).end - 1] == "?"


def _or_between(listed: Listed, word: int) -> bool:
    return any(listed.low[k] in ("or", "nor") for k in listed.kids_of(word, "cc"))


def _not_only(listed: Listed, no: int) -> bool:
    return no + 1 < len(listed) and listed.low[no + 1] in ("only", "just", "merely", "least")


def _has_no(listed: Listed, noun: int) -> bool:
    return any(listed.low[k] in ("no", "neither") for k in listed.kids_of(noun, "det"))


def _auxiliaries(listed: Listed, word: int) -> Modality:
    """What "will", "may" and their like make of a verb."""
    for kid in _aux_of(listed, word):
        low = listed.low[kid]
        if low in words.WILL:
            return _Told.PLANNED
        if low in words.WOULD and listed.lemmas[kid] != "have":
            return _Told.PLANNED if _reported(listed, word) else _Told.CONDITIONAL
        if low in words.MAY or low in words.OUGHT:
            return _Told.POSSIBLE
    if any(listed.low[k] in words.PERHAPS for k in listed.kids_of(word, "advmod")):
        return _Told.POSSIBLE
    ordered = listed.feature(word, "Mood") == "Imp" and listed.kid(word, "nsubj") is None
    return _Told.POSSIBLE if ordered and listed.upos[word] == "VERB" else _Told.ASSERTED


def _aux_of(listed: Listed, word: int) -> list[int]:
    """Its auxiliaries, or those of the verb it is joined to."""
    own = listed.kids_of(word, "aux")
    head = listed.heads[word]
    if own or listed.rel(word) != "conj" or head < 0:
        return own
    bare = listed.kid(word, "nsubj") is None and (
        listed.kid(word, "mark") is None or (listed.has_to(word) and listed.has_to(head))
    )
    if not bare or listed.upos[head] != listed.upos[word]:
        return own
    if listed.feature(word, "VerbForm") == "Fin" and listed.feature(word, "Tense") == "Past":
        return own
    return listed.kids_of(head, "aux")


def _reported(listed: Listed, word: int) -> bool:
    """Whether the clause is what somebody is told to have said."""
    at = word
    for _ in range(4):
        head = listed.heads[at]
        if head < 0:
            break
        if listed.rel(at) in ("ccomp", "parataxis") and listed.lemmas[head] in words.TELLING:
            return True
        if listed.rel(at) == "acl" and listed.upos[head] == "NOUN":
            return listed.rels[at] == "acl"
        at = head
    return any(listed.lemmas[k] in words.TELLING for k in listed.kids_of(word, "parataxis"))


def _condition(listed: Listed, word: int) -> Modality | None:
    """What "if" makes of its own clause and of the one that hangs on it."""
    for kid in listed.kids_of(word, "mark", "advmod"):
        if listed.low[kid] in words.IF:
            after = listed.low[kid - 1] if kid else ""
            return None if after in ("as", "even") else _Told.CONDITIONAL
        if listed.low[kid] in words.WHETHER:
            return _Told.POSSIBLE
    for clause in listed.kids_of(word, "advcl"):
        marks = {listed.low[k] for k in listed.kids_of(clause, "mark")}
        supposed = bool(marks & words.IF) or _is_turned(listed, clause)
        if supposed and _is_open(listed, word):
            return _Told.CONDITIONAL
    return _Told.ASSERTED


def _is_turned(listed: Listed, clause: int) -> bool:
    """ "Should the blockade continue": a condition without "if"."""
    first, subject = min(listed.kids[clause], default=clause), listed.kid(clause, "nsubj")
    return (
        listed.low[first] in ("should", "were", "had") and subject is not None and first < subject
    )


def _is_open(listed: Listed, word: int) -> bool:
    """Whether a verb is no plain past, so that an "if" can be its condition."""
    if _aux_of(listed, word) and _auxiliaries(listed, word) is not _Told.ASSERTED:
        return True
    return listed.feature(word, "Tense") != "Past" and listed.lemmas[word] in words.PLANNING


def _of_noun(listed: Listed, word: int) -> Modality:
    kids = listed.kids[word]
    before = {listed.low[k] for k in kids if k < word}
    if before & words.NOT_BEFORE and not before & {"only"}:
        return _Told.NEGATED
    if before & words.PLANNED_BEFORE:
        return _Told.PLANNED
    if before & words.POSSIBLE_BEFORE:
        return _Told.POSSIBLE
    if any(listed.low[k] == "without" for k in kids):
        return _Told.NEGATED
    if listed.kid(word, "cop") is not None:
        return _auxiliaries(listed, word) if not negated(listed, word) else _Told.NEGATED
    return _Told.ASSERTED


def _over(listed: Listed, at: int, head: int) -> Modality | None:
    """What the word over another makes of it; ``None`` where it says nothing of it."""
    rel = listed.rels[at]
    if rel == "acl:relcl":
        return None
    if listed.upos[at] in ("NOUN", "PROPN") and rel.partition(":")[0] != "conj":
        return _over_noun(listed, at, head)
    match rel.partition(":")[0]:
        case "xcomp":
            return _over_infinitive(listed, at, head)
        case "ccomp" | "csubj":
            return _over_clause(listed, at, head)
        case "acl":
            return _over_holder(listed, at, head)
        case "advcl":
            return _over_adverbial(listed, at, head)
        case "conj":
            return _over_joined(listed, at, head)
    return None


def _turned(over: Modality, told: Modality) -> Modality:
    """What a verb told so makes of what it holds, where it would make it ``told``."""
    if over is _Told.NEGATED:
        return _Told.ASSERTED if told is _Told.NEGATED else _Told.NEGATED
    return told if over is _Told.ASSERTED or told is _Told.NEGATED else over


def _over_infinitive(listed: Listed, at: int, head: int) -> Modality | None:
    lemma = listed.lemmas[head]
    over = _own(listed, head)
    if listed.upos[head] == "ADJ":
        if lemma in words.ADJECTIVES_NOT:
            return _turned(over, _Told.NEGATED)
        if lemma in words.ADJECTIVES_PLANNED:
            return _turned(over, _Told.PLANNED)
        return _turned(over, _Told.ASSERTED if lemma in words.ADJECTIVES_DONE else _Told.POSSIBLE)
    kept_from = lemma in words.FORBIDDING or not listed.has_to(at)
    if lemma in words.FAILING or (lemma in words.PREVENTING and kept_from):
        return _turned(over, _Told.NEGATED) if lemma not in ("stop",) else over
    if lemma == "go" and listed.low[head] == "going":
        return _turned(over, _Told.PLANNED)
    if lemma in words.DOING:
        return over
    if lemma in words.PLANNING:
        return _turned(over, _Told.PLANNED)
    if lemma in words.WISHING or listed.has_to(at):
        return _turned(over, _Told.POSSIBLE)
    return over


def _over_clause(listed: Listed, at: int, head: int) -> Modality | None:
    lemma = listed.lemmas[head]
    over = _own(listed, head)
    if listed.upos[head] == "ADJ" and lemma in words.ADJECTIVES_OPEN:
        return _Told.POSSIBLE
    if listed.rel(at) == "csubj":
        return None if over is _Told.NEGATED else over
    if lemma in words.DENYING:
        return _turned(over, _Told.NEGATED)
    if lemma in words.PREVENTING and listed.kid(head, "obj") is not None:
        return _turned(over, _Told.NEGATED)
    if lemma in words.OPEN_CLAUSE:
        return _turned(over, _Told.POSSIBLE) if over is not _Told.NEGATED else _Told.POSSIBLE
    return _Told.POSSIBLE if over is _Told.NEGATED else None


def _over_holder(listed: Listed, at: int, head: int) -> Modality | None:
    """A clause under a noun: "plans to sign", "a refusal to meet"."""
    if listed.upos[head] not in ("NOUN", "PROPN") or not listed.has_to(at):
        return None
    lemma = listed.lemmas[head]
    over = _of_noun(listed, head)
    if lemma in words.HOLDING_NOTHING:
        return _turned(over, _Told.NEGATED)
    if lemma in words.HOLDING_PLANS:
        return _turned(over, _Told.PLANNED)
    if any(listed.low[k] in ("first", "last", "only", "second") for k in listed.kids[head]):
        return None
    if lemma in ("first", "last"):
        return None
    return _turned(over, _Told.POSSIBLE)


def _over_adverbial(listed: Listed, at: int, head: int) -> Modality | None:
    if listed.has_to(at) and listed.feature(at, "VerbForm") != "Fin":
        return _Told.POSSIBLE  # a purpose
    marks = {listed.low[k] for k in listed.kids_of(at, "mark", "case")}
    if "for" in marks or "of" in marks:
        return None
    if "from" in marks and listed.lemmas[head] in words.PREVENTING:
        return _turned(_own(listed, head), _Told.NEGATED)
    loose = listed.kid(at, "nsubj", "aux") is None and marks <= _SHARING
    if not loose or listed.upos[head] not in _CLAUSES:
        return None
    over = _auxiliaries(listed, head)
    return _Told.ASSERTED if negated(listed, head) else over


def _over_joined(listed: Listed, at: int, head: int) -> Modality | None:
    """What stands over the first of several stands over the others, too."""
    if listed.kid(at, "nsubj") is not None and listed.rel(head) not in ("ccomp", "xcomp", "advcl"):
        return None
    if listed.kid(at, "nsubj", "aux") is None and listed.feature(at, "Tense") != "Past":
        over = _auxiliaries(listed, head)
        if over is not _Told.ASSERTED:
            return over
    condition = _condition(listed, head)
    return condition if condition in (_Told.CONDITIONAL, _Told.POSSIBLE) else _Told.ASSERTED


def _over_noun(listed: Listed, at: int, head: int) -> Modality | None:
    rel = listed.rel(at)
    lemma = listed.lemmas[head]
    if listed.upos[head] in ("NOUN", "PROPN") and rel in ("nmod", "compound"):
        if rel == "nmod" and listed.rels[at] == "nmod:poss":
            return None
        case = {listed.low[k] for k in listed.kids_of(at, "case")}
        if not case <= {"of", "for", "to", "about"}:
            return None
        over = _of_noun(listed, head)
        if lemma in words.HOLDING_NOTHING:
            return _turned(over, _Told.NEGATED)
        if lemma in words.HOLDING_PLANS:
            return _turned(over, _Told.PLANNED)
        if lemma in words.HOLDING_WISHES:
            return _turned(over, _Told.POSSIBLE)
        return None
    if listed.upos[head] != "VERB" or rel not in ("obj", "nsubj", "obl"):
        return None
    return _over_argument(listed, at, head)


def _over_argument(listed: Listed, at: int, head: int) -> Modality | None:
    """What a verb says of the noun it is done to: "prevented an attack", "talks will be held"."""
    lemma, rels = listed.lemmas[head], listed.rels[at]
    over = _auxiliaries(listed, head) if _has_no(listed, at) else _own(listed, head)
    done_to = rels.startswith("obj") or rels == "nsubj:pass"
    case = {listed.low[k] for k in listed.kids_of(at, "case")}
    if rels.startswith("obl"):
        wished = lemma in words.WISHING and case & {"for", "on"}
        return _turned(over, _Told.POSSIBLE) if wished else None
    if done_to and lemma in words.PREVENTING | words.DENYING:
        return _turned(over, _Told.NEGATED)
    if done_to and lemma in words.PLANNING | {"order", "authorize", "authorise"}:
        return _turned(over, _Told.PLANNED)
    if done_to and lemma in words.WISHING | words.ALLOWING:
        return _turned(over, _Told.POSSIBLE)
    return over if lemma in words.CARRYING else None

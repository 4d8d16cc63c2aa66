"""How it is told that something was said, and which words weaken what was said."""

from __future__ import annotations

from collections.abc import Iterable

from watchdesk.attribution.found import Found
from watchdesk.attribution.lexicon import QUESTIONING
from watchdesk.attribution.standing_words import ASKING, NEGATIONS, group
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act, Telling

_MOST_HEDGES = 12
"""Hedges kept of one content."""
_LOOKED_AT = 400
"""Words of a content that are looked at for hedges."""


def telling_of(tree: Tree, one: Found) -> Telling:
    """Whether it was said, may have been, will or would be, was not, or is asked."""
    if one.head < 0 or one.kind in _TOLD:
        return Telling.ASSERTED
    if tree.upos[one.head] not in ("VERB", "AUX"):
        return _of_noun(tree, one.head)
    if _is_asked(tree, one):
        return Telling.QUESTION
    step, told = one.head, Telling.ASSERTED
    for _ in range(4):
        found = _of_verb(tree, one, step)
        if found is not Telling.ASSERTED:
            told = found if told is Telling.ASSERTED else told
        head = tree.heads[step]
        if head < 0 or tree.rel(step) not in ("xcomp", "conj", "advcl", "ccomp", "acl"):
            break
        if tree.rel(step) in ("advcl", "ccomp", "acl"):
            governed = _governed(tree, step, head)
            return governed if told is Telling.ASSERTED else told
        if tree.rel(step) == "conj":
            if tree.kids_of(step, "nsubj", "aux", "mark"):
                break
        elif told is Telling.ASSERTED:
            told = _governed(tree, step, head)
        step = head
    return told


def mood_of(tree: Tree, one: Found) -> Telling:
    """How the content is told; of several sentences only what is true of all."""
    moods = {
        _mood(tree, one, Range(low, high))
        for content in one.content[:2]
        for low, high in _sentences(tree, content)
        if any(tree.is_word(k) for k in range(low, high))
    }
    return moods.pop() if len(moods) == 1 else Telling.ASSERTED


def _sentences(tree: Tree, words: Range) -> list[Range]:
    """The first few sentences of a stretch, cut at its ends."""
    found: list[Range] = []
    start = words.start
    while start < words.end and len(found) < 3:
        end = min(words.end, tree.sentence_of(start).end)
        found.append(Range(start, end))
        start = end
    return found


def _mood(tree: Tree, one: Found, words: Range) -> Telling:
    top = top_of(tree, words)
    if top < 0:
        return Telling.ASSERTED
    if _is_question(tree, one, words, top):
        return Telling.QUESTION
    if _has_condition(tree, words, top):
        return Telling.CONDITIONAL
    run = group(tree, top)
    low = {tree.low[k] for k in range(max(run.start, words.start), top)}
    low |= {tree.low[k] for k in tree.kids_of(top, "aux")}
    if _refusals(tree, top, run) or _lacks(tree, top):
        return Telling.NEGATED
    if low & _MAY:
        return Telling.POSSIBLE
    if low & {"to"} and (low & {"have", "having"} or tree.low[top].endswith("ing")):
        low -= {"to"}  # "claimed to have freed", "confessed to stealing": it is told as done
    return Telling.PLANNED if low & (_WILL | {"would", "to"}) else Telling.ASSERTED


def top_of(tree: Tree, words: Range) -> int:
    """The first word of a stretch that depends on none in it; -1 for none."""
    for word in range(words.start, min(words.end, words.start + _TOPS)):
        if not words.start <= tree.heads[word] < words.end and tree.is_word(word):
            if tree.rel(word) in ("advcl", "mark", "case") and tree.heads[word] >= 0:
                continue
            return word
    return -1


def _is_question(tree: Tree, one: Found, words: Range, top: int) -> bool:
    if any(tree.forms[k] == "?" for k in range(max(words.start, words.end - 3), words.end)):
        return True
    first = tree.low[words.start]
    marks = {tree.low[k] for k in tree.kids_of(top, "mark")}
    asks = one.head >= 0 and tree.lemmas[one.head] in _WONDERING
    if "whether" in marks or first == "whether":
        return True
    return asks and (first in QUESTIONING or bool(marks & ASKING))


def _has_condition(tree: Tree, words: Range, top: int) -> bool:
    """Whether what is said hangs on an "if" or "unless"."""
    for word in range(words.start, min(words.end, words.start + _LOOKED_AT)):
        if tree.low[word] not in ("if", "unless", "provided") or tree.rel(word) != "mark":
            continue
        if word > words.start and tree.low[word - 1] in ("even", "as", "only"):
            continue
        clause = tree.heads[word]
        if tree.rel(clause) != "advcl":
            continue
        held = tree.heads[clause]
        for _ in range(3):
            if held == top or not words.start <= held < words.end:
                return True
            if tree.rel(held) not in ("xcomp", "ccomp", "conj", "advcl"):
                break
            held = tree.heads[held]
    return False


def _lacks(tree: Tree, top: int) -> bool:
    """ "had no plans", "saw nothing"."""
    return any(
        tree.low[k] in ("nothing", "nobody", "none")
        or any(tree.low[d] == "no" for d in tree.kids_of(k, "det"))
        for k in tree.kids_of(top, "obj")
    )


def _of_verb(tree: Tree, one: Found, verb: int) -> Telling:
    run = group(tree, verb)
    low = {tree.low[k] for k in range(run.start, verb)}
    low |= {tree.low[k] for k in tree.kids_of(verb, "aux")}
    refusals = _refusals(tree, verb, run)
    marks = {tree.low[k] for k in tree.kids_of(verb, "mark", "advmod")}
    if marks & ASKING | marks & {"unless"}:
        head = tree.heads[verb]
        asked = head >= 0 and tree.lemmas[head] in _WONDERING
        return Telling.QUESTION if "whether" in marks or asked else Telling.CONDITIONAL
    if refusals and not (low & {"only", "just"}):
        if verb == one.head and tree.lemmas[verb] in _RAISING and one.act is Act.BELIEF:
            return Telling.ASSERTED
        return Telling.NEGATED
    if low & _MAY:
        return Telling.POSSIBLE
    if low & _WILL:
        return Telling.PLANNED
    only = bool(low & {"only", "just"}) or tree.low[verb + 1 : verb + 2] == ["only"]
    if low & {"would", "’d"} and not only:
        relayed = one.parent is not None and tree.quote[verb] < 0
        if relayed and "have" not in low:
            return Telling.PLANNED
        return Telling.CONDITIONAL
    if low & _PERHAPS:
        return Telling.POSSIBLE
    return Telling.ASSERTED


def _refusals(tree: Tree, verb: int, run: Range) -> list[int]:
    """Negations of the verb itself, without those of the verbs it depends on."""
    found = [k for k in range(run.start, verb) if tree.low[k] in NEGATIONS]
    found += [k for k in tree.kids_of(verb, "advmod", "cc") if tree.low[k] in NEGATIONS]
    for kid in tree.kids_of(verb, "nsubj"):
        if tree.low[kid] in NEGATIONS:
            found.append(kid)
        found += [k for k in tree.kids_of(kid, "det") if tree.low[k] in ("no", "neither")]
    return found


def _governed(tree: Tree, verb: int, head: int) -> Telling:
    """What the verb a telling depends on makes of it ("refused to say", "is expected to say")."""
    lemma, rel = tree.lemmas[head], tree.rel(verb)
    if rel == "xcomp" or tree.kid(verb, "mark") is not None:
        to = any(tree.low[k] in ("to", "of", "from") for k in tree.kids_of(verb, "mark", "case"))
        if to and lemma in _REFUSING:
            return Telling.NEGATED
        planned = lemma in _PLANNING or tree.low[head] == "going"
        if to and planned and tree.rel(verb) in ("xcomp", "ccomp"):
            return Telling.PLANNED
        if to and lemma in _SEEMING:
            return Telling.POSSIBLE
        if to and lemma in _BIDDING and rel in ("xcomp", "ccomp", "advcl"):
            return Telling.POSSIBLE
        if _stops_short(tree, head):
            return Telling.NEGATED
    return Telling.ASSERTED


def _stops_short(tree: Tree, head: int) -> bool:
    """ "stopped short of saying", whether the saying hangs on the one word or on the other."""
    if tree.low[head] == "short":
        above = tree.heads[head]
        return above >= 0 and tree.lemmas[above] == "stop"
    return tree.lemmas[head] == "stop" and any(tree.low[k] == "short" for k in tree.kids[head])


def _of_noun(tree: Tree, noun: int) -> Telling:
    """ "no suggestion that" was not made; "any claim that" may not have been."""
    words = {tree.low[k] for k in tree.kids_of(noun, "det")}
    if "no" in words:
        return Telling.NEGATED
    return Telling.POSSIBLE if "any" in words else Telling.ASSERTED


def _is_asked(tree: Tree, one: Found) -> bool:
    """Whether the sentence asks, with an auxiliary before the subject of the cue."""
    sentence = tree.sentence_of(one.head)
    last = sentence.end - 1
    while last > sentence.start and tree.forms[last] in ("”", '"', "’", "''", ")"):
        last -= 1
    if tree.forms[last] != "?" or any(
        c.start <= last < c.end for c in one.content if _quoted(tree, c)
    ):
        return False
    subjects = [k for k in tree.kids_of(one.head, "nsubj") if k < one.head]
    helpers = tree.kids_of(one.head, "aux")
    return bool(subjects and helpers) and min(helpers) < min(subjects)


def _quoted(tree: Tree, words: Range) -> bool:
    return tree.quote[words.start] >= 0


def is_raised(tree: Tree, one: Found) -> bool:
    """Whether "does not believe that S" says that S is held untrue."""
    if one.act is not Act.BELIEF or one.head < 0 or tree.lemmas[one.head] not in _RAISING:
        return False
    run = group(tree, one.head)
    return bool(_refusals(tree, one.head, run))


def hedges_of(tree: Tree, one: Found, inner: Iterable[Range]) -> tuple[Range, ...]:
    """Words that weaken the content, in order; not those of what others say inside it."""
    taken = [words for words in inner if not any(c == words for c in one.content)]
    found = list(_around(tree, one))
    left = _LOOKED_AT
    for content in one.content:
        for word in range(content.start, min(content.end, content.start + left)):
            hedge = _hedge_at(tree, word)
            if hedge is not None and not any(t.start <= word < t.end for t in taken):
                found.append(hedge)
        left -= min(left, content.end - content.start)
    return tuple(dict.fromkeys(sorted(found)))[:_MOST_HEDGES]


def _around(tree: Tree, one: Found) -> Iterable[Range]:
    """Hedges on the cue itself: "apparently said"."""
    if one.cue is not None:
        for word in range(one.cue.start, min(one.cue.end, one.cue.start + _LONGEST_CUE)):
            if tree.low[word] in _ADVERBS and word != one.head:
                yield Range(word, word + 1)


def _hedge_at(tree: Tree, word: int) -> Range | None:
    low, kind = tree.low[word], tree.upos[word]
    if low in _ADVERBS and kind in ("ADV", "ADJ"):
        return Range(word, word + 1)
    if low in ("may", "might", "could") and kind == "AUX":
        follows = word + 1 < len(tree) and tree.low[word + 1] in NEGATIONS
        return None if low == "could" and follows else Range(word, word + 1)
    if tree.lemmas[word] in _SEEMING and kind == "VERB":
        return (
            Range(word, word + 1) if tree.kid(word, "xcomp", "ccomp", "csubj") is not None else None
        )
    if low == "possible" and kind == "ADJ" and tree.rel(word) != "amod":
        return Range(word, word + 1)
    return None


_LONGEST_CUE = 12
_TOPS = 60
_TOLD = frozenset({"accord", "adverb", "adjective", "label", "silence"})
"""Kinds of attributions that say themselves that something was told."""
_MAY = frozenset({"may", "might", "could"})
_WILL = frozenset({"will", "'ll", "’ll", "shall"})
_PERHAPS = frozenset({"perhaps", "possibly", "probably", "maybe"})
_RAISING = frozenset({"believe", "think", "expect", "suppose"})
_WONDERING = frozenset({"ask", "wonder", "know", "inquire", "clear", "unclear"})
_REFUSING = frozenset(
    "unable unwilling decline refuse fail avoid forget neglect hesitate omit refrain".split()
)
_PLANNING = frozenset(
    "expect due plan intend schedule set prepare likely ready poise vow want hope mean".split()
)
_SEEMING = frozenset({"appear", "seem"})
_BIDDING = frozenset("urge ask press pressure request order want persuade".split())
_ADVERBS = frozenset(
    "apparently possibly probably likely perhaps maybe seemingly presumably reportedly allegedly "
    "supposedly purportedly evidently conceivably potentially arguably".split()
)
_NUMBERS = frozenset("half dozens scores hundreds thousands tens millions dozen hundred".split())

"""Words that speak of telling, and small looks at the words around one."""

from __future__ import annotations

from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_CLAIMS = frozenset(
    "claim news account allegation report accusation assertion statement figure charge detail "
    "footage video image picture photograph photo number toll information story tally "
    "estimate version remark comment rumour rumours rumor testimony document authenticity "
    "veracity accuracy contention insinuation suggestion data recording transcript narrative "
    "message announcement characterization characterisation finding".split()
)
CLAIMS = _CLAIMS | {f"{word}s" for word in _CLAIMS}
"""Nouns by which a text takes up something told before, plurals the tagger took for singulars
among them."""
ANAPHORS = frozenset(
    "it this that these those they them none neither nothing both which something".split()
)
"""Pronouns that can do the same."""
INVOLVEMENT = frozenset(
    "involvement responsibility wrongdoing role guilt part knowledge link connection complicity "
    "liability".split()
)
"""What those deny of whom something is told."""
EVIDENCE = frozenset("evidence proof confirmation corroboration verification".split())
GIVING = frozenset(
    "give offer provide present cite produce show supply furnish release share see find".split()
)
"""Verbs whose object can be evidence."""
NEGATIONS = frozenset("not n't n’t never neither nor no none nobody nothing hardly cannot".split())
MODALS = frozenset("may might could would should will 'll ’ll shall must can wo ca".split())
DEFINITE = frozenset("the this that these those its his her their".split())
ASKING = frozenset({"whether", "if"})
_UNABLE = frozenset("unable impossible fail difficult hard struggle impossible".split())
_GROUP = frozenset({"AUX", "PART", "ADV"})
_IN_GROUP = frozenset("able unable to be been being yet neither".split())
_LONGEST_GROUP = 12
_LONGEST_PHRASE = 12
_LONGEST_CLAUSE = 60


def group(tree: Tree, verb: int) -> Range:
    """A verb with the auxiliaries, particles and adverbs right before it."""
    start = verb
    first = max(tree.sentence_of(verb).start, verb - _LONGEST_GROUP)
    while start > first and _helps(tree, start - 1):
        start -= 1
    while start < verb and tree.upos[start] == "ADV" and tree.low[start] not in NEGATIONS:
        start += 1
    return Range(start, verb + 1)


def _helps(tree: Tree, word: int) -> bool:
    if tree.upos[word] in _GROUP or tree.low[word] in _IN_GROUP:
        return True
    return tree.lemmas[word] == "have" and tree.low[word + 1] == "yet"


def negations(tree: Tree, verb: int, run: Range) -> list[int]:
    """The words that make a verb's clause negative, its helpers and subject included."""
    low = tree.low
    found = [k for k in range(run.start, verb) if low[k] in NEGATIONS or low[k] == "unable"]
    found += [k for k in range(run.start, verb - 1) if low[k] == "yet" and low[k + 1] == "to"]
    step = verb
    for _ in range(3):
        found += [k for k in tree.kids_of(step, "advmod", "det") if low[k] in NEGATIONS]
        for kid in tree.kids_of(step, "nsubj"):
            found += _none_of(tree, kid)
        head = tree.heads[step]
        if head >= 0 and tree.rel(step) == "acl" and tree.lemmas[head] in ("way", "means"):
            found += _none_of(tree, head)
        if head < 0 or tree.rel(step) not in ("xcomp", "csubj", "ccomp", "conj", "advcl"):
            break
        if tree.lemmas[head] in _UNABLE and tree.rel(step) != "conj":
            found.append(head)
        if tree.rel(step) == "conj" and not _shares_helpers(tree, step):
            break
        purpose = tree.rel(step) == "advcl" and any(
            low[k] == "to" for k in tree.kids_of(step, "mark")
        )
        able = tree.lemmas[head] in _UNABLE | {"able"}
        if tree.rel(step) in ("ccomp", "advcl") and not (able or purpose):
            break
        step = head
    return sorted(set(found))


def _none_of(tree: Tree, noun: int) -> list[int]:
    if tree.low[noun] in NEGATIONS:
        return [noun]
    return [k for k in tree.kids_of(noun, "det", "cc") if tree.low[k] in NEGATIONS]


def _shares_helpers(tree: Tree, verb: int) -> bool:
    """Whether a joined verb has no subject and no helpers of its own ("verified or confirmed")."""
    return not tree.kids_of(verb, "nsubj", "aux")


def phrase(tree: Tree, word: int) -> Range:
    """A noun with what stands before it and belongs to it, and an "of …" right after it."""
    start = end = word
    first, last = tree.sentence_of(word)
    for kid in tree.kids[word][:_LONGEST_PHRASE]:
        if first <= kid < word and tree.rel(kid) in _BEFORE and word - kid < _LONGEST_PHRASE:
            start = min(start, kid)
    for kid in tree.kids_of(word, "nmod")[:3]:
        if word < kid < min(last, word + 6):
            end = max(end, kid)
    return Range(start, end + 1)


_BEFORE = frozenset({"det", "amod", "nmod", "compound", "nummod", "advmod", "case"})


def clause(tree: Tree, word: int) -> Range:
    """The stretch of a word's sentence around it, of bounded length."""
    start, end = tree.sentence_of(word)
    return Range(max(start, word - _LONGEST_CLAUSE), min(end, word + _LONGEST_CLAUSE))

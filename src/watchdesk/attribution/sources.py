"""Who stands beside a cue: subjects, agents, and the noun phrases they head."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.attribution.lexicon import VENUES, WHEN
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_NAMING = frozenset({"DET", "PROPN", "NUM"})
_NOT_IN_NAMES = frozenset("that this yesterday today tomorrow then now".split())
_CLAUSAL = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})
_ISSUED = frozenset(
    "statement response reply letter email e-mail message tweet post release memo note report "
    "communique declaration advisory notice appeal answer cable dispatch".split()
)
_OPEN = frozenset("those anyone everyone someone anybody somebody one many some most few".split())
_ABOUT = frozenset("nearly about almost more less just over under roughly some around only".split())
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DEEPEST = 6
"""Steps from a verb to the subject it shares."""
_LONGEST = 60
"""Words of a source; a longer one is a fault of the tree."""
_NEEDING = frozenset({"tell", "inform", "notify", "remind", "assure"})
"""Verbs that tell a listener; without one, their subject is who is told."""
_PERCEIVING = frozenset({"hear", "see", "watch"})
"""Verbs whose object does what the clause after it tells: "heard officials say"."""
_EXPLETIVES = frozenset({"it", "that", "there", "this", "which", "what", "these", "those"})


class Subject(NamedTuple):
    """Whose verb it is."""

    head: int
    passive: bool
    """The verb is done to it."""


def subject_of(tree: Tree, verb: int, depth: int = 0) -> Subject | None:
    """The subject of a verb, its own or one it shares with the verb it hangs on."""
    own = _own_subject(tree, verb)
    if own is not None:
        return own if own.head >= tree.sentence_of(own.head).start else _not_dateline(tree, verb)
    head, rel = tree.heads[verb], tree.rel(verb)
    if head < 0 or depth > _DEEPEST:
        return None
    if rel == "conj" and tree.upos[head] in _CLAUSAL:
        shared = subject_of(tree, head, depth + 1)
        if shared is None:
            return None
        done_to = tree.kid(verb, "aux:pass") is not None or _shares_passive(tree, verb, head)
        return Subject(shared.head, shared.passive and done_to)
    if rel == "ccomp" and tree.lemmas[head] in _PERCEIVING:
        heard = tree.kid(head, "obj")
        return None if heard is None else Subject(heard, False)
    if rel == "xcomp":
        listener = tree.kid(head, "obj", "iobj")
        if listener is not None and tree.lemmas[head] not in ("promise", "vow", "threaten"):
            return Subject(listener, False)
        return _active(subject_of(tree, head, depth + 1))
    if rel in ("advcl", "parataxis", "dep") and (_is_ing(tree, verb) or tree.has_to(verb)):
        return _active(subject_of(tree, head, depth + 1))
    if tree.rels[verb] == "acl" and _is_ing(tree, verb):
        if tree.kid(verb, "mark") is not None:
            return _bearer(tree, head)
        return _main_subject(tree, verb) or _issuer(tree, head) or Subject(head, False)
    if tree.rels[verb] == "acl" and tree.has_to(verb):
        owner = tree.kid(head, "nmod:poss")
        if owner is not None:
            return Subject(owner, False)
    return None


def _bearer(tree: Tree, noun: int) -> Subject | None:
    """Who faces the "criticism for telling …": not the noun, but whom its verb speaks of."""
    verb = tree.heads[noun]
    if verb < 0 or tree.rel(noun) not in ("obj", "obl") or tree.upos[verb] != "VERB":
        return None
    return _active(_own_subject(tree, verb))


def _issuer(tree: Tree, document: int) -> Subject | None:
    """Who "issued a statement saying …"."""
    verb = tree.heads[document]
    issued = tree.rel(document) == "obj" and verb >= 0 and tree.lemmas[document] in _ISSUED
    if not issued or tree.kid(verb, "aux:pass") is not None:
        return None
    own = _own_subject(tree, verb)
    return own if own is not None and not own.passive else None


def _main_subject(tree: Tree, verb: int) -> Subject | None:
    """Whose "…, warning that" it is, set off by a comma: the main clause's subject."""
    if tree.forms[verb - 1] != "," and tree.quote[verb - 1] < 0:
        return None
    root = next((k for k in range(*tree.sentence_of(verb)) if tree.heads[k] < 0), None)
    if root is None or root == verb or tree.upos[root] not in ("VERB", "AUX"):
        return None
    own = _own_subject(tree, root)
    return _active(own) if own is not None and tree.quote[own.head] < 0 else None


def _not_dateline(tree: Tree, verb: int) -> Subject | None:
    """The noun before a verb, or else the first of its sentence, whose dateline the tree takes
    for the subject."""
    beside = nearest(tree, verb, inverted=False)
    if beside is not None:
        return Subject(beside, False)
    start = tree.sentence_of(verb).start
    nouns = (k for k in range(start, verb) if tree.upos[k] in ("PROPN", "NOUN", "PRON"))
    first = next(nouns, None)
    if first is None:
        return None
    return Subject(_topmost(tree, first, Range(start, verb)), False)


def _shares_passive(tree: Tree, verb: int, head: int) -> bool:
    """Whether a joined verb leaves out its "were": "were denied entry and denied bail"."""
    if tree.lemmas[verb] == tree.lemmas[head]:
        return True
    return tree.lemmas[verb] in _NEEDING and tree.kid(verb, "obj", "iobj") is None


def _own_subject(tree: Tree, verb: int) -> Subject | None:
    own = [k for k in tree.kids[verb] if tree.rels[k] == "nsubj"]
    if own:
        return Subject(_nearer(tree, own, verb), False)
    for kid in tree.kids[verb]:
        if tree.rels[kid] == "nsubj:outer":
            return Subject(kid, False)
    done_to = [k for k in tree.kids[verb] if tree.rels[k] in ("nsubj:pass", "csubj:pass")]
    return Subject(_nearer(tree, done_to, verb), True) if done_to else None


def _nearer(tree: Tree, subjects: list[int], verb: int) -> int:
    """Of two subjects of one verb that a comma parts, the one right before it."""
    first, last = subjects[0], subjects[-1]
    parted = first < last < verb and any(tree.forms[k] == "," for k in range(first, last))
    return last if parted else first


def _active(subject: Subject | None) -> Subject | None:
    return None if subject is None else Subject(subject.head, False)


def _is_ing(tree: Tree, word: int) -> bool:
    return tree.low[word].endswith("ing")


def is_expletive(tree: Tree, head: int) -> bool:
    """Whether a subject is a mere placeholder or pointer."""
    return tree.low[head] in _EXPLETIVES


def agent_of(tree: Tree, verb: int) -> int | None:
    """The head of "by …" after a passive."""
    for kid in tree.kids[verb]:
        if tree.rels[kid] == "obl:agent":
            return kid
        if tree.rel(kid) == "obl" and any(tree.low[k] == "by" for k in tree.kids_of(kid, "case")):
            return kid
    return None


def phrase(tree: Tree, head: int) -> Range:
    """The noun phrase of a head, with title, apposition and relative clause."""
    members = set(tree.under(head, _outside(tree, head)))
    start = end = head
    first = tree.sentence_of(head).start
    while start > first and start - 1 in members:
        start -= 1
    while end + 1 in members or (_owns(tree, end + 1) and end + 2 in members):
        end += 1
    end += 1
    start = _after_verb(tree, head, _with_titles(tree, head, start))
    while end < len(tree) and _goes_on(tree, head, end):
        end += 1
    while start < head and _opens_nothing(tree, start):
        start += 1
    if end - 1 > head and tree.low[end - 1] in _POSSESSIVE:
        end -= 1
    while end - 1 > head and tree.upos[end - 1] == "PUNCT" and tree.forms[end - 1] not in ')”"':
        end -= 1
    return Range(start, end) if end - start <= _LONGEST else Range(head, head + 1)


def _owns(tree: Tree, word: int) -> bool:
    """Whether a word is the mark of an owner, which the tree may hang far away."""
    return word < len(tree) and tree.low[word] in ("'s", "’s") and tree.upos[word] == "PART"


def _opens_nothing(tree: Tree, word: int) -> bool:
    """Whether a word at the edge of a phrase is no part of it."""
    if tree.upos[word] == "CCONJ":
        return tree.rels[word] != "cc:preconj"
    return tree.upos[word] == "PUNCT" and tree.forms[word] not in '“"'


def _outside(tree: Tree, head: int) -> set[int]:
    """Dependents of a head that are no part of its noun phrase."""
    out = set()
    for kid in tree.kids[head]:
        rel = tree.rel(kid)
        before = kid < head and rel in ("case", "cc", "mark") and tree.rels[kid] != "cc:preconj"
        clause = rel in ("parataxis", "nsubj", "cop", "aux", "ccomp")
        told_on = rel == "conj" and tree.upos[kid] in ("VERB", "AUX") and tree.upos[head] != "VERB"
        pointed = tree.upos[head] == "PRON" and tree.rels[kid] == "acl:relcl"
        pointed = pointed and tree.low[head] not in _OPEN
        if before or clause or told_on or pointed or _is_aside(tree, head, kid):
            out.add(kid)
    return out


def _is_aside(tree: Tree, head: int, kid: int) -> bool:
    """Whether a dependent only tells more of somebody named, or when and in what they spoke."""
    rel = tree.rel(kid)
    if rel == "advmod" and tree.low[kid] in _ABOUT:
        return False
    if rel == "advmod" and kid < head and tree.upos[head] in ("PROPN", "NOUN", "PRON"):
        return kid == min(tree.under(head))
    if rel == "nmod" and kid > head:
        case = tree.kid(kid, "case")
        return (
            case is not None
            and tree.low[case] in ("on", "in", "at", "during", "after")
            and (tree.lemmas[kid] in WHEN or tree.lemmas[kid] in VENUES)
        )
    return rel in ("nmod:unmarked", "obl:unmarked") and tree.lemmas[kid] in WHEN


def _after_verb(tree: Tree, head: int, start: int) -> int:
    """Where a phrase begins that has run over the verb of a clause before it."""
    for k in range(head - 1, start - 1, -1):
        clause = tree.upos[k] in ("VERB", "AUX") and tree.rel(k) not in ("amod", "acl", "compound")
        if clause and tree.syntax.feature(k, "VerbForm") == "Fin":
            start = k + 1
            while start < head and tree.upos[start] in ("CCONJ", "PUNCT", "SCONJ"):
                start += 1
            break
    return start


def _with_titles(tree: Tree, head: int, start: int) -> int:
    """Further left over names, articles and numbers the tree hung elsewhere."""
    first = tree.sentence_of(head).start
    while start - 1 >= first:
        left = start - 1
        fits = (
            tree.upos[left] in _NAMING
            and tree.upos[head] != "PRON"
            and tree.upos[start] != "DET"
            and tree.quote[left] == tree.quote[start]
            and tree.low[left] not in _NOT_IN_NAMES
            and not (tree.upos[left] == "PROPN" and 0 <= tree.heads[left] < left)
        )
        if not fits:
            break
        start = left
    return start


def _goes_on(tree: Tree, head: int, end: int) -> bool:
    """Whether a name right behind a phrase belongs to it: "former envoy Ivan Orsk"."""
    return (
        tree.sentence[end] == tree.sentence[head]
        and tree.upos[end] == "PROPN"
        and tree.upos[end - 1] in ("PROPN", "NOUN")
        and tree.lemmas[end] not in WHEN
        and tree.quote[end] == tree.quote[end - 1]
    )


def nearest(tree: Tree, verb: int, *, inverted: bool) -> int | None:
    """The head of the noun phrase right beside a verb whose subject the tree does not give.

    ``inverted`` lets it stand behind the verb, after what was said: "…, said Ana Petrova".
    """
    sentence = tree.sentence_of(verb)
    if inverted and verb > sentence.start and _after_speech(tree, verb):
        for word in range(verb + 1, min(verb + 4, sentence.end)):
            if tree.upos[word] in ("PROPN", "NOUN", "PRON") and tree.quote[word] < 0:
                return _topmost(tree, word, Range(verb + 1, min(verb + 10, sentence.end)))
    left = verb - 1
    while left >= sentence.start and tree.upos[left] in ("AUX", "ADV", "PART"):
        left -= 1
    if left > sentence.start and tree.forms[left] == "," and tree.quote[left] < 0:
        left -= 1  # "its commander, Ivan Orsk, told …"
    if left < sentence.start or tree.quote[left] >= 0:
        return None
    named = tree.upos[left] in ("PROPN", "NOUN", "PRON")
    return _topmost(tree, left, Range(sentence.start, verb)) if named else None


def _after_speech(tree: Tree, verb: int) -> bool:
    told = tree.quote[verb - 1] >= 0 or tree.forms[verb - 1] == ","
    return told and not tree.lines[verb]


def _topmost(tree: Tree, word: int, within: Range) -> int:
    """The noun a noun belongs to, as long as that stands in ``within``."""
    for _ in range(_DEEPEST):
        head = tree.heads[word]
        inside = within.start <= head < within.end and tree.quote[head] < 0
        apart = tree.rel(word) == "parataxis"
        if not inside or apart or tree.upos[head] not in ("PROPN", "NOUN"):
            break
        word = head
    return word


def up_to_cue(tree: Tree, source: Range, cue: Range) -> Range:
    """A source with what stands between it and its cue, when that can only be part of it."""
    between = range(source.end, cue.start)
    if not 0 < len(between) < 14:
        return source
    if all(tree.upos[k] == "PROPN" for k in between):
        return Range(source.start, cue.start)
    first, last = between[0], between[-1]
    if (
        tree.forms[first] in (",", "—", "–", "(", "-")
        and tree.upos[last] == "PUNCT"
        and len(between) > 3
    ):
        if _is_apposition(tree, Range(first + 1, last)):
            return Range(source.start, last)
        return source
    kinds = {tree.upos[k] for k in between}
    if tree.low[first] == "of" and kinds <= {"ADP", "PROPN", "NOUN", "DET", "ADJ"}:
        placed = any(tree.low[k] in ("on", "in", "at") for k in between)
        return source if placed else Range(source.start, cue.start)
    return source


def _is_apposition(tree: Tree, words: Range) -> bool:
    inner = range(*words)
    return (
        any(tree.upos[k] in ("PROPN", "NOUN") for k in inner)
        and not any(tree.upos[k] in ("VERB", "AUX") for k in inner)
        and tree.upos[words.start] not in ("ADV", "ADP")
        and not any(
            tree.rels[k].endswith("tmod") or tree.rels[k].endswith("unmarked") for k in inner
        )
    )

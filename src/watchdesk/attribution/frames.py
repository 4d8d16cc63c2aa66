"""What a cue verb tells, by the frame the table gives it."""

from __future__ import annotations

from watchdesk.attribution.cue_verb import Verb, is_ing
from watchdesk.attribution.cues import Cue
from watchdesk.attribution.holders import is_deed
from watchdesk.attribution.lexicon import TIMELY, WHEN
from watchdesk.attribution.sources import is_expletive
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_TELLING = frozenset({Act.SPEECH, Act.WRITING})
_FORWARDING = frozenset({"continue", "begin", "start"})
_WITH_OBJECT = frozenset(
    "call describe portray characterize characterise label dub brand depict paint denounce deride "
    "cite see view regard consider deem accuse charge blame criticize criticise praise attack "
    "credit slam blast condemn thank congratulate mock warn remind inform notify".split()
)
_NAMING = frozenset("call dub label brand".split())
"""Verbs that tell nothing without what somebody or something is called."""
_ASIDE = 4
"""Words, such as a day, between a verb and its preposition."""
_CHARGES = frozenset({"obl", "advcl", "nmod", "acl"})
_CHARGED = 12
"""Words between "accused" and the "of" of the charge."""
_OF_OBJECT = frozenset("of as for against over".split())


def by_frame(verb: Verb) -> tuple[list[Range], str]:
    """What the tree hangs under a verb in a frame it has, and the kind of frame."""
    tree, at = verb.tree, verb.at
    clauses = tree.kids_of(at, "ccomp")
    infinitives = tree.kids_of(at, "xcomp") or asked_for(tree, verb.entry, at)
    objects = tree.kids_of(at, "obj")
    objects = [k for k in objects if k > at] or objects
    telling = verb.has("clause")
    if telling and _is_as_clause(tree, at) and not clauses:
        return _vouched(tree, at), "vouched"
    if clauses and (telling or (verb.has("object") and not verb.has("to"))):
        words = [w for c in clauses for w in tree.under(c)]
        words += [w for x in infinitives if x > at and verb.has("to") for w in tree.under(x)]
        return tree.runs(words), "clause"
    listening = verb.has("listener") or not objects
    set_apart = tree.rel(at) == "parataxis" and tree.heads[at] >= 0 and not is_ing(tree, at)
    if telling and set_apart and listening:
        head = tree.heads[at]
        apart = [k for k in tree.kids[head] if tree.rel(k) == "parataxis"]
        first = verb.sentence.start
        return tree.runs(w for w in tree.under(head, apart) if w >= first), "apart"
    if telling and not objects and not infinitives:
        following = tree.kids_of(at, "parataxis")
        if following:
            return tree.runs(tree.under(following[0])), "following"
    if verb.has("accused"):
        return _charge(verb)
    if verb.has("placed"):
        return _placed(verb, objects)
    if infinitives:
        return _infinitive(verb, infinitives[0], objects)
    if objects:
        return _object(verb, objects[0])
    return [], ""


def asked_for(tree: Tree, entry: Cue, at: int) -> list[int]:
    """What a listener is to do, where the tree takes it for a purpose: "pressed them to go"."""
    listener = tree.kid(at, "obj", "iobj")
    if listener is None or not {"listener", "to"} <= entry.frames:
        return []
    last = tree.under(listener)[-1]
    clauses = ((k, tree.under(k)[0]) for k in tree.kids_of(at, "advcl"))
    return [k for k, first in clauses if first == last + 1 and tree.low[first] == "to"]


def _is_as_clause(tree: Tree, at: int) -> bool:
    """Whether a verb stands in "as X reported", which vouches for the clause it hangs on."""
    marks = tree.kids_of(at, "mark", "advmod")
    return tree.rel(at) == "advcl" and any(tree.low[k] == "as" for k in marks)


def _vouched(tree: Tree, at: int) -> list[Range]:
    host = tree.heads[at]
    if host < 0:
        return []
    words = set(tree.under(host)) - set(tree.under(at))
    return tree.runs(words)


def _infinitive(verb: Verb, inner: int, objects: list[int]) -> tuple[list[Range], str]:
    tree, at = verb.tree, verb.at
    if verb.has("called"):
        if not objects and (upon := by_preposition(verb))[0]:
            return upon  # "called on both to take part"
        words = tree.under(inner) + [w for o in objects if o > verb.at for w in tree.under(o)]
        return tree.runs(words), "object"
    if not verb.has("to") or verb.entry.lemma in _FORWARDING:
        return [], ""
    entry = verb.cues.get("verb", tree.lemmas[inner])
    if entry is not None and entry.act in _TELLING and tree.kid(inner, "ccomp") is not None:
        own = verb.entry
        if own.lemma not in ("refuse", "decline", "want", "promise", "vow", "urge", "ask"):
            return [], ""  # the inner verb speaks
    words = tree.under(inner)
    if tree.upos[inner] == "ADJ" and any(tree.low[k] == "it" for k in tree.kids[inner]):
        words += [w for k in tree.kids_of(at, "ccomp") if k > inner for w in tree.under(k)]
    for obj in (*objects, *tree.kids_of(at, "iobj")):
        under = tree.under(obj)
        if under[0] > verb.at:
            words += under
    return tree.runs(words), "infinitive"


def _charge(verb: Verb) -> tuple[list[Range], str]:
    """ "accused them of breaking the truce": whom, and of what."""
    tree = verb.tree
    last = min(verb.sentence.end, verb.cue.end + _CHARGED)
    brought = [
        tree.heads[k]
        for k in range(verb.cue.end, last)
        if tree.low[k] in ("of", "with")
        and tree.heads[k] > k
        and tree.rel(tree.heads[k]) in _CHARGES
    ]
    if not brought:
        return [], ""
    own = [charge for charge in brought if tree.heads[charge] == verb.at]
    charge = (own or brought)[0]  # "the minister of Averia of theft"
    return [Range(verb.cue.end, max(tree.under(charge)) + 1)], "object"


def _placed(verb: Verb, objects: list[int]) -> tuple[list[Range], str]:
    """ "put the losses at 315": what, and the number it is put at."""
    tree, at = verb.tree, verb.at
    if not objects or objects[0] < at:
        return [], ""
    for k in range(verb.cue.end + 1, verb.sentence.end):
        number = tree.heads[k]
        counted = number > k and any(tree.upos[w] == "NUM" for w in tree.under(number))
        if tree.low[k] == "at" and counted:
            return [Range(verb.cue.end, max(tree.under(number)) + 1)], "object"
    return [], ""


def _object(verb: Verb, obj: int) -> tuple[list[Range], str]:
    tree, at = verb.tree, verb.at
    words = tree.under(obj)
    quoted = [w for w in words if tree.quote[w] >= 0 and verb.outside]
    whom = [
        k
        for k in tree.kids_of(at, "obl", "advcl")
        if k > at and any(tree.low[c] in _OF_OBJECT for c in tree.kids_of(k, "case", "mark"))
    ]
    if verb.has("listener"):
        if whom and "of" in verb.entry.prepositions:
            return tree.runs(words + tree.under(whom[0])), "object"
        return [], ""
    if is_deed(tree, verb.entry, obj) and not quoted:
        return [], ""
    wanted = verb.has("object") or verb.has("called") or verb.has("called_as")
    if verb.has("object_if_quoted") and quoted:
        wanted = True
    if verb.has("called_as") and not whom:
        return [], ""
    if verb.has("called"):
        called = [k for k in tree.kids_of(at, "obj", "xcomp") if k > at]
        words = [w for k in called for w in tree.under(k)] or words
        if len(called) < 2 and not quoted and verb.entry.lemma in _NAMING:
            return [], ""  # "called the guard back", "as they call it"
    if not wanted or is_expletive(tree, obj) or words[-1] < at:
        if verb.has("clause") and len(quoted) * 2 >= len(words) and quoted:
            return tree.runs(words), "quotation"
        return [], ""
    if whom and verb.entry.lemma in _WITH_OBJECT:
        words = words + tree.under(whom[0])
    return tree.runs(_with_adjuncts(verb, obj, words)), "object"


def _with_adjuncts(verb: Verb, obj: int, words: list[int]) -> list[int]:
    """An object with what follows it at once and belongs to it: "the plan as a step back"."""
    tree = verb.tree
    end = max(words)
    for kid in tree.kids[verb.at]:
        if kid <= obj or tree.rel(kid) not in ("obl", "xcomp", "advcl"):
            continue
        if tree.rels[kid] == "obl:agent" or tree.low[kid] in TIMELY:
            continue
        under = tree.under(kid)
        near = under[0] == end + 1
        if near and (
            tree.rel(kid) != "advcl" or tree.low[under[0]] in ("for", "as", "to", "of", "by")
        ):
            words, end = words + under, max(under)
    if end + 1 < len(tree) and verb.outside:
        number = tree.quote[end + 1]
        begins = number >= 0 and tree.quotes[number].start == end + 1
        if begins and tree.sentence[end + 1] == tree.sentence[verb.at]:
            words = words + list(range(*tree.quotes[number].words))
    return words


def by_preposition(verb: Verb) -> tuple[list[Range], str]:
    """What a preposition of the verb brings; the preposition joins the cue."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids_of(at, "obl", "advcl", "xcomp", "ccomp"):
        if kid < at:
            continue
        under = tree.under(kid)
        if tree.low[under[0]] not in verb.entry.prepositions:
            continue
        timed = tree.lemmas[kid] in WHEN and tree.low[under[0]] not in ("of", "about")
        if timed or not 0 <= under[0] - verb.cue.end <= _ASIDE:
            continue
        words = under[1:]
        if not words:
            continue
        end = max(words)
        for more in tree.kids_of(at, "xcomp", "advcl", "obl"):
            beyond = tree.under(more)
            if more > kid and beyond[0] == end + 1 and tree.low[beyond[0]] in ("to", "as"):
                words, end = words + beyond, max(beyond)
        if under[0] == verb.cue.end or all(
            tree.upos[k] == "ADV" for k in range(verb.cue.end, under[0])
        ):
            verb.cue = Range(verb.cue.start, under[0] + 1)
        return tree.runs(words), "preposition"
    return [], ""

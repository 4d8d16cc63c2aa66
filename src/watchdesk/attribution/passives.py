"""Passive cue verbs: "was told that", "is said to", "was quoted as saying", "asked whether"."""

from __future__ import annotations

from watchdesk.attribution.contents import complete, less, whole, without_that
from watchdesk.attribution.cue_verb import Verb, made
from watchdesk.attribution.found import Found
from watchdesk.attribution.holders import is_idle
from watchdesk.attribution.sources import agent_of, is_expletive, phrase
from watchdesk.attribution.speech import spoken
from watchdesk.language.listed import Range

_PASSIVE_TO = frozenset(
    "expect believe think say report know rumor rumour suppose consider allege deem predict "
    "project claim understand estimate anticipate".split()
)

_OF_PATIENT = ("object", "called", "called_as", "accused")


def passive(verb: Verb) -> Found | None:
    """The attribution of a passive verb, or of a participle after its noun."""
    tree, at = verb.tree, verb.at
    agent = agent_of(tree, at)
    source = phrase(tree, agent) if agent is not None else None
    if verb.entry.lemma == "quote":
        return _quoted_as(verb)
    if verb.entry.lemma == "ask" and agent is None:
        return _asked(verb)
    content = _passive_content(verb, source)
    if not content:
        return None
    if agent is not None and is_idle(tree, verb.entry, agent, "passive"):
        return None
    content = less(less(complete(tree, content), source), verb.cue)
    content = [without_that(tree, r) for c in content if (r := tree.trim(c)) is not None]
    return made(verb, "passive", source, content)


def _asked(verb: Verb) -> Found | None:
    """ "asked whether …", "was asked about …": a question nobody is named for."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids_of(at, "ccomp", "advcl", "obl", "xcomp"):
        under = tree.under(kid)
        if kid < at or under[0] - verb.cue.end > 4:
            continue
        asked = tree.low[under[0]] in ("if", "whether", "about", "what")
        if asked or tree.rel(kid) in ("ccomp", "xcomp"):
            content = complete(tree, tree.runs(under))
            return made(verb, "asked", None, content)
    return None


def _passive_content(verb: Verb, agent: Range | None) -> list[Range]:
    tree, at = verb.tree, verb.at
    clause, infinitive = tree.kid(at, "ccomp", "csubj:pass", "csubj"), tree.kid(at, "xcomp")
    if clause is not None and clause < at:
        clause = None
    subject = verb.subject
    patient = [] if subject is None or is_expletive(tree, subject.head) else [subject.head]
    if verb.bare:
        if agent is not None and (verb.has("object") or verb.has("called")):
            return tree.runs(tree.under(tree.heads[at], [at]))
        return []
    if clause is not None:
        return tree.runs(tree.under(clause))
    if infinitive is not None:
        if verb.has("listener"):
            return tree.runs(tree.under(infinitive))
        if verb.entry.lemma in _PASSIVE_TO:
            words = [*_words(patient and phrase(tree, patient[0])), *tree.under(infinitive)]
            return tree.runs(words)
    if agent is not None and patient and any(verb.has(frame) for frame in _OF_PATIENT):
        charge = [w for k in _charges(verb) for w in tree.under(k)]
        if charge or not (verb.has("accused") or verb.has("called_as")):
            return tree.runs([*range(*phrase(tree, patient[0])), *charge])
    return []


def _charges(verb: Verb) -> list[int]:
    """What somebody is called, or accused of: "was called a thief by", "was accused of theft"."""
    tree, at = verb.tree, verb.at
    if verb.has("called"):
        called = [k for k in tree.kids_of(at, "xcomp", "obj") if k > at]
        if called:
            return called
    bringing = ("of", "with") if verb.has("accused") else ("as",)
    after = [k for k in tree.kids_of(at, "obl", "advcl", "nmod") if k > at]
    return [k for k in after if tree.low[tree.under(k)[0]] in bringing][:1]


def _words(words: Range | list[int] | None) -> list[int]:
    return list(range(*words)) if isinstance(words, Range) else []


def _led(verb: Verb) -> list[Range]:
    """What stands before "…, X was quoted as saying"."""
    tree, first = verb.tree, verb.sentence.start
    if verb.subject is None:
        return []
    comma = phrase(tree, verb.subject.head).start - 1
    if comma <= first + 1 or tree.forms[comma] != ",":
        return []
    return whole(tree.runs(range(first, comma)))


def _quoted_as(verb: Verb) -> Found | None:
    """ "was quoted as saying that …": the subject is the source."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids[at]:
        if kid > at and tree.low[kid] in ("saying", "telling"):
            inner = list(tree.kids_of(kid, "ccomp", "obj", "parataxis", "xcomp"))
            words = [w for k in inner for w in tree.under(k)]
            content = spoken(tree, at, None) or spoken(tree, kid, None) or _led(verb)
            content = content or complete(tree, tree.runs(w for w in words if w > kid))
            if not content or verb.subject is None:
                return None
            verb.cue = Range(verb.cue.start, kid + 1)
            source = phrase(tree, verb.subject.head)
            content = [without_that(tree, r) for r in less(content, source)]
            return made(verb, "quoted", source, content)
    return None

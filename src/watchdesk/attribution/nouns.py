"""Nouns, adjectives and adverbs that carry an attribution."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.attribution.contents import joined, less, without_that
from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.cues import Cue, Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.holders import can_hold
from watchdesk.attribution.sources import is_expletive, phrase, subject_of
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_GIVING = frozenset(
    "make express issue voice repeat have raise announce withdraw offer give launch reiterate "
    "release".split()
)
_MATTER = frozenset("for of to about against over on with".split())
_WEIGHTY = frozenset(
    "criticism accusation allegation call demand praise condemnation rejection concern fear doubt "
    "warning claim".split()
)
"""Nouns that tell enough with "of" or "for" alone."""


def noun_at(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution of a noun: "the claim that …", "its support for …"."""
    entry = cues.get("noun", tree.lemmas[at])
    if entry is None:
        return None
    giving = _giving_verb(tree, at)
    source = _noun_source(tree, at, giving)
    clause = _noun_clause(tree, at)
    start = cue_range(tree, giving).start if giving is not None and at - giving <= 4 else at
    if clause is not None:
        if source is None and "hearsay" not in entry.frames and entry.act not in _TOLD:
            return None
        if tree.rel(at) == "obl" and cues.get("verb", tree.lemmas[tree.heads[at]]) is not None:
            return None
        return _made(tree, _Cued(at, entry, source, Range(start, at + 1)), tree.under(clause))
    matter = _matter(tree, at, entry)
    if matter is None or source is None or (giving is None and entry.lemma not in _WEIGHTY):
        return None
    case, head = matter
    words = [w for w in tree.under(head) if w > case]
    return _made(tree, _Cued(at, entry, source, Range(start, case + 1)), words)


_TOLD = frozenset({"speech", "writing", "document"})


class _Cued(NamedTuple):
    """A cue word with what stands around it."""

    at: int
    entry: Cue
    source: Range | None
    cue: Range


def _made(tree: Tree, cued: _Cued, words: list[int]) -> Found | None:
    at, entry, source, cue = cued
    # "its concern over the raid" is an attitude, "its concern that …" a belief
    on_a_matter = tree.low[cue.end - 1] in _MATTER and entry.act is Act.BELIEF
    content = less(less(tree.runs(words), source), cue)
    content = [without_that(tree, r) for r in joined(tree, content, source, cue)]
    if not content:
        return None
    return Found(
        kind=entry.kind,
        head=at,
        source=source,
        cue=cue,
        content=content,
        act=Act.STANCE if on_a_matter else entry.act,
        entry=entry,
        verification=entry.verification,
    )


def _giving_verb(tree: Tree, at: int) -> int | None:
    """ "made" of "made the claim that …"."""
    verb = tree.heads[at]
    if tree.rel(at) == "obj" and verb >= 0 and verb < at and tree.lemmas[verb] in _GIVING:
        return verb
    return None


def _noun_source(tree: Tree, at: int, giving: int | None) -> Range | None:
    owner = tree.kid(at, "nmod:poss")
    if owner is not None and (giving is None or tree.upos[owner] != "PRON"):
        return phrase(tree, owner)
    for kid in tree.kids_of(at, "nmod"):
        cases = tree.kids_of(kid, "case")
        if kid > at and cases and tree.low[cases[0]] in ("by", "from"):
            return phrase(tree, kid)
    if giving is not None and tree.kid(giving, "aux:pass") is None:
        subject = subject_of(tree, giving)
        if subject is not None and not subject.passive and not is_expletive(tree, subject.head):
            return phrase(tree, subject.head)
    return phrase(tree, owner) if owner is not None else None


def _noun_clause(tree: Tree, at: int) -> int | None:
    for kid in tree.kids_of(at, "acl", "ccomp", "advcl"):
        if kid < at or tree.rels[kid] == "acl:relcl":
            continue
        if any(tree.low[k] in ("that", "to") and k > at for k in tree.kids_of(kid, "mark")):
            return kid
    return None


def _matter(tree: Tree, at: int, entry: Cue) -> tuple[int, int] | None:
    """The preposition right after a noun and the head of what it brings."""
    if not entry.frames & _MATTER:
        return None
    for kid in tree.kids_of(at, "nmod"):
        cases = tree.kids_of(kid, "case")
        if kid > at and cases and cases[0] == at + 1 and tree.low[cases[0]] in _MATTER:
            return cases[0], kid
    return None


def adjective_at(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution of an adjective: "is confident that …", "critical of …"."""
    entry = cues.get("adjective", tree.lemmas[at])
    if entry is None:
        return None
    subject = subject_of(tree, at)
    if subject is None or is_expletive(tree, subject.head) or not can_hold(tree, subject.head):
        return None
    source = phrase(tree, subject.head)
    cue = cue_range(tree, at)
    clause = _adjective_clause(tree, entry, at)
    if clause is not None:
        words = [w for w in tree.under(clause) if w >= cue.end]
        return _made(tree, _Cued(at, entry, source, cue), words)
    if "of" in entry.frames:
        for kid in tree.kids_of(at, "obl", "advcl"):
            marks = tree.kids_of(kid, "case", "mark")
            compared = bool(marks) and tree.low[marks[0]] == "than"
            if kid > at and marks and marks[0] == at + 1 and not compared:
                words = [w for w in tree.under(kid) if w > marks[0]]
                return _made(tree, _Cued(at, entry, source, Range(cue.start, marks[0] + 1)), words)
    return None


def _adjective_clause(tree: Tree, entry: Cue, at: int) -> int | None:
    for kid in tree.kids_of(at, "ccomp", "xcomp", "advcl"):
        if kid < at:
            continue
        that = tree.rel(kid) == "ccomp" or any(tree.low[k] == "that" for k in tree.kids[kid])
        if that and "that" in entry.frames:
            return kid
        open_ended = "to" in entry.frames and tree.rel(kid) in ("xcomp", "advcl")
        if open_ended and tree.has_to(kid):
            return kid
    return None


def hearsay_at(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution of an adverb: "reportedly", which names no source."""
    entry = cues.get("adverb", tree.low[at])
    head = tree.heads[at]
    if entry is None or head < 0:
        return None
    head = _predicate(tree, head)
    left_out = {at}
    for kid in tree.kids[head]:
        told_on = tree.rel(kid) == "conj" and tree.upos[kid] in ("VERB", "AUX")
        vouched = tree.low[min(tree.under(kid))] == "according"
        if told_on or vouched or tree.rel(kid) in ("mark", "cc", "advcl", "parataxis"):
            left_out.add(kid)
    words = tree.under(head, left_out)
    if tree.kid(head, "nsubj", "nsubj:pass") is None:
        subject = subject_of(tree, head)
        if subject is not None:
            words += list(range(*phrase(tree, subject.head)))
    words = [w for w in words if tree.sentence[w] == tree.sentence[at]]
    return _made(tree, _Cued(at, entry, None, Range(at, at + 1)), words)


def _predicate(tree: Tree, head: int) -> int:
    """The word whose clause an adverb belongs to."""
    while tree.upos[head] in ("ADJ", "NOUN", "ADV") and tree.heads[head] >= 0:
        whole = tree.kid(head, "nsubj", "cop", "nsubj:pass") is not None
        if whole or tree.rels[head] in ("root", "conj", "acl:relcl", "advcl", "ccomp"):
            break
        head = tree.heads[head]
    return head

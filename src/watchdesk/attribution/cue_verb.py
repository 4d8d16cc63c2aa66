"""A cue verb with its subject, source and cue, before what it tells is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.cues import Cue, Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.lexicon import WHEN
from watchdesk.attribution.sources import Subject, nearest, phrase, subject_of, up_to_cue
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_TELLING = frozenset({Act.SPEECH, Act.WRITING})


@dataclass(slots=True)
class Verb:
    """A cue verb with what stands around it."""

    tree: Tree
    cues: Cues
    at: int
    entry: Cue
    cue: Range
    subject: Subject | None
    source: Range | None
    passive: bool
    bare: bool
    """A past participle after its noun: "words spoken by …"."""

    @property
    def outside(self) -> bool:
        """Whether it stands outside quotations."""
        return self.tree.quote[self.at] < 0

    def has(self, frame: str) -> bool:
        """Whether the table gives it a frame."""
        return frame in self.entry.frames

    @property
    def sentence(self) -> Range:
        """The sentence it stands in."""
        return self.tree.sentence_of(self.at)


def verb_at(tree: Tree, cues: Cues, at: int, entry: Cue) -> Verb | None:
    """A verb with its subject; ``None`` where a governing verb speaks for it."""
    head = tree.heads[at]
    if tree.rel(at) == "xcomp" and head >= 0 and tree.lemmas[head] in ("seem", "appear"):
        return None
    passive = tree.kid(at, "aux:pass") is not None and tree.low[at] not in ("say", "says")
    bare = (
        tree.rels[at] in ("acl", "amod", "advcl")
        and (tree.rels[at] != "advcl" or _is_participle(tree, at))
        and not tree.low[at].endswith("ing")
        and not any(tree.low[k] == "to" for k in tree.kids[at])
    )
    subject = subject_of(tree, at)
    outside = tree.quote[at] < 0
    if outside and subject and not passive and _in_long_quotation(tree, subject.head):
        subject = None
    ordered = tree.syntax.feature(at, "Mood") == "Imp" or tree.forms[max(at - 1, 0)] == ":"
    if ordered and subject is None and outside:
        return None  # "a common position: say little"
    if subject is None and not passive and not bare and tree.rel(at) in ("parataxis", "conj"):
        subject = subject_of(tree, tree.heads[at])
    told_before = at > 0 and tree.quote[at - 1] >= 0
    listening = "listener" in entry.frames and not told_before
    if subject is not None and subject.head > at and listening and not passive:
        subject = None  # "…, X told Y": whoever follows is told
    shared = tree.rel(at) == "xcomp" or tree.low[at].endswith("ing")
    telling = entry.act in _TELLING and "clause" in entry.frames
    if subject is None and outside and telling and not passive and not bare and not shared:
        head_beside = nearest(tree, at, inverted=not listening)
        dated = head_beside is not None and tree.lemmas[head_beside] in WHEN
        subject = None if head_beside is None or dated else Subject(head_beside, False)
    cue = cue_range(tree, at)
    source = None
    if subject is not None and not passive and not subject.passive:
        source = phrase(tree, subject.head)
        if source.end <= cue.start:
            source = up_to_cue(tree, source, cue)
        elif source.start < cue.start:
            source = tree.trim(Range(source.start, cue.start))
    return Verb(tree, cues, at, entry, cue, subject, source, passive, bare)


def tells_here(tree: Tree, at: int) -> bool:
    """Whether a word of the table is a verb where it stands, and no mere measure."""
    if tree.upos[at] == "VERB":
        return not is_measure(tree, at)
    loose = tree.upos[at] in ("NOUN", "PROPN") and tree.rel(at) in ("root", "parataxis")
    named = tree.kid(at, "det", "amod", "nmod:poss") is not None  # "…, a claim they dispute"
    return loose and not named and tree.lemmas[at] in ("say", "tell", "claim", "report")


def is_measure(tree: Tree, at: int) -> bool:
    """Whether something is compared with what was said: "larger than Sorland has admitted"."""
    if any(tree.low[k] == "than" for k in tree.kids_of(at, "mark")):
        return True
    return tree.rel(at) == "advcl" and tree.low[min(tree.under(at))] == "than"


def _is_participle(tree: Tree, at: int) -> bool:
    """Whether an adverbial clause is a past participle: "Asked about it, …"."""
    own = tree.kid(at, "nsubj", "aux", "nsubj:pass")
    return own is None and tree.syntax.feature(at, "VerbForm") == "Part" and tree.low[at] == "asked"


def _in_long_quotation(tree: Tree, word: int) -> bool:
    number = tree.quote[word]
    return number >= 0 and tree.quotes[number].end - tree.quotes[number].start > 4


def is_ing(tree: Tree, at: int) -> bool:
    """Whether a verb has its -ing form."""
    return tree.low[at].endswith("ing")


def made(verb: Verb, kind: str, source: Range | None, content: list[Range]) -> Found | None:
    """An attribution of a verb; ``None`` without content."""
    content = [r for r in content if r.start < r.end]
    if not content:
        return None
    entry = verb.entry
    return Found(
        kind=kind,
        head=verb.at,
        source=source,
        cue=verb.cue,
        content=sorted(content),
        act=_act(entry, kind),
        entry=entry,
        verification=entry.verification,
    )


def _act(entry: Cue, kind: str) -> Act:
    """What a source does: who "hopes to go" or "agreed to terms" tells no belief but a wish."""
    willed = entry.act is Act.BELIEF and kind in ("infinitive", "object", "preposition")
    return Act.STANCE if willed else entry.act

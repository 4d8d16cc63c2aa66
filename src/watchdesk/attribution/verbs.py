"""Verbs that tell: their source, their words and what follows from the frame they stand in."""

from __future__ import annotations

from dataclasses import replace

from watchdesk.attribution.around import around, told_on
from watchdesk.attribution.contents import complete, cut_short, from_cue, joined, less, without_that
from watchdesk.attribution.cue_verb import Verb, is_ing, made, tells_here, verb_at
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.frames import asked_for, by_frame, by_preposition
from watchdesk.attribution.holders import HELD, can_tell, is_finder, is_idle
from watchdesk.attribution.passives import passive
from watchdesk.attribution.standing_words import CLAIMS
from watchdesk.attribution.tree import Tree
from watchdesk.attribution.utterances import by_quotation
from watchdesk.language.listed import Range
from watchdesk.records import Act

_IN_PIECES = frozenset({"clause", "infinitive", "object", "preposition", "following"})
"""Kinds whose content the tree may give in pieces."""


def attribution_of(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution a verb carries, or ``None``."""
    entry = cues.get("verb", tree.lemmas[at])
    if entry is None or not tells_here(tree, at):
        return None
    verb = verb_at(tree, cues, at, entry)
    if verb is None:
        return None
    if verb.passive or verb.bare:
        return passive(verb)
    return _active(verb)


def _active(verb: Verb) -> Found | None:
    content, kind = _content(verb)
    if not content or _is_unowned(verb, kind) or _is_idle(verb, kind):
        return None
    content = [r for piece in _shaped(verb, content, kind) for r in _tidy(verb, piece, kind)]
    content = [r for r in _without_relative(verb, content) if not _is_comment(verb, r)]
    one = made(verb, kind, verb.source, content) if content else None
    if one is not None and kind == "quotation" and one.act in HELD:
        one.act = Act.SPEECH  # "condemned the raid: “…”" has words of its own
        one.entry = replace(verb.entry, act=Act.SPEECH, negative=False)
    subject = verb.subject
    if one is not None and subject is not None and is_finder(verb.tree, verb.entry, subject.head):
        one.act = Act.SPEECH
    return one


def _content(verb: Verb) -> tuple[list[Range], str]:
    """What is told and what showed it: quotations, the tree's frames, commas, a preposition."""
    content, kind = by_quotation(verb)
    if not content:
        content, kind = by_frame(verb)
        content, kind = around(verb, content, kind)
    return (content, kind) if content else by_preposition(verb)


def _shaped(verb: Verb, content: list[Range], kind: str) -> list[Range]:
    """A content within its right bounds: whole quotations, no source or cue, one piece a side."""
    tree, source, cue = verb.tree, verb.source, verb.cue
    introduced = cue.end < len(tree) and tree.low[cue.end] == "that"
    if kind == "clause" and (introduced or is_ing(tree, verb.at)):
        content = [r for r in content if r.start >= cue.end] or content
    if kind in ("clause", "apart", "vouched"):
        content = complete(tree, content)
    content = less(less(content, source), cue)
    if kind in _IN_PIECES:
        content = joined(tree, content, source, cue)
    if kind == "object":
        return [cut_short(tree, r, None, 1) for r in content]
    if kind in ("clause", "infinitive"):
        bare = kind == "clause" and not verb.has("listener")
        content = from_cue(tree, content, cue, source, bare)
        return [cut_short(tree, r, told_on(verb, r)) for r in content]
    return content


def _without_relative(verb: Verb, content: list[Range]) -> list[Range]:
    """A "who …" behind source and cue belongs to the source: "officials said, who spoke …"."""
    tree, source = verb.tree, verb.source
    edge = max(verb.cue.end, source.end) if source is not None else 0
    kept = []
    for piece in content:
        follows = source is not None and 0 <= piece.start - edge <= 1
        if follows and tree.low[piece.start] in ("who", "whose", "which"):
            if verb.source is not None and verb.source.end > verb.cue.start:
                verb.source = Range(verb.source.start, piece.end)
        else:
            kept.append(piece)
    return kept


def _is_comment(verb: Verb, piece: Range) -> bool:
    """Whether a piece behind the cue speaks of what was said: "…, X said, a claim they deny"."""
    tree = verb.tree
    if piece.start <= verb.cue.end or tree.low[piece.start] not in ("a", "an"):
        return False
    head = tree.heads[piece.start]
    behind = tree.forms[piece.start - 1] in (",", "—", "–", "-")
    return behind and piece.start < head < piece.end and tree.lemmas[head] in CLAIMS | _VIEWS


def _tidy(verb: Verb, piece: Range, kind: str) -> list[Range]:
    tree = verb.tree
    if kind == "quotation":
        return [piece]
    trimmed = tree.trim(piece)
    if trimmed is None or (trimmed.end - trimmed.start == 1 and tree.low[trimmed.start] == "that"):
        return []
    told = without_that(tree, trimmed)
    while told.start + 1 < told.end and tree.forms[told.start] in ("—", "–", ","):
        told = Range(told.start + 1, told.end)  # "said that — for now — it would …"
    return [told]


def _is_unowned(verb: Verb, kind: str) -> bool:
    """Whether reported speech has no source in a clause that must have one."""
    if verb.source is not None or kind in ("quotation", "apart", "around", "following", "vouched"):
        return False
    if _is_open(verb):
        return True
    if verb.tree.low[verb.at].endswith("ing") or not verb.outside:
        return False
    return verb.subject is None and verb.tree.rel(verb.at) in ("root", "parataxis", "conj", "advcl")


def _is_open(verb: Verb) -> bool:
    """Whether an infinitive has nobody to say it: "it is hard to say what …"."""
    tree = verb.tree
    return tree.has_to(verb.at)


def _is_idle(verb: Verb, kind: str) -> bool:
    tree, subject = verb.tree, verb.subject
    if subject is None:
        return False
    if kind in ("apart", "around") and tree.low[subject.head] in ("that", "this"):
        return True  # "That said, …"
    if subject.passive and kind in _ASKED:
        return True  # "were denied entry and denied bail"
    asked_of = tree.rel(verb.at) == "xcomp" and tree.heads[subject.head] == tree.heads[verb.at]
    asking = verb.cues.get("verb", tree.lemmas[tree.heads[verb.at]])
    if asking is not None and verb.at in asked_for(tree, asking, tree.heads[verb.at]):
        return True
    if asked_of and kind in _ASKED and tree.rel(subject.head) in ("obj", "iobj"):
        return True  # "pressed them to offer a date" tells of no offer
    if _is_open(verb) and not can_tell(tree, subject.head):
        return True
    if _is_open(verb) and verb.entry.act is Act.DOCUMENT and tree.rel(verb.at) == "advcl":
        return True  # "left to show that they oppose it"
    return is_idle(tree, verb.entry, subject.head, kind)


_VIEWS = frozenset("view position opinion stance sentiment".split())
_ASKED = frozenset({"object", "infinitive", "preposition"})

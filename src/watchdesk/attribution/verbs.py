"""Verbs that tell: their source, their words and what follows from the frame they stand in."""

from __future__ import annotations

from watchdesk.attribution.around import around, told_on
from watchdesk.attribution.contents import complete, cut_short, from_cue, joined, less, without_that
from watchdesk.attribution.cue_verb import Verb, is_ing, made, tells_here, verb_at
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.frames import by_frame, by_preposition
from watchdesk.attribution.passives import passive
from watchdesk.attribution.sources import can_hold
from watchdesk.attribution.teller_words import DOCUMENTS
from watchdesk.attribution.tree import Range, Tree
from watchdesk.attribution.utterances import by_quotation
from watchdesk.records import Act

_LOOSE = frozenset({"object", "preposition", "infinitive"})
_ANYBODY = frozenset("anyone anybody everyone everybody nobody one who you".split())
_HELD = frozenset({Act.STANCE, Act.BELIEF})
_FIGHTING = frozenset(
    "troop soldier fighter militant rebel force unit battalion brigade army navy guard tank plane "
    "jet drone gunman militia insurgent squad".split()
)


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
    content, kind = by_quotation(verb)
    if not content:
        content, kind = by_frame(verb)
        content, kind = around(verb, content, kind)
    if not content:
        content, kind = by_preposition(verb)
    if not content or _is_unowned(verb, kind) or _is_idle(verb, kind):
        return None
    if kind == "clause" and is_ing(verb.tree, verb.at):
        content = [r for r in content if r.start >= verb.cue.end] or content
    if kind in ("clause", "apart", "vouched"):
        content = complete(verb.tree, content)
    content = less(less(content, verb.source), verb.cue)
    if kind in ("clause", "infinitive", "object", "preposition", "following"):
        content = joined(verb.tree, content, verb.source, verb.cue)
    if kind in ("clause", "infinitive"):
        bare = kind == "clause" and not verb.has("listener")
        content = from_cue(verb.tree, content, verb.cue, verb.source, bare)
        content = [cut_short(verb.tree, r, told_on(verb, r)) for r in content]
    content = [r for piece in content for r in _tidy(verb, piece, kind)]
    return made(verb, kind, verb.source, content) if content else None


def _tidy(verb: Verb, piece: Range, kind: str) -> list[Range]:
    tree = verb.tree
    if kind == "quotation":
        return [piece]
    trimmed = tree.trim(piece)
    if trimmed is None or (trimmed.end - trimmed.start == 1 and tree.low[trimmed.start] == "that"):
        return []
    return [without_that(tree, trimmed)]


def _is_unowned(verb: Verb, kind: str) -> bool:
    """Whether reported speech has no source in a clause that must have one."""
    if verb.source is not None or kind in ("quotation", "apart", "around", "following", "vouched"):
        return False
    if verb.tree.low[verb.at].endswith("ing") or not verb.outside:
        return False
    return verb.subject is None and verb.tree.rel(verb.at) in ("root", "parataxis", "conj", "advcl")


def _is_idle(verb: Verb, kind: str) -> bool:
    """Whether a thing is the subject of a wish or judgement: "tanks backed the troops"."""
    if verb.subject is None or not (verb.entry.act in _HELD or kind in _LOOSE):
        return False
    tree, head = verb.tree, verb.subject.head
    document = verb.entry.act not in _HELD and tree.lemmas[head] in DOCUMENTS
    if not document and not can_hold(tree, head):
        return True
    if verb.entry.act is Act.BELIEF and tree.low[head] in _ANYBODY:
        return True
    fighting = tree.lemmas[head] in _FIGHTING and kind == "object"
    return fighting and verb.entry.act is Act.STANCE

"""Who can say, hold, back or reject something, and what can be backed."""

from __future__ import annotations

from watchdesk.attribution.cues import Cue
from watchdesk.attribution.teller_words import BODIES, CROWDS, DOCUMENTS, OUTLETS
from watchdesk.attribution.tree import Tree
from watchdesk.language.people_words import PEOPLE, ROLES, is_peopled
from watchdesk.records import Act

HELD = frozenset({Act.STANCE, Act.BELIEF})
_HOLDERS = PEOPLE | ROLES | CROWDS | BODIES | OUTLETS
_COUNTED = frozenset("percent % majority half third quarter number group one other".split())
_POINTING = frozenset("that there this which what these those".split())
_LOOSE = frozenset({"object", "preposition", "infinitive", "passive"})
_ANYBODY = frozenset("anyone anybody everyone everybody nobody one who you".split())
_NOTHING = frozenset({"nothing", "anything", "something", "everything"})
_MODAL = frozenset("might may could can would will ’d 'd ’ll 'll".split())
_BESIDE = frozenset({"apart", "around"})
_IMPLYING = frozenset(
    "suggest indicate highlight underscore underline demonstrate determine imply signal reveal "
    "illustrate emphasize emphasise hint mean prove".split()
)
"""Verbs by which things, too, make a point; only people and documents tell by them."""
_FIGHTING = frozenset(
    "troop soldier fighter militant rebel force unit battalion brigade army navy guard tank plane "
    "jet drone gunman militia insurgent squad".split()
)
_DEEDS = frozenset("support back attack resist champion hit".split())
"""Verbs that tell a view of a plan or person, and a deed to anything else."""
_WORDS = frozenset(
    "apology condolence explanation reason assessment account comment praise support thanks prayer "
    "sympathy congratulation advice opinion criticism warning assurance guarantee insight "
    "evidence detail prediction estimate word answer excuse clue hint concession".split()
)
"""Nouns that make "offered" a saying."""
_MATTERS = frozenset(
    "decision plan proposal bid call idea move policy deal agreement bill law legislation "
    "resolution effort right membership claim demand sanction ceasefire truce initiative ban "
    "measure amendment talk negotiation request motion treaty accord summit use candidacy "
    "nomination value wisdom legality legitimacy strategy approach suggestion notion view argument "
    "offer reform push restriction cut aid loan record position stance statement theory candidate "
    "nominee president leader minister government cause campaign war peace operation "
    "invasion".split()
)
"""Nouns a view can be held on."""


def can_hold(tree: Tree, head: int) -> bool:
    """Whether a noun or name can want, back or reject something: people, a body, a state."""
    kind = tree.upos[head]
    if kind in ("PROPN", "PRON", "NUM", "X"):
        return tree.low[head] not in _POINTING
    lemma = tree.lemmas[head]
    issued = lemma in ("statement", "communique", "communiqué", "document")
    known = kind == "DET" or lemma in _HOLDERS or lemma in _COUNTED
    return known or issued or is_peopled(lemma)


def can_tell(tree: Tree, head: int) -> bool:
    """Whether a noun or name can tell something: whoever can hold a view, or a document."""
    return can_hold(tree, head) or tree.lemmas[head] in DOCUMENTS


def is_idle(tree: Tree, entry: Cue, head: int, kind: str) -> bool:
    """Whether the subject of a cue verb is no source: "tanks backed the troops", "Anyone knows"."""
    if tree.low[head] in _NOTHING or (kind in _BESIDE and _is_anybody(tree, head)):
        return True
    if entry.act is Act.DOCUMENT and kind != "quotation":
        document = tree.lemmas[head] in DOCUMENTS or tree.upos[head] == "PRON"
        return not (document or (kind == "clause" and is_finder(tree, entry, head)))
    if entry.lemma in _IMPLYING and not can_tell(tree, head):
        return True  # "the trip suggests that …"
    if not (entry.act in HELD or kind in _LOOSE):
        return False
    if not (can_hold if entry.act in HELD else can_tell)(tree, head):
        return True
    if entry.act is Act.BELIEF and tree.low[head] in _ANYBODY:
        return True
    fighting = tree.lemmas[head] in _FIGHTING and kind in ("object", "passive")
    return fighting and entry.act is Act.STANCE


def is_finder(tree: Tree, entry: Cue, head: int) -> bool:
    """Whether people or a body, rather than a document, "found that …"."""
    found = entry.lemma == "find" and tree.lemmas[head] not in DOCUMENTS
    return found and can_hold(tree, head)


def _is_anybody(tree: Tree, head: int) -> bool:
    """Whether it is the reader at large: "…, you might argue", "…, one could say"."""
    verb = tree.heads[head]
    modal = verb >= 0 and any(tree.low[k] in _MODAL for k in tree.kids_of(verb, "aux"))
    return modal and tree.low[head] in ("you", "one")


def is_deed(tree: Tree, entry: Cue, obj: int) -> bool:
    """Whether "backed" or "attacked" tells a deed, its object being no plan, person or state."""
    if entry.lemma == "offer":
        return tree.lemmas[obj] not in _MATTERS | _WORDS
    if entry.lemma not in _DEEDS or tree.upos[obj] in ("PROPN", "PRON"):
        return False
    return tree.lemmas[obj] not in _MATTERS and not any(
        tree.upos[k] == "PROPN" for k in tree.kids_of(obj, "nmod:desc", "appos", "flat")
    )

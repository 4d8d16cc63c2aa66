"""An event as it is told: its type once will and refusal are weighed, its modality, its parties."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.attribution.tree import Tree
from watchdesk.events import modal_words as words
from watchdesk.events.arguments import arguments_of
from watchdesk.events.match import COOPERATIVE, Trigger
from watchdesk.events.modality import negated, of_word
from watchdesk.events.party_words import PRONOUNS
from watchdesk.events.roles import WEAPONS, Roles
from watchdesk.records import Modality, Party

HOSTILE = frozenset({"REJECT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_HARMED = frozenset({"kill", "wound", "injure", "maim"})
_VIOLENCE = frozenset(
    "fighting clash battle combat crossfire violence shooting gun gunman gunmen knife shot "
    "massacre war offensive operation incursion invasion coup riot grenade bullet".split()
)
_TALKING = frozenset(
    "comment identify name say discuss elaborate disclose reveal speak specify answer confirm "
    "talk describe detail quote explain tell predict speculate estimate respond".split()
)
_MARCHING = frozenset({"cross", "enter", "penetrate", "advance"})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM"})
_INTRANSITIVE = frozenset(
    "attack fight battle bomb shell raid strike fire shoot invade clash retaliate hack".split()
)
_TRIED = frozenset({"ASSAULT", "COERCE"})
_EXPECTED = frozenset("expect schedule set slate believe say due likely poised think".split())
_THREATENING = frozenset({"threaten", "vow", "swear", "warn"})


@dataclass(slots=True)
class Told:
    """A trigger with what the words around it make of it."""

    trigger: Trigger
    type: str
    modes: tuple[str, ...]
    modality: Modality
    who: list[Party]
    whom: list[Party]


def told_of(tree: Tree, roles: Roles, trigger: Trigger, attribution: str | None) -> Told | None:
    """The event a trigger tells; ``None`` where nobody known takes part, or it tells none."""
    if _is_of_reporting(tree, trigger):
        return None
    parties = roles.of(trigger, attribution)
    if parties is None:
        return None
    who, whom = parties
    if not _can(tree, roles, trigger, who):
        return None
    beside = tree.rel(trigger.at) in ("acl", "amod", "advcl")
    if not roles.knows_one([*who, *whom]) or not _has_enough(trigger, who, whom, loose=beside):
        return None
    noun = trigger.noun if trigger.noun is not None and not trigger.bare else None
    modality = of_word(tree, trigger.at)
    if noun is not None and modality is Modality.ASSERTED:
        modality = _of_object(tree, trigger.at, noun)
    if trigger.frame.type in _TRIED and _is_tried(tree, trigger.at):
        modality = Modality.ASSERTED
    told = Told(trigger, trigger.frame.type, trigger.frame.modes, modality, who, whom)
    return _willed(tree, told, _is_told_by_others(roles, told, attribution))


def _is_of_reporting(tree: Tree, trigger: Trigger) -> bool:
    """Whether somebody only would not talk to the press: "declined to comment"."""
    if trigger.frame.type not in ("REJECT", "REQUEST"):
        return False
    if tree.lemmas[trigger.at] == "rule" and negated(tree, trigger.at):
        return True  # what cannot be ruled out nobody has rejected
    if tree.lemmas[trigger.at] == "ask" and _is_question(tree, trigger):
        return True
    return any(
        tree.lemmas[c] in _TALKING
        and tree.has_to(c)
        and (trigger.frame.type == "REJECT" or _is_named(tree, c))
        for c in trigger.arguments.clauses
    )


def _is_question(tree: Tree, trigger: Trigger) -> bool:
    """ "Asked by reporters", "asked whether": nothing is asked for."""
    clauses = trigger.arguments.clauses
    if trigger.arguments.passive and not any(tree.has_to(c) for c in clauses):
        return True
    return any(
        tree.low[m] in ("whether", "if", "what", "why", "how", "who", "when", "where")
        for c in clauses
        for m in tree.kids[c]
    )


def _is_named(tree: Tree, clause: int) -> bool:
    """ "Asked not to be named", "asked that they be identified only by"."""
    return tree.lemmas[clause] in ("name", "identify", "quote") or negated(tree, clause)


def _can(tree: Tree, roles: Roles, trigger: Trigger, who: list[Party]) -> bool:
    """Whether those who act are such as do this."""
    sectors = {p.sector for p in who}
    if tree.lemmas[trigger.at] in _MARCHING and trigger.frame.type == "ASSAULT":
        return bool(sectors & _ARMED)
    if trigger.frame.type == "PROTEST" and trigger.noun is None and who:
        return not roles.are_powers(who)
    done_to = trigger.frame.whom[:1] == ("obj",) and not trigger.frame.needs
    if tree.lemmas[trigger.at] in _HARMED and not who and not _is_violent(tree, trigger.at):
        return False
    harmed = done_to and trigger.frame.type in ("ASSAULT", "COERCE") and not trigger.bare
    alone = harmed and not trigger.arguments.objects and trigger.noun is None
    return not alone or tree.lemmas[trigger.at] in _INTRANSITIVE


def _is_violent(tree: Tree, at: int) -> bool:
    """Whether the clause tells of arms: people are killed by accidents, too."""
    apart = tree.kids_of(at, "advcl", "parataxis", "ccomp")
    near = {tree.lemmas[k] for k in tree.under(at, apart)}
    return bool(near & (WEAPONS | _VIOLENCE))


def _of_object(tree: Tree, verb: int, noun: int) -> Modality:
    """How a deed is told that the object of a verb names: "planned an attack", "held no talks"."""
    told = of_word(tree, noun)
    meant = tree.lemmas[verb] in words.PLANNING | words.WISHING
    return told if meant or told is Modality.NEGATED else Modality.ASSERTED


def _is_tried(tree: Tree, at: int) -> bool:
    """Whether somebody tried to do it, which for PLOVER is the deed."""
    head = tree.heads[at]
    tries = head >= 0 and tree.rel(at) == "xcomp" and tree.lemmas[head] in ("try", "attempt")
    return tries and of_word(tree, head) is Modality.ASSERTED


def _is_told_by_others(roles: Roles, told: Told, attribution: str | None) -> bool:
    """Whether those of another state tell what the doer will do."""
    states = {p.country for p in told.who if p.country}
    others = roles.tellers(attribution)
    return bool(states and others) and not states & others


def _has_enough(trigger: Trigger, who: list[Party], whom: list[Party], *, loose: bool) -> bool:
    """Whether enough is known of who takes part; ``loose`` for a clause beside a noun."""
    if trigger.frame.type == "AGREE" and not who:
        return False
    if trigger.frame.type == "SUPPORT" and all(p.sector == "MIL" and not p.mention for p in who):
        return False  # tanks that support troops
    if trigger.bare:
        struck = trigger.frame.type in ("ASSAULT", "PROTEST") and bool(whom)
        return bool(who and whom) or len(who) > 1 or struck
    if trigger.arguments.passive:
        return bool(who) or (bool(whom) and not loose)
    return bool(who) or (bool(whom) and bool(trigger.arguments.subjects))


def _willed(tree: Tree, told: Told, by_others: bool) -> Told:
    """What a deed is that its doer means to do, or will not do."""
    if told.trigger.bare:
        return told
    if told.modality in (Modality.PLANNED, Modality.CONDITIONAL) and _unless(tree, told):
        told.type, told.modes, told.modality = "THREATEN", (), Modality.ASSERTED
    if told.modality is Modality.PLANNED and not by_others:
        if told.type == "CONCEDE" and _own_will(tree, told):
            told.modality = Modality.ASSERTED  # an announced concession is one
        elif told.type in COOPERATIVE and _own_will(tree, told):
            told.type, told.modes, told.modality = "AGREE", (), Modality.ASSERTED
        elif told.type in HOSTILE and _is_threat(tree, told):
            told.type, told.modes, told.modality = "THREATEN", (), Modality.ASSERTED
    elif told.modality is Modality.NEGATED and _will_not(tree, told):
        told.type, told.modes, told.modality = "REJECT", (), Modality.ASSERTED
    return told


def _has_will(tree: Tree, word: int) -> bool:
    wills = words.WILL | words.WOULD
    return any(tree.low[k] in wills for k in tree.kids_of(word, "aux"))


def _own_will(tree: Tree, told: Told) -> bool:
    """Whether the doer himself means to: "will", "plans to", "said it would"."""
    at = told.trigger.at
    head = tree.heads[at]
    if not told.who or told.trigger.arguments.passive:
        return False
    while head >= 0 and tree.rel(at) in ("xcomp", "acl", "obj", "advcl"):
        passive = tree.kid(head, "aux:pass") is not None or tree.upos[head] == "ADJ"
        if passive and tree.lemmas[head] in _EXPECTED:
            return False
        at, head = head, tree.heads[head]
    return True


def _is_threat(tree: Tree, told: Told) -> bool:
    """Whether who is told to do it says so: "said they would blockade", "vowed to attack"."""
    at = told.trigger.at
    if not told.who or told.trigger.arguments.passive:
        return False
    head = tree.heads[at]
    if head >= 0 and tree.rel(at) == "xcomp" and tree.lemmas[head] in _THREATENING:
        return True
    subject = tree.kid(at, "nsubj")
    speaks = head >= 0 and tree.rel(at) == "ccomp" and tree.lemmas[head] in words.TELLING
    if speaks and subject is not None and tree.low[subject] in PRONOUNS:
        return bool(arguments_of(tree, head).subjects)
    return False


def _unless(tree: Tree, told: Told) -> bool:
    """Whether the doer will do it "unless" he gets his way."""
    at = told.trigger.at
    return (
        _own_will(tree, told)
        and _has_will(tree, at)
        and any(
            tree.low[m] == "unless"
            for k in tree.kids_of(at, "advcl")
            for m in tree.kids_of(k, "mark")
        )
    )


def _will_not(tree: Tree, told: Told) -> bool:
    """Whether the doer refuses: "will not accept", "would not meet"."""
    at = told.trigger.at
    if told.type not in COOPERATIVE | {"AGREE"}:
        return False
    return bool(told.who) and negated(tree, at) and _has_will(tree, at)

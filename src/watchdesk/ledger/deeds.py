"""Deeds that can be announced and later be seen to have been done."""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from watchdesk.ledger.deeds_words import EVENTS, SOFT

EVENT_NOUNS = (
    "meeting meetings summit summits talks visit visits trip tour election elections vote votes "
    "referendum ballot conference conferences session sessions hearing hearings trial ceremony "
    "exercise exercises drill drills negotiations round forum congress parade march inauguration "
    "handover exchange swap ceasefire truce withdrawal operation delivery deliveries shipment "
    "shipments manoeuvres maneuvers polls runoff gathering assembly "
    "briefing plenary signing launch test launches tests verdict ruling"
)
"""Nouns that name something held, made or carried out on a day."""


_ALIKE = """
meeting: reconvene talk sit_down meet convene gather discuss negotiate attend speak mediate chair
visiting: back home
visiting: return stop_over sail visit travel fly arrive go come receive host land head leave
bringing: dispatch grant send deliver provide supply transfer hand_over donate
bringing: in take bring ship reach arrive receive give
posting: deploy station send
beginning: enter_into_force begin start open launch resume reopen take_effect
beginning: come_into_force come_into_effect go_into_effect
opening: open reopen
ending: end lift complete finish close
agreeing: sign adopt ratify
deciding: vote approve adopt pass ratify elect go_to_the_polls
leaving: withdraw pull_out leave depart hand_over
freeing: release free exchange
paying: pay repay lend
showing: appear show table publish present unveil release issue submit announce
striking: attack strike bomb shell open_fire retaliate respond invade target destroy
hampering: impose restrict ban sanction block
retaliating: retaliate respond impose sanction expel restrict
putting out: expel recall
falling: fall shrink cut
rising: rise grow raise
speaking: talk speak address discuss
complaining: challenge sue appeal lodge file
prolonging: extend prolong renew
stopping: stop halt suspend freeze end close shut shut_down
sending home: repatriate deport extradite return fly
quitting: leave quit withdraw pull_out vacate
calling up: mobilise mobilize activate deploy
asking: ask request seek press
ruling: rule sentence decide hear
"""
"""Verbs by which one event may be told: what was to reach somebody has been received."""
_KINDRED = {
    "meeting": "meeting meetings summit summits talks conference conferences session sessions "
    "negotiations round forum congress",
    "visiting": "visit visits trip tour",
    "deciding": "election elections vote votes referendum ballot polls runoff",
    "exercising": "exercise exercises drill drills manoeuvres maneuvers",
    "freeing": "exchange swap release",
    "ruling": "verdict ruling trial hearing hearings sentencing",
    "halting": "ceasefire truce",
}
"""Nouns that name one event in other words, by the kind of deed."""
_LIGHT = frozenset(
    ("hold", "host", "conduct", "take place", "take part", "go", "begin", "start", "end", "make")
)
"""Verbs that say nothing without what was held, begun or ended."""
_LIGHT_PAST = frozenset(
    "held hosted conducted began started opened ended resumed took concluded finished "
    "convened".split()
)
_HARMS = frozenset(("open fire", "stay away")) | frozenset(
    "attack strike bomb shell invade retaliate respond veto ban restrict seize block expel recall "
    "impose suspend cut close halt punish destroy target sanction arrest sever boycott withdraw "
    "send escalate hit sink shoot stop freeze withhold "
    "sue tax detain evict storm blow march".split()
)
"""Deeds that are threats where they are set against a condition."""


class Weight(IntEnum):
    """How surely a verb told for the future is an event that can be checked."""

    STATE = -2
    """Being, having, costing: nothing that comes on a day."""
    OTHER = 0
    SOFT = 1
    """An event in many sentences, a figure of speech in others."""
    EVENT = 2


class Deed(NamedTuple):
    """A verb for something that can be announced."""

    base: str
    past: tuple[str, ...]
    """Past tense and participle."""
    nouns: tuple[str, ...]
    """Nouns for the same deed."""
    weight: Weight


_STATES = frozenset(
    "be have cost remain depend need know think believe like love want feel seem mean matter "
    "understand stay keep continue lead help allow let make enable ensure require become "
    "represent include contain involve benefit suffer face prove look find see get do try never "
    "always serve increase decline improve change affect cause "
    "spend enjoy boost expand reduce remind disappear create reflect support respect welcome "
    "protect overshadow undermine derail engulf spill drag eclipse upend unravel plunge overwhelm "
    "defend fight win lose live exist last likely probably certainly almost rather still "
    "only even just ever most blame not use".split()
)
_READY = frozenset(
    "ready complete completed finished done operational over back available functional home "
    "in on out gone there here away off".split()
)
"""States that begin on a day: "will be ready in May"."""


_IRREGULAR = {
    "heard": "hear",
    "shown": "show",
    "told": "tell",
    "built": "build",
    "made": "make",
    "taken": "take",
    "kept": "keep",
    "put": "put",
    "set": "set",
    "read": "read",
    "chosen": "choose",
    "sworn": "swear",
    "drawn": "draw",
    "thrown": "throw",
    "brought": "bring",
    "laid": "lay",
    "led": "lead",
    "fought": "fight",
    "written": "write",
    "driven": "drive",
    "broken": "break",
    "torn": "tear",
    "begun": "begin",
    "sought": "seek",
    "taught": "teach",
    "lost": "lose",
    "found": "find",
    "left": "leave",
    "felt": "feel",
    "worn": "wear",
    "won": "win",
    "split": "split",
}
"""Participles without an ending of their own, of verbs for what can be done on a day."""


@cache
def deeds() -> dict[str, Deed]:
    """All deeds by base form."""
    out = {}
    for table, weight in ((EVENTS, Weight.EVENT), (SOFT, Weight.SOFT)):
        for line in table.strip().splitlines():
            base, _, rest = line.partition(":")
            past, _, nouns = rest.partition("|")
            out[base] = Deed(base, tuple(past.split()), tuple(nouns.split()), weight)
    return out


def _gerunds(base: str) -> tuple[str, ...]:
    return f"{base}ing", f"{base.removesuffix('e')}ing", f"{base}{base[-1]}ing"


@cache
def _after_be() -> dict[str, str]:
    """Base forms by participle and gerund."""
    out: dict[str, str] = {}
    for base, deed in deeds().items():
        if " " not in base:
            for form in (*deed.past, *_gerunds(base)):
                out.setdefault(form, base)
    return out


def weigh(verb: str, *, after_be: bool) -> tuple[str, Weight]:
    """Base form and weight of a verb, lower case; ``after_be``: it follows "be"."""
    if after_be:
        if verb in _READY:
            return verb, Weight.SOFT
        base = _after_be().get(verb) or _IRREGULAR.get(verb)
        if base:
            return base, deeds()[base].weight if base in deeds() else Weight.OTHER
        moves = verb.endswith(("ed", "ing"))
        return verb, Weight.OTHER if moves else Weight.STATE
    known = deeds().get(verb)
    if known:
        return verb, known.weight
    return verb, Weight.STATE if verb in _STATES else Weight.OTHER


def harms() -> frozenset[str]:
    """Deeds by which somebody is hurt, by base form."""
    return _HARMS - {"send", "withdraw", "close", "march"}


def stem(word: str) -> str:
    """A word without the endings of number, tense and person, lower case."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Kinds of deed by base form."""
    out: dict[str, set[str]] = {}
    for line in _ALIKE.strip().splitlines():
        kind, _, verbs = line.partition(":")
        for verb in verbs.split():
            out.setdefault(verb.replace("_", " "), set()).add(kind)
    return {verb: frozenset(kinds) for verb, kinds in out.items()}


@cache
def _noun_kinds() -> dict[str, frozenset[str]]:
    """Kinds of deed by the nouns that name them."""
    out: dict[str, set[str]] = {}
    for kind, nouns in _KINDRED.items():
        for noun in nouns.split():
            out.setdefault(noun, set()).add(kind)
    for base, deed in deeds().items():
        gerunds = _gerunds(base) if " " not in base else ()
        for noun in (*deed.nouns, *gerunds):
            known = noun in EVENT_NOUNS.split() and noun in out
            out.setdefault(noun, set()).update(() if known else kinds_of(base))
    return {noun: frozenset(kinds) for noun, kinds in out.items() if kinds}


@cache
def _past_kinds() -> dict[str, frozenset[str]]:
    """Kinds of deed by the past forms of their verbs; of a phrase by its first word."""
    out: dict[str, set[str]] = {}
    for base, deed in deeds().items():
        if base not in _LIGHT and base not in {"say", "tell", "report", "take office"}:
            for form in deed.past:
                out.setdefault(form, set()).update(kinds_of(base))
    return {form: frozenset(kinds) for form, kinds in out.items()}


@cache
def kinds_of(verb: str) -> frozenset[str]:
    """What kinds of deed a verb tells, by names that two verbs for one event share; none for one
    that says nothing without its noun."""
    if verb in _LIGHT and verb not in {"begin", "start"}:
        return frozenset()
    return _kinds().get(verb, frozenset()) | {f"verb {stem(verb)}"}


@cache
def kinds_of_noun(noun: str) -> frozenset[str]:
    """The same for a noun, lower case; none when it names no deed."""
    return _noun_kinds().get(noun, frozenset())


def is_light(past: str) -> bool:
    """Whether a past form tells of the deed that a noun beside it names, as "held" does."""
    return past in _LIGHT_PAST


@cache
def kinds_of_past(form: str) -> frozenset[str]:
    """The same for a past form, lower case; of a verb that is not listed when it is regular."""
    known = _past_kinds().get(form)
    if known is not None:
        return known
    regular = form.endswith("ed") and len(form) > 4 and form not in _NOT_DONE
    return frozenset({f"verb {stem(form)}"}) if regular else frozenset()


_NOT_DONE = frozenset(
    "asked called added noted warned hoped wanted needed planned intended expected agreed promised "
    "pledged vowed threatened scheduled supposed armed united based indeed wounded hundred".split()
)

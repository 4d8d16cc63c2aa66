"""Deeds that can be announced and later be seen to have been done."""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

_EVENTS = """
meet: met | meeting meetings summit talks
visit: visited | visit trip tour
hold: held |
host: hosted |
begin: began begun | start beginning
start: started | start
send: sent | shipment delivery
deliver: delivered | delivery deliveries
sign: signed | signing agreement treaty deal accord pact
vote: voted | vote ballot
attend: attended | attendance
travel: travelled traveled | trip journey visit
arrive: arrived | arrival
depart: departed | departure
convene: convened | session meeting
gather: gathered | gathering
resume: resumed | resumption
launch: launched | launch
release: released | release
publish: published | publication
announce: announced | announcement
submit: submitted | submission
unveil: unveiled |
return: returned | return
withdraw: withdrew withdrawn | withdrawal pullout
deploy: deployed | deployment
impose: imposed | sanctions tariffs
lift: lifted |
ratify: ratified | ratification
approve: approved | approval
elect: elected | election
appoint: appointed | appointment
inaugurate: inaugurated | inauguration
speak: spoke spoken | speech address
discuss: discussed | talks discussions
negotiate: negotiated | negotiations talks
join: joined | accession
expel: expelled | expulsion
recall: recalled | recall
reopen: reopened | reopening
exchange: exchanged | exchange swap
hand over: handed | handover delivery
transfer: transferred | transfer
suspend: suspended | suspension
step down: stepped | resignation
resign: resigned | resignation
testify: testified | testimony
decide: decided | decision
chair: chaired |
mediate: mediated | mediation
take place: took taken |
take part: took taken |
take office: took taken | inauguration
reach: reached | arrival delivery
evacuate: evacuated | evacuation
sentence: sentenced | sentencing
"""
_SOFT = """
open: opened | opening
close: closed | closure
provide: provided | delivery
leave: left | departure
present: presented | presentation
receive: received | delivery arrival
address: addressed | address speech
conduct: conducted |
extend: extended | extension
end: ended | end
appear: appeared | appearance
rule: ruled | ruling
fly: flew flown | flight
go: went gone |
ask: asked | request
come: came | arrival
land: landed | landing
complete: completed | completion
finish: finished |
press: pressed |
raise: raised |
propose: proposed | proposal
request: requested | request
seek: sought |
review: reviewed | review
investigate: investigated | investigation inquiry
work: worked |
train: trained | training
supply: supplied | supply delivery
donate: donated | donation
buy: bought | purchase
pay: paid | payment
lend: lent | loan
build: built | construction
move: moved | move
run: ran |
stand: stood |
file: filed |
introduce: introduced |
issue: issued |
adopt: adopted | adoption
pass: passed | passage
add: added |
replace: replaced |
cut: cut |
follow: followed |
report: reported |
say: said |
tell: told |
brief: briefed | briefing
"""

EVENT_NOUNS = (
    "meeting meetings summit summits talks visit visits trip tour election elections vote votes "
    "referendum ballot conference conferences session sessions hearing hearings trial ceremony "
    "exercise exercises drill drills negotiations round forum congress parade march inauguration "
    "handover exchange swap ceasefire truce withdrawal operation delivery deliveries shipment "
    "shipments signing launch test launches tests"
)
"""Nouns that name something held, made or carried out on a day."""


_SAME = ("reach arrive receive deliver transfer", "begin start open")
"""Verbs by which one event may be told: what was to reach somebody has been received."""


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
    "always take bring give serve grow rise fall increase decline improve change affect cause "
    "spend enjoy boost expand reduce remind disappear create reflect support respect welcome "
    "protect defend fight win lose live exist last likely probably certainly almost rather still "
    "only even just ever most blame not use".split()
)
_READY = frozenset(
    "ready complete completed finished done operational over back available functional".split()
)
"""States that begin on a day: "will be ready in May"."""


@cache
def deeds() -> dict[str, Deed]:
    """All deeds by base form."""
    out = {}
    for table, weight in ((_EVENTS, Weight.EVENT), (_SOFT, Weight.SOFT)):
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
        base = _after_be().get(verb)
        if base:
            return base, deeds()[base].weight
        moves = verb.endswith(("ed", "ing"))
        return verb, Weight.OTHER if moves else Weight.STATE
    known = deeds().get(verb)
    if known:
        return verb, known.weight
    return verb, Weight.STATE if verb in _STATES else Weight.OTHER


@cache
def past_forms(verb: str) -> frozenset[str]:
    """Past forms by which a deed may be told as done; a participle is its own."""
    known = deeds().get(verb)
    if known is None:
        return frozenset({verb})
    alike = [line.split() for line in _SAME if verb in line.split()]
    verbs = {verb, *(other for line in alike for other in line)}
    return frozenset(form for one in verbs if one in deeds() for form in deeds()[one].past)

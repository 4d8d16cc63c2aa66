"""Words that tell whom a noun phrase can mean."""

from __future__ import annotations

FIRST = frozenset("i we me us my our".split())
PERSONAL = frozenset("he she him her his".split())
THING = frozenset("it its itself".split())
MANY = frozenset("they them their themselves".split())
PRONOUNS = FIRST | PERSONAL | THING | MANY
WEAPONS = frozenset(
    "warplane jet artillery helicopter tank warship aircraft gunship bulldozer drone missile "
    "predator fighter-jet submarine gunboat frigate".split()
)
"""Weapons that stand for the army they belong to, where the words say whose they are."""
VAGUE = frozenset(
    "country nation state member side ally supporter follower power body republic counterpart "
    "partner neighbour neighbor person other bloc suspect expert council department unit mission "
    "family community human population passenger pool".split()
)
"""Nouns that name nobody without their state."""
DOMESTIC = frozenset("COP CVL OPP LAB EDU AGR JUD LEG MIL REB GOV REF MED CRM UAF".split())
"""Sectors that, unnamed, are taken for those of the place."""
OF_STATE = frozenset("MIL GOV COP JUD LEG SPY".split())
ELSEWHERE = PRONOUNS | frozenset("foreign international western allied overseas other".split())
LYING = frozenset(
    "target position home house village town city area base camp building airfield depot port "
    "hospital school plant bridge settlement territory land line site facility installation "
    "infrastructure district region province stronghold headquarters station checkpoint curfew "
    "emergency convoy market neighbourhood neighborhood refinery airport factory warehouse "
    "ministry embassy church mosque power grid dam jail prison suburb border village crossing "
    "sanction force voting law rule siege blockade settlement bank road street railway".split()
)
"""Things that lie somewhere: what is done to them is done to the place."""
FORMER = frozenset("former ex-president ousted exiled ex".split())

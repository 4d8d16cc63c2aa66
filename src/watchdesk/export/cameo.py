"""CAMEO codes of events that are told in PLOVER's types.

PLOVER's authors published which type, mode and context each CAMEO code became (CAMEO2PLOVER, 2021,
in the PLOVER repository). Read backwards it gives codes; where several became the same, what they
have in common is taken: SANCTION ``withdraw`` became of 161, 164 and 165, and gives 16. Goldstein
values are those that CAMEO's scale has for the root codes.
"""

from __future__ import annotations

from collections.abc import Sequence

GOLDSTEIN = {
    "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0,
    "11": -2.0, "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0,
    "18": -9.0, "19": -10.0,
}  # fmt: skip
"""Goldstein values of CAMEO's root codes."""
_ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07",
    "CONCEDE": "08", "RETREAT": "08", "REQUEST": "10", "ACCUSE": "11", "REJECT": "12",
    "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17",
}  # fmt: skip
_MODES = {
    "ACCUSE": {"investigate": "09"},
    "ASSAULT": {
        "abduct": "181", "beat": "182", "sexual": "1821", "torture": "1822",
        "suicide-attack": "183", "explosives": "183", "firearms": "193", "heavy-weapons": "194",
        "aerial": "195", "drone": "1952",
    },
    "COERCE": {
        "arrest": "173", "ban": "1722", "curfew": "1723", "deport": "174", "martial-law": "1724",
    },
    "CONSULT": {"phone": "041", "visit": "042", "host": "043", "third-party": "044"},
    "PROTEST": {
        "demo": "141", "hunger": "142", "boycott": "143", "obstruct": "144", "riot": "145",
    },
    "REQUEST": {"yield": "105"},
    "RETREAT": {
        "access": "086", "ceasefire": "0871", "disarm": "087", "release": "0841", "return": "0842",
        "withdraw": "087",
    },
    "SANCTION": {"discontinue": "162", "expel": "166"},
}  # fmt: skip
_CONTEXTS = {
    "AID": {
        "economic": "071", "military": "072", "humanitarian": "073", "peacekeeping": "074",
        "asylum": "075",
    },
    "COOPERATE": {"economic": "061", "military": "062", "legal": "063", "intelligence": "064"},
}  # fmt: skip


def code_of(kind: str, modes: Sequence[str], contexts: Sequence[str] = ()) -> str:
    """The CAMEO code of a PLOVER type, as far as its modes and contexts tell it, of two digits or
    more; empty where CAMEO divides what PLOVER does not: an assault whose means are not told."""
    for table, told in ((_MODES, modes), (_CONTEXTS, contexts)):
        found = table.get(kind, {})
        for one in told:
            if one in found:
                return found[one]
    return _ROOTS.get(kind, "")


def whole(code: str) -> str:
    """A code as an event bears it: a root code with its general digit."""
    return f"{code}0" if len(code) == 2 else code


def intensity_of(code: str) -> str:
    """The Goldstein value of a code's root; empty without one."""
    return str(GOLDSTEIN.get(code[:2], ""))

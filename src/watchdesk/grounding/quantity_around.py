"""Words around a numeral that loosen it, bound it, or open a range."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.quantity_words import ABOUT, HIGH, JUST_OVER, JUST_UNDER, LOW, either


class Loose(Enum):
    """What words make of a number: whether it stays a lower or upper bound, and exact."""

    LOW = (True, False, False)
    HIGH = (False, True, False)
    JUST_OVER = (True, False, True)
    JUST_UNDER = (False, True, True)
    ABOUT = (True, True, True)

    @property
    def low(self) -> bool:
        """Whether the number is a lower bound."""
        return self.value[0]

    @property
    def high(self) -> bool:
        """Whether it is an upper bound."""
        return self.value[1]

    @property
    def approximate(self) -> bool:
        """Whether it is not meant to the unit."""
        return self.value[2]


class Before(NamedTuple):
    """What stands before a numeral and belongs to it."""

    start: int
    loose: tuple[Loose, ...] = ()
    lead: str | None = None
    """``between`` or ``from``."""
    additional: bool = False
    words: str | None = None
    """Those that loosen it."""
    lead_at: int = 0
    """Where ``lead`` stands."""


class After(NamedTuple):
    """What stands behind an amount and belongs to it."""

    end: int
    loose: tuple[Loose, ...] = ()
    additional: bool = False
    words: str | None = None


_LONGEST = 60
_TABLE = {
    **dict.fromkeys(LOW, Loose.LOW),
    **dict.fromkeys(HIGH, Loose.HIGH),
    **dict.fromkeys(JUST_OVER, Loose.JUST_OVER),
    **dict.fromkeys(JUST_UNDER, Loose.JUST_UNDER),
    **dict.fromkeys(ABOUT, Loose.ABOUT),
}
_BEHIND = {
    "+": Loose.LOW, "-plus": Loose.LOW, " plus": Loose.LOW, " or more": Loose.LOW,
    " or above": Loose.LOW, " or over": Loose.LOW, " and counting": Loose.LOW,
    " or fewer": Loose.HIGH, " or less": Loose.HIGH, " or under": Loose.HIGH,
    " or below": Loose.HIGH, " or so": Loose.ABOUT, "-odd": Loose.ABOUT, " odd": Loose.ABOUT,
    " or thereabouts": Loose.ABOUT, " at least": Loose.LOW, " at most": Loose.HIGH,
    " at the most": Loose.HIGH, " at the least": Loose.LOW, "-ish": Loose.ABOUT,
    " maximum": Loose.HIGH, " minimum": Loose.LOW,
}  # fmt: skip
_DETACHED = frozenset((" at least", " at most", " at the most", " at the least", " plus",
                       " maximum", " minimum"))  # fmt: skip
"""Read behind a number only where the clause ends there: elsewhere they belong to what follows."""
_CLOSED = re.compile(r"\s*(?:[.,;:)”\"]|$)")
_MORE = re.compile(r"(?i:[ \u00a0](?:more|additional|further|extra)\b)(?! than)")


@cache
def _loosening() -> re.Pattern[str]:
    more = "another|an additional|an extra|a further|additional|an added|a"
    return re.compile(
        rf"(?<![\w-])(?:(?P<lead>between|from|anywhere from|anything from)[ \u00a0])?"
        rf"(?P<add1>(?:{more})[ \u00a0])?"
        rf"(?P<fuzz>(?:(?:{either(*_TABLE)})[ \u00a0]){{0,2}})"
        rf"(?:(?:the|its|their|a total of|further)[ \u00a0])?"
        rf"(?P<add2>(?:{more})[ \u00a0])?(?P<tilde>[~≈] ?)?$",
        re.IGNORECASE,
    )


@cache
def _single() -> re.Pattern[str]:
    return re.compile(either(*_TABLE), re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?P<word>{either(*_BEHIND)})(?!\w))|(?P<plus>\+)")


def before(text: str, start: int, taken: int) -> Before:
    """What loosens the numeral that starts at a place; nothing before ``taken`` is looked at."""
    low = max(taken, start - _LONGEST)
    match = _loosening().search(text[low:start])
    if match is None or not match[0]:
        return Before(start)
    words = [word.lower() for word in _single().findall(match["fuzz"] or "")]
    loose = tuple(_TABLE[" ".join(word.replace("\u00a0", " ").split())] for word in words)
    if match["tilde"]:
        loose += (Loose.ABOUT,)
    lead = (match["lead"] or "").lower().split()
    additional = any((match[name] or "a ").strip().lower() != "a" for name in ("add1", "add2"))
    if loose:
        at = match.start("add1") if match["add1"] and additional else match.start("fuzz")
    elif additional:
        at = match.start("add1") if match["add1"] else match.start("add2")
    else:
        at = match.end()
    told = (match["fuzz"] or "").strip() or (match["tilde"] or "").strip() or None
    opened = low + match.start("lead") if lead else 0
    return Before(low + at, loose, lead[-1] if lead else None, additional, told, opened)


def behind_noun(text: str, end: int) -> Loose | None:
    """What loosens an amount behind the noun it counts: "40 people or so", "20 men or more"."""
    match = _behind().match(text, end)
    if match is None or match["plus"] or not match["word"].startswith(" "):
        return None
    word = " ".join(match["word"].lower().split(" "))
    return _BEHIND[word] if word.startswith(" or ") or _CLOSED.match(text, match.end()) else None


def after(text: str, end: int) -> After:
    """What loosens the amount that ends at a place, and whether it comes on top of another."""
    match = _behind().match(text, end)
    loose: tuple[Loose, ...] = ()
    words = None
    at = end
    if match is not None:
        word = "+" if match["plus"] else " ".join(match["word"].lower().split(" "))
        if word not in _DETACHED or _CLOSED.match(text, match.end()):
            loose, at, words = (_BEHIND[word],), match.end(), match[0].strip(" -")
    more = _MORE.match(text, at)
    return After(more.end() if more else at, loose, more is not None, words)

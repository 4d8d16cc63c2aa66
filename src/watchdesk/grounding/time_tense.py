"""Whether the words around a time expression tell of the past or of what is to come."""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.grounding.time_model import Tense

_FUTURE = (
    r"(?:will|would|may|might|could|should|must|to)(?: not| also| soon| now)? be [a-z]{2,20}|"
    r"will|won['’]t|shall|going to|set to|scheduled|slated|expected|expects?|plans?|planned|"
    r"planning|upcoming|ahead of|due (?:in|on|by|to (?!the)[a-z]+)|would|intends?|"
    r"aims?|aiming|hopes?|hoping|looming|[a-z]{1,6}['’]ll|might|may|could(?! not have| have)|"
    r"is to|are to"
)
_PAST = (
    r"was|were|had|did|said|told|has|have|been|took|taken|came|went|made|gave|given|met|held|"
    r"began|begun|broke|broken|fell|fallen|rose|risen|won|lost|left|saw|seen|wrote|written|"
    r"spoke|spoken|sent|shot|struck|hit|led|kept|got|knew|known|found|fought|brought|bought|"
    r"caught|taught|thought|built|cut|put|set off|drew|drawn|flew|flown|grew|grown|ran|sank|"
    r"sunk|withdrew|withdrawn|overthrew|overthrown|became|swept|fled|paid|laid|threw|thrown|"
    r"sold|spent|stood|swore|sworn|arose|drove|driven|died|dropped|seized|[a-z]{2,18}[^e\W\d_]ed"
)
_MARK = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:()“”\"–—]|\bthat\b|\bwhich\b|\bwho\b|\band\b|\bbut\b|\bwhen\b")
_NOT_VERBS = frozenset(
    "united need indeed speed breed exceed proceed succeed seed hundred kindred sacred naked "
    "wicked aged limited so-called red bed".split()
)
_PAUSE_COST = 5
_AFTER_COST = 1


class Mark(NamedTuple):
    """A word that shows tense, with its place in the sentence."""

    start: int
    end: int
    tense: Tense


def marks(sentence: str) -> tuple[Mark, ...]:
    """The words of a sentence that show tense, in order."""
    out = []
    for match in _MARK.finditer(sentence):
        word = match[0].lower()
        if match["future"]:
            if word == "may" and match[0] != "may":
                continue
            out.append(Mark(match.start(), match.end(), Tense.FUTURE))
        elif word not in _NOT_VERBS:
            out.append(Mark(match.start(), match.end(), Tense.PAST))
    return tuple(out)


def tense_at(sentence: str, start: int, end: int, found: tuple[Mark, ...]) -> Tense:
    """The tense of the nearest marking word; a pause between counts as five words."""
    best: tuple[int, Tense] | None = None
    for mark in found:
        if mark.start < end and start < mark.end:
            continue
        before = mark.end <= start
        between = sentence[mark.end : start] if before else sentence[end : mark.start]
        cost = between.count(" ") + _PAUSE_COST * len(_PAUSE.findall(between))
        cost += 0 if before else _AFTER_COST
        if best is None or cost < best[0] or (cost == best[0] and mark.tense is Tense.FUTURE):
            best = (cost, mark.tense)
    return best[1] if best else Tense.NONE

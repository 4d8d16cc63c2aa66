"""Whether the words around a time expression tell of the past or of what is to come."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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


class Tenses:
    """The words of a sentence that show tense, found by place."""

    def __init__(self, sentence: str) -> None:
        self._marks = marks(sentence)
        self._starts = [mark.start for mark in self._marks]
        self._ends = [mark.end for mark in self._marks]
        self._spaces = [at for at, sign in enumerate(sentence) if sign == " "]
        self._pauses = [match.start() for match in _PAUSE.finditer(sentence)]

    def at(self, start: int, end: int, only_after: bool = False) -> Tense:
        """The tense of the nearest marking word outside the words from ``start`` to ``end``.

        A pause between counts as five words. With ``only_after`` only words behind count.
        """
        best: tuple[int, Tense] | None = None
        back = bisect_right(self._ends, start) - 1
        if back >= 0 and not only_after:
            best = self._cost(self._ends[back], start), self._marks[back].tense
        ahead = bisect_left(self._starts, end + only_after)
        if ahead < len(self._marks):
            cost = self._cost(end, self._starts[ahead]) + _AFTER_COST
            tense = self._marks[ahead].tense
            if best is None or cost < best[0] or (cost == best[0] and tense is Tense.FUTURE):
                best = cost, tense
        return best[1] if best else Tense.NONE

    def _cost(self, start: int, end: int) -> int:
        spaces = bisect_left(self._spaces, end) - bisect_left(self._spaces, start)
        pauses = bisect_left(self._pauses, end) - bisect_left(self._pauses, start)
        return spaces + _PAUSE_COST * pauses

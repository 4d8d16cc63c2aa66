"""Where reported content ends when the sentence goes on after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchdesk.attribution.first.clauses import Range, is_adverb, is_verb, opens_noun_phrase
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import OPENERS, PREPOSITIONS, TIME_HEADS

if TYPE_CHECKING:
    from watchdesk.attribution.first.trailing import Candidate

_CONTRAST = frozenset("but while though although whereas yet".split())
_DOUBT = re.compile(
    r"(?:but|though|although|a|an|which|and|yet)\s[^,;]{0,40}?\b(?:claims?|account|report|statement|"
    r"allegations?|assertion|it|figures?|could|has|have|cannot|not)\b[^,;]{0,30}?\b(?:verif|"
    r"confirm|unclear|corroborat|disput|denie)"
)


def content_end(units: Sentence, c: Candidate, cands: list[Candidate], accords: list[Range]) -> int:
    """One past the last unit of the content right of a cue."""
    assert c.right is not None
    start = c.right.start
    hi = len(units)
    if c.right.quoted and _self_contained(units, start):
        return start + 1
    end = hi
    for d in cands:
        if d.group.verb > start and d is not c:
            end = min(end, _cut_before(units, c, d, start, hi))
    for a in accords:
        if a.start > start and units[a.start - 1].low in (",", "—", "–"):
            end = min(end, a.start - 1)
    end = min(end, _new_sentence(units, start, end))
    end = min(end, _semicolon(units, c, start, end))
    if c.group.entry.lemma == "call" and units[c.cue.end - 1].low != c.group.entry.lemma:
        end = min(end, _aside(units, start, end))
    if c.opener or c.relative:
        end = min(end, _closing_comma(units, start, hi, c.opener))
    return min(end, doubt_after(units, start, end))


def _self_contained(units: Sentence, k: int) -> bool:
    quote = units[k].quote
    if quote is None:
        return False
    words = units[k].text.rstrip("\"”'’»").rstrip()
    if not quote.closed or words.endswith((".", "?", "!", ",", "—", "–", "…")):
        return True
    return k + 1 < len(units) and units[k + 1].low in (",", ";") and len(words.split()) > 4


def _cut_before(units: Sentence, c: Candidate, d: Candidate, start: int, hi: int) -> int:
    if d.shares is c or (d.shares is not None and d.shares is c.shares):
        return _before_joint(units, d.group.start, start)
    if d.left is not None:
        if d.left.start > start:
            return d.left.start
        return d.left.end if d.left.end > start else hi
    if d.shares is None and d.source is not None and d.source.start <= c.cue.start:
        return max(start + 1, min(d.source.end, hi)) if d.source.end > start else hi
    if d.shares is not None or d.source is None or d.source.start <= start:
        return hi
    k = d.source.start
    if k - 1 > start and units[k - 1].low in _CONTRAST:
        return _before_joint(units, k, start)
    if k - 1 > start and units[k - 1].low == ";":
        return k - 1
    if k - 1 > start and units[k - 1].low == "," and _subordinate(units):
        return k - 1
    if k - 2 > start and units[k - 1].low == "and" and units[k - 2].low == ",":
        return k - 2
    return hi


def _subordinate(units: Sentence) -> bool:
    """Whether the sentence opens with what is not its main clause ("Asked if …, X said")."""
    low = units[0].low
    return low in OPENERS or low in PREPOSITIONS or low.endswith(("ed", "ing"))


def _new_sentence(units: Sentence, start: int, end: int) -> int:
    """Where ", and on Friday he …" tells on; the content would go on with "that"."""
    for i in range(start + 3, end - 2):
        if units[i].low == "," and units[i + 1].low == "and":
            k = i + 2
            while k < end and (units[k].timed or units[k].low in TIME_HEADS or is_adverb(units[k])):
                k += 1
            if k > i + 2 and k < end and units[k].low in ("he", "she", "they"):
                return i
    return end


def _before_joint(units: Sentence, k: int, start: int) -> int:
    """Back over adverbs, a conjunction and its comma."""
    i = k
    while i - 1 > start and (is_adverb(units[i - 1]) or units[i - 1].timed):
        i -= 1
    if i - 1 > start and units[i - 1].low in _CONTRAST | {"and"}:
        i -= 1
    if i - 1 > start and units[i - 1].low in (",", ";", "—", "–"):
        i -= 1
    return i if i > start else k


def _semicolon(units: Sentence, c: Candidate, start: int, end: int) -> int:
    """Where another clause is told on after ";": a statement goes on with "that" or the like.

    After "spoke of" or "called" what follows is told on in any case.
    """
    for i in range(start + 1, end - 1):
        if units[i].low == ";":
            phrase = bool(c.group.entry.prepositions) or "amount" in c.group.entry.frames
            own = units[i + 1].is_name and _main_clause(units, i + 1, end)
            return i if phrase or own else end
    return end


def _aside(units: Sentence, start: int, end: int) -> int:
    """Where ", as troops moved on" tells what went on while somebody called for something."""
    for i in range(start + 1, end - 1):
        if units[i].low == "," and units[i + 1].low in OPENERS:
            return i
    return end


def _closing_comma(units: Sentence, start: int, hi: int, opener: bool) -> int:
    for i in range(start + 1, hi - 1):
        if units[i].low == "," and (not opener or _main_clause(units, i + 1, hi)):
            return i
    return hi


def _main_clause(units: Sentence, k: int, hi: int) -> bool:
    """Whether a clause with its own subject starts here, up to its verb."""
    if not opens_noun_phrase(units, k):
        return False
    for i in range(k, min(hi, k + 12)):
        if is_verb(units, i):
            return True
        if units[i].low == ",":
            return False
    return False


def doubt_after(units: Sentence, start: int, end: int) -> int:
    """Where a remark on the standing of the content starts ("…, but that claim has yet …")."""
    for i in range(start + 1, end):
        if units[i].low in (",", "—", "–", ";") and i + 1 < end:
            words = " ".join(u.low for u in units[i + 1 : min(end, i + 18)])
            if _DOUBT.match(words):
                return i
    return end

"""Verb groups: the cue word with its auxiliaries, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.attribution.first.clauses import is_adverb, opens_noun_phrase
from watchdesk.attribution.first.cues import Cue, verb_forms
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    NOT_ALONE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)

_NOUNISH = frozenset(
    "report claim call demand state note fear hope show find comment question answer signal doubt "
    "support promise pledge vow estimate caution slam blog post tweet back read shout joke boast "
    "lament stress highlight outline dispute contest blast favor favour suspect threat praise "
    "welcome condemn hail worry doubt champion brag quip counter judge outline mention "
    "testify repeat exclaim wonder remark guess text email message volunteer reason".split()
)
_TIMES = frozenset("today yesterday earlier since so soon long always only even just".split())
_NEVER_BARE = frozenset("both many some most all others few".split())


@dataclass(slots=True)
class Group:
    """A finite or participial verb group in a sentence."""

    entry: Cue
    start: int
    """Position of its first word (an auxiliary, or the cue itself)."""
    verb: int
    """Position of the cue word."""
    negated: bool
    modal: bool
    passive: bool
    participle: bool
    """An -ing form without an auxiliary."""

    @property
    def end(self) -> int:
        """One past the cue word."""
        return self.verb + 1


def group_at(units: Sentence, i: int) -> Group | None:
    """The verb group whose cue word stands at ``i``, or ``None`` when it is no verb here."""
    unit = units[i]
    if unit.quote:
        return None
    entry = verb_forms().get(unit.low)
    if entry is None or (unit.is_name and i > 0 and units[i - 1].low not in (",", ":")):
        return None
    start, negated, modal, be, helped = _auxiliaries(units, i)
    before = units[start - 1].low if start else ""
    if not helped and not _is_verb_here(units, i, entry, before):
        return None
    on = _went_on(units, start) if before == "to" and start == i else None
    if on is not None:
        return Group(entry, on, i, False, False, False, False)
    if entry.shape == "base" and (before == "to" or modal):
        return None
    if before == "to" and start < i:
        return None
    passive = be and entry.shape == "past"
    participle = entry.shape == "ing" and not be
    if participle and (before in PREPOSITIONS or before in DETERMINERS or before in POSSESSIVES):
        return None
    if entry.shape == "past" and not helped and i + 1 < len(units) and units[i + 1].low == "by":
        return None
    return Group(entry, start, i, negated, modal, passive, participle)


def _went_on(units: Sentence, i: int) -> int | None:
    """Position of "went" in "went on to say", ``i`` being that of "say"."""
    if i >= 4 and units[i - 2].low == "on" and units[i - 3].low in ("went", "goes", "gone"):
        return i - 3 - (units[i - 4].low in AUXILIARIES)
    return None


def _auxiliaries(units: Sentence, i: int) -> tuple[int, bool, bool, bool, bool]:
    k = i
    start = i
    negated = modal = be = False
    while k > 0:
        low = units[k - 1].low
        if units[k - 1].quote:
            break
        if low in NEGATIONS:
            negated = negated or units[k].low not in NOT_ALONE
            start = k - 1
        elif low in AUXILIARIES and low not in ("'s", "’s"):
            start = k - 1
            modal = modal or low in MODALS
            be = be or low in BE
        elif not is_adverb(units[k - 1]) or units[k - 1].timed:
            break
        elif k - 1 > 0 and low not in _TIMES:
            start = k - 1
        k -= 1
    helped = any(units[j].low in AUXILIARIES for j in range(start, i))
    return start, negated, modal, be, helped


def _is_verb_here(units: Sentence, i: int, entry: Cue, before: str) -> bool:
    """Tell a verb from the noun or adjective of the same form."""
    if before in DETERMINERS or before in POSSESSIVES or before in ("'s", "’s"):
        return before in _NEVER_BARE and entry.lemma not in _NOUNISH
    if entry.shape in ("past", "ing") or entry.lemma not in _NOUNISH:
        return True
    if before in PREPOSITIONS:
        return False
    if before in PRONOUNS:
        return True
    after = units[i + 1] if i + 1 < len(units) else None
    named = units[i - 1].is_name or before in PRONOUNS
    if after is None or after.low in (".", ","):
        return named and entry.shape == "s"
    if after.quote or after.low in ("that", "to", "whether") or after.low in PRONOUNS:
        return True
    if entry.shape == "base":
        return False
    return entry.lemma in ("report", "claim", "note", "call", "fear", "hope", "state") and (
        opens_noun_phrase(units, i + 1) or after.low == ":"
    )

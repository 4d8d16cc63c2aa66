"""Who acts and to whom, from the order of the words alone.

A doer is looked for before an active verb and after "by" in the passive, a receiver on the other
side, both within the clause. Without a syntax tree a doubtful name is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from watchdesk.events.triggers import Token, Trigger, back_over_adverbs
from watchdesk.events.words import (
    BE,
    BOUNDARIES,
    DETERMINERS,
    HAVE,
    MODALS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
)
from watchdesk.records import Mention, MentionKind, Place

_ACTING = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP, MentionKind.PLACE}
)
_AFTER_REACH = 14
_BEFORE_REACH = 25
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF_TYPES = frozenset({"REQUEST", "SUPPORT", "SANCTION"})
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_JOINING = frozenset({"and", ",", "or", "&"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with the tokens it covers."""

    mention: Mention
    at: int
    stop: int


@dataclass(frozen=True)
class Clause:
    """A sentence with its mentions, ready to be asked."""

    tokens: Sequence[Token]
    named: Sequence[Named]

    @classmethod
    def of(cls, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Clause:
        """A sentence and its mentions; of two that overlap the longer counts."""
        starts = [token.start for token in tokens]
        ends = [token.end for token in tokens]
        out: list[Named] = []
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            at = bisect_left(starts, mention.start)
            stop = min(bisect_left(ends, mention.end) + 1, len(tokens))
            if at < stop and not (out and out[-1].stop > at):
                out.append(Named(mention, at, stop))
        return cls(tokens, out)

    def names(self, at: int) -> bool:
        """Whether a token is part of a name."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self.named[index].stop

    @cached_property
    def _starts(self) -> list[int]:
        return [named.at for named in self.named]

    def _between(self, low: int, high: int) -> Sequence[Named]:
        """The mentions that start at tokens ``low`` up to, not including, ``high``."""
        return self.named[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def _governor(self, named: Named) -> str:
        """The preposition a name hangs on, over articles, adjectives and titles; else empty."""
        for index in range(named.at - 1, max(-1, named.at - 7), -1):
            token = self.tokens[index]
            if token.lower in PREPOSITIONS:
                return token.lower
            wordy = token.lower.isalpha() or token.lower in _POSSESSIVE or "-" in token.lower
            verbal = token.lower in BE or token.lower in HAVE or token.lower in MODALS
            if not wordy or verbal or token.lower in BOUNDARIES or token.lower == "and":
                return ""
            if token.lower in DETERMINERS:
                before = self.tokens[index - 1].lower if index else ""
                return before if before in PREPOSITIONS else ""
        return ""

    def _joined(self, start: Named) -> tuple[str, ...]:
        """A name and those joined to it by "and" or commas."""
        out = [start.mention.id]
        stop = start.stop
        for other in self._between(start.at + 1, start.stop + _AFTER_REACH):
            between = [t.lower for t in self.tokens[stop : other.at]]
            plain = [w for w in between if w not in _JOINING and w not in DETERMINERS]
            if plain or "and" not in between:
                break
            out.append(other.mention.id)
            stop = other.stop
        return tuple(out)

    def before(self, trigger: Trigger) -> tuple[str, ...]:
        """The subject of an active verb, or what a passive is done to."""
        low, at = self._clause_start(trigger.at)
        inside = [n for n in self._between(low, at) if n.stop <= at]
        free = [n for n in inside if self._governor(n) in ("", "of") and not self._owner(n)]
        plain = [n for n in free if self._governor(n) == ""]
        owners = [n for n in inside if self._owner(n) and self._governor(n) in ("", "of")]
        best = plain or owners or free
        return self._joined(best[0]) if best else self._speaker(low, at)

    def _speaker(self, low: int, at: int) -> tuple[str, ...]:
        """X in "X said it would": who speaks of himself."""
        pronouns = {t.lower for t in self.tokens[low:at]} & _PRONOUNS
        back = low - 1
        if back >= 1 and self.tokens[back].lower == "that":
            back -= 1
        if not pronouns or back < 1 or self.tokens[back].lower not in REPORTING:
            return ()
        for named in reversed(self._between(back - _BEFORE_REACH, back)):
            person = named.mention.kind is MentionKind.PERSON
            near = 0 <= back - named.stop <= 4 and self._governor(named) == ""
            if near and not self._owner(named) and (person == bool(pronouns & {"he", "she"})):
                return (named.mention.id,)
        return ()

    def _owner(self, named: Named) -> bool:
        if named.stop < len(self.tokens) and self.tokens[named.stop].lower in _POSSESSIVE:
            return True
        return self.tokens[named.stop - 1].text.endswith(("'s", "’s"))

    def _clause_start(self, at: int) -> tuple[int, int]:
        """First token of the clause, and where its subject must end."""
        index, skipped = at - 1, 0
        while index >= 0 and skipped < _BEFORE_REACH:
            lower = self.tokens[index].lower
            heads = self._between(index - 8, index) if lower in RELATIVES else ()
            comma = index - (lower != "that" and self.tokens[index - 1].lower == ",")
            if heads and heads[-1].stop == comma:
                return heads[-1].at, index
            if lower in BOUNDARIES:
                return index + 1, at
            index, skipped = index - 1, skipped + 1
        return index + 1, at

    def infinitive_subject(self, trigger: Trigger) -> tuple[str, ...]:
        """X in "wants X to sign": the name right before "to", unless a preposition owns it."""
        before = back_over_adverbs(self.tokens, trigger.at)
        if before < 1 or self.tokens[before].lower != "to":
            return ()
        for named in self._between(before - 8, before):
            if named.stop == before:
                return (named.mention.id,)
        return ()

    def after(self, trigger: Trigger) -> tuple[str, ...]:
        """The object of an active verb or of the preposition behind it."""
        physical = trigger.rule.type in _PHYSICAL
        start = trigger.stop
        if start < len(self.tokens) and self.tokens[start].lower == "that":
            start += 1
        for named in self._following(trigger.at + 1, start):
            governor = self._governor(named)
            if governor in PLACE_PREPOSITIONS and not (physical and governor == "at"):
                continue
            if governor == "of" and trigger.rule.type in _OF_TYPES:
                return self._joined(named)
            if governor in ("by", "for", "of", "after", "during", "about", "via") and not (
                governor == "of" and (trigger.noun or physical)
            ):
                continue
            return self._joined(named)
        return ()

    def agent(self, trigger: Trigger) -> tuple[str, ...]:
        """The name behind "by" in the passive."""
        for named in self._following(trigger.at + 1):
            if self._governor(named) == "by":
                return self._joined(named)
        return ()

    def doer_of_noun(self, trigger: Trigger) -> tuple[str, ...]:
        """X in "X's attack on" and "attack by X"; both names of "talks between X and Y"."""
        for named in self._between(trigger.at - 12, trigger.at):
            gap = trigger.at - named.stop
            if 0 <= gap <= 3 and self._owner(named) and not self._crossing(named.stop, trigger.at):
                return (named.mention.id,)
        return self.agent(trigger)

    def _crossing(self, start: int, stop: int) -> bool:
        return any(
            t.lower in BOUNDARIES or t.lower in PREPOSITIONS or t.lower == ","
            for t in self.tokens[start:stop]
        )

    def _following(self, start: int, free: int = 0) -> Sequence[Named]:
        """Names behind a trigger up to the end of its clause; before ``free`` nothing ends it."""
        stop = min(len(self.tokens), start + _AFTER_REACH)
        for index in range(max(start, free), stop):
            lower = self.tokens[index].lower
            tail = lower == "," and any(
                t.lower in REPORTING for t in self.tokens[index + 1 : index + 8]
            )
            if lower in BOUNDARIES or tail:
                stop = index
                break
        return self._between(start, stop)


def acting(mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention]:
    """The mentions that can act or be acted upon: a name of unknown kind if it is a place."""
    located = {place.span for place in places if place.lat is not None}
    return [m for m in mentions if m.kind in _ACTING or m.span in located]

"""Where words that announce stand: how surely they do, for when, and in what way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from watchdesk.ledger.deeds import harms
from watchdesk.ledger.due import Ahead, is_its_day, is_next_to, times_ahead
from watchdesk.ledger.forward import CONDITION, DATED, LIMITED, OWN, Cue
from watchdesk.ledger.forward_agents import agency
from watchdesk.ledger.forward_words import Kind, Tone
from watchdesk.ledger.page import Page
from watchdesk.records import (
    Act,
    Attribution,
    Event,
    ExpectationKind,
    Interval,
    Modality,
    Reading,
    Span,
    Speech,
    Verification,
)

_MONTH = 28
"""Days of a month: what was said "in May" is told again in June."""
_RETOLD = 8
"""Days before publication from which an announcement is only told again."""
_WEEK = 10
"""Days that still are a date in a calendar."""
_GAP = 300
"""Code points before a sentence in which the one before is looked for."""
_LAST = re.compile(r"[A-Z][^.!?“”\"\n]{10,250}\.\s?$")
"""A sentence of the same paragraph without quotation marks."""
_LEAST = 4
"""Words of an announcement, at least."""
_DEED = 40
"""Code points behind a cue in which its deed begins."""
_UNSURE = frozenset({Verification.DENIED, Verification.DISPUTED})
_SPOKEN = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})
_TELLS_NOW = re.compile(
    r"\b(?:says|say|tells|thinks|believes|argues|suggests|claims|warns|insists|notes|adds)\b", re.I
)
_TOLD = re.compile(
    r"\b(?:said|told|announced|added|confirmed|promised|reported|pledged|warned|vowed|insisted|declared|"
    r"signall?ed|indicated|disclosed|let\s+it\s+be\s+known|according\s+to|"
    r"went\s+on|replied|stated|stressed|maintained|reaffirmed|revealed|word\s+(?:came|comes|is|from))\b",
    re.I,
)
_WARNS = re.compile(r"\b(?:warn|threat|vow|swor|swear)", re.IGNORECASE)
_FORESEES = re.compile(
    r"\b(?:forecast|predict|expect|believ|estimat|project|anticipat|think|thought|reckon|assess|"
    r"fear|see)",
    re.IGNORECASE,
)
_GIVES_WORD = re.compile(r"\b(?:promis|pledg|vow|assur|guarante|commit)", re.IGNORECASE)
_LOOKS_ON = re.compile(
    r"\b(?:analysts?|economists?|experts?|forecasters?|observers|researchers?|think\s+tanks?|"
    r"pollsters?|strategists?)\b",
    re.IGNORECASE,
)
_CHANGES = frozenset("shrink fall rise grow double".split())
"""Verbs for what comes about by itself; told for the future they are a forecast."""
_SUFFERED = frozenset("die starve collapse suffer lose drown fail flee run go spread".split())
"""Verbs for what befalls somebody: to warn of it is no threat."""
_SELF = frozenset("he she it they we i".split())
_NOT_BEFORE = re.compile(r"\bnot\b.*\b(?:before|until)$", re.IGNORECASE)
_ON_CONDITION = re.compile(r"^[“\"']?(?:if|unless|should|provided)\b[^,]{1,200},\s+", re.IGNORECASE)
"""Words that set a condition before what they are the condition of."""
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_GIVEN = re.compile(r"(?:ed|took)\s+to$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Setting:
    """Where a cue stands."""

    page: Page
    sentence: Span
    cue: Cue
    around: Attribution | None
    """The innermost attribution that tells it."""
    part: Span | None = None
    """The clause that alone tells it, where its sentence tells something else, too."""

    @cached_property
    def what(self) -> Span:
        """The words that announce: the content the cue stands in, or the sentence."""
        if self.part is not None:
            return self.part.trim(self.page.text)
        if self.around is None:
            return self.sentence
        held = next(s for s in self.around.content if s.contains(self.cue.span))
        start, end = max(held.start, self.sentence.start), min(held.end, self.sentence.end)
        return Span(start, end).trim(self.page.text)

    @cached_property
    def times(self) -> list[Ahead]:
        """Times to come in the clause."""
        return times_ahead(self.page, self.cue.span, self.what, self.cue.now)

    def is_whole_in(self, part: Span) -> bool:
        """Whether the cue and the day it is due by stand in one part of the content."""
        if not part.contains(self.cue.span) or not self.times:
            return False
        return self.times[0].sure and part.contains(self.times[0].span)

    @property
    def lead(self) -> list[str]:
        """The words of the content before the cue, lower case."""
        return self.page.text[self.what.start : self.cue.span.start].lower().split()

    @property
    def is_reported(self) -> bool:
        """Whether it is indirect speech told in the past, where "would" is a future."""
        text = self.page.text
        lead = text[self.sentence.start : self.cue.span.start]
        if lead.count("“") > lead.count("”") or lead.count('"') % 2:
            return False
        if self.around is None:
            return bool(_TOLD.search(self.sentence.text_of(text))) or self._is_free
        if self.around.speech is Speech.DIRECT:
            return False
        foresees = _FORESEES.search(self.told_by) is not None
        if self.around.act not in _SPOKEN and not foresees and not _TOLD.search(lead):
            return False
        return not _TELLS_NOW.search(self.told_by)

    @property
    def _is_free(self) -> bool:
        """Whether it goes on telling what the sentence before told as somebody's words: "The
        minister said the line was safe. It would be finished by May." """
        before = self.page.text[max(0, self.sentence.start - _GAP) : self.sentence.start]
        last = _LAST.search(before)
        return last is not None and _TOLD.search(last.group()) is not None

    @property
    def told_by(self) -> str:
        """The words that say it was said."""
        cue = self.around.cue if self.around else None
        return cue.text_of(self.page.text) if cue else ""

    @property
    def is_own(self) -> bool:
        """Whether the content begins with the speaker as who is to do it: "it would ask"."""
        lead = [word.strip("“\"'‘,") for word in self.lead]
        return self.around is not None and 0 < len(lead) <= 3 and lead[-1] in _SELF

    @property
    def is_theirs(self) -> bool:
        """Whether it is to be done by somebody of the speaker's: "its minister would go"."""
        lead = [word.strip("“\"'‘,") for word in self.lead]
        return 0 < len(lead) <= 4 and bool({"its", "their", "his", "her"} & set(lead[:2]))

    @property
    def is_retold(self) -> bool:
        """Whether it was announced long before publication and is only recalled."""
        published = self.page.reading.article.published.earliest
        if published is None:
            return False
        published_on = self.page.reading.article.published.interval
        times = [t for t in self.page.times_in(self.sentence) if t.latest and t.latest <= published]
        if self.around is None:
            given = _GIVEN.search(self.cue.span.text_of(self.page.text))
            days = [t.latest for t in times if t.latest] if given and not self.times else []
        else:
            told = [t for t in times if t.latest and not t.span.overlaps(self.what)]
            days = [t.latest for t in told if t.latest]
            if any(t.days and t.days >= _MONTH and t.precedes(published_on) for t in told):
                return True
        if days:
            return (published - max(days)).days > _RETOLD
        return self._is_recalled

    @property
    def _is_recalled(self) -> bool:
        """Whether it is told as said before something else: "had said"."""
        if self.around is None or self.around.cue is None:
            return False
        cue = self.around.cue
        lead = self.page.text[max(self.sentence.start, cue.start - 12) : cue.end].lower().split()
        return "had" in lead and not any(one.sure for one in self.times)

    @property
    def weight(self) -> int:
        """How surely the cue announces something here; 0 when it does not."""
        cue, times, word = self.cue, self.times, self.cue.span.text_of(self.page.text).lower()
        if self.is_retold:
            return 0
        if cue.kind is Kind.DATED:
            near = [one for one in times if is_next_to(self.page, cue.span, one)]
            certain = near and (near[0].sure or not word.startswith("w") or self.is_reported)
            return cue.weight if certain else 0
        if cue.kind is Kind.TIMED and not times:
            return 0
        if cue.kind is Kind.NAMED:
            return cue.weight if times and is_its_day(self.page, cue.span, times[0]) else 0
        if cue.kind is Kind.AHEAD and not any(one.sure for one in times):
            return 0
        if self._is_saying or (cue.conditional and not self._is_meant_though):
            return 0
        bonus = (LIMITED if times[0].limit else DATED) if times else 0
        if cue.kind is Kind.PAST and not self._is_ahead:
            return 0
        if cue.kind is Kind.SHIFTED:
            if not self.is_reported or (word in {"should", "could"} and not times):
                return 0
            bonus += OWN if word == "would" and self.is_own else 0
        if cue.tone is Tone.FORECAST and cue.verb in _CHANGES and self.around is not None:
            bonus += 1
        if cue.conditional and not cue.unless and cue.tone is Tone.WILL and self._is_warned:
            bonus += CONDITION
        return cue.weight + bonus + self._is_an_event + self._agency

    @property
    def _is_saying(self) -> bool:
        """Whether it is a quip or a maxim: a "will" in direct speech of nobody who is named, and
        for no day behind it."""
        if self.around is None or self.around.speech is not Speech.DIRECT:
            return False
        ahead = any(one.span.start > self.cue.span.end for one in self.times)
        return self.cue.tone is Tone.WILL and not ahead and not self._agency

    @cached_property
    def _agency(self) -> int:
        """What it adds that somebody who can act is to do it, as somebody tells."""
        told = self.around is not None and self.around.act in _SPOKEN
        return agency(self.page, self.sentence, self.cue, self.around) if told else 0

    @property
    def _is_meant_though(self) -> bool:
        """Whether it is announced though a condition stands beside it: as harm, or as what comes
        on a day when nothing stops it."""
        tone, verb = self.cue.tone, self.cue.verb
        if tone is Tone.THREAT or verb in harms():
            return True
        if self.cue.if_not and (self.times or _WARNS.search(self.told_by)):
            return True
        if tone is Tone.FORECAST and verb in _CHANGES:
            return True
        if tone is Tone.WILL and verb in _GIFTS and self._agency and not self._only:
            return True
        if self.cue.unless or tone in {Tone.PROMISE, Tone.FIXED}:
            return bool(self.times)
        return self._is_warned

    @property
    def _only(self) -> bool:
        """Whether it will be done on no other condition."""
        return _ONLY.search(self.page.text, self.cue.span.start, self.what.end) is not None

    @property
    def _is_warned(self) -> bool:
        """Whether somebody warns of what they, or another named actor, will do."""
        if not _WARNS.search(self.told_by) or self.cue.verb in _CHANGES | _SUFFERED:
            return False
        text, at = self.page.text, self.cue.span.start
        last = text[max(self.what.start, at - 60) : at].rsplit(",", 1)[-1].split()
        named = 0 < len(last) <= 4 and any(w[0].isupper() or w.lower() in _SELF for w in last)
        return named and not self._is_foreseen

    @property
    def _is_ahead(self) -> bool:
        """Whether what "was due to" come was still ahead when that was published."""
        if self.is_reported or any(one.sure for one in self.times):
            return True
        if self.cue.tone is Tone.EXPECTED and self.cue.verb in _CHANGES:
            return True
        published = self.page.reading.article.published.interval
        today = published.days == 1 and any(one.interval == published for one in self.times)
        return today and self.cue.tone is Tone.FIXED

    @cached_property
    def _is_an_event(self) -> bool:
        """Whether what was read of events says that it is one that is meant, agreed or feared."""
        region = Span(self.cue.span.start, self.cue.span.end + _DEED)
        return any(_is_to_come(event) for event in _events_in(self.page.reading, region))

    def kind(self, day: Interval) -> ExpectationKind:
        """How it is said to be coming."""
        tone, verb = self.cue.tone, self.cue.verb
        warned = _WARNS.search(f"{self.told_by} {self.cue.span.text_of(self.page.text)}")
        menaced = self.cue.conditional and not self.cue.unless and tone not in _KEPT
        menaced = menaced and not (verb in _GIFTS or (tone is Tone.FORECAST and verb in _CHANGES))
        menaced |= verb in _STRIKES_BACK and tone is Tone.WILL and not self._is_answer
        if tone is Tone.THREAT or (warned and verb in harms()) or menaced or self.is_harm_unless:
            return ExpectationKind.THREATENED
        if tone is Tone.PROMISE and verb in _MEETS and not day.is_unknown:
            return ExpectationKind.SCHEDULED
        if tone is Tone.PROMISE or _GIVES_WORD.search(self.told_by):
            return ExpectationKind.PROMISED
        if tone is Tone.FORECAST or verb in _CHANGES or self._is_foreseen:
            return ExpectationKind.FORECAST
        dated = day.days is not None and day.days <= _WEEK
        if tone is Tone.EXPECTED:
            fixed = (dated and self._is_held) or bool(_RULINGS & set(self.cue.nouns))
            return ExpectationKind.SCHEDULED if fixed else ExpectationKind.FORECAST
        if tone is Tone.WILL and verb in _GIFTS:
            return ExpectationKind.PROMISED
        words = self.cue.span.text_of(self.page.text).lower()
        exact = day.days == 1 and words.startswith(("is ", "are ")) and tone is Tone.WILL
        fixed = tone is Tone.FIXED or (dated and tone is Tone.SET) or exact
        if self.cue.unless and not day.is_unknown:
            fixed = True
        if self.cue.if_not and tone is Tone.WILL and not self.cue.unless:
            return ExpectationKind.THREATENED
        if fixed or (tone is Tone.WILL and dated and self._is_held):
            return ExpectationKind.SCHEDULED
        return ExpectationKind.ANNOUNCED

    @property
    def _is_answer(self) -> bool:
        """Whether "respond" is to give an answer: "will respond to the letter"."""
        return self.page.text[self.cue.span.end :][:40].split()[1:2] == ["to"]

    @property
    def is_harm_unless(self) -> bool:
        """Whether harm is set against "unless"."""
        return self.cue.unless and self.cue.verb in harms()

    @property
    def _is_foreseen(self) -> bool:
        """Whether somebody who looks on takes it to be coming."""
        if self.around is None or self.is_own:
            return False
        speaker = self.around.chain[-1].name if self.around.chain else ""
        source = self.around.source.text_of(self.page.text) if self.around.source else ""
        return bool(_FORESEES.search(self.told_by) or _LOOKS_ON.search(f"{speaker} {source}"))

    @property
    def _is_held(self) -> bool:
        """Whether it is a meeting, a vote or the like."""
        nouns = bool(self.cue.nouns) and self.cue.verb in _HELD
        return nouns or self.cue.verb in _MEETS


_KEPT = frozenset((Tone.PROMISE, Tone.FIXED))
_MEETS = frozenset(
    ("meet", "sit down", "gather", "convene", "vote", "elect", "discuss", "take place")
)
"""Deeds that are done by appointment."""
_HELD = frozenset(
    ("hold", "begin", "start", "open", "resume", "host", "take part", "come", "follow")
)
"""Deeds that are done by appointment when they are those of an event."""
_STRIKES_BACK = frozenset(("respond", "retaliate", "stay away"))
"""Deeds that are threats wherever they are announced."""
_GIFTS = frozenset(
    ("pay", "give", "provide", "deliver", "supply", "donate", "lend", "hand over", "receive")
)
"""Deeds by which somebody gets something: to say that they will be done is to promise it."""
_RULINGS = frozenset("verdict ruling vote votes election elections referendum trial".split())
"""Events that have their day."""


def _events_in(reading: Reading, region: Span) -> list[Event]:
    return [event for event in reading.events if event.trigger.overlaps(region)]


def _is_to_come(event: Event) -> bool:
    if event.type in {"AGREE", "THREATEN"}:
        return event.modality in {Modality.ASSERTED, Modality.PLANNED}
    return event.modality is Modality.PLANNED

"""Sources and cues that stand behind what was said."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchdesk.attribution.first.clauses import Range, is_adverb, is_verb, opens_noun_phrase
from watchdesk.attribution.first.contents import Right, skip_adjuncts_after
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.groups import Group
from watchdesk.attribution.first.phrases import noun_phrase_after, noun_phrase_before
from watchdesk.attribution.first.tellers import can_tell
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import OPENERS, PREPOSITIONS, TIME_HEADS

_AFTER_INVERTED = (
    frozenset(", ; : — – - -- ( who".split())
    | TIME_HEADS
    | PREPOSITIONS
    | {"to", "when", "while", "as"}
)
_RESUME = frozenset("and but or who which while when as though although if because so".split())


@dataclass(slots=True)
class Candidate:
    """A cue verb with its source and the sides its content stands on."""

    group: Group
    cue: Range
    source: Range | None = None
    shares: Candidate | None = None
    right: Right | None = None
    left: Range | None = None
    second: Range | None = None
    """The rest of a content the cue interrupts."""
    opener: bool = False
    relative: bool = False
    found: Found | None = None
    adjuncts: list[Range] = field(default_factory=list)

    @property
    def first(self) -> int:
        """First position of source and cue."""
        return min(self.cue.start, self.source.start if self.source else self.cue.start)


def inverted(units: Sentence, hi: int, made: Candidate, earlier: list[Candidate]) -> bool:
    """Take "…," said X: the cue stands between what was said and its source."""
    group = made.group
    entry = group.entry
    if group.participle or entry.shape == "ing" or not entry.frames & {"quote", "trail"}:
        return False
    if entry.lemma == "tell":
        return False
    if group.start != group.verb or group.verb == 0:
        return False
    before = units[group.start - 1]
    if not before.quote and before.low not in (",", "—", "–", "-", "--"):
        return False
    if not before.quote:
        own = noun_phrase_before(units, 0, group.start)
        if own is not None and own.start <= 1:
            return False
    where = noun_phrase_after(units, group.end, hi)
    if where is None or (units[where.start].timed and where.end - where.start == 1):
        return False
    if where.end < hi:
        after = units[where.end]
        if not (after.quote or after.timed or is_adverb(after) or after.low in _AFTER_INVERTED):
            return False
    end = group.start if before.quote else group.start - 1
    start = _quote_start(units, _left_start(units, earlier), end)
    if start >= end or not (units[end - 1].quote or _told_before(units, start, end, where.end, hi)):
        return False
    if not can_tell(units, where, entry.strength != "strong"):
        return False
    made.source = where
    made.left = Range(start, end)
    made.second = _second(units, where.end, hi)
    return True


def _told_before(units: Sentence, start: int, end: int, k: int, hi: int) -> bool:
    """Whether a clause stands left of an inverted cue and none right of its source."""
    if not any(is_verb(units, i) for i in range(start, end)):
        return False
    for i in range(k, hi):
        if units[i].low in (",", ";", "—", "–", "when", "as", "while", "after", "before"):
            return True
        if is_verb(units, i):
            return False
    return True


def _clause(units: Sentence, start: int, end: int) -> bool:
    return any(is_verb(units, i) for i in range(start, end)) or end - start > 6


def _left_start(units: Sentence, earlier: list[Candidate]) -> int:
    """Where content left of a trailing cue starts: after what an earlier one has taken."""
    start = 0
    for c in earlier:
        if c.left is not None:
            start = max(start, c.cue.end, c.source.end if c.source else 0)
            if c.second is not None:
                start = max(start, c.second.end)
    while start and start < len(units) and units[start].low in (",", ";", "and", "but", "—"):
        start += 1
    return start


def _quote_start(units: Sentence, start: int, end: int) -> int:
    """Leave out what leads up to a quotation: "She posted a note: “…,” she wrote"."""
    if end - 1 > start and units[end - 1].quote and units[end - 2].low in (":", ","):
        k = end - 1
        while k - 2 >= start and units[k - 1].low == "," and units[k - 2].quote:
            k -= 2
        return k
    return start


def _second(units: Sentence, k: int, hi: int) -> Range | None:
    """The quotation that goes on after "…,” said X, “…"."""
    for i in range(k, min(hi, k + 25)):
        if units[i].quote:
            if units[i - 1].low in (",", ":", "—", "–") or i == k:
                end = i + 1
                while end < hi and not units[i].text.rstrip("\"”'’»").endswith((".", "?", "!")):
                    end += 1
                return Range(i, end)
            return None
        if is_verb(units, i):
            return None
    return None


def quote_left(units: Sentence, source: Range, earlier: list[Candidate]) -> Range | None:
    """The quotation that ends right before a source."""
    start = _left_start(units, earlier)
    k = source.start
    if k > start and units[k - 1].quote:
        text = units[k - 1].text.rstrip("\"”'’»").rstrip()
        if text.endswith((",", "?", "!", "—", "–", "…", ".")):
            return Range(start if units[start].quote else k - 1, k)
    return None


def trailing(units: Sentence, hi: int, made: Candidate, earlier: list[Candidate]) -> bool:
    """Take "…, X said": source and cue follow what was said."""
    entry, source = made.group.entry, made.source
    if "trail" not in entry.frames or source is None or made.shares or made.group.participle:
        return False
    if made.relative or made.group.negated:
        return False
    k = source.start
    if k == 0:
        return False
    before = units[k - 1]
    end = k if before.quote else k - 1
    if not before.quote and before.low not in (",", "—", "–", "--"):
        return False
    start = _quote_start(units, _left_start(units, earlier), end)
    if start >= end:
        return False
    if entry.strength == "weak" and not units[end - 1].quote:
        return False
    if not _nothing_follows(units, hi, made):
        return False
    quote_end = units[end - 1].quote is not None
    interrupted = None if quote_end else _indirect_rest(units, hi, made, start, end)
    if not quote_end and interrupted is None and not _clause(units, start, end):
        return False
    if not quote_end and _leads_in(units, start, end):
        interrupted = _main_clause_after(units, hi, made)
        if interrupted is None:
            return False
    made.left = Range(start, end)
    made.second = interrupted or _second(units, made.group.end, hi)
    return True


def _leads_in(units: Sentence, start: int, end: int) -> bool:
    """Whether all that stands before is a clause that opens the sentence ("While …, X went on")."""
    return (
        start == 0 and units[0].low in OPENERS and not any(u.low == "," for u in units[start:end])
    )


def _main_clause_after(units: Sentence, hi: int, made: Candidate) -> Range | None:
    """The main clause of "If the well dries up, X said on Monday, they would leave"."""
    k = skip_adjuncts_after(units, made.group.end, hi)
    if k >= hi - 1 or units[k].low not in (",", "—", "–"):
        return None
    after = units[k + 1]
    if after.quote or after.low.endswith("ing") or after.low in ("who", "which", "and", "but"):
        return None
    starts = opens_noun_phrase(units, k + 1) or after.low in ("there", "here")
    clause = starts or any(is_verb(units, i) for i in range(k + 1, hi))
    return Range(k + 1, hi) if clause else None


def _nothing_follows(units: Sentence, hi: int, made: Candidate) -> bool:
    k = made.group.end
    if k >= hi:
        return True
    unit = units[k]
    if "tell" in made.group.entry.frames:
        return True
    if opens_noun_phrase(units, k) and not unit.timed and unit.low not in TIME_HEADS:
        return False
    return unit.low != "that"


def _indirect_rest(units: Sentence, hi: int, made: Candidate, start: int, end: int) -> Range | None:
    """The second half of "The plan, X said, was dead"."""
    k = skip_adjuncts_after(units, made.group.end, hi)
    if k >= hi - 1 or units[k].low not in (",", "—", "–"):
        return None
    after = units[k + 1]
    if after.quote or after.low in _RESUME or after.low.endswith("ing"):
        return None
    if any(is_verb(units, i) for i in range(start, end)):
        return None
    return Range(k + 1, hi) if is_verb(units, k + 1) or is_verb(units, k + 2) else None

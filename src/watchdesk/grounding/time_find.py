"""Finding time expressions in an article; which days they mean is worked out elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from watchdesk.grounding.time_clock import clock_of, modifier_of
from watchdesk.grounding.time_grammar import FORMS, pattern
from watchdesk.grounding.time_join import Hit, joined
from watchdesk.grounding.time_model import (
    Ahead,
    Away,
    Bound,
    Calendar,
    DayOfMonth,
    Lasting,
    Offset,
    PartOf,
    Point,
    Repeated,
    Shift,
    Tense,
    Timex,
    Unit,
    Vague,
    Weekday,
    WeekOf,
)
from watchdesk.grounding.time_pieces import REACH
from watchdesk.grounding.time_tense import Tenses
from watchdesk.grounding.time_tree import tense_in
from watchdesk.language.document import Document
from watchdesk.records import MentionKind, Span

_WORD = re.compile(r"[A-Za-z]+|\d+")
_LONGEST_SENTENCE = 5_000
_BOUND = re.compile(
    r"(?:^|(?<=\W))(?P<word>since|until|till|by|before|after|prior to|ahead of|as of)"
    r"(?: early| late)? (?:the )?$",
    re.IGNORECASE,
)
_BOUNDS = {
    "since": Bound.SINCE, "until": Bound.UNTIL, "till": Bound.UNTIL, "by": Bound.BY,
    "before": Bound.BEFORE, "prior to": Bound.BEFORE, "ahead of": Bound.BEFORE,
    "after": Bound.AFTER,
}  # fmt: skip
_SINCE_EVENT = re.compile(r"\bsince (?:the )?(?:[\w’'.-]{1,25} ){0,6}$", re.IGNORECASE)


def find_times(doc: Document) -> tuple[Timex, ...]:
    """All time expressions, in the order of the text, none overlapping another.

    Durations that hang on no date (``a three-month truce``) are ``Lasting`` with ``sign`` 0. Of
    a sentence longer than 5,000 code points only the beginning is searched.
    """
    out: list[Timex] = []
    persons = _Persons(doc)
    for index, sentence in enumerate(doc.sentences):
        words = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST_SENTENCE)]
        hits = [hit for hit in _hits(words) if not persons.hold(sentence.start, hit)]
        if not hits:
            continue
        told = _Sentence(words, sentence.start, index, Tenses(words))
        out += [_timex(doc, told, hit) for hit in joined(words, hits)]
    return tuple(out)


@cache
def _ranks() -> dict[str, tuple[int, ...]]:
    """The forms each sign can belong to."""
    found: dict[str, list[int]] = {}
    for rank, form in enumerate(FORMS):
        for sign in form.triggers:
            found.setdefault(sign, []).append(rank)
    return {sign: tuple(ranks) for sign, ranks in found.items()}


class _Words(NamedTuple):
    """The words of a sentence: where each starts, and in lower case."""

    starts: list[int]
    low: list[str]

    @classmethod
    def of(cls, sentence: str) -> _Words:
        found = [(match.start(), match[0].lower()) for match in _WORD.finditer(sentence)]
        return cls([start for start, _ in found], [word for _, word in found])


def _candidates(words: _Words) -> dict[int, list[int]]:
    """The forms of which a sentence holds a sign, with the words that are one."""
    ranks, out = _ranks(), dict[int, list[int]]()
    for at, word in enumerate(words.low):
        signs = ranks.get(word, ())
        if word[0].isdigit():
            signs = (*signs, *ranks["/"], *(ranks["#"] if len(word) >= 4 else ()))
        for rank in signs:
            out.setdefault(rank, []).append(at)
    return out


def _matches(sentence: str, words: _Words, rank: int, signs: list[int]) -> Iterator[re.Match[str]]:
    compiled, heads = pattern(rank), FORMS[rank].heads
    if heads is None:
        yield from compiled.finditer(sentence)
        return
    begin = 0
    for sign in signs:
        for at in range(max(begin, sign - REACH), sign + 1):
            if words.low[at] in heads or words.low[at][0].isdigit():
                match = compiled.match(sentence, words.starts[at])
                if match is not None:
                    yield match
        begin = sign + 1


def _hits(sentence: str) -> list[Hit]:
    words, hits = _Words.of(sentence), list[Hit]()
    for rank, signs in sorted(_candidates(words).items()):
        core, read = "core" in pattern(rank).groupindex, FORMS[rank].read
        for match in _matches(sentence, words, rank, signs):
            point = read(match)
            if point is not None:
                named = core and match["core"] is not None
                start, end = match.span("core") if named else match.span()
                hits.append(Hit(start, end, point, rank))
    return _disjoint(hits)


def _disjoint(hits: list[Hit]) -> list[Hit]:
    """Of those that overlap the longest; found by place, as those kept never do."""
    chosen: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.rank)):
        at = bisect_right(starts, hit.start)
        if at and chosen[at - 1].end > hit.start:
            continue
        if at < len(starts) and starts[at] < hit.end:
            continue
        chosen.insert(at, hit)
        starts.insert(at, hit.start)
    return chosen


class _Persons:
    """Where the names of persons stand, found by place."""

    def __init__(self, doc: Document) -> None:
        self._spans = sorted(name.span for name in doc.names if name.kind is MentionKind.PERSON)
        self._starts = [span.start for span in self._spans]

    def hold(self, offset: int, hit: Hit) -> bool:
        """Whether a month or weekday is part of somebody's name."""
        if not isinstance(hit.point, Calendar | Weekday):
            return False
        span = Span(offset + hit.start, offset + hit.end)
        index = bisect_right(self._starts, span.start) - 1
        near = self._spans[max(0, index) : index + 1]
        return any(name.contains(span) and name != span for name in near)


class _Sentence(NamedTuple):
    """A sentence that holds times."""

    words: str
    start: int
    number: int
    tenses: Tenses


def _timex(doc: Document, sentence: _Sentence, hit: Hit) -> Timex:
    words, offset = sentence.words, sentence.start
    core = Span(offset + hit.start, offset + hit.end)
    span, bound = core, None
    before = words[max(0, hit.start - 24) : hit.start]
    match = _BOUND.search(before)
    if match and _can_bound(hit.point):
        bound = _BOUNDS.get(match["word"].lower())
        if bound is not None:
            span = Span(core.start - (len(before) - match.start()), core.end)
    told = words[hit.start : hit.end]
    clause = _clause(doc, words, hit, core, bound)
    tense = _tense(words, hit, sentence.tenses, bound)
    point = hit.point
    if isinstance(point, Lasting) and point.ahead is not None:
        point = _due(point, point.ahead, clause or tense)
    elif (
        isinstance(point, Shift)
        and _COMING.search(f"{before}<{told}")
        and (tense_in(doc.listed, core) or tense) is Tense.FUTURE
    ):
        point = Lasting(1.0, 1.0, point.unit, 1, told=1.0)
    return Timex(
        span,
        core,
        point,
        sentence.number,
        tense,
        bound,
        modifier_of(told, point),
        clause,
        clock_of(told, point),
    )


_COMING = re.compile(
    r"\b(?:in|over|within|during) <the next (?:week|month|year|decade)$", re.IGNORECASE
)
_NO_DUE = frozenset({Unit.SECOND, Unit.MINUTE})


def _due(point: Lasting, ahead: Ahead, tense: Tense) -> Lasting | Away:
    """What is told to come "in two weeks" is that far from now; "within two weeks" and, as
    days are what is told, "in ten hours" are at most."""
    if tense is not Tense.FUTURE or point.sign or point.unit in _NO_DUE:
        return point
    if ahead is Ahead.IN and point.unit is not Unit.HOUR:
        return Away(point.low, point.high, point.unit, 1, told=point.told)
    return replace(point, sign=1)


def _can_bound(point: Point) -> bool:
    return not (
        isinstance(point, Vague | Repeated) or (isinstance(point, Lasting) and not point.sign)
    )


_OWNER = re.compile(
    r"['’]s (?!(?:[a-z]+ )?(?:vote|election|runoff|meeting|summit|talks|hearing|deadline|session|"
    r"referendum|ceremony|inauguration|conference)\b)"
)


def _is_open(point: Point) -> bool:
    """Whether the tense tells which of several days is meant."""
    if isinstance(point, Offset | WeekOf | PartOf):
        return _is_open(point.base)
    if isinstance(point, Calendar):
        return point.year is None
    return isinstance(point, Weekday | DayOfMonth) or (
        isinstance(point, Lasting) and point.ahead is not None
    )


_AHEAD = frozenset({Bound.BY, Bound.UNTIL})


def _is_owner(words: str, hit: Hit) -> bool:
    return isinstance(hit.point, Weekday) and words[hit.end : hit.end + 2] in {"'s", "’s"}


def _clause(doc: Document, words: str, hit: Hit, core: Span, bound: Bound | None) -> Tense | None:
    """How the tree tells the clause of a date whose year or week must be found."""
    if not _is_open(hit.point) or bound in _AHEAD or _is_owner(words, hit):
        return None
    if _SINCE_EVENT.search(words[max(0, hit.start - 120) : hit.start]):
        return None
    tense = tense_in(doc.listed, core)
    return None if tense is Tense.NONE else tense


def _tense(words: str, hit: Hit, found: Tenses, bound: Bound | None) -> Tense:
    if _SINCE_EVENT.search(words[max(0, hit.start - 120) : hit.start]):
        return Tense.PAST
    tense = found.at(hit.start, hit.end)
    if _is_owner(words, hit):
        if _OWNER.match(words[hit.end : hit.end + 40]):
            return Tense.PAST
        # "Tuesday's vote will be close": what is said of the vote tells when it is.
        return found.at(hit.start, hit.end, only_after=True)
    if bound in _AHEAD and " had " not in words:
        # A deadline lies ahead even where the verb is past: "gave him until Friday".
        ahead = isinstance(hit.point, Weekday) or tense is Tense.FUTURE
        return Tense.FUTURE if ahead else Tense.NONE
    return tense

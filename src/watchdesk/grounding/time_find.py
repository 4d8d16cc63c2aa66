"""Finding time expressions in an article; which days they mean is worked out elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from watchdesk.grounding.time_grammar import FORMS, pattern
from watchdesk.grounding.time_model import (
    Bound,
    Calendar,
    Lasting,
    Point,
    Range,
    Shift,
    Tense,
    Timex,
    Weekday,
    Years,
)
from watchdesk.grounding.time_tense import Mark, marks, tense_at
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
_RANGE_HEAD = re.compile(r"\b(from|between) $", re.IGNORECASE)
_RANGE_LINK = re.compile(r" (?:and|to|until|till|through) (?:the )?|[ ]?[–—][ ]?")


class _Hit(NamedTuple):
    start: int
    end: int
    point: Point
    rank: int


def find_times(doc: Document) -> tuple[Timex, ...]:
    """All time expressions, in the order of the text, none overlapping another.

    Durations that hang on no date (``a three-month truce``) are found too, as ``Lasting`` with
    ``sign`` 0; they give no ``Time``. Of a sentence longer than 5,000 code points only the
    beginning is searched.
    """
    out: list[Timex] = []
    persons = _Persons(doc)
    for index, sentence in enumerate(doc.sentences):
        words = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST_SENTENCE)]
        hits = _hits(words)
        if not hits:
            continue
        hits = [hit for hit in hits if not persons.hold(sentence.start, hit)]
        found = marks(words)
        out += [_timex(words, hit, sentence.start, index, found) for hit in _ranged(words, hits)]
    return tuple(out)


def _triggers(words: str) -> set[str]:
    out = {word.lower() for word in _WORD.findall(words)}
    numbers = [word for word in out if word[0].isdigit()]
    if numbers:
        out.add("/")
        if any(len(word) >= 4 for word in numbers):
            out.add("#")
    return out


def _hits(words: str) -> list[_Hit]:
    present = _triggers(words)
    hits: list[_Hit] = []
    for rank, form in enumerate(FORMS):
        if form.triggers.isdisjoint(present):
            continue
        compiled = pattern(rank)
        has_core = "core" in compiled.groupindex
        for match in compiled.finditer(words):
            point = form.read(match)
            if point is not None:
                start, end = match.span("core") if has_core else match.span()
                hits.append(_Hit(start, end, point, rank))
    return _disjoint(hits)


def _disjoint(hits: list[_Hit]) -> list[_Hit]:
    chosen: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.rank)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return sorted(chosen)


class _Persons:
    """Where the names of persons stand, found by place."""

    def __init__(self, doc: Document) -> None:
        self._spans = sorted(name.span for name in doc.names if name.kind is MentionKind.PERSON)
        self._starts = [span.start for span in self._spans]

    def hold(self, offset: int, hit: _Hit) -> bool:
        """Whether a month or weekday is part of somebody's name."""
        if not isinstance(hit.point, Calendar | Weekday):
            return False
        span = Span(offset + hit.start, offset + hit.end)
        index = bisect_right(self._starts, span.start) - 1
        near = self._spans[max(0, index) : index + 1]
        return any(name.contains(span) and name != span for name in near)


def _ranged(words: str, hits: list[_Hit]) -> list[_Hit]:
    """Join two points that the words tie together: ``between May and July``."""
    out: list[_Hit] = []
    for hit in hits:
        last = out[-1] if out else None
        if last and _may_join(last.point, hit.point):
            link = words[last.end : hit.start]
            head = _RANGE_HEAD.search(words[: last.start][-10:])
            if _RANGE_LINK.fullmatch(link) and (head or not link.strip().isalpha()):
                first = _lend_year(last.point, hit.point)
                out[-1] = _Hit(last.start, hit.end, Range(first, hit.point), last.rank)
                continue
        out.append(hit)
    return out


def _may_join(first: Point, second: Point) -> bool:
    kinds = Calendar | Weekday | Shift | Years
    return isinstance(first, kinds) and isinstance(second, kinds)


def _lend_year(first: Point, second: Point) -> Point:
    """``from May to July 2023`` tells the year of May too."""
    if not isinstance(first, Calendar) or not isinstance(second, Calendar):
        return first
    if first.year is not None or second.year is None or second.month is None:
        return first
    year = second.year
    if first.month is not None and first.month > second.month:
        year -= 1
    return Calendar(year, first.month, first.day, portion=first.portion)


def _timex(words: str, hit: _Hit, offset: int, index: int, found: tuple[Mark, ...]) -> Timex:
    core = Span(offset + hit.start, offset + hit.end)
    span, bound = core, None
    match = _BOUND.search(words[: hit.start][-24:])
    if match and not (isinstance(hit.point, Lasting) and hit.point.sign == 0):
        bound = _BOUNDS.get(match["word"].lower())
        if bound is not None:
            span = Span(core.start - (len(words[: hit.start][-24:]) - match.start()), core.end)
    tense = _tense(words, hit, found, bound)
    return Timex(span, core, hit.point, index, tense, bound)


_OWNER = re.compile(
    r"['’]s (?!(?:[a-z]+ )?(?:vote|election|runoff|meeting|summit|talks|hearing|deadline|session|"
    r"referendum|ceremony|inauguration|conference)\b)"
)


def _tense(words: str, hit: _Hit, found: tuple[Mark, ...], bound: Bound | None) -> Tense:
    if _SINCE_EVENT.search(words[: hit.start][-120:]):
        return Tense.PAST
    tense = tense_at(words, hit.start, hit.end, found)
    if isinstance(hit.point, Weekday) and words[hit.end : hit.end + 2] in {"'s", "’s"}:
        if _OWNER.match(words[hit.end :][:40]):
            return Tense.PAST
        # "Tuesday's vote will be close": what is said of the vote tells when it is.
        return tense_at(words, hit.start, hit.end, tuple(m for m in found if m.start > hit.end))
    if bound in {Bound.BY, Bound.UNTIL} and " had " not in words:
        # A deadline lies ahead even where the verb is past: "gave him until Friday".
        ahead = isinstance(hit.point, Weekday) or tense is Tense.FUTURE
        return Tense.FUTURE if ahead else Tense.NONE
    return tense

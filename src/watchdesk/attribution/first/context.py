"""When and where it was said, and who the sentences before are about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from watchdesk.attribution.first.find import span as span_of
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.phrases import main_subject
from watchdesk.attribution.quotes import Quote
from watchdesk.attribution.first.units import Paragraph, Sentence
from watchdesk.attribution.first.words import SUBORDINATORS, VENUES
from watchdesk.records import Interval, Span, Time

_PLACE = re.compile(r"(?:in|on|at|during|via|through|to|from)\s", re.I)
_LISTENER = re.compile(r"(?!(?:him|her|them|me|us|it|you)\b)[^\W\d_]", re.I)
_NAME = re.compile(r"\b(?:[A-Z]{2,}|TV|News|Times|Post|Radio)\b")
_REACH = 1500
_SUBJECTS = 4


class Clock:
    """Time expressions by place."""

    def __init__(self, times: Sequence[Time]) -> None:
        self.times = sorted(times, key=lambda t: t.start)
        self.starts = [t.start for t in self.times]

    def said(self, text: str, one: Found) -> Interval | None:
        """The interval of the time expression with the cue, or of one that opens the sentence."""
        for stretch in (*one.adjuncts, _lead(text, one)):
            if stretch is None:
                continue
            low = bisect_left(self.starts, stretch.start)
            high = bisect_left(self.starts, stretch.end)
            for time in self.times[low:high]:
                if time.end <= stretch.end:
                    return time.interval
        return None


class Subjects:
    """Subjects of sentences, for pronouns."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.told: list[Span] = []
        self.quoted: dict[Quote, list[Span]] = {}
        for paragraph in paragraphs:
            self.told += _subjects(paragraph.sentences)
            for quote, rows in paragraph.inner.items():
                if len(rows) > 1:
                    self.quoted[quote] = _subjects(rows)
        self.starts = [s.start for s in self.told]

    def before(self, offset: int, quote: Quote | None) -> list[Span]:
        """The last few subjects before an offset, nearest first; inside its quotation if any."""
        if quote is not None:
            return [s for s in reversed(self.quoted.get(quote, [])) if s.end <= offset][:_SUBJECTS]
        k = bisect_right(self.starts, offset)
        near = [s for s in self.told[max(0, k - _SUBJECTS - 1) : k] if s.end <= offset]
        return [s for s in reversed(near) if offset - s.end < _REACH][:_SUBJECTS]


def _subjects(rows: Sequence[Sentence]) -> list[Span]:
    out = []
    for units in rows:
        where = main_subject(units, 0, len(units))
        if where is not None:
            out.append(span_of(units, where))
    return out


def _lead(text: str, one: Found) -> Span | None:
    """What stands before the source at the start of its sentence ("On Thursday, …")."""
    if one.source is None or one.cue is None or one.source.start > one.cue.start:
        return None
    if one.content and min(c.start for c in one.content) < one.source.start:
        return None
    start = one.sentence.start
    if not 0 < one.source.start - start < 80:
        return None
    lead = Span(start, one.source.start).trim(text)
    first = lead.text_of(text).split(" ", 1)[0].lower() if lead.length else ""
    return None if not first or first in SUBORDINATORS else lead


def venue_of(text: str, one: Found) -> str | None:
    """The words that tell where, in what or to whom it was said; ``None`` when there are none."""
    lead = _lead(text, one)
    for stretch in (*one.adjuncts, *((lead,) if lead else ())):
        words: str = stretch.text_of(text).strip(" ,.;:—–")
        if not words or len(words) > 120:
            continue
        if _PLACE.match(words):
            if set(re.findall(r"[\w-]+", words.lower())) & VENUES or _NAME.search(words):
                return words
        elif one.lemma == "tell" and stretch != lead and _LISTENER.match(words):
            return words
    return None

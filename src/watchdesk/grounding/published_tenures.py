"""Bounds of a publication date from the holders of public offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days
from watchdesk.grounding.time_model import Shift, Tense, Timex, Unit, Weekday
from watchdesk.language.document import Document
from watchdesk.records import Interval, Span

_EARLY, _LATE = 60, 14
"""Days an office may be told as held before its first day, and after its last."""
_LONGEST = 50
"""Places of a name that are looked at."""
_NEAR = 90
_NOT_NOW = re.compile(
    r"\b(?:former|formerly|then|ex|late|vice|deputy|future|incoming|nominee|candidate|elect|"
    r"predecessor|succeed|succeeded|under|since|like|past|previous|next|who|as|while|when|during|"
    r"tenure|was|an?|if|possible|potential|prospects?|hypothetical|presumptive|about|against)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:would|could|might|will|if|should|may|prospects?|threats?)\b|\?")
"""What makes an office one that somebody may come to hold."""
_GIVEN = re.compile(r"([A-Z][\w’'.-]*) $")


class Tenure(NamedTuple):
    """Who held an office, and when."""

    family: str
    given: tuple[str, ...]
    office: tuple[str, ...]
    first: date
    last: date | None


@cache
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """The table ``tenures.tsv`` by family name as written."""
    out: dict[str, list[Tenure]] = {}
    table = files("watchdesk.resources").joinpath("tenures.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        families, given, office, first, last = line.split("\t")
        for family in families.split("|"):
            row = Tenure(
                family, tuple(given.split("|")), tuple(office.split("|")),
                date.fromisoformat(first), date.fromisoformat(last) if last else None,
            )  # fmt: skip
            out.setdefault(family, []).append(row)
    return {family: tuple(rows) for family, rows in out.items()}


def tenure_clues(doc: Document, timexes: tuple[Timex, ...]) -> tuple[list[Clue], list[Clue]]:
    """Clues not before somebody took office, and not after somebody left it.

    The first need the name with its office; the second also need that the sentence tells what
    happened on a weekday, today or this week, so that the holder is one of the day.
    """
    fresh = {t.sentence for t in timexes if _is_fresh(t)}
    lower: list[Clue] = []
    upper: list[Clue] = []
    for rows, span in _named(doc):
        first = min(row.first for row in rows)
        index = doc.sentence_index(span.start)
        assert index is not None
        if index in fresh or not _SUPPOSED.search(doc.sentences[index].text_of(doc.text)):
            lower.append(Clue(Interval.between(add_days(first, -_EARLY), None), (span,)))
        lasts = [row.last for row in rows if row.last is not None]
        if len(lasts) == len(rows) and index in fresh:
            upper.append(Clue(Interval.between(None, add_days(max(lasts), _LATE)), (span,)))
    return lower, upper


def _is_fresh(timex: Timex) -> bool:
    point = timex.point
    if isinstance(point, Weekday):
        return timex.tense is Tense.PAST
    return isinstance(point, Shift) and point.count == 0 and point.unit in {Unit.DAY, Unit.WEEK}


def _named(doc: Document) -> Iterator[tuple[tuple[Tenure, ...], Span]]:
    """Office holders named with their office, with the first words that do so."""
    for family, rows in tenures().items():
        at = doc.text.find(family)
        for _ in range(_LONGEST):
            if at < 0:
                break
            end = at + len(family)
            held, start = _held(doc, rows, at, end)
            if held:
                yield held, Span(start, end)
                break
            at = doc.text.find(family, end)


def _held(
    doc: Document, rows: tuple[Tenure, ...], start: int, end: int
) -> tuple[tuple[Tenure, ...], int]:
    """The terms that the words around a family name speak of, and where the name starts."""
    sentence = doc.sentence_at(start)
    if sentence is None or doc.text[end : end + 1].isalnum():
        return (), start
    if start > sentence.start and not doc.text[start - 1].isspace():
        return (), start
    before = doc.text[max(sentence.start, start - _NEAR) : start]
    after = doc.text[end : min(sentence.end, end + _NEAR)]
    match = _GIVEN.search(before)
    full = bool(match and any(match[1] in row.given for row in rows))
    if match and full:
        start -= len(match[0])
        before = before[: match.start()]
    if _NOT_NOW.search(before[-40:]) or _NOT_NOW.search(after[:25]):
        return (), start
    if re.match(r"[’']s (?!administration)", after):
        return (), start
    return tuple(row for row in rows if _is_office(row.office, before, after, full=full)), start


def _is_office(office: tuple[str, ...], before: str, after: str, *, full: bool) -> bool:
    for words in office:
        if re.search(rf"\b{re.escape(words)}[,’'s]{{0,3}} $", before, re.IGNORECASE):
            return True
        if full and _is_apposed(words, before, after):
            return True
        if words == "President" and re.match(r"(?:’s|'s)? (?:administration|White House)\b", after):
            return True
    return False


def _is_apposed(words: str, before: str, after: str) -> bool:
    """ "The head of the agency, Given Family," and "Given Family, head of the agency"."""
    words = re.escape(words)
    return bool(
        re.search(rf"\b{words}, $|\b{words}[’']s [a-z -]{{2,30}},? $", before, re.IGNORECASE)
        or re.match(rf", [^,.;]{{0,60}}\b{words}\b|,? of the {words}\b", after, re.IGNORECASE)
    )

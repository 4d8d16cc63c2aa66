"""Bounds of a publication date from the holders of public offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchdesk.grounding.published_bounds import is_fresh
from watchdesk.grounding.published_clue import Choices, Clue, apart, settle
from watchdesk.grounding.time_calendar import add_days
from watchdesk.grounding.time_model import Tense, Timex
from watchdesk.language.document import Document
from watchdesk.records import Interval, Span

_EARLY, _LATE = 60, 14
"""Days an office may be told as held before its first day, and after its last."""
_RUN_LATE = 90
"""The same for a candidacy, of which news tells long after it has ended."""
_MOST = 80
"""Names looked for in one text, the first ones that stand in it."""
_LONGEST = 50
"""Places of a name that are looked at."""
_NEAR = 90
_THOUGHT = re.compile(
    r"\b(?:vice|deputy|future|incoming|nominee|candidate|elect|would-be|hypothetical|presumptive|"
    r"prospects?)\b|\b(?:an?|if|possible|potential|next|imagine|about|against|like|than)"
    r"(?: [\w.’'-]{1,15}){0,2} ?$|\b(?:is|be|becomes?)(?: an?| the)? (?:former|ex)\b",
    re.IGNORECASE,
)
"""Words before an office by which it is another one, or nobody holds it yet."""
_THEN = re.compile(
    r"\b(?:then|former|formerly|late|predecessor|succeed(?:ed)?|ousted|deposed|toppled|jailed|"
    r"imprisoned|exiled|convicted|slain|assassinated|impeached|disgraced|one-?time|founding|"
    r"historic|tenure|past|previous)\b|"
    r"\b(?:under|since|as|who|was|while|when|during|by)"
    r"(?: [\w.’'-]{1,15}){0,2} ?$|"
    r"\b(?:19|20)\d\d(?:[’']s)?(?: [\w.’'-]{1,15}){0,3} ?$",
    re.IGNORECASE,
)
"""Words before an office by which it need not be held any more."""
_NO_LONGER = re.compile(
    r"(?:[’']s)?[,(]? ?(?:who|as|was|while|when|during|if|an?|had been)\b|"
    r".{0,24}\b(?:former(?:ly)?|then|late|elect|nominee|candidate|predecessor|succeed(?:ed)?|past|"
    r"previous|tenure|future|incoming)\b",
    re.IGNORECASE,
)
"""Words behind a name by which it is no holder's of the day."""
_FORMER = re.compile(
    r"\b(?i:former|ex|ousted|deposed|toppled)[ -](?:(?:[A-Z][\w.’'-]{1,20}|[a-z]{4,12}) ){0,3}$"
)
_CANDIDACY = re.compile(r"\b(?:candidate|nominee)$")
_PRESUMED = re.compile(r"\b(?:presumptive|presumed|likely) $")
_SUPPOSED = re.compile(r"\b(?:would|could|might|will|if|should|may|prospects?|threats?)\b|\?")
"""What makes an office one that somebody may come to hold."""
_ACTS = re.compile(
    r"(?:,? [^,.;]{0,40},)? (?:also |later |himself |herself )?(?:has |have )?(?:said|says|told|"
    r"tells|tweets|tweeted|is|are|been|plans|wants|calls?|called|met|meets|spoke|speaks|arrived|"
    r"denies|denied|(?:accus|add|address|announc|ask|condemn|confirm|declar|describ|dismiss|"
    r"express|extend|insist|order|pledg|reiterat|urg|visit|vow|warn|welcom)(?:es|s|ed))\b"
)
_WORD = re.compile(r"[\w-]+")
_WORD_BEFORE = re.compile(r"([A-Z][\w’'.-]{0,20}) $")
_GOVERNMENT = re.compile(r"(?:’s|'s)? (?:administration|White House)\b")
_GIVEN_NAMES = 3
"""Words of a name before the family name that are looked at."""
_NAME_GOES_ON = re.compile(
    r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Jr\b|Sr\b|[IVX]{1,5}\b|White House\b)"
    r"([A-Z][\w’-]+)"
)


class Tenure(NamedTuple):
    """Who held an office, and when."""

    family: str
    given: tuple[str, ...]
    office: tuple[str, ...]
    first: date
    last: date | None
    kept: bool
    """Whether the holder is called by the office ever after, so that nothing tells its end."""


class _Holding(NamedTuple):
    """The terms some words speak of."""

    rows: tuple[Tenure, ...]
    span: Span
    sentence: int
    former: bool
    """Whether the words say that the terms are over."""
    once: bool
    """Whether the words may speak of the past."""

    @property
    def stands(self) -> bool:
        """Whether it is no office but standing for one."""
        return all(_CANDIDACY.search(row.office[0]) for row in self.rows)


@cache
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """The table ``tenures.tsv`` by family name as written.

    A row without given names has the whole name in the place of the family name.
    """
    out: dict[str, list[Tenure]] = {}
    table = files("watchdesk.resources").joinpath("tenures.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        families, given, office, first, last, title = line.split("\t")
        for family in families.split("|"):
            row = Tenure(
                family, tuple(given.split("|")) if given else (), tuple(office.split("|")),
                date.fromisoformat(first), date.fromisoformat(last) if last else None,
                title == "kept",
            )  # fmt: skip
            out.setdefault(family, []).append(row)
    return {family: tuple(rows) for family, rows in out.items()}


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """Family names by the word they begin with."""
    out: dict[str, list[str]] = {}
    for family in tenures():
        out.setdefault(_WORD.findall(family)[0], []).append(family)
    return {word: tuple(families) for word, families in out.items()}


def tenure_clues(doc: Document, timexes: tuple[Timex, ...]) -> tuple[list[Clue], list[Choices]]:
    """Clues not before somebody took office or left it, and the terms of holders of the day.

    The first need the name with its office. The second also need that the holder is one of the
    day: nobody calls him a former one, and the sentence tells what happened on a weekday, today
    or this week; or, in an article that tells such things, what the holder says or does, and no
    other time. An office held twice
    leaves a choice of two terms.
    """
    fresh = {t.sentence for t in timexes if is_fresh(t)}
    dated = {t.sentence for t in timexes if t.tense is not Tense.FUTURE} - fresh
    found: list[_Person] = []
    for holdings in _named(doc):
        once = any(held.former for held in holdings)
        now = (h for h in holdings if not once and _is_of_the_day(doc, h, fresh, dated))
        clues = [_not_before(doc, held, fresh=held.sentence in fresh) for held in holdings]
        lower = settle([clue for clue in clues if clue is not None], [])[0]
        found.append(_Person(lower, next(now, None), holdings))
    found = [_sure(person, found) for person in found]
    terms = [
        Choices(_terms(person.now.rows), (person.now.span,))
        for person in found
        if person.now is not None
    ]
    return [person.lower for person in found if person.lower is not None], terms


class _Person(NamedTuple):
    """Not before when, the mention that makes somebody a holder of the day, and all mentions."""

    lower: Clue | None
    now: _Holding | None
    holdings: list[_Holding]


def _sure(person: _Person, others: list[_Person]) -> _Person:
    """Without what another person's name speaks against: of two that followed each other in an
    office only one can be its holder of the day, and a "President X" may be a thought."""
    for other in others:
        if other is person:
            continue
        if person.now is not None and _follows(other, person):
            person = person._replace(now=None)
        if person.now is None and other.now is not None and _follows(person, other):
            person = person._replace(lower=None)
    return person


def _follows(later: _Person, earlier: _Person) -> bool:
    """Whether one who is no holder of the day only took an office, as the text calls it, after
    one who is had left it for good."""
    if later.now is not None or earlier.now is None:
        return False
    lasts = [row.last for row in earlier.now.rows]
    ended = [last for last in lasts if last is not None]
    if len(ended) != len(lasts):
        return False
    offices = {office for row in earlier.now.rows for office in row.office}
    return any(
        min(row.first for row in held.rows) >= max(ended)
        and offices.intersection(*(row.office for row in held.rows))
        for held in later.holdings
        if not held.former
    )


def _is_of_the_day(doc: Document, held: _Holding, fresh: set[int], dated: set[int]) -> bool:
    if held.former or held.once:
        return False
    if held.sentence in fresh:
        return True
    acts = _ACTS.match(doc.text, held.span.end, held.span.end + _NEAR)
    return bool(fresh) and acts is not None and held.sentence not in dated


def _not_before(doc: Document, held: _Holding, *, fresh: bool) -> Clue | None:
    if held.former:
        lasts = [row.last for row in held.rows]
        ended = [last for last in lasts if last is not None]
        return Clue(Interval.between(min(ended), None), (held.span,)) if ended else None
    if not fresh and _SUPPOSED.search(doc.sentences[held.sentence].text_of(doc.text)):
        return None
    return Clue(Interval.between(_terms(held.rows)[0].earliest, None), (held.span,))


def _late(row: Tenure) -> int:
    return _RUN_LATE if _CANDIDACY.search(row.office[0]) else _LATE


def _terms(rows: tuple[Tenure, ...]) -> tuple[Interval, ...]:
    return apart(
        Interval.between(
            add_days(row.first, -(0 if "-elect" in row.office[0] else _EARLY)),
            add_days(row.last, _late(row)) if row.last and not row.kept else None,
        )
        for row in rows
    )


_STANDING = r"(?:candidates?|nominees?|hopefuls?|contenders?|challengers?|front-?runners?|rivals?)"


def _stands_for_office(text: str, family: str) -> bool:
    """Whether somebody of this name is called a candidate: "President X" may then be a thought."""
    name = re.escape(family)
    before = rf"\b{_STANDING},? (?:[A-Z][\w.’'-]{{0,20}} ){{0,3}}{name}\b"
    after = rf"\b{name}, [^,.;\n]{{0,50}}\b{_STANDING}\b"
    return re.search(f"{before}|{after}", text) is not None


def _named(doc: Document) -> Iterator[list[_Holding]]:
    """Office holders named with their office, person by person."""
    known = _by_first_word()
    words = [word for word in dict.fromkeys(_WORD.findall(doc.text)) if word in known]
    for family in [family for word in words for family in known[word]][:_MOST]:
        rows = tenures()[family]
        at = doc.text.find(family)
        found: list[_Holding] = []
        for _ in range(_LONGEST):
            if at < 0:
                break
            end = at + len(family)
            held = _held(doc, rows, at, end)
            if held is not None:
                found.append(held)
            at = doc.text.find(family, end)
        if found and _stands_for_office(doc.text, family):
            found = [held for held in found if held.former or held.stands]
        if found:
            yield found


def _held(doc: Document, rows: tuple[Tenure, ...], start: int, end: int) -> _Holding | None:
    """The terms that the words around a family name speak of."""
    index = doc.sentence_index(start)
    if index is None or doc.text[end : end + 1].isalnum():
        return None
    sentence = doc.sentences[index]
    if start > sentence.start and not doc.text[start - 1].isspace():
        return None
    after = doc.text[end : min(sentence.end, end + _NEAR)]
    more = _NAME_GOES_ON.match(after)
    if more and not any(more[1] in row.given for row in rows):
        return None
    if re.match(r"[’']s (?!administration)", after) or _NO_LONGER.match(after):
        return None
    low = max(sentence.start, start - _NEAR)
    for given, begin in _names_before(doc.text, low, start):
        before = doc.text[low:begin]
        known = _with_given(rows, given, whole=not given)
        found = [(row, _office(row.office, before, after, full=bool(given))) for row in known]
        told = [(row, words) for row, words in found if words is not None]
        if told:
            words = max((words for _, words in told), key=len)
            held = tuple(row for row, its in told if len(its) == len(words))
            rest = before.removesuffix(" ")
            lead = _PRESUMED.sub("", rest[: len(rest) - len(words)] if words else before)
            if _THOUGHT.search(lead[-40:]):
                return None
            former = bool(words and _FORMER.search(lead[-60:]))
            once = _THEN.search(lead[-40:]) is not None
            return _Holding(held, Span(begin, end), index, former, once)
    return None


def _names_before(text: str, low: int, start: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words before a family name that may be of the name, none of them first, with where the
    name then begins."""
    given: tuple[str, ...] = ()
    yield given, start
    for _ in range(_GIVEN_NAMES):
        match = _WORD_BEFORE.search(text, max(low, start - 25), start)
        if match is None:
            return
        start = match.start()
        given = (*given, match[1])
        yield given, start


def _with_given(
    rows: tuple[Tenure, ...], given: tuple[str, ...], *, whole: bool
) -> tuple[Tenure, ...]:
    """The rows whose given names hold one of these words, the nearest to the family name first."""
    if whole:
        return rows
    for word in given:
        known = tuple(row for row in rows if word in row.given)
        if known:
            return known
    return ()


def _office(offices: tuple[str, ...], before: str, after: str, *, full: bool) -> str | None:
    """The words before a name that tell an office, empty when they stand elsewhere."""
    for office in offices:
        case = re.NOFLAG if office.isupper() else re.IGNORECASE
        words = re.escape(office)
        match = re.search(rf"\b{words}[,’'s]{{0,3}} $", before, case)
        if match:
            return match[0].removesuffix(" ")
        if full and _is_apposed(words, before, after, case):
            return ""
        if office == "President" and _GOVERNMENT.match(after):
            return ""
    return None


def _is_apposed(words: str, before: str, after: str, case: re.RegexFlag) -> bool:
    """ "The head of the agency, Given Family," and "Given Family, head of the agency"."""
    return bool(
        re.search(rf"\b{words}, $|\b{words}[’']s [a-z -]{{2,30}},? $", before, case)
        or re.match(rf", [^,.;]{{0,60}}\b{words}\b|,? of the {words}\b", after, case)
    )

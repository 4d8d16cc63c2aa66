"""Bounds of a publication date from dates that name their year."""

from __future__ import annotations

import re
from enum import Enum

from watchdesk.grounding.published_clue import Clue
from watchdesk.grounding.time_calendar import add_days, calendar_days, years_days
from watchdesk.grounding.time_model import (
    Anniversary,
    Bound,
    Calendar,
    Shift,
    Tense,
    Timex,
    Unit,
    Weekday,
    Years,
)
from watchdesk.grounding.time_tense import marks
from watchdesk.language.document import Document
from watchdesk.records import Interval

_EARLY_RITES = 10
"""Days before an anniversary on which it may already be told as marked."""
_ZONES = 1
"""Days the date at a far place can be ahead of the one printed."""
_BEFORE, _AFTER = 80, 60
"""Code points on either side of a date that tell what kind of date it is."""


def absolute(timex: Timex) -> Interval | None:
    """The days of an expression that names its year."""
    match timex.point:
        case Calendar(year=int(year)) as point:
            return calendar_days(point, year)
        case Years() as point:
            return years_days(point)
        case Anniversary(year=int(year), month=month, day=day):
            return calendar_days(Calendar(month=month, day=day), year)
        case _:
            return None


class Setting(Enum):
    """What kind of date the words around it make it."""

    PAST = "of something that has been: a post, a picture"
    BY_THEN = "of a change to the article, which was out by then"
    NOT_OURS = "of the site or of another page"
    PROSE = "told in a sentence"


_POST = re.compile(r"(?:\(@\w{1,30}\)|\bpost shared by [^\n]{1,70} on) $")
_PHOTO = re.compile(
    r"[.,]? ?file (?:photo|picture|image)|"
    r"[.,]? ?[(\[]?(?:[A-Z][\w.’'-]{1,20}[ /]){0,3}"
    r"(?:REUTERS|Reuters|AP\b|AFP|Getty|EPA\b|Associated Press|Xinhua|Agencies|Handout|Photo by)"
)
_CHANGED = re.compile(
    r"(?:\b(?:article|story|post|report|page|piece|column|headline|caption)\b[^.\n]{1,30}\b"
    r"(?:amended|corrected|updated|revised|modified|clarified|republished)|"
    r"\b(?:[Uu]pdated?|UPDATED?|[Cc]orrection|[Cc]larification|[Ee]ditor[’']s note)[:,]?|"
    r"\bin print)(?: on)? $"
)
_RIGHTS = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright)[^.\n]{0,20}$")
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\d{1,3}(?:/| of )\d{1,3}[ \t]*$")


def setting(doc: Document, timex: Timex) -> Setting:
    """What kind of date this is, as far as the words next to it tell."""
    before = doc.text[max(0, timex.core.start - _BEFORE) : timex.core.start]
    after = doc.text[timex.core.end : timex.core.end + _AFTER]
    if _RIGHTS.search(before) or _NUMBERED.search(before):
        return Setting.NOT_OURS
    if _CHANGED.search(before):
        return Setting.BY_THEN
    if _POST.search(before) or _PHOTO.match(after):
        return Setting.PAST
    return Setting.PROSE


_PAST_CUE = re.compile(r"\b(?:in|on|since|during|after|from|of|between|and|back in) (?:the )?$")
_TO_COME = re.compile(
    r"\b(?:will|won['’]t|can|hope[sd]?|upcoming|plan(?:s|ned)?|goals?|targets?|would|deadline|expires?|scheduled|"
    r"expected|forecasts?|projected|ahead of|could|should|may|might|bid|host(?:s|ing)?|must|"
    r"candidates?|nomination|run|running|approaching|bet on|rather than|starting|next)\b|"
    r"\bfor (?:an? |the |his |her |its |their )?[\w-]{3,20} (?:in|on) $|"
    r"\b(?:by|until|through|for|before|new)(?: (?:the|end|early|late|mid|of|at|least|about)){0,4} $"
)
_ON_THE_CALENDAR = re.compile(
    r"\b(?:arrives?|begins?|closes?|comes?|concludes?|convenes?|ends?|expires?|falls?|goes|hosts?|"
    r"kicks? off|leaves?|meets?|opens?|retires?|returns?|runs?|starts?|steps? down|takes?|turns?)"
    r"(?: [\w’'-]{1,20}){0,3} (?:in|on|at) (?:the )?$"
)
"""The present tense in which what is to come is told: "his term ends in January"."""
_NOUN_AFTER = re.compile(
    r"[ ](?:[A-Z][a-z]+|budget|target|goal|plan|deadline|election|agenda|race|campaign|cycle|"
    r"(?:[a-z]+ )?(?:presidential|primary|primaries|general|midterm|nomination)|season|model)"
)
_OWNED = re.compile(r"\b(?:an?|the|his|her|its|their|that) $")
_ATTRIBUTE = re.compile(
    r" (?!(?:and|as|at|but|by|for|in|of|on|or|that|to|was|were|when|with)\b)[A-Za-z]"
)
_DONE = re.compile(
    r" (?:[A-Za-z-]{2,15} ){0,2}?(?:accident|agreement|annexation|attacks?|bombings?|breach|"
    r"cease-?fire|coup|crackdown|crash|crisis|deal|documentary|earthquake|film|incident|interview|"
    r"invasion|killings?|lawsuit|massacre|memoir|movie|murder|operation|pact|poll|protests?|raid|"
    r"referendum|report|revolution|ruling|shootings?|speech|sting|study|survey|takeover|treaty|"
    r"uprising|war)\b"
)


def lower_clues(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not before a date that is told as past, or that a post or picture bears."""
    out = []
    for timex in timexes:
        days = _past_days(doc, timex)
        if days is None or days.earliest is None:
            continue
        first = days.earliest
        if isinstance(timex.point, Anniversary):
            first = add_days(first, -_EARLY_RITES)
        elif days.earliest == days.latest:
            first = add_days(first, -_ZONES)
        out.append(Clue(Interval.between(first, None), (timex.span,)))
    return out


def _past_days(doc: Document, timex: Timex) -> Interval | None:
    """The days of a date that had come when the article was written."""
    days = absolute(timex)
    if days is None or timex.bound not in {None, Bound.SINCE, Bound.AFTER}:
        return None
    where = setting(doc, timex)
    if where is Setting.PAST and days.earliest == days.latest:
        return days
    if where is not Setting.PROSE or timex.tense is not Tense.PAST:
        return None
    told = timex.bound is Bound.SINCE or _is_told_past(doc, timex)
    return days if told else None


def _is_told_past(doc: Document, timex: Timex) -> bool:
    sentence = doc.sentences[timex.sentence]
    before = doc.text[max(sentence.start, timex.core.start - 40) : timex.core.start]
    after = doc.text[timex.core.end : min(sentence.end, timex.core.end + 40)]
    if _TO_COME.search(before) or _TO_COME.search(after[:20]) or _ON_THE_CALENDAR.search(before):
        return False
    if not _is_past_clause(doc, timex):
        return False
    full = isinstance(timex.point, Calendar) and timex.point.day is not None
    if full:
        return True
    if _OWNED.search(before) and _ATTRIBUTE.match(after):
        return _DONE.match(after) is not None
    return bool(_PAST_CUE.search(before.lower())) and not _NOUN_AFTER.match(after)


_PAUSE = re.compile(r",(?!\d)|[;:()“”\"—–]")
_TO_DO = re.compile(r"\bto [a-z]{2,20}(?: [\w’'-]{1,20}){0,4} $")
_FRONTED = re.compile(r"\s*(?:[A-Z][a-z]+ ){0,2}")


def _is_past_clause(doc: Document, timex: Timex) -> bool:
    """Whether nothing in the sentence looks ahead, or nothing in the clause of the date does."""
    sentence = doc.sentences[timex.sentence]
    start, end = timex.core.start - sentence.start, timex.core.end - sentence.start
    words = sentence.text_of(doc.text)
    told = marks(words)
    if all(mark.tense is not Tense.FUTURE for mark in told):
        return True
    low = _clause(words, start)
    if _FRONTED.fullmatch(words, low, start):
        low, rest = end, _PAUSE.search(words, end + 2)
        high = rest.start() if rest else len(words)
    elif _TO_DO.search(words[low:start]):
        return False
    else:
        high = start
    near = [mark.tense for mark in told if low <= mark.start and mark.end <= high]
    return bool(near) and Tense.FUTURE not in near


_WILL = re.compile(
    r"\b(?:will|shall|(?:is|are|has been|have been)(?: now| also| still| currently)? (?:expected|"
    r"set|scheduled|due|slated|planned|targeted|poised|on track|going|aiming|hoping|planning)|"
    r"(?:plans|aims|hopes|expects|intends|wants|targets|promises|vows|threatens) to|upcoming)\b|"
    r"\b(?:expected|due|scheduled|slated|planned)(?= (?:in|on|by|for|to)\b)"
)
_AHEAD_CUE = re.compile(
    r"\b(?:in|on|by|until|till|before|this|next|late|early|mid|(?:end|middle|start|weeks|days) of|"
    r"(?:set|scheduled|slated|planned|targeted|due|expected|ready) for)[ -](?:the )?$"
)
_FAR = 100
"""Code points between what looks ahead and its date."""
_ONCE_AHEAD = re.compile(
    r"\(@|\bfrom [^,;.]{1,40} (?:in|on) (?:19|20)\d\d|"
    r"\b(?:then|had|was|were|would|if|unless|could|might|did|in (?:19|20)\d\d,)\b"
)
"""Words with which a sentence may tell what somebody once expected."""
_SAID_ONCE = re.compile(r"[“”\"]|\b(?:said|told|wrote|promised|vowed|pledged|announced)\b")
"""The same, unless the sentence tells on which weekday that was."""


def upper_clues(doc: Document, timexes: tuple[Timex, ...]) -> list[Clue]:
    """Not after a date that is told as to come, or on which the article was changed."""
    fresh = {t.sentence for t in timexes if is_fresh(t)}
    out = []
    for timex in timexes:
        days = absolute(timex)
        if days is None or days.latest is None:
            continue
        ahead = timex.tense is Tense.FUTURE or timex.bound in {Bound.BY, Bound.UNTIL}
        ahead = ahead and is_told_ahead(doc, timex, fresh)
        if ahead or setting(doc, timex) is Setting.BY_THEN:
            out.append(Clue(Interval.between(None, days.latest), (timex.span,)))
    return out


def is_fresh(timex: Timex) -> bool:
    """Whether an expression tells of the days just before the publication."""
    point = timex.point
    if isinstance(point, Weekday):
        return timex.tense is Tense.PAST
    if not isinstance(point, Shift) or point.text or point.unit not in {Unit.DAY, Unit.WEEK}:
        return False
    return point.count == 0 or (point.count == -1 and timex.tense is Tense.PAST)


def is_told_ahead(doc: Document, timex: Timex, fresh: set[int]) -> bool:
    """In the article's own words or those of the day, not as what somebody once expected."""
    sentence = doc.sentences[timex.sentence]
    words = sentence.text_of(doc.text)
    start, end = timex.core.start - sentence.start, timex.core.end - sentence.start
    if not _AHEAD_CUE.search(words[:start][-24:]) or _ONCE_AHEAD.search(words):
        return False
    if timex.sentence not in fresh and _SAID_ONCE.search(words):
        return False
    if _FRONTED.fullmatch(words, _clause(words, start), start):
        return _WILL.search(words, end) is not None
    ahead = [match.end() for match in _WILL.finditer(words, 0, start)]
    if not ahead or start - ahead[-1] > _FAR:
        return False
    return _PAUSE.search(words, ahead[-1], start) is None


def _clause(words: str, start: int) -> int:
    """Where the clause begins that holds a place in a sentence."""
    return max((match.end() for match in _PAUSE.finditer(words, 0, start)), default=0)

"""Which words state something: what is no more than a name, a pointer or a line of the page is no
claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from watchdesk.language.lemmas import verb
from watchdesk.ledger.lexicon import NUMBERS
from watchdesk.ledger.stories_words import WORD
from watchdesk.records import Span

_FINITE = frozenset(
    "is are was were am has have had do does did will would can could may might shall should must "
    "cannot isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t "
    "can’t couldn’t shouldn’t mustn’t it’s he’s she’s that’s there’s they’re we’re you’re i’m i’ve "
    "we’ve they’ve it’ll he’ll she’ll they’ll we’ll".split()
)
_NONE = frozenset("no not none nobody nothing never nowhere".split())
"""Words that state something beside a verb, however little else is told."""
_NUMBERS = frozenset(NUMBERS.split()) - frozenset(
    "zero one first second third fourth fifth".split()
)
_EMPTY = _FINITE | frozenset(
    "a an the this that these those it its he his him she her they their them i my me we our us "
    "you your who whom whose which what when where why how there here so as such than then thus "
    "and but or nor yet if whether because while since until of in on at to from by for with about "
    "into over under after before between against within without through during per via out up "
    "down off all any each every both some many most more less much few other another same own "
    "everyone everybody everything anyone anybody anything someone somebody something one ones "
    "oneself himself herself itself themselves yes be been being having doing done did not no very "
    "too also only just even still already again ever now soon later mr mrs ms".split()
)
"""Words that tell nothing by themselves."""
_SUBJECTS = frozenset("i we he she they".split())
_LEADING = frozenset(
    "of in on at from by for with about into over under after before against to".split()
)
_NAMING = re.compile(
    r"\b(?:call|describ|label|brand|term|deem|consider|declar|dub|think|thought|find|found|regard|"
    r"den(?:y|ie)|disput|reject|demand|urg|admit|confirm|promis|offer|propos)",
)
"""Cues that state something with no more than a noun or adjective behind them."""
_PREDICATE = re.compile(r"\b(?:speak\w*|spoken?)\s+(?:of|against|for)\b|\bcall\w*\s+(?:on|for)\b")
"""Cues that tell the most of it themselves."""
CLAUSE_END = re.compile(r"[,;:.!?—–]")
"""Where a clause ends."""
_PAIR = 2
"""Words behind "of" or "about" that are no more than what somebody spoke of."""
_LEAD = re.compile(r"[\s,;:.…—–)\]-]*(?:(?:and|but|or|nor|yet)\s+)?", re.IGNORECASE)
_STAMP = re.compile(
    r"^\s*(?:[0-2]?\d[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)\s*(?:[-–—:|]\s*)?"
)
_PAGE = re.compile(
    r"^(?:compiled|edited|translated|produced|last\s+updated|photographs?|pictures?|photos?|"
    r"copyright|all\s+rights)\b|^(?:published|updated|posted|filed)\b[^.,!?;]{0,40}[.!?]?$|"
    r"^(?:get|subscribe|sign\s+up|support|donate|follow|download|join|register|read\s+more|"
    r"click|tap|share)\b[^.!?]{0,60}\b(?:us|our|your|newsletter|here|app|porch|inbox|account)\b|"
    r"\b(?:is|are)\s+(?:run|owned|funded|paid\s+for|printed|published|written|edited|delivered|"
    r"read|kept\s+going)\s+(?:and\s+\w+\s+)?(?:by|on|in|to)\s+(?:its|our|your|the|a|\w+)?\s*"
    r"(?:readers|members|subscribers|paper|newsprint|door|week|month|year|volunteers|foundation)\b|"
    r"^(?:all\s+)?times\s+are\b",
    re.IGNORECASE,
)
"""What a page tells of itself."""


def trimmed(text: str, span: Span) -> Span:
    """Words without the comma, colon or conjunction they begin with."""
    found = _LEAD.match(text, span.start, span.end)
    start = found.end() if found else span.start
    return Span(start, span.end) if start < span.end else span


def is_of_page(sentence: str) -> bool:
    """Whether a sentence tells of the page or its outlet as such: who made it, how to get it."""
    return _PAGE.search(sentence[:200]) is not None


@lru_cache(maxsize=1 << 14)
def states(words: str, cue: str = "", *, dated: bool = False) -> bool:
    """Whether words state something: a verb and what it is about, a number, or as many words as
    make a predicate behind a cue in small letters, such as "called it", "a mistake".

    Dates and the time stamps of live pages are to be left out of ``words`` before; ``dated`` says
    that there was a date, which tells something of what stands beside it.
    """
    low = [word.lower() for word in WORD.findall(words.replace("'", "’"))]
    told = sum(word not in _EMPTY for word in low)
    if any(map(_is_number, low)):
        return True
    if any(map(_is_finite, low)) or (dated and told) or _has_subject(low):
        return told > 0 or not _NONE.isdisjoint(low)
    if told <= 1:
        return told == 1 and _NAMING.search(cue) is not None
    return told > _PAIR or low[0] not in _LEADING or low[0] == "to"


@lru_cache(maxsize=1 << 14)
def has_verb(words: str) -> bool:
    """Whether words are more than a phrase: they hold a verb in a time."""
    low = [word.lower() for word in WORD.findall(words.replace("'", "’"))]
    return any(map(_is_finite, low)) or _has_subject(low)


def is_predicate(cue: str) -> bool:
    """Whether a cue in small letters states something with whatever stands behind it."""
    return _PREDICATE.search(cue) is not None


def _has_subject(low: Sequence[str]) -> bool:
    """Whether a pronoun has a verb behind it: "we still say"."""
    return any(
        word in _SUBJECTS and any(other not in _EMPTY for other in low[n + 1 : n + 3])
        for n, word in enumerate(low)
    )


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBERS


def _is_finite(word: str) -> bool:
    """Whether a word can be a verb that tells when; "stands" could as well be a noun."""
    if word in _FINITE or word.endswith("n’t"):
        return True
    if word in _EMPTY:
        return False
    return not word.endswith(("ing", "s")) and verb(word) != word


def without_stamp(words: str) -> str:
    """A line of a live page without the time it opens with."""
    return _STAMP.sub("", words, count=1)

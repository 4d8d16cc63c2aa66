"""Words that announce something to come, graded by how surely they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from watchdesk.ledger.deeds import EVENT_NOUNS, Weight, deeds, weigh
from watchdesk.records import Span

ENOUGH = 4
"""Weight from which words announce: of cue, verb, a time to come, and an event by name."""
DATED = 2
"""What a time to come adds."""
LIMITED = 3
"""The same for one that says by when."""
OWN = 2
"""What it adds that the speaker tells of the speaker's own deed ("she said she would ask")."""


_LONGEST = 3_000
"""Code points of a sentence; what is longer is none, and looking for clauses in it takes long."""


class Kind(Enum):
    """What a cue needs around it to announce anything."""

    PLAIN = "plain"
    """Nothing more."""
    PAST = "past"
    """A time after publication, or the past of reported speech: "was expected to"."""
    SHIFTED = "shifted"
    """Reported speech in the past: "said it would"."""
    DATED = "dated"
    """A time right behind it: "is expected on Friday"."""


class Cue(NamedTuple):
    """The words that announce, and the deed announced."""

    span: Span
    verb: str
    """Base form; of two words for "take place"."""
    weight: int = ENOUGH
    """Of cue, verb and the event named beside them."""
    kind: Kind = Kind.PLAIN


class _Head(NamedTuple):
    pattern: str
    weight: int
    kind: Kind = Kind.PLAIN


_ADVERB = (
    r"(?:(?:also|then|now|soon|both|all|still|currently|widely|reportedly|first|again|jointly|"
    r"formally|officially|instead|later|together|personally|therefore|tentatively)\s+){0,2}"
)
_BE = rf"(?:is|are|[’']s|[’']re|has\s+been|have\s+been)\s+{_ADVERB}"
_WAS = rf"(?:was|were)\s+{_ADVERB}"
_FIXED = r"(?:expected|scheduled|due|set|slated|planned|planning|preparing|poised|booked)"
_HEADS = {
    "fixed": _Head(rf"(?:{_BE}{_FIXED}|(?<=,\s)(?:expected|scheduled|slated))\s+to(?=\s)", 3),
    "was_fixed": _Head(rf"{_WAS}{_FIXED}\s+to(?=\s)", 3, Kind.PAST),
    "to": _Head(r"(?:is|are|[’']s|[’']re)\s+to(?=\s)", 2),
    "plan": _Head(r"(?:plans?|intends?)\s+to(?=\s)", 3),
    "planned": _Head(r"(?:planned|intended)\s+to(?=\s)", 2, Kind.PAST),
    "wish": _Head(r"(?:wants?|hopes?|aims?)\s+to(?=\s)", 1),
    "wished": _Head(r"(?:wanted|hoped|aimed)\s+to(?=\s)", 1, Kind.PAST),
    "promise": _Head(r"(?:promis|pledg|vow|undertook|undertak)(?:e[sd]?|s|ed)?\s+to(?=\s)", 3),
    "agree": _Head(r"agree[sd]\s+to(?=\s)", 2),
    "expect": _Head(r"expects?\s+(?:(?!to\b)[\w’'-]{1,30}\s+){1,6}to(?=\s)", 2),
    "expected": _Head(r"expected\s+(?:(?!to\b)[\w’'-]{1,30}\s+){1,6}to(?=\s)", 2, Kind.PAST),
    "will": _Head(r"(?:\bwill|\bshall|(?<=\w)[’']ll)(?=\s)", 2),
    "would": _Head(r"would(?=\s)", 1, Kind.SHIFTED),
    "should": _Head(r"should(?=\s)", 1, Kind.SHIFTED),
    "could": _Head(r"could(?=\s)", 0, Kind.SHIFTED),
    "day": _Head(rf"{_BE}(?:expected|scheduled|due|planned|slated|set)(?=\s)", 2, Kind.DATED),
    "was_day": _Head(rf"{_WAS}(?:expected|scheduled|due|planned|slated|set)(?=\s)", 2, Kind.DATED),
    "prepare": _Head(
        r"(?:is|are|[’']re|[’']s)\s+(?:preparing|planning|arranging|organi[sz]ing)\s+(?:for\s+)?"
        r"(?:an?|the|his|her|its|their|another)\s+(?:[\w-]{1,20}\s+){0,3}?"
        rf"(?:{'|'.join(EVENT_NOUNS.split())})\b",
        4,
    ),
}
_VERB = re.compile(
    rf"\s+{_ADVERB}(?:(?P<be>be)\s+(?:[a-z]{{3,15}}ly\s+)?(?P<form>[a-z]{{3,20}})"
    r"|(?P<verb>(?:take\s+(?:place|part|office)|hand\s+over|step\s+down)\b|[a-z]{2,20}))",
    re.IGNORECASE,
)
_COMES = frozenset("reach arrive land come follow".split())
"""Verbs with which "should" forecasts; with others it says what is right."""
_FIGURE = re.compile(
    r"(?:send\w*\s+(?:\w+\s+){0,3}(?:message|signal|word)|hold\s+(?:\w+\s+){0,3}"
    r"(?:accountable|responsible|to\s+account|up|back|on|true|out|talks\s+back)|(?:meet|reach)\w*\s+(?:\w+\s+)"
    r"{0,3}(?:needs?|demands?|rules?|standards?|requirements?|criteria|challenges?|goals?|targets?|"
    r"deadlines?|expectations|potential)|address\s+(?:\w+\s+){0,4}(?:issues?|problems?|concerns?|"
    r"needs|challenges?|causes?)|deliver\s+(?:\w+\s+){0,3}(?:blow|results?|justice|on)|open\s+(?:the|a)\s+(?:\w+\s+)?(?:door|way)|return\s+to\s+(?:normal"
    r"|work|form)|lift\s+(?:\w+\s+){0,2}(?:spirits|mood)|speak\s+(?:for|of)\s+(?:itself|them)|"
    r"send\s+back|leave\s+(?:no|behind|it|that|this)|raise\s+(?:\w+\s+){0,3}(?:questions?|concerns?|awareness)|"
    r"come\s+(?:back\s+to|as|to\s+(?:a|an|the|no|understand|mind)|from|up|down|out\s+of|true)|"
    r"go\s+(?:on|through|too|back\s+to|down|up|into|towards?|far|wrong|for))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided\s+that|in\s+case|supposed\s+to\s+have|as\s+long\s+as|were\s+to|"
    r"in\s+the\s+event|otherwise|whenever)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(r"\b(?:often|usually|always|sometimes|every\s+(?:day|week|time))\b", re.I)
_HEDGE = re.compile(r"\b(?:would|could|might|may)\b")  # not the month
_UNSAID = re.compile(
    r"\b(?:whether|asked\s+how|why|had\s+it|even\s+though|"
    r"(?:say|saying|said|know|knew|clear|tell|decided?)\s+(?:when|how|who|what|where|which))\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|nothing|nor|never|not)\b", re.IGNORECASE)
_PRECONDITION = re.compile(r"\b(?:before|until)\s+(?:\w+\s+){1,4}$", re.IGNORECASE)
_BREAK = re.compile(r"[,;:—–]|\b(?:that|and|but|or|said|says)\b", re.IGNORECASE)
_CUT = re.compile(
    r";|\b(?:after|since|following|because|who|which|where|whose|although|though|while)\b"
    r"|,[^,;]{1,60}\b(?:said|says|told|added|announced|according)\b|,?\s+and\s+that\b",
    re.IGNORECASE,
)
_NOUNS_BEFORE = frozenset(
    "the a an their his her its our my your no any political good free last ill sheer own".split()
)
_NOT_BEFORE = frozenset("had not never no once didn’t didn't hardly been long".split())
_EXISTS = frozenset("it what this that how all there aim goal job".split())


@cache
def _heads() -> re.Pattern[str]:
    parts = (f"(?P<{name}>{head.pattern})" for name, head in _HEADS.items())
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _events() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(EVENT_NOUNS.split())})\b", re.IGNORECASE)


def _word_before(text: str, low: int, at: int) -> str:
    words = text[max(low, at - 40) : at].split()
    return words[-1].lower().strip("“”\"',") if words else ""


def clause_start(text: str, low: int, at: int) -> int:
    """Where the clause that holds a place begins, not before ``low``."""
    low = max(low, at - 300)
    start = low
    for match in _BREAK.finditer(text, low, at):
        start = match.end()
    return start


def clause_end(text: str, cue: Span, limit: int) -> int:
    """Where the clause that a cue opens ends: before "after", "who", a semicolon and the like."""
    match = _CUT.search(text, cue.end, limit)
    return match.start() if match else limit


def _is_noun(name: str, before: str) -> bool:
    """Whether a "will" or "plans" is a noun."""
    if name in {"will", "plan"} and before in _NOUNS_BEFORE:
        return True
    if name == "plan":
        return before in {"to", "of"} or before.endswith(("’s", "'s", "s’", "s'"))
    if name == "expect":
        return before in {"to", "can", "should", "could", "would", "not"}
    return name == "to" and before in _EXISTS


def _is_ruled_out(text: str, low: int, match: re.Match[str], name: str) -> bool:
    """Whether the words before a cue deny it, make it a condition, or make it no cue."""
    at = match.start()
    before = _word_before(text, low, at)
    lead = text[max(low, at - 60) : at]
    if _is_noun(name, before) or before in _NOT_BEFORE or _PRECONDITION.search(lead):
        return True
    start = clause_start(text, low, at)
    if _UNSAID.search(text, start, at) or _NOBODY.search(text, start, at):
        return True
    shifted = _HEADS[name].kind is Kind.SHIFTED
    hedge = _HEDGE.search(text, start if shifted else low, at)
    return hedge is not None and not shifted


def _verb(text: str, match: re.Match[str], name: str, high: int) -> tuple[str, int] | None:
    """The verb a cue leads to with its weight, or ``None`` when there is none."""
    if name == "prepare":
        return match.group().split()[-1].lower(), 0
    if _HEADS[name].kind is Kind.DATED:
        return "take place", Weight.EVENT
    found = _VERB.match(text, match.end(), high)
    if found is None or _FIGURE.match(text[found.start() : found.start() + 120].lstrip()):
        return None
    after_be = found["be"] is not None
    word = " ".join((found["form"] if after_be else found["verb"]).lower().split())
    verb, weight = weigh(word, after_be=after_be)
    if name == "should" and verb not in _COMES and not (after_be and verb not in deeds()):
        return None
    return verb, weight


def find_cues(text: str, span: Span) -> Iterator[Cue]:
    """Words in a sentence or a part of it that may announce something, without the deed.

    Conditions, denials, questions and what is told as a habit announce nothing. Whether a cue is
    enough depends on its ``weight``, and on what its ``kind`` needs.
    """
    if span.length > _LONGEST:
        return
    words = span.text_of(text)
    if words.rstrip("”\"' ").endswith("?") or _CONDITION.search(words) or _HABIT.search(words):
        return
    for match in _heads().finditer(text, span.start, span.end):
        name = str(match.lastgroup)
        head = _HEADS[name]
        found = _verb(text, match, name, span.end)
        if found is None or found[1] < 0 or _is_ruled_out(text, span.start, match, name):
            continue
        verb, weight = found
        end = clause_end(text, Span(*match.span()), span.end)
        near = text[clause_start(text, span.start, match.start()) : end]
        kind = Kind.DATED if name == "was_day" else head.kind
        weight += head.weight + bool(_events().search(near))
        yield Cue(Span(*match.span()).trim(text), verb, weight, kind)


def announces(text: str, sentence: Span) -> bool:
    """Whether a sentence by its words alone tells of something to come."""
    return any(c.weight >= ENOUGH and c.kind is Kind.PLAIN for c in find_cues(text, sentence))

"""Words that announce something to come, graded by how surely they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from watchdesk.ledger.deeds import EVENT_NOUNS, Weight, deeds, harms, weigh
from watchdesk.ledger.forward_headlines import is_headed
from watchdesk.ledger.forward_words import ADVERB, HEADS, Kind, Tone
from watchdesk.records import Span

ENOUGH = 4
"""Weight from which words announce: of cue, verb, a time to come, and an event by name."""
DATED = 2
"""What a time to come adds."""
LIMITED = 3
"""The same for one that says by when."""
OWN = 2
"""What it adds that the speaker tells of the speaker's own deed ("she said she would ask")."""


CONDITION = 2
"""What it adds to harm that it is set against a condition."""
VAGUE = 2
"""What it takes off that a pronoun for something told before is to do it: "this will follow"."""
_MOST = 40
"""Cues of a sentence that are looked at; what holds more is no prose."""
_LONGEST = 3_000
"""Code points of a sentence; what is longer is none, and looking for clauses in it takes long."""


class Cue(NamedTuple):
    """The words that announce, and the deed announced."""

    span: Span
    verb: str
    """Base form; of two words for "take place"."""
    weight: int = ENOUGH
    """Of cue, verb and the event named beside them."""
    kind: Kind = Kind.PLAIN
    tone: Tone = Tone.WILL
    conditional: bool = False
    """Whether the sentence sets it against a condition."""
    unless: bool = False
    """Whether that condition is one on which it will not come."""
    if_not: bool = False
    """Whether that condition is that something is not done."""
    nouns: tuple[str, ...] = ()
    """Events named in its clause, lower case."""
    now: bool = False
    """Whether it is in the present tense, where a day of the week is the next one."""


_TAKEN = (
    r"take\s+(?:[a-z]{3,15}\s+){0,2}(?:countermeasures|measures|revenge|retaliatory\s+\w+|decisions|"
    r"(?:appropriate|further|military|legal|retaliatory)\s+(?:steps|action))\b"
)
_VERB = re.compile(
    rf"\s+{ADVERB}(?:(?P<be>be(?:en)?)\s+(?:[a-z]{{3,15}}ly\s+)?(?P<form>[a-z]{{2,20}})"
    rf"|(?P<taken>{_TAKEN})"
    r"|(?P<verb>(?:take\s+(?:place|part|office|over|effect|command)|(?:come|enter)\s+into\s+(?:force|effect)|"
    r"go\s+(?:into\s+effect|to\s+the\s+polls)|open\s+fire|sit\s+down|hand\s+over|switch\s+o(?:n|ff)|shut\s+down|stop\s+over|step\s+down|stay\s+away|set\s+up|pull\s+out)\b"
    r"|[a-z]{2,20}))",
    re.IGNORECASE,
)
_COMES = frozenset("reach arrive land come follow".split())
"""Verbs with which "should" forecasts; with others it says what is right."""
_FIGURE = re.compile(
    r"(?:take\s+(?:\w+\s+){0,3}(?:time|care|years|months|weeks|days|long|longer|note|notice|stock|"
    r"advantage|heart|responsibility|it|into|root|shape|hold|turns|precedence|you|us|sides?|stand|view)\b|"
    r"give\s+(?:\w+\s+){0,4}(?:leverage|chances?|time|hope|pause|way|up|rise|boost|edge|"
    r"opportunity|opportunities|advantage|confidence|courage|comfort|cause|reason)|send\w*\s+(?:\w+\s+){0,3}(?:message|signal|word)|hold\s+(?:on|true|out|up)\b|hold\s+"
    r"(?:\w+\s+){0,3}(?:accountable|responsible|to\s+account|up|back|talks\s+back)|(?:meet|reach)\w*\s+(?:\w+\s+)"
    r"{0,3}(?:needs?|demands?|rules?|standards?|requirements?|criteria|challenges?|goals?|targets?|"
    r"deadlines?|expectations|potential)|address\s+(?:\w+\s+){0,4}(?:issues?|problems?|concerns?|"
    r"needs|challenges?|causes?)|deliver\s+(?:\w+\s+){0,3}(?:blow|results?|justice|on)|open\s+(?:the|a)\s+(?:\w+\s+)?(?:door|way)|return\s+to\s+(?:normal"
    r"|work|form)|lift\s+(?:\w+\s+){0,2}(?:spirits|mood)|speak\s+(?:for|of)\s+(?:itself|them)|"
    r"send\s+back|leave\s+(?:no|behind|it|that|this)|raise\s+(?:\w+\s+){0,3}(?:questions?|concerns?|awareness)|"
    r"come\s+(?:back\s+to|as|to\s+(?:a|an|the|no|understand|mind)|from|up|down|out\s+of|true)|"
    r"go\s+(?:on|through|too|back\s+to|down|up|into(?!\s+effect)|towards?|far|wrong|for))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!even\s)\b(?:if|unless|should(?=\s+(?:it|they|he|she|that)\b)|provided\s+that|in\s+case|as\s+long\s+as|were\s+to|"
    r"in\s+the\s+event|otherwise|or\s+(?:[\w’'-]{1,20}\s+){1,4}(?:would|will))\b|^[“\"']?(?-i:Should)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)
_IF_NOT = re.compile(
    r"\b(?:if|should)\s+[^,;:]{0,60}?(?:\bnot\b|n[’']t\b|\bfail|\brefus|\bno\b)|\botherwise\b",
    re.IGNORECASE,
)
"""Words that set what is to come against something that is not done: an ultimatum."""
_KEEPS = frozenset((Tone.THREAT, Tone.PROMISE, Tone.FIXED))
"""Tones that announce though there is a condition."""
_ELSE = 60
"""Code points before a cue in which "or" or "otherwise" is looked for."""
_OR_ELSE = re.compile(r"\b(?:or|otherwise)(?:\s+[\w’'-]{1,20}){0,4}\s*$", re.IGNORECASE)
_GUESSED = re.compile(r"\b(?:probably|likely|almost\s+certainly)\b", re.IGNORECASE)
_UNMEANT = re.compile(r"\b(?:supposed\s+to\s+have|whenever)\b", re.IGNORECASE)
_PUT_FORWARD = re.compile(
    r"\b(?:announc|unveil|outlin|disclos|present|approv|confirm|reveal)\w{0,4}\s+"
    r"(?:(?:an?|the|its|his|her|their|new)\s+){0,2}(?:\w{3,15}\s+)?$",
    re.IGNORECASE,
)
_NOT_PRESENT = frozenset(
    "to will would not could can may might should must did does do the a an his her its their and "
    "or no this that".split()
)
_HABIT = re.compile(
    r"\b(?:often|usually|always|sometimes|every\s+(?:day|week|time))\b"
    r"|\bunder\s+(?:the\s+)?(?:[\w’'-]+\s+)?(?:law|constitution|rules|statutes|system)\b",
    re.IGNORECASE,
)
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
_UNDER_WAY = re.compile(
    r"\b(?:at|during|after|following|since|from|for|to)\s+(?:[\w’'“”\"-]+\s+){0,4}[“\"‘]?$", re.I
)
"""Words before an event that make it the place or time of something else."""
_BASE = {"flies": "fly", "goes": "vote", "go": "vote", "takes": "begin", "take": "begin"}
_BASE |= {"comes": "begin", "gets": "begin", "kicks": "begin", "runs": "expire", "heads": "travel"}
"""What present forms are of that are not their verb and an s."""
_WHOLE: dict[str, tuple[str, int]] = {
    "goods": ("give", 0),
    "pronoun": ("give", 0),
    "invites": ("meet", Weight.EVENT),
    "ultimatum": ("expire", Weight.EVENT),
    "not_before": ("come", 0),
}
"""Heads that hold their deed."""
_FORM = re.compile(r"\s+(?:been\s+)?(?:\w{3,15}ly\s+)?(?P<form>[a-z]{3,20})", re.IGNORECASE)
_TRIES = re.compile(
    r"\s+(?:try|put)\s+(?!to\b)(?:[\w’'-]{1,20}\s+){1,6}?(?:for|on\s+trial)\b|\s+use\s+(?:\w+\s+){0,2}?(?:force|weapons?|veto|troops)\b",
    re.I,
)
_OWN_CLAUSE = frozenset(
    ("appoint", "promise", "pronoun", "word", "goods", "will", "threat", "agree")
)
"""Heads that a "could" or "might" in another clause leaves as they are."""
_NO_VERB = frozenset(
    "the a an our his her its their my your this that these those any all both some no in on at by "
    "for from with of us them him it".split()
)
"""Words that are no verb behind "to" or "will"."""
_WORDS_GIVEN = frozenset(("promise", "threat"))
"""Heads after which a deed is meant whatever its verb: "vowed to go on"."""
_NOW = frozenset(("present", "progress", "progressed"))
_MENACES = frozenset(("reprisal", "menace", "met_with", "target", "warn"))
"""Heads that name the harm themselves."""
_VAGUE = frozenset("this that which what these those there nothing everything".split())
_EXISTS = frozenset("it what plan idea task this that how all there aim goal job".split())


@cache
def _heads() -> re.Pattern[str]:
    parts = (f"(?P<{name}>{head.pattern})" for name, head in HEADS.items())
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


def _is_noun(name: str, before: str, lead: str) -> bool:
    """Whether a "will" or "plans" is a noun; a plan that is announced is as good as its verb."""
    if name == "plan" and _PUT_FORWARD.search(lead):
        return False
    if name in {"will", "plan"} and before in _NOUNS_BEFORE:
        return True
    if name == "plan":
        return before in {"to", "of"} or before.endswith(("’s", "'s", "s’", "s'"))
    if name == "expect":
        return before in {"to", "can", "should", "could", "would", "not"}
    if name == "present":
        return before in _NOT_PRESENT or not before
    return name == "to" and before in _EXISTS


def _is_ruled_out(text: str, low: int, match: re.Match[str], name: str) -> bool:
    """Whether the words before a cue deny it, make it a condition, or make it no cue."""
    at = match.start()
    before = _word_before(text, low, at)
    lead = text[max(low, at - 60) : at]
    if name == "infinitive":
        return not is_headed(text[low:at])
    if HEADS[name].kind is Kind.NAMED and _UNDER_WAY.search(lead):
        return True
    if _is_noun(name, before, lead) or before in _NOT_BEFORE or _PRECONDITION.search(lead):
        return True
    start = clause_start(text, low, at)
    if _UNSAID.search(text, start, at) or _NOBODY.search(text, start, at):
        return True
    if _CONDITION.search(text, start, at) and not _OR_ELSE.search(text, start, at):
        return True
    shifted = HEADS[name].kind is Kind.SHIFTED
    own = shifted or name in _OWN_CLAUSE
    hedge = _HEDGE.search(text, start if own else low, at)
    return hedge is not None and not shifted


def _is_surely_one(match: re.Match[str], verb: str) -> bool:
    """Whether what follows "to" is a verb; of a headline and behind the noun "threat" only where it
    is known as one."""
    verbal = match.group().lower().split()[0] in {
        "threaten",
        "threatened",
        "threatens",
        "threatening",
    }
    return verbal or (verb in deeds() and deeds()[verb].weight >= Weight.SOFT)


def _own_verb(text: str, match: re.Match[str], name: str, high: int) -> tuple[str, int] | None:
    """The verb of a cue that holds its deed, with its weight; ``None`` of any other."""
    last = match.group().split()[-1].lower()
    if name in {"prepare", "foresee"}:
        return last, int(name == "foresee")
    if name in _MENACES:
        return "retaliate", 0
    if name in {"word", "announce", "appoint", "invite", "order", "plans", "told"}:
        return last, 0
    if name in _WHOLE:
        return _WHOLE[name]
    if name == "was_to" and match.group().lower().endswith("have"):
        form = _FORM.match(text, match.end(), high)
        return weigh(form["form"].lower(), after_be=True) if form else None
    if name in {"progress", "progressed"}:
        return weigh(last, after_be=True)[0], 0
    if name == "present":
        first = match.group().split(maxsplit=1)[0].lower()
        return _BASE.get(first, first.removesuffix("s")), Weight.EVENT
    if HEADS[name].kind in {Kind.DATED, Kind.NAMED}:
        return "take place", Weight.EVENT
    return None


def _verb(text: str, match: re.Match[str], name: str, high: int) -> tuple[str, int] | None:
    """The verb a cue leads to with its weight, or ``None`` when there is none."""
    own = _own_verb(text, match, name, high)
    if own is not None or match.group().lower().endswith("have"):
        return own
    found = _VERB.match(text, match.end(), high)
    if found is None:
        return None
    if name not in _WORDS_GIVEN and _FIGURE.match(
        text[found.start() : found.start() + 120].lstrip()
    ):
        return None
    if found["taken"]:
        return "retaliate", Weight.SOFT
    after_be = found["be"] is not None
    word = " ".join((found["form"] if after_be else found["verb"]).lower().split())
    verb, weight = weigh(word, after_be=after_be or name == "commit")
    if (verb in _NO_VERB and not after_be) or (
        name in {"infinitive", "threat"} and not _is_surely_one(match, verb)
    ):
        return None
    if HEADS[name].tone in {Tone.THREAT, Tone.PROMISE} and _TRIES.match(text, match.end(), high):
        return verb, Weight.EVENT
    if name == "should" and verb not in _COMES and not (after_be and verb not in deeds()):
        return None
    return verb, weight


def _is_unlikely_sentence(words: str) -> bool:
    """Whether nothing in a sentence is announced: a question, a habit."""
    asks = words.rstrip("”\"' ").endswith("?")
    return asks or bool(_UNMEANT.search(words) or _HABIT.search(words))


def find_cues(text: str, span: Span) -> Iterator[Cue]:
    """Words in a sentence or a part of it that may announce something, without the deed.

    Denials, questions and what is told as a habit announce nothing; on a condition only harm is
    announced. Whether a cue is enough depends on its ``weight``, and on what its ``kind`` needs.
    """
    if span.length > _LONGEST:
        return
    words = span.text_of(text)
    if _is_unlikely_sentence(words):
        return
    conditional = bool(_CONDITION.search(words))
    for match in islice(_heads().finditer(text, span.start, span.end), _MOST):
        name = str(match.lastgroup)
        found = _verb(text, match, name, span.end)
        kept = HEADS[name].tone is Tone.PROMISE
        if found is None or (found[1] < 0 and not kept):
            continue
        if _is_ruled_out(text, span.start, match, name):
            continue
        kept = HEADS[name].tone in _KEEPS or found[0] in harms() or name in {"will", "would"}
        if not conditional or kept:
            yield _cue(text, span, match, found, conditional)


def _cue(
    text: str, span: Span, match: re.Match[str], found: tuple[str, int], conditional: bool
) -> Cue:
    """The cue of a match, with the verb it leads to and its weight."""
    name, at = str(match.lastgroup), match.start()
    head, (verb, weight) = HEADS[name], found
    nouns = _nouns(text, span, match)
    lead = max(span.start, at - _ELSE)
    else_ = conditional and _OR_ELSE.search(text, lead, at) is not None
    harm = conditional and (head.tone is Tone.THREAT or verb in harms())
    weight += head.weight + bool(nouns) + (CONDITION if harm else 0)
    if name in {"will", "would"} and _word_before(text, span.start, at) in _VAGUE:
        weight -= VAGUE
    return Cue(
        Span(at, match.end()).trim(text),
        verb,
        weight,
        Kind.PLAIN if else_ else head.kind,
        _tone(head.tone, text, match, span.end),
        conditional,
        conditional and _UNLESS.search(text, span.start, span.end) is not None,
        conditional and _IF_NOT.search(text, span.start, span.end) is not None,
        nouns,
        name in _NOW,
    )


def _nouns(text: str, span: Span, match: re.Match[str]) -> tuple[str, ...]:
    """Events named in the clause of a cue; of one that leads to a day the last one before it."""
    end = clause_end(text, Span(*match.span()), span.end)
    low = clause_start(text, span.start, match.start())
    nouns = tuple(m.group().lower() for m in _events().finditer(text, low, end))
    if nouns or HEADS[str(match.lastgroup)].kind is not Kind.DATED:
        return nouns
    return tuple(m.group().lower() for m in _events().finditer(text, span.start, low))[-1:]


def _tone(tone: Tone, text: str, match: re.Match[str], high: int) -> Tone:
    """The tone of a cue; "will probably" is no "will"."""
    found = _VERB.match(text, match.end(), high) if tone is Tone.WILL else None
    return Tone.FORECAST if found and _GUESSED.search(found.group()) else tone


def announces(text: str, sentence: Span) -> bool:
    """Whether a sentence by its words alone tells of something to come."""
    return any(c.weight >= ENOUGH and c.kind is Kind.PLAIN for c in find_cues(text, sentence))

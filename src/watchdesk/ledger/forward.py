"""Words that announce something to come, and words that tell it came or did not."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from watchdesk.records import Span


class Verb(NamedTuple):
    """A deed that can be announced and later be seen to have been done."""

    base: str
    past: tuple[str, ...]
    """Past tense and participle."""
    nouns: tuple[str, ...]
    """Nouns for the same deed."""


_VERBS = """
meet: met | meeting meetings summit talks
visit: visited | visit trip tour
hold: held |
host: hosted |
begin: began begun | start beginning
start: started | start
open: opened | opening
close: closed | closure
send: sent | shipment delivery
deliver: delivered | delivery deliveries
provide: provided | delivery
sign: signed | signing agreement treaty deal accord pact
vote: voted | vote ballot
attend: attended | attendance
travel: travelled traveled | trip journey visit
arrive: arrived | arrival
depart: departed | departure
leave: left | departure
convene: convened | session meeting
gather: gathered | gathering
resume: resumed | resumption
launch: launched | launch
release: released | release
publish: published | publication
announce: announced | announcement
present: presented | presentation
submit: submitted | submission
unveil: unveiled |
receive: received |
return: returned | return
withdraw: withdrew withdrawn | withdrawal pullout
deploy: deployed | deployment
impose: imposed | sanctions tariffs
lift: lifted |
ratify: ratified | ratification
approve: approved | approval
elect: elected | election
appoint: appointed | appointment
inaugurate: inaugurated | inauguration
address: addressed | address speech
speak: spoke spoken | speech address
discuss: discussed | talks discussions
negotiate: negotiated | negotiations talks
conduct: conducted |
join: joined | accession
expel: expelled | expulsion
recall: recalled | recall
reopen: reopened | reopening
exchange: exchanged | exchange swap
transfer: transferred | transfer
extend: extended | extension
suspend: suspended | suspension
end: ended | end
step down: stepped | resignation
resign: resigned | resignation
testify: testified | testimony
appear: appeared | appearance
rule: ruled | ruling
decide: decided | decision
replace: replaced |
chair: chaired |
mediate: mediated | mediation
fly: flew flown | flight
go: went gone |
take place: took taken |
take part: took taken |
"""

_EVENTS = r"held|signed|sent|delivered|released|published|opened|announced|presented|lifted|imposed"
_SPEAK = (
    r"(?:is|are|’s|'s|’re|'re)\s+"
    r"(?:(?:also|now|both|all|still|currently|widely|reportedly)\s+){0,2}"
)
_DAYS = r"monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SOON = (
    rf"next\s+(?:week|month|year|{_DAYS})|later\s+(?:this|next)\s+(?:week|month|year)"
    r"|by\s+the\s+end\s+of\s+(?:the|this|next)\s+(?:day|week|month|year)"
    r"|in\s+the\s+coming\s+(?:days|weeks|months)|tomorrow"
)
_CONDITION = re.compile(r"\b(?:if|unless|provided\s+that|in\s+case|supposed\s+to\s+have)\b", re.I)
_HEDGE = re.compile(r"\b(?:would|could|might|may)\b")  # not the month
_PRECONDITION = re.compile(r"\b(?:before|until)\s+(?:\w+\s+){1,4}$", re.IGNORECASE)
_CUT = re.compile(
    r";|\b(?:after|since|following|because|who|which|where|whose|although|though|while)\b",
    re.IGNORECASE,
)
_BEFORE_WILL = frozenset(
    "the a an their his her its our my your no any political good free last ill sheer own".split()
)


class Cue(NamedTuple):
    """The words that announce, and the deed announced."""

    span: Span
    verb: str
    """Base form; of two words for "take place"."""


@cache
def verbs() -> dict[str, Verb]:
    """All deeds by base form."""
    out = {}
    for line in _VERBS.strip().splitlines():
        base, _, rest = line.partition(":")
        past, _, nouns = rest.partition("|")
        out[base] = Verb(base, tuple(past.split()), tuple(nouns.split()))
    return out


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    deeds = "|".join(sorted((v.replace(" ", r"\s+") for v in verbs()), reverse=True))
    deed = rf"(?P<verb>be\s+(?:{_EVENTS})|{deeds})\b"
    flags = re.IGNORECASE
    return (
        re.compile(
            rf"\b{_SPEAK}(?:expected|scheduled|due|set|slated|planning|preparing)\s+to\s+{deed}",
            flags,
        ),
        re.compile(rf"\b{_SPEAK}to\s+{deed}", flags),
        re.compile(rf"\b(?:plans?|intends?)\s+to\s+{deed}", flags),
        re.compile(rf"\b(?:promised|pledged|vowed|undertook)\s+to\s+{deed}", flags),
        re.compile(rf"\bwill\s+(?:(?:also|then|now|soon|both)\s+)?{deed}", flags),
        re.compile(rf"\bwill\s+(?P<verb>[a-z]{{3,20}})\b(?=[^.;]{{0,120}}\b(?:{_SOON})\b)", flags),
    )


_NOT_DEEDS = frozenset("not never have also only still remain likely depend cost take".split())


def _word_before(text: str, sentence: Span, at: int) -> str:
    words = text[max(sentence.start, at - 40) : at].split()
    return words[-1].lower().strip("“”\"',") if words else ""


def _is_forward(text: str, sentence: Span, match: re.Match[str]) -> bool:
    before = _word_before(text, sentence, match.start())
    first = match.group().split()[0].lower()
    lead = text[max(sentence.start, match.start() - 60) : match.start()]
    if _HEDGE.search(text, sentence.start, match.start()) or _PRECONDITION.search(lead):
        return False
    if first == "will" and before in _BEFORE_WILL:
        return False
    if first.startswith("plan") and (
        before in _BEFORE_WILL | {"to", "of"} or before.endswith(("’s", "'s", "s’", "s'"))
    ):
        return False
    if before in {"had", "not", "never", "no", "once", "didn’t", "didn't"}:
        return False
    return match["verb"].lower() not in _NOT_DEEDS


def find_cue(text: str, sentence: Span) -> Cue | None:
    """The first words of a sentence that announce something, without the deed; or ``None``.

    Conditions, denials, questions and what was expected in the past announce nothing.
    """
    words = sentence.text_of(text)
    if words.rstrip("”\"' ").endswith("?") or _CONDITION.search(words):
        return None
    found: list[tuple[int, Cue]] = []
    for pattern in _cues():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if _is_forward(text, sentence, match):
                verb = " ".join(match["verb"].lower().split())
                end = match.start("verb")
                span = Span(match.start(), end).trim(text)
                found.append((match.start(), Cue(span, verb.removeprefix("be "))))
                break
    return min(found)[1] if found else None


def clause_end(text: str, cue: Span, limit: int) -> int:
    """Where the clause that a cue opens ends: before "after", "who", a semicolon and the like."""
    match = _CUT.search(text, cue.end, limit)
    return match.start() if match else limit


class Outcome(NamedTuple):
    """Words that tell that something announced did not come."""

    span: Span
    postponed: bool


@cache
def _called_off() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:was|were|has\s+been|have\s+been|been)\s+(?:indefinitely\s+)?"
        r"(?P<late>postponed|put\s+off|delayed|rescheduled|pushed\s+back)"
        r"|(?P<late2>postponed|rescheduled)"
        r"|(?:(?:was|were|has\s+been|have\s+been|been)\s+)?(?:cancell?ed|called\s+off|scrapped)"
        r"|(?:did\s+not|didn[’']t|never)\s+(?:take\s+place|happen|go\s+ahead|attend|arrive|meet))\b",
        re.IGNORECASE,
    )


def called_off(text: str, sentence: Span) -> Outcome | None:
    """The words of a sentence that say something was put off or did not happen, or ``None``."""
    match = _called_off().search(text, sentence.start, sentence.end)
    words = sentence.text_of(text)
    if match is None or _CONDITION.search(words) or _HEDGE.search(words):
        return None
    return Outcome(Span(match.start(), match.end()), bool(match["late"] or match["late2"]))

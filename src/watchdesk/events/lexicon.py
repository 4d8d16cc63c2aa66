"""Words that tell an event, with their PLOVER type and modes, in all their forms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER event types, from most cooperative to most hostile."""


class Form(StrEnum):
    """The form a trigger word stands in."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the lexicon."""

    type: str
    modes: tuple[str, ...]
    objects: frozenset[str]
    """Lemmas one of which must follow; empty when none is needed."""
    following: frozenset[str]
    """Words one of which may stand right after the head instead."""

    @property
    def bare(self) -> bool:
        """Whether the head alone tells the event."""
        return not self.objects and not self.following


@dataclass(frozen=True)
class Lexicon:
    """Forms of the heads, and the rules of each head."""

    forms: dict[str, tuple[tuple[str, Form], ...]]
    """Word in lower case to (head, form)."""
    rules: dict[str, tuple[Rule, ...]]
    """Head (``v:sign``) to its rules, those with objects first."""


_IRREGULAR = {
    "strike": ("struck", "struck"),
    "hit": ("hit", "hit"),
    "cut": ("cut", "cut"),
    "shut": ("shut", "shut"),
    "put": ("put", "put"),
    "quit": ("quit", "quit"),
    "meet": ("met", "met"),
    "hold": ("held", "held"),
    "begin": ("began", "begun"),
    "speak": ("spoke", "spoken"),
    "fly": ("flew", "flown"),
    "send": ("sent", "sent"),
    "give": ("gave", "given"),
    "lend": ("lent", "lent"),
    "withdraw": ("withdrew", "withdrawn"),
    "seek": ("sought", "sought"),
    "break": ("broke", "broken"),
    "swear": ("swore", "sworn"),
    "freeze": ("froze", "frozen"),
    "leave": ("left", "left"),
    "buy": ("bought", "bought"),
    "sell": ("sold", "sold"),
    "fight": ("fought", "fought"),
    "overrun": ("overran", "overrun"),
    "retake": ("retook", "retaken"),
    "shoot": ("shot", "shot"),
    "beat": ("beat", "beaten"),
    "blow": ("blew", "blown"),
    "spread": ("spread", "spread"),
    "forgive": ("forgave", "forgiven"),
    "beg": ("begged", "begged"),
}
_DOUBLED = frozenset(
    """hit cut shut put quit begin ban stab ship swap stop commit confer expel beg step
    overrun""".split()
)
_VOWELS = frozenset("aeiou")


def plural(noun: str) -> str:
    """Regular plural of a noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _stem(verb: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb


def inflect(verb: str) -> dict[str, Form]:
    """Forms of an English verb; where the past and the participle are one word, the participle
    is not listed apart."""
    stem = _stem(verb)
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        past = verb[:-1] + "ied"
    elif verb.endswith("ee"):
        past = verb + "d"
    else:
        past = stem + "ed"
    past, participle = _IRREGULAR.get(verb, (past, past))
    forms = {participle: Form.PARTICIPLE, past: Form.PAST, stem + "ing": Form.GERUND}
    forms[plural(verb)] = Form.THIRD
    forms[verb] = Form.PAST if verb == past else Form.BASE
    return forms


@cache
def singular_of(word: str) -> str:
    """A word as objects are listed: without a plural ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _rule(kind: str, modes: str, objects: str) -> Rule:
    words = [] if objects == "*" else objects.split()
    after = frozenset(w[2:] for w in words if w.startswith("p:"))
    nouns = frozenset(w for w in words if not w.startswith("p:"))
    return Rule(kind, tuple(modes.split()), nouns, after)


def parse(text: str) -> Lexicon:
    """A lexicon from its table. Raises ``ValueError`` for a line that is not of four cells."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or cells[0] not in TYPES or cells[2][:2] not in ("v:", "n:"):
            raise ValueError(f"line {number} of the event lexicon is not a rule: {line!r}")
        rules[cells[2]].append(_rule(cells[0], cells[1], cells[3]))
    forms: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    for head in rules:
        kind, word = head.split(":", 1)
        if kind == "v":
            for written, form in inflect(word).items():
                forms[written].append((head, form))
        else:
            forms[word].append((head, Form.NOUN))
            forms[plural(word)].append((head, Form.NOUN))
    ordered = {head: tuple(sorted(each, key=lambda r: r.bare)) for head, each in rules.items()}
    return Lexicon({word: tuple(each) for word, each in forms.items()}, ordered)


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    table = files("watchdesk.events") / "lexicon.tsv"
    return parse(table.read_text(encoding="utf-8"))

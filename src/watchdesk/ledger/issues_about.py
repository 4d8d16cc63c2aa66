"""Which issue of the watch a stand is on, and on which side of its question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from watchdesk.grounding.gazetteer import demonym
from watchdesk.records import Issue, Stance

POINTERS = frozenset(
    "a about act action actions advance adventure again against agreement all alliance allies "
    "an and any appeal approach arrangement assault at attack attacks ban behind bloc both by "
    "campaign change changes compromise course deal decision decisions demand discuss do doing "
    "draft ease effort efforts every first for force forces from further hand her here his host "
    "idea if in initiative intervention into invasion issue it its joint latest lend letter "
    "lift limits line matter measure measures member merits mission more move moves new notion "
    "of offensive offer on one operation our outcome outside over own package part permission "
    "plan plans play policy project proposal proposals question raid raids reaction request "
    "requests response restrictions result rule rules same scheme second similar so stance "
    "states step steps strike strikes such suggestion take talk talks that the their them these "
    "they this those to undertaking union use version view vote which whole with".split()
)
"""Words of a target that points at what was told before."""
_SMALL = frozenset("if a an the of to in on for about with by at its their his her".split())
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})
_BRIEF = 3
"""Words of a target that names what the text before has named: "the duties", "the whole plan"."""
_TIMES = frozenset("day days week month year today yesterday tomorrow night morning".split())
TURNED = {
    Stance.FOR: Stance.AGAINST,
    Stance.CONDITIONAL: Stance.AGAINST,
    Stance.AGAINST: Stance.FOR,
}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_POSSESSED = re.compile("['’]s?$")
_SAID = frozenset(
    "accusation accusations allegation allegations charge charges claim claims report reports "
    "terms complaint suspicion".split()
)
"""What is only said: who rejects it takes no stand on what the text is about."""
_TOLD = re.compile(r"[^\W\d_]+")
_SHARED = 0.6
"""How much an article must be about an issue for a bare noun to mean it."""
_JOINED = re.compile(r"\b(?:and|or|as well as|nor)\b|[;\n]")
"""What joins two things a stand is taken on."""
_OTHER = re.compile(r"\bof (?:its|his|her|their) own\b|\b(?:alternative|rival|counter)\b")
"""What is set against a thing told before, and not that: "a plan of its own"."""
_OWNED = re.compile(
    r"(?:[Tt]he )?(?P<who>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})(?:'s?)? (?P<what>[a-z]+)$"
)
_DEEDS = frozenset(
    "action course decision deal demand initiative measure move offer plan policy position "
    "proposal request stance step strategy suggestion view vote".split()
)
"""Nouns for what somebody did or stands for."""
_JOINING = _SMALL | frozenset(
    "from as after before than that which who until unless without".split()
)
_ENDINGS = ("ing", "ed", "es", "s", "e")
_NAMING = 8
"""Words of a target that may be named by a noun of the issue's name, at most."""
_DEEP = 12
"""Words of a target that points back, at most."""


class Words(NamedTuple):
    """What is needed of a stand to tell what it is on."""

    stance: Stance
    """Towards what stands behind the last word that turns it."""
    target: str
    """Text of the target, its pieces joined by a line break."""
    turned: tuple[str, ...]
    """Words that turn the stance round, in lower case."""
    limited: str
    """Text of its limits."""
    around: tuple[str, ...]
    """Text of its sentence and of those before it, the nearest first."""
    heading: str
    """Title of its article."""
    before: str
    """Text of its sentence before the word that tells it."""
    plain: bool = True
    """Whether the word that tells it tells a stand and nothing else: so that what it is taken on
    can be what the text is about."""
    close: int = 99
    """How many of ``around`` stand in the paragraph of the first."""


def stance_on(issue: Issue, told: Words) -> Stance | None:
    """What a stand says on an issue; ``None`` where it is not on it.

    The terms must stand in the target. A word that turns the stance and is itself part of a term
    turns nothing: who is against an embargo is against an issue with the term "oil embargo".
    """
    if not issue.terms:
        return None
    hit = _search(issue.terms, told.target)
    if hit is not None:
        return _sided(issue, told, hit.group())
    if issue.against and _search(issue.against, told.target) is not None:
        return TURNED.get(told.stance, told.stance)
    return None


def turned_for(issue: Issue, told: Words) -> Stance:
    """The stance on an issue whose terms are not in the target."""
    return _sided(issue, told, "")


def _sided(issue: Issue, told: Words, hit: str) -> Stance:
    """The stance, turned back for every turning word that the issue itself names."""
    stance = told.stance
    terms = " ".join(_own_words(issue)).casefold()
    for word in told.turned:
        named = word in hit.casefold() or _has_word(terms, word)
        if named and stance in TURNED:
            stance = TURNED[stance]
    return stance


def _has_word(text: str, word: str) -> bool:
    """Whether a text has a word, whatever its ending: "closed" of "to close its ports"."""
    asked = [_stem(part) for part in _TOLD.findall(word)]
    known = {_stem(part) for part in _TOLD.findall(text)}
    return bool(asked) and all(part in known for part in asked)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _BRIEF:
            return word[: -len(ending)]
    return word


def points_back(told: Words) -> bool:
    """Whether a target names nothing by itself: "the move", "such requests"; or there is none."""
    target = told.target.replace(told.limited, " ") if told.limited else told.target
    if _OTHER.search(target):
        return False
    words = [_POSSESSED.sub("", word) for word in _WORD.findall(target)]
    named = [w for w in words if not w[0].isupper() and w not in _TIMES]
    first = next((w for w in words if w.casefold() not in _SMALL), "")
    pointing = not first or first.casefold() in POINTERS
    pointing = pointing or (bool(named) and owner(told.target) is not None and told.plain)
    if pointing and len(words) <= _DEEP and all(w.casefold() in POINTERS for w in named):
        return True
    known = bool(words) and words[0].casefold() in _KNOWN and len(named) == len(words)
    said = any(word.casefold() in _SAID for word in words)
    return known and len(words) <= _BRIEF and told.plain and not said


def owner(target: str) -> str | None:
    """Whose step a target points back at: "Kenya" of "Kenya's decision", "the Kenyan step"."""
    found = _OWNED.match(target.replace("’", "'"))
    return found.group("who") if found and found.group("what").casefold() in _DEEDS else None


def _search(terms: tuple[str, ...], text: str) -> re.Match[str] | None:
    return pattern(terms).search(text.replace("’", "'"))


@lru_cache(maxsize=256)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of some terms as whole words; a trailing ``*`` matches any ending."""
    parts = [_loose(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in terms]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def _loose(term: str) -> str:
    """A term with hyphens and spaces taken for each other: "long-range" is "long range"."""
    return r"[-\s]+".join(re.escape(word) for word in re.split(r"[-\s]+", term))


def issues_on(
    issues: Sequence[Issue], told: Words, about: Sequence[float] = ()
) -> list[tuple[Issue, Stance]]:
    """The issues a stand is on, each with the side it takes.

    ``about`` is how much its article is about each issue, 1 for the one it is most about. A bare
    noun that other issues might use too ("the corridor") is on the issue the article is about.
    """
    weights = list(about) or [1.0] * len(issues)
    bare: list[int] = []
    out: list[tuple[Issue, Stance]] = []
    for place, issue in enumerate(issues):
        stance = stance_on(issue, told)
        if stance is None:
            continue
        if is_bare(issues, place, told.target) and weights[place] < _SHARED:
            bare.append(place)
        else:
            out.append((issue, stance))
    if not out and not bare:
        return _by_name(issues, told, weights)
    if out:
        return _governed(out, told.target)
    top = max(range(len(issues)), key=lambda n: (weights[n], -n))
    held = frozenset().union(*(named(issues[n].terms, told.target) for n in bare))
    shares = held & set(_TOLD.findall(" ".join(_own_words(issues[top])).casefold()))
    return [(issues[top], _sided(issues[top], told, ""))] if shares else []


def _governed(found: Sequence[tuple[Issue, Stance]], target: str) -> list[tuple[Issue, Stance]]:
    """Of the issues a target names the one it names first and those joined to that: of "the use of
    missiles in the enclave" the missiles, of "missiles and the enclave" both."""
    plain = target.replace("’", "'")
    at = {issue.name: _search((*issue.terms, *issue.against), target) for issue, _ in found}
    ends = {name: (hit.start(), hit.end()) for name, hit in at.items() if hit}
    if len(ends) < len(found) or len(found) == 1:
        return list(found)
    _, end = min(ends.values())
    return [
        row
        for row in found
        for start, _ in (ends[row[0].name],)
        if start < end or _JOINED.search(plain[end:start])
    ]


def _by_name(
    issues: Sequence[Issue], told: Words, weights: Sequence[float]
) -> list[tuple[Issue, Stance]]:
    """The issue an article is about, where its name has a noun of a brief target: "the cut"."""
    head = _head(told.target)
    if head is None or max(weights, default=0.0) < _SHARED:
        return []
    top = max(range(len(issues)), key=lambda n: (weights[n], -n))
    known = {_plain(word) for word in name_words(issues[top]) - POINTERS}
    return [(issues[top], _sided(issues[top], told, ""))] if _plain(head) in known else []


def _head(target: str) -> str | None:
    """The noun of a brief target: of "to the cut in full" "cut"."""
    words = _WORD.findall(target.casefold())
    while words and words[0] in _SMALL:
        words = words[1:]
    end = next((n for n, word in enumerate(words) if word in _JOINING), len(words))
    return words[end - 1] if end > 0 and len(words) <= _NAMING else None


@lru_cache(maxsize=256)
def name_words(issue: Issue) -> frozenset[str]:
    """Common nouns of an issue's name: of "Mackerel cut" both, of "Force in Niger" the first."""
    words = [m.group() for m in _WORD.finditer(issue.name)]
    plain = [w for n, w in enumerate(words) if w.islower() or (n == 0 and demonym(w) is None)]
    return frozenset(w.casefold() for w in plain) - _SMALL - _TIMES - _JOINING


def _plain(word: str) -> str:
    """A word without its plural ending."""
    return word.removesuffix("s") if len(word) > _BRIEF else word


def is_bare(issues: Sequence[Issue], place: int, text: str) -> bool:
    """Whether all that names an issue in a text are single nouns that another issue uses, too."""
    found = named(issues[place].terms, text)
    return bool(found) and found <= shared(issues, place)


def shared(issues: Sequence[Issue], place: int) -> frozenset[str]:
    """Single words in the terms of an issue that others have in their own words."""
    return _shared(tuple(issue.terms for issue in issues), tuple(map(_own_words, issues)), place)


@lru_cache(maxsize=256)
def _shared(
    terms: tuple[tuple[str, ...], ...], own: tuple[tuple[str, ...], ...], place: int
) -> frozenset[str]:
    others = " ".join(w for n, words in enumerate(own) if n != place for w in words)
    return frozenset(t.casefold() for t in terms[place]) & frozenset(
        _TOLD.findall(others.casefold())
    )


@lru_cache(maxsize=8192)
def named(terms: tuple[str, ...], text: str) -> frozenset[str]:
    """The terms that stand in a text, as written there but in lower case."""
    if not terms:
        return frozenset()
    return frozenset(m.group().casefold() for m in pattern(terms).finditer(text.replace("’", "'")))


def _own_words(issue: Issue) -> tuple[str, ...]:
    return (issue.name, issue.question or "", *issue.terms, *issue.examples)

"""What a statement tells to be so or not: one deed or state for each clause, with who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.ledger.differing import Days, Deed, Spot, days_of, irregular, stem, stem_hash
from watchdesk.ledger.incompatible_tokens import Token, Tokens, marked
from watchdesk.ledger.incompatible_words import Pole, opposites
from watchdesk.ledger.page import Page
from watchdesk.records import Feature, Span

_BREAKS = frozenset(",;:()—–“”") | frozenset(
    "while but because after when that which who whom if unless as before since until whether "
    "although though whereas where so".split()
)
_OPEN = frozenset({"if", "unless", "whether", "until"})
"""Words whose clause tells nothing as so."""
_BE = frozenset(
    "is are was were be been being remain remains remained stay stays stayed keep keeps kept's "
    "isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split()
)
_DO = frozenset("did do does didn't don't doesn't didn’t don’t doesn’t".split())
_HAVE = frozenset("has have had hasn't haven't hadn't hasn’t haven’t hadn’t".split())
_NOT = re.compile(r"(?:not|never|neither|nor|hardly|without|.+n['’]t)$", re.IGNORECASE)
_MODAL = frozenset(
    "will would may might could can cannot should shall must ought plan plans planned hope "
    "hopes hoped want wants wanted wish wished expect expects expected intend intends intended "
    "ready going seek seeks sought threaten threatens threatened likely possibly perhaps maybe "
    "reportedly allegedly almost nearly about propose proposes proposed".split()
)
_NOT_TO = frozenset("yet refused refuses refusing failed fails declined declines".split())
"""Words after which "to" tells that a deed was not done."""
_STILL = frozenset("still remain remains remained yet continues continue".split())
_BEFORE_NOUN = frozenset(
    "the a an this that these those his her its their our my all many some several most newly "
    "recently two three four five six seven eight nine ten".split()
)
"""Words between which and a noun a participle tells no deed: "the freed girls"."""
_OTHER = frozenset("another other others".split())
_NONE = frozenset("no none nothing nobody".split())
_OWN = frozenset("it its they their he his she her we our i my itself themselves".split())
_POINTERS = frozenset("the this that these those both".split())
_BESIDE_VERB = _BE | _HAVE | _DO | _STILL | _NONE | {"only", "longer", "already", "just"}
"""Words before a verb that are shown with it."""
_SHORT = 2
"""Words of a subject such as "the man", which only what stands before makes clear."""
_FLAT = re.compile(
    r"\b(?:untrue|false(?:ly|hoods?)?|baseless|groundless|unfounded|fabricat\w{0,5}|invented|"
    r"fictions?|nonsense|(?:a|outright)\s+lies?|never|no\s+such|hoax|disinformation)\b",
    re.IGNORECASE,
)
_BACK, _NEAR = 4, 3
"""Tokens before a verb in which words make it unreal, or turn it round."""
_DEEDS = 8
"""Deeds of a statement that are kept."""
_LONGEST = 1200
"""Code points of a statement that are looked at."""
_BUILT = {Feature.CITY, Feature.FACILITY, Feature.DISTRICT, None}
_LOCATIVE = re.compile(r"\b(?:in|at|near|off|outside|around)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I)
_WEEK = 7


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens, each a clause."""
    low = 0
    for at, token in enumerate(tokens):
        if token.low in _BREAKS:
            if at > low:
                yield low, at
            low = at if token.low in _OPEN else at + 1
    if len(tokens) > low:
        yield low, len(tokens)


def _clause_end(tokens: Sequence[Token], low: int) -> int:
    """One past the last word of a clause that begins at a word."""
    ends = (at for at in range(low, len(tokens)) if tokens[at].low in _BREAKS)
    return next(ends, len(tokens))


def _phrase(tokens: Sequence[Token], at: int, high: int) -> tuple[int, tuple[Pole, ...]]:
    """How many tokens from one on tell a state, and which; states may share their words."""
    found: list[Pole] = []
    length = 0
    for words, pole in opposites().phrases.get(tokens[at].low, ()):
        end = at + len(words)
        if len(words) < length:
            break
        if end > high or any(w not in {"*", tokens[at + n].low} for n, w in enumerate(words)):
            continue
        if pole.after_be and not any(t.low in _BE for t in tokens[max(0, at - _NEAR) : at]):
            continue
        length = len(words)
        found.append(pole)
    return max(1, length), tuple(found)


def _verb(tokens: Sequence[Token], at: int) -> Pole | None:
    """A verb of the table, told as done, or with "did not"."""
    word = tokens[at].low
    pole = opposites().verbs.get(stem(word))
    if pole is None:
        return None
    before = {t.low for t in tokens[max(0, at - _NEAR) : at]}
    done = word.endswith("ed") or word in irregular() or (word.endswith("ing") and before & _BE)
    bare = not done and word in {pole.verb, stem(word)} and before & (_DO | _HAVE | _BE)
    return pole if done or bare or (tokens[at - 1 : at] and tokens[at - 1].low == "to") else None


def _is_to_come(before: Sequence[str]) -> bool:
    """Whether the words before a verb tell it as what may be: "will", "wants to", "to be"."""
    last = [word for word in before if word not in {"be", "have", "been"}][-1:]
    return bool(set(before) & _MODAL) or last == ["to"]


def _none_of(behind: Sequence[Token]) -> bool:
    """Whether what follows a verb is none of something: "sold no ships", not "voted no"."""
    for at, token in enumerate(behind[:2]):
        if token.low in _NONE:
            return token.low != "no" or any(t.word for t in behind[at + 1 : at + _NEAR])
    return False


def _turned(tokens: Sequence[Token], low: int, at: int, length: int, high: int) -> int:
    """-1 where words turn a verb round, 1 where none do, 0 where it is not told as so."""
    if at > low and (tokens[at - 1].low in _BEFORE_NOUN or tokens[at - 1].text.isdecimal()):
        return 0
    if tokens[low].text in {"Had", "Were", "Should"}:
        return 0
    before = [t.low for t in tokens[max(low, at - _BACK) : at]]
    near = before[-_NEAR:]
    turns = sum(bool(_NOT.match(word)) for word in near)
    if before[-1:] == ["to"] and len(before) > 1 and before[-2] in _NOT_TO:
        turns += 1
    elif _is_to_come(before) or tokens[low].low in _OPEN:
        return 0
    if (
        ("longer" in near and "no" in near)
        or (at > low and tokens[low].low in _NONE)
        or tokens[low].low == "neither"
        or _none_of(tokens[at + length : high])
    ):
        turns += 1
    if turns == 0 and "denied" in near:
        turns = 1
    return 0 if turns > 1 else (-1 if turns else 1)


def _time(page: Page, clause: Span) -> Days | None:
    """The one day or few days told in a clause."""
    days = {days_of(time.interval) for time in page.times_in(clause) if time.is_bounded}
    days.discard(None)
    only = days.pop() if len(days) == 1 else None
    return only if only and only[1] - only[0] <= _WEEK else None


def _spot(source: Tokens, clause: Span) -> Spot | None:
    """The one town told as where."""
    page = source.page
    found: dict[str, Spot] = {}
    for place in source.places.inside(clause):
        if place.relative is not None or place.feature not in _BUILT:
            continue
        if place.radius_km is not None and place.feature is Feature.DISTRICT:
            continue
        lead = page.text[max(clause.start, place.start - 24) : place.start]
        if _LOCATIVE.search(lead):
            name = place.span.text_of(page.text).lower()
            found[name] = Spot(
                name=name, lat=place.lat, lon=place.lon, radius=place.radius_km or 0.0
            )
    return next(iter(found.values())) if len(found) == 1 else None


def _subject(tokens: Sequence[Token], low: int, at: int) -> Sequence[Token]:
    """The tokens before a verb; of a clause that begins with it, what stands before the clause."""
    own = tokens[low:at]
    if any(t.word for t in own):
        return own
    if any(t.low in _OWN for t in own):
        return own
    return tokens[max(0, at - 2 * _BACK * _NEAR) : at]


def deeds_in(source: Tokens, span: Span, side: frozenset[int], *, denied: bool) -> tuple[Deed, ...]:
    """The deeds and states that a statement tells as so, or as not so.

    ``side`` stands for the states of its speaker. ``denied`` turns all of them round.
    """
    page, tokens = source.page, source.inside(span)
    flat = bool(_FLAT.search(page.text, span.start, min(span.end, span.start + _LONGEST)))
    out: list[Deed] = []
    for low, high in _clauses(tokens):
        at = low
        while at < high and len(out) < _DEEDS:
            length, poles = _phrase(tokens, at, high)
            verb = _verb(tokens, at) if length == 1 else None
            poles = (verb, *poles) if verb else poles
            turned = _turned(tokens, low, at, length, high) if poles else 0
            late = turned < 0 and high < len(tokens) and tokens[high].low == "until"
            turned = 1 if late else turned  # "did not sign until Monday"
            for pole in poles if turned else ():
                sign = -turned if denied else turned
                end = _clause_end(tokens, high + 1) if late else high
                verb_at = _Verb(pole, sign, low, at, at + length, end, flat or denied)
                out.append(_deed(source, tokens, verb_at, side))
            at += length
    return tuple(out)


def _is_thing(before: Sequence[Token]) -> bool:
    """Whether a clause tells what was done to something: "it was signed"."""
    return [t.low for t in before[:1]] == ["it"] and any(t.low in _BE for t in before)


def _points(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a clause is about what was told before: "it", "the man", "there"."""
    subject = [t.low for t in before if t.low not in _BE | _HAVE]
    if subject[:1] and subject[0] in _POINTERS and len(subject) <= _SHORT:
        return True
    if subject and subject[0] in {"nothing", "none"}:
        return True
    return any(t.low in {"it", "them", "there"} for t in (*before[1:], *behind))


class _Verb(NamedTuple):
    """A verb or a state with where it stands among its words."""

    pole: Pole
    sign: int
    """-1 where words turn it round."""
    low: int
    """First word of its clause."""
    at: int
    after: int
    """First word behind it."""
    high: int
    """One past the last word of its clause."""
    flat: bool
    """Whether the words call a matter untrue outright."""


def _deed(
    source: Tokens,
    tokens: Sequence[Token],
    verb_at: _Verb,
    side: frozenset[int],
) -> Deed:
    pole, sign, low, at, after, high, flat = verb_at
    before, behind = _subject(tokens, low, at), tokens[after:high]
    left, right = marked(before), marked(behind)
    own = any(t.low in _OWN for t in before) and not _is_thing(tokens[low:at])
    verb = {stem_hash(t.text) for t in tokens[at:after]}
    clause = Span(tokens[low].start, tokens[high - 1].end)
    return Deed.model_construct(
        what=pole.what,
        pole=pole.pole * sign,
        done=sign > 0,
        lasting=pole.lasting,
        once=pole.once,
        still=any(t.low in _STILL for t in tokens[low:high]),
        flat=flat,
        subject=(left.words - verb) | (side if own else frozenset()),
        words=((left.words | right.words) - verb) | (side if own else frozenset()),
        points=any(t.low in _OWN for t in before)
        or _points(tokens[low:at], tokens[after:high])
        or any(t.low == "there" for t in tokens[at:after]),
        other=any(t.low in _OTHER for t in tokens[max(0, low - _BACK * _NEAR) : high]),
        names=left.names | right.names,
        people=left.people | right.people,
        places=left.places | right.places,
        states=left.states | right.states | (side if own else frozenset()),
        time=_time(source.page, clause),
        spot=_spot(source, clause),
        text=_shown(source, tokens, verb_at),
    )


def _shown(source: Tokens, tokens: Sequence[Token], verb_at: _Verb) -> str:
    """A verb with the words before it that tell whether and since when it is so."""
    first = verb_at.at
    while first > verb_at.low and (
        tokens[first - 1].low in _BESIDE_VERB or _NOT.match(tokens[first - 1].low)
    ):
        first -= 1
    return " ".join(source.page.text[tokens[first].start : tokens[verb_at.after - 1].end].split())

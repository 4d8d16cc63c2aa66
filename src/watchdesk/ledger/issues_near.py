"""Which issue a stand is on where its own words leave that open: by what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.book import Similar
from watchdesk.ledger.issues_about import Words, is_bare, named, points_back, shared, turned_for
from watchdesk.records import Issue, Stance, Strength

_MOST = 6
"""Sentences of one article whose likeness is worked out: each costs milliseconds."""
_NEAR = (0.13, 0.12, 0.1, 0.08, 0.07, 0.06, 0.05)
"""What a term counts for in the sentence itself and in those before it."""
_APART_FROM = 0.6
"""Of that, what is left where another paragraph has it."""
_BULLETS = ("— ", "– ", "- ", "• ", "* ", "►")
"""How an item of a list begins."""
_NEARER = 2.0
"""How much more it counts for what only points back: that points at what was named last."""
_COMMON = 0.3
"""What a noun counts for there that another issue uses, too."""
_IN_TITLE = 3
"""For how many terms of the text one in the title counts, in telling what an article is about."""
_HEADING = 0.06
"""What a term in the title counts for."""
_TOPIC = 0.12
"""What the issue counts for that most of the sentences around stands have a term of."""
_ASIDE = 0.14
"""The same for a stand whose target says something by itself."""
_SHORT = 4
"""Letters of words that are too short to tell what a thing is."""
_MAIN = 0.6
"""How much an article must be about an issue for "the move" to mean it from afar."""
_CLEAR = 0.05
"""By how much an issue may be less alike than another that no term stands near."""
_LONG = 6
"""Words of a target that says enough by itself."""
_GOES_ON = 0.15
"""What it counts for that the same actor takes a stand on an issue in the same sentence."""
_APART = 0.08
"""By how much more alike a stand must be that no term stands near."""
_ENOUGH = {Strength.STRONG: 0.56, Strength.MEDIUM: 0.6, Strength.WEAK: 0.7}
"""From what likeness and nearness together a stand is taken to be on an issue."""


class _Stand(NamedTuple):
    """A stand whose own words name no issue."""

    words: Words
    strength: Strength
    points: bool
    """Whether its target only points back."""
    near: tuple[float, ...]
    """How near a term of each issue stands, and how much the article is about it."""


def _holds(issue: Issue, text: str) -> bool:
    return bool(named(issue.terms, text))


def _near(
    issues: Sequence[Issue], place: int, told: Words, about: Sequence[float], *, points: bool
) -> float:
    """How near a term of an issue stands to a stand; 0 when none does. What points back points at
    what stands before it. A bare noun counts as far as the article is about the issue."""
    issue = issues[place]
    first = told.before if points else told.around[0]
    if told.limited:
        first = first.replace(told.limited, " ")
    for far, (worth, sentence) in enumerate(zip(_NEAR, (first, *told.around[1:]), strict=False)):
        if _holds(issue, sentence):
            bare = about[place] if is_bare(issues, place, sentence) else 1.0
            return worth * bare * (1.0 if far < told.close else _APART_FROM)
    return _HEADING * _APART_FROM if _holds(issue, told.heading) else 0.0


def topics(issues: Sequence[Issue], told: Iterable[Words]) -> list[float]:
    """How much the text around some stands is about each issue, 1 for the one it is most about:
    by how many terms of it are named there, those of the title before all others."""
    ones = list(told)
    sentences = {sentence for words in ones for sentence in words.around}
    titles = {words.heading for words in ones}
    counts = []
    for place, issue in enumerate(issues):
        found = [named(issue.terms, sentence) for sentence in sentences]
        often = sum(bool(named) for named in found) / (len(sentences) or 1)
        heads = set().union(*(named(issue.terms, title) for title in titles))
        plain = shared(issues, place)
        kinds = [_weight(term, plain) for term in set().union(*found)]
        counts.append(sum(kinds) + often + _IN_TITLE * sum(_weight(term, plain) for term in heads))
    most = max(counts, default=0)
    return [count / most if most else 0.0 for count in counts]


def _in_item(issues: Sequence[Issue], words: Words) -> Words:
    """A stand in an item of a list that names an issue, with the item alone around it."""
    starts = (n for n, sentence in enumerate(words.around) if sentence.startswith(_BULLETS))
    first = next(starts, None)
    if first is None:
        return words
    item = words.around[: first + 1]
    if not any(_holds(issue, sentence) for issue in issues for sentence in item):
        return words
    return words._replace(around=item, heading="")


def _weight(term: str, plain: frozenset[str]) -> float:
    return _COMMON if term in plain else 1.0


def likely(
    issues: Sequence[Issue],
    told: Sequence[tuple[Words, Strength]],
    around: Sequence[Words],
    similar: Similar | None,
    goes_on: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> dict[int, tuple[Issue, Stance]]:
    """By its place in ``told`` the issue a stand is on by all appearances, with the side it takes.

    Looked at are those near a term of some issue; ``around`` are all stands of the article. Where
    terms of one issue alone are near, what only points back ("the move") is on that. Otherwise the
    likeness of a few sentences to the issues settles it, if ``similar`` is given. ``goes_on`` are
    the places of the issues on which the same sentence tells another stand of the same actor.
    """
    about = topics(issues, around)
    stands = {
        n: stand
        for n, (words, strength) in enumerate(told)
        if (stand := _stand(issues, words, strength, about, goes_on.get(n, ()))) is not None
    }
    asked = [n for n, one in stands.items() if not (one.points and _is_alone(one.near))]
    asked.sort(key=lambda n: (-_firm(stands[n].strength), -max(stands[n].near), n))
    texts = list(dict.fromkeys(_telling(stands[n].words) for n in asked))[:_MOST]
    likeness = dict(zip(texts, _likeness(issues, texts, similar), strict=False))
    scores = {n: likeness.get(_telling(stands[n].words)) for n in asked}
    out: dict[int, tuple[Issue, Stance]] = {}
    for n, one in sorted(stands.items(), key=lambda row: (row[1].points, row[0])):
        beside = [out[m][0] for m, other in stands.items() if m in out and _same(one, other)]
        best = _best(scores.get(n), _with(one, [issues.index(issue) for issue in beside]))
        if best is not None:
            out[n] = issues[best], turned_for(issues[best], one.words)
    return out


def _stand(
    issues: Sequence[Issue],
    whole: Words,
    strength: Strength,
    about: Sequence[float],
    goes_on: Sequence[int],
) -> _Stand | None:
    """A stand with what speaks for each issue around it; ``None`` where nothing does."""
    words = _in_item(issues, whole)
    points = points_back(words)
    row = [_near(issues, k, words, about, points=points) for k in range(len(issues))]
    for place in goes_on:
        row[place] += _GOES_ON
    if points:
        row = [w + _GOES_ON * _names(i, words) for w, i in zip(row, issues, strict=True)]
    if max(row, default=0.0) <= 0:
        return None
    main = about if len(words.around) == len(whole.around) else [0.0] * len(issues)
    near = tuple(_worth(w, t, points=points) for w, t in zip(row, main, strict=True))
    return _Stand(words, strength, points, near)


def _same(one: _Stand, other: _Stand) -> bool:
    """Whether one only points back, and another of its sentence says what on."""
    return one.points and not other.points and one.words.around[0] == other.words.around[0]


def _with(one: _Stand, beside: Sequence[int]) -> _Stand:
    near = tuple(w + _GOES_ON * (n in beside) for n, w in enumerate(one.near))
    return one._replace(near=near)


def _worth(near: float, topic: float, *, points: bool) -> float:
    """What speaks for an issue; what the article is mostly about can be pointed at from afar."""
    if points:
        return _NEARER * near + _TOPIC * topic if near or topic >= _MAIN else 0.0
    return near + _ASIDE * topic if near else 0.0


def _telling(words: Words) -> str:
    """What is compared with the issues: the target, or the sentence when that says little."""
    return words.target if len(words.target.split()) >= _LONG else words.around[0]


def _names(issue: Issue, words: Words) -> bool:
    """Whether what only points back names the kind of thing an issue is about: "such strikes"."""
    told = {word for word in words.target.casefold().split() if len(word) > _SHORT}
    return bool(told & set(issue.name.casefold().split()))


def _is_alone(near: Sequence[float]) -> bool:
    return sum(worth > 0 for worth in near) == 1


def _likeness(
    issues: Sequence[Issue], texts: Sequence[str], similar: Similar | None
) -> list[list[float]]:
    if similar is None or not texts:
        return []
    vectors = similar(texts)
    meanings = [meaning(issue, similar) for issue in issues]
    return [[float((m @ vector).max()) for m in meanings] for vector in vectors]


def _best(scores: Sequence[float] | None, one: _Stand) -> int | None:
    """The issue a stand is on; ``None`` where too little speaks for any."""
    if one.points:
        known = scores or [0.0] * len(one.near)
        totals = [s / 2 + w if w else -1.0 for s, w in zip(known, one.near, strict=True)]
        return int(np.argmax(totals))
    if scores is None:
        return None
    totals = [s + w for s, w in zip(scores, one.near, strict=True)]
    best = int(np.argmax(totals))
    if max(scores) - scores[best] > _CLEAR:
        best = int(np.argmax(scores))
    enough = totals[best] if one.near[best] else scores[best] - _APART
    return best if enough >= _ENOUGH[one.strength] else None


def _firm(strength: Strength) -> int:
    return {Strength.WEAK: 0, Strength.MEDIUM: 1, Strength.STRONG: 2}[strength]


@lru_cache(maxsize=64)
def meaning(issue: Issue, similar: Similar) -> NDArray[np.float32]:
    """What an issue says of itself as vectors: its question, its examples and its name."""
    told = [text for text in (issue.question, *issue.examples) if text]
    return similar(told or [issue.name])

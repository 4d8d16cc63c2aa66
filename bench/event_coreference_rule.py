"""Whether two told events are one: a pair rule that looks at the two alone, and groups by it.

The logarithm of the odds, from what tells the event, who takes part, and what the articles are
about. The weights were fitted by logistic regression on the training topics of ECB+ and rounded;
see event_coreference_rule.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.stories_alike import Matrix, cosines
from watchdesk.ledger.stories_groups import joined
from watchdesk.ledger.stories_sketch import Bag
from watchdesk.ledger.stories_words import rarity
from watchdesk.records import Interval

_MEANING = 7.4
"""Weight of the dot product of the triggers' vectors: ``killed``, ``slain``."""
_LEMMA, _RARE_LEMMA = -0.7, 1.95
"""What one dictionary form adds to that, and what it adds the rarer it is: two that *said* are
seldom one saying, two that *indicted* often are."""
_RAREST = 7.0
_STEM = 0.6
"""Another form with the same beginning: ``acquire``, ``acquisition``."""
_STEM_LETTERS = 5
_PARTIES, _OTHER_PARTIES = 1.25, -0.45
"""The root of the cosine of the words of those who take part; both name some and share none."""
_ABOUT = 5.0
"""The root of the cosine of what the articles are about."""
_ONE_SENTENCE, _ONE_ARTICLE = -2.0, -1.0
"""A text that tells an event twice does so seldom, and more seldom in a sentence."""
_OTHER_DAYS = -1.3
"""Told for days that exclude each other."""
_NONE = -7.85
"""What is left when all of that is nothing. Above 0 two are one event."""
_MOST = 400
"""Events that are weighed against each other at once; only nearer ones beyond that."""


class EventWords(NamedTuple):
    """An event as far as it is compared."""

    article: str
    """Article id."""
    sentence: str
    """What stands for the sentence it is told in; the same for two of one sentence."""
    lemma: str
    """Dictionary form of the word that tells it, lower case."""
    vector: NDArray[np.float32]
    """Unit vector of the words that tell it, shape (384,)."""
    parties: Bag
    """Words of those who take part and of what is done to whom."""
    about: Bag
    """Words of the article."""
    when: Interval = Interval()
    """When it is told to have happened."""


def same_event(a: EventWords, b: EventWords) -> float:
    """The logarithm of the odds that two are one event; above 0 they more likely are."""
    return float(events_alike([a], [b])[0, 0])


def events_alike(rows: Sequence[EventWords], columns: Sequence[EventWords]) -> Matrix:
    """The same for each two, [rows, columns], rounded so that it is the same whatever else is
    compared with them."""
    told = _told(rows, columns)
    parties = cosines([one.parties for one in rows], [one.parties for one in columns])
    named = _outer(rows, columns, lambda one: len(one.parties[0]) > 0)
    about = cosines([one.about for one in rows], [one.about for one in columns])
    score = (
        told
        + _PARTIES * parties
        + _OTHER_PARTIES * (named & (parties <= 0))
        + _ABOUT * about
        + _ONE_SENTENCE * _equal(rows, columns, lambda one: f"{one.article} {one.sentence}")
        + _ONE_ARTICLE * _equal(rows, columns, lambda one: one.article)
        + _OTHER_DAYS * days_differ(rows, columns)
        + _NONE
    )
    out: Matrix = np.round(score, 3).astype(np.float32)
    return out


def same_events(events: Sequence[EventWords]) -> list[list[int]]:
    """Events in groups that are one, as indexes: joined while the mean over all pairs of two
    groups is above 0, so that no chain of likenesses makes one event of many."""
    if not events:
        return []
    out: list[list[int]] = []
    scores = events_alike(events, events)
    for part in _hanging(scores, 0.0):
        out += [[part[at] for at in group] for group in joined(scores[np.ix_(part, part)])]
    return sorted(out)


def _hanging(scores: Matrix, least: float) -> list[list[int]]:
    """Items that hang together by pairs above a score; crowds are parted at higher scores."""
    out: list[list[int]] = []
    left = np.ones(len(scores), np.bool_)
    while left.any():
        found = np.zeros(len(scores), np.bool_)
        edge = np.zeros(len(scores), np.bool_)
        edge[int(np.argmax(left))] = True
        while edge.any():
            found |= edge
            edge = (scores[edge] > least).any(axis=0) & ~found & left
        left &= ~found
        part = np.flatnonzero(found).tolist()
        if len(part) > _MOST and least < _RAREST:
            inner = _hanging(scores[np.ix_(part, part)], least + 1)
            out += [[part[at] for at in group] for group in inner]
        else:
            out.append(part)
    return out


def _told(rows: Sequence[EventWords], columns: Sequence[EventWords]) -> Matrix:
    """What the words that tell them say."""
    meaning = np.stack([one.vector for one in rows]) @ np.stack([one.vector for one in columns]).T
    lemma = _equal(rows, columns, lambda one: one.lemma)
    stem = _equal(rows, columns, lambda one: one.lemma[:_STEM_LETTERS])
    rare = np.array([rarity(one.lemma) / _RAREST for one in rows], np.float32)
    form = lemma * (_LEMMA + _RARE_LEMMA * rare[:, None]) + _STEM * (stem & ~lemma)
    out: Matrix = _MEANING * meaning + form
    return out


def _equal(
    rows: Sequence[EventWords], columns: Sequence[EventWords], of: Callable[[EventWords], str]
) -> NDArray[np.bool_]:
    numbers: dict[str, int] = {}
    left, right = (
        np.array([numbers.setdefault(of(one), len(numbers)) for one in ones], np.int64)
        for ones in (rows, columns)
    )
    out: NDArray[np.bool_] = left[:, None] == right[None, :]
    return out


def _outer(
    rows: Sequence[EventWords], columns: Sequence[EventWords], of: Callable[[EventWords], bool]
) -> NDArray[np.bool_]:
    left, right = (np.array([of(one) for one in ones], np.bool_) for ones in (rows, columns))
    return left[:, None] & right[None, :]


def days_differ(rows: Sequence[EventWords], columns: Sequence[EventWords]) -> NDArray[np.bool_]:
    """Whether the days told exclude each other; nothing told excludes nothing."""
    low_a, high_a = _bounds(rows)
    low_b, high_b = _bounds(columns)
    return (low_a[:, None] > high_b[None, :]) | (low_b[None, :] > high_a[:, None])


def _bounds(ones: Sequence[EventWords]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    low = [one.when.earliest.toordinal() if one.when.earliest else 0 for one in ones]
    high = [one.when.latest.toordinal() if one.when.latest else 1 << 22 for one in ones]
    return np.array(low, np.int64), np.array(high, np.int64)

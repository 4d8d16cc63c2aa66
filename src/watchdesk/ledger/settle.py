"""Later sentences that tell that something announced came, was put off, or did not come."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from watchdesk.ledger.deeds import EVENT_NOUNS, deeds, past_forms
from watchdesk.ledger.forward import announces
from watchdesk.ledger.lexicon import date_words, hashes_of, plain_words, role_words
from watchdesk.ledger.outcomes import End, called_off
from watchdesk.ledger.page import Page, Statement
from watchdesk.records import (
    Address,
    ExpectationStatus,
    Interval,
    Reading,
    Span,
    Time,
    Verification,
)
from watchdesk.reuse.words import word_hash

_WINDOW = 60
"""Days in which an undated expectation can be settled."""
_ALIKE = 2
"""Telling words that words about a day gone by must share with what was due."""
_EDGES = "end beginning start middle early late coming first"
_SURE = frozenset({Verification.UNMARKED, Verification.CONFIRMED, Verification.REPORTED})
_EMPTY = frozenset(
    ("hold", "held", "host", "conduct", "take place", "take part", "go", "begin", "start", "end")
)
"""Verbs that say nothing without what was held, begun or ended."""


class Settled(NamedTuple):
    """What became of an expectation, and the words that tell it."""

    status: ExpectationStatus
    evidence: Address


@cache
def _past_hashes() -> frozenset[int]:
    return frozenset(word_hash(past) for verb in deeds().values() for past in verb.past)


def _forms(verb: str) -> frozenset[int]:
    """Past forms of a verb that was announced; a participle ("be signed") is its own."""
    return frozenset(map(word_hash, past_forms(verb)))


@cache
def _earlier() -> frozenset[int]:
    """Words before a past form that put it before the telling, deny it or leave it open."""
    words = (
        "had last previously never not once be being will would could might may should must if "
        "unless whether hadnt didnt havent hasnt wasnt werent"
    )
    return frozenset(map(word_hash, words.split()))


@dataclass(frozen=True, eq=False)
class _Told:
    """A sentence that tells that something happened or did not."""

    reading: Reading
    sentence: Span
    words: frozenset[int]
    names: frozenset[int]
    done: frozenset[int]
    """Folded past forms of the verbs told as done."""
    end: End | None
    """How something announced did not come, if it tells that."""
    before: frozenset[int]
    """Words of the sentence before it."""
    times: tuple[Time, ...]
    """Times told in it."""

    @property
    def address(self) -> Address:
        return Address(
            capture=self.reading.capture.id, article=self.reading.article.id, span=self.sentence
        )


def _done(words: list[int]) -> frozenset[int]:
    past = _past_hashes()
    return frozenset(
        word
        for at, word in enumerate(words)
        if word in past and not _earlier() & set(words[max(0, at - 3) : at])
    )


def _told_sentences(page: Page) -> list[_Told]:
    reading = page.reading
    doubtful = sorted(
        span for a in reading.attributions if a.verification not in _SURE for span in a.content
    )
    starts = [span.start for span in doubtful]
    out = []
    before: frozenset[int] = frozenset()
    for sentence in reading.sentences:
        if not page.is_told(sentence):
            continue
        at = bisect_right(starts, sentence.end - 1) - 1
        if at >= 0 and doubtful[at].end > sentence.start:
            continue
        low, high = page.range(sentence)
        words = page.words.hashes[low:high].tolist()
        told, previous = frozenset(words), before
        before = told
        off = called_off(page.text, sentence)
        done = _done(words) if off is None else frozenset()
        if not (off or done) or announces(page.text, sentence):
            continue
        names = page.names_in(sentence)
        times = tuple(page.times_in(sentence))
        end = off.end if off else None
        out.append(_Told(reading, sentence, told, names, done, end, previous, times))
    return out


class Settler:
    """Looks for later sentences that settle an expectation, through an index of their words."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """``pages`` in the order in which they were first known."""
        self._told = [one for page in pages for one in _told_sentences(page)]
        self._passed = [n for n, one in enumerate(self._told) if one.end is End.PASSED]
        self._index: dict[int, list[int]] = {}
        for number, one in enumerate(self._told):
            for word in one.names:
                self._index.setdefault(word, []).append(number)

    def settle(
        self, told: Statement, verb: str, subject: frozenset[int], due: Interval
    ) -> Settled | None:
        """The first later sentence that shares deed and names, and whose day fits; or ``None``.

        At least two names, and most of those announced, must stand in it; for a deed that was done
        one of them must be of its subject, whose names are ``subject``.
        """
        plain = date_words() | role_words()
        named = [name for name in (one - plain for one in told.named) if name]
        least = max(2, 0.6 * len(named))
        counts: Counter[int] = Counter()
        for name in named:
            shared = Counter(n for word in name for n in self._index.get(word, ()))
            counts.update(n for n, count in shared.items() if 2 * count >= len(name))
        passed = {n for n in self._passed if _is_passed(self._told[n], told, due)}
        for number in sorted(passed | {n for n, count in counts.items() if count >= least}):
            one = self._told[number]
            if self._fits(one, told, due) and (one.end or (subject - plain) & one.names):
                status = _status(one, told, verb, due)
                if status is not None:
                    return Settled(status, one.address)
        return None

    @staticmethod
    def _fits(one: _Told, told: Statement, due: Interval) -> bool:
        """Whether a sentence is told late enough, and of the right days."""
        published = one.reading.article.published.interval
        first = told.reading.article.published.interval
        if not published.is_bounded or first.latest is None or not first.precedes(published):
            return False
        window = _window(first.latest, due, one.end is not None)
        known = [time for time in one.times if not time.is_unknown]
        if known and not any(time.intersects(window) for time in known):
            return False
        return published.intersects(window)


def _window(announced: date, due: Interval, off: bool) -> Interval:
    """The days in which the end of an expectation can be told."""
    if due.is_unknown or due.earliest is None:
        return Interval.between(announced, announced + timedelta(_WINDOW))
    start = announced if off else max(announced, due.earliest)
    end = due.latest or due.earliest
    return Interval.between(start, max(start, end) + timedelta(_WINDOW))


def _is_passed(one: _Told, told: Statement, due: Interval) -> bool:
    """Whether a sentence tells that the last day something was due went by without it; what it
    was may stand in the sentence before."""
    last = due.latest
    if last is None or not any(t.is_bounded and t.contains(last) for t in one.times):
        return False
    empty = plain_words() | date_words() | hashes_of(_EDGES)
    return len((one.words | one.before) & frozenset(told.words.tolist()) - empty) >= _ALIKE


def _is_due(one: _Told, due: Interval) -> bool:
    published = one.reading.article.published.earliest
    return due.latest is not None and published is not None and due.latest < published


def _off_status(
    one: _Told, verb: str, content: frozenset[int], due: Interval
) -> ExpectationStatus | None:
    deed = deeds().get(verb)
    nouns = {word_hash(noun) for noun in deed.nouns} if deed else set()
    told = bool(one.words & (nouns | content & _events() | {word_hash(verb)}))
    if one.end is End.POSTPONED and told:
        return ExpectationStatus.SUPERSEDED
    if one.end is End.PENDING:
        told = bool(one.words & (_forms(verb) | {word_hash(verb)})) and _is_due(one, due)
    return ExpectationStatus.MISSED if told or one.end is End.PASSED else None


def _status(one: _Told, told: Statement, verb: str, due: Interval) -> ExpectationStatus | None:
    content = frozenset(told.words.tolist()) - told.names
    if one.end is End.PASSED and not _is_passed(one, told, due):
        return None
    if one.end is not None:
        return _off_status(one, verb, content, due)
    if not _forms(verb) & one.done:
        return None
    if verb in _EMPTY:
        return ExpectationStatus.MET if one.words & content & _events() else None
    return ExpectationStatus.MET


def _events() -> frozenset[int]:
    return hashes_of(EVENT_NOUNS)

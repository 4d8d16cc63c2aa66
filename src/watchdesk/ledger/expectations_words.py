"""What words of an article are about: the names among them, and what else tells something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from watchdesk.grounding.gazetteer import demonym
from watchdesk.ledger.deeds import (
    EVENT_NOUNS,
    deeds,
    is_light,
    kinds_of,
    kinds_of_noun,
    kinds_of_past,
    stem,
    weigh,
)
from watchdesk.ledger.expectations_items import name_entity, name_word
from watchdesk.ledger.lexicon import (
    NO_NAMES,
    NUMBERS,
    date_words,
    hashes_of,
    plain_words,
    role_words,
)
from watchdesk.ledger.page import Page
from watchdesk.records import Span
from watchdesk.reuse.words import word_hash

_WORD = re.compile(
    r"(?P<word>[A-Z]{1,4}-\d{1,4}|[^\W\d_]{1,60}(?:[’'](?!s\b)[^\W\d_]{1,20})?\d{0,4}|\d[\d.,]{0,30})"
)
_EARLIER = frozenset(
    "had last previously never not once be being will would could might may should must if unless "
    "whether to hadn’t didn’t haven’t hasn’t wasn’t weren’t hadn't didn't haven't hasn't wasn't "
    "weren't cannot no without".split()
)
"""Words before a past form that put it before the telling, deny it or leave it open."""
_EVENT_NOUNS = frozenset(EVENT_NOUNS.split())
_DURING = frozenset("at during after following".split())
_THERE = re.compile(
    r"\b(?:(?:was|were|[Ss]peaking|[Aa]rriving|[Ll]eaving\s[^.;,]{2,30}?|[Tt]alks?)\s+in|(?:told|greeted|welcomed)\s[^.;,]{2,60}?\sin)\s+[A-Z]"
)
"""Words by which somebody is told to have been in a place."""
_BY_DOING = re.compile(
    r"(?:,\s+|\b(?:after|on|upon|while|since|by)\s+)(?P<doing>[a-z]{3,15}ing)\b|\bdid\s+(?P<did>[a-z]{3,15})\b"
)
"""Words that tell a deed as done beside another: "after signing", "they did sign"."""
_CARRIED_OUT = re.compile(
    r"\b(?:went|gone|goes)\s+ahead|\b(?:took|taken)\s+place|\bwere\s+held|\bpassed\s+off|"
    r"\b(?:got|gets|is|are)\s+under\s*way|\bkicked\s+off|\bcame\s+off\b|\bcame\s+about\b"
)
_ONCE_MORE = frozenset("next further another again new latest second third".split())
"""Words that only say that something of the kind was before."""
_DATED = 3
"""Days of a time that tells when something had been done."""
_BACK = 3
"""How many words before a past form are looked at."""


class Matter(NamedTuple):
    """What words are about, as folded hashes."""

    names: tuple[frozenset[int], ...]
    """Names, each as its words and, where known, who it is."""
    content: frozenset[int]
    """Other words that tell something, without their endings."""
    figures: frozenset[int]
    """Numbers, but for those of times."""


@lru_cache(maxsize=20_000)
def _hash(word: str) -> int:
    return word_hash(word)


@lru_cache(maxsize=20_000)
def _content(word: str) -> int | None:
    """The hash of what a word tells; ``None`` for one of grammar, counting, time or office."""
    folded = _hash(word)
    if len(word) < 3 or word in _ONCE_MORE or folded in plain_words() | date_words() | role_words():
        return None
    return _hash(stem(word))


class Sayings:
    """A page's words at hand, as text."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def words(self, span: Span) -> Iterator[tuple[str, int]]:
        """The words of a span with their places, without a genitive's ending; the name of a model,
        as "F-16", is one."""
        for match in _WORD.finditer(self.page.text, span.start, span.end):
            yield match["word"], match.start()

    def matter(self, span: Span, first: int) -> Matter:
        """What a span is about. ``first`` is where its sentence begins, with a capital."""
        letter = _WORD.search(self.page.text, first) if first >= 0 else None
        first = letter.start() if letter else first
        mentions = self.page.mentions_in(span)
        named = [(m.start, m.end, m.entity.id if m.entity else None) for m in mentions]
        times = self.page.times_in(span)
        runs: list[set[int]] = []
        content: set[int] = set()
        figures: set[int] = set()
        last, turn = -1, 0
        for word, at in self.words(span):
            lower = word.lower()
            while turn < len(named) and named[turn][1] <= at:
                turn += 1
            inside = named[turn] if turn < len(named) and named[turn][0] <= at else None
            if word[0].isdigit() or _hash(lower) in hashes_of(NUMBERS):
                if not any(t.start <= at < t.end for t in times):
                    figures.add(_hash(lower))
            elif inside or (word[0].isupper() and at > first):
                parts = _name_parts(word, inside[2] if inside else None)
                if parts:
                    if last < 0 or at - last > 2 or not runs:
                        runs.append(set())
                    runs[-1] |= parts
                    last = at + len(word)
            elif any(t.start <= at < t.end for t in times):
                continue
            elif (told := _content(lower)) is not None:
                content.add(told)
        return Matter(tuple(map(frozenset, runs)), frozenset(content), frozenset(figures))

    def context(self, sentence: Span) -> tuple[frozenset[int], ...]:
        """The names of the sentence before."""
        earlier = [s for s in self.page.reading.sentences if s.end <= sentence.start]
        return self.matter(earlier[-1], earlier[-1].start).names if earlier else ()

    def done(self, span: Span) -> frozenset[str]:
        """What kinds of deed a sentence tells as done, by a verb or by a noun: "held talks",
        "at their meeting"."""
        words = [word.lower() for word, _ in self.words(span)]
        out: set[str] = set()
        light = False
        dated = any(t.days is not None and t.days <= _DATED for t in self.page.times_in(span))
        earlier = _EARLIER - {"had"} if dated else _EARLIER
        for at, word in enumerate(words):
            lead = set(words[max(0, at - _BACK) : at])
            if kinds := kinds_of_past(word):
                out |= frozenset() if earlier & lead else kinds
            light |= is_light(word) and not earlier & lead
        for match in _BY_DOING.finditer(self.page.text, span.start, span.end):
            out |= _known_deed(match["doing"] or match["did"])
        if _CARRIED_OUT.search(self.page.text, span.start, span.end):
            light = True
        if _THERE.search(self.page.text, span.start, span.end):
            out |= kinds_of("visit")
        for at, word in enumerate(words):
            if (
                light
                or (at == 0 and word.endswith("ing"))
                or _DURING & set(words[max(0, at - _BACK - 1) : at])
            ):
                out |= _event_kinds(word)
        return frozenset(out)

    def nouns(self, span: Span) -> frozenset[str]:
        """What kinds of deed the nouns of a sentence name."""
        return frozenset().union(*(kinds_of_noun(word.lower()) for word, _ in self.words(span)))


def _known_deed(form: str) -> frozenset[str]:
    base = form if form in deeds() else weigh(form, after_be=True)[0]
    return kinds_of(base) if base in deeds() else frozenset()


def _event_kinds(word: str) -> frozenset[str]:
    return kinds_of_noun(word) if word in _EVENT_NOUNS else frozenset()


def _name_parts(word: str, entity: str | None) -> frozenset[int]:
    """What a word adds to a name: itself without the ending of number, and who it is, or the state
    that it is the adjective of."""
    found = _word_parts(word)
    return found | {_entity(entity)} if entity else found


@lru_cache(maxsize=20_000)
def _word_parts(word: str) -> frozenset[int]:
    lower, state = word.lower(), demonym(word)
    out = {name_word(lower.removesuffix("s"))} if _is_name(lower) else set()
    return frozenset(out | {name_entity(f"country:{state}")} if state else out)


@lru_cache(maxsize=20_000)
def _entity(entity: str) -> int:
    return name_entity(entity)


@lru_cache(maxsize=20_000)
def _is_name(lower: str) -> bool:
    return len(lower) > 1 and _hash(lower) not in date_words() | role_words() | hashes_of(NO_NAMES)


def deed_words(verb: str) -> frozenset[int]:
    """The hashes of a verb's own words, which say nothing more than what kind of deed it is."""
    return frozenset(_hash(stem(word)) for word in verb.split())

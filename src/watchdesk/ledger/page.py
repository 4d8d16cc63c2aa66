"""One article with its told words and sentences at hand, and what it states in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from watchdesk.grounding.gazetteer import demonym
from watchdesk.ledger.lexicon import NO_NAMES, hashes_of
from watchdesk.records import (
    Attribution,
    Capture,
    Entity,
    Event,
    Interval,
    Link,
    LinkKind,
    Mention,
    MentionKind,
    Quantity,
    Reading,
    Span,
    Spanned,
    Speech,
    Time,
    Verification,
)
from watchdesk.reuse.families import first_order
from watchdesk.reuse.relate import name_key
from watchdesk.reuse.words import Words, normalise

T = TypeVar("T", bound=Spanned)

NESTED = 50
"""How many attributions around or inside a place are looked at; bounds the work on huge texts."""
GRAM = 3
"""Words in a shingle by which statements are compared: they are short."""
_LONGEST = 600
"""Code points of content told in several pieces that are still quoted as one stretch."""
_ACTORS = ("country:", "org:", "group:")
"""How the ids of states and bodies begin."""
_NATION = re.compile(r"\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, eq=False)
class Statement:
    """Words an article tells, in its own voice or somebody else's."""

    reading: Reading
    """The article."""
    known: tuple[date, date, float, str]
    """Sort key: the order in which articles were first known."""
    published: Interval
    """When the article was published."""
    attribution: Attribution | None
    """Through whom; ``None`` for the article's own voice."""
    span: Span
    """The words, as one stretch of the captured text."""
    sentence: Span
    """The sentence or sentences they stand in."""
    chain: tuple[Link, ...]
    """Who told whom, outermost first."""
    verification: Verification
    """How sure the article says it is."""
    words: NDArray[np.uint64]
    """Folded words of the content alone."""
    names: frozenset[int]
    """Folded words of names in it."""
    persons: frozenset[str]
    """Words of the names of persons in it, lower case."""
    figures: frozenset[int]
    """Folded numbers written in figures."""
    quoted: bool
    """Whether the words stand in quotation marks as a whole."""
    quantities: tuple[Quantity, ...] = ()
    """Amounts in it."""
    times: tuple[Time, ...] = ()
    """Times in it that tell when."""
    entities: frozenset[str] = frozenset()
    """Ids of who and what is named in it, as far as known."""
    actors: tuple[tuple[str, ...], ...] = ()
    """States and bodies named in it: the id of each, and of what it belongs to."""
    implied: frozenset[str] = frozenset()
    """Ids of who speaks, of where places named in it lie, and of what these belong to."""
    whose: frozenset[str] = frozenset()
    """Ids of the states its source is told to be of."""
    bodies: frozenset[int] = frozenset()
    """Folded words by which its actors are named."""
    cue: str = ""
    """The words that say it was said; empty for none."""
    deeds: tuple[Event, ...] = ()
    """Events told in it."""

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.span.text_of(text_of(self.reading))

    @cached_property
    def order(self) -> tuple[tuple[date, date, float, str], Span, str]:
        """Sort key: the order in which statements were first known."""
        return self.known, self.span, self.attribution.id if self.attribution else ""

    @cached_property
    def speaker(self) -> str | None:
        """Key of the original speaker, when named."""
        if not self.chain or self.chain[-1].kind in {
            LinkKind.GROUP,
            LinkKind.ANONYMOUS,
            LinkKind.UNKNOWN,
        }:
            return None
        last = self.chain[-1]
        return last.entity.id if last.entity else name_key(last.name)


def _belongs(one: Entity) -> tuple[str, ...]:
    """The id of somebody or something, and of what it belongs to."""
    state = f"country:{one.country}" if one.country else None
    return tuple(dict.fromkeys(filter(None, (one.id, one.part_of, state))))


def text_of(reading: Reading) -> str:
    """The captured text. Raises ``ValueError`` when the capture comes without it."""
    if not isinstance(reading.capture, Capture):
        raise ValueError(f"{reading.capture.id}: the ledger needs the text of a capture")
    return reading.capture.text


class _Told(Spanned):
    """An event, at the words that tell it."""

    event: Event


class _Nation(Spanned):
    """Words that name a nation."""

    state: str


class Placed(Generic[T]):
    """Items of a text in its order, to be found by place without looking at all of them."""

    def __init__(self, items: Iterable[T]) -> None:
        """Any order will do."""
        self._items = sorted(items, key=lambda item: (item.start, item.end))
        self._starts = [item.start for item in self._items]

    def inside(self, span: Span) -> list[T]:
        """Those that lie wholly in a span."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [item for item in self._items[low:high] if item.end <= span.end]


class Page:
    """One article with its told words and sentences at hand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = text_of(reading)
        self._known = first_order(reading)
        self._published = reading.article.published.interval
        self.told = [p.span for p in reading.article.parts if p.kind.is_told]
        self._told_starts = [span.start for span in self.told]
        self.words: Words = normalise(self.text, self.told)
        self._sentence_starts = [s.start for s in reading.sentences]
        marked = self.words.details.copy()
        starts = self._starts = self.words.starts.tolist()
        self._hashes: list[int] = self.words.hashes.tolist()
        for sentence in reading.sentences:
            low, high = self.range(sentence)
            if low < high and self.text[starts[low]].isupper():
                marked[low] = True
        people = np.zeros(len(self.words), np.bool_)
        for mention in reading.mentions:
            low, high = self.range(mention.span)
            marked[low:high] = True
            if mention.kind is MentionKind.PERSON:
                people[low:high] = True
        self._marked, self._people = marked, people
        self._figures = np.fromiter(
            (self.text[at].isdigit() for at in starts),
            np.bool_,
            len(self.words),
        )
        self._kept: list[bool] = (marked & ~self._figures).tolist()

    def range(self, span: Span) -> tuple[int, int]:
        """First word that begins in a span, and one past the last."""
        low = bisect_left(self._starts, span.start)
        return low, bisect_left(self._starts, span.end, low)

    def folded(self, start: int, end: int) -> frozenset[int]:
        """The folded words that begin between two offsets."""
        low = bisect_left(self._starts, start)
        return frozenset(self._hashes[low : bisect_left(self._starts, end, low)])

    def names_in(self, span: Span) -> frozenset[int]:
        """Folded words of names in a span; figures and words of grammar are none."""
        low, high = self.range(span)
        at = self._marked[low:high] & ~self._figures[low:high]
        return frozenset(self.words.hashes[low:high][at].tolist()) - hashes_of(NO_NAMES)

    def people_in(self, span: Span) -> frozenset[int]:
        """Folded words of the names of persons in a span."""
        low, high = self.range(span)
        return frozenset(self.words.hashes[low:high][self._people[low:high]].tolist())

    def places_in(self, span: Span) -> frozenset[int]:
        """Folded words of the names of places in a span."""
        return frozenset(
            word
            for m in self._mentions.inside(span)
            if m.kind is MentionKind.PLACE
            for word in self.folded(m.start, m.end)
        )

    def mentions_in(self, span: Span) -> list[Mention]:
        """Names in a span."""
        return self._mentions.inside(span)

    def times_in(self, span: Span) -> list[Time]:
        """Time expressions in a span."""
        return self._times.inside(span)

    def quantities_in(self, span: Span) -> list[Quantity]:
        """Amounts in a span."""
        return self._quantities.inside(span)

    def _actors(self, span: Span) -> tuple[tuple[str, ...], ...]:
        """States, by adjectives and peoples too, and bodies that a span names, each with what it
        belongs to."""
        named = [m.entity for m in self.mentions_in(span) if m.entity]
        told = {_belongs(one) for one in named if one.id.startswith(_ACTORS)}
        return tuple(sorted(told | {(state,) for _, state in self._nations(span)}))

    def _nations(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The words of a span that name a nation, and the id of its state."""
        return ((told.span, told.state) for told in self._peoples.inside(span))

    @cached_property
    def _peoples(self) -> Placed[_Nation]:
        found = ((match, demonym(match.group())) for match in _NATION.finditer(self.text))
        return Placed(
            _Nation(start=match.start(), end=match.end(), state=f"country:{state}")
            for match, state in found
            if state
        )

    def _implied(self, span: Span, told: Attribution | None) -> frozenset[str]:
        """Ids of who speaks, of where what a span names lies, and of what these belong to."""
        entities = [m.entity for m in self.mentions_in(span)]
        out: set[str] = set()
        if told is not None:
            entities += [link.entity for link in told.chain]
            for actor in self._actors(told.source) if told.source else ():
                out.update(actor)
        for one in entities:
            out.update(_belongs(one) if one else ())
        return frozenset(out)

    def _whose(self, told: Attribution | None) -> frozenset[str]:
        """Ids of the states that the words for a source name, or that it is known to be of."""
        if told is None:
            return frozenset()
        named = self._actors(told.source) if told.source else ()
        last = told.chain[-1].entity if told.chain else None
        known = ((f"country:{last.country}",),) if last and last.country else ()
        return frozenset(
            one for actor in (*named, *known) for one in actor if one.startswith("country:")
        )

    def _bodies(self, span: Span) -> frozenset[int]:
        """Folded words by which states and bodies are named in a span."""
        named = self.mentions_in(span)
        spans = [m.span for m in named if m.entity and m.entity.id.startswith(_ACTORS)]
        spans += [at for at, _ in self._nations(span)]
        return frozenset(word for at in spans for word in self.folded(at.start, at.end))

    def covering(self, span: Span) -> Attribution | None:
        """The innermost attribution in one of whose contents a span stands."""
        contents, starts = self._contents
        at = bisect_right(starts, span.start)
        near = contents[max(0, at - NESTED) : at]
        around = [(s.length, a.id, a) for s, a in near if s.contains(span)]
        return min(around)[2] if around else None

    @cached_property
    def _mentions(self) -> Placed[Mention]:
        return Placed(self.reading.mentions)

    @cached_property
    def _events(self) -> Placed[_Told]:
        return Placed(
            _Told(start=e.trigger.start, end=e.trigger.end, event=e) for e in self.reading.events
        )

    @cached_property
    def _times(self) -> Placed[Time]:
        return Placed(time for time in self.reading.times if time.tells_when)

    @cached_property
    def _quantities(self) -> Placed[Quantity]:
        return Placed(self.reading.quantities)

    @cached_property
    def _contents(self) -> tuple[list[tuple[Span, Attribution]], list[int]]:
        pairs = [(span, a) for a in self.reading.attributions for span in a.content]
        pairs.sort(key=lambda pair: (pair[0], pair[1].id))
        return pairs, [span.start for span, _ in pairs]

    def is_told(self, span: Span) -> bool:
        """Whether the article speaks there."""
        at = bisect_right(self._told_starts, span.start) - 1
        return at >= 0 and self.told[at].contains(span)

    def sentence(self, span: Span) -> Span:
        """The sentences a span stands in, as one stretch; the span itself when there are none."""
        sentences = self.reading.sentences
        at = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        out = span
        for sentence in sentences[at:]:
            if sentence.start >= span.end:
                break
            if sentence.overlaps(span):
                out = out.hull(sentence)
        return out

    def statement(
        self,
        content: tuple[Span, ...],
        attribution: Attribution | None,
        verification: Verification,
    ) -> Statement:
        """A statement of this article."""
        ranges = [self.range(span) for span in content]
        at = np.concatenate([np.arange(low, high) for low, high in ranges])
        span = content[0].hull(content[-1])
        if span.length > _LONGEST and len(content) > 1:
            span = max(content, key=lambda s: s.length)
        span = span.trim(self.text)
        people = at[self._people[at]]
        return Statement(
            reading=self.reading,
            known=self._known,
            published=self._published,
            attribution=attribution,
            span=span,
            sentence=self.sentence(span),
            chain=attribution.chain if attribution else (),
            verification=verification,
            words=self.words.hashes[at],
            names=self._names_at(at),
            persons=frozenset(self._word(int(i)) for i in people),
            figures=frozenset(self.words.hashes[at][self._figures[at]].tolist()),
            quoted=attribution is not None and attribution.speech is Speech.DIRECT,
            quantities=tuple(self.quantities_in(span)),
            times=tuple(self.times_in(span)),
            entities=frozenset(m.entity.id for m in self.mentions_in(span) if m.entity),
            actors=self._actors(span),
            implied=self._implied(span, attribution),
            whose=self._whose(attribution),
            bodies=self._bodies(span),
            cue=attribution.cue.text_of(self.text).lower()
            if attribution is not None and attribution.cue
            else "",
            deeds=tuple(told.event for told in self._events.inside(span)),
        )

    def _names_at(self, at: NDArray[np.int64]) -> frozenset[int]:
        """Folded words of names among some words."""
        kept = (self._hashes[index] for index in at.tolist() if self._kept[index])
        return frozenset(kept) - hashes_of(NO_NAMES)

    def _word(self, index: int) -> str:
        return self.text[self.words.starts[index] : self.words.ends[index]].lower()

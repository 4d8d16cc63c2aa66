"""Statements of one article with the words around them at hand, to be held against each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from watchdesk.ledger.book import Posted
from watchdesk.ledger.counts import counts_in
from watchdesk.ledger.denials_words import dismissing
from watchdesk.ledger.differing import Telling, days_of, key, state_hash, stem_hash
from watchdesk.ledger.incompatible import deeds_in
from watchdesk.ledger.incompatible_tokens import Marked, Tokens
from watchdesk.ledger.kept import Kept
from watchdesk.ledger.lexicon import negations
from watchdesk.ledger.page import Page
from watchdesk.ledger.sides import Sides, is_office
from watchdesk.ledger.told_topics import tells_something, topics, words_of
from watchdesk.ledger.told_who import points
from watchdesk.records import (
    Act,
    Address,
    Attribution,
    Link,
    LinkKind,
    Polarity,
    Span,
    Verification,
)
from watchdesk.records import (
    Telling as Mood,
)

_UNREAL = frozenset({Mood.POSSIBLE, Mood.CONDITIONAL, Mood.QUESTION})
_VERDICT = re.compile(
    r"\b(?:call|label|dismiss|describ|brand|denounc|term)(?:s|ed|es|led|ing)?\b[^.;]{0,200}?"
    r"\b(?:baseless|false(?:hoods?)?|untrue|groundless|unfounded|fabricat\w{1,5}|nonsense|"
    r"absurd|a\s+(?:complete\s+|blatant\s+|outright\s+)?(?:lie|fiction|hoax|provocation))\b",
    re.IGNORECASE,
)
"""Somebody calls something untrue."""
_NOT_TRUE = re.compile(
    r"(?:it|that)\s+(?:is|was)\s+(?:not\s+(?:true|so|the\s+case)|untrue|false|wrong|a\s+lie|nonsense)\s+that\b",
    re.IGNORECASE,
)
"""Words before what is said not to be so."""
_AGAINST = re.compile(r"\b(?:against|opposed?|rejected)\b", re.IGNORECASE)
_UNTRUE = {Verification.DENIED, Verification.DISPUTED}
_CONTESTED = frozenset({"control", "land", "fight"})
_NOBODY = frozenset("unknown the she they who him her his its their our you that this".split())
"""Words of three letters and more that name nobody."""
_LEAD = 120
"""Code points before a statement in which somebody can reject it."""
_LABEL = 80
"""Code points after which a subject is no name."""
_AREA = 40
"""Places of an article that are kept with what both sides of a war count."""


class Source:
    """An article with what is needed to compare what it tells."""

    def __init__(self, posted: Posted) -> None:
        self.posted = posted
        self.page = posted.page
        self.sides = Sides(self.page)
        reading = posted.reading
        self.attributions: dict[str, Attribution] = {a.id: a for a in reading.attributions}
        self.tokens = Tokens(self.page)

    @cached_property
    def area(self) -> frozenset[int]:
        """Places it names, states left out."""
        mentions = self.page.reading.mentions
        ids = sorted({m.entity.id for m in mentions if m.entity and m.entity.id[:6] == "place:"})
        return frozenset(key(one) for one in ids[:_AREA])


@dataclass(frozen=True, eq=False)
class Told:
    """One article's telling."""

    kept: Kept
    source: Source

    @property
    def page(self) -> Page:
        """The article."""
        return self.source.page

    @property
    def at(self) -> Address:
        """The words."""
        return self.kept.address

    @property
    def span(self) -> Span:
        """Where they stand."""
        return self.kept.span

    @property
    def chain(self) -> tuple[Link, ...]:
        """Who told whom."""
        return self.kept.chain

    @cached_property
    def text(self) -> str:
        """The words, verbatim."""
        return self.span.text_of(self.page.text)

    @cached_property
    def words(self) -> frozenset[int]:
        """Stems of its telling words: not mere grammar."""
        return self._marked.words

    @cached_property
    def _marked(self) -> Marked:
        return self.source.tokens.marked(self.content)

    @cached_property
    def _around(self) -> Marked:
        return self.source.tokens.marked(self.kept.sentence)

    @cached_property
    def names(self) -> frozenset[int]:
        """Names in the sentence."""
        return self._around.names | self._around.states

    @cached_property
    def seen(self) -> dict[str, bool]:
        """What was found out about it, kept by who asks."""
        return {}

    @cached_property
    def topics(self) -> tuple[frozenset[str], ...]:
        """What each of its telling words that is no name is about."""
        return self._topics(self.text)

    @cached_property
    def topics_around(self) -> frozenset[str]:
        """What the words of its sentence are about, names included."""
        words = words_of(self.kept.sentence.text_of(self.page.text))
        return frozenset().union(*map(topics, words))

    def topics_in(self, low: int, high: int) -> tuple[frozenset[str], ...]:
        """The same of a stretch of its words, by its offsets."""
        return self._topics(self.text[low:high])

    def topics_at(self, span: Span) -> tuple[frozenset[str], ...]:
        """The same of a stretch of its article."""
        return self._topics(span.text_of(self.page.text))

    def _topics(self, text: str) -> tuple[frozenset[str], ...]:
        words = [word for word in words_of(text) if tells_something(word)]
        return tuple(topics(word) for word in words if stem_hash(word) not in self.names)

    @cached_property
    def places(self) -> frozenset[int]:
        """Names of places in the statement itself, states apart."""
        return self._marked.places

    @cached_property
    def named(self) -> frozenset[int]:
        """Names in the statement itself, states among them."""
        return self._marked.names | self._marked.states

    @cached_property
    def is_negated(self) -> bool:
        """Whether a word turns it round."""
        return bool(self.page.folded(self.span.start, self.span.end) & negations())

    @cached_property
    def is_denied(self) -> bool:
        """Whether its own source tells it as untrue, or somebody in its sentence calls it so."""
        one = self.attribution
        if self.kept.is_denied or (
            one is not None and one.verification in _UNTRUE and _opposes(one)
        ):
            return True
        if one is not None and (self.content != self.span or self._is_dismissed):
            return True
        sentence = self.kept.sentence
        verdict = _VERDICT.search(self.page.text, sentence.start, sentence.end)
        if verdict is not None and not self.is_negated and verdict.end() >= self.span.start:
            return True
        return self.dismissed is not None

    @cached_property
    def _is_dismissed(self) -> bool:
        """Whether words just before it reject it as a claim of nobody named."""
        low = max(self.kept.sentence.start, self.span.start - _LEAD)
        match = dismissing().search(self.page.text, low, self.span.start)
        return match is not None and self.span.start - match.end() <= 1

    @cached_property
    def content(self) -> Span:
        """The words that tell something; of "rejected claims that …" those behind."""
        if self.attribution is None:
            match = dismissing().search(self.page.text, self.span.start, self.span.end)
        else:
            match = _NOT_TRUE.match(self.page.text, self.span.start, self.span.end)
        return Span(match.end(), self.span.end) if match else self.span

    @cached_property
    def dismissed(self) -> Span | None:
        """Who rejects what a sentence in the article's own voice tells as others' words."""
        if self.attribution is not None:
            return None
        match = dismissing().search(self.page.text, self.span.start, self.span.end)
        return Span(self.span.start, match.start()).trim(self.page.text) if match else None

    @property
    def attribution(self) -> Attribution | None:
        """Through whom it is told."""
        return self.source.attributions.get(self.kept.attribution or "")

    @cached_property
    def last(self) -> Link | None:
        """Who told it in the end; the teller before where that is not known."""
        links = [link for link in self.chain if _is_somebody(link)]
        named = [link for link in links if link.kind is not LinkKind.OUTLET or link.span]
        return named[-1] if named else (links[-1] if links else None)

    @cached_property
    def side(self) -> frozenset[str]:
        """Whose side tells it."""
        if self.dismissed is not None:
            return self.source.sides.named(self.dismissed)
        return self.source.sides.speaker(self.attribution, self.chain)

    @cached_property
    def takes_part(self) -> frozenset[str]:
        """Whom it names as taking part."""
        return self.source.sides.named(self.span)

    @cached_property
    def place_in_text(self) -> int:
        """Number of its sentence in the article."""
        sentences, start = self.page.reading.sentences, self.kept.sentence.start
        return bisect_left(sentences, start, key=lambda span: span.start)

    @property
    def speaker(self) -> str | None:
        """Who told it in the end; ``None`` for the article's own voice."""
        if self.dismissed is not None and self.dismissed.length <= _LABEL:
            return self.dismissed.text_of(self.page.text)
        return self.last.name if self.last is not None and self.attribution is not None else None

    @property
    def who(self) -> str:
        """Who tells it, in words; of a body as the text names it, with its state."""
        one, speaker = self.attribution, self.speaker
        source = one.source if one is not None else None
        if speaker and source is not None and source.length <= _LABEL:
            words = " ".join(source.text_of(self.page.text).split())
            if words.endswith(speaker) and words != speaker:
                return words
        if speaker and points(speaker):
            speaker = self._described
        return speaker or self.kept.outlet or "the article"

    @property
    def _described(self) -> str | None:
        """Who "she" is, as far as that is known; else who passes it on."""
        links = [link for link in reversed(self.chain) if link.kind is not LinkKind.OUTLET]
        names = [link.entity.name if link.entity else link.name for link in links]
        return next((name for name in names if not points(name)), None)

    @property
    def is_real(self) -> bool:
        """Whether it is told as so, or as not so."""
        one = self.attribution
        if one is None:
            return True
        upheld = one.polarity is Polarity.POSITIVE or self.is_denied
        return upheld and one.mood not in _UNREAL and one.act is not Act.BELIEF

    @property
    def is_official(self) -> bool:
        """Whether the speaker holds an office or is a body of state."""
        one, last = self.attribution, self.last
        if one is None or last is None:
            return False
        words = one.source.text_of(self.page.text) if one.source else last.name
        role = last.entity.role if last.entity else None
        of_state = last.entity is not None and last.entity.id.startswith(("country:", "org:"))
        return is_office(f"{words} {last.name} {role or ''}") or (of_state and bool(self.side))

    def telling(self) -> Telling:
        """What is kept of it."""
        one, page = self.kept, self.page
        span, sentence = self._marked, self._around
        states = frozenset(state_hash(name) for name in self.side if len(name) == len("XX"))
        counts = counts_in(page, one.span, self.speaker)
        contested = any(count.fates & _CONTESTED for count in counts)
        denied, real = self.is_denied, self.is_real
        return Telling.model_construct(
            id=one.id,
            article=one.article,
            capture=one.capture,
            span=one.span,
            order=_order(one),
            voice=key(one.family, *one.words, self.speaker),
            family=one.family,
            outlet=one.outlet,
            who=self.who,
            speaker=self.speaker,
            official=self.is_official,
            side=self.side,
            part=self.takes_part,
            when=days_of(one.when),
            published=days_of(one.published),
            words=span.words,
            around=sentence.words,
            names=sentence.names | sentence.states,
            places=sentence.places,
            lands=span.states,
            named=span.names | span.states,
            area=self.source.area if contested else frozenset(),
            denied=denied,
            negated=self.is_negated,
            real=real,
            against=bool(_AGAINST.search(self.text)),
            deeds=deeds_in(self.source.tokens, self.content, states, denied=denied) if real else (),
            counts=counts,
        )


def _is_somebody(link: Link) -> bool:
    """Whether somebody is told of, if only as "the registry"; not as "it"."""
    if link.kind is not LinkKind.UNKNOWN:
        return True
    words = words_of(link.name)
    own = "version" in words or "article" in words
    return bool(link.span) and not own and any(word not in _NOBODY for word in words)


def _opposes(one: Attribution) -> bool:
    return one.polarity is Polarity.NEGATIVE


def _order(one: Kept) -> str:
    """A text that sorts as the order in which statements were first known."""
    early, late, taken, article = one.known
    stamp = f"{taken:016.3f}" if taken != float("inf") else "z"
    return f"{early}:{late}:{stamp}:{article}:{one.span.start:09}:{one.id}"


def told_in(posted: Posted, kept: Iterable[Kept]) -> list[Told]:
    """The statements of an article in the order of its text; those about silence are left out."""
    source = Source(posted)
    ones = [Told(one, source) for one in kept if one.act is not Act.SILENCE]
    return sorted(ones, key=lambda one: (one.span, one.kept.id))

"""Statements as the book keeps them: all that is needed to compare them, without their article."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.lexicon import (
    DEGREES,
    FIRST_PERSON,
    HEDGES,
    NEGATIONS,
    NUMBERS,
    PRONOUNS,
    hashes_of,
)
from watchdesk.ledger.page import GRAM, Statement, text_of
from watchdesk.records import (
    Act,
    Address,
    Interval,
    Link,
    Member,
    Polarity,
    Span,
    Speech,
    Verification,
    claim_id,
    statement_id,
)
from watchdesk.records.span import Frozen
from watchdesk.reuse.fingerprints import shingles

STATEMENT = "statement"
"""Items that hold a statement; their ids are statement ids."""

Known = tuple[date, date, float, str]
"""Sort key: the order in which articles were first known."""


class Kept(Frozen):
    """A telling with what it is compared by. Offsets are into its capture's text."""

    id: str
    """``sta-`` and a hash of article, words and attribution."""
    article: str
    """Article id."""
    capture: str
    """Capture id."""
    family: str
    """Family its article belongs to; tellings of one family are copies."""
    outlet: str | None
    """Outlet of the article, as the desk knows it."""
    span: Span
    """The words, as one stretch."""
    sentence: Span
    """The sentence or sentences they stand in; ``span`` lies inside."""
    around: str
    """Text of the sentence."""
    attribution: str | None
    """Through whom; null for the article's own voice."""
    act: Act | None
    """What the source did; null for the article's own voice."""
    speech: Speech | None
    """Quoted or reported."""
    polarity: Polarity
    """Whether the source upholds the words."""
    verification: Verification
    """How sure the article says it is, all tellers taken together."""
    chain: tuple[Link, ...]
    """Who told whom, outermost first."""
    speaker: str | None
    """Key of the original speaker, when named."""
    published: Interval
    """When the article was published."""
    said: Interval | None
    """When it was said, if told."""
    venue: str | None
    """Where or in what it was said."""
    known: Known
    """Sort key: the order in which articles were first known."""
    words: tuple[int, ...]
    """Folded words of the content, in order."""
    names: frozenset[int]
    """Folded words of names in it."""
    persons: frozenset[str]
    """Words of the names of persons in it, lower case."""
    figures: frozenset[int]
    """Folded numbers written in figures."""

    @property
    def text(self) -> str:
        """The words, verbatim."""
        at = self.span.start - self.sentence.start
        return self.around[at : at + self.span.length]

    @property
    def quoted(self) -> bool:
        """Whether the words stand in quotation marks as a whole."""
        return self.speech is Speech.DIRECT

    @property
    def when(self) -> Interval:
        """When it was said, or else published."""
        return self.said if self.said is not None and self.said.is_bounded else self.published

    @property
    def day(self) -> int | None:
        """Ordinal of the last day on which it can have been published; else of the first."""
        day = self.published.latest or self.published.earliest
        return day.toordinal() if day else None

    @property
    def order(self) -> tuple[Known, Span, str]:
        """Sort key: the order in which statements were first known."""
        return self.known, self.span, self.attribution or ""

    @property
    def claim(self) -> str:
        """Id of the claim of which this is the first-known telling."""
        return claim_id(self.article, self.span, self.attribution)

    @property
    def address(self) -> Address:
        """Where the words stand."""
        return Address.model_construct(capture=self.capture, article=self.article, span=self.span)

    def member(self) -> Member:
        """The telling as a record."""
        return Member.model_construct(
            statement=self.id,
            attribution=self.attribution,
            at=self.address,
            sentence=self.sentence,
            chain=self.chain,
            verification=self.verification,
            published=self.published,
        )

    @cached_property
    def row(self) -> NDArray[np.uint64]:
        """The folded words as an array."""
        return np.array(self.words, np.uint64)

    @cached_property
    def bag(self) -> frozenset[int]:
        """The folded words without their order."""
        return frozenset(self.words)

    @cached_property
    def grams(self) -> frozenset[int]:
        """Hashes of its runs of three words; of all its words when there are fewer."""
        return frozenset(shingles(self.row, min(GRAM, max(1, len(self.words)))).tolist())

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers in it, in figures or words."""
        return (self.bag & hashes_of(NUMBERS)) | self.figures

    @cached_property
    def negations(self) -> frozenset[int]:
        """Words in it that turn it round."""
        return self.bag & hashes_of(NEGATIONS)

    @cached_property
    def degrees(self) -> frozenset[int]:
        """Hedges and words of degree in it."""
        return self.bag & hashes_of(f"{HEDGES} {DEGREES}")

    @property
    def is_denied(self) -> bool:
        """Whether its own source tells it as untrue; what others deny is told as true."""
        upheld = self.attribution is not None and self.polarity is Polarity.POSITIVE
        return self.verification is Verification.DENIED and not upheld

    @cached_property
    def is_first_person(self) -> bool:
        """Whether the speaker speaks of themselves."""
        return bool(self.bag & hashes_of(FIRST_PERSON))

    @cached_property
    def pronouns(self) -> int:
        """How many words need the text around it to be understood."""
        unclear = hashes_of(f"{PRONOUNS} {FIRST_PERSON}")
        return sum(word in unclear for word in self.words)


def kept(one: Statement, family: str) -> Kept:
    """A statement as it is kept."""
    reading, told = one.reading, one.attribution
    return Kept.model_construct(  # all parts are valid records; checking them again is slow
        id=statement_id(reading.article.id, one.span, told.id if told else None),
        article=reading.article.id,
        capture=reading.capture.id,
        family=family,
        outlet=reading.article.outlet,
        span=one.span,
        sentence=one.sentence.hull(one.span),
        around=one.sentence.hull(one.span).text_of(text_of(reading)),
        attribution=told.id if told else None,
        act=told.act if told else None,
        speech=told.speech if told else None,
        polarity=told.polarity if told else Polarity.POSITIVE,
        verification=one.verification,
        chain=one.chain,
        speaker=one.speaker,
        published=one.published,
        said=told.said if told else None,
        venue=told.venue if told else None,
        known=one.known,
        words=tuple(one.words.tolist()),
        names=one.names,
        persons=one.persons,
        figures=one.figures,
    )


def to_bytes(one: Kept) -> bytes:
    """A statement as an item's data."""
    return one.model_dump_json().encode()


def from_bytes(data: bytes) -> Kept:
    """The statement of an item's data."""
    return Kept.model_validate_json(data)

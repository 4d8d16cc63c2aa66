"""Statements as the book keeps them: all that is needed to compare them, without their article."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from watchdesk.ledger.lexicon import (
    DEGREES,
    FIRST_PERSON,
    HEDGES,
    NEGATIONS,
    NUMBERS,
    PRONOUNS,
    SOMEBODY,
    date_words,
    hashes_of,
    role_words,
)
from watchdesk.ledger.page import GRAM, Statement, text_of
from watchdesk.ledger.stories_words import WORD
from watchdesk.ledger.told_facts import Amount, Deed, amount_of, deed_of
from watchdesk.ledger.told_words import performing, stem, tells
from watchdesk.records import (
    Act,
    Address,
    Interval,
    Link,
    LinkKind,
    Member,
    Polarity,
    Span,
    Speech,
    Verification,
    claim_id,
    statement_id,
)
from watchdesk.records.ids import content_id
from watchdesk.records.span import Frozen
from watchdesk.reuse.fingerprints import shingles
from watchdesk.reuse.words import word_hash

STATEMENT = "statement"
"""Items that hold a statement; their ids are statement ids."""

Known = tuple[date, date, float, str]
"""Sort key: the order in which articles were first known."""
_FEW, _LITTLE = 4, 3.0
"""Words, and what they tell, below which a statement is not compared in meaning."""
_LEAST_TOLD = 1.0
"""What the words beside a number tell at least."""
_TINY = 5
"""Statements of fewer words are the same only from the same speaker or in copies."""


class Kept(Frozen):
    """A telling with what it is compared by. Offsets are into its capture's text."""

    model_config = ConfigDict(ser_json_inf_nan="constants")  # ``known`` may hold an infinity

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
    amounts: tuple[Amount, ...] = ()
    """Amounts in it."""
    days: tuple[tuple[date, date], ...] = ()
    """First and last day of each time in it that is bounded on both sides."""
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
    """The words that say it was said, lower case; empty for none."""
    deeds: tuple[Deed, ...] = ()
    """What is done in it."""

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
    def does(self) -> bool:
        """Whether saying it is the deed itself, so that it matters who says it: a promise, an
        order."""
        return not performing().isdisjoint(map(stem, self.cue.split()))

    @property
    def is_of_speaker(self) -> bool:
        """Whether what it says is of who says it: "we", or "he" where it begins."""
        begins = bool(self.words) and self.words[0] in hashes_of(SOMEBODY)
        return begins or self.is_first_person

    @cached_property
    def relays(self) -> frozenset[str]:
        """Outlets it is told to have been told to, other than the article's own; lower case."""
        outlets = (link for link in self.chain[:-1] if link.kind is LinkKind.OUTLET and link.span)
        return frozenset(link.name.lower() for link in outlets)

    @cached_property
    def teller(self) -> frozenset[str]:
        """What the original speaker is known by: an id, what they belong to, words of the name."""
        if not self.chain:
            return frozenset()
        last = self.chain[-1]
        known = last.entity
        ids = (known.id, known.part_of) if known else ()
        told = (tells(word) for word in WORD.findall(last.name))
        words = (form for form, much in told if much)
        return frozenset((*self.whose, *filter(None, ids), *words))

    @cached_property
    def said_around(self) -> frozenset[str]:
        """All words of its sentence in their dictionary form, as far as they tell something."""
        return frozenset(form for form, told in map(tells, WORD.findall(self.around)) if told)

    @cached_property
    def _told(self) -> list[tuple[str, float]]:
        return [tells(word) for word in WORD.findall(self.text)]

    @cached_property
    def stems(self) -> dict[str, float]:
        """Its words in their dictionary form, as far as they tell what it is about, and how much
        each tells, up to 7."""
        found: dict[str, float] = {}
        for form, told in self._told:
            if told:
                found[form] = min(told, found.get(form, told))
        return found

    @cached_property
    def weight(self) -> float:
        """How much its words tell together."""
        return sum(self.stems.values())

    @property
    def says_much(self) -> bool:
        """Whether it tells enough to be compared in meaning: by its words, or by a number and a
        word."""
        if len(self.words) >= _FEW and self.weight >= _LITTLE:
            return True
        return bool(self.amounts) and self.weight >= _LEAST_TOLD

    @cached_property
    def forms(self) -> frozenset[str]:
        """All its words in their dictionary form."""
        return frozenset(form for form, _ in self._told)

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words of its names in their dictionary form, without those of states and bodies, which
        go by several names."""
        words = WORD.findall(self.text)
        named = self.names - self.bodies - role_words() - date_words()
        return frozenset(stem(word) for word in words if word_hash(word) in named)

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

    @property
    def hangs(self) -> bool:
        """Whether it says nothing about anybody in particular by itself."""
        return self.pronouns > 0 and not self.names and not self.numbers

    @property
    def leans(self) -> bool:
        """Whether the same words elsewhere may mean something else."""
        return len(self.words) < _TINY or self.hangs

    @cached_property
    def form(self) -> int:
        """Tellings with the same one say the same, word for word; fits in 63 bits."""
        leans = self.leans or self.is_of_speaker or self.does
        who = (self.speaker or self.family) if leans else ""
        told = self.row.tobytes().hex()
        return int(content_id("for", told, who, self.is_denied, self.days)[4:], 16) >> 1


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
        amounts=tuple(map(amount_of, one.quantities)),
        days=tuple((t.earliest, t.latest) for t in one.times if t.earliest and t.latest),
        entities=one.entities,
        actors=one.actors,
        implied=one.implied,
        whose=one.whose,
        bodies=one.bodies,
        cue=one.cue,
        deeds=tuple(map(deed_of, one.deeds)),
    )


def to_bytes(one: Kept) -> bytes:
    """A statement as an item's data."""
    return one.model_dump_json().encode()


@lru_cache(maxsize=1 << 12)
def from_bytes(data: bytes) -> Kept:
    """The statement of an item's data; those asked for lately are at hand with all that was worked
    out of them."""
    return Kept.model_validate_json(data)

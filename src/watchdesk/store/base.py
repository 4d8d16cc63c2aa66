"""What a ledger can do, whatever keeps it: a store gives writers and views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from watchdesk.ledger.book import Book
from watchdesk.records import (
    Address,
    Capture,
    CaptureHead,
    Claim,
    Fetch,
    Interval,
    Reading,
    Refusal,
    Relation,
    Removal,
    Removed,
    Ruling,
    Span,
    Validators,
)
from watchdesk.reuse.index import Candidate, Prints
from watchdesk.store.begun import Begun
from watchdesk.store.fetches import Health
from watchdesk.store.known import Head, Known
from watchdesk.store.pages import PageLine, SitePage
from watchdesk.store.placed import Happening
from watchdesk.store.postings import Event, Posting
from watchdesk.store.searching import Matches, Narrowed, Telling
from watchdesk.store.speakers import Spoken
from watchdesk.store.words import Query, Term

R = TypeVar("R", bound=BaseModel)


class Hit(NamedTuple):
    """A sentence found by its words."""

    at: Address
    words: str
    title: str | None
    outlet: str | None
    published: Interval


class LedgerBook(Book, Protocol):
    """A book on disk, while one event is posted."""

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """What is known of some articles, with the whole of their dates."""

    def learn(self, known: Known) -> None:
        """Note what is known of an article."""

    def unlearn(self, article: str) -> None:
        """Note that an article is no more."""

    def family(self, name: str) -> list[str]:
        """Articles of a family, in the order of their ids."""

    def groups(self, articles: Iterable[str]) -> dict[str, str]:
        """Under which names the families of some articles are kept; see ``Facts.family``."""

    def regroup(self, groups: Mapping[str, str]) -> None:
        """Note under which names the families of some articles are kept from now on."""

    def new_group(self, first: str) -> str:
        """A name for a family that is new, by its first article; no other family has it."""

    def flush(self, known_at: str) -> int:
        """Keep what was written as known from a moment on; how many records are new or changed."""


class Told(NamedTuple, Generic[R]):
    """A version of a record."""

    known_at: str
    """Moment from which it was known, UTC, ISO 8601."""
    record: R | None
    """``None`` where it does not stand any more."""


class Moved(NamedTuple, Generic[R]):
    """A record that is different at two moments."""

    id: str
    before: R | None
    """``None`` where it did not stand."""
    after: R | None
    """The same."""


class Writer(Protocol):
    """Adds rows; all between two commits or none."""

    def known(self, capture_id: str) -> bool:
        """Whether this capture was last read by the present software."""

    def sight(self, uri: str, capture_id: str) -> None:
        """Note that a known capture was seen at an address."""

    def page_at(self, uri: str) -> CaptureHead | None:
        """The newest capture of a page that was seen at an address; entries of a feed are none."""

    def add(self, capture: Capture, readings: Sequence[Reading], knowing: str = "") -> None:
        """Keep a capture and its readings.

        ``knowing`` stands for what was known of the capture's site when it was read; readings of
        the same capture by the same software that knew something else stay, and the newest count.
        """

    def knew(self, capture_id: str) -> str:
        """What the newest readings of a capture knew of its site."""

    def add_page(self, site: str, page: SitePage, lines: Sequence[PageLine]) -> None:
        """Count the lines of a page of a site, and of one read anew note that it was."""

    def unsettled(self) -> list[str]:
        """Sites with more pages than ``settle`` was last told of."""

    def settle(self, site: str, looked_at: int, furniture: Iterable[int]) -> None:
        """Note with how many pages a site's recurring lines were looked for, and what was found."""

    def settled(self, site: str) -> tuple[int, frozenset[int]]:
        """What ``settle`` was last told of a site."""

    def holding(self, site: str, codes: Iterable[int]) -> frozenset[str]:
        """Captures of a site's pages on which any of some lines stands."""

    def pages(self, site: str) -> list[SitePage]:
        """The pages of a site, in the order in which they came."""

    def page_lines(self, site: str, least: int) -> dict[PageLine, list[str]]:
        """The lines that stand on so many pages of a site, with the main articles of those."""

    def copies(self, site: str) -> list[tuple[str, str]]:
        """Pairs of articles that are one story, of which the first is on a page of the site."""

    def alike(self, batch: Sequence[tuple[str, Prints]]) -> list[tuple[Candidate, ...]]:
        """Keep the fingerprints of articles; for each, the articles worth comparing, best first."""

    def unindexed(self) -> list[str]:
        """Articles, teasers apart, whose fingerprints are not kept."""

    def add_relation(self, relation: Relation) -> None:
        """Keep what two articles by themselves have in common."""

    def put_relation(self, pair: tuple[str, str], found: Relation | None) -> bool:
        """Keep what two articles are to each other now; whether that is anything new."""

    def partners(self, article_id: str) -> list[str]:
        """The articles a relation of an article was ever kept with."""

    def bare(self, article_id: str) -> tuple[Reading, Reading | None] | None:
        """An article with its parts alone: what it is by itself, and as it is read now that other
        pages of its site are known; ``None`` for the latter when that is no article any more."""

    def readings_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The newest readings of a capture that is kept."""

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken and why."""

    def fetched(self, fetch: Fetch) -> None:
        """Keep a look at an address, after all that it gave."""

    def validators(self, uri: str) -> Validators | None:
        """What the newest good look at an address left to ask with, if it left anything."""

    def rule(self, ruling: Ruling) -> bool:
        """Keep what an analyst ruled; whether it is new."""

    def begin(self) -> None:
        """Open the transaction, so that nobody else writes until it is committed."""

    def posting(self) -> Posting | None:
        """The posting that is added to."""

    def begin_posting(self, rules: str, watch: str) -> Posting:
        """A new posting, in which nothing is posted."""

    def next_event(self, posting: Posting) -> Event | None:
        """What comes next in the order of recording; ``None`` when all is posted."""

    def book(self, posting: Posting, event: Event) -> LedgerBook:
        """The book, to post an event in; not to be used after the transaction."""

    def reading_at(self, article_id: str, event: Event) -> Reading | None:
        """A reading as it was when an event was recorded."""

    def articles_at(self, event: Event) -> tuple[list[str], list[str]]:
        """Ids of the articles that an event's capture is taken for, and of all those that it was
        ever taken for before."""

    def ruled(self, event: Event) -> list[str]:
        """Ids of the articles that an event's ruling is about."""

    def unposted(self) -> int:
        """How many captures and rulings are not posted."""

    def reach(self, posting: Posting, event: Event, known_at: str) -> None:
        """Note that an event was posted."""

    def finish_posting(self, posting: Posting) -> None:
        """Note that a posting holds all there is, so that it is shown."""

    def tidy(self, posting: Posting) -> bool:
        """Drop some of what older postings made; whether nothing of them is left."""

    def keeping_out(self, capture: Capture) -> Removal | None:
        """The removal that keeps a capture out: it, its bytes, its address or its host."""

    def note_removal(self, removal: Removal) -> None:
        """Keep that texts are taken out; from then on what it bars is kept out."""

    def removal_event(self, posting: Posting, capture_id: str) -> Event:
        """The event of taking a capture out, after all that is posted."""

    def untie(self, removal: Removal, capture_id: str, articles: Sequence[str]) -> None:
        """Note that a capture and its articles go, and forget what they share with others."""

    def take_out(
        self, removal: Removal, posting: Posting, capture_id: str, articles: Sequence[str]
    ) -> None:
        """Take out a capture that was untied, after the records were written without it: its text,
        what was read in it, and the versions of records that told of it."""

    def sweep(self, removal: Removal, posting: Posting) -> bool:
        """Take out whatever version still tells of something that was taken out; whether none of
        those stood at present."""

    def commit(self) -> None:
        """Make everything since the last commit durable."""


class View(Protocol):
    """Reads the ledger as it stood at the end of a day (UTC), or as it stands."""

    def readings(self, period: Interval) -> Iterator[Reading]:
        """Readings whose publication can lie in the period, in the order of their ids."""

    def reading(self, article_id: str) -> Reading | None:
        """One reading with its capture's text."""

    def capture(self, capture_id: str) -> Capture | None:
        """One capture."""

    def reading_within(self, article_id: str, span: Span) -> Reading | None:
        """One reading with its text, and of what was read in it only what stands in a stretch of
        the text: sentences, names, times, places, amounts, attributions, events, stands, gaps."""

    def articles_in(self, capture_id: str) -> list[str]:
        """Ids of the articles of a capture, in their order."""

    def articles_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The readings of one capture."""

    def is_posted(self, rules: str) -> bool:
        """Whether some rules made the records across articles; of an empty ledger none are."""

    def posted_with(self) -> str | None:
        """Digest of the settings that the records were made with; ``None`` for no records."""

    def relations(self, articles: Iterable[str] | None = None) -> Iterator[Relation]:
        """What articles, or some of them, have in common, as far as they are read by now."""

    def rulings(self) -> list[Ruling]:
        """What analysts ruled, in the order of time."""

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """What is known of some articles, by their ids."""

    def mark(self) -> str:
        """What stands for the state of the records: two views with the same mark tell the same."""

    def heads(self, articles: Iterable[str]) -> dict[str, Head]:
        """What a list shows of some articles, by their ids; those that are no more are left out."""

    def published_within(self, period: Interval) -> list[Known]:
        """What is known of the articles whose publication can lie in a period, by their ids."""

    def newest_articles(self, period: Interval, limit: int, skip: int = 0) -> list[Known]:
        """The same, the newest first, some of them passed over."""

    def begun(
        self, kind: type[BaseModel], period: Interval, most: int, *, ends: bool = False
    ) -> dict[date, Begun]:
        """How many records of a kind begin, or with ``ends`` end, to be about each day of a period,
        and the ids of some of each day, those first that most stand behind."""

    def happenings(self, articles: Iterable[str], *, named: bool = False) -> Iterator[Happening]:
        """The places of some articles in the order of the text, once for each event that is told
        for them; with ``named`` those too for which none is."""

    def family(self, name: str) -> list[Known]:
        """What is known of the articles of a family, by their ids; a family is also found by the
        id that any of its articles would give it alone."""

    def records(
        self,
        kind: type[R],
        labels: Sequence[str] = (),
        period: Interval | None = None,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[R]:
        """The records of a kind that stand, the newest days first and then by id.

        ``labels``: those that bear any of these; ``period``: those whose days can lie in it;
        ``skip``: how many of them are passed over.
        """

    def looked_through(
        self,
        kind: type[R],
        labels: Sequence[str],
        period: Interval | None,
        most: int,
        may_fit: Callable[[bytes], bool],
    ) -> Iterator[R | None]:
        """The records that ``records`` would give, so many at most, one at a time; ``None`` in
        place of one whose JSON tells that it does not fit."""

    def each(
        self, kind: type[R], period: Interval | None = None, *, everything: bool = False
    ) -> Iterator[R]:
        """The records of a kind that stand, in the order of their ids, one at a time.

        ``period``: those whose days can lie in it; ``everything``: dismissed ones, too.
        """

    def dismissed(self) -> frozenset[str]:
        """Ids of the records that an analyst dismissed: ``records`` leaves them out."""

    def renamed(self) -> dict[str, str]:
        """By which names analysts want somebody to be printed, by entity id."""

    def record(self, kind: type[R], name: str) -> R | None:
        """A record as it stands."""

    def some(self, kind: type[R], names: Iterable[str], without: Iterable[str] = ()) -> list[R]:
        """Some records that stand, by name, each once; lists in them can be left out, as empty."""

    def versions(self, kind: type[R], name: str) -> list[Told[R]]:
        """Every version of a record with the moment it was known from, the oldest first."""

    def moved(
        self,
        kind: type[R],
        after: date | datetime | None,
        until: date | datetime | None = None,
        limit: int | None = None,
    ) -> list[Moved[R]]:
        """The records that are different at two moments, or at the ends of two days, by id.

        ``after`` of ``None`` is before all; ``until`` of ``None`` is the moment of the view.
        """

    def refusals(self) -> Iterator[Refusal]:
        """What was not taken."""

    def fetches(self) -> Iterator[Health]:
        """How each feed and address is doing that was looked at."""

    def search(self, query: str, limit: int) -> Iterator[Hit]:
        """Sentences that hold the words, best first; ``words.parse`` tells what can be asked."""

    def find(self, query: Query, narrowed: Narrowed, most: int) -> Matches:
        """Sentences that hold what a query names and are wanted, the best first, at most so many;
        of words that very many hold those that were read last."""

    def among(self, query: Query, any_of: tuple[Term, ...], sentences: Iterable[int]) -> int:
        """How many of some sentences that hold what a query names hold one of some words, too."""

    def claims_in(
        self, article_id: str, sentences: Iterable[Span], standing: str | None = None
    ) -> list[Claim]:
        """The claims that an article tells in some of its sentences; others may be among them that
        another article tells at the same place, and, where they shall stand somewhere, some that
        do not."""

    def tellings(self, sentences: Iterable[int]) -> list[Telling]:
        """Who says what in some sentences, by their numbers."""

    def is_held(self, term: Term) -> bool:
        """Whether any sentence that was ever read holds a word or phrase."""

    def near_words(self, word: str, most: int) -> list[str]:
        """Words of the ledger that are spelled almost like one, the most alike first."""

    def names_of(self, entities: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Names by which some are called, the most usual first; those never named are left out."""

    def called(self, words: str, most: int) -> list[str]:
        """Entity ids of those whose name holds some words, the most often named first."""

    def spoken(self, kind: type[BaseModel], room: str) -> Spoken:
        """Whose the records of a kind are that stand, by their labels of a room, such as
        ``speaker`` for ``speaker:…``; to be counted for any days."""

    def article_with(self, name: str) -> str | None:
        """The article in whose reading an attribution, mention or event has an id."""

    def removals(self) -> list[Removal]:
        """What was taken out of the ledger, and let in again, in the order of time."""

    def removed(self, name: str) -> Removed | None:
        """When and why a capture or an article was taken out; ``None`` when it was not."""

    def captures_at(self, addresses: Iterable[str]) -> list[str]:
        """Ids of the captures that were read from some addresses or say that they are there."""

    def captures_below(self, hosts: Sequence[str]) -> list[str]:
        """Ids of the captures from some hosts, or from hosts below them."""

    def captures_before(self, day: date) -> list[str]:
        """Ids of the captures that were last seen before a day (UTC)."""

    def last_recorded(self) -> str | None:
        """When what the records were made from was last recorded, UTC; ``None`` for nothing."""

    def counts(self) -> dict[str, int]:
        """Rows by kind."""


class Store(Protocol):
    """A ledger."""

    @property
    def place(self) -> str:
        """Where it is, for messages."""

    def writer(self) -> AbstractContextManager[Writer]:
        """One writer; what was not committed when it closes is dropped."""

    def view(self, as_of: date | None = None) -> AbstractContextManager[View]:
        """A view of the present or of a past day."""

    def integrity(self) -> str:
        """Whether what is kept is sound: ``ok`` or what is broken."""

    def index_integrity(self) -> str:
        """The same of the index that finds copies. Raises ``LedgerError`` when it is no index."""

    def rewrite(self) -> bool:
        """Write anew what is kept, so that nothing of what was taken out is left between the rows;
        whether that could be done now. Needs room for the ledger twice."""

    def clear_index(self) -> None:
        """Drop the index; the next writer has all articles unindexed."""

"""What adds rows to the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchdesk.database import Database, Rows
from watchdesk.records import (
    Capture,
    CaptureHead,
    Fetch,
    Reading,
    Refusal,
    Relation,
    Removal,
    Ruling,
    Validators,
)
from watchdesk.reuse.index import Candidate, Index, Prints
from watchdesk.store import (
    captures,
    fetches,
    items,
    pages,
    postings,
    recorded,
    refusals,
    relations,
    removed,
)
from watchdesk.store.book import DatabaseBook
from watchdesk.store.moments import ALWAYS, next_of
from watchdesk.store.pages import PageLine, SitePage
from watchdesk.store.postings import Event, Posting

_FORGOTTEN_AT_ONCE = 2_000


@dataclass
class DatabaseWriter:
    """Adds rows. The first write opens a transaction that ``commit`` ends."""

    connection: Database
    software: str
    index: Index
    _removals: tuple[int, tuple[Removal, ...]] = (0, ())

    def begin(self) -> None:
        """Open the transaction, so that nobody else writes until it is committed."""
        self.connection.begin()

    def _write(self, statement: str, *values: object) -> Rows:
        self.begin()
        return self.connection.execute(statement, values)

    def _now(self) -> str:
        self.begin()
        return next_of(self.connection)

    def known(self, capture_id: str) -> bool:
        """Whether this capture was last read by the present software."""
        found = captures.newest(self.connection, capture_id)
        return found is not None and found[0].partition("+")[0] == self.software

    def sight(self, uri: str, capture_id: str) -> None:
        """Note that a known capture was seen at an address; nothing when already noted."""
        captures.sight(self._write, uri, capture_id, self._now())

    def page_at(self, uri: str) -> CaptureHead | None:
        """The newest capture of a page that was seen at an address."""
        return captures.page_at(self.connection, uri)

    def add(self, capture: Capture, readings: Sequence[Reading], knowing: str = "") -> None:
        """Keep a capture and its readings; ``knowing`` is what was known of its site."""
        self.begin()
        recorded_at = self._now()
        captures.add(self._write, capture, recorded_at)
        self.sight(capture.uri, capture.id)
        software = self.software
        if times := captures.times_read(self.connection, capture.id, software):
            software = f"{software}+{times}"
        for reading in readings:
            captures.add_reading(self.connection, reading, software, knowing, recorded_at)

    def knew(self, capture_id: str) -> str:
        """What the newest readings of a capture knew of its site."""
        found = captures.newest(self.connection, capture_id)
        return found[1] if found else ""

    def add_page(self, site: str, page: SitePage, lines: Sequence[PageLine]) -> None:
        """Count the lines of a page of a site, and of one read anew note that it was."""
        pages.add_page(self._write, site, page, lines)

    def unsettled(self) -> list[str]:
        """Sites with more pages than ``settle`` was last told of."""
        return pages.unsettled(self.connection)

    def settle(self, site: str, looked_at: int, furniture: Iterable[int]) -> None:
        """Note with how many pages a site's recurring lines were looked for, and what was found."""
        pages.settle(self._write, site, looked_at, furniture)

    def settled(self, site: str) -> tuple[int, frozenset[int]]:
        """What ``settle`` was last told of a site."""
        return pages.settled(self.connection, site)

    def holding(self, site: str, codes: Iterable[int]) -> frozenset[str]:
        """Captures of a site's pages on which any of some lines stands."""
        return pages.holding(self.connection, site, codes)

    def pages(self, site: str) -> list[SitePage]:
        """The pages of a site, in the order in which they came."""
        return pages.pages(self.connection, site)

    def page_lines(self, site: str, least: int) -> dict[PageLine, list[str]]:
        """The lines that stand on so many pages of a site, with the main articles of those."""
        return pages.lines(self.connection, site, least)

    def copies(self, site: str) -> list[tuple[str, str]]:
        """Pairs of articles that are one story, of which the first is on a page of the site."""
        return pages.copies(self.connection, site)

    def alike(self, batch: Sequence[tuple[str, Prints]]) -> list[tuple[Candidate, ...]]:
        """Keep the fingerprints of articles; for each, the articles worth comparing, best first."""
        self.begin()  # one writer of the index at a time
        return self.index.add(batch)

    def unindexed(self) -> list[str]:
        """Articles, teasers apart, whose fingerprints are not kept."""
        last = captures.last_article(self.connection)
        covered = self.index.covered()
        since = covered if covered <= last else 0
        return self.index.missing(captures.articles_since(self.connection, since))

    def add_relation(self, relation: Relation) -> None:
        """Keep what two articles by themselves have in common."""
        relations.add(self._write, relation, self.software, self._now())

    def put_relation(self, pair: tuple[str, str], found: Relation | None) -> bool:
        """Keep what two articles are to each other now; whether that is anything new."""
        return relations.put(self._write, pair, found, self.software, self._now())

    def partners(self, article_id: str) -> list[str]:
        """The articles a relation of an article was ever kept with."""
        return relations.partners(self.connection, article_id)

    def bare(self, article_id: str) -> tuple[Reading, Reading | None] | None:
        """An article with its parts alone: by itself, and as it is read now."""
        return captures.bare(self.connection, article_id)

    def readings_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The newest readings of a capture that is kept."""
        found = captures.readings(
            self.connection, f"{captures.CURRENT} AND a.capture = ?", "9999", "9999", capture_id
        )
        return tuple(found)

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken and why, once."""
        refusals.add(self._write, refusal, self._now())

    def fetched(self, fetch: Fetch) -> None:
        """Keep a look at an address, after all that it gave."""
        fetches.add(self._write, fetch, self.software, self._now())

    def validators(self, uri: str) -> Validators | None:
        """What the newest good look at an address left to ask with, if it left anything."""
        return fetches.validators(self.connection, uri, self.software)

    def rule(self, ruling: Ruling) -> bool:
        """Keep what an analyst ruled; whether it is new."""
        self.begin()
        return postings.add_ruling(self.connection, ruling, self._now())

    def posting(self) -> Posting | None:
        """The posting that is added to."""
        return postings.present(self.connection)

    def begin_posting(self, rules: str, watch: str) -> Posting:
        """A new posting, in which nothing is posted; what an older one kept to find again goes."""
        self.begin()
        shown = postings.shown(self.connection)
        for number in postings.all_of(self.connection):
            if shown is None or number != shown.number:
                postings.remove(self.connection, number)
        items.clear(self.connection)
        return postings.begin(self.connection, rules, watch)

    def next_event(self, posting: Posting) -> Event | None:
        """What comes next in the order of recording; ``None`` when all is posted."""
        return postings.next_event(self.connection, posting.reached, posting.ruled)

    def book(self, posting: Posting, event: Event) -> DatabaseBook:
        """The book, to post an event in; not to be used after the transaction."""
        self.begin()
        return DatabaseBook(self.connection, posting, event)

    def reading_at(self, article_id: str, event: Event) -> Reading | None:
        """A reading as it was when an event was recorded."""
        return captures.reading_at(self.connection, article_id, event.reached)

    def articles_at(self, event: Event) -> tuple[list[str], list[str]]:
        """Ids of the articles that an event's capture is taken for, and of all those that it was
        ever taken for before."""
        found = captures.articles_at(self.connection, event.capture, event.reached)
        return found, captures.articles_before(self.connection, event.capture, event.reached)

    def ruled(self, event: Event) -> list[str]:
        """Ids of the articles that an event's ruling is about."""
        return postings.articles_of(self.connection, event.ruled)

    def unposted(self) -> int:
        """How many captures and rulings are not posted."""
        posting = self.posting()
        return postings.waiting(self.connection, posting) if posting else 0

    def reach(self, posting: Posting, event: Event, known_at: str) -> None:
        """Note that an event was posted."""
        postings.reach(self.connection, posting.number, event, known_at)

    def finish_posting(self, posting: Posting) -> None:
        """Note that a posting holds all there is, so that it is shown."""
        self.begin()
        postings.finish(self.connection, posting.number)

    def tidy(self, posting: Posting) -> bool:
        """Drop some of what older postings made; whether nothing of them is left."""
        self.begin()
        if not recorded.forget_before(self.connection, posting.number, _FORGOTTEN_AT_ONCE):
            return False
        for number in postings.older(self.connection, posting.number):
            postings.remove(self.connection, number)
        return True

    def keeping_out(self, capture: Capture) -> Removal | None:
        """The removal that keeps a capture out: it, its bytes, its address or its host."""
        barred = removed.barred(self.connection, capture.id, capture.sha256)
        if barred is not None:
            return barred
        count = removed.last(self.connection)
        if self._removals[0] != count:
            self._removals = (count, tuple(removed.all_of(self.connection)))
        return removed.keeping_out(self._removals[1], capture.uri, capture.declared.url)

    def note_removal(self, removal: Removal) -> None:
        """Keep that texts are taken out; from then on what it bars is kept out."""
        self.begin()
        removed.add(self.connection, removal)

    def removal_event(self, posting: Posting, capture_id: str) -> Event:
        """The event of taking a capture out, after all that is posted."""
        now = self._now()
        return Event(capture_id, "", posting.reached, posting.ruled, now, ALWAYS)

    def untie(self, removal: Removal, capture_id: str, articles: Sequence[str]) -> None:
        """Note that a capture and its articles go, and forget what they share with others."""
        self.begin()
        removed.note(self.connection, removal.id, capture_id, articles)
        removed.drop_relations(self.connection, articles)

    def take_out(
        self, removal: Removal, posting: Posting, capture_id: str, articles: Sequence[str]
    ) -> None:
        """Take out a capture that was untied, after the records were written without it: its text,
        what was read in it, and the versions of records that told of it."""
        removed.drop_versions(self.connection, removal.id, posting.number, articles)
        removed.drop_rulings(self.connection, removal.id, articles)
        removed.drop_capture(self.connection, capture_id)
        removed.settle_numbers(self.connection)

    def sweep(self, removal: Removal, posting: Posting) -> bool:
        """Take out whatever version still tells of something that was taken out; whether none of
        those stood at present."""
        self.begin()
        return removed.sweep(self.connection, removal.id, posting.number)

    def commit(self) -> None:
        """Make everything since the last commit durable, the index first: what it holds too much
        does no harm."""
        self.index.commit(captures.last_article(self.connection))
        self.connection.commit()

"""What reads the ledger as it stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from pydantic import BaseModel
from pydantic_core import from_json

from watchdesk.database import Database
from watchdesk.ledger.book import KINDS
from watchdesk.records import (
    Capture,
    Claim,
    Interval,
    Reading,
    Refusal,
    Relation,
    Removal,
    Removed,
    Ruling,
    Span,
)
from watchdesk.store import (
    begun,
    captures,
    fetches,
    placed,
    postings,
    refusals,
    relations,
    removed,
    ruled,
    searching,
    speakers,
)
from watchdesk.store.base import Hit, Moved, Told
from watchdesk.store.begun import Begun
from watchdesk.store.fetches import Health
from watchdesk.store.known import KNOWN, Head, Known, alone_label, family_label
from watchdesk.store.moments import end_of
from watchdesk.store.placed import Happening
from watchdesk.store.recorded import Records, Wanted
from watchdesk.store.searching import Matches, Narrowed, Telling
from watchdesk.store.speakers import Spoken
from watchdesk.store.words import Query, Term, parse

R = TypeVar("R", bound=BaseModel)
_SENTENCE = re.compile(rb'"sentence":\[(\d+),(\d+)\]')
"""Where a telling of a claim says in which sentence it stands."""


class DatabaseView:
    """Reads the ledger as it stood; where a capture was read twice, the later reading counts."""

    def __init__(self, connection: Database, as_of: date | None) -> None:
        """Look at the present, or at the end of a day in UTC."""
        self._connection = connection
        self._until = end_of(as_of)
        self.posting = postings.shown(connection)
        """What made the records; ``None`` when nothing was posted."""
        self._dismissed: frozenset[str] | None = None
        self._records = Records(connection, self.posting.number if self.posting else 0, self._until)

    def is_posted(self, rules: str) -> bool:
        """Whether the records across articles were made by some rules; nothing is to be made of
        an empty ledger."""
        if self.posting is not None:
            return self.posting.rules == rules
        return captures.last_article(self._connection) == 0

    def posted_with(self) -> str | None:
        """Digest of the settings that the records were made with; ``None`` for no records."""
        return self.posting.watch if self.posting else None

    def _select(self, condition: str, *values: object) -> Iterator[Reading]:
        return captures.readings(
            self._connection,
            f"{captures.CURRENT} AND {condition}",
            self._until,
            self._until,
            *values,
        )

    def readings(self, period: Interval) -> Iterator[Reading]:
        """Readings whose publication can lie in the period, in the order of their ids."""
        low = period.earliest.isoformat() if period.earliest else "0000"
        high = period.latest.isoformat() if period.latest else "9999"
        return self._select(
            "(a.latest IS NULL OR a.latest >= ?) AND (a.earliest IS NULL OR a.earliest <= ?)",
            low,
            high,
        )

    def reading(self, article_id: str) -> Reading | None:
        """One reading with its capture's text."""
        return next(self._select("a.id = ?", article_id), None)

    def reading_within(self, article_id: str, span: Span) -> Reading | None:
        """One reading with its text, and of what was read in it what stands in a stretch of it."""
        return captures.reading_within(self._connection, article_id, span, self._until)

    def articles_in(self, capture_id: str) -> list[str]:
        """Ids of the articles of a capture, in their order."""
        return captures.articles_in(self._connection, capture_id, self._until)

    def articles_of(self, capture_id: str) -> tuple[Reading, ...]:
        """The readings of one capture."""
        return tuple(self._select("a.capture = ?", capture_id))

    def capture(self, capture_id: str) -> Capture | None:
        """One capture."""
        return captures.capture(self._connection, capture_id, self._until)

    def relations(self, articles: Iterable[str] | None = None) -> Iterator[Relation]:
        """All relations, or those of some articles, in the order of their articles; the newest
        software's counts."""
        if articles is None:
            yield from relations.all_of(self._connection, self._until)
            return
        found = {
            (tie.a, tie.b): tie
            for one in dict.fromkeys(articles)
            for tie in relations.of_article(self._connection, one, self._until)
        }
        yield from (found[pair] for pair in sorted(found))

    def refusals(self) -> Iterator[Refusal]:
        """What was not taken."""
        return refusals.all_of(self._connection, self._until)

    def fetches(self) -> Iterator[Health]:
        """How each feed and address is doing that was looked at, in the order of addresses."""
        return fetches.healths(self._connection, self._until)

    def search(self, query: str, limit: int) -> Iterator[Hit]:
        """Sentences that hold all the words (or the phrases in double quotes), best first."""
        found = self.find(parse(query), Narrowed(), max(limit, searching.AT_ONCE)).found[:limit]
        heads = self.heads(match.at.article for match in found)
        for match in found:
            capture = self.capture(match.at.capture)
            if capture is not None:
                head = heads.get(match.at.article)
                words = match.at.span.text_of(capture.text)
                title = head.title if head else None
                yield Hit(match.at, words, title, match.outlet, match.published)

    def find(self, query: Query, narrowed: Narrowed, most: int) -> Matches:
        """Sentences that hold what a query names and are wanted, the best first."""
        return searching.find(self._records, query, narrowed, most, captures.CURRENT)

    def among(self, query: Query, any_of: tuple[Term, ...], sentences: Iterable[int]) -> int:
        """How many of some sentences that hold what a query names hold one of some words, too."""
        return searching.among(self._connection, query, any_of, sentences)

    def claims_in(
        self, article_id: str, sentences: Iterable[Span], standing: str | None = None
    ) -> list[Claim]:
        """The claims that an article tells in some of its sentences."""
        label = f"article:{article_id}"
        if standing and not self._records.any_with(KINDS[Claim], label, f"standing:{standing}"):
            return []
        wanted = {(b"%d" % span.start, b"%d" % span.end) for span in sentences}
        found = self._records.select(
            KINDS[Claim], Wanted(labels=(label,), without=self.dismissed())
        )
        return [
            Claim.model_validate_json(data)
            for _, data in found
            if not wanted.isdisjoint(_SENTENCE.findall(data))
        ]

    def tellings(self, sentences: Iterable[int]) -> list[Telling]:
        """Who says what in some sentences, by their numbers."""
        return searching.tellings(self._connection, sentences)

    def is_held(self, term: Term) -> bool:
        """Whether any sentence that was ever read holds a word or phrase."""
        return searching.is_held(self._connection, term)

    def near_words(self, word: str, most: int) -> list[str]:
        """Words of the ledger that are spelled almost like one, the most alike first."""
        return searching.near_words(self._connection, word, most)

    def names_of(self, entities: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The names by which some are called, the most usual first."""
        return speakers.names_of(self._connection, entities)

    def called(self, words: str, most: int) -> list[str]:
        """Entity ids of those whose name holds some words, the most often named first."""
        return speakers.called(self._connection, words, most)

    def spoken(self, kind: type[BaseModel], room: str) -> Spoken:
        """Whose the records of a kind are that stand, by their labels of a room, such as
        ``speaker`` for ``speaker:…``; to be counted for any days."""
        return speakers.spoken(self._records, KINDS[kind], room, self.dismissed())

    def article_with(self, name: str) -> str | None:
        """The article in whose reading an attribution, mention or event has an id."""
        return searching.article_with(self._connection, name, captures.CURRENT, self._until)

    def rulings(self) -> list[Ruling]:
        """What analysts ruled, in the order of time."""
        return postings.rulings(self._connection, 1 << 62, self._until)

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """What is known of some articles, by their ids."""
        found = self._records.some(KNOWN, articles)
        return {name: Known.model_validate_json(data) for name, data in found}

    def mark(self) -> str:
        """What stands for the state of the records: two views with the same mark tell the same."""
        at = self.posting
        if at is None:
            return "0"
        moment = "".join(filter(str.isdigit, at.known_at))
        return f"{at.number}.{at.reached}.{at.ruled}.{moment}.{self._until}"

    def heads(self, articles: Iterable[str]) -> dict[str, Head]:
        """What a list shows of some articles, by their ids; those that are no more are left out."""
        known = self.known(articles)
        rows = captures.heads(self._connection, known, self._until)
        return {
            name: Head(known[name], title, deck, language or "und", uri)
            for name, title, deck, language, uri in rows
        }

    def published_within(self, period: Interval) -> list[Known]:
        """What is known of the articles whose publication can lie in a period, by their ids."""
        found = self._records.select(KNOWN, Wanted(period=period))
        return [Known.model_validate_json(data) for _, data in sorted(found)]

    def newest_articles(self, period: Interval, limit: int, skip: int = 0) -> list[Known]:
        """The same, the newest first, some of them passed over."""
        found = self._records.select(KNOWN, Wanted(period=period, limit=limit, skip=skip))
        return [Known.model_validate_json(data) for _, data in found]

    def begun(
        self, kind: type[BaseModel], period: Interval, most: int, *, ends: bool = False
    ) -> dict[date, Begun]:
        """How many records of a kind begin, or with ``ends`` end, to be about each day of a period,
        and the ids of some of each day, those first that most stand behind."""
        return begun.begun(self._records, KINDS[kind], period, most, ends=ends)

    def happenings(self, articles: Iterable[str], *, named: bool = False) -> Iterator[Happening]:
        """The places of some articles, once for each event that is told for them; with ``named``
        those too for which none is."""
        return placed.happenings(
            self._connection, articles, captures.CURRENT, self._until, named=named
        )

    def family(self, name: str) -> list[Known]:
        """What is known of the articles of a family, by their ids; a family is also found by the
        id that any of its articles would give it alone."""
        for label in (family_label(name), alone_label(name)):
            held = self._records.select(KNOWN, Wanted(labels=(label,), without=self.dismissed()))
            if found := [Known.model_validate_json(data) for _, data in sorted(held)]:
                return found if found[0].family == name else self.family(found[0].family)
        return []

    def records(
        self,
        kind: type[R],
        labels: Sequence[str] = (),
        period: Interval | None = None,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[R]:
        """The records of a kind that stand, the newest days first and then by id.

        ``labels``: those that bear any of these; ``period``: those whose days can lie in it, those
        first that are about no other days; ``skip``: how many of them are passed over.
        """
        left = self.dismissed()
        found = self._records.select(KINDS[kind], Wanted(labels, period, limit, skip, left))
        return [kind.model_validate_json(data) for _, data in found]

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
        wanted = Wanted(labels, period, most, without=self.dismissed())
        for _, data in self._records.select(KINDS[kind], wanted):
            yield kind.model_validate_json(data) if may_fit(data) else None

    def each(
        self, kind: type[R], period: Interval | None = None, *, everything: bool = False
    ) -> Iterator[R]:
        """The records of a kind that stand, in the order of their ids, one at a time.

        ``period``: those whose days can lie in it; ``everything``: dismissed ones, too.
        """
        left = frozenset[str]() if everything else self.dismissed()
        if period is not None and not period.is_unknown:
            wanted = Wanted(period=period, without=left)
            found = iter(sorted(self._records.select(KINDS[kind], wanted)))
        else:
            found = self._records.each(KINDS[kind])
        for name, data in found:
            if name not in left:
                yield kind.model_validate_json(data)

    def dismissed(self) -> frozenset[str]:
        """Ids of the records that an analyst dismissed: ``records`` leaves them out."""
        if self._dismissed is None:
            self._dismissed = ruled.dismissed(self.rulings(), self._records)
        return self._dismissed

    def renamed(self) -> dict[str, str]:
        """By which names analysts want somebody to be printed, by entity id."""
        return ruled.renamed(self.rulings())

    def record(self, kind: type[R], name: str) -> R | None:
        """A record as it stands."""
        found = self._records.newest(KINDS[kind], name)
        if found is None or found.record is None:
            return None
        return kind.model_validate_json(found.record)

    def some(self, kind: type[R], names: Iterable[str], without: Iterable[str] = ()) -> list[R]:
        """Some records, as far as they stand, in the order of their names; each once.

        ``without``: lists in them that are not wanted and are left empty.
        """
        found = self._records.some(KINDS[kind], names)
        empty: dict[str, tuple[()]] = dict.fromkeys(without, ())
        if empty:
            return [kind.model_validate({**from_json(data), **empty}) for _, data in found]
        return [kind.model_validate_json(data) for _, data in found]

    def versions(self, kind: type[R], name: str) -> list[Told[R]]:
        """Every version of a record with the moment it was known from, the oldest first."""
        found = self._records.all_of(KINDS[kind], name)
        return [
            Told(known_at, kind.model_validate_json(one.record) if one.record else None)
            for known_at, one in found
        ]

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
        last = min(end_of(until), self._until)
        first = "" if after is None else end_of(after)
        found = self._records._replace(until=last).moved(KINDS[kind], first, limit)
        return [
            Moved(
                name,
                kind.model_validate_json(before) if before else None,
                kind.model_validate_json(now) if now else None,
            )
            for name, before, now in found
        ]

    def removals(self) -> list[Removal]:
        """What was taken out of the ledger, and let in again, in the order of time."""
        return removed.all_of(self._connection)

    def removed(self, name: str) -> Removed | None:
        """When and why a capture or an article was taken out; ``None`` when it was not."""
        return removed.of(self._connection, name)

    def captures_at(self, addresses: Iterable[str]) -> list[str]:
        """Ids of the captures that were read from some addresses or say that they are there."""
        return removed.captures_at(self._connection, addresses)

    def captures_below(self, hosts: Sequence[str]) -> list[str]:
        """Ids of the captures from some hosts, or from hosts below them."""
        return removed.captures_below(self._connection, hosts)

    def captures_before(self, day: date) -> list[str]:
        """Ids of the captures that were last seen before a day (UTC)."""
        return removed.captures_before(self._connection, day.isoformat())

    def last_recorded(self) -> str | None:
        """When what the records were made from was last recorded, UTC; ``None`` for nothing."""
        return (self.posting.known_at or None) if self.posting else None

    def counts(self) -> dict[str, int]:
        """Rows by kind."""
        tables = ("capture", "sighting", "article", "sentence", "relation", "refusal")
        return {
            table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        }

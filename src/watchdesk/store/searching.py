"""Sentences by their words: found, narrowed and put in order without reading what is around them.

Of words that very many sentences hold only those that were read last are looked through, and it
is said of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from watchdesk.database import Database, Rows
from watchdesk.records import Address, Interval, Span
from watchdesk.store.known import KNOWN
from watchdesk.store.packed import unpack
from watchdesk.store.recorded import Records
from watchdesk.store.speakers import LONGEST
from watchdesk.store.words import Query, Term

Write = Callable[..., Rows]
AT_ONCE = 1_000
"""Sentences that are put in order where no other number is asked for."""
HELD = 60_000
"""Sentences that hold the words, those read last, of which those are picked that are wanted."""
LOOKED_THROUGH = 8_000
"""Of those the ones whose articles are looked at for an outlet, at most."""
_FRAGMENT = 40
"""Code points of a sentence below which it tells little by itself."""
_NEAR_TERMS = 20_000
"""Words of the ledger that are compared with one that nothing holds."""
_ALIKE = 70.0
"""From which likeness, of 100, a word is offered for another."""


class Narrowed(NamedTuple):
    """Which of the sentences that hold some words are wanted."""

    outlet: str | None = None
    """Those of this outlet; an empty name: those of outlets that are not known."""
    period: Interval | None = None
    """Those whose article can have been published in it."""
    speaker: str | None = None
    """Those that tell what somebody with this entity id said."""
    verification: str | None = None
    """Those with words that tell of the standing of what was said."""
    any_of: tuple[Term, ...] = ()
    """Those that hold one of these, too."""

    @property
    def is_all(self) -> bool:
        """Whether all are wanted."""
        return self == Narrowed()


class Match(NamedTuple):
    """A sentence that holds the words."""

    number: int
    """By which the ledger knows the sentence; larger ones were read later."""
    capture: str
    """Capture id."""
    article: str
    """Article id."""
    start: int
    """Where it begins in the capture's text."""
    end: int
    """One past its last code point."""
    outlet: str | None
    """As the desk knows it."""
    family: str
    """Id of the family of its article."""
    published: Interval
    """When its article was published, as the desk knows it."""

    @property
    def at(self) -> Address:
        """Where it stands."""
        span = Span(self.start, self.end)
        return Address(capture=self.capture, article=self.article, span=span)


class Matches(NamedTuple):
    """Sentences that hold some words and are wanted, the best first."""

    found: tuple[Match, ...]
    """No more than were asked for."""
    looked_at: int
    """How many that hold the words were looked at."""
    is_all: bool
    """Whether those are all that hold them."""


class Telling(NamedTuple):
    """That a sentence tells what somebody said."""

    sentence: int
    """The sentence's number."""
    speaker: str
    """Entity id of who said it; empty where that is nobody known."""
    verification: str
    """What its words say of the standing of it."""


class _Place(NamedTuple):
    """What is known of an article, as far as a search cares."""

    article: str
    capture: str
    family: str
    outlet: str | None
    published: Interval


def make_tables(db: Database) -> None:
    """The tables of this file; they can be made again from the readings."""
    for statement in (
        "CREATE TABLE telling (sentence INTEGER NOT NULL, speaker TEXT NOT NULL, "
        "verification TEXT NOT NULL, PRIMARY KEY (sentence, speaker, verification)) WITHOUT ROWID",
        "CREATE TABLE item_of (code INTEGER NOT NULL, article INTEGER NOT NULL, "
        "PRIMARY KEY (code, article)) WITHOUT ROWID",
    ):
        db.execute(statement)


def make_indexes(db: Database) -> None:
    """By which sentences are found from who speaks in them and from their standing."""
    db.execute("CREATE INDEX telling_speaker ON telling (speaker, verification, sentence)")
    db.execute("CREATE INDEX telling_verification ON telling (verification, sentence)")


def fill_tables(db: Database) -> None:
    """Enter all articles that are there."""

    def write(statement: str, *row: object) -> Rows:
        return db.execute(statement, row)

    for seq, reading in db.each("SELECT seq, reading FROM article"):
        sentences = db.execute(
            'SELECT id, start, "end" FROM sentence WHERE article = ? ORDER BY start', (seq,)
        ).fetchall()
        enter(
            lambda statement, *row: db.execute(statement, row), seq, from_json(reading), sentences
        )


def enter(
    write: Write,
    article: int,
    reading: Mapping[str, Any],
    sentences: Iterable[tuple[int, int, int]],
) -> None:
    """Keep who says what in the sentences of a reading, and what is named in it by an id.

    ``reading``: its JSON; ``sentences``: number, start and end of each.
    """
    spans = list(sentences)
    told = {row for one in reading["attributions"] for row in _tellings(one, spans)}
    for row in sorted(told):
        write("INSERT INTO telling VALUES (?, ?, ?) ON CONFLICT DO NOTHING", *row)
    for code in sorted({_code(one["id"]) for kind in _ITEMS for one in reading[kind]}):
        write("INSERT INTO item_of VALUES (?, ?) ON CONFLICT DO NOTHING", code, article)


_ITEMS = ("attributions", "mentions", "events")


def _tellings(
    attribution: Mapping[str, Any], sentences: Iterable[tuple[int, int, int]]
) -> Iterator[Telling]:
    chain = attribution["chain"]
    entity = chain[-1]["entity"] if chain else None
    spans = [span for span in (*attribution["content"], attribution["cue"]) if span]
    for number, start, end in sentences:
        if any(low < end and start < high for low, high in spans):
            name = entity["id"] if entity else ""
            speaker = name if len(name) <= LONGEST else ""
            yield Telling(number, speaker, attribution["verification"])


def _code(name: str) -> int:
    """63 bits of an id of something inside a reading."""
    return int(name.rpartition("-")[2], 16) >> 1


def article_with(db: Database, name: str, condition: str, until: str) -> str | None:
    """The article in whose reading something has an id; ``None`` when in none as they stand."""
    rows = db.execute(
        "SELECT a.id, a.reading FROM item_of i "  # noqa: S608 — a constant of the caller
        f"CROSS JOIN article a ON a.seq = i.article WHERE i.code = ? AND {condition} LIMIT 9",
        (_code(name), until, until),
    )
    return next((article for article, reading in rows if f'"{name}"' in reading), None)


def find(records: Records, query: Query, narrowed: Narrowed, most: int, condition: str) -> Matches:
    """The sentences that hold what a query names, those first that say little besides;
    ``condition``: of articles as they stand."""
    if not query.terms:
        return Matches((), 0, True)
    db = records.db
    held = np.fromiter(db.words.holding(query, narrowed.any_of, HELD), np.int64)
    wanted = _wanted(db, held, narrowed)
    looked_through = most if narrowed.outlet is None else LOOKED_THROUGH
    looked_at = wanted[:looked_through].tolist()
    rows = db.execute(
        'SELECT s.id, s.article, s.start, s."end" FROM json_each(?) j '
        "CROSS JOIN sentence s ON s.id = j.value",
        (db.numbers(looked_at),),
    ).fetchall()
    rows.sort(reverse=True)  # as those looked at are
    places = _places(records, {row[1] for row in rows}, condition)
    found = []
    for number, seq, start, end in rows:
        place = places.get(seq)
        if place is not None and _fits(place, narrowed):
            known = (place.outlet, place.family, place.published)
            found.append(Match(number, place.capture, place.article, start, end, *known))
    is_all = len(held) < HELD and len(looked_at) == len(wanted) and len(found) <= most
    chosen = sorted(found[:most], key=_rank)
    return Matches(tuple(chosen), len(looked_at) if narrowed.is_all else len(held), is_all)


def _rank(match: Match) -> tuple[bool, int, str, int]:
    """Short sentences first: what holds the words says little besides. Fragments come last.

    All sentences hold all words, so that other measures come to much the same.
    """
    length = match.end - match.start
    return length < _FRAGMENT, length, match.article, match.start


def _wanted(db: Database, held: NDArray[np.int64], narrowed: Narrowed) -> NDArray[np.int64]:
    """Of some sentences those that are wanted, as far as can be told without their articles."""
    speaker, verification = narrowed.speaker, narrowed.verification
    if len(held) and (speaker is not None or verification is not None):
        told = " AND ".join(
            f"{name} = :{name}"
            for name, value in (("speaker", speaker), ("verification", verification))
            if value is not None
        )
        rows = db.execute(
            f"SELECT sentence FROM telling WHERE {told}",  # noqa: S608 — names of columns
            {"speaker": speaker, "verification": verification},
        )
        held = held[np.isin(held, np.fromiter((number for (number,) in rows), np.int64))]
    if len(held) and narrowed.period is not None and not narrowed.period.is_unknown:
        held = held[_published(db, held, narrowed.period)]
    return held


def _published(db: Database, held: NDArray[np.int64], period: Interval) -> NDArray[np.bool_]:
    """Which sentences stand in articles that can have been published in a period, by what these
    say of themselves. An article's sentences were numbered one after another."""
    rows = db.execute(
        "SELECT min(s.id), max(s.id) FROM article a CROSS JOIN sentence s ON s.article = a.seq "
        "WHERE (a.latest IS NULL OR a.latest >= ?) AND (a.earliest IS NULL OR a.earliest <= ?) "
        "GROUP BY a.seq ORDER BY 1",
        (
            period.earliest.isoformat() if period.earliest else "0000",
            period.latest.isoformat() if period.latest else "9999",
        ),
    ).fetchall()
    if not rows:
        return np.zeros(len(held), np.bool_)
    ranges = np.array(rows, np.int64)
    near = np.searchsorted(ranges[:, 0], held, side="right") - 1
    inside: NDArray[np.bool_] = (near >= 0) & (held <= ranges[near, 1])
    return inside


def _places(records: Records, articles: Iterable[int], condition: str) -> dict[int, _Place]:
    """What is known of articles by their rows; of those only that stand."""
    rows = records.db.execute(
        "SELECT a.seq, a.id, a.capture, a.earliest, a.latest, (SELECT v.record FROM version v "  # noqa: S608 — as above
        "WHERE v.posting = ? AND v.kind = ? AND v.id = a.id AND v.known_at < ? "
        "ORDER BY v.seq DESC LIMIT 1) FROM json_each(?) j CROSS JOIN article a ON a.seq = j.value "
        f"WHERE {condition}",
        (
            *(records.posting, KNOWN, records.until, records.db.numbers(sorted(articles))),
            *(records.until, records.until),
        ),
    )
    return {
        seq: _known(kept) if kept else _alone(article, capture, earliest, latest)
        for seq, article, capture, earliest, latest, kept in rows
    }


@lru_cache(maxsize=1 << 14)
def _known(kept: bytes) -> _Place:
    told = from_json(unpack(kept))
    published = Interval.parse(told["published"]["edtf"])
    return _Place(told["article"], told["capture"], told["family"], told["outlet"], published)


def _alone(article: str, capture: str, earliest: str | None, latest: str | None) -> _Place:
    """An article that was not put together with others yet."""
    published = Interval.parse(f"{earliest or '..'}/{latest or '..'}")
    return _Place(article, capture, article, None, published)


def _fits(place: _Place, narrowed: Narrowed) -> bool:
    if narrowed.outlet is not None and narrowed.outlet != (place.outlet or ""):
        return False
    return narrowed.period is None or narrowed.period.intersects(place.published)


def tellings(db: Database, sentences: Iterable[int]) -> list[Telling]:
    """Who says what in some sentences, by their numbers."""
    place = {number: at for at, number in enumerate(sentences)}
    rows = db.execute(
        "SELECT t.sentence, t.speaker, t.verification FROM json_each(?) j "
        "CROSS JOIN telling t ON t.sentence = j.value",
        (db.numbers(place),),
    )
    return [Telling(*row) for row in sorted(rows, key=lambda row: (place[row[0]], *row[1:]))]


def among(db: Database, query: Query, any_of: tuple[Term, ...], sentences: Iterable[int]) -> int:
    """How many of some sentences that hold what a query names hold one of some words, too."""
    numbers = np.fromiter(sentences, np.int64)
    if not query.terms or not any_of or not len(numbers):
        return 0
    held = np.fromiter(db.words.since(int(numbers.min()), any_of), np.int64)
    return int(np.isin(numbers, held).sum())


def is_held(db: Database, term: Term) -> bool:
    """Whether any sentence that was ever read holds a word or phrase."""
    return db.words.is_held(term)


def near_words(db: Database, word: str, most: int) -> list[str]:
    """Words of the ledger that are spelled almost like one, the most alike first; of those with
    its first letter."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 — only where nothing was found

    folded = _folded(word)
    if not folded:
        return []
    terms = db.words.beginning(folded[0], _NEAR_TERMS)
    found = process.extract(folded, terms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * most)
    often = db.words.times(term for term, _, _ in found)
    found.sort(key=lambda one: (-one[1], -often[one[0]], one[0]))
    return [term for term, _, _ in found if term != folded][:most]


def _folded(word: str) -> str:
    """A word as the ledger's words are kept: without case and diacritics."""
    import unicodedata  # noqa: PLC0415 — as above

    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c) and c.isalnum())

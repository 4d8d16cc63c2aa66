"""How a ledger came to its present shape: numbered steps, each run once, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from watchdesk.database import Database
from watchdesk.store import fetches, items, pages, postings, recorded, removed, searching, speakers


class Shaped(Database, Protocol):
    """A database that notes which step its ledger took last."""

    def shape(self) -> int:
        """Number of the last step; 0 for an empty ledger."""

    def set_shape(self, number: int) -> None:
        """Note it."""


Step = Callable[[Database], None]
_STEPS: list[Step] = []

APPEND_ONLY = (
    "capture",
    "sighting",
    "article",
    "relation",
    "refusal",
    "fetch",
    "version",
    "ruling",
    "removal",
)
"""Tables in which no row is ever changed; triggers refuse it, and that any is removed but those
that ``removed.MAY_GO`` names."""


def migration(step: Step) -> Step:
    """Register the next step."""
    _STEPS.append(step)
    return step


def latest() -> int:
    """Number of the newest shape this version knows."""
    return len(_STEPS)


def migrate(db: Shaped) -> int:
    """Bring a ledger to the newest shape, one transaction per step; returns its number.

    The caller has checked that it is not newer than ``latest()``.
    """
    for number in range(db.shape() + 1, latest() + 1):
        db.begin()
        if db.shape() < number:  # another process may have taken the step meanwhile
            _STEPS[number - 1](db)
            db.set_shape(number)
        db.commit()
    return latest()


@migration
def _first_shape(db: Database) -> None:
    statements = (
        """CREATE TABLE capture (
            id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, uri TEXT NOT NULL,
            media_type TEXT NOT NULL, encoding TEXT NOT NULL, captured_at TEXT,
            declared TEXT NOT NULL, text TEXT NOT NULL, recorded_at TEXT NOT NULL)""",
        """CREATE TABLE sighting (
            uri TEXT NOT NULL, capture TEXT NOT NULL REFERENCES capture(id),
            recorded_at TEXT NOT NULL, PRIMARY KEY (uri, capture)) WITHOUT ROWID""",
        """CREATE TABLE article (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL, software TEXT NOT NULL,
            capture TEXT NOT NULL REFERENCES capture(id), role TEXT NOT NULL,
            earliest TEXT, latest TEXT, reading TEXT NOT NULL, recorded_at TEXT NOT NULL,
            UNIQUE (id, software))""",
        "CREATE INDEX article_capture ON article (capture, software)",
        "CREATE INDEX article_published ON article (earliest, latest)",
        """CREATE TABLE sentence (
            id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article(seq),
            start INTEGER NOT NULL, "end" INTEGER NOT NULL)""",
        "CREATE INDEX sentence_article ON sentence (article)",
        """CREATE TABLE fingerprint (
            hash INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (hash, article))
            WITHOUT ROWID""",
        """CREATE TABLE fingerprint_count (
            article TEXT PRIMARY KEY, fingerprints INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE relation (
            a TEXT NOT NULL, b TEXT NOT NULL, software TEXT NOT NULL, relation TEXT NOT NULL,
            recorded_at TEXT NOT NULL, PRIMARY KEY (a, b, software)) WITHOUT ROWID""",
        """CREATE TABLE refusal (
            uri TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, cure TEXT NOT NULL,
            recorded_at TEXT NOT NULL, PRIMARY KEY (uri, code, reason)) WITHOUT ROWID""",
    )
    for statement in statements:
        db.execute(statement)
    db.words.make()
    for table in ("capture", "sighting", "article", "relation", "refusal"):
        db.keep_rows(table)


@migration
def _how_it_was_decoded(db: Database) -> None:
    """Why an encoding was chosen, once part of its name, gets a column of its own."""
    db.execute("ALTER TABLE capture ADD COLUMN encoding_basis TEXT NOT NULL DEFAULT 'bytes'")
    db.execute("ALTER TABLE capture ADD COLUMN unpacked TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE capture ADD COLUMN partial TEXT")
    db.free_rows("capture")
    db.execute(
        "UPDATE capture SET encoding_basis = 'guessed', encoding = replace(encoding, "
        "' (guessed)', '') WHERE encoding LIKE '% (guessed)'"
    )
    db.keep_rows("capture")


@migration
def _lines_of_sites(db: Database) -> None:
    """Which lines stand on which pages of a site, and which of them a reading knew."""
    pages.make_tables(db)
    db.execute("ALTER TABLE article ADD COLUMN knowing TEXT NOT NULL DEFAULT ''")


@migration
def _looks_at_feeds(db: Database) -> None:
    """How feeds and addresses were doing at each look."""
    fetches.make_table(db)
    db.keep_rows("fetch")


@migration
def _fingerprints_beside_the_ledger(db: Database) -> None:
    """Fingerprints have an index of their own, made again from the articles."""
    db.execute("DROP TABLE fingerprint")
    db.execute("DROP TABLE fingerprint_count")
    db.execute("CREATE INDEX relation_b ON relation (b)")


@migration
def _records_across_articles(db: Database) -> None:
    """What articles say together, in versions, and what it is found again by."""
    postings.make_tables(db)
    items.make_tables(db)
    recorded.make_tables(db)
    db.keep_rows("ruling")


@migration
def _weeks_in_the_order_of_days(db: Database) -> None:
    """Of a week the newest is found first, without the rows of the records."""
    recorded.make_weeks(db)


@migration
def _who_speaks_in_a_sentence(db: Database) -> None:
    """Sentences are found by who speaks in them, and what is in a reading by its id."""
    searching.make_tables(db)
    searching.fill_tables(db)


@migration
def _names_of_those_who_speak(db: Database) -> None:
    """Under which names the readings know those who speak."""
    speakers.make_table(db)
    speakers.fill_table(db)


@migration
def _sentences_of_somebody(db: Database) -> None:
    """The sentences in which somebody speaks are found without the others."""
    searching.make_indexes(db)


@migration
def _what_was_removed(db: Database) -> None:
    """Texts can be taken out, and that they were there is kept."""
    removed.make_tables(db)

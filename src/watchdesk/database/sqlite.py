"""SQLite: a file, and its full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from watchdesk.database import Phrase, Sought

_NOBODY = 0xD7FF
"""A code point after which none is a first letter of a word that is looked for."""


class SqliteDatabase(sqlite3.Connection):
    """A connection to a file."""

    @property
    def words(self) -> Fts5:
        """The sentences by their words."""
        return Fts5(self)

    def each(self, statement: str, values: Any = (), /) -> Iterable[Any]:
        """The rows of a statement, one at a time."""
        return self.execute(statement, values)

    def for_each(self, statement: str, values: Sequence[Any], /) -> Iterator[list[Any]]:
        """The rows of a statement for each of some values, in their order."""
        return (self.execute(statement, each).fetchall() for each in values)

    def begin(self) -> None:
        """Open a transaction in which nobody else writes; nothing where one is open.

        One that begins by reading could not go on to write when another wrote meanwhile.
        """
        if not self.in_transaction:
            self.execute("BEGIN IMMEDIATE")

    def texts(self, values: Iterable[str]) -> str:
        """A list of texts, to be bound."""
        return json.dumps(list(values))

    def numbers(self, values: Iterable[int]) -> str:
        """A list of whole numbers, to be bound."""
        return json.dumps(list(values))

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add very many rows, as they are, within a transaction."""
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608 — our names
        self.executemany(statement, rows)

    def keep_rows(self, table: str, unless: str = "") -> None:
        """Let no row of a table be changed or removed, but for those that may be removed."""
        for verb, condition in (("UPDATE", ""), ("DELETE", unless and f"WHEN NOT ({unless}) ")):
            self.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

    def free_rows(self, table: str) -> None:
        """Take back ``keep_rows``."""
        for verb in ("update", "delete"):
            self.execute(f"DROP TRIGGER {table}_no_{verb}")


class Fts5(NamedTuple):
    """Words kept by SQLite's full-text search, without the sentences."""

    db: sqlite3.Connection

    def make(self) -> None:
        """Make what is needed, in an empty ledger."""
        self.db.execute(
            "CREATE VIRTUAL TABLE sentence_words USING fts5 ("
            "words, content='', tokenize='unicode61 remove_diacritics 2')"
        )

    def add(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Enter the words of sentences, by their numbers."""
        self.db.executemany("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", sentences)

    def remove(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Take out sentences, by their numbers, with the same words."""
        self.db.executemany(
            "INSERT INTO sentence_words (sentence_words, rowid, words) VALUES ('delete', ?, ?)",
            sentences,
        )

    def holding(self, sought: Sought, any_of: Sequence[Phrase], most: int) -> Iterator[int]:
        """Numbers of the sentences that hold what is sought, the largest first."""
        rows = self.db.execute(
            "SELECT rowid FROM sentence_words WHERE sentence_words MATCH ? "
            "ORDER BY rowid DESC LIMIT ?",
            (_expression(sought, any_of), most),
        )
        return (number for (number,) in rows)

    def since(self, least: int, any_of: Sequence[Phrase]) -> Iterator[int]:
        """Numbers, from one on, of the sentences that hold one of some phrases."""
        rows = self.db.execute(
            "SELECT rowid FROM sentence_words WHERE sentence_words MATCH ? AND rowid >= ?",
            (_any(any_of), least),
        )
        return (number for (number,) in rows)

    def is_held(self, phrase: Phrase) -> bool:
        """Whether any sentence holds a phrase."""
        row = self.db.execute(
            "SELECT 1 FROM sentence_words WHERE sentence_words MATCH ? LIMIT 1", (_any([phrase]),)
        ).fetchone()
        return row is not None

    def beginning(self, letter: str, most: int) -> list[str]:
        """Words with a first letter that sentences hold, in the order of code points."""
        self._vocabulary()
        rows = self.db.execute(
            "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ? LIMIT ?",
            (letter, chr(min(ord(letter) + 1, _NOBODY)), most),
        )
        return [term for (term,) in rows]

    def times(self, words: Iterable[str]) -> dict[str, int]:
        """How many sentences hold each of some words."""
        self._vocabulary()
        found: dict[str, int] = {}
        for word in words:
            query = "SELECT term, doc FROM temp.vocabulary WHERE term = ?"
            found.update(self.db.execute(query, (word,)))
        return found

    def _vocabulary(self) -> None:
        self.db.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary "
            "USING fts5vocab(main, sentence_words, row)"
        )


def _expression(sought: Sought, any_of: Sequence[Phrase]) -> str:
    """What is sought, as FTS5 writes it; nothing in it that was typed is an operator."""
    told = " AND ".join(_any([term]) for term in sought.terms)
    if any_of:
        told = f"({told}) AND ({_any(any_of)})"
    if sought.without:
        told = f"({told}) NOT ({_any(sought.without)})"
    return told


def _any(phrases: Iterable[Phrase]) -> str:
    return " OR ".join(f'"{one.words}"{"*" if one.is_start else ""}' for one in phrases)

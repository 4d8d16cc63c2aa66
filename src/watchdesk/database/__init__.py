"""What keeps rows: SQLite in a file of one's own, or a PostgreSQL server for a team.

Statements are written once, in words that SQLite takes as they stand and that ``translated`` turns
into PostgreSQL's: ``?`` and ``:name`` for values, ``json_each(?) j`` for the rows ``j.id, j.value``
of a list (bound with ``texts`` or ``numbers``), ``CROSS JOIN … ON`` where SQLite shall keep to the
order that is written, ``INTEGER PRIMARY KEY`` for numbers that count up. What cannot be said so, a
:class:`Database` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Values = Sequence[object] | Mapping[str, object]
"""What is bound to a statement: by place, or by name."""


class DamagedError(Exception):
    """What is kept cannot be as it was written."""


class Rows(Protocol):
    """What a statement gives."""

    @property
    def rowcount(self) -> int:
        """How many rows were added, changed or removed."""

    def fetchone(self) -> Any:
        """The next row; ``None`` after the last."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Phrase(Protocol):
    """A word or several in a row that sentences are looked for with."""

    @property
    def words(self) -> str:
        """As typed."""

    @property
    def is_start(self) -> bool:
        """Whether any ending may follow."""


class Sought(Protocol):
    """What a sentence must hold, and what it must not."""

    @property
    def terms(self) -> Sequence[Phrase]:
        """All of these stand in it; at least one."""

    @property
    def without(self) -> Sequence[Phrase]:
        """None of these does."""


class Words(Protocol):
    """Sentences by the words in them, without case and diacritics."""

    def make(self) -> None:
        """Make what is needed, in an empty ledger."""

    def add(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Enter the words of sentences, by their numbers."""

    def remove(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Take out sentences, by their numbers, with the same words."""

    def holding(self, sought: Sought, any_of: Sequence[Phrase], most: int) -> Iterable[int]:
        """Numbers of the sentences that hold what is sought and, where some are named, one of some
        phrases more; the largest first, so many at most."""

    def since(self, least: int, any_of: Sequence[Phrase]) -> Iterable[int]:
        """Numbers, from one on, of the sentences that hold one of some phrases."""

    def is_held(self, phrase: Phrase) -> bool:
        """Whether any sentence holds a phrase."""

    def beginning(self, letter: str, most: int) -> list[str]:
        """Words with a first letter that sentences hold, in the order of code points, so many at
        most."""

    def times(self, words: Iterable[str]) -> dict[str, int]:
        """How many sentences hold each of some words."""


class Database(Protocol):
    """A connection. Outside a transaction every statement lasts by itself."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def words(self) -> Words:
        """The sentences by their words."""

    def execute(self, statement: str, values: Any = ..., /) -> Rows:
        """Run a statement."""

    def executemany(self, statement: str, values: Iterable[Sequence[object]], /) -> Rows:
        """Run a statement once for each row of values."""

    def each(self, statement: str, values: Any = ..., /) -> Iterable[Any]:
        """The rows of a statement, however many, without all of them in memory at once."""

    def for_each(self, statement: str, values: Sequence[Any], /) -> Iterable[list[Any]]:
        """The rows of a statement for each of some values, in their order."""

    def begin(self) -> None:
        """Open a transaction in which nobody else writes; nothing where one is open."""

    def commit(self) -> None:
        """Make durable what was written, if a transaction is open."""

    def rollback(self) -> None:
        """Drop what was written, if a transaction is open."""

    def texts(self, values: Iterable[str]) -> object:
        """A list of texts, to be bound."""

    def numbers(self, values: Iterable[int]) -> object:
        """A list of whole numbers, to be bound."""

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add very many rows, as they are, within a transaction."""

    def keep_rows(self, table: str, unless: str = "") -> None:
        """Let no row of a table be changed or removed; ``unless``: rows, by the name of ``OLD``,
        of which this can be said may be removed."""

    def free_rows(self, table: str) -> None:
        """Take back ``keep_rows``."""

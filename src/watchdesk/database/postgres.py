"""PostgreSQL: a connection to a server, and its full-text search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from struct import iter_unpack
from typing import Any

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8BinaryDumper
from psycopg.types.string import StrDumperUnknown, TextBinaryLoader, TextLoader

from watchdesk.database import Phrase, Rows, Sought
from watchdesk.database.folded import Folding
from watchdesk.database.translated import is_making, making, translated

_MARK = "\U0010ffff"
"""A code point that no text has; it stands before what PostgreSQL does not take."""
_NUL, _ITSELF = f"{_MARK}0", f"{_MARK}1"
_AT_ONCE = 500
_LAST_PLACE = 16_383
"""Words of a sentence behind which PostgreSQL does not tell their places apart."""
_PLACES = 255
_FUNCTIONS = (
    # A NUL of a JSON text becomes what one of a plain text becomes.
    r"""CREATE FUNCTION {schema}.json_extract(told TEXT, path TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (CASE WHEN strpos(told, '\u0000') = 0 THEN told ELSE regexp_replace(
        told, '(?<!\\)((?:\\\\)*)\\u0000', '\1' || chr(1114111) || '0', 'g') END)::json
        #>> string_to_array(substr(path, 3), '.') $$""",
    """CREATE FUNCTION {schema}.json_quote(told TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_json(told)::text $$""",
)
"""What SQLite has, as far as statements ask for it."""


class Texts(list[str]):
    """A list of texts, to be bound."""


class Numbers(list[int]):
    """A list of whole numbers, to be bound."""


class _StrDumper(StrDumperUnknown):
    """Texts with what PostgreSQL does not take in them."""

    def dump(self, obj: str) -> Any:
        return super().dump(_plain(obj))


class _TextLoader(TextLoader):
    def load(self, data: Any) -> Any:
        return _told(super().load(data))


class _TextBinaryLoader(TextBinaryLoader):
    def load(self, data: Any) -> Any:
        return _told(super().load(data))


class _TextsDumper(Dumper):
    oid = 1009  # text[]

    def dump(self, obj: Texts) -> bytes:
        quoted = (one.replace("\\", "\\\\").replace('"', '\\"') for one in map(_plain, obj))
        return ("{" + ",".join(f'"{one}"' for one in quoted) + "}").encode("utf-8", "replace")


class _NumbersDumper(Dumper):
    oid = 1016  # int8[]

    def dump(self, obj: Numbers) -> bytes:
        return ("{" + ",".join(map(str, obj)) + "}").encode()


def _plain(text: str) -> str:
    if "\0" in text or _MARK in text:
        return text.replace(_MARK, _ITSELF).replace("\0", _NUL)
    return text


def _told(text: Any) -> Any:
    if isinstance(text, str) and _MARK in text:
        return text.replace(_NUL, "\0").replace(_ITSELF, _MARK)
    return text


def adapt(connection: psycopg.Connection[Any]) -> None:
    """Make a connection take and give values as a ledger has them."""
    adapters = connection.adapters
    adapters.register_dumper(str, _StrDumper)
    adapters.register_dumper(int, Int8BinaryDumper)
    adapters.register_dumper(Texts, _TextsDumper)
    adapters.register_dumper(Numbers, _NumbersDumper)
    for name in ("text", "varchar", "name"):
        adapters.register_loader(name, _TextLoader)
        adapters.register_loader(name, _TextBinaryLoader)


class PostgresDatabase:
    """A connection to a server; outside a transaction every statement lasts by itself."""

    def __init__(self, connection: psycopg.Connection[Any], schema: str, wait: float) -> None:
        """``schema``: where new tables are made; ``wait``: seconds to wait for another writer."""
        self.connection = connection
        self.schema = schema
        self._wait = wait
        self._opened = 0

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.connection.info.transaction_status != TransactionStatus.IDLE

    @property
    def words(self) -> TsVectors:
        """The sentences by their words."""
        return TsVectors(self)

    def execute(self, statement: str, values: Any = (), /) -> Rows:
        """Run a statement."""
        cursor = self.connection.cursor(binary=True)
        if is_making(statement):
            for one in making(statement, self.schema):
                cursor.execute(one.encode())
            return cursor
        return cursor.execute(translated(statement).encode(), values)

    def executemany(self, statement: str, values: Iterable[Sequence[object]], /) -> Rows:
        """Run a statement once for each row of values."""
        cursor = self.connection.cursor(binary=True)
        cursor.executemany(translated(statement).encode(), values)
        return cursor

    def each(self, statement: str, values: Any = (), /) -> Iterator[Any]:
        """The rows of a statement, some hundred of them in memory at once."""
        if not self.in_transaction:
            yield from self.execute(statement, values)
            return
        self._opened += 1
        name = f"rows_{self._opened}"
        with self.connection.cursor(name, binary=True) as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(translated(statement).encode(), values)

    def for_each(self, statement: str, values: Sequence[Any], /) -> Iterator[list[Any]]:
        """The rows of a statement for each of some values, in their order; all are asked for
        before the first is waited for."""
        query = translated(statement).encode()
        for first in range(0, len(values), _AT_ONCE):
            some = values[first : first + _AT_ONCE]
            if len(some) == 1:
                yield self.execute(statement, some[0]).fetchall()
                continue
            with self.connection.pipeline():
                cursors = [self.connection.cursor(binary=True) for _ in some]
                for cursor, each in zip(cursors, some, strict=True):
                    cursor.execute(query, each)
            yield from (cursor.fetchall() for cursor in cursors)

    def begin(self) -> None:
        """Open a transaction in which nobody else writes; nothing where one is open."""
        if self.in_transaction:
            return
        cursor = self.connection.cursor()
        cursor.execute("BEGIN")
        cursor.execute(f"SET LOCAL lock_timeout = {int(self._wait * 1000)}".encode())
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (self.schema,))

    def commit(self) -> None:
        """Make durable what was written, if a transaction is open."""
        if self.in_transaction:
            self.connection.cursor().execute("COMMIT")

    def rollback(self) -> None:
        """Drop what was written, if a transaction is open."""
        if not self.connection.closed and self.in_transaction:
            self.connection.cursor().execute("ROLLBACK")

    def texts(self, values: Iterable[str]) -> Texts:
        """A list of texts, to be bound."""
        return Texts(values)

    def numbers(self, values: Iterable[int]) -> Numbers:
        """A list of whole numbers, to be bound."""
        return Numbers(values)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Add very many rows, as they are, within a transaction."""
        names = ", ".join(f'"{name}"' for name in columns)
        statement = f'COPY "{table}" ({names}) FROM STDIN'
        with self.connection.cursor().copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def keep_rows(self, table: str, unless: str = "") -> None:
        """Let no row of a table be changed or removed, but for those that may be removed."""
        may = f"IF ({unless}) THEN RETURN OLD; END IF; " if unless else ""
        may = f"IF TG_OP = 'DELETE' THEN {may}END IF; " if may else ""
        cursor = self.connection.cursor()
        refused = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = '23000';"
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {self.schema}.keep_{table}() RETURNS trigger "
            f"LANGUAGE plpgsql SET search_path = {self.schema} AS "
            f"$$ BEGIN {may}{refused} END $$".encode()
        )
        cursor.execute(
            f'CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION {self.schema}.keep_{table}()".encode()
        )
        cursor.execute(
            f'CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.schema}.keep_{table}()".encode()
        )

    def free_rows(self, table: str) -> None:
        """Take back ``keep_rows``."""
        cursor = self.connection.cursor()
        for name in ("kept", "kept_whole"):
            cursor.execute(f'DROP TRIGGER IF EXISTS {table}_{name} ON "{table}"'.encode())

    def make_functions(self) -> None:
        """What statements ask for and PostgreSQL does not have."""
        for function in _FUNCTIONS:
            self.connection.cursor().execute(function.replace("{schema}", self.schema).encode())


class TsVectors:
    """Words kept as text search vectors, without the sentences."""

    def __init__(self, db: PostgresDatabase) -> None:
        """On a connection."""
        self.db = db

    def make(self) -> None:
        """Make what is needed, in an empty ledger."""
        for statement in (
            "CREATE TABLE sentence_words (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
            "CREATE INDEX sentence_words_words ON sentence_words USING gin (words)",
            'CREATE TABLE word (word TEXT COLLATE "C" PRIMARY KEY)',
        ):
            self.db.connection.cursor().execute(statement.encode())

    def add(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Enter the words of sentences, by their numbers."""
        held: set[str] = set()
        self.db.fill("sentence_words", ("id", "words"), self._vectors(sentences, held))
        self.db.execute(
            "INSERT INTO word SELECT j.value FROM json_each(?) j ON CONFLICT DO NOTHING",
            (Texts(sorted(held)),),
        )

    def remove(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Take out sentences, by their numbers, with the same words."""
        words: set[str] = set()
        for number, sentence in sentences:
            words.update(_folding().words(sentence))
            self.db.execute("DELETE FROM sentence_words WHERE id = ?", (number,))
        left = self.times(sorted(words))
        gone = Texts(word for word, times in left.items() if not times)
        unused = "DELETE FROM word WHERE word IN (SELECT j.value FROM json_each(?) j)"
        self.db.execute(unused, (gone,))

    @staticmethod
    def _vectors(sentences: Iterable[tuple[int, str]], held: set[str]) -> Iterator[tuple[int, str]]:
        """Numbers and vectors of sentences, whose words are noted."""
        folding = _folding()
        for number, sentence in sentences:
            words = folding.words(sentence)
            held.update(words)
            yield number, _vector(words)

    def holding(self, sought: Sought, any_of: Sequence[Phrase], most: int) -> Iterator[int]:
        """Numbers of the sentences that hold what is sought, the largest first."""
        return self._numbers(
            "SELECT id FROM sentence_words WHERE words @@ ?::tsquery ORDER BY id DESC LIMIT ?",
            (_query(sought, any_of), most),
        )

    def since(self, least: int, any_of: Sequence[Phrase]) -> Iterator[int]:
        """Numbers, from one on, of the sentences that hold one of some phrases."""
        return self._numbers(
            "SELECT id FROM sentence_words WHERE words @@ ?::tsquery AND id >= ?",
            (_any(any_of), least),
        )

    def is_held(self, phrase: Phrase) -> bool:
        """Whether any sentence holds a phrase."""
        query = "SELECT id FROM sentence_words WHERE words @@ ?::tsquery LIMIT 1"
        return next(self._numbers(query, (_any([phrase]),)), None) is not None

    def beginning(self, letter: str, most: int) -> list[str]:
        """Words with a first letter that sentences hold, in the order of code points."""
        rows = self.db.execute(
            "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
            (letter, chr(min(ord(letter) + 1, 0xD7FF)), most),
        )
        return [word for (word,) in rows]

    def times(self, words: Iterable[str]) -> dict[str, int]:
        """How many sentences hold each of some words."""
        found = {}
        for word in words:
            rows = self.db.execute(
                "SELECT count(*) FROM sentence_words WHERE words @@ ?::tsquery", (f"'{word}'",)
            )
            found[word] = int(rows.fetchone()[0])
        return found

    def _numbers(self, statement: str, values: tuple[Any, ...]) -> Iterator[int]:
        """Numbers of sentences; none where what is sought holds no word at all."""
        if not values[0]:
            return iter(())
        packed = f"SELECT string_agg(int8send(f.id), ''::bytea) FROM ({statement}) f"  # noqa: S608 — our own statements
        (data,) = self.db.execute(packed, values).fetchone()
        return (number for (number,) in iter_unpack(">q", data or b""))


@lru_cache(maxsize=1)
def _folding() -> Folding:
    return Folding()


def _vector(words: Sequence[str]) -> str:
    """Words with their places, as PostgreSQL writes them; they hold letters and digits alone."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        held = places.setdefault(word, [])
        if len(held) < _PLACES:
            held.append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{word}':{','.join(held)}" for word, held in places.items())


def _query(sought: Sought, any_of: Sequence[Phrase]) -> str:
    """What is sought, as PostgreSQL writes it; nothing for what no sentence can hold."""
    terms = [_phrase(term) for term in sought.terms]
    if not all(terms) or not terms:
        return ""
    told = " & ".join(terms)
    if any_of:
        others = _any(any_of)
        if not others:
            return ""
        told += f" & ({others})"
    without = _any(sought.without)
    return f"{told} & !({without})" if without else told


def _any(phrases: Iterable[Phrase]) -> str:
    return " | ".join(filter(None, map(_phrase, phrases)))


def _phrase(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in _folding().words(phrase.words)]
    if not words:
        return ""
    return "(" + " <-> ".join(words) + (":*" if phrase.is_start else "") + ")"

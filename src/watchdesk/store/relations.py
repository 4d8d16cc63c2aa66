"""What articles have in common, as rows that are only ever added.

A relation is first made from what each article is by itself. When a page has been read again
beside its site, those of its articles are made again; the newest row of a pair counts, and may say
that nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from watchdesk.database import Database, Rows
from watchdesk.records import Relation

Write = Callable[..., Rows]
_NOTHING = "null"


def add(write: Write, relation: Relation, software: str, now: str) -> None:
    """Keep a relation of two articles by themselves, once."""
    write(
        "INSERT INTO relation VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        relation.a,
        relation.b,
        software,
        relation.model_dump_json(),
        now,
    )


def put(
    write: Write, pair: tuple[str, str], found: Relation | None, software: str, now: str
) -> bool:
    """Keep what two articles are to each other now; whether that is anything new."""
    a, b = sorted(pair)
    text = found.model_dump_json() if found else _NOTHING
    rows = write(
        "SELECT software, relation FROM relation WHERE a = ? AND b = ? ORDER BY recorded_at, "
        "software",
        a,
        b,
    ).fetchall()
    if (rows[-1][1] if rows else _NOTHING) == text:
        return False
    times = sum(made == software or made.startswith(f"{software}+") for made, _ in rows)
    write("INSERT INTO relation VALUES (?, ?, ?, ?, ?)", a, b, f"{software}+{times}", text, now)
    return True


def all_of(db: Database, until: str) -> Iterator[Relation]:
    """All relations as they stood, in the order of their articles."""
    rows = db.each(
        "SELECT a, b, relation FROM relation WHERE recorded_at < ? "
        "ORDER BY a, b, recorded_at, software",
        (until,),
    )
    for text in _newest(rows):
        yield Relation.model_validate_json(text)


def of_article(db: Database, article: str, until: str) -> list[Relation]:
    """The relations of an article as they stood, in the order of the articles."""
    rows = db.execute(
        "SELECT a, b, relation FROM (SELECT * FROM relation WHERE a = ? "
        "UNION ALL SELECT * FROM relation WHERE b = ?) r WHERE recorded_at < ? "
        "ORDER BY a, b, recorded_at, software",
        (article, article, until),
    )
    return [_relation(text) for text in _newest(rows)]


def _newest(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """What the last row of each pair says, where that is anything."""
    for _, of_pair in groupby(rows, key=lambda row: row[:2]):
        *_, (_, _, text) = of_pair
        if text != _NOTHING:
            yield text


@lru_cache(maxsize=1 << 12)
def _relation(text: str) -> Relation:
    """A relation from its row; those asked for lately are at hand."""
    return Relation.model_validate_json(text)


def partners(db: Database, article: str) -> list[str]:
    """The articles a relation of an article was ever kept with."""
    rows = db.execute(
        "SELECT b FROM relation WHERE a = ? UNION SELECT a FROM relation WHERE b = ? ORDER BY 1",
        (article, article),
    )
    return [other for (other,) in rows]

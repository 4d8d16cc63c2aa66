"""Captures, articles and their sentences, as rows that are only ever added."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from watchdesk.database import Database, Rows
from watchdesk.records import (
    Article,
    Capture,
    CaptureHead,
    Declared,
    EncodingBasis,
    Reading,
    Span,
)
from watchdesk.store import searching, speakers

Write = Callable[..., Rows]
_ENTRY = re.compile(r"#E\d{1,9}$")
CURRENT = (
    "a.recorded_at < ? AND a.software = (SELECT n.software FROM article n "
    "WHERE n.capture = a.capture AND n.recorded_at < ? ORDER BY n.seq DESC LIMIT 1)"
)
"""A capture that was read again is told by its newest reading alone."""
_AT_EVENT = (
    "a.seq <= ? AND a.software = (SELECT n.software FROM article n "
    "WHERE n.capture = a.capture AND n.seq <= ? ORDER BY n.seq DESC LIMIT 1)"
)
"""The same, as it was when an article row was the newest."""
_CAPTURE = (
    "c.id, c.sha256, c.uri, c.media_type, c.encoding, c.captured_at, c.declared, c.text, "
    "c.encoding_basis, c.unpacked, c.partial"
)


def sight(write: Write, uri: str, capture_id: str, now: str) -> None:
    """Note that a known capture was seen at an address; nothing when already noted.

    An entry is seen at its feed: its number there changes with every entry that comes in.
    """
    seen = (_ENTRY.sub("", uri), capture_id, now)
    write("INSERT INTO sighting VALUES (?, ?, ?) ON CONFLICT DO NOTHING", *seen)


def page_at(db: Database, uri: str) -> CaptureHead | None:
    """The newest capture of a page that was seen at an address; entries of a feed are none."""
    rows = db.execute(
        f"SELECT {_CAPTURE} FROM sighting s JOIN capture c ON c.id = s.capture WHERE s.uri = ? "  # noqa: S608 — constants above
        "ORDER BY c.recorded_at DESC, c.id DESC LIMIT 20",
        (uri,),
    )
    pages = (row for row in rows if not _ENTRY.search(str(row[2])))
    found = next(pages, None)
    return _capture(found).head() if found else None


def add(write: Write, capture: Capture, now: str) -> None:
    """Keep a capture, once."""
    write(
        "INSERT INTO capture (id, sha256, uri, media_type, encoding, captured_at, "
        "declared, text, recorded_at, encoding_basis, unpacked, partial) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        capture.id,
        capture.sha256,
        capture.uri,
        capture.media_type,
        capture.encoding,
        capture.captured_at.isoformat() if capture.captured_at else None,
        capture.declared.model_dump_json(),
        capture.text,
        now,
        capture.encoding_basis.value,
        "\n".join(capture.unpacked),
        capture.partial,
    )


def add_reading(db: Database, reading: Reading, software: str, knowing: str, now: str) -> None:
    """Keep a reading, and its sentences to be searched. Part of the caller's transaction."""

    def write(statement: str, *values: object) -> Rows:
        return db.execute(statement, values)

    article = reading.article
    published = article.published
    told = reading.without_text().model_dump_json()
    (row,) = write(
        "INSERT INTO article (id, software, capture, role, earliest, latest, reading, "
        "recorded_at, knowing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
        article.id,
        software,
        reading.capture.id,
        article.role.value,
        published.earliest.isoformat() if published.earliest else None,
        published.latest.isoformat() if published.latest else None,
        told,
        now,
        knowing,
    ).fetchone()
    sentences = list(_add_sentences(db, reading, row))
    found = from_json(told)
    searching.enter(write, row, found, sentences)
    speakers.enter(write, found)


def _add_sentences(db: Database, reading: Reading, row: int) -> Iterator[tuple[int, int, int]]:
    """Keep the sentences of a reading; number, start and end of each."""
    if not isinstance(reading.capture, Capture):
        return
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM sentence").fetchone()
    numbered = list(enumerate(reading.sentences, last + 1))
    db.executemany(
        'INSERT INTO sentence (id, article, start, "end") VALUES (?, ?, ?, ?)',
        [(number, row, *span) for number, span in numbered],
    )
    text = reading.capture.text
    db.words.add((number, span.text_of(text)) for number, span in numbered)
    yield from ((number, *span) for number, span in numbered)


def times_read(db: Database, capture_id: str, software: str) -> int:
    """How often a capture was read by some software."""
    (times,) = db.execute(
        "SELECT count(DISTINCT software) FROM article "
        "WHERE capture = ? AND (software = ? OR instr(software, ?) = 1)",
        (capture_id, software, f"{software}+"),
    ).fetchone()
    return int(times)


def newest(db: Database, capture_id: str) -> tuple[str, str] | None:
    """What read a capture last, and what it knew of the site."""
    row = db.execute(
        "SELECT software, knowing FROM article WHERE capture = ? ORDER BY seq DESC LIMIT 1",
        (capture_id,),
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def last_article(db: Database) -> int:
    """Number of the newest article row; 0 for none."""
    (last,) = db.execute("SELECT max(seq) FROM article").fetchone()
    return int(last or 0)


def articles_since(db: Database, number: int) -> list[str]:
    """Articles, teasers apart, whose rows came after one, in their order."""
    rows = db.execute(
        "SELECT id FROM article WHERE seq > ? AND role <> 'teaser' GROUP BY id ORDER BY min(seq)",
        (number,),
    )
    return [article for (article,) in rows]


def bare(db: Database, article_id: str) -> tuple[Reading, Reading | None] | None:
    """An article with its parts alone: by itself, and as it is read now."""
    first = _bare(db, "a.software NOT LIKE '%+%'", article_id)
    if first is None:
        return None
    return first, _bare(db, CURRENT, "9999", "9999", article_id)


def _bare(db: Database, condition: str, *values: str) -> Reading | None:
    row = db.execute(
        "SELECT json_extract(a.reading, '$.article'), "  # noqa: S608 — constants of this module
        f"{_CAPTURE} FROM article a JOIN capture c ON c.id = a.capture "
        f"WHERE {condition} AND a.id = ? ORDER BY a.seq DESC LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        return None
    return Reading(capture=_capture(row[1:]), article=Article.model_validate_json(row[0]))


def readings(db: Database, condition: str, *values: object) -> Iterator[Reading]:
    """The readings that fit a condition, with their texts, in the order of their ids."""
    rows = db.execute(
        f"SELECT a.reading, {_CAPTURE} FROM article a "  # noqa: S608 — constants of the modules
        f"JOIN capture c ON c.id = a.capture WHERE {condition} ORDER BY a.id",
        values,
    )
    for row in rows:
        reading = Reading.model_validate_json(row[0])
        yield reading.model_copy(update={"capture": _capture(row[1:])})


def reading_within(db: Database, article_id: str, span: Span, until: str) -> Reading | None:
    """A reading with its text, and of what was read in it only what stands in a stretch of it."""
    row = db.execute(
        f"SELECT a.reading, {_CAPTURE} FROM article a "  # noqa: S608 — as above
        f"JOIN capture c ON c.id = a.capture WHERE {CURRENT} AND a.id = ?",
        (until, until, article_id),
    ).fetchone()
    if row is None:
        return None
    told = from_json(row[0])
    for name, places in _PLACES.items():
        told[name] = [one for one in told[name] if _stands_in(one, places, span)]
    del told["capture"]
    return Reading.model_validate({**told, "capture": _capture(row[1:])})


_PLACES = {
    "sentences": (),
    "mentions": (),
    "times": (),
    "places": (),
    "quantities": (),
    "attributions": ("source", "cue", "content"),
    "events": ("trigger",),
    "stands": ("cue", "target"),
    "gaps": (),
}
"""Where what was read stands: under these names, else from its start to its end."""


def _stands_in(one: Any, places: Iterable[str], span: Span) -> bool:
    if isinstance(one, list):
        held = [one]
    elif places:
        told = [one[name] for name in places if one[name]]
        held = [pair for at in told for pair in (at if isinstance(at[0], list) else [at])]
    else:
        held = [[one["start"], one["end"]]]
    return any(low < span.end and span.start < high for low, high in held)


def articles_in(db: Database, capture_id: str, until: str) -> list[str]:
    """Ids of the articles of a capture, in the order in which they stand in it."""
    rows = db.execute(
        f"SELECT a.id FROM article a WHERE {CURRENT} AND a.capture = ? ORDER BY a.seq",  # noqa: S608 — as above
        (until, until, capture_id),
    )
    return [one for (one,) in rows]


def reading_at(db: Database, article_id: str, reached: int) -> Reading | None:
    """A reading as it was when some article row was the newest."""
    return next(readings(db, f"{_AT_EVENT} AND a.id = ?", reached, reached, article_id), None)


def articles_at(db: Database, capture_id: str, reached: int) -> list[str]:
    """Ids of the articles of a capture as it was when some article row was the newest."""
    rows = db.execute(
        f"SELECT a.id FROM article a WHERE {_AT_EVENT} AND a.capture = ? ORDER BY a.id",  # noqa: S608
        (reached, reached, capture_id),
    )
    return [one for (one,) in rows]


def articles_before(db: Database, capture_id: str, reached: int) -> list[str]:
    """Ids of all articles that a capture was taken for by some article row."""
    rows = db.execute(
        "SELECT DISTINCT id FROM article WHERE capture = ? AND seq <= ? ORDER BY id",
        (capture_id, reached),
    )
    return [one for (one,) in rows]


def capture(db: Database, capture_id: str, until: str) -> Capture | None:
    """One capture, if it was recorded before a moment."""
    row = db.execute(
        f"SELECT {_CAPTURE} FROM capture c WHERE c.id = ? AND c.recorded_at < ?",  # noqa: S608
        (capture_id, until),
    ).fetchone()
    return _capture(row) if row else None


def heads(
    db: Database, articles: Iterable[str], until: str
) -> Iterator[tuple[str, str | None, str | None, str, str]]:
    """Id, headline, standfirst, language and address of some articles, without their texts."""
    rows = db.execute(
        "SELECT a.id, json_extract(a.reading, '$.article'), c.uri "  # noqa: S608 — as above
        "FROM json_each(?) j CROSS JOIN article a ON a.id = j.value "
        f"CROSS JOIN capture c ON c.id = a.capture WHERE {CURRENT} ORDER BY j.id",
        (db.texts(articles), until, until),
    )
    for name, told, uri in rows:
        article = from_json(told)
        yield name, article["title"], article["deck"], article["language"], uri


def _capture(row: Sequence[str]) -> Capture:
    return Capture(
        id=row[0],
        sha256=row[1],
        uri=row[2],
        media_type=row[3],
        encoding=row[4],
        encoding_basis=EncodingBasis(row[8]),
        unpacked=tuple(row[9].splitlines()),
        partial=row[10],
        captured_at=datetime.fromisoformat(row[5]) if row[5] else None,
        declared=Declared.model_validate_json(row[6]),
        text=row[7],
    )

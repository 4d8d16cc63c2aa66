"""What the ledger keeps of the lines of each site's pages. Bookkeeping: it can be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

Write = Callable[..., sqlite3.Cursor]


class PageLine(NamedTuple):
    """A line of a page."""

    code: int
    """64 bits that stand for its words."""
    words: int
    """How many."""


class SitePage(NamedTuple):
    """A page of a site."""

    capture: str
    """Its capture."""
    article: str
    """Its main article."""
    title: int
    """Code of its headline; 0 for none."""
    deck: int
    """Code of its standfirst; 0 for none."""


def make_tables(db: sqlite3.Connection) -> None:
    """The tables of this file."""
    for statement in (
        "CREATE TABLE site (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "settled INTEGER NOT NULL DEFAULT 0)",
        "CREATE TABLE site_page (id INTEGER PRIMARY KEY, site INTEGER NOT NULL, "
        "capture TEXT NOT NULL, article TEXT NOT NULL, title INTEGER NOT NULL, "
        "deck INTEGER NOT NULL, UNIQUE (capture, site))",
        "CREATE INDEX site_page_site ON site_page (site)",
        "CREATE TABLE site_line (site INTEGER NOT NULL, line INTEGER NOT NULL, "
        "page INTEGER NOT NULL, words INTEGER NOT NULL, PRIMARY KEY (site, line, page)) "
        "WITHOUT ROWID",
    ):
        db.execute(statement)


def add_page(write: Write, name: str, page: SitePage, lines: Sequence[PageLine]) -> None:
    """Count the lines of a page of a site; nothing when the page was counted."""
    write("INSERT OR IGNORE INTO site (name) VALUES (?)", name)
    (site,) = write("SELECT id FROM site WHERE name = ?", name).fetchone()
    cursor = write(
        "INSERT OR IGNORE INTO site_page (site, capture, article, title, deck) "
        "VALUES (?, ?, ?, ?, ?)",
        site,
        *page,
    )
    if cursor.rowcount:
        number = cursor.lastrowid
        for line in lines:
            write(
                "INSERT OR IGNORE INTO site_line VALUES (?, ?, ?, ?)",
                site,
                line.code,
                number,
                line.words,
            )


def unsettled(db: sqlite3.Connection) -> list[str]:
    """Sites that have pages their recurring lines were not looked for with, by name."""
    rows = db.execute(
        "SELECT name FROM site s WHERE settled < (SELECT count(*) FROM site_page WHERE site = s.id)"
        " ORDER BY name"
    )
    return [name for (name,) in rows]


def settle(write: Write, name: str) -> None:
    """Note that a site's recurring lines were looked for with all its present pages."""
    write(
        "UPDATE site SET settled = (SELECT count(*) FROM site_page WHERE site = site.id) "
        "WHERE name = ?",
        name,
    )


def pages(db: sqlite3.Connection, name: str) -> list[SitePage]:
    """All pages of a site."""
    rows = db.execute(
        "SELECT p.capture, p.article, p.title, p.deck FROM site_page p JOIN site s ON s.id = p.site "
        "WHERE s.name = ? ORDER BY p.capture",
        (name,),
    )
    return [SitePage(*row) for row in rows]


def lines(db: sqlite3.Connection, name: str, least: int) -> dict[PageLine, list[str]]:
    """The lines that stand on so many pages of a site, with the main articles of those."""
    rows = db.execute(
        "WITH mine AS (SELECT id FROM site WHERE name = ?), often AS ("
        "SELECT line FROM site_line WHERE site = (SELECT id FROM mine) "
        "GROUP BY line HAVING count(*) >= ?) "
        "SELECT l.line, l.words, p.article FROM site_line l JOIN often USING (line) "
        "JOIN site_page p ON p.id = l.page WHERE l.site = (SELECT id FROM mine)",
        (name, least),
    )
    found: dict[PageLine, list[str]] = {}
    for code, words, article in rows:
        found.setdefault(PageLine(code, words), []).append(article)
    return found


def copies(db: sqlite3.Connection, articles: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs among some articles that are one story: the same page, printed again, cut, updated."""
    held = set(articles)
    rows = db.execute(
        "SELECT DISTINCT a, b FROM relation "
        "WHERE json_extract(relation, '$.kind') <> 'shares_passages'"
    )
    return [(a, b) for a, b in rows if a in held and b in held]

"""What the ledger keeps of the lines of each site's pages. Bookkeeping: it can be made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from watchdesk.database import Database, Rows

Write = Callable[..., Rows]


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


def make_tables(db: Database) -> None:
    """The tables of this file."""
    for statement in (
        "CREATE TABLE site (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "settled INTEGER NOT NULL DEFAULT 0, furniture TEXT NOT NULL DEFAULT '[]')",
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
    """Count the lines of a page of a site; when the page was counted, only note that it was read
    anew, so that its site's recurring lines are looked for again."""
    write("INSERT INTO site (name) VALUES (?) ON CONFLICT DO NOTHING", name)
    (site,) = write("SELECT id FROM site WHERE name = ?", name).fetchone()
    added = write(
        "INSERT INTO site_page (site, capture, article, title, deck) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        site,
        *page,
    ).fetchone()
    if added is not None:
        for line in lines:
            write(
                "INSERT INTO site_line VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                site,
                line.code,
                *added,
                line.words,
            )
    else:
        write("UPDATE site SET settled = 0 WHERE id = ?", site)


def unsettled(db: Database) -> list[str]:
    """Sites that have pages their recurring lines were not looked for with, by name."""
    rows = db.execute(
        "SELECT name FROM site s WHERE settled < (SELECT count(*) FROM site_page WHERE site = s.id)"
        " ORDER BY name"
    )
    return [name for (name,) in rows]


def settle(write: Write, name: str, looked_at: int, furniture: Iterable[int]) -> None:
    """Note with how many pages a site's recurring lines were looked for, and what was found."""
    found = json.dumps(sorted(furniture))
    write("UPDATE site SET settled = ?, furniture = ? WHERE name = ?", looked_at, found, name)


def settled(db: Database, name: str) -> tuple[int, frozenset[int]]:
    """What ``settle`` was last told of a site."""
    row = db.execute("SELECT settled, furniture FROM site WHERE name = ?", (name,)).fetchone()
    return (int(row[0]), frozenset(json.loads(row[1]))) if row else (0, frozenset())


def holding(db: Database, name: str, codes: Iterable[int]) -> frozenset[str]:
    """Captures of a site's pages on which any of some lines stands."""
    rows = db.execute(
        "SELECT DISTINCT p.capture FROM json_each(?) j "
        "JOIN site s ON s.name = ? JOIN site_line l ON l.site = s.id AND l.line = j.value "
        "JOIN site_page p ON p.id = l.page",
        (db.numbers(sorted(codes)), name),
    )
    return frozenset(capture for (capture,) in rows)


def pages(db: Database, name: str) -> list[SitePage]:
    """All pages of a site, in the order in which they came."""
    rows = db.execute(
        "SELECT p.capture, p.article, p.title, p.deck FROM site_page p "
        "JOIN site s ON s.id = p.site WHERE s.name = ? ORDER BY p.id",
        (name,),
    )
    return [SitePage(*row) for row in rows]


def lines(db: Database, name: str, least: int) -> dict[PageLine, list[str]]:
    """The lines that stand on so many pages of a site, with the main articles of those."""
    rows = db.execute(
        "WITH mine AS (SELECT id FROM site WHERE name = ?), often AS ("
        "SELECT line FROM site_line WHERE site = (SELECT id FROM mine) "
        "GROUP BY line HAVING count(*) >= ?) "
        "SELECT l.line, l.words, p.article FROM site_line l JOIN often USING (line) "
        "JOIN site_page p ON p.id = l.page WHERE l.site = (SELECT id FROM mine) "
        "ORDER BY l.line, l.page",
        (name, least),
    )
    found: dict[PageLine, list[str]] = {}
    for code, words, article in rows:
        found.setdefault(PageLine(code, words), []).append(article)
    return found


def copies(db: Database, name: str) -> list[tuple[str, str]]:
    """Pairs of a site's main articles that are one story: the same page, printed again, cut,
    updated. Either of a pair may also be an article of another site."""
    rows = db.execute(
        "SELECT DISTINCT r.a, r.b FROM site s JOIN site_page p ON p.site = s.id "
        "JOIN relation r ON r.a = p.article "
        "WHERE s.name = ? AND r.software NOT LIKE '%+%' "
        "AND json_extract(r.relation, '$.kind') NOT IN ('shares_passages', 'same_template') "
        "ORDER BY r.a, r.b",
        (name,),
    )
    return list(rows)

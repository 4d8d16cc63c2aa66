"""What is taken out of a ledger on a server goes as it goes from a file."""

from __future__ import annotations

import shutil
from pathlib import Path

from test_removing import article_of, told
from watchdesk import removing
from watchdesk.database.postgres import PostgresDatabase
from watchdesk.desk import Desk
from watchdesk.ledgers import copy_ledger
from watchdesk.records import RemovalKind
from watchdesk.removing import Named
from watchdesk.store.copying import TABLES, content
from watchdesk.store.postgres import PostgresStore


def test_the_same_goes_and_the_same_stays(small_desk: Path, database: str, tmp_path: Path) -> None:
    desk = Desk.open(shutil.copytree(small_desk, tmp_path / "desk"))
    server = Path(shutil.copytree(small_desk, tmp_path / "server"))
    copy_ledger(str(desk.folder), database)
    with (server / "watch.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[ledger]\nurl = "{database}"\n')
    other = Desk.open(server)
    name, text = article_of(desk, "courier-live.txt")
    removal = removing.removal_of(RemovalKind.REQUEST, [name], Named(), "asked")
    for one in (desk, other):
        found = removing.find(one, Named(ids=(name,)))
        assert removing.remove(one, removal, found.captures).articles == len(found.articles)
    assert told(desk) == told(other)
    assert other.integrity() == "ok"
    assert isinstance(other.store, PostgresStore)
    kept = content(other.store)
    assert {table: kept[table].rows for table in TABLES} == {
        table: content(desk.store)[table].rows  # type: ignore[arg-type]
        for table in TABLES
    }
    word = max(text.split(), key=lambda w: (w.isalpha(), len(w)))
    with other.store.rows() as db:
        assert isinstance(db, PostgresDatabase)
        (held,) = db.execute(
            "SELECT count(*) FROM capture WHERE strpos(text, ?) > 0", (text[:200],)
        ).fetchone()
        assert held == 0
    assert [hit.at for hit in desk.search(word)] == [hit.at for hit in other.search(word)]
    back = Desk.open(tmp_path / "back", create=True)
    copy_ledger(database, str(back.folder))
    assert content(back.store) == kept  # type: ignore[arg-type]

"""Ledgers go from one place to another whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import psycopg
import pytest

from helpers_desk import laid_bare, run
from watchdesk.database.postgres import PostgresDatabase
from watchdesk.database.sqlite import SqliteDatabase
from watchdesk.errors import LedgerError
from watchdesk.ledgers import copy_ledger
from watchdesk.store import SqliteStore, migrations
from watchdesk.store.copying import INDEX_TABLES, TABLES, content, copy
from watchdesk.store.postgres import PostgresStore


def test_there_and_back_again_it_is_the_same(
    sample_desk: Path, database: str, tmp_path: Path
) -> None:
    there = run("copy-ledger", sample_desk, database)
    assert there.exit_code == 0
    assert f'url = "{database}"' in there.stdout
    assert run("copy-ledger", database, tmp_path / "new" / "desk", "--quiet").stdout == ""
    one, other = (SqliteStore(at / "ledger.db", "") for at in (sample_desk, tmp_path / "new/desk"))
    assert content(one) == content(other) == content(PostgresStore(database, ""))
    assert laid_bare(one.path) == laid_bare(other.path)
    assert (other.integrity(), other.index_integrity()) == ("ok", "ok")
    with other.view() as view:
        assert view.counts()["capture"] > 50


def test_a_ledger_that_holds_something_is_not_copied_into(
    sample_desk: Path, database: str, tmp_path: Path
) -> None:
    for place in (database, str(tmp_path / "desk")):
        copy_ledger(str(sample_desk), place)
        with pytest.raises(LedgerError, match="W315"):
            copy_ledger(str(sample_desk), place)
        with pytest.raises(LedgerError, match="is the ledger itself"):
            copy_ledger(place, place)
    result = run("copy-ledger", tmp_path / "nothing", database)
    assert "W201" in result.stderr
    assert not (tmp_path / "nothing").exists()
    assert "W201" in run("copy-ledger", sample_desk / "reuse.db", database).stderr


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_copy_that_is_stopped_leaves_nothing(
    sample_desk: Path, database: str, tmp_path: Path, kind: str
) -> None:
    source = SqliteStore(sample_desk / "ledger.db", "")
    target = (
        SqliteStore(tmp_path / "ledger.db", "") if kind == "file" else (PostgresStore(database, ""))
    )
    before = content(target)

    def stop(done: int, total: int) -> None:
        if done > total * 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(source, target, stop)
    assert content(target) == before
    assert not list(tmp_path.glob("*copied*"))
    assert copy(source, target) == content(target) == content(source)


@pytest.mark.parametrize("kind", ["file", "server"])
def test_what_arrives_otherwise_than_it_was_sent_is_noticed(
    sample_desk: Path, database: str, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SqliteStore(sample_desk / "ledger.db", "")
    target = (
        SqliteStore(tmp_path / "ledger.db", "") if kind == "file" else (PostgresStore(database, ""))
    )
    database_of = SqliteDatabase if kind == "file" else PostgresDatabase
    fill = database_of.fill

    def damaged(
        self: object, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> None:
        if table == "speaker":
            rows = [(name, told, int(str(times)) + 1) for name, told, times in rows]
        fill(self, table, columns, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(database_of, "fill", damaged)
    with pytest.raises(LedgerError, match=r"table speaker did not arrive as it was sent.*W316"):
        copy(source, target)
    assert content(target)["capture"].rows == 0


def test_every_table_and_column_is_copied(database: str, tmp_path: Path) -> None:
    PostgresStore(database, "")
    with psycopg.connect(database) as db:
        found: dict[str, set[str]] = {}
        for table, column in db.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema IN ('watchdesk', 'watchdesk_reuse')"
        ):
            found.setdefault(table, set()).add(column)
    own = {"shape", "word", "sentence_words"}  # made anew, as each kind keeps it
    told = {table: set(columns) for table, columns in {**TABLES, **INDEX_TABLES}.items()}
    assert {table: columns for table, columns in found.items() if table not in own} == told
    assert set(migrations.APPEND_ONLY) <= set(TABLES)

"""What can go wrong with a server is said in one line, with what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from conftest import SERVER
from helpers_desk import run
from test_store_sqlite import put, reading
from watchdesk.errors import LedgerError
from watchdesk.records import Interval
from watchdesk.store import migrations, open_store
from watchdesk.store import postgres as stores
from watchdesk.store.postgres import PostgresStore
from watchdesk.store.server import fail

HOST = os.environ.get("WATCHDESK_POSTGRES_TCP", "")
PASSWORD = os.environ.get("WATCHDESK_POSTGRES_PASSWORD", "")


def trouble(url: str) -> LedgerError:
    """What is said when a ledger is opened."""
    with pytest.raises(LedgerError) as caught:
        PostgresStore(url, "test/1")
    told = str(caught.value)
    assert "\n" not in told
    assert PASSWORD not in told
    assert caught.value.cure
    return caught.value


def as_admin(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as db:
        for statement in statements:
            db.execute(statement.encode())


def test_who_is_not_let_in_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    for given in (None, "wrong-and-secret"):
        if given:
            monkeypatch.setenv("PGPASSWORD", given)
        error = trouble(f"postgresql://watchdesk@{HOST}/postgres")
        assert error.code == "W309"
        assert "PGPASSWORD" in error.cure
        assert "secret" not in str(error)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert trouble(f"postgresql://watchdesk@{HOST}/nowhere").code == "W310"
    assert trouble(SERVER.replace("watchdesk@", "nobody@")).code == "W309"
    assert trouble("postgresql://watchdesk@127.0.0.1:1/x").code == "W308"
    assert trouble("postgresql://watchdesk@no-such-host.invalid/x").code == "W308"


def test_an_address_never_holds_a_password(tmp_path: Path) -> None:
    for url in (
        "postgresql://me:hidden@localhost/x",
        "postgresql://me@localhost/x?password=hidden",
        "postgresql://me:hidden@localhost:port/x",
    ):
        error = trouble(url)
        assert error.code == "W313"
        assert "hidden" not in str(error)
        (tmp_path / "watch.toml").write_text(f'[ledger]\nurl = "{url}"\n')
        result = run("search", "x", "--desk", tmp_path)
        assert "key ledger.url: it holds a password" in result.stderr
        assert "hidden" not in result.output
        result = run("copy-ledger", url, tmp_path / "other")
        assert "W313" in result.stderr
        assert "hidden" not in result.output
    (tmp_path / "watch.toml").write_text('[ledger]\nurl = "ledger.db"\n')
    assert (
        "key ledger.url: it is written postgresql://"
        in run("search", "x", "--desk", tmp_path).stderr
    )


def test_a_driver_that_is_not_installed_is_named(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from watchdesk.cli import main; main(['search', 'x', '--desk', sys.argv[1]])"
    )
    (tmp_path / "watch.toml").write_text('[ledger]\nurl = "postgresql://me@localhost/x"\n')
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "watchdesk[postgres]" in done.stderr


def test_what_is_no_ledger_or_a_newer_one_is_left_alone(database: str) -> None:
    as_admin(database, "CREATE SCHEMA watchdesk", "CREATE TABLE watchdesk.capture (id TEXT)")
    assert trouble(database).code == "W301"
    as_admin(database, "CREATE TABLE watchdesk.shape (application TEXT, number BIGINT)")
    assert trouble(database).code == "W301"
    as_admin(database, "DROP SCHEMA watchdesk CASCADE")
    PostgresStore(database, "test/1")
    newer = migrations.latest() + 1
    as_admin(database, f"UPDATE watchdesk.shape SET number = {newer}")
    error = trouble(database)
    assert (error.code, error.cure) == ("W302", "Upgrade Watchdesk")


def test_a_ledger_stands_beside_what_others_keep_there(database: str) -> None:
    as_admin(database, "CREATE TABLE capture (id TEXT)", "CREATE TABLE text (id TEXT)")
    put(PostgresStore(database, "test/1"), reading("Envoys met."))  # type: ignore[arg-type]
    with psycopg.connect(database) as db:
        assert db.execute("SELECT count(*) FROM public.capture").fetchone() == (0,)


def test_a_database_of_another_encoding_is_refused(new_database: Callable[[], str]) -> None:
    name = "latin"
    as_admin(SERVER, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    error = trouble(SERVER.replace("/postgres?", f"/{name}?"))
    assert (error.code, "LATIN1" in error.reason) == ("W314", True)


def test_who_may_only_read_reads_and_who_may_not_make_is_told(
    new_database: Callable[[], str],
) -> None:
    database, other = new_database(), new_database()
    role = f"reader_{os.getpid()}"
    put(PostgresStore(database, "test/1"), reading("Envoys met."))  # type: ignore[arg-type]
    as_admin(
        database,
        f"CREATE ROLE {role} LOGIN",
        f"GRANT USAGE ON SCHEMA watchdesk, watchdesk_reuse TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA watchdesk, watchdesk_reuse TO {role}",
    )
    store = PostgresStore(database.replace("watchdesk@", f"{role}@"), "test/1")
    with store.view() as view:
        assert len(list(view.readings(Interval.unknown()))) == 1
        assert len(list(view.search("envoys", 3))) == 1
    with pytest.raises(LedgerError, match="W311"):
        put(store, reading("They met again."))  # type: ignore[arg-type]
    error = trouble(other.replace("watchdesk@", f"{role}@"))
    assert error.code == "W311"
    assert "GRANT CREATE ON DATABASE desk_" in error.cure


def test_a_server_that_was_lost_is_found_again(database: str) -> None:
    store = PostgresStore(database, "test/1")
    put(store, reading("Envoys met."))  # type: ignore[arg-type]
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'watchdesk' AND datname = current_database()"
    )
    with store.view() as view:
        assert view.counts()["capture"] == 1
    as_admin(database, kill)
    with store.view() as view:  # nobody was asking meanwhile
        assert view.counts()["capture"] == 1
    with pytest.raises(LedgerError, match=r"the server was lost.*W308"), store.view() as view:
        as_admin(database, kill)
        view.counts()
    two = reading("They met again.")
    with pytest.raises(LedgerError, match="W308"), store.writer() as writer:
        writer.add(two.capture, [two])  # type: ignore[arg-type]
        as_admin(database, kill)
        writer.commit()
    with store.view() as view:
        assert view.counts()["capture"] == 1
    put(store, two)  # type: ignore[arg-type]
    with store.view() as view:
        assert view.counts()["capture"] == 2


def test_neither_a_writer_nor_a_reader_waits_for_ever(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PostgresStore(database, "test/1", busy_seconds=0.2)
    with store.writer() as one, store.writer() as other:
        one.begin()
        with pytest.raises(LedgerError, match=r"W304.*Wait for it"), store.writer() as third:
            third.begin()
        one.commit()
        other.begin()
    monkeypatch.setattr(stores, "READ_SECONDS", 1)
    patient = PostgresStore(database, "test/1")
    with pytest.raises(LedgerError, match="W312"), patient.view() as view:
        view._connection.execute("SELECT pg_sleep(9)")


def test_whatever_a_server_says_has_a_code_and_a_cure() -> None:
    said = {
        psycopg.errors.DiskFull("could not extend file: No space left on device"): "W305",
        psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"): "W311",
        psycopg.errors.AdminShutdown("terminating connection"): "W308",
        psycopg.errors.TooManyConnections("sorry, too many clients already"): "W308",
        psycopg.errors.DataCorrupted("invalid page in block 7"): "W303",
        psycopg.OperationalError("connection failed: server closed\nthe connection"): "W308",
    }
    for error, code in said.items():
        with pytest.raises(LedgerError) as caught:
            fail("postgresql://me@db/x", error)
        assert caught.value.code == code
        assert "\n" not in str(caught.value)


def test_the_whole_of_a_ledger_is_checked(database: str) -> None:
    store = PostgresStore(database, "test/1")
    put(store, reading("Envoys met in the harbour. They said little."))  # type: ignore[arg-type]
    assert (store.integrity(), store.index_integrity()) == ("ok", "ok")
    as_admin(database, "DELETE FROM watchdesk.sentence_words WHERE id = 1")
    assert "found by their words" in store.integrity()
    as_admin(database, "ALTER TABLE watchdesk.article DISABLE TRIGGER article_kept")
    assert "do not keep their rows" in store.integrity()
    as_admin(database, "UPDATE watchdesk_reuse.level SET entries = 3")
    assert "postings" in store.index_integrity()
    assert isinstance(open_store(database, ""), PostgresStore)

"""The ledger: append-only, one transaction per capture, readable as of any day, hard to break."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from helpers_ledger import Writer as Text
from watchdesk.errors import LedgerError
from watchdesk.records import (
    Fetch,
    FetchState,
    Interval,
    Published,
    Reading,
    Refusal,
    Relation,
    RelationKind,
    Removal,
    RemovalKind,
    Ruling,
    RulingKind,
)
from watchdesk.store import Known, SqliteStore, migrations, moments


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "ledger.db", "test/1")


def reading(words: str, published: str = "2024-08-08", outlet: str | None = None) -> Reading:
    return Text(words, published=published, outlet=outlet, title="Harbour talks").reading()


def put(store: SqliteStore, *readings: Reading) -> None:
    with store.writer() as writer:
        for one in readings:
            assert not isinstance(one.capture, type(None))
            writer.add(one.capture, [one])  # type: ignore[arg-type]  # helpers give full captures
        writer.commit()


def test_what_was_added_comes_back_with_its_text(store: SqliteStore) -> None:
    one = reading("Envoys met in the harbour on Thursday. They said little.")
    put(store, one)
    with store.view() as view:
        assert view.reading(one.article.id) == one
        assert view.capture(one.capture.id) == one.capture
        assert view.articles_of(one.capture.id) == (one,)
        assert view.reading("art-0000000000000000") is None


def test_nothing_is_kept_without_a_commit(store: SqliteStore) -> None:
    one = reading("Envoys met in the harbour.")
    with store.writer() as writer:
        writer.add(one.capture, [one])  # type: ignore[arg-type]  # as above
    with store.view() as view:
        assert view.counts()["capture"] == 0
    with store.writer() as writer:
        assert not writer.known(one.capture.id)


def test_a_capture_is_known_to_the_software_that_read_it(tmp_path: Path) -> None:
    one = reading("Envoys met in the harbour.")
    put(SqliteStore(tmp_path / "l.db", "test/1"), one)
    with SqliteStore(tmp_path / "l.db", "test/1").writer() as writer:
        assert writer.known(one.capture.id)
    newer = SqliteStore(tmp_path / "l.db", "test/2")
    with newer.writer() as writer:
        assert not writer.known(one.capture.id)
    again = one.model_copy(update={"sentences": ()})
    put(newer, again)
    with newer.view() as view:
        assert view.reading(one.article.id) == again
        assert view.counts()["article"] == 2


def test_the_ledger_can_be_read_as_it_stood(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = reading("Envoys met in the harbour."), reading("The envoys left by boat.")
    for one, at in ((first, "2024-08-01T23:59:59+00:00"), (second, "2024-08-02T00:00:00+00:00")):
        monkeypatch.setattr(moments, "now", lambda at=at: at)
        put(store, one)
    with store.view(date(2024, 7, 31)) as view:
        assert list(view.readings(Interval.unknown())) == []
        assert list(view.search("envoys", 5)) == []
        assert view.capture(first.capture.id) is None
    with store.view(date(2024, 8, 1)) as view:
        assert [r.article.id for r in view.readings(Interval.unknown())] == [first.article.id]
    with store.view(date(2024, 8, 2)) as view:
        assert len(list(view.readings(Interval.unknown()))) == 2
        assert len(list(view.search("envoys", 5))) == 2


@pytest.mark.parametrize("table", migrations.APPEND_ONLY)
def test_no_row_can_be_changed_or_removed(store: SqliteStore, table: str) -> None:
    one = reading("Envoys met in the harbour.")
    put(store, one)
    relation = Relation(
        a=one.article.id,
        b="art-ffffffffffffffff",
        kind=RelationKind.SYNDICATED,
        share_a=1,
        share_b=1,
    )
    with store.writer() as writer:
        writer.add_relation(relation)
        writer.refuse(Refusal(uri="x", code="W101", reason="no such file", cure="Check."))
        writer.fetched(Fetch(uri="x", state=FetchState.EMPTY, fetched_at=datetime.now(UTC)))
        writer.rule(Ruling(id="rul-0000000000000000", kind=RulingKind.SAME, made_at="2024-08-08"))
        writer.note_removal(
            Removal(id="rem-0", kind=RemovalKind.REQUEST, asked=("it",), made_at="2024-08-08")
        )
        posting = writer.begin_posting("1", "")
        event = writer.next_event(posting)
        assert event is not None
        book = writer.book(posting, event)
        book.learn(Known(article="art-1", capture="cap-1", published=Published(), family="fam-1"))
        book.flush(event.known_at)
        writer.finish_posting(posting)
        writer.commit()
        (column,) = writer.connection.execute(
            "SELECT name FROM pragma_table_info(?) LIMIT 1", (table,)
        ).fetchone()
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                writer.connection.execute(statement)


def test_search_finds_phrases_words_and_accents_and_nothing_is_an_operator(
    store: SqliteStore,
) -> None:
    put(store, reading("Envoys met Thérèse Novak in the old harbour. The talks went on."))
    with store.view() as view:

        def found(query: str) -> list[str]:
            return [hit.words for hit in view.search(query, 10)]

        assert found("therese harbour") == ["Envoys met Thérèse Novak in the old harbour."]
        assert found('"old harbour"') == found("harbour old")
        assert found('"harbour old"') == []
        for odd in ('"', "* OR", "NEAR(", "a AND", "words:", "-", "'; DROP TABLE capture", "("):
            found(odd)
        assert found("talks OR harbour") == []


def test_readings_of_a_period_are_those_that_can_lie_in_it(store: SqliteStore) -> None:
    dates = ("2024-08-08", "2024-09", "2024-08-10/..", "", "2023")
    readings = [reading(f"Envoys met, part {n}.", when) for n, when in enumerate(dates)]
    put(store, *readings)
    with store.view() as view:
        found = {r.article.id for r in view.readings(Interval.parse("2024-08-05/2024-08-11"))}
    assert found == {readings[n].article.id for n in (0, 2, 3)}


def test_articles_without_fingerprints_are_found_again(store: SqliteStore) -> None:
    one, two = reading("Envoys met in the harbour."), reading("A second round is planned.")
    prints = np.array([1, 2, 2**32 - 1], dtype=np.uint64)
    put(store, one, two)
    with store.writer() as writer:
        assert set(writer.unindexed()) == {one.article.id, two.article.id}
        assert writer.alike([(one.article.id, prints)]) == [()]
        assert writer.unindexed() == [two.article.id]
        writer.alike([(two.article.id, prints)])
        writer.commit()
    with store.writer() as writer:
        assert writer.unindexed() == []
    store.clear_index()
    with store.writer() as writer:
        assert len(writer.unindexed()) == 2


def test_what_was_not_committed_is_in_neither_file(store: SqliteStore) -> None:
    prints = np.arange(9, dtype=np.uint64)
    with store.writer() as writer:
        writer.alike([("art-1", prints)])
    with store.writer() as writer:
        assert writer.alike([("art-2", prints)]) == [()]


def test_the_newest_relation_of_two_articles_counts_and_may_be_none(store: SqliteStore) -> None:
    first = Relation(a="art-1", b="art-2", kind=RelationKind.CONTAINED, share_a=1, share_b=0.4)
    later = first.model_copy(update={"kind": RelationKind.SAME_PAGE})

    def told() -> list[Relation]:
        with store.view() as view:
            return list(view.relations())

    with store.writer() as writer:
        writer.add_relation(first)
        writer.commit()
        assert told() == [first] and writer.partners("art-2") == ["art-1"]
        assert not writer.put_relation(("art-2", "art-1"), first)
        for found in (later, None, later):
            assert writer.put_relation(("art-2", "art-1"), found)
            writer.commit()
            assert told() == ([found] if found else [])
        assert not writer.put_relation(("art-1", "art-9"), None)


def test_a_stranger_a_damaged_and_a_newer_file_are_named(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.db"
    with sqlite3.connect(stranger) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"this is not a database, but it is long enough to look like one" * 99)
    newer = tmp_path / "newer.db"
    SqliteStore(newer, "test/1")
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    for path, code in ((stranger, "W301"), (damaged, "W303"), (newer, "W302")):
        with pytest.raises(LedgerError, match=code) as caught:
            SqliteStore(path, "test/1")
        assert str(path) in str(caught.value)


def test_readers_see_whole_captures_while_a_writer_works(store: SqliteStore) -> None:
    readings = [reading(f"Envoys met in harbour number {n}.") for n in range(30)]
    counts: list[tuple[int, int]] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            with store.view() as view:
                found = view.counts()
                counts.append((found["capture"], found["article"]))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for one in readings:
            put(store, one)
    finally:
        done.set()
        reader.join()
    assert counts
    assert all(captures == articles for captures, articles in counts)


def test_two_writers_wait_for_each_other(store: SqliteStore) -> None:
    def write(first: int) -> None:
        for n in range(first, first + 15):
            put(store, reading(f"Envoys met in harbour number {n}."))

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 15)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with store.view() as view:
        assert view.counts()["capture"] == 30


def test_stamps_are_utc_and_compare_as_text() -> None:
    stamp = moments.now()
    assert stamp.endswith("+00:00")
    assert datetime.fromisoformat(stamp) - datetime.now(UTC) < timedelta(seconds=5)

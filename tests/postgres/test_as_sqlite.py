"""The ledger's own tests, on a server."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import test_store_book
from helpers_ledger import Writer as Text
from test_store_book import (  # noqa: F401 — collected here
    test_a_record_has_a_version_for_each_moment_at_which_it_became_another,
    test_an_address_in_a_record_comes_back,
    test_families_are_found_by_the_name_any_of_their_articles_would_give,
    test_records_of_a_period_are_those_whose_days_can_lie_in_it,
    test_rooms_keep_a_family_under_a_name_that_stays_when_another_article_is_first,
    test_what_is_long_about_is_found_by_each_of_its_days,
)
from test_store_sqlite import (
    put,
    reading,
)
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
    Story,
)
from watchdesk.store import Known, Narrowed, SitePage, SqliteStore, migrations, parse
from watchdesk.store.postgres import PostgresStore

STAMP = datetime(2024, 8, 8, 12, tzinfo=UTC)
LETTERS = (
    [ord(" ")],
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x300, 0x370),
    range(0x370, 0x600),
    range(0x4E00, 0x4E40),
    range(0x1F600, 0x1F640),
)


@pytest.fixture
def store(database: str) -> PostgresStore:
    return PostgresStore(database, "test/1")


@pytest.fixture(autouse=True)
def books_on_a_server(new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder stands for a database."""
    made: dict[Path, str] = {}

    def open_ledger(path: Path, software: str) -> PostgresStore:
        if path not in made:
            made[path] = new_database()
        return PostgresStore(made[path], software)

    monkeypatch.setattr(test_store_book, "SqliteStore", open_ledger)


test_on_a_server_it_is_what_it_is_in_memory = settings(max_examples=10)(
    given(test_store_book.steps, st.none(), st.integers(1, 4))(
        test_store_book.test_on_disk_it_is_what_it_is_in_memory.hypothesis.inner_test  # type: ignore[attr-defined]
    )
)


@pytest.mark.parametrize("table", migrations.APPEND_ONLY)
def test_no_row_on_a_server_can_be_changed_or_removed(store: PostgresStore, table: str) -> None:
    one = reading("Envoys met in the harbour.")
    put(store, one)  # type: ignore[arg-type]  # a store is as good as another
    with store.writer() as writer:
        writer.add_relation(
            Relation(
                a=one.article.id,
                b="art-ffffffffffffffff",
                kind=RelationKind.SYNDICATED,
                share_a=1,
                share_b=1,
            )
        )
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
    with psycopg.connect(store.url, autocommit=True) as db:
        columns = db.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", (table,)
        ).fetchall()
        changes = [f'UPDATE watchdesk."{table}" SET "{name}" = "{name}"' for (name,) in columns]
        for change in (*changes, f'DELETE FROM watchdesk."{table}"'):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
                db.execute(change.encode())


HOSTILE = "U+10FFFF \U0010ffff1\U0010ffff0 \\u0000 \\\\u0000 'a'' \"b\" {c,d} %s :name ? \\x00"


def test_no_text_is_lost_whatever_is_in_it(store: PostgresStore, tmp_path: Path) -> None:
    file = SqliteStore(tmp_path / "ledger.db", "test/1")
    words = f"Envoys\0 met {HOSTILE} in the har\0bour. They said \0 little."
    title = f"Talks\0 {HOSTILE}"
    one = Text(words, published="2024-08-08", title=title, outlet="The\0 Post").reading()
    far = "https://example.org/" + "".join(
        hashlib.sha256(b"%d" % n).hexdigest() for n in range(200)
    )
    answers = []
    for each in (file, store):
        put(each, one)  # type: ignore[arg-type]  # as above
        with each.writer() as writer:
            assert writer.known(one.capture.id)
            for site in (far, f"{far}2", far):
                writer.add_page(site, SitePage(one.capture.id, one.article.id, 1, 0), [])
                writer.settle(site, 7, [3])
                assert writer.settled(site) == (7, frozenset({3}))
            for uri in (far, f"{far}\0", f"{far}2", far):
                writer.sight(uri, one.capture.id)
                writer.refuse(Refusal(uri=uri, code="W101", reason=uri, cure=HOSTILE))
                writer.fetched(
                    Fetch(uri=uri, state=FetchState.FAILED, fetched_at=STAMP, reason=uri)
                )
            writer.commit()
            seen = [writer.page_at(uri) for uri in (far, f"{far}\0", "x")]
        with each.view() as view:
            read = view.reading(one.article.id)
            assert read is not None
            assert read.capture == one.capture
            queries = ("har bour", "envoys met", "10ffff", HOSTILE, "u0000", "b a")
            answers.append(
                (
                    read,
                    seen,
                    view.heads([one.article.id]) or list(view.readings(Interval.unknown())),
                    view.capture(one.capture.id),
                    sorted(map(str, view.refusals())),
                    sorted(map(str, view.fetches())),
                    view.counts(),
                    [list(view.search(query, 5)) for query in queries],
                    [view.near_words(query, 5) for query in queries],
                    list(view.happenings([one.article.id], named=True)),
                )
            )
    assert answers[0] == answers[1]


def test_several_write_and_several_read_at_once(store: PostgresStore) -> None:
    """Numbers follow the order in which others come to see rows, and none is left out."""
    put(store, reading("Envoys met."))  # type: ignore[arg-type]  # as above
    stop = Event()

    def write(who: int) -> int:
        for number in range(8):
            one = reading(f"Envoy {who} said on day {number} that talks would go on.")
            with store.writer() as writer:
                writer.add(one.capture, [one])  # type: ignore[arg-type]  # helpers give full ones
                if number % 3 == 2:
                    continue  # and never commits
                writer.commit()
        return 6

    def read() -> int:
        last: list[int] = []
        while not stop.is_set():
            with store.view() as view:
                rows = view._connection.execute("SELECT seq FROM article ORDER BY seq").fetchall()
                assert view.counts()["article"] == len(rows)
            numbers = [seq for (seq,) in rows]
            assert numbers[: len(last)] == last
            last = numbers
        return len(last)

    with ThreadPoolExecutor(40) as pool:
        readers = [pool.submit(read) for _ in range(30)]
        written = [pool.submit(write, who) for who in range(4)]
        total = 1 + sum(one.result() for one in written)
        stop.set()
        assert {one.result() <= total for one in readers} == {True}
    with store.view() as view:
        rows = view._connection.execute("SELECT seq FROM article ORDER BY seq").fetchall()
    assert [seq for (seq,) in rows] == list(range(1, total + 1))


def test_words_are_those_that_sqlite_finds(database: str, tmp_path: Path) -> None:
    """Whatever the letters: sentences of all alphabets, asked for by words taken from them."""
    both = (SqliteStore(tmp_path / "ledger.db", "test/1"), PostgresStore(database, "test/1"))
    letters = random.Random(7)
    texts = [
        "".join(chr(letters.choice(LETTERS[letters.randrange(len(LETTERS))])) for _ in range(60))
        for _ in range(40)
    ]
    readings = [reading(f"Word {text} end {n}.") for n, text in enumerate(texts)]
    for each in both:
        put(each, *readings)  # type: ignore[arg-type]  # as above
    asked = [word for text in texts for word in text.split()]
    asked += [f"{word[:2]}*" for word in asked] + [f'"{one}"' for one in texts]
    asked += [f'"{text[:9]}"*' for text in texts] + [f"word -{word}" for word in asked[:60]]
    with both[0].view() as one, both[1].view() as other:
        for query in asked:
            told = parse(query)
            assert one.find(told, Narrowed(), 99) == other.find(told, Narrowed(), 99), repr(query)


def test_what_is_too_long_for_a_name_is_kept_all_the_same(
    store: PostgresStore, sample_desk: Path
) -> None:
    far = "".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(200))
    with SqliteStore(sample_desk / "ledger.db", "").view() as view:
        told = max(view.readings(Interval.unknown()), key=lambda one: len(one.attributions))
    data = json.loads(told.model_dump_json())
    for attribution in data["attributions"]:
        for link in attribution["chain"]:
            if link["entity"]:
                link["entity"].update(id=f"person:{far}", name=far)
    long = Reading.model_validate(data).model_copy(update={"capture": told.capture})
    assert f"person:{far}" in long.model_dump_json()
    put(store, long)  # type: ignore[arg-type]  # as above
    with store.writer() as writer:
        posting = writer.begin_posting("1", "")
        event = writer.next_event(posting)
        assert event is not None
        book = writer.book(posting, event)
        hint = Story(
            id="sta-1", articles=("art-1",), families=1, days=Interval.unknown(), why="told"
        )
        book.write(hint, [f"speaker:{far}", "speaker:somebody"])
        book.flush(event.known_at)
        writer.finish_posting(posting)
        writer.commit()
    with store.view() as view:
        assert view.reading(told.article.id) == long
        assert view.records(Story, ["speaker:somebody"]) == [hint]

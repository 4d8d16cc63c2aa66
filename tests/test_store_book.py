"""The book on disk answers like the one in memory, keeps versions, and looks nothing through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.database.sqlite import SqliteDatabase
from watchdesk.ledger.book import Item, MemoryBook
from watchdesk.records import Address, Interval, IssueHint, Published, Span, Story
from watchdesk.store import Event, Known, SqliteStore
from watchdesk.store.book import DatabaseBook
from watchdesk.store.moments import ALWAYS, end_of
from watchdesk.store.recorded import ALL, BY_DAYS, BY_LABEL, MOVED, Records, Wanted

MONDAY, TUESDAY = "2024-09-02T08:00:00.000000+00:00", "2024-09-03T08:00:00.000000+00:00"
NOTHING_NEW = Event("", "", 0, 0, MONDAY, ALWAYS)


@contextmanager
def book_in(folder: Path) -> Iterator[tuple[DatabaseBook, SqliteStore]]:
    store = SqliteStore(folder / "ledger.db", "test/1")
    with store.writer() as writer:
        posting = writer.begin_posting("1", "")
        yield writer.book(posting, NOTHING_NEW), store
        writer.finish_posting(posting)
        writer.commit()


def story(name: str, days: str, why: str = "told") -> Story:
    return Story(id=name, articles=("art-1",), families=1, days=Interval.parse(days), why=why)


ids = st.sampled_from([f"sta-{n}" for n in range(6)])
keys = st.integers(0, 4) | st.sampled_from([2**63 - 1, 2**62])
items = st.builds(
    Item,
    kind=st.sampled_from(["statement", "tie"]),
    id=ids,
    article=st.sampled_from(["", "art-1", "art-2"]),
    keys=st.lists(keys, max_size=4, unique=True).map(tuple),
    day=st.none() | st.integers(738_000, 738_004),
    data=st.binary(max_size=3) | st.just(b"long " * 99),
)
hints = st.builds(
    IssueHint,
    id=st.sampled_from(["iss-1", "iss-2", "iss-3"]),
    name=st.sampled_from(["harbours", "grain"]),
    terms=st.just(()),
    articles=st.integers(0, 2),
)
labels = st.lists(st.sampled_from(["a:1", "a:2", "ä"]), max_size=2)
steps = st.lists(
    st.tuples(st.just("put"), st.lists(items, max_size=3))
    | st.tuples(st.just("drop"), st.lists(ids, max_size=2))
    | st.tuples(st.just("write"), st.tuples(hints, labels))
    | st.tuples(st.just("erase"), st.lists(st.sampled_from(["iss-1", "iss-2"]), max_size=2))
    | st.tuples(st.just("flush"), st.none()),
    max_size=12,
)


def take(book: Any, what: str, told: Any) -> None:
    if what == "put":
        book.put(told)
    elif what == "drop":
        book.drop("statement", told)
    elif what == "write":
        book.write(told[0], told[1])
    elif what == "erase":
        book.erase(IssueHint, told)
    elif isinstance(book, DatabaseBook):
        book.flush(MONDAY)


def answers(book: Any, days: tuple[int, int] | None, most: int) -> list[Any]:
    wanted = [0, 1, 2, 3, 4, 2**62, 2**63 - 1]
    return [
        [
            {one: item._replace(keys=tuple(sorted(item.keys))) for one, item in found.items()}
            for found in (book.items(kind, [f"sta-{n}" for n in range(6)]),)
        ]
        + [[item.id for item in book.of_article(kind, article)] for article in ("art-1", "art-2")]
        + [book.holding(kind, wanted, days, most)]
        for kind in ("statement", "tie")
    ] + [
        book.read(IssueHint, ["iss-1", "iss-2", "iss-3", "iss-4"]),
        *(book.labelled(IssueHint, told) for told in (["a:1"], ["a:2", "ä"], [])),
    ]


@settings(max_examples=40)
@given(
    steps,
    st.none() | st.tuples(st.integers(738_000, 738_002), st.integers(738_001, 738_005)),
    st.integers(1, 4),
)
def test_on_disk_it_is_what_it_is_in_memory(
    taken: list[tuple[str, Any]], days: tuple[int, int] | None, most: int
) -> None:
    memory = MemoryBook()
    with TemporaryDirectory() as folder, book_in(Path(folder)) as (disk, _):
        for what, told in taken:
            take(memory, what, told)
            take(disk, what, told)
        assert answers(disk, days, most) == answers(memory, days, most)


def test_a_record_has_a_version_for_each_moment_at_which_it_became_another(tmp_path: Path) -> None:
    with book_in(tmp_path) as (book, store):
        book.write(story("sto-1", "2024-08-01"), ["article:art-1"])
        book.write(story("sto-1", "2024-08-01", "retold"), ["article:art-1"])
        book.write(story("sto-2", "2024-08-02"))
        assert book.flush(MONDAY) == 2
        book.write(story("sto-1", "2024-08-01", "retold"), ["article:art-1"])
        book.erase(Story, ["sto-2", "sto-9"])
        book.write(story("sto-3", "2024-08-03"))
        assert book.flush(TUESDAY) == 2
    with store.view() as view:
        assert [(at, one.why) for at, one in view.versions(Story, "sto-1") if one] == [
            (MONDAY, "retold")
        ]
        assert [(at, one is None) for at, one in view.versions(Story, "sto-2")] == [
            (MONDAY, False),
            (TUESDAY, True),
        ]
        assert [one.id for one in view.records(Story)] == ["sto-1", "sto-3"]
        day = date(2024, 9, 2)
        moved = view.moved(Story, day)
        assert [(one.id, one.before is None, one.after is None) for one in moved] == [
            ("sto-2", False, True),
            ("sto-3", True, False),
        ]
        assert len(view.moved(Story, None, day)) == 2
        assert view.moved(Story, day, day) == []
        assert view.moved(Story, datetime(2024, 9, 3, 9, tzinfo=UTC)) == []
    with store.view(date(2024, 9, 2)) as view:
        assert [one.id for one in view.records(Story)] == ["sto-1", "sto-2"]
        assert view.record(Story, "sto-3") is None
        assert view.records(Story, ["article:art-1"], limit=5)[0].why == "retold"


DAYS = ("2024-08-01", "2024-08-04/2024-08-09", "2024-08", "", "../2024-08-02", "2024-12", "1990/..")


@pytest.mark.parametrize(
    "period", ["2024-08-05", "2024-08-02/2024-08-04", "2025-01", "", "1850-01-01"]
)
def test_records_of_a_period_are_those_whose_days_can_lie_in_it(
    tmp_path: Path, period: str
) -> None:
    wanted = Interval.parse(period)
    told = [story(f"sto-{n}", days) for n, days in enumerate(DAYS)]
    with book_in(tmp_path) as (book, store):
        for one in told:
            book.write(one, ["a"], one.days)
        book.flush(MONDAY)
    with store.view() as view:
        expected = {one.id for one in told if wanted.intersects(one.days)}
        for labels_ in ((), ("a", "b")):
            found = view.records(Story, labels_, wanted)
            assert {one.id for one in found} == expected
            assert len(found) == len(expected)
        assert view.records(Story, ("b",), wanted) == []
        latest = [one.days.latest or date.max for one in view.records(Story, ("a",))]
        bounded = [day for day in latest if day < date.max]
        assert bounded == sorted(bounded, reverse=True)
        assert len(view.records(Story, limit=2)) == 2


@pytest.mark.parametrize("broad", [1, 4, 5_000])
def test_a_page_of_a_label_is_the_same_however_many_bear_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broad: int
) -> None:
    monkeypatch.setattr("watchdesk.store.recorded._BROAD", broad)
    with book_in(tmp_path) as (book, store):
        for n, days in enumerate(DAYS):
            told = story(f"sto-{n}", days)
            book.write(told, ["even" if n % 2 == 0 else "odd", "old"], told.days)
        book.flush(MONDAY)
        book.write(story("sto-2", "2024-08", "retold"), ["odd"], Interval.parse("2024-08"))
        book.flush(TUESDAY)
    with store.view() as view:

        def page(label: str, days: str, skip: int = 0) -> list[str]:
            found = view.records(Story, (label,), Interval.parse(days), 3, skip)
            return [one.id for one in found]

        assert page("even", "2024-08") == ["sto-0", "sto-4", "sto-6"]
        assert page("odd", "2024-08") == ["sto-2", "sto-1", "sto-3"]
        assert page("odd", "2024-08", 2) == ["sto-3"]
        assert page("old", "../2030-01-01", 4) == ["sto-3", "sto-6"]


def test_some_records_come_at_once_as_each_does_by_itself(tmp_path: Path) -> None:
    with book_in(tmp_path) as (book, store):
        for n in range(3):
            told = story(f"sto-{n}", "2024-08")
            book.write(told, ["a"], told.days)
        book.flush(MONDAY)
        book.write(story("sto-1", "2024-08", "retold"), ["a"], Interval.parse("2024-08"))
        book.flush(TUESDAY)
    with store.view() as view:
        names = ["sto-2", "sto-1", "sto-9", "sto-2"]
        assert view.some(Story, names) == [view.record(Story, one) for one in ("sto-2", "sto-1")]
        assert [one.articles for one in view.some(Story, ["sto-1"], ["articles"])] == [()]
    with store.view(date(2024, 9, 2)) as view:
        assert [one.why for one in view.some(Story, names)] == ["told", "told"]


def test_what_is_long_about_is_found_by_each_of_its_days(tmp_path: Path) -> None:
    with book_in(tmp_path) as (book, store):
        book.write(story("sto-1", "2020/2024"), (), Interval.parse("2020/2024"))
        book.flush(MONDAY)
    with store.view() as view:
        for day in ("2020-01-01", "2022-05-05", "2024-12-31"):
            assert view.records(Story, period=Interval.parse(day))
        assert not view.records(Story, period=Interval.parse("2025-01-01"))


def test_families_are_found_by_the_name_any_of_their_articles_would_give(tmp_path: Path) -> None:
    known = Known(
        article="art-1",
        capture="cap-1",
        published=Published(),
        family="fam-0",
    )
    from watchdesk.records import family_id

    with book_in(tmp_path) as (book, store):
        book.learn(known)
        assert book.family("fam-0") == ["art-1"]
        book.learn(known.model_copy(update={"family": "fam-1"}))
        assert (book.family("fam-0"), book.family("fam-1")) == ([], ["art-1"])
        book.flush(MONDAY)
    with store.view() as view:
        for name in ("fam-1", family_id("art-1")):
            assert [one.article for one in view.family(name)] == ["art-1"]
        assert view.family("fam-0") == []
        assert view.known(["art-1", "art-2"])["art-1"].family == "fam-1"


def test_rooms_keep_a_family_under_a_name_that_stays_when_another_article_is_first(
    tmp_path: Path,
) -> None:
    known = Known(
        article="art-1",
        capture="cap-1",
        published=Published(),
        family="fam-0",
    )
    with book_in(tmp_path) as (book, _):
        book.learn(known)
        assert book.facts(["art-1"])["art-1"].family == "fam-0"
        name = book.new_group("art-1")
        book.regroup({"art-1": name, "art-2": name})
        book.learn(known.model_copy(update={"family": "fam-1"}))
        assert book.facts(["art-1"])["art-1"].family == name
        assert book.known(["art-1"])["art-1"].family == "fam-1"
        assert book.new_group("art-1") != name
        for one in ("art-1", "art-2"):
            book.unlearn(one)
        assert (book.groups(["art-1"]), book.facts(["art-1"])) == ({}, {})
        assert book.new_group("art-1") == name


@pytest.mark.parametrize("query", [BY_DAYS, BY_LABEL, ALL, MOVED])
def test_no_question_looks_through_a_table(tmp_path: Path, query: str) -> None:
    with book_in(tmp_path):
        pass
    names = "posting kind until after limit low high first last labels from to skip without wider"
    names += " some"
    asked = dict.fromkeys(names.split(), "1")
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", asked)]
    db.close()
    tables = [line for line in plan if "version" in line or " v " in f"{line} "]
    assert tables
    assert not [line for line in plan if line.startswith("SCAN") and "VIRTUAL TABLE" not in line]


def test_items_are_found_without_looking_through_a_table(tmp_path: Path) -> None:
    seen: list[str] = []
    with book_in(tmp_path) as (book, _):
        assert isinstance(book.connection, SqliteDatabase)
        book.put([Item("k", "i", "a", (1, 2), 738_000, b"x")])
        book.connection.set_trace_callback(seen.append)
        book.holding("k", [1], (1, 2))
        book.holding("k", [1])
        book.items("k", ["i"])
        book.of_article("k", "a")
        book.put([Item("k", "i", "a", (3,), None, b"y")])
        book.drop("k", ["i"])
        Records(book.connection, 1).newest("story", "sto-1")
        list(Records(book.connection, 1).select("story", Wanted(("a",))))
        book.connection.set_trace_callback(None)
        for statement in {one for one in seen if one.split()[0] in {"SELECT", "DELETE"}}:
            plan = [row[3] for row in book.connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            scans = [line for line in plan if line.startswith("SCAN")]
            assert not [line for line in scans if "VIRTUAL" not in line and "dated" not in line], (
                statement,
                plan,
            )
    assert len(seen) > 8


def test_the_end_of_a_day_and_of_a_moment() -> None:
    assert end_of(None) == end_of(date.max) == ALWAYS
    assert end_of(date(2024, 9, 2)) == "2024-09-03"
    assert MONDAY < end_of(datetime.fromisoformat(MONDAY)) < TUESDAY


def test_an_address_in_a_record_comes_back(tmp_path: Path) -> None:
    at = Address(capture="cap-1", article="art-1", span=Span(3, 9))
    one = story("sto-1", "2024-08-01").model_copy(update={"headline": at, "why": "ö" * 300})
    with book_in(tmp_path) as (book, store):
        book.write(one)
        book.flush(MONDAY)
    with store.view() as view:
        assert view.record(Story, "sto-1") == one

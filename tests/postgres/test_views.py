"""Whatever a ledger is asked, it answers the same from a file and from a server."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from helpers_views import Question, questions

from helpers_desk import SAMPLE, some
from watchdesk.desk import Desk
from watchdesk.records import Interval
from watchdesk.store import SqliteStore, View, moments
from watchdesk.store.copying import content, copy
from watchdesk.store.postgres import PostgresStore

FIRST = datetime(2024, 8, 5, 9, tzinfo=UTC)


def differing(one: View, other: View) -> tuple[list[Question], list[Question]]:
    """Questions that two views answer differently, and all that were asked."""
    asked = list(questions(one))
    return [question for question in asked if question.of(one) != question.of(other)], asked


@pytest.fixture(scope="module")
def both(
    sample_desk: Path, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[SqliteStore, PostgresStore]:
    """The sample desk's ledger in a file, and its copy on a server."""
    folder = shutil.copytree(sample_desk, tmp_path_factory.mktemp("both") / "desk")
    file, server = SqliteStore(folder / "ledger.db", ""), PostgresStore(new_database(), "")
    assert copy(file, server) == content(file) == content(server)
    return file, server


def test_every_question_of_a_view_is_answered_alike(
    both: tuple[SqliteStore, PostgresStore],
) -> None:
    file, server = both
    with file.view() as one, server.view() as other:
        found, asked = differing(one, other)
    assert not found
    assert len(asked) > 1000
    methods = {name for name, _ in inspect.getmembers(View) if not name.startswith("_")}
    assert methods <= {question.method for question in asked}


@pytest.fixture(scope="module")
def grown(
    new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Desk, Desk]:
    """Two desks that read the same over some days, one after the other at the same moments."""
    made = []
    for place in (None, new_database()):
        folder = tmp_path_factory.mktemp("grown")
        shutil.copyfile(SAMPLE / "watch.toml", folder / "watch.toml")
        if place:
            with (folder / "watch.toml").open("a", encoding="utf-8") as file:
                file.write(f'\n[ledger]\nurl = "{place}"\n')
        with pytest.MonkeyPatch.context() as patch:
            moment = iter(FIRST + timedelta(hours=7 * n) for n in range(100_000))
            patch.setattr(
                moments, "now", lambda m=moment: next(m).isoformat(timespec="microseconds")
            )
            desk = Desk.open(folder)
            for capture in some()[:2]:
                desk.ingest([capture], today=date(2024, 12, 1))
        made.append(desk)
    return made[0], made[1]


def test_the_same_is_kept_number_by_number(grown: tuple[Desk, Desk]) -> None:
    one, other = (content(desk.store) for desk in grown)  # type: ignore[arg-type]  # both can be
    assert one == other
    assert sum(table.rows for table in one.values()) > 1_000


def test_the_ledger_stood_the_same_on_every_past_day(grown: tuple[Desk, Desk]) -> None:
    file, server = (desk.store for desk in grown)
    counts = set()
    for days in (-1, 0, 4000):
        day = FIRST.date() + timedelta(days=days)
        with file.view(day) as one, server.view(day) as other:
            found, _ = differing(one, other)
            counts.add(len(one.published_within(Interval.unknown())))
        assert not found, day
    assert len(counts) == 3

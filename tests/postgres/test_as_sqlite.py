"""The ledger's own tests, on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import test_store_book
from test_store_book import (  # noqa: F401 — collected here
    test_a_record_has_a_version_for_each_moment_at_which_it_became_another,
    test_an_address_in_a_record_comes_back,
    test_families_are_found_by_the_name_any_of_their_articles_would_give,
    test_on_disk_it_is_what_it_is_in_memory,
    test_records_of_a_period_are_those_whose_days_can_lie_in_it,
    test_rooms_keep_a_family_under_a_name_that_stays_when_another_article_is_first,
    test_what_is_long_about_is_found_by_each_of_its_days,
)
from test_store_sqlite import (  # noqa: F401 — as above
    test_articles_without_fingerprints_are_found_again,
    test_nothing_is_kept_without_a_commit,
    test_readers_see_whole_captures_while_a_writer_works,
    test_readings_of_a_period_are_those_that_can_lie_in_it,
    test_search_finds_phrases_words_and_accents_and_nothing_is_an_operator,
    test_the_ledger_can_be_read_as_it_stood,
    test_the_newest_relation_of_two_articles_counts_and_may_be_none,
    test_two_writers_wait_for_each_other,
    test_what_was_added_comes_back_with_its_text,
    test_what_was_not_committed_is_in_neither_file,
)
from watchdesk.store.postgres import PostgresStore


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

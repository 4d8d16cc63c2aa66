"""Tests that need a PostgreSQL server; collected only by ``make test-postgres``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SERVER = os.environ.get("WATCHDESK_POSTGRES", "")
collect_ignore_glob = [] if SERVER else ["test_*.py"]
_numbers = count()


def address(name: str) -> str:
    """Of a database beside the one that is named."""
    return SERVER.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes an empty database; its address. The server goes with all of them."""
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as server:

        def make() -> str:
            name = f"desk_{os.getpid()}_{next(_numbers)}"
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
            return address(name)

        yield make


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_database()

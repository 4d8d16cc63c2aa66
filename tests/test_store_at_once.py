"""Files that several processes open for the first time at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from watchdesk.reuse import ReuseIndex
from watchdesk.store.sqlite import SqliteStore

AT_ONCE, ROUNDS = 4, 25


def open_index(path: Path) -> None:
    ReuseIndex(path).close()


def open_ledger(path: Path) -> None:
    with SqliteStore(path, "test").writer():
        pass


@pytest.mark.parametrize("opened", [open_index, open_ledger])
def test_a_file_made_by_several_at_once_is_made_once(
    tmp_path: Path, opened: Callable[[Path], None]
) -> None:
    # each connection has its own locks, in threads as in processes
    barrier = Barrier(AT_ONCE)

    def go(path: Path) -> None:
        barrier.wait(timeout=30)
        opened(path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(ROUNDS):
            (folder := tmp_path / str(number)).mkdir()
            list(pool.map(go, [folder / "ledger.db"] * AT_ONCE))

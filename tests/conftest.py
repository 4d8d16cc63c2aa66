"""Desks that many tests look at and none may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers_desk import CAPTURES, SAMPLE, some
from watchdesk.desk import Desk


@pytest.fixture(scope="session")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk with all its captures read."""
    return made(tmp_path_factory.mktemp("sample") / "desk", [CAPTURES])


@pytest.fixture(scope="session")
def small_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the captures of ``helpers_desk.some``, read in their order."""
    return made(tmp_path_factory.mktemp("small") / "desk", some())


def made(folder: Path, paths: list[Path]) -> Path:
    folder.mkdir()
    shutil.copyfile(SAMPLE / "watch.toml", folder / "watch.toml")
    report = Desk.open(folder).ingest(paths)
    assert not report.refused
    return folder

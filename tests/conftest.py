"""Desks that many tests look at and none may change."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from helpers_desk import CAPTURES, READ_ON, SAMPLE, some
from watchdesk.desk import Desk
from watchdesk.language.engine import Engine
from watchdesk.language.models import Model, Reader, shipped
from watchdesk.language.syntax import Syntax
from watchdesk.records import Span

# The first reading of a process opens the model; how long a test takes says nothing.
os.environ.pop("COLUMNS", None)  # where tests are spread over processes it is set to 80
settings.register_profile("watchdesk", deadline=None)
settings.load_profile("watchdesk")

_KEPT_TEXTS = 2000
_SHORT = 300
"""Code points of a text that is parsed sooner than it is looked up."""


class OnceEngine(Engine):
    """What is said of a text is kept: many tests read the same captures, in this process and in
    those beside it."""

    def __init__(self, model: Reader, shared: Path) -> None:
        super().__init__(model)
        self.shared = shared
        self.kept: dict[tuple[str, tuple[Span, ...] | None], Syntax] = {}

    def analyse(self, texts: Sequence[tuple[str, Sequence[Span] | None]]) -> list[Syntax]:
        found = []
        for text, regions in texts:
            key = (text, None if regions is None else tuple(regions))
            syntax = self.kept.get(key)
            if syntax is None:
                syntax = self._shared(text, regions, hashlib.sha256(repr(key).encode()).hexdigest())
                if len(self.kept) < _KEPT_TEXTS:
                    self.kept[key] = syntax
            found.append(syntax)
        return found

    def _shared(self, text: str, regions: Sequence[Span] | None, name: str) -> Syntax:
        path = self.shared / name
        if path.exists():
            syntax: Syntax = pickle.loads(path.read_bytes())
            return syntax
        (syntax,) = super().analyse([(text, regions)])
        if len(text) > _SHORT:
            new = path.with_suffix(f".{os.getpid()}")
            new.write_bytes(pickle.dumps(syntax))
            new.replace(path)
        return syntax


@pytest.fixture(scope="session", autouse=True)
def analysed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Texts are parsed with one engine that remembers them."""
    parsed = shared(tmp_path_factory) / "parsed"
    parsed.mkdir(exist_ok=True)
    engine = OnceEngine(Model(shipped()), parsed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["watchdesk.language.parse"], "shipped_engine", lambda: engine)
        yield


@pytest.fixture(scope="session")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk with all its captures read; or a copy of the one ``make brief`` has made
    just before, where ``WATCHDESK_SAMPLE`` names its folder."""
    ready = os.environ.get("WATCHDESK_SAMPLE")
    if ready:
        return Path(shutil.copytree(ready, tmp_path_factory.mktemp("sample") / "desk"))
    return made_once(tmp_path_factory, "sample", [CAPTURES])


@pytest.fixture(scope="session")
def summer_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the captures of the sample's first half, those its first key asks for."""
    files = sorted(path for path in CAPTURES.iterdir() if path.is_file())
    return made_once(tmp_path_factory, "summer", files)


@pytest.fixture(scope="session")
def small_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the captures of ``helpers_desk.some``, read in their order."""
    return made_once(tmp_path_factory, "small", some())


def made_once(factory: pytest.TempPathFactory, name: str, paths: list[Path]) -> Path:
    """A copy, for this process, of a desk that the first process to want it has made."""
    folder = shared(factory) / f"desk-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made(folder.with_suffix(".new"), paths).rename(folder)
    return Path(shutil.copytree(folder, factory.mktemp(name) / "desk"))


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of a run of tests have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made(folder: Path, paths: list[Path]) -> Path:
    folder.mkdir()
    shutil.copyfile(SAMPLE / "watch.toml", folder / "watch.toml")
    report = Desk.open(folder).ingest(paths, today=READ_ON)
    assert not report.refused
    return folder

"""The house has one direction, private modules have public names, and starting is quick."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import watchdesk

SOURCE = Path(watchdesk.__file__).parent
ORDER = (
    "records",
    "errors",
    "resources",
    "database",
    "intake",
    "cleaning",
    "language",
    "grounding",
    "attribution",
    "events",
    "reuse",
    "ledger",
    "store",
    "brief",
    "watch",
    "ledgers",
    "backups",
    "rated",
    "periods",
    "outlets",
    "dates_of",
    "pipeline",
    "scale",
    "related",
    "neighbours",
    "posting",
    "settle",
    "ingest",
    "display",
    "asking",
    "gather",
    "lookup",
    "versions",
    "maps",
    "answers",
    "desk",
    "removing",
    "crawled",
    "briefs",
    "export",
    "shown_lines",
    "shown_ledger",
    "shown_reuse",
    "shown",
    "explained",
    "shown_tree",
    "shown_syntax",
    "shown_attribution",
    "compared",
    "figures",
    "batches",
    "logs",
    "progress",
    "doctor",
    "web",
    "mcp",
    "cli",
)
FILES = sorted(SOURCE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_every_room_has_a_place_in_the_order() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} <= set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_room_imports_only_from_rooms_to_its_left(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "watchdesk" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= ORDER.index(room), f"{room} imports {name}"


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in watchdesk.__all__:
        thing = getattr(watchdesk, name)
        assert name == "__version__" or thing.__doc__, name
    assert set(dir(watchdesk)) == set(watchdesk.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(watchdesk, "nonsense")  # noqa: B009 — the point is the message


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, watchdesk; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "numpy", "trafilatura", "rich", "jinja2", "sqlite3"} & set(loaded)


def test_the_command_line_loads_the_product_only_when_it_works() -> None:
    program = "import sys, watchdesk.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "numpy", "trafilatura", "rich", "jinja2"} & set(loaded)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_tests_and_modules_have_no_leftovers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "TODO" not in text
    assert "NotImplementedError" not in text


def test_no_two_tests_have_one_name() -> None:
    for path in Path(__file__).parent.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        doubled = {name for name in names if names.count(name) > 1}
        assert not doubled, f"{path.name}: {doubled}"

"""What docs/attribution.md shows is what Watchdesk gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers_desk import run
from watchdesk.desk import Desk
from watchdesk.records import Attribution, Interval

PAGE = (Path(__file__).parent.parent / "docs/attribution.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the page."""
    return PAGE.split(f"{title}\n", 1)[1].split("\n## ", 1)[0]


def block(title: str, language: str) -> str:
    """The first sample under a heading."""
    samples: list[str] = re.findall(rf"```{language}\n(.*?)```", section(title), re.DOTALL)
    return samples[0]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The article the page works with, as a file where commands run."""
    monkeypatch.chdir(tmp_path)
    name = "curfew.txt"
    assert f"watchdesk read {name}" in PAGE
    Path(name).write_text(block("# Who said what", "text"), encoding="utf-8")
    return name


def test_the_record_on_the_page_is_what_read_prints(article: str) -> None:
    shown = json.loads(block("# Who said what", "json"))
    result = run("read", article)
    outer, inner = json.loads(result.stdout)["attributions"]
    assert inner == shown
    assert inner["within"] == outer["id"]


def test_the_table_tells_of_every_field_but_the_id() -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("# Who said what"), re.MULTILINE)
    fields = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(fields) == sorted(set(Attribution.model_fields) - {"id"})


def test_the_view_on_the_page_is_what_read_explains(article: str) -> None:
    shown = block("## Looking at it", "text")
    assert f"watchdesk read --explain attribution {article} " in section("## Looking at it")
    assert shown in run("read", "--explain", "attribution", article).stdout


def test_a_word_of_the_desk_gives_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    title = "## A desk's own words"
    sentence = re.search(r"With it, \"(.*?)\"", section(title))
    assert sentence is not None
    Path("story.txt").write_text(f"Notes\n\n20 November 2026\n\n{sentence[1]}\n", encoding="utf-8")
    Desk.init(Path("desk"))
    assert not found()
    (Path("desk") / "watch.toml").write_text(block(title, "toml"), encoding="utf-8")
    (one,) = found()
    shown = run("show", one.id, "--desk", "desk").stdout
    assert shown.replace(one.id, "att-…") == block(title, "text")


def found() -> tuple[Attribution, ...]:
    """What the desk has of the story once it has read it."""
    desk = Desk.open(Path("desk"))
    desk.ingest([Path("story.txt")])
    with desk.store.view() as view:
        (reading,) = view.readings(Interval.unknown())
    return reading.attributions

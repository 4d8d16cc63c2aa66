"""``watchdesk read --explain``: every line of a text with its kind and a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers_desk import CAPTURES, run
from watchdesk import pipeline
from watchdesk.explained import explain
from watchdesk.records import Capture, Reading

ESCAPE = re.compile("\x1b")


def readings(name: str) -> list[Reading]:
    return list(pipeline.read([CAPTURES / name]))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.parametrize("name", ["chancery-into-russia.txt", "courier-live.txt"])
def test_every_word_of_the_text_is_shown_in_order(name: str, width: int) -> None:
    found = readings(name)
    capture = found[0].capture
    assert isinstance(capture, Capture)
    shown = iter(words("\n".join(explain(found, width=width))))
    missing = [word for word in words(capture.text) if word not in shown]
    assert missing == []


def test_other_stories_are_set_in_under_their_own_headline() -> None:
    found = readings("chancery-into-russia.txt")
    lines = list(explain(found))
    teasers = [r.article for r in found if r.article.role.value == "teaser"]
    assert teasers
    heads = [line for line in lines if line.startswith("  │ teaser: ")]
    assert all(str(t.title) in head for t, head in zip(teasers, heads, strict=True))


def test_each_style_named_is_one_the_command_knows() -> None:
    from watchdesk.cli.output import LOOKS

    asked: set[str] = set()

    def paint(text: str, style: str) -> str:
        asked.add(style)
        return text

    for path in sorted(CAPTURES.glob("*.txt")):
        list(explain(readings(path.name), paint))
    assert {"title", "body", "head", "faint"} <= asked <= set(LOOKS)


def test_the_command_shows_texts_and_no_records(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Envoys \x1b[31mmeet\n\nThe envoys met in Tarnova on Monday, the ministry said.\n"
    )
    result = run("read", "--explain", path)
    assert result.exit_code == 0
    assert not ESCAPE.search(result.stdout)
    assert '{"capture"' not in result.stdout
    assert re.search(r"^ +body +The envoys met", result.stdout, re.M)
    assert "captured at an unknown time" in result.stdout

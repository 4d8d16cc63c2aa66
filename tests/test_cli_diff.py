"""``watchdesk diff``: two captures, or the list of all edits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers_desk import CAPTURES, STORY, finished, lines, run, spawn, write

FIRST, SECOND = (CAPTURES / f"meridian-area-{name}.txt" for name in ("first", "second"))


def ids(desk: Path) -> list[list[str]]:
    """The pairs of articles that the list names, in its order."""
    told = run("diff", "--desk", desk).stdout
    return [line.split()[2:] for line in lines(told) if line.strip().startswith("watchdesk diff")]


def test_two_files_need_no_desk(tmp_path: Path) -> None:
    process = spawn("diff", FIRST, SECOND, cwd=tmp_path)
    status, out, told = finished(process)
    assert (status, told) == (0, "")
    assert "[-more than 100,000-]" in out
    assert "speaker: A regional official → Alexei Smirnov" in " ".join(out.split())
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_list_names_each_page_with_how_to_see_it(sample_desk: Path) -> None:
    told = " ".join(run("diff", "--desk", sample_desk).stdout.split())
    assert "silent: 1 attribution changed; 2 numbers changed; 1 sentence reworded" in told
    pairs = ids(sample_desk)
    assert len(pairs) >= 2
    for pair in pairs:
        result = run("diff", *pair, "--desk", sample_desk)
        assert result.exit_code == 0
        assert "What the edit touched" in result.stdout


def test_a_capture_and_an_article_of_it_are_the_same_to_it(sample_desk: Path) -> None:
    pair = next(
        p for p in ids(sample_desk) if "Smirnov" in run("diff", *p, "--desk", sample_desk).stdout
    )
    record = json.loads(run("diff", *pair, "--desk", sample_desk, "--format", "json").stdout)
    captures = [record[side]["capture"] for side in "ab"]
    again = json.loads(run("diff", *captures, "--desk", sample_desk, "--format", "json").stdout)
    assert again == record


def test_a_list_of_a_week_or_of_days(sample_desk: Path) -> None:
    told = run("diff", "--desk", sample_desk, "--week", "2024-W33")
    assert "Meridian" in told.stdout
    nothing = run("diff", "--desk", sample_desk, "--from", "2020-01-01", "--to", "2020-01-02")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no page that was captured more than once" in nothing.stderr
    assert run("diff", "--desk", sample_desk, "--as-of", "2001-01-01").stdout == ""


VERSIONS = (
    ("2024-08-08T10:00:00Z", STORY),
    ("2024-08-08T12:00:00Z", STORY.replace("40 kilometers", "60 kilometers")),
    ("2024-08-09T09:00:00Z", STORY + "\nCorrection: This article gave a wrong distance.\n"),
)


def test_versions_are_compared_with_their_neighbours_the_newest_first(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "text": text,
                "url": f"https://pier.example/1?utm_source={number}",
                "outlet": "The Pier",
                "captured_at": when,
            }
        )
        for number, (when, text) in enumerate(VERSIONS)
    ]
    (path,) = write(tmp_path, {"rows.jsonl": "\n".join(rows[::-1])})
    run("ingest", path, "--desk", tmp_path / "desk")
    heads = [
        line
        for line in run("diff", "--desk", tmp_path / "desk").stdout.splitlines()
        if line[0] != " "
    ]
    assert [head.split(":")[0] for head in heads] == ["2024-08-09  declared", "2024-08-08  silent"]
    of_a_day = run(
        "diff", "--desk", tmp_path / "desk", "--from", "2024-08-08", "--to", "2024-08-08"
    )
    assert "declared" not in of_a_day.stdout
    assert "silent" in of_a_day.stdout


@pytest.mark.parametrize("name", ["d.html", "d.json", "d.txt"])
@pytest.mark.parametrize("pages", [(FIRST, SECOND), ()])
def test_the_form_follows_the_ending(
    tmp_path: Path, sample_desk: Path, name: str, pages: tuple[Path, ...]
) -> None:
    target = tmp_path / name
    result = run("diff", *pages, "--desk", sample_desk, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert text.endswith("\n")
    if name == "d.html":
        assert text.lstrip().startswith("<!doctype html>")
    if name == "d.json":
        json.loads(text)


def test_what_cannot_be_compared_is_named_with_its_cure(tmp_path: Path, sample_desk: Path) -> None:
    (story,) = write(tmp_path, {"story.txt": STORY})
    two = json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY.replace("40", "60")})
    (several,) = write(tmp_path, {"two.jsonl": two})
    for other, code in (
        (several, "W211"),
        (tmp_path / "none.txt", "W1"),
        ("art-0123456789abcdef", "W208"),
        ("cap-0123456789abcdef", "W208"),
    ):
        result = run("diff", story, other, "--desk", sample_desk)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"[{code}" in result.stderr
        assert len(lines(result.stderr)) == 1


def test_an_id_can_be_compared_with_a_file(sample_desk: Path) -> None:
    article = next(a for pair in ids(sample_desk) for a in pair)
    assert run("diff", article, SECOND, "--desk", sample_desk).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [[FIRST], [FIRST, SECOND, FIRST], [FIRST, SECOND, "--week", "2024-W33"]],
)
def test_other_numbers_of_pages_are_a_misuse(arguments: list[str | Path]) -> None:
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


def test_a_page_under_the_initials_of_its_outlet_is_listed_without_a_made_up_day(
    tmp_path: Path,
) -> None:
    text = STORY.replace("8 August 2024\n", "").replace("Geneva next week", "Geneva soon")
    rows = [
        json.dumps({"text": text, "title": "Envoys meet on the harbour dispute", "outlet": name})
        for name in ("The Sund Herald", "SH")
    ]
    (path,) = write(tmp_path, {"rows.jsonl": "\n".join(rows)})
    run("ingest", path, "--desk", tmp_path / "desk")
    told = run("diff", "--desk", tmp_path / "desk").stdout
    assert told.startswith("no date")
    assert "the bodies are word for word the same" in told

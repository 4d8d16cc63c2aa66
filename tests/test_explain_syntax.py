"""``watchdesk read --explain syntax``: every word of every sentence once, in a tree, in bounds."""

from __future__ import annotations

import os
import pty
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from rich.cells import cell_len

from helpers_desk import CAPTURES, STORY, finished, run, spawn
from helpers_engine import Arithmetic
from watchdesk import cleaning, language
from watchdesk.cli.output import LOOKS
from watchdesk.intake import Context
from watchdesk.intake import read as captures
from watchdesk.language.engine import Engine
from watchdesk.language.models import shipped
from watchdesk.language.syntax import Syntax, Unread
from watchdesk.records import Article, Capture, Part, PartKind, Role, Span
from watchdesk.shown_syntax import syntax_lines
from watchdesk.shown_tree import draw

HEAD = re.compile(r"sentence (\d+), ([a-z ]+(?: \d+)?)  #char=(\d+),(\d+)")
WORD = re.compile(
    r" +(?P<number>\d+) (?P<tree>[ ─│╭╮╰╯├┤┬┴┼…]+ )(?P<word>\S.*?) {2,}(?P<lemma>\S.*?) {2,}"
    r"(?P<tag>[A-Z]+) +(?P<relation>[a-z:]+) +(?P<head>\d+)"
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Shown(NamedTuple):
    """A sentence as it is shown."""

    place: str
    start: int
    end: int
    words: list[re.Match[str]]
    rest: list[str]

    @property
    def heads(self) -> list[int]:
        return [int(word["head"]) for word in self.words]


def shown(out: str) -> list[Shown]:
    found: list[Shown] = []
    for line in out.splitlines():
        head, word = HEAD.fullmatch(line), WORD.fullmatch(line)
        if head:
            found.append(Shown(head[2], int(head[3]), int(head[4]), [], []))
        elif found and word:
            found[-1].words.append(word)
        elif found:
            found[-1].rest.append(line)
    return found


def explained(tmp_path: Path, text: str) -> list[Shown]:
    """The sentences of a text by the real command."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    result = run("read", "--explain", "syntax", path)
    assert result.exit_code == 0, result.stderr
    return shown(result.stdout)


def is_tree(heads: list[int]) -> bool:
    """Whether there is one root and every word leads to it."""
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while heads[at - 1]:
            at, steps = heads[at - 1], steps + 1
            if steps > len(heads):
                return False
    return heads.count(0) == 1


@pytest.mark.parametrize("name", ["harbor-wire.txt", "courier-live.txt"])
def test_every_word_stands_once_in_a_tree_with_one_root(name: str) -> None:
    out = run("read", "--explain", "syntax", CAPTURES / name).stdout
    (capture,) = captures([CAPTURES / name], Context())
    assert isinstance(capture, Capture)
    read = [
        part.span.text_of(capture.text)
        for article in cleaning.articles(capture)
        for part in article.parts
        if part.kind.is_read
    ]
    sentences = shown(out)
    assert sentences
    told = "".join(word["word"] for sentence in sentences for word in sentence.words)
    assert told == re.sub(r"\s", "", "".join(read))
    for sentence in sentences:
        assert [int(w["number"]) for w in sentence.words] == [*range(1, len(sentence.words) + 1)]
        assert is_tree(sentence.heads)
        assert [w["relation"] == "root" for w in sentence.words] == [
            head == 0 for head in sentence.heads
        ]
        written = capture.text[sentence.start : sentence.end]
        assert "".join(w["word"] for w in sentence.words) == re.sub(r"\s", "", written)


def test_each_sentence_says_in_which_part_it_stands(tmp_path: Path) -> None:
    places = [sentence.place for sentence in explained(tmp_path, STORY)]
    assert places[0] == "headline"
    bodies = [place for place in places if place.startswith("paragraph")]
    assert list(dict.fromkeys(bodies)) == [f"paragraph {n}" for n in range(1, len(set(bodies)) + 1)]
    assert len(set(bodies)) > 2


def test_a_plain_sentence_is_read_as_anybody_would(tmp_path: Path) -> None:
    text = STORY + "\nThe minister visited Ankara.\n"
    (plain,) = [s for s in explained(tmp_path, text) if s.words[1]["word"] == "minister"]
    assert [(w["word"], w["lemma"], w["tag"], w["relation"]) for w in plain.words] == [
        ("The", "the", "DET", "det"),
        ("minister", "minister", "NOUN", "nsubj"),
        ("visited", "visit", "VERB", "root"),
        ("Ankara", "Ankara", "PROPN", "obj"),
        (".", ".", "PUNCT", "punct"),
    ]
    assert plain.heads == [2, 3, 0, 3, 3]
    assert [word["tree"] for word in plain.words] == [
        "   ╭─── ",
        " ╭─┴─ ",
        "─┼─ ",
        " ├─── ",
        " ╰─── ",
    ]
    names = [line for line in plain.rest if line.lstrip().startswith("names by ")]
    assert any("Ankara (place)" in line or "Ankara (LOC)" in line for line in names)


class Lines(NamedTuple):
    """What an invented syntax looks like."""

    syntax: Syntax
    lines: list[str]


def article(text: str, *parts: Part) -> Article:
    whole = Part(start=0, end=len(text), kind=PartKind.BODY, reason="a test")
    return Article(id="art-0", role=Role.MAIN, parts=parts or (whole,))


def made(text: str, width: int = 80) -> Lines:
    """The lines of a text read by a model of arithmetic."""
    (syntax,) = Engine(Arithmetic()).analyse([(text, None)])
    return Lines(syntax, list(syntax_lines(syntax, article(text), width=width)))


HOSTILE = (
    "The en\u202evoy \x1b[31mvisited\x1b[0m 東京の外務省 \u202a and cafe\u0301s, she \x00said.\n"
    "وزير الخارجية زار أنقرة يوم الاثنين.\n"
    "\U0001f469\u200d\U0001f467 met \U0001f1fa\U0001f1e6 e"
    + "\u0301" * 40
    + "nvoys "
    + "a" * 5000
    + " "
    + "外" * 700
    + " here.\n"
)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_columns_stand_below_each_other_and_nothing_steers_the_terminal(width: int) -> None:
    syntax, lines = made(HOSTILE, width)
    sentences = shown("\n".join(lines))
    assert sum(len(sentence.words) for sentence in sentences) == len(syntax)
    for sentence in sentences:
        ends = {cell_len(word[0][: word.start("tag")]) for word in sentence.words}
        assert len(ends) == 1
    body = lines[lines.index("") :]
    assert max(map(cell_len, body)) <= width
    assert not STEERING.search("\n".join(lines))


def test_a_long_word_says_how_long_it_is() -> None:
    lines = made("The envoy said " + "a" * 5000 + ".").lines
    assert sum("aaaaaaaa… 5,000 characters" in line for line in lines) == 1


def test_what_was_not_analysed_is_said_where_it_stands() -> None:
    text = "The envoy denied it. A deal was near."
    syntax, _ = made(text)
    gap = Unread(Span(4, 9), "a word too many")
    flawed = replace(syntax, unread=(gap,))
    lines = list(syntax_lines(flawed, article(text)))
    (said,) = [sentence for sentence in shown("\n".join(lines)) if sentence.start <= 4]
    assert "  not analysed as the rest: a word too many, #char=4,9" in said.rest
    assert any(line.endswith("1 stretch not analysed as the rest") for line in lines)
    assert not any("not analysed" in line for line in syntax_lines(syntax, article(text)))


def test_parts_that_are_not_read_are_counted_and_an_empty_article_is_no_fault() -> None:
    text = "Share this\nShare that"
    parts = (
        Part(start=0, end=10, kind=PartKind.PROMO, reason="a test"),
        Part(start=11, end=21, kind=PartKind.PROMO, reason="a test"),
    )
    (syntax,) = Engine(Arithmetic()).analyse([(text, [])])
    lines = list(syntax_lines(syntax, article(text, *parts)))
    assert lines[-2:] == ["0 sentences, 0 words and marks", "parts not read: 2 promo"]


def test_every_style_named_is_one_the_command_knows() -> None:
    asked: set[str] = set()

    def paint(words: str, style: str) -> str:
        asked.add(style)
        return words

    syntax, _ = made(HOSTILE)
    list(syntax_lines(syntax, article(HOSTILE), paint))
    assert {"root", "relation", "name"} <= asked <= set(LOOKS)


def shapes() -> Iterator[list[int]]:
    random = np.random.default_rng(3)
    yield [-1]
    for count in (2, 5, 12, 40):
        for _ in range(20):
            order = random.permutation(count).tolist()
            heads = [-1] * count
            for place, word in enumerate(order[1:], 1):
                heads[word] = order[int(random.integers(0, place))]
            yield heads


def arcs(lines: list[str]) -> list[int]:
    """The heads a drawing of columns one cell wide shows, found by walking along its lines."""
    grid = [line.rstrip() for line in lines]

    def at(row: int, column: int) -> str:
        return grid[row][column] if 0 <= row < len(grid) and column < len(grid[row]) else " "

    owner: dict[tuple[int, int], int] = {}
    for row, line in enumerate(grid):
        column = len(line) - 1
        while column > 0 and line[column] not in "┬┴┼":
            column -= 1
        if column > 0:
            for step, stop in ((-1, "╭"), (1, "╰")):
                up = row + step
                while line[column] in ("┴┼" if step < 0 else "┬┼") and at(up, column) in "│├╭╰":
                    owner[up, column] = row
                    if at(up, column) == stop:
                        break
                    up += step
    heads = []
    for row, line in enumerate(grid):
        begin = next((c for c, glyph in enumerate(line) if glyph in "╭╰├"), None)
        starts = [c for c, glyph in enumerate(line) if glyph in "╭╰├" and (row, c) in owner]
        assert (begin is None) == (line[0] == "─")
        heads.append(owner[row, starts[0]] if starts else -1)
    return heads


def test_the_drawn_arcs_are_those_of_the_tree_even_where_they_cross() -> None:
    for heads in shapes():
        assert arcs(list(draw(heads).lines(wide=False))) == heads


def test_a_tree_deeper_than_the_room_is_drawn_as_far_as_it_goes() -> None:
    lines = list(draw(list(range(-1, 99)), most=5).lines(wide=False))
    assert len(lines) == 100
    assert max(map(len, lines)) <= 8
    assert ["…" in line for line in lines] == [False] * 5 + [True] * 95


def test_a_sentence_of_thousands_of_words_is_shown_in_seconds(tmp_path: Path) -> None:
    long = "the minister and " * 1700 + "the envoy met."
    started = time.process_time()
    sentences = explained(tmp_path, f"{STORY}\nOn Monday {long}\n")
    assert time.process_time() - started < 30
    assert max(len(sentence.words) for sentence in sentences) > 400


def test_a_view_is_named_after_the_option_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "syntax.txt"
    path.write_text(STORY, encoding="utf-8")
    labels = run("read", "--explain", path)
    assert "parts: " in labels.stdout
    same: list[list[str | Path]] = [
        ["read", path, "--explain"],
        ["read", "--explain", "labels", path],
        ["read", "--explain=labels", path],
        ["read", "--explain", "--", path],
        ["read", "--explain", "syntax", "--explain", path],
    ]
    for arguments in same:
        assert run(*arguments).stdout == labels.stdout
    trees = run("read", "--explain", "syntax", path)
    assert shown(trees.stdout)
    same = [["read", path, "--explain", "syntax"], ["read", "--explain=syntax", path]]
    for arguments in same:
        assert run(*arguments).stdout == trees.stdout
    assert run("read", "--explain=poem", path).exit_code == 2


def on_a_terminal(path: Path, **environment: str) -> str:
    """What the real command writes to a terminal."""
    master, slave = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    settings = {**inherited, "TERM": "xterm", **environment}
    process = spawn("read", "--explain", "syntax", path, stdout=slave, env=settings)
    os.close(slave)
    written = b""
    with suppress(OSError):  # how Linux tells that the other end was closed
        while piece := os.read(master, 65536):
            written += piece
    os.close(master)
    assert finished(process)[0] == 0
    return written.decode().replace("\r\n", "\n")


def test_colours_only_where_they_are_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Envoys meet\n\nThe envoys met in Tarnova on Monday.\n", encoding="utf-8")
    status, out, _ = finished(spawn("read", "--explain", "syntax", path))
    assert status == 0
    assert "\x1b" not in out
    plain = shown(out)
    assert plain
    painted = on_a_terminal(path)
    assert "\x1b[1m" in painted
    bare = on_a_terminal(path, NO_COLOR="1")
    assert "\x1b" not in bare
    words = [[word["word"] for word in sentence.words] for sentence in plain]
    for told in (bare, re.sub(r"\x1b\[[\d;]*m", "", painted)):
        assert [[word["word"] for word in sentence.words] for sentence in shown(told)] == words


def without(folder: Path, name: str) -> Path:
    """A copy of the shipped model that lacks a file."""
    folder.mkdir()
    for path in shipped().iterdir():
        if path.name != name:
            shutil.copyfile(path, folder / path.name)
    return folder


@pytest.mark.parametrize("name", ["model.onnx", "model.json", "tokenizer.json"])
def test_a_missing_model_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = without(tmp_path / "model", name)
    monkeypatch.setattr("watchdesk.language.models.shipped", lambda: folder)
    parse = sys.modules["watchdesk.language.parse"]
    monkeypatch.setattr(parse, "shipped_engine", language.shipped_engine)
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    told = f"watchdesk: {folder / name}: the model is missing [W401]. Install "
    language.shipped_engine.cache_clear()
    try:
        for command in (["read", "--explain", "syntax"], ["read"], ["ingest", "--desk", tmp_path]):
            result = run(*command, path)
            assert (result.exit_code, result.stdout) == (2, "")
            assert result.stderr.startswith(told)
            assert len(result.stderr.splitlines()) == 1
    finally:
        language.shipped_engine.cache_clear()


def test_the_letters_of_hostile_words_are_all_there() -> None:
    syntax, lines = made("The envoy\u0301 of Tarn denied it.", 120)
    told = [word["word"] for sentence in shown("\n".join(lines)) for word in sentence.words]
    assert unicodedata.normalize("NFC", "".join(told)) == "".join(
        unicodedata.normalize("NFC", form) for form in syntax.forms
    )

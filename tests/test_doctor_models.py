"""``watchdesk doctor`` on the models that ship: what they are, that they are whole, how fast."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from helpers_desk import lines, run
from watchdesk.doctor.story import STORY
from watchdesk.language import models

NAMES = ("syntax", "similarity")
SPEED = re.compile(
    r"ok    (syntax|similarity) model speed: [\d,]+ (tokens|sentences)/s, \d+\.\d articles of 500 "
    r"words/s( \(the processor is shared; alone on it [\d,]+ (tokens|sentences)/s\))?; "
    r"one thread, onnxruntime [\d.]+"
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchdesk.doctor.models.SECONDS", 0.0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of both models, in place of them, that may be harmed."""
    for name in NAMES:
        shutil.copytree(models.shipped(name), tmp_path / name)
    monkeypatch.setattr(models, "shipped", lambda name="syntax": tmp_path / name)
    return tmp_path


def failed(result: Result) -> list[str]:
    return [line for line in lines(result.stdout) if line.startswith("FAIL")]


def after(result: Result, start: str) -> str:
    told = lines(result.stdout)
    return told[next(n for n, line in enumerate(told) if line.startswith(start)) + 1]


def change(path: Path, **fields: Any) -> None:
    told = json.loads(path.read_text(encoding="utf-8")) | fields
    told["sha256"].pop("model.json", None)  # the digest of what it said before
    path.write_text(json.dumps(told), encoding="utf-8")


def test_both_models_are_told_with_what_they_are_and_how_fast() -> None:
    result = run("doctor")
    assert (result.exit_code, failed(result)) == (0, [])
    for name in NAMES:
        (told,) = [line for line in lines(result.stdout) if line.startswith(f"ok    {name} model:")]
        found = re.fullmatch(
            rf"ok    {name} model: version \S+, (\d+\.\d) MB, licence [^,]+, checksums match, "
            r"card \S+",
            told,
        )
        assert found
        files = [path for path in models.shipped(name).iterdir() if path.is_file()]
        assert float(found[1]) == pytest.approx(sum(f.stat().st_size for f in files) / 1e6, abs=0.1)
        assert after(result, told).startswith("      made from ")
    assert len([line for line in lines(result.stdout) if SPEED.fullmatch(line)]) == 2


def test_licence_and_sources_are_those_of_the_description(folder: Path) -> None:
    change(folder / "syntax/model.json", licence="Licence-1", made_from=["Harbour", "Lake (free)"])
    change(folder / "similarity/model.json", licence=7, made_from="all")
    told = lines(run("doctor").stdout)
    assert any(", licence Licence-1, " in line for line in told if "syntax model:" in line)
    assert any(", licence unknown, " in line for line in told if "similarity model:" in line)
    sources = [line for line in told if line.startswith("      made from")]
    assert [source.split("from ")[1] for source in sources] == ["Harbour", "Lake (free)", "unknown"]


@pytest.mark.parametrize(
    ("name", "file"),
    [(name, file) for name in NAMES for file in ("model.json", "model.onnx")]
    + [("syntax", "model.npz")],
)
def test_a_missing_file_is_told_and_the_rest_is_checked(folder: Path, name: str, file: str) -> None:
    (folder / name / file).unlink()
    result = run("doctor")
    assert result.exit_code == 1
    start = f"FAIL  {name} model: {folder / name / file}: the model is missing [W401]"
    assert start in failed(result)
    assert after(result, start).startswith("      Install Watchdesk again")
    (other,) = set(NAMES) - {name}
    told = lines(result.stdout)
    assert any(line.startswith(f"ok    {other} model speed: ") for line in told)
    assert told[-1].startswith(("ok    reading", "      "))


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_told(folder: Path, name: str) -> None:
    path = folder / name / "model.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    result = run("doctor")
    assert result.exit_code == 1
    start = f"FAIL  {name} model: {path}: the model is damaged: its checksum does not match [W402]"
    assert start in failed(result)
    assert after(result, start).startswith("      ")


def test_a_description_that_is_none_is_told(folder: Path) -> None:
    (folder / "syntax/model.json").write_text('{"version": ', encoding="utf-8")
    assert any(" [W402]" in line for line in failed(run("doctor")))


def test_a_missing_package_is_told_once_the_files_are_found_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    result = run("doctor")
    assert result.exit_code == 1
    told = lines(result.stdout)
    for name in NAMES:
        assert any(line.startswith(f"ok    {name} model: version") for line in told)
        assert any(
            line.startswith(f"FAIL  {name} model: onnxruntime: ") and line.endswith(" [W403]")
            for line in told
        )


def test_the_story_that_is_timed_is_an_article_of_usual_length() -> None:
    assert 400 <= len(STORY.split()) <= 600

"""A desk put away in a file and made again: the same desk, or a clear word that it is not."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers_desk import STORY, laid_bare
from watchdesk.backups import MANIFEST, back_up, restore
from watchdesk.cli import main
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.records import Claim


@pytest.fixture
def folder(small_desk: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(small_desk, tmp_path / "desk"))
    (folder / "edits").mkdir()
    (folder / "edits" / "2024-W33.toml").write_text('note = "Ein Wort"\n', encoding="utf-8")
    (folder / ".hidden").write_text("no part of a desk", encoding="utf-8")
    (folder / "edits" / "link").symlink_to("/etc/hostname")
    return folder


@pytest.mark.parametrize("ending", [".tar", ".tar.gz"])
def test_a_desk_comes_back_as_it_was(folder: Path, tmp_path: Path, ending: str) -> None:
    file, made = tmp_path / f"kept{ending}", tmp_path / "made"
    done = back_up(folder, file)
    assert restore(file, made) == done
    assert done.rows > 100
    assert {one.name for one in made.rglob("*") if one.is_file()} == {
        "ledger.db",
        "watch.toml",
        "2024-W33.toml",
    }
    assert Desk.open(made).records(Claim) == Desk.open(folder).records(Claim)
    Desk.open(made).reindex()
    assert laid_bare(made / "ledger.db") == laid_bare(folder / "ledger.db")
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(
    folder: Path, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    before = laid_bare(folder / "ledger.db")
    asked = 0

    def write(_: int, __: int) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            Desk.open(folder).ingest([story])

    back_up(folder, tmp_path / "kept.tar", write)
    assert asked
    restore(tmp_path / "kept.tar", tmp_path / "made")
    Desk.open(tmp_path / "made").reindex()
    kept, now = laid_bare(tmp_path / "made" / "ledger.db"), laid_bare(folder / "ledger.db")
    assert len(now["capture"]) == len(before["capture"]) + 1
    assert kept in (before, now)


def test_nothing_is_written_over(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar"
    back_up(folder, file)
    held = file.read_bytes()
    with pytest.raises(DeskError, match="is there already") as raised:
        back_up(folder, file)
    assert raised.value.code == "W209"
    assert file.read_bytes() == held
    with pytest.raises(DeskError) as raised:
        restore(file, folder)
    assert raised.value.code == "W206"
    (tmp_path / "empty").mkdir()
    assert restore(file, tmp_path / "empty").rows


def test_no_desk_and_no_room_are_told(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(DeskError, match="no desk"):
        back_up(tmp_path / "nothing", tmp_path / "kept.tar")
    with pytest.raises(DeskError) as raised:
        back_up(folder, tmp_path / "no" / "such" / "place.tar")
    assert raised.value.code == "W209"
    assert not list(tmp_path.glob("*.tar"))


def _made_of(path: Path, *entries: tuple[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, data in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def _manifest(**files: str) -> bytes:
    kept = {name: {"size": 1, "sha256": "0" * 64} for name in ("ledger.db", *files.values())}
    told = {"form": "watchdesk backup 1", "software": "0", "made_at": "2024", "rows": 1}
    return json.dumps(told | {"files": kept}).encode()


def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    back_up(folder, file)
    whole = file.read_bytes()
    plain = tmp_path / "plain.tar"
    back_up(folder, plain)
    other = bytearray(plain.read_bytes())
    other[-20_000] ^= 1
    cases = [
        ("cut", whole[: len(whole) // 2]),
        ("bent", whole[:5000] + b"\0" * 50 + whole[5050:]),
        ("other", bytes(other)),
        ("empty", b""),
        ("text", b"no archive at all" * 100),
    ]
    paths = [tmp_path / name for name, _ in cases]
    for path, (_, data) in zip(paths, cases, strict=True):
        path.write_bytes(data)
    paths += [
        _made_of(tmp_path / "away", (MANIFEST, _manifest(a="../../evil")), ("../../evil", b"x")),
        _made_of(tmp_path / "root", (MANIFEST, _manifest(a="/tmp/evil"))),
        _made_of(tmp_path / "more", (MANIFEST, _manifest()), ("unnamed", b"x")),
        _made_of(tmp_path / "less", (MANIFEST, _manifest())),
        _made_of(tmp_path / "false", (MANIFEST, _manifest()), ("ledger.db", b"x")),
        _made_of(tmp_path / "late", ("ledger.db", b"x"), (MANIFEST, _manifest())),
        tmp_path / "not there",
    ]
    held = sorted(one.name for one in tmp_path.iterdir())
    for path in paths:
        with pytest.raises(DeskError) as raised:
            restore(path, tmp_path / "made")
        assert raised.value.code == "W260", path.name
        assert raised.value.where == str(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == held
    assert not os.path.lexists(tmp_path.parent / "evil")


def test_by_command(folder: Path, tmp_path: Path) -> None:
    file, made = str(tmp_path / "kept.tar.gz"), str(tmp_path / "made")
    put = CliRunner().invoke(main, ["backup", file, "--desk", str(folder)])
    assert put.exit_code == 0, put.output
    assert "rows and 2 files" in put.output
    again = CliRunner().invoke(main, ["restore", file, "--desk", made])
    assert again.exit_code == 0, again.output
    assert CliRunner().invoke(main, ["restore", file, "--desk", made]).exit_code == 2
